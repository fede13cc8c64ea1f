"""What the user gives: files, folders (read recursively, in sorted order), patterns, file lists and standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from summitry.errors import MissingInput, ReadError, UnreadableInput
from summitry.read.formats import HEAD, SUFFIXES, Format, format_of_name, is_found_in_folders, is_own_output

STANDARD_INPUT: Final = "-"
LIST: Final = "@"
_LINE: Final = 65_536


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
    elif name.startswith(LIST) and not os.path.lexists(name):
        for listed in _listed(name.removeprefix(LIST), name):
            yield from [listed] if isinstance(listed, ReadError) else _find_path(listed)
    else:
        yield from _find_path(name)


def _find_path(name: str) -> Iterator[Input | ReadError]:
    try:
        there = os.path.exists(name)  # noqa: PTH110  (takes what is no path, too)
    except ValueError:
        there = False
    if there:
        path = Path(name)
        root = path.name or path.resolve().name if path.is_absolute() else path.as_posix()
        yield from _at(path, root)
        return
    if glob.has_magic(name):
        found = False
        for match in _matches(name):
            found = True
            yield from _at(match, _source_of_match(match, name))
        if not found:
            yield MissingInput(name, "no file or folder fits this pattern", remedy="Check the pattern")
    else:
        yield MissingInput(name, "no such file or folder", remedy="Check the path")


def _at(path: Path, root: str) -> Iterator[Input | ReadError]:
    if not path.is_dir():
        yield Input(root, path)
        return
    found = False
    for item in _walk(path, root):
        found = True
        yield item
    if not found:
        kinds = ", ".join(SUFFIXES)
        remedy = f"Articles are files ending in {kinds}, also with .gz or .zst"
        yield MissingInput(root, "no articles in this folder", remedy=remedy)


def _matches(pattern: str) -> list[Path]:
    """What fits a pattern, where ** stands for any folders, in sorted order."""
    try:
        return [Path(match) for match in sorted(glob.iglob(pattern, recursive=True))]  # noqa: PTH207  (absolute ones, too)
    except (ValueError, OSError, RecursionError):
        return []


def _source_of_match(match: Path, pattern: str) -> str:
    """The path as given; of an absolute pattern, from the last folder on that it names in full."""
    if not match.is_absolute():
        return match.as_posix()
    parts = Path(pattern).parts
    fixed = next((place for place, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return "/".join(match.parts[max(fixed - 1, 1) :])


def _listed(name: str, given: str) -> Iterator[str | ReadError]:
    """The paths of a list, a line each, or each ended by a null character; blank lines are passed over."""
    try:
        with nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else Path(name).open("rb") as file:
            for line in _list_lines(file):
                if len(line) > _LINE:
                    yield MissingInput(given, "a line of this list is no path", remedy="Give a path on each line")
                elif line.strip():
                    yield os.fsdecode(line)
    except (OSError, ValueError) as error:
        reason = f"the list of files cannot be read: {getattr(error, 'strerror', None) or error}"
        yield MissingInput(given, reason, remedy="Give @ and the path of a list")


def _list_lines(file: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := file.read(_LINE):
        *lines, rest = (rest + chunk).replace(b"\0", b"\n").split(b"\n")
        for line in lines:
            yield line.removesuffix(b"\r")
        if len(rest) > _LINE:
            yield rest
            rest = b""
    yield rest.removesuffix(b"\r")


def _walk(folder: Path, root: str) -> Iterator[Input | ReadError]:
    """Yield the files of articles below a folder, sorted by name, files and folders together.

    Hidden ones are passed over, as are the tool's own records, facts and rejects.
    """
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
        elif not entry.is_dir() and is_found_in_folders(entry.name) and not _is_ours(entry):
            yield Input(source, Path(entry.path))


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Say whether a file is one that this tool wrote: it may stand beside the articles without being one."""
    if format_of_name(entry.name) is not Format.JSON_LINES:
        return False
    try:
        with Path(entry.path).open("rb") as file:
            return is_own_output(file.read(HEAD))
    except OSError:
        return False  # reading it will tell
