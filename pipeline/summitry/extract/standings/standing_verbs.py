"""Standings that verbs state: joined, applied, admitted, suspended, left, groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.reading import Sentence
from summitry.extract.standings import standing_exits
from summitry.extract.standings.standing_makeup import contain, make_up
from summitry.extract.standings.standing_phrases import noun_at
from summitry.extract.standings.standing_seats import seats
from summitry.extract.standings.standing_subjects import (
    beside,
    bodies,
    is_body,
    is_negated,
    joining_status,
    omitted,
    relative_body,
    span_of,
    subjects,
)
from summitry.extract.standings.standing_treaties import treaty_standings
from summitry.extract.standings.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_EUROZONE: Final = Entity("organisation", "Eurozone")
_JOINING: Final = frozenset(
    {"join", "joining", "joined", "member", "members", "membership", "accession", "bid", "application", "outside"}
    | {"partner", "partners", "status", "admitted"}
)
_ACCESSION: Final = _JOINING - {"member", "members", "status", "partner", "partners", "outside"}
_MEMBERSHIP: Final = frozenset({"membership", "accession", "candidate", "admission", "entry"})
_NEAR: Final = 5  # tokens between a verb and its object


def standings_of_verbs(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings of one sentence that its verbs state."""
    for frame in ground.frames[sentence.index]:
        reader = _READERS.get(frame.sense)
        if reader is not None and not ground.is_open(sentence, frame.start):
            yield from reader(ground, frame)


def _join(ground: Ground, frame: Frame) -> Iterator[Standing]:
    being = ground.reading.lower[frame.end - 1] in ("in", "inside", "of")
    found = bodies(frame, "") or relative_body(ground, frame) or ([] if being else omitted(ground, frame))
    near = ground.references.at.get(frame.end) or ground.references.at.get(min(frame.end + 1, frame.sentence.end - 1))
    if not found and not any(a.actors for a in frame.following("")) and near is not None and not near.case:
        found = [near.entity]  # "the latest to join the bloc were": read as the subject of what follows
    if being and "longer" in ground.reading.lower[frame.start : frame.end] + list(
        ground.lead(frame.sentence, frame.start)
    ):
        yield from stand(subjects(ground, frame), "left", found, "asserted", span_of(frame), "standing.join")
        return
    after = next((a.end for a in frame.following("")), frame.end)
    lower = ground.reading.lower
    if not found and "membership" in lower[frame.start : frame.end] and lower[frame.end][:1].isdigit():
        # "was granted full membership in 2017"
        found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    if being and NEGATIONS.intersection(lower[frame.start : frame.end]):
        yield from stand(subjects(ground, frame), "non_member", found, "asserted", span_of(frame), "standing.join")
        return
    if (
        after < frame.sentence.end - 1
        and lower[after] in ("in", "as", "for")
        and (lower[after + 1].endswith("ing") or lower[after] == "for")
    ):
        return
    if (
        after < frame.sentence.end
        and frame.actors("")
        and lower[after] in ("'s", "summit", "meeting", "talks", "leaders", "countries", "states", "allies", "members")
    ):
        return
    joiners = ground.states_of(frame.actors("by")) if frame.form == "passive" else []
    if joiners:
        # "The bloc was joined by A and B".
        found = [a.entity for a in frame.subjects if is_body(a, False) and a.entity is not None]
        yield from stand(joiners, "member", found, "asserted", span_of(frame), "standing.join")
        return
    if not found and lower[frame.end] in ("were", "are", "was", "is") and lower[frame.start - 1] == "to":
        # "The last to join were A and B"
        found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    status = joining_status(ground, frame, frame.start)
    if (
        status is not None
        and status[0] == "non_member"
        and not frame.actors("")
        and "did" in ground.lead(frame.sentence, frame.start)
        and not _is_about_joining(ground, frame, _ACCESSION)
    ):
        return  # did not join a call
    if status is not None:
        yield from stand(subjects(ground, frame), *_place(status, found), span_of(frame), "standing.join")


