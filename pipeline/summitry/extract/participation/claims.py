"""Claims of participation, one a participant and occasion: what says more takes the place of what says less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.reading import Reading
from summitry.findings import Entity, Finding

# A value makes those behind it superfluous: who is represented is not besides absent.
_SAYS_MORE: Final = {
    "represented": ("absent", "attending", "invited", "excluded", "delegate"),
    "delegate": ("attending", "invited", "absent"),
    "hosting": ("attending", "invited"),
    "virtual": ("attending", "absent", "invited"),
    "excluded": ("absent", "invited"),
    "absent": ("invited", "attending"),
    "attending": ("invited",),
}
_SURE: Final = ("asserted", "planned", "possible", "denied", "cancelled")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a place of the text says of whoever it is said of: the value, where, and how sure; `rule` read it."""

    value: str
    occasion: Occasion
    assertion: str
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A verdict on one participant, with the tokens it stands in."""

    who: Entity
    verdict: Verdict
    start: int
    end: int
    delegate: str | None = None


class Claims:
    """Gathers claims; `findings` yields what is left of them once the stronger ones have spoken."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._claims: list[Claim] = []

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def add(self, who: Entity, verdict: Verdict, start: int, end: int, delegate: str | None = None) -> None:
        """Take up a claim, unless somebody would take part in themselves."""
        if who != verdict.occasion.subject:
            self._claims.append(Claim(who, verdict, start, end, delegate))

    def drop(self, occasion: Occasion) -> None:
        """Forget what was said of an event that turns out to be none."""
        self._claims = [claim for claim in self._claims if claim.verdict.occasion is not occasion]

    def turn(self, change: Callable[[Claim], Claim | None]) -> None:
        """Change every claim; None drops it."""
        self._claims = [turned for claim in self._claims if (turned := change(claim)) is not None]

    def findings(self) -> Iterator[Finding]:
        """The findings in the order of the text."""
        spoken = {
            (claim.who, id(claim.verdict.occasion), self._reading.sentence_at[claim.start])
            for claim in self._claims
            if claim.verdict.rule != "list"
        }
        self._claims = [
            claim
            for claim in self._claims
            if claim.verdict.rule != "list"
            or (claim.who, id(claim.verdict.occasion), self._reading.sentence_at[claim.start]) not in spoken
        ]
        values: dict[tuple[Entity, int], set[str]] = {}
        for claim in self._claims:
            values.setdefault((claim.who, id(claim.verdict.occasion)), set()).add(claim.verdict.value)
        best: dict[tuple[Entity, int, str], int] = {}
        for claim in self._claims:
            key = (claim.who, id(claim.verdict.occasion), claim.verdict.value)
            best[key] = min(best.get(key, len(_SURE)), _SURE.index(claim.verdict.assertion))
        for claim in sorted(self._claims, key=lambda c: (c.start, c.end, c.who)):
            verdict = claim.verdict
            stated = values[claim.who, id(verdict.occasion)]
            if any(verdict.value in _SAYS_MORE.get(other, ()) for other in self._weighed(stated)):
                continue
            if _SURE.index(verdict.assertion) != best[claim.who, id(verdict.occasion), verdict.value]:
                continue
            yield Finding(
                predicate="participation",
                subject=claim.who,
                value=verdict.value,
                object=verdict.occasion.object,
                evidence=self._reading.evidence(claim.start, claim.end, f"participation.{verdict.rule}"),
                assertion=verdict.assertion,
                delegate=claim.delegate,
                date=verdict.occasion.date_text or None,
            )

    @staticmethod
    def _weighed(values: set[str]) -> set[str]:
        """The values that count: a host whom somebody else represents is not absent for it."""
        return values
