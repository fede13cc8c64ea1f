"""Scores predicted facts against gold facts: precision, recall and F1 by predicate, strict and lenient.

Names are compared without case, accents, a leading "the", and by the aliases of the lexicon; the two sides of a meeting
are unordered; a fact counts once however often it is stated. Lenient scores leave tenure and assertion out. An optional
gold fact counts neither as missed nor, when predicted, as right or false.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from summitry.errors import RecordError
from summitry.facts import DETAILS, Fact, GoldFact, read_facts, read_lines
from summitry.lexicon import Lexicon, load_lexicon
from summitry.vocabulary import PREDICATES

Key = tuple[str, ...]
ALL: Final = "all"
_PERSONS: Final = {("role", "subject"), ("legal", "subject"), ("visit", "subject")}
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS: Final = str.maketrans("łŁøØđĐıðÐþÞæÆœŒ’‘‐‑", "lLoOdDidDtTaAoO''--")


def fold(name: str) -> str:
    """Give a name without case, accents, a leading "the" and spare white space."""
    parted = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()
    return re.sub(r"^the\s+", "", " ".join(plain.split()))


@dataclass(frozen=True)
class Names:
    """The canonical folded name for every folded alias; codes of countries stand for themselves."""

    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    codes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lexicon: Lexicon) -> Names:
        table: dict[str, str] = {}
        for row in lexicon.organisations:
            table[fold(row.name)] = fold(row.name)
        for row in lexicon.organisations:
            for form in row.forms:
                table.setdefault(fold(form), fold(row.name))
        codes = frozenset(row.alpha2 for row in lexicon.countries if row.alpha2)
        return cls(MappingProxyType(table), codes)

    def canonical(self, name: str) -> str:
        folded = fold(name)
        return folded if name in self.codes else self.aliases.get(folded, folded)


@lru_cache(maxsize=1)
def built_in_names() -> Names:
    return Names.of(load_lexicon())


def key_of(fact: Fact, names: Names, *, strict: bool) -> Key:
    """Give what is compared of a fact; null and the empty string are the same."""

    def side(name: str) -> str:
        value = getattr(fact, name)
        if value is None:
            return ""
        return fold(value) if (fact.predicate, name) in _PERSONS else names.canonical(value)

    sides = [side("subject"), side("object")]
    if fact.predicate == "meeting":
        sides.sort()
    last = [fact.tenure or "", fact.assertion or ""] if strict else []
    return (fact.predicate, sides[0], fact.value, sides[1], *last)


@dataclass(frozen=True)
class Match:
    """How the facts of one article compare: `hits` pairs (gold, predicted); `open_hits` matched optional gold."""

    hits: tuple[tuple[GoldFact, Fact], ...] = ()
    open_hits: tuple[tuple[GoldFact, Fact], ...] = ()
    misses: tuple[GoldFact, ...] = ()
    false: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Tally:
    """Counts with their precision, recall and F1; a rate over nothing is 0, or 1 where nothing was wanted either."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.missed + other.missed, self.false + other.false)

    @property
    def precision(self) -> float:
        return _rate(self.right, self.right + self.false, empty=1.0 if not self.missed else 0.0)

    @property
    def recall(self) -> float:
        return _rate(self.right, self.right + self.missed, empty=1.0 if not self.false else 0.0)

    @property
    def f1(self) -> float:
        return _rate(2 * self.right, 2 * self.right + self.missed + self.false, empty=1.0)


def _rate(part: int, whole: int, *, empty: float) -> float:
    return part / whole if whole else empty


@dataclass(frozen=True)
class Report:
    """The comparison article by article, strict and lenient, and what had to be left out."""

    strict: Mapping[str, Match]
    lenient: Mapping[str, Match]
    notes: tuple[str, ...] = ()

    def tallies(self, *, strict: bool = True) -> dict[str, Tally]:
        """Count by predicate, in the order of the vocabulary, and over all."""
        counts: dict[str, Tally] = {name: Tally() for name in PREDICATES}
        for match in (self.strict if strict else self.lenient).values():
            for gold, _ in match.hits:
                counts[gold.predicate] += Tally(right=1)
            for missed in match.misses:
                counts[missed.predicate] += Tally(missed=1)
            for fact in match.false:
                counts[fact.predicate] += Tally(false=1)
        return {**counts, ALL: sum(counts.values(), Tally())}

    def articles(self, *, strict: bool = True) -> dict[str, Tally]:
        """Count by article."""
        chosen = self.strict if strict else self.lenient
        return {stem: Tally(len(match.hits), len(match.misses), len(match.false)) for stem, match in chosen.items()}

    def details(self) -> dict[str, Tally]:
        """Compare the details (title, date, city ...) of the facts that match: right, not given, or different."""
        counts = {name: Tally() for name in DETAILS}
        for match in self.strict.values():
            for gold, fact in match.hits:
                for name in DETAILS:
                    counts[name] += _compare_detail(gold, fact, name)
        return counts


def _compare_detail(gold: GoldFact, fact: Fact, name: str) -> Tally:
    wanted = {fold(value) for value in gold.accepts(name) if value}
    if not wanted:  # gold files state details where they matter: silence is no statement
        return Tally()
    given = getattr(fact, name)
    if given is None:
        return Tally(missed=1)
    return Tally(right=1) if fold(given) in wanted else Tally(missed=1, false=1)


def score(
    predicted: Mapping[str, Sequence[Fact]], gold: Mapping[str, Sequence[GoldFact]], names: Names | None = None
) -> Report:
    """Compare the facts of the articles that have gold, joined by stem; an article not predicted counts as missed."""
    names = names or built_in_names()
    notes = [f"{stem}: no prediction" for stem in sorted(set(gold) - set(predicted))]
    notes += [f"{stem}: no gold, left out" for stem in sorted(set(predicted) - set(gold))]
    strict, lenient = (
        {stem: match_facts(predicted.get(stem, ()), gold[stem], names, strict=strict) for stem in sorted(gold)}
        for strict in (True, False)
    )
    return Report(strict, lenient, tuple(notes))


