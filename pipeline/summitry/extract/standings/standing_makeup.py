"""Whom a body is made up of: "the bloc comprises A and B", "an alliance of A and B", "A, B and C make up the bloc"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.antecedents import Reference
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_phrases import noun_at
from summitry.extract.standings.standing_subjects import is_body, is_negated, subjects
from summitry.extract.standings.standings import Ground, Standing, stand
from summitry.findings import Entity

_COPULAS: Final = frozenset({"is", "was", "are", "were", "'s", "’s", "remains", "as"})
_DASHES: Final = frozenset({"-", "--", "–", "—"})
_PEOPLE: Final = frozenset(
    {"representatives", "leaders", "ministers", "officials", "delegates", "envoys", "diplomats", "heads", "presidents"}
)
_NO_PRONOUN: Final = frozenset({"link", "unite", "stand", "encompass"})  # what "it" links may be a road
_ADDING: Final = (
    *(("as", "well", "as"), ("along", "with"), ("together", "with")),
    *(("alongside",), ("plus",), ("and",), (",",)),
)
_RELATIVES: Final = frozenset({"which", "who", "whom", "whose", "where", "when"})
_NOT_OF: Final = frozenset({"with", "to", "by", "at", "against", "from"})
_LEAD_IN: Final = 9  # tokens between a verb and the list it introduces
_FURTHER: Final = 7  # tokens between one part of a list and the next ("and the Central Asian states of")
_PREMODIFIERS: Final = 10


def contain(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """The standings that a verb of containing states, its body the subject: "includes", "is made up of"."""
    lower = ground.reading.lower
    if lower[frame.end] in _PEOPLE or is_negated(ground, frame):
        return
    lead = lower[max(frame.sentence.start, frame.start - 12) : frame.start]
    # "Expanded to include A and B": those came later.
    enlarged = "to" in lead[-3:] and bool(ground.words["enlarged"].intersection(lead))
    ahead = frame.voice.assertion in ("planned", "possible") and not (enlarged and _is_done(lead))
    if frame.voice.assertion in ("denied", "cancelled") or (ahead and not enlarged):
        return
    body = _container(ground, frame, enlarged)
    if body is None or body.form == "treaty":
        return
    states, end = listed(ground, frame.end, frame.sentence.end, strict=not body.named)
    if lower[frame.start].startswith("link"):
        states += [s for s in ground.states_of(frame.actors("with")) if s not in states]
    states += [s for s in _besides(ground, frame) if s not in states]
    if (len(states) < 2 and not enlarged) or _is_as_other(ground, frame.sentence, end):
        return
    first = ground.words["initially"].intersection(lower[max(frame.sentence.start, frame.start - 4) : frame.end + 3])
    status = "joining" if ahead else "founder" if first else "member"
    assertion = str(frame.voice.assertion) if ahead else "asserted"
    yield from stand(states, status, [body.entity], assertion, (frame.start, end), "standing.contain")


def make_up(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """ "A, B and C make up the bloc": the states are the subject."""
    form = ground.reading.lower[frame.start]
    states = subjects(ground, frame)
    argument = next(iter(frame.following("")), None)
    if argument is None or argument.start - frame.end > 1 or len(states) < 2 or frame.voice.assertion is not None:
        return
    found = [a.entity for a in argument.actors if is_body(a, False) and a.entity is not None and not a.case]
    if form in ("formed", "form") and frame.form != "base":
        return  # founded it
    if not is_negated(ground, frame):
        span = (frame.clause[0], argument.end)
        yield from stand(states, "member", found[:1], "asserted", span, "standing.contain")


def standings_of_makeup(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings by a noun for a group: "X is an alliance of A and B", "X, a bloc of six states: A, B ..."."""
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end - 3):
        if lower[i] not in ground.words["bodies"] or ((inside := ground.actor(i)) is not None and inside.end > i + 1):
            continue
        k = i + 1
        if lower[k] == "," or lower[k] in _DASHES:
            k += 1
        if lower[k] not in ("of", "between", "among", "including", ":"):
            continue
        body = named_by(ground, sentence, i)
        if body is None or body.form in ("treaty", "court", "bank", "body"):
            continue
        states, end = listed(ground, k + 1, sentence.end, strict=True)
        if len(states) > 1 and not _is_as_other(ground, sentence, end):
            span = (min(body.start, i), end)
            yield from stand(states, "member", [body.entity], "asserted", span, "standing.aside")


