"""Where occasions are when no place is said beside them: where the host is, who is sworn in, where all takes place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from summitry.extract.events.ceremonies import SWORN
from summitry.extract.events.events import EventMention
from summitry.extract.events.occasion import Occasion, sentence_of
from summitry.extract.events.venues import Venue
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.served import Served
from summitry.findings import Entity

_TAKING_OFFICE: Final = ("inaugura", "swearing", "coronation", "enthrone", "investiture")
_CREDENTIALS: Final = frozenset({"credentials", "credence"})
_RECEIVING: Final = frozenset({"president", "monarch", "crown_prince", "governor", "official", "leader"})
_TRAVEL: Final = frozenset({"visit", "journey", "arrival", "trip"})
_ONLINE: Final = frozenset({"video", "videoconference", "virtual", "virtually", "online", "remotely"})
_INTO: Final = ("", "to", "in", "for", "into")
_ELSEWHERE: Final = frozenset({"died", "born", "ambassador", "envoy", "based", "war"})
_ASIDE: Final = frozenset({"sidelines", "margins", "fringes"})
_BEFORE_VERB: Final = 6  # tokens before a verb in which its host stands
_FUNERAL: Final = frozenset({"funeral", "burial", "requiem", "memorial"})


class Places:
    """Gives occasions the country they leave open."""

    def __init__(self, reading: Reading, frames: Sequence[Sequence[Frame]], served: Served) -> None:
        self._reading = reading
        self._frames = frames
        self._served = served
        self._visited: dict[Person, set[Entity]] = {}
        for frame in (frame for group in frames for frame in group if frame.sense in _TRAVEL):
            there = {
                actor.entity
                for argument in frame.following(*_INTO)
                for actor in argument.actors
                if actor.kind == "country" and actor.entity is not None and not actor.unnamed
            }
            for actor in frame.subjects:
                if actor.person is not None:
                    self._visited.setdefault(actor.person, set()).update(there)

    def complete(self, occasion: Occasion, *, main: bool, elsewhere: Collection[int] = ()) -> None:
        """Take the country of whoever hosts it, or is sworn in at it, when no place is said.

        `elsewhere` are the sentences that tell of other events with a place of their own.
        """
        if occasion.country is None and occasion.kind == "ceremony":
            occasion.country = (
                self._sworn_in(occasion.mentions[0]) or self._mourned(occasion.mentions) or self._of_credentials()
            )
        if occasion.country is not None:
            return
        self.by_host(occasion)
        if occasion.country is None and main and (occasion.kind != "talks" or occasion.parties):
            venue = self._around(occasion, elsewhere)
            if venue is not None:
                occasion.country, occasion.city = venue.country, venue.city
        if occasion.country is None and occasion.kind in ("conference", "ceremony"):
            occasion.country = self._on_visit(occasion)
        if occasion.country is None:
            self.by_host(occasion, opens=True)

    def beside(self, main: Occasion, others: Iterable[Occasion]) -> None:
        """Give the ministers of the same organisation, who meet around its summit, the country of that."""
        for occasion in others:
            if occasion.country is not None or occasion.edition or occasion.subject != main.subject:
                continue
            sentences = [sentence_of(self._reading, event) for event in occasion.mentions]
            words = {word for s in sentences for word in self._reading.lower[s.start : s.end]}
            if occasion.ministers and not _ONLINE.intersection(words):
                occasion.country = main.country
        for occasion in others:
            if occasion.country is None and occasion.parties and self._is_aside(occasion):
                occasion.country = main.country  # "a trilateral meeting on its sidelines"

    def _is_aside(self, occasion: Occasion) -> bool:
        sentences = [sentence_of(self._reading, event) for event in occasion.mentions]
        return any(_ASIDE.intersection(self._reading.lower[s.start : s.end]) for s in sentences)

    def _on_visit(self, occasion: Occasion) -> Entity | None:
        """The one country visited by somebody who takes part, told where the visit is told of."""
        for event in occasion.mentions:
            for frame in self._frames[self._reading.sentence_at[event.start]]:
                for actor in frame.subjects if event in frame.events else ():
                    there = self._visited.get(actor.person, set()) if actor.person is not None else set()
                    if len(there) == 1:
                        return next(iter(there))
        return None

    def by_host(self, occasion: Occasion, *, opens: bool = False) -> None:
        """Take the country of whoever hosts, receives or calls an occasion together, or of who `opens` it."""
        for event in occasion.mentions:
            venue = self.of_host(event, opens=opens)
            if venue is not None:
                occasion.country, occasion.city = venue.country, venue.city
                return

    def of_host(self, event: EventMention, *, opens: bool = False) -> Venue | None:
        """Where whoever hosts the event of a mention, or `opens` it, is at home."""
        for frame in self._frames[self._reading.sentence_at[event.start]]:
            opening = opens and frame.sense == "appear" and self._reading.lower[frame.start].startswith("open")
            if (frame.sense not in ("host", "welcome", "call_together") and not opening) or frame.voice.negated:
                continue
            near = event in frame.events or abs(event.start - frame.end) < 6 or 0 <= frame.start - event.end < 4
            hosts = frame.actors("by") if frame.form == "passive" else frame.subjects
            if near and not hosts and (country := self._of_capital(frame.start)) is not None:
                return Venue(country)
            for host in hosts[:1] if near else ():
                if opening and host.person is not None and self._visited.get(host.person):
                    continue  # a guest opens it
                entity = host.entity if host.kind == "country" else None
                if entity is None and host.person is not None:
                    entity = self._served.country_of(host.person)
                if entity is not None:
                    return Venue(entity, host.city)
        return None

    def _of_capital(self, verb: int) -> Entity | None:
        """ "The capital of Turkmenistan on Wednesday hosts …" """
        reading = self._reading
        for i in range(verb - 1, max(1, verb - _BEFORE_VERB), -1):
            mention = reading.mention_at[i]
            if (
                mention is not None
                and mention.country
                and reading.lower[mention.start - 2 : mention.start] == ["capital", "of"]
            ):
                return Entity("country", mention.country)
        return None

    def _sworn_in(self, event: EventMention) -> Entity | None:
        """The country of the head of state whose inauguration it is: named behind it, else the one just sworn in."""
        reading = self._reading
        sentence = sentence_of(reading, event)
        words = reading.lower[event.head : event.end]
        told = SWORN.intersection(reading.lower[sentence.start : sentence.end])
        if not told and not any(word.startswith(_TAKING_OFFICE) for word in words):
            return None
        if reading.lower[event.end : event.end + 1] == ["of"]:
            for i in range(event.end + 1, min(event.end + 9, sentence.end)):
                person, mention = reading.person_at(i), reading.mention_at[i]
                if mention is not None and mention.country:
                    return Entity("country", mention.country)
                if person is not None:
                    return self._served.country_of(person)
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            other = reading.sentences[index]
            sworn = next(
                (i for i in range(other.start, other.end) if reading.lower[i] in SWORN),
                None,
            )
            if sworn is None:
                continue
            for i in range(sworn, other.start - 1, -1):
                person = reading.person_at(i)
                if person is not None:
                    return self._served.country_of(person)
        return None

    def _mourned(self, events: Sequence[EventMention]) -> Entity | None:
        """The country of the leader whose funeral it is."""
        reading = self._reading
        for event in events:
            words = reading.lower[event.head : event.end]
            if reading.lower[event.end : event.end + 1] not in (["of"], ["for"]) or not _FUNERAL.intersection(words):
                continue
            for i in range(event.end + 1, min(event.end + 9, sentence_of(reading, event).end)):
                person = reading.person_at(i)
                if person is not None:
                    return self._served.country_of(person)
        return None

    def _of_credentials(self) -> Entity | None:
        """The country of the head of state to whom ambassadors present their credentials."""
        reading = self._reading
        if not _CREDENTIALS.intersection(reading.lower):
            return None
        for sentence in reading.sentences:
            if not _CREDENTIALS.intersection(reading.lower[sentence.start : sentence.end]):
                continue
            for name in reading.names:
                title = reading.title_at[name.start - 1] if sentence.start < name.start < sentence.end else None
                if title is not None and title.office in _RECEIVING:
                    return self._served.country_of(reading.person_of[name])
        return None

    def _around(self, occasion: Occasion, elsewhere: Collection[int]) -> Venue | None:
        """The one country in which everything takes place in the sentences about an occasion and beside them."""
        found: dict[Entity, Venue] = {}
        steps = (-2, -1, 0, 1) if occasion.kind == "ceremony" else (-1, 0, 1)
        near = {self._reading.sentence_at[m.start] + step for m in occasion.mentions for step in steps}
        for sentence in self._reading.sentences:
            if sentence.index not in near or sentence.index in elsewhere:
                continue
            for i in range(sentence.start, sentence.end - 1):
                mention = self._reading.mention_at[i + 1]
                if (
                    self._reading.lower[i] == "in"
                    and mention is not None
                    and mention.kind in ("capital", "place")
                    and mention.country
                    and not _ELSEWHERE.intersection(self._reading.lower[max(sentence.start, i - 6) : i])
                ):
                    city = self._reading.text(mention.start, mention.end)
                    found.setdefault(
                        Entity("country", mention.country), Venue(Entity("country", mention.country), city)
                    )
        return next(iter(found.values())) if len(found) == 1 else None
