"""Records to rows: which rows the records of an article give in which table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from summitry.export.tables import (
    ALIASES,
    ARTICLES,
    COUNTRIES,
    EVENTS,
    EVIDENCE,
    FACTS,
    FOUNDERS,
    LEADERS,
    ORGANISATIONS,
    PARTICIPANTS,
    ROLES,
    STATUSES,
    TABLES,
    WARNINGS,
    Row,
    Table,
)
from summitry.facts import facts_of
from summitry.records import (
    AnyRecord,
    ArticleRecord,
    CountryRecord,
    EventRecord,
    Evidence,
    LeaderRecord,
    OrganisationRecord,
)

_OF_KIND: Final = {
    "article": ARTICLES, "leader": LEADERS, "country": COUNTRIES, "organisation": ORGANISATIONS, "event": EVENTS,
}  # fmt: skip
_READERS: Final = {table.name: table.reader() for table in TABLES}


def rows_of(number: int, records: Sequence[AnyRecord]) -> Iterator[tuple[Table, Row]]:
    """Give the rows of the `number`-th article, each with its table, in the order of the records."""
    for record in records:
        table = _OF_KIND[record.kind]
        yield table, (number, *_READERS[table.name](record))
        yield from _parts(number, record)
    for position, fact in enumerate(facts_of(records), 1):
        yield FACTS, (number, position, *_READERS[FACTS.name](fact))


def _parts(number: int, record: AnyRecord) -> Iterator[tuple[Table, Row]]:
    of_article = (number, record.article_id)
    of_record = (*of_article, record.id)
    of_kind = (*of_article, record.kind, record.id)
    if isinstance(record, ArticleRecord):
        for position, warning in enumerate(record.warnings, 1):
            yield WARNINGS, (*of_article, position, warning)
        return
    if isinstance(record, LeaderRecord):
        for position, alias in enumerate(record.aliases, 1):
            yield ALIASES, (*of_record, position, alias)
        for position, role in enumerate(record.roles, 1):
            yield ROLES, (*of_record, position, *_READERS[ROLES.name](role))
            yield from _proofs((*of_kind, "role", position), role.evidence)
    if isinstance(record, (LeaderRecord, CountryRecord, OrganisationRecord)):
        for position, status in enumerate(record.statuses, 1):
            yield STATUSES, (*of_kind, position, *_READERS[STATUSES.name](status))
            yield from _proofs((*of_kind, "status", position), status.evidence)
    if isinstance(record, OrganisationRecord) and record.founded:
        for position, country in enumerate(record.founded.by, 1):
            yield FOUNDERS, (*of_record, position, *_READERS[FOUNDERS.name](country))
        yield from _proofs((*of_kind, "founded", 1), record.founded.evidence)
    if isinstance(record, EventRecord):
        for position, participant in enumerate(record.participants, 1):
            yield PARTICIPANTS, (*of_record, position, *_READERS[PARTICIPANTS.name](participant))
        yield from _proofs((*of_kind, "event", 1), record.evidence)


def _proofs(whose: tuple[Any, ...], evidence: Sequence[Evidence]) -> Iterator[tuple[Table, Row]]:
    for position, piece in enumerate(evidence, 1):
        yield EVIDENCE, (*whose, position, *_READERS[EVIDENCE.name](piece))
