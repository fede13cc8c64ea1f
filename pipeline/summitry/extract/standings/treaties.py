"""Treaties: which states are party to them, have only signed, stay outside, or have withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summitry.extract.scene import Scene
from summitry.extract.standings.standings import Standing
from summitry.findings import Finding

# What the words for organisations mean of a treaty; the assertion of "leaving" and "joining" is their own.
_OF_TREATIES: Final = {
    "member": "party",
    "founder": "party",
    "joining": "party",
    "non_member": "non_party",
    "left": "withdrew",
    "leaving": "withdrew",
    "party": "party",
    "signatory": "signatory",
    "non_party": "non_party",
    "withdrew": "withdrew",
    "unratified": "unratified",
}


def treaty_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every standing towards a treaty that holds."""
    stated = [
        replace(s, status=_OF_TREATIES[s.status])
        for s in scene.standings.all
        if s.body.kind == "treaty" and s.status in _OF_TREATIES
    ]
    for standing in stated:
        others = {
            (s.status, s.again)
            for s in stated
            if (s.state, s.body) == (standing.state, standing.body) and s.assertion == "asserted"
        }
        status = _status(standing, {value for value, _ in others}, any(again for _, again in others))
        if status is None:
            continue
        yield Finding(
            predicate="treaty",
            subject=standing.state,
            value=status,
            object=standing.body,
            evidence=scene.reading.evidence(standing.start, standing.end, standing.rule),
            assertion=standing.assertion,
        )


def _status(standing: Standing, others: set[str], rejoined: bool) -> str | None:
    """The treaty status a standing comes to, None when another one has replaced it."""
    status = standing.status
    if status == "unratified":
        return None if others & {"signatory", "withdrew", "party"} else "non_party"
    if status == "signatory" and "withdrew" in others:
        return status if standing.rule.endswith("member") else None
    if status == "signatory" and "party" in others:
        return None
    if status == "party" and "withdrew" in others and not standing.again:
        return None
    if status == "withdrew" and rejoined:
        return None
    return status
