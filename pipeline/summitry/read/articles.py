"""From an input to its articles, one after the other, and to the errors for those that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from typing import IO, Final

from summitry.article import Article
from summitry.errors import EmptyInput, MalformedInput, ReadError, UnreadableInput
from summitry.read.csv_rows import split_rows
from summitry.read.feed import split_feed
from summitry.read.formats import HEAD, Format, format_of_bytes, format_of_name
from summitry.read.html import decode_page, html_article
from summitry.read.inputs import STANDARD_INPUT, Input
from summitry.read.json_lines import split_json, split_json_lines
from summitry.read.markdown import read_markdown
from summitry.read.options import ReadOptions
from summitry.read.parts import Part
from summitry.read.streams import Readable, Stream
from summitry.read.text import decode, read_text
from summitry.read.warc import split_warc

_DEFAULT: Final = ReadOptions()
_PATIENCE: Final = 10_000
"""So many lines or pages running that are no articles, and the rest of a file is given up in one rejection."""


def read_articles(given: Input, options: ReadOptions = _DEFAULT, skip: int = 0) -> Iterator[Article | ReadError]:
    """Give the articles of an input in its order; in place of one that cannot be read, the error.

    Never raises for what is in a file: what breaks the rest of it is the last error. The first `skip` are passed over.
    """
    with ExitStack() as closing:
        try:
            raw = _open(given, closing)
        except ReadError as error:
            if not skip:
                yield error
            return
        yield from read_stream(raw, given.source, options, skip)


def read_stream(
    raw: Readable, source: str, options: ReadOptions = _DEFAULT, skip: int = 0
) -> Iterator[Article | ReadError]:
    """Give the articles of open bytes; their format is told by the name `source` and the bytes."""
    place, failed = 0, 0
    for part in _guarded(lambda: _split(Stream(raw, source, options.max_bytes), options), source):
        place += 1
        if place <= skip:
            continue
        made = part if isinstance(part, ReadError) else _made(part, source, options.published)
        yield made
        failed = failed + 1 if isinstance(made, ReadError) else 0
        if failed >= _PATIENCE:
            reason = f"{failed:,} entries running are no articles: the rest is not read"
            yield MalformedInput(source, reason, remedy="Give a file of articles")
            return


def read_input(given: Input, published: date | None = None, options: ReadOptions = _DEFAULT) -> Article:
    """Read an input that is one article; `published` stands where it gives no date. Raises `ReadError`."""
    articles = read_articles(given, options.model_copy(update={"published": published or options.published}))
    first = next(articles)
    if isinstance(first, ReadError):
        raise first
    if next(articles, None) is not None:
        raise MalformedInput(given.source, "more than one article", remedy="Use the command `summitry extract`")
    return first


def _open(given: Input, closing: ExitStack) -> IO[bytes]:
    if given.path is None:
        return sys.stdin.buffer
    try:
        return closing.enter_context(given.path.open("rb"))
    except (OSError, ValueError) as error:
        reason = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        raise UnreadableInput(given.source, reason, remedy="Check that it is a file, and its permissions") from error


def _split(stream: Stream, options: ReadOptions) -> Iterator[Part | ReadError]:
    kind = _format(stream, options)
    if kind is Format.JSON_LINES:
        return split_json_lines(stream, options)
    if kind is Format.JSON:
        return split_json(stream, options)
    if kind in (Format.CSV, Format.TSV):
        return split_rows(stream, options, "\t" if kind is Format.TSV else None)
    if kind is Format.XML:
        return split_feed(stream)
    if kind is Format.WARC:
        return split_warc(stream)
    return iter((partial(_whole, stream, kind),))


def _format(stream: Stream, options: ReadOptions) -> Format:
    """The format by name, else by the first bytes; standard input that may be any text is Markdown, or a table if the
    fields of one are named."""
    name = format_of_name(stream.source)
    if name is Format.XML:
        return Format.HTML if format_of_bytes(stream.head(HEAD)) is Format.HTML else name
    if name:
        return name
    told = format_of_bytes(stream.head(HEAD))
    if told is None and stream.source == STANDARD_INPUT:
        return Format.CSV if options.fields.told else Format.MARKDOWN
    return told or Format.TEXT


def _whole(stream: Stream, kind: Format) -> Article:
    data = stream.whole()
    if kind is Format.HTML:
        return html_article(decode_page(data), stream.source)
    text = decode(data, stream.source)
    return read_markdown(text, stream.source) if kind is Format.MARKDOWN else read_text(text, stream.source)


def _guarded(split: Callable[[], Iterator[Part | ReadError]], source: str) -> Iterator[Part | ReadError]:
    """Give what a file is split into, and as the last the error that ends it, whatever it is."""
    empty = True
    try:
        for part in split():
            empty = False
            yield part
        if empty:
            raise EmptyInput(source, "no article in this file", remedy="Give a file of articles")
    except ReadError as error:
        yield error
    except OSError as error:
        yield UnreadableInput(source, f"the file cannot be read: {error.strerror or error}")
    except Exception as error:
        yield _unforeseen(source, error)


def _made(part: Part, source: str, published: date | None) -> Article | ReadError:
    try:
        article = part()
    except ReadError as error:
        return error
    except Exception as error:
        return _unforeseen(source, error)
    return article if article.published or published is None else replace(article, published=published)


def _unforeseen(source: str, error: Exception) -> MalformedInput:
    told = " ".join(str(error).split())[:200]
    remedy = "The other articles are not affected; please report it with the file"
    return MalformedInput(source, f"{type(error).__name__}: {told}", remedy=remedy)
