"""The codebook: every table, column, type, meaning and vocabulary, to read (Markdown) and to parse (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from summitry.export.meanings import BY_OTHER
from summitry.export.tables import TABLES, Column, Table
from summitry.records import SCHEMA_VERSION

_INTRODUCTION: Final = f"""\
# Codebook of the tables

The tables that `summitry export` writes of records (schema {SCHEMA_VERSION}). Their columns are in this order in every
format, and have these types:

| type | CSV | Parquet | SQLite | DuckDB |
|---|---|---|---|---|
| text | quoted | `STRING` | `TEXT` | `VARCHAR` |
| integer | digits | `INT64` | `INTEGER` | `BIGINT` |
| real | decimal point | `DOUBLE` | `REAL` | `DOUBLE` |
| date | quoted, YYYY-MM-DD | `DATE` | `TEXT`, YYYY-MM-DD | `DATE` |

- Two articles of one text have the same `article_id`, and their records the same ids. `article_no` tells them apart:
  join on it and on `record_id` (a record's `id`); a role or a status and its evidence also on `position` and
  `part_position`.
- Null is an empty cell without quotes in CSV.
- In CSV, text that a spreadsheet would take for a formula (it starts with `=`, `+`, `-`, `@`, a tab or a line break,
  apostrophes and invisible characters apart) has one more apostrophe before it. CSV is UTF-8 without a byte order mark.
- `end` is a word of SQL: write `"end"`.
- SQLite and DuckDB hold this page as the table `codebook`, DuckDB as comments too, Parquet in the metadata of fields.
"""


def markdown() -> str:
    """Give the codebook as Markdown."""
    parts = [_INTRODUCTION]
    parts += ["\n".join(_section(table)) + "\n" for table in TABLES]
    return "\n".join(parts)


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {table.name}", "", table.meaning, "")
    yield from ("One row is told from others by " + ", ".join(f"`{name}`" for name in table.key) + ".", "")
    yield from ("| column | type | null | meaning |", "|---|---|---|---|")
    for column in table.columns:
        nullable = "yes" if column.nullable else ""
        yield f"| `{column.name}` | {column.type} | {nullable} | {column.meaning.replace('|', chr(92) + '|')} |"
    words = [line for column in table.columns for line in _words(table, column)]
    if words:
        yield from ("", "Vocabularies:", "", *words)


def _words(table: Table, column: Column) -> Iterator[str]:
    other, by_word = BY_OTHER.get((table.name, column.name), ("", {}))
    told = {f" where `{other}` is `{word}`": words for word, words in by_word.items()} or {"": column.vocabulary}
    for where, words in told.items():
        if words:
            yield f"- `{column.name}`{where}: " + " ".join(f"`{word}`" for word in words)


def as_json() -> str:
    """Give the codebook as JSON."""
    told = {"schema_version": SCHEMA_VERSION, "tables": [_table(table) for table in TABLES]}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "meaning": table.meaning,
        "key": list(table.key),
        "columns": [_column(table, column) for column in table.columns],
    }


def _column(table: Table, column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "nullable": column.nullable,
        "meaning": column.meaning,
        "vocabulary": list(column.vocabulary) or None,
    }
    if (table.name, column.name) in BY_OTHER:
        other, by_word = BY_OTHER[table.name, column.name]
        told[f"vocabulary_by_{other}"] = {word: list(words) for word, words in by_word.items()}
    return told
