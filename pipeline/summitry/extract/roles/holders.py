"""Who holds a title: titles paired with the people beside them, by the shape of the words between.

Pairs come with the rule that made them and with the country or organisation that stands beside the name, if one does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.beside import AND, CASE, CLOSING, OPENING, beside_name, is_consort, name_starting, of_couple
from summitry.extract.roles.name_lists import (
    country_before,
    first_listed,
    more_names,
    names_ahead,
    names_before,
    names_listed,
)
from summitry.findings import Entity

COMMAS: Final = frozenset({",", "–", "—", "-", "--", "―"})
_NOW: Final = frozenset(
    {"now", "currently", "also", "himself", "herself", "today", "simultaneously", "concurrently", "twice"}
)
_ONCE: Final = frozenset({"once", "formerly", "previously", "until"})
_COPULAS: Final = frozenset({"is", "was", "becomes", "became", "remains"})
_BEHIND_COMMA: Final = frozenset({"role.title_comma_name", "role.titles_comma_names"})
_RELATIVES: Final = frozenset({"lady", "gentleman", "wife", "husband", "spouse", "consort", "son", "daughter"})
_CHOSEN: Final = frozenset({"nominee", "pick", "choice"})
_UNTIL: Final = frozenset({"now", "recently", "this", "last", "week", "month", "year", "yesterday", "then", "today"})


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


def holdings(reading: Reading) -> Iterator[Holding]:
    """Every pair of a title and a person whose holding of it the words beside them say."""
    held: dict[Name, str] = {}  # the names that stand behind their title, and by which rule
    paired: set[int] = set()
    outer = {title.reach: title for title in reading.titles if title.reach > title.end}
    for title in reading.titles:
        if title.relation or title.head in paired:
            continue
        if title.inner and title.end in outer and _as_complement(reading, outer[title.end], title):
            name = name_starting(reading, title.end)
            if name is not None:
                whole = outer[title.end]
                names = [name, *more_names(reading, name)] if whole.plural else [name]
                held |= dict.fromkeys(names, "role.title_name")
                yield from _shared(reading, whole, names, "role.titles_names" if whole.plural else "role.title_name")
                continue
        for holding in _of_title(reading, title, held, paired):
            if holding.name.np_start >= title.end:
                held.setdefault(holding.name, holding.rule)
            yield holding


def _as_complement(reading: Reading, outer: TitleMention, inner: TitleMention) -> bool:
    """Whether a name behind both is that of the outer title: "Advisor to the King X", not "an adviser to King X"."""
    capital = reading.words[outer.start][:1].isupper() and not outer.indefinite
    return capital and inner.definite and inner.np_start == inner.head - 1


def _of_title(reading: Reading, title: TitleMention, held: dict[Name, str], paired: set[int]) -> Iterator[Holding]:
    following = name_starting(reading, title.end)
    if following is not None and title.reach <= title.end:
        if title.plural:
            yield from _shared(reading, title, [following, *more_names(reading, following)], "role.titles_names")
        elif is_consort(reading, title):
            held.setdefault(following, "role.title_name")
        else:
            yield _hold(reading, title, following, "role.title_name")
        return
    if title.inner or (title.end < len(reading.words) and reading.lower[title.end] in CASE):
        return
    joined = _joined_title(reading, title)
    if joined is not None:
        name = name_starting(reading, joined.end)
        if name is not None:
            yield _hold(reading, title, name, "role.titles_joined_name")
            return
        name = _name_after_comma(reading, joined)
        pair = [name, *more_names(reading, name)] if name is not None else []
        if (
            len(pair) == 2 and reading.lower[pair[1].np_start - 1] in AND
        ):  # "X's president and foreign minister, A and B"
            served = joined if joined.object is not None else replace(joined, object=title.object)
            paired.add(joined.head)
            yield _hold(reading, title, pair[0], "role.titles_names")
            yield _hold(reading, served, pair[1], "role.titles_names")
            return
        after = _after_name(reading, title)
        if name is not None and (after is None or after[0] in held):
            yield _hold(reading, title, name, "role.titles_joined_name")
            return
    after = _after_name(reading, title)
    comma = _name_after_comma(reading, title)
    if after is not None and comma is not None:
        after, comma = _closer(reading, title, after, comma, held)
    if after is not None:
        name, tenure = after
        if title.plural and not title.definite and not title.object and not title.possessor:
            return
        rule = "role.names_titles" if title.plural else "role.name_title"
        names = [*reversed(list(names_before(reading, name))), name] if title.plural else [name]
        for holding in _shared(reading, title, names, rule):
            yield replace(holding, tenure=tenure or holding.tenure)
    elif comma is not None:
        if title.plural:
            several = [comma, *more_names(reading, comma)]
            if len(several) > 1 or len(title.objects) == 1:
                yield from _shared(reading, title, several, "role.titles_comma_names")
        else:
            yield _hold(reading, title, comma, "role.title_comma_name")
    elif title.plural and (listed := names_listed(reading, title)):
        yield from _shared(reading, title, listed, "role.titles_then_names")
    elif title.plural:
        names = names_ahead(reading, title)
        opens = title.np_start == reading.sentences[reading.sentence_at[title.start]].start
        if len(title.objects) > 1 or (opens and len(names) > 1 and all(beside_name(reading, n)[0] for n in names)):
            yield from _shared(reading, title, names, "role.titles_then_names")


def _shared(reading: Reading, title: TitleMention, names: Sequence[Name], rule: str) -> Iterator[Holding]:
    """A title held by several: of as many countries as there are names, each gets the one at its place."""
    objects = title.objects
    if not title.plural or len(objects) < 2:
        for number, name in enumerate(names):
            other = country_before(reading, name) if number and title.plural else None
            held = replace(title, object=Entity("country", other)) if other else title
            yield _hold(reading, held, name, rule)
    elif len(objects) == len(names):
        for name, entity in zip(names, objects, strict=True):
            yield replace(_hold(reading, title, name, rule), title=replace(title, object=entity, others=()))
    elif (
        rule != "role.titles_then_names"
    ):  # "the ministers of P, A, Q, B, and R, C" have their countries before the names
        bare = replace(title, object=None, others=())
        for name in names:
            yield _hold(reading, bare, name, rule)


def _hold(reading: Reading, title: TitleMention, name: Name, rule: str) -> Holding:
    beside, end = beside_name(reading, name)
    if beside is None and title.office == "monarch":
        beside, end = of_couple(reading, name)
    return Holding(title, name, reading.person_of[name], rule, beside, _ended(reading, title), end)


def _ended(reading: Reading, title: TitleMention) -> str | None:
    """Whether dates behind a title say that it is over: "prime minister until 2011", "mayor from 2006 to 2010"."""
    after = reading.lower[title.end : title.end + 4]
    if after[:1] == ["until"] and title.tenure is None and after[1:2] not in (["the"], ["further"]):
        return "former"
    if after[:1] == ["from"] and after[2:3] in (["to"], ["until"]) and after[1].isdigit():
        return "former"
    return None


def _joined_title(reading: Reading, title: TitleMention) -> TitleMention | None:
    """The title that "and" or a comma joins to this one: "Prime Minister and Foreign Minister X"."""
    j = title.end
    words = reading.lower
    if j + 1 >= len(words) or title.plural:
        return None
    if words[j] not in (*AND, ",", "/", "-", "–"):
        other = reading.title_at[j]
        return other if other is not None and other.np_start == j and not other.plural else None
    k = j + 2 if words[j] == "," and words[j + 1] in ("also", "concurrently") else j + 1
    other = reading.title_at[k] if k < len(words) else None
    if other is None or other.np_start != k or other.plural or other.definite or other.indefinite:
        return None
    named = name_starting(reading, other.end) is not None
    as_ = title.np_start > 0 and words[title.np_start - 1] == "as"
    if named and words[j] in AND and (title.definite or as_):
        return None  # "the premier and President X", "A as minister and lawmaker B as envoy": two people
    if (
        other.object is not None
        and title.object is not None
        and other.object != title.object
        and other.object_span is not None
    ):
        return other if words[j] == "," and not title.definite else None
    return other


def _name_after_comma(reading: Reading, title: TitleMention) -> Name | None:
    j = title.end
    if title.reach > j:
        j = title.reach
        inside = name_starting(reading, j)
        j = inside.end if inside is not None else j
    if j + 1 < len(reading.words) and reading.lower[j] in ("in", "at", "to"):  # "the ambassador in Rome, X"
        mention = reading.mention_at[j + 1]
        j = mention.end if mention is not None else j
    if j + 1 >= len(reading.words) or reading.words[j] not in (*COMMAS, ":", "("):
        return None
    name = first_listed(reading, j + 1) if title.plural else name_starting(reading, j + 1)
    if name is None or reading.sentence_at[j] != reading.sentence_at[title.start]:
        return None
    if reading.words[j] == ":" and not title.plural and any(more_names(reading, name)):
        return None  # a list of others: "received by the king: A of X, B of Y"
    before = reading.name_at[title.np_start - 1] if title.np_start else None
    behind = reading.title_at[
        min(name.end + (reading.lower[name.end : name.end + 1] == ["as"]), len(reading.words) - 1)
    ]
    next_one = behind is not None and name.end <= behind.np_start <= name.end + 1 and not behind.plural
    if next_one or (before is not None and before.end == title.np_start and not title.relation):
        return None  # the next pair of a list: "A as minister, B as envoy", "named A minister, B envoy"
    if reading.words[j] == "(" and (name.end >= len(reading.words) or reading.words[name.end] != ")"):
        return None
    if (
        title.needs_context
        and title.object is None
        and title.possessor is None
        and not title.definite
        and not title.owner
    ):
        return None
    first = reading.sentences[reading.sentence_at[title.start]].start
    said = title.np_start > first and reading.lower[title.np_start - 1] in (*_COPULAS, "as")
    if said and any(reading.name_at[i] is not None for i in range(first, title.np_start)):
        return None  # "X is the new minister, Y takes over elsewhere"
    return name


def _after_name(reading: Reading, title: TitleMention) -> tuple[Name, str | None] | None:
    """The name that the title stands behind in apposition, with a tenure: "X, the president", "X, once president"."""
    i, tenure = title.np_start, None
    sentence = reading.sentence_at[i]
    first = reading.sentences[sentence].start
    while i > first and reading.lower[i - 1] in _NOW:
        i -= 1
    k = i
    while k > first and reading.lower[k - 1] in _UNTIL and i - k < 3:
        k -= 1
    if k > first and reading.lower[k - 1] in _ONCE:
        i, tenure = k - 1, "former"
    sought = i - 2 if i > first and reading.lower[i - 1] in ("for", "as") else -1
    if sought >= first and reading.lower[sought] in _CHOSEN:
        i, tenure = sought - (reading.lower[sought - 1] in ("the", "his", "her", "a")), "elect"
    if i <= first:
        return None
    name = _before(reading, title, i)
    return (name, tenure) if name is not None and reading.sentence_at[name.start] == sentence else None


def _before(reading: Reading, title: TitleMention, i: int) -> Name | None:
    word, k = reading.words[i - 1], i - 1
    if word in COMMAS or word in OPENING:
        k = i - 2
        opens = k >= 0 and k == reading.sentences[reading.sentence_at[k]].start
        if opens and word not in (",", "(") and reading.words[k].isupper():
            return None  # a dateline
        if k >= 0 and reading.words[k] in COMMAS:
            k -= 1
        if (
            k >= 2
            and (reading.words[k].isdigit() or reading.lower[k] in ("jr.", "sr."))
            and reading.words[k - 1] == ","
        ):
            k -= 2
        if k > 0 and reading.name_at[k] is None and reading.words[k].isupper() and reading.name_at[k - 1] is not None:
            k -= 1  # honours: "Levy Banda SC, president"
        if k >= 0 and reading.words[k] in CLOSING:
            while k > 0 and reading.words[k] not in OPENING:
                k -= 1
            k -= 1
    elif reading.lower[i - 1] in AND or reading.lower[i - 1] == "also":
        other = reading.title_at[i - 2] if i > 1 else None
        if other is not None and other.end == i - 1 and not other.plural and not title.plural:
            if name_starting(reading, title.end) is not None:
                return None
            found = _after_name(reading, other)
            return found[0] if found is not None else None
        return None
    else:
        return None
    if k < 0:
        return None
    mention = reading.mention_at[k]
    if reading.name_at[k] is None and mention is not None and mention.country:
        j = mention.start - 1
        if j >= 1 and reading.lower[j] == "the":
            j -= 1
        if j >= 1 and reading.lower[j] in ("of", "from"):
            k = j - 1
    name = reading.name_at[k]
    if name is None or name.end != k + 1:
        previous = reading.title_at[k]
        if previous is not None and previous.end == k + 1 == i - 1 and not previous.plural and not previous.inner:
            found = _after_name(reading, previous)
            return found[0] if found is not None else None
        return None
    return name


def _is_relative(reading: Reading, name: Name) -> bool:
    """Whether a name stands behind the word for somebody's relative ("the First Lady, Mrs X, the Minister")."""
    before = reading.lower[max(0, name.np_start - 2) : name.np_start]
    return len(before) == 2 and before[1] == "," and before[0] in _RELATIVES


