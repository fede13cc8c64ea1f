"""The errors of the tool. Each names the article, the stage, the reason, what to do, and whether to try again."""

from __future__ import annotations

from typing import Any


class SummitryError(Exception):
    """Base of every error that the tool raises on purpose.

    `article` is the source or the id of the article ("" when no article is at fault), `stage` the step that failed,
    `reason` what is wrong, `remedy` what the user can do about it, `retry` whether the same input may pass later.
    """

    stage_default = "run"
    retry_default = False

    def __init__(
        self, article: str, reason: str, *, stage: str | None = None, remedy: str = "", retry: bool | None = None
    ) -> None:
        self.article = article
        self.stage = stage or self.stage_default
        self.reason = reason
        self.remedy = remedy
        self.retry = self.retry_default if retry is None else retry
        super().__init__(article, reason)

    def __str__(self) -> str:
        told = f"{self.article}: {self.reason}" if self.article else self.reason
        return f"{told}. {self.remedy}" if self.remedy else told

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.article, self.reason, self.stage, self.remedy, self.retry)

    @property
    def name(self) -> str:
        """The kind of error, as written into a rejects file."""
        return type(self).__name__

    def as_dict(self) -> dict[str, str | bool]:
        """The error as one line of a rejects file."""
        return {
            "source": self.article,
            "stage": self.stage,
            "error": self.name,
            "reason": self.reason,
            "remedy": self.remedy,
            "retry": self.retry,
        }


def _rebuild(
    kind: type[SummitryError], article: str, reason: str, stage: str, remedy: str, retry: bool
) -> SummitryError:
    return kind(article, reason, stage=stage, remedy=remedy, retry=retry)


class ReadError(SummitryError):
    """An input that cannot become an article."""

    stage_default = "read"


class MissingInput(ReadError):
    """No such file or folder."""


class UnreadableInput(ReadError):
    """The system refuses to read the file; it may yield later."""

    retry_default = True


class EmptyInput(ReadError):
    """A file without text."""


class BinaryInput(ReadError):
    """A file that is not text."""


class UndecodableInput(ReadError):
    """A text in an encoding that is not supported."""


class MalformedInput(ReadError):
    """A text whose structure (front matter, JSON) is broken."""


class LexiconError(SummitryError):
    """A lexicon file that does not hold what it must."""

    stage_default = "lexicon"


class ModelError(SummitryError):
    """A spaCy pipeline that is not there or does not load."""

    stage_default = "model"


class ExtractionError(SummitryError):
    """Extraction failed on an article."""

    stage_default = "extract"


class RecordError(SummitryError):
    """A record, or a file of records or facts, that breaks its contract."""

    stage_default = "validate"


class WriteError(SummitryError):
    """The output cannot be written."""

    stage_default = "write"
    retry_default = True
