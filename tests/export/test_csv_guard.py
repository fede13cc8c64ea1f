"""No cell of a CSV file is a formula, and every text comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.export.csv_files import cell, guarded, unguarded
from summitry.export.formats import Format
from summitry.export.run import export

texts = st.text(
    st.one_of(st.sampled_from("'=+-@\t\r\n \ufeff\u200b\uff1d\"a,;|"), st.characters(exclude_categories=["Cs"]))
)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\ufeff=1", "\u200b+1", "\uff1d1", "\x00=1", "'=1"],
)
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Ana", "Ana =1", "1-1", "'Abd", "''", "É", "(+1)", "«-»"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(texts)
def test_no_text_starts_a_formula_and_all_come_back(text: str) -> None:
    safe = guarded(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe.lstrip()[:1] not in ("=", "+", "-", "@")
    assert unguarded(safe) == text


@given(st.lists(texts, min_size=1))
def test_cells_come_back_from_the_csv_module(row: list[str]) -> None:
    line = ",".join(map(cell, row)) + "\n"
    (read,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [unguarded(text) for text in read] == row


def test_null_and_numbers_are_bare() -> None:
    assert [cell(value) for value in (None, "", 0, -3, 0.25)] == ["", '""', "0", "-3", "0.25"]


def test_no_cell_of_an_export_is_a_formula(run: Path) -> None:
    export(run, run / "tables", Format.CSV)
    cells = [
        cell
        for path in sorted((run / "tables").glob("*.csv"))
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        for cell in row
    ]
    assert {"'=Queen", "'@title", "'-because", "'\tflight", "'=Ana", "'+1999"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
