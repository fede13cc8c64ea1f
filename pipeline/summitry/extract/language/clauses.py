"""The verbs of a list of cues in the tokens, with how they are said and who is their subject.

This reads tokens, names and titles alone, so that roles can be found before anything else knows who acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.extract.language.inflect import Form, inflect
from summitry.extract.people.gender import fits
from summitry.extract.reading import Person, Reading, Sentence
from summitry.lexicon import Lexicon

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "gets", "got"})
_FUTURE: Final = frozenset({"will", "shall", "to", "'ll", "’ll"})
_NEGATION: Final = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nor"})
_PAST: Final = frozenset({"had", "was", "were", "did"})
_PERFECT: Final = frozenset({"has", "have"})
_HE: Final = frozenset({"he", "she"})
_OF: Final = frozenset({"of", "for", "with", "by", "to", "from", "against", "about", "between", "than"})
_CONTRACTING: Final = frozenset({"he", "she", "it", "who", "that", "there"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue verb in the tokens `start:end`, with its verb group from `group` on.

    `tense` is past, perfect, present, future, modal or "ing".
    """

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
    """Finds the verbs of the tables `office_verb` in `cues/offices.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [row for row in lexicon.cues["offices"] if row["table"] == "office_verb"]
        self._modal = cue_words(lexicon, "offices", "modal")
        self._group = _BE | _FUTURE | _NEGATION | self._modal | cue_words(lexicon, "offices", "verb_group")
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
                if entries is None or reading.name_at[i] is not None or not _may_be_verb(reading, i, self._group):
                    continue
                if lower[i] in _CASE and lower[i - 1] not in _CONTRACTING:
                    continue
                if lower[i - 1] == "-" and i and not reading.doc[i - 1].whitespace_:
                    continue  # "the Novak-led team"
                found = None
                for words, form, sense in entries:
                    if len(words) > 1 and tuple(lower[i : i + len(words)]) != words:
                        continue
                    clause = self._clause(reading, sentence, i, i + len(words), form, sense)
                    bare = form == "part" and not clause.passive and clause.tense not in ("perfect", "past")
                    if bare and any(w == words and f == "past" for w, f, _ in entries):
                        continue
                    found = clause
                    break
                if found is not None:
                    yield found
                    taken = found.end if found.sense != "becomes" or found.end - found.start > 1 else taken

    def _clause(self, reading: Reading, sentence: Sentence, start: int, end: int, form: Form, sense: str) -> Clause:
        lower = reading.lower
        group = start
        while group > sentence.start and lower[group - 1] in self._group and _free(reading, group - 1):
            group -= 1
        words = lower[group:start]
        passive = form in ("part", "past") and any(w in _BE for w in words)
        if self._modal.intersection(words):
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


def _may_be_verb(reading: Reading, i: int, group: AbstractSet[str]) -> bool:
    """Whether a word is no title, unless it reads as its plural behind a subject ("who heads", "X chairs")."""
    title = reading.title_at[i]
    if title is None:
        return True
    before = reading.lower[i - 1] if i else ""
    return (
        title.plural and title.np_start == i == title.head and (before in group or reading.name_at[i - 1] is not None)
    )


def _free(reading: Reading, i: int) -> bool:
    """Whether no name of the lexicons and no person stands at a token ("May")."""
    return reading.mention_at[i] is None and reading.name_at[i] is None


def subject_of(reading: Reading, clause: Clause) -> Person | None:
    """The person who is the subject of a clause: the name before its verb group, across appositions, or "he"."""
    sentence, lower = clause.sentence, reading.lower
    k = clause.group - 1
    if k < sentence.start:
        return None
    if lower[k] in _HE:
        return last_subject(reading, k, sentence)
    if lower[k] == "and":  # "X took the oath and became president"
        return last_subject(reading, k, sentence) if reading.name_at[k - 1] is None else None
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


def _before_apposition(reading: Reading, k: int, sentence: Sentence) -> Name | None:
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
    word = reading.lower[k]
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
                if not fits(word, reading.person_of[name]):
                    continue
                return reading.person_of[name]
        if owner is not None:
            return owner
    return None
