"""Standings by a seat or a term: "A began a two-year term on the Council", "B won a seat on the Council"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_subjects import is_negated, span_of, subjects
from summitry.extract.standings.standings import Ground, Standing, stand

_OWNED: Final = 5  # tokens between "its" and the seat
_SEATS: Final = frozenset({"seat", "seats", "term", "terms", "stint", "mandate", "tenure"})
_REACH: Final = 8  # tokens between the verb and the seat, and between the seat and the body
_BODY: Final = 12  # tokens between the seat and its body ("a seat as a non-permanent member of")
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
            for k in range(i + 1, min(i + _BODY, frame.sentence.end))
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


def standings_of_seats(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """ "A, in the second year of its term on the Council": a member, whatever the verb."""
    lower = ground.reading.lower
    for i in range(sentence.start + 2, sentence.end - 2):
        if lower[i] not in _SEATS or lower[i + 1] not in ("on", "in") or "its" not in lower[i - _OWNED : i]:
            continue
        if any(
            f.sense in ("seat", "rejoin", "lose") and f.end <= i < f.end + _REACH for f in ground.frames[sentence.index]
        ):
            continue
        body = next((r for k in (i + 2, i + 3) if (r := ground.references.at.get(k)) is not None), None)
        owners = [
            a for k in range(sentence.start, i) if (a := ground.actor(k)) is not None and a.start == k and not a.case
        ]
        owners = [a for a in owners if a.kind == "country"]
        if body is not None and body.entity.kind == "organisation" and owners:
            # An apposition tells of who stands first: "Nepal, which joined the bloc, is in".
            owner = owners[0] if lower[owners[0].end] == "," else owners[-1]
            states = ground.states_of([owner])
            yield from stand(states, "member", [body.entity], "asserted", (owner.start, body.end), "standing.seat")
