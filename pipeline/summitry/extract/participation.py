"""Participation: who attends, hosts, stays away, is represented, is sent, invited or shut out, at which event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.actors import Actor
from summitry.extract.frames import Frame
from summitry.extract.occasions import Occasion
from summitry.extract.scene import Scene
from summitry.findings import Finding

_TRAVEL: Final = frozenset({"travel"})


def participation_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every actor and event that a cue joins."""
    for frame in scene.frames_of("attend", "travel"):
        yield from _attending(scene, frame)
    for frame in scene.frames_of("skip"):
        yield from _each(scene, frame, frame.subjects, "absent", negatable=False)
    for frame in scene.frames_of("host"):
        if frame.form != "passive" and (frame.events or scene.events_in(frame.sentence)):
            yield from _each(scene, frame, frame.subjects[:1], "hosting", negatable=False)
            yield from _each(scene, frame, frame.actors(""), "attending", negatable=False)


def _attending(scene: Scene, frame: Frame) -> Iterator[Finding]:
    if frame.sense in _TRAVEL and not frame.events:
        return
    subjects = frame.actors("by") if frame.form == "passive" else frame.subjects
    yield from _each(scene, frame, subjects, "absent" if frame.voice.negated else "attending", negatable=False)
    if not frame.events and frame.form != "passive":
        words = scene.reading.lower[frame.end : frame.end + 3]
        if words[:1] == [","] and words[1:2] == ["as"]:
            yield from _each(scene, frame, frame.actors(""), "attending", negatable=False)


def _each(
    scene: Scene, frame: Frame, actors: tuple[Actor, ...], value: str, *, negatable: bool
) -> Iterator[Finding]:
    occasion = _occasion(scene, frame)
    if occasion is None or (negatable and frame.voice.negated):
        return
    for actor in actors:
        if actor.entity is None or actor.place or actor.entity == occasion.subject:
            continue
        yield Finding(
            predicate="participation",
            subject=actor.entity,
            value=value,
            object=occasion.subject,
            evidence=scene.reading.evidence(min(frame.clause[0], actor.start), max(frame.clause[1], actor.end), f"participation.{frame.sense}"),
            assertion=_assertion(frame, occasion),
        )


def _occasion(scene: Scene, frame: Frame) -> Occasion | None:
    for event in frame.events:
        found = scene.occasions.of(event)
        if found is not None:
            return found
    return scene.occasions.near(frame.sentence)


def _assertion(frame: Frame, occasion: Occasion) -> str:
    stated = frame.voice.assertion
    if stated in ("possible", "cancelled", "denied"):
        return stated
    if stated == "planned" or (occasion.assertion == "planned" and frame.voice.tense != "past"):
        return "planned"
    return "asserted"
