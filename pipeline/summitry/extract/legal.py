"""Legal statuses of people: who is wanted, sanctioned, detained, convicted or charged, by whom and for what."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.extract.legal_words import Accusation, LegalReader
from summitry.extract.scene import Scene
from summitry.findings import Finding



def legal_findings(scene: Scene, reader: LegalReader) -> Iterator[Finding]:
    """A finding for every status of a person that holds at the end of the text."""
    accusations = reader.read(scene.standings.ground)
    freed = {a.person: a.start for a in accusations if a.status == "freed"}
    stated = {(a.person, a.status) for a in accusations if a.by is not None}
    for accusation in accusations:
        if accusation.status == "freed":
            continue
        if accusation.status == "detained" and freed.get(accusation.person, -1) > accusation.start:
            continue
        # A status with its author says all that one without says.
        if accusation.by is None and (accusation.person, accusation.status) in stated:
            continue
        yield _finding(scene, accusation)


def _finding(scene: Scene, accusation: Accusation) -> Finding:
    return Finding(
        predicate="legal",
        subject=accusation.person.entity,
        value=accusation.status,
        object=accusation.by,
        evidence=scene.reading.evidence(accusation.start, accusation.end, accusation.rule),
        reason=accusation.reason or None,
    )
