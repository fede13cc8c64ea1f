"""CSV and TSV: an article a row, under a row of names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from summitry.article import Article
from summitry.errors import EmptyInput, MalformedInput, ReadError, UndecodableInput
from summitry.read.failures import BLANK, SizeLimit, blank_lines, size_limit
from summitry.read.options import ReadOptions
from summitry.read.parts import Part, numbered
from summitry.read.streams import Stream, as_utf8
from summitry.read.values import article_of_values

_NO_UTF8 = re.compile(r"[\udc80-\udcff]")
_DELIMITERS: Final = (",", ";", "\t", "|")


def split_rows(stream: Stream, options: ReadOptions, delimiter: str | None) -> Iterator[Part | ReadError]:
    """Give the articles of a table; without a `delimiter`, it is the one that its first row has most of."""
    stream = as_utf8(stream)
    lines = _Lines(stream)
    # The limit is the process's; the library's own of 131,072 characters is less than many an article has.
    csv.field_size_limit(max(csv.field_size_limit(), stream.max_bytes))
    first = next(lines, None)
    while first is not None and not first.strip():
        first = next(lines, None)
    if first is None:
        raise EmptyInput(stream.source, "the file is empty", remedy="Give a table with a row of names")
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    lines.put_back(first)
    rows = csv.reader(lines, delimiter=delimiter)
    names = [name.strip() for name in _next(rows, stream.source) or []]
    known = {name.lower() for name in names}
    wanted = options.fields.names("html" if options.fields.html else "text")
    if not any(name.lower() in known for name in wanted):
        shown = ", ".join(name[:40] for name in names[:12])
        reason = f"no column called {' or '.join(wanted[:3])}; there is: {_legible(shown)}"
        raise MalformedInput(stream.source, reason, remedy="Name the column of the text, as --fields text=NAME")
    number = blank = 0
    while True:
        lines.taken = 0
        try:
            row = next(rows, None)
        except csv.Error as error:
            number += 1
            source = numbered(stream.source, number)
            yield MalformedInput(source, f"not a row of the table: {error}", remedy="Mend the row")
            continue
        if row is None:
            return
        if not any(row):
            blank += 1
            if blank > BLANK:
                raise blank_lines(stream.source)
            continue
        number, blank = number + 1, 0
        stream.mark()
        yield partial(_article, dict(zip(names, row, strict=False)), numbered(stream.source, number), options)


def _next(rows: Iterator[list[str]], source: str) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        raise MalformedInput(source, f"not a table: {error}", remedy="Give a table with a row of names") from error


def _article(row: dict[str, str], source: str, options: ReadOptions) -> Article:
    if any(_NO_UTF8.search(value) for value in row.values()):
        raise UndecodableInput(source, "the encoding of the row is not UTF-8", remedy="Convert the file to UTF-8")
    return article_of_values(row, source, options.fields)


class _Lines:
    """The lines of a table; `taken` counts what they add up to since it was set to 0. Raises `SizeLimit`: a quote that
    nobody closes would take all that follows."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._lines = stream.lines()
        self._back: str | None = None
        self.taken = 0

    def put_back(self, line: str) -> None:
        self._back = line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._back is not None:
            line, self._back = self._back, None
            return line
        data = next(self._lines)
        self.taken += len(data or b"")
        if data is None or self.taken > self._stream.max_bytes:
            limit = size_limit(self._stream.source, self._stream.max_bytes)
            reason = f"a row {limit.reason}, perhaps by a quotation mark that is not closed: the rest is not read"
            raise SizeLimit(self._stream.source, reason, remedy=limit.remedy)
        # What is no UTF-8 becomes surrogates, by which the row is known and rejected alone.
        return data.decode("utf-8", "surrogateescape")


def _legible(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
