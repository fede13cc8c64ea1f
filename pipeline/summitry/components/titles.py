"""Titles of office in the tokens: a head word with its modifiers, portfolio, complement and the country or organisation served.

A title is read outwards from a form of the lexicon ("minister"): to the left over deputies, tenures, neutral words, the
portfolio, demonyms, names and possessives; to the right over "-elect", the portfolio and the complement ("of X", "for Y").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from summitry.components.mentions import Mention
from summitry.findings import Entity
from summitry.lexicon import Lexicon, Title
from summitry.vocabulary import DEPUTY

_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "our", "whose", "my"})
_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "another", "one"})
_BY_PORTFOLIO: Final = frozenset({"minister", "secretary", "secretary of state", "cabinet secretary"})
_LINKS: Final = frozenset({"of", "for", "to", "in", "at"})
_SENT_TO: Final = frozenset({"ambassador", "envoy"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_STOPS: Final = frozenset(
    """, . ; : ( ) [ ] " “ ” ? ! — – - | who whom which that say says said told is was were are be been has have had will
    would may might could should met meets meet from with by as on after before when while where during his her their its
    because but since until if than then there this these those he she they it amid over about against also not whose""".split()
)
_LONGEST_COMPLEMENT: Final = 8  # tokens; longer runs are hardly ever part of a title
_LONGEST_MODIFIER: Final = 3


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title in the tokens `start:end` (modifiers, portfolio and complement included, served name and determiner not).

    `np_start` is the first token of the noun phrase (possessor and determiner included), `head` the token of the form.
    `object` is the country or organisation that the phrase itself names as served, `possessor` a pronoun before it,
    `unnamed_object` the words of a complement that names something the lexicons lack.
    """

    start: int
    end: int
    np_start: int
    head: int
    office: str
    tenure: str | None = None
    plural: bool = False
    object: Entity | None = None
    object_span: tuple[int, int] | None = None
    possessor: str | None = None
    definite: bool = False
    indefinite: bool = False
    needs_context: bool = False
    serves: str = "country"
    complement: str = ""
    second_object: Entity | None = None


