"""Occasions: event mentions joined to one event per organisation or name and edition, with place, date and assertion.

Two mentions are one occasion unless their places differ, or one is said to be the next or the last and the other not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from summitry.extract.actors import Actor, Actors
from summitry.extract.events import EventMention
from summitry.extract.frames import Frame
from summitry.extract.reading import Reading, Sentence
from summitry.findings import Entity

_AHEAD: Final = frozenset({"will", "planned", "scheduled", "due", "upcoming", "expected", "'ll"})
_WITHIN: Final = 14  # tokens between an event and the place it is held in


@dataclass(slots=True)
class Occasion:
    """One event with what the text says of it. `country` and `city` are where it is held."""

    subject: Entity
    kind: str
    mentions: list[EventMention] = field(default_factory=list)
    country: Entity | None = None
    city: str = ""
    date_text: str = ""
    ahead: bool = False
    past: bool = False
    assertion: str = "asserted"


class Occasions:
    """All occasions of a reading; `of` gives the one a mention belongs to, `main` the one the text is about."""

    def __init__(self, reading: Reading, actors: Actors, events: list[EventMention], frames: list[list[Frame]]) -> None:
        self._reading = reading
        self._actors = actors
        self._by_mention: dict[EventMention, Occasion] = {}
        self.all: list[Occasion] = []
        for event in events:
            if event.subject is None:
                continue
            self._join(event, frames)
        for occasion in self.all:
            occasion.assertion = self._assertion(occasion, frames)

    def of(self, event: EventMention) -> Occasion | None:
        """The occasion of a mention, None for an event without organisation and name."""
        return self._by_mention.get(event)

    @property
    def main(self) -> Occasion | None:
        """The occasion with the most mentions, the first of equals; summits and conferences before talks."""
        ranked = [(len(o.mentions) + (2 if o.kind in ("summit", "conference") else 0), -i, o) for i, o in enumerate(self.all)]
        return max(ranked, key=lambda r: r[:2])[2] if ranked else None

    def near(self, sentence: Sentence) -> Occasion | None:
        """The occasion mentioned last before the end of a sentence, else the main one."""
        before = [event for event in self._by_mention if event.start < sentence.end]
        return self._by_mention[max(before, key=lambda e: e.start)] if before else self.main

    def _join(self, event: EventMention, frames: list[list[Frame]]) -> None:
        place = self._place(event)
        for occasion in reversed(self.all):
            if occasion.subject != event.subject:
                continue
            if place is not None and occasion.country is not None and place.entity != occasion.country:
                continue
            if occasion.past != event.past and (event.past or occasion.past) or event.ahead and occasion.past:
                continue
            break
        else:
            assert event.subject is not None
            occasion = Occasion(event.subject, event.kind, ahead=event.ahead, past=event.past)
            self.all.append(occasion)
        occasion.mentions.append(event)
        occasion.ahead = occasion.ahead or event.ahead
        if occasion.kind == "talks" and event.kind != "talks":
            occasion.kind = event.kind
        if place is not None and occasion.country is None:
            occasion.country, occasion.city = place.entity, place.city
        self._by_mention[event] = occasion

    def _place(self, event: EventMention) -> Actor | None:
        """The place named behind the event, in its own name, or before it in its sentence."""
        reading = self._reading
        sentence = reading.sentences[reading.sentence_at[event.start]]
        for i in range(event.end, min(event.end + _WITHIN, sentence.end)):
            actor = self._actors.at[i]
            if actor is not None and actor.start == i and actor.place and reading.lower[i - 1] in ("in", "at", "the", ","):
                return actor
        for i in range(event.start, event.head):
            mention = reading.mention_at[i]
            if mention is not None and mention.kind in ("capital", "place") and mention.country:
                entity = Entity("country", mention.country)
                return Actor(mention.start, mention.end, "country", entity, place=True, city=reading.text(mention.start, mention.end))
        for i in range(event.start - 1, max(sentence.start, event.start - 6) - 1, -1):
            actor = self._actors.at[i]
            if actor is not None and actor.place and reading.lower[actor.start - 1] in ("in", "to", "at"):
                return actor
        return None

    def _assertion(self, occasion: Occasion, frames: list[list[Frame]]) -> str:
        if occasion.past:
            return "asserted"
        if occasion.ahead:
            return "planned"
        for event in occasion.mentions:
            index = self._reading.sentence_at[event.start]
            sentence = self._reading.sentences[index]
            for frame in frames[index]:
                if event in frame.events and frame.voice.assertion in ("planned", "possible", "cancelled"):
                    return "planned" if frame.voice.assertion == "possible" else str(frame.voice.assertion)
            words = self._reading.lower[event.end : min(event.end + 6, sentence.end)]
            if _AHEAD.intersection(words):
                return "planned"
        return "asserted"


def sentence_of(reading: Reading, event: EventMention) -> Sentence:
    """The sentence an event mention starts in."""
    return reading.sentences[reading.sentence_at[event.start]]


def each(occasions: Occasions) -> Iterator[tuple[Occasion, EventMention]]:
    """Every occasion with its first mention."""
    for occasion in occasions.all:
        yield occasion, occasion.mentions[0]
