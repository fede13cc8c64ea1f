"""What an event itself says of everybody there: at a virtual summit all are by video, and none attends their funeral.

The person sworn in, married or buried takes no part in the ceremony, whoever else does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.forms import Forms
from summitry.extract.participation.claims import Claim, Claims
from summitry.extract.scene import Scene
from summitry.findings import Entity

_VIRTUAL: Final = frozenset({"virtual", "online"})
_BY_VIDEO: Final = Forms(
    (
        ("by", "video"),
        ("via", "video"),
        ("through", "video"),
        ("by", "videoconference"),
        ("via", "videoconference"),
        ("virtually",),
        ("online",),
    )
)
_FORMATS: Final = (["in", "virtual", "format"], ["in", "a", "virtual", "format"], ["in", "virtual", "mode"])
_HELD: Final = frozenset(
    [
        "held", "hold", "holds", "holding", "convened", "convene", "convenes", "took", "takes", "take", "organised",
        "organized", "chaired", "chairs", "chair", "chairing", "hosted", "hosts", "host",
    ]
)  # fmt: skip
_NEAR: Final = 9  # tokens between an event, its verb and the medium
_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
_SWORN: Final = Forms(
    (("sworn", "in"), ("sworn", "-", "in"), ("the", "oath"), ("oath", "of"), ("inaugurated",), ("buried",))
)
_OATH: Final = 6  # tokens from a name to being sworn in
_LATE: Final = frozenset({"the", "late", "former", "president", "prime", "minister", "king", "queen", "pope"})


def by_traits(scene: Scene, claims: Claims) -> None:
    """Turn claims on people at virtual events into such by video, and drop those on whom a ceremony is for."""
    occasions = {id(claim.verdict.occasion): claim.verdict.occasion for claim in claims}
    virtual = {key for key, occasion in occasions.items() if _is_virtual(scene, occasion)}
    honoured = {key: _honoured(scene, o) for key, o in occasions.items() if o.kind == "ceremony"}

    def turned(claim: Claim) -> Claim | None:
        key = id(claim.verdict.occasion)
        if claim.who in honoured.get(key, ()):
            return None
        if key in virtual and claim.verdict.value == "attending":
            return replace(claim, verdict=replace(claim.verdict, value="virtual"))
        return claim

    if virtual or any(honoured.values()):
        claims.turn(turned)


def _is_virtual(scene: Scene, occasion: Occasion) -> bool:
    """Whether a text says of an event itself that it is held by video."""
    reading = scene.reading
    lower = reading.lower
    for event in occasion.mentions:
        if _VIRTUAL.intersection(lower[max(0, event.start - 1) : event.end]):
            return True
        sentence = reading.sentences[reading.sentence_at[event.start]]
        if lower[event.end : event.end + 4] in _FORMATS or lower[event.end : event.end + 3] in _FORMATS:
            return True
        around = range(max(sentence.start, event.start - _NEAR), min(sentence.end, event.end + _NEAR))
        if not any(lower[k] in _HELD for k in around):
            continue
        for k in range(event.end, min(sentence.end, event.end + _NEAR)):
            if lower[k] in (",", ";", "and", "while"):
                break
            if _BY_VIDEO.at(lower, k):
                return True
    return False


def _honoured(scene: Scene, occasion: Occasion) -> set[Entity]:
    """Whose inauguration, wedding or funeral a ceremony is."""
    reading = scene.reading
    lower = reading.lower
    found: set[Entity] = set()
    for event in occasion.mentions:
        k = event.start - 1
        if lower[k] in _POSSESSIVE or lower[event.start] in _POSSESSIVE:
            person = reading.person_at(k - 1 if lower[k] in _POSSESSIVE else k)
            found.update([person.entity] if person is not None else [])
        if lower[event.end : event.end + 1] in (["of"], ["for"]):
            k = event.end + 1
            while k < len(lower) and lower[k] in _LATE:
                k += 1
            actor = scene.actors.at[event.end + 1] or (scene.actors.at[k] if k < len(lower) else None)
            if actor is not None and actor.kind == "person" and actor.entity is not None:
                found.add(actor.entity)
    for actor in scene.actors.found:
        if actor.kind != "person" or actor.entity is None:
            continue
        behind = lower[actor.end : actor.end + _OATH]
        if _SWORN.among(behind):
            found.add(actor.entity)
    return found
