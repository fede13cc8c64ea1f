"""Word lists of the cue files, as sets."""

from __future__ import annotations

from summitry.lexicon import Cues, Lexicon


def cue_words(lexicon: Lexicon, file: str, table: str) -> frozenset[str]:
    """The words of the list `table` in the cue file `file`."""
    return lexicon.once(_lists)[file].get(table, frozenset())


def _lists(cues: Cues) -> dict[str, dict[str, frozenset[str]]]:
    """The words of every list of every cue file."""
    found: dict[str, dict[str, set[str]]] = {file: {} for file in cues}
    for file, rows in cues.items():
        for row in rows:
            if "value" in row:
                found[file].setdefault(row["table"], set()).add(str(row["value"]))
    return {file: {table: frozenset(words) for table, words in lists.items()} for file, lists in found.items()}
