"""Portfolios of ministers in the tokens: "trade and industry" minister, minister of "foreign affairs and trade"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokenizer import Tokenizer

from summitry.components.title_text import Text
from summitry.lexicon import Lexicon


class Portfolios:
    """The portfolios of `offices.toml`, alone or joined."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        forms = [form for forms, _ in lexicon.offices.portfolios for form in forms]
        self._phrases = {tuple(token.lower_ for token in tokenizer(form)) for form in forms}
        self._words = {word for phrase in self._phrases for word in phrase}
        self._longest = max(map(len, self._phrases), default=1)

    def __contains__(self, words: Sequence[str]) -> bool:
        """Whether the lower-case words are what a minister can be in charge of."""
        return tuple(words) in self._phrases

    def before(self, text: Text, end: int) -> int:
        """The first token of the portfolio that ends before token `end` ("trade and industry" minister)."""
        start, words = end, text.words
        while start > 0:
            for length in range(min(self._longest, start), 0, -1):
                if tuple(words[start - length : start]) in self._phrases and text.mentions[start - length] is None:
                    start -= length
                    break
            else:
                return start
            k = start
            while k > 1 and words[k - 1] in ("and", "&", ",", "-", "/"):
                k -= 1
            if k < start and words[k - 1] in self._words and words[k - 1] != "and":
                start = k
            else:
                return start
        return start

    def after(self, text: Text, start: int) -> int:
        """The end of the portfolio that starts at token `start` ("foreign affairs and trade")."""
        j = end = start
        words = text.words
        while j < len(words):
            lengths = range(min(self._longest, len(words) - j), 0, -1)
            length = next((n for n in lengths if tuple(words[j : j + n]) in self._phrases), 0)
            if not length:
                return start if j == start else end
            j = end = j + length
            if j < len(words) and words[j] == "affairs":
                j = end = j + 1
            while j < len(words) and words[j] in (",", "and", "&", "the"):
                j += 1
            if j == end or j >= len(words) or words[j] not in self._words:
                return end
        return j
