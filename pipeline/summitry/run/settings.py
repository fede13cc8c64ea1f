"""What a run is asked to do, and how it remembers that for `retry`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from summitry.read import Fields, ReadOptions

MAX_SECONDS: Final = 60.0
MAX_MEGABYTES: Final = 50.0


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Frozen):
    """What one article may take: seconds to read, seconds to extract, megabytes of text as UTF-8."""

    seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = MAX_SECONDS
    megabytes: Annotated[float, Field(gt=0, allow_inf_nan=False)] = MAX_MEGABYTES


class Settings(_Frozen):
    """One run: what goes in, how it is read, and what each article may take."""

    inputs: tuple[str, ...]
    workers: Annotated[int, Field(ge=1)] = 1
    keep_text: bool = False
    published: date | None = None
    fields: Fields = Fields()
    model: str | None = None
    lexicons: Path | None = None
    limits: Limits = Limits()

    @property
    def reading(self) -> ReadOptions:
        """How inputs are read."""
        limit = max(1, int(self.limits.megabytes * 1_000_000))
        return ReadOptions(fields=self.fields, published=self.published, max_bytes=limit)

    def settled(self) -> Settings:
        """The same with paths that hold from any working folder."""
        model = str(Path(self.model).absolute()) if self.model and Path(self.model).exists() else self.model
        return self.model_copy(update={"model": model, "lexicons": self.lexicons.absolute() if self.lexicons else None})


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
