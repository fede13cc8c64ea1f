"""A tree of HTML, or of what trafilatura makes of it, as text: headings with number signs, items with dashes."""

from __future__ import annotations

import re
from typing import Any, Final

_BLOCK_NAMES: Final = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure header hgroup hr "
    "legend list main ol p pre quote section summary table tbody tfoot thead ul"
)
_HEADINGS: Final = {"head": 2, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ITEMS: Final = frozenset(("item", "li"))
_ROWS: Final = frozenset(("row", "tr"))
_CELLS: Final = frozenset(("cell", "td", "th"))
_BREAKS: Final = frozenset(("lb", "br"))
_LEFT_OUT_NAMES: Final = (
    "aside audio button canvas datalist dialog embed footer form frame iframe input link map math meta nav noscript "
    "object option script select style svg template textarea title video graphic"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT: Final = frozenset(_LEFT_OUT_NAMES.split())
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_SPACES = re.compile(r" {2,}")
_CELL: Final = "\v"
_DASH: Final = "- "


def render(root: Any, iterwalk: Any) -> str:
    """Give the text of a tree without what surrounds an article; `iterwalk` is that of lxml."""
    lines = _Text()
    left_out: Any = None
    for event, node in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if left_out is None:
                lines.add(node.tail)
            continue
        tag = node.tag
        if left_out is None and tag in _LEFT_OUT and node is not root:
            left_out = node
        if left_out is None:
            if event == "start":
                lines.start(tag, node)
                lines.add(node.text)
            else:
                lines.end(tag)
        if event == "end":
            if node is left_out:
                left_out = None
            if left_out is None and node is not root:
                lines.add(node.tail)
    return lines.whole()


class _Text:
    """Gathers blocks; `mark` is what the next block begins with."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[str] = []
        self._mark = ""
        self._after_item = False

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(_SPACE.sub(" ", text))

    def start(self, tag: str, node: Any) -> None:
        if tag in _HEADINGS:
            level = _HEADINGS.get(str(node.get("rend")), _HEADINGS[tag])
            self._break("#" * level + " ")
        elif tag in _ITEMS:
            self._break(_DASH)
        elif tag in _BLOCKS or tag in _ROWS:
            self._break(self._mark)
        elif tag in _CELLS:
            self._parts.append(_CELL)
        elif tag in _BREAKS:
            self._parts.append("\n")

    def end(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _ROWS or tag in _ITEMS or tag in _HEADINGS:
            self._break("")

    def _break(self, mark: str) -> None:
        """End the block; one without anything in it leaves its mark to what comes in it."""
        cells = (_tidy(cell) for cell in "".join(self._parts).split(_CELL))
        text = " | ".join(cell for cell in cells if cell)
        self._parts.clear()
        if text:
            item = self._mark == _DASH
            self._blocks.append(
                ("\n" if item and self._after_item else "\n\n" if self._blocks else "") + self._mark + text
            )
            self._after_item = item
        self._mark = mark

    def whole(self) -> str:
        self._break("")
        return "".join(self._blocks)


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
