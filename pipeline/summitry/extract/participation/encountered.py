"""Who meets at an event is at it: "At the summit in Beijing, X met Y", "envoys of A, B and C met at the talks"."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import certainty, sure
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_OPENING: Final = 6  # tokens before the event that a sentence opens with
_SIDE: Final = frozenset({"sidelines", "margins", "fringes"})
_ACTED_ON: Final = frozenset({"is", "are", "was", "were"})
_SPOKE: Final = frozenset({"said", "says", "told", "spoke", "gave", "took"})
_ASIDE: Final = 16  # tokens of an apposition behind who acts at an event
_WITHIN: Final = frozenset({"within", "framework", "sidelines", "margins"})
_FAR: Final = 12  # tokens between a verb of meeting and the event it is at


def met_there(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """Add the claims of the verbs of meeting in a sentence."""
    frames = [f for f in scene.frames[sentence.index] if _meets(f)]
    for frame in frames:
        for argument in frame.following("at", "during", "for"):
            occasion = which.occasion(argument.event)
            if occasion is None or argument.start - frame.end > _FAR:
                continue
            if occasion.kind != "talks" or occasion.subject.kind == "organisation":
                _claim(frame, Verdict("attending", occasion, certainty(frame, occasion), "sidelines"), claims)
        for other in scene.events_in(sentence):
            within = frame.end <= other.start and _WITHIN.intersection(
                scene.reading.lower[other.start - 5 : other.start]
            )
            occasion = which.occasion(other) if within else None
            if occasion is not None and (occasion.kind != "talks" or occasion.subject.kind == "organisation"):
                _claim(frame, Verdict("attending", occasion, certainty(frame, occasion), "sidelines"), claims)
    _in_asides(scene, which, sentence, claims)
    event = next((e for e in scene.events_in(sentence) if e.start - sentence.start < _OPENING), None)
    occasion = which.occasion(event)
    if event is None or occasion is None or (event.weak and event.subject is None):
        return
    opening = scene.reading.lower[sentence.start : event.start] or [""]
    if opening[0] in ("at", "during"):
        for frame in frames:
            _claim(frame, Verdict("attending", occasion, certainty(frame, occasion), "sidelines"), claims)
    if opening[0] in ("at", "during") or (opening[0] == "on" and _SIDE.intersection(opening)):
        verdict = Verdict("attending", occasion, sure(occasion), "sidelines")
        for actor in _acting(scene, sentence, event.end):
            if actor.entity is not None:
                claims.add(actor.entity, verdict, sentence.start, actor.end)


def _in_asides(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """ "X, in Baku for the summit, said": who is said in passing to be there."""
    lower = scene.reading.lower
    for event in scene.events_in(sentence):
        k = event.start - 1
        while k > sentence.start and event.start - k < _OPENING and lower[k] != ",":
            k -= 1
        aside = lower[k + 1 : event.start]
        if lower[k] != "," or aside[:1] not in (["in"], ["here"]) or not {"for", "at"}.intersection(aside):
            continue
        actor = scene.actors.at[k - 1] if k > sentence.start else None
        occasion = which.occasion(event)
        if occasion is not None and actor is not None and actor.kind == "person" and actor.entity is not None:
            verdict = Verdict("attending", occasion, sure(occasion), "sidelines")
            claims.add(actor.entity, verdict, actor.start, event.end)


def _acting(scene: Scene, sentence: Sentence, start: int) -> list[Actor]:
    """Whoever acts behind the comma that closes the opening of a sentence: "At the summit, X said"."""
    lower = scene.reading.lower
    comma = next((k for k in range(start, min(start + _FAR, sentence.end - 1)) if lower[k] == ","), None)
    if comma is None:
        return []
    k = comma + 1 + (lower[comma + 1] == "the")
    first = scene.actors.at[k] if k < sentence.end else None
    if first is None or first.kind != "person" or first.case or first.start > comma + 2:
        return []
    found = [first]
    end = first.end
    while end + 1 < sentence.end and lower[end] in (",", "and"):
        other = scene.actors.at[end + 1]
        if other is None or other.kind != "person" or other.case or other.start != end + 1:
            break
        found.append(other)
        end = other.end
    if lower[end : end + 1] == [","]:  # "At the summit, X, the minister of Y, said"
        closing = next((k for k in range(end + 1, min(end + _ASIDE, sentence.end - 1)) if lower[k] == ","), None)
        spoke = closing is not None and (lower[closing + 1] in _SPOKE or lower[closing + 1].endswith("ed"))
        return found if spoke else []
    acted_on = lower[end] in _ACTED_ON and lower[end + 1].endswith("ed") if end + 1 < sentence.end else False
    return [] if acted_on else found


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
