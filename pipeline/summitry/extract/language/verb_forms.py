"""Where the verbs that cues name stand in a sentence, in any of their inflected forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from summitry.extract.language.inflect import Form, inflect
from summitry.extract.language.items import Item

_OWN: Final = frozenset({"his", "her", "their", "its"})
_NO_VERB_AFTER: Final = _OWN | {"the", "a", "an", "this", "'s", "’s", "of", "official", "state"}
_BE: Final = frozenset({"be", "been", "being", "is", "are", "was", "were"})
_ADVERBS: Final = frozenset({"also", "both", "all", "already", "now", "still", "again", "likewise", "currently"})
_MOST_ADVERBS: Final = 2  # between a form of "be" and the participle

_Reading = tuple[Form, str]


class VerbUse(NamedTuple):
    """A verb in the items `first:last`, the form it has there, and the sense its cue gives it."""

    first: int
    last: int
    form: Form
    sense: str


class VerbForms:
    """The inflected forms of verbs, each looked up by its first word and its length in words."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """`cues` are base forms of one or more words ("take part in"), each with its sense."""
        named: dict[tuple[str, ...], set[_Reading]] = {}
        for phrase, sense in cues:
            for words, form in inflect(phrase):
                named.setdefault(words, set()).add((form, sense))
        self._named: dict[tuple[str, ...], list[_Reading]] = {
            words: sorted(found, key=lambda reading: (reading[1], reading[0] == "part", reading[0]))
            for words, found in named.items()
        }
        sizes: dict[str, set[int]] = {}
        for words in named:
            sizes.setdefault(words[0], set()).add(len(words))
        # A word of each form that must stand in a sentence with it: not "is" or "was", if there is another.
        self._telling = frozenset(words[1] if len(words) > 1 and words[0] in _BE else words[0] for words in named)
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}

    def __contains__(self, word: str) -> bool:
        """Whether a verb begins with the word."""
        return word in self._sizes

    def may_be_among(self, words: Iterable[str]) -> bool:
        """Whether a verb may be among the words of a sentence."""
        return not self._telling.isdisjoint(words)

    def is_participle(self, words: tuple[str, ...], form: Form) -> bool:
        """Whether a form can be a participle: "taken", "attended", and not "took"."""
        return form == "part" or (form == "past" and any(found == "part" for found, _ in self._named.get(words, ())))

    def find(self, items: Sequence[Item]) -> Iterator[VerbUse]:
        """The verbs among the items of a sentence; the longest form of each sense counts."""
        taken = -1
        for i, item in enumerate(items):
            sizes = self._sizes.get(item.word)
            if sizes is None or i < taken or item.actor is not None or item.event is not None:
                continue
            done: set[str] = set()
            before = items[i - 1].word if i else ""
            for words, end in self._matches(items, i, sizes):
                for form, sense in self._named[words]:
                    if sense in done or (form == "base" and before in _BE and self.is_participle(words, "past")):
                        continue  # "were shut out"
                    if before in _NO_VERB_AFTER and (
                        form in ("base", "s") or (form == "ing" and before not in ("of", "state"))
                    ):
                        continue
                    done.add(sense)
                    inner = words[0] in _BE and len(words) > 2 and words[1] in self._sizes  # "be received at"
                    taken = max(taken, i + 1 if inner else end)
                    yield VerbUse(i, end, form, sense)

    def _matches(self, items: Sequence[Item], i: int, sizes: Sequence[int]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The forms that begin at item `i` and where they end, longest first.

        Adverbs may stand behind a form of "be" ("are also expected").
        """
        first = items[i].word
        starts = [i + 1]
        if first in _BE:
            while len(starts) <= _MOST_ADVERBS and starts[-1] < len(items) and items[starts[-1]].word in _ADVERBS:
                starts.append(starts[-1] + 1)
        for size in sizes:
            for k in starts:
                words = (first, *(item.word for item in items[k : k + size - 1]))
                if words in self._named and len(words) == size:
                    yield words, k + size - 1
                    break
                if size == 1:
                    break
