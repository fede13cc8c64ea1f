"""Titles of office in the tokens: a head word with its modifiers, portfolio and complement, and whom it serves.

A title is read outwards from a form of the lexicon ("minister"): to the left over deputies, tenures, neutral words, the
portfolio, demonyms, names and possessives; to the right over "-elect", the portfolio and the complement ("of X").
A title can stand inside another one ("an adviser to Estonia's prime minister").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from summitry.components.complements import CASE, LINKS
from summitry.components.mentions import Mention
from summitry.components.title_phrases import TitlePhrases, of_the_state
from summitry.components.title_text import Text
from summitry.findings import Entity
from summitry.lexicon import Lexicon, Title
from summitry.vocabulary import DEPUTY

_BY_PORTFOLIO: Final = frozenset({"minister", "secretary", "secretary of state", "cabinet secretary"})
_RELATIONS: Final = frozenset({"deputy", "deputies"})
_SENT: Final = (["for"], ["in"], ["to"], ["at"], ["on"])  # behind "top diplomat": who is sent somewhere
_OF_STATES: Final = frozenset({"legislator", "ambassador", "speaker", "mayor", "governor", "judge", "monarch"})
_NO_COMPLEMENT: Final = frozenset({"monarch", "crown_prince", "legislator", "mayor"})


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title in the tokens `start:end` (modifiers, portfolio and complement included, served name and determiner not).

    `np_start` is the first token of the noun phrase (possessor and determiner included), `head` the token of the form.
    `object` is the country or organisation that the phrase itself names as served, `others` more of them for a plural.
    `possessor` is a pronoun before it, `owner` the tokens of another noun before it ("the alliance's", "court").
    `inner`: part of another title's phrase; `reach`: the end of a title inside this one.
    `base` is the office before the object and its `kind` decided it.
    `outside`: the title of an officer of something that is neither a state nor a political organisation.
    """

    start: int
    end: int
    np_start: int
    head: int
    office: str
    form: str = ""
    tenure: str | None = None
    plural: bool = False
    object: Entity | None = None
    object_span: tuple[int, int] | None = None
    others: tuple[Entity, ...] = ()
    kind: str = ""
    base: str = ""
    possessor: str | None = None
    owner: tuple[int, int] | None = None
    definite: bool = False
    indefinite: bool = False
    needs_context: bool = False
    serves: str = "country"
    inner: bool = False
    reach: int = 0
    relation: bool = False
    outside: bool = False

    @property
    def objects(self) -> tuple[Entity, ...]:
        """All that are served, in the order of the text."""
        return (self.object, *self.others) if self.object is not None else self.others


