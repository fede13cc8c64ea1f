"""An article of named values, as a line of JSON or a row of a table holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from summitry.article import Article
from summitry.errors import BinaryInput, EmptyInput, MalformedInput
from summitry.read.dates import parse_date, stated_date
from summitry.read.html import html_article
from summitry.read.options import Fields
from summitry.read.text import is_binary, is_blank

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s\x00-\x1f\x7f]+")
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\\]+")
_LINE: Final = 1_000


def article_of_values(values: Mapping[str, Any], source: str, fields: Fields) -> Article:
    """Make an article. Raises a `ReadError`: `MalformedInput` without a text among the values."""
    names = _Names(values)
    source = safe_source(names.first(fields.names("source"))) or source
    title = _line(names.first(fields.names("title")))
    published = next((day for name in fields.names("date") if (day := parse_date(names.at(name)))), None)
    language = _line(names.first(fields.names("language")))
    url = _line(names.first(fields.names("url")))
    url = url if url and _ADDRESS.fullmatch(url) else None
    wanted = fields.names("html" if fields.html else "text")
    text = names.first(wanted)
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        if text is None and any(names.at(name) == "" for name in wanted):
            raise EmptyInput(source, "the text is empty", remedy="Give articles with text")
        raise _without_text(source, wanted, values)
    text = whole(text)
    if fields.html:
        return html_article(text, source, title=title, published=published, language=language, url=url)
    if is_blank(text):
        raise EmptyInput(source, "the text is empty", remedy="Give articles with text")
    if is_binary(text):
        raise BinaryInput(source, "binary data, not a text", remedy="Give articles as text")
    return Article(text, source, title, published or stated_date(text), language, url)


def whole(text: str) -> str:
    """The text with U+FFFD for each lone surrogate: these are no characters, and no file can hold them."""
    return _SURROGATES.sub("\ufffd", text)


def safe_source(value: Any) -> str | None:
    """A name that somebody gave an article, as one that leads nowhere: an address, or a relative path without `..`."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    text = whole(str(value)[:_LINE]).strip()
    if _ADDRESS.fullmatch(text):
        return text
    parts = [part for part in _UNSAFE.sub(" ", text.replace("\\", "/")).split("/") if part.strip(" .")]
    # A drive's letter makes a path absolute where there are drives.
    return re.sub(r"^([A-Za-z]):", r"\1", "/".join(part.strip() for part in parts)) or None


def _without_text(source: str, names: tuple[str, ...], values: Mapping[str, Any]) -> MalformedInput:
    shown = ", ".join(" ".join(str(name)[:40].split()) for name in list(values)[:12]) or "none"
    reason = f"no text under {' or '.join(names[:3])}; there is: {whole(shown)}"
    return MalformedInput(source, reason, remedy="Name the field of the text, as --fields text=NAME")


class _Names:
    """Values by name, whatever the case of its letters."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._small = {str(name).lower(): value for name, value in values.items()}

    def first(self, names: tuple[str, ...]) -> Any:
        """The first value there is under these names; None without any."""
        return next((value for name in names if (value := self.at(name)) not in (None, "")), None)

    def at(self, name: str) -> Any:
        """The value of a name, or, by a name with dots, of one in an object in it."""
        if name in self._values:
            return self._values[name]
        if name.lower() in self._small:
            return self._small[name.lower()]
        value: Any = self._values
        for part in name.split("."):
            if not isinstance(value, dict) or part not in value:
                return None
            value = value[part]
        return value


def _line(value: Any) -> str | None:
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    return " ".join(whole(str(value)).split())[:_LINE] or None
