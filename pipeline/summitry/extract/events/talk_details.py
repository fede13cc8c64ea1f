"""Where and when talks are held, read from the verb that tells of them and its sentence."""

from __future__ import annotations

from summitry.extract.events.occasion import Occasion
from summitry.extract.events.venues import Venue
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene


def venue_of(scene: Scene, frame: Frame) -> Venue | None:
    for place in frame.places:
        if place.entity is not None and scene.reading.lower[place.start - 1] in ("in", "at", "the", "on"):
            return Venue(place.entity, place.city)
    venues = scene.occasions.venues
    for i in range(frame.end, frame.sentence.end - 1):
        if scene.reading.lower[i] in ("in", "at"):
            venue = venues.at(i + 1, frame.sentence.end)
            if venue is not None:
                return venue
    return None


def set_date(scene: Scene, occasion: Occasion, sentence: Sentence) -> None:
    when = next((w for w in scene.dates if sentence.start <= w.start < sentence.end), None)
    if when is None:
        return
    occasion.whens.append(when)
    first, last = when.resolved(scene.published, ahead="will" in scene.reading.lower[sentence.start : sentence.end])
    if first is not None and (last is None or (last - first).days < 20):
        occasion.start, occasion.end = first, last if last != first else None
