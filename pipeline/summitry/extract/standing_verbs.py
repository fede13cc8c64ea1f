"""Standings that verbs state: joined, applied, admitted, suspended, left, ratified, signed, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.actors import Actor
from summitry.extract.frames import Frame
from summitry.extract.reading import Sentence
from summitry.extract.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_SOFT: Final = frozenset({".", ",", ";", ")", "in", "on", "by", "later", "last", "this", "next", "after", "at", "altogether", "at", "from", "and", "but", "when", "under", "since", "again", "as", "within", "a", "—", "-", "too", "immediately", "twice"})  # fmt: skip
_ASIDES: Final = frozenset({"which", "who", "whose", "where", "with", "formed", "founded", "a", "an", "the", "once", "long", "then", "after", "like", "now", "although", "though", "along", "together"})
_TIMES: Final = frozenset({"in", "on", "last", "this", "year", "month", "week", "officially", "formally", "earlier", "later", "early", "late", "first"})
_FIRSTS: Final = frozenset({"first", "last", "latest", "second", "third", "only", "newest"})
# Between the name of a body and a verb that says whom it contains.
_BESIDE: Final = frozenset(
    {",", "which", "that", "(", ")", "-", "today", "now", "union", "group", "grouping", "alliance", "bloc", "club", "pact", "currently", "itself", "also"}
)


def standings_of_verbs(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings of one sentence that its verbs state."""
    for frame in ground.frames[sentence.index]:
        reader = _READERS.get(frame.sense)
        if reader is not None and not ground.is_open(sentence, frame.start):
            yield from reader(ground, frame)


def subjects(ground: Ground, frame: Frame, *, people: bool = False) -> list[Entity]:
    """The states a verb is said of."""
    before = ground.reading.lower[frame.clause[0] - 1] if frame.clause[0] else ""
    lead = ground.lead(frame.sentence, frame.start)
    if lead[:1] and lead[0] in ("'s", "’s", "'", "’") and ground.words.wishes.intersection(lead):
        owner = ground.actor(frame.start - len(lead) - 1)
        return ground.states_of([owner]) if owner is not None else []
    if before in ("it", "they") and not frame.subjects:
        return named_before(ground, frame)
    if frame.form == "ing" and not frame.voice.finite and frame.start > frame.sentence.start:
        group = ground.states.group_to(frame.start - 1, frame.sentence.start)
        if group and before not in (",",):
            return ground.states_of(group)
    # "... of NATO, and Norway has": the body before the comma belongs to what is said before.
    mixed = any(a.kind == "country" for a in frame.subjects)
    found = ground.states_of((a for a in frame.subjects if not (mixed and a.kind == "organisation")), people=people)
    return found or ground.states_of(beside(ground, frame)) or (_signers(ground, frame) if people else [])


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
    while k > first and lower[k] in ("also", "then", "since", "now", "which", "that", "both", "all", "still", "therefore", "however"):
        k -= 1
    if k > first and lower[k] == "," and lower[k + 1] not in ("which", "that"):
        opening = next((j for j in range(k - 1, first, -1) if lower[j] == "," and ground.actor(j - 1) is not None and lower[j + 1] in _ASIDES), None)
        if opening is None and (frame.voice.finite or frame.form not in ("part", "past", "passive")):
            return []
        k = opening if opening is not None else k
    if k > first and lower[k] == ",":
        k -= 1
    return ground.states.group_to(k, first) if k >= first and ground.actor(k) is not None else []


def named_before(ground: Ground, frame: Frame) -> list[Entity]:
    """ "It remains a signatory": the state its sentence, else the one before, is about."""
    here = [a for i in range(frame.sentence.start, frame.clause[0]) if (a := ground.actor(i)) is not None and a.start == i and a.kind == "country" and not a.case]
    if here:
        return ground.states_of(here[-1:])
    if not frame.sentence.index:
        return []
    previous = ground.reading.sentences[frame.sentence.index - 1]
    actors = [a for i in range(previous.start, previous.end) if (a := ground.actor(i)) is not None and a.start == i and a.kind == "country" and not a.case]
    return ground.states_of(actors[:1] if actors and actors[0].start - previous.start < 3 else actors[-1:])


