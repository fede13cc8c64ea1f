from __future__ import annotations

import gzip
import io
import json
import zlib
from datetime import date

import pytest

from summitry.article import Article
from summitry.errors import BinaryInput, EmptyInput, MalformedInput, UndecodableInput
from summitry.read import Fields, Input, TextsAtHand, read_articles, read_input
from summitry.read.failures import MissingLibrary, SizeLimit
from summitry.read.values import safe_source

brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")

PAGE = """<!doctype html><html lang="en-GB"><head><title>Leaders meet - The Norland Daily</title>
<meta property="og:site_name" content="The Norland Daily">
<meta property="article:published_time" content="2024-07-03T23:30:00-04:00">
<link rel="canonical" href="https://example.org/leaders-meet"><script>var x = "President Nobody";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Leaders meet</h1>
<p>President <b>Anela</b>&nbsp;<a href="/kovac">Kovac</a> of Norland met King Olaf in Norville on Wednesday, officials
said &amp; denied in the capital.</p><h2>Who is attending?</h2><p>The following leaders are attending:</p>
<ul><li>Jan Novak (Poland)</li><li><p>Per Berg (Norway)</p></li></ul>
<p>They will meet again next year, said the minister after a long dinner in the palace by the sea.</p></article>
<footer>Copyright 2019 The Norland Daily. All rights reserved.</footer></body></html>"""
TEXT = """# Leaders meet

President Anela Kovac of Norland met King Olaf in Norville on Wednesday, officials said & denied in the capital.

## Who is attending?

The following leaders are attending:

- Jan Novak (Poland)
- Per Berg (Norway)

They will meet again next year, said the minister after a long dinner in the palace by the sea."""


def told(articles):
    """What came of a file: the texts of articles, the kinds of errors."""
    return [item.text if isinstance(item, Article) else type(item) for item in articles]


# Web pages


def test_a_page_gives_its_article_and_what_it_tells_of_it(read):
    (article,) = read("page.html", PAGE.encode())
    assert article == Article(
        TEXT, "page.html", "Leaders meet", date(2024, 7, 3), "en-GB", "https://example.org/leaders-meet"
    )
    assert [block.kind for block in article.blocks[:5]] == ["heading", "paragraph", "heading", "paragraph", "list_item"]


def test_the_outlet_of_a_page_is_told():
    from summitry.read.html import read_page

    assert read_page(PAGE, "page.html").outlet == "The Norland Daily"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<meta charset="latin1">', "cp1252"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="no-such">', "utf-8"),
    ],
)
def test_pages_are_decoded_as_browsers_do(read, head, encoding):
    (article,) = read("a.html", f"<html><head>{head}</head><body><p>Zoë met Ürsül.</p></body></html>".encode(encoding))
    assert article.text == "Zoë met Ürsül."


def test_a_short_page_is_read_and_one_without_an_article_is_told(read):
    assert told(read("a.html", b"<p>Kovac met Olaf.")) == ["Kovac met Olaf."]
    assert told(read("a.html", b"<html><body><script>x</script></body></html>")) == [EmptyInput]
    assert told(read("a.html", b"")) == [EmptyInput]


def test_a_date_is_not_guessed(read):
    page = "<html><body><p>Kovac met Olaf in Norville.</p><p>Since 1 May 2011 they had not met.</p></body></html>"
    (article,) = read("a.html", page.encode())
    assert article.published is None


# JSON Lines, JSON and tables


def test_json_lines_give_an_article_each_under_usual_names(read):
    lines = [
        {"text": "Kovac met Olaf.", "title": " A\n b ", "published": "2024-07-03", "url": "https://example.org/1"},
        {"Body": "Novak met Berg.", "pubDate": "Wed, 03 Jul 2024 10:00:00 GMT", "lang": "en", "url": "no address"},
        {"content": ["One.", "Two."], "date": 1719999000},
    ]
    data = "\n".join(json.dumps(line) for line in lines)
    assert read("a.jsonl", data.encode()) == [
        Article("Kovac met Olaf.", "a.jsonl#1", "A b", date(2024, 7, 3), None, "https://example.org/1"),
        Article("Novak met Berg.", "a.jsonl#2", None, date(2024, 7, 3), "en", None),
        Article("One.\n\nTwo.", "a.jsonl#3", None, date(2024, 7, 3)),
    ]


