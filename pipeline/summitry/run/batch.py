"""A run from its inputs to the files of its folder, and another try of what it rejected."""

from __future__ import annotations

import json
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from summitry.errors import ReadError, WriteError
from summitry.read import STANDARD_INPUT, find_inputs
from summitry.run.children import Load, load_extractor, writable
from summitry.run.dispatch import Dispatcher, Tally
from summitry.run.failures import Interrupted, NoRun
from summitry.run.fingerprint import Fingerprint, take_fingerprint
from summitry.run.finish import RECORDS_FILE, REJECTS_FILE, tidy, write_outcomes
from summitry.run.ledger import LEDGER_FILE, Ledger, Row, opened
from summitry.run.manifest import MANIFEST_FILE, make_manifest, make_work, write_manifest
from summitry.run.pool import Pool
from summitry.run.progress import Progress
from summitry.run.settings import Limits, Settings
from summitry.write import reject_bytes

_FILES: Final = (RECORDS_FILE, REJECTS_FILE, MANIFEST_FILE)
_SPOOL: Final = ".standard-input.part"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a folder stands after a run, and what the run did for it.

    `not_given` are inputs of earlier runs that this one was not given: their results are kept in the ledger alone.
    """

    articles: int
    rejects: int
    duplicates: int
    processed: int
    kept: int
    not_given: int
    seconds: float


def run(settings: Settings, folder: Path, *, load: Load = load_extractor, progress: Progress | None = None) -> Outcome:
    """Bring a folder to hold the records of the inputs: what is there and still holds is kept, the rest made.

    The files are those of an uninterrupted run by one worker, whatever happened before and however many there are.
    Raises `FolderInUse`, `Interrupted`, `WriteError`, and the errors of loading; what is done by then is kept.
    """
    started = time.time()
    settings = settings.settled()
    fingerprint = take_fingerprint(settings)
    _make(folder)
    with opened(folder) as ledger:
        tidy(folder)
        with _spooled(folder, settings) as spool, _stoppable() as check:
            _remember(ledger, settings)
            ledger.set_inputs(_found(settings.inputs))
            dispatch = partial(_dispatcher, ledger, settings, fingerprint, load, progress, check, standard_input=spool)
            return _bring_about(ledger, folder, settings, fingerprint, dispatch, started, check)


def retry(
    folder: Path,
    *,
    every: bool = False,
    workers: int = 1,
    max_seconds: float | None = None,
    max_megabytes: float | None = None,
    load: Load = load_extractor,
    progress: Progress | None = None,
) -> Outcome:
    """Take the rejects of a run again: those that a retry can help, or all. Raises as `run` does, and `NoRun`."""
    started = time.time()
    if not (folder / LEDGER_FILE).is_file():
        raise NoRun(str(folder), "no run has written into this folder", remedy="Give the folder of a run")
    with opened(folder) as ledger:
        tidy(folder)
        settings = _remembered(ledger, folder)
        limits = Limits(
            seconds=max_seconds or settings.limits.seconds, megabytes=max_megabytes or settings.limits.megabytes
        )
        settings = settings.model_copy(update={"workers": workers, "limits": limits})
        fingerprint = take_fingerprint(settings)
        with _stoppable() as check:
            ledger.reopen_rejects(every)
            dispatch = partial(_dispatcher, ledger, settings, fingerprint, load, progress, check, only_open=True)
            return _bring_about(ledger, folder, settings, fingerprint, dispatch, started, check)


def _dispatcher(
    ledger: Ledger,
    settings: Settings,
    fingerprint: Fingerprint,
    load: Load,
    progress: Progress | None,
    check: Callable[[], None],
    **more: Any,
) -> tuple[Dispatcher, Progress]:
    progress = progress or Progress()
    progress.start(ledger.sums()["bytes"])
    pool = Pool(settings, load, check)
    return Dispatcher(ledger, settings, fingerprint.digest, pool, progress, check, **more), progress


def _bring_about(
    ledger: Ledger,
    folder: Path,
    settings: Settings,
    fingerprint: Fingerprint,
    dispatch: Callable[[], tuple[Dispatcher, Progress]],
    started: float,
    check: Callable[[], None],
) -> Outcome:
    """Do the work, then write the files if they do not say what the ledger says."""
    dispatcher, progress = dispatch()
    dispatcher.work()
    tally = dispatcher.tally
    if ledger.dirty or ledger.get("files") != _state(folder):
        progress.finishing()
        ledger.soil()
        ledger.commit()
        files, duplicates = write_outcomes(ledger, folder, check)
        work = make_work(started, time.time() - started, tally)
        write_manifest(folder, make_manifest(ledger, settings, fingerprint, files, duplicates, work))
        ledger.set("duplicates", str(duplicates))
        ledger.set("files", _state(folder))
        ledger.clean()
    return _outcome(ledger, tally, started)


def _outcome(ledger: Ledger, tally: Tally, started: float) -> Outcome:
    sums = ledger.sums()
    return Outcome(
        sums["articles"],
        sums["rejects"],
        int(ledger.get("duplicates") or 0),
        tally.processed,
        sums["articles"] + sums["rejects"] - tally.processed,
        sums["not_given"],
        time.time() - started,
    )


def _state(folder: Path) -> str:
    """Name the state of the files of a run, to see later whether they are still as they were written."""
    stats = {name: path.stat() for name in _FILES if (path := folder / name).is_file()}
    return json.dumps({name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()})


def _found(inputs: Iterable[str]) -> Iterator[tuple[str, Path | None, int, Callable[[int], Row] | None]]:
    """Find the inputs, and make rejections for what is not there."""
    for found in find_inputs(inputs):
        if isinstance(found, ReadError):
            yield writable(found.article), None, 0, partial(_missing, found)
        elif found.path is None:
            yield found.source, None, 0, None
        else:
            path = found.path.absolute()
            try:
                size = path.stat().st_size
            except OSError:
                size = 0  # reading it will tell
            yield writable(found.source), path, size, None


def _missing(error: ReadError, number: int) -> Row:
    return Row(number, 0, writable(error.article), "", "", reject_bytes(error), error=error.name, retry=error.retry)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"cannot be made: {error.strerror or error}"
        raise WriteError(str(folder), reason, remedy="Give the path of a folder") from error


@contextmanager
def _spooled(folder: Path, settings: Settings) -> Iterator[Path | None]:
    """Put standard input, if it is an input, down in a file: a reader that dies on it can be given it again."""
    if STANDARD_INPUT not in settings.inputs:
        yield None
        return
    path = folder / _SPOOL
    try:
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
    except KeyboardInterrupt:
        raise _interrupted() from None
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise WriteError(str(path), reason, remedy="Check the folder and the disk") from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _remember(ledger: Ledger, settings: Settings) -> None:
    told = settings.model_dump_json()
    if ledger.get("settings") != told:
        ledger.set("settings", told)


def _remembered(ledger: Ledger, folder: Path) -> Settings:
    try:
        return Settings.model_validate_json(ledger.get("settings") or "")
    except ValidationError as error:
        raise NoRun(str(folder), "no run of this version", remedy="Run the command `summitry run` again") from error


def _interrupted() -> Interrupted:
    return Interrupted("", "interrupted", remedy="What is done is kept; the same command goes on from there")


@contextmanager
def _stoppable() -> Iterator[Callable[[], None]]:
    """Give a function that raises `Interrupted` once Ctrl-C, or the system's request to end, has come.

    A second Ctrl-C ends the process at once, as `kill -9` may at any time.
    """
    asked = False

    def ask(*_: Any) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def check() -> None:
        if asked:
            raise _interrupted()

    if threading.current_thread() is not threading.main_thread():
        yield check
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
