"""Find doubtful spans of the silver corpus: a pipeline of the other corpora, which never saw it, contradicts them.

A contradiction does not say who is right, so the tokens become missing annotation: nothing is learned from them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Final

import functions  # noqa: F401
import spacy
from convert import digest, read_records
from scheme import Span, clean, harmonise, read_known, settle
from spacy.tokens import Doc

_RARE: Final = 5
_SHARE: Final = 0.5
_NAMES: Final = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC")


def contradicted(gold: list[Span], found: list[Span], text: str) -> list[tuple[int, int, str]]:
    """Spans and kinds of contradiction: where people are at stake, or the same span is another type of name."""
    doubts = []
    for start, end, label in found:
        touching = [span for span in gold if span[0] < end and start < span[1]]
        labels = {span[2] for span in touching}
        if label == "PERSON" and not touching and " " in text[start:end]:
            doubts.append((start, end, "PERSON unmarked"))
        elif label == "PERSON" and touching and "PERSON" not in labels and labels <= set(_NAMES):
            doubts += [(s, e, f"{old} found PERSON") for s, e, old in touching]
        elif label in ("ORG", "GPE") and labels == {"PERSON"}:
            doubts += [(s, e, f"PERSON found {label}") for s, e, _ in touching]
        elif len(touching) == 1 and touching[0][:2] == (start, end) and {label, touching[0][2]} == {"ORG", "GPE"}:
            doubts.append((start, end, f"{touching[0][2]} found {label}"))
    return doubts


def clean_ents(doc: Doc) -> list[Span]:
    """The entities of a document in the scheme."""
    return clean(doc.text, [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents])


def main() -> None:
    """Command line: `noise.py SILVER.jsonl MODEL OUTPUT.jsonl`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    nlp, known = spacy.load(args.model), read_known()
    records = read_records(args.corpus)
    for record in records:
        record["spans"] = harmonise(record["text"], clean(record["text"], record["spans"]), known, silver=True)
    records = list(settle(records))
    docs = nlp.pipe(record["text"] for record in records)
    doubts = [
        contradicted(record["spans"], clean_ents(doc), record["text"])
        for record, doc in zip(records, docs, strict=True)
    ]
    total = Counter(r["text"][start:end] for r in records for start, end, _ in r["spans"])
    doubted = Counter(
        r["text"][s:e] for r, found in zip(records, doubts, strict=True) for s, e in {d[:2] for d in found}
    )
    kinds: Counter[str] = Counter()
    with args.output.open("w", encoding="utf-8") as lines:
        for record, found in zip(records, doubts, strict=True):
            text = record["text"]
            # A string that the pipeline mostly takes as the corpus does is the pipeline's error where it does not.
            kept = [
                (start, end, kind)
                for start, end, kind in found
                if (string := text[start:end]) not in known.labels
                and (total[string] < _RARE or doubted[string] >= _SHARE * total[string])
            ]
            kinds.update(kind for *_, kind in kept)
            if kept:
                lines.write(json.dumps([digest(text), sorted({(start, end) for start, end, _ in kept})]) + "\n")
    for kind, count in kinds.most_common():
        print(f"{kind}: {count}")


if __name__ == "__main__":
    main()
