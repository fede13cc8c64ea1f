"""Standings that nouns of a status state: "A, a member of B", "B members such as A", "A has observer status in B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_asides import each_of
from summitry.extract.standings.standing_labels import label_of
from summitry.extract.standings.standing_makeup import actors_listed
from summitry.extract.standings.standing_phrases import Phrase, is_number, noun_at, phrase_at
from summitry.extract.standings.standing_subjects import joining_status, subjects
from summitry.extract.standings.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_COUNTS: Final = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"newest", "latest", "only", "several"}
)
_AT_EVENTS: Final = frozenset(
    {
        "host",
        "hosts",
        "hosted",
        "attend",
        "attends",
        "attended",
        "attending",
        "invited",
        "summit",
        "meeting",
        "meetings",
        "conference",
        "session",
    }
    | {"sessions", "talks", "exercise", "exercises", "drills", "election", "elections", "vote", "poll", "polls"}
)
_ADMIT: Final = frozenset({"admit", "accept", "welcome", "include", "induct", "receive", "take"})
_PLEAS: Final = frozenset(
    {"support", "supports", "supported", "supporting", "call", "calls", "called", "calling", "seat", "recognition"}
    | {"demand", "demands", "demanded", "urged", "urges", "urging", "favour", "favor", "back", "backs", "backed"}
)
_LISTED: Final = 12  # tokens of what so many members do, before they are listed
_APART: Final = 9  # tokens between two phrases that share a verb
_NO_ARTICLE: Final = frozenset({"a", "an"})


def standings_of_nouns(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings of one sentence that nouns of a status state."""
    said: tuple[Frame, Phrase] | None = None
    i = sentence.start
    while i < sentence.end:
        noun = noun_at(ground, sentence, i)
        if noun is None:
            i += 1
            continue
        phrase = phrase_at(ground, sentence, i, noun)
        i += len(noun.words)
        if phrase is not None and phrase.status != "none" and not ground.is_open(sentence, phrase.head):
            further = _continued(ground, sentence, phrase, said)
            if further is not None:
                yield from _said(ground, phrase, further)
                continue
            frame = _governing(ground, sentence, phrase)
            said = (frame, phrase) if frame is not None else said
            yield from _held(ground, sentence, phrase)


def _continued(ground: Ground, sentence: Sentence, phrase: Phrase, said: tuple[Frame, Phrase] | None) -> Frame | None:
    """The verb that a phrase shares with one before it ("became an observer in 2005 and a full member in 2017")."""
    if said is None or said[1].end > phrase.start or phrase.start - said[1].end > _APART:
        return None
    lower = ground.reading.lower
    opening = lower[max(said[1].end, phrase.start - 3) : phrase.head]
    between = range(said[1].end, phrase.start)
    free = not any(ground.actor(k) is not None or lower[k] in (";", "but", "which", "who", "while") for k in between)
    verb = any(f.start in between for f in ground.frames[sentence.index])
    return said[0] if free and not verb and "and" in opening and {"a", "an", "the", "its"} & set(opening) else None


def _held(ground: Ground, sentence: Sentence, phrase: Phrase) -> Iterator[Standing]:
    after = _after(ground, sentence, phrase)
    # "Five members: A and B, and three observers: C": what follows is meant alone.
    apart = bool(after) and ground.reading.lower[phrase.start] == "and" and phrase.start > sentence.start
    before = [] if apart else list(_before(ground, sentence, phrase))
    yield from before
    states = [s for s in ground.states_of(after) if not any(b.state == s for b in before)]
    if not any(s.kind == "country" for s in states):
        return
    if states and not (phrase.negated and before):
        status = "non_member" if phrase.status == "member" and phrase.negated else phrase.status
        end = max(a.end for a in after)
        yield from stand(states, status, phrase.bodies, "asserted", (phrase.start, end), "standing.members")


