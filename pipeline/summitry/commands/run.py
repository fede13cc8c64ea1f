"""`summitry run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from summitry.commands.reading import (
    FieldNames,
    KeepText,
    Lexicons,
    MaxMegabytes,
    MaxSeconds,
    Model,
    Published,
    fields_of,
)

if TYPE_CHECKING:
    from summitry.run.batch import Outcome
    from summitry.run.failures import Interrupted

SOME_REJECTED: Final = 3
INTERRUPTED: Final = 130


Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes that extract; else one a core.")
]


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files, folders (read recursively), patterns, @LIST, or - for standard input."
        ),
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="Where the files of the run go, such as outputs/NAME.")
    ],
    workers: Workers = None,
    keep_text: KeepText = False,
    published: Published = None,
    fields: FieldNames = None,
    model: Model = None,
    lexicons: Lexicons = None,
    max_seconds: MaxSeconds = 60.0,
    max_mb: MaxMegabytes = 50.0,
) -> None:
    """Extract the records of any number of articles into a folder: what is new or changed, with all cores.

    The folder holds records.jsonl, rejects.jsonl, manifest.json and a ledger. A run that was stopped in any way is
    taken up by the same command, with the same result; a second run does nothing. The records are those of the inputs
    given, in the order of their sources; results of other inputs stay in the ledger for when they are given again.
    """
    from summitry.run.batch import run as run_all
    from summitry.run.failures import Interrupted
    from summitry.run.progress import shown
    from summitry.run.settings import Limits, Settings, usable_cores

    settings = Settings(
        inputs=tuple(inputs),
        workers=workers or usable_cores(),
        keep_text=keep_text,
        published=published,
        fields=fields_of(fields),
        model=model,
        lexicons=lexicons,
        limits=Limits(seconds=max_seconds, megabytes=max_mb),
    )
    try:
        with shown() as progress:
            outcome = run_all(settings, into, progress=progress)
    except Interrupted as error:
        raise stopped(error) from error
    tell(into, outcome)


def stopped(error: Interrupted) -> typer.Exit:
    """Tell that a run was interrupted."""
    typer.echo(f"summitry: {error}", err=True)
    return typer.Exit(INTERRUPTED)


def tell(folder: Path, outcome: Outcome) -> None:
    """Tell how a run ended; exit with 3 if some articles were rejected."""
    told = [f"records of {outcome.articles:,} articles ({outcome.processed:,} new)"]
    if outcome.duplicates:
        told.append(f"{outcome.duplicates:,} of them duplicates")
    if outcome.rejects:
        told.append(f"{outcome.rejects:,} rejected")
    if outcome.processed:
        told.append(f"{outcome.processed / outcome.seconds:.1f} articles a second")
    typer.echo(f"{folder}: {', '.join(told)}", err=True)
    if outcome.not_given:
        typer.echo(
            f"{folder}: {outcome.not_given:,} inputs of earlier runs were not given; the ledger keeps them", err=True
        )
    if outcome.rejects:
        raise typer.Exit(SOME_REJECTED)
