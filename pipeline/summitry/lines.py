"""The lines of an article: their markup taken off, those that were only wrapped joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

from summitry import block_forms as forms

BlockKind = Literal["heading", "paragraph", "list_item", "teaser"]

PLAIN_LEVEL: Final = 7
"""The level of a heading by form; Markdown's run from 1 to 6."""
WRAP_WIDTH: Final = 120
"""People and programs wrap prose at less than this."""
WRAP_SHARE: Final = 0.25
"""A text, or a paragraph of one, counts as wrapped if this share of its narrow lines run on or are full."""
RUNS_ON_WIDTH: Final = 30
FILLED_SHARE: Final = 0.75
"""A line this full, not closed, goes on in the next line of a wrapped text."""


@dataclass(slots=True)
class Line:
    """What stands between the newlines that count, without its markup. `width` is that of its last raw line."""

    start: int
    end: int
    width: int
    indent: int
    after_blank: bool = True
    kind: BlockKind | None = None
    level: int = 0
    bullet: bool = False
    markup: bool = False
    closed: bool = False
    run: bool = False
    number: int = 0


# Raw lines: the markup comes off.


def without_tags(text: str) -> str:
    """The text with HTML tags blanked out, at the same length; those that break a line leave a newline."""
    if "<" not in text:
        return text
    return forms.TAG.sub(lambda tag: ("\n" if forms.BREAK.match(tag[0]) else " ") + " " * (len(tag[0]) - 1), text)


def _raw_lines(text: str) -> Iterator[Line | None]:
    """Yield the lines of the text with their markup recognised, and None for a blank one or a rule."""
    position = 0
    previous: Line | None = None
    for raw in text.split("\n"):
        start, end = strip(text, position, position + len(raw))
        body = text[start:end]
        line = Line(start, end, end - position, start - position)
        line.closed = raw.endswith(("  ", "\\"))
        position += len(raw) + 1
        if not forms.WORD.search(body) or (len(body) <= 200 and forms.RULE.match(body)):
            if previous and forms.SETEXT.match(body) and forms.short(text[previous.start : previous.end]):
                previous.kind, previous.level, previous.markup = "heading", 1 if body[0] == "=" else 2, True
            previous = None
            yield None
            continue
        _take_off_markup(text, line, previous)
        if line.start >= line.end:
            previous = None
            yield None
            continue
        if previous and not line.kind:
            line.number = previous.number
        previous = line
        yield line


def _take_off_markup(text: str, line: Line, previous: Line | None) -> None:
    """Move the ends of a line inside its markup, and note what the markup says."""
    if quote := forms.QUOTE.match(text, line.start, line.end):
        line.start = quote.end()
    if atx := forms.ATX.match(text, line.start, line.end):
        line.kind, line.level, line.markup = "heading", len(atx[1]), True
        line.start = atx.end()
        if closing := forms.ATX_END.search(text, max(line.start, line.end - 20), line.end):
            line.end = closing.start()
    elif (bullet := forms.BULLET.match(text, line.start, line.end)) and _is_bullet(text, line, bullet[0], previous):
        line.kind, line.bullet = "list_item", True
        line.start = bullet.end()
        if number := forms.NUMBER.match(bullet[0]):
            line.number = int(number[1])
    elif text[line.start] == "|" and text[line.end - 1] == "|" and line.end - line.start > 2:
        line.kind, line.bullet = "list_item", True
        line.start, line.end = line.start + 1, line.end - 1
    line.start, line.end = strip(text, line.start, line.end)
    _take_off_emphasis(text, line)
    line.start, line.end = strip(text, line.start, line.end)


def _is_bullet(text: str, line: Line, mark: str, previous: Line | None) -> bool:
    """Say whether a mark opens an item, and is not a number or a dash of prose that happens to open a line."""
    if previous is None or previous.bullet or previous.kind == "heading":
        return True
    above = text[previous.start : previous.end]
    if number := forms.NUMBER.match(mark):
        return number[1] == "1" or int(number[1]) == previous.number + 1 or forms.colon(above)
    after = text[line.start + len(mark)]
    return not (
        after.islower() and previous.width >= RUNS_ON_WIDTH and not forms.ended(above) and not forms.colon(above)
    )


