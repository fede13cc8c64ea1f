"""The tokens that titles are read from, and what stands to the left and to the right of the form of a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc

from summitry.components.mentions import Mention
from summitry.findings import Entity

_NAMED: Final = frozenset({"party", "bank", "court"})  # kinds of institutions that go by their own name
_ABSTRACT: Final = (
    "tion",
    "sion",
    "ility",
    "arity",
    "urity",
    "ality",
    "ivity",
    "ism",
    "ness",
    "logy",
    "itics",
    "omics",
    "istics",
)


@dataclass(slots=True)
class Left:
    """What stands before the form of a title; `np_start` is the first token of the noun phrase."""

    start: int
    np_start: int
    portfolio: str = ""
    deputy: bool = False
    tenure: str | None = None
    object: Entity | None = None
    kind: str = ""
    span: tuple[int, int] | None = None
    others: list[Entity] = field(default_factory=list)
    possessor: str | None = None
    owner: tuple[int, int] | None = None
    definite: bool = False
    indefinite: bool = False
    outside: bool = False

    def serve(self, text: Text, mention: Mention) -> None:
        self.object, self.kind, self.span = text.entity(mention), kind_of(mention), (mention.start, mention.end)


@dataclass(slots=True)
class Right:
    """What stands behind the form of a title, up to the token `end`."""

    end: int
    portfolio: str = ""
    tenure: str | None = None
    object: Entity | None = None
    kind: str = ""
    span: tuple[int, int] | None = None
    others: list[Entity] = field(default_factory=list)
    office: str = ""
    outside: bool = False

    def serve(self, text: Text, mention: Mention) -> None:
        self.object, self.span = text.entity(mention), (mention.start, mention.end)
        self.kind = self.kind or kind_of(mention)


@dataclass(slots=True)
class Text:
    """The tokens that titles are read from, and the mention over each."""

    doc: Doc
    words: list[str]
    cased: list[str]
    mentions: Sequence[Mention | None]
    unnamed: Sequence[bool] = ()  # whether an institution without a country stands there: "parliament", "the MEA"

    @classmethod
    def of(cls, doc: Doc, cased: list[str], words: list[str], mentions: Sequence[Mention | None]) -> Text:
        """The tokens of a document; unnamed institutions ("parliament") and parts of longer names are no mentions."""

        def kept(mention: Mention | None) -> bool:
            if mention is None or mention.kind != "institution":
                return mention is not None
            inside = (
                mention.start > 0 and cased[mention.start - 1][:1].isupper() and mentions[mention.start - 1] is None
            )
            return bool(mention.name) and not (mention.form in _NAMED and inside)

        unnamed = [m is not None and m.kind == "institution" and not m.name for m in mentions]
        return cls(doc, words, cased, [m if kept(m) else None for m in mentions], unnamed)

    def entity(self, mention: Mention) -> Entity | None:
        """Whom an officer of the mentioned serves."""
        if mention.kind in ("organisation", "treaty"):
            return Entity("organisation", mention.name)
        if mention.kind == "institution" and mention.form in _NAMED:
            return Entity("organisation", self.doc[mention.start : mention.end].text)
        return Entity("country", mention.name) if mention.name else None

    def mention_from(self, k: int) -> Mention | None:
        """The mention that starts at token `k`."""
        mention = self.mentions[k] if k < len(self.words) else None
        return mention if mention is not None and mention.start == k else None

    def state_from(self, k: int) -> Mention | None:
        """The country or demonym that starts at token `k`."""
        mention = self.mention_from(k)
        return (
            mention
            if mention is not None and mention.country and mention.kind in ("country", "demonym", "capital", "seat")
            else None
        )


def kind_of(mention: Mention) -> str:
    """The kind of object as the overrides of `offices.toml` name it."""
    if mention.kind == "place":
        return "region" if mention.form == "region" else "country"
    return mention.form if mention.kind in ("organisation", "institution", "treaty") else "country"


def abstract(word: str) -> bool:
    """Whether a word is formed as hardly any name of a person is: "Cooperation", "Security", "Politics"."""
    return len(word) > 6 and word.lower().endswith(_ABSTRACT)
