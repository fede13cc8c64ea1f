"""What splits a file of many articles gives: for each, what makes it, or the error that says why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable

from summitry.article import Article

Part = Callable[[], Article]
"""Makes one article. Raises a `ReadError`. What is passed over is never made."""


def numbered(source: str, number: int) -> str:
    """The source of the article of this number, from 1, in a file of many."""
    return f"{source}#{number}"
