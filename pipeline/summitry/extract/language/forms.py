"""Forms of several words, looked up where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Forms:
    """Forms of one or more words; their first words are looked at before the rest."""

    def __init__(self, forms: Iterable[Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in sorted((tuple(form) for form in forms), key=lambda form: (-len(form), form)):
            self._by_first.setdefault(form[0], []).append(form)

    def at(self, words: Sequence[str], i: int, end: int | None = None) -> tuple[str, ...]:
        """The longest form that stands at token `i` and ends before `end`, empty if none does."""
        for form in self._by_first.get(words[i], ()):
            last = i + len(form)
            if (end is None or last <= end) and tuple(words[i:last]) == form:
                return form
        return ()

    def among(self, words: Sequence[str]) -> bool:
        """Whether a form stands anywhere among the words."""
        return any(self.at(words, i) for i in range(len(words)))
