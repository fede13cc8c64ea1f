"""What the check of a file says, and of which line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summitry.article import Article
from summitry.assemble import assemble
from summitry.errors import RecordError
from summitry.findings import Entity, Evidence, Extraction, Finding
from summitry.lexicon import load_lexicon
from summitry.records import Producer, dump_record
from summitry.validate import Summary, own_text, read_records, text_at_hand, validate

TEXT = "Ana Holt of Peru flew to the SCO summit in Oslo and met Bo Ek."
PRODUCER = Producer(name="summitry", version="1", model="m", model_version="1", lexicon="")


def _finding(predicate: Any, value: str, quote: str, object_: Entity, **details: Any) -> Finding:
    start = TEXT.index(quote)
    evidence = Evidence(start, start + len(quote), "test", (0, len(TEXT)))
    return Finding(predicate, Entity("person", "Ana Holt"), value, object_, evidence, assertion="asserted", **details)


@pytest.fixture(scope="module")
def lines() -> tuple[str, ...]:
    findings = (
        _finding("participation", "attending", "flew to the SCO summit", Entity("event", "summit")),
        _finding("meeting", "met", "met Bo Ek", Entity("person", "Bo Ek")),
    )
    made = assemble(Article(TEXT, source="a.txt"), Extraction(findings), load_lexicon(), PRODUCER, keep_text=True)
    return tuple(dump_record(record) for record in made)


def _faults(lines: list[str], text: str | None = TEXT) -> list[str]:
    return [str(fault) for fault in validate(lines, lambda _: text)]


def test_a_whole_file_has_no_fault(lines: tuple[str, ...]) -> None:
    summary = Summary()
    assert list(validate(lines, own_text, summary)) == []
    assert dict(summary.records) == {"article": 1, "leader": 2, "event": 2}
    assert (summary.proved, summary.unproved, summary.faults) == (3, 0, 0)


def test_without_a_text_evidence_stays_unproved(lines: tuple[str, ...]) -> None:
    summary = Summary()
    assert list(validate(lines, lambda _: None, summary)) == []
    assert (summary.proved, summary.unproved) == (0, 3)


def test_each_fault_names_its_line_and_remedy(lines: tuple[str, ...]) -> None:
    article, leader, *rest = lines
    shifted = leader.replace('"start":17', '"start":16').replace('"end":39', '"end":38')
    assert shifted != leader
    assert _faults([article, shifted, *rest])[0].startswith(
        "line 2: leader.statuses.0.participation.evidence.0: the article reads"
    )
    assert _faults([article, leader, "", *rest])[0] == "line 3: an empty line. Write one record a line"
    assert _faults(["{", *lines])[0].startswith("line 1: the whole: Invalid JSON")
    unknown = leader.replace('"roles"', '"rolls"')
    faults = _faults([article, unknown, *rest])
    told = "line 2: leader.roles: Field required; leader.rolls: Extra inputs are not permitted."
    assert faults == [f"{told} See schemas/ for what a record holds"]
    old = leader.replace("1.0.0", "0.9.0")
    assert "of version 0.9.0, this tool reads 1.0.0" in _faults([article, old, *rest])[0]


def test_lines_lost_added_or_astray(lines: tuple[str, ...]) -> None:
    article, *rest = lines
    assert "no article record above it" in _faults(rest)[0]
    assert any("its lines are" in fault and fault.startswith("line 1:") for fault in _faults([article, *rest[:-1]]))
    assert any("is that of line 2" in fault for fault in _faults([*lines, rest[0]]))
    assert any("no event record of this article" in fault for fault in _faults([article, *rest[:2]]))


def test_a_changed_text_is_told_once(lines: tuple[str, ...]) -> None:
    data = json.loads(lines[0]) | {"text": None}
    faults = _faults([json.dumps(data), *lines[1:]], TEXT + "!")
    assert faults == ["line 1: the text of a.txt is not the one that was read. Extract it again"]


def test_reading_stops_at_a_line_that_is_no_record(lines: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join([*lines, '{"kind": "leader"}']), encoding="utf-8")
    records = read_records(path)
    assert [next(records).kind for _ in lines] == ["article", "leader", "leader", "event", "event"]
    with pytest.raises(RecordError, match=r"r\.jsonl, line 6: leader\.schema_version: Field required"):
        next(records)
    with pytest.raises(RecordError, match=r"none\.jsonl: No such file"):
        next(read_records(tmp_path / "none.jsonl"))


def test_texts_are_found_in_the_articles_files(lines: tuple[str, ...], tmp_path: Path) -> None:
    stripped = [json.dumps(json.loads(lines[0]) | {"text": None}), *lines[1:]]
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    find = text_at_hand(
        [tmp_path / "elsewhere", tmp_path], lambda path: ["?", Article(path.read_text(encoding="utf-8"))]
    )
    summary = Summary()
    assert list(validate(stripped, find, summary)) == []
    assert (summary.proved, summary.unproved) == (3, 0)
    missing = Summary()
    assert list(validate(stripped, text_at_hand([tmp_path / "elsewhere"], lambda _: []), missing)) == []
    assert missing.unproved == 3
    (tmp_path / "a.txt").write_text(TEXT + " More.", encoding="utf-8")
    changed = text_at_hand([tmp_path], lambda path: [Article(path.read_text(encoding="utf-8"))])
    assert [fault.line for fault in validate(stripped, changed)] == [1]
