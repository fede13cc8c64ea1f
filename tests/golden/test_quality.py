"""F1 by predicate on the two parts of the corpus does not fall below the floors of `floors.toml`.

`development` is what rules are written against, `held_out` what is only scored. The floors belong to one state of a
part, by its digest. `python tests/golden/test_quality.py` sets them to what is reached now. It lowers none, unless a
reason is given, which is kept in the file: `python tests/golden/test_quality.py --lower "why"`.
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
PARTS = {"development": CORPUS, "held_out": CORPUS / "heldout"}
FLOORS = Path(__file__).with_name("floors.toml")
RENEW = "python tests/golden/test_quality.py"
MODES = {"strict": True, "lenient": False}

Floors = dict[str, dict[str, Any]]


def digest(part: str) -> str:
    """Give the sha256 of a part of the corpus: names and bytes of articles and gold."""
    folder = PARTS[part]
    made = hashlib.sha256()
    for path in sorted([*(folder / "articles").glob("*.txt"), *(folder / "gold").glob("*.jsonl")]):
        made.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


@cache
def extractor() -> summitry.Extractor:
    return summitry.load()


@cache
def report(part: str) -> Report:
    """Extract every article of a part and score it."""
    folder = PARTS[part]
    days: dict[str, str] = {}
    for path in sorted(folder.glob("sources*.csv")):
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        days |= {row["stem"]: row["published"] for row in rows if row["published"]}
    predicted, gold = {}, {}
    for path in sorted((folder / "gold").glob("*.jsonl")):
        text = (folder / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
        day = date.fromisoformat(days[path.stem]) if path.stem in days else None
        predicted[path.stem] = list(facts_of(extractor().extract(text, source=f"{path.stem}.txt", published=day)))
        gold[path.stem] = read_facts(path)
    return score(predicted, gold)


@cache
def reached(part: str) -> dict[str, dict[str, float]]:
    """Give the F1 by predicate, strict and lenient, cut after the third decimal."""
    return {
        mode: {
            name: math.floor(tally.f1 * 1000) / 1000
            for name, tally in report(part).tallies(strict=strict).items()
            if tally.right + tally.missed
        }
        for mode, strict in MODES.items()
    }


def floors() -> Floors:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", PARTS)
def test_floors_belong_to_this_corpus(part: str) -> None:
    assert floors()[part]["digest"] == digest(part), f"the corpus has changed since the floors were set: {RENEW}"


@pytest.mark.parametrize("part", PARTS)
def test_floors_cover_every_predicate(part: str) -> None:
    now = reached(part)
    assert {mode: list(floors()[part][mode]) for mode in MODES} == {mode: list(rates) for mode, rates in now.items()}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("part", PARTS)
def test_no_predicate_falls_below_its_floor(part: str, mode: str) -> None:
    wanted, now = floors()[part][mode], reached(part)[mode]
    fallen = {name: (floor, now.get(name)) for name, floor in wanted.items() if now.get(name, 0.0) < floor}
    assert not fallen, f"F1 fell below its floor, (floor, now) by predicate, {part}, {mode}: {fallen}"


def test_the_source_article_is_read_whole_and_without_fault() -> None:
    tally = report("development").articles()["sco-astana-2024"]
    assert (tally.right, tally.missed, tally.false) == (46, 0, 0)


def renew(now: Floors, old: Floors, digests: dict[str, str], reason: str | None) -> str:
    """Give the text of the new floors; raise `ValueError` where one would fall without a reason."""
    lines = ["# F1 by predicate on the corpus. Set by tests/golden/test_quality.py, never by hand."]
    for part, rates in now.items():
        before = old.get(part, {})
        fallen = [
            f"{mode} {name} from {floor} to {rates[mode].get(name, 0.0)}"
            for mode in MODES
            for name, floor in before.get(mode, {}).items()
            if rates[mode].get(name, 0.0) < floor
        ]
        if fallen and not reason:
            raise ValueError(f"these floors of {part} would fall: {', '.join(fallen)}. Give the reason with --lower")
        lowered = [*before.get("lowered", []), *([f"{reason}: {', '.join(fallen)}"] if fallen else [])]
        lines += ["", f"[{part}]", f'digest = "{digests[part]}"']
        lines += ["lowered = [", *(f"    {json.dumps(told, ensure_ascii=False)}," for told in lowered), "]"]
        for mode in MODES:
            lines += ["", f"[{part}.{mode}]", *(f"{name} = {rate}" for name, rate in rates[mode].items())]
    return "\n".join(lines) + "\n"


def test_floors_fall_only_for_a_reason_that_is_kept() -> None:
    old: Floors = {"a": {"strict": {"role": 0.9, "all": 0.8}, "lenient": {"role": 0.9}, "lowered": ["before"]}}
    now: Floors = {"a": {"strict": {"role": 0.85, "all": 0.9}, "lenient": {"role": 0.95}}}
    with pytest.raises(ValueError, match=r"strict role from 0\.9 to 0\.85"):
        renew(now, old, {"a": "x"}, None)
    made = tomllib.loads(renew(now, old, {"a": "x"}, 'a "new" reader'))
    lowered = ["before", 'a "new" reader: strict role from 0.9 to 0.85']
    assert made == {"a": now["a"] | {"digest": "x", "lowered": lowered}}
    assert "lowered = [\n]" in renew(now, {}, {"a": "x"}, None)


def main() -> int:
    parser = argparse.ArgumentParser(description="set the floors to the F1 reached now")
    parser.add_argument("--lower", metavar="REASON", help="let floors fall, and say why")
    reason = parser.parse_args().lower
    try:
        old = floors() if FLOORS.exists() else {}
        made = renew({part: reached(part) for part in PARTS}, old, {part: digest(part) for part in PARTS}, reason)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    FLOORS.write_text(made, encoding="utf-8", newline="\n")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
