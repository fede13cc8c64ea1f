"""What stands around a run of capitalised words, and makes it a name or not: owners, appositions, entries of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention

NOT_A_PERSON: Final = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE"})  # labels of entities
QUOTES: Final = frozenset({'"', "“", "”"})
HYPHENS: Final = frozenset({"-", "‐", "‑", "–"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
MARKS: Final = frozenset({",", "(", "–", "—", "-"})
_FULL_STOPS: Final = frozenset({".", "!", ".”", '."', ";"})
_TITLE_CASE: Final = 0.6  # share of capitalised words beyond which a sentence is a headline in title case


@dataclass(slots=True)
class NameText:
    """The tokens with all that decides about names."""

    doc: Doc
    words: list[str]
    labels: list[str]
    mentions: Sequence[Mention | None]
    titles: dict[int, TitleMention]
    title_starts: dict[int, TitleMention]
    starts: Sequence[bool]
    headline: list[bool]
    items: Sequence[bool]
    blocked: list[bool]
    countries: frozenset[str]


def owned(text: NameText, start: int) -> bool:
    """Whether a country's possessive stands before the run: "Iran's Masoud Pezeshkian"."""
    owner = text.mentions[start - 2] if start > 1 and text.words[start - 1] in _CASE else None
    return owner is not None and bool(owner.country)


def apposed(text: NameText, end: int, *, known: bool = False) -> bool:
    """Whether a title stands in apposition behind the run; `known`: one that says whom it serves, right there."""
    if end >= len(text.words) or text.words[end] not in MARKS:
        return False
    if known:
        title = text.title_starts.get(end + 1)
        return title is not None and title.object is not None and title.np_start == end + 1 and text.words[end] == ","
    return any(k in text.title_starts for k in (end + 1, end + 2))


def bracketed(text: NameText, end: int) -> bool:
    """Whether a country in brackets stands right behind the run, or ends right before a comma or "and" there."""
    words = text.words
    if 2 < end < len(words) and words[end] in (",", "and"):
        last = end - 1 - (words[end - 1] == ",")
        owner = text.mentions[last - 1]
        return words[last] == ")" and owner is not None and bool(owner.country) and words[owner.start - 1] == "("
    owner = text.mentions[end + 1] if end + 2 < len(words) and words[end] == "(" else None
    return owner is not None and bool(owner.country) and words[owner.end : owner.end + 1] == [")"]


def behind_dash(text: NameText, start: int) -> bool:
    """Whether the run stands behind a country and a dash in a list: "by the leaders of Chad - X, Niger - Y"."""
    k = start - 1
    owner = text.mentions[k - 1] if k > 2 and text.words[k] in HYPHENS and text.doc[k - 1].whitespace_ else None
    return owner is not None and owner.kind == "country" and text.words[owner.start - 1] in (",", "and", "of")


def behind_plural(text: NameText, start: int) -> bool:
    """Whether a list of names with countries in brackets opens with a title: "Presidents A (Chad), B (Niger)"."""
    k, size = start, len(text.words)
    while k > 0 and (text.words[k - 1] in (",", "and") and bracketed(text, k - 1)):
        k -= 1 + (text.words[k - 2] == ",")
        while k > 0 and text.words[k - 1] != "(":
            k -= 1
        k -= 1
        while k > 0 and text.words[k - 1][:1].isupper() and k not in text.titles and k < size:
            k -= 1
    title = text.titles.get(k)
    return title is not None and title.plural


def between_semicolons(text: NameText, start: int, end: int) -> bool:
    """Whether the run stands behind a country in a list with semicolons: "the presidents of Chad, A; Niger, B; ..."."""
    words, size = text.words, len(text.words)
    owner = text.mentions[start - 2] if start > 2 and words[start - 1] == "," else None
    if owner is None or owner.kind != "country" or owner.end != start - 1:
        return False
    k = owner.start - 1 - (words[owner.start - 1] == "and")
    return words[k] == ";" or (end < size and words[end] == ";" and owner.start in text.titles)


def entry_of_list(text: NameText, start: int, end: int) -> bool:
    """Whether the run is what an item of a list names: "- A B – Minister of Trade", "- Chad's A B"."""
    ends = end >= len(text.words) or text.starts[end] or text.words[end].isspace() or text.words[end] in (";", ".")
    if ends:
        return owned(text, start) and not {"LOC", "FAC"}.intersection(text.labels[start:end])
    title = text.title_starts.get(end + 1)
    if title is None or not text.starts[start] or text.words[end] not in MARKS or title.plural:
        return False
    return title.np_start == end + 1 and not (title.end < len(text.words) and text.words[title.end][:1].isupper())