class Titles:
    """Match the titles of a lexicon's `offices`."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        offices = lexicon.offices
        self._offices = offices
        self._phrases = TitlePhrases(tokenizer, lexicon)
        self._lower = PhraseMatcher(tokenizer.vocab, attr="LOWER")
        self._cased = PhraseMatcher(tokenizer.vocab, attr="ORTH")
        self._entries: dict[int, tuple[Title | None, bool]] = {}
        for number, title in enumerate(offices.titles):
            for plural, forms in ((False, title.forms), (True, title.plurals)):
                if forms:
                    key = f"{number}|{plural}"
                    matcher = self._cased if title.cased else self._lower
                    matcher.add(key, [tokenizer(form) for form in forms])
                    self._entries[tokenizer.vocab.strings[key]] = (title, plural)
        self._lower.add("none", [tokenizer(form) for form in offices.no_titles])
        self._entries[tokenizer.vocab.strings["none"]] = (None, False)
        self._heads = frozenset(offices.portfolio_heads)
        self._deputies = frozenset(form.rstrip("-") for form in offices.deputies)
        self._voids = frozenset(form.lower() for form in offices.voids)

    def match(
        self, doc: Doc, cased: list[str], lower: list[str], mentions: Sequence[Mention | None]
    ) -> list[TitleMention]:
        """The titles of `doc`, in order, the longest form first, given its words and the mention over each token."""
        text = Text.of(doc, cased, lower, mentions)
        found = list(_nested(text.words, self._read_all(text)))
        size = len(text.words)
        return [title for title in found if title.end >= size or text.words[title.end] not in self._voids]

    def _read_all(self, text: Text) -> Iterator[TitleMention]:
        spans = [(start, end, key) for key, start, end in (*self._lower(text.doc), *self._cased(text.doc))]
        spans.sort(key=lambda s: (s[0], -s[1], s[2]))
        read: list[TitleMention] = []
        taken = -1
        for number, (start, end, key) in enumerate(spans):
            if self._continued(text, spans, number) or _in_surname(text, start):
                continue
            if start < taken or _inside_name(text.mentions, start, end) or _runs_into(text, start, end):
                continue
            title, plural = self._entries[key]
            taken = end
            if title is None:
                continue
            mention = self._read(text, title, plural, start, end)
            while (
                read and mention.np_start <= read[-1].start and read[-1].form in self._deputies and not mention.relation
            ):
                read.pop()  # "deputy" belongs to the title behind it
            if read and start < read[-1].end and read[-1].office != "ambassador" and mention.np_start > read[-1].head:
                continue  # part of the complement: "head of the presidential administration"
            read.append(mention)
        yield from read

    def _continued(self, text: Text, spans: list[tuple[int, int, int]], number: int) -> bool:
        """Whether a longer form starts inside this one behind "deputy": "deputy secretary" of "secretary of state"."""
        start, end, _ = spans[number]
        for later, stop, _ in spans[number + 1 :]:
            if later > end:
                return False
            if later == end:
                head = " ".join(text.words[later:stop]) in self._heads
                if head and text.words[start:end] in self._phrases.portfolios:
                    return True
                continue
            if start < later and stop > end and " ".join(text.words[start:later]) in self._deputies:
                return True
        return False

    def _read(self, text: Text, title: Title, plural: bool, start: int, end: int) -> TitleMention:
        core = " ".join(text.words[start:end])
        singular = core if not plural or core in self._heads else title.forms[0]
        takes_portfolio = any(core in (head, head + "s") for head in self._heads)
        left = self._phrases.leftwards(text, title, start, core, takes_portfolio, plural)
        with_portfolio = takes_portfolio and not left.portfolio
        right = self._phrases.rightwards(text, title, singular, end, with_portfolio, left, plural)
        over = text.mentions[start]
        whole = over is not None and over.kind in ("organisation", "institution") and right.object is None
        if over is not None and whole and not of_the_state(text, over, singular.split()[-1]):
            right.serve(text, over)
            left.np_start = over.start - (over.start > 0 and text.words[over.start - 1] == "the")
        office = right.office or title.office
        if singular == "diplomat" and _is_top(text, left.np_start, start, end):
            office, singular = "foreign_minister", "top diplomat"
        portfolio = left.portfolio or right.portfolio
        if portfolio and (singular in _BY_PORTFOLIO or singular.split()[-1] == "minister"):
            office = self._offices.of_portfolio(portfolio)
        served, kind = (right.object, right.kind) if right.object else (left.object, right.kind or left.kind)
        sent = title.office in ("ambassador", "envoy") and right.object is not None
        if sent and left.object is not None and left.object.kind == "country":
            served, kind = left.object, left.kind
        if served is None and title.object:
            served = Entity("country" if len(title.object) == 2 else "organisation", title.object)
        if core in ("representative", "representatives") and right.span is not None and right.kind in ("", "country"):
            office = "ambassador"  # "the representative of Norway" in a council
        if kind == "party" and (office.endswith("minister") or office in _OF_STATES):
            served, kind = None, ""  # "Labour Prime Minister X"
        if left.deputy:
            office = _deputy(office)
        form = " ".join(
            part for part in (left.portfolio, singular, f"for {right.portfolio}" if right.portfolio else "") if part
        )
        base = office
        office = self._offices.resolve(office, form, served.name if served else "", kind)
        return TitleMention(
            start=left.start,
            end=right.end,
            np_start=left.np_start,
            head=start,
            office=office,
            form=form,
            tenure=right.tenure or left.tenure or title.tenure,
            plural=plural,
            object=served,
            object_span=right.span or left.span,
            others=tuple(right.others or left.others),
            kind=kind,
            base=base,
            possessor=left.possessor,
            owner=left.owner,
            definite=left.definite,
            indefinite=left.indefinite,
            needs_context=title.needs_context,
            serves=title.serves,
            relation=core in _RELATIONS and (left.possessor is not None or left.owner is not None),
            outside=left.outside or right.outside,
        )


def _nested(words: list[str], titles: Iterator[TitleMention]) -> Iterator[TitleMention]:
    """Mark titles inside the phrase of the title before them, and hand on whom they serve."""
    pending: TitleMention | None = None
    for title in titles:
        if pending is not None:
            title = _same_tenure(words, pending, title)
            outer, title = _pair(words, pending, title)
            yield outer
        pending = title
    if pending is not None:
        yield pending


def _same_tenure(words: list[str], first: TitleMention, second: TitleMention) -> TitleMention:
    """The second of two titles joined by "and" with the tenure of the first: "a former president and premier"."""
    joined = words[first.end : first.end + 1] == ["and"] and second.np_start == second.start == first.end + 1
    return replace(second, tenure=first.tenure) if joined and first.indefinite and second.tenure is None else second


def _pair(words: list[str], outer: TitleMention, inner: TitleMention) -> tuple[TitleMention, TitleMention]:
    end = outer.end
    if (
        inner.owner is not None and inner.owner[1] == end and words[end] in CASE
    ):  # "the UN secretary-general's spokesman"
        served = inner.object or outer.object
        return replace(outer, inner=True), replace(inner, np_start=outer.np_start, object=served)
    if inner.owner is not None and outer.end <= inner.owner[0] <= outer.end + 4 and inner.np_start <= outer.end:
        return outer, replace(inner, np_start=min(outer.np_start, inner.np_start))
    linked = end < len(words) and words[end] in LINKS and inner.np_start == end + 1
    linked = linked or (outer.object is not None and outer.head < inner.np_start < end <= inner.head + 1)
    if linked and (not outer.plural or outer.office == "official") and outer.office not in _NO_COMPLEMENT:
        served = outer.object or inner.object
        cut = min(end, inner.np_start - 1 if inner.np_start <= end else end)
        return replace(outer, object=served, reach=inner.end, end=max(cut, outer.head + 1)), replace(inner, inner=True)
    return outer, inner


def _in_surname(text: Text, start: int) -> bool:
    """Whether the form is the end of a name with a hyphen ("Bishop-King")."""
    if start < 2 or text.words[start - 1] not in ("-", "‑") or text.doc[start - 1].whitespace_:
        return False
    return (
        text.cased[start - 2][:1].isupper() and len(text.words[start - 2]) > 4 and not text.doc[start - 2].whitespace_
    )


def _runs_into(text: Text, start: int, end: int) -> bool:
    """Whether the form ends in the start of an institution: "head of the government" of "... Government Office"."""
    return end < len(text.words) and text.unnamed[end - 1] and text.unnamed[end] and not text.unnamed[start]


def _inside_name(mentions: Sequence[Mention | None], start: int, end: int) -> bool:
    """Whether the form is part of a name, unless the name ends in it ("UN High Commissioner for Refugees")."""
    over = mentions[start]
    if over is None or over.kind not in ("organisation", "treaty", "institution") or over.end < end:
        return False
    return not (over.end == end and over.kind == "organisation" and end - start >= 3)


def _is_top(text: Text, first: int, start: int, end: int) -> bool:
    """Whether a diplomat is the first of a country ("the top US diplomat"), not one for something."""
    return not {"top", "chief"}.isdisjoint(text.words[first:start]) and text.words[end : end + 1] not in _SENT


def _deputy(office: str) -> str:
    if office == "prime_minister":
        return "deputy_prime_minister"
    return (
        office
        if office in ("vice_president", "deputy_prime_minister") or office.startswith(DEPUTY)
        else DEPUTY + office
    )
