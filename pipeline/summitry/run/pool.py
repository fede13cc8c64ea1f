"""The processes of a run: started, replaced and ended here.

Where there is fork, one process loads the model and every worker is a fork of it: workers share its memory, and a new
one is there in milliseconds. Elsewhere each worker loads for itself. The run's own process holds no model and never
forks, so its threads and its open ledger are nobody else's.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final

from summitry.errors import SummitryError
from summitry.run.children import Load, Worker, load_and_fork, load_and_serve, serve_reader
from summitry.run.failures import RunError
from summitry.run.settings import Settings

# On macOS the system's libraries do not outlive a fork.
FORKS: Final = hasattr(os, "fork") and sys.platform != "darwin"
_BEGIN: Final = """
import sys
from multiprocessing.connection import Connection
conn = Connection(int(sys.argv[1]))
try:
    sys.path[:] = conn.recv()
    target, arguments = conn.recv()
except (EOFError, OSError):  # the run has ended
    sys.exit()
target(conn, *arguments)
"""
_POLL: Final = 0.2
_PATIENCE: Final = 30.0
_STARTS: Final = 3


@dataclass
class Child:
    """A process at the other end of a pipe."""

    conn: Connection[Any, Any]
    pid: int
    process: subprocess.Popen[bytes] | BaseProcess | None = None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.conn.close()
        if self.process:
            self.process.kill()
            self.process.wait() if isinstance(self.process, subprocess.Popen) else self.process.join()
        else:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Pool:
    """Starts readers and workers. `check` is called while it waits, and may raise."""

    def __init__(self, settings: Settings, load: Load, check: Callable[[], None]) -> None:
        self._seconds = settings.limits.seconds
        self._reading = settings.reading
        self._made = partial(Worker, load, settings.model, settings.lexicons, settings.keep_text)
        self._check = check
        self._nursery: Child | None = None
        self._control: socket.socket | None = None

    def reader(self) -> Child:
        """Start a reader, and begin to load for the workers. Raises a `RunError` if no process can be started."""
        if FORKS and self._nursery is None:
            self._nursery = _spawn(load_and_fork, self._made, self._seconds)
        return self._started(lambda: self._ready(_spawn(serve_reader, self._reading, self._seconds)))

    def worker(self) -> Child:
        """Start a worker. Raises the error of loading, or a `RunError` if no process can be started."""
        if FORKS:
            return self._started(self._fork)
        return self._started(lambda: self._ready(_spawn(load_and_serve, self._made, self._seconds)))

    def _started(self, start: Callable[[], Child]) -> Child:
        for _ in range(_STARTS):
            with suppress(OSError, EOFError):
                return start()
            self._end_nursery()
        raise RunError("", "no process can be started", remedy="Free some memory, and run the command again")

    def _ready(self, child: Child) -> Child:
        """Wait until a process has loaded what it needs; end it if it fails."""
        try:
            while not child.conn.poll(_POLL):
                self._check()
            error = child.conn.recv()
            if isinstance(error, SummitryError):
                raise error
        except BaseException:
            child.end()
            raise
        return child

    def close(self) -> None:
        """End what workers are made from."""
        self._end_nursery()

    def _fork(self) -> Child:
        if self._nursery is None:
            self._nursery = _spawn(load_and_fork, self._made, self._seconds)
        if self._control is None:
            self._ready(self._nursery)
            self._control = socket.socket(fileno=os.dup(self._nursery.conn.fileno()))
            self._control.settimeout(_PATIENCE)
        ours, theirs = socket.socketpair()
        with theirs:
            conn: Connection[Any, Any] = Connection(ours.detach())
            try:
                socket.send_fds(self._control, [b"w"], [theirs.fileno()])
                told = self._control.recv(8)
            except BaseException:
                conn.close()
                raise
        pid = int.from_bytes(told, "big", signed=True)
        if pid <= 0:
            conn.close()
            raise OSError("no fork")
        return Child(conn, pid)

    def _end_nursery(self) -> None:
        if self._control:
            self._control.close()
        if self._nursery:
            self._nursery.end()
        self._control = self._nursery = None


def _spawn(target: Callable[..., None], *arguments: Any) -> Child:
    """Start a process that calls `target` with its end of a pipe and `arguments`."""
    with _uninterrupted():
        if os.name != "posix":
            return _spawn_by_library(target, *arguments)
        # The library's own way imports the main module again, which costs time and is not always possible.
        ours, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            command = [sys.executable, "-c", _BEGIN, str(handle)]
            process = subprocess.Popen(command, pass_fds=[handle], stdin=subprocess.DEVNULL)
    conn: Connection[Any, Any] = Connection(ours.detach())
    with suppress(OSError):  # if it has died, waiting for it will tell
        conn.send(sys.path)
        conn.send((target, arguments))
    return Child(conn, process.pid, process)


def _spawn_by_library(target: Callable[..., None], *arguments: Any) -> Child:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    return Child(ours, process.pid or 0, process)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Have a process that is started here not hear Ctrl-C, which a terminal tells to all of them: the run ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