def by_portfolio(text: NameText, start: int, end: int, portfolios: frozenset[tuple[str, ...]]) -> bool:
    """Whether an item of a list pairs the run with a portfolio: "Defence - A B", "A B: Finance"."""
    words, size = text.words, len(text.words)
    if text.starts[start]:
        first = end + 1 if end < size and words[end] in (*MARKS, ":") else size
    elif words[start - 1] in (*MARKS, ":") and (end >= size or text.starts[end] or words[end].isspace()):
        first = start - 1
        while first > 0 and not text.starts[first]:
            first -= 1
    else:
        return False
    return any(tuple(word.lower() for word in words[first : first + n]) in portfolios for n in (1, 2, 3))


def heads_entry(text: NameText, title: TitleMention) -> bool:
    """Whether a line of a list opens with whom the title serves: "Ghana – President X"."""
    k = title.np_start - 1
    head = text.mentions[k - 1] if k > 0 and text.words[k] in (*MARKS, ":") else None
    return head is not None and text.starts[head.start]


def headlines(words: list[str], starts: Sequence[bool]) -> list[bool]:
    """For each token whether its sentence is a headline in title case or in capitals."""
    found: list[bool] = [False] * len(words)
    first = 0
    for i in range(1, len(words) + 1):
        if i < len(words) and not starts[i]:
            continue
        last = next((k for k in range(i - 1, first, -1) if not words[k].isspace()), first)
        plain = [w for w in words[first:i] if w.isalpha() and (len(w) > 3 or w[0].isupper())]
        capitals = sum(1 for w in plain if w[0].isupper())
        if len(plain) > 4 and words[last] not in _FULL_STOPS and capitals / len(plain) > _TITLE_CASE:
            found[first:i] = [True] * (i - first)
        first = i
    return found


def labels_of(doc: Doc) -> list[str]:
    """For each token the label of the entity that it is part of, "" for none."""
    labels = [""] * len(doc)
    for ent in doc.ents:
        labels[ent.start : ent.end] = [ent.label_] * (ent.end - ent.start)
    return labels


def blocked(doc: Doc, mentions: Sequence[Mention | None], titles: Sequence[TitleMention]) -> list[bool]:
    """For each token whether it is part of a title or of a mention that the recogniser does not see inside a name."""
    blocked = [mention is not None for mention in mentions]
    titled = {i for title in titles for i in range(title.start, title.end)}
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        if _of_list(doc, mentions, titles, ent.start):
            continue
        inside = {mentions[i] for i in range(ent.start, ent.end) if i not in titled}
        if len(inside) > 1 and all(m is None or (m.start >= ent.start and m.end <= ent.end) for m in inside):
            blocked[ent.start : ent.end] = [False] * (ent.end - ent.start)
    for title in titles:
        blocked[title.start : title.end] = [True] * (title.end - title.start)
    for i, mention in enumerate(mentions):
        single = mention is not None and mention.end - mention.start == 1 and i not in titled
        if mention is not None and single and _is_given(doc, mention, titles, blocked):
            blocked[i] = False
    return blocked


def _of_list(doc: Doc, mentions: Sequence[Mention | None], titles: Sequence[TitleMention], start: int) -> bool:
    """Whether a country opens a member of a list: "presidents of Chad X, Niger Y and Mali Z"."""
    mention = mentions[start]
    if mention is None or mention.kind != "country" or start < 4 or doc[start - 1].lower_ not in (",", "and"):
        return False
    title = max((t for t in titles if t.end <= start), key=lambda t: t.end, default=None)
    return title is not None and title.plural and title.object_span is not None and title.object_span[0] > title.head


def _is_given(doc: Doc, mention: Mention, titles: Sequence[TitleMention], blocked: Sequence[bool]) -> bool:
    """Whether a place is a given name: "the minister, Orlando Castellanos", "Jordan Whitfield, Britain's minister"."""
    i, size = mention.start, len(doc)
    end = i + 1
    while end < size and doc[end].text.istitle() and not blocked[end]:
        end += 1
    linked = i > 0 and doc[i - 1].lower_ in ("of", "in", "for", "the", "to", "from", "at")
    if mention.kind not in ("place", "country", "capital") or end == i + 1 or linked:
        return False
    behind = (
        end + 1 < size and doc[end].text == "," and any(t.np_start == end + 1 and t.object is not None for t in titles)
    )
    before = any(t.end == i or (t.end == i - 1 and doc[i - 1].text == ",") for t in titles)
    return behind or (before and mention.kind == "place")
