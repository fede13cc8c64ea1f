"""One annotation scheme for all corpora: the same string must not carry two.

A record is `{"text", "spans": [[start, end, label]]}` with character offsets. What is doubtful is `MISSING`:
it becomes missing annotation, from which the recogniser learns nothing.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from names import WORDS

LABELS: Final = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "DATE")
MISSING: Final = "?"
LEXICONS: Final = Path(__file__).parents[1] / "summitry" / "lexicons"

Span = tuple[int, int, str]

_REGIONS: Final = tuple(WORDS["regions"])
_FAITHS: Final = tuple(WORDS["peoples"])
# Parts of too many other names to be filled in.
_BROAD: Final = frozenset(["Western", "Orthodox", "Islamic", "Republican", "Democrat", "European", "African", "Asian"])
# Faiths themselves are no entity of the scheme; the silver corpus has them as anything.
_NOTHING: Final = frozenset(["Islam", "Christianity", "Judaism", "Buddhism", "Hinduism", "Internet"])
_TITLE: Final = re.compile(
    r"(?:(?:Deputy|Vice|Acting|Former|Foreign|Prime|First|Interior|Defen[cs]e|Finance|Attorney|Supreme|Chief|Assistant|Under|Crown|Lord|"
    r"Lieutenant|Major|Brigadier|Rear|Grand|Special|High|Secretary|General)[\s\u200e-]+){0,3}"
    r"(?:President|Minister|Premier|Chancellor|Secretary|King|Queen|Prince|Princess|Emir|Sultan|Pope|Ayatollah|Sheikh|Sheik|Senator|"
    r"Sen\.|Rep\.|Representative|Governor|Gov\.|Mayor|Ambassador|Envoy|General|Gen\.|Lt\.|Col\.|Colonel|Capt\.|Captain|Major|Maj\.|"
    r"Sgt\.|Admiral|Adm\.|Marshal|Commander|Judge|Justice|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Sir|Lord|Lady|Spokesman|"
    r"Spokeswoman|Director|Chairman|Chairwoman|Speaker|Leader|Archbishop|Bishop|Cardinal|Reverend|Rev\.|Prime)[\s\u200e]+(?=[A-Z])"
)
# In the silver corpus "Premier Wen Jiabao" may be an organisation.
_HOLDER: Final = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:President|Minister|Premier|King|Queen|Prince|Princess|Ambassador|Governor|Senator|"
    r"Secretary-General|Mr\.|Mrs\.|Ms\.|Sheikh|Ayatollah|Congressman|Congresswoman|Prophet|"
    r"Pope) (?=[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}$)"
)
_NOT_HOLDER: Final = re.compile(
    r"(?:Hotel|Base|University|Airport|Mosque|Hospital|Foundation|Street|Square|College|Council|Office|Institute|Guard|House|Award|Party|"
    r"Ministry|Committee|Commission|Court|Bank|Edward Island|Organi[sz]ation|Assembly|Services?|Conference|Palace)$"
)
_ARTICLE: Final = re.compile(r"(?:[Tt]he|THE)\s+(?=\S)")
_POSSESSIVE: Final = re.compile(r"\s*['’]s?$")
_PROPER: Final = re.compile(r"[A-Z][^\W\d_]{2,}(?:['’-][^\W\d_]+)*$")
_MAJORITY: Final = 0.8
_OFTEN: Final = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicons settle: strings with one label, and countries with what belongs to them."""

    labels: dict[str, str]
    fill: re.Pattern[str]
    countries: tuple[dict[str, str], ...]
    organisations: tuple[str, ...]
    acronyms: tuple[str, ...]
    places: frozenset[str] = field(default_factory=frozenset)


