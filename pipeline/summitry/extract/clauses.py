"""The verbs of a list of cues in the tokens, with how they are said and who is their subject.

This reads tokens, names and titles alone, so that roles can be found before anything else knows who acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from summitry.extract.inflect import Form, inflect
from summitry.extract.reading import Person, Reading, Sentence

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "gets", "got"})
_FUTURE: Final = frozenset({"will", "shall", "to", "'ll", "’ll"})
_MODAL: Final = frozenset(
    {
        "would",
        "could",
        "may",
        "might",
        "should",
        "wants",
        "want",
        "hopes",
        "hoped",
        "can",
        "if",
        "whether",
        "tried",
        "refused",
        "declined",
        "seeks",
        "wanted",
    }
)
_NEGATION: Final = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nor"})
_GROUP: Final = (
    _BE
    | _FUTURE
    | _MODAL
    | _NEGATION
    | frozenset(
        """has have had did does do now currently also then still recently formally officially just already later soon who
        which expected due set scheduled slated about likely likewise himself herself himself once previously formerly
        today yesterday again eventually since thereafter reportedly unanimously narrowly overwhelmingly first last thus
        himself itself immediately suddenly abruptly unexpectedly himself himself monday tuesday wednesday thursday friday
        saturday sunday on in has both controversially""".split()
    )
)
_PAST: Final = frozenset({"had", "was", "were", "did"})
_PERFECT: Final = frozenset({"has", "have"})
_HE: Final = frozenset({"he", "she"})
_OF: Final = frozenset({"of", "for", "with", "by", "to", "from", "against", "about", "between", "than"})
_CONTRACTING: Final = frozenset({"he", "she", "it", "who", "that", "there"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in the tokens `start:end`; its verb group starts at `group`. `tense`: past, perfect, present, future, modal."""

    sense: str
    start: int
    end: int
    group: int
    form: Form
    passive: bool
    negated: bool
    tense: str
    relative: bool
    sentence: Sentence


class ClauseReader:
    """Finds the verbs of cue rows that have `sense` and `forms`."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._verbs: dict[str, list[tuple[tuple[str, ...], Form, str]]] = {}
        for row in rows:
            for phrase in row["forms"]:
                for words, form in inflect(phrase):
                    self._verbs.setdefault(words[0], []).append((words, form, str(row["sense"])))
        for entries in self._verbs.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[2], entry[1]))

    def read(self, reading: Reading) -> Iterator[Clause]:
        """The cue verbs of a reading in the order of the text; the longest phrase wins."""
        lower = reading.lower
        for sentence in reading.sentences:
            taken = sentence.start
            for i in range(sentence.start, sentence.end):
                entries = self._verbs.get(lower[i]) if i >= taken else None
                if entries is None or reading.name_at[i] is not None or not _may_be_verb(reading, i):
                    continue
                if lower[i] in _CASE and lower[i - 1] not in _CONTRACTING:
                    continue
                found = None
                for words, form, sense in entries:
                    if len(words) > 1 and tuple(lower[i : i + len(words)]) != words:
                        continue
                    clause = _clause(reading, sentence, i, i + len(words), form, sense)
                    if form == "part" and not clause.passive and clause.tense not in ("perfect", "past"):
                        if any(w == words and f == "past" for w, f, _ in entries):
                            continue
                    found = clause
                    break
                if found is not None:
                    yield found
                    taken = found.end if found.sense != "becomes" or found.end - found.start > 1 else taken


def _may_be_verb(reading: Reading, i: int) -> bool:
    """Whether a word is no title, unless it reads as its plural behind a subject ("who heads", "X chairs")."""
    title = reading.title_at[i]
    if title is None:
        return True
    before = reading.lower[i - 1] if i else ""
    return (
        title.plural and title.np_start == i == title.head and (before in _GROUP or reading.name_at[i - 1] is not None)
    )


def _clause(reading: Reading, sentence: Sentence, start: int, end: int, form: Form, sense: str) -> Clause:
    lower = reading.lower
    group = start
    while group > sentence.start and lower[group - 1] in _GROUP and reading.mention_at[group - 1] is None:
        group -= 1
    words = lower[group:start]
    passive = form in ("part", "past") and any(w in _BE for w in words)
    if _MODAL.intersection(words):
        tense = "modal"
    elif _FUTURE.intersection(words):
        tense = "future"
    elif _PERFECT.intersection(words):
        tense = "perfect"
    elif form == "past" or (form == "part" and _PAST.intersection(words)):
        tense = "past"
    elif form == "ing":
        tense = "past" if _PAST.intersection(words) else "ing"
    else:
        tense = "present"
    relative = "who" in words or "which" in words
    return Clause(
        sense, start, end, group, form, passive, bool(_NEGATION.intersection(words)), tense, relative, sentence
    )


def subject_of(reading: Reading, clause: Clause) -> Person | None:
    """The person who is the subject of a clause: the name before its verb group, across appositions, or "he"."""
    sentence, lower = clause.sentence, reading.lower
    k = clause.group - 1
    if k < sentence.start:
        return None
    if lower[k] in _HE:
        return last_subject(reading, k, sentence)
    name = reading.name_at[k]
    if name is None and reading.words[k] in (",", ")", "–", "—", "-"):
        name = _before_apposition(reading, k, sentence)
    if name is None:
        title = reading.title_at[k]
        mention = reading.mention_at[k]
        first = title.np_start if title is not None else mention.start if mention is not None else k
        j = first - 1
        if title is None and mention is not None and j > sentence.start and lower[j] in ("of", "from"):
            name = reading.name_at[j - 1]
        elif title is not None and j > sentence.start and reading.words[j] in (",", "–"):
            name = reading.name_at[j - 1] if clause.relative else None
    if name is None:
        return None
    before = name.np_start - 1
    title = reading.title_at[before] if before >= sentence.start else None
    if title is not None and title.end == name.np_start:
        before = title.np_start - 1
    if not clause.relative and before >= sentence.start and (lower[before] in _OF):
        return None
    return reading.person_of[name]


def _before_apposition(reading: Reading, k: int, sentence: Sentence) -> Any:
    """The name whose apposition ends at the comma or bracket `k`."""
    name = reading.name_at[k - 1] if k > sentence.start else None
    if name is not None and name.end == k:
        return name
    for j in range(k - 1, max(sentence.start, k - 25), -1):
        if reading.words[j] in (",", "(", "–", "—", "-"):
            name = reading.name_at[j - 1]
            if name is not None and name.end == j:
                return name
    name = reading.name_at[k - 1] if k > sentence.start else None
    mention = reading.mention_at[k - 1] if k > sentence.start else None
    if (
        mention is not None
        and mention.start - 1 > sentence.start
        and reading.lower[mention.start - 1] in ("of", "from")
    ):
        return reading.name_at[mention.start - 2]
    return name


def last_subject(reading: Reading, k: int, sentence: Sentence) -> Person | None:
    """Whom "he" at token `k` means: the first person named before in the sentence, else in one of the two before."""
    for index in range(sentence.index, max(sentence.index - 3, -1), -1):
        here = reading.sentences[index]
        owner: Person | None = None
        for i in range(here.start, min(here.end, k)):
            name = reading.name_at[i]
            if name is not None and name.start == i:
                if name.end < len(reading.words) and reading.words[name.end] in _CASE:
                    owner = reading.person_of[name] if index == sentence.index else None
                    continue
                if i > here.start and reading.lower[name.np_start - 1] in _OF:
                    continue
                return reading.person_of[name]
        if owner is not None:
            return owner
    return None
