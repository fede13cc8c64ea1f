"""Standings by a seat or a term: "A began a two-year term on the Council", "B won a seat on the Council"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.standings.standing_subjects import is_negated, span_of, subjects
from summitry.extract.standings.standings import Ground, Standing, stand

_SEATS: Final = frozenset({"seat", "seats", "term", "terms", "stint", "mandate", "tenure"})
_REACH: Final = 8  # tokens between the verb and the seat, and between the seat and the body
_WON: Final = ("win", "won", "secur", "gain")
_SOUGHT: Final = ("seek", "sought", "run", "ran", "bid", "want", "campaign", "vie", "vying")


def seats(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """The standing of whoever takes, holds, wins or seeks a seat on a body."""
    lower = ground.reading.lower
    i = next((k for k in range(frame.end, min(frame.end + _REACH, frame.sentence.end)) if lower[k] in _SEATS), None)
    if i is None or is_negated(ground, frame) or {",", ";", "of"}.intersection(lower[frame.end : i]):
        return
    body = next(
        (
            r
            for k in range(i + 1, min(i + _REACH, frame.sentence.end))
            if (r := ground.references.at.get(k)) is not None
            and lower[r.start - 1 - (lower[r.start - 1] == "the")] in ("on", "in", "at", "of")
        ),
        next((r for k in range(frame.end, i) if (r := ground.references.at.get(k)) is not None), None),
    )
    if body is None or body.entity.kind != "organisation":
        return
    verb = lower[frame.start]
    assertion = str(frame.voice.assertion or "asserted")
    status = "member"
    if verb.startswith(_SOUGHT):
        status = "candidate"
    elif verb.startswith(_WON) or assertion == "planned":
        status, assertion = "joining", "planned"
    if assertion in ("asserted", "planned", "possible"):
        yield from stand(subjects(ground, frame), status, [body.entity], assertion, span_of(frame), "standing.seat")
