"""Claims of companions: whoever is said to be at talks attends them, which makes an event of two-sided ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from summitry.extract.encounters.meetings import meeting_findings
from summitry.extract.events.companions import CompanyReader
from summitry.extract.events.event_sides import name_of_sides
from summitry.extract.events.occasion import Occasion
from summitry.extract.events.talk_details import set_date, venue_of
from summitry.extract.events.venues import Venue
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity, Finding

_TALKS: Final = Entity("event", "talks")
_MEETING: Final = frozenset({"meet", "talk", "host", "welcome", "receive", "gather", "see"})
_AT_HOME: Final = frozenset({"host", "welcome", "receive"})
_JUST_TOLD: Final = 2  # sentences behind a meeting that still tell of it
_FAR: Final = 900  # characters behind a meeting in which its company is told without a word for the talks


def company_claims(scene: Scene, claims: Claims, told: list[tuple[int, Occasion, frozenset[Entity]]]) -> frozenset[int]:
    """ "The meeting was attended by X", "X was also present at the talks": X attends the talks just told."""
    meetings = sorted(meeting_findings(scene), key=lambda m: m.evidence.start)
    inside = {i for i in _sentences_of(scene, meetings) if not _at_airport(scene, i)} | {index for index, _, _ in told}
    reader = CompanyReader(scene)
    made: dict[frozenset[Entity], Occasion] = {}
    done: dict[int, tuple[Occasion, frozenset[Entity]]] = {}
    for sentence in scene.reading.sentences:
        near = bool(inside.intersection(range(sentence.index - _JUST_TOLD, sentence.index)))
        names, called = reader.there(sentence, told=near, within=sentence.index in inside)
        found = None
        if sentence.index - 1 in done and not names:
            names, found = reader.of_other_side(sentence), done[sentence.index - 1]
        if not names or (sentence.index not in inside and _of_event(scene, sentence)):
            continue
        found = found or _talks_before(scene, sentence, _without(meetings, names), told, made, called=called)
        if found is None:
            continue
        occasion, sides = found
        others = [actor for actor in names if actor.entity is not None and actor.entity not in sides]
        if not others:
            continue
        if occasion not in scene.occasions.all:
            scene.occasions.all.append(occasion)
        verdict = Verdict("attending", occasion, occasion.assertion, "companion")
        done[sentence.index] = found
        for actor in others:
            if actor.entity is not None:
                claims.add(actor.entity, verdict, sentence.start, actor.end)
    return frozenset(done)


def _without(meetings: Sequence[Finding], names: Sequence[Actor]) -> list[Finding]:
    """The meetings that are not of the companions alone."""
    company = {actor.entity for actor in names}
    return [m for m in meetings if not {m.subject, m.object} <= company]


def _sentences_of(scene: Scene, meetings: Iterable[Finding]) -> set[int]:
    """The sentences that tell of a meeting."""
    reading = scene.reading
    starts = {reading.doc[s.start].idx + reading.offset: s.index for s in reading.sentences}
    return {starts[m.evidence.sentence[0]] for m in meetings if m.evidence.sentence[0] in starts}


def _at_airport(scene: Scene, index: int) -> bool:
    """Whether a sentence tells of a welcome on arrival: whoever comes along is not at talks."""
    sentence = scene.reading.sentences[index]
    return bool({"airport", "airbase", "tarmac"}.intersection(scene.reading.lower[sentence.start : sentence.end]))


def _of_event(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence names an event that is more than a word for talks."""
    return any(scene.occasions.of(e) is not None and not e.weak for e in scene.events_in(sentence))


