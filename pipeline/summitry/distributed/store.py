"""Files by path or address (`s3://`, `gs://`, `hdfs://`), as far as pyarrow reaches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from summitry.errors import MissingInput, WriteError
from summitry.run.failures import RunError

_HIDDEN: Final = (".", "_")


def needed(name: str) -> Any:
    """Import a module of what runs over a cluster. Raises `RunError`."""
    try:
        return import_module(name)
    except ImportError as error:
        remedy = "Install what runs over a cluster: pip install 'summitry[ray]'"
        raise RunError("", f"{name.partition('.')[0]} is not installed", remedy=remedy, retry=False) from error


@dataclass(frozen=True, slots=True)
class Found:
    """A file: how the records name it, where it is, and what tells one state of it from another."""

    source: str
    place: str
    size: int
    changed: int


class Store:
    """The file system of one path or address, which is its `root`."""

    def __init__(self, place: str) -> None:
        system = needed("pyarrow.fs")
        self._kind = system.FileType
        self._selector = system.FileSelector
        if "://" in place:
            self.system, self.root = system.FileSystem.from_uri(place)
        else:
            self.system, self.root = system.LocalFileSystem(), Path(place).absolute().as_posix()

    def files(self, place: str) -> Iterator[Found]:
        """Give the files of a folder and those below it, sorted by name, or the file itself. Raises `MissingInput`."""
        about = self.system.get_file_info(self.root)
        name = self.root.rstrip("/").rpartition("/")[2]
        shown = name if "://" in place or Path(place).is_absolute() else Path(place).as_posix()
        if about.type == self._kind.File:
            yield self._found(about, shown)
            return
        if about.type != self._kind.Directory:
            raise MissingInput(place, "no such file or folder", remedy="Check the path")
        inside = self.system.get_file_info(self._selector(self.root, recursive=True))
        prefix = "" if shown == "." else f"{shown}/"
        for item in sorted(inside, key=lambda item: item.path.split("/")):
            below = item.path[len(self.root.rstrip("/")) + 1 :]
            if item.type == self._kind.File and not any(part.startswith(_HIDDEN) for part in below.split("/")):
                yield self._found(item, prefix + below)

    def _found(self, about: Any, source: str) -> Found:
        changed = about.mtime_ns if about.mtime is not None else 0
        return Found(source, about.path, int(about.size or 0), int(changed or 0))

    def size(self, path: str) -> int | None:
        """The size of a file below the root; None if there is none."""
        about = self.system.get_file_info(f"{self.root}/{path}")
        return int(about.size) if about.type == self._kind.File else None

    def names(self, folder: str) -> list[str]:
        """The names in a folder below the root."""
        select = self._selector(f"{self.root}/{folder}", allow_not_found=True)
        return sorted(item.base_name for item in self.system.get_file_info(select))

    def read(self, path: str) -> bytes | None:
        """The bytes of a small file below the root; None if there is none."""
        try:
            with self.system.open_input_file(f"{self.root}/{path}") as file:
                return bytes(file.read())
        except OSError:
            return None

    def remove(self, path: str) -> None:
        """Remove a file below the root if it is there."""
        with suppress(OSError):
            self.system.delete_file(f"{self.root}/{path}")

    def write(self, path: str, data: bytes) -> None:
        """Write a small file below the root, whole or not at all."""
        with self.writing(path) as file:
            file.write(data)

    @contextmanager
    def writing(self, path: str) -> Iterator[Written]:
        """Open a file below the root for writing; it takes its name at the end, and none after an exception.

        Raises `WriteError`.
        """
        folder, _, name = f"{self.root}/{path}".rpartition("/")
        part = f"{folder}/.{name}.{uuid4().hex}.part"
        try:
            self.system.create_dir(folder, recursive=True)
            with self.system.open_output_stream(part) as raw:
                yield Written(raw)
            self.system.move(part, f"{folder}/{name}")
        except BaseException as error:
            with suppress(OSError):
                self.system.delete_file(part)
            if isinstance(error, OSError):
                reason = f"cannot be written: {error.strerror or error}"
                raise WriteError(path, reason, remedy="Check the folder and the disk; then go on") from error
            raise


class Written:
    """A file being written, with its size and digest so far."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.bytes = 0
        self._sha256 = sha256()

    def write(self, data: bytes) -> None:
        self.raw.write(data)
        self.bytes += len(data)
        self._sha256.update(data)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


def canonical(told: Any) -> bytes:
    """A value as JSON of one form."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1).encode() + b"\n"
