"""Tables as Parquet files, a row group a batch."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from summitry.export.arrow import arrow_table, schema_of
from summitry.export.folder import is_export, write_codebooks
from summitry.export.formats import Format, library
from summitry.export.tables import TABLES, Row, Table

SUFFIX: Final = ".parquet"


class ParquetFiles:
    """A folder with a Parquet file a table; the meanings of tables and columns are in their metadata."""

    def __init__(self, path: Path) -> None:
        self._arrow = library("pyarrow", Format.PARQUET)
        parquet = library("pyarrow.parquet", Format.PARQUET)
        path.mkdir()
        self._folder = path
        self._open = ExitStack()
        self._schemas = {table.name: schema_of(self._arrow, table) for table in TABLES}
        self._writers: dict[str, Any] = {}
        with self._open:
            for table in TABLES:
                file = str(path / f"{table.name}{SUFFIX}")
                writer = parquet.ParquetWriter(file, self._schemas[table.name], compression="zstd")
                self._writers[table.name] = self._open.enter_context(writer)
            self._open = self._open.pop_all()

    def write(self, table: Table, rows: Sequence[Row]) -> None:
        self._writers[table.name].write_table(arrow_table(self._arrow, self._schemas[table.name], table, rows))

    def close(self) -> None:
        self._open.close()
        write_codebooks(self._folder)

    def abandon(self) -> None:
        self._open.close()

    @staticmethod
    def require() -> None:
        library("pyarrow.parquet", Format.PARQUET)

    @staticmethod
    def failures() -> tuple[type[Exception], ...]:
        return (OSError, library("pyarrow", Format.PARQUET).ArrowException)

    @staticmethod
    def is_ours(path: Path) -> bool:
        return is_export(path, SUFFIX)
