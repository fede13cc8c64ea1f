"""Tables as CSV files: UTF-8, a header, text in quotes, null an empty cell without quotes.

A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@`, a tab or a line break for a formula, and runs it. News
comes from anywhere, so such a cell gets an apostrophe before it; so does one whose own apostrophes would make it look
like that, so that `unguarded` gives every text back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

from summitry.export.folder import is_export, write_codebooks
from summitry.export.tables import TABLES, Row, Table, Value

SUFFIX: Final = ".csv"
# White space, control and invisible characters, which some programs drop before they look for a formula; the full-width
# signs are signs in East Asian ones.
_UNSEEN: Final = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA: Final = re.compile(rf"'*(?:[\t\r\n\x00]|{_UNSEEN}[=+\-@\uff1d\uff0b\uff0d\uff20])")


def guarded(text: str) -> str:
    """Make a text safe for spreadsheets."""
    if text[:1].isalnum():  # most text: no need to look further
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give back a text that was made safe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def cell(value: Value) -> str:
    """Write a value as a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + guarded(value).replace('"', '""') + '"'
    return repr(value)


class CsvFiles:
    """A folder with a CSV file a table."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self._folder = path
        self._open = ExitStack()
        self._files: dict[str, IO[str]] = {}
        with self._open:
            for table in TABLES:
                file = (path / f"{table.name}{SUFFIX}").open("w", encoding="utf-8", newline="")
                self._files[table.name] = self._open.enter_context(file)
                file.write(",".join(cell(column.name) for column in table.columns) + "\n")
            self._open = self._open.pop_all()

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        self._files[table.name].writelines(",".join(map(cell, row)) + "\n" for row in rows)

    def close(self) -> None:
        self._open.close()
        write_codebooks(self._folder)

    def abandon(self) -> None:
        self._open.close()

    @staticmethod
    def require() -> None:
        return

    @staticmethod
    def failures() -> tuple[type[Exception], ...]:
        return (OSError,)

    @staticmethod
    def is_ours(path: Path) -> bool:
        return is_export(path, SUFFIX)
