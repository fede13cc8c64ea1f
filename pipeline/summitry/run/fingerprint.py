"""What made a result: a change of any of it calls for the result anew. No spaCy is loaded to tell."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

import summitry
from summitry.lexicon import load_lexicon
from summitry.run.settings import Settings

_PACKAGE: Final = Path(summitry.__file__).parent
# What takes part in reading an article; its new release may read otherwise.
_LIBRARIES: Final = ("spacy", "rensa", "trafilatura", "htmldate", "justext", "lxml")


class Fingerprint(BaseModel):
    """The versions and digests that stand behind a result."""

    model_config = ConfigDict(frozen=True)

    version: str
    code: str
    python: str
    libraries: dict[str, str]
    model: str
    model_version: str
    model_sha256: str
    lexicon: str
    keep_text: bool

    @property
    def digest(self) -> str:
        return sha256(self.model_dump_json().encode()).hexdigest()


def take_fingerprint(settings: Settings) -> Fingerprint:
    """Take the fingerprint of what a run would use. Raises `LexiconError`."""
    folder = _model_folder(settings.model)
    meta = _meta(folder)
    return Fingerprint(
        version=summitry.__version__,
        code=code_digest(),
        python=".".join(platform.python_version_tuple()[:2]),
        libraries={name: _version(name) for name in _LIBRARIES},
        model=f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_") or str(settings.model or ""),
        model_version=str(meta.get("version", "")),
        model_sha256=_digest(folder, sorted(folder.rglob("*"))) if folder else "",
        lexicon=load_lexicon(settings.lexicons).fingerprint,
        keep_text=settings.keep_text,
    )


def code_digest() -> str:
    """Digest the code of the package: a checkout changes while its version stays."""
    return _digest(_PACKAGE, sorted(_PACKAGE.rglob("*.py")))


def _model_folder(model: str | None) -> Path | None:
    """The folder of a spaCy pipeline: the embedded one, a path, or an installed package; None if there is none."""
    if model is None:
        return _PACKAGE / "model"
    if Path(model).is_dir():
        return Path(model).resolve()
    try:
        spec = find_spec(model)
    except (ImportError, ValueError):
        return None
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _meta(folder: Path | None) -> dict[str, Any]:
    try:
        told = json.loads((folder / "meta.json").read_bytes()) if folder else {}
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest(root: Path, paths: Iterable[Path]) -> str:
    """The sha256 of files, with their names below `root`."""
    total = sha256()
    for path in paths:
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
