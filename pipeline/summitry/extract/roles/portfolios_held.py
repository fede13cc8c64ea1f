"""Portfolios of a cabinet that are no titles: "X keeps foreign affairs", "Y takes over at Defence, Z at Interior"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import Clause, subject_of
from summitry.extract.reading import Reading
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.title_links import latest
from summitry.lexicon import Lexicon

_CLOSED: Final = frozenset({",", ".", ";", ")", "and", "while", "from", "again", "as", "after"})
_BEFORE: Final = frozenset({"the", "his", "her", "at"})


class PortfoliosHeld:
    """Reads them where the article speaks of a cabinet (`cabinet` and `portfolio_nouns` of `cues/offices.toml`)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cabinet = cue_words(lexicon, "offices", "cabinet")
        self._nouns = cue_words(lexicon, "offices", "portfolio_nouns")
        self._forms = {tuple(form.split()) for forms, _ in lexicon.offices.portfolios for form in forms}
        self._longest = max(map(len, self._forms), default=0)

    def read(self, reading: Reading, clauses: Sequence[Clause]) -> Iterator[Holding]:
        """A holding for every portfolio that a verb gives to a person, and for those of names that follow."""
        if not self._cabinet.intersection(reading.lower):
            return
        for clause in clauses:
            unsaid = clause.negated or clause.tense in ("modal", "ing") or clause.passive
            if clause.sense != "has the portfolio" or unsaid:
                continue
            person = subject_of(reading, clause)
            found = self._portfolio(reading, clause.end) if person is not None else None
            if person is None or found is None:
                continue
            tenure = "elect" if clause.tense == "future" else None
            yield self._holding(reading, latest(person, clause.start), clause.end, found, tenure)
            yield from self._more(reading, found[1], tenure)

    def _more(self, reading: Reading, k: int, tenure: str | None) -> Iterator[Holding]:
        """The pairs that go on without the verb: "..., Z at Interior and W at Health"."""
        while k + 1 < len(reading.words) and reading.lower[k] in (",", "and", ";"):
            k += 1
            name = reading.name_at[k]
            if name is None or name.end >= len(reading.words) or reading.lower[name.end] not in ("at", "to"):
                return
            found = self._portfolio(reading, name.end)
            if found is None:
                return
            yield self._holding(reading, name, name.end, found, tenure)
            k = found[1]

    def _portfolio(self, reading: Reading, k: int) -> tuple[str, int] | None:
        """The portfolio named from token `k` on, and the token after it."""
        size = len(reading.words)
        while k < size and reading.lower[k] in (*_BEFORE, "to"):
            k += 1
        for length in range(min(self._longest, size - k), 0, -1):
            if tuple(reading.lower[k : k + length]) not in self._forms:
                continue
            end = k + length
            noun = end < size and reading.lower[end] in self._nouns
            end += noun
            if end >= size or noun or reading.lower[end] in _CLOSED:
                return " ".join(reading.lower[k : k + length]), end
        return None

    @staticmethod
    def _holding(reading: Reading, name: Name, start: int, found: tuple[str, int], tenure: str | None) -> Holding:
        words, end = found
        office = reading.lexicon.offices.of_portfolio(words)
        title = TitleMention(start, end, start, start, office, form="minister", tenure=tenure)
        return Holding(title, name, reading.person_of[name], "role.portfolio", end=end)
