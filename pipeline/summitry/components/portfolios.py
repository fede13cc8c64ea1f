"""Portfolios of ministers in the tokens: "trade and industry" minister, minister of "foreign affairs and trade"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokenizer import Tokenizer

from summitry.components.cue_words import cue_words
from summitry.components.title_text import Text, abstract
from summitry.lexicon import Lexicon

_ELSEWHERE: Final = frozenset({"abroad", "overseas", "living", "residing", "resident", "expatriates", "expatriate"})
_LONGEST: Final = 6  # tokens of an unknown part of a portfolio


class Portfolios:
    """The portfolios of `offices.toml`, alone or joined."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        forms = [form for forms, _ in lexicon.offices.portfolios for form in forms]
        self._phrases = {tuple(token.lower_ for token in tokenizer(form)) for form in forms}
        self._words = {word for phrase in self._phrases for word in phrase}
        self._longest = max(map(len, self._phrases), default=1)
        offices = lexicon.offices
        before = (*offices.deputies, *(form for row in offices.tenures for form in row.before), "prime", "chief")
        self._openers = cue_words(lexicon, "names", "openers")
        self._addresses = frozenset((*offices.honorifics, *offices.ranks))
        self._forms = {form.lower() for form in (*offices.by_form, *before)} - self._words

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

    def unknown_before(self, text: Text, end: int, first: int) -> int:
        """The first token of what else stands before a portfolio or "Minister" at token `first`.

        "Pacific Peoples Minister", "Foreign and CARICOM Affairs Minister": capitalised, like the title itself.
        """
        if not text.cased[first][:1].isupper() or text.cased[first].isupper():
            return end
        j = end
        while j > 0 and end - j < _LONGEST:
            word, cased = text.words[j - 1], text.cased[j - 1]
            if word in ("and", "&"):
                if j == end and end == first:
                    break
            elif (
                not (cased.istitle() or (cased.isupper() and j < end))
                or self._is_title(text, j - 1)
                or text.doc[j - 1].ent_type_ in ("PERSON", "GPE", "NORP", "DATE")
                or cased in self._openers
            ):
                break
            elif cased in self._addresses:
                return end  # "Shri X and Energy Minister Y"
            mention = text.mentions[j - 1]
            if mention is not None and not (
                mention.kind in ("organisation", "institution") and (j < end or end < first)
            ):
                break
            j -= 1
        while j < end and text.words[j] in ("and", "&"):
            j += 1
        return j

    def after(self, text: Text, start: int) -> int:
        """The end of the portfolio that starts at token `start` ("foreign affairs and trade")."""
        length = self._known(text, start)
        if not length:
            return start
        return self.going_on(text, start + length)

    def going_on(self, text: Text, end: int) -> int:
        """The end of a portfolio whose first part ends before token `end`: "foreign affairs, trade and diaspora"."""
        words = text.words
        if end < len(words) and words[end] == "affairs":
            end += 1
        if text.cased[end : end + 1] in (["II"], ["III"]):
            end += 1  # "Minister of Finance II"
        j = end
        while j < len(words) and words[j] in (",", "and", "&", "the"):
            j += 1
        if j == end or j >= len(words):
            return end
        length = self._known(text, j) or self._unknown(text, j)
        if (
            words[end] == ","
            and words[j + length : j + length + 1] not in (["and"], ["&"])
            and "and" not in words[end:j]
        ):
            return end  # a name, or somebody else
        return self.going_on(text, j + length) if length else end

    def _known(self, text: Text, start: int) -> int:
        lengths = range(min(self._longest, len(text.words) - start), 0, -1)
        return next((n for n in lengths if tuple(text.words[start : start + n]) in self._phrases), 0)

    def _unknown(self, text: Text, start: int) -> int:
        """How many capitalised words from token `start` go on a portfolio, up to a name, a comma or a full stop."""
        j = start
        while j < len(text.words) and j - start < _LONGEST:
            known = text.words[j] in self._words
            joined = text.words[j] in ("&", "of") and j > start
            if self._abroad(text, j):
                j += 2
                continue
            if text.mentions[j] is not None or text.doc[j].ent_type_ == "PERSON" or self._is_title(text, j):
                break
            if not joined and not (text.cased[j][:1].isupper() and text.words[j].isalpha()):
                break
            if not known and not joined and not abstract(text.words[j]) and self._no_name(text, j):
                break
            j += 1
        named = j < len(text.words) and text.doc[j].ent_type_ == "PERSON"
        if named and j > start + 1 and text.words[j - 1] not in self._words and self._given(text, j - 1):
            j -= 1
        while j > start and text.words[j - 1] in ("&", "of"):
            j -= 1
        return j - start

    @staticmethod
    def _given(text: Text, j: int) -> bool:
        """Whether a word right before a surname may be a given name ("Mineral Resources Samer X")."""
        return text.cased[j].istitle() and not text.words[j].endswith("s") and not abstract(text.words[j])

    @staticmethod
    def _abroad(text: Text, j: int) -> bool:
        """Whether a ministry's own people elsewhere stand there: "Malians Abroad"."""
        mention = text.mentions[j]
        people = mention is not None and mention.kind == "demonym" and mention.end == j + 1
        return people and j + 1 < len(text.words) and text.words[j + 1] in _ELSEWHERE

    def _is_title(self, text: Text, j: int) -> bool:
        return text.words[j] in self._forms or " ".join(text.words[j : j + 2]) in self._forms

    @staticmethod
    def _no_name(text: Text, j: int) -> bool:
        """Whether the recogniser sees no name behind a word that is in no portfolio, which may be one itself."""
        ahead = next(
            (i for i in range(j + 1, min(j + _LONGEST, len(text.words))) if not text.cased[i][:1].isupper()), j
        )
        return not any(text.doc[i].ent_type_ == "PERSON" for i in range(j + 1, ahead + 1))
