"""`summitry cluster`."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

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
from summitry.commands.run import SOME_REJECTED, Workers


class Form(str, Enum):
    """How records are written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def cluster(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files or folders of JSON lines, Parquet and all else that is read; by "
            "path or by address, as s3://bucket/news.",
        ),
    ],
    into: Annotated[str, typer.Option("--into", metavar="FOLDER", help="Where the parts go, by path or by address.")],
    form: Annotated[Form, typer.Option("--format", help="How the records are written.")] = Form.JSONL,
    articles: Annotated[
        int, typer.Option("--articles", metavar="N", min=1, help="How many articles a partition has.")
    ] = 1_000,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="That of a Ray cluster, as auto or ray://HOST:10001."),
    ] = None,
    without_ray: Annotated[
        bool, typer.Option("--without-ray", help="Work the partitions off here, one after the other.")
    ] = False,
    workers: Workers = None,
    keep_text: KeepText = False,
    published: Published = None,
    fields: FieldNames = None,
    model: Model = None,
    lexicons: Lexicons = None,
    max_seconds: MaxSeconds = 60.0,
    max_mb: MaxMegabytes = 50.0,
) -> None:
    """Extract the records of very many articles on a Ray cluster, partition by partition.

    The folder holds records/, rejects/ and done/ with a file a partition each, and manifest.json. The same command goes
    on after a stop, and does again only what has changed.
    """
    from summitry.distributed.cluster import run_cluster
    from summitry.distributed.plan import Job
    from summitry.run.settings import Limits, Settings

    settings = Settings(
        inputs=tuple(inputs),
        keep_text=keep_text,
        published=published,
        fields=fields_of(fields),
        model=model,
        lexicons=lexicons,
        limits=Limits(seconds=max_seconds, megabytes=max_mb),
    )
    job = Job(settings=settings, into=into, form=form.value, articles=articles)
    outcome = run_cluster(job, address=address, workers=workers, with_ray=not without_ray, told=_tell)
    parts = f"{outcome.partitions:,} partitions ({outcome.worked:,} new)"
    typer.echo(f"{into}: records of {outcome.articles:,} articles in {parts}, {outcome.rejects:,} rejected", err=True)
    if outcome.rejects:
        raise typer.Exit(SOME_REJECTED)


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{done:,} of {total:,} partitions ", nl=done == total, err=True)
