"""Bytes of the formats that are read, for their tests."""

from __future__ import annotations

import gzip
import io

import pytest

from summitry.read import Fields, ReadOptions, read_stream


@pytest.fixture
def read():
    """Read bytes under a name: the articles and the errors that come of them."""

    def read(name, data, *, fields=None, skip=0, **options):
        told = ReadOptions(fields=Fields.parse(fields) if fields else Fields(), **options)
        return list(read_stream(io.BytesIO(data), name, told, skip))

    return read


@pytest.fixture
def warc():
    """Write an archive of records `(type, content type, status, body)`, each packed by itself as crawlers do."""

    def warc(*records):
        archive = b""
        for number, (kind, content_type, status, body) in enumerate(records, 1):
            if kind == "response":
                body = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
                content_type = "application/http; msgtype=response"
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
                f"WARC-Date: 2024-07-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            archive += gzip.compress(head.encode() + body + b"\r\n\r\n")
        return archive

    return warc