def bodies(ground: Ground, frame: Frame, *prepositions: str, treaty: bool | None = None) -> list[Entity]:
    """The organisations or treaties behind a verb: those behind the first of the prepositions that has any."""
    for argument in frame.arguments:
        if argument.event is not None and argument.preposition in prepositions:
            return []
        if argument.preposition in prepositions:
            found = [a.entity for a in argument.actors if _is_body(a, treaty) and a.entity is not None and not a.case]
            if found:
                return list(dict.fromkeys(found))
            if argument.preposition == "":
                return []
    return []


def _is_body(actor: Actor, treaty: bool | None) -> bool:
    if actor.kind != "organisation" or actor.entity is None:
        return False
    return treaty is None or (actor.entity.kind == "treaty") == treaty


def omitted(ground: Ground, frame: Frame, *, treaty: bool = False) -> list[Entity]:
    """The body a verb leaves out, or means by "it": the one mentioned last."""
    lower = ground.reading.lower
    word = lower[frame.end] if frame.end < frame.sentence.end else "."
    if any(a.preposition == "" for a in frame.arguments if a.start <= frame.end + 1) or frame.events:
        return []
    if word not in _SOFT and word != "it":
        return []
    if word == "in" and lower[frame.end + 1 : frame.end + 2] and lower[frame.end + 1].endswith("ing"):
        return []
    if word in ("as", "a") and lower[frame.end + 1 : frame.end + 2] not in (["a"], ["member"], ["members"], ["year"], ["decade"], ["month"], ["few"]):
        return []
    found = ground.references.last(frame.start) if word == "it" else ground.references.before(frame.start, treaty=treaty)
    return [found.entity] if found is not None else []


def _span(frame: Frame) -> tuple[int, int]:
    start = min([frame.clause[0], *(a.start for a in frame.subjects)])
    return start, max(frame.end, min(frame.clause[1], frame.sentence.end))


def _is_negated(ground: Ground, frame: Frame) -> bool:
    if frame.voice.negated:
        return True
    first = min((a.start for a in frame.subjects), default=frame.start)
    return first > frame.sentence.start and bool({"neither", "nor"}.intersection(ground.reading.lower[max(frame.sentence.start, first - 2) : first]))


def joining_status(ground: Ground, frame: Frame, i: int) -> tuple[str, str] | None:
    """Status and assertion of who joins, becomes or is to be a member, from the words that lead to token `i`."""
    words, lead = ground.words, ground.lead(frame.sentence, i)
    first = min((a.start for a in frame.subjects), default=frame.start)
    before = ground.reading.lower[first - 1] if first > frame.sentence.start else ""
    if before == "the" and first - 1 > frame.sentence.start:
        before = ground.reading.lower[first - 2]
    asked = any(a in ("was", "were", "been", "is", "are") and b in ("asked", *words.invited) for a, b in zip(lead, lead[1:], strict=False))
    asked = asked or ("invited" in lead and "to" in lead)
    if {"should", "must", "ought"}.intersection(lead):
        return None
    if "no" in lead and "longer" not in lead:
        return "non_member", "asserted"
    if _is_negated(ground, frame):
        return None if words.wishes.intersection(lead) else ("non_member", "asserted")
    if asked or (before in ("asked", *words.invited) and "to" in lead):
        return "joining", "planned" if _has_date(ground, frame) else "asserted"
    assertion = frame.voice.assertion
    if ground.is_denied(frame):
        return "joining", "denied"
    if words.wishes.intersection(lead):
        return "candidate", "possible" if {"may", "might", "could"}.intersection(lead) else "asserted"
    if words.threats.intersection(lead) or assertion == "possible":
        return "joining", "possible"
    if "to" in lead and _FIRSTS.intersection(lead) and not {"will", "would", "is"}.intersection(lead):
        return "member", "asserted"
    if assertion == "planned" and frame.form != "past":
        return "joining", "planned"
    if frame.form == "ing":
        if frame.voice.finite:
            return "joining", "asserted"
        if lead and lead[-1] in ("of", "for", "before", "from", "by", "without", "on", "about", "towards", "toward", "to", "in"):
            return None
        # "supports A joining the bloc": A is not in it yet.
        return ("candidate" if before.isalpha() and before not in ("with", "and", "but", "while", "before", "since") else "member"), "asserted"
    if frame.form == "base" and lead and "to" in lead:
        return None
    return "member", "asserted"


