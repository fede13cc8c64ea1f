from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from summitry.errors import BinaryInput, EmptyInput, MalformedInput, MissingInput, UndecodableInput, UnreadableInput
from summitry.read import Input, find_inputs, read_articles, read_input


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def read(folder, name, **options):
    return read_input(Input(name, folder / name), **options)


def test_folders_are_read_recursively_in_sorted_order(working_folder):
    names = ["b.txt", "a/z.md", "a/B.TXT", "c.markdown", "d.json", ".hidden.txt", ".git/x.txt", "a/b/y.text"]
    names += ["crawl.warc.gz", "e.csv.ZST", "f.Html", "picture.png", "feed.gz"]
    write(working_folder / "news", dict.fromkeys(names, "x"))
    found = [item.source.removeprefix("news/") for item in find_inputs(["news"])]
    assert found == ["a/B.TXT", "a/b/y.text", "a/z.md", "b.txt", "c.markdown", "crawl.warc.gz", "e.csv.ZST", "f.Html"]


@pytest.mark.parametrize(
    "line",
    [
        '{"kind":"article","schema_version":"1.0.0","id":"x"}',
        '{"predicate":"role","subject":"A","value":"president","object":null}',
        '{"source":"a","stage":"read","error":"E","reason":"r","remedy":"","retry":false}',
        '{"kind":"article","schema_version":"1.0.0","id":"x","text":"' + 9000 * "x" + '"}',
    ],
)
def test_what_the_tool_itself_wrote_is_no_article(working_folder, line):
    write(working_folder / "news", {"a.jsonl": '{"text": "Kovac met Olaf."}\n', "out.jsonl": f"{line}\n"})
    assert [item.source for item in find_inputs(["news"])] == ["news/a.jsonl"]
    (named,) = read_articles(Input("out.jsonl", working_folder / "news/out.jsonl"))
    assert "not articles" in named.reason


def test_patterns_are_matched_in_sorted_order(working_folder):
    names = ["news/b/x.html", "news/a/y.html", "news/a/z.txt", "news/deep/er/w.html", "news/.git/q.html", "[odd].txt"]
    write(working_folder, dict.fromkeys(names, "x"))
    assert [item.source for item in find_inputs(["news/*/*.html"])] == ["news/a/y.html", "news/b/x.html"]
    deep = ["news/a/y.html", "news/b/x.html", "news/deep/er/w.html"]
    assert [item.source for item in find_inputs(["news/**/*.html"])] == deep
    assert [item.source for item in find_inputs([f"{working_folder}/news/[ab]"])] == [
        "news/a/y.html",
        "news/a/z.txt",
        "news/b/x.html",
    ]
    assert [item.source for item in find_inputs(["[odd].txt"])] == ["[odd].txt"]
    (nothing,) = find_inputs(["news/*.pdf"])
    assert (type(nothing), nothing.reason) == (MissingInput, "no file or folder fits this pattern")


def test_lists_of_files_are_followed(working_folder, monkeypatch):
    names = ["b.txt", "a b.txt", "news/c.txt", "@d.txt"]
    write(working_folder, {**dict.fromkeys(names, "x"), "list.txt": "b.txt\r\n\na b.txt\nnews/*.txt\nnowhere.txt\n"})
    found = list(find_inputs(["@list.txt"]))
    assert [item.source for item in found[:3]] == ["b.txt", "a b.txt", "news/c.txt"]
    assert [(type(item), item.article) for item in found[3:]] == [(MissingInput, "nowhere.txt")]
    assert [item.source for item in find_inputs(["@d.txt"])] == ["@d.txt"]
    write(working_folder, {"nul.txt": b"a b.txt\0news/c.txt\0"})
    assert [item.source for item in find_inputs(["@nul.txt"])] == ["a b.txt", "news/c.txt"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"b.txt\n")))
    assert [item.source for item in find_inputs(["@-"])] == ["b.txt"]
    write(working_folder, {"long.txt": b"x" * 300_000 + b"\nb.txt"})
    assert [type(item) for item in find_inputs(["@long.txt"])][-1] is Input
    (missing,) = find_inputs(["@nowhere"])
    assert (type(missing), missing.article) == (MissingInput, "@nowhere")


def test_sources_are_as_given_and_of_absolute_paths_from_the_last_folder_on(working_folder):
    write(working_folder, {"news/a.txt": "x"})
    assert [item.source for item in find_inputs(["news/a.txt"])] == ["news/a.txt"]
    assert [item.source for item in find_inputs(["./news/"])] == ["news/a.txt"]
    assert [item.source for item in find_inputs([str(working_folder / "news")])] == ["news/a.txt"]
    assert [item.source for item in find_inputs(["."])] == ["news/a.txt"]
    assert [item.source for item in find_inputs(["-"])] == ["-"]


def test_an_input_given_twice_is_read_once(working_folder):
    write(working_folder, {"news/a.txt": "x"})
    assert len(list(find_inputs(["news/a.txt", "news", "-", "-"]))) == 2


def test_what_is_not_there_is_told(working_folder):
    (working_folder / "empty").mkdir()
    missing, empty = find_inputs(["nowhere.txt", "empty"])
    assert (type(missing), missing.article) == (MissingInput, "nowhere.txt")
    assert (type(empty), empty.reason) == (MissingInput, "no articles in this folder")