def _after(ground: Ground, sentence: Sentence, phrase: Phrase) -> list[Actor]:
    """The states listed behind the phrase."""
    lower, i, end = ground.reading.lower, phrase.end, sentence.end
    if i >= end:
        return []
    actor = ground.actor(i)
    if actor is not None:
        return (
            []
            if phrase.behind or actor.kind == "organisation" or lower[i - 1] == "status"
            else ground.states.group_from(i, end)
        )
    if lower[i : i + 2] == ["such", "as"] and phrase.plural:
        return ground.states.group_from(i + 2, end)
    if lower[i] in ("of", "for") and phrase.head + 2 >= i - 1 and lower[i - 1] == "status":
        return ground.states.group_from(i + 1, end)
    if phrase.plural and any(is_number(w) or w == "all" or w in _COUNTS for w in lower[phrase.start : phrase.head]):
        # "All 10 members of A take part -- B, C and D".
        opening = next((k for k in range(i, min(i + _LISTED, end)) if lower[k] in ("--", "—", "–", ":", "-")), None)
        listed = ground.states.group_from(opening + 1, end) if opening is not None else []
        if len(listed) > 2:
            return listed
    while i + 1 < end and lower[i] in ("also", "today", "currently", "now"):
        i += 1
    if lower[i] not in ground.words["listing"] or not (phrase.plural or lower[i] == ":"):
        return []
    if lower[i + 1 : i + 4] == ["as", "well", "as"]:
        return []  # "all EU states, as well as A": those are others
    comma = lower[i] == ","
    k = i
    while k < end and (
        lower[k] in ground.words["listing"]
        or lower[k] in ("such", "as", "among", "them", "currently", "now", "also", "the", "today")
    ):
        k += 1
    group = ground.states.group_from(k, end)
    further = actors_listed(ground, k, end, strict=True)
    group = further if further[: len(group)] == group else group
    counted = any(is_number(w) or w in _COUNTS for w in lower[phrase.start : phrase.head])
    if comma and k == i + 1 and (len(group) < 2 or (phrase.bound and not counted)):
        return []
    if lower[i] in ("is", "are", "were") and phrase.bare and len(group) < 2:
        return []
    # "EU members, Turkey and Russia met": what a verb follows is not in apposition.
    if comma and k == i + 1 and not phrase.bare:
        stop = group[-1].end
        if stop < end and lower[stop] not in (",", ".", "-", "–", ")", ";"):
            return []
    return group


