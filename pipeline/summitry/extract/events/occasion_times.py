"""When occasions are: what dates, adjectives and verbs say of each is a vote, and the best ranked decides.

Ranks: 0 a date against the day of publication, or a word such as "cancelled"; 1 "next" and "last", or the date of a
heading; 2 and 3 verbs, its own before others; 4 a bare present; 5 that something comes before it;
6 what is said of those who take part, all over the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.events.occasion import Occasion, sentence_of
from summitry.extract.language.dates import When
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading, Sentence

_GOING_ON: Final = frozenset({"continue", "continues", "continued", "ongoing"})
_FUTURE: Final = frozenset({"will", "due", "scheduled", "planned", "expected", "set", "'ll", "upcoming", "slated"})
_NOT_THE_EVENT: Final = frozenset({"plans", "plan", "trip", "visit", "attend", "part", "appearance", "other"})
_NOT_YET: Final = frozenset({"to", "before"})
_WHEN: Final = frozenset({"after", "following", "before", "during", "since"})
_ABOUT: Final = frozenset({"gather", "host", "welcome", "go", "attend", "arrival", "event_held", "event_opens"})
_YEAR: Final = re.compile(r"\d{4}")
_OTHER_YEAR: Final = 60  # days before publication after which a month of no year may be that of the year to come
_TAKING_PART: Final = frozenset({"attend", "go", "skip", "accept", "represent", "expected", "there"})
_BESIDE: Final = 3  # tokens between a verb and the weekday it names
_DENIED: Final = frozenset({"denied", "denies", "dismissed"})
_REACH: Final = 9  # tokens between an event and the date or the verb that is its own


class Times:
    """Decides the assertion and the dates of occasions."""

    def __init__(
        self,
        reading: Reading,
        actors: Actors,
        frames: Sequence[Sequence[Frame]],
        published: date | None,
        dates: Sequence[When],
    ) -> None:
        self._reading = reading
        self._actors = actors
        self._frames = frames
        self._published = published
        self._dates = dates

    def decide(self, occasion: Occasion, *, main: bool = False) -> None:
        """Decide on one occasion; of the `main` one the verbs of the whole text speak if nothing else does."""
        for event in occasion.mentions:
            self._read_dates(occasion, event)
            self._read_verbs(occasion, event)
        if occasion.edition == "next" or any(event.ahead for event in occasion.mentions):
            occasion.votes.append((1, "planned"))
        elif occasion.edition == "last" or any(event.past for event in occasion.mentions):
            occasion.votes.append((1, "asserted"))
        if not any(rank <= 2 for rank, _ in occasion.votes):
            self._read_heading_dates(occasion)
        if main and not occasion.votes and occasion.edition == "":
            self._read_text(occasion)
        if occasion.votes:
            best = min(rank for rank, _ in occasion.votes)
            votes = [vote for rank, vote in occasion.votes if rank == best]
            occasion.assertion = "cancelled" if best == 0 and "cancelled" in votes else votes[0]

    def _read_text(self, occasion: Occasion) -> None:
        """What is said of those who take part, all over the text: mostly of what they will do, or of what they did."""
        said = [f.voice for frames in self._frames for f in frames if f.sense in _TAKING_PART and not f.open]
        ahead = sum(voice.assertion == "planned" or voice.tense == "future" for voice in said)
        done = sum(voice.assertion is None and voice.tense == "past" for voice in said)
        if ahead > done + 1:
            occasion.votes.append((6, "planned"))

    def _read_dates(self, occasion: Occasion, event: EventMention) -> None:
        sentence = sentence_of(self._reading, event)
        here = [when for when in self._dates if sentence.start <= when.start < sentence.end]
        own = [when for when in here if event.start <= when.start < event.head or when.end == event.start]
        for when in own or here:
            inside = when in own
            behind = 0 <= when.start - event.end <= _REACH and self._own(event.end, when.start)
            ahead_of_it = 0 < event.start - when.end <= _REACH and self._own(when.end, event.start)
            between = self._reading.lower[when.end : event.start]
            if behind and not inside and self._is_time(event, sentence, when.start):
                continue
            if when.side == "past" and {"for", "attend"}.intersection(between):
                continue  # "arrived yesterday for the summit"
            ahead_of_it = ahead_of_it and not self._in_aside(sentence.start, when.start, event.start)
            if not inside and not behind and not ahead_of_it:
                continue
            occasion.whens.append(when)
            ahead = self._ahead_at(event, sentence)
            first, last = when.resolved(self._published, ahead=ahead)
            if when.side == "past" and ahead and self._only_month(when):
                occasion.votes.append((0, "planned"))  # "will meet in February", told in August
                continue
            if when.side == "ahead":
                occasion.votes.append((0, "planned"))
            elif when.side == "past":
                occasion.votes.append((0, "asserted"))
            elif when.side == "now" and (inside or behind) and self._opens_now(event, sentence):
                occasion.votes.append((2, "asserted"))
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
                if self._published is not None and first > self._published:
                    occasion.votes.append((1, "planned"))

    def _is_time(self, event: EventMention, sentence: Sentence, date: int) -> bool:
        """Whether an event only says when something else is, at a date behind a comma ("After the summit, he will")."""
        before = self._reading.lower[max(sentence.start, event.start - 2) : event.start]
        return bool(_WHEN.intersection(before)) and "," in self._reading.lower[event.end : date]

    def _only_month(self, when: When) -> bool:
        """Whether an expression names a month, or a day of it, of no year."""
        if when.first is None or when.weekday is not None or _YEAR.search(when.text):
            return False
        return self._published is not None and (self._published - when.first).days > _OTHER_YEAR

    def _opens_now(self, event: EventMention, sentence: Sentence) -> bool:
        """Whether a present tense says of an event that it opens or is held ("opens today")."""
        return any(
            frame.sense in ("event_opens", "event_held", "event_ends", "gather")
            and frame.voice.tense == "present"
            and frame.voice.assertion is None
            and (0 <= frame.start - event.end < _REACH or event in frame.events or frame.start == event.start)
            for frame in self._frames[sentence.index]
        )

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
                    if (
                        other.start <= when.start < other.end
                        and when.first is not None
                        and when.side in ("ahead", "past")
                    ):
                        return when
        return None

    def _own(self, start: int, end: int) -> bool:
        """Whether nothing between an event and a date begins another matter."""
        return not any(
            (self._reading.lower[i] == "and" and self._reading.lower[i - 1] == "," and i > start)
            or self._reading.lower[i]
            in (
                ";",
                "after",
                "before",
                "since",
                "until",
                "when",
                "said",
                "who",
                "but",
                "ahead",
                "that",
                "told",
                "died",
                "born",
            )
            or self._reading.name_at[i] is not None
            for i in range(start, end)
        )

    def _in_aside(self, floor: int, date: int, event: int) -> bool:
        """Whether a date before an event belongs to a relative clause that a comma closes."""
        lower = self._reading.lower
        return "," in lower[date:event] and bool({"who", "whose", "which"}.intersection(lower[floor:date]))

    def _ahead_at(self, event: EventMention, sentence: Sentence) -> bool:
        own = [frame for frame in self._frames[sentence.index] if event in frame.events and frame.start <= event.start]
        nearest = max(own, key=lambda frame: frame.start, default=None)
        if nearest is not None and nearest.voice.tense == "past" and nearest.voice.assertion is None:
            return False
        return (
            event.edition == "next"
            or bool(_FUTURE.intersection(self._reading.lower[sentence.start : sentence.end]))
            or event.ahead
            or any(
                frame.voice.tense == "present" and frame.form in ("base", "s", "ing")
                for frame in self._frames[sentence.index]
                if frame.sense in _ABOUT
                and (event in frame.events or frame.start == event.start or 0 <= frame.start - event.end < 4)
            )
        )

    def _read_verbs(self, occasion: Occasion, event: EventMention) -> None:
        reading = self._reading
        index = reading.sentence_at[event.start]
        sentence = reading.sentences[index]
        if reading.lower[sentence.end - 1] == "?":
            return
        for frame in self._frames[index]:
            voice = frame.voice
            between = reading.lower[event.end : frame.start]
            relative = 0 <= frame.start - event.end < 8 and "and" not in between
            if frame.sense == "host" and relative and voice.assertion in ("planned", "possible"):
                self._vote_of_verb(occasion, frame)  # "the summit that Lithuania is to host"
            elif frame.sense.startswith("event_") and reading.lower[frame.end].endswith("ing"):
                continue  # "started arriving for the summit"
            elif frame.sense.startswith("event_") or frame.sense == "gather":
                own = (
                    event.end <= frame.start and frame.start - event.end < 14 and self._own_verb(event.end, frame.start)
                )
                own = (
                    own
                    or (event in frame.events and frame.start < event.start and event.start - frame.end < 5)
                    or event.start == frame.start
                )
                bare = reading.lower[frame.clause[0] : frame.start] == ["to"]
                if own and not bare:
                    self._vote_of_verb(occasion, frame)
                elif bare and frame.form == "passive" and 0 <= frame.start - event.end < 5:
                    occasion.votes.append((2, "planned"))  # "the second summit, to be held in Cebu"
            elif event in frame.events and frame.sense not in ("journey", "talk", "trip"):
                if frame.sense == "represent" and voice.assertion != "planned":
                    continue
                if frame.form != "ing" and reading.lower[frame.clause[0] : frame.start] == ["to"]:
                    if self._has_arrived(frame):
                        occasion.votes.append((5, "planned"))  # "has arrived to take part in the summit"
                    continue  # "rose to open the summit": the main verb decides
                if voice.assertion in ("planned", "possible"):
                    might = voice.assertion == "possible" and frame.sense == "host"
                    occasion.votes.append((3, "possible" if might else "planned"))
                elif (
                    frame.sense in ("gather", "go", "arrival")
                    and frame.form in ("base", "s")
                    and voice.tense == "present"
                ):
                    occasion.votes.append((4, "planned"))
                elif frame.form == "ing" and reading.lower[frame.start - 1] in _NOT_YET:
                    occasion.votes.append((5, "planned"))  # "looked forward to attending the summit"
                elif (
                    frame.form == "ing"
                    and voice.tense == "present"
                    and not voice.negated
                    and frame.sense in ("attend", "appear", "host")
                ):
                    occasion.votes.append((2, "asserted"))
                elif (
                    voice.tense == "past"
                    and not voice.negated
                    and frame.form != "ing"
                    and voice.assertion is None
                    and frame.sense in ("attend", "speak", "host", "meet", "accompany")
                ):
                    occasion.votes.append((3, "asserted"))
        if len(occasion.mentions) == 1 and {"ahead", "before"}.intersection(
            reading.lower[max(sentence.start, event.start - 2) : event.start]
        ):
            occasion.votes.append((5, "planned"))
        before = reading.lower[sentence.start : event.start]
        if {"preparation", "preparations", "prepare", "preparing"}.intersection(before[-3:]):
            occasion.votes.append((4, "planned"))  # "the preparation of the summit"
        risen = before[-1:] == ["from"] and bool(
            {"rose", "emerged", "returned", "back", "came"}.intersection(before[-3:])
        )
        if (risen or before[-1:] in (["after"], ["following"])) and not _FUTURE.intersection(before):
            occasion.votes.append((3, "asserted"))  # "said after the talks"
        if self._is_denied(sentence.start, event.start):
            occasion.votes.append((0, "denied"))
        behind = reading.lower[event.end : min(event.end + 3, sentence.end)]
        if _FUTURE.intersection(behind) or behind[:2] == ["to", "be"] or behind == [",", "to", "be"]:
            occasion.votes.append((2, "planned"))

    def _has_arrived(self, frame: Frame) -> bool:
        """Whether an infinitive tells what for people have just come."""
        before = [f for f in self._frames[frame.sentence.index] if f.end <= frame.start and f.sense == "arrival"]
        return bool(before) and bool(
            {"has", "have"} & set(self._reading.lower[before[-1].clause[0] : before[-1].start])
        )

    def _is_denied(self, first: int, event: int) -> bool:
        """Whether it is an event that is denied, not what somebody does about it ("that X had been invited to it")."""
        lower = self._reading.lower
        said = next((i for i in range(event - 1, first - 1, -1) if lower[i] in _DENIED), None)
        if said is None or not {"that", "reports", "plans"}.intersection(lower[said:event]):
            return False
        return not any(self._reading.name_at[i] is not None for i in range(said, event)) or "plans" in lower[said:event]

    def _own_verb(self, start: int, end: int) -> bool:
        for i in range(start, end):
            actor = self._actors.at[i]
            if self._reading.lower[i] in (";", "and", "but", "after", "when", "since", "where", "until"):
                return False
            inside = actor is not None and self._reading.lower[actor.start - 1] in ("of", "for", "the", "former")
            if actor is not None and not actor.place and not inside:
                return False
        return True

    def _vote_of_verb(self, occasion: Occasion, frame: Frame) -> None:
        voice = frame.voice
        words = self._reading.lower[frame.clause[0] : frame.end]
        if frame.sense == "event_off":
            after = self._reading.lower[frame.end : frame.end + 6]
            if frame.form != "passive" and (not frame.events or _NOT_THE_EVENT.intersection(after)):
                return  # "X, who was expected for the ceremony, has cancelled", "cancelled plans to attend"
            moved = {"until", "till"}.intersection(self._reading.lower[frame.end : frame.sentence.end])
            off = voice.assertion is None and not voice.negated and not moved
            occasion.votes.append((0, "cancelled" if off else "planned"))
        elif voice.assertion == "denied" or "denied" in self._reading.lower[frame.sentence.start : frame.start]:
            occasion.votes.append((0, "denied"))
        elif voice.assertion == "possible":
            occasion.votes.append((2, "possible"))
        elif voice.assertion == "planned":
            occasion.votes.append((2, "planned"))
        elif voice.tense == "past" or "being" in words or _GOING_ON.intersection(words):
            over = voice.tense == "past" and frame.sense in ("event_held", "event_ends")
            occasion.votes.append((1 if over else 2, "asserted"))
        elif frame.form == "ing" and voice.tense == "present":
            occasion.votes.append((3, "asserted"))
        elif voice.tense == "present" or frame.form in ("base", "s"):
            told = frame.sense == "event_ends" or self._reading.block(frame.sentence).kind == "heading"
            dated = frame.sense == "event_opens" and self._on_another_day(frame)
            occasion.votes.append((1 if dated else 4, "asserted" if told and frame.form != "base" else "planned"))

    def _on_another_day(self, frame: Frame) -> bool:
        """Whether a weekday that is not that of publication stands behind a verb ("opens Friday")."""
        today = self._published.weekday() if self._published is not None else None
        return any(
            0 <= when.start - frame.end <= _BESIDE and when.weekday is not None and when.weekday != today
            for when in self._dates
        )