def test_fields_are_named_by_the_user(read):
    line = {"text": "no", "a": {"b": "Kovac met Olaf."}, "h.d": "yes", "when": "20240703T101500Z", "id": "../../etc/x"}
    fields = "text=a.b, title=h.d, date=when, source=id"
    (article,) = read("a.jsonl", json.dumps(line).encode(), fields=fields)
    assert article == Article("Kovac met Olaf.", "etc/x", "yes", date(2024, 7, 3))
    (article,) = read("a.jsonl", json.dumps({"raw": PAGE, "title": "Mine"}).encode(), fields="html=raw")
    assert (article.text, article.title) == (TEXT, "Mine")


@pytest.mark.parametrize("wrong", ["", "text", "text=", "body=x", "text=a,text=b", "text=a,,"])
def test_fields_that_are_wrong_are_told(wrong):
    with pytest.raises(ValueError, match=r"is not NAME=FIELD|is none of|given twice"):
        Fields.parse(wrong)


def test_a_line_that_is_no_article_costs_no_other(read):
    lines = [b'{"text": "A."}', b"", b"{", b"[1]", b"\xff\xfe", b'{"text": ""}', b'{"x": 1}', b'{"text": "\\ud83d x"}',
             b'{"text": 5}', b"[" * 100_000, b'{"text": "' + b"\\u0001" * 50 + b'"}', b'{"text": "Z."}']  # fmt: skip
    kinds = [
        MalformedInput,
        MalformedInput,
        UndecodableInput,
        EmptyInput,
        MalformedInput,
        "\ufffd x",
        MalformedInput,
        MalformedInput,
        BinaryInput,
    ]
    found = read("a.jsonl", b"\n".join(lines))
    assert told(found) == ["A.", *kinds, "Z."]
    assert [getattr(item, "source", None) or item.article for item in found] == [f"a.jsonl#{n}" for n in range(1, 12)]


def test_plain_json_is_one_article_or_a_list_of_them(read):
    lines = [{"text": "A."}, 3, {"text": "B."}]
    assert told(read("a.json", json.dumps(lines, indent=1).encode())) == ["A.", MalformedInput, "B."]
    assert told(read("a.json", json.dumps(lines[0], indent=1).encode())) == ["A."]
    assert told(read("a.json", b'{"text": "A."}\n{"text": "B."}\n')) == ["A.", "B."]


def test_tables_give_an_article_a_row(read):
    data = '\ufeffTitle;Text;Date\r\nA;"Kovac; met ""Olaf""\r\nin Oslo.";2024-07-03\r\n\r\n;;\r\nB;;\r\nC;Novak;\r\n'
    assert read("a.csv", data.encode())[0] == Article('Kovac; met "Olaf"\nin Oslo.', "a.csv#1", "A", date(2024, 7, 3))
    assert told(read("a.csv", data.encode())) == ['Kovac; met "Olaf"\nin Oslo.', EmptyInput, "Novak"]
    assert told(read("a.tsv", "text\ttitle\nA, b\tc".encode("utf-16"))) == ["A, b"]
    assert told(read("a.csv", b"text\n" + "Zoë".encode() + b"\nZo\xeb\nend")) == ["Zoë", UndecodableInput, "end"]
    assert told(read("a.csv", b"text\n" + b"x " * 200_000)) == ["x " * 200_000]


def test_a_table_without_its_text_is_told(read):
    (error,) = read("a.csv", b"name,body_text\n1,2\n3,4\n")
    assert "there is: name, body_text" in error.reason
    assert "--fields" in error.remedy
    assert told(read("a.csv", b"name,body_text\n1,2\n3,4\n", fields="text=BODY_TEXT")) == ["2", "4"]


def test_a_quotation_mark_that_is_never_closed_takes_no_memory(read):
    found = read("a.csv", b'text\nA\n"B\n' + b"x\n" * 10_000, max_bytes=1_000)
    assert told(found) == ["A", SizeLimit]
    assert "quotation mark" in found[1].reason


# Feeds

