"""Standings that a clause leaves out and takes from the one before: "as do A and B", "C is not", "D could follow"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_subjects import subjects
from summitry.extract.standings.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
_DATED: Final = frozenset({*_MONTHS, "year", "years", "month", "months", "week", "decade", "today", "monday", "sunday"})
_TIMES: Final = frozenset(
    {*_DATED, "in", "on", "since", "as", "its", "the", "a", "one", "two", "three", "last", "this", "later", "early"}
    | {"late", "after", "ago", "earlier", "again", "member", "four", "five", "then", "next", "following"}
)
_BY_LAYOUT: Final = ("standing.members", "standing.aside", "standing.list")


def standings_left_out(
    ground: Ground, sentence: Sentence, here: list[Standing], before: list[Standing]
) -> Iterator[Standing]:
    """Standings by ellipsis: "as do A and B", "nor does C", "D is not", "E could follow"."""
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end - 1):
        if lower[i] in ("as", "so", "nor", "neither") and lower[i + 1] in (
            "do",
            "does",
            "did",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "will",
        ):
            group = ground.states_of(ground.states.group_from(i + 2, sentence.end))
            model = _last(ground, before, i)
            if group and model is not None and model.rule not in _BY_LAYOUT and group[0].kind == "country":
                yield from _copies(ground, group, model, lower[i] in ("nor", "neither"), model.assertion, (i, i + 3))
        elif lower[i] in ("alongside", "besides") and here and here[-1].status == "member" and here[-1].end <= i:
            group = ground.states_of(ground.states.group_from(i + 1, sentence.end))
            if len(group) > 1:
                yield from _copies(ground, group, here[-1], False, "asserted", (i, i + 2))
        elif lower[i : i + 2] in (["along", "with"], ["together", "with"]):
            yield from _along(ground, sentence, i, here)
    for frame in ground.frames[sentence.index]:
        yield from _bare(ground, frame, before)


def standings_gapped(ground: Ground, sentence: Sentence, here: list[Standing]) -> Iterator[Standing]:
    """ "A joined the bloc in 2017, B in 2023 and C last year": the others with times of their own."""
    lower = ground.reading.lower
    said = {s.state for s in here}
    for i in range(sentence.start + 1, sentence.end - 1):
        if lower[i] not in (",", "and", "by", ";") or (actor := ground.actor(i + 1)) is None or actor.start != i + 1:
            continue
        if lower[i] == "by" and lower[i - 1] != "followed":
            continue
        models = [s for s in here if s.start < i and s.state.kind == "country" and s.rule not in _BY_LAYOUT]
        group = ground.states.group_from(i + 1, sentence.end)
        states = [s for s in ground.states_of(group) if s not in said and s.kind == "country"]
        if not models or not states or not _is_timed(lower, group[-1].end, sentence.end):
            continue
        model = max(models, key=lambda s: s.start)
        if _has_time(lower[model.start : i]):
            yield from _copies(ground, states, model, False, model.assertion, (i + 1, group[-1].end))


def _has_time(words: Sequence[str]) -> bool:
    return any(_is_timed([*words, "."], k, len(words) + 1) for k in range(len(words)))


def _is_timed(lower: Sequence[str], i: int, end: int) -> bool:
    """Whether a time, and nothing else, stands at token `i` ("in 2023", "last year", "as its 10th in 2024")."""
    k = i
    while k < min(i + 6, end) and (lower[k] in _TIMES or lower[k].isdigit() or lower[k][:-2].isdigit()):
        k += 1
    timed = k > i and any(w in _DATED or w[:1].isdigit() for w in lower[i:k])
    return timed and (k >= end or lower[k] in (",", "and", ".", ";", "-", "–", "—", ")"))


def _along(ground: Ground, sentence: Sentence, i: int, here: list[Standing]) -> Iterator[Standing]:
    """ "A was granted the status, along with B": B was too."""
    group = ground.states.group_from(i + 2, sentence.end)
    models = [s for s in here if s.start < i and s.rule not in _BY_LAYOUT]
    if not group or not models or ground.reading.lower[group[-1].end] not in (".", ",", ";", "in", "last", "this"):
        return
    states = [s for s in ground.states_of(group) if s.kind == "country"]
    yield from _copies(ground, states, models[-1], False, models[-1].assertion, (i, group[-1].end))


def _bare(ground: Ground, frame: Frame, before: list[Standing]) -> Iterator[Standing]:
    lower = ground.reading.lower
    end = frame.sentence.end
    states = subjects(ground, frame)
    model = _last(ground, before, frame.start)
    if model is None or not states or ground.is_open(frame.sentence, frame.start):
        return
    after = lower[frame.end : min(frame.end + 4, end)]
    span = (frame.subjects[0].start if frame.subjects else frame.clause[0], frame.end)
    if frame.sense == "follow" and "yet" in ground.lead(frame.sentence, frame.start):
        return
    if frame.sense == "follow":
        followed = ground.states_of(frame.actors(""))
        model = next((s for s in reversed(before) if s.state in followed), model)
        interested = lower[frame.end - 1] == "interested"
        if interested and (model.status != "candidate" or not {"too", "also", "well"}.intersection(after)):
            return
        if (
            lower[frame.end - 1] == "so"
            and frame.voice.negated
            and model.status in ("joining", "candidate")
            and model.state in states
        ):
            yield from stand(states, "non_member", [model.body], "asserted", span, "standing.ellipsis", True)
            return
        if (
            frame.voice.assertion is None
            and frame.form == "past"
            and lower[frame.end - 1] != "so"
            and not frame.voice.negated
        ):
            if (
                after[:1] in (["suit"], ["on"], ["in"], ["later"], ["."], [","])
                and not frame.actors("")
                and model.state not in states
            ):
                yield from _followed(ground, states, model, span)
            return
        if lower[frame.end - 1] == "neither":
            if model.body.kind == "treaty":
                yield from stand(states, "non_party", [model.body], "asserted", span, "standing.ellipsis")
            return
        if frame.form == "past" and frame.voice.assertion is None and not frame.voice.negated:
            # "B did so a year later", of all that was said with one verb
            if lower[frame.end - 1] == "so" and model.state not in states:
                for each in (s for s in before if (s.start, s.state) == (model.start, model.state)):
                    yield from _copies(ground, states, each, False, each.assertion, span)
            return
        if (frame.voice.assertion in ("planned", "possible", "denied") and not frame.voice.negated) or interested:
            status = {"left": "leaving", "founder": "member"}.get(model.status, model.status)
            if lower[frame.end - 1] == "so" and model.state not in states and model.status != "non_member":
                return
            if lower[frame.end - 1] == "so":
                status = {"non_member": "joining", "non_party": "party", "signatory": "party"}.get(status, status)
            assertion = (
                "asserted" if interested else "denied" if ground.is_denied(frame) else str(frame.voice.assertion)
            )
            if lower[frame.end - 1] == "so" and assertion == "possible":
                assertion = "planned" if "expected" in ground.lead(frame.sentence, frame.start) else assertion
            yield from _copies(ground, states, replace(model, status=status), False, assertion, span)
    elif frame.sense == "copula" and after and frame.form in ("s", "past"):
        negated = after[0] in NEGATIONS
        rest = after[1:] if negated else after
        closed = (
            not rest
            or rest[0] in (".", ",", ";", ")", "—", "-", "either")
            or (frame.end + len(after) == end and negated and len(rest) == 0)
        )
        if (negated and closed) or (
            not negated and rest[:1] in (["too"], ["also"]) and (len(rest) < 2 or rest[1] in (".", ",", ";"))
        ):
            yield from _copies(ground, states, model, negated, "asserted", (span[0], frame.end + 1))
    elif frame.sense == "grant" and after[:3] == ["the", "same", "status"]:
        yield from _copies(ground, states, model, False, frame.voice.assertion or "asserted", span)


def _followed(ground: Ground, states: Sequence[Entity], model: Standing, span: tuple[int, int]) -> Iterator[Standing]:
    """Who "followed": a state into the body, after founders as a member; a body in suspending the state."""
    bodies = [state for state in states if state.kind == "organisation"]
    if model.status == "suspended":
        yield from stand([model.state], "suspended", bodies, model.assertion, span, "standing.ellipsis")
        return
    status = "member" if model.status == "founder" else model.status
    yield from _copies(ground, states, replace(model, status=status), False, model.assertion, span)


def _last(ground: Ground, before: Sequence[Standing], i: int) -> Standing | None:
    """The standing said last before token `i`, of whomever."""
    said = [s for s in (*before, *ground.models) if s.start <= i]
    return max(said, key=lambda s: s.start) if said else None


def _copies(
    ground: Ground, states: Sequence[Entity], model: Standing, negated: bool, assertion: str, span: tuple[int, int]
) -> Iterator[Standing]:
    reading = ground.reading
    if reading.sentence_at[span[0]] - reading.sentence_at[model.start] > 12:
        return
    status = model.status
    if negated:
        opposite = {
            "member": "non_member",
            "party": "non_party",
            "non_party": "non_party",
            "non_member": "non_member",
            "founder": "non_member",
        }
        if status not in opposite:
            return
        status = opposite[status]
    yield from stand(states, status, [model.body], assertion, span, "standing.ellipsis")
