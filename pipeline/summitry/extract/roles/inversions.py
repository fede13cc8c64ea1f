"""Offices told before their holders: "Its secretary-general is X", "The current chair is Foreign Minister Y"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading
from summitry.extract.roles.holders import Holding
from summitry.findings import Entity

_COPULAS: Final = frozenset({"is", "was", "remains"})
_BETWEEN: Final = frozenset({"currently", "now", "still", "the", "again", "also", "'s", "’s"})
_OPENERS: Final = frozenset({"whose", "and", ";", "where", "while", "but"})
_TO_NAME: Final = 8  # tokens from the copula to the name, titles between


def inverted(reading: Reading, held: Collection[int]) -> Iterator[Holding]:
    """The holdings of titles that are the subject of a clause; `held` are the heads of titles that have a holder."""
    for title in reading.titles:
        if title.head in held or title.plural or title.relation or title.inner or title.indefinite:
            continue
        if not _opens(reading, title):
            continue
        copula = max(title.end, title.reach)
        if copula >= len(reading.words) or reading.lower[copula] not in _COPULAS:
            continue
        name = _name_behind(reading, copula + 1)
        if name is None:
            continue
        tenure = "former" if reading.lower[copula] == "was" and title.tenure is None else None
        yield Holding(title, name, reading.person_of[name], "role.inverted", _body_before(reading, title), tenure)


def _opens(reading: Reading, title: TitleMention) -> bool:
    """Whether a title is the subject of its clause: it opens it, or stands behind "whose"."""
    first = reading.sentences[reading.sentence_at[title.start]].start
    return title.np_start == first or reading.lower[title.np_start - 1] in _OPENERS or title.possessor == "whose"


def _body_before(reading: Reading, title: TitleMention) -> Entity | None:
    """The organisation that "whose" before a title takes up ("the central bank, whose governor is X")."""
    k = title.np_start - (title.possessor != "whose") - 1
    if reading.lower[k + 1] != "whose":
        return None
    mention = reading.mention_at[k - 1 if reading.lower[k] == "," else k]
    return Entity("organisation", mention.name) if mention is not None and mention.kind == "organisation" else None


def _name_behind(reading: Reading, token: int) -> Name | None:
    """The name behind a copula, with nothing but its own titles, country and adverbs before it."""
    end = reading.sentences[reading.sentence_at[token - 1]].end
    found = next((reading.name_at[k] for k in range(token, min(token + _TO_NAME, end)) if reading.name_at[k]), None)
    if found is None or reading.lower[found.end : found.end + 1] in (["'s"], ["’s"]):
        return None
    before = (k for k in range(token, found.np_start) if reading.title_at[k] is None and reading.mention_at[k] is None)
    return found if all(reading.lower[k] in _BETWEEN for k in before) else None
