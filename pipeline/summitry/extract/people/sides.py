"""What meetings and visits share: whom a person serves, who "the two leaders" are, and how a frame is asserted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.language.dates import When
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.groups import Groups
from summitry.extract.people.pronouns import PAIR_OFFICES
from summitry.extract.reading import Person
from summitry.extract.roles.roles import Role
from summitry.extract.scene import Scene
from summitry.findings import Entity
from summitry.vocabulary import MINISTERS

_PAIR: Final = frozenset({"they", "both", "two", "pair", "duo"})
_OF_PAIR: Final = frozenset(
    {"men", "women", "leaders", "presidents", "ministers", "sides", "officials", "premiers", "politicians"}
)
_TOP: Final = frozenset({"leader", "president", "prime_minister", "monarch", "supreme_leader"})
_TO_COME: Final = frozenset({"meet", "talk", "see", "receive", "visit", "journey", "arrival", "take", "trip", "reach"})
_TRIPS: Final = frozenset({"visit", "journey", "arrival", "trip", "leave"})
_WAS_TO: Final = frozenset({"was", "were", "had"})
_AUXILIARIES: Final = _WAS_TO | {"is", "are", "will", "has", "have", "may", "might", "could"}
_LEADERSHIP: Final = frozenset({"leaders", "leadership", "officials", "authorities", "generals", "rulers", "ministers"})
_THEIR: Final = frozenset({"government", "country", "nation", "host", "local", "state"})
_COUNTERPARTS: Final = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
_TO_NOUN: Final = 5  # tokens between a demonym and the noun that it shares with others
_PHRASE: Final = 7  # tokens behind a verb in which "the country's top military leadership" ends
_PLEASED: Final = frozenset(
    {"pleasure", "honour", "honor", "privilege", "delighted", "pleased", "glad", "honoured", "honored", "privileged"}
)
_AHEAD: Final = frozenset({"will", "would", "'ll", "’ll", "be"})
_HOPED: Final = frozenset({"hope", "hopes", "hoped", "hoping"})
_HOPE: Final = 6  # tokens before a verb in which somebody is said to hope for it
_OPENS: Final = 3  # tokens that an opening participle is from the start of its sentence
_HOLDING: Final = frozenset({"holding", "having"})
_OTHER_MATTER: Final = frozenset({"which", "that", "who", "agreed", "agreeing", "since", "until"})
_LED: Final = frozenset({"led", "headed"})
_GROUPS: Final = frozenset({"delegation", "team", "mission", "group"})
_DUE: Final = frozenset({"due", "expected"})
_GLAD: Final = 5  # tokens before a verb in which somebody is said to be glad of it
_NEAR: Final = 3  # sentences back in which "the two leaders" were named


class Sides:
    """Reads the sides of meetings and visits in one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._groups = Groups(scene)
        self._serves: dict[Person, list[Entity]] = {}
        for role in scene.roles:
            if role.object is not None:
                self._serves.setdefault(role.person, []).append(role.object)
        self._stated = {role.person for role in scene.roles if role.title.object is not None}
        self._offices: dict[Person, list[str]] = {}
        for role in scene.roles:
            self._offices.setdefault(role.person, []).append(role.office)

    def holds_office(self, person: Person) -> bool:
        """Whether the article gives the person an office."""
        return person in self._offices

    def serves_any(self, person: Person) -> bool:
        """Whether the article says whom the person serves."""
        return person in self._serves

    def country_of(self, actor: Actor) -> Entity | None:
        """The country that an actor is, or that the article says it is of."""
        if actor.person is None:
            return actor.entity if actor.kind == "country" else None
        known = self._scene.served.country_of(actor.person)
        return known or next((e for e in self._serves.get(actor.person, ()) if e.kind == "country"), None)

    def stated_of(self, actor: Actor) -> Entity | None:
        """The country that a title says somebody is of, None if it is guessed from the text around."""
        return self.country_of(actor) if actor.person is None or actor.person in self._stated else None

    def at_home(self, actor: Actor, place: Actor, *, going: bool, several: bool) -> bool:
        """Whether a place lies in an actor's own country.

        A country that no title states is only guessed from the text around: who is named as `going` to a country by
        its own name is hardly of it, and for a city in it the country must be named elsewhere too.
        """
        if self.country_of(actor) != place.entity:
            return False
        if actor.person is None or actor.person in self._stated:
            return True
        reading = self._scene.reading
        code = place.entity.name if place.entity is not None else ""
        behind = reading.mention_at[place.end + 1] if reading.lower[place.end : place.end + 1] == [","] else None
        if going and (several or not place.city or (behind is not None and behind.country == code)):
            return False  # "to Peru", "to Lima, Peru", "to Lima and Quito"
        here = reading.sentence_at[place.start]
        return any(m.country == code and reading.sentence_at[m.start] != here for m in reading.mentions)

    def serves(self, actor: Actor, entity: Entity) -> bool:
        """Whether an actor is of a country or an organisation, or is it."""
        if actor.entity == entity or self.country_of(actor) == entity:
            return True
        return actor.person is not None and entity in self._serves.get(actor.person, ())

    def named(self, actor: Actor) -> Actor:
        """Who is meant by "the leaders of Japan and Serbia" when the article names one holder for the country."""
        title = actor.title
        if title is None or not title.plural or not title.definite:
            return actor
        offices = _TOP if title.office in _TOP else {title.office}
        if title.office == "minister":
            offices = MINISTERS
        held = {
            r.person
            for r in self._scene.roles
            if r.object == actor.entity
            and (r.title.object == r.object or (title.office != "leader" and self._says_country(r)))
            and r.office in offices
            and r.tenure is None
        }
        if len(held) != 1:
            return actor
        person = held.pop()
        return replace(actor, kind="person", entity=person.entity, person=person, unnamed=False)

    def _says_country(self, role: Role) -> bool:
        """Whether the phrase of an office names its country, before or behind the name ("his Uzbek counterpart" X)."""
        within = (self._scene.reading.mention_at[i] for i in range(role.start, role.end))
        return role.object is not None and any(m is not None and m.country == role.object.name for m in within)

    def counterpart(self, one: Actor, other: Actor) -> Actor:
        """Who is meant by "his Turkish counterpart": who holds the same office there, when the article names one."""
        words = self._scene.reading.lower[other.start : other.end + _TO_NOUN]
        if one.person is None or not other.unnamed or not _COUNTERPARTS.intersection(words):
            return other
        offices = set(self._offices.get(one.person, ()))
        held = {
            r.person for r in self._scene.roles if r.object == other.entity and r.office in offices and not r.tenure
        }
        if len(held) != 1:
            return other
        person = held.pop()
        return replace(other, kind="person", entity=person.entity, person=person, unnamed=False)

    def of_another(self, one: Actor, other: Actor) -> Actor:
        """Whom "him" means when the person named last is of the same country as who meets him."""
        country = self.country_of(one)
        if not other.pronoun or country is None or self.country_of(other) != country:
            return other
        at = self._scene.reading.sentence_at
        for actor in reversed([a for a in self._scene.actors.found if a.end <= other.start and a.person is not None]):
            if at[other.start] - at[actor.start] > _NEAR:
                break
            if self.country_of(actor) not in (None, country):
                return replace(actor, start=other.start, end=other.end, pronoun=True)
        return other

    def subjects(self, frame: Frame) -> tuple[Actor, ...]:
        """Who does it; "they" and "the two leaders" are the two people named last."""
        behind = self._of_other_verb(frame)
        if behind:
            return behind
        if any(a.entity is not None for a in frame.subjects):
            return tuple(self.named(a) for a in frame.subjects if a.entity is not None and not a.place)
        group = self._groups.meant(frame) if frame.form not in ("noun", "owned") else ()
        if group:
            return group
        lower = self._scene.reading.lower
        words = lower[max(frame.sentence.start, frame.clause[0] - 4) : frame.clause[0]]
        words = [word for word in words if word not in ("have", "had", "last", "also", "then", "later")]
        near = lower[max(frame.sentence.start, frame.start - 5) : frame.start]
        of_pair = bool(words) and words[-1] in _OF_PAIR and bool(_PAIR.intersection(words))
        pronoun = "they" in near or (bool(words) and words[-1] in _PAIR) or of_pair
        if not pronoun:
            return ()
        wanted = PAIR_OFFICES.get(words[-1]) if of_pair else None
        wanted = ("prime_minister",) if words[-2:] == ["prime", "ministers"] else wanted
        return (self._last_two(frame, wanted) if wanted else ()) or self._last_two(frame)

    def leading(self, frame: Frame, first: int, last: int) -> list[Actor]:
        """Who leads those who do it, as the tokens `first:last` say ("a delegation led by" X "arrived")."""
        reading = self._scene.reading
        for i in range(first, last - 2):
            if reading.lower[i] in _LED and reading.lower[i + 1] == "by":
                actor = self._scene.actors.at[i + 2]
                group = not _GROUPS.isdisjoint(reading.lower[frame.sentence.start : i])
                return [actor] if group and actor is not None and actor.person is not None else []
        return []

    def _of_other_verb(self, frame: Frame) -> tuple[Actor, ...]:
        """Who does it when what was read as the subject is the object of the verb before.

        "X will visit Peru to meet Y": X; "Z accompanied X in talks with Y": X as well.
        """
        before = [f for f in self._scene.frames[frame.sentence.index] if f.end <= frame.start]
        if frame.form in ("noun", "owned"):
            along = [
                f for f in before if f.sense == "accompany" and f.subjects == frame.subjects and f.form != "passive"
            ]
            return tuple(a for f in along[-1:] for a in f.actors("") if a.person is not None)
        if frame.form != "base" or len(frame.subjects) != 1 or frame.subjects[0].kind != "country":
            return ()
        reached = (f for f in before if f.sense in ("visit", "reach", "stay") and frame.subjects[0] in f.actors(""))
        return next((f.subjects for f in reached if f.subjects != frame.subjects), ())

    def hosts(self, frame: Frame) -> list[Actor]:
        """Whom a visitor meets as "government leaders" or "the country's leadership": the country the visitor is in."""
        reading = self._scene.reading
        words = reading.lower[frame.end : frame.end + _PHRASE]
        people = next((k for k, word in enumerate(words) if word in _LEADERSHIP), None)
        if people is None or not _THEIR.intersection(words[:people]):
            return []
        named = (self._scene.actors.at[frame.end + k] for k in range(people))
        if any(actor is not None and actor.entity is not None for actor in named):
            return []
        here = [a for a in self._scene.actors.found if a.place and reading.sentence_at[a.start] == frame.sentence.index]
        own = {self.country_of(a) for a in frame.subjects}
        start = frame.end + people
        found = next((a for a in reversed(here) if a.entity not in own), None)
        if found is None:
            return []
        return [replace(found, start=start, end=start + 1, unnamed=True, place=False, city="")]

    def _last_two(self, frame: Frame, offices: tuple[str, ...] = ("",)) -> tuple[Actor, ...]:
        """The two people of different countries, with an office that ends so, who were named last before a frame."""
        found: list[Actor] = []
        at = self._scene.reading.sentence_at
        for actor in reversed(self._scene.actors.found):
            if actor.start >= frame.start or actor.person is None:
                continue
            if frame.sentence.index - at[actor.start] > _NEAR:
                break
            if any(other.entity == actor.entity for other in found):
                continue
            if offices != ("",) and not any(o.endswith(offices) for o in self._offices.get(actor.person, ())):
                continue
            if found and self.country_of(found[0]) == self.country_of(actor) is not None:
                continue
            found.append(actor)
            if len(found) == 2:
                return (found[1], found[0])
        return ()

    def assertion(self, frame: Frame) -> str | None:
        """How a frame is asserted, None when it says nothing that is, was or will be."""
        voice = frame.voice
        if frame.open:
            return None
        if voice.assertion in ("cancelled", "denied"):
            return voice.assertion
        if voice.negated:
            group = self._scene.reading.lower[frame.clause[0] : frame.start]
            return "denied" if any(word.startswith("plan") for word in group) else None
        if voice.assertion == "planned" and self._was_called_off(frame):
            return "cancelled"
        if voice.assertion == "planned" and frame.form == "base" and self._is_pleased(frame):
            return "asserted"
        if voice.assertion == "planned" and self._is_hoped(frame):
            return "possible"
        if voice.assertion is not None:
            return voice.assertion
        participle = frame.form == "ing" and not voice.finite
        if (participle or self._is_held(frame)) and self._before_planned(frame):
            return "planned"
        if frame.sense in ("arrival", "reach") and _DUE.intersection(
            self._scene.reading.lower[frame.start : frame.end]
        ):
            return "planned"
        when = self.when(frame)
        if when is not None and voice.tense != "past":
            here = {"is", "are", "been"}.intersection(self._scene.reading.lower[max(0, frame.start - 8) : frame.start])
            noun = frame.form in ("noun", "owned") and frame.lead == "" and not here
            verb = (
                (frame.form in ("s", "base") and frame.sense != "stay")
                or (noun and voice.tense == "present")
                or (frame.form == "ing" and voice.tense == "present")
            )
            later = self._scene.reading.lower[max(0, when.start - 1)] == "later"
            if when.side == "ahead" or later or (verb and (when.weekday is not None or when.side == "now")):
                return "planned"
        if when is None and frame.form == "s" and self._goes_on(frame):
            return "planned"
        return "asserted"

    def _is_pleased(self, frame: Frame) -> bool:
        """Whether somebody is glad of what has been ("it was a pleasure to meet", "honoured to receive")."""
        before = self._scene.reading.lower[max(frame.sentence.start, frame.start - _GLAD) : frame.start]
        return before[-1:] == ["to"] and bool(_PLEASED.intersection(before)) and not _AHEAD.intersection(before)

    def _is_hoped(self, frame: Frame) -> bool:
        """Whether somebody only hopes for what would be ("hoped that they would meet")."""
        lower, start = self._scene.reading.lower, frame.sentence.start
        would = {"would", "will"}.intersection(lower[frame.clause[0] : frame.start])
        return bool(would) and bool(_HOPED.intersection(lower[max(start, frame.start - _HOPE) : frame.start]))

    def _was_called_off(self, frame: Frame) -> bool:
        """Whether what "was to" be belongs to a visit just said to be called off."""
        before = reversed(self._scene.reading.lower[frame.sentence.start : frame.start])
        if next((word for word in before if word in _AUXILIARIES), "") not in _WAS_TO:
            return False
        near = self._scene.frames[max(0, frame.sentence.index - _NEAR) : frame.sentence.index + 1]
        told = [f for frames in near for f in frames if f.end <= frame.start and f.sense in _TRIPS]
        people = {a.entity for a in frame.subjects if a.person is not None}
        off = (f for f in told if f.voice.assertion == "cancelled")
        return any(people.intersection(a.entity for a in f.subjects) for f in off)

    def _goes_on(self, frame: Frame) -> bool:
        """Whether a sentence in the present tense goes on with what the one before it said is to come."""
        here = frame.sentence
        for index in range(here.index - 1, max(-1, here.index - _NEAR), -1):
            before = [f for f in self._scene.frames[index] if f.sense in _TO_COME and not f.open]
            if before:
                same = before[-1].sentence.block == here.block
                told = before[-1].voice.assertion or (before[-1].form == "s" and self.assertion(before[-1]))
                return same and told == "planned"
        return False

    def _is_held(self, frame: Frame) -> bool:
        """Whether a noun is the object of a participle ("Besides holding talks")."""
        return frame.form == "noun" and self._scene.reading.lower[frame.start - 1] in _HOLDING

    def _before_planned(self, frame: Frame) -> bool:
        """Whether a participle follows what is planned ("will attend the session before travelling to")."""
        before = [f for f in self._scene.frames[frame.sentence.index] if f.end <= frame.start]
        held = self._is_held(frame)
        before = [f for f in before if not held or f.end < frame.start]
        lead = self._scene.reading.lower[frame.start - 1 - held : frame.start - held]
        if not before and frame.start - frame.sentence.start < _OPENS:  # "Besides holding talks with X, she will"
            behind = (f for f in self._scene.frames[frame.sentence.index] if f.start >= frame.end)
            before = [f for f in behind if f.voice.finite and f.voice.assertion is not None][:1]
        return lead in (["before"], ["besides"], ["by"]) and bool(before) and before[-1].voice.assertion == "planned"

    def when(self, frame: Frame) -> When | None:
        """The date expression nearest to a frame in its clause, else in its sentence when it has only one."""
        here = [w for w in self._scene.dates if frame.sentence.start <= w.start < frame.sentence.end]
        within = [w for w in here if frame.clause[0] <= w.start < frame.clause[1]]
        if within:
            return min(within, key=lambda w: (abs(w.start - frame.end), w.start))
        if here:
            apart = self._scene.reading.lower[min(frame.end, here[0].start) : max(frame.start, here[0].start)]
            return here[0] if len(here) == 1 and _OTHER_MATTER.isdisjoint(apart) else None
        return self._of_heading(frame) if frame.voice.tense == "present" else None

    def _of_heading(self, frame: Frame) -> When | None:
        """The date in the heading over a sentence, as a diary has it."""
        reading = self._scene.reading
        heading = reading.block(frame.sentence).heading
        if heading is None:
            return None
        over = [s for s in reading.sentences if s.block == heading]
        return next((w for w in self._scene.dates for s in over if s.start <= w.start < s.end), None)

    def listed(self, frame: Frame) -> list[Actor]:
        """The first actor of each list item under a sentence that ends in a colon, or under the one behind it."""
        reading = self._scene.reading
        last = frame.sentence.index
        while last + 1 < len(reading.sentences) and reading.sentences[last + 1].block == frame.sentence.block:
            last += 1
        if reading.words[reading.sentences[last].end - 1] != ":" or last > frame.sentence.index + 1:
            return []
        found: list[Actor] = []
        for sentence in reading.sentences[last + 1 :]:
            block = reading.block(sentence)
            if block.kind != "list_item" or block.heading != frame.sentence.block:
                break
            here = (a for a in self._scene.actors.found if sentence.start <= a.start < sentence.end)
            first = next((a for a in here if a.entity is not None), None)
            if first is not None:
                found.append(first)
        return found

    def date(self, frame: Frame, assertion: str) -> str | None:
        """The day of a frame in ISO form when it is one day, else as written."""
        when = self.when(frame)
        if when is None:
            return None
        first, last = when.resolved(self._scene.published, ahead=assertion != "asserted")
        return first.isoformat() if first is not None and first == last else when.text.rstrip(".")

    def city(self, places: Sequence[Actor], country: Entity) -> str | None:
        """The city among places that lies in a country."""
        return next((a.city for a in places if a.city and a.entity == country), None)
