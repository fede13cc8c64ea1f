"""Checks files of records line by line: the models, the order, the references, and the evidence against the texts.

A fault names the line, what is wrong and what to do. Records are written by the tool, so the remedy is mostly to write
them anew; the check is for what happened to a file since, and for records from elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from summitry.article import Article
from summitry.errors import RecordError
from summitry.facts import explain
from summitry.records import (
    SCHEMA_VERSION,
    AnyRecord,
    ArticleRecord,
    CountryRecord,
    EventRecord,
    Founded,
    LeaderRecord,
    Legal,
    Membership,
    OrganisationRecord,
    Participation,
    Role,
    Treaty,
    parse_record,
    text_sha256,
)

TextOf = Callable[[ArticleRecord], str | None]

ANEW = "Extract the article again"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line (counted from 1), and what to do."""

    line: int
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}. {self.remedy}"


@dataclass
class Summary:
    """What was checked: `proved` counts pieces of evidence compared with their text, `unproved` those without one."""

    records: Counter[str] = field(default_factory=Counter)
    proved: int = 0
    unproved: int = 0
    faults: int = 0


def own_text(record: ArticleRecord) -> str | None:
    """The text that the article's record keeps."""
    return record.text


def text_at_hand(roots: Sequence[Path], read: Callable[[Path], Iterable[object]]) -> TextOf:
    """Give a finder of texts: the one in the record, else that of the article's file below one of `roots`.

    `read` gives the articles of a file (and other things, passed over). The text is the one with the record's hash; of
    a file without it, the first there is, so that the check can say that the file changed.
    """
    last: tuple[Path, dict[str, str]] | None = None  # the file read last: its articles mostly follow one another

    def find(record: ArticleRecord) -> str | None:
        nonlocal last
        if record.text is not None:
            return record.text
        name = record.source.partition("#")[0]
        path = next((root / name for root in roots if name and (root / name).is_file()), None)
        if path is None:
            return None
        if last is None or last[0] != path:
            last = path, {one.text_sha256: one.text for one in read(path) if isinstance(one, Article)}
        return last[1].get(record.text_sha256) or next(iter(last[1].values()), None)

    return find


def validate(lines: Iterable[str], text_of: TextOf = own_text, summary: Summary | None = None) -> Iterator[Fault]:
    """Check lines of records; what was checked is counted into `summary`.

    `text_of` finds the text of an article; None leaves its evidence unproved.
    """
    summary = summary if summary is not None else Summary()
    for fault in _Check(text_of, summary).faults(lines):
        summary.faults += 1
        yield fault


def read_records(path: Path) -> Iterator[AnyRecord]:
    """Read a file of records; a line that is none raises `RecordError` with its number."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RecordError(str(path), reason, remedy="Give a file of JSON lines in UTF-8") from error


def _read(path: Path, number: int, line: str) -> AnyRecord:
    try:
        return parse_record(line)
    except ValidationError as error:
        raise RecordError(f"{path}, line {number}", explain(error), remedy=ANEW) from error


class _Check:
    def __init__(self, text_of: TextOf, summary: Summary) -> None:
        self.text_of = text_of
        self.summary = summary
        self.article: ArticleRecord | None = None
        self.article_line = 0
        self.text: str | None = None
        self.records: list[tuple[int, AnyRecord]] = []

    def faults(self, lines: Iterable[str]) -> Iterator[Fault]:
        broken = False
        for number, line in enumerate(lines, 1):
            if not line.strip():
                yield Fault(number, "an empty line", "Write one record a line")
                continue
            try:
                record = parse_record(line)
            except ValidationError as error:
                broken = True
                yield Fault(number, explain(error), _remedy(line))
                continue
            if isinstance(record, ArticleRecord):
                yield from self._close(whole=not broken)
                broken = False
                yield from self._open(number, record)
            elif self.article is None or record.article_id != self.article.article_id:
                yield Fault(number, "no article record above it has its article_id", "Keep an article's lines together")
                continue
            self.summary.records[record.kind] += 1
            self.records.append((number, record))
            yield from self._prove(number, line, record)
        yield from self._close(whole=not broken)

    def _open(self, number: int, record: ArticleRecord) -> Iterator[Fault]:
        self.article, self.article_line, self.records = record, number, []
        self.text = self.text_of(record)
        if self.text is not None and text_sha256(self.text) != record.text_sha256:
            self.text = None
            yield Fault(number, f"the text of {record.source} is not the one that was read", "Extract it again")

    def _prove(self, number: int, line: str, record: AnyRecord) -> Iterator[Fault]:
        pieces = _pieces(record)
        if self.text is None:
            self.summary.unproved += pieces
            return
        try:
            parse_record(line, self.text)
            self.summary.proved += pieces
        except ValidationError as error:
            yield Fault(number, explain(error), ANEW)

    def _close(self, *, whole: bool) -> Iterator[Fault]:
        """Check what only all records of an article show: ids, references, counts."""
        if self.article is None:
            return
        seen: dict[str, int] = {}
        kinds = {record.id: record.kind for _, record in self.records}
        for number, record in self.records:
            if record.id in seen:
                yield Fault(number, f"the id {record.id} is that of line {seen[record.id]}", ANEW)
            seen.setdefault(record.id, number)
            for target, kind in _references(record):
                if whole and kinds.get(target) != kind:
                    yield Fault(number, f"no {kind} record of this article has the id {target}", ANEW)
        counted = Counter(record.kind for _, record in self.records if record.kind != "article")
        told = {kind: count for kind, count in self.article.counts.model_dump().items() if count}
        if whole and counted != told:
            reason = f"the article counts {json.dumps(told)}, its lines are {json.dumps(dict(counted))}"
            yield Fault(self.article_line, reason, "Lines were lost or added: extract the article again")


def _remedy(line: str) -> str:
    try:
        data = json.loads(line)
    except json.JSONDecodeError:
        return "Write one JSON object a line"
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version not in (None, SCHEMA_VERSION):
        return f"The record is of version {version}, this tool reads {SCHEMA_VERSION}: extract the article again"
    return "See schemas/ for what a record holds"


def _pieces(record: AnyRecord) -> int:
    stated: list[Role | Participation | Membership | Treaty | Legal | Founded | EventRecord] = []
    if isinstance(record, LeaderRecord):
        stated = [*record.roles, *record.statuses]
    elif isinstance(record, CountryRecord):
        stated = [*record.statuses]
    elif isinstance(record, OrganisationRecord):
        stated = [*record.statuses, *([record.founded] if record.founded else [])]
    elif isinstance(record, EventRecord):
        stated = [record]
    return sum(len(part.evidence) for part in stated)


def _references(record: AnyRecord) -> Iterator[tuple[str, str]]:
    if isinstance(record, EventRecord):
        yield from ((participant.id, participant.kind) for participant in record.participants)
    elif isinstance(record, (LeaderRecord, CountryRecord, OrganisationRecord)):
        for status in record.statuses:
            if status.type == "participation" and status.event_id:
                yield status.event_id, "event"
