"""What may go wrong in a batch run beside the article itself."""

from __future__ import annotations

from summitry.errors import SummitryError


class TimeLimit(SummitryError):
    """An article, or the reading of one, that took longer than allowed."""

    stage_default = "extract"
    retry_default = True


class WorkerLost(SummitryError):
    """An article whose process died twice: it crashed, was killed, or ran out of memory."""

    stage_default = "extract"
    retry_default = True


class RunError(SummitryError):
    """A run that cannot go on; what is done is kept, and the same command goes on from there."""

    retry_default = True


class FolderInUse(RunError):
    """Another run writes into the folder."""


class NoRun(RunError):
    """A folder that holds no run."""

    retry_default = False


class LedgerError(RunError):
    """A ledger that is broken."""

    retry_default = False


class Interrupted(RunError):
    """Ctrl-C, or a polite request of the system to end."""


def time_limit(article: str, stage: str, seconds: float) -> TimeLimit:
    """The rejection of an article that took too long."""
    remedy = "Give it more time with --max-seconds"
    return TimeLimit(article, f"not done within {seconds:g} seconds", stage=stage, remedy=remedy)


def worker_lost(article: str, stage: str) -> WorkerLost:
    """The rejection of an article whose process died twice."""
    reason = "its process died twice: it crashed, was killed, or ran out of memory"
    return WorkerLost(article, reason, stage=stage, remedy="Try it again with fewer workers, or report it")
