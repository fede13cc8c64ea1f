"""What the tests share: a small spaCy pipeline of their own, so that they do not hang on the trained one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy

from summitry.process import Extractor

ROOT = Path(__file__).parent.parent
PEOPLE = ("Anela Kovac", "Jan Novak", "Per Berg")


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a saved pipeline that knows three people."""
    nlp = spacy.blank("en", meta={"name": "small", "version": "1.2.3"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": name} for name in PEOPLE])
    folder = tmp_path_factory.mktemp("models") / "small"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def small_extractor(small_model: Path) -> Extractor:
    return Extractor.load(small_model)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a command that runs beside the tests: it finds the package of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "COLUMNS": "120"}


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
