from __future__ import annotations

import json

import pytest

from summitry.errors import MissingInput, WriteError
from summitry.records import parse_record
from summitry.write import AtomicFile, Output, record_bytes, rejects_path


@pytest.fixture(scope="module")
def records(small_extractor):
    return small_extractor.extract(
        "President Anela Kovac arrived on Monday and was received in a café.\u2028They dined.", source="a.txt"
    )


def test_records_are_one_line_each_in_canonical_bytes(records):
    data = record_bytes(records)
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(records) > 1
    assert record_bytes(parse_record(line) for line in lines) == data
    assert b"\\u" not in data


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "deep/out.jsonl"
    file = AtomicFile(path)
    file.write(b"new")
    assert not path.exists()
    file.commit()
    assert path.read_bytes() == b"new"
    failed = AtomicFile(path)
    failed.write(b"newer")
    failed.discard()
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["out.jsonl"]


def test_files_have_the_permissions_of_any_other(tmp_path):
    (tmp_path / "plain").write_text("x")
    file = AtomicFile(tmp_path / "out.jsonl")
    file.commit()
    assert (tmp_path / "out.jsonl").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_cannot_be_written_is_told(tmp_path):
    with pytest.raises(WriteError, match="Is a directory"):
        AtomicFile(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        AtomicFile(tmp_path / "file/out.jsonl")


def test_rejects_stand_beside_the_output_and_old_ones_go(tmp_path, records):
    path = tmp_path / "out.jsonl"
    beside = rejects_path(path)
    assert beside.name == "out.rejects.jsonl"
    with Output(path) as output:
        output.records(records)
        output.reject(MissingInput("b.txt", "no such file", remedy="Check the path"))
    assert json.loads(beside.read_text())["source"] == "b.txt"
    assert path.read_bytes() == record_bytes(records)
    with Output(path) as output:
        output.records(records)
    assert not beside.exists()


def test_a_failed_run_leaves_the_old_output(tmp_path, records):
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def fail():
        with Output(path) as output:
            output.records(records)
            output.reject(MissingInput("b.txt", "no such file"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]
