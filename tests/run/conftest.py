"""What the tests of runs share: a quick stand-in for the extractor that other processes can load, and inputs."""

from __future__ import annotations

import importlib
import json
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from summitry.lexicon import load_lexicon
from summitry.run.batch import Outcome, run
from summitry.run.children import Load
from summitry.run.settings import Limits, Settings

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "corpus" / "articles"
_LEXICON = lru_cache(load_lexicon)
FILES = ("records.jsonl", "rejects.jsonl")


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """What loads the stand-in, here and in processes that are started from here."""
    # Whoever edits the package while its tests run must not have results made anew that a test expects to be kept.
    monkeypatch.setattr("summitry.run.fingerprint.code_digest", lambda: "code")
    monkeypatch.setattr("summitry.run.fingerprint.load_lexicon", _LEXICON)
    return _found_load(monkeypatch)


def _found_load(monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.syspath_prepend(str(HERE))
    found: Load = importlib.import_module("run_fakes").load_fake
    return found


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's articles as they are now."""
    return shutil.copytree(ARTICLES, tmp_path_factory.mktemp("articles") / "inbox")


@pytest.fixture
def inbox(working_folder: Path, articles: Path) -> Path:
    """These articles in a folder `inbox` of the working folder."""
    shutil.copytree(articles, working_folder / "inbox")
    return Path("inbox")


@pytest.fixture
def into(load: Load) -> Callable[..., Outcome]:
    """A function that runs inputs into a folder with the stand-in."""

    def run_into(
        folder: str | Path, *inputs: str | Path, workers: int = 1, limits: Limits | None = None, **more: Any
    ) -> Outcome:
        progress = more.pop("progress", None)
        settings = Settings(inputs=tuple(map(str, inputs)), workers=workers, limits=limits or Limits(), **more)
        return run(settings, Path(folder), load=load, progress=progress)

    return run_into


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory, articles: Path) -> dict[str, bytes]:
    """The result of an uninterrupted run over `inbox`."""
    folder = tmp_path_factory.mktemp("reference")
    shutil.copytree(articles, folder / "inbox")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        run(Settings(inputs=("inbox",)), Path("out"), load=_found_load(monkeypatch))
    return contents(folder / "out")


def contents(folder: str | Path) -> dict[str, bytes]:
    """The bytes of the files of a run that must not depend on how it went."""
    return {name: (Path(folder) / name).read_bytes() for name in FILES}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