def _before(ground: Ground, sentence: Sentence, phrase: Phrase) -> Iterator[Standing]:
    """Who is said to have the status by the words before the phrase."""
    lower, start = ground.reading.lower, phrase.start
    frame = _governing(ground, sentence, phrase)
    if frame is not None:
        yield from _said(ground, phrase, frame)
        return
    k = start - 1
    while k > sentence.start and lower[k] in (
        "both",
        "all",
        "each",
        "themselves",
        "also",
        "although",
        "though",
        "albeit",
    ):
        k -= 1
    before = lower[k] if k >= sentence.start else ""
    # The walk to the left takes "as" along.
    marker = next((j for j in range(start, phrase.head) if lower[j] == "as"), None)
    states: list[Entity] = []
    status = phrase.status
    if "both" in lower[start : phrase.head] and before == ",":
        named = [
            a
            for j in range(sentence.start, k)
            if (a := ground.actor(j)) is not None and a.start == j and a.kind == "country"
        ]
        yield from stand(
            ground.states_of(named[-2:]),
            status,
            phrase.bodies,
            "asserted",
            (start, phrase.end),
            "standing.member",
        )
        return
    if (marker is not None or before == "as") and phrase.bare and phrase.status in ("party", "signatory"):
        return
    if marker is not None or before == "as":
        at = marker if marker is not None else k
        if status == "observer" and phrase.bare and _AT_EVENTS.intersection(lower[max(sentence.start, at - 10) : at]):
            return  # "attended the summit as an observer"
        denied = lower[at - 1] in NEGATIONS or (at - 1 >= start and lower[at - 1] in NEGATIONS)
        states = _nearest(ground, sentence, at) if at > sentence.start else _subject_behind(ground, sentence, phrase)
        if lower[at - 1] == "," and at - 2 >= sentence.start and ground.actor(at - 2) is None:
            # "A backed the bid and, as a founding member, ...": what stands apart is said of the subject.
            spoken = [a for j in range(sentence.start, at) if (a := ground.actor(j)) is not None]
            states = ground.states_of(a for a in spoken[:1] if not a.case)
        if denied:
            status = "non_member" if status == "member" else "none"
        verb = lower[max(sentence.start, at - 10) : at]
        if status == "member" and _PLEAS.intersection(verb):
            return  # "support for a seat for A as a full member"
        if "to" in verb and not {"will", "are", "is", "came", "coming"}.intersection(verb):
            return
        if status == "member" and _admitting(lower[max(sentence.start, at - 2 * _APART) : at]):
            return  # "agreed to admit A as its 11th member": the verb says how
        if status == "member" and {"elected", "elects", "elect"}.intersection(lower[sentence.start : at]):
            yield from stand(states, "joining", phrase.bodies, "planned", (start, phrase.end), "standing.as")
            return
        if {"will", "coming", "to"}.intersection(lower[max(sentence.start, at - 5) : at]) and {
            "coming",
            "will",
            "are",
            "is",
        }.intersection(lower[max(sentence.start, at - 5) : at]):
            if status != "none":
                yield from stand(
                    states,
                    "joining" if status == "member" else status,
                    phrase.bodies,
                    "planned",
                    (start, phrase.end),
                    "standing.as",
                )
            return
    elif phrase.bound and phrase.plural and not {"both", "all"}.intersection(lower[start : phrase.head]):
        return
    elif before in (",", "(", "-", "–", "—", ":") and k > sentence.start:
        if (
            not phrase.bare
            or phrase.plural
            or lower[start] in (*_NO_ARTICLE, "both", "all")
            or phrase.head - start > 1
            or before == ":"
            or lower[start] == "another"
        ):
            group = ground.states.group_to(k - 1, sentence.start)
            if before == ":" and phrase.plural and not _ends(ground, sentence, phrase.end):
                group = []  # "KOSOVO: Five EU members do not"
            if before == "," and not group:
                group = _past_aside(ground, sentence, k)
            states = ground.states_of(group)
            if len(states) > 1 and not phrase.plural and before == ",":
                states = states[-1:]
            if (
                before == ","
                and phrase.plural
                and phrase.end < sentence.end
                and lower[phrase.end] in ("such", "including", "like")
            ):
                states = []
    elif ground.actor(k) is not None and _owns(ground, k) and "status" in lower[phrase.head : phrase.end]:
        states = ground.states_of([a for a in (ground.actor(k),) if a is not None])
    elif before == "" and not phrase.plural and lower[start] in (*_NO_ARTICLE, "the"):
        states = _subject_behind(ground, sentence, phrase)
    if not states and before == "" and not phrase.plural and (label := label_of(ground, sentence)) is not None:
        states = ground.states_of([label])  # under "ALBANIA": "A candidate since 2014."
    if states and status != "none":
        if phrase.no_longer:
            status = "left"
        elif phrase.negated and status == "member" and marker is None:
            status = "non_member"
        yield from stand(states, status, phrase.bodies, "asserted", (start, phrase.end), "standing.member")


def _admitting(verb: list[str]) -> bool:
    to = next((k for k, word in enumerate(verb) if word == "to"), None)
    return to is not None and bool(_ADMIT.intersection(verb[to + 1 : to + 3]))


def _subject_behind(ground: Ground, sentence: Sentence, phrase: Phrase) -> list[Entity]:
    """ "A member of the ICC, Brazil has to": who the phrase that opens a sentence is said of."""
    lower = ground.reading.lower
    comma = next((j for j in range(phrase.end, min(phrase.end + 8, sentence.end)) if lower[j] == ","), None)
    group = ground.states.group_from(comma + 1, sentence.end) if comma is not None else []
    return ground.states_of(group if phrase.plural else group[:1])


