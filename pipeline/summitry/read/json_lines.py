"""JSON Lines: an article an object, a line each; and small files of plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from summitry.article import Article
from summitry.errors import MalformedInput, ReadError, UndecodableInput
from summitry.read.failures import BLANK, blank_lines, size_limit
from summitry.read.formats import HEAD, is_own_output
from summitry.read.options import ReadOptions
from summitry.read.parts import Part, numbered
from summitry.read.streams import Stream, as_utf8
from summitry.read.values import article_of_values


def split_json_lines(stream: Stream, options: ReadOptions) -> Iterator[Part | ReadError]:
    """Give the articles of JSON lines. Lines without anything on them do not count."""
    stream = as_utf8(stream)
    if is_own_output(stream.head(HEAD)):
        yield MalformedInput(stream.source, "records, facts or rejects, not articles", remedy="Give a file of articles")
        return
    number = blank = 0
    for line in stream.lines():
        if line is not None and not line.strip():
            blank += 1
            if blank > BLANK:
                raise blank_lines(stream.source)
            continue
        number, blank = number + 1, 0
        source = numbered(stream.source, number)
        stream.mark()
        yield size_limit(source, stream.max_bytes) if line is None else partial(_article, line, source, options)


def split_json(stream: Stream, options: ReadOptions) -> Iterator[Part | ReadError]:
    """Give the articles of one object or of a list of them, which is read whole; else those of JSON lines."""
    stream = as_utf8(stream)
    data = stream.head(stream.max_bytes + 1)
    try:
        told = json.loads(data) if len(data) <= stream.max_bytes else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, (list, dict)):
        yield from split_json_lines(stream, options)
        return
    for number, values in enumerate(told if isinstance(told, list) else [told], 1):
        yield partial(_of_object, values, numbered(stream.source, number), options)


def _article(line: bytes, source: str, options: ReadOptions) -> Article:
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"the encoding is not UTF-8: byte 0x{line[error.start]:02x} at offset {error.start} of the line"
        raise UndecodableInput(source, reason, remedy="Convert the file to UTF-8") from error
    except RecursionError as error:
        raise MalformedInput(source, "nested too deeply", remedy="Give a flat object on each line") from error
    except ValueError as error:
        raise MalformedInput(source, f"not JSON: {error}", remedy="Give one JSON object on each line") from error
    return _of_object(told, source, options)


def _of_object(told: Any, source: str, options: ReadOptions) -> Article:
    if not isinstance(told, dict):
        raise MalformedInput(source, f"{_kind(told)}, not an object", remedy="Give one JSON object for each article")
    return article_of_values(told, source, options.fields)


def _kind(told: Any) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(told), "a number")
