"""An article: its text, what is known about it, its blocks, and the pieces a spaCy pipeline can take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final

from summitry.blocks import Block, find_blocks
from summitry.lines import BlockKind

__all__ = ["CHUNK_CHARACTERS", "Article", "Block", "BlockKind", "Chunk", "Piece", "find_blocks", "normalise"]

CHUNK_CHARACTERS: Final = 100_000
"""spaCy refuses texts over 1,000,000 characters, and its memory grows by about 1 MB for every 1,000 tokens."""

_NEWLINES = re.compile(r"\r\n?")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


def normalise(text: str) -> str:
    """The text as it is stored: no byte order mark, newlines as line feeds."""
    return _NEWLINES.sub("\n", text.removeprefix("\ufeff"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or a part of a giant one: `block` is the index of the block in `Article.blocks`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive pieces that are read together; `start` and `end` enclose them."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Article:
    """One article, immutable. The text is stored normalised: offsets everywhere are code points into `text`."""

    text: str
    source: str = ""
    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if "\r" in self.text or self.text.startswith("\ufeff"):
            object.__setattr__(self, "text", normalise(self.text))

    @cached_property
    def text_sha256(self) -> str:
        """The hexadecimal digest of the text as UTF-8; lone surrogates count as they stand."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The content id: two files of one text share it."""
        return self.text_sha256[:16]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text, in order, not overlapping."""
        return find_blocks(self.text)

    def chunks(self, limit: int = CHUNK_CHARACTERS) -> Iterator[Chunk]:
        """Yield all blocks in order, gathered into chunks of at most `limit` characters from first start to last end.

        A block longer than that is cut after a sentence, else at white space, else at the limit.
        """
        pieces: list[Piece] = []
        for index, block in enumerate(self.blocks):
            for start, end in _cut(self.text, block.start, block.end, limit):
                if pieces and end - pieces[0].start > limit:
                    yield Chunk(pieces[0].start, pieces[-1].end, tuple(pieces))
                    pieces = []
                pieces.append(Piece(index, start, end))
        if pieces:
            yield Chunk(pieces[0].start, pieces[-1].end, tuple(pieces))


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield spans of at most `limit` characters that cover text[start:end] but for white space at the cuts."""
    while end - start > limit:
        window_end = start + limit
        cut = after = window_end
        # The cut is looked for in the last tenth: enough for a sentence, and the work stays linear.
        searched_from = window_end - max(limit // 10, 1)
        sentence_ends = list(_SENTENCE_END.finditer(text, searched_from, window_end + 1))
        if sentence_ends:
            after = sentence_ends[-1].end()
            cut = searched_from + len(text[searched_from:after].rstrip())
        else:
            space = max(text.rfind(" ", searched_from, window_end), text.rfind("\n", searched_from, window_end))
            if space > start:
                cut, after = space, space + 1
        yield start, cut
        start = after
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
