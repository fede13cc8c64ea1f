"""Names of events with the sides or the body that lend them: "the EU-Japan summit", "the Mercosur Business Forum"."""

from __future__ import annotations

from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.events.event_words import ARTICLES, DASHES
from summitry.extract.reading import Reading
from summitry.findings import Entity

_NAMED_NOUNS: Final = frozenset({"Forum", "Conference", "Summit", "Dialogue", "Congress", "Symposium"})
_OTHERS: Final = frozenset({"business", "investment", "ceo", "youth", "women", "women's", "social", "civil", "media"})
_EDITION: Final = frozenset({
    "annual", "special", "ministerial", "review", "leaders", "plenary", "regional", "first", "second", "third",
    "extraordinary", "ordinary", "general", "members",
})  # fmt: skip
_NO_SIDE: Final = frozenset({"commemorative", "special", "leaders", "extraordinary", "ministerial"})
_PAIR: Final = 7  # tokens before a noun in which the dash between two sides stands


def day_of(reading: Reading, head: int, end: int) -> str:
    """The day that a parade or a celebration is of ("the Victory Day parade"), "" for none."""
    last = next((i for i in range(max(0, head - 1), end) if reading.words[i] == "Day"), None)
    if last is None:
        return ""
    first, floor = last, reading.sentences[reading.sentence_at[head]].start
    while first > floor and reading.words[first - 1][:1].isupper() and reading.mention_at[first - 1] is None:
        first -= 1
    return reading.text(first, last + 1) if first < last else ""


def name_beside_body(reading: Reading, start: int, head: int, end: int) -> str:
    """The name of a forum of others that a body lends its name ("the Mercosur Business Forum"), "" if it is its own."""
    word = reading.lower[head - 1] if head else ""
    noun = reading.words[end - 1]
    if (
        noun not in _NAMED_NOUNS
        or (noun == "Summit" and word not in _OTHERS)
        or not reading.words[head - 1][:1].isupper()
    ):
        return ""
    if reading.mention_at[head - 1] is not None or word.endswith(("s'", "s’")) or word in _EDITION:
        return ""
    first = next((m for i in range(start, head) if (m := reading.mention_at[i]) is not None), None)
    if first is None or first.kind != "organisation" or reading.words[first.end : first.end + 1] in (["'s"], ["’s"]):
        return ""
    between = reading.words[first.end : head]
    return reading.text(first.start, end) if all(w[:1].isupper() or w == "and" for w in between) else ""


def summit_of_two(reading: Reading, head: int, end: int) -> tuple[Entity, int] | None:
    """The summit of an organisation or a region with another side ("the EU-Japan summit"), and its start."""
    if reading.lower[end - 1] != "summit" or head < 3:
        return None
    floor = reading.sentences[reading.sentence_at[head]].start
    first = max(floor + 1, head - _PAIR)
    dash = next((k for k in range(head - 2, first - 1, -1) if _joins_sides(reading, k)), None)
    if dash is None:
        return None
    left, right = _side_before(reading, dash, floor), _side_behind(reading, dash + 1, head)
    if left is None or right is None or left[2] + right[2] == 0:
        return None
    names, start = [left[0], right[0]], left[1]
    if start - 1 > floor and _joins_sides(reading, start - 1):
        third = _side_before(reading, start - 1, floor)
        names, start = ([third[0], *names], third[1]) if third is not None else (names, start)
    written = "-".join(names) + " Summit"
    known = reading.lexicon.organisation(written) or reading.lexicon.organisation("-".join(names[::-1]) + " Summit")
    return (Entity("organisation", known.name) if known is not None else Entity("event", written)), start


def _joins_sides(reading: Reading, i: int) -> bool:
    """Whether a token is a dash without spaces that is no part of a name."""
    spaced = bool(reading.doc[i - 1].whitespace_) or bool(reading.doc[i].whitespace_)
    return reading.words[i] in DASHES and not spaced and reading.mention_at[i] is None


def _side_before(reading: Reading, end: int, floor: int) -> tuple[str, int, int] | None:
    """The side that ends at a token: its name, its start, and whether it is more than a country."""
    mention = reading.mention_at[end - 1]
    if mention is not None:
        name, more = _named_side(reading, mention)
        return name, mention.start, more
    first = end
    while first > floor and reading.words[first - 1][:1].isupper() and reading.lower[first - 1] not in ARTICLES:
        first -= 1
    return (reading.text(first, end), first, 1) if first < end and _is_region(reading, first, end) else None


def _side_behind(reading: Reading, start: int, head: int) -> tuple[str, int, int] | None:
    mention = reading.mention_at[start]
    if mention is not None and mention.end <= head:
        name, more = _named_side(reading, mention)
        return name, mention.start, more
    stop = start
    while stop < head and reading.words[stop][:1].isupper() and reading.lower[stop] not in _NO_SIDE:
        stop += 1
    if stop < head - 1:
        return None  # "EU-funded Lisbon summit"
    return (reading.text(start, stop), start, 1) if stop > start and _is_region(reading, start, stop) else None


def _named_side(reading: Reading, mention: Mention) -> tuple[str, int]:
    if mention.kind == "organisation":
        found = reading.lexicon.organisation(mention.name)
        acronym = found.acronym if found is not None else ""
        return acronym or reading.text(mention.start, mention.end), 1
    return reading.text(mention.start, mention.end), int(not mention.country)


def _is_region(reading: Reading, start: int, end: int) -> bool:
    return all(reading.name_at[i] is None and reading.title_at[i] is None for i in range(start, end))
