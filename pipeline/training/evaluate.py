"""Exact-span scores of pipelines on a split of the corpora: PERSON, ORG, and GPE, LOC and FAC as one type.

A leading article and a trailing possessive are stripped on both sides, as for the reference columns of the corpora.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import functions  # noqa: F401
import spacy
from convert import Record, read_records
from scheme import trim
from spacy.language import Language

GROUPS: Final = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
POOLED: Final = ("uner_pud", "re3d", "gum")
Counts = Counter[tuple[str, str]]


def judged(text: str, spans: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """The spans of the judged labels, stripped ("ANY": of articles and possessives alone, not of titles)."""
    grouped = ((start, end, GROUPS[label]) for start, end, label in spans if label in GROUPS)
    return {(span[0], span[1], group) for start, end, group in grouped if (span := trim(text, (start, end, "ANY")))}


def count(nlp: Language, records: list[Record]) -> Counts:
    """Right, found and wanted spans by label."""
    counts: Counts = Counter()
    for record, doc in zip(records, nlp.pipe(record["text"] for record in records), strict=True):
        want = judged(doc.text, ((start, end, label) for start, end, label in record["spans"]))
        got = judged(doc.text, ((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents))
        for kind, found in (("right", want & got), ("found", got), ("wanted", want)):
            for *_, label in found:
                counts[label, kind] += 1
    return counts


def score(counts: Counts, label: str | None = None) -> list[float]:
    """Precision, recall and F1 of a label, or of all."""
    right, found, wanted = (
        sum(number for (name, key), number in counts.items() if key == kind and label in (None, name))
        for kind in ("right", "found", "wanted")
    )
    shares = (right / found if found else 0.0, right / wanted if wanted else 0.0, 2 * right / ((found + wanted) or 1))
    return [round(100 * share, 1) for share in shares]


def table(nlp: Language, corpora: Path, split: str, names: list[str]) -> dict[str, dict[str, list[float]]]:
    """Scores by corpus, all those with such a split if none is named, and of the pooled ones."""
    rows: dict[str, Counts] = {}
    for name in names or sorted(path.parent.name for path in corpora.glob(f"*/{split}.jsonl")):
        rows[name] = count(nlp, read_records(corpora / name / f"{split}.jsonl"))
    pooled = [name for name in POOLED if name in rows]
    if len(pooled) > 1:
        rows["+".join(pooled)] = sum((rows[name] for name in pooled), Counter())
    labels = {"all": None, "PERSON": "PERSON", "ORG": "ORG", "PLACE": "PLACE"}
    return {name: {title: score(counts, label) for title, label in labels.items()} for name, counts in rows.items()}


def main() -> None:
    """Command line: a Markdown table for each pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with NAME/SPLIT.jsonl")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--split", default="test")
    parser.add_argument("--only", action="append", default=[], metavar="CORPUS")
    parser.add_argument("--json", type=Path, help="file for the figures of the last pipeline")
    args = parser.parse_args()
    for model in args.models:
        figures = table(spacy.load(model), args.corpora, args.split, args.only)
        print(f"\n{model}\n\n| {args.split} split | all P/R/F1 | PERSON P/R/F1 | ORG | place |\n|---|---|---|---|---|")
        for name, row in figures.items():
            cells = [" / ".join(f"{x:.1f}" for x in row[label]) for label in ("all", "PERSON")]
            print(f"| {name} | {cells[0]} | {cells[1]} | {row['ORG'][2]:.1f} | {row['PLACE'][2]:.1f} |")
        if args.json:
            args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