def _talks_before(
    scene: Scene,
    sentence: Sentence,
    meetings: Sequence[Finding],
    told: list[tuple[int, Occasion, frozenset[Entity]]],
    made: dict[frozenset[Entity], Occasion],
    *,
    called: bool,
) -> tuple[Occasion, frozenset[Entity]] | None:
    """The many-sided or two-sided talks told last before a sentence; the latter are made an event by their company."""
    reading = scene.reading
    start = reading.doc[sentence.start].idx + reading.offset
    many = [entry for entry in told if 0 <= sentence.index - entry[0] <= 4]
    before = [
        m
        for m in meetings
        if m.evidence.sentence[0] <= start and m.object is not None and (called or start - m.evidence.start < _FAR)
    ]
    if many and (
        not before
        or before[-1].evidence.start < reading.doc[reading.sentences[many[-1][0]].end - 1].idx + reading.offset
    ):
        return many[-1][1], many[-1][2]
    if not before or _other_event(scene, sentence, before[-1], called=called):
        return None
    meeting = before[-1]
    assert meeting.object is not None
    pair = frozenset({meeting.subject, meeting.object})
    if meeting.evidence.rule == "meeting.chaired" and (held := _chaired(scene, meeting)) is not None:
        return held, pair
    if pair not in made:
        known = {side for who in pair if (side := _side(scene, who)) is not None}
        occasion = Occasion(
            name_of_sides(known) if known else _TALKS, "talks", target=_TALKS, assertion=meeting.assertion or "asserted"
        )
        first = next(
            (s for s in reading.sentences if reading.doc[s.end - 1].idx + reading.offset >= meeting.evidence.start),
            sentence,
        )
        frame = next((f for f in scene.frames[first.index] if f.sense in _MEETING), None)
        venue = (venue_of(scene, frame) if frame is not None else None) or _venue_before(scene, first)
        if venue is not None:
            occasion.country, occasion.city = venue.country, venue.city
        elif frame is not None and frame.sense in _AT_HOME:
            host = _side(scene, meeting.subject)
            occasion.country = host if host is not None and host.kind == "country" else None
        set_date(scene, occasion, first)
        occasion.spans = (first.start, first.end)
        occasion.two_sided = True
        made[pair] = occasion
    return made[pair], pair


def _chaired(scene: Scene, meeting: Finding) -> Occasion | None:
    """The event that two are said to chair together in the sentence of their meeting."""
    start, end = meeting.evidence.sentence
    reading = scene.reading
    inside = (e for e in scene.events if start <= reading.doc[e.start].idx + reading.offset < end)
    return next((o for e in inside if (o := scene.occasions.of(e)) is not None), None)


def _venue_before(scene: Scene, sentence: Sentence) -> Venue | None:
    """Where the talks are by the sentences before: "Consultations took place in A. They were co-chaired by B and C"."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _JUST_TOLD), -1):
        before = scene.reading.sentences[index]
        words = scene.reading.lower[before.start : before.end]
        if _of_event(scene, before) and not {"sidelines", "margins"}.intersection(words):
            continue
        for frame in scene.frames[index]:
            if frame.sense in ("talk", "meet", "event_held") and (venue := venue_of(scene, frame)) is not None:
                return venue
    return None


def _other_event(scene: Scene, sentence: Sentence, meeting: Finding, *, called: bool) -> bool:
    """Whether an event named since the meeting is what people are said to be at; what the two talked about is not."""
    reading = scene.reading
    for event in scene.events:
        occasion = scene.occasions.of(event)
        if occasion is None or event.start >= sentence.start:
            continue
        if reading.doc[event.start].idx + reading.offset <= meeting.evidence.end:
            continue
        aside = {"sidelines", "margins", "margin"}.intersection(reading.lower[max(0, event.start - 5) : event.start])
        if not aside and not (called and occasion.kind in ("summit", "conference", "ceremony")):
            return True
    return False


def _side(scene: Scene, who: Entity) -> Entity | None:
    if who.kind != "person":
        return who
    person = next((p for p in scene.reading.people if p.entity == who), None)
    if person is None:
        return None
    return scene.served.country_of(person) or next(
        (r.object for r in scene.roles if r.person is person and r.object is not None), None
    )
