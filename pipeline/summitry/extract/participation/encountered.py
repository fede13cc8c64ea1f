"""Who meets at an event is at it: "At the summit in Beijing, X met Y", "envoys of A, B and C met at the talks"."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import certainty
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_FAR: Final = 12  # tokens between a verb of meeting and the event it is at


def met_there(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """Add the claims of the verbs of meeting in a sentence."""
    frames = [f for f in scene.frames[sentence.index] if _meets(f)]
    for frame in frames:
        for argument in frame.following("at", "during"):
            occasion = which.occasion(argument.event)
            if occasion is None or argument.start - frame.end > _FAR:
                continue
            if occasion.kind != "talks" or occasion.subject.kind == "organisation":
                _claim(frame, Verdict("attending", occasion, certainty(frame, occasion), "sidelines"), claims)
    if scene.reading.lower[sentence.start] not in ("at", "during"):
        return
    event = next((e for e in scene.events_in(sentence) if e.start - sentence.start < 3), None)
    occasion = which.occasion(event)
    if event is not None and occasion is not None and not (event.weak and event.subject is None):
        for frame in frames:
            _claim(frame, Verdict("attending", occasion, certainty(frame, occasion), "sidelines"), claims)


def _meets(frame: Frame) -> bool:
    return frame.sense in ("meet", "talk") and frame.form not in ("noun", "owned") and not frame.voice.negated


def _claim(frame: Frame, verdict: Verdict, claims: Claims) -> None:
    """The people who meet attend, and the countries of three and more unnamed sides."""
    unnamed = [a for a in frame.subjects if a.unnamed and a.kind == "country"]
    for actor in (*frame.subjects, *frame.actors("", "with")):
        many = len(unnamed) > 2 and actor in unnamed
        if (actor.kind == "person" or many) and not actor.case and actor.entity is not None:
            start, end = min(frame.clause[0], actor.start), max(frame.clause[1], actor.end)
            claims.add(actor.entity, verdict, start, end)