def test_links_to_folders_are_not_followed(working_folder):
    write(working_folder, {"news/a.txt": "x"})
    (working_folder / "news/again").symlink_to(working_folder / "news")
    assert [item.source for item in find_inputs(["news"])] == ["news/a.txt"]


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        (b"", EmptyInput, "empty"),
        (b" \r\n\t\n", EmptyInput, "empty"),
        (b"\xef\xbb\xbf", EmptyInput, "empty"),
        (bytes(range(256)) * 8, BinaryInput, "binary"),
        (b"\x01\x02\x03\x04 words among them \x05\x06", BinaryInput, "binary"),
        (b"%PDF-1.7 and more", BinaryInput, "PDF"),
        (b"text\x00text", BinaryInput, "binary"),
        (b"caf\xe9 au lait in the capital", UndecodableInput, "byte 0xe9 at offset 3"),
        (b"\xff\xfea\x00b", UndecodableInput, "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path, content, error, reason):
    write(tmp_path, {"a.txt": content})
    with pytest.raises(error, match=reason) as refused:
        read(tmp_path, "a.txt")
    assert refused.value.article == "a.txt"
    assert refused.value.remedy


def test_a_file_without_permission_may_be_tried_again(tmp_path, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInput, match="Permission denied") as refused:
        read(tmp_path, "a.txt")
    assert refused.value.retry


def test_a_folder_in_place_of_a_file_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read(tmp_path, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_read(tmp_path, encoding):
    write(tmp_path, {"a.txt": "Zoë met\r\nOlaf.\r".encode(encoding)})
    assert read(tmp_path, "a.txt").text == "Zoë met\nOlaf.\n"


def test_front_matter_gives_title_date_and_url(tmp_path):
    matter = "---\ntitle: 'Kovac: we come'\ndate: 2024-07-03\nsource_url: https://example.org/a\nlanguage: en-GB\n---\n"
    write(tmp_path, {"a.md": matter + "\nKovac met Olaf.\n"})
    article = read(tmp_path, "a.md")
    assert (article.text, article.title, article.published) == (
        "\nKovac met Olaf.\n",
        "Kovac: we come",
        date(2024, 7, 3),
    )
    assert (article.url, article.language) == ("https://example.org/a", "en-GB")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date: 2024-07-03", date(2024, 7, 3)),
        ("date: '2024-07-03'", date(2024, 7, 3)),
        ("Date: July 3, 2024", date(2024, 7, 3)),
        ("published_time: 2024-07-03 23:30:00-04:00", date(2024, 7, 3)),
        ("pubDate: Wed, 3 July 2024 10:00", date(2024, 7, 3)),
        ("date: soon", None),
        ("date: 2024-13-41", None),
        ("date: July 3", None),
    ],
)
def test_dates_of_front_matter(tmp_path, line, day):
    write(tmp_path, {"a.md": f"---\n{line}\n---\nKovac met Olaf."})
    assert read(tmp_path, "a.md").published == day


def test_titles_with_unquoted_colons_are_read(tmp_path):
    write(tmp_path, {"a.md": "---\ntitle: Kovac: we come\ndate: 2024-07-03\n---\nKovac met Olaf."})
    article = read(tmp_path, "a.md")
    assert (article.title, article.published) == ("Kovac: we come", date(2024, 7, 3))


def test_broken_front_matter_is_told_with_its_line(tmp_path):
    write(tmp_path, {"a.md": "---\ntitle: [open\n  nonsense\n---\nKovac met Olaf."})
    with pytest.raises(MalformedInput, match="line"):
        read(tmp_path, "a.md")


def test_front_matter_without_a_text_is_empty(tmp_path):
    write(tmp_path, {"a.md": "---\ntitle: Nothing\n---\n \n"})
    with pytest.raises(EmptyInput, match="front matter"):
        read(tmp_path, "a.md")


@pytest.mark.parametrize(
    "text", ["---\nKovac met Olaf.\n", "---\nKovac met Olaf.\n---\nThey dined.\n", "Kovac met Olaf.\n---\n"]
)
def test_rules_without_front_matter_are_text(tmp_path, text):
    write(tmp_path, {"a.md": text})
    assert read(tmp_path, "a.md").text == text


def test_plain_text_is_kept_whole(tmp_path):
    text = "---\ntitle: No front matter\n---\nKovac met Olaf.\n"
    write(tmp_path, {"a.txt": text})
    assert read(tmp_path, "a.txt").text == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ASTANA, July 3, 2024 (Reuters) - Kovac met Olaf.", date(2024, 7, 3)),
        ("ASTANA, Norland, 3 July 2024 — Kovac met Olaf.", date(2024, 7, 3)),
        ("Leaders meet\n\nPublished: Wednesday, July 3, 2024 at 10:30 GMT\n\nKovac met Olaf.", date(2024, 7, 3)),
        ("Leaders meet\n2024-07-03\nKovac met Olaf.", date(2024, 7, 3)),
        ("ASTANA, July 3 - Kovac met Olaf.", None),
        ("Kovac met Olaf on July 3, 2024 in Norville.", None),
        ("In Astana, July 3, 2024 - a Wednesday - was a holiday.", None),
        ("ASTANA, February 31, 2024 - Kovac met Olaf.", None),
    ],
)
def test_a_dateline_is_the_date_only_if_it_has_a_year(tmp_path, text, day):
    write(tmp_path, {"a.txt": text})
    assert read(tmp_path, "a.txt").published == day


def test_the_given_date_stands_where_the_article_has_none(tmp_path):
    write(tmp_path, {"a.txt": "Kovac met Olaf.", "b.md": "---\ndate: 2024-07-03\n---\nKovac met Olaf."})
    assert read(tmp_path, "a.txt", published=date(2020, 1, 1)).published == date(2020, 1, 1)
    assert read(tmp_path, "b.md", published=date(2020, 1, 1)).published == date(2024, 7, 3)


def test_standard_input_is_read_with_its_front_matter(monkeypatch):
    data = io.BytesIO(b"---\ntitle: Met\n---\nKovac met Olaf.")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=data))
    article = read_input(Input("-", None))
    assert (article.source, article.title, article.text) == ("-", "Met", "Kovac met Olaf.")
