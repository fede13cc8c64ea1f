"""The texts of articles that records were made from, where the files are still at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from summitry.article import Article
from summitry.errors import ReadError
from summitry.read.articles import read_articles, read_input
from summitry.read.inputs import STANDARD_INPUT, Input
from summitry.read.options import Fields, ReadOptions
from summitry.records import ArticleRecord

_NUMBERED = re.compile(r"(.+)#([1-9]\d{0,11})")


class TextsAtHand:
    """Finds the text of an article's record: in the record, else by its source, below the working folder or beside
    the records and the folders above them. `fields` are those by which the articles were read."""

    def __init__(self, records: Path, fields: Fields | None = None) -> None:
        self._records = records
        self._options = ReadOptions(fields=fields or Fields())
        self._open: tuple[Path, int, Iterator[Article | ReadError]] | None = None

    def __call__(self, record: ArticleRecord) -> str | None:
        """Give the text with the digest of the record; failing that, another found under its source; else None.

        A source that leads out of these folders gives a text only by the digest.
        """
        if record.text is not None:
            return record.text
        other: str | None = None
        inside = _stays_inside(record.source)
        for path in self._candidates(record.source):
            article = _read(path)
            if article and article.text_sha256 == record.text_sha256:
                return article.text
            other = other or (article.text if article and inside else None)
        return other or self._in_file_of_many(record)

    def _candidates(self, source: str) -> Iterator[Path]:
        if not source or source == STANDARD_INPUT or "://" in source or "\0" in source:
            return
        homes = (Path(), *self._records.resolve().parents)
        yield from (path for home in homes if (path := home / source).is_file())

    def _in_file_of_many(self, record: ArticleRecord) -> str | None:
        found = _NUMBERED.fullmatch(record.source)
        for path in self._candidates(found[1]) if found else ():
            article = self._numbered(path, int(found[2])) if found else None
            if article and article.text_sha256 == record.text_sha256:
                return article.text
        return None

    def _numbered(self, path: Path, number: int) -> Article | None:
        """The article of this number; records stand in the order of their articles, so the file is read on."""
        if self._open is None or self._open[0] != path or self._open[1] >= number:
            self._open = (path, 0, read_articles(Input(path.as_posix(), path), self._options))
        _, place, articles = self._open
        article: Article | ReadError | None = None
        while place < number and (article := next(articles, None)) is not None:
            place += 1
        self._open = (path, place, articles) if article is not None else None
        return article if isinstance(article, Article) else None


def _stays_inside(source: str) -> bool:
    path = PurePath(source)
    return not path.is_absolute() and ".." not in path.parts


def _read(path: Path) -> Article | None:
    try:
        return read_input(Input(path.as_posix(), path))
    except (ReadError, OSError):
        return None
