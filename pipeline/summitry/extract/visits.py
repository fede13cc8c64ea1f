"""Visits: a person and the country visited, from verbs of travel and from nouns ("a visit to", "on a trip to")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.actors import Actor
from summitry.extract.frames import Frame
from summitry.extract.scene import Scene
from summitry.findings import Finding

_TO: Final = frozenset({"to", "in", "into", "for", "at"})


def visit_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every person and every country that a word of travel joins."""
    for frame in scene.frames_of("visit", "journey", "trip"):
        if frame.voice.negated and frame.voice.assertion != "cancelled":
            continue
        for place in _countries(frame):
            for actor in frame.subjects:
                if actor.person is None or place.entity is None or scene.served.country_of(actor.person) == place.entity:
                    continue
                yield Finding(
                    predicate="visit",
                    subject=actor.person.entity,
                    value="visited",
                    object=place.entity,
                    evidence=scene.reading.evidence(
                        min(frame.clause[0], actor.start), max(frame.end, place.end), f"visit.{frame.sense}"
                    ),
                    assertion=frame.voice.assertion or "asserted",
                    city=place.city or None,
                )


def _countries(frame: Frame) -> Iterator[Actor]:
    """The countries gone to: the object of "visit", the places behind "to" and "in"."""
    for argument in frame.arguments:
        if argument.event is not None:
            return
        direct = frame.sense == "visit" and argument.preposition == ""
        if direct or argument.preposition in _TO:
            found = [a for a in argument.actors if a.kind == "country" and (a.place or direct) and not a.unnamed]
            if found:
                yield from found
                return
