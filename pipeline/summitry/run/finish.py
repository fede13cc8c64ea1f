"""The files of a run, written from the ledger: whole and in the order of the sources, or not at all."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Final

from summitry.errors import WriteError
from summitry.run.duplicates import WARNING, Originals
from summitry.run.ledger import Ledger
from summitry.write import AtomicFile

RECORDS_FILE: Final = "records.jsonl"
REJECTS_FILE: Final = "rejects.jsonl"


@dataclass(frozen=True, slots=True)
class Written:
    """What a final file holds."""

    lines: int
    bytes: int
    sha256: str


class DigestedFile:
    """An atomic file that counts and digests what goes through; it takes its name on `commit`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = AtomicFile(path)
        self._sha256 = sha256()
        self._lines = self._bytes = 0

    def write(self, data: bytes) -> None:
        """Write whole lines."""
        self._file.write(data)
        self._sha256.update(data)
        self._lines += data.count(b"\n")
        self._bytes += len(data)

    def commit(self) -> Written:
        """Give the file its name. Raises `WriteError`."""
        try:
            self._file.commit()
        except OSError as error:
            reason = f"cannot be written: {error.strerror or error}"
            raise WriteError(str(self._path), reason, remedy="Check the folder and the disk; then go on") from error
        return Written(self._lines, self._bytes, self._sha256.hexdigest())

    def __enter__(self) -> DigestedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # After a commit this does nothing. A disk that is full may refuse even this; the next run tidies up.
        with suppress(OSError):
            self._file.discard()


def write_outcomes(ledger: Ledger, folder: Path, check: Callable[[], None]) -> tuple[dict[str, Written], int]:
    """Write the records and the rejects of a run, and mark duplicates; give the files by name, and the duplicates.

    `check` is called between articles, and may raise; then, and on any failure, the older files stay.
    """
    duplicates = 0
    with (
        DigestedFile(folder / RECORDS_FILE) as records,
        DigestedFile(folder / REJECTS_FILE) as rejects,
        Originals() as originals,
    ):
        for row in ledger.rows():
            check()
            if row.error:
                rejects.write(row.data)
                continue
            data = zlib.decompress(row.data)
            original = originals.original_of(row.article_id, row.source, row.sketch)
            if original is not None:
                duplicates += 1
                data = _marked(data, original)
            records.write(data)
        return {RECORDS_FILE: records.commit(), REJECTS_FILE: rejects.commit()}, duplicates


def _marked(data: bytes, original: str) -> bytes:
    """The records of an article with a warning that it is a duplicate, in the article's own record, the first."""
    first, line_feed, others = data.partition(b"\n")
    article = json.loads(first)
    article["warnings"].append(f"{WARNING}:{original}")
    return json.dumps(article, ensure_ascii=False, separators=(",", ":")).encode() + line_feed + others


def tidy(folder: Path) -> None:
    """Remove what a run that was killed left half written. The caller holds the ledger, so no other run writes."""
    for path in folder.glob(".*.part"):
        with suppress(OSError):
            path.unlink()
