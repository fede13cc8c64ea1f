"""States that a subject names in an aside: "the three allies — A, B and C — have", "six states, including A"."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.standings.standing_phrases import is_number
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_DASHES: Final = frozenset({"-", "--", "–", "—"})
_CLOSING: Final = {")": frozenset({"("}), ",": frozenset({",", "including"}), **dict.fromkeys(_DASHES, _DASHES)}
_COMMAS: Final = frozenset({",", *_DASHES})
_WHOM: Final = frozenset({"whom", "which"})
_EACH: Final = frozenset({"all", "both", "each"})
_RELATIVES: Final = frozenset({"which", "that", "who", "all", "both", "also"})
_NAMING: Final = (("including",), ("among", "them"), ("such", "as"), ("like",), ("namely",))


def states_aside(ground: Ground, frame: Frame) -> list[Entity]:
    """The states that stand between dashes, in parentheses or behind "including" before the verb of a frame."""
    lower, first = ground.reading.lower, frame.sentence.start
    k = frame.clause[0] - 1
    while k > first and lower[k] in _RELATIVES:
        k -= 1
    if k <= first or lower[k] not in _CLOSING:
        return []
    group = ground.states.group_to(k - 1, first)
    if not group:
        return []
    before = group[0].start - 1
    while before > first and lower[before] in ("the", "both"):
        before -= 1
    if k > first and lower[k] in _DASHES and lower[frame.clause[0] - 1] in _RELATIVES:
        return ground.states_of(group)  # "A and B — which quit"
    named = any(tuple(lower[before - len(words) + 1 : before + 1]) == words for words in _NAMING)
    if named:
        nouns = lower[max(first, before - 6) : before]
        return ground.states_of(group) if ground.words["states"].intersection(nouns) else []
    if lower[before] in _CLOSING[lower[k]] and (lower[k] != "," or len(group) > 2):
        nouns = lower[max(first, before - 10) : before]
        return ground.states_of(group) if ground.words["states"].intersection(nouns) else []
    return []


def each_of(ground: Ground, frame: Frame) -> list[Entity]:
    """ "A, B and C, all of whom are": the states listed before."""
    lower, first = ground.reading.lower, frame.sentence.start
    pronoun = next((k for k in range(frame.start - 1, max(first + 3, frame.start - 4), -1) if lower[k] in _WHOM), None)
    if pronoun is None or lower[pronoun - 1] != "of":
        return []
    k = pronoun - 2
    while k > first + 1 and (lower[k] in _EACH or is_number(lower[k]) or lower[k - 1] in _EACH):
        k -= 1  # "all three of whom"
    counted = _EACH.intersection(lower[k + 1 : pronoun])
    return ground.states_of(ground.states.group_to(k - 1, first)) if counted and lower[k] in _COMMAS else []
