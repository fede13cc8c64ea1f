"""Event facts: one for every occasion that has an organisation or a name, or that somebody takes part in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.events.occasion import CEREMONY, Occasion
from summitry.extract.scene import Scene
from summitry.findings import Finding

_KINDS: Final = frozenset({"summit", "session", "conference", "talks", "ceremony"})


def event_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every occasion that the text treats as an event."""
    for occasion in scene.occasions.all:
        if not _is_fact(scene, occasion):
            continue
        start, end = occasion.spans or (occasion.mentions[0].start, occasion.mentions[0].end)
        yield Finding(
            predicate="event",
            subject=occasion.subject,
            value=occasion.kind,
            object=occasion.country,
            evidence=scene.reading.evidence(start, end, "event.mention"),
            assertion=occasion.assertion,
            city=occasion.city or None,
            date_text=occasion.date_text or None,
            start=occasion.start.isoformat() if occasion.start else None,
            end=occasion.end.isoformat() if occasion.end else None,
        )


def _is_fact(scene: Scene, occasion: Occasion) -> bool:
    if occasion.kind not in _KINDS:
        return False
    if occasion.spans is not None:
        return occasion.two_sided or occasion.subject.name.count("+") > 1
    reading = scene.reading
    asked = [
        m for m in occasion.mentions if reading.lower[reading.sentences[reading.sentence_at[m.start]].end - 1] == "?"
    ]
    if len(asked) == len(occasion.mentions):
        return False
    if occasion.subject == CEREMONY:
        return occasion.country is not None or (bool(occasion.votes) and len(occasion.mentions) > 1)
    plural = all(m.plural for m in occasion.mentions)
    if plural:
        return False
    if all(m.weak for m in occasion.mentions) and occasion.kind == "talks" and not occasion.parties:
        return (
            occasion.country is not None or bool(occasion.votes) or bool(occasion.whens) or len(occasion.mentions) > 1
        )
    return True
