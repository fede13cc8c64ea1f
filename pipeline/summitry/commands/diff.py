"""`summitry diff`."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import typer

from summitry.errors import SummitryError

TROUBLE: Final = 2
_WIDTH: Final = 120


class Form(str, Enum):
    """How a comparison is shown."""

    TABLE = "table"
    JSON = "json"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Records of the older run: a file, or a run's folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Records of the newer run.")],
    form: Annotated[
        Form, typer.Option("--format", help="A table to read, or JSON with every difference.")
    ] = Form.TABLE,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Facts to list in the table.")] = 100,
) -> None:
    """Compare the facts of two runs: added, lost and changed, by predicate and rule.

    Exit codes: 0 the same, 1 different, 2 a file that cannot be compared.
    """
    from summitry.diff import as_json, diff_runs, render

    try:
        found = diff_runs(old, new)
    except SummitryError as error:
        # Not 1: a script must not take a file that is missing for a difference.
        typer.echo(f"summitry: {error}", err=True)
        raise typer.Exit(TROUBLE) from error
    if form is Form.JSON:
        typer.echo(as_json(found), nl=False)
    else:
        from rich.console import Console

        console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
        console.print(render(found, limit=limit))
    if found.exit_code:
        raise typer.Exit(found.exit_code)
