"""Runs of words that may be a name: capitalised words with particles, initials, hyphens and nicknames between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from summitry.components.addresses import Addresses
from summitry.components.cue_words import cue_words
from summitry.components.name_text import HYPHENS, NOT_A_PERSON, QUOTES, NameText
from summitry.lexicon import Lexicon

_APOSTROPHES: Final = frozenset({"'", "’", "‘", "ʻ"})
_RETIRED: Final = frozenset({"ret", "retd", "rtd", "retired", "ret'd", "ret’d", "rt'd", "rt’d"})
_LINKS: Final = frozenset({"of", "from", "and", "in", "to", "the", "with", "for"})  # never inside, save with peers
_PREPOSITIONS: Final = frozenset({"at", "as", "an", "us"})  # particles only before a hyphen ("at-Turki")
_PEERS: Final = frozenset({"Lord", "Lady", "Baroness", "Baron", "Viscount"})
_ELIDED: Final = ("d'", "d’", "l'", "l’", "dell'", "dell’", "n'", "n’")
_PHOTOGRAPHS: Final = frozenset({"photo", "photos"})
_LONGEST: Final = 16  # tokens; "Sheikh Sabah Al-Ahmad Al-Jaber Al-Sabah" has eleven


class NameRuns:
    """Finds the runs with the words of `names.toml`."""

    def __init__(self, lexicon: Lexicon, addresses: Addresses) -> None:
        self._addresses = addresses
        self._particles = cue_words(lexicon, "names", "particles")
        self._endings = cue_words(lexicon, "names", "endings")
        self._openers = cue_words(lexicon, "names", "openers")
        self._namesakes = cue_words(lexicon, "names", "namesakes")
        self._things = cue_words(lexicon, "names", "things")
        self._posts = cue_words(lexicon, "names", "posts")
        self._verbs = cue_words(lexicon, "names", "verbs")
        self._behind_hyphen = cue_words(lexicon, "names", "behind_hyphen")

    def find(self, text: NameText) -> Iterator[tuple[int, int]]:
        """The runs of `text`, in order, as token indices."""
        for start, end in self._whole(text):
            if text.headline[start] or (start in text.titles and self.acts(text, start)):
                start, end = self._headline(text, start, end)
            first = start
            for i in range(start + 1, end):
                if text.words[i - 1] in self._posts:
                    first = i  # "Nordic Power CEO X"
                elif self._parts(text, i, end):
                    yield first, i
                    first = i
            if end > first:
                yield first, end

    def _parts(self, text: NameText, i: int, end: int) -> bool:
        """Whether a name starts at token `i` inside a run of something else: "Al Barakah Palace Sheikh X"."""
        other = text.words[i - 1] in self._things or text.labels[i - 1] in NOT_A_PERSON
        if not other or text.labels[i] in NOT_A_PERSON:
            return False
        length = self._addresses.length(text.words, i, end)
        return 0 < length < end - i

    def _headline(self, text: NameText, start: int, end: int) -> tuple[int, int]:
        """The part of a run before the verb of a headline: "SIKOTA" of "SIKOTA RECEIVES CREDENTIALS"."""
        for i in range(start, end):
            word = text.words[i]
            if word.lower() in self._verbs or (i > start and word.isupper() and word.title() in self._openers):
                return start, i
        return start, end

    def acts(self, text: NameText, i: int) -> bool:
        """Whether a verb of headlines stands at token `i`."""
        return i < len(text.words) and text.words[i].lower() in self._verbs

    def _whole(self, text: NameText) -> Iterator[tuple[int, int]]:
        i, size = 0, len(text.words)
        while i < size:
            if text.blocked[i] or not self._opens(text, i):
                i += 1
                continue
            j = k = i + 1
            while j < size and not text.blocked[j] and not text.starts[j] and j - i < _LONGEST:
                k = self._on(text, i, j)
                if k == j:
                    break
                j = k
            yield i, min(j, size)
            i = j

    def _on(self, text: NameText, i: int, j: int) -> int:
        """The token behind the next part of the run that starts at `i` and has come to `j`; `j` where it ends."""
        words, doc, word, size = text.words, text.doc, text.words[j], len(text.words)
        if word == "The" or _credits(words, j):
            return j
        if is_part(word) and word not in HYPHENS:
            return j + 1
        if word in HYPHENS and not doc[j - 1].whitespace_ and not doc[j].whitespace_ and j + 1 < size:
            word_follows = words[j + 1][:1].isalpha() and not text.blocked[j + 1]
            return j + 2 if word_follows and words[j + 1] not in self._behind_hyphen else j
        if word.lower() in self._particles and self._goes_on(text, j):
            return j + 1
        if word in self._endings and is_part(words[j - 1]):
            return j + 1
        if (
            word.islower()
            and word not in _LINKS
            and j - i > 1
            and text.labels[j] == text.labels[j - 1] == "PERSON"
            and doc[j].ent_iob_ == "I"
        ):
            return j + 1  # "Kim Jong il", as the recogniser says
        if (word in _APOSTROPHES and self._okina(text, j)) or (
            word == "," and words[j + 1 : j + 2] in (["Jr."], ["Jr"], ["Sr."])
        ):
            return j + 2
        if word == "." and j == i + 1 and _initial(doc, i) and not text.starts[j + 1]:
            return j + 1  # "Ts. Dorj"
        if (
            word == "."
            and words[j - 1] in self._addresses.abbreviations
            and not doc[j - 1].whitespace_
            and j + 1 < size
        ):
            return j + 1
        if word in _APOSTROPHES and not doc[j - 1].whitespace_ and doc[j].whitespace_:
            elided = words[j - 1] in self._addresses.elided or words[j - 1].lower() in self._particles
            return j + 1 if elided and self._goes_on(text, j) else j  # "Dato' X", "de' X"
        if word in _APOSTROPHES and words[j + 1 : j + 2] == ["t"] and is_part("".join(words[j + 2 : j + 3])):
            return j + 3  # "van 't X"
        if word in QUOTES:
            return self._past_nickname(text, j)
        if word == "(" and j + 1 < size and words[j + 1].lower().rstrip(".") in _RETIRED:
            return next((k + 1 for k in range(j, min(j + 5, size)) if words[k] == ")"), j)
        peer = word == "of" and words[i] in _PEERS and j + 1 < size
        return j + 2 if peer and is_part(words[j + 1]) and not text.blocked[j + 1] else j

    def _okina(self, text: NameText, j: int) -> bool:
        """Whether an apostrophe opens a word of the name ("Siale 'Ofa")."""
        return (
            j + 1 < len(text.words)
            and not text.doc[j].whitespace_
            and bool(text.doc[j - 1].whitespace_)
            and is_part(text.words[j + 1])
            and not text.blocked[j + 1]
        )

    def _past_nickname(self, text: NameText, j: int) -> int:
        """The token after a nickname in quotation marks inside a name, else `j`."""
        for k in range(j + 2, min(j + 5, len(text.words) - 1)):
            if text.words[k] in QUOTES:
                particle = text.words[k + 1] in self._particles and self._goes_on(text, k + 1)
                return k + 1 if particle or (is_part(text.words[k + 1]) and not text.blocked[k + 1]) else j
            if not is_part(text.words[k - 1]):
                return j
        return j

    def _goes_on(self, text: NameText, j: int) -> bool:
        if text.words[j] in _PREPOSITIONS and text.words[j + 1 : j + 2] not in (["-"], ["‑"]):
            return False
        for k in range(j + 1, min(j + 4, len(text.words))):
            if text.blocked[k] or text.starts[k]:
                return False
            if is_part(text.words[k]):
                return True
            if text.words[k].lower() not in self._particles and text.words[k] not in (*HYPHENS, *_APOSTROPHES):
                return False
        return False

    def _opens(self, text: NameText, i: int) -> bool:
        words, word = text.words, text.words[i]
        if word in self._openers and not self._addresses.length(words, i, len(words)):
            if word in self._namesakes and text.labels[i] == "PERSON" and text.doc[i].ent_iob_ == "B":
                return text.labels[i + 1 : i + 2] == ["PERSON"] and text.doc[i + 1].ent_iob_ == "I"
            follows = i in text.titles and not text.starts[i] and i + 1 < len(words)
            return follows and is_part(words[i + 1]) and not text.blocked[i + 1]
        if word in _APOSTROPHES:
            return i > 0 and self._okina(text, i) and (i in text.titles or self._unquoted(text, i))
        return is_part(word) or (
            word.lower() in ("al", "el")
            and i + 2 < len(words)
            and words[i + 1] in HYPHENS
            and words[i + 2][:1].isupper()
        )

    @staticmethod
    def _unquoted(text: NameText, i: int) -> bool:
        """Whether an apostrophe that the recogniser sees before a name opens no quotation."""
        if text.labels[i + 1] != "PERSON":
            return False
        for k in range(i + 1, len(text.words)):
            if text.starts[k]:
                return True
            if text.words[k] in _APOSTROPHES:
                return False
        return True


def is_part(word: str) -> bool:
    """Whether a word is capitalised as the parts of names are; "d'Estaing" too."""
    if any(c.isdigit() for c in word) or not any(c.isalpha() for c in word):
        return False
    return word[:1].isupper() or (word.startswith(_ELIDED) and word.split("'")[-1].split("’")[-1][:1].isupper())


def _credits(words: list[str], j: int) -> bool:
    """Whether the credit of a photograph stands at token `j`: "Photo", "File photo", "File Image"."""
    word, following = words[j].lower(), "".join(words[j + 1 : j + 2]).lower()
    return word in _PHOTOGRAPHS or (word == "file" and following in (*_PHOTOGRAPHS, "image", "picture"))


def _initial(doc: Doc, i: int) -> bool:
    """Whether a token of one or two letters, its full stop and a capitalised word follow on each other."""
    short = len(doc[i]) < 3 and doc[i].text.isalpha() and not doc[i].whitespace_
    return short and i + 2 < len(doc) and bool(doc[i + 1].whitespace_) and doc[i + 2].text[:1].isupper()
