"""What may go wrong in reading beside what any file may suffer."""

from __future__ import annotations

import importlib
from typing import Any, Final

from summitry.errors import MalformedInput, ReadError

EXTRA: Final = "web"
BLANK: Final = 100_000
"""So many blank lines running, and the rest of a file is given up: a bomb may hold billions."""


class SizeLimit(ReadError):
    """An article that is larger, uncompressed, than allowed; or a file in which no article comes for too long."""

    retry_default = True


class MissingLibrary(ReadError):
    """A format whose library is not installed."""

    retry_default = True


def size_limit(article: str, limit: int) -> SizeLimit:
    """The rejection of an article of more bytes than `limit`."""
    return SizeLimit(article, f"larger than {limit / 1_000_000:g} MB", remedy="Allow more with --max-mb")


def library(name: str, source: str) -> Any:
    """Import a library that a reader needs. Raises `MissingLibrary`."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        top = name.partition(".")[0]
        remedy = f"Install the readers of the web: pip install 'summitry[{EXTRA}]'"
        raise MissingLibrary(source, f"it is read by the library {top}, which does not load", remedy=remedy) from error


def blank_lines(source: str) -> MalformedInput:
    """The end of a file in which there are only blank lines for long."""
    reason = f"{BLANK:,} blank lines running: the rest is not read"
    return MalformedInput(source, reason, remedy="Give a file of articles")
