"""Batch runs: any number of articles into one folder, by several processes, resumable at any instant."""

from summitry.run.batch import Outcome, retry, run
from summitry.run.settings import Limits, Settings

__all__ = ["Limits", "Outcome", "Settings", "retry", "run"]
