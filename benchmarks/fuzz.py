"""Damaged inputs through whole runs: nothing crashes or hangs, every input is accounted for, nothing strays.

    python benchmarks/fuzz.py [--count 2000] [--seed 1] [--json FILE]

Articles of the corpus are put into every format that is read (text, Markdown, HTML, JSON lines, CSV, RSS, WARC, each
also packed) and damaged in one of the ways of `DAMAGES`: bytes changed, cut or doubled, other encodings, control
characters, surrogates, right-to-left marks, deep nesting, archives that unpack to far more than the limit; titles,
ids and addresses lead out of the folder. One run reads them all. It must end with 0 or 3; every input must have an
article or a reject; `summitry validate` must find the records good; and nothing may stand outside the folder of the
run. Linux alone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import zstandard

ROOT = Path(__file__).resolve().parent.parent
MEGABYTES = 2  # what an article may be
OUTWARD = ("../../outside", "/tmp/outside", "..\\outside", "a/../../../outside", "\x00outside", "con.txt")


def main() -> None:
    """Damage, run, check and tell the counts; exit with 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, default=None, help="write the figures there as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="summitry-fuzz-") as folder:
        found = fuzz(Path(folder), arguments.count, random.Random(arguments.seed))
    print(json.dumps(found, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n")
    sys.exit(1 if found["broken"] else 0)


def fuzz(folder: Path, count: int, chance: random.Random) -> dict[str, Any]:
    """Make the inputs, run over them, and check what came of it."""
    inbox, out = folder / "inbox", folder / "out"
    inbox.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus/articles").glob("*.txt"))]
    kinds, damages = Counter[str](), Counter[str]()
    made: dict[str, str] = {}  # the damage of each input
    for number in range(count):
        kind, (name, damage) = chance.choice(list(FORMATS)), chance.choice(list(DAMAGES.items()))
        data = damage(FORMATS[kind](chance.choice(texts), chance), chance)
        kinds[kind] += 1
        damages[name] += 1
        pack = chance.choice(("", "", ".gz", ".zst"))
        packed = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[pack](data)
        if pack and chance.random() < 0.2:
            packed = packed[: chance.randrange(len(packed))]  # an archive that breaks off
        made[f"{number:05}.{kind}{pack}"] = f"{kind}, {name}"
        (inbox / f"{number:05}.{kind}{pack}").write_bytes(packed)
    before = {path for path in folder.rglob("*") if out not in path.parents}
    command = [sys.executable, "-m", "summitry", "run", str(inbox), "--into", str(out), "--max-mb", str(MEGABYTES)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}
    began = time.perf_counter()
    ended = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    sources = {"records.jsonl": Counter[str](), "rejects.jsonl": Counter[str]()}
    errors, slow = Counter[str](), Counter[str]()
    for file, seen in sources.items():
        for line in (out / file).read_text(encoding="utf-8").split("\n"):
            row = json.loads(line or "{}")
            if not row:
                continue  # behind the last line
            if file == "rejects.jsonl":
                errors[row["error"]] += 1
                slow[made[Path(row["source"].partition("#")[0]).name]] += row["error"] == "TimeLimit"
            if file == "rejects.jsonl" or row["kind"] == "article":
                seen[Path(row["source"].partition("#")[0]).name] += 1
    names = {path.name for path in inbox.iterdir()}
    lost = sorted(names - {name.partition("!")[0] for seen in sources.values() for name in seen})
    check = [sys.executable, "-m", "summitry", "validate", str(out / "records.jsonl")]
    valid = subprocess.run(check, env=environment, capture_output=True, check=False).returncode == 0
    stray = sorted(
        str(path) for path in folder.rglob("*") if out not in path.parents and path != out and path not in before
    )
    outside = [path for path in ("/tmp/outside", str(folder.parent / "outside")) if Path(path).exists()]
    good = ended.returncode in (0, 3) and not lost and valid and not stray and not outside
    return {
        "inputs": count,
        "formats": dict(sorted(kinds.items())),
        "damages": dict(sorted(damages.items())),
        "seconds": round(seconds, 1),
        "exit": ended.returncode,
        "articles": sources["records.jsonl"].total(),
        "rejects": sources["rejects.jsonl"].total(),
        "errors": dict(sorted(errors.items())),
        "past the limit of time": dict(sorted((+slow).items())),
        "lost": lost,
        "valid": valid,
        "stray": [*stray, *outside],
        "broken": not good,
        "stderr": "" if good else ended.stderr[-2_000:],
    }


# Formats


def html(text: str, chance: random.Random) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    head = f"<head><title>{chance.choice(OUTWARD)}</title></head>"
    return f"<!doctype html><html>{head}<body><article>{body}</article></body></html>".encode()


def json_lines(text: str, chance: random.Random) -> bytes:
    rows = [{"text": part, "id": chance.choice(OUTWARD), "url": chance.choice(OUTWARD)} for part in (text, text[::-1])]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def csv_rows(text: str, chance: random.Random) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([("id", "text", "published"), (chance.choice(OUTWARD), text, "2024-07-03")])
    return file.getvalue().encode()


def feed(text: str, chance: random.Random) -> bytes:
    item = f"<item><title>{escape(chance.choice(OUTWARD[:4]))}</title><description>{escape(text)}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{item}</channel></rss>'.encode()


def warc(text: str, chance: random.Random) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html(text, chance)
    address = f"http://example.org/{chance.choice(OUTWARD)}".replace("\x00", "")
    fields = ("WARC-Type: response", f"WARC-Target-URI: {address}", "Content-Type: application/http")
    head = "\r\n".join(("WARC/1.0", *fields, f"Content-Length: {len(body)}", "", ""))
    return head.encode() + body + b"\r\n\r\n"


FORMATS: dict[str, Callable[[str, random.Random], bytes]] = {
    "txt": lambda text, _: text.encode(),
    "md": lambda text, _: f"# A heading\n\n{text}".encode(),
    "html": html,
    "jsonl": json_lines,
    "csv": csv_rows,
    "rss": feed,
    "warc": warc,
}


# Damages


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def spliced(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:first] + data[last:] if chance.random() < 0.5 else data[:last] + data[first:]


def insert(*pieces: bytes) -> Callable[[bytes, random.Random], bytes]:
    def damage(data: bytes, chance: random.Random) -> bytes:
        for _ in range(20):
            at = chance.randrange(len(data))
            data = data[:at] + chance.choice(pieces) + data[at:]
        return data

    return damage


def recoded(data: bytes, chance: random.Random) -> bytes:
    text = data.decode()
    return text.encode(chance.choice(("utf-16", "utf-32", "cp1252", "utf-7", "shift_jis", "koi8-r")), "replace")


def nested(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((1_000, 100_000))
    return chance.choice((b"[" * depth, b'{"text":' * depth, b"<div>" * depth, b"> " * depth, b'"' * depth)) + data


def bomb(data: bytes, _: random.Random) -> bytes:
    return data + b" " * (4 * MEGABYTES * 1_000_000)


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "none": lambda data, _: data,
    "bytes changed": bytes_changed,
    "cut or doubled": spliced,
    "other encoding": recoded,
    "control characters": insert(*(bytes([code]) for code in range(32)), b"\x7f", b"\xc2\x85"),
    "surrogates": insert(b"\xed\xa0\x80", b"\\ud800", b"&#xd800;"),
    "right-to-left marks": insert("\u202e".encode(), "\u200f".encode(), "\u2066".encode(), "\ufeff".encode()),
    "nested": nested,
    "bomb": bomb,
    "empty": lambda _data, _: b"",
    "random": lambda data, chance: chance.randbytes(len(data)),
}


if __name__ == "__main__":
    main()
