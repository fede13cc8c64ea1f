"""Mentions of people by name: from the entity recogniser, from titles beside them, and from the form of the words.

No list of people is consulted: a run of capitalised words with its particles is a name when the recogniser says so,
when a title or an honorific stands before it, or a title in apposition beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from summitry.components.given_names import GivenNames, countries_of
from summitry.components.mentions import Mention
from summitry.components.name_text import (
    NameText,
    apposed,
    behind_dash,
    behind_plural,
    blocked,
    bracketed,
    headlines,
    heads_entry,
    owned,
)
from summitry.components.titles import TitleMention
from summitry.lexicon import Lexicon

_NOT_A_PERSON: Final = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE"})
_HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
_APOSTROPHES: Final = frozenset({"'", "’", "‘", "ʻ"})
_QUOTES: Final = frozenset({'"', "“", "”"})
_MARKS: Final = frozenset({",", "(", "–", "—", "-"})
_CLOSING: Final = frozenset({",", ".", ")", ";", "and", "was", "is", "has", "said", "will", "told", "also", "who"})
_RETIRED: Final = frozenset({"ret", "retd", "rtd", "retired"})
_PREPOSITIONS: Final = frozenset({"at", "as", "an", "us"})  # particles only before a hyphen ("at-Turki")
_SAYING: Final = frozenset({"said", "told", "says", "added", "warned", "insisted"})
_PEERS: Final = frozenset({"Lord", "Lady", "Baroness", "Baron", "Viscount"})
_LONGEST: Final = 16  # tokens; "Sheikh Sabah Al-Ahmad Al-Jaber Al-Sabah" has eleven


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
        self._honours = _words(lexicon, "honours")
        self._things = _words(lexicon, "things")
        self._openers = _words(lexicon, "openers")
        self._given = GivenNames(lexicon)
        offices = lexicon.offices
        forms = (*offices.honorifics, *offices.ranks, *offices.styles)
        self._forms_of_address = frozenset(tokens for form in forms for tokens in _tokenised(form.split()))
        self._abbreviations = frozenset(word[:-1] for form in forms for word in form.split() if word.endswith("."))
        self._longest_address = max(map(len, self._forms_of_address), default=1)

    def without_names(
        self, doc: Doc, words: Sequence[str], mentions: Sequence[Mention | None], titles: Sequence[TitleMention]
    ) -> list[TitleMention]:
        """The titles that are not part of a name ("Sultan" in "Sultan Karimova, the ambassador")."""
        names = self._given.titles(words, titles, countries_of(mentions))
        titled = {i for title in titles for i in range(title.start, title.end)}
        last = {ent.end for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent.end - 2 not in titled}
        return [
            title
            for title in titles
            if title not in names and not (title.np_start == title.end - 1 and title.end in last)
        ]

    def match(
        self,
        doc: Doc,
        words: list[str],
        mentions: Sequence[Mention | None],
        titles: Sequence[TitleMention],
        starts: Sequence[bool],
    ) -> list[Name]:
        """The names of `doc`, in order; `starts` says of each token whether a sentence starts there."""
        text = NameText(
            doc=doc,
            words=words,
            labels=[token.ent_type_ for token in doc],
            mentions=mentions,
            titles={title.end: title for title in titles},
            title_starts={title.start: title for title in titles} | {title.np_start: title for title in titles},
            starts=starts,
            headline=headlines(words, starts),
            blocked=blocked(doc, mentions, titles),
            countries=countries_of(mentions),
        )
        return [name for start, end in self._runs(text) for name in self._decide(text, start, end)]

    def _runs(self, text: NameText) -> Iterator[tuple[int, int]]:
        words, blocked, starts, doc = text.words, text.blocked, text.starts, text.doc
        i, size = 0, len(words)
        while i < size:
            if blocked[i] or not self._opens(text, i):
                i += 1
                continue
            j = i + 1
            while j < size and not blocked[j] and not starts[j] and j - i < _LONGEST:
                word = words[j]
                if self._is_part(word) and word not in _HYPHENS:
                    j += 1
                elif word in _HYPHENS and not doc[j - 1].whitespace_ and not doc[j].whitespace_ and j + 1 < size:
                    if not words[j + 1][:1].isalpha() or blocked[j + 1]:
                        break
                    j += 2
                elif word.lower() in self._particles and self._goes_on(text, j):
                    j += 1
                elif (
                    word.islower()
                    and j - i > 1
                    and text.labels[j] == text.labels[j - 1] == "PERSON"
                    and doc[j].ent_iob_ == "I"
                ):
                    j += 1  # "Kim Jong il", as the recogniser says
                elif (word in _APOSTROPHES and self._okina(text, j)) or (
                    word == "," and j + 1 < size and words[j + 1] in ("Jr.", "Jr", "Sr.")
                ):
                    j += 2
                elif word == "." and j == i + 1 and _initial(doc, i) and not starts[j + 1]:
                    j += 1  # "Ts. Dorj"
                elif (
                    word == "." and words[j - 1] in self._abbreviations and not doc[j - 1].whitespace_ and j + 1 < size
                ):
                    j += 1
                elif word in _QUOTES:
                    after = self._past_nickname(text, j)
                    if after == j:
                        break
                    j = after
                elif word == "(" and j + 1 < size and words[j + 1].lower().rstrip(".") in _RETIRED:
                    j = next((k + 1 for k in range(j, min(j + 5, size)) if words[k] == ")"), j)
                    if words[j - 1] != ")":
                        break
                elif (
                    word == "of"
                    and words[i] in _PEERS
                    and j + 1 < size
                    and self._is_part(words[j + 1])
                    and not blocked[j + 1]
                ):
                    j += 2
                else:
                    break
            yield i, j
            i = j

    def _okina(self, text: NameText, j: int) -> bool:
        """Whether an apostrophe opens a word of the name ("Siale 'Ofa")."""
        return (
            j + 1 < len(text.words)
            and not text.doc[j].whitespace_
            and bool(text.doc[j - 1].whitespace_)
            and self._is_part(text.words[j + 1])
            and not text.blocked[j + 1]
        )

    def _past_nickname(self, text: NameText, j: int) -> int:
        """The token after a nickname in quotation marks inside a name, else `j`."""
        for k in range(j + 2, min(j + 5, len(text.words) - 1)):
            if text.words[k] in _QUOTES:
                return k + 1 if self._is_part(text.words[k + 1]) and not text.blocked[k + 1] else j
            if not self._is_part(text.words[k - 1]):
                return j
        return j

    def _goes_on(self, text: NameText, j: int) -> bool:
        if text.words[j] in _PREPOSITIONS and text.words[j + 1 : j + 2] not in (["-"], ["‑"]):
            return False
        for k in range(j + 1, min(j + 4, len(text.words))):
            if text.blocked[k] or text.starts[k]:
                return False
            if self._is_part(text.words[k]):
                return True
            if text.words[k].lower() not in self._particles and text.words[k] not in _HYPHENS:
                return False
        return False

    def _opens(self, text: NameText, i: int) -> bool:
        words, word = text.words, text.words[i]
        if word in self._openers and not self._is_address(words, i):
            follows = i in text.titles and not text.starts[i] and i + 1 < len(words)
            return follows and self._is_part(words[i + 1]) and not text.blocked[i + 1]
        if word in _APOSTROPHES:
            return i in text.titles and i > 0 and self._okina(text, i)
        return self._is_part(word) or (
            word.lower() in ("al", "el")
            and i + 2 < len(words)
            and words[i + 1] in _HYPHENS
            and words[i + 2][:1].isupper()
        )

    def _is_address(self, words: list[str], i: int) -> bool:
        return any(tuple(words[i : i + n]) in self._forms_of_address for n in range(1, self._longest_address + 1))

    @staticmethod
    def _is_part(word: str) -> bool:
        return word[:1].isupper() and any(c.isalpha() for c in word) and not any(c.isdigit() for c in word)

    def _decide(self, text: NameText, start: int, end: int) -> Iterator[Name]:
        words, np_start = text.words, start
        before = text.titles.get(np_start)
        if before is None and start > 0 and words[start - 1] == ",":
            before = text.titles.get(start - 1)
        start, titled = self._past_address(text, start, end, before)
        if titled and np_start and words[np_start - 1] == "the" and words[np_start].startswith(("Hon", "Right", "Rt")):
            np_start -= 1  # "the prime minister of Fiji, the Honourable X"
        while end - start > 1 and words[end - 1] in self._honours:
            end -= 1
        run = text.labels[start:end]
        things = [word in self._things for word in words[start:end]]
        mention = text.mentions[start] if start < end else None
        if mention is not None and mention.kind == "demonym" and mention.end == end and end in text.title_starts:
            return  # "Qatari Amir"
        if start >= end or things[-1] or (any(things) and "PERSON" not in run):
            return
        directly = np_start in text.titles and not text.starts[np_start]
        entry = directly and heads_entry(text, text.titles[np_start])
        person = "PERSON" in run
        if text.headline[start] and not person and not titled and not entry:
            return
        if person or titled or directly:
            first, last = self._bounds(run, start, end, titled or directly)
            if not directly and not titled:
                while first < last and words[first] in self._openers:
                    first += 1
            if last > first and not all(word in self._suffixes for word in words[first:last]):
                yield Name(first, last, np_start if first == start else first, titled or directly)
            return
        if self._announced(text, start, end):
            yield Name(start, end, np_start)
        if end - start < 2 or self._announced(text, start, end):
            return
        says = end < len(text.words) and text.words[end] in _SAYING
        if says and text.starts[start] and not any(run) and not any(w in self._openers for w in text.words[start:end]):
            yield Name(start, end, np_start)
            return
        plain = not _NOT_A_PERSON.intersection(run)
        beside = apposed(text, end, known=True) or (plain and (owned(text, start) or apposed(text, end)))
        listed = bracketed(text, end) and (behind_plural(text, start) or (plain and bracketed(text, start - 1)))
        listed = listed or (plain and behind_dash(text, start))
        if beside or listed:
            yield Name(start, end, np_start)

    def _past_address(self, text: NameText, start: int, end: int, before: TitleMention | None) -> tuple[int, bool]:
        """The first token of the name behind honorifics and ranks, and whether there are any."""
        words, titled, moved = text.words, False, True
        while moved and start < end:
            moved = False
            for length in range(min(self._longest_address, end - start), 0, -1):
                if tuple(words[start : start + length]) in self._forms_of_address:
                    if words[start] in ("M.", "M") and end - start > 2:
                        break  # an initial
                    if length == 1 and self._given.address(
                        words[start], before, text.countries, short=end - start == 2
                    ):
                        break
                    if words[start] in _PEERS and start + 2 < end and words[start + 2] == "of":
                        return start + length, True
                    start, titled, moved = start + length, True, True
                    if start < end and words[start] in _HYPHENS:
                        start += 1
                    if start < end and words[start] == "(":
                        start = next((k + 1 for k in range(start, end) if words[k] == ")"), start)
                    break
        return start, titled

    @staticmethod
    def _bounds(run: list[str], start: int, end: int, titled: bool) -> tuple[int, int]:
        """The part of a run that is the name: all of it, unless the recogniser sees something else at its edges."""
        if (titled and not _NOT_A_PERSON.intersection(run)) or "PERSON" not in run:
            return start, end
        first, last = 0, len(run)
        while run[first] in _NOT_A_PERSON and not titled and not (run[first] == "ORG" and last - first < 4):
            first += 1
        while run[last - 1] in _NOT_A_PERSON and "PERSON" in run[first : last - 1]:
            last -= 1
        return start + first, start + last

    @staticmethod
    def _announced(text: NameText, start: int, end: int) -> bool:
        """Whether a title announces the name: "Tonga's prime minister, Siale Fatafehi,"."""
        title = text.titles.get(start - 1)
        if title is None or text.words[start - 1] not in (*_MARKS, ":") or text.starts[start]:
            return False
        if end - start < 2 and not (title.relation or (title.possessor and "ORG" in text.labels[start:end])):
            return False
        line = text.starts[title.np_start] and (end >= len(text.words) or text.starts[end] or text.words[end].isspace())
        if line and text.words[start - 1] != ",":
            return True
        closed = end >= len(text.words) or text.words[end].lower() in _CLOSING or text.words[end].isspace()
        return closed and (title.object is not None or title.possessor is not None or title.definite)


def _initial(doc: Doc, i: int) -> bool:
    """Whether a token of one or two letters, its full stop and a capitalised word follow on each other."""
    short = len(doc[i]) < 3 and doc[i].text.isalpha() and not doc[i].whitespace_
    return short and i + 2 < len(doc) and bool(doc[i + 1].whitespace_) and doc[i + 2].text[:1].isupper()


def _tokenised(words: list[str]) -> Iterator[tuple[str, ...]]:
    """A form of address as its tokens may be: "Lt. Gen." with its full stops by themselves or not."""
    if not words:
        yield ()
        return
    for rest in _tokenised(words[1:]):
        yield (words[0], *rest)
        if words[0].endswith(".") and len(words[0]) > 2:
            yield (words[0][:-1], ".", *rest)
        first, hyphen, last = words[0].partition("-")
        if hyphen and first and last:
            yield (first, hyphen, last, *rest)
