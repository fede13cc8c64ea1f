"""What is exported comes back, by the tools that read each format."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from summitry.export import run as runs
from summitry.export.csv_files import unguarded
from summitry.export.formats import Format
from summitry.export.rows import rows_of
from summitry.export.run import export
from summitry.export.tables import TABLES, Row, Table
from summitry.facts import facts_of
from summitry.record_files import by_article
from summitry.records import AnyRecord

Tables = dict[str, list[tuple[Any, ...]]]


def _from_csv(to: Path) -> Tables:
    return {table.name: [tuple(_typed(table, row)) for row in _csv_rows(to, table)] for table in TABLES}


def _csv_rows(to: Path, table: Table) -> list[list[str]]:
    with (to / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    assert head == [column.name for column in table.columns]
    return rows


def _typed(table: Table, row: list[str]) -> list[object]:
    kinds: dict[str, Callable[[str], object]] = {"integer": int, "real": float, "text": unguarded, "date": str}
    return [
        None if cell == "" and column.nullable else kinds[column.type](cell)
        for column, cell in zip(table.columns, row, strict=True)
    ]


def _from_parquet(to: Path) -> Tables:
    parquet = import_module("pyarrow.parquet")
    found = {}
    for table in TABLES:
        read = parquet.read_table(to / f"{table.name}.parquet")
        assert read.column_names == [column.name for column in table.columns]
        assert {field.name: field.metadata[b"description"].decode() for field in read.schema} == {
            column.name: column.meaning for column in table.columns
        }
        found[table.name] = [_days_as_text(tuple(row.values())) for row in read.to_pylist()]
    return found


def _days_as_text(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def _from_sqlite(to: Path) -> Tables:
    with closing(sqlite3.connect(to)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {table.name: base.execute(f"SELECT * FROM {table.name}").fetchall() for table in TABLES}


def _from_duckdb(to: Path) -> Tables:
    with import_module("duckdb").connect(str(to), read_only=True) as base:
        return {
            table.name: [_days_as_text(row) for row in base.execute(f"SELECT * FROM {table.name}").fetchall()]
            for table in TABLES
        }


READERS: dict[Format, Callable[[Path], Tables]] = {
    Format.CSV: _from_csv, Format.PARQUET: _from_parquet, Format.SQLITE: _from_sqlite, Format.DUCKDB: _from_duckdb,
}  # fmt: skip


def _expected(records: list[AnyRecord]) -> Tables:
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for number, together in enumerate(by_article(records), 1):
        for table, row in rows_of(number, together):
            found[table.name].append(row)
    return found


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("batch", [1, 2, 20_000])
def test_every_format_gives_back_what_went_in(
    form: Format, batch: int, run: Path, records: list[AnyRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "BATCH_ROWS", batch)
    to = run / "tables"
    counts = export(run, to, form)
    expected = _expected(records)
    assert READERS[form](to) == expected
    assert counts == {name: len(rows) for name, rows in expected.items()}
    assert all(expected.values()), "a table without rows is not proved"


@pytest.mark.parametrize("form", Format)
def test_no_records_give_empty_tables(form: Format, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    export(tmp_path / "none.jsonl", tmp_path / "tables", form)
    assert READERS[form](tmp_path / "tables") == {table.name: [] for table in TABLES}


def test_what_the_rows_hold(records: list[AnyRecord]) -> None:
    tables = _expected(records)
    names = {table.name: [column.name for column in table.columns] for table in TABLES}
    told = {name: [dict(zip(names[name], row, strict=True)) for row in rows] for name, rows in tables.items()}
    assert [row["article_no"] for row in told["articles"]] == [1, 2, 3]
    assert told["articles"][0]["article_id"] == told["articles"][1]["article_id"]
    assert told["articles"][2]["text"] is None
    assert [row["warning"] for row in told["article_warnings"][:2]] == ["one", "=two"]
    assert {row["alias"] for row in told["leader_aliases"]} == {"Ana", "=Ana"}
    queen, judge = told["leader_roles"][:2]
    assert (queen["office"], queen["country_alpha2"], queen["organisation_name"]) == ("monarch", "PE", None)
    assert (judge["office"], judge["country_alpha2"], judge["organisation_acronym"]) == ("judge", None, "WC")
    first = told["statuses"][:6]
    assert [row["type"] for row in first] == ["participation", "legal", "legal", "membership", "treaty", "membership"]
    assert [row["record_kind"] for row in first] == [*["leader"] * 3, *["country"] * 2, "organisation"]
    assert [(row["by_kind"], row["by_name"], row["by_acronym"]) for row in first[1:3]] == [
        ("organisation", "Water Court", "WC"), ("country", "Peru", None),
    ]  # fmt: skip
    assert (first[4]["treaty_name"], first[4]["organisation_name"]) == ("River Pact", None)
    assert [(row["name"], row["alpha2"]) for row in told["organisation_founders"][:2]] == [
        ("Peru", "PE"), ("Soviet Union", None),
    ]  # fmt: skip
    summit, meeting = told["events"][:2]
    assert (summit["place_country_name"], summit["dates_start"]) == ("Soviet Union", "2024-07-03")
    assert meeting["place_country_name"] is None
    assert [row["part"] for row in told["event_participants"][:3]] == ["principal"] * 3
    evidence = [(row["part"], row["part_position"], row["position"]) for row in told["evidence"][:5]]
    assert evidence == [("role", 1, 1), ("role", 2, 1), ("status", 1, 1), ("status", 1, 2), ("status", 2, 1)]
    facts = [fact.model_dump() for fact in facts_of(records)]
    assert [{key: row[key] for key in facts[0]} for row in told["facts"]] == facts


def test_keys_tell_rows_apart(records: list[AnyRecord]) -> None:
    for table in TABLES:
        places = [[column.name for column in table.columns].index(name) for name in table.key]
        keys = [tuple(row[place] for place in places) for row in _expected(records)[table.name]]
        assert len(set(keys)) == len(keys), table.name


def test_tables_join_by_their_keys(run: Path) -> None:
    export(run, run / "tables.db", Format.SQLITE)
    with closing(sqlite3.connect(run / "tables.db")) as base:
        query = """
            SELECT l.name, r.office, e.text FROM leaders l
            JOIN leader_roles r ON r.article_no = l.article_no AND r.record_id = l.id
            JOIN evidence e ON e.article_no = r.article_no AND e.record_id = r.record_id
                           AND e.part = 'role' AND e.part_position = r.position
            WHERE l.article_no = 2 ORDER BY r.position"""
        found = base.execute(query).fetchall()
    assert found == [('Queen "Ana"', "monarch", "Queen"), ('Queen "Ana"', "judge", "Queen")]


@pytest.mark.parametrize("form", [Format.SQLITE, Format.DUCKDB])
def test_databases_hold_the_codebook(form: Format, run: Path) -> None:
    export(run, run / "tables.db", form)
    query = "SELECT table_name, column_name, meaning FROM codebook ORDER BY table_name, position"
    if form is Format.SQLITE:
        with closing(sqlite3.connect(run / "tables.db")) as base:
            found = base.execute(query).fetchall()
    else:
        with import_module("duckdb").connect(str(run / "tables.db"), read_only=True) as base:
            found = base.execute(query).fetchall()
            comment = base.execute("SELECT comment FROM duckdb_columns() WHERE column_name = 'predicate'").fetchall()
            assert comment == [("what kind of fact it is",)]
            types = base.execute("SELECT DISTINCT data_type FROM duckdb_columns() WHERE column_name = 'published'")
            assert types.fetchall() == [("DATE",)]
    assert found == [
        (table.name, column.name, column.meaning)
        for table in sorted(TABLES, key=lambda table: table.name)
        for column in table.columns
    ]


def test_folders_hold_the_codebook(run: Path) -> None:
    export(run, run / "tables", Format.CSV)
    told = json.loads((run / "tables" / "codebook.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in told["tables"]] == [table.name for table in TABLES]
    assert (run / "tables" / "codebook.md").read_text(encoding="utf-8").startswith("# Codebook")


@pytest.mark.parametrize("form", [Format.CSV, Format.SQLITE, Format.PARQUET])
def test_the_same_records_are_the_same_bytes(form: Format, run: Path) -> None:
    for name in ("one", "two"):
        export(run, run / name, form)
    one, two = ([to] if to.is_file() else sorted(to.iterdir()) for to in (run / "one", run / "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
