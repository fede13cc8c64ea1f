"""The texts of articles that records were made from, where the files are still at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summitry.article import Article
from summitry.errors import ReadError
from summitry.read.inputs import STANDARD_INPUT, Input, read_input
from summitry.records import ArticleRecord


class TextsAtHand:
    """Finds the text of an article's record: in the record, else by its source, below the working folder or beside
    the records and the folders above them."""

    def __init__(self, records: Path) -> None:
        self._records = records

    def __call__(self, record: ArticleRecord) -> str | None:
        """Give the text with the digest of the record; failing that, another found under its source; else None."""
        if record.text is not None:
            return record.text
        other: str | None = None
        for path in self._candidates(record.source):
            article = _read(path)
            if article and article.text_sha256 == record.text_sha256:
                return article.text
            other = other or (article.text if article else None)
        return other

    def _candidates(self, source: str) -> Iterator[Path]:
        if not source or source == STANDARD_INPUT or "://" in source:
            return
        homes = (Path(), *self._records.resolve().parents)
        yield from (path for home in homes if (path := home / source).is_file())


def _read(path: Path) -> Article | None:
    try:
        return read_input(Input(path.as_posix(), path))
    except ReadError:
        return None
