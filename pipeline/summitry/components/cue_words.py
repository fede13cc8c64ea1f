"""Word lists of the cue files, as sets."""

from __future__ import annotations

from summitry.lexicon import Lexicon


def cue_words(lexicon: Lexicon, file: str, table: str) -> frozenset[str]:
    """The words of the list `table` in the cue file `file`."""
    return frozenset(str(row["value"]) for row in lexicon.cues[file] if row["table"] == table and "value" in row)
