"""The body of a web server's answer, packed as its headers say: in chunks, by gzip, deflate, Brotli or zstd."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from summitry.read.failures import library

_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_CODINGS: Final = 3
# What is unpacked at once has an end, whatever it unpacks to: with zstd 64 MB of so many bytes.
_STEP: Final = 2_048
_OUTPUT: Final = 1_000_000


class Broken(ValueError):
    """A body that is not what its headers say."""


class TooLarge(ValueError):
    """A body that unpacks to more than it may."""


def decoded_body(body: bytes, headers: Mapping[str, str], most: int, source: str) -> bytes:
    """Unpack a body. Raises `Broken`, `TooLarge`, and `MissingLibrary`.

    Many crawlers store a body unpacked with the headers that it came with: one that does not begin as they say is taken
    as it stands.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    codings = [coding.strip().lower() for coding in headers.get("content-encoding", "").split(",")]
    if len(codings) > _CODINGS:
        raise Broken("packed too many times over")
    for coding in reversed(codings):
        body = _unpacked(body, coding, most, source)
    return body


def _dechunked(body: bytes) -> bytes:
    parts = []
    position = 0
    while found := _CHUNK.match(body, position):
        length = int(found[1], 16)
        if not length:
            break
        parts.append(body[found.end() : found.end() + length])
        position = found.end() + length
        while body[position : position + 1] in (b"\r", b"\n"):
            position += 1
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, coding: str, most: int, source: str) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31, most) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        try:
            return _inflated(body, 15, most)
        except Broken:
            return _inflated(body, -15, most)
    if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _joined(_zstd_steps(body, library("zstandard", source)), most)
    if coding == "br" and body.lstrip()[:1] != b"<":
        return _joined(_brotli_steps(body, library("brotli", source)), most)
    return body


def _inflated(body: bytes, window: int, most: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise Broken(str(error)) from error
    if len(data) > most:
        raise TooLarge
    if not unpacker.eof:
        raise Broken("it ends before its end mark")
    return data


def _zstd_steps(body: bytes, zstandard: Any) -> Iterator[bytes]:
    unpacker = zstandard.ZstdDecompressor().decompressobj()
    try:
        for start in range(0, len(body), _STEP):
            if not unpacker.eof:
                yield bytes(unpacker.decompress(body[start : start + _STEP]))
    except zstandard.ZstdError as error:
        raise Broken(str(error)) from error
    if not unpacker.eof:
        raise Broken("it ends before its end mark")


def _brotli_steps(body: bytes, brotli: Any) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    try:
        data = unpacker.process(body, output_buffer_limit=_OUTPUT)
        while data or not unpacker.can_accept_more_data():
            yield data
            data = unpacker.process(b"", output_buffer_limit=_OUTPUT)
    except brotli.error as error:
        raise Broken(str(error) or "it is not Brotli") from error
    if not unpacker.is_finished():
        raise Broken("it ends before its end mark")


def _joined(steps: Iterator[bytes], most: int) -> bytes:
    parts, length = [], 0
    for data in steps:
        parts.append(data)
        length += len(data)
        if length > most:
            raise TooLarge
    return b"".join(parts)
