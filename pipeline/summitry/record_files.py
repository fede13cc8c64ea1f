"""What a run wrote, article by article: as records, or as an index that finds them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from summitry.errors import RecordError
from summitry.facts import explain
from summitry.records import AnyRecord, parse_record

RECORDS_FILE: Final = "records.jsonl"
_ANEW: Final = "Extract the article again"


def records_file(path: Path) -> Path:
    """Give the file of records that `path` names: itself, or the one in the folder of a run."""
    return path / RECORDS_FILE if path.is_dir() else path


def by_article(records: Iterable[AnyRecord]) -> Iterator[list[AnyRecord]]:
    """Give the records of each article, which stand together, its own first."""
    together: list[AnyRecord] = []
    for record in records:
        if together and (record.kind == "article" or record.article_id != together[0].article_id):
            yield together
            together = []
        together.append(record)
    if together:
        yield together


class Entry(NamedTuple):
    """Where the records of an article stand, how many facts they hold, and the digest of all but the article's own."""

    article_id: str
    source: str
    line: int
    start: int
    end: int
    facts: int
    digest: bytes

    @property
    def name(self) -> str:
        return self.source or self.article_id


class IndexedRecords(AbstractContextManager["IndexedRecords"]):
    """A file of records with an entry an article. Raises `RecordError` for what cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("rb")
        except OSError as error:
            reason = error.strerror or str(error)
            raise RecordError(str(path), reason, remedy="Give a file of records, or the folder of a run") from error
        try:
            self.entries = tuple(self._scan())
        except BaseException:
            self._file.close()
            raise

    def records(self, entry: Entry) -> list[AnyRecord]:
        """Read the records of an article."""
        self._file.seek(entry.start)
        lines = self._file.read(entry.end - entry.start).split(b"\n")
        found = []
        for number, line in enumerate(lines, entry.line):
            if line.strip():
                try:
                    found.append(parse_record(line))
                except ValidationError as error:
                    raise RecordError(self._place(number), explain(error), remedy=_ANEW) from error
        return found

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _place(self, number: int) -> str:
        return f"{self._path}, line {number}"

    def _scan(self) -> Iterator[Entry]:
        entry: Entry | None = None
        digest = blake2b(digest_size=16)
        start = 0
        for number, line in enumerate(self._file, 1):
            end = start + len(line)
            if line.strip():
                article_id, source, facts = self._outline(number, line)
                if entry is None or source is not None or article_id != entry.article_id:
                    if entry:
                        yield entry._replace(digest=digest.digest())
                    entry, digest = Entry(article_id, source or "", number, start, end, 0, b""), blake2b(digest_size=16)
                if source is None:
                    digest.update(line)
                entry = entry._replace(end=end, facts=entry.facts + facts)
            start = end
        if entry:
            yield entry._replace(digest=digest.digest())

    def _outline(self, number: int, line: bytes) -> tuple[str, str | None, int]:
        """Give the article's id, its source if the line is the article's own, and the number of facts in the line."""
        try:
            data = from_json(line)
            source = str(data["source"]) if data["kind"] == "article" else None
            return str(data["article_id"]), source, _facts_in(data)
        except (ValueError, LookupError, TypeError) as error:
            reason = f"no JSON: {error}" if isinstance(error, ValueError) else "no record"
            raise RecordError(self._place(number), reason, remedy=_ANEW) from error


def _facts_in(data: dict[str, Any]) -> int:
    if data["kind"] == "event":
        return 1
    return len(data.get("roles") or ()) + len(data.get("statuses") or ()) + bool(data.get("founded"))
