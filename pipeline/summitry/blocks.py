"""Blocks of an article by their form: headings, paragraphs, list items, teasers, and what governs what.

The form alone decides: Markdown, bullets, numbers, short lines without a final period, labels with a colon. What is
deliberately not handled: tables of more than one line a row, and headings that run on into the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from summitry import block_forms as forms

BlockKind = Literal["heading", "paragraph", "list_item", "teaser"]

PLAIN_LEVEL: Final = 7
"""The level of a heading by form; Markdown's run from 1 to 6."""
LABEL_LEVEL: Final = 8

WRAP_WIDTHS: Final = range(45, 121)
"""Widths at which people and programs wrap prose; a longest line outside of them means that nothing is wrapped."""
WRAP_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without its bullet, markup and surrounding white space.

    `heading` is the index of the block that governs it: for a list item the heading, the lead-in paragraph or the
    parent item above it; for a paragraph or a heading, the heading above it.
    """

    kind: BlockKind
    start: int
    end: int
    heading: int | None = None


@dataclass(slots=True)
class _Line:
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


def find_blocks(text: str) -> tuple[Block, ...]:
    """Find the blocks of a text whose newlines are line feeds; they are in order and do not overlap."""
    lines = list(_logical_lines(text))
    _mark_teasers(text, lines)
    _mark_headings_and_runs(text, lines)
    return _governed(text, lines)


# Raw lines: the markup comes off.


def _raw_lines(text: str) -> Iterator[_Line | None]:
    """Yield the lines of the text with their markup recognised, and None for a blank one or a rule."""
    position = 0
    previous: _Line | None = None
    for raw in text.split("\n"):
        body = raw.strip(forms.SPACE)
        start = position + (len(raw) - len(raw.lstrip(forms.SPACE)) if body else 0)
        line = _Line(start, start + len(body), len(raw.rstrip(forms.SPACE)), start - position)
        line.closed = raw.endswith(("  ", "\\"))
        position += len(raw) + 1
        if not body or (len(body) <= 200 and forms.RULE.match(body)):
            if previous and forms.SETEXT.match(body) and forms.short(text[previous.start : previous.end]):
                previous.kind, previous.level, previous.markup = "heading", 1 if body[0] == "=" else 2, True
            previous = None
            yield None
            continue
        _take_off_markup(text, line, previous)
        previous = line
        yield line


def _take_off_markup(text: str, line: _Line, previous: _Line | None) -> None:
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
    elif text[line.start] == "|" and text[line.end - 1] == "|" and line.end - line.start > 2:
        line.kind, line.bullet = "list_item", True
        line.start, line.end = line.start + 1, line.end - 1
    while line.start < line.end and text[line.start] in forms.SPACE:
        line.start += 1
    while line.start < line.end and text[line.end - 1] in forms.SPACE:
        line.end -= 1
    _take_off_emphasis(text, line)


def _is_bullet(text: str, line: _Line, mark: str, previous: _Line | None) -> bool:
    """Say whether a mark opens an item, and is not a number or a dash of prose that happens to open a line."""
    if previous is None or previous.bullet or previous.kind == "heading":
        return True
    above = text[previous.start : previous.end]
    if number := forms.NUMBER.match(mark):
        return number[1] == "1" or forms.colon(above)
    after = text[line.start + len(mark)]
    return not (after.islower() and previous.width >= WRAP_WIDTHS.start and not forms.ended(above) and not forms.colon(above))


def _take_off_emphasis(text: str, line: _Line) -> None:
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


def _logical_lines(text: str) -> Iterator[_Line]:
    """Yield the lines with those joined that were only wrapped."""
    raw = list(_raw_lines(text))
    width = _wrap_width(text, raw)
    current: _Line | None = None
    blank = True
    for line in raw:
        if line is None:
            blank = True
            continue
        line.after_blank = blank
        if current and not blank and _continues(text, current, line, width):
            current.end, current.width, current.closed = line.end, line.width, line.closed
        else:
            if current:
                yield current
            current = line
        blank = False
    if current:
        yield current


def _forced(text: str, above: _Line, below: _Line, width: int) -> bool:
    """Say whether the first word of the lower line would not have fitted on the upper one."""
    space = text.find(" ", below.start, below.end)
    word = (below.end if space < 0 else space) - below.start
    return above.width + 1 + word > width


def _wrap_width(text: str, raw: list[_Line | None]) -> int:
    """The width at which the text is wrapped, or 0 if each newline ends a paragraph."""
    pairs = [(a, b) for a, b in pairwise(raw) if a and b and not b.bullet and not (a.markup or b.markup)]
    narrow = [(a, b) for a, b in pairs if a.width < WRAP_WIDTHS.stop]
    if not narrow or len(narrow) < WRAP_SHARE * len(pairs):
        return 0
    width = max(a.width for a, _ in narrow)
    forced = sum(_forced(text, a, b, width) for a, b in narrow)
    running = sum(not forms.ended(text[a.start : a.end]) for a, _ in narrow)
    enough = forced >= WRAP_SHARE * len(narrow) and running >= WRAP_SHARE * len(narrow)
    return width if width in WRAP_WIDTHS and enough else 0


def _continues(text: str, above: _Line, below: _Line, width: int) -> bool:
    """Say whether the lower line runs on from the upper one, with only a newline between."""
    if below.kind or above.closed or above.kind == "heading":
        return False
    if above.bullet and below.indent > above.indent:
        return True
    upper = text[max(above.start, above.end - 12) : above.end]
    opens_low = text[below.start].islower()
    if forms.colon(upper) and not opens_low:
        return False
    if width and _forced(text, above, below, width):
        return True
    if opens_low and not forms.ended(upper) and not forms.colon(upper):
        return bool(width) or WRAP_WIDTHS.start <= above.width
    # Ragged by hand: a wrapped text goes on after a line that is neither closed nor much shorter than the others.
    return bool(width) and not forms.ended(upper) and above.width >= WRAP_SHARE * width


# Teasers, headings, runs.


def _mark_teasers(text: str, lines: list[_Line]) -> None:
    """Mark what leads away from the article; a bare "Related:" takes the list or the one line under it along."""
    for index, line in enumerate(lines):
        if line.kind == "teaser":
            continue
        words = text[line.start : min(line.end, line.start + forms.TEASER_CHARACTERS + 1)]
        byline = index < 5 and len(words) <= forms.HEADING_CHARACTERS and forms.BYLINE.match(words) is not None
        if not byline and not forms.teaser(words):
            continue
        line.kind = "teaser"
        if not byline and forms.TEASER_BARE.fullmatch(words):
            _take_along(text, lines, index)


def _take_along(text: str, lines: list[_Line], index: int) -> None:
    """Mark the list under a bare teaser, or the one short line."""
    following = lines[index + 1 :]
    if following and following[0].bullet:
        for line in following:
            if not line.bullet:
                break
            line.kind = "teaser"
    elif following and not following[0].kind and forms.colon(text[lines[index].start : lines[index].end]):
        words = text[following[0].start : following[0].end]
        if forms.short(words) and not forms.colon(words):
            following[0].kind = "teaser"


def _mark_headings_and_runs(text: str, lines: list[_Line]) -> None:
    """Decide for the lines without markup: heading, item of a run of short lines, or paragraph.

    `opened` says how strongly the line above announces a list: "colon" a lead-in or a label, "list" a heading that asks
    or names a status, "run" an item of a run, "plain" any other heading.
    """
    opened = ""
    for index, line in enumerate(lines):
        words = text[line.start : min(line.end, line.start + 400)]
        below = next((other for other in lines[index + 1 :] if other.kind != "teaser"), None) if len(words) < 400 else None
        if line.kind == "teaser":
            continue
        if line.kind == "list_item":
            opened = ""
        elif line.kind == "heading":
            opened = "colon" if forms.colon(words) else "list"
        elif forms.label(words) and not forms.colon(words):
            line.level, opened = LABEL_LEVEL, ""
        elif line.end - line.start < 400 and forms.colon(words):
            is_label = forms.short(words) and len(forms.WORD.findall(words)) <= forms.LABEL_WORDS
            line.kind, line.level = ("heading", LABEL_LEVEL) if is_label and below else ("paragraph", 0)
            opened = "colon"
        elif not forms.short(words) and not (opened in ("colon", "run") and _long_item(words)):
            line.kind, opened = "paragraph", ""
        elif _is_run_item(text, lines, index, opened, below):
            line.kind, line.run, opened = "list_item", True, "run"
        elif below and forms.short(words):
            line.kind, line.level = "heading", PLAIN_LEVEL
            opened = "list" if forms.lists(words) else "plain"
        else:
            line.kind, opened = "paragraph", ""


def _long_item(words: str) -> bool:
    return len(words) <= 2 * forms.ITEM_CHARACTERS and not forms.ended(words) and forms.item_like(words)


def _is_run_item(text: str, lines: list[_Line], index: int, opened: str, below: _Line | None) -> bool:
    """Say whether a short line without a bullet is an item of the list that the lines above it opened."""
    line = lines[index]
    words = text[line.start : line.end]
    lower = text[below.start : min(below.end, below.start + 400)] if below else ""
    if forms.question(words) or (below and (below.bullet or forms.label(lower))):
        return False
    paired = forms.PAIR.match(words) is not None
    if paired and (lines[index - 1].run or (below and not below.kind and forms.PAIR.match(lower) and forms.short(lower))):
        return True
    if not opened or not forms.item_like(words):
        return False
    short_below = below is not None and not below.kind and forms.short(lower)
    if opened == "plain":
        # Two short lines under each other are a title and its second line; from three on they are a list.
        return short_below and not line.after_blank and below is not None and not below.after_blank and forms.item_like(lower)
    if words.isupper() and opened == "run" and not text[lines[index - 1].start : lines[index - 1].end].isupper():
        return False
    if below is None or below.kind or short_below:
        return True
    if below.after_blank and not line.after_blank:
        return True
    if line.after_blank and not below.after_blank:
        return False
    return opened == "colon" or "," in words or "(" in words


# What governs what.


def _governed(text: str, lines: list[_Line]) -> tuple[Block, ...]:
    """Turn the lines into blocks, and give each the index of the block that governs it."""
    blocks: list[Block] = []
    headings: list[tuple[int, int]] = []
    items: list[tuple[int, int]] = []
    lead: int | None = None

    def add(kind: BlockKind, start: int, end: int, heading: int | None) -> int:
        blocks.append(Block(kind, start, end, heading))
        return len(blocks) - 1

    def open_heading(level: int, start: int, end: int) -> None:
        nonlocal lead
        while headings and headings[-1][0] >= level:
            headings.pop()
        headings.append((level, add("heading", start, end, headings[-1][1] if headings else None)))
        lead = None
        items.clear()

    for line in lines:
        if line.start >= line.end:
            continue
        if line.kind == "teaser":
            add("teaser", line.start, line.end, None)
        elif line.kind == "heading":
            open_heading(line.level, line.start, line.end)
        elif labelled := list(_labelled(text, line)):
            for kind, start, end in labelled:
                if kind == "heading":
                    open_heading(LABEL_LEVEL, start, end)
                else:
                    add(kind, start, end, headings[-1][1])
        elif line.kind == "list_item":
            while items and items[-1][0] >= line.indent:
                items.pop()
            parent = items[-1][1] if items and not line.run else None
            top = headings[-1][1] if headings else None
            if parent is None:
                parent = lead if lead is not None else top if top is not None else _announcing(text, blocks)
            index = add("list_item", line.start, line.end, parent)
            if forms.colon(text[line.start : line.end]) and not line.run:
                items.append((line.indent, index))
        else:
            items.clear()
            if headings and headings[-1][0] == LABEL_LEVEL and (line.after_blank or blocks[-1].kind != "heading"):
                headings.pop()
            top = headings[-1][1] if headings else None
            for kind, start, end in _without_teasers(text, line):
                index = add(kind, start, end, None if kind == "teaser" else top)
                lead = index if kind == "paragraph" and not forms.ended(text[max(start, end - 12) : end]) else None
    return tuple(blocks)


def _announcing(text: str, blocks: list[Block]) -> int | None:
    """The paragraph directly above a list without a heading, if it announces the list."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind == "list_item":
            return block.heading if block.heading is not None and blocks[block.heading].kind == "paragraph" else None
        if block.kind == "paragraph":
            return index if forms.LIST_WORDS.search(text, max(block.start, block.end - 120), block.end) else None
    return None


