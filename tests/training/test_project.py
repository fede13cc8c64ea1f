"""The whole training project on a made-up corpus: convert, judge the silver, train, evaluate, package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

pytest.importorskip("faker", reason="training needs Faker (pipeline/training/requirements.txt)")

PIPELINE = Path(__file__).parents[2] / "pipeline"
PEOPLE = ("Anela Kovac", "Tomas Berg", "Idris Camara", "Mei Zhou", "Sara Lindholm", "Omar Haddad")
PLACES = ("Kenya", "Norway", "Astana", "Lima", "Chad", "Oman")
HELD_OUT = "The treaty of the twelve valleys was read aloud on the last day of the long winter session in the capital."


def record(number: int) -> dict[str, object]:
    """One document with an entity of every label."""
    parts = [
        ("President ", ""),
        (PEOPLE[number % 6], "PERSON"),
        (" of ", ""),
        (PLACES[number % 5], "GPE"),
        (" met the ", ""),
        ("Kenyan", "NORP"),
        (" delegation of the ", ""),
        ("Water Union", "ORG"),
        (" at the ", ""),
        ("Harbour Palace", "FAC"),
        (" near the ", ""),
        ("Amber Sea", "LOC"),
        (" on ", ""),
        ("Tuesday", "DATE"),
        (" before the ", ""),
        ("River Games", "EVENT"),
        (".", ""),
    ]
    text, spans = "", []
    for string, label in parts:
        if label:
            spans.append([len(text), len(text) + len(string), label])
        text += string
    return {"id": str(number), "text": text, "spans": spans}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project after `spacy project run all`, with few steps, on a made-up corpus."""
    root = tmp_path_factory.mktemp("project")
    project = root / "pipeline" / "training"
    shutil.copytree(PIPELINE / "training", project, ignore=shutil.ignore_patterns("build", "assets", "__pycache__"))
    shutil.copytree(PIPELINE / "summitry" / "lexicons", root / "pipeline" / "summitry" / "lexicons")
    sentences = project / "data" / "sentences.txt"
    sentences.write_text("\n\n".join(sentences.read_text(encoding="utf-8").split("\n\n")[:20]), encoding="utf-8")
    held_out = root / "held_out"
    held_out.mkdir()
    (held_out / "article.txt").write_text(HELD_OUT, encoding="utf-8")
    for name in ("gmb", "gum"):
        folder = root / "ner" / name
        folder.mkdir(parents=True)
        for split, count in (("train", 60), ("dev", 6), ("test", 6)):
            records = [record(number) for number in range(count)]
            if split == "train":
                records.append({"id": "held-out", "text": HELD_OUT, "spans": []})
            (folder / f"{split}.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    variables = {
        "corpora": root / "ner",
        "held_out": held_out,
        "build": root / "build",
        "release": root / "release",
        "steps": 60,
        "rate_steps": 60,
        "finish_steps": 5,
        "gold_steps": 20,
        "eval_frequency": 20,
        "copies": 1,
        "warmup": 1,
    }
    overrides = [part for key, value in variables.items() for part in (f"--vars.{key}", str(value))]
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "spacy", "project", "run", "all", str(project), *overrides]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_packaged_pipeline_loads_and_is_small(built: Path) -> None:
    nlp = spacy.load(built / "release")
    assert nlp.pipe_names == ["ner"]
    assert set(nlp.get_pipe("ner").labels) == {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "DATE"}
    assert sum(path.stat().st_size for path in (built / "release").rglob("*")) < 20_000_000
    assert nlp.meta["license"].startswith("CC BY-SA")


def test_packaged_pipeline_keeps_its_predictions(built: Path) -> None:
    trained = spacy.load(built / "build" / "all" / "model" / "model-best")
    packaged = spacy.load(built / "release")
    texts = [str(record(number)["text"]) for number in range(6)]
    entities = [[(ent.text, ent.label_) for ent in nlp(text).ents] for nlp in (trained, packaged) for text in texts]
    assert entities[: len(texts)] == entities[len(texts) :]
    assert any(entities)


def test_card_states_the_figures(built: Path) -> None:
    figures = json.loads((built / "build" / "figures.json").read_text(encoding="utf-8"))
    card = (built / "release" / "README.md").read_text(encoding="utf-8")
    assert {"gmb", "gum"} <= set(figures)
    assert f"{figures['gmb']['all'][2]:.1f}" in card
    assert "$" not in card


def test_held_out_text_is_not_trained_on(built: Path) -> None:
    nlp = spacy.blank("en")
    docs = spacy.tokens.DocBin().from_disk(built / "build" / "all" / "train.spacy").get_docs(nlp.vocab)
    texts = [doc.text for doc in docs]
    assert texts
    assert HELD_OUT not in texts
