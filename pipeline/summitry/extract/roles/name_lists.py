"""Names in lists: those that go on behind a name, stand before one, or follow a title of several countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading
from summitry.extract.roles.beside import AND, CASE, CLOSING, OPENING, beside_name, name_starting

_LISTING: Final = frozenset({"are", "were", "include", "included", "including", ":"})


def country_before(reading: Reading, name: Name) -> str:
    """The country of an item "Cyprus, X" or "Cyprus X" in a list of ministers."""
    beside = reading.mention_at[name.np_start - 1] if name.np_start > 1 else None
    if beside is not None and beside.kind == "country" and reading.lower[beside.start - 1] in (",", ";", "and"):
        return beside.country
    k = name.np_start - 2
    mention = reading.mention_at[k] if k >= 0 and reading.words[k + 1] == "," else None
    if mention is None:
        return ""
    before = mention.start - 1 - (reading.lower[mention.start - 1] == "the")
    return mention.country if before > 0 and reading.lower[before] in (",", ";", "and") else ""


def more_names(reading: Reading, first: Name) -> Iterator[Name]:
    """The names that a list goes on with after `first`: "A of X, B of Y and C of Z", "A (trade), B (energy)"."""
    k = _past_aside(reading, beside_name(reading, first)[1])
    while k + 1 < len(reading.words):
        start = k
        while k < len(reading.words) and (reading.lower[k] in AND or reading.words[k] in (",", ";")):
            k += 1
        if k == start or k >= len(reading.words) or reading.title_at[k] is not None:
            return
        k += reading.lower[k] == "the" and k + 1 < len(reading.words) and reading.mention_at[k + 1] is not None
        mention = reading.mention_at[k]
        if mention is not None and mention.country and mention.end < len(reading.words):
            skip = reading.lower[mention.end] in CASE or reading.words[mention.end] in (",", ":")
            k = mention.end + (1 if skip else 0)
        name = name_starting(reading, k)
        if name is None or name.np_start != k:
            return
        yield name
        k = _past_aside(reading, beside_name(reading, name)[1])


def first_listed(reading: Reading, k: int) -> Name | None:
    """The name that a list starts with at token `k`, behind its country too: "the envoys, Italy's X and ..."."""
    mention = reading.mention_at[k] if k < len(reading.words) else None
    if mention is not None and mention.country and mention.start == k and mention.end < len(reading.words):
        k = mention.end + (reading.lower[mention.end] in (*CASE, ":"))
    return name_starting(reading, k)


def _past_aside(reading: Reading, k: int) -> int:
    """The token after an aside of a list: "A (Norway), B", "A of Kenya, who is the host, B of Ghana"."""
    if reading.lower[k : k + 2] == [",", "who"]:
        return next((j for j in range(k + 2, min(k + 10, len(reading.words))) if reading.words[j] == ","), k)
    return _past_brackets(reading, k)


def _past_brackets(reading: Reading, k: int) -> int:
    if k < len(reading.words) and reading.words[k] in OPENING:
        for j in range(k + 1, min(k + 8, len(reading.words))):
            if reading.words[j] in CLOSING:
                return j + 1
    return k


def names_before(reading: Reading, last: Name) -> Iterator[Name]:
    """The names of the list that ends with `last`, backwards: "A, B and C, the presidents of ..."."""
    k = last.np_start - 1
    while k > 0:
        if reading.lower[k] in AND or reading.words[k] == ",":
            k -= 1
            if k > 0 and reading.words[k] == ",":
                k -= 1
        else:
            return
        name = reading.name_at[k]
        if name is None or name.end != k + 1:
            return
        yield name
        k = name.np_start - 1


def names_listed(reading: Reading, title: TitleMention) -> list[Name]:
    """The names with their countries that a plural title introduces: "Ministers attending are A of X and B of Y"."""
    sentence = reading.sentences[reading.sentence_at[title.start]]
    opens = title.np_start <= sentence.start + 1
    last = min(title.end + 6, sentence.end) if opens else title.end
    verb = next((k for k in range(title.end, last) if reading.lower[k] in _LISTING), None)
    if verb is None or any(reading.name_at[k] is not None for k in range(title.end, verb)):
        verb = next((k for k in range(title.end, sentence.end) if reading.words[k] == ":"), None)
    if verb is None:
        return []
    name = first_listed(reading, verb + 1)
    names = [name, *more_names(reading, name)] if name is not None else []
    return names if len(names) > 1 and all(beside_name(reading, one)[0] for one in names) else []


def names_ahead(reading: Reading, title: TitleMention) -> list[Name]:
    """The list of names that the next sentence starts with, where a title of several countries has none beside it."""
    index = reading.sentence_at[title.start] + 1
    if index >= len(reading.sentences):
        return []
    name = name_starting(reading, reading.sentences[index].start)
    start = reading.sentences[index].start
    for k in range(start, min(start + 3, reading.sentences[index].end)):
        name = reading.name_at[k]
        if name is not None:
            return [name, *more_names(reading, name)]
    return []
