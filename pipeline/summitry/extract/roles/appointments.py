"""Who becomes what: "was sworn in as president", "the king named X prime minister", "X succeeds Y as ambassador"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import Clause, subject_of
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.beside import CASE, name_starting
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.title_links import BREAKS, TitleLinks, latest
from summitry.lexicon import Lexicon

_BE: Final = frozenset({"is", "was", "are", "were", "be", "been", "being", "'s", "’s"})
_ACT: Final = frozenset({"act", "acts", "acting", "acted"})
_STAY: Final = frozenset(
    {form for verb in ("remain", "stay", "continue") for form in (verb, verb + "s", verb + "ed", verb + "ing")}
)
_ENDS: Final = frozenset({"leaves", "gives notice", "removes"})
_POSTS: Final = frozenset({"post", "position", "job", "office", "role", "duties", "duty"})
_SPAN: Final = 7  # tokens between "served" and "as": "two terms", "in three cabinets"


class Appointments:
    """Reads clauses of the senses becomes, serves, appoints, nominates and succeeds, and their nouns."""

    def __init__(self, lexicon: Lexicon, links: TitleLinks) -> None:
        self._links = links
        nouns = [row for row in lexicon.cues["offices"] if row["table"] in ("naming_noun", "office_noun")]
        self._naming = {form: str(row["tenure"]) for row in nouns for form in row["forms"]}
        self._as_nouns = cue_words(lexicon, "offices", "as_nouns")

    def read(self, reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
        """The roles that one clause gives; `held` are the heads of titles that belong to a name beside them."""
        if clause.sense in ("becomes", "serves"):
            yield from self._becomes(reading, clause, held)
        elif clause.sense in ("appoints", "nominates"):
            yield from self._appointed(reading, clause, held)
        elif clause.sense == "succeeds":
            yield from self._succeeds(reading, clause, held)

    def ended(self, reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
        """ "X resigned as minister", "X was removed as envoy": the office that is left; `tenures` says when."""
        if clause.sense not in _ENDS:
            return
        person, name, k = subject_of(reading, clause), None, clause.end
        if clause.sense == "removes" and not clause.passive:
            person, name = self._links.named_after(reading, clause.end)
            k = name.end if name is not None else k
        if person is None or reading.lower[k : k + 1] not in (["as"], ["from"]):
            return
        k += 1 + (reading.lower[k + 1 : k + 2] in (["the"], ["his"], ["her"]))
        if not _POSTS.isdisjoint(reading.lower[k : k + 1]) and reading.lower[k + 1 : k + 2] in (["of"], ["as"]):
            k += 2
        title = self._links.title_after(reading, k, held)
        if title is not None and title.np_start <= k + 3:
            name = name or latest(person, clause.start)
            yield Holding(title, name, person, "role.verb", None, title.tenure, title.end)

    def nouns(self, reading: Reading, held: set[int]) -> Iterator[Holding]:
        """ "The appointment of X as envoy", "X's resignation as envoy": the noun for an office verb."""
        for i, word in enumerate(reading.lower):
            tenure = self._naming.get(word)
            if tenure is None:
                continue
            if reading.lower[i + 1 : i + 2] == ["as"] and i > 1 and reading.lower[i - 1] in CASE:
                own = reading.name_at[i - 2]
                title = self._links.title_after(reading, i + 2, held) if own is not None else None
                if own is not None and title is not None:
                    given = title.tenure or tenure or None
                    yield Holding(title, own, reading.person_of[own], "role.appointed", None, given, title.end)
            if reading.lower[i + 1 : i + 2] != ["of"]:
                continue
            person, name = self._links.named_after(reading, i + 2)
            title = self._links.title_of_object(reading, name, held) if name is not None else None
            if person is not None and name is not None and title is not None:
                yield Holding(title, name, person, "role.appointed", None, title.tenure or tenure or None, title.end)

    def as_titles(self, reading: Reading, held: set[int]) -> Iterator[Holding]:
        """ "Who has come as president of X", "her first year as mayor": the office of the one person named before."""
        for title in reading.titles:
            k = title.np_start - 1
            if (
                title.head in held
                or title.plural
                or title.inner
                or k < 1
                or reading.lower[k] != "as"
                or title.indefinite
            ):
                continue
            if title.needs_context and title.object is None and title.possessor is None:
                continue
            sentence = reading.sentences[reading.sentence_at[k]]
            before = [name for name in reading.names if sentence.start <= name.start and name.end <= k]
            people = {reading.person_of[name] for name in before}
            between = reading.lower[before[-1].end : k] if before else []
            if len(people) != 1 or not self._as_nouns.intersection(reading.lower[max(sentence.start, k - 4) : k]):
                continue
            if "not" in between or '"' in between:
                continue
            yield Holding(title, before[-1], reading.person_of[before[-1]], "role.verb", None, title.tenure, title.end)

    def _becomes(self, reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
        start = clause.sentence.start
        name = reading.name_at[clause.start - 1] if clause.start > start else None
        absolute = name is not None and "with" in reading.lower[max(start, name.start - 5) : name.start]
        going_on = clause.tense == "ing" and not _BE.isdisjoint(reading.lower[clause.group : clause.start])
        if clause.tense == "ing" and clause.sense == "becomes" and not (going_on or absolute):
            return
        copula = (
            reading.lower[clause.end - 1] in ("is", "was", "are", "were", "be", "been", "being", "'s", "’s")
            and clause.end - clause.start == 1
        )
        if copula and clause.form in ("base", "part", "ing") and clause.tense not in ("perfect", "future"):
            return
        k = clause.end
        if clause.sense == "serves" and reading.lower[k - 1] != "as":
            span = reading.lower[k : min(k + _SPAN, clause.sentence.end)]
            if "as" not in span or not BREAKS.union((",", "and")).isdisjoint(span[: span.index("as")]):
                return
            k += span.index("as") + 1
        title = self._links.title_after(reading, k, held)
        if title is None or (copula and title.possessor is not None):
            return
        person = reading.person_of[name] if absolute and name is not None else subject_of(reading, clause)
        if person is None:
            return
        tenure = title.tenure
        if tenure is None:
            if reading.lower[clause.start] in _ACT:
                tenure = "acting"
            elif _STAY.intersection(reading.lower[clause.start : clause.end]):
                tenure = None
            elif clause.tense == "future" or going_on:
                tenure = None if _first_to(reading, title) else "elect"
            elif clause.tense == "past" and (copula or clause.sense == "serves"):
                tenure = "former"
        yield Holding(title, latest(person, clause.start), person, "role.verb", None, tenure, title.end)
        if title.end < len(reading.words) and reading.lower[title.end] == "from":
            other, name = self._links.named_after(reading, title.end + 1)
            if other is not None and name is not None and other is not person:
                past = "outgoing" if tenure == "elect" else "former"
                yield Holding(title, name, other, "role.succeeded", None, past, title.end)

    def _appointed(self, reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
        elect = clause.sense == "nominates" or clause.tense == "future"
        if clause.passive:
            title = self._links.title_after(reading, clause.end, held)
            person = subject_of(reading, clause)
            if title is not None and person is not None:
                yield _given(title, person, elect)
            return
        if reading.lower[clause.end : clause.end + 1] == ["as"]:  # "has picked as his chief of staff X"
            title = self._links.title_after(reading, clause.end + 1, frozenset())
            name = name_starting(reading, title.end) if title is not None else None
            if title is not None and name is not None:
                yield _given(title, reading.person_of[name], elect)
            return
        for i in range(clause.end, min(clause.sentence.end, clause.end + 14)):
            if reading.lower[i] in BREAKS or (reading.lower[i] in ("and", "on") and i > clause.end + 6):
                return
            name = reading.name_at[i]
            if name is None or name.start != i:
                continue
            title = self._links.title_of_object(reading, name, held)
            if title is not None:
                yield _given(title, reading.person_of[name], elect)
            return

    def _succeeds(self, reading: Reading, clause: Clause, held: set[int]) -> Iterator[Holding]:
        """ "X succeeds Y as ambassador": X has the office, Y had it."""
        by = clause.passive and reading.lower[clause.end : clause.end + 1] == ["by"]
        other, name = self._links.named_after(reading, clause.end + by)
        if other is None or name is None:
            return
        title = self._links.title_of_object(reading, name, held)
        if title is None or title.head in held:
            return
        person = subject_of(reading, clause)
        future = clause.tense == "future"
        if clause.passive:  # "X was replaced by Y as ambassador"
            if person is None or not by:
                return
            yield Holding(title, name, other, "role.succeeds", None, "elect" if future else None, title.end)
            past = "outgoing" if future else "former"
            yield Holding(title, latest(person, clause.start), person, "role.succeeded", None, past, title.end)
            return
        if person is not None and person is not other:
            yield Holding(
                title,
                latest(person, clause.start),
                person,
                "role.succeeds",
                None,
                "elect" if future else None,
                title.end,
            )
        yield Holding(title, name, other, "role.succeeded", None, "outgoing" if future else "former", title.end)


def _first_to(reading: Reading, title: TitleMention) -> bool:
    """Whether somebody will be the first holder to do something, which says that the office is held already."""
    first = {"first", "only", "last"}.intersection(reading.lower[title.np_start : title.head])
    return bool(first) and "to" in reading.lower[title.end : title.end + 3]


def _given(title: TitleMention, person: Person, elect: bool) -> Holding:
    tenure = title.tenure or ("elect" if elect else None)
    return Holding(title, latest(person, title.start), person, "role.appointed", None, tenure, title.end)
