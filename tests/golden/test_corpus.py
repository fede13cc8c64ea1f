"""The records of every article of the corpus stand as they were last looked at.

`make golden` writes them anew: read the difference before committing it.
Left out is the producer, which changes with every version of the model and the lexicon.
"""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import summitry
from summitry.records import dump_record

CORPUS = Path(__file__).parents[2] / "corpus"
GOLDEN = Path(__file__).with_suffix("")
ARTICLES = sorted((CORPUS / "articles").glob("*.txt"))


def published() -> dict[str, date]:
    """Give the publication dates that the corpus's tables of sources know, by stem."""
    rows = [
        row
        for path in sorted(CORPUS.glob("sources*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    return {row["stem"]: date.fromisoformat(row["published"]) for row in rows if row["published"]}


@pytest.fixture(scope="module")
def extractor() -> summitry.Extractor:
    return summitry.load()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_records_of_an_article(
    path: Path, extractor: summitry.Extractor, file_regression: FileRegressionFixture, request: pytest.FixtureRequest
) -> None:
    assert not (os.environ.get("CI") and request.config.getoption("force_regen")), "golden files are not renewed in CI"
    text = path.read_text(encoding="utf-8")
    records = extractor.extract(text, source=f"corpus/articles/{path.name}", published=published().get(path.stem))
    assert len(records) > 1
    lines = []
    for record in records:
        data = json.loads(dump_record(record))
        data.pop("producer", None)
        lines.append(json.dumps(data, ensure_ascii=False) + "\n")
    file_regression.check("".join(lines), basename=path.stem, extension=".jsonl", encoding="utf-8", newline="\n")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.jsonl")} == {path.stem for path in ARTICLES}


def test_every_article_has_gold_and_a_source() -> None:
    listed = {
        row["stem"]
        for path in CORPUS.glob("sources*.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    }
    stems = {path.stem for path in ARTICLES}
    assert stems == {path.stem for path in (CORPUS / "gold").glob("*.jsonl")}
    assert stems <= listed
