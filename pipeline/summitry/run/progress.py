"""How far a run is: a bar with rate and time left on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_FULL: Final = 0.99


class Progress:
    """Counts articles, and the bytes of inputs that they stand for: how many articles there are, nobody knows before.

    An input whose articles are done counts with all its bytes; until then its articles count with their characters, so
    a file of many articles moves the bar as well.
    """

    def start(self, total: int) -> None:
        """Begin with a total of bytes of inputs."""

    def done(self, characters: int) -> None:
        """Count an article."""

    def ended(self, size: int) -> None:
        """Count an input all of whose articles are done."""

    def finishing(self) -> None:
        """All articles are done; the files are being written."""


class TerminalProgress(Progress):
    """A bar on the terminal."""

    def __init__(self, bar: Bar, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._total = 0
        self._ended = 0
        self._characters = 0
        self._articles = 0

    def start(self, total: int) -> None:
        self._total = max(total, 1)
        self._show()

    def done(self, characters: int) -> None:
        self._articles += 1
        self._characters += characters
        self._show()

    def ended(self, size: int) -> None:
        self._ended += size
        self._show()

    def finishing(self) -> None:
        self._bar.update(self._task, description="writing", completed=self._total)

    def _show(self) -> None:
        # Characters may be more than bytes, as in packed files: the bar is full when the work is done, not before.
        completed = min(max(self._ended, self._characters), _FULL * self._total)
        speed = self._bar.tasks[0].elapsed
        rate = f"{self._articles / speed:.1f}/s" if speed and self._articles else ""
        self._bar.update(
            self._task, total=self._total, completed=completed, articles=f"{self._articles:,} articles", rate=rate
        )


@contextmanager
def shown() -> Iterator[Progress]:
    """Show progress on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]} {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as bar:
        yield TerminalProgress(bar, bar.add_task("reading", total=None, articles="", rate=""))
