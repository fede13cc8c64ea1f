"""Whatever is in a file, reading it ends, raises nothing, and gives an article or a rejection for each thing in it."""

from __future__ import annotations

import gzip
import io
import json
import re
import tracemalloc
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summitry.article import Article
from summitry.errors import ReadError
from summitry.read import Fields, ReadOptions, read_stream
from summitry.read.formats import SUFFIXES
from summitry.read.values import safe_source

zstandard = pytest.importorskip("zstandard")

NAMES = [f"a{suffix}" for suffix in (*SUFFIXES, ".json", "")]
MOST = 20_000
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
# Characters that have broken readers before: controls, ends of lines, marks of direction, surrogates, the last ones.
ODD = "\x00\x01\x0b\x0c\x1a\x1b\x7f\x85\u00a0\u00ad\u200b\u200e\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\ufffe\uffff"
texts = st.text(
    st.one_of(st.characters(), st.sampled_from(ODD + "\ud800\udfff\U0010ffff<>&\"'{}[],;\\\r\n\t")), max_size=80
)
pieces = st.sampled_from(
    [
        b"<p>", b"</p>", b"<div", b">", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#xD800;", b"&#0;", b"&nbsp;",
        b"<table><tr>", b"<script>", b"<title>", b"<base href='//x'>", b"<svg><math>", b"<html",
        b"<meta charset=utf-7>", b"<plaintext>", b"<!DOCTYPE html [<!ENTITY a 'b'>]>",
        b"<?xml version='1.0' encoding='utf-16'?>", b"<rss>", b"<channel>", b"<item>", b"</item>", b"<feed>",
        b"<entry>", b"<content:encoded>", b"<description>", b"<link/>", b"<pubDate>31 Feb 2024", b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n", b"Content-Length: 30\r\n", b"Content-Length: 9999999999\r\n",
        b"Content-Type: application/http\r\n", b"Content-Type: text/html\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n",
        b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"Content-Encoding: gzip\r\n",
        b"ffffffff\r\n", b"5\r\n", b'{"text":', b'"x"', b"}", b"[", b"\\ud800", b"1e999", b"-", b"NaN",
        b"text,title\n", b"text\ttitle\n", b'"', b",", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00",
        b"\xed\xa0\x80", b"\xc0\x80", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"Kovac met Olaf in Norville.",
        "Zoë\u202e".encode(), b"\n", b"---\n", b"date: 2024-13-41\n",
    ]
)  # fmt: skip


def read(name: str, data: bytes, **options):
    found = list(read_stream(io.BytesIO(data), name, ReadOptions(max_bytes=MOST, **options)))
    assert found, "nothing came of it, and nothing was told"
    for item in found:
        assert isinstance(item, (Article, ReadError))
        if isinstance(item, Article):
            item.text.encode()  # as every output writes it
            assert item.text.strip()
            assert all(item.text[block.start : block.end] for block in item.blocks)
            json.dumps([item.title, item.language, item.url, item.source]).encode()
        else:
            assert item.reason
            assert item.remedy
    return found


@some
@given(st.sampled_from(NAMES), st.one_of(st.binary(max_size=400), st.lists(pieces, max_size=25).map(b"".join)))
def test_any_bytes(name, data):
    found, again = read(name, data), read(name, data)
    assert [item if isinstance(item, Article) else str(item) for item in found] == [
        item if isinstance(item, Article) else str(item) for item in again
    ]


@some
@given(
    st.sampled_from(NAMES), st.lists(pieces, max_size=20).map(b"".join), st.integers(0, 2**31), st.binary(max_size=9)
)
def test_compressed_data_that_is_damaged(name, data, place, damage):
    for pack in (gzip.compress, zstandard.compress):
        packed = pack(data)
        read(name, packed)
        cut = place % (len(packed) + 1)
        read(name, packed[:cut])
        read(name, packed[:cut] + damage + packed[cut + len(damage) :])


