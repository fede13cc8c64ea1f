"""Options of the commands that read articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summitry.read import Fields


def _checked(value: str) -> str:
    fields_of(value)
    return value


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