def _has_date(ground: Ground, frame: Frame) -> bool:
    """Whether a date ahead follows ("to become full members from the start of the new year")."""
    after = ground.reading.lower[frame.end : min(frame.end + 9, frame.sentence.end)]
    return any(a in ("from", "on", "in") and (b[:1].isdigit() or b in ("the", "next", "january", "july")) and {"start", "beginning", "january", "july", "year", "month"}.intersection(after) for a, b in zip(after, after[1:], strict=False))


def _join(ground: Ground, frame: Frame) -> Iterator[Standing]:
    being = ground.reading.lower[frame.end - 1] in ("in", "inside", "of")
    found = bodies(ground, frame, "") or ([] if being else omitted(ground, frame))
    after = next((a.end for a in frame.following("")), frame.end)
    lower = ground.reading.lower
    if after < frame.sentence.end - 1 and lower[after] in ("in", "as", "for") and (lower[after + 1].endswith("ing") or lower[after] == "for"):
        return
    if after < frame.sentence.end and frame.actors("") and lower[after] in ("'s", "summit", "meeting", "talks", "leaders", "countries", "states", "allies", "members"):
        return
    status = joining_status(ground, frame, frame.start)
    if status is not None:
        yield from stand(ground, subjects(ground, frame), *_place(status, found), _span(frame), "standing.join")


def _place(status: tuple[str, str], found: list[Entity]) -> tuple[str, list[Entity], str]:
    return status[0], found, status[1]


def _rejoin(ground: Ground, frame: Frame) -> Iterator[Standing]:
    found = bodies(ground, frame, "") or omitted(ground, frame)
    if "seat" in ground.reading.lower[frame.start : frame.end] and (last := ground.references.before(frame.start, any_body=True)) is not None:
        found = found or [last.entity]
    status = joining_status(ground, frame, frame.start)
    come_back = ground.reading.lower[frame.start] in ("come", "came", "comes", "coming", "return", "returned")
    if status is not None and not (come_back and status[0] != "member"):
        yield from stand(ground, subjects(ground, frame), *_place(status, found), _span(frame), "standing.rejoin", status[0] == "member")


def _admit(ground: Ground, frame: Frame) -> Iterator[Standing]:
    passive = frame.form == "passive" or (frame.form == "part" and not frame.voice.finite and not ground.states_of(frame.actors("")))
    if passive:
        states = subjects(ground, frame)
        found = bodies(ground, frame, "to", "into", "", "by") or omitted(ground, frame)
    else:
        # "took in Bahrain": behind the particle a state looks like a place.
        states = ground.states_of(a for argument in frame.following("") for a in argument.actors)
        found = [a.entity for a in (*frame.subjects, *(() if frame.subjects else beside(ground, frame))) if _is_body(a, None) and a.entity is not None]
        found = found or (bodies(ground, frame, "into", "to") if any(a.preposition == "" and a.start <= frame.end + 3 for a in frame.arguments) else [])
        if not found and frame.sense == "admit" and states and frame.form in ("base", "ing"):
            found = [r.entity] if (r := ground.references.before(frame.start)) is not None else []
    if frame.sense == "welcome" and not bodies(ground, frame, "into"):
        return
    again = frame.sense == "readmit"
    status: tuple[str, str] = ("member", "asserted")
    lead = ground.lead(frame.sentence, frame.start)
    if _is_negated(ground, frame):
        return
    if frame.voice.assertion in ("planned", "possible") and frame.form != "past" or frame.form == "base":
        status = ("joining", "possible" if frame.voice.assertion == "possible" else "planned")
        if ground.words.wishes.intersection(lead) and passive:
            status = ("candidate", "asserted")
        elif {"work", "procedure", "process", "efforts"}.intersection(lead):
            status = ("joining", "asserted")
    found = [body for body in found if body.kind == "organisation"]
    yield from stand(ground, states, status[0], found, status[1], _span(frame), f"standing.{frame.sense}", again)


