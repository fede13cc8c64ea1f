"""Organisations and treaties as they are referred to: by name, by a noun ("the bloc", "the pact") or by "it".

A noun takes up the name before it that it fits: "the court" a court, "the treaty" a treaty, "the alliance" anything
that states can belong to; when none stands before, the first one behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.named_treaties import named_treaties
from summitry.extract.reading import Reading
from summitry.findings import Entity

_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_ARTICLES: Final = frozenset({"the", "this", "that", "same", "its"})
_KIND_OF: Final = {
    "court": ("court",),
    "tribunal": ("court",),
    **dict.fromkeys(("treaty", "statute", "convention", "accord", "accords", "pact", "agreement", "protocol", "deal"), ("treaty",)),
}
# Nouns that fit by the name of the organisation; the others fit whatever states can belong to.
_BY_NAME: Final = ("council", "union", "league", "community", "forum", "association", "commission", "commonwealth", "assembly")
_GENERAL: Final = (
    "bloc", "block", "group", "grouping", "alliance", "organisation", "organization", "body", "club", "pact", "coalition", "partnership",
)  # fmt: skip
_OPEN: Final = frozenset({"organisation", "union", "alliance", "forum"})
_BODIES: Final = frozenset({*_OPEN, "body"})
_REACH: Final = 6  # sentences back that "it" and omitted names look


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens that mean an organisation or a treaty; `form` is its kind in the lexicon ("court", "union", "treaty")."""

    start: int
    end: int
    entity: Entity
    form: str
    named: bool = True
    case: bool = False


class References:
    """All references to organisations and treaties in a reading, in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        named = list(_named(reading))
        self.all: list[Reference] = named
        self.all = sorted([*named, *self._nouns(named)], key=lambda r: r.start)
        self.at: dict[int, Reference] = {i: r for r in self.all for i in range(r.start, r.end)}

    def before(self, token: int, *, treaty: bool = False, any_body: bool = False) -> Reference | None:
        """What "it" or an omitted name at a token means: a treaty, or an organisation that states can belong to."""
        sentence = self._reading.sentence_at[token]
        wanted = ("treaty",) if treaty else (*_BODIES, "court") if any_body else tuple(_OPEN)
        for reference in reversed(self.all):
            if reference.start >= token or reference.form not in wanted:
                continue
            if sentence - self._reading.sentence_at[reference.start] > _REACH:
                return None
            return reference
        return None

    def _nouns(self, named: Sequence[Reference]) -> Iterator[Reference]:
        reading = self._reading
        taken = {i for r in named for i in range(r.start, r.end)}
        known: list[Reference] = list(named)
        for i, word in enumerate(reading.lower):
            noun = word.removesuffix("s") if word == "accords" else word
            if i in taken or not (noun in _KIND_OF or noun in _BY_NAME or noun in _GENERAL):
                continue
            start = self._definite(i)
            if start is None or self._is_other(i, taken):
                continue
            target = self._target(start, noun, known)
            if target is None:
                continue
            case = i + 1 < len(reading.words) and reading.words[i + 1] in _CASE
            found = Reference(start, i + 1, target.entity, target.form, named=False, case=case)
            known.append(found)
            yield found

    def _definite(self, i: int) -> int | None:
        """The article of a definite noun phrase with its noun at `i` ("the six-nation trade bloc")."""
        reading = self._reading
        for k in range(i - 1, max(-1, i - 7), -1):
            word = reading.lower[k]
            if word in _ARTICLES:
                return k if word != "same" or reading.lower[k - 1] != "the" else k - 1
            if reading.mention_at[k] is not None or word in (",", ".", "of", "and", "a", "an", "in", "to", "-") and word != "-":
                return None
        return None

    def _is_other(self, i: int, taken: set[int]) -> bool:
        """Whether the noun is named by what follows ("the grouping BIMSTEC") or is something else ("council of X")."""
        lower = self._reading.lower
        if i + 1 >= len(lower):
            return False
        if i + 1 in taken or (lower[i + 1] == "of" and lower[i + 2 : i + 3] not in (["which"], ["states"], ["nations"])):
            return True
        return lower[i + 1] in ("member", "members", "chief", "leader", "leaders") and lower[i] == "council" and lower[i - 1] != "the"

    def _target(self, start: int, noun: str, known: Sequence[Reference]) -> Reference | None:
        before = sorted((r for r in known if r.end <= start), key=lambda r: -r.start)
        after = sorted((r for r in known if r.start > start and r.named), key=lambda r: r.start)
        for candidates in (before, after):
            for reference in candidates:
                if _fits(noun, reference):
                    return reference
        return None


def _fits(noun: str, reference: Reference) -> bool:
    if noun == "pact":
        return reference.form in ("treaty", "alliance")
    if noun in _KIND_OF:
        return reference.form in _KIND_OF[noun]
    if noun in _BY_NAME:
        return noun.capitalize() in reference.entity.name.split() or (noun == "community" and "Community" in reference.entity.name)
    return reference.form in (_BODIES if noun == "body" else _OPEN)


def _named(reading: Reading) -> Iterator[Reference]:
    treaties = list(named_treaties(reading))
    inside = {i for start, end, _ in treaties for i in range(start, end)}
    for start, end, name in treaties:
        yield Reference(start, end, Entity("treaty", name), "treaty", case=_has_case(reading, end))
    for mention in reading.mentions:
        if mention.kind not in ("organisation", "treaty") or mention.start in inside:
            continue
        entity = Entity(mention.kind, mention.name)
        form = "treaty" if mention.kind == "treaty" else mention.form
        yield Reference(mention.start, mention.end, entity, form, case=_has_case(reading, mention.end))


def _has_case(reading: Reading, end: int) -> bool:
    return end < len(reading.words) and reading.words[end] in _CASE
