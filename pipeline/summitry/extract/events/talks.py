"""Talks: meetings of three and more sides, and two-sided ones with named companions; both are events of their own.

The event is named by the codes of its sides, joined with "+"; those who take part are attending `talks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summitry.extract.encounters.meetings import meeting_findings
from summitry.extract.events.occasion import Occasion
from summitry.extract.events.venues import Venue
from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import certainty, listed
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity, Finding

TALKS: Final = Entity("event", "talks")
_COMPANY: Final = frozenset(
    {
        "attended",
        "present",
        "attend",
        "attending",
        "part",
        "participated",
        "joined",
        "attendance",
        "accompanied",
        "participate",
        "present.",
    }
)
_THREE: Final = (
    "trilateral",
    "three-way",
    "tripartite",
    "quadrilateral",
    "four-way",
    "three - way",
    "four - way",
    "three-party",
)


@dataclass(frozen=True, slots=True)
class _Talks:
    occasion: Occasion
    people: tuple[Actor, ...]
    frame: Frame


def talks_claims(scene: Scene, claims: Claims) -> frozenset[int]:
    """Add the claims of many-sided talks and of companions, and their occasions to the scene's.

    Gives the sentences that tell of companions: their verbs say nothing of another event.
    """
    told: list[tuple[int, Occasion, frozenset[Entity]]] = []
    for talks in _many_sided(scene):
        scene.occasions.all.append(talks.occasion)
        verdict = Verdict("attending", talks.occasion, talks.occasion.assertion, "talks")
        hosts = {a.entity for a in talks.frame.subjects} if talks.frame.sense == "host" else set()
        for actor in talks.people:
            if actor.entity is not None:
                mine = replace(verdict, value="hosting") if actor.entity in hosts else verdict
                claims.add(actor.entity, mine, min(talks.frame.start, actor.start), max(talks.frame.end, actor.end))
        told.append(
            (
                talks.frame.sentence.index,
                talks.occasion,
                frozenset(a.entity for a in talks.people if a.entity is not None),
            )
        )
    return _companions(scene, claims, told)


def _many_sided(scene: Scene) -> Iterator[_Talks]:
    """Verbs and nouns of meeting with three sides, when no event with a name is in the clause."""
    for frames in scene.frames:
        taken: set[Entity | None] = set()
        for frame in frames:
            held = frame.sense == "event_held" and any(
                e.kind == "talks" and e.subject is None and e.start - frame.end < 3 for e in frame.events
            )
            if (frame.sense not in ("meet", "talk", "gather", "host") and not held) or frame.voice.negated:
                continue
            if frame.sense == "host" and (frame.form == "passive" or not _hosts_talks(scene, frame)):
                continue
            if scene.reading.lower[frame.sentence.end - 1] == "?":
                continue
            sides = _sides(scene, frame)
            entities = {side for _, side in sides if side is not None}
            people = {actor.entity for actor, _ in sides}
            if (len(entities) < 3 and len(people) < 3) or people <= taken:
                continue
            if any(
                scene.occasions.of(e) is not None
                and e.kind != "talks"
                and e.start >= frame.start
                and _direct(scene, frame, e.start)
                for e in scene.events_in(frame.sentence)
            ):
                continue
            taken |= people
            yield _Talks(_occasion(scene, frame, entities), tuple(actor for actor, _ in sides), frame)


def _hosts_talks(scene: Scene, frame: Frame) -> bool:
    """ "hosted A and B for talks", "hosts three-way talks with A and B" """
    words = scene.reading.lower[frame.end : frame.sentence.end]
    return any(word in words for word in ("talks", "trilateral", "meeting"))


def _direct(scene: Scene, frame: Frame, start: int) -> bool:
    between = scene.reading.lower[frame.end : start]
    return "sidelines" not in between and "margins" not in between


def _sides(scene: Scene, frame: Frame) -> list[tuple[Actor, Entity | None]]:
    """The actors that meet, each with the country or organisation it stands for."""
    actors: Sequence[Actor]
    if frame.form in ("noun", "owned"):
        actors = [*frame.actors("between"), *frame.actors("of"), *frame.actors("among")]
        if len(actors) < 3:
            actors = []
    else:
        others = [a for p in ("", "with") for a in frame.actors(p)]
        actors = [*frame.subjects, *others]
        if frame.sense == "host":
            pass
        elif not frame.subjects or (len(frame.subjects) < 3 and not _joint(scene, frame)):
            actors = list(frame.subjects) if len(frame.subjects) > 2 else []
            group = next(
                (arg.actors for arg in frame.arguments if arg.preposition in ("", "with") and len(arg.actors) > 1), ()
            )
            if (
                not actors
                and frame.subjects
                and len(group) > 2
                and all(a.unnamed and a.title is not None for a in group)
                and _venue(scene, frame) is not None
            ):
                actors = [*frame.subjects, *group]  # "the presidents of A, B and C"
    found: list[tuple[Actor, Entity | None]] = []
    if len(actors) < 3 and frame.form not in ("noun", "owned"):
        unnamed = _of_countries(scene, frame)
        actors = unnamed if len(unnamed) > 2 else actors
    for actor in actors:
        if actor.entity is None or actor.place or actor.case or any(actor.entity == other.entity for other, _ in found):
            continue
        found.append((actor, side_of(scene, actor)))
    return found


def _of_countries(scene: Scene, frame: Frame) -> list[Actor]:
    """The countries of unnamed people who meet ("diplomats from the United States, Japan and South Korea met")."""
    reading = scene.reading
    found: list[Actor] = []
    for i in range(frame.clause[0] - 1, frame.sentence.start, -1):
        mention = reading.mention_at[i]
        if mention is not None and mention.country and mention.kind in ("country", "capital"):
            if mention.start == i:
                found.insert(0, Actor(i, mention.end, "country", Entity("country", mention.country), unnamed=True))
        elif reading.lower[i] in ("of", "from") and len(found) > 2:
            return found if reading.lower[i - 1].endswith("s") or reading.title_at[i - 1] is not None else []
        elif reading.lower[i] not in (",", "and", "the"):
            break
    return []


def _joint(scene: Scene, frame: Frame) -> bool:
    """Whether one that meets several meets them together ("sat down with A and B", "three-way talks")."""
    words = " ".join(
        scene.reading.lower[max(frame.sentence.start, frame.start - 3) : min(frame.sentence.end, frame.end + 30)]
    )
    return any(word in words for word in _THREE) or scene.reading.lower[frame.start].startswith("sat")


def side_of(scene: Scene, actor: Actor) -> Entity | None:
    """Whom somebody stands for: their country or organisation."""
    if actor.kind in ("country", "organisation"):
        return actor.entity
    if actor.person is None:
        return None
    country = scene.served.country_of(actor.person)
    if country is not None:
        return country
    return next((role.object for role in scene.roles if role.person is actor.person and role.object is not None), None)


def _name(entities: set[Entity]) -> Entity:
    codes = sorted(e.name for e in entities if e.kind == "country")
    return Entity("event", "+".join(codes or sorted(e.name for e in entities)))


def _occasion(scene: Scene, frame: Frame, entities: set[Entity]) -> Occasion:
    venue = _venue(scene, frame)
    if venue is None and frame.sense == "host":
        host = next(
            (
                side
                for actor in frame.subjects
                if (side := side_of(scene, actor)) is not None and side.kind == "country"
            ),
            None,
        )
        venue = Venue(host) if host is not None else None
    occasion = Occasion(
        _name(entities), "summit" if "summit" in scene.reading.lower[frame.start : frame.end] else "talks", target=TALKS
    )
    if venue is not None:
        occasion.country, occasion.city = venue.country, venue.city
    _date(scene, occasion, frame.sentence)
    occasion.assertion = _when(scene, frame, occasion)
    occasion.spans = (frame.start, frame.end)
    return occasion


def _when(scene: Scene, frame: Frame, occasion: Occasion) -> str:
    stated = frame.voice.assertion
    if stated in ("possible", "planned", "denied") or (stated == "cancelled" and frame.form not in ("noun", "owned")):
        return stated
    heading = scene.occasions.times.heading_date(frame.sentence)
    if heading is not None:
        return "planned" if heading.side == "ahead" else "asserted"
    if frame.voice.tense == "past":
        return "asserted"
    if occasion.start is not None and scene.published is not None:
        return "planned" if occasion.start > scene.published else "asserted"
    return certainty(frame, occasion)


def _date(scene: Scene, occasion: Occasion, sentence: Sentence) -> None:
    when = next((w for w in scene.dates if sentence.start <= w.start < sentence.end), None)
    if when is None:
        return
    occasion.whens.append(when)
    first, last = when.resolved(scene.published, ahead="will" in scene.reading.lower[sentence.start : sentence.end])
    if first is not None and (last is None or (last - first).days < 20):
        occasion.start, occasion.end = first, last if last != first else None


def _venue(scene: Scene, frame: Frame) -> Venue | None:
    for place in frame.places:
        if place.entity is not None and scene.reading.lower[place.start - 1] in ("in", "at", "the", "on"):
            return Venue(place.entity, place.city)
    venues = scene.occasions.venues
    for i in range(frame.end, frame.sentence.end - 1):
        if scene.reading.lower[i] in ("in", "at"):
            venue = venues.at(i + 1, frame.sentence.end)
            if venue is not None:
                return venue
    return None


def _companions(scene: Scene, claims: Claims, told: list[tuple[int, Occasion, frozenset[Entity]]]) -> frozenset[int]:
    """ "The meeting was attended by X", "X was also present at the talks": X attends the talks just told."""
    meetings = sorted(meeting_findings(scene), key=lambda m: m.evidence.start)
    made: dict[frozenset[Entity], Occasion] = {}
    done: set[int] = set()
    for sentence in scene.reading.sentences:
        names = _company(scene, sentence)
        if not names or any(scene.occasions.of(e) is not None and not e.weak for e in scene.events_in(sentence)):
            continue
        found = _talks_before(scene, sentence, meetings, told, made)
        if found is None:
            continue
        occasion, sides = found
        verdict = Verdict("attending", occasion, occasion.assertion, "companion")
        done.add(sentence.index)
        for actor in names:
            if actor.entity is not None and actor.entity not in sides:
                claims.add(actor.entity, verdict, sentence.start, actor.end)
    return frozenset(done)


def _talks_before(
    scene: Scene,
    sentence: Sentence,
    meetings: list[Finding],
    told: list[tuple[int, Occasion, frozenset[Entity]]],
    made: dict[frozenset[Entity], Occasion],
) -> tuple[Occasion, frozenset[Entity]] | None:
    """The many-sided or two-sided talks told last before a sentence; the latter are made an event by their company."""
    reading = scene.reading
    start = reading.doc[sentence.start].idx + reading.offset
    many = [entry for entry in told if 0 <= sentence.index - entry[0] <= 4]
    before = [
        m
        for m in meetings
        if m.evidence.sentence[0] <= start and m.object is not None and start - m.evidence.start < 900
    ]
    if many and (
        not before
        or before[-1].evidence.start < reading.doc[reading.sentences[many[-1][0]].end - 1].idx + reading.offset
    ):
        return many[-1][1], many[-1][2]
    named = [e for e in scene.events if e.start < sentence.start and scene.occasions.of(e) is not None]
    if not before or (named and reading.doc[named[-1].start].idx + reading.offset > before[-1].evidence.end):
        return None
    meeting = before[-1]
    assert meeting.object is not None
    pair = frozenset({meeting.subject, meeting.object})
    if pair not in made:
        known = {side for who in pair if (side := _side(scene, who)) is not None}
        occasion = Occasion(
            _name(known) if known else TALKS, "talks", target=TALKS, assertion=meeting.assertion or "asserted"
        )
        first = next(
            (s for s in reading.sentences if reading.doc[s.end - 1].idx + reading.offset >= meeting.evidence.start),
            sentence,
        )
        frame = next((f for f in scene.frames[first.index] if f.sense in ("meet", "talk", "host", "welcome")), None)
        venue = _venue(scene, frame) if frame is not None else None
        if venue is not None:
            occasion.country, occasion.city = venue.country, venue.city
        _date(scene, occasion, first)
        occasion.spans = (first.start, first.end)
        occasion.two_sided = True
        made[pair] = occasion
        scene.occasions.all.append(occasion)
    return made[pair], pair


def _company(scene: Scene, sentence: Sentence) -> list[Actor]:
    """The people that a sentence says were at the meeting told before."""
    lower = scene.reading.lower
    for i in range(sentence.start, sentence.end):
        if lower[i] not in _COMPANY:
            continue
        if (
            lower[i] == "attended"
            and "by" in lower[i + 1 : i + 3]
            and any(w in ("meeting", "talks", "reception", "audience") for w in lower[sentence.start : i])
        ):
            return [a for a in listed(scene, i + 2, sentence.end, by=True) if a.kind == "person"]
        taking = (
            lower[i] in ("part", "participated", "participate") and lower[i - 1] in ("took", "take", "also", "take")
        ) or (lower[i] == "present" and lower[i - 1] in ("were", "was", "also"))
        bare = lower[i + 1 : i + 2] in (["."], ["in"], ["at"], [","], [])
        if taking and bare and i - sentence.start > 3:
            follow = lower[i + 1 : i + 5]
            if follow[:1] == ["in"] and not {"it", "meeting", "talks", "them", "lunch"}.intersection(follow):
                continue
            if follow[:1] == ["at"] and not {"it", "meeting", "talks", "them"}.intersection(follow):
                continue
            return [a for a in listed(scene, sentence.start, i) if a.kind == "person"]
    return []


def _side(scene: Scene, who: Entity) -> Entity | None:
    if who.kind != "person":
        return who
    person = next((p for p in scene.reading.people if p.entity == who), None)
    if person is None:
        return None
    return scene.served.country_of(person) or next(
        (r.object for r in scene.roles if r.person is person and r.object is not None), None
    )
