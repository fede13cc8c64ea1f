"""What the other processes of a run do: one kind reads inputs, the other makes records of articles.

They get and give bytes and plain values over a pipe, end when the run does, and end by themselves when a single article
keeps them for much longer than it may.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import socket
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import summitry
from summitry.article import Article
from summitry.errors import ExtractionError, MalformedInput, SummitryError, UnreadableInput
from summitry.read import STANDARD_INPUT, Input, read_input
from summitry.records import AnyRecord
from summitry.run.failures import size_limit
from summitry.run.settings import Limits

_GRACE: Final = 30.0
_RACY_NS: Final = 2_000_000_000
_COMPRESSION: Final = 3
_BLAS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_WARM_UP: Final = (
    "President Anela Kovac of Norway met the prime minister of Chile at the summit in Oslo on 4 July 2024."
)


class Reads(Protocol):
    """What makes records of an article: an `Extractor`, or what a test puts in its place."""

    def process(self, article: Article, *, keep_text: bool = False) -> list[AnyRecord]: ...


Load = Callable[["str | None", "Path | None"], Reads]


def load_extractor(model: str | None, lexicons: Path | None) -> Reads:
    """Load what reads the articles of a run."""
    return summitry.load(model, lexicons)


# From the run to a reader, and back


@dataclass(frozen=True, slots=True)
class ToRead:
    """An input to read, from its article number `skip` on. Standard input has a `path` where it was put down."""

    id: int
    source: str
    path: Path
    skip: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read."""

    published: date | None
    limits: Limits


class Found(NamedTuple):
    """An article of an input, as bytes for a worker."""

    input: int
    n: int
    source: str
    content: str
    size: int
    payload: bytes


class Refused(NamedTuple):
    """An article that cannot be read."""

    input: int
    n: int
    error: SummitryError


class Ended(NamedTuple):
    """An input is at its end after so many articles; `signature` names the state of its file, None if it may change."""

    input: int
    articles: int
    signature: str | None


# From a worker


class Made(NamedTuple):
    """The records of an article, compressed."""

    data: bytes
    article_id: str
    counts: dict[str, int]
    sketch: bytes | None
    seconds: float


