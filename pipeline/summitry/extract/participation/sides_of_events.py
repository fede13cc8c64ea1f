"""Events without a name are known by the countries that take part in them."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.event_sides import name_of_sides
from summitry.extract.participation.claims import Claim, Claims
from summitry.extract.scene import Scene
from summitry.findings import Entity

_FEWEST: Final = 3  # sides of an event that is known by them
_THERE: Final = frozenset({"attending", "hosting", "virtual", "delegate", "represented"})


def name_by_sides(scene: Scene, claims: Claims) -> None:
    """Name the occasions that have only a kind by those who are claimed to be there; drop those with too few."""
    unnamed = [o for o in scene.occasions.all if o.subject == Entity("event", o.kind) and o.kind != "ceremony"]
    for occasion in unnamed:
        there = (c for c in claims if c.verdict.occasion is occasion and c.verdict.value in _THERE)
        sides = {side for claim in there if (side := _side(scene, claim)) is not None}
        if len(sides) < _FEWEST:
            scene.occasions.all.remove(occasion)
            if occasion.kind == "talks":
                claims.drop(occasion)
        else:
            occasion.target, occasion.subject = occasion.subject, name_of_sides(sides)


def _side(scene: Scene, claim: Claim) -> Entity | None:
    if claim.who.kind == "country":
        return claim.who
    person = next((p for p in scene.reading.people if p.entity == claim.who), None)
    return scene.served.country_of(person) if person is not None else None
