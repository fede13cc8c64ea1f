"""Sanctions as a noun: "sanctions imposed on X by the EU", "US sanctions against X", "Britain's travel ban on X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.legal.legal_words import Accusation, LegalWords
from summitry.extract.reading import Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_AIMED: Final = frozenset(
    {"target", "targets", "targeted", "targeting", "hit", "cover", "covered", "include", "included"}
)
_BACK: Final = 3  # sentences back to who imposed "the sanctions"
_ON: Final = frozenset({"on", "against"})
_IMPOSED: Final = frozenset({"imposed", "slapped", "placed", "announced"})
_JOINS: Final = frozenset({"and", "the", ",", "'s", "’s", "economic", "personal", "financial", "-"})
_BEFORE: Final = 6  # tokens before the noun that may name who imposes them
_BY: Final = 9  # tokens behind the people that may


class Sanctions(LegalWords):
    """Reads the nouns for sanctions with whom they are on."""

    def read(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        """The sanctions that a sentence names with their author and the people they are on."""
        lower = ground.reading.lower
        for i in range(sentence.start, sentence.end - 2):
            noun = self.noun_at(lower, "bans", i)
            if noun is None:
                continue
            k = i + len(noun)
            k += lower[k] in _IMPOSED
            aimed = lower[k] in _AIMED
            if not (aimed or lower[k] in _ON) or self._sought(ground, sentence, i):
                continue
            if aimed and lower[k + 1 : k + 4] == [",", "among", "others"]:
                k += 4 + (lower[k + 4] == ",") - 1
            people, last = self.people_from(ground, k + 1, sentence.end if aimed else min(k + 12, sentence.end))
            for power in self._authors(ground, sentence, i, last) if people else ():
                for person in people:
                    yield Accusation(person, "sanctioned", power, "", i, last, "legal.sanctions")

    def _sought(self, ground: Ground, sentence: Sentence, i: int) -> bool:
        """Whether the clause says that there are none, any more or yet."""
        begin, end = self.clause(ground, sentence, i)
        around = {w for k, w in enumerate(ground.reading.lower[begin:end], begin) if ground.actor(k) is None}
        return bool(self.words["none"].intersection(around) or {"new", "will", "plan", "plans"}.intersection(around))

    def _authors(self, ground: Ground, sentence: Sentence, i: int, last: int) -> list[Entity]:
        """Who imposed them: behind "by", else named right before the noun."""
        lower = ground.reading.lower
        by = next((k for k in range(i, min(last + _BY, sentence.end)) if lower[k] == "by"), None)
        if by is not None:
            stop = next(
                (k for k in range(by + 1, sentence.end) if not (ground.reading.mention_at[k] or lower[k] in _JOINS)),
                sentence.end,
            )
            return self.powers(ground, by + 1, stop)
        k = i
        while k > max(sentence.start, i - _BEFORE) and (ground.reading.mention_at[k - 1] or lower[k - 1] in _JOINS):
            k -= 1
        return self.powers(ground, k, i) or self._before(ground, sentence, i)

    def _before(self, ground: Ground, sentence: Sentence, i: int) -> list[Entity]:
        """ "The sanctions target X": who imposed them, by the sentences before."""
        if ground.reading.lower[i - 1 : i] not in (["the"], ["these"], ["new"], ["latest"]):
            return []
        for other in reversed(ground.reading.sentences[max(0, sentence.index - _BACK) : sentence.index]):
            at = next((k for k in range(other.start, other.end) if self.noun_at(ground.reading.lower, "bans", k)), None)
            at = at or next((k for k in range(other.start, other.end) if ground.reading.lower[k] == "sanctioned"), None)
            found = self.power(ground, other.start, at) if at is not None else None
            if found is not None:
                return [found]
        return []
