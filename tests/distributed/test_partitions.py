"""Runs over a cluster without one: the plan, the work on a partition, going on after a stop."""

from __future__ import annotations

import gzip
import json

import pytest

from summitry.distributed.cluster import run_cluster
from summitry.distributed.plan import Job, make_plan
from summitry.distributed.store import Store
from summitry.errors import WriteError
from summitry.read import Fields, Input, ReadOptions, read_articles
from summitry.run.children import Worker
from summitry.run.failures import RunError
from summitry.run.fingerprint import Fingerprint
from summitry.run.settings import Limits, Settings
from summitry.write import record_bytes

parquet = pytest.importorskip("pyarrow.parquet")
pyarrow = pytest.importorskip("pyarrow")

FINGERPRINT = Fingerprint(
    version="1",
    code="",
    python="",
    libraries={},
    model="",
    model_version="",
    model_sha256="",
    lexicon="",
    keep_text=False,
)


def line(n):
    return {
        "text": f"President Anela Kovac met Jan Novak {n} times in Oslo.",
        "date": "2024-07-03",
        "url": f"https://x.org/{n}",
    }


LINES = [
    json.dumps(line(0)),
    "",
    "no JSON",
    json.dumps(line(1)),
    json.dumps({"x": 1}),
    "  ",
    json.dumps(line(2)),
    json.dumps(line(3)),
    json.dumps(line(4)),
]


class Here:
    """In place of the processes of a worker: the same work in this one, without the seconds that a process takes."""

    extractor = None

    def __init__(self, settings, *_):
        self.made = Worker(lambda *_: self.extractor, None, None, settings.keep_text)
        self.conn = self

    def worker(self):
        return self

    def send_bytes(self, payload):
        self.answer = self.made(payload)

    def poll(self, _):
        return True

    def recv(self):
        return self.answer

    def end(self):
        pass

    close = end


@pytest.fixture
def here(monkeypatch, small_extractor):
    monkeypatch.setattr("summitry.distributed.worker.Pool", Here)
    monkeypatch.setattr(Here, "extractor", small_extractor)


@pytest.fixture
def job(working_folder, small_model, monkeypatch):
    """Make a job over inputs of the working folder, into `out`."""
    # The code of a checkout may change while its tests run.
    monkeypatch.setattr("summitry.distributed.cluster.take_fingerprint", lambda _: FINGERPRINT)
    (working_folder / "news").mkdir()
    (working_folder / "news/a.jsonl").write_text("\n".join(LINES))

    def job(*inputs, articles=3, form="jsonl", **settings):
        told = Settings(inputs=inputs or ("news",), model=str(small_model), **settings)
        return Job(settings=told, into="out", articles=articles, form=form)

    return job


def run(job):
    return run_cluster(job, with_ray=False)


