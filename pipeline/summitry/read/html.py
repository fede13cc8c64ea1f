"""Web pages: the article's body by trafilatura, and what the page tells of it."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from summitry.article import Article, normalise
from summitry.errors import EmptyInput, MalformedInput, ReadError
from summitry.read.dates import parse_date, stated_date
from summitry.read.failures import library
from summitry.read.rendering import render
from summitry.read.text import is_blank

_HEAD: Final = 4_096
_CHARSET = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*>", re.I)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What these names mean on the web, as browsers know.
_LATIN: Final = frozenset(("ascii", "iso8859-1", "latin-1"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# trafilatura takes 0.2 s for 1,000 elements; a page of more than this is rendered as it stands, in a second or two.
_MANY_ELEMENTS: Final = 50_000
# Dates come from metadata, addresses and the like: those that are only guessed from the page are not taken. The latest
# day is fixed, for the library's own is today, which would change the result.
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `outlet` is the site as it calls itself, else its host."""

    text: str
    title: str | None
    published: date | None
    language: str | None
    url: str | None
    outlet: str | None


def html_article(
    page: str,
    source: str,
    *,
    title: str | None = None,
    published: date | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Article:
    """Make an article of a page; what is known of it already comes before what it tells. Raises a `ReadError`."""
    found = read_page(page, source, url)
    return Article(
        found.text,
        source,
        title or found.title,
        published or found.published or stated_date(found.text),
        language or found.language,
        url or found.url,
    )


def read_page(page: str, source: str, url: str | None = None) -> Page:
    """Find the article of a page. Raises `EmptyInput` if there is none, and `MissingLibrary`."""
    trafilatura, metadata, etree = _libraries(source)
    tree = _tree(page, source)
    if tree is None:
        raise _without_article(source)
    large = sum(1 for _ in tree.iter()) > _MANY_ELEMENTS
    found = None if large else _extracted(trafilatura, tree, url)
    told = found or metadata.extract_metadata(tree, url, _DATES)
    body = found.body if found is not None else None
    text = normalise(render(body, etree.iterwalk)) if body is not None else ""
    if is_blank(text):
        body = tree.find("body")
        text = normalise(render(tree if body is None else body, etree.iterwalk))
    if is_blank(text):
        raise _without_article(source)
    return Page(
        text,
        _line(told.title),
        parse_date(told.date),
        _language(tree),
        told.url if told.url and "://" in told.url else None,
        _line(told.sitename or told.hostname),
    )


def fragment_text(html: str, source: str) -> str:
    """Give all the text of a piece of HTML, as a feed holds it; plain text as it is. Raises `MissingLibrary`."""
    if "<" not in html and "&" not in html:
        return normalise(html).strip()
    etree = library("lxml.etree", source)
    tree = _tree(html, source)
    return "" if tree is None else normalise(render(tree, etree.iterwalk))


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Decode a page as browsers do: by its mark, then by `charset`, which the server tells, then by its own word."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:_HEAD]
    own = _CHARSET.search(head) or _DECLARED.search(head)
    for told in (charset, own and own[1].decode("ascii", "replace")):
        if (codec := _codec(told)) is not None:
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _codec(told: str | None) -> str | None:
    """The codec for text of this name; None if there is none."""
    try:
        found = codecs.lookup((told or "").strip("\"' "))
        b"a".decode(found.name, "replace")  # refused by codecs that are none of text
    except (LookupError, ValueError, TypeError):
        return None
    # A page that was found to say so is no UTF-16, whatever it says.
    if found.name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw", "undefined")):
        return "utf-8"
    return "cp1252" if found.name in _LATIN else found.name


def _tree(page: str, source: str) -> Any:
    """Parse a page; None if there is nothing in it."""
    html = library("lxml.html", source)
    text = _CONTROL.sub(lambda found: "\ufffd" if found[0] > "\x7f" else " ", _XML_DECLARATION.sub("", page))
    if not text.strip():
        return None
    # Without `huge_tree` the parser keeps to 256 levels, and to texts of 10 MB between two tags.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (library("lxml.etree", source).LxmlError, ValueError):
        return None
    if any(entry.type_name.endswith(("INTERNAL_ERROR", "RESOURCE_LIMIT", "NO_MEMORY")) for entry in parser.error_log):
        reason = "no web page: nested over 256 levels deep, or over 10 MB of text in one piece"
        raise MalformedInput(source, reason, remedy="Give the text of the article")
    return tree


def _extracted(trafilatura: Any, tree: Any, url: str | None) -> Any:
    try:
        return trafilatura.bare_extraction(
            tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except ReadError:
        raise
    except Exception:
        return None  # the library gives up on the page; what follows reads it more plainly


def _language(tree: Any) -> str | None:
    root = tree.getroottree().getroot()
    told = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    for name, value in (("http-equiv", "content-language"), ("property", "og:locale"), ("name", "language")):
        if told:
            break
        found = root.xpath(f"//meta[translate(@{name}, 'CONTELAGU', 'contelagu') = '{value}']/@content")
        told = found[0] if found else None
    return _line(told)


def _line(value: Any) -> str | None:
    return " ".join(str(value).split())[:1_000] or None if value else None


def _without_article(source: str) -> EmptyInput:
    return EmptyInput(source, "no article is found on this page", remedy="Give the text of the article")


@cache
def _quiet() -> None:
    """Keep the libraries from telling on standard error what a record or a rejection tells."""
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(logging.NullHandler())


def _libraries(source: str) -> tuple[Any, Any, Any]:
    _quiet()
    return library("trafilatura", source), library("trafilatura.metadata", source), library("lxml.etree", source)
