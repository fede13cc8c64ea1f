"""Publication dates: only what is stated in full, with the year, is one."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import Any, Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO: Final = (
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?"
)
_MONTH_FIRST: Final = _MONTH.format("m2") + r"[ ](?P<d2>\d{1,2})(?:st|nd|rd|th)?,?[ ](?P<y2>\d{4})"
_DAY_FIRST: Final = r"(?P<d3>\d{1,2})(?:st|nd|rd|th)?[ ]" + _MONTH.format("m3") + r",?[ ](?P<y3>\d{4})"
_DATE: Final = rf"(?:{_ISO}|{_MONTH_FIRST}|{_DAY_FIRST})"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ ])?"
_TIME: Final = r"(?:,?[ ](?:at[ ])?\d{1,2}[:.]\d{2}(?:[ ]?[ap]\.?m\.?)?(?:[ ][A-Z]{2,4})?)?"

_ALONE = re.compile(_DATE, re.I)
_LINE = re.compile(
    r"(?:\**(?:published|posted|publication date|date|first published|issued)(?: on)?[ ]?:?\**[ ])?"
    rf"{_WEEKDAY}{_DATE}{_TIME}[ ]?[|.]?",
    re.I,
)
_DATELINE = re.compile(
    r"(?-i:[A-Z][A-Z .’'-]{2,30})(?:,[ ](?-i:[A-Z])[\w .’'-]{2,30})?,?[ ]\(?"
    rf"{_WEEKDAY}{_DATE}\)?(?:[ ]\([^)\n]{{1,40}}\))?[ ]?(?:[-–—:]|/)",
    re.I,
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{6}Z?)?")
_SECONDS_1980: Final = 315_532_800
_SECONDS_2100: Final = 4_102_444_800
_FIRST_LINES: Final = 6
_LINE_CHARACTERS: Final = 200


def stated_date(text: str) -> date | None:
    """Give the day of publication that a dateline or a line of its own at the top of a text states with its year."""
    lines = (line.strip() for line in text[:4000].split("\n"))
    for line in [line for line in lines if line][:_FIRST_LINES]:
        found = _LINE.fullmatch(line) if len(line) <= _LINE_CHARACTERS else None
        found = found or _DATELINE.match(line[:_LINE_CHARACTERS])
        if found and (day := _day(found)):
            return day
    return None


def parse_date(value: Any) -> date | None:
    """Give the day of a value of metadata: a date, a time, either written out, or a number; None if it is none.

    A time is of the day that it states, whatever its zone; seconds since 1970 are of the day in UTC.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_number(value)
    if isinstance(value, str) and (compact := _COMPACT.fullmatch(value.strip())):
        return _real_day(*(int(part) for part in compact.groups()))
    found = _ALONE.search(value) if isinstance(value, str) and len(value) <= _LINE_CHARACTERS else None
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year = parts["y1"] or parts["y2"] or parts["y3"]
    month = parts["m2"] or parts["m3"]
    number = int(parts["m1"]) if parts["m1"] else _MONTHS.index(month[:3].lower()) + 1
    return _real_day(int(year), number, int(parts["d1"] or parts["d2"] or parts["d3"]))


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_number(value: float) -> date | None:
    """The day of YYYYMMDD, or of the seconds or milliseconds since 1970."""
    if isinstance(value, int) and 1900_01_01 <= value <= 2100_12_31:
        return _real_day(value // 10_000, value // 100 % 100, value % 100)
    if not _SECONDS_1980 <= value <= _SECONDS_2100 * 1000:
        return None
    seconds = value if value <= _SECONDS_2100 else value / 1000
    if seconds < _SECONDS_1980:
        return None
    return datetime.fromtimestamp(seconds, tz=timezone.utc).date()
