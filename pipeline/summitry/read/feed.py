"""RSS and Atom: an article an item. Its content, or its summary without any, is a piece of HTML."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from html.entities import name2codepoint
from typing import Any, Final

from summitry.article import Article
from summitry.errors import EmptyInput, MalformedInput, ReadError
from summitry.read.dates import parse_date, stated_date
from summitry.read.failures import library, size_limit
from summitry.read.formats import HEAD
from summitry.read.html import fragment_text
from summitry.read.parts import Part, numbered
from summitry.read.streams import Stream, as_utf8
from summitry.read.text import is_blank

_ROOTS: Final = frozenset(("rss", "feed", "rdf"))
_AROUND: Final = _ROOTS | {"channel"}
_ITEMS: Final = frozenset(("item", "entry"))
_CONTENT: Final = ("encoded", "content", "description", "summary", "subtitle")
_DATES: Final = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# What keeps the parser from going on; it finds its way past all else.
_STOPS: Final = frozenset(
    ("ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_EMPTY", "ERR_DOCUMENT_END", "ERR_CDATA_NOT_FINISHED", "ERR_INTERNAL_ERROR",
     "ERR_NO_MEMORY", "ERR_ENTITY_LOOP", "ERR_COMMENT_NOT_FINISHED")
)  # fmt: skip
_ENDS: Final = ("ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END")
_TAG = re.compile(r"<(/?)(?:\w+:)?(?:(item|entry)|rss|feed|rdf)(?=[\s/>]|\Z)", re.I)

_DECLARED = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["'][^>]*>""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*>", re.I)
_REFERENCE = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,30});|(#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});))?")
_LONGEST: Final = 40
_XML_NAMES: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Item:
    title: str | None
    published: date | None
    language: str | None
    url: str | None
    contents: tuple[str, ...]


def split_feed(stream: Stream) -> Iterator[Part | ReadError]:
    """Give the articles of a feed, item by item; what is broken in it costs no item that is whole."""
    etree = library("lxml.etree", stream.source)
    # Entities of a document type are not resolved: they may unfold without end.
    parser = etree.XMLPullParser(
        events=("start", "end"), encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    number = 0
    root: Any = None
    language: str | None = None
    tags = _Tags()
    for event, node, whole in _events(parser, stream, etree, tags):
        name = _name(node)
        if event == "start":
            if root is None:
                root = node
                if name not in _ROOTS:
                    raise MalformedInput(stream.source, "XML that is no feed", remedy="Give RSS, Atom or HTML")
                language = root.get(_XML_LANG)
        elif name in _ITEMS and whole:
            number += 1
            stream.mark()
            yield partial(_article, _item(node, language), numbered(stream.source, number))
            _forget(node)
        elif name == "language" and node.text and _name(node.getparent()) not in _ITEMS:
            language = node.text.strip()
    fault = _fault(parser)
    if fault is not None or not tags.closed:
        told = f"{' '.join(fault.message.split())} (line {fault.line})" if fault else "it ends before its end tag"
        reason = f"the feed breaks off: {told}"
        yield MalformedInput(numbered(stream.source, number + 1), reason, remedy="Get the feed again")
    elif not number:
        raise EmptyInput(stream.source, "the feed has no items", remedy="Give RSS or Atom with items")


class _Tags:
    """What of the feed is open, by its text: the parser closes all of it at the end, and does not always say so."""

    def __init__(self) -> None:
        self.closed = False
        self.in_item = False

    def see(self, text: str) -> None:
        for tag in _TAG.finditer(text):
            if tag[2]:
                self.in_item = not tag[1]
            else:
                self.closed = bool(tag[1])


def _events(parser: Any, stream: Stream, etree: Any, tags: _Tags) -> Iterator[tuple[str, Any, bool]]:
    """Give the starts and ends of elements, and whether what ends is whole. Raises `SizeLimit`."""
    length = 0
    for text in _texts(stream):
        tags.see(text)
        data = text.encode("utf-8")
        length += len(data)
        try:
            parser.feed(data)
        except etree.LxmlError:
            break
        for event, node in parser.read_events():
            if event == "end" and _name(node) in _ITEMS:
                length = 0
            yield event, node, True
        if length > stream.max_bytes:
            raise size_limit(stream.source, stream.max_bytes)
    with suppress(etree.LxmlError):
        parser.close()
    # The last item may be but a part of one.
    events = list(parser.read_events())
    ends = [place for place, (event, node) in enumerate(events) if event == "end" and _name(node) in _ITEMS]
    fault = _fault(parser)
    cut = ends[-1] if ends and (tags.in_item or (fault and fault.type_name not in _ENDS)) else -1
    for place, (event, node) in enumerate(events):
        yield event, node, place != cut


def _fault(parser: Any) -> Any:
    """What stopped the parser before the end of the feed; None if nothing did."""
    told = [entry for entry in parser.feed_error_log if entry.level_name == "FATAL"]
    return next((entry for entry in told if entry.type_name in _STOPS or entry.type_name.endswith("LIMIT")), None)


def _article(item: _Item, source: str) -> Article:
    for content in item.contents:
        text = fragment_text(content, source)
        if not is_blank(text):
            return Article(text, source, item.title, item.published or stated_date(text), item.language, item.url)
    raise EmptyInput(source, "the item has no text", remedy="Get the article behind its link")


def _item(node: Any, language: str | None) -> _Item:
    children = [(child, _name(child)) for child in node if isinstance(child.tag, str)]
    found = {name: _inner(child) for child, name in reversed(children) if name not in _ITEMS}
    texts = [_inner(child) for wanted in _CONTENT for child, name in children if name == wanted]
    title = fragment_text(found["title"], "") if found.get("title") else None
    return _Item(
        " ".join(title.lstrip("#").split())[:1_000] or None if title else None,
        next((day for name in _DATES if (day := parse_date(found.get(name, "").strip()))), None),
        node.get(_XML_LANG) or found.get("language", "").strip() or language,
        _link(children),
        tuple(text for text in texts if not is_blank(text)),
    )


def _inner(node: Any) -> str:
    """What an element holds: the text that it unescapes to, or the markup in it (Atom's XHTML)."""
    if len(node) == 0:
        return str(node.text or "")
    tostring = library("lxml.etree", "").tostring
    return _escaped(node.text) + "".join(tostring(child, encoding="unicode", with_tail=True) for child in node)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _link(children: list[tuple[Any, str]]) -> str | None:
    links = [child for child, name in children if name == "link"]
    told = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
    told += [link.text for link in links] + [child.text for child, name in children if name in ("guid", "id")]
    # An address in CDATA has been escaped with all the rest.
    addresses = ("".join((link or "").replace("&amp;", "&").split()) for link in told)
    return next((address for address in addresses if "://" in address), None)


def _name(node: Any) -> str:
    """The local name in small letters; prefixes vary, and some are never declared."""
    tag = node.tag if node is not None and isinstance(node.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _forget(node: Any) -> None:
    """Free an item and what came before it; an item in an item (something was not closed) leaves that one whole."""
    node.clear()
    parent = node.getparent()
    while _name(parent) in _AROUND and node.getprevious() is not None:
        del parent[0]


def _texts(stream: Stream) -> Iterator[str]:
    """The feed as text that XML allows, without its declaration; names of HTML's characters become the characters."""
    stream = as_utf8(stream)
    declared = _DECLARED.match(stream.head(HEAD))
    decoder = _decoder(declared[1].decode("ascii", "replace") if declared else "utf-8")
    rest, first = "", True
    while True:
        chunk = stream.chunk()
        text = rest + decoder.decode(chunk, not chunk)
        if first:
            text, first = _DECLARATION.sub("", text).lstrip(), False
        # A reference or a tag may be cut in two.
        last = max(len(text) - _LONGEST, 0)
        cut = max(text.rfind("&", last), text.rfind("<", last)) if chunk else -1
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
        if text:
            yield _CONTROL.sub(lambda found: "\ufffd" if found[0] > "\x7f" else " ", _REFERENCE.sub(_character, text))
        if not chunk:
            return


def _character(found: re.Match[str]) -> str:
    """A character of HTML for its name; what is no reference of XML is text, as are entities of a document's own."""
    name = found[1]
    if found[2] or name in _XML_NAMES:
        return found[0]
    return chr(name2codepoint[name]) if name in name2codepoint else f"&amp;{found[0][1:]}"


def _decoder(name: str) -> codecs.IncrementalDecoder:
    with suppress(LookupError, ValueError, TypeError):
        found = codecs.lookup(name)
        if found.incrementaldecoder is not None and not found.name.startswith(("utf-16", "utf-32")):
            decoder = found.incrementaldecoder("replace")
            if isinstance(decoder.decode(b"a"), str):
                decoder.reset()
                return decoder
    return codecs.getincrementaldecoder("utf-8")("replace")
