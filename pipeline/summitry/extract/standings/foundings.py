"""Sentences that say when an organisation was founded, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.antecedents import Reference
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_asides import states_aside
from summitry.extract.standings.standing_makeup import listed, named_by
from summitry.extract.standings.standings import Founding, Ground, Standing, stand
from summitry.findings import Entity

_YEAR: Final = re.compile(r"(1[89]|20)\d\d$")
_BEHIND: Final = frozenset({"which", "that", "itself", "summit", "was", "were", "is", "originally", "first", "and"})
_FIRST: Final = frozenset(
    {"grew", "began", "started", "evolved", "emerged", "originated", "arose", "came", "has", "had"}
)
_OPENING: Final = 8  # tokens of a sentence in which its topic stands
_CASE: Final = frozenset({"'s", "’s"})


def foundings(ground: Ground, sentence: Sentence) -> Iterator[Founding | Standing]:
    """The foundations that a sentence states, and its founders as standings."""
    for frame in ground.frames[sentence.index]:
        helped = {"helped", "helping"}.intersection(ground.reading.lower[max(0, frame.start - 3) : frame.start])
        said = frame.voice.assertion is None or frame.voice.tense == "past" or bool(helped)
        if frame.sense == "found" and said and not frame.voice.negated and not ground.is_open(sentence, frame.start):
            yield from _verb(ground, frame)
    yield from _nouns(ground, sentence)


def _verb(ground: Ground, frame: Frame) -> Iterator[Founding | Standing]:
    dates = ground.reading.lower[frame.start].startswith(
        ("date", "dating", "come", "came", "coming", "be", "bor", "wa")
    )
    lower = ground.reading.lower
    participle = frame.form in ("part", "past") and lower[frame.end : frame.end + 1] in (
        ["in"],
        ["by"],
        ["on"],
        ["as"],
        ["at"],
    )
    passive = frame.form == "passive" or (participle and not any(a.kind == "organisation" for a in frame.actors("")))
    founders: list[Entity] = []
    if passive or (dates and frame.form != "part"):
        near = [a for a in frame.subjects if frame.voice.finite or frame.voice.passive or frame.clause[0] - a.end < 2]
        body = next((a.entity for a in near if _is_body(a.kind, a.entity) and _is_whole(ground, frame, a)), None)
        if body is None and frame.form in ("part", "past") and not frame.voice.passive:
            body = _around(ground, frame)
        by = next(
            (k for k in range(frame.end, min(frame.end + 12, frame.sentence.end)) if ground.reading.lower[k] == "by"),
            None,
        )
        founders = listed(ground, by + 1, frame.sentence.end, strict=True)[0] if by is not None else []
        if body is None and ground.reading.lower[frame.clause[0] - 1] == "it" and frame.sentence.index:
            meant = ground.references.before(frame.clause[0], any_body=True)
            previous = ground.reading.sentences[frame.sentence.index - 1]
            if meant is not None and previous.start <= meant.start < previous.start + _OPENING:
                body = meant.entity
        if body is None and frame.voice.passive:
            reference = next((r for r in ground.references.all if frame.sentence.start <= r.start < frame.start), None)
            body = (
                reference.entity
                if reference is not None
                and reference.entity.kind == "organisation"
                and not reference.case
                and _is_whole(ground, frame, reference)
                else None
            )
    else:
        body = next((a.entity for a in frame.actors("") if _is_body(a.kind, a.entity) and not a.case), None)
        founding = frame.form != "ing" and not ground.reading.lower[frame.start].startswith("launch")
        founders = ground.states_of(a for a in frame.subjects if a.kind != "organisation") if founding else []
        founders = founders or (states_aside(ground, frame) if founding else [])
    if body is None:
        return
    span = (min([frame.start, *(a.start for a in frame.subjects)]), max(frame.end, frame.clause[1]))
    year = _year(ground, frame)
    if year:
        yield Founding(body, year, *span)
    if founders:
        yield from stand(founders, "founder", [body], "asserted", span, "standing.found")


def _is_whole(ground: Ground, frame: Frame, actor: Actor | Reference) -> bool:
    """Whether a body is itself the subject, not the owner of another ("that U.N. force was created")."""
    word = ground.reading.lower[actor.end]
    if ground.reading.lower[frame.clause[0] - 1] == "and" and word in _FIRST:
        return True  # "X grew out of a meeting and was established in"
    return actor.end >= frame.clause[0] or not word.isalpha() or word in ground.words["bodies"] | _BEHIND


def _is_body(kind: str, entity: Entity | None) -> bool:
    return kind == "organisation" and entity is not None and entity.kind == "organisation"


def _around(ground: Ground, frame: Frame) -> Entity | None:
    """Of a participle: the body right before it ("BRICS, formed in 2009"), else the subject behind its comma."""
    k = frame.start - 1
    while k > frame.sentence.start and ground.reading.lower[k] in (",", "(", "originally", "first", "-", "–", "—"):
        k -= 1
    reference = ground.references.at.get(k)
    if reference is not None and k >= frame.sentence.start:
        return reference.entity if reference.entity.kind == "organisation" else None
    if ground.reading.lower[k] in ground.words["bodies"] and (named := named_by(ground, frame.sentence, k)) is not None:
        return named.entity if named.entity.kind == "organisation" else None
    if frame.start - frame.sentence.start > 2:
        return None
    if not any(r.start >= frame.sentence.start for r in ground.references.all if r.end <= frame.sentence.end):
        over = ground.references.over(frame.sentence)
        return over.entity if over is not None and over.entity.kind == "organisation" else None
    comma = next((j for j in range(frame.end, frame.sentence.end) if ground.reading.words[j] == ","), None)
    while comma is not None and comma + 4 < frame.sentence.end:
        reference = next(
            (r for j in (comma + 1, comma + 2, comma + 3) if (r := ground.references.at.get(j)) is not None), None
        )
        if reference is not None and reference.entity.kind == "organisation" and not reference.case:
            return reference.entity
        comma = next((j for j in range(comma + 1, frame.sentence.end) if ground.reading.words[j] == ","), None)
    return None


def _year(ground: Ground, frame: Frame) -> str:
    """The year behind the verb in its clause, else the one that opens the sentence."""
    lower = ground.reading.lower
    for k in range(frame.end, min(frame.end + 14, frame.sentence.end)):
        if lower[k] in (";", "which", "while") or (
            lower[k] == "and" and k + 1 < frame.sentence.end and _verb_after(ground, frame, k)
        ):
            break
        if _YEAR.match(lower[k]):
            return lower[k]
    for k in range(frame.sentence.start, min(frame.sentence.start + 6, frame.start)):
        if _YEAR.match(lower[k]) and lower[frame.sentence.start] in ("in", "on"):
            return lower[k]
    return ""


def _verb_after(ground: Ground, frame: Frame, k: int) -> bool:
    return any(k < other.start < k + 8 for other in ground.frames[frame.sentence.index])


def _nouns(ground: Ground, sentence: Sentence) -> Iterator[Founding]:
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end - 3):
        if lower[i] not in ground.words["foundations"]:
            continue
        reference = None
        if lower[i + 1] == "of":
            reference = ground.references.at.get(i + 2) or ground.references.at.get(i + 3)
        elif lower[i - 1] in _CASE or lower[i - 1] == "its":
            reference = (
                ground.references.at.get(i - 2) if lower[i - 1] != "its" else ground.references.before(i, any_body=True)
            )
        if reference is None or reference.entity.kind != "organisation":
            continue
        start = max(i + 1, reference.end)
        if lower[start : start + 1] == ["in"]:
            year = next((lower[k] for k in range(start + 1, min(start + 4, sentence.end)) if _YEAR.match(lower[k])), "")
            if year:
                yield Founding(reference.entity, year, min(i, reference.start), start + 2)
