"""An export is whole or not there, takes nothing else's place, and needs no more memory for more records."""

from __future__ import annotations

import json
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from summitry.commands.export import export as command
from summitry.errors import RecordError, WriteError
from summitry.export import formats
from summitry.export.csv_files import CsvFiles
from summitry.export.formats import ExportError, Format, MissingExtra
from summitry.export.run import export
from summitry.records import AnyRecord
from summitry.write import record_bytes


@pytest.fixture(params=list(Format))
def form(request: pytest.FixtureRequest) -> Format:
    return Format(request.param)


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _bytes(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_a_broken_line_leaves_the_old_export(form: Format, run: Path) -> None:
    export(run, run / "tables", form)
    old = _bytes(run / "tables")
    with (run / "records.jsonl").open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(RecordError, match="line 22"):
        export(run, run / "tables", form)
    assert _bytes(run / "tables") == old
    assert _left(run) == ["records.jsonl", "tables"]


def test_a_full_disk_leaves_the_old_export(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(run, run / "tables", Format.CSV)
    old = _bytes(run / "tables")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(CsvFiles, "write", full)
    with pytest.raises(WriteError, match="No space left on device") as caught:
        export(run, run / "tables", Format.CSV)
    assert caught.value.retry
    assert _bytes(run / "tables") == old
    assert _left(run) == ["records.jsonl", "tables"]


def test_a_failing_exchange_brings_the_old_folder_back(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(run, run / "tables", Format.CSV)
    (run / "tables" / "facts.csv").write_text("old")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.parent.name.endswith(".part") and self.name == "tables":
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(WriteError, match="Permission denied"):
        export(run, run / "tables", Format.CSV)
    assert (run / "tables" / "facts.csv").read_text() == "old"
    assert _left(run) == ["records.jsonl", "tables"]


def test_an_older_export_is_replaced(form: Format, run: Path, records: list[AnyRecord]) -> None:
    export(run, run / "tables", form)
    (run / "records.jsonl").write_bytes(record_bytes(records[:7]))
    assert export(run, run / "tables", form)["articles"] == 1
    assert _left(run) == ["records.jsonl", "tables"]


def test_what_is_no_export_stays(form: Format, run: Path) -> None:
    folder, file, base = run / "folder", run / "file", run / "base.db"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    file.write_text("years of work")
    with closing(sqlite3.connect(base)) as own:
        own.execute("CREATE TABLE years (work)")
    before = {path: _bytes(path) for path in (folder, file, base)}
    for path, content in before.items():
        with pytest.raises(WriteError, match="not an export") as caught:
            export(run, path, form)
        assert not caught.value.retry
        assert _bytes(path) == content


def test_an_empty_folder_or_file_may_be_filled(form: Format, run: Path) -> None:
    if form.is_folder:
        (run / "tables").mkdir()
    else:
        (run / "tables").touch()
    assert export(run, run / "tables", form)["articles"] == 3


def test_a_folder_that_cannot_be_made_is_told(run: Path) -> None:
    (run / "file").touch()
    with pytest.raises(WriteError, match="cannot be written"):
        export(run, run / "file" / "tables", Format.CSV)


def test_a_day_that_is_in_no_calendar_is_told(run: Path) -> None:
    path = run / "records.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"2024-07-03"', b'"2024-02-31"'))
    with pytest.raises(ExportError, match=r"published is 2024-02-31, a day that is in no calendar"):
        export(run, run / "tables", Format.PARQUET)
    assert export(run, run / "tables", Format.CSV)["articles"] == 3


@pytest.mark.parametrize("form", [Format.PARQUET, Format.DUCKDB])
def test_a_missing_extra_is_told_with_its_remedy(form: Format, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(formats, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"pip install 'summitry\[tables\]'") as caught:
        export(run, run / "tables", form)
    assert caught.value.stage == "export"
    assert _left(run) == ["records.jsonl"]


@pytest.mark.parametrize("form", [Format.CSV, Format.SQLITE])
def test_memory_does_not_grow_with_the_records(
    form: Format, run: Path, records: list[AnyRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    from summitry.export import run as runs

    monkeypatch.setattr(runs, "BATCH_ROWS", 20)
    few, many = (_grown(run, records, times) for times in (5, 30))
    # Once before, untraced: the interpreter keeps some thousands of freed tuples for later.
    export(many, run / "warm", form)
    assert _peak(many, form) - _peak(few, form) < (many.stat().st_size - few.stat().st_size) / 5


def _grown(run: Path, records: list[AnyRecord], times: int) -> Path:
    path = run / f"{times}.jsonl"
    path.write_bytes(record_bytes(records) * times)
    return path


def _peak(path: Path, form: Format) -> int:
    tracemalloc.start()
    try:
        export(path, path.with_suffix(".tables"), form)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_characters_count_too(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from summitry.export import run as runs

    sizes: list[int] = []
    write = CsvFiles.write

    def counted(self: CsvFiles, table: object, rows: list[object]) -> None:
        sizes.append(len(rows))
        write(self, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(runs, "BATCH_CHARACTERS", 1)
    monkeypatch.setattr(CsvFiles, "write", counted)
    counts = export(run, run / "tables", Format.CSV)
    assert sum(sizes) == sum(counts.values())
    assert max(sizes) == 1


def test_the_command(run: Path) -> None:
    app = Typer()
    app.command()(command)
    result = CliRunner().invoke(app, [str(run), "--to", str(run / "tables.db"), "--format", "sqlite"])
    assert result.exit_code == 0, result.output
    assert "3 articles" in result.output
    assert "33 facts" in result.output
    with closing(sqlite3.connect(run / "tables.db")) as base:
        assert base.execute("SELECT count(*) FROM facts").fetchone() == (33,)
    assert json.loads((run / "records.jsonl").read_bytes().split(b"\n")[0])["kind"] == "article"
