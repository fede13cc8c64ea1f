"""The editions of an event that a text lists by where they were: "summits were held in A, B and C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.events.venues import Venue
from summitry.extract.reading import Reading
from summitry.findings import Entity

_HELD: Final = (["held", "in"], ["held", "at"], ["place", "in"], ["hosted", "by"], ["hosted", "in"])
_TO_VERB: Final = 5  # tokens between the noun and its verb
_JOINS: Final = frozenset({",", "and", "the", ";", "as", "well", "in", "(", ")"})
_PLACES: Final = frozenset({"country", "capital", "place"})


def editions(reading: Reading, event: EventMention) -> Iterator[tuple[EventMention, Venue]]:
    """A mention for every place behind a plural noun, if they are two or more."""
    if not event.plural:
        return
    end = reading.sentences[reading.sentence_at[event.start]].end
    verb = next(
        (k for k in range(event.end, min(event.end + _TO_VERB, end - 1)) if reading.lower[k : k + 2] in _HELD), -1
    )
    if verb < 0:
        return
    found: list[tuple[EventMention, Venue]] = []
    i = verb + 2
    while i < end:
        mention = reading.mention_at[i]
        if mention is not None and mention.kind in _PLACES and mention.country:
            city = reading.text(mention.start, mention.end) if mention.kind != "country" else ""
            place = EventMention(mention.start, mention.end, mention.start, event.kind, None, True, edition="last")
            found.append((place, Venue(Entity("country", mention.country), city)))
            i = mention.end
        elif reading.lower[i] in _JOINS or reading.lower[i].isdigit():
            i += 1
        else:
            break
    if len(found) > 1:
        yield from found
