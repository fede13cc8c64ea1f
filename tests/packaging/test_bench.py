"""The benchmark runs and reports each stage beside the two references."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "benchmarks/bench.py"


def test_the_benchmark_reports_every_stage(tmp_path, small_model, environment):
    (tmp_path / "a.txt").write_text("President Anela Kovac met King Olaf in Oslo on Monday.\n")
    options = ["--articles", tmp_path, "--model", small_model, "--words", "20", "--json", tmp_path / "rates.json"]
    command = [sys.executable, str(BENCH), *map(str, options)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = json.loads((tmp_path / "rates.json").read_text())
    assert told["words"] == 20
    assert len(told["words_per_second"]) == 9
    assert all(rate > 0 for rate in told["words_per_second"].values())
    for name in told["words_per_second"]:
        assert name in run.stdout
