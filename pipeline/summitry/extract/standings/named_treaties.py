"""Treaties that no lexicon lists, named by their form: "the Kuala Lumpur Peace Accord", "the Treaty on ...".

A capitalised noun for a treaty closes a run of capitalised words, or opens a title behind "of", "on", "for"; a
declaration may be written small behind the name of its event ("the Lisbon Water Forum declaration").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.reading import Reading

_CLOSING: Final = frozenset(
    {
        "Treaty",
        "Accord",
        "Accords",
        "Convention",
        "Agreement",
        "Pact",
        "Protocol",
        "Declaration",
        "Statute",
        "Charter",
        "Compact",
    }
)
_SMALL: Final = frozenset(
    {
        "declaration",
        "accord",
        "accords",
        "agreement",
        "treaty",
        "pact",
        "convention",
        "charter",
        "communiqué",
        "protocol",
    }
)
_EVENTS: Final = frozenset({"Forum", "Summit", "Conference", "Dialogue", "Congress"})
_OPENING: Final = frozenset(
    {"Accord", "Pact", "Charter", "Treaty", "Convention", "Agreement", "Declaration", "Protocol"}
)
_LINKS: Final = frozenset({"of", "on", "for", "the", "and", "against", "&"})
_DAYS: Final = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March"}
    | {"April", "May", "June", "July", "August", "September", "October", "November", "December"}
)
_NO_NAME: Final = frozenset(
    {
        "The",
        "A",
        "An",
        "This",
        "New",
        "Joint",
        "Peace",
        "Trade",
        "Free",
        "Final",
        "Defence",
        "Defense",
        "Under",
        "In",
        "By",
        "Its",
    }
)


def named_treaties(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """The spans and names of treaties known by form alone, in order; what the lexicon knows is left out."""
    words = reading.words
    i = 0
    while i < len(words):
        found = None
        covered = reading.mention_at[i]
        if covered is None or covered.kind != "treaty":
            found = _closing(reading, i) or _opening(reading, i)
        if found is not None and not any(_is_treaty(reading, k) for k in range(*found)):
            yield *found, reading.text(*found)
            i = found[1]
        else:
            i += 1


def _is_treaty(reading: Reading, i: int) -> bool:
    mention = reading.mention_at[i]
    return mention is not None and mention.kind == "treaty"


def _closing(reading: Reading, i: int) -> tuple[int, int] | None:
    """ "the Ankara Declaration": the noun at `i` with the capitalised words before it."""
    words = reading.words
    small = words[i] in _SMALL
    covered = reading.mention_at[i]
    if covered is not None and covered.end > i + 1:
        return None  # "Collective Security Treaty Organization"
    if not small and words[i] not in _CLOSING:
        return None
    if words[i - 1 : i + 1] == ["National", "Convention"]:
        return None  # a party's
    start = i
    first = reading.sentences[reading.sentence_at[i]].start
    while start > first and not _is_person(reading, start - 1):
        if words[start - 1][:1].isupper():
            start -= 1
        elif words[start - 1] in ("of", "for") and (owner := reading.mention_at[start - 2]) is not None and start < i:
            start = owner.start  # "the Council of Europe Convention"
        elif words[start - 1] == "-" and start - 2 >= first and words[start - 2][:1].isupper() and start < i:
            start -= 2  # "the Anti-Bribery Convention"
        else:
            break
    while (
        start < i
        and words[start] in _NO_NAME
        and words[start] in ("The", "A", "An", "This", "Under", "In", "By", "Its")
    ):
        start += 1
    run = words[start:i]
    if "Membership" in run or "Accession" in run:
        return None  # "Finland's NATO Membership Protocol"
    if not run or all(word in _NO_NAME for word in run) or (small and run[-1] not in _EVENTS):
        return None
    if not small and words[i + 1 : i + 2] in (["on"], ["of"]) and len(run) < 2:
        return None
    return start, i + 1 if small or words[i + 1 : i + 2] == ["of"] else _titled(reading, i)


def _titled(reading: Reading, i: int) -> int:
    """The end of a title that goes on behind its noun ("the Council of Europe Convention for the Protection of X")."""
    words = reading.words
    end = i + 1
    if words[end : end + 1] not in (["on"], ["for"], ["against"]):
        return end
    k = end + 1 + (words[end + 1 : end + 2] == ["the"])
    if k >= len(words) or not words[k][:1].isupper() or reading.mention_at[k] is not None or words[k] in _DAYS:
        return end
    limit = reading.sentences[reading.sentence_at[i]].end
    while k < limit and (words[k][:1].isupper() or words[k] in _LINKS):
        k += 1
        if words[k - 1][:1].isupper():
            end = k
    return end


def _opening(reading: Reading, i: int) -> tuple[int, int] | None:
    """ "Treaty on the Eurasian Economic Union": the noun at `i` with the capitalised title behind it."""
    words = reading.words
    if words[i] not in _OPENING or words[i + 1 : i + 2] not in (["of"], ["on"], ["for"]):
        return None
    end = i + 1
    k = i + 1
    limit = reading.sentences[reading.sentence_at[i]].end
    while k < limit and (words[k][:1].isupper() or words[k] in _LINKS or _goes_on(words, k)):
        k += 1
        if words[k - 1][:1].isupper():
            end = k
    return (i, end) if end > i + 1 else None


def _goes_on(words: Sequence[str], k: int) -> bool:
    """Whether a comma or hyphen stands inside one title ("Friendship, Good-Neighbourliness and Cooperation")."""
    behind = words[k + 1 : k + 6]
    if words[k] == "-":
        return words[k - 1][:1].isupper() and bool(behind) and behind[0][:1].isupper()
    if words[k] != "," or "and" not in behind:
        return False
    at = behind.index("and")
    inside = (*behind[:at], *behind[at + 1 : at + 2])
    return at > 0 and len(inside) > at and all(word[:1].isupper() or word == "-" for word in inside)


def _is_person(reading: Reading, i: int) -> bool:
    return reading.name_at[i] is not None or reading.title_at[i] is not None
