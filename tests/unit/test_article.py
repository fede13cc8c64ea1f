from __future__ import annotations

import pickle
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.article import Article
from summitry.markup import readable


def test_the_id_is_of_the_content():
    article = Article("Olaf met Kovac.\n", source="a.txt")
    assert article.text_sha256 == sha256(b"Olaf met Kovac.\n").hexdigest()
    assert article.id == article.text_sha256[:16] == Article("Olaf met Kovac.\n", source="b.txt").id


def test_newlines_and_the_byte_order_mark_are_normalised():
    assert Article("\ufeffA\r\nB\rC").text == "A\nB\nC"


def test_articles_pickle():
    article = Article("Olaf met Kovac.", title="Met")
    assert article.blocks
    assert pickle.loads(pickle.dumps(article)) == article


@given(st.text(alphabet=st.sampled_from("aB .?:-*#_()[]<>|1\n\t\u00a0“é"), max_size=300), st.integers(5, 60))
def test_chunks_hold_every_block_in_order(text, limit):
    article = Article(text)
    end = 0
    covered = [""] * len(article.blocks)
    for block in article.blocks:
        assert end <= block.start < block.end
        assert not article.text[block.start].isspace()
        assert not article.text[block.end - 1].isspace()
        assert block.heading is None or article.blocks[block.heading].start < block.start
        end = block.end
    for chunk in article.chunks(limit):
        assert chunk.end - chunk.start <= limit
        assert (chunk.start, chunk.end) == (chunk.pieces[0].start, chunk.pieces[-1].end)
        for piece in chunk.pieces:
            assert piece.start < piece.end
            covered[piece.block] += article.text[piece.start : piece.end]
    for block, pieces in zip(article.blocks, covered, strict=True):
        assert "".join(pieces.split()) == "".join(article.text[block.start : block.end].split())


def test_a_giant_line_is_cut_after_sentences():
    sentence = "President Kovac met King Olaf in Norville on Monday. "
    article = Article(sentence * 5000)
    chunks = list(article.chunks(10_000))
    assert len(chunks) > 25
    assert {article.text[chunk.start : chunk.start + 15] for chunk in chunks} == {"President Kovac"}
    assert all(article.text[chunk.end - 1] == "." for chunk in chunks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Kovac** met\nOlaf", "  Kovac   met Olaf"),
        ("[Kovac](https://a.b/c_(d)) met", " Kovac                     met"),
        ("![Kovac](a.png) met", "                met"),
        ("a_b *c* _d_", "a_b  c   d "),
        ("U.N.<br/>Kovac", "U.N.     Kovac"),
        ("Kovac\\'s", "Kovac 's"),
        ("3 * 4 < 5", "3 * 4 < 5"),
    ],
)
def test_readable_text_keeps_every_offset(text, expected):
    assert readable(text) == expected
    assert len(readable(text)) == len(text)
