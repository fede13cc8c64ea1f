"""What is done: the results of a run by input and article, in one SQLite file that survives being killed.

Every state that is committed is one to go on from: results that are missing are made again, those that are there and
still hold are kept. The ledger is the run's alone while it is open.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from summitry.errors import WriteError
from summitry.run.failures import FolderInUse, LedgerError

LEDGER_FILE: Final = "ledger.sqlite"
FORMAT: Final = 1
"""The number of the tables' design; a ledger of another is begun anew."""
COUNTED: Final = ("leader", "country", "organisation", "event")

# A commit costs no wait for the disk, which SQLite asks for only now and then: what is killed loses this much work.
_COMMIT_SECONDS: Final = 0.1
_PAGE: Final = 500
# How SQLite tells of a disk that is full or refuses, as against a file that is no ledger.
_DISK: Final = ("full", "disk I/O error", "readonly", "unable to open")
_TABLES: Final = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,       -- as the article's record names it
    twin INTEGER NOT NULL,      -- tells apart inputs of one source
    path BLOB,                  -- of the file; null for standard input and for what could not be found
    size INTEGER NOT NULL,
    given INTEGER NOT NULL,     -- is an input of the latest run
    was INTEGER NOT NULL,       -- was an input of the run before
    stamp TEXT,                 -- of the file and of how it was read, once all its articles are done
    UNIQUE (source, twin)
);
CREATE TABLE articles (
    input INTEGER NOT NULL,
    n INTEGER NOT NULL,         -- the position in the input
    source TEXT NOT NULL,
    content TEXT NOT NULL,      -- the digest of text and metadata; empty if there is no article
    fingerprint TEXT NOT NULL,
    error TEXT NOT NULL,        -- the kind of error; empty for a result
    retry INTEGER NOT NULL,
    limits TEXT NOT NULL,       -- those that a reject ran under; empty for a result
    characters INTEGER NOT NULL,
    {", ".join(f"{kind} INTEGER NOT NULL" for kind in COUNTED)},
    article_id TEXT NOT NULL,
    sketch BLOB,
    data BLOB NOT NULL,         -- compressed records, or the line of a reject
    PRIMARY KEY (input, n)
);
"""


class Given(NamedTuple):
    """An input of the run: its place in the ledger, and the file."""

    id: int
    source: str
    path: Path | None
    size: int
    stamp: str | None


class Known(NamedTuple):
    """What the ledger has of an article."""

    source: str
    content: str
    fingerprint: str
    error: str
    limits: str


@dataclass(frozen=True, slots=True)
class Row:
    """One article's outcome: its records, compressed, or the line of its rejection."""

    input: int
    n: int
    source: str
    content: str
    fingerprint: str
    data: bytes
    error: str = ""
    retry: bool = False
    limits: str = ""
    characters: int = 0
    counts: tuple[int, ...] = (0,) * len(COUNTED)
    article_id: str = ""
    sketch: bytes | None = None


_COLUMNS: Final = (
    "input, n, source, content, fingerprint, error, retry, limits, characters, "
    f"{', '.join(COUNTED)}, article_id, sketch, data"
)
_ORDERED: Final = "FROM inputs CROSS JOIN articles ON articles.input = inputs.id WHERE inputs.given"