def _apply(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower = ground.reading.lower
    found = bodies(ground, frame, "", "of", "in", "for", "to")
    nearby = ground.reading.text(frame.end, min(frame.end + 3, frame.sentence.end)).lower()
    if lower[frame.end - 1] == "for" and not nearby.startswith(("membership", "full membership", "associate membership", "accession", "candidate")):
        return
    if lower[frame.start].startswith("want") and lower[frame.end : frame.end + 1] not in (["."], [","], [";"], ["too"], ["as"], ["and"]):
        return
    if any(a in ("join", "be", "become") for a in lower[frame.end : frame.end + 4]) and not found:
        found = [a.entity for argument in frame.arguments for a in argument.actors if _is_body(a, None) and a.entity is not None][:1]
    if not found:
        reference = ground.references.before(frame.start)
        found = [reference.entity] if reference is not None else []
    if _is_negated(ground, frame):
        return
    assertion = {"possible": "possible", "denied": "denied"}.get(frame.voice.assertion or "", "asserted")
    states = subjects(ground, frame)
    if not states or any(w in lower[frame.end : frame.end + 12] for w in ("among",)):
        k = next((k for k in range(frame.end, min(frame.end + 12, frame.sentence.end)) if lower[k] in ("among", "including")), None)
        if k is not None:
            skip = 2 if lower[k : k + 2] == ["among", "them"] else 1
            states = ground.states_of(ground.states.group_from(k + skip, frame.sentence.end)) or states
    yield from stand(ground, states, "candidate", found, assertion, _span(frame), "standing.apply")


def _withdraw_application(ground: Ground, frame: Frame) -> Iterator[Standing]:
    found = bodies(ground, frame, "", "of", "in", "to", "from")
    if not found:
        reference = ground.references.before(frame.start) or next((r for r in ground.references.all if r.start > frame.start and r.form not in ("court", "bank", "treaty", "body")), None)
        found = [reference.entity] if reference is not None else []
    if frame.voice.assertion in (None, "planned") and not _is_negated(ground, frame) and "short" not in ground.lead(frame.sentence, frame.start):
        yield from stand(ground, subjects(ground, frame, people=True), "non_member", found, "asserted", _span(frame), "standing.declined", True)


def _belong(ground: Ground, frame: Frame) -> Iterator[Standing]:
    negated = _is_negated(ground, frame) or "without" in ground.lead(frame.sentence, frame.start)
    status = "non_member" if negated else "member"
    found = bodies(ground, frame, "") or omitted(ground, frame)
    lower = ground.reading.lower
    states = subjects(ground, frame)
    yield from stand(ground, states, status, found, "asserted", _span(frame), "standing.belong")
    for k in range(frame.end, frame.sentence.end - 2):
        if lower[k] == "not" and lower[k - 1] in ("but", "and") and lower[k + 1] in ("to", "the"):
            other = next((ground.actor(j) for j in range(k + 1, min(k + 5, frame.sentence.end)) if ground.actor(j)), None)
            if other is not None and _is_body(other, None) and other.entity is not None:
                yield from stand(ground, states, "non_member", [other.entity], "asserted", (frame.start, other.end), "standing.belong")


def _contain(ground: Ground, frame: Frame) -> Iterator[Standing]:
    found = [a.entity for a in frame.subjects if _is_body(a, None) and a.entity is not None]
    nearest = next((r for r in reversed(ground.references.all) if r.end <= frame.clause[0]), None)
    if not found and nearest is not None and nearest.start >= frame.sentence.start and not nearest.case:
        found = [nearest.entity]
    states = []
    i = frame.end
    while i < frame.sentence.end and not states and i - frame.end < 6:
        states = ground.states_of(ground.states.group_from(i, frame.sentence.end))
        i += 1
    if ground.reading.lower[frame.end] in ("representatives", "leaders", "ministers", "officials", "delegates", "envoys", "diplomats"):
        return
    if "with" in ground.reading.lower[frame.end : frame.end + 3] or ground.reading.lower[frame.start] in ("link", "links", "linking", "linked"):
        states += [s for s in ground.states_of(frame.actors("with")) if s not in states]
    if frame.voice.assertion in ("planned", "possible", "denied", "cancelled") or _is_negated(ground, frame) or len(states) < 2:
        return
    between = ground.reading.lower[nearest.end if nearest is not None else frame.sentence.start : frame.clause[0]]
    if not found or nearest is None or nearest.entity != found[0] or not set(between) <= _BESIDE:
        return
    yield from stand(ground, states, "member", found[:1], "asserted", (frame.start, max(frame.end, frame.clause[1])), "standing.contain")


def _leave(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower, words = ground.reading.lower, ground.words
    head = lower[frame.end - 1]
    if head == "of" or head == "from" or head in ("with",):
        found = bodies(ground, frame, "")
    elif lower[frame.start].startswith(("withdr", "pull", "walk")):
        found = bodies(ground, frame, "from", "of")
        argument = next(iter(frame.following("from", "of")), None)
        if found and argument is not None and lower[argument.start - 1] != "of":
            gap = [w for w in lower[frame.end : argument.start] if w not in ("from", "the", "of") and not w.isdigit()]
            if not set(gap) <= _TIMES:
                return
        found = found or omitted(ground, frame)
    else:
        found = bodies(ground, frame, "") or omitted(ground, frame)
    if not found:
        return
    if _is_negated(ground, frame) or lower[frame.end : frame.end + 1] == ["on"] and lower[frame.end - 1] == "out":
        return
    after = next((a.end for a in frame.arguments if any(_is_body(x, None) for x in a.actors)), frame.end)
    if after < frame.sentence.end and lower[after] in ("summit", "meeting", "talks", "'s", "’s", "headquarters", "mission", "forces", "leaders"):
        return
    status = leaving_status(ground, frame, ground.lead(frame.sentence, frame.start))
    spoken = bool((words.threats | words.announced).intersection(ground.lead(frame.sentence, frame.start)))
    states = subjects(ground, frame, people=spoken or "out" in lower[frame.start : frame.end] or "of" in lower[frame.start : frame.end])
    if status is not None:
        yield from stand(ground, states, status[0], found, status[1], _span(frame), "standing.leave")


def leaving_status(ground: Ground, frame: Frame, lead: Sequence[str]) -> tuple[str, str] | None:
    """Status and assertion of a state that leaves, by the words before the verb."""
    words = ground.words
    assertion = frame.voice.assertion
    if {"should", "must", "ought"}.intersection(lead):
        return None
    if ground.is_denied(frame):
        return "leaving", "denied"
    if {"decision", "plan", "plans", "move", "bid"}.intersection(lead) and words.undone.intersection(lead):
        return "leaving", "cancelled"
    if words.threats.intersection(lead) or assertion == "possible" or {"wants", "hopes", "wanted"}.intersection(lead):
        return "leaving", "possible"
    if "to" in lead and _FIRSTS.intersection(lead) and not {"will", "would", "is"}.intersection(lead):
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


def _expel(ground: Ground, frame: Frame) -> Iterator[Standing]:
    if frame.form == "passive":
        states, found = subjects(ground, frame), bodies(ground, frame, "from", "of", "")
    else:
        states = ground.states_of(frame.actors(""))
        found = bodies(ground, frame, "from", "of") or [a.entity for a in frame.subjects if _is_body(a, None) and a.entity is not None]
    if not found and ground.reading.lower[frame.end : frame.end + 1] not in (["from"], ["of"]):
        found = []
    if not _is_negated(ground, frame):
        status = ("leaving", frame.voice.assertion) if frame.voice.assertion in ("possible", "planned") else ("left", "asserted")
        yield from stand(ground, states, status[0], found, str(status[1]), _span(frame), "standing.expel")


def _suspend(ground: Ground, frame: Frame) -> Iterator[Standing]:
    lower = ground.reading.lower
    states: list[Entity] = []
    owner = ground.actor(frame.end) or (ground.actor(frame.end + 1) if frame.end + 1 < frame.sentence.end else None)
    participle = frame.form in ("part", "past") and not frame.voice.finite and lower[frame.end : frame.end + 1] in (["from"], ["by"], ["since"])
    if frame.form == "passive" or participle:
        found = bodies(ground, frame, "from", "by", "of")
        states = subjects(ground, frame)
        k = frame.clause[0] - 1
        if "membership" in lower[max(frame.sentence.start, k - 8) : k + 1]:
            owner = next((a for j in range(k, frame.sentence.start - 1, -1) if (a := ground.actor(j)) is not None and a.kind == "country"), None)
            of = next((r for r in reversed(ground.references.all) if frame.sentence.start <= r.start and r.end <= k + 1), None)
            states = ground.states_of([owner]) if owner is not None and owner.case else states
            found = found or ([of.entity] if of is not None and owner is not None and of.start > owner.start else [])
        if not states:
            return
        if not found:
            reference = ground.references.before(frame.start)
            found = [reference.entity] if reference is not None else []
        if not found and any(a.preposition == "from" for a in frame.arguments if a.start < frame.end + 4):
            return
    else:
        found = [a.entity for a in frame.subjects if _is_body(a, None) and a.entity is not None]
        states = ground.states_of(frame.actors(""))
        if owner is not None and owner.case and lower[owner.end + 1 : owner.end + 2] in (["membership"], ["participation"]):
            states = ground.states_of([owner])
            found = found or bodies(ground, frame, "of", "in", "from")
        elif lower[frame.end : frame.end + 1] == ["it"] and found:
            earlier = [a for a in ground.states.actors.found if a.kind == "country" and frame.sentence.start <= a.start < frame.start]
            states = ground.states_of(earlier[-1:])
    # "which the same council had suspended": the relative pronoun is who was suspended.
    if not states and found and frame.form != "passive":
        k = next((k for k in range(frame.clause[0] - 1, frame.sentence.start, -1) if lower[k] in ("which", "that")), None)
        if k is not None and frame.clause[0] - k < 6:
            states = ground.states_of(ground.states.group_to(k - 2 if lower[k - 1] == "," else k - 1, frame.sentence.start)[-1:])
    if _is_negated(ground, frame):
        return
    if frame.sense == "suspend" and lower[frame.start].startswith("fr") and not any(w == "membership" for w in lower[max(frame.sentence.start, frame.start - 10) : frame.end + 5]):
        return
    assertion = frame.voice.assertion if frame.voice.assertion in ("possible", "planned") else "asserted"
    if assertion == "planned" and frame.form == "passive" and frame.voice.tense == "past":
        assertion = "asserted"
    yield from stand(ground, states, "suspended", found[:1], assertion, _span(frame), "standing.suspend")


def _elect(ground: Ground, frame: Frame) -> Iterator[Standing]:
    states = subjects(ground, frame) if frame.form == "passive" else ground.states_of(frame.actors(""))
    found = bodies(ground, frame, "to", "as") if frame.form == "passive" else bodies(ground, frame, "to")
    yield from stand(ground, states, "joining", found, "planned", _span(frame), "standing.elect")


def _treaty(ground: Ground, frame: Frame) -> Iterator[Standing]:
    """Ratified, signed, denounced: of treaties alone."""
    lower = ground.reading.lower
    own = [a.entity for a in frame.subjects if _is_body(a, True) and a.entity is not None]
    if own and (frame.form == "passive" or lower[frame.end - 1] == "for" or (frame.form in ("part", "past") and frame.actors("by"))):
        found, states = own, ground.states_of(frame.actors("by") or frame.actors(""), people=frame.sense == "sign")
    elif frame.form in ("part", "past", "passive") and frame.actors("by") and not frame.actors(""):
        reference = next((r for r in reversed(ground.references.all) if r.end <= frame.start and r.form == "treaty" and frame.start - r.end < 3), None)
        found, states = ([reference.entity] if reference else []), ground.states_of(frame.actors("by"), people=True)
    else:
        found = bodies(ground, frame, "", treaty=True)
        if lower[frame.end - 1] in ("signature", "ratification"):
            found = found or bodies(ground, frame, "from", "of", "to", treaty=True)
        states = subjects(ground, frame, people=frame.sense == "sign")
        # "the treaty, which A and B had signed": the relative pronoun is the treaty.
        if not found and frame.subjects and ground.reading.lower[max(0, frame.subjects[0].start - 1)] in ("which", "that"):
            start = frame.subjects[0].start
            reference = next((r for r in reversed(ground.references.all) if r.end <= start and r.form == "treaty" and start - r.end < 4), None)
            found = [reference.entity] if reference else []
        if frame.sense == "sign" and found:
            states += [s for s in ground.states_of(frame.actors("with"), people=True) if s not in states]
        found = found or _omitted_treaty(ground, frame)
    if frame.sense == "sign" and "witness" in lower[frame.end : frame.end + 6]:
        return
    exception = _except(ground, frame)
    if exception:
        yield from stand(ground, exception, "non_party", found, "asserted", _span(frame), "standing.except")
        return
    negated = _is_negated(ground, frame) or bool(NEGATIONS.intersection(lower[frame.start - 2 : frame.start]))
    assertion = frame.voice.assertion
    lead = ground.lead(frame.sentence, frame.start)
    if {"yet", "must", "should", "refusal", "hands"}.intersection(lead) or assertion == "cancelled":
        return
    if ground.words.threats.intersection(lead) or assertion == "possible":
        assertion = "possible"
    elif assertion == "planned" and _FIRSTS.intersection(lead) and not {"will", "would", "is"}.intersection(lead):
        assertion = None
    elif assertion is None and frame.form == "base" and "to" in lead:
        if not _FIRSTS.intersection(lead) and "voted" not in lead:
            return
        assertion = "planned" if "voted" in lead else None
    status = {"ratify": "unratified" if negated else "party", "sign": "non_party" if negated else "signatory", "denounce": "withdrew"}[frame.sense]
    if negated and frame.sense == "denounce":
        return
    if negated:
        assertion = "asserted"
    yield from stand(ground, states, status, [b for b in found if b.kind == "treaty"], assertion or "asserted", _span(frame), f"standing.{frame.sense}")


def _omitted_treaty(ground: Ground, frame: Frame) -> list[Entity]:
    lower = ground.reading.lower
    word = lower[frame.end] if frame.end < frame.sentence.end else "."
    direct = any(a.preposition == "" and a.start < frame.end + 3 for a in frame.arguments)
    if word != "it" and (word not in _SOFT or direct or frame.sense == "denounce" and lower[frame.end - 1] not in ("ratification", "signature")):
        return []
    reference = ground.references.before(frame.start, treaty=True)
    return [reference.entity] if reference is not None else []


def _except(ground: Ground, frame: Frame) -> list[Entity]:
    """ "All states except A have signed": A has not."""
    lower = ground.reading.lower
    for k in range(frame.clause[0] - 1, frame.sentence.start, -1):
        if lower[k] in ("except", "but") and {"all", "every"}.intersection(lower[frame.sentence.start : k]) or lower[k : k + 2] == ["apart", "from"]:
            return ground.states_of(ground.states.group_from(k + 1, frame.clause[0]))
    return []


_READERS: Final = {
    "join": _join,
    "rejoin": _rejoin,
    "admit": _admit,
    "welcome": _admit,
    "readmit": _admit,
    "apply": _apply,
    "withdraw_application": _withdraw_application,
    "belong": _belong,
    "contain": _contain,
    "leave": _leave,
    "expel": _expel,
    "suspend": _suspend,
    "elect": _elect,
    "ratify": _treaty,
    "sign": _treaty,
    "denounce": _treaty,
}