def _labelled(text: str, line: _Line) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the label and the items of "Attending: X; Y", one after the other where a line holds several."""
    if line.end - line.start > 2000:
        return
    words = text[line.start : line.end]
    found = forms.label(words)
    position = 0
    while found:
        yield "heading", line.start + position, line.start + position + found.end(1)
        items = position + found.end()
        found, stop = None, len(words)
        for after in forms.NEXT_LABEL.finditer(words, items):
            if following := forms.label(words[after.end() :]):
                found, stop = following, after.end()
                break
        yield from _items(words, items, stop, line.start)
        position = stop


def _items(words: str, start: int, end: int, offset: int) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the items between semicolons."""
    for piece in words[start:end].split(";"):
        body = piece.strip(forms.SPACE + "|.*_")
        if body:
            left = start + piece.index(body)
            yield "list_item", offset + left, offset + left + len(body)
        start += len(piece) + 1


def _without_teasers(text: str, line: _Line) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the paragraph of a line, cut where a teaser in brackets stands in it."""
    start = line.start
    for found in forms.TEASER_INSIDE.finditer(text, line.start, line.end):
        yield from _trimmed(text, start, found.start())
        yield "teaser", found.start(), found.end()
        start = found.end()
    yield from _trimmed(text, start, line.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[BlockKind, int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield "paragraph", start, end
