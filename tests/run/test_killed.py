"""A run that is stopped in any way and taken up again has the result of one that was not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from .conftest import HERE, contents

SCRIPT = HERE / "run_script.py"
KILLS = 12
FOLDERS = 2
# A mark in the environment by which processes that outlive their run are found.
MARK = f"SUMMITRY_TEST_{os.getpid()}"


def start(environment: dict[str, str], folder: str, *inputs: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), folder, *inputs]
    return subprocess.Popen(
        command, env={**environment, MARK: "1", "RUN_FAKE_SECONDS": "0.01", **more}, stdout=subprocess.PIPE, text=True
    )


def stop_after(process: subprocess.Popen[str], steps: int, delay: float, number: int) -> None:
    """Send a signal a moment after so many steps; a run that takes fewer has ended."""
    assert process.stdout
    for _ in range(steps):
        if not process.stdout.readline():
            break
    time.sleep(delay)
    process.send_signal(number)
    process.communicate(timeout=60)


def finish(environment: dict[str, str], folder: str, *inputs: str) -> int:
    """Take a run up; give the number of articles that it made."""
    process = start(environment, folder, *inputs)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return int(told.split()[-1])


def left_over() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if MARK.encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


def test_killed_at_random_instants(environment: dict[str, str], inbox: Path, reference: dict[str, bytes]) -> None:
    instants = random.Random(5)
    articles = len(list(inbox.iterdir()))
    for number in range(FOLDERS):
        folder = f"killed-{number}"
        for _ in range(KILLS // FOLDERS):
            process = start(environment, folder, str(inbox))
            stop_after(process, instants.randrange(articles + 3), instants.random() * 0.05, signal.SIGKILL)
        finish(environment, folder, str(inbox))
        assert contents(folder) == reference
    deadline = time.monotonic() + 20
    while left_over() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left_over()


def test_killed_run_keeps_what_was_done(environment: dict[str, str], inbox: Path, reference: dict[str, bytes]) -> None:
    process = start(environment, "killed", str(inbox))
    stop_after(process, 42, 0.0, signal.SIGKILL)
    assert not Path("killed/records.jsonl").exists()
    assert finish(environment, "killed", str(inbox)) <= len(list(inbox.iterdir())) - 20
    assert contents("killed") == reference


def test_interrupted_by_hand(environment: dict[str, str], inbox: Path, reference: dict[str, bytes]) -> None:
    process = start(environment, "interrupted", str(inbox))
    stop_after(process, 10, 0.0, signal.SIGINT)
    assert process.returncode == 130
    assert not Path("interrupted/records.jsonl").exists()
    finish(environment, "interrupted", str(inbox))
    assert contents("interrupted") == reference


@pytest.mark.parametrize("limit", [2_000, 30_000, 90_000])
def test_full_disk(limit: int, environment: dict[str, str], inbox: Path, reference: dict[str, bytes]) -> None:
    process = start(environment, "full", str(inbox), RUN_FILE_LIMIT=str(limit))
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "failed: WriteError: " in told
    finish(environment, "full", str(inbox))
    assert contents("full") == reference
    assert not list(Path("full").glob(".*"))
