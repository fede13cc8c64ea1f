"""`summitry retry`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summitry.commands.run import Workers, stopped, tell


def retry(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of a run.")],
    every: Annotated[bool, typer.Option("--all", help="Also those of which the run says that a retry cannot help.")] = (
        False
    ),
    workers: Workers = None,
    max_seconds: Annotated[
        float | None, typer.Option("--max-seconds", metavar="S", min=0.001, help="Other than in the run.")
    ] = None,
    max_mb: Annotated[
        float | None, typer.Option("--max-mb", metavar="MB", min=0.001, help="Other than in the run.")
    ] = None,
) -> None:
    """Take the rejects of a run again, those that a retry can help, and write the files of the folder anew.

    An input that was not there is looked for by `summitry run`.
    """
    from summitry.run.batch import retry as retry_all
    from summitry.run.failures import Interrupted
    from summitry.run.progress import shown
    from summitry.run.settings import usable_cores

    try:
        with shown() as progress:
            outcome = retry_all(
                folder,
                every=every,
                workers=workers or usable_cores(),
                max_seconds=max_seconds,
                max_megabytes=max_mb,
                progress=progress,
            )
    except Interrupted as error:
        raise stopped(error) from error
    tell(folder, outcome)
