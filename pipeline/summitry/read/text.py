"""Plain text: bytes to characters, and the date where a dateline states one in full."""

from __future__ import annotations

import codecs
import re
from typing import Final

from summitry.article import Article, normalise
from summitry.errors import BinaryInput, EmptyInput, UndecodableInput
from summitry.read.dates import stated_date

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SOMETHING = re.compile(r"[^\s\x00\u200b\u2060\ufeff]")
_CONTROL_SHARE: Final = 0.02
_SAMPLE: Final = 65_536


def decode(data: bytes, source: str) -> str:
    """Decode an article: UTF-8, or UTF-16 and UTF-32 with a byte order mark; line ends become line feeds.

    Raises `BinaryInput`, `UndecodableInput` or `EmptyInput`.
    """
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise BinaryInput(source, f"{name}, not a text", remedy="Convert it to plain text first")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    if not mark and b"\0" in data[:_SAMPLE]:
        raise BinaryInput(source, "binary data, not a text", remedy="Give a text file")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if is_binary(data[:_SAMPLE].decode("latin-1")):
            raise BinaryInput(source, "binary data, not a text", remedy="Give a text file") from error
        where = f"byte 0x{data[len(mark) + error.start]:02x} at offset {len(mark) + error.start}"
        reason = f"the encoding is not {encoding.upper()}: {where} cannot be decoded"
        raise UndecodableInput(source, reason, remedy="Convert the file to UTF-8") from error
    if is_binary(text):
        raise BinaryInput(source, "binary data, not a text", remedy="Give a text file")
    text = normalise(text)
    if is_blank(text):
        raise EmptyInput(source, "the file is empty", remedy="Give a file with text")
    return text


def is_blank(text: str) -> bool:
    """Say whether there is nothing to read."""
    return _SOMETHING.search(text) is None


def is_binary(text: str) -> bool:
    """Say whether control characters stand at its beginning as they do in no text."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(_CONTROL_SHARE * len(sample), 1)


def read_text(text: str, source: str) -> Article:
    """Make an article of plain text; the whole text is kept."""
    return Article(text, source, published=stated_date(text))