class Titles:
    """Match the titles of a lexicon's `offices`."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        offices = lexicon.offices
        self._offices = offices
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
        self._portfolios = {
            tuple(token.lower_ for token in tokenizer(form)) for forms, _ in offices.portfolios for form in forms
        }
        self._portfolio_words = {word for phrase in self._portfolios for word in phrase}
        self._longest_portfolio = max(map(len, self._portfolios), default=1)
        self._before: dict[tuple[str, ...], str] = {}
        for kind, forms in (
            ("deputy", offices.deputies),
            ("neutral", offices.neutral),
            *((row.tenure, row.before) for row in offices.tenures),
        ):
            for form in forms:
                self._before[tuple(token.lower_ for token in tokenizer(form))] = kind
        self._after = {
            tuple(token.lower_ for token in tokenizer(form)): row.tenure for row in offices.tenures for form in row.after
        }
        self._voids = frozenset(form.lower() for form in offices.voids)

    def match(self, doc: Doc, mentions: Sequence[Mention | None]) -> list[TitleMention]:
        """The titles of `doc`, in order, the longest form first; `mentions` gives the mention over each token."""
        words = [token.lower_ for token in doc]
        found: list[TitleMention] = []
        taken = -1
        spans = [(start, end, key) for key, start, end in (*self._lower(doc), *self._cased(doc))]
        for start, end, key in sorted(spans, key=lambda s: (s[0], -s[1], s[2])):
            if start < taken or _inside_name(mentions, start, end):
                continue
            title, plural = self._entries[key]
            if title is None:
                taken = end
                continue
            mention = self._read(doc, words, mentions, title, plural, start, end)
            taken = max(end, mention.end)
            if mention.end < len(words) and words[mention.end] in self._voids:
                continue
            found.append(mention)
        return found

    def _read(
        self,
        doc: Doc,
        words: list[str],
        mentions: Sequence[Mention | None],
        title: Title,
        plural: bool,
        start: int,
        end: int,
    ) -> TitleMention:
        core = " ".join(words[start:end])
        singular = core if not plural or core in self._heads else title.forms[0]
        takes_portfolio = any(core in (head, head + "s") for head in self._heads)
        left = self._leftwards(words, mentions, title, start, takes_portfolio)
        right = self._rightwards(doc, words, mentions, title, end, takes_portfolio and not left.portfolio, left.object)
        office = title.office
        portfolio = left.portfolio or right.portfolio
        if portfolio and singular in _BY_PORTFOLIO:
            office = self._offices.of_portfolio(portfolio)
        served, kind = (right.object, right.kind) if right.object else (left.object, left.kind)
        second = left.object if right.object and left.object else None
        if served is None and title.object:
            served = Entity("country" if len(title.object) == 2 else "organisation", title.object)
        if left.deputy:
            office = _deputy(office)
        form = " ".join(part for part in (left.portfolio, singular) if part)
        office = self._offices.resolve(office, form, served.name if served else "", kind)
        return TitleMention(
            start=left.start,
            end=right.end,
            np_start=left.np_start,
            head=start,
            office=office,
            tenure=right.tenure or left.tenure or title.tenure,
            plural=plural,
            object=served,
            object_span=right.span or left.span,
            possessor=left.possessor,
            definite=left.definite,
            indefinite=left.indefinite,
            needs_context=title.needs_context,
            serves=title.serves,
            complement=right.complement,
            second_object=second,
        )

    def _leftwards(
        self, words: list[str], mentions: Sequence[Mention | None], title: Title, start: int, takes_portfolio: bool
    ) -> _Left:
        left = _Left(start, start)
        i = start
        if takes_portfolio:
            i = self._portfolio_before(words, mentions, i)
            left.portfolio = " ".join(words[i:start])
            left.start = left.np_start = i
        while i > 0:
            word, mention = words[i - 1], mentions[i - 1]
            if word in ("-", "‑", "–") and i > 1 and words[i - 2] in ("ex", "vice", "then", "co", "deputy", "sub"):
                i -= 1
                continue
            length, kind = self._modifier_before(words, i)
            if length and (mention is None or kind != "neutral"):
                left.deputy = left.deputy or kind == "deputy"
                if kind not in ("deputy", "neutral"):
                    left.tenure = kind
                i -= length
                left.np_start = i
                if left.object is None:
                    left.start = i
            elif mention is not None and mention.end == i and (left.object is None or mention.kind == "demonym"):
                if left.object is None:
                    left.serve(mention)
                i = left.np_start = mention.start
            elif word in _CASE:
                owner = mentions[i - 2] if i > 1 else None
                if owner is not None and owner.end == i - 1 and left.object is None:
                    left.serve(owner)
                    left.np_start = owner.start - (owner.start > 0 and words[owner.start - 1] == "the")
                break
            elif word in _POSSESSIVES:
                left.possessor, left.np_start = word, i - 1
                break
            elif word in _DETERMINERS:
                left.definite, left.indefinite = word in ("the", "this"), word in ("a", "an", "another", "one")
                left.np_start = i - 1
                break
            else:
                break
        return left

    def _rightwards(
        self,
        doc: Doc,
        words: list[str],
        mentions: Sequence[Mention | None],
        title: Title,
        end: int,
        takes_portfolio: bool,
        served: Entity | None,
    ) -> _Right:
        right = _Right(end)
        j, size = end, len(words)
        for length in (3, 2, 1):
            stated = self._after.get(tuple(words[j : j + length]))
            if stated:
                right.tenure, right.end = stated, j + length
                j += length
                break
        sent = title.office in _SENT_TO
        while j + 1 < size and words[j] in _LINKS and len(right.complement.split()) < _LONGEST_COMPLEMENT:
            link, k = words[j], j + 1
            if link in ("in", "at", "to") and not sent:
                break
            if words[k] in ("the", "its", "his", "her", "our") and k + 1 < size:
                k += 1
            mention = mentions[k]
            if takes_portfolio and not right.portfolio:
                stop = self._portfolio_after(words, k)
                if stop > k and (mention is None or stop > mention.end):
                    right.portfolio = " ".join(words[k:stop])
                    right.add(right.portfolio)
                    j = right.end = stop
                    continue
            if mention is not None and mention.start == k:
                if sent and link != "of":
                    right.add(doc[mention.start : mention.end].text)
                elif right.object is None and (served is None or served.kind != "organisation" or _names(mention)):
                    if served is not None and link == "for" and served.kind == "organisation":
                        right.add(doc[mention.start : mention.end].text)
                    else:
                        right.serve(mention)
                else:
                    break
                j = right.end = mention.end
                if j < size and words[j] in _CASE:
                    break
                continue
            if link == "in" or link == "at":
                break
            stop = self._opaque(doc, words, mentions, k)
            if stop == k:
                break
            if link == "of" and right.object is None and any(w in _ORGANISATION_WORDS for w in words[k:stop]):
                if any(doc[i].text[:1].isupper() for i in range(k, stop)):
                    right.object, right.span, right.kind = Entity("organisation", doc[k:stop].text), (k, stop), "organisation"
            right.add(" ".join(words[k:stop]))
            j = right.end = stop
        return right

    @staticmethod
    def _opaque(doc: Doc, words: list[str], mentions: Sequence[Mention | None], k: int) -> int:
        """The end of an unknown complement that starts at token `k`."""
        stop = k
        while stop < len(words) and stop - k < _LONGEST_COMPLEMENT:
            word, mention = words[stop], mentions[stop]
            if word in _STOPS or word in _CASE or word.isspace() or (word in _LINKS and stop > k):
                break
            if word == "and" and (stop + 1 >= len(words) or mentions[stop + 1] is not None):
                break
            if doc[stop].ent_type_ == "PERSON" or (mention is not None and stop > k and mention.kind == "date"):
                break
            stop += 1
        if stop > k and words[stop - 1] == "and":
            stop -= 1
        return stop

    def _portfolio_before(self, words: list[str], mentions: Sequence[Mention | None], end: int) -> int:
        """The first token of the portfolio that ends before token `end` ("trade and industry" minister)."""
        start = end
        while start > 0:
            for length in range(min(self._longest_portfolio, start), 0, -1):
                if tuple(words[start - length : start]) in self._portfolios and mentions[start - length] is None:
                    start -= length
                    break
            else:
                return start
            k = start
            while k > 1 and words[k - 1] in ("and", "&", ",", "-", "/"):
                k -= 1
            if k < start and words[k - 1] in self._portfolio_words and words[k - 1] != "and":
                start = k
            else:
                return start
        return start

    def _portfolio_after(self, words: list[str], start: int) -> int:
        """The end of the portfolio that starts at token `start` ("foreign affairs and trade")."""
        j = start
        while j < len(words):
            lengths = range(min(self._longest_portfolio, len(words) - j), 0, -1)
            length = next((n for n in lengths if tuple(words[j : j + n]) in self._portfolios), 0)
            if not length:
                return start if j == start else end
            j = end = j + length
            while j < len(words) and words[j] in (",", "and", "&", "the"):
                j += 1
            if j == end or j >= len(words) or words[j] not in self._portfolio_words:
                return end
        return j

    def _modifier_before(self, words: list[str], end: int) -> tuple[int, str]:
        for length in range(min(_LONGEST_MODIFIER, end), 0, -1):
            kind = self._before.get(tuple(words[end - length : end]))
            if kind:
                return length, kind
        return 0, ""


@dataclass(slots=True)
class _Left:
    """What stands before the form of a title."""

    start: int
    np_start: int
    portfolio: str = ""
    deputy: bool = False
    tenure: str | None = None
    object: Entity | None = None
    kind: str = ""
    span: tuple[int, int] | None = None
    possessor: str | None = None
    definite: bool = False
    indefinite: bool = False

    def serve(self, mention: Mention) -> None:
        self.object, self.kind, self.span = _entity(mention), _kind(mention), (mention.start, mention.end)


@dataclass(slots=True)
class _Right:
    """What stands behind the form of a title."""

    end: int
    portfolio: str = ""
    tenure: str | None = None
    object: Entity | None = None
    kind: str = ""
    span: tuple[int, int] | None = None
    complement: str = ""

    def serve(self, mention: Mention) -> None:
        self.object, self.kind, self.span = _entity(mention), _kind(mention), (mention.start, mention.end)

    def add(self, words: str) -> None:
        self.complement = f"{self.complement} {words}".strip()


def _inside_name(mentions: Sequence[Mention | None], start: int, end: int) -> bool:
    over = mentions[start]
    return over is not None and over.kind in ("organisation", "treaty", "institution") and over.end >= end


def _deputy(office: str) -> str:
    if office == "prime_minister":
        return "deputy_prime_minister"
    return office if office in ("vice_president", "deputy_prime_minister") or office.startswith(DEPUTY) else DEPUTY + office


def _kind(mention: Mention) -> str:
    """The kind of object as the overrides of `offices.toml` name it."""
    if mention.kind == "place":
        return "region" if mention.form == "region" else "country"
    return mention.form if mention.kind in ("organisation", "institution", "treaty") else "country"


def _names(mention: Mention) -> bool:
    return mention.kind in ("organisation", "institution")


_ORGANISATION_WORDS: Final = frozenset(
    """party union council commission organization organisation committee association league front movement bank court
    assembly conference forum community agency alliance federation congress parliament senate""".split()
)


def _entity(mention: Mention) -> Entity | None:
    if mention.kind in ("organisation", "treaty"):
        return Entity("organisation", mention.name)
    return Entity("country", mention.name) if mention.name else None
