"""Markdown with YAML front matter: title, date and source URL come from there, the text is what follows it."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from summitry.article import Article
from summitry.errors import EmptyInput, MalformedInput
from summitry.read.dates import parse_date, stated_date

_FENCE: Final = "---"
_ENDS: Final = (_FENCE, "...")
_TITLE: Final = ("title", "headline")
_PUBLISHED: Final = ("date", "published", "published_time", "publish_date", "date_published", "pubdate")
_URL: Final = ("source_url", "url", "source", "link", "canonical_url")
_LANGUAGE: Final = ("language", "lang")
_LINES: Final = 200
_PAIR = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_markdown(text: str, source: str) -> Article:
    """Make an article of Markdown. Raises `MalformedInput` for broken front matter, `EmptyInput` without text."""
    matter, body = _split(text)
    if matter is None:
        return Article(text, source, published=stated_date(text))
    told = _parse(matter, source)
    if told is None:
        return Article(text, source, published=stated_date(text))
    if not body.strip():
        raise EmptyInput(source, "nothing follows the front matter", remedy="Give a file with text")
    url = _first(told, _URL)
    return Article(
        body,
        source,
        title=_line(_first(told, _TITLE)),
        published=next((day for name in _PUBLISHED if (day := parse_date(told.get(name)))), None) or stated_date(body),
        language=_line(_first(told, _LANGUAGE)),
        url=url if isinstance(url, str) and "://" in url else None,
    )


def _split(text: str) -> tuple[str | None, str]:
    """The front matter, None without any, and the text after it as it stands."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != _FENCE:
        return None, text
    position = len(first) + 1
    for line in rest.split("\n", _LINES)[:_LINES]:
        end = position + len(line)
        if line.rstrip() in _ENDS:
            return text[len(first) + 1 : position], text[end + 1 :]
        position = end + 1
    return None, text


def _parse(matter: str, source: str) -> dict[str, Any] | None:
    """The values by name in small letters; None if the lines between the rules are no front matter at all."""
    try:
        told = yaml.load(matter, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        if (plain := _plain(matter)) is not None:
            return plain
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        reason = f"the front matter is not YAML{where}: {getattr(error, 'problem', None) or error}"
        raise MalformedInput(source, reason, remedy="Mend the lines between the two rules") from error
    if not isinstance(told, dict):
        return None
    return {str(name).lower().replace("-", "_"): value for name, value in told.items()}


def _plain(matter: str) -> dict[str, Any] | None:
    """Front matter whose values hold unquoted colons, as headlines do: each line a name and the rest of the line."""
    pairs = [_PAIR.fullmatch(line) for line in matter.split("\n") if line.strip()]
    found = [pair for pair in pairs if pair]
    return {pair[1].lower(): pair[2].strip("'\" ") for pair in found} if pairs and len(found) == len(pairs) else None


def _first(told: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((told[name] for name in names if told.get(name)), None)


def _line(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None
