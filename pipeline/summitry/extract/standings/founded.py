"""Foundations: the year an organisation was founded in; who founded it are standings of their own."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.extract.scene import Scene
from summitry.extract.standings.standings import Founding
from summitry.findings import Finding


def founded_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every organisation that a sentence gives a year of foundation."""
    for founding in scene.standings.foundings:
        yield _finding(scene, founding)


def _finding(scene: Scene, founding: Founding) -> Finding:
    return Finding(
        predicate="founded",
        subject=founding.body,
        value=founding.year,
        object=None,
        evidence=scene.reading.evidence(founding.start, founding.end, "founded.year"),
    )
