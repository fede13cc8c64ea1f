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
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import summitry
from summitry.article import Article
from summitry.errors import ExtractionError, MalformedInput, SummitryError
from summitry.read import STANDARD_INPUT, Input, ReadOptions, read_articles, read_stream
from summitry.records import AnyRecord

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


class Found(NamedTuple):
    """An article of an input, as bytes for a worker."""

    input: int
    n: int
    source: str
    content: str
    characters: int
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


def _is_old(state: str, now: int) -> bool:
    """Say whether a file was left alone for a while: one written just now may change again without its time telling."""
    return now - int(state.split(":")[3]) > _RACY_NS


def serve_reader(conn: Connection[Any, Any], options: ReadOptions, seconds: float) -> None:
    """Say that this process is up (None); then read the inputs that come over the pipe, and give what is in them."""
    with suppress(EOFError, OSError):
        conn.send(None)
        while True:
            batch: list[ToRead] = conn.recv()
            for item in batch:
                for message in _timed(_read(item, options), seconds):
                    conn.send(message)


def _read(item: ToRead, options: ReadOptions) -> Iterator[Found | Refused | Ended]:
    before, started = signature(item.path), time.time_ns()
    n = item.skip
    for n, article in enumerate(_articles(item, options), item.skip + 1):
        yield (
            Refused(item.id, n - 1, article) if isinstance(article, SummitryError) else _found(item.id, n - 1, article)
        )
    # A file that was written a moment ago may be written again without its time telling.
    changing = before is None or before != signature(item.path) or started - item.path.stat().st_mtime_ns < _RACY_NS
    yield Ended(item.id, n, None if changing else before)


def _found(number: int, n: int, article: Article) -> Found:
    source = writable(article.source)
    told = (article.text, source, article.title, article.published, article.language, article.url)
    day = article.published.isoformat() if article.published else None
    about = json.dumps([article.text_sha256, article.title, day, article.language, article.url])
    return Found(number, n, source, sha256(about.encode()).hexdigest(), len(article.text), pickle.dumps(told, 5))


def _articles(item: ToRead, options: ReadOptions) -> Iterator[Article | SummitryError]:
    """Give the articles of an input, and the errors for those that cannot be read."""
    try:
        if item.source == STANDARD_INPUT:
            with item.path.open("rb") as file:
                yield from read_stream(file, STANDARD_INPUT, options, item.skip)
        else:
            yield from read_articles(Input(item.source, item.path), options, item.skip)
    except Exception as error:
        # Nothing that is in a file may end the run.
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        yield MalformedInput(item.source, reason, remedy="Please report it with the file")


def writable(source: str) -> str:
    r"""A source as UTF-8 can write it: bytes of a file name that are no UTF-8 become \udcXX."""
    return source.encode("utf-8", "backslashreplace").decode("utf-8")


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
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    control = socket.socket(fileno=os.dup(conn.fileno()))
    with suppress(OSError):
        conn.send(None)
        while True:
            data, handles, _, _ = socket.recv_fds(control, 1, 1)
            if not data:
                return
            control.sendall(_fork(handles[0], (conn, control), worker, seconds).to_bytes(8, "big", signed=True))


def _fork(handle: int, unneeded: Iterable[Connection[Any, Any] | socket.socket], worker: Worker, seconds: float) -> int:
    """Fork a worker that serves a socket; give its number, -1 if the system has no room for it."""
    try:
        pid = os.fork()
    except OSError:
        pid = -1
    if pid == 0:
        try:
            for one in unneeded:
                one.close()
            serve_worker(Connection(handle), worker, seconds)
        finally:
            os._exit(0)
    os.close(handle)
    return pid


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
