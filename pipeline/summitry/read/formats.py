"""Which format an input has: by its name, and by its first bytes where the name does not say."""

from __future__ import annotations

import json
import re
from enum import Enum
from typing import Final


class Format(Enum):
    """A format that is read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON_LINES = "jsonl"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    WARC = "warc"


PACKED: Final = (".gz", ".zst", ".zstd")
_SUFFIXES: Final = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".rss": Format.XML,
    ".atom": Format.XML,
    ".xml": Format.XML,
    ".warc": Format.WARC,
}
SUFFIXES: Final = tuple(_SUFFIXES)
"""What a folder is searched for, each also with a suffix of `PACKED`; a file that is named itself may be called
anything. Files of JSON are too often something else to be taken from a folder."""
_NAMED_ONLY: Final = {".json": Format.JSON}
HEAD: Final = 4_096

_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.I)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:\"|\})")


def format_of_name(name: str) -> Format | None:
    """The format that a file's name tells, packed or not; None if it tells none."""
    suffix = _suffix(name)
    return _SUFFIXES.get(suffix) or _NAMED_ONLY.get(suffix)


def is_found_in_folders(name: str) -> bool:
    """Say whether a file of this name is taken from a folder."""
    return _suffix(name) in _SUFFIXES


def _suffix(name: str) -> str:
    name = name.lower()
    name = next((name.removesuffix(packed) for packed in PACKED if name.endswith(packed)), name)
    dot = name.rfind(".")
    return name[dot:] if dot >= 0 else ""


def format_of_bytes(head: bytes) -> Format | None:
    """The format that the first bytes tell; None if it may be any text."""
    if head.startswith(b"WARC/"):
        return Format.WARC
    if _HTML.match(head):
        return Format.HTML
    if _XML.match(head):
        return Format.HTML if re.search(rb"<!doctype\s+html|<html\b", head, re.I) else Format.XML
    return Format.JSON_LINES if _JSON.match(head) else None


_OWN: Final = (
    {"kind", "schema_version", "id"},
    {"predicate", "subject", "value", "object"},
    {"stage", "error", "reason", "remedy", "retry"},
)


def is_own_output(head: bytes) -> bool:
    """Say whether JSON lines are records, facts or rejects, as this tool writes them; articles are none of these."""
    line, line_feed, _ = head.partition(b"\n")
    if line_feed:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(told, dict) and any(names <= told.keys() for names in _OWN)
    # The first line is longer than what was looked at: the names that stand in it tell.
    return line.startswith((b'{"kind":"article","schema_version":', b'{"kind": "article", "schema_version":'))
