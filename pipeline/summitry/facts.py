"""The flat facts: one line a fact, the view that gold files, the scorer, exports and run-to-run diffs share.

`read_facts` reads gold files, flat facts and records alike; `facts_of` makes facts of records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from summitry.errors import RecordError
from summitry.records import (
    AnyRecord,
    ArticleRecord,
    Country,
    CountryRecord,
    EventRecord,
    Evidence,
    LeaderRecord,
    Legal,
    Membership,
    Organisation,
    OrganisationRecord,
    Participant,
    Participation,
    Role,
    Treaty,
)
from summitry.vocabulary import Assertion, Predicate, Tenure

SCORED: Final = ("predicate", "subject", "value", "object", "tenure", "assertion")
DETAILS: Final = ("title", "date", "date_text", "city", "place", "delegate", "reason", "since")
_ALTERNATIVE: Final = "alt_"


class Fact(BaseModel):
    """One fact in the flat form.

    `start` and `end` are the offsets of `quote` in the article's text. The days of an event, where resolved, are
    `first_day` and `last_day`; a gold file that writes them as the strings `start` and `end` is read so too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    predicate: Predicate
    subject: str
    value: str
    object: str | None
    tenure: Tenure | None = None
    assertion: Assertion | None = None
    title: str | None = None
    reason: str | None = None
    delegate: str | None = None
    date: str | None = None
    since: str | None = None
    city: str | None = None
    place: str | None = None
    date_text: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    rule: str | None = None
    source: str | None = None
    article_id: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None

    @property
    def key(self) -> tuple[str | None, ...]:
        """What tells this fact from others in its article."""
        return tuple(getattr(self, name) for name in SCORED)

    def line(self) -> dict[str, Any]:
        """Give the fact as a JSON object: the scored keys that its predicate has, then the details that are stated."""
        told = self.model_dump(exclude_none=True)
        told["object"] = self.object
        return {name: told[name] for name in Fact.model_fields if name in told}

    def __str__(self) -> str:
        last = [part for part in (self.tenure, self.assertion) if part]
        return " | ".join([self.predicate, self.subject, self.value, self.object or "-", *last])


class GoldFact(Fact):
    """A fact of a gold file: `optional` ones count neither as missed nor as false; `alternatives` are equally right."""

    optional: bool = False
    alternatives: dict[str, tuple[str | None, ...]] = {}

    def readings(self) -> tuple[Fact, ...]:
        """Give the fact in every combination of its alternatives, as stated first."""
        names = [name for name in SCORED if name in self.alternatives]
        values = [(getattr(self, name), *self.alternatives[name]) for name in names]
        combinations = product(*values)
        plain = self.model_dump(exclude={"optional", "alternatives"})
        return tuple(Fact(**{**plain, **dict(zip(names, chosen, strict=True))}) for chosen in combinations)

    def accepts(self, name: str) -> tuple[str | None, ...]:
        """Give the right values of a detail."""
        return (getattr(self, name), *self.alternatives.get(name, ()))


def gold_fact(data: Mapping[str, Any]) -> GoldFact:
    """Make a gold fact of a line of a gold file; `alt_KEY` lists the other right values of KEY."""
    plain = {name: value for name, value in data.items() if not name.startswith(_ALTERNATIVE)}
    for old, new in (("start", "first_day"), ("end", "last_day")):
        if isinstance(plain.get(old), str):
            plain[new] = plain.pop(old)
    others = {
        name.removeprefix(_ALTERNATIVE): tuple(value if isinstance(value, list) else [value])
        for name, value in data.items()
        if name.startswith(_ALTERNATIVE)
    }
    unknown = sorted(set(others) - set(Fact.model_fields))
    if unknown:
        raise ValueError(f"alternatives of no key of a fact: {', '.join(unknown)}")
    return GoldFact(**plain, alternatives=others)


def explain(error: ValidationError) -> str:
    """Say in one line what is wrong with a record or a fact, field by field."""
    faults = []
    for fault in error.errors(include_url=False)[:3]:
        where = ".".join(str(part) for part in fault["loc"]) or "the whole"
        faults.append(f"{where}: {fault['msg'].removeprefix('Value error, ')}")
    more = error.error_count() - len(faults)
    return "; ".join(faults) + (f"; and {more} more" if more > 0 else "")


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the JSON objects of a file of JSON lines with their line numbers; raise `RecordError` for other lines."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RecordError(str(path), reason, remedy="Give a file of JSON lines in UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            where = f"{path}, line {number}"
            raise RecordError(where, f"no JSON: {error.msg}", remedy="Write one JSON object a line") from error
        if not isinstance(data, dict):
            raise RecordError(f"{path}, line {number}", "no JSON object", remedy="Write one JSON object a line")
        yield number, data


def read_facts(path: Path) -> list[GoldFact]:
    """Read a file of gold facts or flat facts, or flatten a file of records; a broken line raises `RecordError`."""
    lines = list(read_lines(path))
    if any("kind" in data for _, data in lines):
        from summitry.validate import read_records

        return [GoldFact(**fact.model_dump()) for fact in facts_of(read_records(path))]
    return [_read_fact(path, number, data) for number, data in lines]


