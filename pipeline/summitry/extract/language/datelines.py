"""The dateline that opens a report ("ASTANA, Kazakhstan, July 3 -"): what its "here" means."""

from __future__ import annotations

from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.reading import Reading

_LONGEST: Final = 14  # tokens of a dateline
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_SMALL: Final = frozenset({"of", "and", "de", "(", ")"})


def dateline_end(reading: Reading) -> int:
    """The token after a dateline, 0 without one."""
    if not reading.sentences:
        return 0
    first = next((s for s in reading.sentences if reading.block(s).kind == "paragraph"), reading.sentences[0])
    for i in range(first.start + 1, min(first.end, first.start + _LONGEST)):
        word = reading.words[i]
        if word in _DASHES and not (reading.doc[i - 1].whitespace_ == "" and word == "-"):
            opening = reading.words[first.start]
            return i + 1 if opening.isupper() or reading.mention_at[first.start] is not None else 0
        dated = any(w.isdigit() for w in reading.words[first.start : i])  # "New Delhi, September 18: ..."
        if word == ":" and (reading.words[first.start].isupper() or dated):
            return i + 1
        if word.islower() and word not in _SMALL:
            return 0
    return 0


def place_of_writing(reading: Reading) -> Mention | None:
    """The place that the dateline names, None without one."""
    end = dateline_end(reading)
    if not end:
        return None
    first = reading.sentences[reading.sentence_at[end - 1]].start
    kinds = ("capital", "place", "country")
    named = next((m for m in reading.mentions if first <= m.start < end and m.kind in kinds and m.country), None)
    return named or _in_capitals(reading, first, end)


def _in_capitals(reading: Reading, first: int, end: int) -> Mention | None:
    """The city that a dateline writes in capitals, which is no mention elsewhere."""
    k = first
    while k < end and reading.words[k].isupper():
        k += 1
    name = reading.text(first, k).title()
    form, place = reading.lexicon.country_forms.get(name), reading.lexicon.place(name)
    code = form.country.code if form is not None else place.alpha2 if place is not None else ""
    return Mention(first, k, "capital", code) if code else None
