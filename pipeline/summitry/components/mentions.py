"""Mentions: typed, named token spans, and the policy for choosing among overlapping ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

MentionKind = Literal["country", "demonym", "capital", "seat", "organisation", "treaty", "institution", "place", "date"]

PRIORITY: Final[tuple[MentionKind, ...]] = (
    "country",
    "organisation",
    "treaty",
    "demonym",
    "capital",
    "seat",
    "institution",
    "place",
    "date",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of tokens that names something of a lexicon.

    `start` and `end` are token indices, half-open. `name` is canonical: the alpha-2 code of a country (its English
    name when it has none), also for demonyms, capitals, seats, places and institutions ("" when of no known country);
    the common name of an organisation or treaty. `form` says more of the kind: the kind of organisation, place or
    institution, "adjective" or "noun" of a demonym.
    """

    start: int
    end: int
    kind: MentionKind
    name: str
    form: str = ""

    @property
    def country(self) -> str:
        """The country meant, or ""."""
        return "" if self.kind in ("organisation", "treaty", "date") else self.name


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions, then the leftmost, then the kind that stands first in `PRIORITY`."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, PRIORITY.index(m.kind), m.name)):
        if not taken.intersection(range(mention.start, mention.end)):
            kept.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(kept, key=lambda m: m.start)
