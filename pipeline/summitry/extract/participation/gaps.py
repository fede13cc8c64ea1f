"""Clauses without their verb: "A is represented by X, B by Y and C by its envoy", "A sent X and B its minister, Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_JOINS: Final = frozenset({"and", ",", ";", "while"})
_FAR: Final = 24  # tokens from "by" to the name of the stand-in
_ENDS: Final = frozenset({";", "while", "who", "which"})


def represented_too(scene: Scene, sentence: Sentence, verdicts: list[tuple[int, Verdict]], claims: Claims) -> None:
    """Add the claims of the sides that "represented" is said of without being repeated."""
    _sent_too(scene, sentence, verdicts, claims)
    told = [(at, verdict) for at, verdict in verdicts if verdict.rule == "represent"]
    if not told:
        return
    lower = scene.reading.lower
    for i in range(told[0][0] + 1, sentence.end - 1):
        side = scene.actors.at[i - 1]
        if lower[i] != "by" or side is None or side.end != i or side.entity is None or side.case:
            continue
        if _before(lower, side, sentence) not in _JOINS:
            continue
        verdict = [v for at, v in told if at < i][-1]
        value = "represented" if side.kind == "person" else "attending"
        stand_in = _named(scene, i + 1, sentence)
        text = scene.reading.text(stand_in.start, stand_in.end) if stand_in is not None else None
        claims.add(
            side.entity, replace(verdict, value=value), side.start, i + 1, text if side.kind == "person" else None
        )
        if stand_in is not None and stand_in.entity is not None:
            claims.add(stand_in.entity, replace(verdict, value="delegate"), i, stand_in.end)


def _sent_too(scene: Scene, sentence: Sentence, verdicts: list[tuple[int, Verdict]], claims: Claims) -> None:
    """ "A sent its premier, X, and B its foreign minister, Y": B is there too."""
    lower = scene.reading.lower
    told = [(at, verdict) for at, verdict in verdicts if verdict.rule == "send" and verdict.value == "attending"]
    for at, verdict in told[-1:]:
        for side in scene.actors.found:
            behind = lower[side.end : side.end + 1]
            if not at < side.start < sentence.end or side.kind != "country" or side.case or side.entity is None:
                continue
            if behind in (["its"], ["a"], ["an"]) and _before(lower, side, sentence) in _JOINS:
                claims.add(side.entity, replace(verdict, value="attending"), side.start, side.end + 1)


def _before(lower: list[str], side: Actor, sentence: Sentence) -> str:
    """The word before a side and its article."""
    k = side.start - 1
    while k > sentence.start and lower[k] in ("the", "republic", "of", "commonwealth"):
        k -= 1
    return lower[k]


def _named(scene: Scene, start: int, sentence: Sentence) -> Actor | None:
    """The first person named from token `start`, before the next side."""
    for k in range(start, min(start + _FAR, sentence.end)):
        actor = scene.actors.at[k]
        if scene.reading.lower[k] in _ENDS or (k > start and scene.reading.lower[k] == "by"):
            return None
        if actor is not None and actor.kind == "person" and not actor.pronoun and not actor.case:
            return actor
    return None
