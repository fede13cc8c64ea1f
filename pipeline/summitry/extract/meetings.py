"""Meetings of two sides: "A met B", "A held talks with B", "talks between A and B", "A and B met"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from summitry.extract.actors import Actor
from summitry.extract.frames import Frame
from summitry.extract.scene import Scene
from summitry.findings import Finding

_WITH: Final = ("", "with")


def meeting_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every pair of sides that a sentence says met, will meet or may meet."""
    for frame in scene.frames_of("meet", "talk"):
        for one, other in _pairs(frame):
            yield from _finding(scene, frame, one, other)


def _pairs(frame: Frame) -> Iterator[tuple[Actor, Actor]]:
    between = frame.actors("between")
    if frame.sense == "talk" and len(between) == 2:
        yield between[0], between[1]
        return
    subjects = [a for a in frame.subjects if a.entity is not None and not a.place]
    others = _others(frame)
    if subjects and others:
        for one in subjects:
            for other in others:
                yield one, other
    elif len(subjects) == 2 and not others and frame.form not in ("noun", "owned"):
        yield from combinations(subjects, 2)


def _others(frame: Frame) -> list[Actor]:
    """Those met: the direct object of "met", or whoever stands behind "with"."""
    wanted: Sequence[str] = ("", "with", "by") if frame.sense == "meet" else ("with",)
    for argument in frame.arguments:
        if argument.preposition in wanted and argument.actors and not all(a.place for a in argument.actors):
            return [a for a in argument.actors if a.entity is not None and not a.place]
    return []


def _finding(scene: Scene, frame: Frame, one: Actor, other: Actor) -> Iterator[Finding]:
    if one.entity is None or other.entity is None or one.entity == other.entity:
        return
    if one.entity.kind == "country" and other.entity.kind == "person" and scene.served.country_of(other.person) == one.entity:  # type: ignore[arg-type]
        return
    assertion = frame.voice.assertion or "asserted"
    if frame.voice.negated:
        if assertion != "cancelled":
            return
    start, end = frame.clause
    start = min(start, one.start)
    yield Finding(
        predicate="meeting",
        subject=one.entity,
        value="met",
        object=other.entity,
        evidence=scene.reading.evidence(start, max(end, other.end), f"meeting.{frame.sense}"),
        assertion=assertion,
        place=next((place.city or place.entity.name for place in frame.places if place.entity), None),
    )


