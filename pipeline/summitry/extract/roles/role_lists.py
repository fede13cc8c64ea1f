"""Offices that a list gives to its items: names with countries under "Heads of state" or "Five presidents came:"."""

from __future__ import annotations

from collections.abc import Iterator

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading, Sentence
from summitry.extract.roles.beside import beside_name
from summitry.extract.roles.holders import Holding
from summitry.findings import Entity

_FIRST: int = 4  # tokens of an item within which its name starts


def list_holdings(reading: Reading, held: frozenset[Name]) -> Iterator[Holding]:
    """The office of the list for every item that is a name with its country; `held`: the names that have a title."""
    titles = _titles_by_block(reading)
    if not titles:
        return
    inner: TitleMention | None = None  # an item that is the heading of those behind it ("Presidents")
    for sentence in reading.sentences:
        block = reading.block(sentence)
        if block.kind != "list_item" or block.heading is None:
            inner = None
            continue
        if (
            (own := titles.get(sentence.block)) is not None
            and own.end >= sentence.end - 1
            and own.np_start <= sentence.start + 1
        ):
            inner = own
            continue
        title = inner or titles.get(block.heading) or titles.get(block.heading - 1)
        found = _item(reading, sentence) if title is not None else None
        if title is None or found is None or found[0] in held or any(reading.title_at[sentence.start : sentence.end]):
            continue
        name, entity = found
        yield Holding(title, name, reading.person_of[name], "role.list", entity, None, name.end)


def entry_holdings(reading: Reading) -> Iterator[Holding]:
    """The offices on the lines behind a line that is a name: cabinets are often set so."""
    name: Name | None = None
    for sentence in reading.sentences:
        first = reading.name_at[sentence.start]
        end = max((i + 1 for i in range(sentence.start, sentence.end) if reading.words[i].isalnum()), default=0)
        title = reading.title_at[sentence.start]
        if first is not None and first.end >= end:
            name = first
        elif title is None or title.np_start != sentence.start or title.plural or _names_somebody(reading, sentence):
            name = None
        elif name is not None and title.end >= end:
            yield Holding(title, name, reading.person_of[name], "role.entry", None, None, title.end)


def _names_somebody(reading: Reading, sentence: Sentence) -> bool:
    return any(reading.name_at[i] is not None for i in range(sentence.start, sentence.end))


def _titles_by_block(reading: Reading) -> dict[int, TitleMention]:
    """The last plural title of every block that has one and names nobody."""
    found: dict[int, TitleMention] = {}
    for title in reading.titles:
        if title.plural and not title.inner and len(title.objects) < 2 and title.owner is None:
            found[reading.sentences[reading.sentence_at[title.start]].block] = title
    return found


def _item(reading: Reading, sentence: Sentence) -> tuple[Name, Entity] | None:
    """The name that an item starts with, and its country: "X (Norway)", "Norway: X"."""
    for i in range(sentence.start, min(sentence.end, sentence.start + _FIRST)):
        name = reading.name_at[i]
        if name is None:
            if reading.title_at[i] is not None:
                return None
            continue
        entity, end = beside_name(reading, name)
        after = reading.mention_at[end + 1] if end + 1 < sentence.end and reading.words[end] == "," else None
        if entity is None and after is None and end + 2 < sentence.end and reading.lower[end + 1] == "the":
            after = reading.mention_at[end + 2]
        if entity is None and after is not None and after.country and after.end >= sentence.end - 1:
            entity = Entity("country", after.country)
        before = reading.mention_at[name.np_start - 2] if name.np_start >= sentence.start + 2 else None
        if (
            entity is None
            and before is not None
            and before.country
            and reading.words[name.np_start - 1] in (":", "-", "–", "—")
        ):
            entity = Entity("country", before.country)
        return (name, entity) if entity is not None and entity.kind == "country" else None
    return None
