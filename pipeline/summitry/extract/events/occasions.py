"""Occasions: event mentions joined to one event per organisation or name and edition, with place, date and assertion.

Mentions are one occasion unless they are of other kinds or ministers, in other countries, or one is said to be the next
or the last and the other not. A bare noun ("the summit", "the talks") takes up the occasion named last, else the first
named after it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from summitry.extract.events.ceremonies import ceremony_by_verb
from summitry.extract.events.editions import editions
from summitry.extract.events.event_owners import Owners
from summitry.extract.events.events import EventMention
from summitry.extract.events.gatherings import BODIES, gatherings, main_body
from summitry.extract.events.multilateral import Multilaterals, of_ministers
from summitry.extract.events.nameless import nameless
from summitry.extract.events.occasion import CEREMONY, Occasion, sentence_of
from summitry.extract.events.occasion_focus import Focus
from summitry.extract.events.occasion_places import Places
from summitry.extract.events.occasion_times import Times
from summitry.extract.events.venues import Venue, Venues
from summitry.extract.language.dates import When
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading, Sentence
from summitry.extract.roles.served import Served
from summitry.findings import Entity

_LEADERS: Final = frozenset({"leaders", "heads", "presidents"})
_LONG: Final = 60  # days before publication that make what took place another edition
_LEAD: Final = 5  # sentences in which a report names its event
_BESIDE: Final = 7  # tokens between an event and its date


class Occasions:
    """All occasions of a reading; `of` gives the one a mention belongs to, `near` the one meant at a sentence."""

    def __init__(
        self,
        reading: Reading,
        actors: Actors,
        events: list[EventMention],
        frames: list[list[Frame]],
        served: Served,
        published: date | None,
        dates: list[When],
    ) -> None:
        self._reading = reading
        self._actors = actors
        self._body = main_body(reading)
        self._dates = dates
        self._past = self._long_past(published, dates)
        self._frames = frames
        self.venues = Venues(reading, actors, events)
        self._places = places = Places(reading, frames, served)
        self._by_mention: dict[EventMention, Occasion] = {}
        self.all: list[Occasion] = []
        self._focus = Focus(reading, frames, self._body, self._by_mention, self.all)
        gathered = list(gatherings(reading, frames, events, self.venues))
        named = [
            *Owners(reading, actors).subjects(events),
            *((event, event.subject) for event in gathered if event.subject),
        ]
        for event, subject in sorted(named, key=lambda pair: pair[0].start):
            self._join(event, subject)
        for occasion in self.all:
            if occasion.country is None and all(event in gathered for event in occasion.mentions):
                places.by_host(occasion)
        self._join_multilaterals(Multilaterals(reading, actors, served), events)
        by_verb = None if any(e.kind == "ceremony" for e in events) else ceremony_by_verb(reading)
        for event in (*events, by_verb) if by_verb is not None else events:
            if event not in self._by_mention:
                self._take_up(event)
        for event in events:
            self._list_editions(event)
        unnamed = nameless(reading, frames, events, self.all, self._body)
        if unnamed is not None:
            self.all.append(unnamed)
            for event in unnamed.mentions:
                self._by_mention[event] = unnamed
                venue = self.venues.of(event)
                if venue is not None and unnamed.country is None:
                    unnamed.country, unnamed.city = venue.country, venue.city
        self.times = Times(reading, actors, frames, published, dates)
        for occasion in self.all:
            elsewhere = {
                reading.sentence_at[event.start]
                for other in self.all
                for event in other.mentions
                if other is not occasion and other.country is not None
            }
            places.complete(occasion, main=occasion is self.main, elsewhere=elsewhere)
            self.times.decide(occasion, main=occasion is self.main)
        if self.main is not None:
            places.beside(self.main, self.all)

    def of(self, event: EventMention) -> Occasion | None:
        """The occasion of a mention, None for a noun that takes up none."""
        return self._by_mention.get(event)

    @property
    def main(self) -> Occasion | None:
        """The occasion that the text is about."""
        return self._focus.main

    def near(self, sentence: Sentence) -> Occasion | None:
        """The occasion meant at a sentence that names none."""
        return self._focus.near(sentence)

    # Which mentions are one.

    def _join_multilaterals(self, sides: Multilaterals, events: list[EventMention]) -> None:
        """Join the nouns and verbs of meetings that are known by the number of their sides."""
        free = ((event, found) for event in events if event not in self._by_mention and (found := sides.of(event)))
        known = [occasion.subject for occasion in self.all]
        told = [(event, *found) for event, found in free if found[0] not in known]
        for event, subject, parties in (*told, *sides.met(self._frames)):
            venue = self.venues.of(event)
            same = (o for o in self.all if o.subject == subject and self._same(o, event, venue, event.edition))
            occasion = next((o for o in same if event.weak or o.kind == event.kind), None)
            if occasion is None or (event.weak and occasion.kind == "summit" and of_ministers(self._reading, parties)):
                occasion = Occasion(subject, event.kind, edition=event.edition, ordinal=event.ordinal)
                self.all.append(occasion)
            self._add(occasion, event, venue)
            if occasion.kind == "talks" or not of_ministers(self._reading, parties):
                occasion.parties = tuple(dict.fromkeys((*occasion.parties, *parties)))

    def _list_editions(self, event: EventMention) -> None:
        """Make an occasion of every place where a plural noun says that the event was held."""
        main = self.main
        subject = event.subject or (main.subject if main is not None and event.kind != "ceremony" else None)
        for place, venue in editions(self._reading, event):
            told = (o for o in self.all if o.subject == subject and not all(m.plural for m in o.mentions))
            known = any(o.country == venue.country for o in told)
            if subject is None or known or subject == CEREMONY:
                continue
            kind = main.kind if main is not None and event.weak else event.kind
            occasion = Occasion(subject, kind, [place], venue.country, venue.city, edition="last")
            self.all.append(occasion)
            self._by_mention[place] = occasion

    def _join(self, event: EventMention, subject: Entity, edition: str = "", kind: str = "") -> None:
        """Add a mention to the occasion of its subject and edition, or make one."""
        edition = edition or event.edition
        venue = self.venues.of(event) or (self._places.of_host(event) if edition == "next" else None)
        if not edition and self._is_past(event) and any(o.subject == subject and not o.edition for o in self.all):
            edition = "last"
        for occasion in reversed(self.all):
            if occasion.subject == subject and self._same(occasion, event, venue, edition):
                break
        else:
            kind = kind or event.kind
            if event.weak and edition and not event.ministers:
                kind = next((o.kind for o in self.all if o.subject == subject and not o.ministers), kind)
            occasion = Occasion(subject, kind, edition=edition, ordinal=event.ordinal, ministers=event.ministers)
            self.all.append(occasion)
        self._add(occasion, event, venue)

    def _long_past(self, published: date | None, dates: list[When]) -> list[When]:
        """The dates that lie long before publication: what happened then is another edition."""
        if published is None:
            return []
        return [w for w in dates if w.last is not None and (published - w.last).days > _LONG]

    def _is_past(self, event: EventMention) -> bool:
        sentence = sentence_of(self._reading, event)
        return any(
            sentence.start <= when.start < sentence.end
            and (0 <= when.start - event.end <= _BESIDE or 0 <= event.start - when.end <= _BESIDE)
            for when in self._past
        )

    def _is_to_host(self, event: EventMention) -> bool:
        """Whether somebody is yet to host an event."""
        return any(
            frame.sense == "host" and event in frame.events and frame.voice.assertion == "planned"
            for frame in self._frames[self._reading.sentence_at[event.start]]
        )

    def _has_passed(self, occasion: Occasion) -> bool:
        """Whether a date beside a mention of an occasion is past."""
        return any(
            when.side == "past" and 0 <= when.start - event.end <= _BESIDE
            for event in occasion.mentions
            for when in self._dates
        )

    def _same(self, occasion: Occasion, event: EventMention, venue: Venue | None, edition: str) -> bool:
        if venue is not None and occasion.country is not None and venue.country != occasion.country:
            return False
        if venue is not None and venue.city and occasion.city and venue.city != occasion.city:
            return False
        if occasion.edition != edition and (edition or occasion.edition == "last"):
            return False
        if event.ordinal and occasion.ordinal and event.ordinal != occasion.ordinal:
            return False
        if event.ministers != occasion.ministers and not (event.weak and not event.ministers):
            return False
        sitting = {event.kind, occasion.kind} == {"session", "summit"} and event.subject == occasion.subject
        if sitting and self._of_leaders(event):
            return True  # "the heads of state convened an extraordinary session"
        fresh = not event.definite and not event.named and self._reading.lower[event.start] in ("a", "an")
        open_place = venue is None or occasion.country is None
        if fresh and event.kind != occasion.kind and not event.weak and (open_place or event.kind == "session"):
            return False
        if event.kind == occasion.kind or (event.weak and not event.ministers) or event.named:
            return True
        if occasion.kind == "ceremony" or event.kind == "ceremony":
            return False
        return event.kind in ("session", "summit", "conference") and occasion.kind in (
            "summit",
            "session",
            "conference",
            "talks",
        )

    def _of_leaders(self, event: EventMention) -> bool:
        """Whether leaders are told of before a mention, in its sentence."""
        sentence = sentence_of(self._reading, event)
        return bool(_LEADERS.intersection(self._reading.lower[sentence.start : event.end]))

    def _add(self, occasion: Occasion, event: EventMention, venue: Venue | None) -> None:
        occasion.mentions.append(event)
        strength = {"talks", "session", "conference", "summit"}
        word = self._reading.lower[event.end - 1]
        if (
            event.named
            and word in ("summit", "conference", "forum")
            and event.end - event.head > 1
            and event.subject is not None
            and event.subject.kind == "organisation"
        ):
            occasion.kind = "summit" if word == "summit" else "conference"
        elif {occasion.kind, event.kind} <= strength and not event.weak and not occasion.ministers:
            occasion.kind = event.kind if all(m.weak for m in occasion.mentions[:-1]) else occasion.kind
        occasion.ordinal = occasion.ordinal or event.ordinal
        if venue is not None and occasion.country is None:
            occasion.country, occasion.city = venue.country, venue.city
        self._by_mention[event] = occasion

    def _take_up(self, event: EventMention) -> None:
        """Join a bare noun to the occasion it takes up, or make a ceremony of it."""
        sentence = sentence_of(self._reading, event)
        before = [m for m in self._by_mention if m.start < event.start and self._fits(event, m)]
        if event.kind == "session" and {"opening", "closing", "plenary"}.intersection(
            self._reading.lower[event.start : event.end]
        ):
            main = self.main
            before = [m for m in before if self._by_mention[m] is main] or before
        elif event.start - sentence.start > 2 or event.weak or event.edition:
            before = [m for m in before if self._focus.in_play(m, sentence)] or before
        after = [m for m in self._by_mention if m.start > event.start and self._fits(event, m)]
        if event.kind != "ceremony":
            before = [m for m in before if not self._focus.is_aside(self._by_mention[m])]
            after = [m for m in after if not self._focus.is_aside(self._by_mention[m])]
        if not event.edition:
            own = {m for m in before if self._by_mention[m].edition != "last" or m.start >= sentence.start}
            before = [m for m in before if m in own] or before
        venue = self.venues.of(event)
        if event.kind == "ceremony":
            part = {"opening", "closing"}.intersection(self._reading.lower[event.start : event.end])
            whole = [
                m
                for m in self._by_mention
                if m.start < event.start and self._by_mention[m].kind in ("summit", "conference", "session")
            ]
            if part and whole:
                self._add(self._by_mention[whole[-1]], event, venue)
                return
            for occasion in reversed(self.all):
                if occasion.kind == "ceremony" and (venue is None or occasion.country in (None, venue.country)):
                    self._add(occasion, event, venue)
                    return
            occasion = Occasion(CEREMONY, "ceremony")
            self.all.append(occasion)
            self._add(occasion, event, venue)
            return
        if event.plural or (event.weak and not event.definite):
            return
        if not event.definite and event.kind == "summit" and self._reading.lower[event.end : event.end + 1] == ["with"]:
            return  # "a summit with President A" is of two
        if self._on_matter(event):
            before, after = [m for m in before if self._by_mention[m].subject.kind == "event"], []
        inside = self._reading.lower[event.start : event.end]
        capital = self._reading.words[event.head][:1].isupper() and event.head > sentence_of(self._reading, event).start
        if (
            not before
            and not after
            and (event.kind == "summit" or (event.kind == "session" and (event.ordinal or capital or venue)))
        ):
            subject = self._body if "bilateral" not in inside and not self._on_matter(event) else None
            if subject is not None:
                self._join(event, subject)
                return
        if not before and not after and self._is_unnamed(event, venue):
            occasion = Occasion(Entity("event", event.kind), event.kind)
            self.all.append(occasion)
            self._add(occasion, event, venue)
            return
        if not before and not after and event.kind in ("summit", "session"):
            return
        mention = (
            max(before, key=lambda m: m.start)
            if before
            else min(after, key=lambda m: m.start)
            if after and event.kind != "talks"
            else None
        )
        if mention is None:
            return
        occasion = self._by_mention[mention]
        if not event.definite and event.kind == "summit" and occasion.kind == "session":
            return
        if event.ministers and not occasion.ministers and occasion.subject.kind == "organisation" and venue is not None:
            self._join(event, occasion.subject)
            return
        if event.ordinal and occasion.ordinal and event.ordinal != occasion.ordinal:
            self._join(event, occasion.subject)
            return
        if not event.edition and self._is_to_host(event) and self._has_passed(occasion):
            self._join(event, occasion.subject, "next", occasion.kind)
            return
        other = not occasion.edition and not event.edition and event.kind == "summit" and self._is_past(event)
        if other and occasion.subject.kind == "organisation":
            self._join(event, occasion.subject)
            return
        if event.edition and event.edition != occasion.edition:
            if not (venue or event.edition == "next") or occasion.subject == CEREMONY:
                return
            self._join(event, occasion.subject)
            if event.weak:
                self._by_mention[event].kind = occasion.kind
            return
        if venue is not None and occasion.country is not None and venue.country != occasion.country:
            told = event.kind == "summit" or (event.definite and self._is_past(event))
            if told and occasion.subject.kind == "organisation":
                self._join(event, occasion.subject, kind=occasion.kind)
            return
        self._add(occasion, event, venue)

    def _on_matter(self, event: EventMention) -> bool:
        """Whether a report opens with a summit on a matter of the day, not with that of a body it names there."""
        sentence = sentence_of(self._reading, event)
        indefinite = self._reading.lower[event.start] in ("a", "an") or self._reading.lower[event.start] == "new"
        on = self._reading.lower[event.end : event.end + 1] == ["on"] and not event.named
        if event.kind != "summit" or not (indefinite and on) or sentence.index >= _LEAD:
            return False
        mentions = (self._reading.mention_at[i] for i in range(self._reading.sentences[0].start, sentence.end))
        return not any(m is not None and m.kind == "organisation" and m.form in BODIES for m in mentions)

    def _is_unnamed(self, event: EventMention, venue: Venue | None) -> bool:
        """Whether a noun makes an event that has no name: "a summit on Ukraine in London", in the lead of a report."""
        lead = self._reading.sentence_at[event.start] < _LEAD
        inside = self._reading.lower[event.start : event.end]
        sides = {"bilateral", "trilateral", "news", "press", "party", "national"}
        return (
            event.kind in ("summit", "conference") and venue is not None and lead
            and not event.weak and not event.edition and not event.needs_name and not sides.intersection(inside)
        )  # fmt: skip

    @staticmethod
    def _fits(event: EventMention, other: EventMention) -> bool:
        if event.kind == "ceremony" or other.kind == "ceremony":
            return event.kind == other.kind
        if event.kind == "summit":
            return other.kind in ("summit", "session", "conference") and not other.ministers
        if event.kind == "conference" and event.needs_name:
            return other.kind == "conference"  # "the forum" is else the body
        if event.kind == "conference":
            return other.kind in ("conference", "summit") or other.named
        return True
