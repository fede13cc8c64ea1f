"""What a run makes, keeps, makes anew and takes again."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summitry.cli import app
from summitry.errors import WriteError
from summitry.run.batch import Outcome, retry
from summitry.run.children import Load
from summitry.run.failures import LedgerError, NoRun
from summitry.run.manifest import read_manifest

from .conftest import contents, lines

Into = Callable[..., Outcome]


def times(folder: str) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in Path(folder).glob("*.json*")}


def test_files_of_a_run(into: Into, inbox: Path) -> None:
    (inbox / "b-fail.txt").write_text("This one is to <FAIL>.")
    outcome = into("out", inbox)
    records = lines(Path("out/records.jsonl"))
    sources = [record["source"] for record in records if record["kind"] == "article"]
    assert sources == sorted(f"inbox/{path.name}" for path in inbox.iterdir() if path.name != "b-fail.txt")
    assert all(record["text"] is None for record in records)
    assert (outcome.articles, outcome.rejects, outcome.processed) == (len(sources), 1, len(sources) + 1)
    assert {path.name for path in Path("out").iterdir()} == {
        "records.jsonl", "rejects.jsonl", "manifest.json", "ledger.sqlite",
    }  # fmt: skip


def test_manifest(into: Into, inbox: Path) -> None:
    (inbox / "fail.txt").write_text("This one is to <FAIL>.")
    into("out", inbox)
    manifest = read_manifest(Path("out"))
    assert manifest
    for name, file in manifest.output.files.items():
        data = (Path("out") / name).read_bytes()
        assert (file.bytes, file.lines) == (len(data), data.count(b"\n"))
        assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert manifest.input.files == manifest.input.articles == manifest.output.articles + 1
    assert manifest.output.rejects_by_error == {"ExtractionError": 1}
    assert manifest.output.fingerprints == {manifest.fingerprint: manifest.output.articles}
    into("again", inbox, workers=2)
    told, again = (json.loads(Path(name, "manifest.json").read_bytes()) for name in ("out", "again"))
    assert told["output"] == again["output"]


def test_second_run_does_nothing(into: Into, inbox: Path) -> None:
    into("out", inbox, "absent.txt")
    before = times("out")
    outcome = into("out", inbox, "absent.txt", workers=2)
    assert (outcome.processed, outcome.rejects) == (0, 1)
    assert times("out") == before


def test_only_what_is_new_or_changed(into: Into, inbox: Path) -> None:
    into("out", inbox)
    (inbox / "a01.txt").write_text("The text of this article is another one.")
    (inbox / "new.txt").write_text("This article is new.")
    (inbox / "a02.txt").unlink()
    assert into("out", inbox).processed == 2
    into("anew", inbox)
    assert contents("out") == contents("anew")


def test_other_settings_make_all_anew(into: Into, inbox: Path) -> None:
    into("out", inbox)
    assert into("out", inbox, keep_text=True).processed == len(list(inbox.iterdir()))
    record = lines(Path("out/records.jsonl"))[0]
    assert record["text"] == Path(record["source"]).read_text()


def test_inputs_that_are_not_given_are_kept_for_later(into: Into, inbox: Path) -> None:
    shutil.copytree(inbox, "more")
    into("out", inbox, "more")
    outcome = into("out", inbox)
    assert (outcome.processed, outcome.not_given) == (0, len(list(inbox.iterdir())))
    into("anew", inbox)
    assert contents("out") == contents("anew")
    assert into("out", inbox, "more").processed == 0


def test_file_of_many_articles(into: Into, working_folder: Path) -> None:
    def write(texts: list[str]) -> None:
        news = [json.dumps({"text": text}) for text in texts]
        Path("news.jsonl").write_text("\n".join([*news[:4], "no json", *news[4:]]) + "\n")

    def sources() -> list[str]:
        return [record["source"] for record in lines(Path("out/records.jsonl"))]

    texts = [f"This is article {number} of the file, and it says so." for number in range(1, 15)]
    write(texts)
    assert into("out", "news.jsonl", workers=2).processed == 14
    assert sources() == [f"news.jsonl#{number}" for number in range(1, 16) if number != 5]
    assert [reject["source"] for reject in lines(Path("out/rejects.jsonl"))] == ["news.jsonl#5"]
    texts[7] = "Another article has come in the place of number 8."
    write(texts[:12])
    outcome = into("out", "news.jsonl")
    assert (outcome.articles, outcome.rejects, outcome.processed) == (12, 1, 1)
    assert sources()[-1] == "news.jsonl#13"


def test_result_files_that_were_lost_are_written_again(into: Into, inbox: Path) -> None:
    into("out", inbox)
    before = contents("out")
    Path("out/records.jsonl").write_text("spoilt")
    assert into("out", inbox).processed == 0
    assert contents("out") == before


def test_inputs_of_one_name(into: Into, working_folder: Path) -> None:
    for name in ("x", "y"):
        folder = working_folder / name / "news"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(f"The news of {name}.")
    given = [working_folder / name / "news" for name in ("x", "y")]
    outcome = into("out", *given)
    assert [record["source"] for record in lines(Path("out/records.jsonl"))] == ["news/a.txt"] * 2
    assert outcome.articles == 2
    assert into("out", *given).processed == 0


def test_names_that_are_no_text(into: Into, inbox: Path) -> None:
    Path(b"inbox/caf\xe9\n.txt".decode("utf-8", "surrogateescape")).write_text("An article with a strange name.")
    outcome = into("out", inbox)
    assert outcome.articles == len(list(inbox.iterdir()))
    assert "inbox/caf\\udce9\n.txt" in {record["source"] for record in lines(Path("out/records.jsonl"))}


def test_standard_input(into: Into, working_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO("---\ntitle: Of cafés\n---\nAn article about cafés.\n".encode())

    monkeypatch.setattr(sys, "stdin", Input)
    into("out", "-", keep_text=True)
    (record,) = lines(Path("out/records.jsonl"))
    assert (record["source"], record["title"], record["text"]) == ("-", "Of cafés", "An article about cafés.\n")
    assert not list(Path("out").glob(".*"))


def test_duplicates_are_marked(into: Into, inbox: Path) -> None:
    text = (inbox / "d01.txt").read_text()
    (inbox / "e-copy.txt").write_text(text)
    (inbox / "f-wire.txt").write_text(f"By Our Correspondent\n\n{text}\n\nAdditional reporting by Jan Novak.\n")
    outcome = into("out", inbox, workers=2)
    marked = {
        record["source"]: record["warnings"][-1]
        for record in lines(Path("out/records.jsonl"))
        if any(warning.startswith("duplicate_of") for warning in record.get("warnings", ()))
    }
    assert marked == dict.fromkeys(("inbox/e-copy.txt", "inbox/f-wire.txt"), "duplicate_of:inbox/d01.txt")
    assert outcome.duplicates == 2


def test_retry(into: Into, load: Load, inbox: Path) -> None:
    (inbox / "dies.txt").write_text("Whoever reads this will <DIE> of it.")
    (inbox / "fails.txt").write_text("This one is to <FAIL>.")
    into("out", inbox, "absent.txt")
    assert [reject["source"] for reject in lines(Path("out/rejects.jsonl"))] == [
        "absent.txt", "inbox/dies.txt", "inbox/fails.txt",
    ]  # fmt: skip
    (inbox / "dies.txt").write_text("Nothing happens to who reads this.")
    (inbox / "fails.txt").write_text("This one is to go well.")
    assert into("out", inbox, "absent.txt").rejects == 1  # what has changed is no reject any more

    (inbox / "dies.txt").write_text("Whoever reads this will <DIE> of it.")
    (inbox / "fails.txt").write_text("This one is to <FAIL>.")
    into("out", inbox, "absent.txt")
    assert retry(Path("out"), load=load).processed == 1
    assert retry(Path("out"), load=load, every=True).processed == 2
    assert len(lines(Path("out/rejects.jsonl"))) == 3
    shutil.rmtree(inbox)
    before = contents("out")
    assert retry(Path("out"), load=load, every=True).processed == 0
    assert contents("out") == before


def test_folders_that_are_no_runs(into: Into, load: Load, inbox: Path) -> None:
    with pytest.raises(NoRun):
        retry(Path("nowhere"), load=load)
    Path("file").touch()
    with pytest.raises(WriteError):
        into("file", inbox)
    Path("broken").mkdir()
    Path("broken/ledger.sqlite").write_bytes(b"this is no ledger " * 100)
    with pytest.raises(LedgerError):
        into("broken", inbox)


def test_commands(small_model: Path, inbox: Path) -> None:
    for path in sorted(inbox.iterdir())[3:]:
        path.unlink()
    command = ["run", "inbox", "absent", "--into", "out", "--model", str(small_model), "--workers", "1"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 3, result.output
    assert "out: records of 3 articles (3 new), 1 rejected" in result.output
    records = lines(Path("out/records.jsonl"))
    assert [record["source"] for record in records if record["kind"] == "article"] == [
        f"inbox/{path.name}" for path in sorted(inbox.iterdir())
    ]
    assert {record["producer"]["model"] for record in records if record["kind"] == "article"} == {"en_small"}
    result = CliRunner().invoke(app, ["run", "inbox", "--into", "out", "--model", str(small_model)])
    assert result.exit_code == 0
    assert "(0 new)" in result.output
    result = CliRunner().invoke(app, ["retry", "out"])
    assert result.exit_code == 0
