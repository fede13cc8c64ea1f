"""Membership: the standing of states in organisations, the latest one where one replaced another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.scene import Scene
from summitry.extract.standings.standing_since import since_of
from summitry.extract.standings.standings import Standing
from summitry.findings import Finding

# What a standing replaces when the same state and body have both; what else there is stands beside it.
_REPLACES: Final = {
    "member": ("candidate", "joining", "observer", "dialogue_partner"),
    "founder": ("candidate",),
    "joining": ("candidate",),
    "left": ("member", "leaving", "suspended", "joining", "candidate"),
    "suspended": ("member",),
    "non_member": ("candidate", "member", "joining"),
}
_TRADE: Final = frozenset({"Partnership", "Trade", "Economic"})
_ENDS: Final = {
    "member": ("left", "leaving", "suspended", "non_member"),
    "non_member": ("candidate", "joining", "member", "left"),
}


def membership_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every standing that holds, of what is said of organisations."""
    # Who wants into a trade pact stands towards it as towards an organisation.
    said = [s for s in scene.standings.all if s.body.kind == "organisation" or _is_wooed(s)]
    for standing in latest(said):
        if standing.status in ("party", "signatory", "non_party", "withdrew", "unratified"):
            continue
        yield Finding(
            predicate="membership",
            subject=standing.state,
            value=standing.status,
            object=standing.body,
            evidence=scene.reading.evidence(standing.start, standing.end, standing.rule),
            assertion=standing.assertion,
            since=since_of(scene.reading, scene.dates, standing),
        )


def _is_wooed(standing: Standing) -> bool:
    return standing.status == "candidate" and bool(_TRADE.intersection(standing.body.name.split()))


def latest(standings: Sequence[Standing]) -> list[Standing]:
    """The standings without those that another one of the same state and body has replaced."""
    kept = []
    standings = list(map(_of_applicant(standings), standings))
    for standing in standings:
        others = [s for s in standings if (s.state, s.body) == (standing.state, standing.body) and s is not standing]
        replaced = any(_replaces(other, standing) for other in others)
        if not replaced:
            kept.append(standing)
    return kept


def _of_applicant(standings: Sequence[Standing]) -> Callable[[Standing], Standing]:
    """Of who had only applied, "pulled out" says that it stays outside."""

    def read(standing: Standing) -> Standing:
        if standing.status not in ("left", "leaving"):
            return standing
        earlier = [
            s.status
            for s in standings
            if (s.state, s.body) == (standing.state, standing.body)
            and s.start <= standing.start
            and s.end <= standing.end
            and s.rule != "standing.rejoin"
        ]
        applied = "candidate" in earlier and "member" not in earlier
        return (
            replace(standing, status="non_member", again=True)
            if applied and standing.assertion == "asserted"
            else standing
        )

    return read


def _replaces(new: Standing, old: Standing) -> bool:
    # Admission that is decided says all that "is to join" says.
    decided = new.assertion == "asserted" and old.assertion == "planned"
    if decided and new.status == old.status and new.status in ("joining", "leaving"):
        return True
    # Who wants back in has left all the same.
    if new.status == "left" and old.status == "candidate" and old.rule == "standing.rejoin":
        return False
    if new.again and old.again:
        return new.start > old.start and old.status in _ENDS.get(new.status, _REPLACES.get(new.status, ()))
    if new.again:
        final = new.status == "non_member" or old.assertion == "asserted"
        return old.status in _ENDS.get(new.status, ()) and not old.again and final
    if old.again and new.status in _ENDS.get(old.status, ()):
        return False
    if (new.assertion != "asserted" and new.status != "joining") or old.status not in _REPLACES.get(new.status, ()):
        return False
    return not (new.status == "non_member" and old.status == "joining" and old.assertion != "asserted")