RSS = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>
<language>en-gb</language>
<item><title>A &amp; <![CDATA[B & C]]></title><link><![CDATA[https://example.org/1?a=1&b=2]]></link>
<pubDate>Wed, 03 Jul 2024 23:00:00 -0400</pubDate><description>short</description>
<content:encoded><![CDATA[<p>Kovac&nbsp;met <b>Olaf</b> at Caf\xe9 &amp; Bar.</p><ul><li>One</li></ul>]]>
</content:encoded></item><item><guid>https://example.org/2</guid>
<description>&lt;p&gt;Jos&eacute; &amp;amp; Per met.&lt;/p&gt;</description></item>
<item><title>Nothing</title></item>
<item><description>Q & A at 5 &unknown; o'clock</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<entry><title type="html">T</title><link rel="self" href="https://example.org/self"/><link href="https://example.org/3"/>
<published>2024-07-03T23:00:00-04:00</published><updated>2025-01-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Kovac <i>met</i> Olaf.</p></div></content>
</entry></feed>"""


def test_a_feed_gives_an_article_an_item(read):
    first, second, third, fourth = read("a.rss", RSS)
    text = "Kovac met Olaf at Café & Bar.\n\n- One"
    day = date(2024, 7, 3)
    assert first == Article(text, "a.rss#1", "A & B & C", day, "en-gb", "https://example.org/1?a=1&b=2")
    assert second == Article("José & Per met.", "a.rss#2", None, None, "en-gb", "https://example.org/2")
    assert isinstance(third, EmptyInput)
    assert fourth.text == "Q & A at 5 &unknown; o'clock"
    assert read("a.xml", ATOM) == [
        Article("Kovac met Olaf.", "a.xml#1", "T", date(2024, 7, 3), "en", "https://example.org/3")
    ]


def test_a_feed_that_breaks_off_gives_what_is_whole_and_tells_the_rest(read):
    for end in range(RSS.rindex(b"</channel>"), 400, -1):
        found = read("a.rss", RSS[:end])
        whole = RSS[:end].count(b"</item>")
        # An item that lacks but a part of its closing tag is whole.
        assert whole + 1 <= len(found) <= whole + 1 + (b"</" in RSS[end - 6 : end]), end
        assert isinstance(found[-1], (MalformedInput, EmptyInput)), end
        assert told(found[:whole]) == told(read("a.rss", RSS))[:whole]


def test_entities_of_a_feed_do_not_unfold(read):
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1)) * 10) for n in range(1, 12))
    feed = (
        b'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">' + laughs + b"]><rss><channel><item>"
    )
    feed += b"<title>&a11;</title><description>x &a11; &f; y</description></item></channel></rss>"
    assert told(read("a.rss", feed)) == ["x &a11; &f; y"]


def test_xml_that_is_no_feed_is_told_and_a_page_in_xml_is_read(read):
    assert told(read("a.xml", b"<?xml version='1.0'?><data><item>x</item></data>")) == [MalformedInput]
    assert told(read("a.xml", b"<?xml version='1.0'?><html><body><p>Kovac met Olaf.</p></body></html>")) == [
        "Kovac met Olaf."
    ]


# Archives


def test_archives_give_the_pages_that_were_found(read, warc):
    pages = (
        ("response", "text/html; charset=iso-8859-2", "200 OK", "<p>Kovač met Olaf.</p>".encode("iso-8859-2")),
        ("response", "image/png", "200 OK", b"\x89PNG"),
        ("response", "text/html", "404 Not Found", b"<p>Nothing here.</p>"),
        ("response", "text/html", "200 OK", b"<script>x</script>"),
        ("resource", "text/html", "", PAGE.encode()),
    )
    archive = warc(*pages)
    for name, data in (("a.warc.gz", archive), ("a.warc", gzip.decompress(archive)), ("stored", archive)):
        found = read(name, data)
        assert told(found) == ["Kovač met Olaf.", EmptyInput, TEXT]
        assert [found[0].source, found[1].article, found[2].source] == [f"{name}#{n}" for n in (1, 2, 3)]
        assert (found[0].url, found[0].published) == ("https://example.org/1", None)


def test_an_archive_that_breaks_off_is_told(read, warc):
    page = ("response", "text/html", "200 OK", b"<p>Kovac met Olaf in Norville.</p>")
    archive = warc(page, page)
    assert told(read("a.warc.gz", archive[:-30])) == ["Kovac met Olaf in Norville.", MalformedInput]
    assert told(read("a.warc", gzip.decompress(archive)[:-20])) == ["Kovac met Olaf in Norville.", MalformedInput]
    for broken in (b"WARC/1.0\r\nnonsense", b"nonsense", b"WARC/1.0\r\nContent-Length: -1\r\n\r\n", b"WARC/" * 300_000):
        assert told(read("a.warc", broken)) == [MalformedInput]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"<p>Kovac met Olaf.")),
        ("Content-Encoding: gzip", b"<p>Kovac met Olaf."),
        ("Content-Encoding: deflate", zlib.compress(b"<p>Kovac met Olaf.")),
        ("Content-Encoding: deflate", zlib.compress(b"<p>Kovac met Olaf.", wbits=-15)),
        ("Content-Encoding: zstd", zstandard.compress(b"<p>Kovac met Olaf.")),
        ("Content-Encoding: br", b"<p>Kovac met Olaf."),
        ("Content-Encoding: br", brotli.compress(b"<p>Kovac met Olaf.")),
        ("Transfer-Encoding: chunked", b"9;x=y\r\n<p>Kovac \r\n9\r\nmet Olaf.\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", b"<p>Kovac met Olaf."),
        ("Content-Encoding: gzip\r\n , identity", gzip.compress(b"<p>Kovac met Olaf.")),
    ],
)
def test_pages_are_unpacked_as_the_server_packed_them(read, warc, headers, body):
    archive = warc(("response", f"text/html\r\n{headers}", "200 OK", body))
    assert told(read("a.warc", archive)) == ["Kovac met Olaf."]


@pytest.mark.parametrize(
    ("headers", "body", "error"),
    [
        ("Content-Encoding: gzip", gzip.compress(bytes(5_000_000)), SizeLimit),
        ("Content-Encoding: zstd", zstandard.compress(bytes(5_000_000)), SizeLimit),
        ("Content-Encoding: br", brotli.compress(bytes(5_000_000)), SizeLimit),
        ("Content-Encoding: br", brotli.compress(b"<p>Kovac met Olaf.")[:-4], MalformedInput),
        ("Content-Encoding: zstd", zstandard.compress(b"<p>Kovac met Olaf.")[:-4], MalformedInput),
        ("Content-Encoding: gzip", gzip.compress(b"<p>Kovac met Olaf.")[:-4], MalformedInput),
        ("Content-Encoding: deflate", b"nonsense", MalformedInput),
        ("Content-Encoding: gzip, gzip, gzip, gzip", b"x", MalformedInput),
    ],
)
def test_a_page_that_does_not_unpack_costs_no_other(read, warc, headers, body, error):
    page = ("response", "text/html", "200 OK", b"<p>Kovac met Olaf.")
    archive = warc(("response", f"text/html\r\n{headers}", "200 OK", body), page)
    assert told(read("a.warc", archive, max_bytes=1_000_000)) == [error, "Kovac met Olaf."]


# Compressed data and limits


def test_gzip_and_zstd_are_unpacked_whatever_the_name(read):
    data = b'{"text": "A."}\n{"text": "B."}\n'
    for name, packed in (
        ("a.jsonl.gz", gzip.compress(data)),
        ("a.jsonl.zst", zstandard.compress(data)),
        ("a.jsonl", gzip.compress(data[:15]) + gzip.compress(data[15:])),
        ("a.jsonl", zstandard.compress(data[:15]) + zstandard.compress(data[15:])),
        ("stored", zstandard.compress(gzip.compress(data))),
    ):
        assert told(read(name, packed)) == ["A.", "B."], name
    assert told(read("a.txt.gz", gzip.compress(b"Kovac met Olaf."))) == ["Kovac met Olaf."]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_compressed_data_that_is_broken_is_told_after_what_is_whole(read, pack):
    lines = b"".join(b'{"text": "%d %s"}\n' % (n, bytes(str(n**9), "ascii") * 9) for n in range(3_000))
    packed = pack(lines)
    for broken in (packed[:-3], packed[: len(packed) // 2], packed + b"junk"):
        found = read("a.jsonl", broken)
        assert type(found[-1]) is MalformedInput
        assert "compressed data is broken" in found[-1].reason
        assert all(isinstance(item, Article) for item in found[:-1])
    assert len(found) == 3_001


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.rss", "a.warc", "a", "a.json"])
def test_bombs_are_rejected_in_little_memory(read, name):
    import tracemalloc

    zeros = zstandard.compress(bytes(40_000_000))
    for bomb in (gzip.compress(gzip.compress(bytes(40_000_000))), zeros, gzip.compress(b"\n" * 20_000_000)):
        tracemalloc.start()
        found = read(name, bomb, max_bytes=100_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(found) == 1
        assert isinstance(found[0], (SizeLimit, EmptyInput, MalformedInput))
        # The library of zstd unpacks 64 MB at a time at most.
        assert peak < (80_000_000 if bomb is zeros else 10_000_000)


def test_an_article_over_the_limit_costs_no_other(read, warc):
    lines = b'{"text": "A."}\n{"text": "' + b"x" * 2_000 + b'"}\n{"text": "B."}\n{"text": "' + b"x" * 2_000
    found = read("a.jsonl", lines, max_bytes=1_000)
    assert told(found) == ["A.", SizeLimit, "B.", SizeLimit]
    assert "0.001 MB" in found[1].reason
    assert found[1].retry
    big = b"<p>" + b"Kovac met Olaf. " * 2_000
    archive = warc(*(("response", "text/html", "200 OK", body) for body in (b"<p>A.", big, b"<p>B.")))
    assert told(read("a.warc.gz", archive, max_bytes=10_000)) == ["A.", SizeLimit, "B."]


def test_files_of_anything_else_are_given_up_after_a_while(read):
    found = read("a.jsonl", b'{"text": "A."}\n' + b"nonsense\n" * 20_000)
    assert len(found) == 1 + 10_000 + 1
    assert "the rest is not read" in found[-1].reason


# What holds for all


def test_articles_are_passed_over_without_being_made(read, monkeypatch):
    lines = b'{"text": "A."}\nbad\n{"text": "B."}\n{"text": "C."}\n'
    made = []
    real = json.loads
    monkeypatch.setattr("json.loads", lambda *arguments: made.append(1) or real(*arguments))
    found = read("a.jsonl", lines, skip=2)
    assert [item.source for item in found] == ["a.jsonl#3", "a.jsonl#4"]
    assert len(made) == 3  # one to see whether the file is one of records


def test_standard_input_is_known_by_its_first_bytes(monkeypatch):
    from types import SimpleNamespace

    def through(data, fields=None):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        from summitry.read import ReadOptions

        options = ReadOptions(fields=Fields.parse(fields)) if fields else ReadOptions()
        return list(read_articles(Input("-", None), options))

    assert through(b'{"text": "A."}')[0].source == "-#1"
    assert through(PAGE.encode())[0].text == TEXT
    assert len(through(gzip.compress(RSS))) == 4
    assert through(b"---\ntitle: T\n---\nA.")[0].title == "T"
    assert through(b"a,b\nA.,2", "text=a")[0].text == "A."


def test_a_missing_library_is_told_with_the_remedy(read, monkeypatch):
    import sys

    for name, module, data in (
        ("a.html", "trafilatura", PAGE.encode()),
        ("a.jsonl.zst", "zstandard", zstandard.compress(b"{}")),
        ("a.rss", "lxml.etree", RSS),
    ):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, module, None)
            (error,) = read(name, data)
        assert type(error) is MissingLibrary
        assert "summitry[web]" in error.remedy
        assert error.retry


def test_the_published_option_stands_where_an_article_gives_no_day(read):
    lines = b'{"text": "A."}\n{"text": "B.", "date": "2024-07-03"}'
    days = [article.published for article in read("a.jsonl", lines, published=date(2020, 1, 1))]
    assert days == [date(2020, 1, 1), date(2024, 7, 3)]


def test_one_article_is_read_from_a_file_of_one_alone(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "A."}\n')
    assert read_input(Input("a.jsonl", tmp_path / "a.jsonl")).text == "A."
    (tmp_path / "a.jsonl").write_text('{"text": "A."}\n{"text": "B."}\n')
    with pytest.raises(MalformedInput, match="more than one"):
        read_input(Input("a.jsonl", tmp_path / "a.jsonl"))


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("https://example.org/a?b=../c", "https://example.org/a?b=../c"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\..\\x", "C/Windows/x"),
        ("a\nb\u202ec", "a b c"),
        (" . / .. ", None),
        ("", None),
        (17, "17"),
        (True, None),
        (["x"], None),
    ],
)
def test_names_that_others_gave_lead_nowhere(given, safe):
    assert safe_source(given) == safe


def test_texts_of_files_of_many_are_at_hand(working_folder, small_extractor):
    lines = [{"text": f"President Anela Kovac met King Olaf {n} times."} for n in range(5)]
    data = "".join(json.dumps(line) + "\n" for line in lines)
    (working_folder / "a.jsonl.gz").write_bytes(gzip.compress(data.encode()))
    articles = list(read_articles(Input("a.jsonl.gz", working_folder / "a.jsonl.gz")))
    at_hand = TextsAtHand(working_folder / "out.jsonl")
    for n in (0, 1, 3, 4, 2):
        record = small_extractor.process(articles[n])[0]
        assert at_hand(record) == lines[n]["text"]


def test_a_source_that_leads_out_shows_no_other_file(working_folder, small_extractor):
    (working_folder / "secret.txt").write_text("Secret.")
    (working_folder / "runs").mkdir()
    at_hand = TextsAtHand(working_folder / "runs/out.jsonl")
    for source in ("../secret.txt", str(working_folder / "secret.txt"), "runs/../secret.txt", "secret.txt\0"):
        assert at_hand(small_extractor.extract("Kovac met Olaf.", source=source)[0]) is None
    assert at_hand(small_extractor.extract("Secret.", source="../secret.txt")[0]) == "Secret."
