"""Blocks of an article by their form: headings, paragraphs, list items, teasers, and what governs what.

The form alone decides: Markdown, bullets, numbers, short lines without a final period, labels with a colon. What is
deliberately not handled: tables of more than one line a row, and headings that run on into the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summitry import block_forms as forms
from summitry.lines import PLAIN_LEVEL, BlockKind, Line, logical_lines, strip, without_tags
from summitry.markup import readable

LABEL_LEVEL: Final = PLAIN_LEVEL + 1
"""A label of a list ends with its list."""


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


def find_blocks(text: str) -> tuple[Block, ...]:
    """Find the blocks of a text whose newlines are line feeds; they are in order and do not overlap."""
    text = without_tags(text.translate(forms.LINE_BREAKS))
    lines = list(logical_lines(text))
    _mark_teasers(text, lines)
    _mark_headings_and_runs(text, lines)
    return _governed(text, lines)


# Teasers, headings, runs.


def _mark_teasers(text: str, lines: list[Line]) -> None:
    """Mark what leads away from the article; a bare "Related:" takes the list or the one line under it along."""
    for index, line in enumerate(lines):
        if line.kind == "teaser":
            continue
        words = readable(text[line.start : min(line.end, line.start + forms.TEASER_CHARACTERS + 1)]).strip()
        byline = index < 5 and len(words) <= forms.HEADING_CHARACTERS and forms.BYLINE.match(words) is not None
        if words and not byline and not forms.teaser(words):
            continue
        line.kind = "teaser"
        if not byline and forms.TEASER_BARE.match(words):
            _take_along(text, lines, index)


def _take_along(text: str, lines: list[Line], index: int) -> None:
    """Mark the list under a bare teaser, or the one short line."""
    below = index + 1
    if below < len(lines) and not lines[below].kind and forms.colon(text[lines[index].start : lines[index].end]):
        words = text[lines[below].start : lines[below].end]
        if forms.short(words) and not forms.colon(words):
            lines[below].kind = "teaser"
    while below < len(lines) and lines[below].bullet:
        lines[below].kind = "teaser"
        below += 1


def _mark_headings_and_runs(text: str, lines: list[Line]) -> None:
    """Decide for the lines without markup: heading, item of a run of short lines, or paragraph.

    `opened` says how strongly the line above announces a list: "colon" a lead-in or a label, "list" a heading that asks
    or names a status, "run" an item of a run, "plain" any other heading.
    """
    opened = ""
    lines = [line for line in lines if line.kind != "teaser"]
    for index, line in enumerate(lines):
        words = text[line.start : min(line.end, line.start + 400)]
        below = lines[index + 1] if index + 1 < len(lines) else None
        if line.kind == "list_item":
            opened = ""
        elif line.kind == "heading":
            opened = "colon" if forms.colon(words) else "list"
        elif forms.label(words) and not forms.colon(words):
            line.level, opened = LABEL_LEVEL, ""
        elif line.end - line.start < 400 and forms.colon(words):
            is_label = below is not None and forms.heads(words)
            line.kind, line.level = ("heading", LABEL_LEVEL) if is_label else ("paragraph", 0)
            opened = "colon"
        elif opened in ("colon", "run") and _is_clause_item(text, lines, index):
            line.kind, line.run, opened = "list_item", True, "run"
        elif not forms.short(words) and not (opened in ("colon", "run") and _long_item(words)):
            line.kind, opened = "paragraph", ""
        elif _is_run_item(text, lines, index, opened, below):
            line.kind, line.run, opened = "list_item", True, "run"
        elif below and forms.short(words):
            line.kind, line.level = "heading", LABEL_LEVEL if forms.is_label(words) else PLAIN_LEVEL
            opened = "list" if forms.lists(words) else "plain"
        else:
            line.kind, opened = "paragraph", ""


def _is_clause_item(text: str, lines: list[Line], index: int) -> bool:
    """Say whether a line is an item of a list whose items end in semicolons, the last one in a full stop."""
    line = lines[index]
    if line.end - line.start > 2 * forms.ITEM_CHARACTERS:
        return False
    above = lines[index - 1] if index else None
    if forms.CLAUSE_ENDED.search(text, max(line.start, line.end - 8), line.end):
        return True
    return above is not None and forms.CLAUSE_ENDED.search(text, max(above.start, above.end - 8), above.end) is not None


def _long_item(words: str) -> bool:
    return len(words) <= 2 * forms.ITEM_CHARACTERS and not forms.ended(words) and forms.item_like(words)


def _is_run_item(text: str, lines: list[Line], index: int, opened: str, below: Line | None) -> bool:
    """Say whether a short line without a bullet is an item of the list that the lines above it opened."""
    line = lines[index]
    words = text[line.start : line.end]
    lower = text[below.start : min(below.end, below.start + 400)] if below else ""
    if forms.question(words):
        return False
    short_below = below is not None and not below.kind and forms.short(lower)
    if forms.PAIR.match(words) and (opened == "run" or (short_below and forms.PAIR.match(lower))):
        return True
    if not opened or not forms.item_like(words) or (below and (below.bullet or forms.label(lower))):
        return False
    joined_below = below is not None and not below.after_blank
    if opened == "plain":
        # Two short lines under each other are a title and its second line; from three on they are a list.
        return short_below and not line.after_blank and joined_below and forms.item_like(lower)
    if opened == "run" and words.isupper() and not text[lines[index - 1].start : lines[index - 1].end].isupper():
        return False
    if below is None or below.kind or short_below or (not line.after_blank and not joined_below):
        return True
    if line.after_blank and joined_below:
        return False
    return opened != "run" or "," in words or "(" in words


# What governs what.


def _governed(text: str, lines: list[Line]) -> tuple[Block, ...]:
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
            if headings and headings[-1][0] == LABEL_LEVEL and blocks[-1].kind != "heading":
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


def _labelled(text: str, line: Line) -> Iterator[tuple[BlockKind, int, int]]:
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
        body = piece.strip(" \t\u00a0|.*_")
        if body:
            left = start + piece.index(body)
            yield "list_item", offset + left, offset + left + len(body)
        start += len(piece) + 1


def _without_teasers(text: str, line: Line) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield the paragraph of a line, cut where a teaser in brackets stands in it."""
    start = line.start
    for found in forms.TEASER_INSIDE.finditer(text, line.start, line.end):
        yield from _trimmed(text, start, found.start())
        yield "teaser", found.start(), found.end()
        start = found.end()
    yield from _trimmed(text, start, line.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[BlockKind, int, int]]:
    start, end = strip(text, start, end)
    if start < end:
        yield "paragraph", start, end
