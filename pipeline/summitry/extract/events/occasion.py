"""An occasion: one event with what the text says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from summitry.extract.events.event_sides import named_by_sides
from summitry.extract.events.events import EventMention
from summitry.extract.language.dates import When
from summitry.extract.people.actor import Actor
from summitry.extract.reading import Reading, Sentence
from summitry.findings import Entity

CEREMONY: Final = Entity("event", "ceremony")


@dataclass(slots=True, eq=False)
class Occasion:
    """One event with what the text says of it; `country` and `city` are where it is held.

    `subject` is its organisation, its name, "ceremony", or the codes of the sides joined with "+"; `target` the object
    of a participation in it; `parties` are those who are told to be its sides elsewhere than in its own phrase.
    """

    subject: Entity
    kind: str
    mentions: list[EventMention] = field(default_factory=list)
    country: Entity | None = None
    city: str = ""
    whens: list[When] = field(default_factory=list)
    edition: str = ""
    ordinal: int = 0
    ministers: bool = False
    assertion: str = "asserted"
    start: date | None = None
    end: date | None = None
    target: Entity | None = None
    votes: list[tuple[int, str]] = field(default_factory=list)
    spans: tuple[int, int] | None = None
    two_sided: bool = False
    parties: tuple[Actor, ...] = ()

    @property
    def object(self) -> Entity:
        """What a participation in it names."""
        if self.target is None and named_by_sides(self.subject):
            return Entity("event", self.kind)
        return self.target or self.subject

    @property
    def decided(self) -> bool:
        """Whether dates or its own verbs say when it is, not only what others do about it."""
        return any(rank <= 2 for rank, _ in self.votes)

    @property
    def date_text(self) -> str:
        return self.whens[0].text if self.whens else ""


def sentence_of(reading: Reading, event: EventMention) -> Sentence:
    """The sentence an event mention starts in."""
    return reading.sentences[reading.sentence_at[event.start]]