def signature(path: Path) -> str | None:
    """Name the state of a file, so that any change gives another name; None if there is no such file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return f"{stat.st_dev}:{stat.st_ino}:{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}"


def serve_reader(conn: Connection[Any, Any], reading: Reading) -> None:
    """Say that this process is up (None); then read the inputs that come over the pipe, and give what is in them."""
    with suppress(EOFError, OSError):
        conn.send(None)
        while True:
            batch: list[ToRead] = conn.recv()
            for item in batch:
                for message in _timed(_read(item, reading), reading.limits.seconds):
                    conn.send(message)


def _read(item: ToRead, reading: Reading) -> Iterator[Found | Refused | Ended]:
    before, started = signature(item.path), time.time_ns()
    n = 0
    for n, article in enumerate(_articles(item, reading), 1):
        if n <= item.skip:
            continue
        if isinstance(article, SummitryError):
            yield Refused(item.id, n - 1, article)
            continue
        size = len(article.text)
        if size * 4 > reading.limits.bytes:
            size = len(article.text.encode("utf-8", "surrogatepass"))
        if size > reading.limits.bytes:
            yield Refused(item.id, n - 1, size_limit(article.source, reading.limits.megabytes))
        else:
            yield _found(item.id, n - 1, article)
    # A file that was written a moment ago may be written again without its time telling.
    changing = before is None or before != signature(item.path) or started - item.path.stat().st_mtime_ns < _RACY_NS
    yield Ended(item.id, n, None if changing else before)


def _found(number: int, n: int, article: Article) -> Found:
    told = (article.text, article.source, article.title, article.published, article.language, article.url)
    day = article.published.isoformat() if article.published else None
    about = json.dumps([article.text_sha256, article.title, day, article.language, article.url])
    return Found(
        number, n, article.source, sha256(about.encode()).hexdigest(), len(article.text), pickle.dumps(told, 5)
    )


def _articles(item: ToRead, reading: Reading) -> Iterator[Article | SummitryError]:
    """Give the articles of an input, and the errors for those that cannot be read."""
    try:
        if item.path.stat().st_size > reading.limits.bytes:
            yield size_limit(item.source, reading.limits.megabytes)
            return
        if item.source == STANDARD_INPUT:
            with item.path.open(encoding="utf-8", errors="surrogateescape") as sys.stdin:
                yield read_input(Input(STANDARD_INPUT, None), reading.published)
        else:
            yield read_input(Input(item.source, item.path), reading.published)
    except SummitryError as error:
        yield error
    except OSError as error:
        yield UnreadableInput(item.source, f"the file cannot be read: {error.strerror or error}")
    except Exception as error:
        # Nothing that is in a file may end the run.
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        yield MalformedInput(item.source, reason, remedy="Please report it with the file")


def _timed(messages: Iterator[Any], seconds: float) -> Iterator[Any]:
    """Pass messages on; the process ends by itself if one takes far too long. Waiting for the run does not count."""
    while True:
        _wake(seconds)
        try:
            message = next(messages, None)
        finally:
            _wake(0)
        if message is None:
            return
        yield message


# Workers


class Worker:
    """Makes the records of one article after another."""

    def __init__(self, load: Load, model: str | None, lexicons: Path | None, keep_text: bool) -> None:
        self._extractor = load(model, lexicons)
        self._keep_text = keep_text

    def warm_up(self) -> None:
        """Build what is built at first use, for all workers that are forked from here to share."""
        with suppress(Exception):
            self(pickle.dumps((_WARM_UP, "", None, None, None, None)))
        gc.collect()
        gc.freeze()

    def __call__(self, payload: bytes) -> Made | SummitryError:
        from summitry.run.duplicates import sketch
        from summitry.write import record_bytes

        article = Article(*pickle.loads(payload))
        started = time.perf_counter()
        try:
            records = self._extractor.process(article, keep_text=self._keep_text)
            data = zlib.compress(record_bytes(records), _COMPRESSION)
            counts: dict[str, int] = {}
            for record in records:
                counts[record.kind] = counts.get(record.kind, 0) + 1
            made = sketch(article.text)
        except SummitryError as error:
            return error
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            return ExtractionError(article.source, reason, retry=isinstance(error, (MemoryError, OSError)))
        return Made(data, article.id, counts, made, time.perf_counter() - started)


def serve_worker(conn: Connection[Any, Any], worker: Worker, seconds: float) -> None:
    """Give the records of the articles that come over the pipe."""
    with suppress(EOFError, OSError):
        while True:
            payload = conn.recv_bytes()
            _wake(seconds)
            made = worker(payload)
            _wake(0)
            conn.send(made)


def load_and_serve(conn: Connection[Any, Any], made: Callable[[], Worker], seconds: float) -> None:
    """Load, say so (None, or the error), and serve: a worker where there is no fork."""
    worker = _loaded(conn, made)
    if worker:
        conn.send(None)
        serve_worker(conn, worker, seconds)


def load_and_fork(conn: Connection[Any, Any], made: Callable[[], Worker], seconds: float) -> None:
    """Load, say so (None, or the error), and fork a worker for each socket that comes; its number goes back."""
    worker = _loaded(conn, made)
    if not worker:
        return
    worker.warm_up()
    conn.send(None)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    control = socket.socket(fileno=os.dup(conn.fileno()))
    while True:
        data, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return
        try:
            pid = os.fork()
        except OSError:
            pid = -1
        if pid == 0:
            try:
                control.close()
                conn.close()
                serve_worker(Connection(handles[0]), worker, seconds)
            finally:
                os._exit(0)
        os.close(handles[0])
        control.sendall(pid.to_bytes(8, "big", signed=True))


def _loaded(conn: Connection[Any, Any], made: Callable[[], Worker]) -> Worker | None:
    for name in _BLAS:
        os.environ[name] = "1"  # the workers are as many as the cores; threads of their own would only wait
    try:
        worker = made()
    except SummitryError as error:
        conn.send(error)
        return None
    except Exception as error:
        conn.send(ExtractionError("", f"{type(error).__name__}: {error}", stage="model"))
        return None
    return worker


def _wake(seconds: float) -> None:
    """Let the system end this process after a time, whatever it is doing; 0 calls that off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds + _GRACE if seconds else 0)