def listed(ground: Ground, i: int, end: int, *, strict: bool = False) -> tuple[list[Entity], int]:
    """The states listed from token `i` on, and the token behind them; see `actors_listed`."""
    found = actors_listed(ground, i, end, strict=strict)
    return ground.states_of(found), found[-1].end if found else i


def actors_listed(ground: Ground, i: int, end: int, *, strict: bool = False) -> list[Actor]:
    """The states listed from token `i` on, as they stand in the text.

    A list may go on in parts ("Russia, China and the Central Asian states of Kazakhstan and Tajikistan"). `strict` when
    nothing but a noun for states may stand before it ("six countries: A, B").
    """
    lower = ground.reading.lower
    found: list[Actor] = []
    reach, added = _LEAD_IN, False
    while True:
        start = next((k for k in range(i, min(i + reach, end)) if ground.states.group_from(k, end)), None)
        while start is not None and start > i and ground.actor(start) is None:
            start = next((k for k in range(start + 1, end) if ground.actor(k) is not None), None)
        if start == i and found and not added:
            return found  # another clause begins
        if start is None or not _leads_in(ground, i, start, strict=strict or bool(found)):
            return found
        group = ground.states.group_from(start, end)
        if not group:
            return found
        found += group
        i = stop = group[-1].end
        added = False
        while i < end and (joint := next((p for p in _ADDING if tuple(lower[i : i + len(p)]) == p), None)):
            i += len(joint)
            added = added or joint not in ((",",), ("and",))
        if i == stop:
            return found
        reach = _FURTHER


def _leads_in(ground: Ground, i: int, start: int, *, strict: bool) -> bool:
    """Whether the words between tokens only lead to a list: nothing, or a noun for states with its adjectives."""
    lower = ground.reading.lower[i:start]
    if not lower or set(lower) <= {"the", "both", "all", ":", *_DASHES}:
        return True
    if _RELATIVES.intersection(lower):
        return False
    nouns = ground.words["states"].intersection(lower[-4:])
    return bool(nouns) if strict else bool(nouns) or len(lower) < 6


def _container(ground: Ground, frame: Frame, enlarged: bool) -> Reference | None:
    """The body that a verb of containing is said of: its subject, or what "it" and an aside are about."""
    lower, first = ground.reading.lower, frame.clause[0]
    if enlarged:
        inside = [r for r in ground.references.all if frame.sentence.start <= r.start < first and r.form != "treaty"]
        if inside:
            return next((r for r in inside if not r.case or lower[r.end + 1] in ground.words["ranks"]), None)
        return ground.references.before(first)
    if first > frame.sentence.start and lower[first - 1] == "it":
        return _meant_by_it(ground, frame) if lower[frame.start].rstrip("s") not in _NO_PRONOUN else None
    bodies = (r for r in reversed(ground.references.all) if r.end <= first and r.form != "treaty")
    nearest = next(bodies, None)
    if lower[frame.start] == "including" and (nearest is None or lower[nearest.start - 1] in _NOT_OF):
        return None  # "countries with partnerships with NATO, including A"
    if nearest is None or nearest.start < frame.sentence.start:
        if frame.form in ("ing", "part", "past", "passive") and not frame.voice.finite:
            _, end = listed(ground, frame.end, frame.sentence.end)
            # "Grouping A, B and C, the bloc has"
            behind = next((r for k in (end + 1, end + 2) if (r := ground.references.at.get(k)) is not None), None)
            return behind if lower[end : end + 1] == [","] and behind is not None and not behind.case else None
        own = lower[max(0, first - 2) : first]
        return ground.references.before(first) if own[:1] == ["its"] and own[1] in ground.words["ranks"] else None
    named = [a.entity for a in frame.subjects if is_body(a, None) and a.entity is not None]
    between = lower[nearest.end : first]
    if nearest.case:
        return nearest if between[1:] and set(between[1:]) <= ground.words["ranks"] else None
    if named and nearest.entity != named[0]:
        return None
    if named and lower[first - 1] == "and" and any(f.end <= first - 1 for f in ground.frames[frame.sentence.index]):
        return nearest  # "was formed in 1992 and consists of"
    return nearest if set(between) <= ground.words["beside"] or _is_apposed(ground, between) else None


