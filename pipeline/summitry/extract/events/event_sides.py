"""The sides in the name of an event: "talks between A, B and C", "the Egyptian-Jordanian-Iraqi summit".

With three sides and more they are what the event is known by: their codes, joined with "+".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.reading import Reading
from summitry.findings import Entity

_BEHIND: Final = frozenset({"of", "between", "among", "involving", "from"})
_DASHES: Final = frozenset({"-", "–", "—", "/"})
_JOINS: Final = frozenset({",", "and", "the", "&", "as", "well"})
_NO_SIDE: Final = frozenset({".", ",", ";", "that", "which", "to", "in", "at"})
_WITHIN: Final = 12  # tokens from the preposition to the first side
_FEWEST: Final = 3
_CODES: Final = re.compile(r"[A-Z]{2}(\+[A-Z]{2})+")


def named_by_sides(subject: Entity) -> bool:
    """Whether an event is known by its sides."""
    return subject.kind == "event" and _CODES.fullmatch(subject.name) is not None


def sides_in(subject: Entity) -> tuple[Entity, ...]:
    """The countries of an event that is known by its sides."""
    return tuple(Entity("country", code) for code in subject.name.split("+")) if named_by_sides(subject) else ()


def sides_behind(reading: Reading, start: int, end: int) -> tuple[Entity, ...]:
    """The countries listed behind the name of a meeting ("the X Ministers' Meeting of A, B and C")."""
    sides, _ = _listed(reading, end) if "meeting" in reading.lower[start:end] else ([], end)
    return tuple(side for side in sides if side.kind == "country") if len(sides) >= _FEWEST else ()


def name_of_sides(sides: Iterable[Entity]) -> Entity:
    """The event known by its sides: the codes of the countries, else the names of those who have none."""
    sides = tuple(sides)
    codes = sorted({e.name for e in sides if e.kind == "country"})
    return Entity("event", "+".join(codes or sorted({e.name for e in sides})))


def sides_of(reading: Reading, start: int, head: int, end: int) -> tuple[Entity | None, int]:
    """The event that the noun at `head:end` means by the sides in its phrase, which starts at `start`, or behind it.

    With it goes the end of the phrase.
    """
    joined = _named(_joined(reading, start, head))
    if joined is not None:
        return joined, end
    sides, stop = _listed(reading, end)
    listed = _named(sides)
    return (listed, stop) if listed is not None else (None, end)


def _named(sides: list[Entity]) -> Entity | None:
    countries = [side for side in sides if side.kind == "country"]
    return name_of_sides(sides) if len(sides) >= _FEWEST and len(countries) > 1 else None


def _entity(mention: Mention | None) -> Entity | None:
    if mention is None:
        return None
    if mention.kind in ("country", "capital", "demonym") and mention.country:
        return Entity("country", mention.country)
    return Entity("organisation", mention.name) if mention.kind == "organisation" else None


def _joined(reading: Reading, start: int, head: int) -> list[Entity]:
    """The sides joined by dashes before the noun."""
    found: list[Entity] = []
    i = start
    while i < head:
        mention = reading.mention_at[i]
        entity = _entity(mention)
        if mention is None or entity is None or mention.start != i:
            i += 1
            continue
        joined = bool(found) and reading.words[i - 1] in _DASHES
        found = [*found, entity] if joined and entity not in found else found if joined else [entity]
        i = max(mention.end, i + 1)
    return found


def _listed(reading: Reading, end: int) -> tuple[list[Entity], int]:
    """The sides listed behind the noun, no person among them, and where the last one ends."""
    found: list[Entity] = []
    if end >= len(reading.words) or reading.lower[end] not in _BEHIND:
        return found, end
    sentence = reading.sentences[reading.sentence_at[end]]
    k, stop, last = end + 1, end, False
    while k < sentence.end and (found or k - end < _WITHIN):
        if reading.name_at[k] is not None:
            return [], end
        mention = reading.mention_at[k]
        entity = _entity(mention)
        if mention is not None and mention.start == k and entity is not None:
            found = found if entity in found else [*found, entity]
            k = stop = mention.end
            if last:
                break
            continue
        word = reading.lower[k]
        if found and word not in _JOINS and not _goes_on(reading, k):
            break
        if not found and (word in _NO_SIDE or reading.words[k][:1].isupper()):
            return [], end
        last = last or (bool(found) and word in ("and", "&"))
        k += 1
    return found, stop


def _goes_on(reading: Reading, k: int) -> bool:
    """Whether a word belongs to the people of a side ("the president of A, the prime minister of B")."""
    title = reading.title_at[k]
    return title is not None or (reading.lower[k] == "of" and reading.title_at[k - 1] is not None)
