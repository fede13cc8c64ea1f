"""Roles that a verb states: "who heads the WTO", "was sworn in as president", "the king named X prime minister"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import Final

from summitry.components.bodies import Bodies
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.clauses import Clause, ClauseReader, subject_of
from summitry.extract.holders import Holding, name_starting
from summitry.extract.reading import Person, Reading
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_SMALL: Final = frozenset(
    """the a an as to be its his her their only also now new next first second third still currently once again both youngest
    oldest longest-serving not just for serve current country nation 's ’s in on monday tuesday wednesday thursday friday
    saturday sunday today yesterday""".split()
)
_AS: Final = frozenset(
    {
        "as",
        "to",
        "the",
        "its",
        "his",
        "her",
        "their",
        "be",
        "serve",
        ",",
        "a",
        "new",
        "next",
        "for",
        "country",
        "'s",
        "’s",
    }
)
_BREAKS: Final = frozenset(
    {";", ":", "after", "because", "but", "while", "when", "who", "which", "that", "said", "says"}
)
_AS_NOUNS: Final = frozenset(
    {
        "first",
        "capacity",
        "come",
        "came",
        "comes",
        "meeting",
        "trip",
        "visit",
        "term",
        "tenure",
        "year",
        "role",
        "job",
        "summit",
        "speech",
        "address",
        "day",
        "week",
        "month",
        "appearance",
        "attends",
        "attending",
    }
)
_BY: Final = "by"


class RoleVerbs:
    """Reads the clauses about offices with the words of `cues/offices.toml` and `cues/bodies.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.clauses = ClauseReader(row for row in lexicon.cues["offices"] if row["table"] == "office_verb")
        self._bodies = Bodies(lexicon)
        nouns = [row for row in lexicon.cues["offices"] if row["table"] == "naming_noun"]
        self._naming = {form: str(row["tenure"]) for row in nouns for form in row["forms"]}

    def holdings(self, reading: Reading, clauses: list[Clause], held: set[int]) -> Iterator[Holding]:
        """What the clauses say of who holds what; `held` are the heads of titles that belong to a name beside them."""
        yield from self._nouns(reading, held)
        for clause in clauses:
            asked = reading.words[clause.sentence.end - 1] == "?"
            if clause.negated or clause.tense == "modal" or asked:
                continue
            if clause.sense in ("heads", "speaks"):
                yield from self._heads(reading, clause)
            elif clause.sense in ("becomes", "serves"):
                yield from _becomes(reading, clause, held)
            elif clause.sense in ("appoints", "nominates"):
                yield from _appointed(reading, clause, held)
            elif clause.sense == "succeeds":
                yield from _succeeds(reading, clause, held)
            elif clause.sense == "takes the chair":
                yield from self._chair(reading, clause)
        yield from _as_titles(reading, held)

    def _nouns(self, reading: Reading, held: set[int]) -> Iterator[Holding]:
        """ "The appointment of X as envoy": the noun for an office verb."""
        for i, word in enumerate(reading.lower):
            tenure = self._naming.get(word)
            if tenure is None or reading.lower[i + 1 : i + 2] != ["of"]:
                continue
            person, name = named_after(reading, i + 2)
            title = _title_of_object(reading, name, held) if name is not None else None
            if person is not None and name is not None and title is not None:
                yield Holding(title, name, person, "role.appointed", None, title.tenure or tenure or None, title.end)

    def _chair(self, reading: Reading, clause: Clause) -> Iterator[Holding]:
        """ "X takes over the chair (of the bloc) from Y": of the organisation that is named there or was last."""
        person = subject_of(reading, clause)
        if person is None:
            return
        end = clause.end
        mention = next(
            (reading.mention_at[i] for i in range(end, min(end + 4, clause.sentence.end)) if reading.mention_at[i]),
            None,
        )
        if mention is None or mention.kind != "organisation":
            counts = Counter(m.name for m in reading.mentions if m.kind == "organisation" and m.form != "body")
            chief = counts.most_common(1)[0][0] if counts else ""
            mention = next((m for m in reading.mentions if m.kind == "organisation" and m.name == chief), None)
        if mention is None:
            return
        ahead = clause.tense in ("future", "present")
        entity = Entity("organisation", mention.name)
        span, latest = (clause.start, end), _latest(reading, person, clause.start)
        office = reading.lexicon.offices.resolve("organisation_head", "chair", mention.name, mention.form)
        yield _stated(reading, entity, span, latest, person, office, "elect" if ahead else None, "chair")
        if "from" in reading.lower[end : end + 5]:
            other, name = named_after(reading, reading.lower.index("from", end) + 1)
            if other is not None and name is not None:
                yield _stated(reading, entity, span, name, other, office, "outgoing" if ahead else "former", "chair")

    def _heads(self, reading: Reading, clause: Clause) -> Iterator[Holding]:
        if clause.end < len(reading.words) and reading.lower[clause.end] == _BY:
            person, name = named_after(reading, clause.end + 1)
            served = _ahead(reading, clause)
            if person is not None and name is not None and served is not None:
                yield _stated(reading, served[0], served[1], name, person, "organisation_head", None, "head")
            return
        if clause.passive or clause.tense in ("future", "ing"):
            return
        person = subject_of(reading, clause)
        if person is None:
            return
        tenure = "former" if clause.tense == "past" else None
        found = self._body_after(reading, clause)
        if found is None:
            return
        entity, office, end = found
        if clause.sense == "speaks":
            office = "spokesperson"
        yield _stated(
            reading, entity, (clause.start, end), _latest(reading, person, clause.start), person, office, tenure, "head"
        )

    def _body_after(self, reading: Reading, clause: Clause) -> tuple[Entity | None, str, int] | None:
        """What is headed: whom its head serves, the office, and the token after it."""
        k = clause.end
        while k < clause.sentence.end and reading.lower[k] in ("the", "its", "his", "her", "this"):
            k += 1
        if k >= clause.sentence.end:
            return None
        mention = reading.mention_at[k]
        if mention is not None and mention.kind == "organisation":
            entity = Entity("organisation", mention.name)
            return (
                entity,
                reading.lexicon.offices.resolve("organisation_head", "head", mention.name, mention.form),
                mention.end,
            )
        country, first = None, k
        if mention is not None and mention.country:
            country = Entity("country", mention.country)
            first = mention.end + (mention.end < clause.sentence.end and reading.lower[mention.end] in ("'s", "’s"))
        stop = first
        while (
            stop < min(clause.sentence.end, first + 5)
            and reading.words[stop].replace("-", "").isalpha()
            and _unnamed(reading, stop)
        ):
            if reading.lower[stop] in ("in", "at", "and", "since", "from", "until", "for", "on", "of"):
                break
            stop += 1
        for n in range(stop, first, -1):
            words = reading.lower[first:n]
            if words[-1] in ("ministry", "department", "portfolio"):
                office = reading.lexicon.offices.of_portfolio(" ".join(words[:-1]))
                return country, office, n
            body = self._bodies.of(words)
            if body is None or body.kind == "outside":
                continue
            if body.kind == "government":
                plain = "government" in words and not {"de", "facto", "military"}.intersection(words)
                return country, "prime_minister" if plain else "leader", n
            if body.kind == "delegation":
                return country, "envoy", n
            if body.kind == "military":
                return country, "military_chief", n
            if body.kind in ("parliament", "party", "movement", "court", "bank"):
                cased = reading.words[first][:1].isupper()
                entity = Entity("organisation", reading.text(first, n)) if body.named and cased else country
                return (
                    entity,
                    reading.lexicon.offices.resolve("president", "president", entity.name if entity else "", body.kind),
                    n,
                )
        return (country, "", first) if clause.sense == "speaks" and country is not None else None


def _unnamed(reading: Reading, i: int) -> bool:
    """Whether no name of the lexicons stands at a token; "ministry" and the like are none."""
    mention = reading.mention_at[i]
    return mention is None or not mention.name


def _becomes(reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
    if clause.tense == "ing" and clause.sense == "becomes":
        return
    copula = (
        reading.lower[clause.end - 1] in ("is", "was", "are", "were", "be", "been", "being", "'s", "’s")
        and clause.end - clause.start == 1
    )
    if copula and clause.form in ("base", "part", "ing") and clause.tense not in ("perfect", "future"):
        return
    title = _title_after(reading, clause.end, held)
    if title is None or (copula and title.possessor is not None):
        return
    person = subject_of(reading, clause)
    if person is None:
        return
    tenure = title.tenure
    if tenure is None:
        if reading.lower[clause.start] in ("act", "acts", "acting", "acted"):
            tenure = "acting"
        elif clause.tense == "future":
            tenure = None if _first_to(reading, title) else "elect"
        elif clause.tense == "past" and (copula or clause.sense == "serves"):
            tenure = "former"
    yield Holding(title, _latest(reading, person, clause.start), person, "role.verb", None, tenure, title.end)
    if title.end < len(reading.words) and reading.lower[title.end] == "from":
        other, name = named_after(reading, title.end + 1)
        if other is not None and name is not None and other is not person:
            past = "outgoing" if tenure == "elect" else "former"
            yield Holding(title, name, other, "role.succeeded", None, past, title.end)


def _first_to(reading: Reading, title: TitleMention) -> bool:
    """Whether somebody will be the first holder to do something, which says that the office is held already."""
    first = {"first", "only", "last"}.intersection(reading.lower[title.np_start : title.head])
    return bool(first) and "to" in reading.lower[title.end : title.end + 3]


def _appointed(reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
    elect = clause.sense == "nominates" or clause.tense == "future"
    if clause.passive:
        title = _title_after(reading, clause.end, held)
        person = subject_of(reading, clause)
        if title is not None and person is not None:
            yield _given(reading, title, person, clause, elect)
        return
    if reading.lower[clause.end : clause.end + 1] == ["as"]:  # "has picked as his chief of staff X"
        title = _title_after(reading, clause.end + 1, frozenset())
        name = name_starting(reading, title.end) if title is not None else None
        if title is not None and name is not None:
            yield _given(reading, title, reading.person_of[name], clause, elect)
        return
    for i in range(clause.end, min(clause.sentence.end, clause.end + 14)):
        if reading.lower[i] in _BREAKS or (reading.lower[i] in ("and", "on") and i > clause.end + 6):
            return
        name = reading.name_at[i]
        if name is None or name.start != i:
            continue
        title = _title_of_object(reading, name, held)
        if title is not None:
            yield _given(reading, title, reading.person_of[name], clause, elect)
        return


def _given(reading: Reading, title: TitleMention, person: Person, clause: Clause, elect: bool) -> Holding:
    tenure = title.tenure or ("elect" if elect else None)
    return Holding(title, _latest(reading, person, title.start), person, "role.appointed", None, tenure, title.end)


def _title_of_object(reading: Reading, name: Name, held: set[int]) -> TitleMention | None:
    """The office given to the object of a verb: "X as minister", "X, until now Y, as Z", "X prime minister"."""
    k = name.end
    limit = min(reading.sentences[reading.sentence_at[name.start]].end, name.end + 22)
    commas = 0
    for i in range(k, limit):
        title = reading.title_at[i]
        if title is not None and title.np_start <= i and title.head not in held and not title.plural:
            direct = all(w in _AS for w in reading.lower[k : title.np_start])
            marked = title.np_start > 0 and reading.lower[title.np_start - 1] in ("as", "be")
            if direct or marked:
                return title
        commas += reading.words[i] == ","
        if reading.lower[i] in _BREAKS and commas != 1:
            return None
    return None


def _as_titles(reading: Reading, held: set[int]) -> Iterator[Holding]:
    """ "Who has come as president of X", "in her first year as mayor": the office of the only person named before."""
    for title in reading.titles:
        k = title.np_start - 1
        if title.head in held or title.plural or title.inner or k < 1 or reading.lower[k] != "as" or title.indefinite:
            continue
        if title.needs_context and title.object is None and title.possessor is None:
            continue
        sentence = reading.sentences[reading.sentence_at[k]]
        before = [name for name in reading.names if sentence.start <= name.start and name.end <= k]
        people = {reading.person_of[name] for name in before}
        between = reading.lower[before[-1].end : k] if before else []
        if len(people) != 1 or not _AS_NOUNS.intersection(reading.lower[max(sentence.start, k - 4) : k]):
            continue
        if "not" in between or '"' in between:
            continue
        yield Holding(title, before[-1], reading.person_of[before[-1]], "role.verb", None, title.tenure, title.end)


def _succeeds(reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
    """ "X succeeds Y as ambassador": X has the office, Y had it."""
    other, name = named_after(reading, clause.end)
    if other is None or name is None:
        return
    title = _title_of_object(reading, name, held)
    if title is None or title.head in held:
        return
    person = subject_of(reading, clause)
    future = clause.tense == "future"
    if clause.passive:
        return
    if person is not None and person is not other:
        yield Holding(
            title,
            _latest(reading, person, clause.start),
            person,
            "role.succeeds",
            None,
            "elect" if future else None,
            title.end,
        )
    yield Holding(title, name, other, "role.succeeded", None, "outgoing" if future else "former", title.end)


def _title_after(reading: Reading, k: int, held: Set[int]) -> TitleMention | None:
    """The title that follows at token `k` across small words and adjectives, unless it goes with a name of its own."""
    plain = 0
    for i in range(k, min(k + 9, len(reading.words))):
        title = reading.title_at[i]
        if title is not None:
            if title.head in held or title.plural or title.inner or title.np_start < k:
                return None
            return title
        if reading.mention_at[i] is not None:
            continue
        if reading.lower[i] not in _SMALL:
            plain += 1
            if (
                plain > 2
                or reading.lower[i].endswith(("ing", "ed"))
                or not reading.lower[i].replace("-", "").isalpha()
                or reading.lower[i] in ("of", "by", "and", "with", "that", "who")
            ):
                return None
    return None


def named_after(reading: Reading, k: int) -> tuple[Person | None, Name | None]:
    """The person named at token `k`, behind titles and modifiers."""
    for i in range(k, min(k + 9, len(reading.words))):
        name = reading.name_at[i]
        if name is not None:
            return reading.person_of[name], name
        if (
            reading.title_at[i] is None
            and reading.mention_at[i] is None
            and reading.lower[i] not in (*_SMALL, "former", "late", "then", "of")
        ):
            if not reading.words[i][:1].isupper():
                return None, None
    return None, None


def _ahead(reading: Reading, clause: Clause) -> tuple[Entity, tuple[int, int]] | None:
    """The organisation right before "chaired by"."""
    for i in range(clause.group - 1, max(clause.sentence.start, clause.group - 3) - 1, -1):
        mention = reading.mention_at[i]
        if mention is not None and mention.kind == "organisation":
            return Entity("organisation", mention.name), (mention.start, clause.end)
        if reading.name_at[i] is not None:
            return None
    return None


def _latest(reading: Reading, person: Person, token: int) -> Name:
    before = [name for name in person.names if name.start <= token]
    return before[-1] if before else person.names[0]


def _stated(
    reading: Reading,
    entity: Entity | None,
    span: tuple[int, int],
    name: Name,
    person: Person,
    office: str,
    tenure: str | None,
    form: str,
) -> Holding:
    title = TitleMention(span[0], span[1], span[0], span[0], office, form=form, object=entity, kind="stated")
    return Holding(title, name, person, "role.heads", None, tenure, span[1])
