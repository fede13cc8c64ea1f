"""Ceremonies that a report tells by a verb, with the guests who were there: "was sworn in … in attendance were"."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.reading import Reading

SWORN: Final = frozenset({"sworn", "sworn-in", "inaugurated", "crowned", "enthroned", "oath"})
_BE: Final = frozenset({"be", "is", "was", "being", "been", "are", "were", "take", "takes", "took", "taken", "taking"})
_AHEAD: Final = frozenset({"will", "to", "shall", "due", "set"})
_THERE: Final = frozenset({"attendance", "attended", "attend", "attending", "guests", "witnessed", "coming", "present"})
_GUESTS: Final = frozenset({"heads", "dignitaries", "delegations", "guests", "leaders"})
_LEAD: Final = 4  # sentences that tell what a report is about
_BEFORE: Final = 4  # tokens before the verb in which its auxiliaries stand


def ceremony_by_verb(reading: Reading) -> EventMention | None:
    """The taking of office that the lead of a report with foreign guests tells, None without guests."""
    words = set(reading.lower)
    if not (SWORN & words and _THERE & words and _GUESTS & words):
        return None
    for sentence in reading.sentences[:_LEAD]:
        for i in range(sentence.start, sentence.end):
            before = reading.lower[max(sentence.start, i - _BEFORE) : i]
            if reading.lower[i] in SWORN and _BE.intersection(before):
                return EventMention(i, i + 1, i, "ceremony", None, ahead=bool(_AHEAD.intersection(before)))
    return None
