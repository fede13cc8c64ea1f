"""Make the trained pipeline small and put it into the package, with its card, its licence and its meta data."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from string import Template
from typing import Any, Final

import functions  # noqa: F401
import spacy
from scheme import LABELS

HERE: Final = Path(__file__).parent
_META: Final = {
    "lang": "en",
    "name": "summitry_news",
    "version": "1.0.0",
    "description": "Named entities of diplomatic and world news: PERSON, ORG, GPE, NORP, LOC, FAC, EVENT, DATE",
    "license": "CC BY-SA 4.0 (see LICENSE and README.md for the licences of the training data)",
}
# Of the first quick run and of en_core_web_sm 2.2.5 on the same splits, F1 of all: what the figures are read against.
_REFERENCES: Final = ("`en_core_web_sm` 2.2.5, all F1", "first quick run, all F1")
_REFERENCE: Final = {
    "gmb": (79.0, 86.5),
    "gum": (54.0, 64.0),
    "re3d": (68.4, 79.6),
    "crossner_politics": (66.7, 80.9),
    "redocred": (64.7, 73.3),
    "uner_pud": (67.3, 73.8),
    "uner_ewt": (59.5, 61.3),
    "wikigold": (66.4, 67.9),
    "uner_pud+re3d+gum": (63.4, 71.6),
}


def write(model: Path, figures: dict[str, Any], output: Path) -> None:
    """Write the pipeline of `model` to `output` without the strings, vectors and lookups that it does not use."""
    nlp = spacy.load(model)
    if missing := set(LABELS) - set(nlp.pipe_labels["ner"]):
        raise SystemExit(f"{model}: never learnt {sorted(missing)}; train longer, or on more")
    trained = {
        "spacy_version": ">=3.8.0,<3.9.0",
        "labels": nlp.meta["labels"],
        "pipeline": ["ner"],
        "components": ["ner"],
    }
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # of the machine that trained it
    shutil.rmtree(output, ignore_errors=True)
    nlp.to_disk(output, exclude=["vocab"])
    (output / "vocab").mkdir()
    (output / "vocab" / "strings.json").write_text("[]\n", encoding="utf-8")
    performance = {name: {label: row[2] for label, row in scores.items()} for name, scores in figures.items()}
    meta = _META | trained | {"performance": performance}
    (output / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(HERE / "data" / "LICENSE", output / "LICENSE")
    card = Template((HERE / "data" / "card.md").read_text(encoding="utf-8"))
    notes = (HERE / "data" / "notes.md").read_text(encoding="utf-8").strip()
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    (output / "README.md").write_text(
        card.substitute(figures=table(figures), notes=notes, size=f"{size / 1e6:.1f}"), encoding="utf-8"
    )


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown, beside the references."""
    heads = ("split", "all P / R / F1", "PERSON P / R / F1", "ORG F1", "place F1", *_REFERENCES)
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name, row in figures.items():
        cells = [" / ".join(f"{x:.1f}" for x in row[label]) for label in ("all", "PERSON")]
        cells += [f"{row[label][2]:.1f}" for label in ("ORG", "PLACE")]
        cells += [f"{x:.1f}" for x in _REFERENCE.get(name, ())] or ["", ""]
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Command line: `package.py MODEL FIGURES.json OUTPUT`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("figures", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    write(args.model, json.loads(args.figures.read_text(encoding="utf-8")), args.output)


if __name__ == "__main__":
    main()
