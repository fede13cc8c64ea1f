"""The verb group around a cue: voice, negation and assertion, read from the words to the left of the verb.

The words are those of `assertions.toml`. The order of strength: cancelled, denied, possible, planned, asserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.inflect import Form
from summitry.lexicon import Lexicon

_AUXILIARIES: Final = frozenset(
    """will would shall should may might can could must do does did have has had is are was were be been being am 'll ’ll 's ’s 'd ’d to not n't
    n’t never also already still just now later then soon personally reportedly possibly probably likely officially formally recently briefly
    separately jointly earlier therefore instead nevertheless either all both each only even again once finally currently due set expected
    scheduled slated going planning plans plan planned intends intend intended agreed agrees preparing prepares about poised promised pledged
    ready decided vowed wants want aims hopes hope hoping hoped wishes seeks willing keen considering mulling weighing refused refuses declined
    declines failed opted chose unable bound tipped unlikely cannot ruled out rule supposed confirmed got gets get yet longer no ever
    tentatively potentially believed thought reported said invited asked urged told ordered allowed forced""".split()
)
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "get", "got", "gets"})
_PRESENT_BE: Final = frozenset({"is", "are", "am", "'s", "’s"})
_PAST: Final = frozenset({"had", "was", "were", "did", "has", "have"})
_KINDS: Final = ("cancelled", "denied", "possible", "planned", "negation")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a verb is said: from item `start`, in the passive or not, negated or not, with its assertion.

    `assertion` is None when the words leave it open: then tense decides. `tense` is past, present, future or none.
    """

    start: int
    passive: bool
    negated: bool
    assertion: str | None
    tense: str
    finite: bool


class VoiceReader:
    """Reads verb groups with the words of `assertions.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.cues["assertions"]
        self._forms = {
            kind: sorted((tuple(str(r["value"]).split()) for r in rows if r["table"] == kind), key=lambda w: (-len(w), w))
            for kind in _KINDS
        }

    def read(self, words: Sequence[str], first: int, form: Form) -> Voice:
        """Read the verb group that ends with the verb at item `first`."""
        start = first
        while start > 0 and words[start - 1] in _AUXILIARIES:
            start -= 1
        while start < first and words[start] in ("out", "said", "told", "about", "reported", "all", "both", "each", "even", "only"):
            start += 1
        group = list(words[start:first])
        passive = form in ("part", "past") and any(word in _BE for word in group[-3:])
        negated = self._has(group, "negation")
        assertion: str | None = None
        for kind in ("cancelled", "denied", "possible", "planned"):
            if self._has(group, kind):
                assertion = kind
                break
        finite = form in ("s", "past") or bool(group)
        tense = "none"
        if assertion == "planned":
            tense = "future"
        elif any(word in _PAST for word in group) or (form == "past" and not passive) or (form == "past" and not group):
            tense = "past"
        elif form in ("s",) or any(word in _PRESENT_BE for word in group) or (form == "base" and not group):
            tense = "present"
        elif form == "part":
            tense = "past"
        return Voice(start, passive, negated, assertion, tense, finite)

    def around(self, words: Sequence[str], start: int, end: int) -> Voice:
        """Read the words `start:end` that lead to a noun ("is to travel to X for" talks) as one verb group."""
        group = list(words[start:end])
        assertion = next((k for k in ("cancelled", "denied", "possible", "planned") if self._has(group, k, loose=True)), None)
        tense = "future" if assertion == "planned" else "past" if any(w in _PAST or w.endswith("ed") for w in group) else "none"
        return Voice(start, False, self._has(group, "negation"), assertion, tense, True)

    def _has(self, group: list[str], kind: str, *, loose: bool = False) -> bool:
        for form in self._forms[kind]:
            if loose and form == ("to",):
                continue
            size = len(form)
            if any(tuple(group[i : i + size]) == form for i in range(len(group) - size + 1)):
                return True
        return False
