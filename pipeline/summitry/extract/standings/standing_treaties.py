"""Standings that verbs state of treaties alone: ratified, signed, denounced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.standings.standing_subjects import bodies, is_body, is_negated, relative_body, span_of, subjects
from summitry.extract.standings.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_APPOSED: Final = 5  # tokens between a treaty and what is said of it ("the Rome Statute, a treaty ratified by")
_BY: Final = 9  # tokens of those who ratified, before "as well as"
_RELATIVE: Final = 9  # tokens between "which" and the verb


def treaty_standings(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """Ratified, signed, denounced: of treaties alone."""
    lower = ground.reading.lower
    own = [a.entity for a in frame.subjects if is_body(a, True) and a.entity is not None]
    if own and (
        frame.form == "passive"
        or lower[frame.end - 1] == "for"
        or (frame.form in ("part", "past") and frame.actors("by"))
    ):
        found, states = own, ground.states_of(frame.actors("by") or frame.actors(""), people=frame.sense == "sign")
    elif (
        frame.form in ("part", "past", "passive")
        and not frame.actors("")
        and (frame.actors("by") or lower[frame.end : frame.end + 1] == ["by"])
    ):
        reference = next(
            (
                r
                for r in reversed(ground.references.all)
                if r.end <= frame.start and r.form == "treaty" and frame.start - r.end < _APPOSED
            ),
            None,
        )
        found, states = ([reference.entity] if reference else []), ground.states_of(frame.actors("by"), people=True)
        # "a treaty ratified by all EU states, as well as A and B"
        joint = next(
            (k for k in range(frame.end, frame.sentence.end - 3) if lower[k : k + 3] == ["as", "well", "as"]), None
        )
        if joint is not None and joint - frame.end < _BY:
            further = ground.states.group_from(joint + 3, frame.sentence.end)
            states += [s for s in ground.states_of(further) if s not in states]
    elif frame.form == "passive" and frame.sense == "sign":
        return  # "an accord with A, which was signed in May"
    else:
        found = bodies(frame, "", treaty=True) or _object(ground, frame)
        if lower[frame.end - 1] in ("signature", "ratification"):
            found = found or bodies(frame, "from", "of", "to", treaty=True)
        states = subjects(ground, frame, people=frame.sense == "sign")
        found = found or relative_body(ground, frame, "treaty")
        if frame.sense == "sign" and found:
            states += [s for s in ground.states_of(frame.actors("with"), people=True) if s not in states]
        found = found or _omitted_treaty(ground, frame)
    if frame.sense == "sign" and "witness" in lower[frame.end : frame.end + 6]:
        return
    exception = _except(ground, frame)
    if exception:
        yield from stand(exception, "non_party", found, "asserted", span_of(frame), "standing.except")
        return
    negated = is_negated(ground, frame) or bool(NEGATIONS.intersection(lower[frame.start - 2 : frame.start]))
    assertion = frame.voice.assertion
    lead = ground.lead(frame.sentence, frame.start)
    spoken = lower[frame.sentence.start : frame.start]
    if "to" in lead and "had" in spoken and {"scheduled", "due", "planned", "hoped"}.intersection(spoken):
        return
    if "refusal" in lower[max(frame.sentence.start, frame.start - 6) : frame.start]:
        return
    if {"yet", "must", "should", "refusal", "hands"}.intersection(lead) or assertion == "cancelled":
        return
    if ground.words["threats"].intersection(lead) or assertion == "possible":
        assertion = "possible"
    elif assertion == "planned" and ground.is_ranked(lead) and not {"will", "would", "is"}.intersection(lead):
        assertion = None
    elif assertion is None and frame.form == "base" and "to" in lead:
        if not ground.is_ranked(lead) and "voted" not in lead:
            return
        assertion = "planned" if "voted" in lead else None
    status = {
        "ratify": "unratified" if negated else "party",
        "sign": "non_party" if negated else "signatory",
        "denounce": "withdrew",
    }[frame.sense]
    if negated and frame.sense == "denounce":
        return
    if negated:
        assertion = "asserted"
    yield from stand(
        states,
        status,
        [b for b in found if b.kind == "treaty"],
        assertion or "asserted",
        span_of(frame),
        f"standing.{frame.sense}",
    )


def _object(ground: Ground, frame: Frame) -> list[Entity]:
    """The treaty named right behind the verb, also where its name reads like a clause of its own."""
    near = (ground.references.at.get(k) for k in (frame.end, frame.end + 1))
    found = next((r for r in near if r is not None and r.named and not r.case and r.form == "treaty"), None)
    return [found.entity] if found is not None and not frame.voice.passive else []


def _omitted_treaty(ground: Ground, frame: Frame) -> list[Entity]:
    lower = ground.reading.lower
    word = lower[frame.end] if frame.end < frame.sentence.end else "."
    pronoun = range(max(frame.sentence.start, frame.start - _RELATIVE), frame.clause[0] - 1)
    if word != "it" and any(lower[k] in ("which", "that") and lower[k + 1] == "the" for k in pronoun):
        return []  # "a treaty which the two hope to sign"
    if word == "a" and lower[frame.end + 1 : frame.end + 2] not in (["year"], ["day"], ["week"], ["month"], ["decade"]):
        return []
    direct = any(a.preposition == "" and a.start < frame.end + 2 for a in frame.arguments)
    if word != "it" and (
        word not in ground.words["soft"]
        or direct
        or (frame.sense == "denounce" and lower[frame.end - 1] not in ("ratification", "signature"))
    ):
        return []
    reference = ground.references.before(frame.start, treaty=True)
    return [reference.entity] if reference is not None else []


def _except(ground: Ground, frame: Frame) -> list[Entity]:
    """ "All states except A have signed": A has not."""
    lower = ground.reading.lower
    for k in range(frame.clause[0] - 1, frame.sentence.start, -1):
        if (lower[k] in ("except", "but") and {"all", "every"}.intersection(lower[frame.sentence.start : k])) or lower[
            k : k + 2
        ] == ["apart", "from"]:
            return ground.states_of(ground.states.group_from(k + 1, frame.clause[0]))
    return []
