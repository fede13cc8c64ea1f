"""Tables as a DuckDB database, with the codebook as a table and as comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from summitry.export.arrow import arrow_table, schema_of
from summitry.export.formats import Format, library
from summitry.export.sql import CODEBOOK, codebook_rows, create, quoted
from summitry.export.tables import TABLES, Row, Table

TYPES: Final = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "date": "DATE"}


class DuckdbFile:
    """A database file. Batches go in by way of Arrow, many times faster than row by row.

    Each is a transaction: one of all would stay in memory, and the file has no name before it is whole.
    """

    def __init__(self, path: Path) -> None:
        self._arrow = library("pyarrow", Format.DUCKDB)
        self._base: Any = library("duckdb", Format.DUCKDB).connect(str(path))
        # Enough for a batch; more would only keep in memory what is on the disk already.
        self._base.execute("SET memory_limit = '256MB'")
        self._schemas = {table.name: schema_of(self._arrow, table) for table in (*TABLES, CODEBOOK)}
        for table in (*TABLES, CODEBOOK):
            self._base.execute(create(table, TYPES))
            self._comment("TABLE", quoted(table.name), table.meaning)
            for column in table.columns:
                self._comment("COLUMN", f"{quoted(table.name)}.{quoted(column.name)}", column.meaning)
        self.write(CODEBOOK, list(codebook_rows()))

    def _comment(self, what: str, name: str, meaning: str) -> None:
        told = meaning.replace("'", "''")
        self._base.execute(f"COMMENT ON {what} {name} IS '{told}'")

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        self._base.register("batch", arrow_table(self._arrow, self._schemas[table.name], table, rows))
        self._base.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM batch")
        self._base.unregister("batch")

    def close(self) -> None:
        self._base.execute("CHECKPOINT")
        self._base.close()

    def abandon(self) -> None:
        self._base.close()

    @staticmethod
    def require() -> None:
        library("duckdb", Format.DUCKDB)
        library("pyarrow", Format.DUCKDB)

    @staticmethod
    def failures() -> tuple[type[Exception], ...]:
        return (OSError, library("duckdb", Format.DUCKDB).Error, library("pyarrow", Format.DUCKDB).ArrowException)

    @staticmethod
    def is_ours(path: Path) -> bool:
        duckdb = library("duckdb", Format.DUCKDB)
        try:
            with duckdb.connect(str(path), read_only=True) as base:
                base.execute("SELECT table_name, column_name, meaning FROM codebook LIMIT 1")
                return True
        except (duckdb.Error, OSError):
            return False
