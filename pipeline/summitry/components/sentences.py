"""Sentence boundaries from punctuation and line breaks, as a spaCy component ("summitry_sentences").

Not handled: sentences that start in lower case, and quotations of several sentences as one.
"""

from __future__ import annotations

from typing import Any, Final

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_FINAL: Final = frozenset({".", "!", "?", "…", "?!", "..."})
_CLOSING: Final = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
# Forms of address that the tokeniser does not know to end in a full stop.
_ADDRESS: Final = frozenset(
    {
        "Hon",
        "Amb",
        "Eng",
        "Engr",
        "Alh",
        "Brig",
        "Lt",
        "Snr",
        "Col",
        "Capt",
        "Sgt",
        "Maj",
        "Cmdr",
        "Adm",
        "Sec",
        "Min",
        "Rt",
        "Atty",
        "Comm",
        "Arch",
        "Adv",
        "Mhe",
        "Lic",
        "Ing",
        "Arq",
        "Mons",
        "Bp",
        "Abp",
        "Er",
        "Dra",
        "Drs",
        "Barr",
        "Cde",
        "Mgr",
        "Msgr",
        "Mme",
        "Mlle",
        "Sta",
        "Sto",
    }
)
_VOWELS: Final = frozenset("aeiouyAEIOUY")  # "Ts." and "Sh." are initials
_OPENERS: Final = frozenset(
    {
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "He",
        "She",
        "It",
        "They",
        "We",
        "His",
        "Her",
        "Its",
        "Their",
        "This",
        "That",
        "These",
        "Those",
        "But",
        "And",
        "For",
        "As",
        "After",
        "Before",
        "While",
        "When",
        "Since",
        "Under",
        "Both",
        "Earlier",
        "Later",
        "However",
        "Last",
        "Next",
        "Also",
        "Meanwhile",
        "According",
        "There",
    }
)


@Language.component("summitry_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` of every token where nothing has set it before."""
    if not doc.has_annotation("SENT_START"):
        set_sentences(doc, sentence_starts(doc, [token.text for token in doc]))
    return doc


def set_sentences(doc: Doc, starts: list[bool]) -> None:
    """Set where sentences start, for every token; all at once, since spaCy checks the whole Doc at each single one."""
    values: Any = numpy.array([1 if start else -1 for start in starts], dtype="int64").view("uint64")
    doc.from_array([SENT_START], values)


def sentence_starts(doc: Doc, words: list[str], *, breaks: bool = True) -> list[bool]:
    """Say of each token whether a sentence starts there; with `breaks`, line breaks end sentences too.

    `words` are the texts of the tokens.
    """
    starts = [False] * len(doc)
    if starts:
        starts[0] = True
    pending = False
    for index, word in enumerate(words):
        if word.isspace():
            if breaks and "\n" in word:
                pending = pending or "\n\n" in word or _is_break(words, index)
            continue
        if pending and word in _CLOSING and not doc[index - 1].whitespace_:
            continue
        if pending:
            starts[index] = True
        before = words[index - 1] if word == "." and index and not doc[index - 1].whitespace_ else ""
        maria = before == "Ma" and words[index + 1 : index + 2] and words[index + 1] not in _OPENERS
        short = len(before) == 2 and before.istitle() and not _VOWELS.intersection(before)
        address = maria or short or before in _ADDRESS
        pending = word in _FINAL and _may_start(words, index + 1) and not address
        if not pending and word.endswith(".") and len(word) > 1 and index + 1 < len(words):
            pending = words[index + 1] in _OPENERS and "." in word[:-1]
    return starts


def _may_start(words: list[str], index: int) -> bool:
    while index < len(words) and (words[index] in _CLOSING or words[index].isspace()):
        index += 1
    return index >= len(words) or not words[index][0].islower()


def _is_break(words: list[str], index: int) -> bool:
    """A single line break ends a sentence unless the next line goes on in lower case."""
    return index + 1 >= len(words) or not words[index + 1][0].islower()
