"""Event facts: one for every occasion with its kind, place and assertion."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.extract.occasions import each
from summitry.extract.scene import Scene
from summitry.findings import Finding


def event_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every occasion that has an organisation or a name."""
    for occasion, event in each(scene.occasions):
        if occasion.kind == "talks" and len(occasion.mentions) < 2 and occasion.country is None:
            continue
        yield Finding(
            predicate="event",
            subject=occasion.subject,
            value=occasion.kind,
            object=occasion.country,
            evidence=scene.reading.evidence(event.start, event.end, "event.mention"),
            assertion=occasion.assertion,
            city=occasion.city or None,
            date_text=occasion.date_text or None,
        )
