"""Legal statuses of people: who is wanted, sanctioned, detained, convicted or charged, by whom and for what."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.extract.legal.legal_lists import SameList
from summitry.extract.legal.legal_phrases import PhraseAccusations
from summitry.extract.legal.legal_sanctions import Sanctions
from summitry.extract.legal.legal_verbs import VerbAccusations
from summitry.extract.legal.legal_warrants import Warrants
from summitry.extract.legal.legal_words import Accusation
from summitry.extract.scene import Scene
from summitry.extract.standings.standings import Ground
from summitry.findings import Finding
from summitry.lexicon import Lexicon


class LegalReader:
    """Reads legal statuses with the cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs = VerbAccusations(lexicon)
        self._warrants = Warrants(lexicon)
        self._phrases = PhraseAccusations(lexicon)
        self._sanctions = Sanctions(lexicon)
        self._same = SameList(lexicon)

    def read(self, ground: Ground) -> list[Accusation]:
        """All accusations of a reading in the order of the text."""
        found: list[Accusation] = []
        for sentence in ground.reading.sentences if ground.reading.people else ():
            if ground.reading.words[sentence.end - 1] != "?":
                found.extend(self._verbs.read(ground, sentence))
                found.extend(self._warrants.read(ground, sentence))
                found.extend(self._phrases.read(ground, sentence))
                found.extend(self._phrases.adjectival(ground, sentence))
                found.extend(self._phrases.listed(ground, sentence))
                found.extend(self._sanctions.read(ground, sentence))
                found.extend(list(self._same.read(ground, sentence, found)))
        return sorted(found, key=lambda a: (a.start, a.end, a.status, a.person.name))


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