def _ends(ground: Ground, sentence: Sentence, i: int) -> bool:
    """Whether nothing but a time or a mark follows at token `i`."""
    lower = ground.reading.lower
    return i >= sentence.end or not lower[i].isalpha() or lower[i] in ("since", "from", "until", "and", "in", "with")


def _owns(ground: Ground, k: int) -> bool:
    actor = ground.actor(k)
    return actor is not None and actor.case


def _nearest(ground: Ground, sentence: Sentence, at: int) -> list[Entity]:
    """The states in front of a verb that leads to "as" at token `at`."""
    lower = ground.reading.lower
    for k in range(at - 1, sentence.start - 1, -1):
        if lower[k] == ";":
            return []
        actor = ground.actor(k)
        if (
            actor is None
            or actor.kind == "organisation"
            or (actor.kind == "country" and lower[actor.start - 1 : actor.start] in (["in"], ["at"], ["from"]))
        ):
            continue
        if actor.kind == "country":
            return ground.states_of(ground.states.group_to(k, sentence.start))
        return []
    # "The two neighbours sit in as observers": those named last.
    if {"two", "three", "four", "five"}.intersection(lower[sentence.start : at]) and sentence.index:
        number = next(
            {"two": 2, "three": 3, "four": 4, "five": 5}[w]
            for w in lower[sentence.start : at]
            if w in ("two", "three", "four", "five")
        )
        previous = ground.reading.sentences[sentence.index - 1]
        for k in range(previous.end - 1, previous.start - 1, -1):
            group = ground.states_of(ground.states.group_to(k, previous.start))
            if len(group) == number:
                return group
    return []


def _past_aside(ground: Ground, sentence: Sentence, k: int) -> list[Actor]:
    """ "Moldova, who ..., another candidate": the state that an earlier aside is about."""
    lower = ground.reading.lower
    for j in range(k - 1, max(sentence.start, k - 14), -1):
        if lower[j] == ",":
            return (
                ground.states.group_to(j - 1, sentence.start)[-1:]
                if ground.reading.words[j + 1] in ("a", "an", "which", "whose")
                else []
            )
    return []


def _governing(ground: Ground, sentence: Sentence, phrase: Phrase) -> Frame | None:
    """The verb "is", "became", "has", "was granted" that leads to the phrase."""
    lower, neutral = ground.reading.lower, ground.words["neutral"]
    best: Frame | None = None
    for frame in ground.frames[sentence.index]:
        if frame.sense not in ("copula", "grant") or frame.end > phrase.head:
            continue
        k = frame.end
        if frame.sense == "grant" and lower[frame.start] in ground.words["giving"] and frame.form != "passive":
            group = ground.states.group_from(k, phrase.start + 1)
            k = group[-1].end if group else k + 1 if lower[k] in ("it", "them") else k
        if k > phrase.start and not all(
            w in neutral or is_number(w) or ground.references.at.get(phrase.start + 0) for w in lower[phrase.start : k]
        ):
            continue
        between = lower[k : phrase.start]
        if all(
            w in neutral or is_number(w) or w in ("likely", "to", "therefore", "nearby", "too", "at", "present")
            for w in between
        ):
            best = frame
    return best


