"""Visits: a person and the country visited, from verbs of travel and from nouns ("a visit to", "on a trip to")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.encounters.destinations import NOUNS, Destinations
from summitry.extract.encounters.travel_party import TravelParty, Visit
from summitry.extract.language.assertions import Voice
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.scene import Scene
from summitry.findings import Entity, Finding

_SENSES: Final = ("visit", "journey", "arrival", "return", "take", "leave", "stay", "reach", "trip")
_CLOSE: Final = 5  # tokens between a noun or a verb of travel and the place behind "to"
_MANY: Final = 3
_HEADING: Final = frozenset({"heading", "leading", "attend", "attending", "participate", "participating"})
_CRAFT: Final = frozenset({"plane", "jet", "aircraft", "helicopter", "train", "flight", "airliner", "motorcade"})
_WITH: Final = (["with"], ["between"])
_GUESTS: Final = frozenset({"guest", "guests"})  # "on a visit as guests of the king"
_BEFORE: Final = 4  # sentences back in which whoever makes a stop was named
_STOPS: Final = frozenset({"stop", "stops", "leg", "stopover", "destination"})
_ASSEMBLIES: Final = frozenset({"summit", "conference", "session", "ceremony"})
_TIMED: Final = frozenset({"after", "following", "before", "ahead of", "on", "for", "during", "since"})


def visit_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every person and every country that a word of travel joins.

    A noun that does not say how it is asserted ("his visit to Iran") adds nothing to a visit that is known.
    """
    reader = _VisitReader(scene)
    found = list(_without_passed(list(reader.read())))
    found += [
        replace(visit, actor=actor, frame=replace(visit.frame, sense="companion"))
        for visit, actor in TravelParty(scene).companions(found)
    ]
    firm = {(v.actor.entity, v.place.entity) for v in found if not v.weak}
    for visit in found:
        if not visit.weak or (visit.actor.entity, visit.place.entity) not in firm:
            yield reader.finding(visit)


def _without_passed(found: Sequence[Visit]) -> Iterator[Visit]:
    """Without what another visit of the same person to the same country shows to be something else, or planned.

    Who left for several countries is still to get to those to which a later sentence says they will travel on; who is
    in a country and leaves for another place in it is not about to visit it.
    """
    ahead = [v for v in found if v.frame.form not in NOUNS and v.assertion == "planned"]
    for visit in found:
        index, here = visit.frame.sentence.index, (visit.actor.entity, visit.place.entity)
        same = [v for v in found if (v.actor.entity, v.place.entity) == here]
        if visit.assertion == "asserted" and visit.several:
            later = any(v in ahead and v.frame.sentence.index > index for v in same)
            yield replace(visit, assertion="planned") if later else visit
        elif visit in ahead and (visit.frame.sense in ("journey", "leave") or visit.place.city):
            before = (v for v in same if v.assertion == "asserted" and not v.several)
            if not any((v.frame.sentence.index, v.frame.start) < (index, visit.frame.start) for v in before):
                yield visit
        else:
            yield visit


