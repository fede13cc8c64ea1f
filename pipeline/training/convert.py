"""Turn the corpora of `mix.toml` into spaCy's binary format: `train.spacy` and `dev.spacy`.

Documents whose text overlaps a held-out folder (`--exclude`) are left out of training, so that no article is measured
with a pipeline that saw it. `digests.json` beside the output states the SHA-256 of every file read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import spacy
from augment import WorldNews, apply, make_doc
from scheme import MISSING, Span, clean, harmonise, merge, read_known, settle, trim
from spacy.language import Language
from spacy.tokens import DocBin

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE: Final = Path(__file__).parent
SENTENCES: Final = HERE / "data" / "sentences.txt"
_WORD: Final = re.compile(r"\w+")
_OVERLAP_WORDS: Final = 12
_MARKED: Final = re.compile(r"\[([A-Z]+) ([^\[\]]+)\]")
_SLOT: Final = re.compile(r"\{(person|last|country|people|city|org|acronym|agency|date)(\d?)\}")

Record = dict[str, Any]


def shingles(text: str) -> set[str]:
    """All runs of twelve lower-case words of `text`."""
    words = [word.lower() for word in _WORD.findall(text)]
    return {" ".join(words[i : i + _OVERLAP_WORDS]) for i in range(len(words) - _OVERLAP_WORDS + 1)}


def held_out(folders: list[Path]) -> set[str]:
    """The shingles of every `*.txt` under `folders`."""
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.txt"))
    return {run for text in texts for run in shingles(text)}


def read_records(path: Path) -> list[Record]:
    """The records of a JSON lines file, none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return [{"text": (raw := json.loads(line))["text"], "spans": raw["spans"]} for line in lines]


def read_sentences(path: Path, copies: int, seed: int, news: WorldNews) -> Iterator[Record]:
    """Our own marked sentences: `[LABEL text]`, and slots filled anew in every copy; blank lines part the documents."""
    blocks = [block for block in path.read_text(encoding="utf-8").split("\n\n") if not block.startswith("#")]
    for copy in range(copies):
        for number, block in enumerate(blocks):
            yield marked(fill(block.strip(), news, Random(f"{seed} {copy} {number}")))


def fill(block: str, news: WorldNews, random: Random) -> str:
    """Slots become marked names; a slot with the same number is the same person or country."""
    people = {n: news.names.draw(random) for n in "0123456789"}
    countries = {n: random.choice(news.known.countries) for n in "0123456789"}

    def draw(match: re.Match[str]) -> str:
        slot, n = match.group(1), match.group(2) or "0"
        name = choose(slot, n)
        before = match.string[: match.start()]
        return name[name.index(" ") + 1 : -1] if before.rfind("[") > before.rfind("]") else name

    def choose(slot: str, n: str) -> str:
        if slot in ("person", "last"):
            return f"[PERSON {people[n].full if slot == 'person' else people[n].short}]"
        if slot in ("country", "city"):
            return f"[GPE {countries[n]['name' if slot == 'country' else 'capital']}]"
        if slot == "people":
            return f"[NORP {countries[n]['people']}]"
        if slot == "date":
            return f"[DATE {news.date(random)}]"
        return f"[ORG {({'org': news.organisation, 'acronym': news.acronym, 'agency': news.agency}[slot])(random)}]"

    return _SLOT.sub(draw, block)


def marked(block: str) -> Record:
    """A record from text with `[LABEL text]` marks."""
    text, position = "", 0
    spans: list[Span] = []
    for match in _MARKED.finditer(block):
        text += block[position : match.start()]
        spans.append((len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        position = match.end()
    text += block[position:]
    return {"text": text, "spans": [span for mark in spans if (span := trim(text, mark))]}


def doubtful(records: list[Record], path: Path | None) -> list[Record]:
    """Add the spans that `noise.py` found doubtful (JSON lines: `[text digest, [[start, end]]]`) as missing."""
    if path is None or not path.exists():
        return records
    found = dict(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    for record in records:
        if spans := found.get(digest(record["text"])):
            hidden = [(start, end, MISSING) for start, end in spans]
            kept = [s for s in record["spans"] if not any(s[0] < end and start < s[1] for start, end, _ in hidden)]
            record["spans"] = merge([(s[0], s[1], s[2]) for s in kept], hidden)
    return records


def rejoin(record: Record) -> None:
    """Close the hyphens that a tokeniser parted ("twenty - one")."""
    edits = [(m.start(), m.end(), "-") for m in re.finditer(r"(?<=\w) - (?=\w)", record["text"])]
    record["text"], record["spans"] = apply(record["text"], [(s[0], s[1], s[2]) for s in record["spans"]], edits)


def digest(text: str) -> str:
    """A short name for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with NAME/{train,dev,test}.jsonl")
    parser.add_argument("output", type=Path)
    parser.add_argument("--exclude", type=Path, action="append", default=[], help="folder of held-out texts")
    parser.add_argument("--mix", type=Path, default=HERE / "mix.toml")
    parser.add_argument("--leave-out", action="append", default=[], metavar="CORPUS")
    parser.add_argument("--raw", action="store_true", help="do not harmonise")
    parser.add_argument("--noise", type=Path, help="doubtful spans of the silver corpus")
    parser.add_argument("--copies", type=int, default=4, help="of the sentences, each with other names")
    parser.add_argument("--seed", type=int, default=20240704)
    args = parser.parse_args()
    nlp = spacy.blank("en")
    known = read_known()
    news = WorldNews(known)
    excluded = held_out(args.exclude)
    train: list[Record] = []
    dev: list[Record] = []
    digests = {}
    for name, recipe in tomllib.loads(args.mix.read_text(encoding="utf-8")).items():
        if name in args.leave_out:
            continue
        if name == "sentences":
            train += read_sentences(SENTENCES, args.copies, args.seed, news) if SENTENCES.exists() else []
            continue
        silver = recipe.get("silver", False)
        splits = {}
        for split in ("train", "dev"):
            path = args.corpora / name / f"{split}.jsonl"
            records = read_records(path)
            if records:
                digests[f"{name}/{split}.jsonl"] = hashlib.sha256(path.read_bytes()).hexdigest()
            for record in records:
                if split == "train" and recipe.get("rejoin"):
                    rejoin(record)
                record["spans"] = clean(record["text"], record["spans"])
            splits[split] = records
        records = splits["train"]
        if excluded:
            records = [record for record in records if not shingles(record["text"]) & excluded]
        step = round(1 / (1 - share)) if (share := recipe.get("dev_share", 0)) < 1 else 0
        kept = splits["dev"]
        if share:
            records += [record for i, record in enumerate(kept) if not step or i % step != step - 1]
            kept = kept[step - 1 :: step] if step else []
        kept = kept[:: recipe.get("dev_step", 1)]
        if not args.raw:
            for record in records:
                record["spans"] = harmonise(record["text"], record["spans"], known, silver)
            if silver:
                records = doubtful(list(settle(records)), args.noise)
        train += records * recipe.get("repeat", 1)
        dev += kept
        print(f"{name}: {len(records)} documents to train on, {len(kept)} to choose by")
    Random(args.seed).shuffle(train)
    save(nlp, train, args.output / "train.spacy")
    save(nlp, dev, args.output / "dev.spacy")
    (args.output / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def save(nlp: Language, records: list[Record], path: Path) -> None:
    """Write documents, if any."""
    if records:
        path.parent.mkdir(parents=True, exist_ok=True)
        docs = (make_doc(nlp, record["text"], record["spans"]) for record in records)
        DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=docs).to_disk(path)


if __name__ == "__main__":
    main()
