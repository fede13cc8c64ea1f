"""Those who stand on a list spoken of before: "X is on the same list", "with him on the list is Y", "Z was added"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.legal.legal_words import Accusation, LegalWords
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_LISTED: Final = ("wanted", "sanctioned")
_BACK: Final = 4  # sentences back to the list
_PEOPLE: Final = frozenset({"individuals", "people", "men", "officials", "persons", "women"})
_WHICH: Final = (("on", "the", "same", "list"), ("on", "that", "list"), ("on", "the", "list"), ("on", "the", "same"))


class SameList(LegalWords):
    """Reads who is on, or was added to, the list that a sentence before speaks of."""

    def read(self, ground: Ground, sentence: Sentence, before: Sequence[Accusation]) -> Iterator[Accusation]:
        """The accusations of a sentence that take their status and their author from the last one before."""
        lower = ground.reading.lower
        models = [
            a
            for a in before
            if a.status in _LISTED and 0 <= sentence.index - ground.reading.sentence_at[a.start] <= _BACK
        ]
        if not models:
            return
        last = max(models, key=lambda a: a.start)
        yield from self._the_same(ground, sentence, before)
        for i in range(sentence.start, sentence.end - 2):
            end = self._listed(lower, i)
            if end is None or last.start > i or self.words["none"].intersection(lower[sentence.start : i]):
                continue
            for person in self._people(ground, sentence, i, end):
                if person is not last.person:
                    yield replace(last, person=person, reason="", start=i, end=end, rule="legal.same_list")

    def _the_same(self, ground: Ground, sentence: Sentence, models: Sequence[Accusation]) -> Iterator[Accusation]:
        """ "Norway imposed travel bans on the same five people, as well as on X": of those who are on the last list."""
        lower = ground.reading.lower
        i = next((k for k in range(sentence.start, sentence.end - 2) if lower[k : k + 2] == ["the", "same"]), None)
        if i is None or lower[i - 1] not in ("on", "against") or not _PEOPLE.intersection(lower[i + 2 : i + 4]):
            return
        if not self.has(lower, "bans", sentence.start, i):
            return
        groups: dict[Entity | None, list[Accusation]] = {}
        for model in models:
            if model.status == "sanctioned" and model.start < i:
                groups.setdefault(model.by, []).append(model)
        first = max(groups.values(), key=len)[-1] if groups else None
        if first is None:
            return
        listed = [a.person for a in groups[first.by]]
        end = i + 4
        opening = next((k for k in range(end, sentence.end - 1) if lower[k : k + 3] == ["as", "well", "as"]), None)
        more = self.people_from(ground, opening + 4, sentence.end)[0] if opening is not None else []
        for power in self.powers(ground, sentence.start, i):
            for person in dict.fromkeys([*listed, *more]):
                yield replace(first, person=person, by=power, reason="", start=i, end=end, rule="legal.same_list")

    @staticmethod
    def _listed(lower: Sequence[str], i: int) -> int | None:
        """The end of words at `i` that put somebody on a list named before."""
        for words in _WHICH:
            if tuple(lower[i : i + len(words)]) == words and lower[i + len(words) : i + len(words) + 1] != ["of"]:
                return i + len(words)
        added = lower[i] == "added" and lower[i - 1] in ("was", "were") and lower[i + 1] not in ("to", "that", "as")
        return i + 1 if added else None

    def _people(self, ground: Ground, sentence: Sentence, i: int, end: int) -> list[Person]:
        """Whoever is named before the words, or behind them when they open the sentence; companions too."""
        lower = ground.reading.lower
        if lower[sentence.start] in ("with", "also", "on") and lower[end : end + 1] in (["is"], ["are"], ["was"]):
            return self.people_from(ground, end + 1, sentence.end)[0]
        people = [p for k in range(sentence.start, i) if (p := self.person(ground, k)) is not None]
        plural = {"are", "were", "both"}.intersection(lower[max(sentence.start, i - 3) : i])
        people = list(dict.fromkeys(people)) if plural else people[-1:]
        for k in range(end, min(end + 6, sentence.end - 1)):
            if people and tuple(lower[k : k + 2]) in (("together", "with"), ("along", "with")):
                people += self.people_from(ground, k + 2, sentence.end)[0][:1]
        return people
