"""Actors in a list ("A, B and, as a guest, C"), and how sure a frame is of what it says about an event."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.scene import Scene

_ENDS: Final = frozenset(
    {
        "who",
        "whose",
        "which",
        "that",
        "said",
        "says",
        "because",
        "while",
        "when",
        "where",
        "after",
        "before",
        "until",
        "although",
        "but",
        "told",
        "represented",
        "will",
        "would",
        "has",
        "had",
        "have",
        "takes",
        "took",
        "faces",
        ";",
    }
)
_SAYING: Final = frozenset({"said", "says", "told"})
_PREPOSITIONS: Final = frozenset(
    {"of", "from", "for", "by", "to", "in", "at", "under", "over", "on", "behind", "against", "becoming"}
)


def listed(scene: Scene, start: int, end: int, *, by: bool = False) -> list[Actor]:
    """The actors that stand in a list from token `start`: up to a clause of its own, those in brackets left out."""
    reading = scene.reading
    found: list[Actor] = []
    depth = 0
    i = start
    while i < end:
        word = reading.lower[i]
        depth += (word == "(") - (word == ")")
        actor = scene.actors.at[i]
        if actor is None:
            if word in _ENDS and depth <= 0:
                if word in ("who", "whose", "which", ";") and (following := _resume(scene, i, end)) is not None:
                    i = following
                    continue
                if word in _SAYING and len(found) > 1 and found[-1].end == i:
                    found.pop()  # "attended by X and Y, Z said"
                break
            i += 1
            continue
        if actor.start == i:
            before = reading.lower[i - 1] if i else ""
            if reading.lower[i - 2 : i] and before in ("the", "its"):
                before = reading.lower[i - 2]
            inside = before in _PREPOSITIONS and i > start and not (by and before == "by")
            if (
                actor.entity is not None
                and not actor.place
                and not actor.case
                and depth <= 0
                and not inside
                and not actor.pronoun
                and not _leads_to_person(scene, actor, end)
            ):
                found.extend(actor.each)
        i = max(actor.end, i + 1)
    return found


def _leads_to_person(scene: Scene, actor: Actor, end: int) -> bool:
    """Whether a country only says whose the person behind it is ("India - X", "US First Lady Y")."""
    lower = scene.reading.lower
    k = actor.end + (actor.end < end and lower[actor.end] in ("-", "–", "—", ":"))
    following = scene.actors.at[k] if k < end else None
    if actor.kind != "country" or actor.unnamed:
        return False
    if following is not None and following.kind == "person":
        return True
    # "the presidents of Chad, X; Niger, Y; and Togo, Z", "his counterparts from Chad, X; Niger, Y"
    behind = scene.actors.at[k + 1] if k + 1 < end and lower[k] == "," else None
    if ";" in lower[actor.start - 2 : actor.start] and behind is not None and behind.kind == "person":
        return behind.start == k + 1
    start = scene.reading.sentences[scene.reading.sentence_at[actor.start]].start
    plural = any(title is not None and title.plural for title in scene.reading.title_at[start : actor.start])
    return plural and behind is not None and behind.kind == "person" and behind.start == k + 1 and not behind.title


def group_before(scene: Scene, end: int, floor: int) -> list[Actor]:
    """The actors joined by commas and "and" that end right before token `end`."""
    found: list[Actor] = []
    k = end - 1
    while k >= floor:
        actor = scene.actors.at[k]
        if actor is not None and not actor.case and not actor.place:
            found[:0] = actor.each
            k = actor.start - 1
        elif scene.reading.lower[k] in ("and", ",") and found:
            k -= 1
        else:
            break
    return found


def _resume(scene: Scene, i: int, end: int) -> int | None:
    """Where a list goes on behind a relative clause or a semicolon, None if it does not."""
    reading = scene.reading
    if reading.lower[i] == ";":
        following = scene.actors.at[i + 1] if i + 1 < end else None
        if following is None and i + 2 < end and reading.lower[i + 1] in ("the", "and"):
            following = scene.actors.at[i + 2]
        return i + 1 if following is not None else None
    for k in range(i + 1, end - 1):
        if reading.lower[k] == ",":
            following = scene.actors.at[k + 1] or (
                scene.actors.at[k + 2] if k + 2 < end and reading.lower[k + 1] == "and" else None
            )
            if following is not None and following.kind == "person":
                return k + 1
            return None
    return None


def certainty(frame: Frame, occasion: Occasion) -> str:
    """How sure a frame is of what it says about an occasion, when the event decides what the verb leaves open."""
    stated = frame.voice.assertion
    if stated in ("possible", "denied", "planned"):
        return stated
    return "planned" if frame.voice.tense == "future" else sure(occasion)


def sure(occasion: Occasion) -> str:
    """Planned for an event ahead, else asserted."""
    return "planned" if occasion.assertion in ("planned", "possible") else "asserted"
