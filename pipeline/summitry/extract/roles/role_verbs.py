"""Roles that a verb states: "who heads the WTO", "who speaks for X", "took over the chair"; appointments beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from summitry.components.bodies import Bodies
from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import Clause, ClauseReader, subject_of
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.appointments import Appointments
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.portfolios_held import PortfoliosHeld
from summitry.extract.roles.title_links import TitleLinks, latest
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_ENDS: Final = frozenset({"in", "at", "and", "since", "from", "until", "for", "on", "of"})


class RoleVerbs:
    """Reads the clauses about offices with the words of `cues/offices.toml` and `cues/bodies.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.clauses = ClauseReader(lexicon)
        self.links = TitleLinks(lexicon)
        self._appointments = Appointments(lexicon, self.links)
        self.portfolios = PortfoliosHeld(lexicon)
        self._bodies = Bodies(lexicon)

    def holdings(self, reading: Reading, clauses: list[Clause], held: set[int]) -> Iterator[Holding]:
        """What the clauses say of who holds what; `held` are the heads of titles that belong to a name beside them."""
        yield from self._appointments.nouns(reading, held)
        for clause in clauses:
            asked = reading.words[clause.sentence.end - 1] == "?"
            if not asked:
                yield from self._appointments.ended(reading, clause, held)
            if clause.negated or clause.tense == "modal" or asked:
                continue
            if clause.sense in ("heads", "rules", "speaks"):
                yield from self._heads(reading, clause)
            elif clause.sense == "takes the chair":
                yield from self._chair(reading, clause)
            else:
                yield from self._appointments.read(reading, clause, held)
        yield from self._appointments.as_titles(reading, held)

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
        span, named = (clause.start, end), latest(person, clause.start)
        office = reading.lexicon.offices.resolve("organisation_head", "chair", mention.name, mention.form)
        yield _stated(entity, span, named, person, office, "elect" if ahead else None, "chair")
        if "from" in reading.lower[end : end + 5]:
            other, name = self.links.named_after(reading, reading.lower.index("from", end) + 1)
            if other is not None and name is not None:
                yield _stated(entity, span, name, other, office, "outgoing" if ahead else "former", "chair")

    def _heads(self, reading: Reading, clause: Clause) -> Iterator[Holding]:
        if clause.end < len(reading.words) and reading.lower[clause.end] == "by":
            person, name = self.links.named_after(reading, clause.end + 1)
            served = _ahead(reading, clause)
            if person is not None and name is not None and served is not None:
                yield _stated(served[0], served[1], name, person, "organisation_head", None, "head")
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
        if clause.sense == "rules" and office != "leader":
            return
        if clause.sense == "speaks":
            office = "spokesperson"
        yield _stated(entity, (clause.start, end), latest(person, clause.start), person, office, tenure, "head")

    def _body_after(self, reading: Reading, clause: Clause) -> tuple[Entity | None, str, int] | None:
        """What is headed: whom its head serves, the office, and the token after it."""
        k = clause.end
        while k < clause.sentence.end and reading.lower[k] in ("the", "its", "his", "her", "this"):
            k += 1
        if k >= clause.sentence.end:
            return None
        mention = reading.mention_at[k]
        if mention is not None and mention.kind == "organisation":
            if mention.end < clause.sentence.end and reading.lower[mention.end] in ("'s", "’s"):
                return None
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
            if reading.lower[stop] in _ENDS:
                break
            stop += 1
        for n in range(stop, first, -1):
            words = reading.lower[first:n]
            if words in (["country"], ["nation"]) and country is None and k > clause.end:
                return (None, "leader", n) if reading.lower[n] not in ("'s", "’s") else None
            if words[-1] in ("ministry", "department", "portfolio"):
                office = reading.lexicon.offices.of_portfolio(" ".join(words[:-1]))
                return country, office, n
            body = self._bodies.of(words)
            before = _resumed_body(reading, first, words) if n - first == 1 and k > clause.end else None
            if before is not None:
                return before[0], reading.lexicon.offices.resolve("organisation_head", "head", *before[1:]), n
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
                whom = Entity("organisation", reading.text(first, n)) if body.named and cased else country
                return (
                    whom,
                    reading.lexicon.offices.resolve("president", "president", whom.name if whom else "", body.kind),
                    n,
                )
        if clause.sense == "rules" and country is not None:
            return country, "leader", first
        return (country, "", first) if clause.sense == "speaks" and country is not None else None


def _resumed_body(reading: Reading, k: int, words: list[str]) -> tuple[Entity, str, str] | None:
    """The organisation, with its kind, that a noun at token `k` takes up ("the bloc")."""
    if words[-1] not in cue_words(reading.lexicon, "states", "bodies"):
        return None
    before = [m for m in reading.mentions if m.kind == "organisation" and m.end <= k]
    return (Entity("organisation", before[-1].name), before[-1].name, before[-1].form) if before else None


def _unnamed(reading: Reading, i: int) -> bool:
    """Whether no name of the lexicons stands at a token; "ministry" and the like are none."""
    mention = reading.mention_at[i]
    return mention is None or not mention.name


def _ahead(reading: Reading, clause: Clause) -> tuple[Entity, tuple[int, int]] | None:
    """The organisation right before "chaired by"."""
    for i in range(clause.group - 1, max(clause.sentence.start, clause.group - 3) - 1, -1):
        mention = reading.mention_at[i]
        if mention is not None and mention.kind == "organisation":
            return Entity("organisation", mention.name), (mention.start, clause.end)
        if reading.name_at[i] is not None:
            return None
    return None


def _stated(
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
