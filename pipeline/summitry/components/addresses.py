"""Forms of address before a name: honorifics, ranks and styles, in as many words as they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.given_names import GivenNames
from summitry.components.name_text import NameText
from summitry.components.titles import TitleMention
from summitry.lexicon import Lexicon

_HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
_APOSTROPHES: Final = str.maketrans("’‘", "''")
_PEERS: Final = frozenset({"Lord", "Lady", "Baroness", "Baron", "Viscount"})


class Addresses:
    """The honorifics, ranks and styles of `offices.toml`."""

    def __init__(self, lexicon: Lexicon, given: GivenNames) -> None:
        self._given = given
        offices = lexicon.offices
        forms = (*offices.honorifics, *offices.ranks, *offices.styles)
        self._forms = frozenset(tokens for form in forms for tokens in _tokenised(form.split()))
        self.abbreviations = frozenset(word[:-1] for form in forms for word in form.split() if word.endswith("."))
        self.elided = frozenset(word[:-1] for form in forms for word in form.split() if word.endswith("'"))
        self._longest = max(map(len, self._forms), default=1)

    def length(self, words: Sequence[str], start: int, end: int) -> int:
        """How many tokens from `start` are the longest form of address there."""
        for length in range(min(self._longest, end - start), 0, -1):
            if self._is_form(words[start : start + length]):
                return length
        return 0

    def _is_form(self, words: Sequence[str]) -> bool:
        return tuple(words) in self._forms or tuple(word.translate(_APOSTROPHES) for word in words) in self._forms

    def past(self, text: NameText, start: int, end: int, before: TitleMention | None) -> tuple[int, bool]:
        """The first token of the name behind forms of address, and whether there are any; `before`: the title there."""
        words, titled, moved, behind = text.words, False, True, ""
        while moved and start < end:
            moved = False
            for length in range(min(self._longest, end - start), 0, -1):
                if not self._is_form(words[start : start + length]):
                    continue
                if words[start] in ("M.", "M") and end - start > 2:
                    break  # an initial
                form = " ".join(words[start : start + length])
                if self._given.address(form, before, text.countries, short=end - start == 2, behind=behind):
                    break
                if words[start] in _PEERS and start + 2 < end and words[start + 2] == "of":
                    return start + length, True
                start, titled, moved, behind = start + length, True, True, form
                if start < end and words[start] in (*_HYPHENS, "."):
                    start += 1
                if start < end and words[start] == "(":
                    start = next((k + 1 for k in range(start, end) if words[k] == ")"), start)
                break
        return start, titled


def _tokenised(words: list[str]) -> Iterator[tuple[str, ...]]:
    """A form of address as its tokens may be: "Lt. Gen." with its full stops by themselves or not."""
    if not words:
        yield ()
        return
    for rest in _tokenised(words[1:]):
        yield (words[0], *rest)
        if words[0].endswith(".") and len(words[0]) > 2:
            yield (words[0][:-1], ".", *rest)
        if words[0].endswith("'"):
            yield (words[0][:-1], "'", *rest)
        if words[0].startswith("'"):
            yield ("'", words[0][1:], *rest)
        first, hyphen, last = words[0].partition("-")
        if hyphen and first and last:
            yield (first, hyphen, last, *rest)
            if last.endswith("."):
                yield (first, hyphen, last[:-1], ".", *rest)
