"""Tables as an SQLite database, with the codebook as a table; days are text as YYYY-MM-DD."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from summitry.export.sql import CODEBOOK, codebook_rows, create, quoted
from summitry.export.tables import TABLES, Row, Table

TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "TEXT"}


class SqliteFile:
    """A database file. It takes its name when it is whole, so it needs no journal."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("BEGIN")
        for table in (*TABLES, CODEBOOK):
            self._base.execute(create(table, TYPES))
        self.write(CODEBOOK, list(codebook_rows()))

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        places = ", ".join("?" for _ in table.columns)
        self._base.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({places})", rows)

    def close(self) -> None:
        for table in TABLES:
            # Not unique: an export shows what the records hold, also where `validate` would find fault with it.
            keys = ", ".join(quoted(name) for name in table.key)
            self._base.execute(f"CREATE INDEX {quoted(f'{table.name}_key')} ON {quoted(table.name)} ({keys})")
        self._base.execute("COMMIT")
        self._base.close()

    def abandon(self) -> None:
        self._base.close()

    @staticmethod
    def require() -> None:
        return

    @staticmethod
    def failures() -> tuple[type[Exception], ...]:
        return (OSError, sqlite3.Error, OverflowError)

    @staticmethod
    def is_ours(path: Path) -> bool:
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
                base.execute("SELECT table_name, column_name, meaning FROM codebook LIMIT 1")
                return True
        except sqlite3.Error:
            return False
