"""The run at work: inputs to readers, articles to workers, outcomes to the ledger.

What an article gives does not depend on which process makes it, or when. Readers are not listened to while enough
articles wait, which holds them up: memory stays the same whatever the number of articles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import Any, Final

from summitry.errors import SummitryError
from summitry.read import STANDARD_INPUT
from summitry.run.children import Ended, Found, Made, Refused, ToRead, signature, writable
from summitry.run.failures import time_limit, worker_lost
from summitry.run.ledger import COUNTED, Given, Ledger, Row
from summitry.run.pool import Child, Pool
from summitry.run.progress import Progress
from summitry.run.settings import Settings
from summitry.write import reject_bytes

_WAITING_EACH: Final = 8
"""Articles that wait for each worker: enough to keep it busy."""
_WAITING_BYTES: Final = 64_000_000
_BATCH: Final = 32
"""Inputs that a reader takes at once."""
_WORKERS_A_READER: Final = 4
# A spaCy pipeline keeps every new word it meets: a worker is replaced by a fresh fork before that grows into much.
_ARTICLES_A_WORKER: Final = 400
_INPUTS_A_READER: Final = 5_000
_TICK: Final = 0.5


@dataclass
class _Task:
    found: Found
    attempts: int = 0


@dataclass
class _Slot:
    """A worker with the article it has, or none."""

    child: Child
    task: _Task | None = None
    deadline: float = 0.0
    done: int = 0


@dataclass
class _Reader:
    """A reader with the inputs it has yet to end; `articles` are those that came of the first of them."""

    child: Child
    batch: deque[ToRead] = field(default_factory=deque)
    articles: int = 0
    deadline: float = 0.0
    listening: bool = False
    taken: int = 0


@dataclass
class _Open:
    """An input whose articles are not all done."""

    given: Given
    waiting: int = 0
    articles: int | None = None
    signature: str | None = None


@dataclass
class Tally:
    """What a run did."""

    read: int = 0
    processed: int = 0
    kept: int = 0
    worker_seconds: float = 0.0


class Dispatcher:
    """Works through the inputs of a ledger, or those alone that have no stamp.

    `check` is called often, and may raise to end the work.
    """

    def __init__(
        self,
        ledger: Ledger,
        settings: Settings,
        fingerprint: str,
        pool: Pool,
        progress: Progress,
        check: Callable[[], None],
        standard_input: Path | None = None,
        only_open: bool = False,
    ) -> None:
        self._ledger = ledger
        self._settings = settings
        self._fingerprint = fingerprint
        self._reading = settings.reading.model_dump_json(exclude={"max_bytes"})
        self._limits = settings.limits.model_dump_json()
        self._pool = pool
        self._progress = progress
        self._check = check
        self._standard_input = standard_input
        self._only_open = only_open
        self._queue: deque[_Task] = deque()
        self._queued_bytes = 0
        self._slots: list[_Slot] = []
        self._readers: list[_Reader] = []
        self._open: dict[int, _Open] = {}
        self._struck: set[tuple[int, int]] = set()
        self._again: deque[ToRead] = deque()
        self._inputs = self._unread()
        self._exhausted = False
        self.tally = Tally()

    def work(self) -> None:
        """Bring every input to its end. Raises what `check` raises, and what keeps processes from starting."""
        try:
            while self._feed() or self._queue or any(slot.task for slot in self._slots):
                self._check()
                self._give()
                self._take()
                self._watch()
                self._ledger.commit_if_due()
        except SummitryError:
            self._ledger.commit()
            raise
        else:
            self._ledger.commit()
        finally:
            for child in (*(slot.child for slot in self._slots), *(reader.child for reader in self._readers)):
                child.end()
            self._pool.close()

    # Inputs to readers

    def _unread(self) -> Iterator[ToRead]:
        for given in self._ledger.inputs():
            path = self._standard_input if given.source == STANDARD_INPUT else given.path
            if path is None or self._is_done(given, path):
                self._progress.ended(given.size)
                continue
            self._open[given.id] = _Open(given)
            yield ToRead(given.id, given.source, path, 0)

    def _is_done(self, given: Given, path: Path) -> bool:
        if self._only_open:
            # A file too young for a stamp is open too; once it is gone, what is known of it stays.
            return given.stamp is not None or not path.exists()
        if given.stamp is None:
            return False
        same = given.stamp == self._stamp(signature(path))
        return same and not self._ledger.rejected_otherwise(given.id, self._limits)

    def _stamp(self, state: str | None) -> str | None:
        return f"{state} {self._reading} {self._fingerprint}" if state else None

    def _feed(self) -> bool:
        """Give batches to readers that have none; say whether anything is left to read."""
        for reader in [*self._readers]:
            if not reader.batch and reader.taken >= _INPUTS_A_READER:
                reader.child.end()
                self._readers.remove(reader)
        most = 1 + (self._settings.workers - 1) // _WORKERS_A_READER
        while self._has_room():
            idle = next((reader for reader in self._readers if not reader.batch), None)
            if idle is None and len(self._readers) >= most:
                break
            batch = self._next_batch()
            if not batch:
                break
            if idle is None:
                idle = _Reader(self._pool.reader())
                self._readers.append(idle)
            idle.batch.extend(batch)
            idle.taken += len(batch)
            idle.articles = batch[0].skip
            idle.listening = False
            try:
                idle.child.conn.send(batch)
            except OSError:  # it died before it had anything to read
                self._drop(idle)
                self._reread(idle)
        return bool(self._again) or not self._exhausted or any(reader.batch for reader in self._readers)

    def _next_batch(self) -> list[ToRead]:
        if self._again:
            return [self._again.popleft()]
        batch: list[ToRead] = []
        for item in self._inputs:
            batch.append(item)
            if len(batch) == _BATCH:
                return batch
        self._exhausted = True
        return batch

    def _has_room(self) -> bool:
        return len(self._queue) < _WAITING_EACH * self._settings.workers and self._queued_bytes < _WAITING_BYTES

    # Articles to workers

    def _give(self) -> None:
        while self._queue:
            slot = next((slot for slot in self._slots if not slot.task), None)
            if slot is None:
                if len(self._slots) >= self._settings.workers:
                    return
                slot = _Slot(self._pool.worker())
                self._slots.append(slot)
            task = self._queue.popleft()
            slot.task = task
            slot.deadline = monotonic() + self._settings.limits.seconds
            try:
                slot.child.conn.send_bytes(task.found.payload)
            except OSError:
                self._worker_lost(slot)

    # Messages from both

    def _take(self) -> None:
        """Wait for messages, and deal with one of each process that has any."""
        now = monotonic()
        busy: dict[Any, _Slot | _Reader] = {slot.child.conn: slot for slot in self._slots if slot.task}
        room = self._has_room()
        for reader in self._readers:
            if room and reader.batch and not reader.listening:
                reader.deadline = now + self._settings.limits.seconds
            reader.listening = room and bool(reader.batch)
            if reader.listening:
                busy[reader.child.conn] = reader
        if not busy:
            return
        nearest = min(one.deadline for one in busy.values())
        for conn in wait(list(busy), max(0.0, min(_TICK, nearest - now))):
            one = busy[conn]
            try:
                message = one.child.conn.recv()
            except (EOFError, OSError):
                if isinstance(one, _Slot):
                    self._worker_lost(one)
                else:
                    self._reader_lost(one)
                continue
            if isinstance(one, _Slot):
                self._made(one, message)
            else:
                one.deadline = monotonic() + self._settings.limits.seconds
                self._read(one, message)

    def _made(self, slot: _Slot, message: Made | SummitryError) -> None:
        task, slot.task = slot.task, None
        assert task is not None
        slot.done += 1
        if slot.done >= _ARTICLES_A_WORKER:
            self._drop(slot)
        found = task.found
        if isinstance(message, SummitryError):
            self._fail(task, message)
        else:
            self.tally.worker_seconds += message.seconds
            place = (found.input, found.n, found.source, found.content, self._fingerprint)
            counts = tuple(message.counts.get(kind, 0) for kind in COUNTED)
            row = Row(*place, message.data, "", False, "", found.characters, counts, message.article_id, message.sketch)
            self._ledger.put(row)
            self._finish(task)

    def _fail(self, task: _Task, error: SummitryError) -> None:
        self._reject(task.found.input, task.found.n, error, task.found)
        self._finish(task)

    def _finish(self, task: _Task) -> None:
        self._queued_bytes -= len(task.found.payload)
        self.tally.processed += 1
        self._progress.done(task.found.characters)
        self._settle(task.found.input, -1)

    def _read(self, reader: _Reader, message: Found | Refused | Ended) -> None:
        if isinstance(message, Found):
            reader.articles = message.n + 1
            self._article(message)
        elif isinstance(message, Refused):
            reader.articles = message.n + 1
            self._reject(message.input, message.n, message.error)
        else:
            reader.batch.popleft()
            reader.articles = reader.batch[0].skip if reader.batch else 0
            self._end(message)

    def _article(self, found: Found) -> None:
        self.tally.read += 1
        known = self._ledger.known(found.input, found.n)
        kept = known and known[:3] == (found.source, found.content, self._fingerprint)
        if known and kept and (not known.error or known.limits == self._limits):
            self.tally.kept += 1
            self._progress.done(found.characters)
            return
        self._queue.append(_Task(found))
        self._queued_bytes += len(found.payload)
        self._settle(found.input, 1)

    def _settle(self, number: int, change: int) -> None:
        """Count the articles of an input that are under way; note the input as done when none is."""
        one = self._open[number]
        one.waiting += change
        if one.articles is not None and not one.waiting:
            self._ledger.close_input(number, one.articles, self._stamp(one.signature))
            self._progress.ended(one.given.size)
            del self._open[number]

    def _end(self, message: Ended) -> None:
        one = self._open[message.input]
        one.articles, one.signature = message.articles, message.signature
        self._settle(message.input, 0)

    # Failures

    def _reject(self, number: int, n: int, error: SummitryError, found: Found | None = None) -> None:
        """Put down an article that could not be read, or that gave no records."""
        source, content, size = (
            (found.source, found.content, found.characters) if found else (writable(error.article), "", 0)
        )
        about = (error.name, error.retry, self._limits, size)
        self._ledger.put_if_new(Row(number, n, source, content, self._fingerprint, reject_bytes(error), *about))

    def _worker_lost(self, slot: _Slot) -> None:
        """Replace a worker that died; its article is tried once more."""
        task = slot.task
        self._drop(slot)
        if task is None:
            return
        task.attempts += 1
        if task.attempts < 2:
            self._queue.appendleft(task)
        else:
            self._fail(task, worker_lost(task.found.source, "extract"))

    def _reader_lost(self, reader: _Reader) -> None:
        """Replace a reader that died; what it was reading is tried once more, then given up."""
        self._drop(reader)
        if not reader.batch:
            return
        culprit = (reader.batch[0].id, reader.articles)
        if culprit in self._struck:
            self._give_up(reader, worker_lost(reader.batch[0].source, "read"))
        else:
            self._struck.add(culprit)
            self._reread(reader)

    def _give_up(self, reader: _Reader, error: SummitryError) -> None:
        """Reject what a reader could not get past, with all that follows in the same input."""
        item = reader.batch.popleft()
        self._reject(item.id, reader.articles, error)
        self._end(Ended(item.id, reader.articles + 1, signature(item.path)))
        reader.articles = reader.batch[0].skip if reader.batch else 0
        self._reread(reader)

    def _reread(self, reader: _Reader) -> None:
        for place, item in enumerate(reader.batch):
            skip = reader.articles if place == 0 else item.skip
            self._again.append(ToRead(item.id, item.source, item.path, skip))
        reader.batch.clear()

    def _watch(self) -> None:
        """End the processes whose article takes too long."""
        now, seconds = monotonic(), self._settings.limits.seconds
        for slot in [*self._slots]:
            task = slot.task
            if task and now > slot.deadline and not slot.child.conn.poll():
                self._drop(slot)
                self._fail(task, time_limit(task.found.source, "extract", seconds))
        for reader in [*self._readers]:
            if reader.listening and now > reader.deadline and not reader.child.conn.poll():
                self._drop(reader)
                self._give_up(reader, time_limit(reader.batch[0].source, "read", seconds))

    def _drop(self, one: _Slot | _Reader) -> None:
        one.child.end()
        if isinstance(one, _Slot):
            self._slots.remove(one)
        else:
            self._readers.remove(one)
