"""What a run was: what went in, what came out, by what, and how long it took."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from summitry.run.dispatch import Tally
from summitry.run.fingerprint import Fingerprint
from summitry.run.finish import DigestedFile, Written
from summitry.run.ledger import COUNTED, Ledger
from summitry.run.settings import Settings

MANIFEST_FILE: Final = "manifest.json"
VERSION: Final = "1.0.0"

Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(_Model):
    """What went in: files with their bytes, articles found in them and the characters of these."""

    files: Count
    bytes: Count
    articles: Count
    characters: Count


class File(_Model):
    """A file that came out."""

    lines: Count
    bytes: Count
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Output(_Model):
    """What came out: each article that went in has records or a reject."""

    articles: Count
    duplicates: Count
    records: dict[str, Count] = Field(description="by kind")
    rejects: Count
    rejects_by_error: dict[str, Count]
    fingerprints: dict[str, Count] = Field(description="articles by what made their records; one, but for a retry")
    files: dict[str, File]


class Work(_Model):
    """What the latest run did of it, and how long it took; all else holds for the folder as a whole."""

    started: str
    seconds: float
    articles_read: Count
    articles_processed: Count
    articles_kept: Count
    articles_per_second: float
    worker_seconds: float = Field(description="of all workers together, at extraction alone")


class Manifest(_Model):
    """The manifest of a run. Timings stand in `work` alone; the rest is the same for the same inputs and settings."""

    manifest_version: Literal["1.0.0"] = VERSION
    settings: Settings
    fingerprint: str
    producer: Fingerprint
    input: Input
    output: Output
    work: Work


def make_manifest(
    ledger: Ledger,
    settings: Settings,
    fingerprint: Fingerprint,
    files: dict[str, Written],
    duplicates: int,
    work: Work,
) -> Manifest:
    """Put together what the ledger and the files tell."""
    sums = ledger.sums()
    return Manifest(
        settings=settings,
        fingerprint=fingerprint.digest,
        producer=fingerprint,
        input=Input(
            files=sums["files"],
            bytes=sums["bytes"],
            articles=sums["articles"] + sums["rejects"],
            characters=sums["characters"],
        ),
        output=Output(
            articles=sums["articles"],
            duplicates=duplicates,
            records={"article": sums["articles"], **{kind: sums[kind] for kind in COUNTED}},
            rejects=sums["rejects"],
            rejects_by_error=ledger.rejects_by_error(),
            fingerprints=ledger.fingerprints(),
            files={name: File(lines=file.lines, bytes=file.bytes, sha256=file.sha256) for name, file in files.items()},
        ),
        work=work,
    )


def make_work(started: float, seconds: float, tally: Tally) -> Work:
    """Tell what a run did; `started` in seconds since 1970."""
    return Work(
        started=datetime.fromtimestamp(started, timezone.utc).isoformat(timespec="seconds"),
        seconds=round(seconds, 3),
        articles_read=tally.read,
        articles_processed=tally.processed,
        articles_kept=tally.kept,
        articles_per_second=round(tally.processed / seconds, 3) if seconds else 0.0,
        worker_seconds=round(tally.worker_seconds, 3),
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of its run. Raises `WriteError`."""
    with DigestedFile(folder / MANIFEST_FILE) as file:
        file.write((manifest.model_dump_json(indent=2) + "\n").encode())
        file.commit()


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a run; None if there is none that can be read."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST_FILE).read_bytes())
    except (OSError, ValueError):
        return None
