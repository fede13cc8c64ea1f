"""Data files in layers: CSV and TOML of a folder, with those of the same name in the folders after it laid over them.

Every fault is a `LexiconError` that names the file, the line and the remedy. What the files mean is not known here.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from summitry.errors import LexiconError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Folders = tuple[Path, ...]
Key = Callable[[Mapping[str, str]], tuple[str, ...]]


class Row(BaseModel):
    """One entry of a lexicon: immutable, and without any field it does not declare."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_R = TypeVar("_R", bound=Row)


class _Source(NamedTuple):
    file: Path
    line: int
    data: dict[str, Any]


def fault(file: Path, line: int, reason: str, remedy: str) -> LexiconError:
    """Give the error for a line of a file; a line of 0 is the file as a whole."""
    return LexiconError("", f"{file}:{line}: {reason}" if line else f"{file}: {reason}", remedy=remedy)


def _invalid(file: Path, line: int, error: ValidationError, depth: int) -> LexiconError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][depth:]) or "row"
    return fault(file, line, f"{where}: {first['msg']}", f"Correct {where}, which is given as {first['input']!r}")


# CSV


def read_table(name: str, model: type[_R], key: Key, folders: Folders, removed: frozenset[str]) -> tuple[_R, ...]:
    """Read the rows of the CSV file `name`: a later folder's row replaces the row with its key, else comes after all.

    Rows with any part of their key in `removed` are left out.
    """
    merged: dict[tuple[str, ...], _Source] = {}
    for file in _existing(name, folders):
        lines: dict[tuple[str, ...], int] = {}
        for source in _read_csv(file, model):
            values = key(source.data)
            if values in lines:
                reason = f"{'/'.join(filter(None, values))!r} stands on line {lines[values]} too"
                raise fault(file, source.line, reason, "Keep one of the two rows")
            lines[values] = source.line
            merged[values] = source
    sources = [source for values, source in merged.items() if not removed.intersection(values)]
    try:
        adapter: TypeAdapter[tuple[_R, ...]] = TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]
        return adapter.validate_python(tuple(source.data for source in sources))
    except ValidationError as error:
        source = sources[int(error.errors()[0]["loc"][0])]
        raise _invalid(source.file, source.line, error, 1) from error


def _read_csv(file: Path, model: type[Row]) -> Iterator[_Source]:
    columns = list(model.model_fields)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        try:
            header = next(reader, [])
            if not header or any(column not in columns for column in header):
                raise fault(file, 1, f"the header is {','.join(header)!r}", f"Use the columns {','.join(columns)}")
            for row in reader:
                if row and len(row) != len(header):
                    remedy = "Give every column a value, and quote those that hold a comma"
                    raise fault(file, reader.line_num, "the row has not as many values as the header", remedy)
                if row:
                    yield _Source(file, reader.line_num, dict(zip(header, row, strict=True)))
        except (UnicodeDecodeError, csv.Error) as error:
            raise fault(file, reader.line_num, str(error), "Save the file as CSV in UTF-8") from error


# TOML


def read_document(name: str, model: type[_R], folders: Folders) -> _R:
    """Read the TOML file `name` of all folders as one `model`."""
    data = merged_document(name, folders)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        file, line = _locate(name, folders, data, error.errors()[0]["loc"])
        raise _invalid(file, line, error, 0) from error


def merged_document(name: str, folders: Folders) -> dict[str, Any]:
    """Read the TOML file `name` of all folders, not validated.

    Lists of a later folder go before those of an earlier one, whose entries lose the forms and the ids that are said
    anew; `[remove]` lists, by the name of a list, the entries, forms or ids to leave out.
    """
    merged: dict[str, Any] = {}
    for file in _existing(name, folders):
        data = read_toml(file)
        removed = data.pop("remove", {})
        for key in removed:
            merged[key] = _without(merged.get(key, []), removed[key])
        for key, value in data.items():
            if isinstance(value, list):
                tables = [entry for entry in value if isinstance(entry, dict)]
                anew = [str(entry["id"]) for entry in tables if "id" in entry]
                anew += [form for entry in tables for form in entry.get("forms", ()) if key in _EXCLUSIVE]
                merged[key] = [*value, *_without(merged.get(key, []), anew)]
            else:
                merged[key] = value
    return merged


# The lists in which a form has one entry, so that saying it anew replaces it; elsewhere an entry is told by its id.
_EXCLUSIVE = frozenset({"title", "portfolio"})


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file."""
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise fault(file, int(line.group(1)) if line else 1, f"no valid TOML: {error}", "Correct its syntax") from error
    return data


def _without(entries: Iterable[Any], names: Iterable[str]) -> list[Any]:
    """Leave out the entries so named; an entry with several forms goes with its last one."""
    removed = frozenset(names)
    kept: list[Any] = []
    for entry in entries:
        if not isinstance(entry, dict):
            if entry not in removed:
                kept.append(entry)
        elif not removed.intersection(str(entry.get(field)) for field in ("id", "form", "name") if field in entry):
            forms = [form for form in entry.get("forms", ()) if form not in removed]
            if forms or not entry.get("forms"):
                kept.append({**entry, "forms": forms} if forms else entry)
    return kept


def _existing(name: str, folders: Folders) -> list[Path]:
    return [folder / name for folder in folders if (folder / name).is_file()]


def _locate(name: str, folders: Folders, data: dict[str, Any], loc: tuple[int | str, ...]) -> tuple[Path, int]:
    """Find the file and the line that say the part of the merged document at `loc`."""
    files = _existing(name, folders) or [folders[0] / name]
    key = str(loc[0]) if loc else ""
    entry = data.get(key)
    if isinstance(entry, list) and len(loc) > 1:
        entry = entry[int(loc[1])]
    for file in reversed(files):
        lines = file.read_text(encoding="utf-8").splitlines()
        said = read_toml(file).get(key)
        heads = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{key}]]"]
        if isinstance(said, list) and entry in said and heads:
            return file, heads[said.index(entry)]
        starts = [number for number, line in enumerate(lines, 1) if re.match(rf"{re.escape(key)}\s*=", line)]
        if starts:
            return file, starts[0]
    return files[-1], 1