def _place(status: tuple[str, str], found: list[Entity]) -> tuple[str, list[Entity], str]:
    return status[0], found, status[1]


def _rejoin(ground: Ground, frame: Frame) -> Iterator[Standing]:
    found = bodies(frame, "") or omitted(ground, frame)
    if "seat" in ground.reading.lower[frame.start : frame.end]:
        found = bodies(frame, "in", "at", "on") or found
    if {"seat", "place"}.intersection(ground.reading.lower[frame.start : frame.end]) and (
        last := ground.references.before(frame.start, any_body=True)
    ) is not None:
        found = found or [last.entity]
    status = joining_status(ground, frame, frame.start)
    if frame.form == "ing" and ground.reading.lower[frame.start - 1] == "after":
        return  # "quits, two years after rejoining"
    come_back = ground.reading.lower[frame.start] in ("come", "came", "comes", "coming", "return", "returned")
    if status is not None and not (come_back and status[0] != "member"):
        yield from stand(
            subjects(ground, frame),
            *_place(status, found),
            span_of(frame),
            "standing.rejoin",
            status[0] == "member",
        )


def _admit(ground: Ground, frame: Frame) -> Iterator[Standing]:
    passive = frame.form == "passive" or (
        frame.form == "part" and not frame.voice.finite and not ground.states_of(frame.actors(""))
    )
    group = ground.states.group_to(frame.start - 1, frame.sentence.start) if frame.form in ("part", "past") else []
    if group and ground.reading.lower[group[0].start - 1] == "with":
        # "... with A added a year later"
        states = ground.states_of(group)
        found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    elif passive:
        states = subjects(ground, frame)
        found = bodies(frame, "to", "into", "", "by") or omitted(ground, frame)
    else:
        # "took in Bahrain": behind the particle a state looks like a place.
        near = (argument for argument in frame.following("") if argument.start <= frame.end + _NEAR)
        states = ground.states_of(a for argument in near for a in argument.actors)
        found = [
            a.entity
            for a in (*frame.subjects, *(() if frame.subjects else beside(ground, frame)))
            if is_body(a, None) and a.entity is not None
        ]
        opening = ground.references.at.get(frame.sentence.start)
        if not found and opening is not None and ground.reading.lower[opening.end] == "," and not opening.case:
            found = [opening.entity]  # "The bloc, formed by A with B joining later, has admitted C"
        found = found or (
            bodies(frame, "into", "to")
            if any(a.preposition == "" and a.start <= frame.end + 3 for a in frame.arguments)
            else []
        )
        if not found and frame.sense == "admit" and states and frame.form in ("base", "ing"):
            found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    if frame.sense == "welcome" and not bodies(frame, "into"):
        return
    again = frame.sense == "readmit"
    status: tuple[str, str] = ("member", "asserted")
    lead = ground.lead(frame.sentence, frame.start)
    if is_negated(ground, frame):
        return
    if passive and "being" in ground.reading.lower[frame.clause[0] : frame.start]:
        status, again = ("joining", "asserted"), False
    if (frame.voice.assertion in ("planned", "possible") and frame.form != "past") or frame.form == "base":
        status = ("joining", "possible" if frame.voice.assertion == "possible" else "planned")
        if ground.words["wishes"].intersection(lead) and passive:
            status = ("candidate", "asserted")
        elif ground.words["wishes"].intersection(lead) and frame.form == "base":
            return
        elif {"work", "procedure", "process", "efforts"}.intersection(lead):
            status = ("joining", "asserted")
        elif not passive and {"agreed", "decided", "voted", "approved"}.intersection(lead):
            status = ("joining", "asserted")  # admission is decided
    found = [body for body in found if body.kind == "organisation"]
    if _as_what(ground, frame) not in ("member", ""):
        return  # "accepted as a partner": the noun says how
    yield from stand(states, status[0], found, status[1], span_of(frame), f"standing.{frame.sense}", again)


