"""Options of the commands that read articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summitry.read import Fields


def _checked(value: str) -> str:
    fields_of(value)
    return value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date as YYYY-MM-DD") from None


Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="A spaCy pipeline, by name or path, instead of the built-in one."),
]
Lexicons = Annotated[
    Path | None, typer.Option("--lexicons", metavar="DIR", help="A folder of lexicons that adds to the built-in ones.")
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published", metavar="DATE", parser=_day, help="The day of publication of articles that state none."
    ),
]
KeepText = Annotated[bool, typer.Option("--keep-text", help="Store the texts in the records.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", metavar="S", min=0.001, help="What an article may take.")]
FieldNames = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAMES",
        parser=_checked,
        help="What the fields of JSON lines and CSV are called: text=…,title=…,date=…,language=…,url=…; html=… for "
        "pages in place of texts, source=… for what names the article.",
    ),
]
MaxMegabytes = Annotated[
    float, typer.Option("--max-mb", metavar="MB", min=0.001, help="How large an article may be, uncompressed.")
]


def fields_of(told: str | None) -> Fields:
    """The names of fields as they are given on the command line."""
    from summitry.read import Fields

    try:
        return Fields.parse(told) if told else Fields()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
