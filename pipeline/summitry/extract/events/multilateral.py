"""Trilateral and larger meetings whose sides do not stand in their own phrase.

"Ministers A of X, B of Y and C of Z said after a trilateral meeting", "The three leaders met in Riga": the sides are
those told together, as many as the word says, in the sentence or in the one nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.events.event_sides import name_of_sides
from summitry.extract.events.event_words import DASHES
from summitry.extract.events.events import EventMention
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor, Actors
from summitry.extract.reading import Reading, Sentence
from summitry.extract.roles.served import Served
from summitry.findings import Entity

Parties = tuple[Actor, ...]

_COUNTS: Final = {
    "trilateral": 3,
    "tripartite": 3,
    "three-way": 3,
    "quadrilateral": 4,
    "four-way": 4,
    "quadripartite": 4,
}
_NUMBERS: Final = {"three": 3, "four": 4, "five": 5, "six": 6}
_SIDED: Final = frozenset({"way", "party", "nation", "country", "sided"})
_JOINS: Final = frozenset({
    ",", ";", "and", "&", "with", "along", "together", "as", "well", "the", "his", "her", "their", "(", ")", "center",
    "centre", "left", "right",
})  # fmt: skip
_PEOPLE: Final = frozenset({
    "leaders", "presidents", "premiers", "ministers", "diplomats", "kings", "monarchs", "envoys", "officials",
    "chiefs", "heads", "statesmen", "negotiators", "men", "women", "neighbours", "neighbors",
})  # fmt: skip
_AT: Final = frozenset({"at", "during", "after", "following"})
_OPENING: Final = 4  # tokens of a sentence in which its subject starts
_MEETING: Final = frozenset({"meet", "gather", "talk"})
_BEFORE: Final = 6  # sentences before a meeting in which its sides are told
_BEHIND: Final = 2  # and behind it
_SUBJECT: Final = 7  # tokens before a verb in which its subject stands


class Multilaterals:
    """Finds the sides of meetings that are known only by their number."""

    def __init__(self, reading: Reading, actors: Actors, served: Served) -> None:
        self._reading = reading
        self._actors = actors
        self._served = served

    def of(self, event: EventMention) -> tuple[Entity, Parties] | None:
        """The event known by its sides that a bare noun means, and those who are told to be its parties."""
        if event.subject is not None or event.plural or event.kind not in ("talks", "summit"):
            return None
        sentence = self._reading.sentences[self._reading.sentence_at[event.start]]
        number = self._count(event.start, event.end)
        if number:
            return self._told(sentence, number)
        if self._reading.lower[event.start : event.start + 2] == ["their", "own"]:
            before = self._reading.sentences[max(0, sentence.index - 1)]
            return self._all_named(sentence) or self._all_named(before)
        if event.weak and self._reading.lower[event.start] == "their":
            return self._named(sentence, sum(1 for _ in self._people(sentence)), here=True)
        if event.weak and self._reading.lower[event.start - 1] in _AT:
            return self._of_subject(sentence, event)
        return None

    def _of_subject(self, sentence: Sentence, event: EventMention) -> tuple[Entity, Parties] | None:
        """ "The presidents of A, B and C discussed trade at a meeting in D" """
        run = next(self._runs(sentence), [])
        early = bool(run) and run[0][0].start - sentence.start < _OPENING and run[-1][0].end < event.start
        people = all(actor.unnamed or actor.kind == "person" for actor, _ in run)
        sides = {side for _, side in run}
        if not early or not people or len(sides) < 3:
            return None
        return name_of_sides(sides), tuple(actor for actor, _ in run)

    def met(self, frames: Sequence[Sequence[Frame]]) -> Iterator[tuple[EventMention, Entity, Parties]]:
        """The meetings of people known by their number only: "The three ministers met in A"."""
        for group in frames:
            for frame in group:
                if frame.sense not in _MEETING or frame.voice.negated or frame.form in ("noun", "owned", "passive"):
                    continue
                named = any(actor.entity is not None for actor in (*frame.subjects, *frame.actors("with")))
                number = 0 if named or frame.events else self._number_before(frame)
                told = self._told(frame.sentence, number) if number else None
                if told is not None:
                    yield EventMention(frame.start, frame.end, frame.start, "talks", told[0], weak=True), *told
                    break

    def _count(self, start: int, end: int) -> int:
        """How many sides the words of a phrase say that there are, 0 if they do not."""
        lower = self._reading.lower
        for i in range(max(0, start - 1), end):
            if lower[i] in _COUNTS:
                return _COUNTS[lower[i]]
            if lower[i] in _NUMBERS and lower[i + 1] in DASHES and lower[i + 2] in _SIDED:
                return _NUMBERS[lower[i]]
        return 0

    def _number_before(self, frame: Frame) -> int:
        """How many are said to meet: "the three ministers", "all four"."""
        lower = self._reading.lower
        first = max(frame.sentence.start, frame.start - _SUBJECT)
        for i in range(first, frame.start):
            if lower[i] in _NUMBERS and (i + 1 == frame.start or _PEOPLE.intersection(lower[i + 1 : frame.start])):
                return _NUMBERS[lower[i]] if i > 0 and lower[i - 1] in ("the", "all") else 0
        return 0

    def _told(self, sentence: Sentence, number: int) -> tuple[Entity, Parties] | None:
        sentences = self._reading.sentences
        found = self._named(sentence, number, here=True)
        if found is None and sentence.index:
            found = self._named(sentences[sentence.index - 1], number, here=True)
        before = range(sentence.index - 2, max(-1, sentence.index - 1 - _BEFORE), -1)
        behind = range(sentence.index + 1, min(len(sentences), sentence.index + 1 + _BEHIND))
        for index in (*before, *behind):
            found = found or self._named(sentences[index], number, here=False)
        return found

    def _named(self, sentence: Sentence, number: int, *, here: bool) -> tuple[Entity, Parties] | None:
        """The event by the sides that a sentence tells together, if they are as many."""
        if number < 3:
            return None
        people = list(self._people(sentence))
        for run in (*self._runs(sentence), people):
            sides = {side for _, side in run}
            if len(sides) == number and (here or run is not people):
                told = tuple(actor for actor, _ in run if here or actor.unnamed or actor.kind == "person")
                return name_of_sides(sides), told
        return None

    def _all_named(self, sentence: Sentence) -> tuple[Entity, Parties] | None:
        """The event of the most sides that a sentence tells together."""
        most = max((len({side for _, side in run}) for run in self._runs(sentence)), default=0)
        return self._named(sentence, most, here=True)

    def _people(self, sentence: Sentence) -> Iterator[tuple[Actor, Entity]]:
        """The people of a sentence, unnamed ones too, with the countries that they stand for."""
        return ((actor, side) for actor, side in self._all(sentence) if actor.kind == "person" or actor.unnamed)

    def _all(self, sentence: Sentence) -> Iterator[tuple[Actor, Entity]]:
        last: Actor | None = None
        for i in range(sentence.start, sentence.end):
            actor = self._actors.at[i]
            if actor is None or actor is last:
                continue
            last = actor
            if actor.place or actor.case or (actor.pronoun and actor.person is None):
                continue
            for each in actor.each:
                side = each.entity if each.kind == "country" else None
                if each.person is not None:
                    side = self._served.country_of(each.person)
                if side is not None and side.kind == "country":
                    yield each, side

    def _runs(self, sentence: Sentence) -> Iterator[list[tuple[Actor, Entity]]]:
        """The sides that are joined by "and", commas and the like."""
        run: list[tuple[Actor, Entity]] = []
        for actor, side in self._all(sentence):
            if run and not set(self._reading.lower[run[-1][0].end : actor.start]) <= _JOINS:
                yield run
                run = []
            run = [*run, (actor, side)]
        yield run


def of_ministers(reading: Reading, parties: Parties) -> bool:
    """Whether the parties are ministers, not leaders."""
    words = {word for actor in parties for word in reading.lower[actor.start : actor.end]}
    return bool(words & {"minister", "ministers", "secretary"}) and "prime" not in words
