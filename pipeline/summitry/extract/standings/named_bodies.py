"""Organisations that no lexicon lists, known by their form: a name with its letters behind, or "the 11-nation X Team".

Their form is "body": "the bloc" and "it" are not taken for them, unless states are said to make them up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.reading import Reading

_HEADS: Final = frozenset(
    {"Organization", "Organisation", "Alliance", "Union", "Community", "Forum", "Council", "Commission", "Association"}
    | {"Coalition", "Partnership", "Initiative", "Group", "Team", "Network", "Force", "Bloc", "League", "Conference"}
    | {"Agency", "Authority", "Bank", "Fund", "Committee", "Compact", "Cooperation", "Dialogue", "Mechanism", "Basin"}
)
_LINKS: Final = frozenset({"of", "and", "for", "the", "on", "in", "&"})
_STATES: Final = frozenset({"nation", "member", "country", "state"})
_LONGEST: Final = 14  # words of a name


def named_bodies(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """The spans, names and forms ("organisation" of states, else "body") of unlisted bodies, in order."""
    words = reading.words
    for i, word in enumerate(words[:-1]):
        if word not in _HEADS or reading.mention_at[i] is not None or words[i + 1][:1].isupper():
            continue
        start = _start(reading, i)
        if i - start < 1:
            continue
        if _counted(reading, start):
            yield start, i + 1, "organisation"
        elif words[i + 1] == "(" and words[i + 3 : i + 4] == [")"] and _abbreviates(words[i + 2], words[start : i + 1]):
            yield start, i + 1, "body"


def _start(reading: Reading, i: int) -> int:
    """The first of the capitalised words that end with the noun at `i`."""
    words, first = reading.words, reading.sentences[reading.sentence_at[i]].start
    start = k = i
    while k > first and i - k < _LONGEST:
        before = words[k - 1]
        if reading.name_at[k - 1] is not None or reading.title_at[k - 1] is not None:
            break
        if before[:1].isupper() and before not in ("The", "A", "An", "This", "In", "At", "By"):
            start = k - 1
        elif not (before in _LINKS or before == "-") or k - 1 == first:
            break
        k -= 1
    return start


def _counted(reading: Reading, start: int) -> bool:
    """Whether "11-nation" or the like stands before the name."""
    lower = reading.lower[max(0, start - 4) : start]
    at = next((k for k, word in enumerate(lower) if word in _STATES), None)
    return at is not None and at > 0 and (lower[at - 1] == "-")


def _abbreviates(letters: str, name: list[str]) -> bool:
    """Whether letters in parentheses are the initials of a name, one left out at most."""
    initials = "".join(word[0] for word in name if word[:1].isupper())
    if not 2 < len(letters) < 8 or not letters.isupper():
        return False
    return letters == initials or (len(letters) > 3 and letters in (initials[:-1], initials[1:]))
