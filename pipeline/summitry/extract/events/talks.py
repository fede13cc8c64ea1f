"""Talks: meetings of three and more sides, and two-sided ones with named companions; both are events of their own.

The event is named by the codes of its sides, joined with "+"; those who take part are attending `talks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summitry.extract.events.company import company_claims
from summitry.extract.events.event_sides import name_of_sides, sides_behind, sides_in
from summitry.extract.events.event_words import DASHES
from summitry.extract.events.occasion import Occasion
from summitry.extract.events.talk_details import set_date, venue_of
from summitry.extract.events.venues import Venue
from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import certainty
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.people.actors import Actor
from summitry.extract.scene import Scene
from summitry.findings import Entity

_HABIT: Final = 8  # tokens behind a verb in which it is said to be a habit
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
_STATES: Final = frozenset(
    {"countries", "nations", "states", "neighbours", "neighbors", "members", "leaders", "ministers"}
)
_BESIDE: Final = 6  # tokens between "talks" and its sides


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
        if talks.occasion not in scene.occasions.all:
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
    _by_name(scene, claims)
    return company_claims(scene, claims, told)


def _by_name(scene: Scene, claims: Claims) -> None:
    """The sides that an event is known by take part in it."""
    for occasion in scene.occasions.all:
        if occasion.spans is None and occasion.assertion in ("asserted", "planned", "possible"):
            verdict = Verdict("attending", occasion, occasion.assertion, "talks")
            hosts = _hosts(scene, occasion)
            for actor in occasion.parties:
                if actor.entity is not None:
                    mine = replace(verdict, value="hosting") if actor.entity in hosts else verdict
                    claims.add(actor.entity, mine, actor.start, actor.end)
            for event in [m for m in occasion.mentions if m.subject == occasion.subject and not occasion.parties][:1]:
                for side in sides_in(occasion.subject) or sides_behind(scene.reading, event.start, event.end):
                    claims.add(side, verdict, event.start, event.end)


def _hosts(scene: Scene, occasion: Occasion) -> frozenset[Entity | None]:
    """Who is said to host the others where the parties of an event are told."""
    told = {scene.reading.sentence_at[actor.start] for actor in occasion.parties}
    frames = (frame for index in sorted(told) for frame in scene.frames[index] if frame.sense == "host")
    return frozenset(a.entity for frame in frames if frame.form not in ("passive", "noun") for a in frame.subjects)


def _many_sided(scene: Scene) -> Iterator[_Talks]:
    """Verbs and nouns of meeting with three sides, when no event with a name is in the clause."""
    for frames in scene.frames:
        taken: set[Entity | None] = set()
        for frame in frames:
            held = frame.sense in ("event_held", "attend") and any(
                e.kind in ("talks", "summit")
                and e.subject is None
                and e.start - frame.end < (3 if frame.sense == "event_held" else 6)
                and (frame.sense == "event_held" or _joint(scene, frame))
                for e in frame.events
            )
            if (frame.sense not in ("meet", "talk", "gather", "host") and not held) or frame.voice.negated:
                continue
            if frame.sense == "host" and (frame.form == "passive" or not _hosts_talks(scene, frame)):
                continue
            if scene.reading.lower[frame.sentence.end - 1] == "?" or _habitual(scene, frame):
                continue
            sides = _sides(scene, frame)
            entities = {side for _, side in sides if side is not None}
            people = {actor.entity for actor, _ in sides}
            if (len(entities) < 3 and len(people) < 3) or people <= taken:
                continue
            if any(
                scene.occasions.of(e) is not None
                and (e.kind != "talks" or (e.subject is not None and scene.reading.lower[e.start - 1] in ("at", "for")))
                and e.start >= frame.start
                and _direct(scene, frame, e.start)
                for e in scene.events_in(frame.sentence)
            ):
                continue
            taken |= people
            yield _Talks(_occasion(scene, frame, entities), tuple(actor for actor, _ in sides), frame)


def _habitual(scene: Scene, frame: Frame) -> bool:
    """Whether the sides meet time and again ("which have met in this format since 1992")."""
    words = scene.reading.lower[frame.clause[0] : min(frame.end + _HABIT, frame.sentence.end)]
    return bool({"since", "regularly", "annually", "yearly"}.intersection(words)) or "every year" in " ".join(words)


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
        beside = [arg for arg in frame.following("between", "of", "among") if arg.start - frame.end < _BESIDE]
        actors = [a for arg in beside for a in arg.actors if not a.place]
        if len(actors) < 3:
            actors = []
    else:
        others = [a for p in ("", "with") for a in frame.actors(p)]
        met = [a for a in others if not a.place and a.start >= frame.end]
        received = bool(met) and not _joint(scene, frame) and frame.sense in ("meet", "talk", "gather")
        actors = [] if received else [*frame.subjects, *others]  # "the three envoys met President A"
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
                and venue_of(scene, frame) is not None
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
        elif reading.lower[i] in DASHES and len(found) > 2:
            return found if reading.lower[i - 1] in _STATES else []  # "advisers of the neighbours – A, B and C – met"
        elif reading.lower[i] in DASHES and not found:
            continue
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


def _occasion(scene: Scene, frame: Frame, entities: set[Entity]) -> Occasion:
    venue = venue_of(scene, frame)
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
    kind = "summit" if _is_summit(scene, frame) else "talks"
    subject = name_of_sides(entities)
    for known in scene.occasions.all:
        if (
            known.subject == subject
            and known.kind == kind
            and (venue is None or known.country in (None, venue.country))
        ):
            return known
    occasion = Occasion(subject, kind, target=Entity("event", kind))
    if venue is not None:
        occasion.country, occasion.city = venue.country, venue.city
    set_date(scene, occasion, frame.sentence)
    occasion.assertion = _when(scene, frame, occasion)
    occasion.spans = (frame.start, frame.end)
    return occasion


def _is_summit(scene: Scene, frame: Frame) -> bool:
    """Whether the sides meet for what is called a summit of theirs ("met in Athens for a trilateral summit")."""
    lower = scene.reading.lower
    if "summit" in lower[frame.start : frame.end]:
        return True
    return any(
        e.kind == "summit" and e.subject is None and not e.definite and _direct(scene, frame, e.start)
        for e in scene.events_in(frame.sentence)
        if e.start >= frame.start
    )


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
