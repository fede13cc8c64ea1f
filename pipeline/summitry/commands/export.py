"""`summitry export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summitry.export.formats import Format


def export(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="Records: a file, or a run's folder.")],
    to: Annotated[
        Path, typer.Option("--to", metavar="PATH", help="A folder (csv, parquet) or a file (sqlite, duckdb).")
    ],
    form: Annotated[Format, typer.Option("--format", help="parquet and duckdb need summitry[tables].")],
) -> None:
    """Write records as tables: one a kind of record, their parts, and flat facts, with a codebook.

    An older export at PATH is replaced; anything else there stays, and is an error.
    """
    from summitry.export.run import export

    counts = export(records, to, form)
    told = ", ".join(f"{count} {table}" for table, count in counts.items() if count) or "no rows"
    typer.echo(f"{to}: {told}", err=True)
