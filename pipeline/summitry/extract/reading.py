"""What the rules read: a piece of an article as tokens, sentences, mentions, titles and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from spacy.tokens import Doc

from summitry.article import Article, Block
from summitry.components.mentions import Mention
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.findings import Entity, Evidence
from summitry.lexicon import Lexicon

_SPACES: Final = " \t\n\u00a0"


@dataclass(slots=True)
class Person:
    """One person of the article: the longest form of the name, and every mention by name.

    `pronoun` is "he" or "she" where titles or the given name tell it.
    """

    name: str
    tokens: tuple[str, ...]
    names: list[Name] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    pronoun: Literal["he", "she"] | None = None

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def entity(self) -> Entity:
        """The person as the subject of a fact."""
        return Entity("person", self.name)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `start:end` of one sentence or list item, in the block `block` of the article."""

    start: int
    end: int
    block: int
    index: int


@dataclass(slots=True)
class Reading:
    """A chunk of an article and everything found in its tokens.

    Token indices count in `doc`; characters of the article are those of `doc` plus `offset`. `starts_at` has where the
    tokens start, in characters of `doc`; the other lists named `..._at` give for each token what covers it, or None.
    """

    article: Article
    lexicon: Lexicon
    doc: Doc
    offset: int
    words: list[str]
    lower: list[str]
    starts_at: list[int]
    sentences: list[Sentence]
    sentence_at: list[int]
    mentions: list[Mention]
    mention_at: list[Mention | None]
    titles: list[TitleMention]
    title_at: list[TitleMention | None]
    names: list[Name]
    name_at: list[Name | None]
    people: list[Person] = field(default_factory=list)
    person_of: dict[Name, Person] = field(default_factory=dict)

    def block(self, sentence: Sentence) -> Block:
        """The block a sentence stands in."""
        return self.article.blocks[sentence.block]

    def text(self, start: int, end: int) -> str:
        """The words of the tokens `start:end` as the article has them, on one line."""
        end = min(end, len(self.words))
        if start >= end:
            return ""
        first, last = self.starts_at[start], self.starts_at[end - 1] + len(self.words[end - 1])
        return " ".join(self.article.text[self.offset + first : self.offset + last].split())

    def person_at(self, token: int) -> Person | None:
        """The person named by the token, if any."""
        name = self.name_at[token]
        return self.person_of.get(name) if name is not None else None

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Evidence for the tokens between `start` and `end`, whichever is first, without white space at its edges."""
        start, end = min(start, end), max(start + 1, end)
        while end > start + 1 and self.words[end - 1].isspace():
            end -= 1
        while start < end - 1 and self.words[start].isspace():
            start += 1
        sentence = self.sentences[self.sentence_at[start]]
        first, last = self._characters(start, end)
        around = self._characters(sentence.start, max(sentence.end, end))
        return Evidence(first, last, rule, (min(first, around[0]), max(last, around[1])))

    def _characters(self, start: int, end: int) -> tuple[int, int]:
        first = self.starts_at[start] + self.offset
        last = self.starts_at[end - 1] + len(self.words[end - 1]) + self.offset
        text = self.article.text  # not `doc.text`, which joins all tokens anew at every call
        while last > first and text[last - 1] in _SPACES:
            last -= 1
        return first, last
