"""Where the clause of a verb or noun ends, and what follows it up to there, with which preposition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frame import Argument
from summitry.extract.language.items import QUOTES, Item, SyntaxWords
from summitry.extract.language.syntax import Syntax

_VENUES: Final = frozenset({"palace", "house", "office", "residence", "headquarters", "hall", "lodge", "villa"})


class ArgumentReader:
    """Reads the arguments of frames with the closed lists of one lexicon."""

    def __init__(self, words: SyntaxWords) -> None:
        self._words = words

    def stop(self, syntax: Syntax, last: int, *, verbs: bool = True) -> int:
        """The item at which the clause of a verb that ends before item `last` ends."""
        items = syntax.items
        heads = {p.start for p in syntax.predications if items[p.verb].word not in ("who", "which") and p.start > last}
        i = last
        while i < len(items):
            word = items[i].word
            if i in heads:
                return i - 1 if i - 1 > last and items[i - 1].word in ("and", ",") else i
            if verbs and i > last and word in ("and", ",", "but", "then") and syntax.opens_verb(i + 1):
                return i
            if word in self._words.breaks or (word in self._words.relatives and word != "that"):
                end = self._aside_end(items, i) if i and items[i - 1].word == "," else None
                if end is None or word in self._words.breaks:
                    return i
                i = end
                continue
            i += 1
        return len(items)

    @staticmethod
    def _aside_end(items: list[Item], i: int) -> int | None:
        return next((k for k in range(i + 1, len(items) - 1) if items[k].word == ","), None)

    def _has_object(self, syntax: Syntax, i: int, start: int) -> bool:
        """Whether a noun stands between a preposition and the actor at item `i` ("in her office the minister")."""
        before = syntax.items[i - 1]
        if before.word in _VENUES and i - 1 > start:
            return True
        if not syntax.items[i].definite or i - 1 <= start or not before.plain:
            return False
        opens = before.word in self._words.prepositions or before.word in self._words.function
        return not opens and not self._words.idle(before)

    @staticmethod
    def _is_apposed(syntax: Syntax, i: int, stop: int) -> bool:
        """Whether the name of who was told of by a noun alone stands behind a comma at item `i`."""
        items = syntax.items
        actor = items[i + 1].actor if i + 1 < stop else None
        closed = i + 2 >= stop or items[i + 2].word in (",", ".", ")", ";", "and")
        return actor is not None and actor.person is not None and not actor.pronoun and not actor.case and closed

    def read(self, syntax: Syntax, start: int, stop: int) -> Iterator[Argument]:
        """What stands in the items `start:stop`, in order."""
        items = syntax.items
        preposition = ""
        i = start
        while i < stop:
            item = items[i]
            if item.event is not None:
                yield Argument(preposition, event=item.event)
                preposition = ""
            elif item.actor is not None:
                if preposition and self._has_object(syntax, i, start):
                    preposition = ""
                group, end = syntax.group_starting(i, stop)
                if not (len(group) == 1 and group[0].case):
                    yield Argument(preposition, group)
                    preposition = ""
                i = end
                continue
            elif item.word in self._words.prepositions or item.word in self._words.preposed:
                preposition = item.word
            elif item.word == "," and preposition and self._is_apposed(syntax, i, stop):
                pass  # "received by the chief rabbi, X"
            elif item.word in (",", "and") or item.word in QUOTES or item.word in self._words.times:
                preposition = ""
            i += 1
