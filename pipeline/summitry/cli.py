"""The command line: parse arguments, call one function, turn named errors into exit codes.

Exit codes: 0 all done, 1 failure, 2 wrong usage, 3 some inputs rejected (the others are written).
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

import summitry
from summitry.commands.cluster import cluster
from summitry.commands.diff import diff
from summitry.commands.export import export
from summitry.commands.reading import FieldNames, Lexicons, MaxMegabytes, Model, Published, fields_of
from summitry.commands.retry import retry
from summitry.commands.run import run
from summitry.errors import SummitryError

if TYPE_CHECKING:
    from rich.console import Console

    from summitry.article import Article
    from summitry.process import Extractor
    from summitry.records import AnyRecord

FAILURE: Final = 1
SOME_REJECTED: Final = 3

app = typer.Typer(
    name="summitry",
    help="Facts about political leaders, from English news to validated records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Format(str, Enum):
    """How flat facts are written."""

    JSONL = "jsonl"
    TABLE = "table"
    CSV = "csv"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summitry {summitry.__version__}")
        raise typer.Exit


RecordsFile = Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Records, as `extract` writes them.")]


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    del version


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders (read recursively), patterns as 'news/**/*.html', @FILE for a list of these, "
            "or - for standard input.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.jsonl", help="Where to write; else standard output.")
    ] = None,
    model: Model = None,
    published: Published = None,
    lexicons: Lexicons = None,
    fields: FieldNames = None,
    max_mb: MaxMegabytes = 50.0,
) -> None:
    """Extract the records of articles: text, Markdown, HTML, JSON lines, CSV, RSS, Atom, WARC, also in gzip and zstd.

    Inputs that cannot be read are told on standard error and in FILE.rejects.jsonl, beside the output.
    """
    from summitry.read import Input, ReadOptions, find_inputs, read_articles
    from summitry.write import Output

    options = ReadOptions(fields=fields_of(fields), published=published, max_bytes=int(max_mb * 1_000_000))
    extractor = _load(model, lexicons)
    found = list(find_inputs(inputs))
    with Output(output) as out, _progress(len(found)) as advance:
        for item in found:
            for article in read_articles(item, options) if isinstance(item, Input) else (item,):
                records = _records(extractor, article)
                if isinstance(records, SummitryError):
                    out.reject(records)
                    _complain(records)
                else:
                    out.records(records)
            advance()
    if output:
        rejected = f", {out.rejected} rejected" if out.rejected else ""
        typer.echo(f"{output}: records of {out.written} articles{rejected}", err=True)
    if out.rejected:
        raise typer.Exit(SOME_REJECTED)


@app.command()
def facts(
    file: RecordsFile,
    form: Annotated[Format, typer.Option("--format", help="JSON lines, a table to read, or CSV.")] = Format.JSONL,
) -> None:
    """Print the flat facts of a file of records."""
    from summitry.facts import Fact, facts_of
    from summitry.validate import read_records

    flat = facts_of(read_records(file))
    if form is Format.JSONL:
        for fact in flat:
            typer.echo(json.dumps(fact.line(), ensure_ascii=False))
    elif form is Format.CSV:
        rows = csv.DictWriter(sys.stdout, list(Fact.model_fields), lineterminator="\n")
        rows.writeheader()
        rows.writerows(fact.line() for fact in flat)
    else:
        from summitry.report.terminal import facts_table

        _console().print(facts_table(flat))


@app.command()
def validate(file: RecordsFile) -> None:
    """Check a file of records line by line; evidence is proved against the texts where they are at hand."""
    from summitry.read import TextsAtHand
    from summitry.validate import Summary, validate

    summary = Summary()
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            for fault in validate(lines, TextsAtHand(file), summary):
                typer.echo(f"{file}, {fault}")
    except (OSError, UnicodeDecodeError) as error:
        from summitry.errors import RecordError

        reason = getattr(error, "strerror", None) or str(error)
        raise RecordError(str(file), reason, remedy="Give a file of JSON lines in UTF-8") from error
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(summary.records.items())) or "none"
    unproved = f", {summary.unproved} without a text at hand" if summary.unproved else ""
    typer.echo(f"{file}: records: {told}; evidence: {summary.proved} proved{unproved}; faults: {summary.faults}")
    if summary.faults:
        raise typer.Exit(FAILURE)


@app.command()
def evaluate(
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED", help="Records or flat facts; a file or a folder.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold facts: a file, or a folder of NAME.jsonl.")],
    show: Annotated[bool, typer.Option("--show", help="List the misses and the false facts.")] = False,
) -> None:
    """Score facts against gold: precision, recall and F1 by predicate, strict and lenient."""
    from summitry.evaluate import evaluate, render

    typer.echo(render(evaluate(predicted, gold), show=show), nl=False)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of records."""
    from summitry.records import schemas

    typer.echo(json.dumps(schemas()["record.schema.json"], indent=2, ensure_ascii=False))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, or a file of records.")],
    model: Model = None,
    published: Published = None,
    lexicons: Lexicons = None,
) -> None:
    """Show articles with their facts as a page to read."""
    from summitry.read import Input, TextsAtHand, read_input
    from summitry.report.terminal import show
    from summitry.validate import read_records

    if _holds_records(file):
        show(read_records(file), _console(), TextsAtHand(file))
        return
    given = Input("-", None) if str(file) == "-" else Input(file.as_posix(), file)
    article = read_input(given, published)
    records: Sequence[AnyRecord] = _load(model, lexicons).process(article, keep_text=True)
    show(records, _console())


app.command()(run)
app.command()(retry)
app.command()(diff)
app.command()(export)
app.command()(cluster)


def _records(extractor: Extractor, article: Article | SummitryError) -> Sequence[AnyRecord] | SummitryError:
    """The records of an article, or why there are none."""
    if isinstance(article, SummitryError):
        return article
    try:
        return extractor.process(article)
    except SummitryError as error:
        return error


def _holds_records(file: Path) -> bool:
    """Say whether a file is one of JSON lines, by its name or its first byte."""
    if file.suffix == ".jsonl":
        return True
    try:
        with file.open("rb") as data:
            return data.read(1) == b"{"
    except OSError:
        return False


def _load(model: str | None, lexicons: Path | None) -> Extractor:
    return summitry.load(model, lexicons)


def _complain(error: SummitryError) -> None:
    typer.echo(f"summitry: {error}", err=True)


def _console() -> Console:
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_width(), soft_wrap=False)


def _width() -> int:
    """The width of a page that goes into a pipe or a file."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) > 0 else 120


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on a terminal, nothing elsewhere; what is yielded counts one article."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("articles", total=total)
        yield lambda: bar.advance(task)


def main() -> NoReturn:
    """Run the command and exit with its code."""
    try:
        app(prog_name="summitry")
    except SummitryError as error:
        _complain(error)
        sys.exit(FAILURE)
    except BrokenPipeError:
        # Whoever read our output has closed it (as `| head` does); Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILURE)
    sys.exit(0)