def files(folder):
    """The files of a run by name, but for what tells how long it took."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "done" and path.name != "manifest.json"
    }


def expected(extractor, source="news/a.jsonl", options=None):
    """What a run on one machine gives, with rejects as lines."""
    records, rejects = b"", []
    for item in read_articles(Input(source, __import__("pathlib").Path(source)), options or ReadOptions()):
        if isinstance(item, Exception):
            rejects.append(item.article)
        else:
            records += record_bytes(extractor.process(item))
    return records, rejects


def test_partitions_give_together_what_one_machine_gives(here, job, working_folder, small_extractor):
    records, rejects = expected(small_extractor)
    assert rejects == ["news/a.jsonl#2", "news/a.jsonl#4"]
    for articles, partitions in ((1, 7), (2, 4), (3, 3), (100, 1)):
        outcome = run(job(articles=articles))
        assert (outcome.partitions, outcome.articles, outcome.rejects) == (partitions, 5, 2)
        parts = [working_folder / "out/records" / f"part-{n:06d}.jsonl" for n in range(partitions)]
        assert sorted((working_folder / "out/records").iterdir()) == parts
        assert b"".join(part.read_bytes() for part in parts) == records
        refused = sorted((working_folder / "out/rejects").iterdir())
        assert [json.loads(line)["source"] for part in refused for line in part.read_text().splitlines()] == rejects
    manifest = json.loads((working_folder / "out/manifest.json").read_text())
    assert manifest["counts"]["articles"] == manifest["counts"]["records"]["article"] == 5
    assert manifest["counts"]["rejects_by_error"] == {"MalformedInput": 2}


@pytest.mark.parametrize("articles", [1, 2, 7])
def test_stretches_cover_a_file_and_do_not_overlap(job, working_folder, articles):
    data = (working_folder / "news/a.jsonl").read_bytes()
    plan = list(make_plan(job(articles=articles)))
    assert b"".join(data[part.start : part.end] for part in plan) in (data, data.rstrip())
    assert [part.number for part in plan] == list(range(len(plan)))
    assert [part.first for part in plan] == [number * articles for number in range(len(plan))]


def test_parquet_is_read_by_row_groups(here, job, working_folder, small_extractor):
    rows = [{**line(n), "other": n, "body": {"x": "y"}} for n in range(7)]
    table = pyarrow.Table.from_pylist([*rows, {"url": "https://x.org/none"}])
    parquet.write_table(table, working_folder / "news/b.parquet", row_group_size=2)
    plan = list(make_plan(job("news/b.parquet", articles=3)))
    assert [(part.start, part.end, part.first) for part in plan] == [(0, 2, 0), (2, 4, 4)]
    outcome = run(job("news/b.parquet", articles=3))
    assert (outcome.articles, outcome.rejects) == (7, 1)
    records = b"".join(data for name, data in files(working_folder / "out").items() if name.startswith("records/"))
    articles = [told for told in map(json.loads, records.splitlines()) if told["kind"] == "article"]
    assert [told["source"] for told in articles] == [f"news/b.parquet#{n}" for n in range(1, 8)]
    assert {told["published"] for told in articles} == {"2024-07-03"}


def test_records_in_parquet_are_those_in_json_lines(here, job, working_folder):
    run(job(form="jsonl"))
    told = files(working_folder / "out")
    lines = [line for name, data in told.items() if name.startswith("records/") for line in data.decode().splitlines()]
    run(job(form="parquet"))
    parts = sorted((working_folder / "out/records").iterdir())
    assert [part.suffix for part in parts] == [".parquet"] * 3
    rows = [row for part in parts for row in parquet.read_table(part).to_pylist()]
    assert [row["record"] for row in rows] == lines
    assert rows[0]["source"] == "news/a.jsonl#1"
    assert {row["article_id"] for row in rows} == {json.loads(line).get("article_id") for line in lines} - {None}
    assert [row["kind"] for row in rows] == [json.loads(line)["kind"] for line in lines]


def test_a_second_run_does_nothing_and_a_change_is_done_again(here, job, working_folder):
    assert run(job()).worked == 3
    told = files(working_folder / "out")
    assert run(job()).worked == 0
    assert files(working_folder / "out") == told
    assert run(job(keep_text=True)).worked == 3
    assert run(job(keep_text=True, limits=Limits(seconds=9))).worked == 3
    with (working_folder / "news/a.jsonl").open("a") as file:
        file.write("\n" + json.dumps(line(9)))
    assert run(job()).worked == 3


@pytest.mark.parametrize("place", ["done", "records", "rejects"])
def test_a_run_goes_on_with_what_is_missing(here, job, working_folder, place):
    run(job())
    told = files(working_folder / "out")
    (victim,) = (working_folder / "out" / place).glob("part-000001*")
    victim.unlink()
    (working_folder / "out/records/.part-000001.jsonl.0.part").write_bytes(b"half")
    assert run(job()).worked == 1
    assert files(working_folder / "out") == told
    (working_folder / "out/records/part-000002.jsonl").write_bytes(b"half")
    (working_folder / "out/done/part-000000.json").write_bytes(b"{")
    assert run(job()).worked == 2
    assert files(working_folder / "out") == told


def test_a_run_that_is_stopped_leaves_only_whole_parts(here, job, working_folder, monkeypatch):
    run(job())
    told = files(working_folder / "out")
    for path in sorted((working_folder / "out").rglob("part-*")):
        path.unlink()
    calls = []

    def stop(self, article):
        calls.append(article)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(self, article)

    from summitry.distributed.worker import PartitionWorker

    real = PartitionWorker._extract
    with monkeypatch.context() as patch:
        patch.setattr(PartitionWorker, "_extract", stop)
        with pytest.raises(KeyboardInterrupt):
            run(job())
    left = files(working_folder / "out")
    assert set(left) == {"records/part-000000.jsonl", "rejects/part-000000.jsonl"}
    assert run(job()).worked == 2
    assert files(working_folder / "out") == told


def test_other_formats_are_read_whole_and_what_is_not_there_is_rejected(here, job, working_folder):
    (working_folder / "news/c.jsonl.gz").write_bytes(gzip.compress("\n".join(LINES).encode()))
    (working_folder / "news/d.txt").write_text("President Anela Kovac met Jan Novak.")
    (working_folder / "news/own.jsonl").write_text('{"kind":"article","schema_version":"1","id":"x"}\n')
    (working_folder / "news/b.parquet").write_bytes(b"PAR1 nonsense")
    plan = list(make_plan(job("news", "nowhere")))
    kinds = [(part.source, part.kind) for part in plan if not part.rejection]
    assert kinds == [*[("news/a.jsonl", "lines")] * 3, ("news/c.jsonl.gz", "whole"), ("news/d.txt", "whole")]
    outcome = run(job("news", "nowhere"))
    assert (outcome.articles, outcome.rejects) == (11, 2 + 2 + 2)


def test_fields_and_limits_hold_in_every_form(here, job, working_folder):
    (working_folder / "news/a.jsonl").write_text(json.dumps({"body_text": "Kovac met Olaf."}) + "\n")
    table = pyarrow.Table.from_pylist([{"Body_Text": "Kovac met Olaf."}, {"Body_Text": "x" * 5_000}])
    parquet.write_table(table, working_folder / "news/b.parquet")
    outcome = run(job(fields=Fields(text="body_text"), limits=Limits(megabytes=0.004)))
    assert (outcome.articles, outcome.rejects) == (2, 1)


def test_an_article_that_takes_too_long_is_rejected_and_the_others_are_not(job, working_folder, monkeypatch):
    from summitry.distributed import worker

    monkeypatch.setattr(worker, "load_extractor", slow_on_two)
    outcome = run(job(limits=Limits(seconds=1)))
    assert (outcome.articles, outcome.rejects) == (4, 3)
    told = json.loads((working_folder / "out/manifest.json").read_text())["counts"]["rejects_by_error"]
    assert told == {"MalformedInput": 2, "TimeLimit": 1}


def slow_on_two(model, lexicons):
    """An extractor to which one article is too much."""
    import time

    import summitry

    extractor = summitry.load(model, lexicons)

    class Slow:
        def process(self, article, *, keep_text=False):
            if "2 times" in article.text:
                time.sleep(60)
            return extractor.process(article, keep_text=keep_text)

    return Slow()


def test_a_folder_that_cannot_be_written_is_told(working_folder):
    (working_folder / "out").write_text("a file")
    with pytest.raises(WriteError, match="cannot be written"):
        Store("out").write("records/x", b"x")


def test_a_file_takes_its_name_at_the_end(working_folder):
    store = Store("out")
    with pytest.raises(TypeError), store.writing("a/b") as file:
        file.write("no bytes")
    assert store.names("a") == []
    with store.writing("a/b") as file:
        file.write(b"all")
    assert (store.names("a"), store.read("a/b"), store.size("a/b"), store.read("a/c")) == (["b"], b"all", 3, None)


def test_ray_that_is_not_installed_is_told(job, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(RunError, match=r"ray is not installed.*summitry\[ray\]"):
        run_cluster(job())


def test_the_command_runs_without_ray(here, working_folder, small_model):
    from typer.testing import CliRunner

    from summitry.cli import app

    (working_folder / "a.jsonl").write_text("\n".join(LINES))
    arguments = ["cluster", "a.jsonl", "--into", "out", "--without-ray", "--model", str(small_model), "--articles", "3"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 3, done.output
    assert "records of 5 articles in 3 partitions (3 new), 2 rejected" in done.output
    assert CliRunner().invoke(app, [*arguments, "--fields", "nonsense"]).exit_code == 2
