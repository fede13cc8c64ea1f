"""From which countries a name may come, by the letters it is made of.

A naive Bayes classifier over groups of three letters (W. B. Cavnar and J. M. Trenkle, "N-Gram-Based Text
Categorization", 1994, use such groups for languages). Its tables are data (`lexicons/name_families.csv`,
`lexicons/name_origins.csv`), made by `training/name_origins.py`; they hold no names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from math import exp
from typing import Final

from summitry.lexicon import Lexicon

_LETTERS: Final = re.compile(r"[a-z]+")
_FEWEST: Final = 3  # letter groups of a name known to the table, below which it says nothing
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"}
)


def letter_groups(name: str) -> Iterator[str]:
    """The groups of three letters of every word, its beginning and end marked with "^" and "$"."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    for word in _LETTERS.findall("".join(letter for letter in plain if not unicodedata.combining(letter))):
        marked = f"^{word}$"
        for i in range(len(marked) - 2):
            yield marked[i : i + 3]


def origins(lexicon: Lexicon, name: str) -> Mapping[str, float]:
    """How likely a name comes from a country, by alpha-2 code; the countries of a family share its likelihood.

    Empty where the name has too few letter groups that the lexicon knows.
    """
    weights = lexicon.letter_weights
    known = [weights[group] for group in letter_groups(name) if group in weights]
    if len(known) < _FEWEST:
        return {}
    scores = [sum(column) / 10 for column in zip(*known, strict=True)]
    highest = max(scores)
    chances = [exp(score - highest) for score in scores]
    total = sum(chances)
    found: dict[str, float] = {}
    for family, chance in zip(lexicon.name_families, chances, strict=True):
        for country in family.countries:
            found[country] = max(found.get(country, 0.0), chance / total)
    return found