class Ledger:
    """The ledger of a folder. What is put is kept for good on `commit`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LEDGER_FILE
        self._db = _open(self.path)
        self._open_since: float | None = None
        self._dirty = self.get("dirty") != "0"

    # What the run as a whole remembers

    def get(self, name: str) -> str | None:
        """Give a remembered value."""
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def set(self, name: str, value: str) -> None:
        """Remember a value."""
        self._begin()
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def dirty(self) -> bool:
        """Whether the final files do not yet say what the ledger says."""
        return self._dirty

    def soil(self) -> None:
        """Note that the final files are out of date."""
        if not self._dirty:
            self._dirty = True
            self.set("dirty", "1")

    def clean(self) -> None:
        """Note that the final files are up to date."""
        self._dirty = False
        self.set("dirty", "0")
        self.commit()

    # Inputs

    def set_inputs(self, found: Iterable[tuple[str, Path | None, int, Callable[[int], Row] | None]]) -> None:
        """Take the inputs of this run: source, path and size of each, or a rejection of what could not be found."""
        self._begin()
        self._db.execute("UPDATE inputs SET was = given, given = 0")
        for source, path, size, rejection in found:
            name = os.fsencode(path) if path else None
            twin = self._twin(source)
            self._db.execute(
                "INSERT INTO inputs (source, twin, path, size, given, was) VALUES (?, ?, ?, ?, 1, 0) ON CONFLICT DO "
                "UPDATE SET given = 1, size = excluded.size, path = excluded.path, "
                "stamp = CASE WHEN path IS excluded.path THEN stamp END",
                (source, twin, name, size),
            )
            if rejection:
                where = (source, twin)
                (number,) = self._db.execute("SELECT id FROM inputs WHERE source = ? AND twin = ?", where).fetchone()
                self.put_if_new(rejection(number))
                self.close_input(number, 1, "missing")
        if self._db.execute("SELECT EXISTS (SELECT 1 FROM inputs WHERE was != given)").fetchone()[0]:
            self.soil()
        self.commit()

    def _twin(self, source: str) -> int:
        """The number of inputs of this source that the run has already given: they come in a fixed order."""
        query = "SELECT count(*) FROM inputs WHERE source = ? AND given"
        return int(self._db.execute(query, (source,)).fetchone()[0])

    def inputs(self) -> Iterator[Given]:
        """Give the inputs of the run in the order of their sources."""
        last = ("", -1)
        while page := self._db.execute(
            "SELECT id, source, twin, path, size, stamp FROM inputs WHERE given AND (source, twin) > (?, ?) "
            "ORDER BY source, twin LIMIT ?",
            (*last, _PAGE),
        ).fetchall():
            for number, source, twin, path, size, stamp in page:
                last = (source, twin)
                yield Given(number, source, Path(os.fsdecode(path)) if path else None, size, stamp)

    def rejected_otherwise(self, number: int, limits: str) -> bool:
        """Say whether an input has an article that was rejected under other limits than these."""
        query = "SELECT EXISTS (SELECT 1 FROM articles WHERE input = ? AND error != '' AND limits != ?)"
        return bool(self._db.execute(query, (number, limits)).fetchone()[0])

    def close_input(self, number: int, articles: int, stamp: str | None) -> None:
        """Note that all articles of an input are done, and that it has no more than these."""
        self._begin()
        gone = self._db.execute("DELETE FROM articles WHERE input = ? AND n >= ?", (number, articles)).rowcount
        if gone:
            self.soil()
        self._db.execute("UPDATE inputs SET stamp = ? WHERE id = ?", (stamp, number))

    def reopen_rejects(self, every: bool) -> int:
        """Forget the rejects of the run that a retry can help, or all; give their number.

        Those of files that are gone stay, with what else is known of these files.
        """
        self._begin()
        gone = 0
        which = "error != ''" if every else "error != '' AND retry"
        holding = f"SELECT id, path FROM inputs WHERE given AND id IN (SELECT input FROM articles WHERE {which})"
        for number, path in self._db.execute(holding).fetchall():
            if path and os.path.exists(path):  # noqa: PTH110  (bytes)
                gone += self._db.execute(f"DELETE FROM articles WHERE {which} AND input = ?", (number,)).rowcount
                self._db.execute("UPDATE inputs SET stamp = NULL WHERE id = ?", (number,))
        if gone:
            self.soil()
        self.commit()
        return gone

    # Articles

    def known(self, number: int, n: int) -> Known | None:
        """Give what is known of an article, but for its result."""
        query = "SELECT source, content, fingerprint, error, limits FROM articles WHERE input = ? AND n = ?"
        found = self._db.execute(query, (number, n)).fetchone()
        return Known(*found) if found else None

    def put(self, row: Row) -> None:
        """Store the outcome of an article in place of an older one."""
        self._begin()
        self.soil()
        values = (
            row.input, row.n, row.source, row.content, row.fingerprint, row.error, row.retry, row.limits,
            row.characters, *row.counts, row.article_id, row.sketch, row.data,
        )  # fmt: skip
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR REPLACE INTO articles ({_COLUMNS}) VALUES ({marks})", values)

    def put_if_new(self, row: Row) -> None:
        """Store a rejection unless the ledger has the same."""
        query = "SELECT data, fingerprint, limits FROM articles WHERE input = ? AND n = ? AND error != ''"
        if self._db.execute(query, (row.input, row.n)).fetchone() != (row.data, row.fingerprint, row.limits):
            self.put(row)

    def rows(self) -> Iterator[Row]:
        """Give the outcomes of the run in the order of the sources, each as it stands in its input."""
        columns = ", ".join(f"articles.{name.strip()}" for name in _COLUMNS.split(","))
        cursor = self._db.execute(f"SELECT {columns} {_ORDERED} ORDER BY inputs.source, inputs.twin, articles.n")
        for number, n, source, content, fingerprint, error, retry, limits, characters, *rest in cursor:
            counts, (article_id, sketch, data) = tuple(rest[: len(COUNTED)]), rest[len(COUNTED) :]
            yield Row(
                number, n, source, content, fingerprint, data, error, bool(retry), limits, characters, counts,
                article_id, sketch,
            )  # fmt: skip

    # Sums for the manifest

    def sums(self) -> dict[str, int]:
        """Count files, bytes, articles with records, rejects, characters, and records by kind."""
        files, size, unused = self._db.execute(
            "SELECT coalesce(sum(given), 0), coalesce(sum(given * size), 0), coalesce(sum(1 - given), 0) FROM inputs"
        ).fetchone()
        kinds = "".join(f", coalesce(sum(articles.{kind}), 0)" for kind in COUNTED)
        found = self._db.execute(
            "SELECT coalesce(sum(error = ''), 0), coalesce(sum(error != ''), 0), coalesce(sum(characters), 0)"
            f"{kinds} {_ORDERED}"
        ).fetchone()
        names = ("files", "bytes", "not_given", "articles", "rejects", "characters", *COUNTED)
        return dict(zip(names, (files, size, unused, *found), strict=True))

    def fingerprints(self) -> dict[str, int]:
        """Count the articles with records by fingerprint."""
        query = f"SELECT fingerprint, count(*) {_ORDERED} AND error = '' GROUP BY fingerprint ORDER BY fingerprint"
        return dict(self._db.execute(query).fetchall())

    def rejects_by_error(self) -> dict[str, int]:
        """Count the rejects of the run by kind of error."""
        query = f"SELECT error, count(*) {_ORDERED} AND error != '' GROUP BY error ORDER BY error"
        return dict(self._db.execute(query).fetchall())

    # Transactions

    def _begin(self) -> None:
        if self._open_since is None:
            self._db.execute("BEGIN IMMEDIATE")
            self._open_since = monotonic()

    def commit(self) -> None:
        """Keep what was put for good."""
        if self._open_since is not None:
            self._db.execute("COMMIT")
            self._open_since = None

    def commit_if_due(self) -> None:
        """Commit if the last commit is a while ago."""
        if self._open_since is not None and monotonic() - self._open_since > _COMMIT_SECONDS:
            self.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is gone."""
        self._db.close()


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """Open the ledger of a folder. Turns failures of SQLite into a `WriteError`, `FolderInUse` or `LedgerError`."""
    path = folder / LEDGER_FILE
    ledger: Ledger | None = None
    try:
        ledger = Ledger(folder)
        yield ledger
    except sqlite3.Error as error:
        raise _failure(path, error) from error
    finally:
        if ledger:
            with suppress(sqlite3.Error):  # a full disk has been told of already
                ledger.close()


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        # Exclusive for as long as the file is open, by a lock that the system takes back from a process that is killed.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        (number,) = db.execute("PRAGMA user_version").fetchone()
        if number != FORMAT:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DROP TABLE "{name}"')
            for statement in _TABLES.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _failure(path: Path, error: sqlite3.Error) -> Exception:
    told = str(error)
    if "locked" in told:
        return FolderInUse(str(path), "another run writes into this folder", remedy="Wait until it has ended")
    if any(sign in told for sign in _DISK):
        return WriteError(str(path), f"cannot be written: {told}", remedy="Check the folder and the disk; then go on")
    return LedgerError(str(path), f"the ledger is broken: {told}", remedy="Delete it; the articles are then read anew")
