"""A run over a cluster, from its inputs to the folder that holds what it gave."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from summitry.distributed.plan import Job, Partition, make_plan
from summitry.distributed.store import Store, canonical, needed
from summitry.distributed.worker import DONE, RECORDS, REJECTS, PartitionWorker
from summitry.run.failures import RunError
from summitry.run.fingerprint import take_fingerprint

MANIFEST: Final = "manifest.json"
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the folder of a run stands, and how much of it was done now."""

    partitions: int
    worked: int
    articles: int
    rejects: int
    seconds: float


def run_cluster(
    job: Job,
    *,
    address: str | None = None,
    workers: int | None = None,
    with_ray: bool = True,
    told: Told = lambda _done, _all: None,
) -> Outcome:
    """Bring a folder to hold the records of the inputs, by as many workers as the cluster has cores, or `workers`.

    Partitions that are there and still hold are passed over. `address` is that of a Ray cluster; without one, that of
    the environment, else this machine alone. Without Ray the partitions are worked off here, one by one. Raises
    `RunError`; what is done by then is kept.
    """
    started = time.time()
    job = job.model_copy(update={"settings": job.settings.settled()})
    fingerprint = take_fingerprint(job.settings)
    store = Store(job.into)
    for folder in (RECORDS, REJECTS, DONE):
        for name in store.names(folder):
            if name.startswith("."):
                store.remove(f"{folder}/{name}")
    plan = list(make_plan(job))
    keys = {partition.name: partition.key(job, fingerprint.digest) for partition in plan}
    marks = {partition.name: _mark(store, partition, keys[partition.name], job) for partition in plan}
    todo = [partition for partition in plan if marks[partition.name] is None]
    work = (
        _on_ray(job, fingerprint.digest, todo, address, workers) if with_ray else _here(job, fingerprint.digest, todo)
    )
    done = len(plan) - len(todo)
    told(done, len(plan))
    for _ in work:
        done += 1
        told(done, len(plan))
    for partition in todo:
        marks[partition.name] = _mark(store, partition, keys[partition.name], job)
    lost = [name for name, mark in marks.items() if mark is None]
    if lost:
        raise RunError(job.into, f"{len(lost)} partitions are not done, the first of them {lost[0]}", remedy=_AGAIN)
    _tidy(store, set(marks), job.form)
    manifest = _manifest(job, fingerprint.model_dump(), [mark for mark in marks.values() if mark])
    store.write(MANIFEST, canonical(manifest))
    counts = manifest["counts"]
    return Outcome(len(plan), len(todo), counts["articles"], counts["rejects"], time.time() - started)


_AGAIN: Final = "Run the command again: it goes on from here"


def _mark(store: Store, partition: Partition, key: str, job: Job) -> dict[str, Any] | None:
    """The mark of a partition that is done and still holds; None if it is to be worked off."""
    data = store.read(f"{DONE}/{partition.name}.json")
    try:
        mark = json.loads(data) if data else None
        if not mark or mark["key"] != key:
            return None
        sizes = (
            store.size(f"{RECORDS}/{partition.name}.{job.form}"),
            store.size(f"{REJECTS}/{partition.name}.jsonl"),
        )
        return dict(mark) if sizes == (mark["bytes"][RECORDS], mark["bytes"][REJECTS]) else None
    except (ValueError, KeyError, TypeError):
        return None


def _here(job: Job, fingerprint: str, todo: list[Partition]) -> Iterator[None]:
    worker = PartitionWorker(job.model_dump_json(), fingerprint)
    try:
        for partition in todo:
            worker.work(partition)
            yield
    finally:
        worker.close()


def _on_ray(
    job: Job, fingerprint: str, todo: list[Partition], address: str | None, workers: int | None
) -> Iterator[None]:
    if not todo:
        return
    ray, data = needed("ray"), needed("ray.data")
    ours = not ray.is_initialized()
    try:
        if ours:
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        data.DataContext.get_current().enable_progress_bars = False
        cores = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        rows = [{"partition": partition.model_dump_json()} for partition in todo]
        # A block a partition: what a machine that is lost was at is done again by another.
        done = data.from_items(rows, override_num_blocks=len(rows)).map(
            PartitionWorker,
            fn_constructor_args=(job.model_dump_json(), fingerprint),
            compute=data.ActorPoolStrategy(min_size=1, max_size=min(cores, len(rows))),
            num_cpus=1,
        )
        for _ in done.iter_rows():
            yield
    except (ray.exceptions.RayError, ConnectionError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[-1][:500]
        raise RunError("", f"Ray: {reason}", remedy=_AGAIN) from error
    finally:
        if ours and ray.is_initialized():
            ray.shutdown()


def _tidy(store: Store, names: set[str], form: str) -> None:
    """Remove parts of earlier runs over other inputs, or in another form."""
    keep = {f"{RECORDS}/{name}.{form}" for name in names} | {f"{REJECTS}/{name}.jsonl" for name in names}
    keep |= {f"{DONE}/{name}.json" for name in names}
    for folder in (DONE, RECORDS, REJECTS):
        for name in store.names(folder):
            if name.startswith("part-") and f"{folder}/{name}" not in keep:
                store.remove(f"{folder}/{name}")


def _manifest(job: Job, fingerprint: dict[str, Any], marks: list[dict[str, Any]]) -> dict[str, Any]:
    records: dict[str, int] = {}
    rejects: dict[str, int] = {}
    for mark in marks:
        for total, counts in ((records, mark["records"]), (rejects, mark["rejects"])):
            for kind, count in counts.items():
                total[kind] = total.get(kind, 0) + count
    return {
        "inputs": list(job.settings.inputs),
        "form": job.form,
        "fingerprint": fingerprint,
        "counts": {
            "partitions": len(marks),
            "articles": records.get("article", 0),
            "rejects": sum(rejects.values()),
            "characters": sum(mark["characters"] for mark in marks),
            "records": records,
            "rejects_by_error": rejects,
        },
        "worker_seconds": round(sum(mark["seconds"] for mark in marks), 3),
    }
