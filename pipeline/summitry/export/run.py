"""A file of records into tables, in batches: memory does not grow with the number of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from summitry.export.csv_files import CsvFiles
from summitry.export.duckdb_file import DuckdbFile
from summitry.export.formats import ExportError, Format
from summitry.export.parquet_files import ParquetFiles
from summitry.export.rows import rows_of
from summitry.export.sink import Sink
from summitry.export.sqlite_file import SqliteFile
from summitry.export.staging import failed, staged
from summitry.export.tables import TABLES, Row, Table
from summitry.record_files import by_article, records_file
from summitry.validate import read_records

SINKS: Final[dict[Format, type[Sink]]] = {
    Format.CSV: CsvFiles,
    Format.PARQUET: ParquetFiles,
    Format.SQLITE: SqliteFile,
    Format.DUCKDB: DuckdbFile,
}
BATCH_ROWS: Final = 20_000
BATCH_CHARACTERS: Final = 16_000_000


def export(records: Path, to: Path, form: Format, *, advance: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Write the records of a file, or of a run's folder, as tables at `to`; give the number of rows of each table.

    `to` is a folder for CSV and Parquet, a file for SQLite and DuckDB; it is whole or not there. `advance` is called
    after each article. Raises `RecordError` for a line that is no record, `WriteError`, `MissingExtra`.
    """
    kind = SINKS[form]
    kind.require()
    source = records_file(records)
    counts = {table.name: 0 for table in TABLES}
    with staged(to, kind.is_ours) as part, _opened(kind, part, to) as sink:
        batches = _Batches(sink)
        for number, together in enumerate(by_article(read_records(source)), 1):
            for table, row in rows_of(number, together):
                counts[table.name] += 1
                batches.add(table, row)
            advance()
        batches.flush()
    return counts


@contextmanager
def _opened(kind: type[Sink], part: Path, to: Path) -> Iterator[Sink]:
    """Open a sink; close it whatever happens; turn the failures of its library into a `WriteError`."""
    try:
        sink = kind(part)
        try:
            yield sink
        except BaseException:
            sink.abandon()
            raise
        sink.close()
    except kind.failures() as error:
        raise failed(to, error) from error
    except ValueError as error:
        # Strict models let no wrong type through: what is left are days that are in no calendar.
        raise ExportError(str(to), str(error), remedy="Correct the record, or export to csv or sqlite") from error


class _Batches:
    """Rows by table until there are enough; the characters of all tables are counted together."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        self._characters = 0

    def add(self, table: Table, row: Row) -> None:
        rows = self._rows[table.name]
        rows.append(row)
        self._characters += sum([len(cell) for cell in row if isinstance(cell, str)])
        if self._characters >= BATCH_CHARACTERS:
            self.flush()
        elif len(rows) >= BATCH_ROWS:
            # The characters stay counted: the next flush of all comes a little early, which does no harm.
            self._write(table)

    def flush(self) -> None:
        for table in TABLES:
            self._write(table)
        self._characters = 0

    def _write(self, table: Table) -> None:
        if rows := self._rows[table.name]:
            self._sink.write(table, rows)
            self._rows[table.name] = []
