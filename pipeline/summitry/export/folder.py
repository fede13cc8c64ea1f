"""What the formats with a file a table have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from summitry.export import codebook
from summitry.export.tables import TABLES

_CODEBOOKS: Final = ("codebook.md", "codebook.json")


def is_export(folder: Path, suffix: str) -> bool:
    """Say whether a folder holds nothing but the files of an export, with its codebook among them."""
    if not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    return set(_CODEBOOKS) <= names <= {*_CODEBOOKS, *(f"{table.name}{suffix}" for table in TABLES)}


def write_codebooks(folder: Path) -> None:
    """Write the codebook, to read and to parse, beside the tables."""
    for name, text in zip(_CODEBOOKS, (codebook.markdown(), codebook.as_json()), strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
