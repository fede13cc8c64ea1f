"""Records to canonical JSON lines: the same records are the same bytes, and a file is there whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from summitry.errors import SummitryError, WriteError
from summitry.records import AnyRecord, dump_record


def record_bytes(records: Iterable[AnyRecord]) -> bytes:
    """Give records as JSON lines: UTF-8, a line feed after each."""
    return "".join(f"{dump_record(record)}\n" for record in records).encode("utf-8")


def reject_bytes(error: SummitryError) -> bytes:
    """Give an error as the line of a rejects file."""
    return (json.dumps(error.as_dict(), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def rejects_path(output: Path) -> Path:
    """The rejects file beside an output: FILE.rejects.jsonl beside FILE.jsonl."""
    return output.with_name(f"{output.name.removesuffix('.jsonl')}.rejects.jsonl")


class AtomicFile:
    """A file that takes its name when it is closed after success; until then, and on failure, the old one stays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        except OSError as error:
            raise _failed(path, error) from error
        self._part = Path(name)
        self._file: IO[bytes] = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> None:
        """Write bytes. Raises `WriteError`."""
        try:
            self._file.write(data)
        except OSError as error:
            raise _failed(self.path, error) from error

    def commit(self) -> None:
        """Give the file its name, on disk for good."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            mask = os.umask(0)
            os.umask(mask)
            self._part.chmod(0o666 & ~mask)
            self._part.replace(self.path)
        except OSError as error:
            self.discard()
            raise _failed(self.path, error) from error

    def discard(self) -> None:
        """Leave no trace."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def _failed(path: Path, error: OSError) -> WriteError:
    return WriteError(
        str(path), f"cannot be written: {error.strerror or error}", remedy="Check the folder and the disk"
    )


class Output:
    """Where a run writes: records to a file, with the rejects beside it, or to standard output.

    As a context manager: both files take their names at the end, none after an exception. Without rejects there is no
    rejects file, and an old one goes.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = AtomicFile(path) if path else None
        self._rejects: AtomicFile | None = None
        self.rejected = 0
        self.written = 0

    def records(self, records: Sequence[AnyRecord]) -> None:
        """Write the records of one article."""
        data = record_bytes(records)
        if self._file:
            self._file.write(data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        self.written += 1

    def reject(self, error: SummitryError) -> None:
        """Write the line of an input that gave no records."""
        self.rejected += 1
        if self._path:
            if self._rejects is None:
                self._rejects = AtomicFile(rejects_path(self._path))
            self._rejects.write(reject_bytes(error))

    def __enter__(self) -> Output:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        files = [file for file in (self._file, self._rejects) if file]
        if kind:
            for file in files:
                file.discard()
            return
        for file in files:
            file.commit()
        if self._path and not self._rejects:
            rejects_path(self._path).unlink(missing_ok=True)
