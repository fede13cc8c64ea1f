"""The partitions of a run: the same for the same inputs, whatever the machines."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from summitry.distributed.store import Found, Store, needed
from summitry.errors import MalformedInput, MissingInput, SummitryError
from summitry.read.formats import Format, format_of_name, is_own_output
from summitry.run.settings import Settings

ARTICLES: Final = 1_000
_PARQUET: Final = (".parquet", ".pq")
_CHUNK: Final = 1 << 20
_PACKED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Job(BaseModel):
    """A run over a cluster. All paths must lead to the same files on every machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    settings: Settings
    into: str
    form: Literal["jsonl", "parquet"] = "jsonl"
    articles: Annotated[int, Field(ge=1)] = ARTICLES
    """How many articles a partition has, as far as its input can be cut."""


class Partition(BaseModel):
    """A stretch of an input: bytes of JSON lines, row groups of Parquet, or all of a file of another format.

    `first` is how many articles of the input come before it. `rejection` stands for an input that is not there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    source: str
    place: str = ""
    """The path or address as it was given, by which its file system is found, and the path in it."""
    path: str = ""
    kind: Literal["whole", "lines", "groups"] = "whole"
    start: int = 0
    end: int = 0
    first: int = 0
    size: int = 0
    changed: int = 0
    rejection: tuple[str, str, str] | None = None

    @property
    def name(self) -> str:
        return f"part-{self.number:06d}"

    def key(self, job: Job, fingerprint: str) -> str:
        """Name what a partition is made of: its stretch of its file in this state, and how it is read."""
        settings = job.settings.model_copy(update={"inputs": (), "workers": 1})
        told = f"{self.model_dump_json()} {settings.model_dump_json()} {job.form} {fingerprint}"
        return sha256(told.encode()).hexdigest()


def make_plan(job: Job) -> Iterator[Partition]:
    """Cut the inputs into partitions. Inputs that are not there give one that holds the rejection."""
    stretches = (stretch for place in job.settings.inputs for stretch in _stretches_of(place, job.articles))
    for number, stretch in enumerate(stretches):
        yield stretch.model_copy(update={"number": number})


def _stretches_of(place: str, articles: int) -> Iterator[Partition]:
    store = Store(place)
    try:
        for found in store.files(place):
            if _is_read(found.source) or found.place == store.root:
                try:
                    for stretch in _stretches(store, found, articles):
                        yield stretch.model_copy(update={"place": place})
                except (SummitryError, OSError) as error:
                    yield _rejected(found.source, error)
    except (SummitryError, OSError) as error:
        yield _rejected(place, error)


def _rejected(source: str, error: SummitryError | OSError) -> Partition:
    if isinstance(error, OSError):
        error = MissingInput(source, f"it cannot be read: {error.strerror or error}", remedy="Check its permissions")
    return Partition(number=0, source=source, rejection=(error.name, error.reason, error.remedy))


def rejection(partition: Partition) -> SummitryError:
    """The error that stands for a partition."""
    kind, reason, remedy = partition.rejection or ("", "", "")
    return (MissingInput if kind == MissingInput.__name__ else MalformedInput)(partition.source, reason, remedy=remedy)


def is_parquet(source: str) -> bool:
    return source.lower().endswith(_PARQUET)


def _is_read(source: str) -> bool:
    return is_parquet(source) or format_of_name(source) not in (None, Format.JSON)


def _stretches(store: Store, found: Found, articles: int) -> Iterable[Partition]:
    if is_parquet(found.source):
        return _row_groups(store, found, articles)
    if format_of_name(found.source) is Format.JSON_LINES:
        with store.system.open_input_file(found.place) as file:
            head = bytes(file.read(4096))
        if is_own_output(head):
            return ()
        if not head.startswith(_PACKED):
            return _lines(store, found, articles)
    return (_stretch(found, "whole", 0, found.size, 0),)


def _stretch(found: Found, kind: Literal["whole", "lines", "groups"], start: int, end: int, first: int) -> Partition:
    about = {"source": found.source, "path": found.place, "size": found.size, "changed": found.changed}
    return Partition.model_validate({**about, "number": 0, "kind": kind, "start": start, "end": end, "first": first})


def _lines(store: Store, found: Found, articles: int) -> Iterator[Partition]:
    """Stretches of so many lines that hold something; the file is read through once for that."""
    with store.system.open_input_file(found.place) as file:
        start = position = first = count = 0
        something = False
        while chunk := bytes(file.read(_CHUNK)):
            for line in _split(chunk):
                position += len(line)
                something = something or bool(line.strip())
                if not line.endswith(b"\n"):
                    continue
                count += something
                something = False
                if count == articles:
                    yield _stretch(found, "lines", start, position, first)
                    start, first, count = position, first + count, 0
    if count or something or not first:
        yield _stretch(found, "lines", start, position, first)


def _split(chunk: bytes) -> Iterator[bytes]:
    start = 0
    while end := chunk.find(b"\n", start) + 1:
        yield chunk[start:end]
        start = end
    if start < len(chunk):
        yield chunk[start:]


def _row_groups(store: Store, found: Found, articles: int) -> Iterator[Partition]:
    parquet = needed("pyarrow.parquet")
    try:
        with store.system.open_input_file(found.place) as file:
            about = parquet.ParquetFile(file).metadata
            rows = [about.row_group(group).num_rows for group in range(about.num_row_groups)]
    except (needed("pyarrow").ArrowException, OSError) as error:
        reason = f"not Parquet: {' '.join(str(error).split())[:200]}"
        raise MalformedInput(found.source, reason, remedy="Write the file again") from error
    start = first = count = 0
    for group, some in enumerate(rows):
        count += some
        if count >= articles or group == len(rows) - 1:
            yield _stretch(found, "groups", start, group + 1, first)
            start, first, count = group + 1, first + count, 0