def _said(ground: Ground, phrase: Phrase, frame: Frame) -> Iterator[Standing]:
    lower = ground.reading.lower
    span = (min([frame.clause[0], *(a.start for a in frame.subjects)]), phrase.end)
    first = min((a.start for a in frame.subjects), default=frame.start)
    between = lower[frame.end : phrase.head]
    negated = (
        frame.voice.negated
        or bool(NEGATIONS.intersection(between))
        or (first > 0 and lower[first - 1] in ("neither", "nor"))
    )
    longer = (
        "longer" in between
        or "longer" in lower[frame.clause[0] : frame.end]
        or "ceased" in lower[frame.clause[0] : frame.end]
    )
    near = range(max(frame.sentence.start, first - 5), first - 1)
    relative = next((k for k in near if lower[k : k + 2] == ["of", "which"]), None)
    each = each_of(ground, frame)
    if relative is not None and not each:
        reference = ground.references.at.get(relative - 2) or ground.references.at.get(relative - 1)
        if reference is None:
            return
        phrase.bodies = [reference.entity]
    if frame.sense == "grant":
        yield from _granted(ground, phrase, frame, span)
        return
    if {"should", "must", "ought"}.intersection(lower[frame.clause[0] : frame.end]):
        return
    if each and phrase.status == "member" and not negated and lower[frame.start] in ("are", "is"):
        yield from stand(each, "member", phrase.bodies, "asserted", span, "standing.member")
        return
    states = each or subjects(ground, frame, people=frame.form == "ing" and lower[frame.start - 1] == ",")
    become = lower[frame.start].startswith("becom") or lower[frame.start] == "became"
    if status_of_becoming(phrase, frame, lower) and not negated:
        yield from stand(states, "joining", phrase.bodies, "asserted", span, "standing.member")
        return
    status, assertion = phrase.status, "asserted"
    if longer and status in ("member", "party"):
        status = "left"
    elif negated:
        status = {"member": "non_member", "party": "non_party", "signatory": "non_party"}.get(status, "none")
    elif status in ("member", "party"):
        reading = joining_status(ground, frame, frame.start)
        if reading is None:
            return
        if reading[0] != "member" and (become or reading[1] != "asserted" or reading[0] == "candidate"):
            status, assertion = reading if status == "member" or reading[0] == "candidate" else (status, reading[1])
        elif frame.voice.assertion == "possible":
            return
    elif frame.voice.assertion in ("planned", "possible"):
        assertion = str(frame.voice.assertion)
    # "It would be the first EU country to quit": what it is does not lie ahead.
    if phrase.bound and phrase.status == "member" and lower[phrase.end : phrase.end + 1] == ["to"] and not negated:
        status, assertion = "member", "asserted"
    if status == "candidate" and any(b.kind == "treaty" for b in phrase.bodies):
        return
    if not states and status == phrase.status:
        ground.models += [
            Standing(Entity("country", ""), status, body, assertion, span[0], span[1], "standing.model")
            for body in phrase.bodies[:1]
        ]
    if status != "none":
        yield from stand(states, status, phrase.bodies, assertion, span, "standing.member")


def status_of_becoming(phrase: Phrase, frame: Frame, lower: list[str]) -> bool:
    """Whether the phrase is what somebody is becoming ("Belarus, becoming a full member")."""
    return (
        phrase.status == "member"
        and lower[frame.start] == "becoming"
        and not any(is_number(w) or w in ("newest", "latest", "first", "last") for w in lower[frame.end : phrase.head])
        and lower[frame.start - 1] not in ("of", "by", "before", "for", "from")
    )


def _granted(ground: Ground, phrase: Phrase, frame: Frame, span: tuple[int, int]) -> Iterator[Standing]:
    lower = ground.reading.lower
    if (
        "status" not in lower[phrase.start : phrase.head + 3]
        and "membership" not in lower[phrase.start : phrase.head + 3]
    ):
        return
    giving = lower[frame.start] in ground.words["giving"]
    if giving and frame.form != "passive":
        states = ground.states_of(ground.states.group_from(frame.end, phrase.start + 1))
        if not states and lower[phrase.end] == "to":
            states = ground.states_of(ground.states.group_from(phrase.end + 1, frame.sentence.end))
        if not states and lower[frame.end] == "it":
            earlier = [
                a
                for a in ground.states.actors.found
                if a.kind == "country" and frame.sentence.start <= a.start < frame.start
            ]
            states = ground.states_of(earlier[-1:])
        before = ground.references.before(frame.start)
        if not states and not phrase.bare and not phrase.behind and before is not None:
            # "The CIS granted the SCO observer status"
            states = [body for body in phrase.bodies if body != before.entity]
            phrase.bodies = [before.entity]
    else:
        states = subjects(ground, frame)
    if frame.voice.negated or frame.voice.assertion == "denied":
        return
    assertion = frame.voice.assertion if frame.voice.assertion in ("planned", "possible") else "asserted"
    yield from stand(states, phrase.status, phrase.bodies, str(assertion), span, "standing.status")
