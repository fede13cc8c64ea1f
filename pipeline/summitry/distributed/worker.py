"""What a machine of the cluster does with a partition: read, extract, write."""

from __future__ import annotations

import json
import pickle
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from summitry.article import Article
from summitry.distributed.plan import Job, Partition, is_parquet, rejection
from summitry.distributed.store import Store, Written, canonical, needed
from summitry.errors import MalformedInput, ReadError, SummitryError, UnreadableInput
from summitry.read import ReadOptions, read_stream
from summitry.read.failures import size_limit
from summitry.read.parts import numbered
from summitry.read.values import article_of_values
from summitry.run.children import Made, load_extractor
from summitry.run.failures import time_limit, worker_lost
from summitry.run.pool import Child, Pool
from summitry.write import reject_bytes

RECORDS: Final = "records"
REJECTS: Final = "rejects"
DONE: Final = "done"
COLUMNS: Final = ("source", "article_id", "kind", "id", "record")
_ROWS: Final = 64
# As in a run on one machine: a spaCy pipeline keeps every new word it meets.
_ARTICLES_A_PROCESS: Final = 400


class PartitionWorker:
    """Works off one partition after another; the articles go to a process of its own, which a limit of time can end."""

    def __init__(self, job: str, fingerprint: str) -> None:
        self._job = Job.model_validate_json(job)
        self._fingerprint = fingerprint
        self._store = Store(self._job.into)
        self._pool = Pool(self._job.settings, load_extractor, lambda: None)
        self._child: Child | None = None
        self._made = 0

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Take a row with a partition as JSON; give one with what became of it, as JSON."""
        partition = Partition.model_validate_json(row["partition"])
        return {"done": self.work(partition).decode()}

    def work(self, partition: Partition) -> bytes:
        """Write the records and the rejects of a partition, then the mark that it is done; give the mark."""
        started = time.perf_counter()
        name = partition.name
        counts: dict[str, int] = {}
        rejects: dict[str, int] = {}
        characters = 0
        with (
            self._store.writing(f"{RECORDS}/{name}.{self._job.form}") as records_file,
            self._store.writing(f"{REJECTS}/{name}.jsonl") as rejects_file,
            _sink(self._job.form, records_file) as sink,
        ):
            for article in self._articles(partition):
                made = self._extract(article) if isinstance(article, Article) else article
                if isinstance(made, SummitryError):
                    rejects[made.name] = rejects.get(made.name, 0) + 1
                    rejects_file.write(reject_bytes(made))
                    continue
                sink.write(zlib.decompress(made.data))
                characters += len(article.text) if isinstance(article, Article) else 0
                for kind, count in made.counts.items():
                    counts[kind] = counts.get(kind, 0) + count
        mark = {
            "key": partition.key(self._job, self._fingerprint),
            "source": partition.source,
            "first": partition.first,
            "records": counts,
            "rejects": rejects,
            "characters": characters,
            "bytes": {RECORDS: records_file.bytes, REJECTS: rejects_file.bytes},
            "sha256": {RECORDS: records_file.sha256, REJECTS: rejects_file.sha256},
            "seconds": round(time.perf_counter() - started, 3),
        }
        told = canonical(mark)
        self._store.write(f"{DONE}/{name}.json", told)
        return told

    def close(self) -> None:
        """End the processes."""
        if self._child:
            self._child.end()
        self._child = None
        self._pool.close()

    def __del__(self) -> None:
        if hasattr(self, "_child"):
            self.close()

    def _articles(self, partition: Partition) -> Iterator[Article | ReadError]:
        if partition.rejection:
            yield rejection(partition)  # type: ignore[misc]
            return
        options = self._job.settings.reading
        try:
            system = Store(partition.place).system
            with system.open_input_file(partition.path) as file:
                if is_parquet(partition.source):
                    yield from _rows(file, partition, options)
                else:
                    file.seek(partition.start)
                    stretch = _Stretch(file, partition.end - partition.start)
                    for item in read_stream(stretch, partition.source, options):
                        yield _renumbered(item, partition)
        except OSError as error:
            reason = f"the file cannot be read: {' '.join(str(error).split())[:200]}"
            yield UnreadableInput(partition.source, reason, remedy="Check that it is there on every machine")

    def _extract(self, article: Article) -> Made | SummitryError:
        seconds = self._job.settings.limits.seconds
        told = (article.text, article.source, article.title, article.published, article.language, article.url)
        payload = pickle.dumps(told, 5)
        for _ in range(2):
            if self._child is None or self._made >= _ARTICLES_A_PROCESS:
                self._end_child()
                self._child = self._pool.worker()
            self._made += 1
            try:
                self._child.conn.send_bytes(payload)
                if not self._child.conn.poll(seconds):
                    self._end_child()
                    return time_limit(article.source, "extract", seconds)
                made: Made | SummitryError = self._child.conn.recv()
            except (EOFError, OSError):
                self._end_child()
            else:
                return made
        return worker_lost(article.source, "extract")

    def _end_child(self) -> None:
        if self._child:
            self._child.end()
        self._child, self._made = None, 0


class _Stretch:
    """So many bytes of an open file."""

    def __init__(self, file: Any, length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int) -> bytes:
        data = bytes(self._file.read(min(size, self._left)))
        self._left -= len(data)
        return data


def _renumbered(item: Article | ReadError, partition: Partition) -> Article | ReadError:
    """Count the articles of a stretch from the beginning of its file."""
    source = item.source if isinstance(item, Article) else item.article
    head, mark, number = source.rpartition("#")
    if not partition.first or not mark or head != partition.source or not number.isdigit():
        return item
    source = numbered(head, partition.first + int(number))
    if isinstance(item, Article):
        return replace(item, source=source)
    return type(item)(source, item.reason, stage=item.stage, remedy=item.remedy, retry=item.retry)


def _rows(file: Any, partition: Partition, options: ReadOptions) -> Iterator[Article | ReadError]:
    table = needed("pyarrow.parquet").ParquetFile(file)
    wanted = {
        name.partition(".")[0].lower()
        for value in type(options.fields).model_fields
        for name in options.fields.names(value)
    } | {name.lower() for value in type(options.fields).model_fields for name in options.fields.names(value)}
    columns = [name for name in table.schema_arrow.names if name.lower() in wanted] or table.schema_arrow.names[:1]
    groups = list(range(partition.start, partition.end))
    number = partition.first
    try:
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=groups, columns=columns):
            for values in batch.to_pylist():
                number += 1
                yield _row(values, numbered(partition.source, number), options)
    except (needed("pyarrow").ArrowException, OSError) as error:
        reason = f"the file breaks off: {' '.join(str(error).split())[:200]}"
        yield MalformedInput(numbered(partition.source, number + 1), reason, remedy="Write the file again")


def _row(values: dict[str, Any], source: str, options: ReadOptions) -> Article | ReadError:
    try:
        article = article_of_values(values, source, options.fields)
    except ReadError as error:
        return error
    except Exception as error:
        told = " ".join(str(error).split())[:200]
        return MalformedInput(source, f"{type(error).__name__}: {told}", remedy="Please report it with the file")
    if len(article.text.encode()) > options.max_bytes:
        return size_limit(source, options.max_bytes)
    return replace(article, published=article.published or options.published)


class _Lines:
    """Writes records as they are."""

    def __init__(self, file: Written) -> None:
        self._file = file

    def write(self, lines: bytes) -> None:
        self._file.write(lines)

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Table:
    """Writes records as rows of Parquet: what finds a record in columns, and the record itself as JSON."""

    def __init__(self, file: Written) -> None:
        pyarrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
        self._pyarrow = pyarrow
        self._schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
        self._writer = parquet.ParquetWriter(_Sized(file), self._schema, compression="zstd")
        self._rows: list[dict[str, str]] = []

    def write(self, lines: bytes) -> None:
        source = ""
        for line in lines.decode().split("\n"):
            if not line:
                continue
            record = json.loads(line)
            source = record["source"] if record["kind"] == "article" else source
            told = (source, record.get("article_id", record["id"]), record["kind"], record["id"], line)
            self._rows.append(dict(zip(COLUMNS, told, strict=True)))
        if len(self._rows) > 5_000:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._pyarrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


class _Sized:
    """A file as the writer of Parquet wants one, whose bytes are counted and digested."""

    closed = False

    def __init__(self, file: Written) -> None:
        self._file = file

    def write(self, data: Any) -> int:
        self._file.write(bytes(data))
        return len(data)

    def tell(self) -> int:
        return self._file.bytes

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


def _sink(form: str, file: Written) -> _Lines | _Table:
    return _Table(file) if form == "parquet" else _Lines(file)
