"""Meetings as read, and which of them only repeat without names what is told with names elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.findings import Entity


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as a sentence tells it; `weak`: by a noun that does not say how it is asserted."""

    frame: Frame
    one: Actor
    other: Actor
    assertion: str
    weak: bool


def without_covered(found: Sequence[Meeting], sides: Sides) -> Iterator[Meeting]:
    """Without those of an unnamed side of a country of which the other one meets somebody by name."""
    named: set[tuple[Entity | None, Entity | None, bool]] = set()
    unknown: set[tuple[Entity | None, int]] = set()
    pairs: set[tuple[str, frozenset[Entity | None]]] = set()
    for meeting in found:
        if meeting.one.person is not None and meeting.other.person is not None:
            pairs.add((meeting.assertion, _countries(sides, meeting)))
        for one, other in ((meeting.one, meeting.other), (meeting.other, meeting.one)):
            if other.person is not None:
                named.add((one.entity, sides.country_of(other), meeting.assertion == "cancelled"))
                if sides.country_of(other) is None and not sides.serves_any(other.person):
                    unknown.add((one.entity, meeting.frame.start))
    for meeting in found:
        start, off = meeting.frame.start, meeting.assertion == "cancelled"
        ends = ((meeting.one, meeting.other), (meeting.other, meeting.one))
        covered = (
            other.unnamed and ((one.entity, other.entity, off) in named or (one.entity, start) in unknown)
            for one, other in ends
        )
        both = meeting.one.unnamed and meeting.other.unnamed
        if not any(covered) and not (both and (meeting.assertion, _countries(sides, meeting)) in pairs):
            yield meeting


def _countries(sides: Sides, meeting: Meeting) -> frozenset[Entity | None]:
    return frozenset((sides.country_of(meeting.one), sides.country_of(meeting.other)))
