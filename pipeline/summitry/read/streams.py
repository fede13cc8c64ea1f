"""Bytes of an input as a stream, unpacked on the way: never more of it in memory than an article may have."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, Protocol

from summitry.errors import MalformedInput, ReadError, UnreadableInput
from summitry.read.failures import SizeLimit, library, size_limit

GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
_SKIPPABLE: Final = tuple(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))
_LAYERS: Final = 3
_CHUNK: Final = 65_536
# A block of four bytes may stand for 128 kB: this much unpacks to 64 MB at most.
_ZSTD_CHUNK: Final = 2_048
# Packed data may go on for this many times the size of an article without one: 4 GB by default, some ten seconds.
_PATIENCE: Final = 80
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Readable(Protocol):
    """What a stream reads from: a file, a pipe, an object of a store."""

    def read(self, size: int, /) -> bytes: ...


class Stream:
    """The bytes of one input, `source`. Gzip and zstd are unpacked, each up to three times over.

    Every failure is raised as a `ReadError` of the source.
    """

    def __init__(self, raw: Readable, source: str, max_bytes: int) -> None:
        self.source = source
        self.max_bytes = max_bytes
        self._raw = raw
        self._read: Any = getattr(raw, "read1", raw.read)
        self._buffer = b""
        self._at = 0  # what of the buffer has been given
        self._packed = False
        self._gap = 0
        self._failed: ReadError | None = None
        self.taken = 0
        """How many bytes have been given."""
        for _ in range(_LAYERS):
            if not self._unpack():
                break

    def _unpack(self) -> bool:
        head = self.head(4)
        inner = _Rest(self._buffer[self._at :], self._read)
        if head.startswith(GZIP):
            self._read = gzip.GzipFile(fileobj=inner, mode="rb").read1  # type: ignore[call-overload]
        elif head.startswith((ZSTD, *_SKIPPABLE)):
            self._read = _Zstd(inner, library("zstandard", self.source)).read
        else:
            return False
        self._buffer, self._at = b"", 0
        self._packed = True
        return True

    def head(self, size: int) -> bytes:
        """The next bytes, which stay to be read."""
        length = len(self._buffer) - self._at
        if length < size:
            parts = [self._buffer[self._at :]]
            with suppress(ReadError):  # what was read before comes first; the next call fails
                while length < size and (chunk := self._next()):
                    parts.append(chunk)
                    length += len(chunk)
            self._buffer, self._at = b"".join(parts), 0
        return self._buffer[self._at : self._at + size]

    def read(self, size: int = -1) -> bytes:
        """Read `size` bytes, fewer only at the end; by default as many as an article may have."""
        size = self.max_bytes if size < 0 else size
        parts, missing = [], size
        try:
            while missing and (chunk := self.chunk(missing)):
                parts.append(chunk)
                missing -= len(chunk)
        except ReadError:
            if not parts:
                raise  # else the next call does
        return b"".join(parts)

    def line(self, most: int) -> bytes:
        """Read up to the next line feed, with it; nothing at the end. A line over `most` raises `MalformedInput`."""
        parts, length = [], 0
        while length <= most and self._fill():
            end = self._buffer.find(b"\n", self._at) + 1
            part = self.chunk(end - self._at if end else _CHUNK)
            parts.append(part)
            length += len(part)
            if part.endswith(b"\n"):
                break
        if length > most:
            raise MalformedInput(self.source, "a line without an end", remedy="Get the file again")
        return b"".join(parts)

    def whole(self) -> bytes:
        """Read an input that is one article. Raises `SizeLimit`."""
        data = self.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise size_limit(self.source, self.max_bytes)
        self.chunk(1)  # fails if the end is none
        return data

    def chunk(self, size: int = _CHUNK) -> bytes:
        """Read some bytes, at most `size`; none at the end."""
        self._fill()
        data = self._buffer[self._at : self._at + size]
        self._at += len(data)
        self.taken += len(data)
        return data

    def _fill(self) -> bool:
        """See to it that there is something in the buffer; say whether there is."""
        if self._at >= len(self._buffer):
            self._buffer, self._at = self._next(), 0
        return bool(self._buffer)

    def lines(self) -> Iterator[bytes | None]:
        """Give the lines with their line feeds, and None in place of each that is larger than an article may be."""
        rest: list[bytes] = []
        length, over = 0, False
        while chunk := self.chunk():
            start = 0
            while (end := chunk.find(b"\n", start) + 1) > 0:
                line = b"".join((*rest, chunk[start:end])) if rest else chunk[start:end]
                yield None if over or len(line) > self.max_bytes else line
                rest.clear()
                length, over, start = 0, False, end
            if start < len(chunk):
                length += len(chunk) - start
                over = over or length > self.max_bytes
                if over:
                    rest.clear()
                else:
                    rest.append(chunk[start:])
        if over:
            yield None
        elif rest:
            yield b"".join(rest)

    def mark(self) -> None:
        """Say that an article has come."""
        self._gap = 0

    def _next(self) -> bytes:
        if self._failed:
            raise self._failed
        try:
            return self._more()
        except ReadError as error:
            self._failed = error
            raise

    def _more(self) -> bytes:
        try:
            data = bytes(self._read(_CHUNK))
        except (EOFError, zlib.error, gzip.BadGzipFile, _Broken) as error:
            reason = f"the compressed data is broken: {error}"
            raise MalformedInput(
                self.source, reason, remedy="Get the file again, or unpack what can be saved"
            ) from error
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror or error}"
            remedy = "Check that it is a file, and its permissions"
            raise UnreadableInput(self.source, reason, remedy=remedy) from error
        self._gap += len(data)
        if self._packed and self._gap > _PATIENCE * self.max_bytes:
            reason = f"{self._gap / 1_000_000:,.0f} MB unpacked without an article in them: the rest is not read"
            raise SizeLimit(self.source, reason, remedy="Unpack it first, if it is what it says it is")
        return data


class _Broken(ValueError):
    """Compressed data that does not unpack."""


class _Rest:
    """What is left of a source: the bytes that were looked at, then all others."""

    def __init__(self, head: bytes, read: Any) -> None:
        self._head = head
        self._read = read

    def read(self, size: int = _CHUNK) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return bytes(self._read(size))


class _Zstd:
    """Frames of zstd one after the other; one that breaks off is told, as the library does not."""

    def __init__(self, raw: _Rest, zstandard: Any) -> None:
        self._raw = raw
        self._zstandard = zstandard
        self._frame: Any = None
        self._left = b""

    def read(self, _size: int) -> bytes:
        """Give what the next bytes unpack to, whatever the size; nothing at the end."""
        while True:
            packed = self._left or self._raw.read(_ZSTD_CHUNK)
            if not packed:
                if self._frame is not None:
                    raise _Broken("it ends before its end mark")
                return b""
            self._left = b""
            if self._frame is None:
                self._frame = self._zstandard.ZstdDecompressor().decompressobj()
            try:
                data = bytes(self._frame.decompress(packed))
            except self._zstandard.ZstdError as error:
                raise _Broken(str(error)) from error
            if self._frame.eof:
                self._left = self._frame.unused_data
                self._frame = None
            if data:
                return data


class Transcoded:
    """A stream in UTF-16 or UTF-32, by its byte order mark, as UTF-8; what is none of the encoding becomes U+FFFD."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ended = False

    def read(self, size: int) -> bytes:
        while not self._ended:
            chunk = self._stream.chunk(size)
            self._ended = not chunk
            text = self._decoder.decode(chunk, self._ended)
            if text:
                return text.encode("utf-8", "replace")
        return b""


def as_utf8(stream: Stream) -> Stream:
    """The stream without a byte order mark; in UTF-8 if its mark says that it is UTF-16 or UTF-32."""
    head = stream.head(4)
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    if wide:
        return Stream(Transcoded(stream, wide), stream.source, stream.max_bytes)
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    return stream
