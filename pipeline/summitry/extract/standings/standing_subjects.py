"""Who a verb of standing is said of, towards which body, and with what status and assertion its words say it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.standings.standing_asides import states_aside
from summitry.extract.standings.standing_exceptions import excepted
from summitry.extract.standings.standing_labels import is_of_label, label_of
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_NUMBERS: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS: Final = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)
_STATES: Final = frozenset({"countries", "states", "nations", "neighbours", "neighbors", "governments", "juntas"})


def subjects(ground: Ground, frame: Frame, *, people: bool = False) -> list[Entity]:
    """The states a verb is said of."""
    before = ground.reading.lower[frame.clause[0] - 1] if frame.clause[0] else ""
    lead = ground.lead(frame.sentence, frame.start)
    if lead[:1] and lead[0] in ("'s", "’s", "'", "’") and ground.words["wishes"].intersection(lead):
        owner = ground.actor(frame.start - len(lead) - 1)
        return ground.states_of([owner]) if owner is not None else []
    if before in ("it", "they") and not frame.subjects:
        return (before == "it" and _labelled(ground, frame)) or named_before(ground, frame)
    opening = ground.reading.lower[frame.sentence.start : frame.sentence.start + 2]
    if not frame.subjects and opening[0] == "it" and opening[-1] in ("was", "is", "became") and ground.is_ranked(lead):
        return named_before(ground, frame)  # "It was the first to leave"
    if frame.form == "ing" and not frame.voice.finite and frame.start > frame.sentence.start:
        group = ground.states.group_to(frame.start - 1, frame.sentence.start)
        if group and before != ",":
            return ground.states_of(group)
    # "... of NATO, and Norway has": the body before the comma belongs to what is said before.
    mixed = any(a.kind == "country" for a in frame.subjects)
    found = ground.states_of((a for a in frame.subjects if not (mixed and a.kind == "organisation")), people=people)
    if len(found) > 1 and before == "which" and _is_singular(ground, frame):
        found = found[-1:]  # "A or B, which is hosting"
    if found and frame.subjects and excepted(ground, frame.sentence, frame.subjects[0].start):
        return []
    return (
        found
        or ground.states_of(beside(ground, frame))
        or states_aside(ground, frame)
        or _counted(ground, frame)
        or _among(ground, frame)
        or _those(ground, frame)
        or (_signers(ground, frame) if people else [])
        or ([] if frame.subjects else _labelled(ground, frame))
    )


def _is_singular(ground: Ground, frame: Frame) -> bool:
    first = ground.reading.lower[frame.clause[0]]
    comma = ground.reading.lower[frame.clause[0] - 2] == ","
    return comma and (first in ("is", "was", "has") or (frame.form == "s" and frame.clause[0] == frame.start))


def _labelled(ground: Ground, frame: Frame) -> list[Entity]:
    """The state of a factbox entry whose verbs leave their subject out ("ALBANIA: Applied in 2009 and was granted")."""
    if frame.form in ("base", "ing") and not frame.voice.finite:
        return []
    label = label_of(ground, frame.sentence)
    fits = label is not None and is_of_label(ground, frame.sentence, label, frame.clause[0])
    return ground.states_of([label]) if label is not None and fits else []


def _counted(ground: Ground, frame: Frame) -> list[Entity]:
    """ "The three countries": those named before in its sentence, else in one of the two before, when so many."""
    lower, k = ground.reading.lower, frame.clause[0] - 1
    if k == frame.sentence.start and lower[k] == "both":
        number = 2  # "Both are members of"
    elif k < frame.sentence.start + 1 or lower[k] not in _STATES:
        return []
    else:
        before = lower[max(frame.sentence.start, k - 3) : k]
        number = next((_NUMBERS[w] for w in reversed(before) if w in _NUMBERS), 0)
    for index in range(frame.sentence.index, max(-1, frame.sentence.index - 3), -1) if number else ():
        sentence = ground.reading.sentences[index]
        stop = min(sentence.end, k)
        named = [a for i in range(sentence.start, stop) if (a := ground.actor(i)) is not None and a.start == i]
        named = [a for a in named if a.kind != "organisation"]
        together = (ground.states_of(a.each) if a.others else _listed_at(ground, a, stop) for a in named)
        for states in (*together, ground.states_of((e for a in named for e in a.each), people=True)):
            if len(states) == number:
                return states
        if number == 2 and index < frame.sentence.index:
            break
    return []


def _listed_at(ground: Ground, actor: Actor, end: int) -> list[Entity]:
    return ground.states_of(ground.states.group_from(actor.start, end)) if actor.kind == "country" else []


def _among(ground: Ground, frame: Frame) -> list[Entity]:
    """ "Eighty countries have signed, among them A and B": those named of a number."""
    lower = ground.reading.lower
    first = max(frame.sentence.start, frame.clause[0] - 3)
    if not _STATES.intersection(lower[first : frame.clause[0]]):
        return []
    for k in range(frame.end, min(frame.end + 16, frame.sentence.end - 2)):
        if lower[k : k + 2] == ["most", "recently"]:
            return ground.states_of(ground.states.group_from(k + 2, frame.sentence.end))
        if lower[k : k + 2] == ["among", "them"] or (lower[k] == "including" and lower[k - 1] == ","):
            return ground.states_of(ground.states.group_from(k + 1 + (lower[k] == "among"), frame.sentence.end))
    return []


def _those(ground: Ground, frame: Frame) -> list[Entity]:
    """ "Among those that have applied are A and B", "the countries which joined include C": who is named behind."""
    lower = ground.reading.lower
    k = frame.clause[0] - 1
    if k <= frame.sentence.start:
        return []
    noun = lower[k - 1] if lower[k] in ("who", "that", "which") else ""
    # "The latest to join were A and B"
    ranked = lower[frame.start - 1] == "to" and ground.is_ranked(
        lower[max(frame.sentence.start, frame.start - 5) : k + 1]
    )
    if noun != "those" and noun not in ground.words["states"] and not ranked:
        return []
    for i in range(frame.end, min(frame.end + 9, frame.sentence.end - 1)):
        if lower[i] in ("are", "is", "were", "was", "include", "included", "includes"):
            return ground.states_of(ground.states.group_from(i + 1, frame.sentence.end))
    return []


def _signers(ground: Ground, frame: Frame) -> list[Entity]:
    """The states of the people named right before a verb ("the presidents of A and B, X and Y, have")."""
    k, named = frame.clause[0] - 1, []
    while k >= frame.sentence.start:
        actor = ground.actor(k)
        if actor is not None and actor.person is not None:
            named.append(actor)
            k = actor.start - 1
        elif ground.reading.lower[k] in (",", "and"):
            k -= 1
        else:
            break
    return ground.states_of(reversed(named), people=True)


def beside(ground: Ground, frame: Frame) -> list[Actor]:
    """Whoever stands right before a verb, its relative pronoun, or an aside: also what is a place elsewhere."""
    lower, k, first = ground.reading.lower, frame.clause[0] - 1, frame.sentence.start
    while k > first and lower[k] in (
        "also",
        "then",
        "since",
        "now",
        "which",
        "that",
        "both",
        "all",
        "still",
        "therefore",
        "likewise",
        "however",
    ):
        k -= 1
    if lower[k] == "-" and lower[k - 1] == "re":
        k -= 2  # "re-joined"
    if k > first and lower[k] == "," and lower[k + 1] not in ("which", "that"):
        opening = next(
            (
                j
                for j in range(k - 1, first, -1)
                if lower[j] == "," and ground.actor(j - 1) is not None and lower[j + 1] in ground.words["asides"]
            ),
            None,
        )
        if opening is None:
            named = ground.states.group_from(first, k)
            comma = next((j for j in range(named[-1].end if named else first, k) if lower[j] == ","), None)
            begins = (
                comma is not None and ground.actor(comma - 1) is not None and ground.actor(first)
            ) or ground.actor(first + 1)
            opening = comma if begins else None
        if opening is None and (frame.voice.finite or frame.form not in ("part", "past", "passive")):
            return []
        k = opening if opening is not None else k
    if k > first and lower[k] == ",":
        k -= 1
    return ground.states.group_to(k, first) if k >= first and ground.actor(k) is not None else []


def named_before(ground: Ground, frame: Frame) -> list[Entity]:
    """ "It remains a signatory": the state its sentence, else the one before, is about."""
    owners = [
        a
        for i in range(frame.sentence.start, frame.clause[0])
        if (a := ground.actor(i)) is not None and a.start == i and a.kind == "country"
    ]
    # "Sweden's long road ended when it became": the owner, when nobody else is named.
    here = [a for a in owners if not a.case] or owners
    if here and ground.reading.lower[frame.clause[0] - 1] == "they":
        return ground.states_of(ground.states.group_to(here[-1].end - 1, frame.sentence.start) or here[-1:])
    if here:
        return ground.states_of(here[-1:])
    if not frame.sentence.index:
        return []
    previous = ground.reading.sentences[frame.sentence.index - 1]
    actors = [
        a
        for i in range(previous.start, previous.end)
        if (a := ground.actor(i)) is not None and a.start == i and a.kind == "country" and not a.case
    ]
    return ground.states_of(actors[:1] if actors and actors[0].start - previous.start < 3 else actors[-1:])


def bodies(frame: Frame, *prepositions: str, treaty: bool | None = None) -> list[Entity]:
    """The organisations or treaties behind a verb: those behind the first of the prepositions that has any."""
    for argument in frame.arguments:
        if argument.event is not None and argument.preposition in prepositions:
            return []
        if argument.preposition in prepositions:
            found = [a.entity for a in argument.actors if is_body(a, treaty) and a.entity is not None and not a.case]
            if found:
                return list(dict.fromkeys(found))
            if argument.preposition == "":
                return []
    return []


def relative_body(ground: Ground, frame: Frame, form: str = "") -> list[Entity]:
    """ "The treaty, which A and B had signed": the relative pronoun is the body; `form` is its kind, if it matters."""
    actors = frame.subjects or tuple(beside(ground, frame))
    lower = ground.reading.lower
    if not actors or not {"which", "that"}.intersection(lower[max(0, actors[0].start - 2) : actors[0].start]):
        return []
    start = actors[0].start
    near = (r for r in reversed(ground.references.all) if r.end <= start and start - r.end < 4)
    found = next((r for r in near if not form or r.form == form), None)
    return [found.entity] if found is not None else []


def is_body(actor: Actor, treaty: bool | None) -> bool:
    if actor.kind != "organisation" or actor.entity is None:
        return False
    return treaty is None or (actor.entity.kind == "treaty") == treaty


def omitted(ground: Ground, frame: Frame, *, treaty: bool = False) -> list[Entity]:
    """The body a verb leaves out, or means by "it": the one mentioned last."""
    lower = ground.reading.lower
    word = lower[frame.end] if frame.end < frame.sentence.end else "."
    if any(a.preposition == "" for a in frame.arguments if a.start <= frame.end + 1):
        return []
    if any(a.event is not None and a.start <= frame.end + 4 for a in frame.arguments):
        return []
    timed = word == "the" and lower[frame.end + 1] in ("following", "next", "same", "previous")
    if word not in ground.words["soft"] and word != "it" and not timed:
        return []
    if word == "in" and lower[frame.end + 1 : frame.end + 2] and lower[frame.end + 1].endswith("ing"):
        return []
    if word in ("as", "a") and lower[frame.end + 1 : frame.end + 2] not in (
        ["a"],
        ["member"],
        ["members"],
        ["year"],
        ["decade"],
        ["month"],
        ["few"],
    ):
        return []
    found = (
        ground.references.last(frame.start) if word == "it" else ground.references.before(frame.start, treaty=treaty)
    )
    return [found.entity] if found is not None else []


def span_of(frame: Frame) -> tuple[int, int]:
    start = min([frame.clause[0], *(a.start for a in frame.subjects)])
    return start, max(frame.end, min(frame.clause[1], frame.sentence.end))


def is_negated(ground: Ground, frame: Frame) -> bool:
    if frame.voice.negated:
        return True
    first = min((a.start for a in frame.subjects), default=frame.start)
    if {"which", "who", "that"}.intersection(ground.reading.lower[first : frame.start]):
        return False  # "nor did A, which stayed outside"
    return first > frame.sentence.start and bool(
        {"neither", "nor"}.intersection(ground.reading.lower[max(frame.sentence.start, first - 2) : first])
    )


def joining_status(ground: Ground, frame: Frame, i: int) -> tuple[str, str] | None:
    """Status and assertion of who joins, becomes or is to be a member, from the words that lead to token `i`."""
    words, lead = ground.words, ground.lead(frame.sentence, i)
    first = min((a.start for a in frame.subjects), default=frame.start)
    before = ground.reading.lower[first - 1] if first > frame.sentence.start else ""
    if before == "the" and first - 1 > frame.sentence.start:
        before = ground.reading.lower[first - 2]
    asked = any(
        a in ("was", "were", "been", "is", "are") and b in ("asked", *words["invited"]) for a, b in pairwise(lead)
    )
    asked = asked or ("invited" in lead and "to" in lead)
    if {"should", "must", "ought"}.intersection(lead):
        return None
    if "no" in lead and "longer" not in lead:
        return "non_member", "asserted"
    if is_negated(ground, frame):
        return None if words["wishes"].intersection(lead) else ("non_member", "asserted")
    if asked or (before in ("asked", *words["invited"]) and "to" in lead):
        return "joining", "planned" if _has_date(ground, frame) else "asserted"
    assertion = frame.voice.assertion
    if ground.is_denied(frame):
        return "joining", "denied"
    if before == "for" and "to" in lead and frame.form == "base":
        return "candidate", "asserted"
    if words["wishes"].intersection(lead) or {"candidates", "applicants"}.intersection(lead):
        return "candidate", "possible" if {"may", "might", "could"}.intersection(lead) else "asserted"
    if words["threats"].intersection(lead) or assertion == "possible":
        return "joining", "possible"
    # "Sweden followed in March to become", "the last to join"
    done = "followed" in lead or ground.is_ranked(lead)
    if "to" in lead and done and not {"will", "would", "is"}.intersection(lead):
        return "member", "asserted"
    if assertion == "planned" and frame.form != "past":
        return "joining", "planned"
    if frame.form == "s" and not assertion and _is_scheduled(ground, frame):
        return "joining", "planned"
    if frame.form == "ing":
        if frame.voice.finite:
            return "joining", "asserted"
        if lead and lead[-1] in (
            "of",
            "for",
            "before",
            "from",
            "by",
            "without",
            "on",
            "about",
            "towards",
            "toward",
            "to",
            "in",
        ):
            return None
        # "supports A joining the bloc": A is not in it yet.
        return (
            "candidate"
            if before.isalpha() and before not in ("with", "and", "but", "while", "before", "since")
            else "member"
        ), "asserted"
    if frame.form == "base" and lead and "to" in lead:
        return None
    return "member", "asserted"


def _is_scheduled(ground: Ground, frame: Frame) -> bool:
    """Whether a present tense has a date behind it ("whose country joins the Council on January 1")."""
    words = ground.reading.words[frame.end : min(frame.end + 8, frame.sentence.end)]
    following = ((a, b) for a, b in pairwise(words) if a in ("on", "from", "next", "in"))
    return any(b in _DAYS or (a != "in" and (b[:1].isdigit() or b in ("year", "month", "week"))) for a, b in following)


def _has_date(ground: Ground, frame: Frame) -> bool:
    """Whether a date ahead follows ("to become full members from the start of the new year")."""
    after = ground.reading.lower[frame.end : min(frame.end + 9, frame.sentence.end)]
    return any(
        a in ("from", "on", "in")
        and (b[:1].isdigit() or b in ("the", "next", "january", "july"))
        and {"start", "beginning", "january", "july", "year", "month"}.intersection(after)
        for a, b in pairwise(after)
    )


def leaving_status(ground: Ground, frame: Frame, lead: Sequence[str]) -> tuple[str, str] | None:
    """Status and assertion of a state that leaves, by the words before the verb."""
    words = ground.words
    assertion = frame.voice.assertion
    if {"should", "must", "ought"}.intersection(lead):
        return None
    if ground.is_denied(frame):
        return "leaving", "denied"
    if {"decision", "plan", "plans", "move", "bid"}.intersection(lead) and words["undone"].intersection(lead):
        return "leaving", "cancelled"
    if (
        words["threats"].intersection(lead)
        or assertion == "possible"
        or {"wants", "hopes", "wanted"}.intersection(lead)
    ):
        return "leaving", "possible"
    if "to" in lead and ground.is_ranked(lead) and not {"will", "would", "is"}.intersection(lead):
        return "left", "asserted"
    if assertion == "planned":
        return "leaving", "planned"
    if frame.form == "ing":
        if frame.voice.finite:
            return "leaving", "asserted"
        if lead and lead[-1] in ("of", "for", "before", "from", "without", "on", "about", "in"):
            return None
        return "left", "asserted"
    if frame.form == "base" and "to" in lead:
        return None
    return "left", "asserted"