@some
@given(texts, st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-7", "cp1252", "shift_jis", "gb18030", "koi8-r"]))
def test_any_text_in_any_encoding(text, encoding):
    data = text.encode(encoding, "surrogatepass" if encoding.startswith("utf") and encoding != "utf-7" else "ignore")
    for name in ("a.txt", "a.md", "a.html", "a.csv", "a.rss", "a"):
        read(name, data)
        read(name, b"text\n" + data)
        read(name, b"<rss><channel><item><description>" + data)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(texts, st.sampled_from(["text", "title", "date", "url", "source", "a"])), inner, max_size=4
        ),
    ),
    max_leaves=12,
)


@some
@given(st.lists(values, min_size=1, max_size=6))
@example([{"text": "x", "date": 10**400, "title": ["x"], "url": {"a": 1}, "language": 5}])
@example([{"text": "x", "date": float("nan"), "source": "../../x", "url": "https://x/\ud800"}])
def test_every_line_of_json_gives_an_article_or_a_rejection(lines):
    data = "\n".join(json.dumps(line) for line in lines)
    found = read("a.jsonl", data.encode(), fields=Fields(text="text", source="source", title="a.a"))
    assert len(found) == len(lines) or "not articles" in found[0].reason
    read("a.json", json.dumps(lines, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@some
@given(st.lists(texts, min_size=1, max_size=5))
def test_texts_come_through_json_and_tables_as_they_are(lines):
    lines = ["A. " + line.replace("\r", "") for line in lines]
    found = read("a.jsonl", "\n".join(json.dumps({"text": line}) for line in lines).encode())
    whole = ["".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in line) for line in lines]
    assert [item.text for item in found if isinstance(item, Article)] == [
        line for line, item in zip(whole, found, strict=True) if isinstance(item, Article)
    ]
    quoted = "".join('"{}"\n'.format(line.replace('"', '""').replace("\0", "")) for line in whole)
    found = read("a.csv", f"text\n{quoted}".encode())
    assert len(found) == len(lines)
    for item, line in zip(found, whole, strict=True):
        assert isinstance(item, ReadError) or item.text == line.replace("\0", "")


@some
@given(
    st.one_of(texts, st.lists(st.sampled_from(["..", ".", "/", "\\", "a", "C:", " ", "\0", "~", "//"])).map("".join))
)
def test_no_name_leads_out_of_a_folder(name):
    source = safe_source(name)
    if source is not None and "://" not in source:
        path = PurePosixPath(source)
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert "\\" not in source
        assert not re.match(r"[A-Za-z]:", source)  # a drive
        assert "\n" not in source


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000,
        b"<p " + b"a=b " * 100_000,
        b"<ul><li>" * 50_000,
        b"<table><tr><td>" * 20_000,
        b"<a href=x>y" * 20_000,
        b"<!--" * 100_000,
        b"&amp" * 100_000,
        b"<meta property='article:published_time' content='" + b"2024-" * 50_000 + b"'>",
        b"<b><i>" * 50_000 + b"Kovac met Olaf.",
        b"<title>" + b"x - " * 50_000,
        b"<p>" + b"Kovac met Olaf. " * 60_000,
        b"<script type='application/ld+json'>" + b'{"a":' * 50_000,
    ],
    ids=range(12),
)
def test_pages_that_are_made_to_take_long_do_not(data):
    import time

    started = time.process_time()
    assert len(list(read_stream(io.BytesIO(data), "a.html"))) == 1
    assert time.process_time() - started < 10


def test_a_file_of_many_articles_takes_the_memory_of_one():
    peaks = []
    for count in (100, 2_000):
        line = json.dumps({"text": "President Anela Kovac met King Olaf. " * 100}).encode() + b"\n"
        packed = gzip.compress(line * count, 1)
        tracemalloc.start()
        for item in read_stream(io.BytesIO(packed), "a.jsonl.gz"):
            assert isinstance(item, Article)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.1 + 100_000


def test_a_feed_of_many_items_takes_the_memory_of_one():
    resource = pytest.importorskip("resource")
    item = b"<item><title>T</title><description>" + b"Kovac met Olaf. " * 200 + b"</description></item>"
    feed = b"<rss><channel>" + item * 3_000 + b"</channel></rss>"

    def through():
        assert sum(isinstance(item, Article) for item in read_stream(io.BytesIO(feed), "a.rss")) == 3_000
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    through()
    first = through()
    assert through() - first < 20_000
