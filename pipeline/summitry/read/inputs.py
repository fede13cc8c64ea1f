"""What the user gives: files, folders (read recursively, in sorted order) and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from summitry.article import Article
from summitry.errors import MissingInput, ReadError, UnreadableInput
from summitry.read.markdown import read_markdown
from summitry.read.text import decode, read_text

STANDARD_INPUT: Final = "-"
MARKDOWN: Final = (".md", ".markdown")
SUFFIXES: Final = (".txt", ".text", *MARKDOWN)
"""What a folder is searched for; a file that is named itself may be called anything."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, or standard input if `path` is None; `source` is how its article's record names it."""

    source: str
    path: Path | None


def find_inputs(given: Iterable[str]) -> Iterator[Input | ReadError]:
    """Yield the files of what the user gave, in order, each once; an error for what is not there."""
    seen: set[str] = set()
    for name in given:
        for found in _find(name):
            if isinstance(found, Input):
                key = STANDARD_INPUT if found.path is None else str(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _find(name: str) -> Iterator[Input | ReadError]:
    if name == STANDARD_INPUT:
        yield Input(STANDARD_INPUT, None)
        return
    path = Path(name)
    root = path.name or path.resolve().name if path.is_absolute() else path.as_posix()
    if path.is_dir():
        found = False
        for item in _walk(path, root):
            found = True
            yield item
        if not found:
            kinds = ", ".join(SUFFIXES)
            yield MissingInput(name, "no articles in this folder", remedy=f"Articles are files ending in {kinds}")
    elif path.exists():
        yield Input(root, path)
    else:
        yield MissingInput(name, "no such file or folder", remedy="Check the path")


def _walk(folder: Path, root: str) -> Iterator[Input | ReadError]:
    """Yield the articles below a folder, sorted by name, files and folders together; hidden ones are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield UnreadableInput(root, f"the folder cannot be read: {error.strerror}", remedy="Check its permissions")
        return
    for entry in entries:
        source = entry.name if root == "." else f"{root}/{entry.name}"
        if entry.name.startswith("."):
            continue
        # A link to a folder is not followed: it may lead in a circle.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), source)
        elif not entry.is_dir() and Path(entry.name).suffix.lower() in SUFFIXES:
            yield Input(source, Path(entry.path))


def read_input(given: Input, published: date | None = None) -> Article:
    """Read one article; `published` stands where the article itself gives no date. Raises `ReadError`."""
    try:
        data = given.path.read_bytes() if given.path else sys.stdin.buffer.read()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        raise UnreadableInput(given.source, reason, remedy="Check that it is a file, and its permissions") from error
    text = decode(data, given.source)
    markdown = given.path is None or given.path.suffix.lower() in MARKDOWN
    article = read_markdown(text, given.source) if markdown else read_text(text, given.source)
    return article if article.published or published is None else replace(article, published=published)
