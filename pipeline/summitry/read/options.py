"""How inputs are read: where the values of an article stand in tabular formats, and how large one may be."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

MAX_BYTES: Final = 50_000_000
_NAMES: Final = ("text", "html", "title", "date", "language", "url", "source")
# What exports and crawlers call the values, most telling first; names are compared in small letters.
_USUAL: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "body", "content", "maintext", "article_text", "article_body", "articlebody", "plain_text"),
    "html": (),
    "title": ("title", "headline"),
    "date": ("published", "date", "date_published", "published_at", "publishedat", "publish_date", "date_publish",
             "published_date", "publication_date", "published_time", "pubdate", "timestamp"),
    "language": ("language", "lang"),
    "url": ("url", "source_url", "link", "canonical_url"),
    "source": (),
}  # fmt: skip


class Fields(BaseModel):
    """Names of the fields of JSON objects, and of the columns of tables; a dot leads into an object (`article.body`).

    A value that is not named is looked for under its usual names. `html` is a whole page in place of a text; `source`
    is what names the article in its record in place of the file and the number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str | None = None
    html: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None

    @classmethod
    def parse(cls, told: str) -> Fields:
        """Read `text=body,title=headline`. Raises `ValueError` with what is wrong."""
        named: dict[str, str] = {}
        for pair in told.split(","):
            name, equals, field = (part.strip() for part in pair.partition("="))
            if not equals or not field:
                raise ValueError(f"{pair.strip()!r} is not NAME=FIELD")
            if name not in _NAMES:
                raise ValueError(f"{name!r} is none of {', '.join(_NAMES)}")
            if name in named:
                raise ValueError(f"{name!r} is given twice")
            named[name] = field
        return cls(**named)

    def names(self, value: str) -> tuple[str, ...]:
        """The names to look under for a value, in order."""
        told: str | None = getattr(self, value)
        return (told,) if told else _USUAL[value]

    @property
    def told(self) -> bool:
        """Whether any field was named."""
        return bool(self.model_fields_set)


class ReadOptions(BaseModel):
    """`published` stands where an article gives no date; `max_bytes` is what one article may have, uncompressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Fields = Fields()
    published: date | None = None
    max_bytes: Annotated[int, Field(gt=0)] = MAX_BYTES