def match_facts(predicted: Iterable[Fact], gold: Iterable[GoldFact], names: Names, *, strict: bool) -> Match:
    """Pair predicted and gold facts one to one so that most of the facts that count are paired."""
    found: dict[Key, Fact] = {}
    for fact in predicted:
        found.setdefault(key_of(fact, names, strict=strict), fact)
    wanted: dict[Key, GoldFact] = {}
    for fact in sorted(gold, key=lambda fact: fact.optional):
        wanted.setdefault(key_of(fact, names, strict=strict), fact)
    options = {
        key: tuple(dict.fromkeys(key_of(reading, names, strict=strict) for reading in fact.readings()))
        for key, fact in wanted.items()
    }
    holder: dict[Key, Key] = {}  # predicted key -> gold key

    def assign(goal: Key, seen: set[Key]) -> bool:
        for option in options[goal]:
            if option in found and option not in seen:
                seen.add(option)
                if option not in holder or assign(holder[option], seen):
                    holder[option] = goal
                    return True
        return False

    for goal in wanted:
        assign(goal, set())
    pairs = {goal: found[option] for option, goal in holder.items()}
    return Match(
        hits=tuple((fact, pairs[key]) for key, fact in wanted.items() if key in pairs and not fact.optional),
        open_hits=tuple((fact, pairs[key]) for key, fact in wanted.items() if key in pairs and fact.optional),
        misses=tuple(fact for key, fact in wanted.items() if key not in pairs and not fact.optional),
        false=tuple(fact for key, fact in found.items() if key not in holder),
    )


def stem_of(source: str) -> str:
    """Give the stem of an article's source: "FOLDER/a/b.txt" is "b", "b.jsonl#2" is "b#2"."""
    path, mark, number = source.partition("#")
    return PurePosixPath(path.replace("\\", "/")).stem + mark + number


def read_set(path: Path) -> dict[str, list[GoldFact]]:
    """Read facts by stem from a folder of files, one an article, or from one file.

    A folder's files of other things (a list of sources) are passed over. In a file the `source` of a fact or of its
    article's record names the article; without it, the file's own stem does.
    An article record without facts counts as an article with none.
    """
    if path.is_dir():
        together: dict[str, list[GoldFact]] = {}
        for file in sorted(path.glob("*.jsonl")):
            if not _holds_facts(file):
                continue
            for stem, facts in read_set(file).items():
                together.setdefault(stem, []).extend(facts)
        if not together:
            raise RecordError(str(path), "no facts in this folder", remedy="Give a folder of NAME.jsonl files")
        return together
    by_stem: dict[str, list[GoldFact]] = {stem: [] for stem in _articles_in(path)}
    for fact in read_facts(path):
        by_stem.setdefault(stem_of(fact.source) if fact.source else path.stem, []).append(fact)
    return by_stem or {path.stem: []}


def _holds_facts(path: Path) -> bool:
    first = next(read_lines(path), None)
    return first is None or "predicate" in first[1] or "kind" in first[1]


def _articles_in(path: Path) -> list[str]:
    return [stem_of(str(data["source"])) for _, data in read_lines(path) if data.get("kind") == "article"]


def evaluate(predicted: Path, gold: Path, names: Names | None = None) -> Report:
    """Score files or folders of predictions (records or flat facts) against a gold file or folder."""
    found, wanted = read_set(predicted), read_set(gold)
    if len(found) == len(wanted) == 1 and predicted.is_file() and gold.is_file() and not set(found) & set(wanted):
        found = dict(zip(wanted, found.values(), strict=True))
    return score(found, wanted, names)


def render(report: Report, *, show: bool = False) -> str:
    """Give the report as text: the table by predicate, the details, the notes, and with `show` each miss and error."""
    lines = [f"{'':14}{'strict':>28}{'':12}{'lenient':>16}", f"{'':14}{_HEAD}    {_HEAD}"]
    strict, lenient = report.tallies(), report.tallies(strict=False)
    lines += [
        f"{name:14}{_row(strict[name])}    {_row(lenient[name])}"
        for name in strict
        if name == ALL or strict[name] != Tally() or lenient[name] != Tally()
    ]
    told = [(name, tally) for name, tally in report.details().items() if tally != Tally()]
    if told:
        lines += ["", "details of matching facts (right of stated): "]
        lines[-1] += ", ".join(f"{name} {tally.right}/{tally.right + tally.missed}" for name, tally in told)
    if report.notes:
        lines += ["", *report.notes]
    if show:
        for stem, match in report.strict.items():
            if match.misses or match.false:
                lines += ["", stem]
                lines += [f"  missed  {_told(fact)}" for fact in match.misses]
                lines += [f"  false   {_told(fact)}" for fact in match.false]
    return "\n".join(lines) + "\n"


_HEAD: Final = f"{'right':>6}{'missed':>7}{'false':>6}{'P':>7}{'R':>7}{'F1':>7}"


def _row(tally: Tally) -> str:
    counts = f"{tally.right:6}{tally.missed:7}{tally.false:6}"
    return counts + "".join(f"{rate:7.3f}" for rate in (tally.precision, tally.recall, tally.f1))


def _told(fact: Fact) -> str:
    rule = f"  [{fact.rule}]" if fact.rule else ""
    quote = f"  “{' '.join(fact.quote.split())}”" if fact.quote else ""
    return f"{fact}{rule}{quote}"
