"""The formats of an export, and what each needs."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import Any, Final

from summitry.errors import SummitryError


class Format(str, Enum):
    """How tables are written: CSV and Parquet are folders with a file a table, the databases one file."""

    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"

    @property
    def is_folder(self) -> bool:
        return self in (Format.CSV, Format.PARQUET)


EXTRA: Final = "tables"


class ExportError(SummitryError):
    """An export that cannot be made."""

    stage_default = "export"


class MissingExtra(ExportError):
    """A format whose library is not installed."""


def library(name: str, form: Format) -> Any:
    """Import a library of the extra. Raises `MissingExtra`."""
    try:
        return import_module(name)
    except ImportError as error:
        reason = f"{form.value} needs {name.partition('.')[0]}, which is not installed"
        raise MissingExtra("", reason, remedy=f"pip install 'summitry[{EXTRA}]', or export to csv or sqlite") from error
