"""Occasions: event mentions joined to one event per organisation or name and edition, with place, date and assertion.

Mentions are one occasion unless they are of other kinds or ministers, in other countries, or one is said to be the next
or the last and the other not. A bare noun ("the summit", "the talks") takes up the occasion named last, else the first
named after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from summitry.extract.actors import Actors
from summitry.extract.dates import When
from summitry.extract.events import EventMention
from summitry.extract.frames import Frame
from summitry.extract.reading import Reading, Sentence
from summitry.extract.served import Served
from summitry.extract.venues import Venue, Venues
from summitry.findings import Entity

CEREMONY: Final = Entity("event", "ceremony")
_LEADERS: Final = frozenset(
    {
        "leaders",
        "heads",
        "presidents",
        "countries",
        "members",
        "nations",
        "states",
        "allies",
        "chiefs",
        "rulers",
        "prime",
    }
)
_BELOW: Final = frozenset({"ministers", "diplomats", "officials", "envoys", "chiefs", "governors", "ambassadors"})
_GOING_ON: Final = frozenset({"continue", "continues", "continued", "ongoing"})
_FUTURE: Final = frozenset({"will", "due", "scheduled", "planned", "expected", "set", "'ll", "upcoming", "slated"})
_CLIMATE: Final = "United Nations Climate Change Conference"
_BODIES: Final = frozenset({"alliance", "forum", "union", "organisation", "body"})
_IN_PLAY: Final = frozenset({"attend", "appear", "go", "skip", "withdraw", "accept", "host", "gather", "event_held", "event_opens", "event_ends", "expected", "send", "invite", "exclude"})
_REACH: Final = 9  # tokens between an event and the date or the verb that is its own


@dataclass(slots=True, eq=False)
class Occasion:
    """One event with what the text says of it; `country` and `city` are where it is held.

    `subject` is its organisation, its name, "ceremony", or the codes of the sides joined with "+"; `target` the object
    of a participation in it.
    """

    subject: Entity
    kind: str
    mentions: list[EventMention] = field(default_factory=list)
    country: Entity | None = None
    city: str = ""
    whens: list[When] = field(default_factory=list)
    edition: str = ""
    ordinal: int = 0
    ministers: bool = False
    assertion: str = "asserted"
    start: date | None = None
    end: date | None = None
    target: Entity | None = None
    votes: list[tuple[int, str]] = field(default_factory=list)
    spans: tuple[int, int] | None = None
    two_sided: bool = False

    @property
    def object(self) -> Entity:
        """What a participation in it names."""
        return self.target or self.subject

    @property
    def decided(self) -> bool:
        """Whether dates or its own verbs say when it is, not only what others do about it."""
        return any(rank <= 2 for rank, _ in self.votes)

    @property
    def date_text(self) -> str:
        return self.whens[0].text if self.whens else ""


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
        self._frames = frames
        self._served = served
        self._published = published
        self._dates = dates
        self.venues = Venues(reading, actors, events)
        self._by_mention: dict[EventMention, Occasion] = {}
        self.all: list[Occasion] = []
        gathered = list(self._gatherings(events))
        named = [*self._with_subjects(events), *((event, event.subject) for event in gathered if event.subject)]
        for event, subject in sorted(named, key=lambda pair: pair[0].start):
            self._join(event, subject)
        for event in events:
            if event not in self._by_mention:
                self._take_up(event)
        for occasion in self.all:
            self._hosted(occasion)
            self._assert(occasion)

    def of(self, event: EventMention) -> Occasion | None:
        """The occasion of a mention, None for a noun that takes up none."""
        return self._by_mention.get(event)

    @property
    def main(self) -> Occasion | None:
        """The occasion with the most mentions, the first of equals; summits and conferences before talks."""
        ranked = [
            (len(o.mentions) + (2 if o.kind in ("summit", "conference") else 0), -i, o)
            for i, o in enumerate(self.all)
            if o.edition != "last"
        ]
        return max(ranked, key=lambda r: r[:2])[2] if ranked else None

    def near(self, sentence: Sentence) -> Occasion | None:
        """The occasion meant at a sentence that names none: the one named last before, if it is not an aside of another edition."""
        main = self.main
        before = sorted((e for e in self._by_mention if e.start < sentence.end and self._in_play(e, sentence)), key=lambda e: e.start)
        if not before:
            return main
        last = self._by_mention[before[-1]]
        if main is None or last is main:
            return last
        here = self._reading.sentences[self._reading.sentence_at[before[-1].start]]
        if here.block != sentence.block or last.edition or last.kind == "ceremony" and main.kind != "ceremony" and here.index != sentence.index:
            return main
        return last

    def _in_play(self, event: EventMention, sentence: Sentence) -> bool:
        """Whether what is said of a mention makes it the event in question, and it is no aside."""
        index = self._reading.sentence_at[event.start]
        if index == sentence.index or self._by_mention[event] is self.main:
            return True
        own = self._reading.sentences[index]
        if event.start - own.start < 3:
            return True
        return any(event in frame.events and frame.sense in _IN_PLAY for frame in self._frames[index])

    # Which mentions are one.

    def _with_subjects(self, events: list[EventMention]) -> Iterator[tuple[EventMention, Entity]]:
        """The mentions that say which event they are, those of "the bloc" or "its summit" among them."""
        last: Entity | None = None
        for event in events:
            subject = event.subject
            if subject is None and event.kind != "ceremony":
                subject = self._owner(event, last)
            if subject is not None and subject.name == _CLIMATE:
                subject = self._numbered(events, event) or subject
            if subject is not None:
                last = subject if subject.kind == "organisation" else last
                yield event, subject

    @staticmethod
    def _numbered(events: list[EventMention], event: EventMention) -> Entity | None:
        """The numbered conference meant by "the UN climate conference": the nearest one named."""
        named = [
            e
            for e in events
            if e.subject is not None and e.subject.name.startswith("COP") and e.subject.name[3:].isdigit()
        ]
        return min(named, key=lambda e: abs(e.start - event.start)).subject if named else None

    def _owner(self, event: EventMention, last: Entity | None) -> Entity | None:
        reading = self._reading
        opening = reading.lower[event.start : event.head]
        if event.group or "bloc" in opening or "alliance" in opening or "group" in opening:
            return last or next(
                (Entity("organisation", m.name) for m in reading.mentions if m.kind == "organisation"), None
            )
        if (
            opening
            and opening[0] in ("its", "their", "an", "a", "this")
            or event.edition == "next"
            and reading.lower[event.start] == "the"
        ):
            sentence = reading.sentences[reading.sentence_at[event.start]]
            held = reading.lower[event.start - 1] in ("hold", "holds", "held", "holding", "convened", "convenes", "opened", "opens", "open")
            for i in range(event.start - 1, sentence.start - 1, -1):
                actor = self._actors.at[i]
                if actor is not None and actor.kind == "organisation" and not event.weak and actor.entity is not None:
                    return actor.entity if opening[:1] in (["its"], ["their"]) or event.edition or held else None
            if event.edition and last is not None:
                return last
        return None

    def _gatherings(self, events: list[EventMention]) -> Iterator[EventMention]:
        """Mentions made by verbs: "NATO leaders meet", "when the Group of Seven gathers"."""
        reading = self._reading
        for frames in self._frames:
            for frame in frames:
                talks = [e for e in frame.events if e.weak and e.subject is None and e.start - frame.end < 3]
                held = frame.sense == "event_held" and bool(talks)
                if frame.sense != "gather" and not held or frame.voice.negated or frame.form in ("noun", "owned"):
                    continue
                for i in range(frame.start - 1, max(frame.sentence.start, frame.start - 12) - 1, -1):
                    mention = reading.mention_at[i]
                    if reading.name_at[i] is not None or any(
                        e.start <= i < e.end for e in events if e.start >= frame.sentence.start
                    ):
                        break
                    if mention is None or mention.kind != "organisation" or mention.start != i:
                        continue
                    around = set(reading.lower[max(frame.sentence.start, i - 8) : frame.start])
                    subject = Entity("organisation", mention.name)
                    title = any(
                        reading.title_at[k] is not None and not reading.title_at[k].plural
                        for k in range(i, frame.start)
                    )  # type: ignore[union-attr]
                    named = any(
                        e.subject == subject for e in events if frame.sentence.start <= e.start < frame.sentence.end
                    )
                    below = bool(around & _BELOW) and "prime" not in around
                    if (
                        not title
                        and not named
                        and (
                            below
                            or around & _LEADERS
                            or mention.form == "forum"
                            or reading.lower[frame.start].startswith("gather")
                        )
                    ):
                        yield EventMention(
                            frame.start,
                            frame.end,
                            frame.start,
                            "talks" if below else "summit",
                            subject,
                            ministers=below,
                            weak=False,
                        )
                    break

    def _join(self, event: EventMention, subject: Entity) -> None:
        venue = self.venues.of(event)
        edition = event.edition
        for occasion in reversed(self.all):
            if occasion.subject == subject and self._same(occasion, event, venue, edition):
                break
        else:
            kind = event.kind
            if event.weak and edition:
                kind = next((o.kind for o in self.all if o.subject == subject and not o.ministers), kind)
            occasion = Occasion(subject, kind, edition=edition, ordinal=event.ordinal, ministers=event.ministers)
            self.all.append(occasion)
        self._add(occasion, event, venue)

    def _same(self, occasion: Occasion, event: EventMention, venue: Venue | None, edition: str) -> bool:
        if venue is not None and occasion.country is not None and venue.country != occasion.country:
            return False
        if occasion.edition != edition and (edition or occasion.edition == "last"):
            return False
        if event.ordinal and occasion.ordinal and event.ordinal != occasion.ordinal:
            return False
        if event.ministers != occasion.ministers and not (event.weak and not event.ministers):
            return False
        fresh = not event.definite and not event.named and self._reading.lower[event.start] in ("a", "an")
        if fresh and event.kind != occasion.kind and not event.weak:
            if venue is None or occasion.country is None or event.kind == "session":
                return False
        if event.kind == occasion.kind or event.weak and not event.ministers or event.named:
            return True
        if occasion.kind == "ceremony" or event.kind == "ceremony":
            return False
        return event.kind in ("session", "summit", "conference") and occasion.kind in (
            "summit",
            "session",
            "conference",
            "talks",
        )

    def _add(self, occasion: Occasion, event: EventMention, venue: Venue | None) -> None:
        occasion.mentions.append(event)
        strength = ("talks", "session", "conference", "summit")
        word = self._reading.lower[event.end - 1]
        if (
            event.named
            and word in ("summit", "conference", "forum")
            and event.end - event.head > 1
            and event.subject is not None
            and event.subject.kind == "organisation"
        ):
            occasion.kind = "summit" if word == "summit" else "conference"
        elif occasion.kind in strength and event.kind in strength and not event.weak and not occasion.ministers:
            if all(m.weak for m in occasion.mentions[:-1]):
                occasion.kind = event.kind
        occasion.ordinal = occasion.ordinal or event.ordinal
        if venue is not None and occasion.country is None:
            occasion.country, occasion.city = venue.country, venue.city
        self._by_mention[event] = occasion

    def _take_up(self, event: EventMention) -> None:
        """Join a bare noun to the occasion it takes up, or make a ceremony of it."""
        sentence = sentence_of(self._reading, event)
        before = [m for m in self._by_mention if m.start < event.start and self._fits(event, m)]
        if event.kind == "session" and {"opening", "closing", "plenary"}.intersection(self._reading.lower[event.start : event.end]):
            main = self.main
            before = [m for m in before if self._by_mention[m] is main] or before
        elif event.start - sentence.start > 2 or event.weak:
            before = [m for m in before if self._in_play(m, sentence)] or before
        after = [m for m in self._by_mention if m.start > event.start and self._fits(event, m)]
        venue = self.venues.of(event)
        if event.kind == "ceremony":
            part = {"opening", "closing"}.intersection(self._reading.lower[event.start : event.end])
            whole = [m for m in self._by_mention if m.start < event.start and self._by_mention[m].kind in ("summit", "conference", "session")]
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
        if event.plural or event.weak and not event.definite:
            return
        inside = self._reading.lower[event.start : event.end]
        capital = self._reading.words[event.head][:1].isupper() and event.head > sentence_of(self._reading, event).start
        if not before and not after and (event.kind == "summit" or event.kind == "session" and (event.ordinal or capital)):
            subject = self._main_body() if "bilateral" not in inside else None
            if subject is not None:
                self._join(event, subject)
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
        if event.ordinal and occasion.ordinal and event.ordinal != occasion.ordinal:
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
            return
        self._add(occasion, event, venue)

    def _main_body(self) -> Entity | None:
        """The organisation the text is about: the one named most, the first of equals."""
        counts: dict[str, int] = {}
        for mention in self._reading.mentions:
            if mention.kind == "organisation" and mention.form in _BODIES and "Court" not in mention.name:
                counts[mention.name] = counts.get(mention.name, 0) + 1
        best = max(counts, key=lambda name: counts[name], default=None)
        return Entity("organisation", best) if best is not None else None

    @staticmethod
    def _fits(event: EventMention, other: EventMention) -> bool:
        if event.kind == "ceremony" or other.kind == "ceremony":
            return event.kind == other.kind
        if event.kind == "summit":
            return other.kind in ("summit", "session", "conference") and not other.ministers
        if event.kind == "conference":
            return other.kind in ("conference", "summit") or other.named
        return True

    # What is said of them.

    def _around(self, occasion: Occasion) -> Venue | None:
        """The one country in which everything takes place in the sentences about an occasion and beside them."""
        found: dict[Entity, Venue] = {}
        near = {self._reading.sentence_at[m.start] + step for m in occasion.mentions for step in (-1, 0, 1)}
        for sentence in self._reading.sentences:
            if sentence.index not in near:
                continue
            for i in range(sentence.start, sentence.end - 1):
                mention = self._reading.mention_at[i + 1]
                if self._reading.lower[i] == "in" and mention is not None and mention.kind in ("capital", "place") and mention.country:
                    city = self._reading.text(mention.start, mention.end)
                    found.setdefault(Entity("country", mention.country), Venue(Entity("country", mention.country), city))
        return next(iter(found.values())) if len(found) == 1 else None

    def _hosted(self, occasion: Occasion) -> None:
        """Take the country of whoever hosts it, or is sworn in at it, when no place is said."""
        if occasion.country is None and occasion.kind == "ceremony":
            occasion.country = self._sworn_in(occasion.mentions[0])
        if occasion.country is not None:
            return
        self._by_host(occasion)
        if occasion.country is None and occasion is self.main and occasion.kind != "talks":
            venue = self._around(occasion)
            if venue is not None:
                occasion.country, occasion.city = venue.country, venue.city

    def _by_host(self, occasion: Occasion) -> None:
        for event in occasion.mentions:
            for frame in self._frames[self._reading.sentence_at[event.start]]:
                if frame.sense not in ("host", "welcome") or frame.voice.negated:
                    continue
                near = event in frame.events or abs(event.start - frame.end) < 6 or 0 <= frame.start - event.end < 4
                hosts = frame.actors("by") if frame.form == "passive" else frame.subjects
                for host in hosts[:1] if near else ():
                    entity = (
                        host.entity
                        if host.kind == "country"
                        else self._served.country_of(host.person)
                        if host.person is not None
                        else None
                    )
                    if entity is not None:
                        occasion.country, occasion.city = entity, host.city
                        return

    def _sworn_in(self, event: EventMention) -> Entity | None:
        """The country of the head of state whose inauguration it is: named behind it, else the one just sworn in."""
        reading = self._reading
        if not any(word.startswith(("inaugura", "swearing", "coronation", "enthrone", "investiture")) for word in reading.lower[event.head : event.end]):
            return None
        sentence = sentence_of(reading, event)
        if reading.lower[event.end : event.end + 1] == ["of"]:
            for i in range(event.end + 1, min(event.end + 9, sentence.end)):
                person, mention = reading.person_at(i), reading.mention_at[i]
                if mention is not None and mention.country:
                    return Entity("country", mention.country)
                if person is not None:
                    return self._served.country_of(person)
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            other = reading.sentences[index]
            sworn = next((i for i in range(other.start, other.end) if reading.lower[i] in ("sworn", "sworn-in", "inaugurated", "crowned", "oath")), None)
            if sworn is None:
                continue
            for i in range(sworn, other.start - 1, -1):
                person = reading.person_at(i)
                if person is not None:
                    return self._served.country_of(person)
        return None

    def _assert(self, occasion: Occasion) -> None:
        for event in occasion.mentions:
            self._read_dates(occasion, event)
            self._read_verbs(occasion, event)
        if occasion.edition == "next" or any(event.ahead for event in occasion.mentions):
            occasion.votes.append((1, "planned"))
        elif occasion.edition == "last" or any(event.past for event in occasion.mentions):
            occasion.votes.append((1, "asserted"))
        if not any(rank <= 2 for rank, _ in occasion.votes):
            self._read_heading_dates(occasion)
        if occasion.votes:
            best = min(rank for rank, _ in occasion.votes)
            occasion.assertion = next(vote for rank, vote in occasion.votes if rank == best)

    def _read_dates(self, occasion: Occasion, event: EventMention) -> None:
        sentence = sentence_of(self._reading, event)
        for when in self._dates:
            if not sentence.start <= when.start < sentence.end:
                continue
            inside = event.start <= when.start < event.head or when.end == event.start
            behind = 0 <= when.start - event.end <= _REACH and self._own(event.end, when.start)
            if not inside and not behind:
                continue
            occasion.whens.append(when)
            first, last = when.resolved(self._published, ahead=self._ahead_at(event, sentence))
            if when.side == "ahead":
                occasion.votes.append((0, "planned"))
            elif when.side == "past":
                occasion.votes.append((0, "asserted"))
            elif inside and when.weekday is not None and self._published is not None:
                apart = (when.weekday - self._published.weekday()) % 7  # "Monday's summit", told on a Sunday
                if apart in (1, 6):
                    occasion.votes.append((1, "planned" if apart == 1 else "asserted"))
            if (
                occasion.start is None
                and first is not None
                and (last or first) >= first
                and (last is None or (last - first).days < 20)
            ):
                occasion.start, occasion.end = first, last if last != first else None

    def _read_heading_dates(self, occasion: Occasion) -> None:
        """The date of the heading above ("TUESDAY, Sept 22"), as diaries and programmes have it."""
        for event in occasion.mentions[:1]:
            when = self.heading_date(sentence_of(self._reading, event))
            if when is not None:
                occasion.whens.append(when)
                occasion.start = when.first
                occasion.votes.append((1, "planned" if when.side == "ahead" else "asserted"))

    def heading_date(self, sentence: Sentence) -> When | None:
        """The day that the heading above a sentence gives, if it lies apart from the day of publication."""
        above = self._reading.block(sentence).heading
        if above is None:
            return None
        for other in self._reading.sentences:
            if other.block == above:
                for when in self._dates:
                    if other.start <= when.start < other.end and when.first is not None and when.side in ("ahead", "past"):
                        return when
        return None

    def _own(self, start: int, end: int) -> bool:
        """Whether nothing between an event and a date begins another matter."""
        return not any(
            self._reading.lower[i] in (";", "after", "before", "since", "until", "when", "said", "who", "but", "ahead")
            or self._reading.name_at[i] is not None
            for i in range(start, end)
        )

    def _ahead_at(self, event: EventMention, sentence: Sentence) -> bool:
        return bool(_FUTURE.intersection(self._reading.lower[sentence.start : sentence.end])) or event.ahead

    def _read_verbs(self, occasion: Occasion, event: EventMention) -> None:
        reading = self._reading
        index = reading.sentence_at[event.start]
        sentence = reading.sentences[index]
        if reading.lower[sentence.end - 1] == "?":
            return
        for frame in self._frames[index]:
            voice = frame.voice
            if frame.sense.startswith("event_") or frame.sense == "gather":
                own = (
                    event.end <= frame.start and frame.start - event.end < 14 and self._own_verb(event.end, frame.start)
                )
                own = (
                    own
                    or event in frame.events
                    and frame.start < event.start
                    and event.start - frame.end < 5
                    or event.start == frame.start
                )
                if own and reading.lower[frame.clause[0] : frame.start] != ["to"]:
                    self._vote_of_verb(occasion, frame)
            elif event in frame.events and frame.sense not in ("represent", "journey", "talk", "trip"):
                if reading.lower[frame.clause[0] : frame.start] == ["to"]:
                    continue  # "rose to open the summit": the main verb decides
                if voice.assertion in ("planned", "possible"):
                    might = voice.assertion == "possible" and frame.sense == "host"
                    occasion.votes.append((3, "possible" if might else "planned"))
                elif frame.sense in ("gather", "go", "arrival") and frame.form in ("base", "s") and voice.tense == "present":
                    occasion.votes.append((4, "planned"))
                elif frame.form == "ing" and voice.tense == "present" and not voice.negated and frame.sense in ("attend", "appear", "host"):
                    occasion.votes.append((2, "asserted"))
                elif (
                    voice.tense == "past"
                    and not voice.negated
                    and frame.form != "ing"
                    and voice.assertion is None
                    and frame.sense in ("attend", "speak", "host", "meet")
                ):
                    occasion.votes.append((3, "asserted"))
        if {"ahead", "before"}.intersection(reading.lower[max(sentence.start, event.start - 2) : event.start]):
            occasion.votes.append((5, "planned"))
        before = reading.lower[sentence.start : event.start]
        if {"denied", "denies", "dismissed"}.intersection(before) and {"that", "reports", "plans"}.intersection(before):
            occasion.votes.append((0, "denied"))
        if _FUTURE.intersection(reading.lower[event.end : min(event.end + 3, sentence.end)]):
            occasion.votes.append((2, "planned"))

    def _own_verb(self, start: int, end: int) -> bool:
        return not any(
            self._actors.at[i] is not None
            and not self._actors.at[i].place
            and self._reading.lower[self._actors.at[i].start - 1] not in ("of", "for", "the", "former")
            or self._reading.lower[i] in (";", "and", "but", "after")  # type: ignore[union-attr]
            for i in range(start, end)
        )

    def _vote_of_verb(self, occasion: Occasion, frame: Frame) -> None:
        voice = frame.voice
        words = self._reading.lower[frame.clause[0] : frame.end]
        if frame.sense == "event_off":
            if frame.form != "passive" and {"plans", "plan", "trip", "visit", "attend", "part", "appearance", "other"}.intersection(self._reading.lower[frame.end : frame.end + 6]):
                return
            occasion.votes.append((0, "cancelled" if voice.assertion is None and not voice.negated else "planned"))
        elif voice.assertion == "denied" or "denied" in self._reading.lower[frame.sentence.start : frame.start]:
            occasion.votes.append((0, "denied"))
        elif voice.assertion == "possible":
            occasion.votes.append((2, "possible"))
        elif voice.assertion == "planned":
            occasion.votes.append((2, "planned"))
        elif voice.tense == "past" or "being" in words or _GOING_ON.intersection(words):
            occasion.votes.append((2, "asserted"))
        elif frame.form == "ing" and voice.tense == "present":
            occasion.votes.append((3, "asserted"))
        elif voice.tense == "present" or frame.form in ("base", "s"):
            occasion.votes.append((4, "planned" if frame.sense != "event_ends" else "asserted"))


def sentence_of(reading: Reading, event: EventMention) -> Sentence:
    """The sentence an event mention starts in."""
    return reading.sentences[reading.sentence_at[event.start]]
