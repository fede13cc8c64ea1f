"""Two runs compared fact by fact: what the newer one adds, loses and changes.

Articles are joined by the id of their text, or else by their source, so that one whose text is read in another way is
still the same. Facts of an article are joined by predicate, subject and object; a pair that differs in value, tenure,
assertion or a detail is a change. Where a fact stands in the text, and which rule read it, is no part of it.

Memory holds an entry an article and the differences; articles whose lines are the same bytes are not looked into.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summitry.facts import DETAILS, Fact, facts_of
from summitry.record_files import Entry, IndexedRecords, records_file
from summitry.vocabulary import PREDICATES

if TYPE_CHECKING:
    from rich.console import RenderableType

SAME: Final = 0
DIFFERENT: Final = 1

WHATS: Final = ("added", "lost", "changed")
# What tells a fact from others of the same predicate, subject and object.
COMPARED: Final = ("value", "tenure", "assertion", *DETAILS, "first_day", "last_day")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class Change:
    """A fact of an article that one run has and the other lacks (None), or that both have in other words."""

    article: str
    old: Fact | None
    new: Fact | None

    @property
    def what(self) -> str:
        return "added" if self.old is None else "lost" if self.new is None else "changed"

    @property
    def fact(self) -> Fact:
        """The fact as the newer run has it, or else the older."""
        fact = self.new or self.old
        assert fact is not None
        return fact

    @property
    def fields(self) -> dict[str, tuple[str | None, str | None]]:
        """What changed, each from what to what."""
        if self.old is None or self.new is None:
            return {}
        pairs = zip(COMPARED, _told(self.old), _told(self.new), strict=True)
        return {name: (before, after) for name, before, after in pairs if before != after}


@dataclass(frozen=True)
class Articles:
    """How many articles both runs have, in how many of these facts differ, and the sources of what one run lacks."""

    both: int
    differing: int
    added: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Diff:
    """How two runs compare; `facts_old` and `facts_new` count all facts of each."""

    articles: Articles
    changes: tuple[Change, ...]
    facts_old: int
    facts_new: int

    @property
    def same(self) -> bool:
        """Whether both runs have the same articles with the same facts."""
        return not (self.changes or self.articles.added or self.articles.lost)

    @property
    def exit_code(self) -> int:
        """0 for runs that are the same, 1 for others."""
        return SAME if self.same else DIFFERENT

    @property
    def counts(self) -> dict[str, int]:
        """How many facts were added, lost, changed, and stayed."""
        count = _count(self.changes)
        return {**count, "unchanged": self.facts_old - count["lost"] - count["changed"]}

    @property
    def groups(self) -> dict[tuple[str, str], tuple[Change, ...]]:
        """The changes by predicate, in the order of the vocabulary, and by rule ("" for none).

        The rule is that of the newer run; of a lost fact, the older's.
        """
        found: dict[tuple[str, str], list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.fact.predicate, change.fact.rule or ""), []).append(change)
        ranks: dict[str, int] = {name: rank for rank, name in enumerate(PREDICATES)}
        order = sorted(found, key=lambda group: (ranks[group[0]], group[1]))
        return {group: tuple(sorted(found[group], key=lambda change: WHATS.index(change.what))) for group in order}


def diff_runs(old: Path, new: Path) -> Diff:
    """Compare two files of records, or folders of runs. Raises `RecordError` for what is no file of records."""
    with IndexedRecords(records_file(old)) as before, IndexedRecords(records_file(new)) as after:
        pairs = tuple(_join(before.entries, after.entries))
        changes: list[Change] = []
        differing = 0
        for one, other in pairs:
            if one and other and one.digest == other.digest:
                continue
            facts = [
                list(facts_of(run.records(entry))) if entry else [] for run, entry in ((before, one), (after, other))
            ]
            found = compare(_name(one, other), *facts)
            changes += found
            differing += bool(one and other and found)
        articles = Articles(
            both=sum(1 for one, other in pairs if one and other),
            differing=differing,
            added=tuple(other.name for one, other in pairs if other and not one),
            lost=tuple(one.name for one, other in pairs if one and not other),
        )
        totals = [sum(entry.facts for entry in run.entries) for run in (before, after)]
    return Diff(articles, tuple(changes), *totals)


def compare(article: str, old: Sequence[Fact], new: Sequence[Fact]) -> list[Change]:
    """Compare the facts of an article. Of several with the same predicate, subject and object, the most alike pair."""
    together: dict[tuple[str, ...], tuple[list[Fact], list[Fact]]] = {}
    for at, facts in ((1, new), (0, old)):
        for fact in facts:
            together.setdefault(_sides(fact), ([], []))[at].append(fact)
    return [change for before, after in together.values() for change in _changes(article, before, after)]


def _changes(article: str, old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Change]:
    gone, come = _beyond(old, new), _beyond(new, old)
    distances = sorted(
        (sum(one != other for one, other in zip(_told(before), _told(after), strict=True)), there, here)
        for here, before in enumerate(gone)
        for there, after in enumerate(come)
    )
    partners: dict[int, int] = {}
    for _, there, here in distances:
        if there not in partners and here not in partners.values():
            partners[there] = here
    for there, fact in enumerate(come):
        yield Change(article, gone[partners[there]] if there in partners else None, fact)
    for here, fact in enumerate(gone):
        if here not in partners.values():
            yield Change(article, fact, None)


def _beyond(facts: Iterable[Fact], others: Iterable[Fact]) -> list[Fact]:
    """Give the facts that are not among the others, as often as they are more than these."""
    spare = Counter(_told(fact) for fact in others)
    left = []
    for fact in facts:
        spare[_told(fact)] -= 1
        if spare[_told(fact)] < 0:
            left.append(fact)
    return left


def _told(fact: Fact) -> tuple[str | None, ...]:
    return tuple(getattr(fact, name) for name in COMPARED)


def _sides(fact: Fact) -> tuple[str, ...]:
    sides = [fact.subject, fact.object or ""]
    return (fact.predicate, *(sorted(sides) if fact.predicate == "meeting" else sides))


def _join(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Pair the articles of two runs, in the order of the newer, then those that only the older has."""
    keys: tuple[Callable[[Entry], tuple[str, ...]], ...] = (
        # Two articles of one text (copies of a wire story) are told apart by source before either will do.
        lambda entry: (entry.article_id, entry.source),
        lambda entry: (entry.article_id,),
        lambda entry: (entry.source,) if entry.source else (),
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: dict[tuple[str, ...], deque[int]] = {}
        for here, entry in enumerate(old):
            if here not in taken:
                waiting.setdefault(key(entry), deque()).append(here)
        for there, entry in enumerate(new):
            if there not in partners and key(entry) and waiting.get(key(entry)):
                partners[there] = waiting[key(entry)].popleft()
                taken.add(partners[there])
    yield from ((old[partners[there]] if there in partners else None, entry) for there, entry in enumerate(new))
    yield from ((entry, None) for here, entry in enumerate(old) if here not in taken)


def _name(one: Entry | None, other: Entry | None) -> str:
    entry = other or one
    return entry.name if entry else ""


def _count(changes: Iterable[Change]) -> dict[str, int]:
    count = Counter(change.what for change in changes)
    return {what: count[what] for what in WHATS}


def as_json(diff: Diff) -> str:
    """Give a comparison as JSON: counts, then each group with its changes."""
    groups = [
        {"predicate": predicate, "rule": rule or None, **_count(changes), "facts": [_as_dict(one) for one in changes]}
        for (predicate, rule), changes in diff.groups.items()
    ]
    told = {
        "same": diff.same,
        "articles": {
            "both": diff.articles.both,
            "differing": diff.articles.differing,
            "added": list(diff.articles.added),
            "lost": list(diff.articles.lost),
        },
        "facts": {"old": diff.facts_old, "new": diff.facts_new, **diff.counts},
        "groups": groups,
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _as_dict(change: Change) -> dict[str, Any]:
    fields = {name: {"old": old, "new": new} for name, (old, new) in change.fields.items()}
    return {
        "what": change.what,
        "article": change.article,
        "fields": fields,
        "old": change.old.line() if change.old else None,
        "new": change.new.line() if change.new else None,
    }


def render(diff: Diff, *, limit: int | None = None) -> RenderableType:
    """Lay out a comparison for a terminal: counts by predicate and rule, then the first `limit` changes."""
    from rich.console import Group
    from rich.text import Text

    articles, counts = diff.articles, diff.counts
    head = [
        f"articles: {articles.both} in both runs, {articles.differing} of them with other facts, "
        f"{len(articles.added)} added, {len(articles.lost)} lost",
        f"facts: {diff.facts_old} before, {diff.facts_new} now; "
        + ", ".join(f"{count} {what}" for what, count in counts.items()),
    ]
    parts: list[RenderableType] = [Text("\n".join(head))]
    for what, names in (("added", articles.added), ("lost", articles.lost)):
        parts += [Text(f"article {what}: {_plain(name)}") for name in names[:limit]]
    if diff.changes:
        parts += [_table_of_groups(diff), _table_of_changes(diff, limit)]
        hidden = len(diff.changes) - (len(diff.changes) if limit is None else min(limit, len(diff.changes)))
        parts += [Text(f"and {hidden} more facts")] if hidden else []
    return Group(*parts)


def _table_of_groups(diff: Diff) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_footer=True)
    table.add_column("predicate", footer="all", no_wrap=True)
    table.add_column("rule")
    for what in WHATS:
        table.add_column(what, footer=str(diff.counts[what]), justify="right", no_wrap=True)
    for (predicate, rule), changes in diff.groups.items():
        table.add_row(predicate, _text(rule), *(str(count) for count in _count(changes).values()))
    return table


def _table_of_changes(diff: Diff, limit: int | None) -> RenderableType:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for name in ("", "article", "fact", "rule"):
        table.add_column(name, overflow="fold", no_wrap=not name)
    for change in [change for changes in diff.groups.values() for change in changes][:limit]:
        fact = change.fact
        told = str(fact)
        if change.fields:
            told += "\n" + "\n".join(
                f"  {name}: {_plain(old or '-')} → {_plain(new or '-')}" for name, (old, new) in change.fields.items()
            )
        table.add_row(change.what, _text(change.article), _text(told), _text(fact.rule or ""))
    return table


def _text(words: str) -> RenderableType:
    from rich.text import Text

    return Text("\n".join(map(_plain, words.split("\n"))))


def _plain(words: str) -> str:
    """Take out what would steer the terminal."""
    return _CONTROL.sub(" ", words)
