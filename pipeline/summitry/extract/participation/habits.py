"""What usually happens is no attendance: "is typically attended by A and B", "Usually, X attends"."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading

_USUALLY: Final = frozenset(
    {
        "usually", "typically", "traditionally", "normally", "habitually", "customarily", "ordinarily", "generally",
        "regularly", "often", "frequently", "routinely", "historically", "commonly",
    }
)  # fmt: skip
_AUXILIARIES: Final = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "also", "most", "more", "very", "quite"}
)
_AHEAD: Final = frozenset({"will", "would", "to"})


def habitual(reading: Reading, frame: Frame) -> bool:
    """Whether a frame tells what usually happens, by the adverb beside its verb or at the head of its sentence."""
    lower, first = reading.lower, frame.sentence.start
    if _USUALLY.intersection(lower[frame.start : frame.end]):
        return True
    if frame.form in ("noun", "owned") and _USUALLY.intersection(lower[frame.end : frame.end + 2]):
        return True
    k = frame.start - 1
    while k > first and lower[k] in _AUXILIARIES:
        k -= 1
    if lower[k] in _USUALLY and k < frame.start:
        return k == first or lower[k - 1] not in _AHEAD
    if "first" in lower[first : frame.start] and "time" in lower[first : frame.start] and frame.sense == "skip":
        k = lower.index("time", first)
        if lower[k - 1] == "first" and lower[k + 1] in ("that", "since", "a", "any"):
            return True  # "the first time that a president has missed a summit"
    opens = lower[first] in _USUALLY and first + 1 < frame.start and lower[first + 1] == ","
    return opens and not _AHEAD.intersection(lower[frame.clause[0] : frame.start])
