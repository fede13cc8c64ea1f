"""Since when a standing holds: the date that the words saying it give ("a member since 2017", "quit in May 2019")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summitry.extract.language.dates import When
from summitry.extract.reading import Reading
from summitry.extract.standings.standings import Standing

_BEHIND: Final = 4  # tokens between the words of a standing and its date
_OPENING: Final = 3  # tokens before a date that opens a sentence
_LEADS: Final = ("in", "since", "of", "for", "the", "on")
_STOPS: Final = frozenset({";", "but", "while", "which", "who", "."})


def since_of(reading: Reading, dates: Sequence[When], standing: Standing) -> str | None:
    """The date of a standing as written, without its preposition."""
    sentence = reading.sentences[reading.sentence_at[standing.start]]
    stop = min(max(standing.end, standing.start + 1) + _BEHIND, sentence.end)
    end = next((k for k in range(standing.end, stop) if reading.lower[k] in _STOPS), stop)
    here = [w for w in dates if sentence.start <= w.start < sentence.end]
    found = next((w for w in here if standing.start <= w.start < end), None)
    if found is None and not any(w.start >= standing.start for w in here):
        found = next((w for w in here if w.start - sentence.start < _OPENING and w.end <= standing.start), None)
    if found is None:
        return None
    words = found.text.split()
    while len(words) > 1 and words[0].lower() in _LEADS:
        words = words[1:]
    return " ".join(words)
