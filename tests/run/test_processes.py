"""Processes that die, hang or are in each other's way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.run.batch import Outcome
from summitry.run.failures import FolderInUse
from summitry.run.ledger import opened
from summitry.run.pool import Child, Pool
from summitry.run.progress import Progress
from summitry.run.settings import Limits

from .conftest import contents, lines

Into = Callable[..., Outcome]


class Killer(Progress):
    """Kills a process of a kind after some articles, and again after as many more."""

    def __init__(self, every: int, times: int) -> None:
        self.children: list[int] = []
        self._every = every
        self._times = times
        self._articles = 0

    def done(self, characters: int) -> None:  # noqa: ARG002
        self._articles += 1
        if self._times and self._articles % self._every == 0 and self.children:
            self._times -= 1
            os.kill(self.children[-1], signal.SIGKILL)


@pytest.mark.parametrize("kind", ["worker", "reader", "_fork"])
def test_process_killed_from_outside(
    kind: str, into: Into, inbox: Path, reference: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    # One kill: an article that meets two is rejected, and which one that is depends on the machine.
    killer = Killer(every=5, times=1)
    start = getattr(Pool, kind)

    def started(pool: Pool) -> Child:
        child: Child = start(pool)
        # What workers are forked from is killed as well, by its own number.
        killer.children.append(pool._nursery.pid if kind == "_fork" and pool._nursery else child.pid)
        return child

    monkeypatch.setattr(Pool, kind, started)
    into("killed", inbox, workers=2, progress=killer)
    assert killer.children
    assert contents("killed") == reference
    assert reference["rejects.jsonl"] == b""


def test_worker_count_does_not_show(into: Into, inbox: Path) -> None:
    (inbox / "z-fail.txt").write_text("This one is to <FAIL>.")
    (inbox / "z-raise.txt").write_text("This one is to <RAISE>.")
    (inbox / "z-empty.txt").touch()
    for workers in (1, 3):
        into(f"by-{workers}", inbox, "absent", workers=workers)
    assert contents("by-1") == contents("by-3")
    assert len(lines(Path("by-1/rejects.jsonl"))) == 4


def test_article_that_kills_its_worker(into: Into, inbox: Path) -> None:
    (inbox / "deadly.txt").write_text("Whoever reads this will <DIE> of it.")
    outcome = into("out", inbox, workers=2)
    (reject,) = lines(Path("out/rejects.jsonl"))
    assert (reject["source"], reject["error"], reject["stage"], reject["retry"]) == (
        "inbox/deadly.txt", "WorkerLost", "extract", True,
    )  # fmt: skip
    assert outcome.articles == len(list(inbox.iterdir())) - 1


def test_article_past_the_time_limit(into: Into, inbox: Path) -> None:
    (inbox / "endless.txt").write_text("This one will <HANG>.")
    outcome = into("out", inbox, workers=2, limits=Limits(seconds=2))
    (reject,) = lines(Path("out/rejects.jsonl"))
    assert (reject["source"], reject["error"], reject["retry"]) == ("inbox/endless.txt", "TimeLimit", True)
    assert outcome.articles == len(list(inbox.iterdir())) - 1


def test_input_past_the_time_limit(into: Into, inbox: Path) -> None:
    os.mkfifo("nobody-writes.txt")
    outcome = into("out", inbox, "nobody-writes.txt", limits=Limits(seconds=2))
    (reject,) = lines(Path("out/rejects.jsonl"))
    assert (reject["source"], reject["error"], reject["stage"]) == ("nobody-writes.txt", "TimeLimit", "read")
    assert outcome.articles == len(list(inbox.iterdir()))


def test_article_past_the_size_limit(into: Into, inbox: Path) -> None:
    (inbox / "giant.txt").write_text("Words and words. " * 1000)
    into("out", inbox, limits=Limits(megabytes=0.01))
    (reject,) = lines(Path("out/rejects.jsonl"))
    assert (reject["source"], reject["error"], reject["stage"]) == ("inbox/giant.txt", "SizeLimit", "read")
    into("out", inbox)
    assert lines(Path("out/rejects.jsonl")) == []


def test_two_runs_into_one_folder(into: Into, inbox: Path) -> None:
    Path("out").mkdir()
    with opened(Path("out")), pytest.raises(FolderInUse):
        into("out", inbox)
    assert into("out", inbox).articles
