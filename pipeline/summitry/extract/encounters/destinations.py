"""Where a visit goes: the countries that a word of travel leads to, named before it, behind it or in a list below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summitry.extract.language.datelines import place_of_writing
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_DIRECTION: Final = {
    "visit": ("", "in"),
    "journey": ("to", "for", "into", "toward", "towards", "through"),
    "arrival": ("in", "at", "on", "into"),
    "return": ("from",),
    "take": ("to",),
    "leave": ("for",),
    "stay": ("",),
    "reach": ("",),
    "trip": ("to", "of", "in", "through", "across", "at"),
}
_BILATERAL: Final = frozenset(
    {"visit", "talks", "trip", "tour", "bilateral", "meeting", "meet", "discussions", "discuss"}
)
_CLOSE: Final = 5  # tokens between a noun or a verb of travel and the place behind "to"
_WHILE: Final = frozenset({"while", "when", "once", "if"})
_INCLUDE: Final = frozenset({"include", "includes", "included", "cover", "covers", "covered", "comprises"})
_DATELINE: Final = 16  # tokens that a dateline may have
NOUNS: Final = ("noun", "owned")


class Destinations:
    """Finds where the visits of one scene go."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        row = next((r for r in scene.reading.lexicon.cues["visits"] if r["table"] == "words"), {})
        self._there = frozenset(row.get("there", ()))
        self._parts = frozenset(row.get("parts", ()))
        self._purposes = frozenset(row.get("purposes", ()))
        main = scene.occasions.main
        self._held_in = main.country if main is not None and main.kind != "talks" else None

    def read(self, frame: Frame) -> list[Actor]:
        """The countries gone to: the object of "visit", the places behind "to" and "in", of a noun also before it."""
        found: list[Actor] = []
        if frame.sense in ("stay", "reach"):
            return self._here(frame)
        listed = self._behind_colon(frame)
        if listed:
            return listed
        if self._is_elsewhere(frame):
            return [a for a in self._sides.listed(frame) if a.kind == "country"]
        for argument in frame.arguments:
            if self._is_of_other(frame, argument.start):
                break
            if argument.event is not None:
                if found or argument.preposition == "from" or (argument.preposition == "to" and frame.form in NOUNS):
                    break
                continue
            included = self._is_included(frame, argument.start) and not argument.preposition
            if included or argument.preposition in _DIRECTION[frame.sense] or self._is_part(frame, argument.start):
                direct = argument.preposition in ("", "of", "for")
                here = [a for a in argument.actors if a.kind == "country" and (a.place or direct) and not a.unnamed]
                if argument.preposition == "of" and frame.sense == "visit":
                    here = list(argument.actors)
                elif argument.preposition == "of":
                    tour = self._scene.reading.lower[frame.end - 1] in ("tour", "tours")
                    here = [a for a in here if tour and not self._is_seat(a)]
                if direct and here and frame.sense == "visit" and argument.start - frame.end > 5:
                    continue
                if found and argument.preposition != "to":
                    break
                found.extend(here)
        if not found and frame.sense in ("arrival", "journey"):
            found = self._where_written(frame)
        if found and frame.sense in ("visit", "journey", "trip"):
            found.extend(self._continued(frame, found[-1]))
        if not found and frame.sense in ("journey", "leave"):
            found = self._for_talks(frame)
        if not found:
            found = [a for a in self._sides.listed(frame) if a.kind == "country"]
        if not found and frame.sense in ("visit", "trip"):
            found = self._inviting(frame)
        if not found and frame.form in NOUNS:
            found = self._before(frame)
        if frame.sense in ("journey", "arrival") and not self._is_bilateral(frame):
            found = [place for place in found if place.entity != self._held_in]
        return found

    def _is_of_other(self, frame: Frame, start: int) -> bool:
        """Whether what starts at a token belongs to another journey, named in between ("as was his visit to" X).

        Of a verb only what a tour is still to bring ("left for a tour that will take him to").
        """
        between = (f for f in self._scene.frames[frame.sentence.index] if frame.end <= f.start < start)
        if frame.form in NOUNS:
            return any(f.sense == "trip" and f.form in NOUNS for f in between)
        return any(f.sense == "take" and f.voice.assertion is not None for f in between)

    def _continued(self, frame: Frame, last: Actor) -> Iterator[Actor]:
        """The places of a list that semicolons part ("to Accra, Ghana; Dar es Salaam, Tanzania; and Lusaka")."""
        lower, at = self._scene.reading.lower, self._scene.actors.at
        i, parted = last.end, False
        while i < frame.sentence.end:
            if lower[i] in (";", ",", "and"):
                parted, i = parted or lower[i] == ";", i + 1
                continue
            actor = at[i]
            if actor is None or actor.kind != "country" or actor.unnamed or actor.case or not parted:
                return
            yield actor
            i = actor.end

    def _where_written(self, frame: Frame) -> list[Actor]:
        """Where the report was written, of who "arrived here" on a visit: the place that opens its first paragraph."""
        reading = self._scene.reading
        words = reading.lower[frame.end : min(frame.sentence.end, frame.end + _DATELINE)]
        if words[:1] != ["here"] or not {"visit", "trip", "tour"}.intersection(words):
            return []
        place = place_of_writing(reading)
        return [a for a in self._scene.actors.found if place is not None and a.start == place.start and a.city][:1]

    def _for_talks(self, frame: Frame) -> list[Actor]:
        """Where the talks are for which somebody leaves ("left for talks with Libyan officials in Tripoli")."""
        words = self._scene.reading.lower[frame.end - 1 : frame.end + _CLOSE]
        if "for" not in words or not self._purposes.intersection(words):
            return []
        return [a for x in frame.following("in", "at") for a in x.actors if a.kind == "country" and not a.unnamed][:1]

    def _behind_colon(self, frame: Frame) -> list[Actor]:
        """The countries of a journey that a colon opens ("heads to Africa: Mali first, then Niger")."""
        lower = self._scene.reading.lower
        colon = next((i for i in range(frame.end, frame.clause[1]) if lower[i] == ":"), None)
        if colon is None or any(a.start < colon and a.actors and a.actors[0].place for a in frame.arguments):
            return []
        behind = [a for x in frame.arguments if x.start > colon and not x.preposition for a in x.actors]
        return [a for a in behind if a.kind == "country" and not a.unnamed]

    def _inviting(self, frame: Frame) -> list[Actor]:
        """The country of who invited ("is visiting at the invitation of" X)."""
        lower = self._scene.reading.lower
        sentence = frame.sentence
        own = {self._sides.country_of(actor) for actor in frame.subjects}
        for i in range(sentence.start, sentence.end - 2):
            if lower[i] != "invitation" or lower[i - 1] not in ("the", "an") or lower[i + 1] not in ("of", "from"):
                continue
            host = next((a for a in self._scene.actors.found if i < a.start <= i + 4), None)
            country = self._sides.country_of(host) if host is not None else None
            if host is not None and country is not None and country not in own:
                return [replace(host, entity=country, kind="country", place=True, person=None)]
        return []

    def _here(self, frame: Frame) -> list[Actor]:
        """Where somebody is or gets to: the place right behind, of a mere stay only if the sentence says what for."""
        first = next(iter(frame.arguments), None)
        if first is None or first.preposition or first.event is not None or first.start - frame.end > 1:
            return []
        found = [a for a in first.actors if a.kind == "country" and not a.unnamed and not a.case]
        if frame.sense == "stay":
            if not _WHILE.isdisjoint(
                self._scene.reading.lower[max(frame.sentence.start, frame.clause[0] - 3) : frame.start]
            ):
                return []  # "is to meet the queen while he is in London"
            words = self._scene.reading.lower[frame.sentence.start : frame.sentence.end]
            here = (e for e in self._scene.events_in(frame.sentence) if e.start < frame.clause[1])
            events = [e for e in here if e.subject is not None]
            ahead = frame.voice.assertion == "planned" and self._sides.when(frame) is not None
            spent = self._scene.reading.lower[frame.start].startswith("spen")
            if events or not (ahead or spent or self._purposes.intersection(words)):
                return []
        return [a for a in found if a.entity != self._held_in or self._is_bilateral(frame)]

    def _is_elsewhere(self, frame: Frame) -> bool:
        """Whether "to" leads to what is no country ("travel to the Middle East")."""
        if self._scene.reading.lower[frame.end : frame.end + 1] != ["to"] or frame.sense in ("visit", "take"):
            return False
        if self._there.intersection(self._scene.reading.lower[frame.end : frame.end + 4]):
            return False
        first = next((a for a in frame.arguments if a.preposition == "to"), None)
        return first is None or first.start - frame.end > _CLOSE

    def _is_included(self, frame: Frame, start: int) -> bool:
        """Whether a tour takes in what starts at a token ("his tour will also include" X)."""
        return frame.sense == "trip" and bool(_INCLUDE.intersection(self._scene.reading.lower[frame.end : start]))

    def _is_part(self, frame: Frame, start: int) -> bool:
        """Whether a verb's object is a part of a country by name ("visited the southern city of" X)."""
        words = self._scene.reading.lower[max(frame.end, start - 2) : start]
        return frame.sense == "visit" and len(words) == 2 and words[1] == "of" and words[0] in self._parts

    def _is_seat(self, place: Actor) -> bool:
        mention = self._scene.reading.mention_at[place.start]
        return mention is not None and mention.kind == "seat"

    def _before(self, frame: Frame) -> list[Actor]:
        """The place named before a visit that names none ("in Oman on a visit", "arrived in Haiti for a visit")."""
        at = self._scene.actors.at
        for i in range(frame.start - 1, frame.sentence.start - 1, -1):
            actor = at[i]
            led = actor is not None and self._scene.reading.lower[actor.start - 1] in ("for", "the")
            whole = actor is not None and actor.kind == "country" and not actor.case and not actor.unnamed
            there = actor is not None and (actor.place or (led and whole))
            if actor is not None and there and actor.start == i and frame.lead in ("on", "for", "during"):
                return [actor]  # "leaving for Malaysia on an official visit"
        words = self._scene.reading.lower[frame.end : frame.end + 6]
        if words[:1] and words[0] in ("abroad", "overseas"):
            return self._behind_copula(frame)
        if frame.form != "owned" and not self._there.intersection(words):
            return []
        own = {self._sides.country_of(actor) for actor in frame.subjects}
        nearest = [a for a in self._nearest(frame.sentence, frame.start) if a.entity not in own]
        if nearest or not frame.subjects or not self._there.intersection(words):
            return nearest
        host = self.host(frame.subjects[0], frame.sentence)
        return [host] if host is not None else []

    def _behind_copula(self, frame: Frame) -> list[Actor]:
        """Where a trip is said to have been ("his first trip abroad, in September, was to Rome")."""
        lower, end = self._scene.reading.lower, min(frame.sentence.end - 2, frame.end + _DATELINE)
        for i in range(frame.end, end):
            if lower[i] in ("was", "is", "were") and lower[i + 1] == "to":
                actor = self._scene.actors.at[i + 2]
                return [actor] if actor is not None and actor.place else []
        return []

    def _nearest(self, sentence: Sentence, start: int) -> list[Actor]:
        """The place named last before a token, in the same sentence or the two before."""
        at = self._scene.reading.sentence_at
        for actor in reversed(self._scene.actors.found):
            if actor.start < start and actor.place and actor.city:
                return [actor] if sentence.index - at[actor.start] <= 1 else []
        return []

    def _is_bilateral(self, frame: Frame) -> bool:
        """Whether the sentence gives a journey to where the event of the text is held another end than the event."""
        words = self._scene.reading.lower[frame.sentence.start : frame.sentence.end]
        return bool(_BILATERAL.intersection(words))

    def host(self, guest: Actor, sentence: Sentence) -> Actor | None:
        own = self._sides.country_of(guest)
        near = [a for a in self._scene.actors.found if sentence.start <= a.start < sentence.end]
        for actor in (a for a in near if a.place and a.entity != own):
            return actor
        for actor in (a for a in near if a is not guest):
            country = self._sides.country_of(actor)
            if country is not None and country != own:
                return replace(actor, entity=country, kind="country", place=True, person=None)
        return next(iter(self._nearest(sentence, guest.start)), None)