def read_known(folder: Path = LEXICONS) -> Known:
    """Strings and their labels, from the lexicons of countries and organisations."""
    labels: dict[str, str] = dict.fromkeys(_REGIONS, "LOC") | dict.fromkeys(_FAITHS, "NORP")
    fill: set[str] = set(_REGIONS) | set(_FAITHS) - _BROAD
    countries = []
    places: set[str] = set()
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            names = [row["name"], *row["aliases"].split("|")]
            people = [*row["demonyms"].split("|"), *row["nouns"].split("|")]
            capitals = row["capitals"].split("|")
            labels |= dict.fromkeys(filter(None, [*names, *capitals]), "GPE") | dict.fromkeys(
                filter(None, people), "NORP"
            )
            fill |= {text for text in (*names, *people) if len(text) > 1}
            places |= {*names, *capitals}
            if people[0] and capitals[0] and row["alpha2"]:
                noun = row["nouns"].split("|")[0]
                countries.append({"name": names[0], "people": people[0], "noun": noun, "capital": capitals[0]})
    organisations, acronyms = [], []
    with (folder / "organisations.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["kind"] in ("treaty", "event"):
                continue
            forms = [text for text in (row["name"], row["acronym"], *row["aliases"].split("|")) if len(text) > 2]
            labels |= dict.fromkeys(forms, "ORG")
            organisations.append(row["name"])
            acronyms += [row["acronym"]] if row["acronym"].isupper() else []
    pattern = "|".join(re.escape(text) for text in sorted(fill, key=lambda text: (-len(text), text)))
    return Known(
        labels,
        re.compile(rf"(?<![\w.'’-])(?:{pattern})(?![\w-])"),
        tuple(countries),
        tuple(organisations),
        tuple(acronyms),
        frozenset(places),
    )


def trim(text: str, span: Span) -> Span | None:
    """`span` without a leading article or title and a trailing possessive; none if nothing remains."""
    start, end, label = span
    while start < end and text[start].isspace():
        start += 1
    if label != "DATE" and (match := _ARTICLE.match(text, start, end)):
        start = match.end()
    if label == "PERSON" and (match := _TITLE.match(text, start, end)):
        start = match.end()
    if label != "DATE":
        end = start + len(_POSSESSIVE.sub("", text[start:end]))
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end, label) if start < end else None


def clean(text: str, spans: Iterable[Iterable[Any]]) -> list[Span]:
    """The spans of the scheme's labels, trimmed, in order and without overlaps; what crosses a line is missing."""
    kept: list[Span] = []
    for start, end, label in sorted(tuple(span) for span in spans):
        if label not in LABELS and label != MISSING:
            continue
        span = trim(text, (start, end, label))
        if span is None or (kept and span[0] < kept[-1][1]):
            continue
        if "\n" in text[span[0] : span[1]]:
            span = (span[0], span[1], MISSING)
        kept.append(span)
    return kept


def harmonise(text: str, spans: list[Span], known: Known, silver: bool) -> list[Span]:
    """Apply the lexicons, and in silver corpora carry the surnames of a record through it."""
    names = {text[start:end] for start, end, label in spans if label == "PERSON"}
    last = {name.split()[-1] for name in names if " " in name}
    first = {name.split()[0] for name in names if " " in name}
    last = {name for name in last if _PROPER.match(name) and name not in known.places and name not in first}
    changed: list[Span] = []
    for start, end, label in spans:
        string = text[start:end]
        if string in _NOTHING:
            continue
        settled = known.labels.get(string)
        if silver and label in ("ORG", "GPE") and (holder := _HOLDER.match(string)) and not _NOT_HOLDER.search(string):
            start, label, settled = start + holder.end(), "PERSON", None
        if settled and label not in ("DATE", "EVENT", MISSING) and (label != "PERSON" or silver):
            label = settled
        elif silver and string in last and label in ("ORG", "GPE", "LOC", "NORP", "FAC"):
            label = "PERSON"
        changed.append((start, end, label))
    found = [(m.start(), m.end(), known.labels[m.group()]) for m in known.fill.finditer(text)]
    if silver and last:
        pattern = "|".join(sorted(map(re.escape, last)))
        found += [(m.start(), m.end(), "PERSON") for m in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text)]
    return merge(changed, found)


def merge(spans: list[Span], more: Iterable[Span]) -> list[Span]:
    """`spans`, and those of `more` that touch none of them nor one another."""
    taken = [False] * (max((end for _, end, _ in spans), default=0) + 1)
    for start, end, _ in spans:
        taken[start:end] = [True] * (end - start)
    result = list(spans)
    for start, end, label in sorted(more):
        if not any(taken[start:end]):
            taken.extend([False] * (end - len(taken)))
            taken[start:end] = [True] * (end - start)
            result.append((start, end, label))
    return sorted(result)


def majorities(records: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Strings that a corpus labels often, and nearly always in one way."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for start, end, label in record["spans"]:
            if label not in ("DATE", MISSING):
                counts[record["text"][start:end]][label] += 1
    result = {}
    for string, labels in counts.items():
        label, count = labels.most_common(1)[0]
        if (total := labels.total()) >= _OFTEN and count >= _MAJORITY * total:
            result[string] = label
    return result


def settle(records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give every string the label that its corpus nearly always gives it; phrases also where they have none."""
    majority = majorities(records)
    phrases = sorted((s for s in majority if " " in s and s[0].isupper()), key=lambda s: (-len(s), s))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])") if phrases else None
    for record in records:
        text = record["text"]
        spans = [
            (start, end, majority.get(text[start:end], label) if label not in ("DATE", MISSING) else label)
            for start, end, label in record["spans"]
        ]
        if pattern:
            spans = merge(spans, ((m.start(), m.end(), majority[m.group()]) for m in pattern.finditer(text)))
        yield {**record, "spans": spans}
