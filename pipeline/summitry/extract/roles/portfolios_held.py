"""Portfolios of a cabinet that are no titles: "X keeps foreign affairs", "Y takes over at Defence, Z at Interior".

A list may pair them with names without a verb ("Defence - X", "Y (Trade)").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import Clause, subject_of
from summitry.extract.reading import Reading, Sentence
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.title_links import latest
from summitry.lexicon import Lexicon

_CLOSED: Final = frozenset({",", ".", ";", ")", "and", "while", "from", "again", "as", "after"})
_MARKS: Final = frozenset({"-", "–", "—", ":", "(", "|", ",", "--"})
_INSIDE: Final = frozenset({"and", "of", "the", "for", "in", "with"})
_BEFORE: Final = frozenset({"the", "his", "her", "at"})


class PortfoliosHeld:
    """Reads them where the article speaks of a cabinet (`cabinet` and `portfolio_nouns` of `cues/offices.toml`)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cabinet = cue_words(lexicon, "offices", "cabinet")
        self._nominated = cue_words(lexicon, "offices", "nominated")
        self._nouns = cue_words(lexicon, "offices", "portfolio_nouns")
        self._forms = {tuple(form.split()) for forms, _ in lexicon.offices.portfolios for form in forms}
        self._longest = max(map(len, self._forms), default=0)

    def read(self, reading: Reading, clauses: Sequence[Clause]) -> Iterator[Holding]:
        """A holding for every portfolio that a verb gives to a person, and for those of names that follow."""
        if not self._cabinet.intersection(reading.lower):
            return
        entries = [*self._lines(reading), *self._in_brackets(reading)]
        if len(entries) > 1:
            yield from entries
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

    def _lines(self, reading: Reading) -> Iterator[Holding]:
        """Lines that pair a name with a portfolio: "Defence - X", "X: Finance", "X (Lands and Housing)"."""
        for sentence in reading.sentences:
            if reading.block(sentence).kind != "list_item" or any(reading.title_at[sentence.start : sentence.end]):
                continue
            names = {n for n in reading.name_at[sentence.start : sentence.end] if n is not None}
            end = sentence.end
            while end > sentence.start and not reading.words[end - 1].strip(". \n"):
                end -= 1
            name = next(iter(names)) if len(names) == 1 else None
            if name is None:
                continue
            if name.np_start == sentence.start and reading.words[name.end : name.end + 1] != []:
                first, stop = name.end + 1, end - (reading.words[name.end] == "(")
            elif name.end == end and name.np_start > sentence.start + 1:
                first, stop = sentence.start, name.np_start - 1
            else:
                continue
            mark = name.end if first > name.end else stop
            office = self._office(reading, first, stop) if mark < end and reading.words[mark] in _MARKS else None
            if office is not None:
                yield self._entry(reading, name, first, stop, office, self._tenure(reading, sentence))

    def _in_brackets(self, reading: Reading) -> Iterator[Holding]:
        """Names with portfolios in brackets: "X (Trade), Y (Lands and Housing)"; one of a sentence has to be known."""
        found: dict[int, list[tuple[Name, int, str | None]]] = {}
        for name in reading.names:
            if reading.words[name.end : name.end + 1] != ["("]:
                continue
            limit = min(name.end + 12, len(reading.words))
            stop = next((k for k in range(name.end + 1, limit) if reading.words[k] == ")"), None)
            if stop is None or not reading.words[name.end + 1].istitle() or reading.mention_at[name.end + 1]:
                continue
            office = self._office(reading, name.end + 1, stop)
            plain = all(w[:1].isupper() or w in _INSIDE or w == "," for w in reading.words[name.end + 1 : stop])
            if office is not None or plain:
                found.setdefault(reading.sentence_at[name.start], []).append((name, stop, office))
        for index, entries in found.items():
            if not any(office for _, _, office in entries):
                continue
            tenure = self._tenure(reading, reading.sentences[index])
            for name, stop, office in entries:
                yield self._entry(reading, name, name.end + 1, stop, office or "minister", tenure)

    def _office(self, reading: Reading, first: int, stop: int) -> str | None:
        """The office of the portfolios that the tokens `first:stop` are all about: the most particular of them."""
        words = reading.lower[first:stop]
        if not words or not any(tuple(words[:n]) in self._forms for n in range(1, self._longest + 1)):
            return None
        if any(w[:1].islower() and w not in _INSIDE for w in reading.words[first + 1 : stop]):
            return None
        whole = reading.lexicon.offices.of_portfolio(" ".join(words))
        parts = " ".join(words).replace(" and ", " , ").split(" , ")
        offices = [whole, *(reading.lexicon.offices.of_portfolio(part.strip()) for part in parts)]
        return next((office for office in offices if office != "minister"), "minister")

    def _tenure(self, reading: Reading, sentence: Sentence) -> str | None:
        """Whether the text around a list says that those in it are only nominated."""
        block = reading.block(sentence)
        start = sentence.index
        while start > 0 and block.heading is not None and reading.sentences[start].block != block.heading:
            start -= 1
        before = reading.sentences[max(start - 1, 0)].start
        return "elect" if self._nominated.intersection(reading.lower[before : sentence.start + 1]) else None

    @staticmethod
    def _entry(reading: Reading, name: Name, first: int, stop: int, office: str, tenure: str | None) -> Holding:
        title = TitleMention(first, stop, first, first, office, form="minister", tenure=tenure)
        return Holding(title, name, reading.person_of[name], "role.portfolio", end=stop)

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
