"""Whether "he" or "she" can mean a person: by the words beside the names, else by the given name."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.people.people import fold_word
from summitry.extract.reading import Person, Reading
from summitry.lexicon import Cues

_SIDES: Final = ("she", "he")
_OWN: Final = {"she": "her", "he": "his"}
_OF: Final = {"she": "she", "her": "she", "hers": "she", "herself": "she", "he": "he", "him": "he", "his": "he"}


def mark_genders(reading: Reading) -> None:
    """Fill `pronoun` of every person of whom titles, honorifics or a given name tell it."""
    lexicon = reading.lexicon
    words = {side: cue_words(lexicon, "pronouns", f"{side}_words") for side in _SIDES}
    given, styles = lexicon.once(_given), cue_words(lexicon, "pronouns", "styles")
    for person in reading.people:
        said = Counter(
            side
            for name in person.names
            for i in range(name.np_start, name.start)
            for side in _SIDES
            if reading.lower[i] in words[side] or (reading.lower[i] == _OWN[side] and reading.lower[i + 1] in styles)
        )
        first, last = (person.tokens[0], person.tokens[-1]) if len(person.tokens) > 1 else ("", "")
        named = next((side for side in _SIDES if first in given[side]), None)
        if named is None and last in given["she"]:
            named = "she"  # the family name first ("Sato Keiko"); men's given names are often surnames
        if said["she"] != said["he"]:
            person.pronoun = "she" if said["she"] > said["he"] else "he"
        elif named is not None:
            person.pronoun = "she" if named == "she" else "he"


def _given(cues: Cues) -> dict[str, frozenset[str]]:
    """The given names that tell of each side, folded."""
    rows = cues["pronouns"]
    return {s: frozenset(fold_word(str(r["value"])) for r in rows if r["table"] == f"{s}_names") for s in _SIDES}


def fits(word: str, person: Person) -> bool:
    """Whether a pronoun ("her", "he") can mean a person, for all that is known."""
    wanted = _OF.get(word)
    return wanted is None or person.pronoun in (None, wanted)


def is_surely(word: str, person: Person) -> bool:
    """Whether the article says outright that a pronoun fits a person."""
    return person.pronoun is not None and person.pronoun == _OF.get(word)
