"""The state that a factbox entry is about: "ALBANIA: Applied in 2009", or a heading that is its name alone."""

from __future__ import annotations

from typing import Final

from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.standings.standings import Ground

_MARKS: Final = frozenset({":", ".", "-", "--", "–", "—"})
_COLONS: Final = frozenset({":", "-", "--", "–", "—"})


def label_of(ground: Ground, sentence: Sentence) -> Actor | None:
    """The state that opens the block of a sentence and stands apart there, else the one that is its heading."""
    sentences = ground.reading.sentences
    first = sentence
    while first.index and sentences[first.index - 1].block == sentence.block:
        first = sentences[first.index - 1]
    own = _alone(ground, first, _COLONS)
    if own is not None:
        return own
    heading = ground.reading.block(sentence).heading
    if heading is None:
        return None
    over = next((s for s in sentences[: first.index] if s.block == heading), None)
    found = _alone(ground, over, _MARKS) if over is not None else None
    return found if over is not None and found is not None and found.end >= over.end - 1 else None


def _alone(ground: Ground, sentence: Sentence, marks: frozenset[str]) -> Actor | None:
    """The state at the beginning of a sentence with a mark, or nothing, behind it."""
    words = ground.reading.words
    start = sentence.start
    while start < sentence.end - 1 and not words[start][:1].isalpha():
        start += 1  # "4. Albania"
    actor = ground.actor(start)
    if actor is None or actor.start != start or actor.kind != "country" or actor.case:
        return None
    return actor if actor.end >= sentence.end or words[actor.end] in marks else None


def is_of_label(ground: Ground, sentence: Sentence, label: Actor, i: int) -> bool:
    """Whether nobody else is named between the label, or the beginning of the sentence, and token `i`."""
    start = label.end if sentence.start <= label.start < sentence.end else sentence.start
    return not any((a := ground.actor(k)) is not None and a.kind in ("country", "person") for k in range(start, i))
