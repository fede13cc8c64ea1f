"""What a comparison of two runs finds, and how it tells it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer import Typer
from typer.testing import CliRunner, Result

from summitry import diff as module
from summitry.commands.diff import diff as command
from summitry.diff import Diff, as_json, compare, diff_runs, render
from summitry.errors import RecordError
from summitry.facts import Fact, facts_of
from summitry.record_files import IndexedRecords
from summitry.validate import read_records

TEXT = "Ana Holt, president of Peru, met Bo Ek. Peru is an observer of the River Pact."
PERU = {"name": "Peru", "alpha2": "PE", "alpha3": "PER"}
PACT = {"name": "River Pact", "acronym": None}
Lines = list[dict[str, Any]]


def _proof(rule: str) -> list[dict[str, Any]]:
    return [{"start": 0, "end": 8, "text": TEXT[:8], "rule": rule, "sentence": [0, 39]}]


def _role(office: str = "president", rule: str = "role.a", **changed: Any) -> dict[str, Any]:
    told = {"title": office, "office": office, "tenure": "incumbent", "country": PERU, "organisation": None}
    return {**told, "confidence": None, "evidence": _proof(rule), **changed}


def _membership(status: str = "observer", rule: str = "membership.a") -> dict[str, Any]:
    told = {"type": "membership", "status": status, "organisation": PACT, "assertion": "asserted", "since": None}
    return {**told, "confidence": None, "evidence": _proof(rule)}


def _meeting(article_id: str, first: str, second: str, city: str | None = None) -> dict[str, Any]:
    sides = [{"kind": "leader", "id": "1" * 16, "name": name, "part": "principal"} for name in (first, second)]
    return {
        "kind": "event", "schema_version": "1.0.0", "id": "3" * 16, "article_id": article_id, "event": "meeting",
        "name": None, "organisation": None, "participants": sides,
        "place": {"text": None, "city": city, "country": None},
        "dates": {"text": None, "start": None, "end": None}, "assertion": "asserted", "confidence": None,
        "evidence": _proof("meetings.a"),
    }  # fmt: skip


def _article(source: str, *rest: dict[str, Any], sha: str = "a", version: str = "1") -> Lines:
    producer = {"name": "summitry", "version": version, "model": "m", "model_version": "1", "lexicon": ""}
    head = {"schema_version": "1.0.0", "article_id": sha * 16}
    own: dict[str, Any] = {
        "kind": "article", **head, "id": "0" * 16, "source": source, "text": None, "title": None, "published": None,
        "language": "en", "text_sha256": sha * 64, "characters": 78, "sentences": 2, "producer": producer,
        "counts": {"leader": 1, "country": 1, "organisation": 0, "event": 0}, "warnings": [],
    }  # fmt: skip
    return [own, *rest]


def _ana(*roles: dict[str, Any], sha: str = "a") -> dict[str, Any]:
    return {
        "kind": "leader", "schema_version": "1.0.0", "id": "1" * 16, "article_id": sha * 16, "name": "Ana Holt",
        "aliases": [], "mentions": 1, "roles": list(roles), "statuses": [],
    }  # fmt: skip


def _peru(*statuses: dict[str, Any], sha: str = "a") -> dict[str, Any]:
    return {
        "kind": "country", "schema_version": "1.0.0", "id": "2" * 16, "article_id": sha * 16, "country": PERU,
        "mentions": 1, "statuses": list(statuses),
    }  # fmt: skip


def _file(path: Path, *articles: Lines) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for article in articles for line in article), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> Any:
    def made(old: list[Lines], new: list[Lines]) -> tuple[Path, Path]:
        return _file(tmp_path / "old.jsonl", *old), _file(tmp_path / "new.jsonl", *new)

    return made


def _whats(found: Diff) -> list[tuple[str, str]]:
    return [(change.what, str(change.fact)) for change in found.changes]


def test_the_same_run_is_the_same(files: Any) -> None:
    lines = [_article("a.txt", _ana(_role()), _peru(_membership()))]
    found = diff_runs(*files(lines, lines))
    assert found.same
    assert found.exit_code == 0
    assert found.counts == {"added": 0, "lost": 0, "changed": 0, "unchanged": 2}


def test_added_lost_and_changed(files: Any) -> None:
    old = [_article("a.txt", _ana(_role(), _role("mayor")), _peru(_membership()))]
    new = [
        _article("a.txt", _ana(_role(tenure="acting")), _peru(_membership(), _membership("candidate", "membership.b")))
    ]
    found = diff_runs(*files(old, new))
    assert _whats(found) == [
        ("changed", "role | Ana Holt | president | PE | acting"),
        ("lost", "role | Ana Holt | mayor | PE | incumbent"),
        ("added", "membership | PE | candidate | River Pact | asserted"),
    ]
    assert found.changes[0].fields == {"tenure": ("incumbent", "acting")}
    assert found.counts == {"added": 1, "lost": 1, "changed": 1, "unchanged": 1}
    assert (found.facts_old, found.facts_new) == (3, 3)
    assert (found.articles.both, found.articles.differing) == (1, 1)
    assert found.exit_code == 1


def test_changes_are_grouped_by_predicate_and_rule(files: Any) -> None:
    old = [_article("a.txt", _peru(_membership()), _ana(_role(), _role("mayor", "role.b")))]
    new = [_article("a.txt", _peru(_membership("member", "membership.c")), _ana(_role(title="Head", rule="role.z")))]
    groups = diff_runs(*files(old, new)).groups
    assert [(group, [change.what for change in changes]) for group, changes in groups.items()] == [
        (("role", "role.b"), ["lost"]),
        (("role", "role.z"), ["changed"]),
        (("membership", "membership.c"), ["changed"]),
    ]


def test_rule_place_and_producer_are_no_part_of_a_fact(files: Any) -> None:
    moved = _role(rule="role.other", evidence=[*_proof("role.other"), *_proof("role.a")])
    old, new = [_article("a.txt", _ana(_role()))], [_article("a.txt", _ana(moved), version="2")]
    assert diff_runs(*files(old, new)).same


def test_a_detail_is_a_change(files: Any) -> None:
    old, new = [_article("a.txt", _ana(_role(title="Chief")))], [_article("a.txt", _ana(_role(title=None)))]
    (change,) = diff_runs(*files(old, new)).changes
    assert change.fields == {"title": ("Chief", None)}


def test_the_sides_of_a_meeting_have_no_order(files: Any) -> None:
    old = [_article("a.txt", _meeting("a" * 16, "Ana Holt", "Bo Ek"))]
    assert diff_runs(*files(old, [_article("a.txt", _meeting("a" * 16, "Bo Ek", "Ana Holt"))])).same
    (change,) = diff_runs(*files(old, [_article("a.txt", _meeting("a" * 16, "Bo Ek", "Ana Holt", "Lima"))])).changes
    assert change.fields == {"city": (None, "Lima")}


def test_order_of_articles_and_facts_is_nothing(files: Any) -> None:
    one, two = (
        _article("a.txt", _ana(_role(), _role("mayor"))),
        _article("b.txt", _peru(_membership(), sha="b"), sha="b"),
    )
    other = _article("a.txt", _ana(_role("mayor"), _role()))
    assert diff_runs(*files([one, two], [two, other])).same


def test_articles_join_by_text_or_else_by_source(files: Any) -> None:
    moved = diff_runs(*files([_article("a.txt", _ana(_role()))], [_article("folder/a.txt", _ana(_role()))]))
    assert moved.same
    reread = [_article("a.txt", _ana(_role(), sha="b"), sha="b")]
    assert diff_runs(*files([_article("a.txt", _ana(_role()))], reread)).same
    strange = diff_runs(
        *files([_article("a.txt", _ana(_role()))], [_article("c.txt", _ana(_role(), sha="b"), sha="b")])
    )
    assert (strange.articles.added, strange.articles.lost, strange.articles.both) == (("c.txt",), ("a.txt",), 0)
    assert [what for what, _ in _whats(strange)] == ["added", "lost"]


def test_copies_of_a_text_join_their_own_source(files: Any) -> None:
    old = [_article("a.txt", _ana(_role())), _article("b.txt", _ana(_role("mayor")))]
    found = diff_runs(*files(old, [old[1], old[0]]))
    assert found.same
    one_less = diff_runs(*files(old, [old[1]]))
    assert one_less.articles.lost == ("a.txt",)
    assert _whats(one_less) == [("lost", "role | Ana Holt | president | PE | incumbent")]


def test_articles_without_sources_do_not_join_by_them(files: Any) -> None:
    found = diff_runs(*files([_article("", _ana(_role()))], [_article("", _ana(_role(), sha="b"), sha="b")]))
    assert (found.articles.added, found.articles.lost) == (("b" * 16,), ("a" * 16,))


def test_an_article_without_facts_counts(files: Any) -> None:
    found = diff_runs(*files([_article("a.txt")], []))
    assert not found.same
    assert found.changes == ()
    assert found.articles.lost == ("a.txt",)


def test_the_most_alike_are_a_pair_and_copies_are_counted() -> None:
    def fact(value: str, tenure: Any = "incumbent", title: str | None = None) -> Fact:
        return Fact(predicate="role", subject="Ana", value=value, object="PE", tenure=tenure, title=title)

    old = [fact("mayor"), fact("judge", "former"), fact("judge", "former")]
    new = [fact("judge", "acting"), fact("mayor", title="Mayor"), fact("judge", "former"), fact("envoy")]
    found = compare("a", old, new)
    assert [(change.what, change.fact.value, change.fields) for change in found] == [
        ("changed", "judge", {"tenure": ("former", "acting")}),
        ("changed", "mayor", {"title": (None, "Mayor")}),
        ("added", "envoy", {}),
    ]


def test_equal_articles_are_not_parsed(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    same = _article("a.txt", _ana(_role()))
    old, new = files([same, _article("b.txt", _peru(sha="b"), sha="b")], [same, _article("b.txt", sha="b")])
    read: list[str] = []
    records = IndexedRecords.records

    def noted(self: IndexedRecords, entry: Any) -> Any:
        read.append(entry.source)
        return records(self, entry)

    monkeypatch.setattr(IndexedRecords, "records", noted)
    assert diff_runs(old, new).same
    assert read == ["b.txt", "b.txt"]


def test_an_index_counts_the_facts_and_finds_the_records(files: Any) -> None:
    organisation = {
        "kind": "organisation", "schema_version": "1.0.0", "id": "4" * 16, "article_id": "a" * 16, "organisation": PACT,
        "mentions": 1, "statuses": [_membership()],
        "founded": {"year": 1901, "by": [], "confidence": None, "evidence": _proof("founded.a")},
    }  # fmt: skip
    one = _article("a.txt", _ana(_role()), organisation, _meeting("a" * 16, "Ana Holt", "Bo Ek"))
    two = _article("b.txt", _peru(_membership(), sha="b"), sha="b")
    path, _ = files([one, two], [])
    with IndexedRecords(path) as indexed:
        found = [indexed.records(entry) for entry in indexed.entries]
        assert (
            [entry.facts for entry in indexed.entries] == [len(list(facts_of(records))) for records in found] == [4, 1]
        )
        assert [record for records in found for record in records] == list(read_records(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "line 1: no JSON"),
        (b"\xff\n", "line 1: no JSON"),
        (b"\n[1]\n", "line 2: no record"),
        (b'{"predicate": "role"}\n', "line 1: no record"),
        (b'{"kind": "leader", "article_id": "a"}\n', "line 1"),
    ],
)
def test_broken_files_are_told(tmp_path: Path, files: Any, content: bytes, reason: str) -> None:
    good, _ = files([_article("a.txt")], [])
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(content)
    with pytest.raises(RecordError, match=reason):
        diff_runs(good, broken)


def test_a_broken_record_is_told_with_its_line(files: Any) -> None:
    old, new = files([_article("a.txt", _ana(_role()))], [_article("a.txt", _ana(_role()), _peru(_membership("king")))])
    with pytest.raises(RecordError, match=r"new\.jsonl, line 3: country\.statuses"):
        diff_runs(old, new)


def test_folders_of_runs(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _file(tmp_path / name / "records.jsonl", _article("a.txt", _ana(_role())))
    assert diff_runs(tmp_path / "one", tmp_path / "two").same
    with pytest.raises(RecordError, match="No such file"):
        diff_runs(tmp_path / "one", tmp_path / "three")


def _different(files: Any) -> tuple[Path, Path]:
    old = [_article("a.txt", _ana(_role(), _role("mayor")))]
    new = [_article("a.txt", _ana(_role(title="Head\x1b[31m [b]of[/b]"), _role("judge")), _peru(_membership()))]
    paths: tuple[Path, Path] = files(old, new)
    return paths


def test_json_holds_all(files: Any) -> None:
    found = diff_runs(*_different(files))
    told = json.loads(as_json(found))
    assert told["same"] is False
    assert told["facts"] == {"old": 2, "new": 3, "added": 1, "lost": 0, "changed": 2, "unchanged": 0}
    assert [(group["predicate"], group["rule"], group["changed"]) for group in told["groups"]] == [
        ("role", "role.a", 2), ("membership", "membership.a", 0),
    ]  # fmt: skip
    title, office = told["groups"][0]["facts"]
    assert title["fields"] == {"title": {"old": "president", "new": "Head\x1b[31m [b]of[/b]"}}
    assert office["fields"]["value"] == {"old": "mayor", "new": "judge"}
    assert office["old"]["value"] == "mayor"
    assert told["groups"][1]["facts"][0]["old"] is None
    assert as_json(found) == as_json(diff_runs(*_different(files)))


def _page(found: Diff, **options: Any) -> str:
    out = io.StringIO()
    Console(file=out, width=140).print(render(found, **options))
    return out.getvalue()


def test_the_table(files: Any) -> None:
    page = _page(diff_runs(*_different(files)))
    assert "articles: 1 in both runs, 1 of them with other facts, 0 added, 0 lost" in page
    assert "facts: 2 before, 3 now; 1 added, 0 lost, 2 changed, 0 unchanged" in page
    assert "value: mayor → judge" in page
    assert "title: president → Head [31m [b]of[/b]" in page, "markup is no markup, and nothing steers the terminal"
    assert "\x1b" not in page
    assert "membership | PE | observer | River Pact | asserted" in page


def test_the_table_ends_at_the_limit(files: Any) -> None:
    page = _page(diff_runs(*_different(files)), limit=1)
    assert "and 2 more facts" in page
    assert "River Pact" not in page


def _invoke(*arguments: object) -> Result:
    app = Typer()
    app.command()(command)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_exit_codes_of_the_command(files: Any, tmp_path: Path) -> None:
    old, new = _different(files)
    assert _invoke(old, old).exit_code == module.SAME
    assert _invoke(old, new).exit_code == module.DIFFERENT
    missing = _invoke(old, tmp_path / "missing.jsonl")
    assert missing.exit_code == 2
    assert "No such file" in missing.output
    found = _invoke(old, new, "--format", "json")
    assert found.exit_code == module.DIFFERENT
    assert json.loads(found.stdout)["facts"]["changed"] == 2
