"""Who travels with somebody: companions by a verb, and the members of a delegation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.language.forms import Forms
from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import listed
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity
from summitry.lexicon import Cues

_LATER: Final = 8  # sentences after a visit in which its companions are named
_EARLIER: Final = 4  # sentences before it
_TO_VERB: Final = 7  # tokens between a delegation and the verb that says who is in it
_TO_NOUN: Final = 4  # tokens from "part of" to the noun for the visit or the delegation
_AHEAD: Final = frozenset({"planned", "possible"})
_FUTURE: Final = frozenset({"will", "would", "to"})
_TOUR: Final = frozenset({"tour", "leg", "legs", "stop", "swing", "mission", "multi-nation"})
_HEADS: Final = frozenset({"president", "prime_minister", "monarch", "leader", "supreme_leader"})
_AIRPORT: Final = frozenset({"airport", "airbase", "tarmac", "arrival", "runway"})
_WERE: Final = (["is"], ["are"], ["was"], ["were"], ["will"])
_SAID: Final = (["said"], ["says"], ["told"], ["announced"], ["added"])
_DETERMINERS: Final = frozenset({"the", "his", "her", "their", "this", "that", "its"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as a sentence tells it; `weak`: by a noun that does not say how it is asserted.

    `several`: one of the countries that it names together.
    """

    frame: Frame
    actor: Actor
    place: Actor
    assertion: str
    weak: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Who a sentence says comes along with whom: `leaders` is empty for the visitors told of last.

    `off`: they were to come along and did not. `tense`: whether they will ("future") or did ("past"), "" if not said.
    """

    sentence: Sentence
    leaders: Sequence[Actor]
    followers: Sequence[Actor]
    off: bool = False
    tense: str = ""


class _PartyWords:
    """The words of those who travel together, in `visits.toml`."""

    def __init__(self, cues: Cues) -> None:
        row = next((r for r in cues["visits"] if r["table"] == "party"), {})
        self.groups = frozenset(row.get("groups", ()))
        self.journeys = frozenset(row.get("journeys", ())) | self.groups
        self.verbs, self.joining, self.beside = (
            Forms(form.split() for form in row.get(key, ())) for key in ("verbs", "joining", "beside")
        )


class TravelParty:
    """Reads who else is on the visits of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        words = scene.reading.lexicon.once(_PartyWords)
        self._groups, self._journeys = words.groups, words.journeys
        self._verbs, self._joining, self._beside = words.verbs, words.joining, words.beside

    def companions(self, found: Sequence[Visit]) -> Iterator[tuple[Visit, Actor]]:
        """Every visit with each of the companions that come along to it."""
        for party in self._accompanied():
            if party.leaders or any(visit.frame.sentence == party.sentence for visit in found):
                yield from self._joined(found, party)
        for party in (*self._members(), *self._with(), *self._taking_part(), *self._welcomed()):
            yield from self._joined(found, party)

    def _joined(self, found: Sequence[Visit], party: Party) -> Iterator[tuple[Visit, Actor]]:
        for visit in self._visits(found, party):
            for actor in party.followers:
                if actor.person is not None and not self._is_home(actor, visit.place):
                    yield visit, actor

    def _is_home(self, actor: Actor, place: Actor) -> bool:
        """Whether the article says that a companion is of the country visited."""
        return self._sides.stated_of(actor) == place.entity

    def _visits(self, found: Sequence[Visit], party: Party) -> list[Visit]:
        """The visits of the leaders near a sentence, of a journey ahead all its legs; of nobody named, the last one."""
        sentence = party.sentence
        people = {actor.entity for leader in party.leaders for actor in self._travelling(found, leader)}
        theirs = [v for v in found if not people or v.actor.entity in people]
        if party.off:
            return [v for v in theirs if v.assertion == "cancelled"]
        unlike = {"future": ("asserted",), "past": _AHEAD}.get(party.tense, ())
        theirs = [v for v in theirs if v.assertion != "cancelled" and v.assertion not in unlike]
        after = [(v, sentence.index - v.frame.sentence.index) for v in theirs]
        near = [v for v, distance in after if distance >= -_EARLIER and (people or distance <= _LATER)]
        if self._is_elsewhere(found, sentence, people):
            return []
        if not near:
            return [v for v in theirs if people and v.assertion in _AHEAD]
        first = max(
            near,
            key=lambda v: (v.frame.sentence.index <= sentence.index, -abs(v.frame.sentence.index - sentence.index)),
        )
        same = [v for v in theirs if v.actor.entity == first.actor.entity and v.assertion == first.assertion]
        if first.assertion in _AHEAD:
            return same
        if not people:
            same = [v for v in same if v.frame.sentence == first.frame.sentence]
        same = [v for v in same if v in near and (v.frame.sentence.index <= sentence.index or v is first)]
        return [*same, *self._legs(theirs, first, sentence)]

    def _legs(self, theirs: Sequence[Visit], first: Visit, sentence: Sentence) -> Iterator[Visit]:
        """What is still to come of a tour that has been told of before a sentence."""
        tour = _TOUR.intersection(self._scene.reading.lower[first.frame.sentence.start : first.frame.sentence.end])
        for visit in theirs:
            ahead = visit.assertion in _AHEAD and visit.actor.entity == first.actor.entity
            told = visit.frame.sentence.index <= sentence.index and (tour or visit.frame == first.frame)
            if ahead and told:
                yield visit

    def _is_elsewhere(self, found: Sequence[Visit], sentence: Sentence, people: set[Entity | None]) -> bool:
        """Whether a sentence takes the leaders to where they are no visitors, as to an event of many."""
        journeys = [f for f in self._scene.frames[sentence.index] if f.sense in ("journey", "arrival")]
        going = any(f.places and people.intersection(a.entity for a in f.subjects) for f in journeys)
        return going and not any(v.frame.sentence == sentence for v in found)

    def _travelling(self, found: Sequence[Visit], leader: Actor) -> tuple[Actor, ...]:
        """Who is meant by a leader: whom a title without a name means, if that is no traveller, the one who is."""
        travellers = {v.actor.entity: v.actor for v in found}
        if leader.title is None or leader.entity in travellers:
            return (leader,)
        office = leader.title.office
        held = {
            role.person.entity
            for role in self._scene.roles
            if role.office == office or (office == "leader" and role.office in _HEADS)
        }
        fitting = tuple(actor for entity, actor in travellers.items() if entity in held)
        return fitting if len(fitting) == 1 else (leader,)

    def _accompanied(self) -> Iterator[Party]:
        """ "X is accompanied by A and B", "Accompanying him are A and B" """
        for frame in self._scene.frames_of("accompany"):
            passive = frame.form == "passive" or self._scene.reading.lower[frame.end : frame.end + 1] == ["by"]
            if frame.open or frame.voice.negated or self._is_at_meeting(frame):
                continue
            leaders: Sequence[Actor] = frame.subjects if passive else frame.actors("")
            followers: Sequence[Actor] = frame.actors("by") if passive else frame.subjects
            if passive and followers:
                followers = self._without_speaker(listed(self._scene, followers[0].start, frame.sentence.end))
            if frame.form == "ing" and frame.start == frame.sentence.start:  # "Accompanying him are X and Y"
                leaders, followers = self._inverted(frame)
            if passive or leaders:
                group = self._scene.reading.lower[frame.clause[0] : frame.start]
                off = frame.voice.assertion in ("planned", "cancelled") and not passive and _tense(group[:1]) == "past"
                followers = [*followers, *self._sides.listed(frame)]
                yield Party(frame.sentence, leaders, followers, off=off, tense=_tense(group) if passive else "")
        yield from self._alongside()

    def _is_at_meeting(self, frame: Frame) -> bool:
        """Whether somebody comes along to a meeting, not on the journey ("accompanied him during the meeting")."""
        words = self._scene.reading.lower[frame.end : frame.clause[1]]
        at = (words[k + 2 : k + 3] for k in range(len(words)) if words[k] in ("during", "at", "in"))
        return any(noun in (["meeting"], ["talks"], ["meetings"]) for noun in at) and self._journeys.isdisjoint(words)

    def _without_speaker(self, actors: Sequence[Actor]) -> Sequence[Actor]:
        """Without whoever is only quoted behind a list ("by A and B, C said")."""
        lower = self._scene.reading.lower
        said = bool(actors) and lower[actors[-1].end : actors[-1].end + 1] in _SAID
        return actors[:-1] if said and lower[actors[-1].start - 1] == "," else actors

    def _with(self) -> Iterator[Party]:
        """ "X travels with A, B and C" """
        lower = self._scene.reading.lower
        for frame in self._scene.frames_of("journey", "arrival"):
            if lower[frame.end : frame.end + 1] == ["with"] and frame.subjects and not frame.voice.negated:
                yield Party(frame.sentence, frame.subjects, listed(self._scene, frame.end + 1, frame.sentence.end))

    def _alongside(self) -> Iterator[Party]:
        """ "Alongside the president were A and B" """
        lower = self._scene.reading.lower
        for sentence in self._scene.reading.sentences:
            form = self._beside.at(lower, sentence.start)
            start = sentence.start + len(form)
            leader = next((a for a in self._scene.actors.found if form and start <= a.start <= start + 1), None)
            if leader is not None and leader.person is not None and lower[leader.end : leader.end + 1] in _WERE:
                tense = _tense(lower[leader.end : leader.end + 1])
                yield Party(sentence, [leader], listed(self._scene, leader.end + 1, sentence.end), tense=tense)

    def _taking_part(self) -> Iterator[Party]:
        """ "A and B are taking part in the visit", "C was to be part of the delegation" """
        lower = self._scene.reading.lower
        for sentence in self._scene.reading.sentences:
            for i in range(sentence.start + 1, sentence.end):
                form = self._joining.at(lower, i)
                if not form:
                    continue
                after = lower[i + len(form) : min(i + len(form) + _TO_NOUN, sentence.end)]
                if after[:1] and after[0] in _DETERMINERS and self._journeys.intersection(after):
                    group = lower[max(sentence.start, i - 5) : i]
                    off = {"was", "were", "had"}.intersection(group) and "to" in group
                    yield Party(sentence, (), listed(self._scene, sentence.start, i), off=bool(off))
                    break

    def _welcomed(self) -> Iterator[Party]:
        """ "X and his wife Y were received at the airport": whoever arrives with a visitor is one too."""
        for frame in self._scene.frames_of("receive", "welcome"):
            words = self._scene.reading.lower[frame.clause[0] : frame.clause[1]]
            if frame.form == "passive" and len(frame.subjects) > 1 and _AIRPORT.intersection(words):
                yield Party(frame.sentence, frame.subjects[:1], frame.subjects[1:])

    def _inverted(self, frame: Frame) -> tuple[list[Actor], list[Actor]]:
        """Whom others accompany, and who: those behind "are", and whoever comes with the one before it."""
        lower, end = self._scene.reading.lower, frame.sentence.end
        copula = next((i for i in range(frame.end, end) if lower[i] in ("is", "are", "was", "were")), end)
        before = [a for a in self._scene.actors.found if frame.end <= a.start < copula and a.person is not None]
        return before[:1], [*before[1:], *listed(self._scene, copula, end)]

    def _members(self) -> Iterator[Party]:
        """ "The delegation includes A and B", "with a delegation made up of A and B" """
        reading = self._scene.reading
        for sentence in reading.sentences:
            for i in range(sentence.start, sentence.end):
                if reading.lower[i] not in self._groups:
                    continue
                start = self._verb(i + 1, sentence.end)
                if start is None:
                    continue
                items = [a for s in self._items(sentence) for a in listed(self._scene, s.start, s.end)[:1]]
                members = [a for a in listed(self._scene, start, sentence.end) if a.person is not None]
                owner = self._scene.actors.at[i - 2] if reading.lower[i - 1] in ("'s", "’s", "'", "’") else None
                before = [
                    a for a in self._scene.actors.at[sentence.start : i] if a is not None and a.person is not None
                ]
                leaders = [owner] if owner is not None and owner.person is not None else before[-1:]
                if members or items:
                    yield Party(sentence, leaders, [*members, *items], tense=_tense(reading.lower[i:start]))
                break

    def _verb(self, i: int, end: int) -> int | None:
        """The token behind the verb that opens the members of a delegation named before token `i`."""
        reading = self._scene.reading
        for k in range(i, min(i + _TO_VERB, end)):
            if reading.name_at[k] is not None:
                return None
            form = self._verbs.at(reading.lower, k)
            if form:
                return k + len(form)
        return None

    def _items(self, sentence: Sentence) -> Iterator[Sentence]:
        """The items of a list that a sentence leads in."""
        reading = self._scene.reading
        if reading.words[sentence.end - 1] != ":":
            return
        for item in reading.sentences[sentence.index + 1 :]:
            block = reading.block(item)
            if block.kind != "list_item" or block.heading != sentence.block:
                return
            yield item


def _tense(words: Sequence[str]) -> str:
    if _FUTURE.intersection(words):
        return "future"
    return "past" if {"was", "were"}.intersection(words) else ""
