"""WARC: an article a page that was found on the web; redirects, errors and all that is no HTML are passed over.

Records are read by their lengths. Nothing is kept of those that are passed over, and headers have an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from summitry.article import Article
from summitry.errors import MalformedInput, ReadError
from summitry.read.failures import size_limit
from summitry.read.html import decode_page, html_article
from summitry.read.http import Broken, TooLarge, decoded_body
from summitry.read.parts import Part, numbered
from summitry.read.streams import Stream

_PAGES: Final = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEADERS: Final = 1_000_000
"""More bytes of headers than any server sends."""
_BLANK: Final = 1_000
Headers = dict[str, str]


def split_warc(stream: Stream) -> Iterator[Part | ReadError]:
    """Give the pages of an archive."""
    number = 0
    while (headers := _record(stream)) is not None:
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise _broken(stream, "a record does not tell its length")
        start = stream.taken
        http = _http(stream, headers, start + int(length))
        left = start + int(length) - stream.taken
        if left < 0:
            raise _broken(stream, "the headers of a page are longer than the page")
        if http is None:
            _pass_over(stream, left)
            continue
        number += 1
        source = numbered(stream.source, number)
        if left > stream.max_bytes:
            _pass_over(stream, left)
            stream.mark()
            yield size_limit(source, stream.max_bytes)
            continue
        body = stream.read(left)
        if len(body) < left:
            raise _broken(stream, "it ends in the middle of a page")
        stream.mark()
        address = "".join(headers.get("warc-target-uri", "").strip("<> ").split())
        url = address if "://" in address else None
        yield partial(_article, body, http, url, source, stream.max_bytes)


def _article(body: bytes, http: Headers, url: str | None, source: str, most: int) -> Article:
    try:
        data = decoded_body(body, http, most, source)
    except TooLarge as error:
        raise size_limit(source, most) from error
    except Broken as error:
        raise MalformedInput(source, f"the page does not unpack: {error}", remedy="Get the page again") from error
    found = _CHARSET.search(http.get("content-type", ""))
    return html_article(decode_page(data, found[1] if found else None), source, url=url)


def _record(stream: Stream) -> Headers | None:
    """The headers of the next record; None at the end."""
    line, blank = stream.line(_HEADERS), 0
    while line and not line.strip() and blank < _BLANK:
        line, blank = stream.line(_HEADERS), blank + 1
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise _broken(stream, "no record begins where one should")
    return _headers(stream)


def _http(stream: Stream, headers: Headers, end: int) -> Headers | None:
    """The headers of the server, of a record that holds a page; None for any other record."""
    kind = headers.get("warc-type", "").lower()
    if kind == "resource":
        return headers if _is_page(headers) else None
    if kind != "response" or not headers.get("content-type", "").lower().startswith("application/http"):
        return None
    status = stream.line(min(_HEADERS, end - stream.taken)).split(maxsplit=2) if end > stream.taken else []
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or not status[1].startswith(b"2"):
        return None
    http = _headers(stream, end)
    return http if _is_page(http) else None


def _headers(stream: Stream, end: int | None = None) -> Headers:
    """The lines up to a blank one, names in small letters; the first of a name counts."""
    found: Headers = {}
    name = ""
    first = stream.taken
    while (end is None or stream.taken < end) and (line := stream.line(_HEADERS)).strip():
        if stream.taken - first > _HEADERS:
            raise _broken(stream, "headers without an end")
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and name:
            found[name] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found.setdefault(name, value.strip())
    return found


def _is_page(headers: Headers) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() in _PAGES


def _pass_over(stream: Stream, length: int) -> None:
    while length:
        chunk = stream.chunk(min(length, 65_536))
        if not chunk:
            raise _broken(stream, "it ends in the middle of a record")
        length -= len(chunk)


def _broken(stream: Stream, how: str) -> MalformedInput:
    return MalformedInput(stream.source, f"the archive breaks off: {how}", remedy="Get the archive again")
