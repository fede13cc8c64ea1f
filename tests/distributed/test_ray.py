"""A run on a Ray cluster of this machine. Ray is not among what the tests install: `pip install '.[ray]'` first."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("ray")
pytest.importorskip("pyarrow")


def test_a_run_on_ray_gives_what_one_without_gives(working_folder, small_model, environment):
    news = working_folder / "news"
    news.mkdir()
    for name in ("a", "b"):
        lines = [{"text": f"President Anela Kovac met Jan Novak {name}{n} times."} for n in range(7)]
        (news / f"{name}.jsonl").write_text("\n".join(json.dumps(line) for line in [*lines, 5]))

    def run(into, *more):
        command = [sys.executable, "-m", "summitry", "cluster", "news", "--into", into, "--model", str(small_model)]
        done = subprocess.run(
            [*command, "--articles", "3", "--workers", "2", *more], env=environment, capture_output=True, text=True
        )
        assert done.returncode == 3, done.stderr
        return done.stderr.splitlines()[-1]

    assert "14 articles in 6 partitions (6 new), 2 rejected" in run("alone", "--without-ray")
    assert "14 articles in 6 partitions (6 new), 2 rejected" in run("out")

    def files(folder):
        return {
            path.relative_to(folder): path.read_bytes()
            for kind in ("records", "rejects")
            for path in folder.glob(f"{kind}/*")
        }

    told = files(working_folder / "alone")
    assert len(told) == 12
    assert files(working_folder / "out") == told
    (working_folder / "out/done/part-000004.json").unlink()
    assert "(1 new)" in run("out")
    assert files(working_folder / "out") == told
