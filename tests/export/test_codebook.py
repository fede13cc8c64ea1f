"""The codebook says what the models say, and docs/codebook.md is it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summitry import records
from summitry.export import codebook, meanings
from summitry.export.tables import TABLES
from summitry.facts import Fact
from summitry.records import Evidence
from summitry.vocabulary import ASSERTIONS, OFFICES, TENURES

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
COLUMNS = {(table.name, column.name): column for table in TABLES for column in table.columns}


def test_the_page_is_current() -> None:
    stale = "docs/codebook.md is stale: python -m summitry.export > docs/codebook.md"
    assert PAGE.read_text(encoding="utf-8") == codebook.markdown(), stale


def test_every_column_has_a_meaning_and_a_type() -> None:
    assert all(column.meaning for column in COLUMNS.values())
    assert {column.type for column in COLUMNS.values()} == {"text", "integer", "real", "date"}
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)


def test_meanings_come_from_the_models_where_they_tell_them() -> None:
    assert COLUMNS["evidence", "rule"].meaning == Evidence.model_fields["rule"].description


@pytest.mark.parametrize("key", meanings.MEANINGS)
def test_a_meaning_is_of_a_field_that_has_none_of_its_own(key: str) -> None:
    model, _, name = key.partition(".")
    home = Fact if model == "Fact" else getattr(records, model)
    assert home.model_fields[name].description is None


def test_vocabularies_are_those_of_the_models() -> None:
    assert COLUMNS["leader_roles", "office"].vocabulary == OFFICES
    assert COLUMNS["leader_roles", "tenure"].vocabulary == TENURES
    assert COLUMNS["facts", "assertion"].vocabulary == ASSERTIONS
    assert COLUMNS["statuses", "type"].vocabulary == ("participation", "membership", "treaty", "legal")
    of_statuses = [word for words in meanings.BY_OTHER["statuses", "status"][1].values() for word in words]
    assert COLUMNS["statuses", "status"].vocabulary == tuple(dict.fromkeys(of_statuses))


def test_flat_facts_keep_their_order() -> None:
    (facts,) = (table for table in TABLES if table.name == "facts")
    assert [column.name for column in facts.columns] == ["article_no", "position", *Fact.model_fields]


def test_json_tells_what_the_page_tells() -> None:
    told = json.loads(codebook.as_json())
    page = codebook.markdown()
    for table in told["tables"]:
        assert f"## {table['name']}\n" in page
        for column in table["columns"]:
            assert f"| `{column['name']}` | {column['type']} |" in page
            assert column["meaning"] in page
            for word in column["vocabulary"] or ():
                assert f"`{word}`" in page
    (value,) = (c for t in told["tables"] if t["name"] == "facts" for c in t["columns"] if c["name"] == "value")
    assert value["vocabulary_by_predicate"]["meeting"] == ["met"]