def _read_fact(path: Path, number: int, data: Mapping[str, Any]) -> GoldFact:
    try:
        return gold_fact(data)
    except ValueError as error:  # pydantic's own error is one too
        reason = explain(error) if isinstance(error, ValidationError) else str(error)
        remedy = "corpus/README.md describes the flat form"
        raise RecordError(f"{path}, line {number}", reason, remedy=remedy) from error


def facts_of(records: Iterable[AnyRecord]) -> Iterator[Fact]:
    """Flatten records into facts, in the order of the records; the records of an article must stand together."""
    together: list[AnyRecord] = []
    for record in records:
        if together and (record.kind == "article" or record.article_id != together[0].article_id):
            yield from _facts_of_article(together)
            together = []
        together.append(record)
    if together:
        yield from _facts_of_article(together)


def _facts_of_article(records: list[AnyRecord]) -> Iterator[Fact]:
    first = records[0]
    whence = {"article_id": first.article_id, "source": first.source if isinstance(first, ArticleRecord) else None}
    codes = {record.id: record.country.code for record in records if isinstance(record, CountryRecord)}
    events = {record.id: record for record in records if isinstance(record, EventRecord)}
    for record in records:
        if isinstance(record, LeaderRecord):
            yield from (_role_fact(record.name, role, whence) for role in record.roles)
            yield from (_status_fact(record.name, status, events, whence) for status in record.statuses)
        elif isinstance(record, CountryRecord):
            subject = record.country.code
            yield from (_status_fact(subject, status, events, whence) for status in record.statuses)
        elif isinstance(record, OrganisationRecord):
            subject = record.organisation.name
            if record.founded:
                told = whence | _proof(record.founded.evidence)
                yield Fact(predicate="founded", subject=subject, value=str(record.founded.year), object=None, **told)
            yield from (_status_fact(subject, status, events, whence) for status in record.statuses)
        elif isinstance(record, EventRecord):
            yield _event_fact(record, codes, whence)


def _proof(evidence: tuple[Evidence, ...]) -> dict[str, Any]:
    first = evidence[0]
    return {"rule": first.rule, "start": first.start, "end": first.end, "quote": first.text}


def _named(whom: Country | Organisation | None) -> str | None:
    return whom.code if isinstance(whom, Country) else whom.name if whom else None


def _role_fact(subject: str, role: Role, whence: Mapping[str, Any]) -> Fact:
    return Fact(
        predicate="role",
        subject=subject,
        value=role.office,
        object=_named(role.country or role.organisation),
        tenure=role.tenure,
        title=role.title,
        **whence,
        **_proof(role.evidence),
    )


def _status_fact(
    subject: str,
    status: Participation | Membership | Treaty | Legal,
    events: Mapping[str, EventRecord],
    whence: Mapping[str, Any],
) -> Fact:
    target: str | None
    told: dict[str, Any]
    if isinstance(status, Participation):
        event = events.get(status.event_id or "")
        target = _named(status.organisation)
        if target is None and event is not None:
            target = _event_name(event) or event.event
        told = {"reason": status.reason, "delegate": status.delegate, "date": status.date}
    elif isinstance(status, Membership):
        target, told = status.organisation.name, {"since": status.since}
    elif isinstance(status, Treaty):
        target, told = status.treaty.name, {}
    else:
        target, told = _named(status.by), {"reason": status.reason}
    if not isinstance(status, Legal):
        told["assertion"] = status.assertion
    proof = _proof(status.evidence)
    return Fact(predicate=status.type, subject=subject, value=status.status, object=target, **told, **whence, **proof)


def _event_name(event: EventRecord) -> str | None:
    return _named(event.organisation) or event.name


def _side(participant: Participant, codes: Mapping[str, str]) -> str:
    return codes.get(participant.id, participant.name)


def _event_fact(event: EventRecord, codes: Mapping[str, str], whence: Mapping[str, Any]) -> Fact:
    """Give the fact of an event. One without a name is called by its countries, else by its kind."""
    sides = [_side(who, codes) for who in event.participants if who.part == "principal"]
    place, dates, country = event.place, event.dates, _named(event.place.country)
    told: dict[str, Any] = {
        "assertion": event.assertion,
        "city": place.city,
        "first_day": dates.start,
        "last_day": dates.end,
        **whence,
        **_proof(event.evidence),
    }
    spot = place.text if place.text != place.city else None
    if event.event == "meeting":
        told |= {"date": dates.text, "place": spot or country}
        return Fact(predicate="meeting", subject=sides[0], value="met", object=sides[1], **told)
    told["place"] = spot
    if event.event == "visit":
        return Fact(predicate="visit", subject=sides[0], value="visited", object=country, date=dates.text, **told)
    name = _event_name(event) or "+".join(sorted(sides)) or event.event
    return Fact(predicate="event", subject=name, value=event.event, object=country, date_text=dates.text, **told)
