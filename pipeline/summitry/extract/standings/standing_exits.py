"""Standings that verbs of going and being put out state: left, expelled, suspended, out, lost its vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.standings.standing_subjects import (
    bodies,
    is_body,
    is_negated,
    leaving_status,
    omitted,
    span_of,
    subjects,
)
from summitry.extract.standings.standings import Ground, Standing, stand
from summitry.findings import Entity

_TIES: Final = frozenset({"membership", "participation", "activities"})
_OF_STATUS: Final = frozenset({"membership", "participation", "status"})
_MEETINGS: Final = frozenset({"meeting", "meetings", "summit", "talks", "gathering", "session", "event", "conference"})


def leave(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower, words = ground.reading.lower, ground.words
    head = lower[frame.end - 1]
    if head == "of" or head == "from" or head == "with":
        found = bodies(frame, "") or (omitted(ground, frame) if lower[frame.end : frame.end + 1] == ["it"] else [])
    elif lower[frame.start].startswith(("withdr", "pull", "walk")):
        found = bodies(frame, "from", "of")
        argument = next(iter(frame.following("from", "of")), None)
        if found and argument is not None and lower[argument.start - 1] != "of":
            gap = [w for w in lower[frame.end : argument.start] if w not in ("from", "the", "of") and not w.isdigit()]
            if not set(gap) <= ground.words["times"]:
                return
        found = found or omitted(ground, frame)
    else:
        found = bodies(frame, "") or omitted(ground, frame)
    named = bool(bodies(frame, "", "from", "of"))
    if not found and not frame.arguments:
        # "quitting the OPEC producers' cartel": where the object reads like a clause of its own
        near = (ground.references.at.get(k) for k in (frame.end, frame.end + 1))
        found = [r.entity for r in near if r is not None and r.named and not r.case][:1]
    if not found or _is_undone(ground, frame):
        return
    if is_negated(ground, frame) or (lower[frame.end : frame.end + 1] == ["on"] and lower[frame.end - 1] == "out"):
        return
    after = next((a.end for a in frame.arguments if any(is_body(x, None) for x in a.actors)), frame.end)
    if after < frame.sentence.end and lower[after] in (
        "summit",
        "meeting",
        "talks",
        "'s",
        "’s",
        "headquarters",
        "mission",
        "forces",
        "leaders",
    ):
        return
    status = leaving_status(ground, frame, ground.lead(frame.sentence, frame.start))
    spoken = bool((words["threats"] | words["announced"]).intersection(ground.lead(frame.sentence, frame.start)))
    states = subjects(
        ground,
        frame,
        # Without a body, a person who pulls out stays away from an event.
        people=named and (spoken or not {"out", "of"}.isdisjoint(lower[frame.start : frame.end])),
    )
    if not named and any(a.title is not None for a in frame.subjects):
        return
    if status is not None:
        again = "again" in lower[frame.end : min(frame.end + 6, frame.sentence.end)] and status[0] == "left"
        yield from stand(states, status[0], found, status[1], span_of(frame), "standing.leave", again)


def _is_undone(ground: Ground, frame: Frame) -> bool:
    """Whether the sentence is about coming back after it ("rejoined last year after pulling out in 2022")."""
    lower = ground.reading.lower
    after = frame.form == "ing" and lower[frame.start - 1] in ("after", "since", "following")
    relative = lower[frame.clause[0] - 2 : frame.clause[0]] == ["which", "it"] or lower[frame.clause[0] - 1] == "which"
    if not (after or relative):
        return False
    back = ("rejoin", "readmit")
    return any(other.sense in back and other.end <= frame.start for other in ground.frames[frame.sentence.index])


def expel(ground: Ground, frame: Frame) -> Iterator[Standing]:
    if frame.form == "passive":
        states, found = subjects(ground, frame), bodies(frame, "from", "of", "")
    else:
        states = ground.states_of(frame.actors(""))
        found = bodies(frame, "from", "of") or [
            a.entity for a in frame.subjects if is_body(a, None) and a.entity is not None
        ]
    if not found and ground.reading.lower[frame.end : frame.end + 1] not in (["from"], ["of"]):
        found = []
    if not is_negated(ground, frame):
        status = (
            ("leaving", frame.voice.assertion)
            if frame.voice.assertion in ("possible", "planned")
            else ("left", "asserted")
        )
        yield from stand(states, status[0], found, str(status[1]), span_of(frame), "standing.expel")


def _left_so(ground: Ground, frame: Frame) -> list[Entity]:
    """ "Sudan remains suspended": of a participle behind such a verb, the subject of the verb."""
    before = next(
        (f for f in ground.frames[frame.sentence.index] if f.sense == "copula" and f.end == frame.start), None
    )
    return subjects(ground, before) if before is not None and frame.form in ("part", "past") else []


def _own(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """ "A suspended its membership of the bloc": by its own will."""
    lower = ground.reading.lower
    found = bodies(frame, "of", "in", "from")
    word = next(k for k in range(frame.end, frame.end + 4) if lower[k] in _TIES)
    if not found and (lower[word + 1] not in ("of", "in") or lower[word + 2].isdigit()):
        found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    assertion = frame.voice.assertion if frame.voice.assertion in ("possible", "planned") else "asserted"
    if not is_negated(ground, frame):
        states = subjects(ground, frame)
        yield from stand(states, "suspended", found[:1], str(assertion), span_of(frame), "standing.suspend")


def suspend(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower = ground.reading.lower
    if frame.form != "passive" and lower[frame.end] in ("its", "their") and _TIES.intersection(lower[frame.end :][1:4]):
        yield from _own(ground, frame)
        return
    states: list[Entity] = []
    owner = ground.actor(frame.end) or (ground.actor(frame.end + 1) if frame.end + 1 < frame.sentence.end else None)
    participle = (
        frame.form in ("part", "past")
        and (not frame.voice.finite or lower[frame.clause[0] - 1] == ",")
        and lower[frame.end : frame.end + 1] in (["from"], ["by"], ["since"])
    ) or bool(_left_so(ground, frame))
    if frame.form == "passive" or participle:
        found = bodies(frame, "from", "by", "of", "in", "at", "on")
        states = subjects(ground, frame) or _left_so(ground, frame)
        k = frame.clause[0] - 1
        if _OF_STATUS.intersection(lower[max(frame.sentence.start, k - 8) : k + 1]):
            owner = next(
                (
                    a
                    for j in range(k, frame.sentence.start - 1, -1)
                    if (a := ground.actor(j)) is not None and a.kind == "country"
                ),
                None,
            )
            of = next(
                (r for r in reversed(ground.references.all) if frame.sentence.start <= r.start and r.end <= k + 1), None
            )
            states = ground.states_of([owner]) if owner is not None and owner.case else states
            found = found or ([of.entity] if of is not None and owner is not None and of.start > owner.start else [])
        if not states:
            return
        if not found and _MEETINGS.intersection(lower[frame.end : frame.end + 7]):
            return  # shut out of a meeting
        if not found:
            reference = ground.references.before(frame.start)
            found = [reference.entity] if reference is not None else []
        if not found and any(a.preposition == "from" for a in frame.arguments if a.start < frame.end + 4):
            return
    else:
        found = [a.entity for a in frame.subjects if is_body(a, None) and a.entity is not None]
        states = ground.states_of(frame.actors(""))
        if owner is not None and owner.case and _OF_STATUS.intersection(lower[owner.end + 1 : owner.end + 3]):
            states = ground.states_of([owner])
            found = found or bodies(frame, "of", "in", "from")
        elif lower[frame.end : frame.end + 1] == ["it"] and found:
            earlier = [
                a
                for a in ground.states.actors.found
                if a.kind == "country" and frame.sentence.start <= a.start < frame.start
            ]
            states = ground.states_of(earlier[-1:])
    # "which the same council had suspended": the relative pronoun is who was suspended.
    if not states and found and frame.form != "passive":
        span = range(frame.clause[0] - 1, max(frame.sentence.start, frame.clause[0] - 6), -1)
        for k in (k for k in span if lower[k] in ("which", "that")):
            states = ground.states_of(
                ground.states.group_to(k - 2 if lower[k - 1] == "," else k - 1, frame.sentence.start)[-1:]
            )
    if is_negated(ground, frame):
        return
    if (
        frame.sense == "suspend"
        and lower[frame.start].startswith("fr")
        and not any(w == "membership" for w in lower[max(frame.sentence.start, frame.start - 10) : frame.end + 5])
    ):
        return
    assertion = frame.voice.assertion if frame.voice.assertion in ("possible", "planned") else "asserted"
    if assertion == "planned" and frame.form == "passive" and frame.voice.tense == "past":
        assertion = "asserted"
    yield from stand(states, "suspended", found[:1], assertion, span_of(frame), "standing.suspend")


def out(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """ "Kiribati is out of the Forum": it has left; "is out" alone under the name of a body."""
    following = ground.reading.lower[frame.end] if frame.end < frame.sentence.end else "."
    found = bodies(frame, "", "of", "from")
    if not found and following in ("since", ".", ",", ";", "too", "for"):
        found = [over.entity] if (over := ground.references.over(frame.sentence)) is not None else []
    if is_negated(ground, frame):
        return
    assertion = str(frame.voice.assertion or "asserted")
    status = "left" if assertion == "asserted" else "leaving"
    yield from stand(subjects(ground, frame), status, found, assertion, span_of(frame), "standing.out")


def lose(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """ "Russia lost its voting rights in the Council": suspended."""
    if is_negated(ground, frame):
        return
    found = bodies(frame, "in", "at", "on", "of", "by", "from") or omitted(ground, frame)
    assertion = frame.voice.assertion if frame.voice.assertion in ("possible", "planned") else "asserted"
    states = subjects(ground, frame)
    yield from stand(states, "suspended", found[:1], str(assertion), span_of(frame), "standing.suspend")
