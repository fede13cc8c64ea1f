"""Date expressions of a text ("July 3-4", "next week", "Wednesday"), resolved against the day it was published.

What an expression leaves open (the year of "July 3", the week of "Wednesday") is taken to be nearest to the day of
publication, or, for a weekday, on the side that the tense around it says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from summitry.article import Article
from summitry.extract.reading import Reading

Side = Literal["past", "now", "ahead"]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYS: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|–|—|to|and|until|&)\s*(?P<to>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
_DAY_NAMES: Final = r"(?:" + "|".join(_WEEKDAYS) + r")"
_LAST_NEXT: Final = r"(?P<rel>last|next|this|past|coming|previous|the following)"
_UNIT: Final = r"(?P<unit>week|weekend|month|year|summer|autumn|fall|winter|spring|night|morning|afternoon|evening)"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAYS}\b(?!\s*(?:percent|%|members|countries|states)){_YEAR}",
        rf"\b{_DAYS}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
        rf"\b(?:(?P<rel>last|next|this|mid|early|late|coming)[\s-]+)?(?:in\s+)?{_MONTH}"
        r"(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)",
        rf"\b(?:(?P<rel>last|next|this|coming)\s+)?(?P<weekday>{_DAY_NAMES})"
        rf"(?:\s*(?:and|to|-|–|through)\s+(?P<until>{_DAY_NAMES}))?\b",
        rf"\b{_LAST_NEXT}\s+{_UNIT}\b",
        r"\b(?P<word>today|tonight|yesterday|tomorrow|now under way|currently under way)\b",
        r"\b(?P<ago>\d+|a|an|two|three|four|five|six|seven|eight|nine|ten|several|some)\s+"
        r"(?P<unit>day|week|month|year|decade)s?\s+(?P<apart>ago|earlier|off|away|from\s+now)\b",
        r"\b(?:in|since|of|for|the)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)",
    )
)
_UNITS: Final = (
    *("day", "week", "weekend", "month", "year", "decade", "summer", "autumn", "fall", "winter", "spring"),
    *("night", "morning", "afternoon", "evening"),
)
_NEAR_WORDS: Final = ("today", "tonight", "yesterday", "tomorrow", "way")
_TELLING: Final = frozenset((*_MONTHS, *_WEEKDAYS, *_NEAR_WORDS, *_UNITS, *(f"{unit}s" for unit in _UNITS)))
_AROUND: Final = 10  # tokens of a date expression before and behind such a word
_CASED: Final = frozenset({"may", "march", "mar", "jan", "dec", "sun", "sat"})
_DATELINE: Final = 400  # characters at the top of an article in which a full date may be its day
_BEFORE_DAY: Final = frozenset({"published", "updated", "posted", "last", "on", "at", "by", "date", "of", "the"})


@dataclass(frozen=True, slots=True)
class When:
    """A date expression in the tokens `start:end`: the first and last day it may mean, None when left open.

    `side` is where it lies against the day of publication when its own words say so ("yesterday", "next week"), else
    as the days do; None when open. `weekday` (Monday is 0) for a bare weekday.
    """

    start: int
    end: int
    text: str
    first: date | None = None
    last: date | None = None
    side: Side | None = None
    weekday: int | None = None

    def resolved(self, published: date | None, *, ahead: bool) -> tuple[date | None, date | None]:
        """The days, a bare weekday taken as the nearest ahead or before (the day of publication counts as both)."""
        if self.weekday is None or published is None:
            return self.first, self.last
        days = (self.weekday - published.weekday()) % 7
        day = published + timedelta(days if ahead or not days else days - 7)
        return day, day


def day_of(article: Article) -> date | None:
    """The day an article was published: as given, else a full date at its top, else None."""
    if article.published is not None:
        return article.published
    for pattern in _PATTERNS[:3]:
        for found in pattern.finditer(article.text[:_DATELINE]):
            groups = found.groupdict()
            line = article.text[article.text.rfind("\n", 0, found.start()) + 1 : found.start()]
            words = re.findall(r"[^\W\d_]+", line)
            if re.search(r"[^\W\d_]\s+$", line) and any(w.islower() and w not in _BEFORE_DAY for w in words):
                continue  # told of something else ("was founded on 15 June 1997")
            if groups.get("iso"):
                return _iso(groups["iso"])
            if groups.get("year") and groups["month"] and not groups.get("to"):
                return _day(int(groups["year"]), _MONTHS[groups["month"].lower()], int(groups["day"]))
    return None


def read_dates(reading: Reading, published: date | None) -> list[When]:
    """The date expressions of a reading in the order of the text, the longest of those that overlap."""
    text = reading.doc.text
    starts = reading.starts_at
    found: list[When] = []
    taken: set[int] = set()
    stretches = list(_stretches(reading))
    for pattern in _PATTERNS:
        for match in (match for first, last in stretches for match in pattern.finditer(text, first, last)):
            if taken.intersection(range(match.start(), match.end())) or "\n" in match.group().strip():
                continue
            when = _when(match, published, starts)
            if when is not None:
                found.append(when)
                taken.update(range(match.start(), match.end()))
    return sorted(found, key=lambda when: when.start)


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    """The characters around the words and numbers that every date expression has one of, as `start, end`."""
    starts, words = reading.starts_at, reading.words
    first = last = -1
    for i, word in enumerate(reading.lower):
        if word not in _TELLING and not word[0].isdigit() and word.strip(".") not in _MONTHS:
            continue
        if last < 0 or i - _AROUND > last:
            if last >= 0:
                yield starts[first], starts[last] + len(words[last])
            first = max(0, i - _AROUND)
        last = min(len(words) - 1, i + _AROUND)
    if last >= 0:
        yield starts[first], starts[last] + len(words[last])


def side_of(first: date | None, last: date | None, published: date | None) -> Side | None:
    """Where days lie against the day of publication."""
    if published is None or first is None:
        return None
    if first > published:
        return "ahead"
    return "past" if (last or first) < published else "now"


def _when(match: re.Match[str], published: date | None, starts: Sequence[int]) -> When | None:
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    if groups.get("month", "").lower() in _CASED and not groups["month"][:1].isupper():
        return None
    token = bisect_right(starts, match.start()) - 1
    end = bisect_right(starts, match.end() - 1)
    text = " ".join(match.group().split())
    first, last, side = _meaning(groups, published)
    weekday = None
    if "weekday" in groups and first is None and side is None:
        weekday = _WEEKDAYS.index(groups["weekday"].lower())
    elif "month" in groups and "day" not in groups and groups["month"].lower() == "may" and "year" not in groups:
        before = match.string[max(0, match.start() - 4) : match.start()].lower()
        if "rel" not in groups and not before.endswith(("in ", "of ", "by ")):
            return None
    return When(token, end, text, first, last, side or side_of(first, last, published), weekday)


def _meaning(groups: dict[str, str], published: date | None) -> tuple[date | None, date | None, Side | None]:
    relative = groups.get("rel", "").lower()
    side: Side | None = None
    if relative in ("last", "past", "previous"):
        side = "past"
    elif relative in ("next", "coming", "the following"):
        side = "ahead"
    if "iso" in groups:
        day = _iso(groups["iso"])
        return day, day, None
    if "day" in groups:
        month = _MONTHS[groups["month"].lower()]
        year = int(groups["year"]) if "year" in groups else _nearest_year(month, int(groups["day"]), published)
        if year is None:
            return None, None, None
        first = _day(year, month, int(groups["day"]))
        return first, _day(year, month, int(groups["to"])) if "to" in groups else first, None
    if "month" in groups:
        return (*_month_days(groups, relative, published), side if published is None or "year" not in groups else None)
    if "word" in groups:
        return _named_day(groups["word"].lower(), published)
    if "ago" in groups:
        apart = groups["apart"].lower()  # "a day earlier" is told of another day, not of that of publication
        return None, None, "past" if apart == "ago" else None if apart == "earlier" else "ahead"
    if "unit" in groups:
        if groups["unit"].lower() in ("night", "morning", "afternoon", "evening"):
            return published, published, "past" if relative == "last" else "now"
        return None, None, side
    if "year" in groups:
        year = int(groups["year"])
        return date(year, 1, 1), date(year, 12, 31), None
    return None, None, side


def _month_days(groups: dict[str, str], relative: str, published: date | None) -> tuple[date | None, date | None]:
    month = _MONTHS[groups["month"].lower()]
    if "year" in groups:
        year: int | None = int(groups["year"])
    elif published is not None and relative in ("last", "next", "coming"):
        later = month > published.month
        year = published.year + (0 if later else 1) if relative != "last" else published.year - (1 if later else 0)
    else:
        year = _nearest_year(month, 15, published)
    if year is None:
        return None, None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(1)


def _named_day(word: str, published: date | None) -> tuple[date | None, date | None, Side]:
    offset = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = published + timedelta(offset) if published is not None else None
    return day, day, "past" if offset < 0 else "ahead" if offset > 0 else "now"


def _nearest_year(month: int, day: int, published: date | None) -> int | None:
    if published is None:
        return None
    days = [(abs((found - published).days), year) for year in (published.year - 1, published.year, published.year + 1)
            if (found := _day(year, month, day)) is not None]  # fmt: skip
    return min(days)[1] if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
