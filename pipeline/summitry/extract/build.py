"""From a chunk of an article to a `Reading`: sentences within blocks, mentions, titles, names, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from spacy.attrs import SPACY
from spacy.language import Language
from spacy.tokens import Doc

from summitry.article import Article, Chunk
from summitry.components.names import Name
from summitry.components.sentences import sentence_starts, set_sentences
from summitry.extract.people.gender import mark_genders
from summitry.extract.people.people import link_people
from summitry.extract.reading import Reading, Sentence
from summitry.lexicon import Lexicon
from summitry.nlp import Matchers


def readings(article: Article, nlp: Language, matchers: Matchers, lexicon: Lexicon) -> Iterator[Reading]:
    """Read an article chunk by chunk; a chunk is read by itself, with offsets into the article."""
    for chunk in article.chunks():
        doc = nlp.make_doc(article.text[chunk.start : chunk.end])
        words = [token.text for token in doc]
        starts_at = _characters(doc, words)
        sentences = _sentences(doc, words, starts_at, chunk, article)
        starts = [False] * len(doc)
        for sentence in sentences:
            starts[sentence.start] = True
        if len(doc):
            starts[0] = True
        set_sentences(doc, starts)
        yield build(article, nlp(doc), words, starts_at, chunk.start, sentences, matchers, lexicon)


def build(
    article: Article,
    doc: Doc,
    words: list[str],
    starts_at: list[int],
    offset: int,
    sentences: list[Sentence],
    matchers: Matchers,
    lexicon: Lexicon,
) -> Reading:
    """Run the matchers over a parsed chunk, whose tokens are `words` and start at the characters `starts_at`."""
    size = len(doc)
    starts = [False] * size
    sentence_at = [0] * size
    for sentence in sentences:
        starts[sentence.start] = True
    current = 0
    for i in range(size):
        if current + 1 < len(sentences) and i >= sentences[current + 1].start:
            current += 1
        sentence_at[i] = current
    mentions = matchers.gazetteer.match(doc)
    mention_at = _cover(size, mentions)
    lower = [word.lower() for word in words]
    titles = matchers.titles.match(doc, words, lower, mention_at)
    titles = matchers.names.without_names(doc, words, mention_at, titles)
    listed = [article.blocks[sentence.block].kind == "list_item" for sentence in sentences] or [False]
    items = [listed[k] for k in sentence_at]
    names = matchers.names.match(doc, words, mention_at, titles, starts, items)
    names = _without_pairs(words, names)
    for name in names:
        for i in range(name.start, name.end):
            mention_at[i] = None
    reading = Reading(
        article=article,
        lexicon=lexicon,
        doc=doc,
        offset=offset,
        words=words,
        lower=lower,
        starts_at=starts_at,
        sentences=sentences,
        sentence_at=sentence_at,
        mentions=[m for m in mentions if all(mention_at[i] is m for i in range(m.start, m.end))],
        mention_at=mention_at,
        titles=[title for title in titles if not title.outside],
        title_at=_cover(size, [title for title in titles if not title.outside]),
        names=names,
        name_at=_cover(size, names),
    )
    link_people(reading)
    mark_genders(reading)
    return reading


def _characters(doc: Doc, words: list[str]) -> list[int]:
    """Where the tokens start, in characters of `doc`."""
    found: list[int] = []
    at = 0
    for word, space in zip(words, doc.to_array(SPACY).tolist(), strict=True):
        found.append(at)
        at += len(word) + space
    return found


def _sentences(doc: Doc, words: list[str], starts_at: list[int], chunk: Chunk, article: Article) -> list[Sentence]:
    """Cut every piece that is no teaser into sentences; what stands between pieces belongs to none."""
    inner = sentence_starts(doc, words, breaks=False)
    found: list[Sentence] = []
    i, size = 0, len(doc)
    for piece in chunk.pieces:
        first, last = piece.start - chunk.start, piece.end - chunk.start
        while i < size and starts_at[i] < first:
            i += 1
        start = i
        while i < size and starts_at[i] < last:
            if inner[i] and i > start:
                _add(found, words, start, i, piece.block, article)
                start = i
            i += 1
        _add(found, words, start, i, piece.block, article)
    return found


def _add(found: list[Sentence], words: list[str], start: int, end: int, block: int, article: Article) -> None:
    while end > start and words[end - 1].isspace():
        end -= 1
    while start < end and words[start].isspace():
        start += 1
    if start < end and article.blocks[block].kind != "teaser":
        found.append(Sentence(start, end, block, len(found)))


def _without_pairs(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Without those that only join the surnames of two people ("the Lindqvist-Orban meeting")."""
    last = {words[name.end - 1] for name in names}
    joined = (words[n.start] in last and words[n.end - 1] in last for n in names)
    found = [
        n.end - n.start == 3 and words[n.start + 1] in ("-", "–") and both
        for n, both in zip(names, joined, strict=True)
    ]
    return [name for name, is_pair in zip(names, found, strict=True) if not is_pair] if any(found) else names


_Spanned = TypeVar("_Spanned")


def _cover(size: int, spans: Sequence[_Spanned]) -> list[_Spanned | None]:
    at: list[_Spanned | None] = [None] * size
    for span in spans:
        for i in range(span.start, span.end):  # type: ignore[attr-defined]
            at[i] = span
    return at
