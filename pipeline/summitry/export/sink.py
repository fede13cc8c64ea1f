"""What every format is written through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from summitry.export.tables import Row, Table


class Sink(Protocol):
    """Tables being written at a path where nothing is yet."""

    def __init__(self, path: Path) -> None: ...

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table."""

    def close(self) -> None:
        """Finish: every table is there, with rows or without, and the codebook."""

    def abandon(self) -> None:
        """Let go of what is open; what was written is of no use."""

    @staticmethod
    def require() -> None:
        """Raise `MissingExtra` if a library is not installed."""

    @staticmethod
    def failures() -> tuple[type[Exception], ...]:
        """Give the exceptions that mean that the disk, or the library, refused to write."""

    @staticmethod
    def is_ours(path: Path) -> bool:
        """Say whether an export wrote what stands at `path`, so that another may replace it."""
