"""Who holds a title: titles paired with the people beside them, by the shape of the words between.

Pairs come with the rule that made them and with the country or organisation that stands beside the name, if one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.findings import Entity

_COMMAS: Final = frozenset({",", "–", "—", "-", "--", "―"})
_OPENING: Final = frozenset({"(", "["})
_CLOSING: Final = frozenset({")", "]"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_AND: Final = frozenset({"and", "&"})


@dataclass(frozen=True, slots=True)
class Holding:
    """A title held by a named person; `beside` is the country or organisation beside the name."""

    title: TitleMention
    name: Name
    person: Person
    rule: str
    beside: Entity | None = None
    tenure: str | None = None
    end: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """The tokens from the first to the last of title, name and what stands beside it."""
        start = min(self.title.np_start, self.name.np_start)
        return start, max(self.title.end, self.name.end, self.end)


def beside_name(reading: Reading, name: Name) -> tuple[Entity | None, int]:
    """The country that stands with a name, and the token after it: "Japan's X", "X of Japan", "X (Japan)"."""
    words, at = reading.lower, reading.mention_at
    i, j = name.np_start, name.end
    if i > 1 and words[i - 1] in _CASE:
        mention = at[i - 2]
        if mention is not None and mention.end == i - 1 and mention.country:
            return Entity("country", mention.country), j
    if i > 0:
        mention = at[i - 1]
        if mention is not None and mention.end == i and mention.kind == "demonym" and mention.country:
            return Entity("country", mention.country), j
    for opening, closing in ((("of", "from"), frozenset[str]()), (_OPENING, _CLOSING)):
        if j < len(words) and words[j] in opening:
            k = j + 1
            if k < len(words) and words[k] == "the":
                k += 1
            mention = at[k] if k < len(words) else None
            if mention is not None and mention.start == k and mention.kind in ("country", "demonym", "organisation"):
                if closing and not (mention.end < len(words) and words[mention.end] in (*closing, ",", ";")):
                    continue
                kind = "organisation" if mention.kind == "organisation" else "country"
                return Entity(kind, mention.name), mention.end + (1 if closing else 0)
    return None, j


def holdings(reading: Reading) -> Iterator[Holding]:
    """Every pair of a title and a person whose holding of it the words beside them say."""
    for title in reading.titles:
        pairs = list(_of_title(reading, title))
        yield from pairs


def _of_title(reading: Reading, title: TitleMention) -> Iterator[Holding]:
    following = _name_starting(reading, title.end)
    if following is not None:
        rule = "role.titles_names" if title.plural else "role.title_name"
        yield _hold(reading, title, following, rule)
        if title.plural:
            for name in _more_names(reading, following):
                yield _hold(reading, title, name, rule)
        return
    joined = _joined_title(reading, title)
    if joined is not None:
        name = _name_starting(reading, joined.end)
        if name is not None:
            yield _hold(reading, title, name, "role.titles_joined_name")
            return
    after = _after_name(reading, title)
    comma = _name_after_comma(reading, title)
    if after is not None and comma is not None:
        after, comma = _closer(reading, title, after, comma)
    if after is not None:
        yield _hold(reading, title, after, "role.name_title")
        if title.plural:
            for name in _names_before(reading, after):
                yield _hold(reading, title, name, "role.names_titles")
        return
    if comma is not None:
        rule = "role.titles_comma_names" if title.plural else "role.title_comma_name"
        yield _hold(reading, title, comma, rule)
        if title.plural:
            for name in _more_names(reading, comma):
                yield _hold(reading, title, name, rule)


def _hold(reading: Reading, title: TitleMention, name: Name, rule: str) -> Holding:
    beside, end = beside_name(reading, name)
    return Holding(title, name, reading.person_of[name], rule, beside, None, end)


def _name_starting(reading: Reading, token: int) -> Name | None:
    """The name whose phrase starts at `token` in the same sentence."""
    if token >= len(reading.words):
        return None
    for k in range(token, min(token + 5, len(reading.words))):
        name = reading.name_at[k]
        if name is not None:
            same = reading.sentence_at[k] == reading.sentence_at[token - 1]
            return name if same and name.np_start <= token <= name.start else None
    return None


def _joined_title(reading: Reading, title: TitleMention) -> TitleMention | None:
    """The title that "and" or a comma joins to this one: "Prime Minister and Foreign Minister X"."""
    j = title.end
    words = reading.lower
    if j + 1 < len(words) and words[j] in (*_AND, ",", "/"):
        k = j + 2 if words[j] == "," and words[j + 1] in _AND else j + 1
        other = reading.title_at[k] if k < len(words) else None
        if other is not None and other.np_start == k and not title.plural and not other.plural and not other.definite:
            if words[j] != "," or other.end < len(words):
                return other
    return None


def _name_after_comma(reading: Reading, title: TitleMention) -> Name | None:
    j = title.end
    if j + 1 >= len(reading.words) or reading.words[j] not in (*_COMMAS, ":"):
        return None
    name = _name_starting(reading, j + 1)
    if name is None or reading.sentence_at[j] != reading.sentence_at[title.start]:
        return None
    if title.needs_context and title.object is None and title.possessor is None and not title.definite:
        return None
    return name


def _after_name(reading: Reading, title: TitleMention) -> Name | None:
    """The name that the title stands behind in apposition: "X, the president", "X (president)", "X – president"."""
    i = title.np_start
    if i == 0 or reading.sentence_at[i - 1] != reading.sentence_at[i]:
        return None
    word = reading.words[i - 1]
    k = i - 1
    if word in (*_COMMAS, *_OPENING):
        k = i - 2
        if k >= 0 and reading.words[k] in _COMMAS:
            k -= 1
        if k >= 0 and reading.words[k] in _CLOSING:
            while k > 0 and reading.words[k] not in _OPENING:
                k -= 1
            k -= 1
    elif word in _AND or word in ("also", "as"):
        other = reading.title_at[i - 2] if i > 1 else None
        if word in _AND and other is not None and other.end == i - 1 and not other.plural and not title.plural:
            return _after_name(reading, other)
        return None
    else:
        return None
    if k < 0:
        return None
    mention = reading.mention_at[k]
    if reading.name_at[k] is None and mention is not None and mention.country:
        j = mention.start - 1
        if j >= 1 and reading.lower[j] in ("of", "from"):
            k = j - 1
    name = reading.name_at[k]
    if name is None or name.end != k + 1:
        previous = reading.title_at[k]
        if previous is not None and previous.end == k + 1 and not previous.plural:
            return _after_name(reading, previous)
        return None
    return name if reading.sentence_at[k] == reading.sentence_at[i] else None


def _closer(
    reading: Reading, title: TitleMention, after: Name, comma: Name
) -> tuple[Name | None, Name | None]:
    """Decide "A, his minister, B": a possessed title goes with the name that follows, else with the one before."""
    end = comma.end
    closed = end < len(reading.words) and reading.words[end] in (*_COMMAS, ".", ";")
    if title.possessor is not None and closed:
        return None, comma
    return after, None


def _more_names(reading: Reading, first: Name) -> Iterator[Name]:
    """The names that a list goes on with after `first`: "A of X, B of Y and C of Z"."""
    k = beside_name(reading, first)[1]
    while k + 1 < len(reading.words):
        if reading.words[k] == "," or reading.lower[k] in _AND:
            k += 1
            while k < len(reading.words) and (reading.lower[k] in _AND or reading.words[k] == ","):
                k += 1
        else:
            return
        if k >= len(reading.words):
            return
        if reading.title_at[k] is not None:
            return
        mention = reading.mention_at[k]
        if mention is not None and mention.country and mention.end < len(reading.words):
            k = mention.end + (1 if reading.lower[mention.end] in _CASE else 0)
        name = _name_starting(reading, k)
        if name is None or name.np_start != k:
            return
        yield name
        k = beside_name(reading, name)[1]


def _names_before(reading: Reading, last: Name) -> Iterator[Name]:
    """The names of the list that ends with `last`: "A, B and C, the presidents of ..."."""
    k = last.np_start - 1
    while k > 0:
        if reading.lower[k] in _AND or reading.words[k] == ",":
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
