"""Rows as Arrow tables, for Parquet and DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from summitry.export.tables import Column, Row, Table


def schema_of(arrow: Any, table: Table) -> Any:
    """Give the Arrow schema of a table; fields carry their meaning."""
    types = {"text": arrow.string(), "integer": arrow.int64(), "real": arrow.float64(), "date": arrow.date32()}
    fields = [
        arrow.field(column.name, types[column.type], column.nullable, {"description": column.meaning})
        for column in table.columns
    ]
    return arrow.schema(fields, {"description": table.meaning})


def arrow_table(arrow: Any, schema: Any, table: Table, rows: Sequence[Row]) -> Any:
    """Make an Arrow table of rows. Raises `ValueError` for a day that is in no calendar."""
    cells = zip(*rows, strict=True)
    arrays = [
        arrow.array(_values(column, values), type=field.type)
        for column, field, values in zip(table.columns, schema, cells, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=schema)


def _values(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    return [_day(column, value) for value in values] if column.type == "date" else values


def _day(column: Column, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{column.name} is {value}, a day that is in no calendar") from None
