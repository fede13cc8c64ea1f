"""Lists of names with their offices that go on without a verb: "A as minister and B as envoy", "A minister, B envoy".

Whoever has been named to a post before them says what such a list is about: the tenure and the country of the first
go for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading
from summitry.extract.roles.beside import AND, CASE, name_starting
from summitry.extract.roles.holders import Holding

_SEPARATORS: Final = frozenset({",", ";", *AND})
_SENT: Final = frozenset({"ambassador", "envoy"})
_NEW: Final = frozenset({"new", "next"})


def paired(reading: Reading, found: Sequence[Holding], held: set[int]) -> Iterator[Holding]:
    """The holdings of lists whose titles no other rule has given to anybody; `held` are the heads of given titles."""
    ends = {max(h.title.end, h.name.end): h for h in found if reading.sentence_at[h.name.start] == _at(reading, h)}
    seconds: set[Name] = set()
    pairs = [(name, title) for name in reading.names if (title := _title_behind(reading, name, held)) is not None]
    for number, (name, title) in enumerate(pairs):
        before = ends.get(_past_separators(reading, name.np_start))
        linked = "as" in reading.lower[name.end : title.np_start]
        following = pairs[number + 1] if number + 1 < len(pairs) else None
        opens = linked and following is not None and _past_separators(reading, following[0].np_start) == title.end
        behind = title.object_span is not None and title.object_span[0] > title.head
        if before is None and not opens and (linked or not behind or not _opens_item(reading, name)):
            continue
        if before is not None:
            entity = title.object or (before.title.object if title.owner is None and title.possessor is None else None)
            given = replace(title, object=entity)
            tenure = title.tenure or (
                before.tenure if before.rule in ("role.appointed", "role.verb", "role.pair") else None
            )
        else:
            given, tenure = title, title.tenure
        held.add(title.head)
        seconds.add(name)
        holding = Holding(given, name, reading.person_of[name], "role.pair", None, tenure, title.end)
        ends[title.end] = holding
        yield holding
    for holding in [*found, *ends.values()]:
        if holding.title.office in _SENT and not holding.title.plural:
            yield from _sent_too(reading, holding)


def _at(reading: Reading, holding: Holding) -> int:
    return reading.sentence_at[holding.title.start]


def _title_behind(reading: Reading, name: Name, held: set[int]) -> TitleMention | None:
    """The title right behind a name, or behind "as" and "the new" there."""
    k, size = name.end, len(reading.words)
    if k < size and reading.lower[k] == "as":
        k += 1
    new = reading.lower[k : k + 1] == ["the"] and not _NEW.isdisjoint(reading.lower[k + 1 : k + 2])
    title = next((t for t in reading.title_at[k : k + 1 + 2 * new] if t is not None), None)
    if title is None or title.np_start != k or title.head in held or title.plural or title.inner or title.possessor:
        return None
    if reading.sentence_at[title.end - 1] != reading.sentence_at[name.start]:
        return None
    after = reading.lower[title.end] if title.end < size else ""
    closed = after not in CASE and name_starting(reading, title.end) is None
    return title if closed and (k > name.end or not title.indefinite) else None


def _past_separators(reading: Reading, k: int) -> int:
    """The end of what stands before the comma, semicolon or "and" that ends before token `k`; 0 without one."""
    first = k
    while k > 0 and reading.lower[k - 1] in _SEPARATORS:
        k -= 1
    return k if k < first else 0


def _opens_item(reading: Reading, name: Name) -> bool:
    """Whether a name stands at the start of a sentence or of a member of a list, behind forms of address."""
    k = name.np_start
    start = reading.sentences[reading.sentence_at[name.start]].start
    return k == start or reading.lower[k - 1] in _SEPARATORS or (name.titled and reading.words[k - 1] == ":")


def _sent_too(reading: Reading, holding: Holding) -> Iterator[Holding]:
    """Who is sent elsewhere by the same: "A, ambassador to Kenya; B to Mali", "...; B, Mali; C, Chad"."""
    k, size = max(holding.title.end, holding.name.end), len(reading.words)
    end = reading.sentences[_at(reading, holding)].end
    if "to" not in reading.lower[holding.title.head : holding.title.end]:
        return
    while k < end:
        first = k
        while k < end and reading.lower[k] in _SEPARATORS:
            k += 1
        name = name_starting(reading, k) if k > first else None
        if name is None or name.np_start != k or name.end + 1 >= end:
            return
        i = name.end
        apart = reading.words[i] == "," and ";" in reading.words[first:k]
        if reading.lower[i] != "to" and not apart:
            return
        i += 1 + (reading.lower[i + 1] == "the")
        mention = reading.mention_at[i] if i < size else None
        if mention is None or mention.start != i or mention.kind in ("demonym", "date"):
            return
        if mention.end < end and reading.lower[mention.end] not in (*_SEPARATORS, "."):
            return
        title = replace(holding.title, start=name.start, end=mention.end, np_start=name.np_start, head=name.start)
        yield Holding(title, name, reading.person_of[name], "role.pair", None, holding.tenure, mention.end)
        k = mention.end
