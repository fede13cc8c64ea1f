"""What follows a verb: an event, a word that stands for one, nothing, or something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading

_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "his", "her", "their", "its", "all", "both", "every", "one", "some"}
)
_ADVERBS: Final = frozenset(
    {
        "also",
        "instead",
        "personally",
        "remotely",
        "virtually",
        "online",
        "too",
        "either",
        "only",
        "altogether",
        "again",
        "both",
        "together",
        "briefly",
        "now",
        "there",
        "here",
        "however",
    }
)
_ALONE: Final = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "and",
        "but",
        "or",
        "as",
        "while",
        "because",
        "after",
        "before",
        "when",
        "alongside",
        "along",
        "together",
        "over",
        "due",
        "via",
        "with",
        "if",
        "from",
        "despite",
        "although",
        "though",
        "amid",
        "by",
        "on",
        "until",
        "since",
        "next",
        "this",
        "last",
        "today",
        "tomorrow",
        "yesterday",
        "at",
        "in",
        "for",
        "to",
        "later",
        "earlier",
        "nor",
        "than",
        "who",
        "where",
        "without",
        "on",
        "citing",
        "-",
        "–",
        "—",
        "so",
        "unless",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "shortly",
        "despite",
        "remotely",
        "according",
        "altogether",
        "hours",
        "days",
        "in-person",
        "include",
        "includes",
        "included",
        "are",
        "were",
        "is",
        "was",
        "has",
        "have",
        "will",
    ]
)
_GENERIC: Final = frozenset(
    {
        "it",
        "them",
        "event",
        "gathering",
        "occasion",
        "opening",
        "proceedings",
        "get-together",
        "table",
        "event.",
        "festivities",
        "rest",
        "day",
        "list",
        "closing",
        "event's",
        "celebrations",
        "dinner",
        "sessions",
        "session",
        "part",
    }
)


def complement_of(reading: Reading, frame: Frame, at: Mapping[int, EventMention]) -> tuple[str, EventMention | None]:
    """What follows the verb: an event, a generic noun for it, nothing, or something else."""
    for k in range(frame.end, min(frame.end + 9, frame.sentence.end)):
        word = reading.lower[k]
        if k in at:
            return "event", at[k]
        if word in _GENERIC:
            return "generic", None
        if word in _ALONE:
            ahead = at.get(k + 1) or at.get(k + 2) if word in ("at", "in", "for", "to", "from") else None
            return ("event", ahead) if ahead is not None else ("none", None)
        if (
            word in _DETERMINERS
            or word in _ADVERBS
            or word.endswith("ly")
            or word in ("first", "of", "leaders", "entire", "whole", "opening", "informal", "official", "formal")
        ):
            continue
        return "other", None
    return "none", None


def to_leaders(reading: Reading, frame: Frame) -> bool:
    """Whether the object of a verb is the unnamed guests of an event ("welcomed the leaders")."""
    words = reading.lower[frame.end : frame.end + 7]
    return any(
        word
        in (
            "leaders",
            "ministers",
            "delegates",
            "presidents",
            "guests",
            "heads",
            "participants",
            "delegations",
            "counterparts",
            "colleagues",
        )
        for word in words[:5]
    ) and not any(reading.name_at[i] is not None for i in range(frame.end, min(frame.end + 3, len(reading.words))))
