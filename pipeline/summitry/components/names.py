"""Mentions of people by name: from the entity recogniser, from titles beside them, and from the form of the words.

No list of people is consulted: a run of capitalised words with its particles is a name when the recogniser says so, when
a title or an honorific stands before it, or a title in apposition after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.lexicon import Lexicon

_NOT_A_PERSON: Final = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE"})
_HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_LONGEST: Final = 9  # tokens; "Sheikh Sabah Al-Ahmad Al-Jaber Al-Sabah" has nine


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person in the tokens `start:end`, without titles, ranks and honorifics.

    `np_start` is the first token with them. `titled`: an honorific, rank or title stands directly before it.
    """

    start: int
    end: int
    np_start: int
    titled: bool = False


def _words(lexicon: Lexicon, table: str) -> frozenset[str]:
    return frozenset(str(row["value"]) for row in lexicon.cues["names"] if row["table"] == table)


class Names:
    """Find the names of people with the words of `names.toml` and the honorifics and ranks of `offices.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._particles = _words(lexicon, "particles")
        self._suffixes = _words(lexicon, "suffixes")
        self._things = _words(lexicon, "things")
        self._openers = _words(lexicon, "openers")
        offices = lexicon.offices
        self._forms_of_address = frozenset(
            tuple(form.split()) for form in (*offices.honorifics, *offices.ranks, *offices.styles)
        )
        self._longest_address = max(map(len, self._forms_of_address), default=1)

    def match(
        self, doc: Doc, mentions: Sequence[Mention | None], titles: Sequence[TitleMention], starts: Sequence[bool]
    ) -> list[Name]:
        """The names of `doc`, in order; `starts` says of each token whether a sentence starts there."""
        words = [token.text for token in doc]
        labels = [token.ent_type_ for token in doc]
        title_ends = {title.end: title for title in titles}
        title_starts = {title.np_start for title in titles} | {title.start for title in titles}
        blocked = self._blocked(doc, words, labels, mentions, titles)
        names: list[Name] = []
        for start, end in self._runs(doc, words, blocked, starts):
            names.extend(self._decide(words, labels, start, end, title_ends, title_starts, starts))
        return names

    @staticmethod
    def _blocked(
        doc: Doc,
        words: list[str],
        labels: list[str],
        mentions: Sequence[Mention | None],
        titles: Sequence[TitleMention],
    ) -> list[bool]:
        blocked = [mention is not None for mention in mentions]
        for ent in doc.ents:
            if ent.label_ != "PERSON":
                continue
            inside = {mentions[i] for i in range(ent.start, ent.end)}
            if len(inside) > 1 and all(m is None or (m.start >= ent.start and m.end <= ent.end) for m in inside):
                for i in range(ent.start, ent.end):
                    blocked[i] = False
        for title in titles:
            for i in range(title.start, title.end):
                blocked[i] = True
        return blocked

    def _runs(
        self, doc: Doc, words: list[str], blocked: list[bool], starts: Sequence[bool]
    ) -> Iterator[tuple[int, int]]:
        i, size = 0, len(words)
        while i < size:
            if blocked[i] or not self._opens(words, i, starts):
                i += 1
                continue
            j = i + 1
            while j < size and not blocked[j] and not starts[j] and j - i < _LONGEST:
                word = words[j]
                if self._is_part(word) and not (word in _HYPHENS):
                    j += 1
                elif word in _HYPHENS and not doc[j - 1].whitespace_ and not doc[j].whitespace_ and j + 1 < size:
                    if not words[j + 1][:1].isalpha() or blocked[j + 1]:
                        break
                    j += 2
                elif word.lower() in self._particles and self._goes_on(words, blocked, starts, j):
                    j += 1
                elif word == "," and j + 1 < size and words[j + 1] in ("Jr.", "Jr", "Sr."):
                    j += 2
                else:
                    break
            yield i, j
            i = j

    def _goes_on(self, words: list[str], blocked: list[bool], starts: Sequence[bool], j: int) -> bool:
        for k in range(j + 1, min(j + 4, len(words))):
            if blocked[k] or starts[k]:
                return False
            if self._is_part(words[k]):
                return True
            if words[k].lower() not in self._particles and words[k] not in _HYPHENS:
                return False
        return False

    def _opens(self, words: list[str], i: int, starts: Sequence[bool]) -> bool:
        word = words[i]
        if word in self._openers and not self._is_address(words, i):
            return False
        return self._is_part(word) or (
            word.lower() in ("al", "el") and i + 2 < len(words) and words[i + 1] in _HYPHENS and words[i + 2][:1].isupper()
        )

    def _is_address(self, words: list[str], i: int) -> bool:
        return any(
            tuple(words[i : i + n]) in self._forms_of_address
            for n in range(1, self._longest_address + 1)
        )

    @staticmethod
    def _is_part(word: str) -> bool:
        return word[:1].isupper() and any(c.isalpha() for c in word) and not any(c.isdigit() for c in word)

    def _decide(
        self,
        words: list[str],
        labels: list[str],
        start: int,
        end: int,
        title_ends: Mapping[int, TitleMention],
        title_starts: set[int],
        starts: Sequence[bool],
    ) -> Iterator[Name]:
        np_start, titled = start, False
        moved = True
        while moved:
            moved = False
            for length in range(min(self._longest_address, end - start), 0, -1):
                if tuple(words[start : start + length]) in self._forms_of_address:
                    start, titled, moved = start + length, True, True
                    if start < end and words[start] in _HYPHENS:
                        start += 1
                    break
        if start >= end:
            return
        title = title_ends.get(np_start)
        before = title is not None and not starts[np_start]
        if any(word in self._things for word in words[start:end]):
            return
        run = labels[start:end]
        person = "PERSON" in run
        if person or titled or before:
            first, last = self._bounds(words, run, start, end, titled or before)
            while first < last and words[first] in self._openers:
                first += 1
            if last > first and not all(word in self._suffixes for word in words[first:last]):
                yield Name(first, last, np_start if first == start else first, titled or before)
            return
        if end - start >= 2 and not _NOT_A_PERSON.intersection(run) and self._apposed(words, end, title_starts):
            yield Name(start, end, np_start)

    @staticmethod
    def _bounds(words: list[str], run: list[str], start: int, end: int, titled: bool) -> tuple[int, int]:
        """The part of a run that is the name: all of it, unless the recogniser sees something else at its edges."""
        if titled and not _NOT_A_PERSON.intersection(run):
            return start, end
        if "PERSON" not in run:
            return start, end
        first, last = 0, len(run)
        while run[first] in _NOT_A_PERSON and not titled:
            first += 1
        while run[last - 1] in _NOT_A_PERSON and "PERSON" in run[first : last - 1]:
            last -= 1
        return start + first, start + last

    @staticmethod
    def _apposed(words: list[str], end: int, title_starts: set[int]) -> bool:
        if end >= len(words):
            return False
        if words[end] in (",", "(", "–", "—", "-"):
            return any(k in title_starts for k in (end + 1, end + 2))
        return False