def _as_what(ground: Ground, frame: Frame) -> str:
    """The status behind "as" that somebody is admitted with; "" when none is said."""
    lower, end = ground.reading.lower, min(frame.end + 12, frame.sentence.end)
    at = next((k for k in range(frame.end, end) if lower[k] == "as"), None)
    if at is None or {",", ";"}.intersection(lower[frame.end : at]):
        return ""
    near = (noun_at(ground, frame.sentence, k) for k in range(at + 1, min(at + 5, frame.sentence.end)))
    return next((noun.status for noun in near if noun is not None), "")


def _apply(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower = ground.reading.lower
    found = bodies(frame, "", "of", "in", "for", "to")
    nearby = lower[frame.end : min(frame.end + _NEAR, frame.sentence.end)]
    if lower[frame.end - 1] == "for" and not _MEMBERSHIP.intersection(nearby):
        return
    if lower[frame.start].startswith("want") and lower[frame.end : frame.end + 1] not in (
        ["."],
        [","],
        [";"],
        ["too"],
        ["as"],
        ["and"],
    ):
        return
    if lower[frame.end : frame.end + 1] == ["to"] and not (
        found or lower[frame.end + 1] in ("join", "become", "be", "enter", "accede", "rejoin", "the")
    ):
        return  # "the rules apply to a total of"
    if {"interest", "desire", "wish"}.intersection(lower[frame.end - 2 : frame.end]) and not (
        lower[frame.end : frame.end + 1] == ["."]
        or {"join", "joining", "membership", "becoming", "become"}.intersection(lower[frame.end : frame.end + 4])
    ):
        return
    if any(a in ("join", "be", "become") for a in lower[frame.end : frame.end + 4]) and not found:
        found = [
            a.entity
            for argument in frame.arguments
            for a in argument.actors
            if is_body(a, None) and a.entity is not None
        ][:1]
    if not found:
        reference = ground.references.before(frame.start)
        found = [reference.entity] if reference is not None else []
    if is_negated(ground, frame):
        return
    assertion = {"possible": "possible", "denied": "denied"}.get(frame.voice.assertion or "", "asserted")
    states = subjects(ground, frame)
    if not states or any(w in lower[frame.end : frame.end + 12] for w in ("among",)):
        k = next(
            (
                k
                for k in range(frame.end, min(frame.end + 12, frame.sentence.end))
                if lower[k] in ("among", "including")
            ),
            None,
        )
        if k is not None:
            skip = 2 if lower[k : k + 2] == ["among", "them"] else 1
            states = ground.states_of(ground.states.group_from(k + skip, frame.sentence.end)) or states
    yield from stand(states, "candidate", found, assertion, span_of(frame), "standing.apply")


def _withdraw_application(ground: Ground, frame: Frame) -> Iterator[Standing]:
    found = bodies(frame, "", "of", "in", "to", "from")
    said = tuple(ground.reading.lower[frame.end - 1 : frame.end]) in (("no",), ("out",))
    if not found and said:
        over = ground.references.over(frame.sentence)
        if over is None or ground.reading.lower[frame.end : frame.end + 1] == ["to"]:
            return
        found = [over.entity]
    offered = {"invitation", "offer"}.intersection(ground.reading.lower[frame.start : frame.end])
    if not found and offered and not _is_about_joining(ground, frame):
        return
    if not found:
        reference = ground.references.before(frame.start) or next(
            (
                r
                for r in ground.references.all
                if r.start > frame.start and r.form not in ("court", "bank", "treaty", "body")
            ),
            None,
        )
        found = [reference.entity] if reference is not None else []
    if (
        frame.voice.assertion in (None, "planned")
        and not is_negated(ground, frame)
        and "short" not in ground.lead(frame.sentence, frame.start)
    ):
        yield from stand(
            subjects(ground, frame, people=True),
            "non_member",
            found,
            "asserted",
            span_of(frame),
            "standing.declined",
            True,
        )


def _is_about_joining(ground: Ground, frame: Frame, words: frozenset[str] = _JOINING) -> bool:
    """Whether an invitation or a bid is one to join, by this sentence and the two before."""
    first = ground.reading.sentences[max(0, frame.sentence.index - 2)].start
    lower = ground.reading.lower
    return bool(words.intersection([*lower[first : frame.start], *lower[frame.end : frame.sentence.end]]))


def _belong(ground: Ground, frame: Frame) -> Iterator[Standing]:
    negated = is_negated(ground, frame) or "without" in ground.lead(frame.sentence, frame.start)
    status = "non_member" if negated else "member"
    found = bodies(frame, "") or omitted(ground, frame)
    lower = ground.reading.lower
    states = subjects(ground, frame)
    if not states and frame.form == "ing":
        main = next((a for a in ground.states.actors.found if a.start >= frame.sentence.start), None)
        first = main.start if main is not None and main.start - frame.sentence.start < 2 else frame.start
        states = ground.states_of(ground.states.group_from(first, frame.start))
    yield from stand(states, status, found, "asserted", span_of(frame), "standing.belong")
    for k in range(frame.end, frame.sentence.end - 2):
        if lower[k] == "not" and lower[k - 1] in ("but", "and") and lower[k + 1] in ("to", "the"):
            other = next(
                (ground.actor(j) for j in range(k + 1, min(k + 5, frame.sentence.end)) if ground.actor(j)), None
            )
            if other is not None and is_body(other, None) and other.entity is not None:
                yield from stand(
                    states,
                    "non_member",
                    [other.entity],
                    "asserted",
                    (frame.start, other.end),
                    "standing.belong",
                )


def _grant(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """ "The summit granted A full membership": the noun alone is no status."""
    group = ground.states.group_from(frame.end, frame.sentence.end)
    lower = ground.reading.lower
    end = group[-1].end if group and group[0].start == frame.end else None
    if end is None or is_negated(ground, frame) or frame.form == "passive":
        return
    if "membership" not in (lower[end], lower[end + 1]) or lower[end] not in ("full", "permanent", "membership"):
        return
    found = bodies(frame, "of", "in") or [
        a.entity for a in frame.subjects if is_body(a, False) and a.entity is not None and not a.unnamed
    ]
    if not found and (before := ground.references.before(frame.start)) is not None:
        found = [before.entity]
    assertion = frame.voice.assertion
    status = ("joining", assertion) if assertion in ("planned", "possible") else ("member", "asserted")
    yield from stand(ground.states_of(group), status[0], found, str(status[1]), span_of(frame), "standing.admit")


def _euro(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """Who adopts the euro joins the Eurozone."""
    status = joining_status(ground, frame, frame.start)
    if status is not None:
        yield from stand(subjects(ground, frame), *_place(status, [_EUROZONE]), span_of(frame), "standing.join")


def _elect(ground: Ground, frame: Frame) -> Iterator[Standing]:
    states = subjects(ground, frame) if frame.form == "passive" else ground.states_of(frame.actors(""))
    found = bodies(frame, "to", "as") if frame.form == "passive" else bodies(frame, "to")
    assertion = "planned"
    if not found and frame.form == "passive" and "as" not in ground.reading.lower[frame.end : frame.end + 2]:
        # "A and B were elected in the first round": to the body the sentences before speak of
        found = [r.entity] if (r := ground.references.before(frame.start, any_body=True)) is not None else []
        assertion = (
            "planned" if any(w[:2] == "20" for w in ground.reading.lower[frame.end : frame.clause[1]]) else "asserted"
        )
    yield from stand(
        [s for s in states if s.kind == "country"], "joining", found, assertion, span_of(frame), "standing.elect"
    )


_READERS: Final = {
    "join": _join,
    "rejoin": _rejoin,
    "admit": _admit,
    "welcome": _admit,
    "readmit": _admit,
    "apply": _apply,
    "withdraw_application": _withdraw_application,
    "belong": _belong,
    "contain": contain,
    "make_up": make_up,
    "seat": seats,
    "euro": _euro,
    "grant": _grant,
    "leave": standing_exits.leave,
    "expel": standing_exits.expel,
    "suspend": standing_exits.suspend,
    "elect": _elect,
    "out": standing_exits.out,
    "lose": standing_exits.lose,
    "ratify": treaty_standings,
    "sign": treaty_standings,
    "denounce": treaty_standings,
}
