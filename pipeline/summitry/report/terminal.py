"""The page of an article in the terminal: its text with the evidence marked, then its facts by who they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from summitry.facts import Fact
from summitry.records import (
    AnyRecord,
    ArticleRecord,
    CountryRecord,
    EventRecord,
    Evidence,
    LeaderRecord,
    OrganisationRecord,
)
from summitry.report.wording import company_words, event_words, founded_words, role_words, status_words
from summitry.validate import TextOf, own_text

STYLES: Final = {"leader": "cyan", "country": "green", "organisation": "magenta", "event": "yellow"}
_HEADINGS: Final = {
    "leader": "Leaders", "country": "Countries", "organisation": "Organisations", "event": "Events",
}  # fmt: skip
_SHARE_OF_FACTS: Final = 3
_SHARE_OF_QUOTES: Final = 2

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Line = tuple[str, str, Evidence]


def show(records: Iterable[AnyRecord], console: Console, text_of: TextOf = own_text) -> int:
    """Print a page for each article of `records`, in their order; give the number of articles.

    `text_of` finds the text of an article; without one the page has the facts alone.
    """
    pages = 0
    for article, rest in _by_article(records):
        console.print(page(article, rest, text_of(article)))
        pages += 1
    return pages


def page(article: ArticleRecord, records: Iterable[AnyRecord], text: str | None = None) -> RenderableType:
    """Lay out one article."""
    together = list(records)
    parts: list[RenderableType] = [Rule(_plain(article.title or article.source or article.article_id))]
    parts.append(_facts_about(article))
    if text is not None:
        parts.append(Padding(marked(text, together), (1, 2)))
    events = {record.id: record for record in together if isinstance(record, EventRecord)}
    for kind, heading in _HEADINGS.items():
        chosen = [record for record in together if record.kind == kind]
        if chosen:
            parts.append(_section(kind, heading, chosen, events))
    return Group(*parts)


def marked(text: str, records: Iterable[AnyRecord]) -> Text:
    """Give the text with every piece of evidence in the style of the record that it supports."""
    shown = _plain(text)
    for record in records:
        for _, _, evidence in _lines(record, {}):
            shown.stylize(STYLES[record.kind], evidence.start, evidence.end)
    return shown


def facts_table(facts: Iterable[Fact]) -> Table:
    """Give flat facts as a table."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("source", "predicate", "subject", "value", "object", "tenure/assertion", "quote"):
        table.add_column(name, overflow="fold", no_wrap=name == "predicate")
    for fact in facts:
        told = (fact.source, fact.predicate, fact.subject, fact.value, fact.object, fact.tenure or fact.assertion)
        table.add_row(*(_plain(part or "") for part in told), _plain(_one_line(fact.quote or "")))
    return table


def _by_article(records: Iterable[AnyRecord]) -> Iterator[tuple[ArticleRecord, list[AnyRecord]]]:
    article: ArticleRecord | None = None
    rest: list[AnyRecord] = []
    for record in records:
        if isinstance(record, ArticleRecord):
            if article is not None:
                yield article, rest
            article, rest = record, []
        else:
            rest.append(record)
    if article is not None:
        yield article, rest


def _facts_about(article: ArticleRecord) -> Text:
    counts = [f"{number} {kind}{'s' if number != 1 else ''}" for kind, number in article.counts.model_dump().items()]
    counts = [told.replace("countrys", "countries") for told in counts]
    about = [article.source, article.published and f"published {article.published}", ", ".join(counts)]
    shown = Text(_plain(" · ".join(part for part in about if part)).plain, style="dim", justify="center")
    if article.warnings:
        shown.append("\nwarnings: " + ", ".join(article.warnings), style="yellow")
    return shown


def _section(kind: str, heading: str, records: list[AnyRecord], events: dict[str, EventRecord]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, expand=True, title=heading, title_justify="left", title_style="bold")
    table.add_column("who" if kind != "event" else "what", style=STYLES[kind], ratio=_SHARE_OF_QUOTES)
    table.add_column("fact" if kind != "event" else "who", ratio=_SHARE_OF_FACTS)
    table.add_column("where it says so", style="dim", no_wrap=True, overflow="ellipsis", ratio=_SHARE_OF_QUOTES)
    silent: list[str] = []
    for record in records:
        lines = list(_lines(record, events))
        if not lines:
            silent.append(_name(record))
        for index, (name, words, evidence) in enumerate(lines):
            table.add_row(_plain(name if index == 0 else ""), _plain(words), _plain(_one_line(evidence.text)))
    if not silent:
        return table
    also = Padding(Text(_plain("also mentioned: " + ", ".join(silent)).plain, style="dim"), (0, 2))
    return Group(table, also) if table.row_count else Group(Text(heading, style="bold italic"), also)


def _lines(record: AnyRecord, events: dict[str, EventRecord]) -> Iterator[Line]:
    """Give the facts of a record: whose, in words, and the first evidence."""
    name = _name(record)
    if isinstance(record, LeaderRecord):
        yield from ((name, role_words(role), role.evidence[0]) for role in record.roles)
    if isinstance(record, OrganisationRecord) and record.founded:
        yield name, founded_words(record.founded), record.founded.evidence[0]
    if isinstance(record, (LeaderRecord, CountryRecord, OrganisationRecord)):
        yield from ((name, status_words(status, events), status.evidence[0]) for status in record.statuses)
    if isinstance(record, EventRecord):
        yield event_words(record), company_words(record), record.evidence[0]


def _name(record: AnyRecord) -> str:
    if isinstance(record, LeaderRecord):
        return record.name
    if isinstance(record, CountryRecord):
        return record.country.name
    if isinstance(record, OrganisationRecord):
        return record.organisation.name
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> Text:
    """Give text of an article with each control character replaced, one for one, so that none reaches the terminal."""
    return Text(_CONTROL.sub("\ufffd", text))
