"""F1 by predicate on the corpus does not fall below the floors of `floors.toml`.

The floors belong to one state of the corpus, by its digest. `python tests/golden/test_quality.py` sets them to
what is reached now. It lowers none, unless a reason is given, which is kept in the file:
`python tests/golden/test_quality.py --lower "why"`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import summitry
from summitry.evaluate import Report, score
from summitry.facts import facts_of, read_facts

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CORPUS = Path(__file__).parents[2] / "corpus"
FLOORS = Path(__file__).with_name("floors.toml")
RENEW = "python tests/golden/test_quality.py"
MODES = {"strict": True, "lenient": False}


def digest() -> str:
    """Give the sha256 of the corpus: names and bytes of articles and gold."""
    made = hashlib.sha256()
    for path in sorted([*(CORPUS / "articles").glob("*.txt"), *(CORPUS / "gold").glob("*.jsonl")]):
        made.update(f"{path.relative_to(CORPUS).as_posix()}\0".encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


@cache
def report() -> Report:
    """Extract every article of the corpus and score it."""
    extractor = summitry.load()
    days: dict[str, str] = {}
    for path in sorted(CORPUS.glob("sources*.csv")):
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        days |= {row["stem"]: row["published"] for row in rows if row["published"]}
    predicted, gold = {}, {}
    for path in sorted((CORPUS / "gold").glob("*.jsonl")):
        text = (CORPUS / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
        day = date.fromisoformat(days[path.stem]) if path.stem in days else None
        predicted[path.stem] = list(facts_of(extractor.extract(text, source=f"{path.stem}.txt", published=day)))
        gold[path.stem] = read_facts(path)
    return score(predicted, gold)


def reached() -> dict[str, dict[str, float]]:
    """Give the F1 by predicate, strict and lenient, cut after the third decimal."""
    return {
        mode: {
            name: math.floor(tally.f1 * 1000) / 1000
            for name, tally in report().tallies(strict=strict).items()
            if tally.right + tally.missed
        }
        for mode, strict in MODES.items()
    }


def floors() -> dict[str, Any]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def test_floors_belong_to_this_corpus() -> None:
    assert floors()["digest"] == digest(), f"the corpus has changed since the floors were set: {RENEW}"


def test_floors_cover_every_predicate() -> None:
    assert {mode: list(floors()[mode]) for mode in MODES} == {mode: list(rates) for mode, rates in reached().items()}


@pytest.mark.parametrize("mode", MODES)
def test_no_predicate_falls_below_its_floor(mode: str) -> None:
    wanted, now = floors()[mode], reached()[mode]
    fallen = {name: (floor, now.get(name)) for name, floor in wanted.items() if now.get(name, 0.0) < floor}
    assert not fallen, f"F1 fell below its floor, (floor, now) by predicate, {mode}: {fallen}"


def test_the_source_article_is_read_whole_and_without_fault() -> None:
    tally = report().articles()["sco-astana-2024"]
    assert (tally.right, tally.missed, tally.false) == (46, 0, 0)


def renew(now: dict[str, dict[str, float]], old: dict[str, Any], corpus: str, reason: str | None) -> str:
    """Give the text of the new floors; raise `ValueError` where one would fall without a reason."""
    fallen = [
        f"{mode} {name} from {floor} to {now[mode].get(name, 0.0)}"
        for mode in MODES
        for name, floor in old.get(mode, {}).items()
        if now[mode].get(name, 0.0) < floor
    ]
    if fallen and not reason:
        raise ValueError(f"these floors would fall: {', '.join(fallen)}. Give the reason with --lower")
    lowered = [*old.get("lowered", []), *([f"{reason}: {', '.join(fallen)}"] if fallen else [])]
    lines = ["# F1 by predicate on corpus/gold. Set by tests/golden/test_quality.py, never by hand."]
    lines += [f'digest = "{corpus}"']
    lines += ["lowered = [", *(f"    {json.dumps(told, ensure_ascii=False)}," for told in lowered), "]"]
    for mode in MODES:
        lines += ["", f"[{mode}]", *(f"{name} = {rate:.3f}" for name, rate in now[mode].items())]
    return "\n".join(lines) + "\n"


def test_floors_are_lowered_with_a_reason_alone() -> None:
    old = {"strict": {"role": 0.9, "all": 0.8}, "lenient": {"role": 0.9}, "lowered": ["before"]}
    now = {"strict": {"role": 0.85, "all": 0.9}, "lenient": {"role": 0.95}}
    with pytest.raises(ValueError, match=r"strict role from 0\.9 to 0\.85"):
        renew(now, old, "x", None)
    made = tomllib.loads(renew(now, old, "x", 'a "new" reader'))
    assert made == now | {"digest": "x", "lowered": ["before", 'a "new" reader: strict role from 0.9 to 0.85']}
    assert "lowered = [\n]" in renew(now, {}, "x", None)


def main() -> int:
    parser = argparse.ArgumentParser(description="set the floors to the F1 reached now")
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, and say why")
    reason = parser.parse_args().lower
    try:
        made = renew(reached(), floors() if FLOORS.exists() else {}, digest(), reason)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    FLOORS.write_text(made, encoding="utf-8", newline="\n")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
