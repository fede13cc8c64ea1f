"""The SQL that SQLite and DuckDB share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from summitry.export.tables import TABLES, Column, Row, Table

CODEBOOK: Final = Table(
    "codebook",
    "A row a column of the other tables: what it means.",
    tuple(
        Column(name, "integer" if name in ("position", "nullable") else "text", False, meaning)
        for name, meaning in {
            "table_name": "the table",
            "position": "number of the column in its table, from 1",
            "column_name": "the column",
            "type": "text, integer, real or date",
            "nullable": "1 if the column may be null",
            "meaning": "what it means",
            "vocabulary": "the words that it holds, separated by spaces; empty if they are not closed",
        }.items()
    ),
    ("table_name", "position"),
    0,
    True,
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def create(table: Table, types: Mapping[str, str]) -> str:
    """Give the statement that creates a table."""
    columns = ", ".join(
        f"{quoted(column.name)} {types[column.type]}{'' if column.nullable else ' NOT NULL'}"
        for column in table.columns
    )
    return f"CREATE TABLE {quoted(table.name)} ({columns})"


def codebook_rows() -> Iterator[Row]:
    """Give the rows of the codebook."""
    for table in TABLES:
        for position, column in enumerate(table.columns, 1):
            words = " ".join(column.vocabulary)
            told = (column.name, column.type, int(column.nullable), column.meaning, words)
            yield (table.name, position, *told)
