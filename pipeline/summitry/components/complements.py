"""Complements of titles that no lexicon knows: "of the Presidential Office", and where a name follows them."""

from __future__ import annotations

from typing import Final

from summitry.components.bodies import Bodies
from summitry.components.cue_words import cue_words
from summitry.components.title_text import Text
from summitry.lexicon import Lexicon

CASE: Final = frozenset({"'s", "’s", "'", "’"})
LINKS: Final = frozenset({"of", "for", "to", "in", "at"})
LONGEST: Final = 8  # tokens; longer runs are hardly ever part of a title
_OBJECT: Final = frozenset(
    {
        *("the", "a", "an", "this", "another", "one", "his", "her", "their", "its", "our", "whose", "my"),
        *("at", "in", "on", "to", "for", "with"),
    }
)


class Complements:
    """Finds their end by the words that stop a phrase and the bodies that have officers."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies) -> None:
        self._bodies = bodies
        self._by_form = lexicon.offices.by_form
        self._stops = cue_words(lexicon, "titles", "stops")
        self._things = cue_words(lexicon, "names", "things")

    def end(self, text: Text, k: int) -> int:
        """The end of an unknown complement that starts at token `k`."""
        words, mentions, stop = text.words, text.mentions, k
        while stop < len(words) and stop - k < LONGEST:
            word, mention = words[stop], mentions[stop]
            if word in self._stops or word in CASE or word.isspace() or (word in LINKS and stop > k):
                break
            if word.endswith("ed") and stop + 1 < len(words) and words[stop + 1] in _OBJECT:
                break  # "leaders of eight countries opened the summit"
            if word == "and" and (stop + 1 >= len(words) or mentions[stop + 1] is not None):
                break
            if word == "and" and words[stop + 1] in self._by_form:
                break  # "the chairman of the Authority and president of X"
            if len(word) < 4 and word.endswith(".") and stop > k:
                break  # an initial
            if text.doc[stop].ent_type_ == "PERSON" or (mention is not None and stop > k):
                break
            if stop > k + 1 and self._holder(text, k, stop):
                break
            stop += 1
        return stop - 1 if stop > k and words[stop - 1] == "and" else stop

    def _holder(self, text: Text, k: int, stop: int) -> bool:
        """Whether a name that the recogniser does not see follows a body: "of the Presidential Office Phan Tuan"."""
        words, cased = text.words, text.cased
        if not cased[stop - 1][:1].isupper() or self._bodies.of(words[k:stop]) is None:
            return False
        end = stop
        while end < len(words) and cased[end].istitle() and words[end].isalpha() and text.mentions[end] is None:
            end += 1
        after = words[end : end + 2]
        joined = after[:1] in (["and"], ["&"]) and after[-1] not in self._by_form
        if not 1 < end - stop < 5 or joined or after[:1] == ["'s"] or not LINKS.isdisjoint(after[:1]):
            return False
        return not any(self._bodies.of(words[k:n]) for n in range(stop + 1, end + 1)) and not (
            self._things.intersection(cased[stop:end])
        )