def _take_off_emphasis(text: str, line: Line) -> None:
    """Take the marks off a line that is emphasised as a whole; strong emphasis of a short line is a heading."""
    mark = forms.EMPHASIS.match(text, line.start, line.end)
    if mark is None:
        return
    end = line.end
    trailing = 1 if end - line.start > 2 * len(mark[1]) and text[end - 1] == ":" else 0
    if not text.endswith(mark[1], line.start, end - trailing) or end - trailing - line.start <= 2 * len(mark[1]):
        return
    if text.find(mark[1], line.start + len(mark[1]), end - trailing - len(mark[1])) >= 0:
        return
    line.start += len(mark[1])
    line.end = end - trailing - len(mark[1])
    if len(mark[1]) >= 2 and not line.kind and line.end - line.start <= forms.HEADING_CHARACTERS:
        line.kind, line.level, line.markup = "heading", PLAIN_LEVEL, True


# Logical lines: wrapped ones are joined.


def logical_lines(text: str) -> Iterator[Line]:
    """Yield the lines with those joined that were only wrapped."""
    raw = list(_raw_lines(text))
    current: Line | None = None
    blank = True
    for line, width in zip(raw, _wrap_widths(text, raw), strict=True):
        if line is None:
            blank = True
            continue
        line.after_blank = blank
        if current and not blank and _continues(text, current, line, width):
            current.end, current.width, current.closed = line.end, line.width, line.closed
        else:
            if current:
                yield _finished(text, current)
            current = line
        blank = False
    if current:
        yield _finished(text, current)


def _finished(text: str, line: Line) -> Line:
    """The line, once whole, without the emphasis that a wrapped heading carries over its lines."""
    if not line.markup and "\n" in text[line.start : line.end]:
        _take_off_emphasis(text, line)
        line.start, line.end = strip(text, line.start, line.end)
    return line


def _forced(text: str, above: Line, below: Line, width: int) -> bool:
    """Say whether the first word of the lower line would not have fitted on the upper one."""
    space = text.find(" ", below.start, below.end)
    word = (below.end if space < 0 else space) - below.start
    return above.width + 1 + word > width


def _runs_on(text: str, above: Line, below: Line) -> bool:
    """Say whether the newline stands within a sentence: the one sure sign of wrapping."""
    if not text[below.start].islower() or above.width < RUNS_ON_WIDTH:
        return False
    upper = text[max(above.start, above.end - 12) : above.end]
    return not forms.sentence_ended(upper) and not forms.colon(upper)


def _wrap_widths(text: str, raw: list[Line | None]) -> Iterator[int]:
    """Yield for each line the width at which its paragraph is wrapped, or 0 where each newline ends a paragraph."""
    pairs = [(a, b) for a, b in pairwise(raw) if a and b and not (b.kind or a.markup) and a.width <= WRAP_WIDTH]
    widths = sorted(a.width for a, b in pairs if _runs_on(text, a, b))
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    everywhere = _is_wrapped(text, pairs, width)
    for is_line, paragraph in groupby(raw, key=lambda line: line is not None):
        lines = list(paragraph)
        own = [(a, b) for a, b in pairwise(lines) if is_line and a and b and not (b.kind or a.markup)]
        wrapped = width and (everywhere or _is_wrapped(text, own, width))
        yield from (width if wrapped else 0 for _ in lines)


def _is_wrapped(text: str, pairs: list[tuple[Line, Line]], width: int) -> bool:
    wrapped = sum(_runs_on(text, a, b) or _forced(text, a, b, width) for a, b in pairs if a.width <= WRAP_WIDTH)
    return bool(pairs) and wrapped >= WRAP_SHARE * len(pairs)


def _continues(text: str, above: Line, below: Line, width: int) -> bool:
    """Say whether the lower line runs on from the upper one, with only a newline between."""
    if below.kind or above.markup:
        return False
    if _runs_on(text, above, below) or (above.bullet and below.indent > above.indent):
        return True
    if above.closed:
        return False
    upper = text[max(above.start, above.end - 12) : above.end]
    if not width or forms.colon(upper):
        return False
    return _forced(text, above, below, width) or (
        above.width >= FILLED_SHARE * width and not forms.sentence_ended(upper)
    )


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in forms.NO_WIDTH):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in forms.NO_WIDTH):
        end -= 1
    return start, end
