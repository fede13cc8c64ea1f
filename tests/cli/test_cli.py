"""The command line as a user meets it: what goes to standard output, what to standard error, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

import summitry
from summitry.cli import main
from summitry.records import parse_record

TEXT = "President Anela Kovac met King Olaf in Oslo on Monday.\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command in this process, with `data` as its standard input."""

    def run(*arguments, data=b""):
        monkeypatch.setattr(sys, "argv", ["summitry", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))
        monkeypatch.setenv("COLUMNS", "120")
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        captured = capfd.readouterr()
        return Ran(exit_.value.code or 0, captured.out, captured.err)

    return run


@pytest.fixture
def news(working_folder):
    """A folder with two articles and four files that are none."""
    folder = working_folder / "news"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "more/b.md").write_text(
        f"---\ntitle: Met\ndate: 2024-07-03\nsource_url: https://example.org/b\n---\n{TEXT}"
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "latin.txt").write_bytes("Der König traf Präsident Kovac.".encode("latin-1"))
    return folder


@pytest.fixture
def records(run, news, small_model):
    """A file of records."""
    assert run("extract", "news/a.txt", "news/more", "--model", small_model, "-o", "out.jsonl").code == 0
    return news.parent / "out.jsonl"


def test_version(run):
    assert run("--version") == Ran(0, f"summitry {summitry.__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["extract"], ["extract", "-", "--published", "soon"], ["facts"], ["facts", "a", "--format", "x"]],
)
def test_wrong_usage_is_2(run, arguments):
    assert run(*arguments).code == 2


@pytest.mark.parametrize("command", ["extract", "facts", "validate", "evaluate", "schema", "show"])
def test_every_command_explains_itself(run, command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: summitry {command}")


def test_rejects_are_told_and_written_and_the_rest_is_extracted(run, news, small_model):
    ran = run("extract", "news", "gone.txt", "--model", small_model, "--output", "out/facts.jsonl")
    assert ran.code == 3
    assert ran.out == ""
    rejects = [json.loads(line) for line in (news.parent / "out/facts.rejects.jsonl").read_text().splitlines()]
    assert [(reject["source"], reject["error"]) for reject in rejects] == [
        ("news/empty.txt", "EmptyInput"),
        ("news/junk.txt", "BinaryInput"),
        ("news/latin.txt", "UndecodableInput"),
        ("gone.txt", "MissingInput"),
    ]
    for reject in rejects:
        assert f"{reject['source']}: {reject['reason']}" in ran.err
    lines = (news.parent / "out/facts.jsonl").read_text().splitlines()
    articles = [record for record in map(parse_record, lines) if record.kind == "article"]
    assert [(article.source, article.title, article.published) for article in articles] == [
        ("news/a.txt", None, None),
        ("news/more/b.md", "Met", "2024-07-03"),
    ]


def test_without_an_output_records_go_to_standard_output(run, news, small_model):
    ran = run("extract", "news/a.txt", "news/empty.txt", "--model", small_model)
    assert ran.code == 3
    assert [json.loads(line)["kind"] for line in ran.out.splitlines()][:2] == ["article", "leader"]
    assert ran.err == "summitry: news/empty.txt: the file is empty. Give a file with text\n"


def test_quiet_in_pipes(run, news, small_model):
    assert run("extract", "news/a.txt", "news/more", "--model", small_model).err == ""


def test_standard_input(run, small_model):
    ran = run("extract", "-", "--model", small_model, "--published", "2024-07-03", data=TEXT.encode())
    article = json.loads(ran.out.splitlines()[0])
    assert (ran.code, article["source"], article["published"]) == (0, "-", "2024-07-03")


def test_a_missing_model_is_a_failure(run, news):
    ran = run("extract", "news/a.txt", "--model", "no_such_model")
    assert ran.code == 1
    assert ran.err.startswith("summitry: the spaCy pipeline no_such_model does not load")


def test_lexicons_of_the_user(run, news, small_model):
    folder = news.parent / "lexicons"
    folder.mkdir()
    (folder / "organisations.csv").write_text("name,kind,acronym,aliases\nNorland Pact,alliance,NOPA,\n")
    (news / "a.txt").write_text("Norland's leader spoke. Germany is a member of the Norland Pact.\n")
    plain = run("extract", "news/a.txt", "--model", small_model)
    laid_over = run("extract", "news/a.txt", "--model", small_model, "--lexicons", folder)
    assert json.loads(plain.out.splitlines()[0])["producer"] != json.loads(laid_over.out.splitlines()[0])["producer"]
    names = [json.loads(line).get("organisation", {}) for line in laid_over.out.splitlines()]
    assert {"name": "Norland Pact", "acronym": "NOPA"} in names


def test_the_same_bytes_with_any_hash_seed(news, small_model, environment):
    command = [sys.executable, "-m", "summitry", "extract", "news/a.txt", "news/more", "--model", str(small_model)]
    outputs = {
        subprocess.run(command, env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    assert outputs != {b""}


def test_a_reader_that_stops_reading_is_no_crash(records, environment):
    (records.parent / "many.jsonl").write_bytes(records.read_bytes() * 200)
    command = f"{sys.executable} -m summitry facts many.jsonl | head -n 1"
    ran = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout)["predicate"] == "role"
    assert ran.stderr == ""


def test_facts_as_json_lines(run, records):
    ran = run("facts", records)
    facts = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    first = facts[0]
    assert (first["predicate"], first["subject"], first["value"]) == ("role", "Anela Kovac", "president")
    assert first["quote"] == TEXT[first["start"] : first["end"]]
    assert [facts[0]["source"], facts[-1]["source"]] == ["news/a.txt", "news/more/b.md"]
    assert all(fact["article_id"] for fact in facts)


def test_facts_as_csv_and_as_a_table(run, records):
    facts = [json.loads(line) for line in run("facts", records).out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("facts", records, "--format", "csv").out)))
    assert [row["subject"] for row in rows] == [fact["subject"] for fact in facts]
    assert [row["quote"] for row in rows] == [fact["quote"] for fact in facts]
    table = run("facts", records, "--format", "table").out
    assert "Anela Kovac" in table
    assert "president" in table


