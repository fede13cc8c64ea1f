"""What batch runs promise, in the long form: the same bytes after any accident, speed by workers, memory by articles.

    python benchmarks/batch.py stopped [--kills 100] [--workers-killed 20] [--full-disks 20] [--count 300]
    python benchmarks/batch.py workers [--count 300]
    python benchmarks/batch.py memory  [--counts 1000 100000] [--characters 400]
    python benchmarks/batch.py length  [--sizes 50000 500000 5000000]

Each takes [--articles FOLDER] [--model NAME] [--seed N] [--json FILE]. Linux alone.

`stopped` kills runs at random instants, kills a process of a run at one, or lets the disk be full at a random size;
then the same command takes the run up, and its records and rejects must be those of an uninterrupted run. `workers`
times runs with one and two workers. `memory` gives the peak memory of all processes of a run together (shared pages
counted once) over made-up JSON lines, by number of articles, cut short to have 100,000 of them in an hour. `length`
times single articles of so many characters, put together from those of the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from summitry.read import find_inputs, read_articles

ROOT = Path(__file__).resolve().parent.parent
FILES = ("records.jsonl", "rejects.jsonl")


def main() -> None:
    """Run one of the four and print what it found; exit with 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("stopped", "workers", "memory", "length"))
    parser.add_argument("--articles", default=str(ROOT / "corpus/articles"), help="a folder of articles")
    parser.add_argument("--model", default=None, help="a spaCy pipeline instead of the built-in one")
    parser.add_argument("--count", type=int, default=300, help="how many articles, picked evenly")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers-killed", type=int, default=20)
    parser.add_argument("--full-disks", type=int, default=20)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--characters", type=int, default=400)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 500_000, 5_000_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, default=None, help="write the figures there as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="summitry-batch-") as folder:
        os.chdir(folder)
        found = {"stopped": stopped, "workers": workers, "memory": memory, "length": length}[arguments.what](arguments)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n")
    sys.exit(1 if found.get("broken") else 0)


# A run in a process of its own


def start(
    given: Any, inputs: str, folder: str, count: int, limit: int | None = None, options: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """Start a run; `limit` bounds the size of the files that it writes."""
    command = [sys.executable, "-m", "summitry", "run", inputs, "--into", folder, "--workers", str(count), *options]
    if given.model:
        command += ["--model", str((ROOT / given.model).resolve())]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}
    bound = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)) if limit else None
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, preexec_fn=bound)


def complete(given: Any, inputs: str, folder: str, count: int = 2) -> float:
    """Run to the end; give the seconds."""
    began = time.perf_counter()
    code = start(given, inputs, folder, count).wait()
    if code not in (0, 3):
        sys.exit(f"a run ended with {code}")
    return time.perf_counter() - began


def digest(folder: str) -> str:
    """The digest of what must not depend on how a run went."""
    return hashlib.sha256(b"\0".join((Path(folder) / name).read_bytes() for name in FILES)).hexdigest()


