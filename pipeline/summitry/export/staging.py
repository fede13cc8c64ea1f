"""An export takes its place when it is whole; until then, and on failure, what stood there stays."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summitry.errors import WriteError


@contextmanager
def staged(to: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """Give a path to write a file or a folder at; it becomes `to` at the end, and goes after an exception.

    What `to` holds already is replaced if `is_ours` says that an export wrote it. Raises `WriteError`.
    """
    to = to.absolute()
    to = to.resolve() if to.is_symlink() else to
    if _stands_in_the_way(to, is_ours):
        reason = "holds something that is not an export of this format"
        raise WriteError(str(to), reason, remedy="Give a new name, or remove it", retry=False)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{to.name}.", suffix=".part", dir=to.parent))
    except OSError as error:
        raise failed(to, error) from error
    try:
        part = room / to.name
        yield part
        try:
            _settle(part)
            _swap(part, to, room / "replaced")
        except OSError as error:
            raise failed(to, error) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def failed(path: Path, error: BaseException) -> WriteError:
    """Make the error of a path that cannot be written."""
    reason = (getattr(error, "strerror", None) or str(error)).strip().partition("\n")[0]
    return WriteError(str(path), f"cannot be written: {reason}", remedy="Check the folder and the disk")


def _stands_in_the_way(to: Path, is_ours: Callable[[Path], bool]) -> bool:
    if not to.exists():
        return False
    empty = not any(to.iterdir()) if to.is_dir() else to.stat().st_size == 0
    return not (empty or is_ours(to))


def _settle(part: Path) -> None:
    """See that all is on the disk before anything takes its name."""
    for path in sorted(part.iterdir()) if part.is_dir() else [part]:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _swap(part: Path, to: Path, aside: Path) -> None:
    if not (part.is_dir() and to.is_dir()):
        part.replace(to)
        return
    # A folder with files cannot be replaced in one step: the old one steps aside, and back if the new one cannot come.
    to.rename(aside)
    try:
        part.rename(to)
    except OSError:
        with suppress(OSError):
            aside.rename(to)
        raise