def _closer(
    reading: Reading, title: TitleMention, after: tuple[Name, str | None], comma: Name, held: dict[Name, str]
) -> tuple[tuple[Name, str | None] | None, Name | None]:
    """Decide "A, his minister, B": the title of a name that has none, a possessed one that of the name behind it."""
    end = beside_name(reading, comma)[1]
    closed = end >= len(reading.words) or reading.words[end] in (*COMMAS, ".", ";", ")") or reading.lower[end] in AND
    if (title.possessor is not None and closed) or _is_relative(reading, after[0]):
        return None, comma
    followed = closed and end + 1 < len(reading.words) and _title_from(reading, end + 1)
    behind = not followed or (after[0] in held and held[after[0]] in _BEHIND_COMMA) or _ends_in_name(reading, comma)
    if after[0] in held and behind:
        return None, comma  # "the president of P, A, the king of Q, B, the premier of R, C"
    return after, None


def _ends_in_name(reading: Reading, name: Name) -> bool:
    """Whether a chain of titles and names ends in a name: each title in it belongs to the name behind it."""
    titles = 0
    while True:
        k = beside_name(reading, name)[1]
        while k < len(reading.words) and reading.lower[k] in (",", ";", *AND):
            k += 1
        title = next((t for t in reading.title_at[k : k + 3] if t is not None and t.np_start == k), None)
        if title is None:
            return titles > 0
        following = name_starting(reading, title.end + 1) if reading.words[title.end : title.end + 1] == [","] else None
        if following is None:
            return False
        name, titles = following, titles + 1


def _title_from(reading: Reading, k: int) -> bool:
    title = reading.title_at[k] if k < len(reading.words) else None
    if title is None and k + 1 < len(reading.words):
        title = reading.title_at[k + 1]
    mention = reading.mention_at[k] if k < len(reading.words) else None
    if title is None and mention is not None and mention.end + 1 < len(reading.words):
        title = reading.title_at[mention.end + 1]
    return title is not None and title.np_start == k and name_starting(reading, title.end) is None