@pytest.mark.parametrize("command", ["facts", "validate", "show"])
def test_a_missing_file_of_records_is_a_failure(run, command):
    ran = run(command, "gone.jsonl")
    assert ran.code == 1
    assert "gone.jsonl: No such file or directory" in ran.err


def test_validate_proves_the_evidence_against_the_texts_at_hand(run, records):
    ran = run("validate", records)
    assert ran.code == 0
    assert "faults: 0" in ran.out
    assert "without a text" not in ran.out
    (records.parent / "news/a.txt").write_text("Another text.\n")
    assert run("validate", records).code == 1


def test_validate_tells_the_line_of_a_fault(run, records):
    lines = records.read_text().splitlines()
    lines[1] = lines[1].replace('"president"', '"chief"')
    records.write_text("\n".join(lines) + "\n")
    ran = run("validate", records)
    assert ran.code == 1
    assert f"{records}, line 2: " in ran.out


def test_evaluate(run, records):
    gold = records.parent / "gold.jsonl"
    gold.write_text(run("facts", records).out)
    ran = run("evaluate", records, gold, "--show")
    assert ran.code == 0
    (total,) = [line.split() for line in ran.out.splitlines() if line.startswith("all")]
    assert total[2:4] == ["0", "0"]
    assert total[4] == "1.000"


def test_schema(run):
    ran = run("schema")
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "summitry record"


def test_show_an_article_and_a_file_of_records(run, records, small_model):
    article = run("show", "news/a.txt", "--model", small_model)
    shown = run("show", records)
    for ran in (article, shown):
        assert ran.code == 0
        assert "Anela Kovac met Olaf" in ran.out
        assert TEXT.strip() in ran.out
    assert "\x1b" not in article.out