class _VisitReader:
    """Finds the visits of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        row = next((r for r in scene.reading.lexicon.cues["visits"] if r["table"] == "words"), {})
        self._visiting = frozenset(row.get("visiting", ()))
        self._unlike = frozenset(row.get("unlike", ()))
        self._ahead = frozenset(row.get("before_visits", ()))
        self._destinations = Destinations(scene)

    def read(self) -> Iterator[Visit]:
        for frame in self._scene.frames_of(*_SENSES):
            assertion = self._sides.assertion(frame)
            if assertion is None or self._is_other(frame):
                continue
            places = [p for p in self._destinations.read(frame) if p.entity is not None and p.entity.kind == "country"]
            weak = frame.form in NOUNS and frame.voice.assertion is None and frame.lead not in _TIMED
            guessed = frame.form in NOUNS and not any(frame.sentence.start <= p.start for p in places)
            if guessed and assertion != "asserted":
                continue
            travellers = self._travellers(frame)
            if not travellers and self._is_stop(frame):
                travellers, places, guessed = self._last_traveller(frame), self._stops(frame), False
                now = frame.voice.tense != "past" and assertion == "asserted"
                assertion = "planned" if now else assertion
            if frame.sense in ("journey", "arrival", "reach", "stay") and self._are_many(travellers):
                continue
            several = len({place.entity for place in places}) > 1
            of = {self._sides.country_of(actor) for actor in travellers} - {None}
            for actor in travellers:
                for place in places:
                    if not self._sides.at_home(
                        actor, place, going=len(of) < 2 and self._is_going(frame, actor), several=several
                    ):
                        yield Visit(
                            frame, actor, place, self._timed(frame, assertion), weak or guessed, several=several
                        )
        yield from self._premodified()

    @staticmethod
    def _is_going(frame: Frame, actor: Actor) -> bool:
        """Whether somebody is named before the word that says that they travel."""
        return frame.sentence.start <= actor.start < frame.start and not actor.pronoun and actor.title is None

    def _are_many(self, travellers: Sequence[Actor]) -> bool:
        """Whether people of three countries or more go to one place: to an event of many, whatever it is."""
        return len({self._sides.country_of(a) for a in travellers} - {None}) >= _MANY

    def _is_stop(self, frame: Frame) -> bool:
        return frame.form in NOUNS and self._scene.reading.lower[frame.end - 1] in _STOPS

    def _stops(self, frame: Frame) -> list[Actor]:
        """The countries that a sentence makes a stop ("The next stop is" X, X "is the last leg")."""
        here = [a for a in frame.subjects if a.kind == "country" and not a.unnamed]
        first = next(iter(frame.arguments), None)
        if here or first is None or first.event is not None or first.preposition not in ("", "in"):
            return here
        between = self._scene.reading.lower[frame.end : first.start]
        copula = {"is", "was", "are", "were", "be", ":"}.intersection(between)
        stated = first.preposition == "in" and frame.voice.assertion in ("cancelled", "planned")
        return [a for a in first.actors if a.kind == "country" and not a.unnamed] if copula or stated else []

    def _last_traveller(self, frame: Frame) -> list[Actor]:
        """Who was said to travel in one of the sentences before."""
        for index in range(frame.sentence.index - 1, max(-1, frame.sentence.index - _BEFORE), -1):
            for other in reversed(self._scene.frames[index]):
                if other.sense in _SENSES and (travellers := self._travellers(other)):
                    return travellers[:1]
        return []

    def _timed(self, frame: Frame, assertion: str) -> str:
        words = self._scene.reading.lower[max(frame.sentence.start, frame.start - _CLOSE) : frame.start]
        staying = frame.lead == "for" and {"stays", "remains"}.intersection(words)
        if frame.form in NOUNS and (staying or frame.lead in ("before", "ahead of")) and assertion == "asserted":
            return "planned"
        return assertion

    def _is_other(self, frame: Frame) -> bool:
        """Whether a frame is no visit: to an event of many, in the passive, to prison or into exile."""
        lower = self._scene.reading.lower
        if frame.form == "passive" and frame.sense in ("journey", "arrival", "take", "return"):
            return True
        if self._unlike.intersection(lower[frame.start : frame.clause[1]]):
            return True
        if frame.form in NOUNS and self._ahead.intersection(
            lower[max(frame.sentence.start, frame.start - 4) : frame.start]
        ):
            return True  # "flew to Lima to prepare a similar visit"
        if frame.sense in ("journey", "arrival", "return", "take", "leave") or frame.form in NOUNS:
            clause = (frame.start, max(frame.clause[1], frame.end))
            for event in self._scene.events_in(frame.sentence):
                for_it = event.start > clause[1] and _HEADING.intersection(lower[clause[1] : event.start])
                if not clause[0] <= event.start < clause[1] and not for_it:
                    continue
                with_side = lower[event.end : event.end + 1] in _WITH
                many = event.subject is not None or event.kind in _ASSEMBLIES or lower[event.start] == "the"
                if many and not with_side and frame.sense != "trip":
                    return True
        return False

    def _travellers(self, frame: Frame) -> list[Actor]:
        if frame.sense == "take":
            return [a for a in frame.actors("") if a.person is not None]
        by = frame.actors("by") if frame.form == "passive" or frame.form in NOUNS else ()
        by = tuple(a for a in by if "," not in self._scene.reading.lower[frame.end : a.start])  # ", the first by X"
        subjects = list(by or self._sides.subjects(frame))
        if frame.sense == "trip":
            lower = self._scene.reading.lower
            near = [x for x in frame.arguments if x.preposition == "by" or x.start - frame.end < _CLOSE]
            near = [x for x in near if _GUESTS.isdisjoint(lower[frame.end : x.start])]
            near = [x for x in near if x.preposition != "by" or "," not in lower[frame.end : x.start]]
            of = [a for x in near if x.preposition in ("by", "of") for a in x.actors if a.person is not None]
            subjects = of or subjects or [a for a in frame.actors("for") if a.person is not None]
        return [a for a in subjects if a.person is not None] or self._leading(frame, subjects)

    def _leading(self, frame: Frame, subjects: Sequence[Actor]) -> list[Actor]:
        """Who leads those who travel ("a delegation led by" X "arrived")."""
        lower, at = self._scene.reading.lower, self._scene.actors.at
        if frame.start - 2 >= frame.sentence.start and lower[frame.start - 1] in _CRAFT:
            actor = at[frame.start - 3]
            return [actor] if actor is not None and actor.case and actor.person is not None else []
        first = min((a.start for a in subjects), default=frame.sentence.start)
        return self._sides.leading(frame, first, frame.sentence.end)

    def _premodified(self) -> Iterator[Visit]:
        """ "The visiting Finnish minister": to the country of the other one in the sentence, or where the text is."""
        reading = self._scene.reading
        for actor in self._scene.actors.found:
            if actor.person is None or actor.pronoun:
                continue
            words = reading.lower[max(0, actor.start - 1) : actor.end]
            if not self._visiting.intersection(words):
                continue
            sentence = reading.sentences[reading.sentence_at[actor.start]]
            place = self._destinations.host(actor, sentence)
            if place is not None:
                span = (actor.start, actor.end)
                voice = Voice(actor.start, False, False, None, "none", False)
                frame = Frame("premodifier", *span, "noun", sentence, (actor,), (), voice, span)
                yield Visit(frame, actor, place, "asserted", weak=True)

    def finding(self, visit: Visit) -> Finding:
        frame, actor, place = visit.frame, visit.actor, visit.place
        assert actor.entity is not None
        sentence = self._scene.reading.sentences[self._scene.reading.sentence_at[actor.start]]
        same = sentence.index == frame.sentence.index
        start = min(frame.clause[0], frame.start, actor.start) if same else frame.clause[0]
        end = max(frame.end, place.end if frame.sentence.start <= place.start < frame.sentence.end else 0)
        return Finding(
            predicate="visit",
            subject=actor.entity,
            value="visited",
            object=place.entity,
            evidence=self._scene.reading.evidence(start, end, f"visit.{frame.sense}"),
            assertion=visit.assertion,
            city=place.city or self._sides.city(frame.places, _entity(place)),
            date=self._sides.date(frame, visit.assertion),
        )


def _entity(place: Actor) -> Entity:
    assert place.entity is not None
    return place.entity