def processes(root: int) -> Iterator[int]:
    """The numbers of a process and of all that came of it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended
            continue
        parents.setdefault(parent, []).append(int(path.parent.name))
    waiting = [root]
    while waiting:
        number = waiting.pop()
        yield number
        waiting += parents.get(number, [])


# Stopped in any way


def stopped(given: Any) -> dict[str, Any]:
    """Stop runs in three ways, take each up, and compare."""
    words = pick(given, Path("inbox"))
    seconds = complete(given, "inbox", "whole")
    expected, size = digest("whole"), (Path("whole") / FILES[0]).stat().st_size
    print(f"{given.count} articles, {words:,} words, {seconds:.1f} s uninterrupted, {size:,} bytes of records")
    chance = random.Random(given.seed)
    ways: dict[str, tuple[int, Callable[[], None]]] = {
        "killed": (given.kills, lambda: _kill_run(given, chance.uniform(0, seconds))),
        "worker killed": (given.workers_killed, lambda: _kill_one(given, chance, chance.uniform(1, seconds))),
        "disk full": (given.full_disks, lambda: _fill_disk(given, chance.randrange(1_000, size))),
    }
    found: dict[str, Any] = {"articles": given.count, "words": words, "seconds": seconds, "ways": {}, "broken": 0}
    for way, (times, stop) in ways.items():
        same = 0
        for number in range(times):
            shutil.rmtree("stopped", ignore_errors=True)
            stop()
            complete(given, "inbox", "stopped")
            same += digest("stopped") == expected
            print(f"\r{way}: {same} of {number + 1} the same", end="", flush=True)
        print()
        found["ways"][way] = {"runs": times, "same": same}
        found["broken"] += times - same
    return found


def _kill_run(given: Any, after: float) -> None:
    process = start(given, "inbox", "stopped", 2)
    time.sleep(after)
    process.kill()
    process.wait()


def _kill_one(given: Any, chance: random.Random, after: float) -> None:
    process = start(given, "inbox", "stopped", 2)
    time.sleep(after)
    others = [number for number in processes(process.pid) if number != process.pid]
    if others and process.poll() is None:
        os.kill(chance.choice(others), signal.SIGKILL)
    if process.wait() not in (0, 3):
        sys.exit("a run did not get over the loss of a process")


def _fill_disk(given: Any, size: int) -> None:
    if start(given, "inbox", "stopped", 2, size).wait() == 0:
        print(f"\na run fits into files of {size:,} bytes")


# Workers


def workers(given: Any) -> dict[str, Any]:
    """Time one and two workers, and a second run."""
    words = pick(given, Path("inbox"))
    seconds = {count: complete(given, "inbox", f"by-{count}", count) for count in (1, 2)}
    idle = complete(given, "inbox", "by-2")
    work = {count: json.loads(Path(f"by-{count}/manifest.json").read_bytes())["work"] for count in (1, 2)}
    for count, took in seconds.items():
        rate = f"{given.count / took:.1f} articles and {words / took:,.0f} words a second"
        print(f"{count} workers: {took:.1f} s with loading, {rate}; {work[count]['worker_seconds']:.1f} s in workers")
    same = digest("by-1") == digest("by-2")
    print(f"scaling {seconds[1] / seconds[2]:.2f}; {'the same' if same else 'OTHER'} bytes; again: {idle:.1f} s")
    return {
        "articles": given.count, "words": words, "seconds": seconds, "scaling": seconds[1] / seconds[2], "same": same,
        "second_run_seconds": idle, "broken": int(not same),
    }  # fmt: skip


# Memory


def memory(given: Any) -> dict[str, Any]:
    """Give the peak memory by number of articles."""
    peaks: dict[int, dict[str, float]] = {}
    for count in given.counts:
        lines = Path(f"{count}.jsonl")
        _make_lines(given, lines, count)
        began = time.perf_counter()
        process = start(given, str(lines), f"of-{count}", 2)
        peak = own = 0.0
        while process.poll() is None:
            peak = max(peak, sum(_megabytes(number, "smaps_rollup", "Pss:") for number in processes(process.pid)))
            own = max(own, _megabytes(process.pid, "status", "VmHWM:"))
            time.sleep(0.5)
        took = time.perf_counter() - began
        peaks[count] = {"all": peak, "own": own, "seconds": took}
        print(f"{count:,} articles: {peak:.0f} MB in all, {own:.0f} MB of the run's own process; {took:.0f} s")
    first, last = peaks[given.counts[0]], peaks[given.counts[-1]]
    ratio = last["all"] / first["all"]
    print(f"{ratio:.2f} times as much for {given.counts[-1] / given.counts[0]:g} times as many")
    return {"peaks": peaks, "ratio": ratio}


# Length


def length(given: Any) -> dict[str, Any]:
    """Time a run over one article, by its length, without the time that an article of one sentence takes."""
    texts = [text for text, _ in _texts(given)]
    sizes = {0: "The president of Norway arrived in Oslo on Monday.\n"}
    for size in given.sizes:
        parts, made = [], 0
        while made < size:
            parts.append(texts[len(parts) % len(texts)])
            made += len(parts[-1]) + 2
        sizes[size] = "\n\n".join(parts)[:size]
    seconds: dict[int, float] = {}
    for size, text in sizes.items():
        Path(f"{size}.txt").write_text(text, encoding="utf-8")
        began = time.perf_counter()
        code = start(given, f"{size}.txt", f"of-{size}", 1, options=("--max-seconds", "3600")).wait()
        seconds[size] = time.perf_counter() - began
        if code:
            sys.exit(f"a run ended with {code}")
        if size:
            took = seconds[size] - seconds[0]
            print(f"{size:,} characters: {took:.1f} s, {took / size * 1e6:.1f} s for a million")
    rates = [(seconds[size] - seconds[0]) / size for size in given.sizes]
    print(f"a character of the longest takes {rates[-1] / rates[0]:.2f} times as long as one of the shortest")
    return {"seconds": seconds, "ratio": rates[-1] / rates[0]}


def _megabytes(number: int, file: str, name: str) -> float:
    try:
        for line in Path(f"/proc/{number}/{file}").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    except OSError:  # it has ended
        pass
    return 0.0


def _make_lines(given: Any, path: Path, count: int) -> None:
    """Articles in other words: pieces of those given, each with a name of its own that no other has."""
    texts = [text for text, _ in _texts(given)]
    chance = random.Random(given.seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = texts[number % len(texts)]
            start_at = chance.randrange(max(1, len(text) - given.characters))
            piece = text[start_at : start_at + given.characters]
            file.write(json.dumps({"text": f"Ambassador Nov{number:x}ak spoke in Oslo on Monday. {piece}"}) + "\n")


# Articles


def _texts(given: Any) -> list[tuple[str, str]]:
    """The text and the suffix of each article of the folder, in order."""
    found = []
    for item in find_inputs([given.articles if Path(given.articles).is_absolute() else str(ROOT / given.articles)]):
        if not isinstance(item, Exception) and item.path:
            found += [(one.text, item.path.suffix) for one in read_articles(item) if not isinstance(one, Exception)]
    return found


def pick(given: Any, folder: Path) -> int:
    """Put so many articles, picked evenly and repeated if need be, into a folder; give their words."""
    folder.mkdir()
    texts = _texts(given)
    words = 0
    for number in range(given.count):
        text, suffix = texts[number * len(texts) // given.count if given.count <= len(texts) else number % len(texts)]
        round_of = number // len(texts)
        text += f"\n\nPrinted again, {round_of}.\n" if round_of else ""
        (folder / f"{number:06}{suffix}").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


if __name__ == "__main__":
    main()
