"""The verb group around a cue: voice, negation and assertion, read from the words to the left of the verb.

The words are those of `assertions.toml`. The order of strength: cancelled, denied, possible, planned, asserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.language.inflect import Form
from summitry.lexicon import Lexicon

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "get", "got", "gets"})
_PRESENT_BE: Final = frozenset({"is", "are", "am", "'s", "’s"})
_PAST: Final = frozenset({"had", "was", "were", "did", "has", "have"})
_NEVER_FIRST: Final = frozenset({"out", "said", "told", "about", "reported", "all", "both", "each", "even", "only"})
_NOT_ADVERBS: Final = frozenset({"family", "assembly", "rally", "ally", "reply", "supply", "july", "fly", "early"})
_MAY: Final = frozenset({"may", "might", "could", "threatened", "threatens", "threatening"})
_BEFORE_TIME: Final = frozenset({"will", "would", "shall", "may", "might", "could", "to", "has", "have", "had"})
_TIMED: Final = 4  # words of time between an auxiliary and its verb
_KINDS: Final = ("cancelled", "denied", "possible", "planned", "negation")
_AROUND: Final = ("refused", "denied", "not_denied", "possible", "planned", "perhaps", "before", "open")


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
        forms: dict[str, list[str]] = {kind: [str(r["value"]) for r in rows if r["table"] == kind] for kind in _KINDS}
        for row in rows:
            if row["table"] == "around":
                forms.update({f"around.{kind}": list(row[kind]) for kind in _AROUND})
        self._auxiliaries = cue_words(lexicon, "assertions", "auxiliaries")
        self._times = cue_words(lexicon, "syntax", "times") | {"on"}
        self._forms: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        for kind, words in forms.items():
            by_first = self._forms.setdefault(kind, {})
            for form in words:
                by_first.setdefault(form.split()[0], []).append(tuple(form.split()))

    def read(self, words: Sequence[str], first: int, form: Form) -> Voice:
        """Read the verb group that ends with the verb at item `first`."""
        start = self._group_start(words, first)
        timed = start
        while timed > 0 and start - timed < _TIMED and words[timed - 1] in self._times:
            timed -= 1
        if timed < start and timed and words[timed - 1] in _BEFORE_TIME:
            start = self._group_start(words, timed)  # "will this morning pay"
        while start < first and _is_adverb(words[start]) and words[start] not in self._auxiliaries:
            start += 1
        while start < first and words[start] in _NEVER_FIRST:
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
        elif form == "s" or any(word in _PRESENT_BE for word in group) or (form == "base" and not group):
            tense = "present"
        elif form == "part":
            tense = "past"
        return Voice(start, passive, negated, assertion, tense, finite)

    def _group_start(self, words: Sequence[str], start: int) -> int:
        while start > 0 and (words[start - 1] in self._auxiliaries or _is_adverb(words[start - 1])):
            start -= 1
        return start

    def around(self, left: Sequence[str], right: Sequence[str]) -> tuple[str | None, bool]:
        """The assertion of a noun by the words left and right of it, and whether it is only asked for or supposed."""
        if self._near(left, "cancelled") or self._near(right, "cancelled"):
            return "possible" if _MAY.intersection(left) else "cancelled", False
        if self._near(left, "around.refused") or self._near(right, "around.refused"):
            return None, True
        ruled_in = self._near(left, "around.not_denied") or self._near(right, "around.not_denied")
        if not ruled_in and (self._near(left, "around.denied") or self._near(right, "around.denied")):
            return "denied", False
        if self._near(left, "around.perhaps"):
            return "possible", self._near(left, "around.open")
        for kind in ("possible", "planned"):
            if self._near(left, f"around.{kind}") or self._near(right, f"around.{kind}"):
                return kind, self._near(left, "around.open")
        if self._near(left, "around.before"):
            return "planned", self._near(left, "around.open")
        return None, self._near(left, "around.open")

    def denies(self, words: Sequence[str]) -> bool:
        """Whether words before a clause say that somebody denies it ("denied reports that")."""
        return self._near(words, "denied") and not self._near(words, "around.not_denied")

    def cancels(self, words: Sequence[str]) -> bool:
        """Whether words before an infinitive call it off ("cancelled plans to")."""
        return self._near(words, "cancelled")

    def _near(self, group: Sequence[str], kind: str) -> bool:
        return self._has(list(group), kind)

    def _has(self, group: list[str], kind: str) -> bool:
        forms = self._forms[kind]
        for i, word in enumerate(group):
            for form in forms.get(word, ()):
                if len(form) == 1 or tuple(group[i : i + len(form)]) == form:
                    return True
        return False


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _NOT_ADVERBS