def _meant_by_it(ground: Ground, frame: Frame) -> Reference | None:
    """The body that the sentence before opens with."""
    if not frame.sentence.index:
        return None
    found = ground.references.before(frame.clause[0])
    previous = ground.reading.sentences[frame.sentence.index - 1]
    return found if found is not None and previous.start <= found.start < previous.start + 8 else None


def named_by(ground: Ground, sentence: Sentence, i: int) -> Reference | None:
    """The body that the noun phrase with its noun at token `i` is said of ("X is a", "X, the", "the X group of")."""
    lower = ground.reading.lower
    for k in range(i - 1, max(sentence.start - 1, i - _PREMODIFIERS), -1):
        inside = ground.references.at.get(k)
        if inside is not None and not inside.case:
            return inside if inside.end == i and inside.named else None
        if lower[k] in (",", ";", ".", "of", "with"):
            return None
        if lower[k] in ("a", "an", "the"):
            nearest = next((r for r in reversed(ground.references.all) if r.end <= k), None)
            if nearest is None or nearest.start < sentence.start or nearest.case:
                if lower[k - 2 : k] in (["it", "is"], ["it", "'s"]):
                    found = ground.references.before(k)
                    return found if found is not None and found.end <= sentence.start else None
                return None
            return nearest if _is_apposed(ground, lower[nearest.end : i + 1]) else None
    return None


def _is_apposed(ground: Ground, between: Sequence[str]) -> bool:
    """Whether the words behind a body are a noun phrase for it, up to their noun, or a closed aside."""
    words = list(between)
    if words[:1] == ["("] and ")" in words[:6]:
        words = words[words.index(")") + 1 :]
    if words[:1] == [","] and words[-1:] == [","]:
        return True
    while words and words[-1] in ("which", "that", "also", "now", "currently", "originally", ","):
        words.pop()
    if words[:1] == [","] and "," in words[1:-1]:
        words = words[1 + words[1:].index(",") :]
        words = words[1:] if words[1:2] and words[1] in _COPULAS else words
    return bool(
        words
        and (words[0] in (",", "(") or words[0] in _DASHES or words[0] in _COPULAS)
        and words[1:2]
        and words[1] in ("a", "an", "the", "now", "also")
        and words[-1] in ground.words["bodies"]
    )


def _besides(ground: Ground, frame: Frame) -> list[Entity]:
    """ "Besides A, the bloc comprises B and C"."""
    lower, first = ground.reading.lower, frame.sentence.start
    opening = next(
        (
            p
            for p in (("besides",), ("alongside",), ("apart", "from"), ("in", "addition", "to"), ("along", "with"))
            if tuple(lower[first : first + len(p)]) == p
        ),
        None,
    )
    if opening is None:
        return []
    return ground.states_of(ground.states.group_from(first + len(opening), frame.start))


def _is_as_other(ground: Ground, sentence: Sentence, i: int) -> bool:
    """Whether the states that end at token `i` are named "as observers" or the like."""
    if ground.reading.lower[i : i + 1] != ["as"]:
        return False
    nouns = (noun_at(ground, sentence, k) for k in range(i + 1, min(i + 4, sentence.end)))
    return any(n is not None and n.status != "member" for n in nouns) or bool(
        {"associate", "associated", "guest", "guests"}.intersection(ground.reading.lower[i + 1 : i + 4])
    )


def _is_done(lead: Sequence[str]) -> bool:
    """Whether an enlargement has happened ("expanded last year to", "has grown to")."""
    return not {"will", "would", "set", "plans", "may", "could", "might", "agreed", "voted"}.intersection(lead)
