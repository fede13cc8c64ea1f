"""Which event a cue is about: the one beside the verb, in the clause, in the sentence, or the one the text is about."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.participation.complements import complement_of, to_leaders
from summitry.extract.participation.event_search import EventSearch

_COMING: Final = frozenset({"come", "comes", "came", "arrive", "arrives", "arrived", "fly", "flies", "flew"})
_SPEAKING: Final = frozenset({"speak", "speaks", "spoke"})
_AFTER_SPEAKING: Final = frozenset({".", ",", ";", "as", "first", "last", "next", "for", "too", "too."})
_AT_EVENT: Final = frozenset(
    [
        "day", "days", "week", "weeks", "hours", "night", "time", "duration", "dinner", "opening", "closing", "event",
        "gathering", "occasion", "session", "sessions", "proceedings",
    ]
)  # fmt: skip
_GUESTS: Final = frozenset({"dignitaries", "guests", "attendees", "participants", "mourners", "delegates", "speakers"})
_FINITE: Final = frozenset(
    {"will", "would", "is", "are", "was", "were", "has", "have", "had", "should", "could", "may"}
)
_LATER: Final = frozenset({"after", "before", "since", "following", "while", "but", "although", ";"})
_THERE: Final = frozenset({"attendance", "attend", "attending", "participate", "participation", "present", "presence"})
_MEDIA: Final = frozenset({"online", "virtually", "remotely", "video", "afar", "screen", "zoom"})
_ARRIVING: Final = ("arriv", "land", "fl", "touch", "left", "leav", "depart")
_ERRAND: Final = 10  # tokens behind a verb of coming in which it is said what for
_VISITS: Final = frozenset({"visit", "tour", "trip"})
_LEAD: Final = 6  # sentences in which a report names the event it is about
_PEERS: Final = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
_SAID: Final = 6  # tokens between a verb of saying and the event it is at
_SAID_AT: Final = frozenset({"at", "during", "speech", "address", "remarks", "sidelines", "margins"})
_AFTERWARDS: Final = frozenset({"after", "before", "ahead", "about", "that", "because", ":", '"', "“"})


class WhichEvent(EventSearch):
    """Finds the occasion of a frame by the policy that its rule names."""

    def of(self, frame: Frame, policy: str) -> Occasion | None:
        """The occasion of a frame, None if the policy is not met."""
        found: Occasion | None = getattr(self, f"_{policy}")(frame)
        return found if found is None or not self._long_before(frame, found) else None

    # Policies.

    def _object(self, frame: Frame) -> Occasion | None:
        kind, event = complement_of(self._reading, frame, self._at)
        if kind == "event" and frame.sense == "accept" and frame.end - frame.start == 1:
            return None  # "confirmed the session with X"
        if kind == "event":
            return self.occasion(event) or self._part(event, frame)
        if kind == "other":
            return self._body(frame)
        if frame.events:
            found = self._first(frame.events)
            if found is not None:
                return found
        before = self._heading_clause(frame)
        if before is not None:
            return before
        return self.after(frame) or self.meant(frame.sentence)

    def _clause(self, frame: Frame) -> Occasion | None:
        kind, event = complement_of(self._reading, frame, self._at)
        if kind == "event":
            return self.occasion(event) or self._part(event, frame)
        if frame.events:
            told = frame.events[0].start
            return self._first(frame.events) if "that" not in self._reading.lower[frame.end : told] else None
        if kind == "generic" or (frame.sense == "appear" and to_leaders(self._reading, frame)):
            return self.meant(frame.sentence)
        if kind == "none" and frame.sense == "appear":
            behind = self._reading.lower[frame.end : frame.end + 1]
            speaks = self._reading.lower[frame.start] in _SPEAKING and behind[:1] and behind[0] in _AFTER_SPEAKING
            speaks = speaks or (self._reading.lower[frame.start] in _SPEAKING and self._on_a_day(frame))
            return self._heading_clause(frame) or (self._there(frame) if speaks else None)
        return self._body(frame) if kind == "other" and frame.sense == "appear" else None

    def _on_a_day(self, frame: Frame) -> bool:
        """ "speaks on Saturday", "speak on the opening day" """
        words = self._reading.lower[frame.end : frame.end + 4]
        return words[:1] == ["on"] and any(word == "day" or word.endswith("day") for word in words)

    def _trip(self, frame: Frame) -> Occasion | None:
        if self._reading.lower[frame.end : frame.end + 1] == ["under"]:
            return None  # "has come under fire"
        found = self._first(frame.events) if frame.events else None
        found = found or self.after(frame) or self._ahead(frame)
        if found is not None:
            return found
        if self._scene.events_in(frame.sentence) and not any(
            self._here(e) for e in self._scene.events_in(frame.sentence)
        ):
            return None
        occasion = self.meant(frame.sentence)
        coming = self._reading.lower[frame.start] in _COMING
        places = [
            actor.entity
            for argument in frame.arguments
            for actor in argument.actors
            if actor.place and not (coming and argument.preposition == "from")
        ]
        arrived = self._arrived(frame)
        if occasion is None or not (arrived or self._intransitive(frame)) or self._other_errand(frame):
            return None
        if coming and not places and self._reading.lower[frame.end : frame.end + 1] == ["from"]:
            return self._there(frame)
        if places:
            return occasion if occasion.country in places else None
        return occasion if arrived or self._says_it(frame) else None

    def _ahead(self, frame: Frame) -> Occasion | None:
        """What people arrive or leave for in good time: "landed in Accra ahead of the summit"."""
        if not self._reading.lower[frame.start].startswith(_ARRIVING) or frame.voice.negated:
            return None
        for event in self._scene.events_in(frame.sentence):
            between = self._reading.lower[frame.end : event.start]
            if event.start >= frame.end and "ahead" in between[-4:] and len(between) < _ERRAND:
                found = self.occasion(event)
                return found if found is not None and self.fits(frame, found) else None
        return None

    def _arrived(self, frame: Frame) -> bool:
        """Whether people arrive, however and with whomever ("arrived late on Sunday with Z", "flew in on a jet")."""
        words = self._reading.lower[frame.start : frame.end + 1]
        arrives = words[0].startswith(("arriv", "touch")) or words[0] in ("landed", "lands") or words[1:2] == ["in"]
        people = bool(frame.subjects) and all(a.kind == "person" for a in frame.subjects)
        return people and arrives and words[0].startswith(("arriv", "touch", "land", "fl")) and not frame.voice.negated

    def _other_errand(self, frame: Frame) -> bool:
        """Whether people come for something that is no event of the text ("arrived for talks with Z")."""
        behind = self._reading.lower[frame.end : min(frame.end + _ERRAND, frame.sentence.end)]
        stop = next((k for k, word in enumerate(behind) if word in (",", ";", "and", "while")), len(behind))
        errand = next((k for k in range(stop) if behind[k] == "for"), None)
        if errand is not None and not _AT_EVENT.intersection(behind[errand + 1 : errand + 6]):
            return True
        return bool(_VISITS.intersection(behind[:stop]))

    def _there(self, frame: Frame) -> Occasion | None:
        """What only those do who are at an event: the text reports one, and no other place or time is said."""
        if "behalf" in self._reading.lower[frame.end : frame.sentence.end]:
            return None  # a stand-in
        found = self._first(frame.events) if frame.events else None
        if found is not None:
            return found
        if self._scene.events_in(frame.sentence):
            return self._sentence(frame) or self._heading_clause(frame)
        occasion = self.meant(frame.sentence)
        talks = occasion is not None and occasion.kind == "talks" and occasion.subject.kind != "organisation"
        if occasion is None or talks or occasion.edition:
            return None
        first = self._reading.sentence_at[occasion.mentions[0].start]
        reported = first < _LEAD or any(
            0 <= frame.sentence.index - self._reading.sentence_at[m.start] <= 1 for m in occasion.mentions
        )
        return occasion if reported and self.fits(frame, occasion) else None

    def _credentials(self, frame: Frame) -> Occasion | None:
        """The ceremony at which ambassadors present their credentials."""
        found = [(abs(e.start - frame.start), o) for o in self._scene.occasions.all for e in o.mentions]
        near = [pair for pair in found if pair[1].kind == "ceremony"]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _expected(self, frame: Frame) -> Occasion | None:
        following = self._reading.lower[frame.end : frame.end + 1]
        if (following and following[0] in ("to", "that", "of", "by")) or frame.voice.negated:
            return None
        return self._trip(frame)

    def _hosted(self, frame: Frame) -> Occasion | None:
        kind, event = complement_of(self._reading, frame, self._at)
        if kind == "event" and event is not None:
            return self.occasion(event)
        if frame.events and kind != "other":
            return self._first(frame.events)
        if kind == "other" and any(e.weak and e.plural and e.start - frame.end < 8 for e in frame.events):
            return self.meant(frame.sentence)  # "is hosting three days of meetings"
        if kind == "other":
            return self._body(frame) or (
                self._first(frame.events) if frame.events and to_leaders(self._reading, frame) else None
            )
        before = [e for e in self._scene.events_in(frame.sentence) if e.end <= frame.start]
        return (self.occasion(before[-1]) if before else None) or self.meant(frame.sentence)

    def _guests(self, frame: Frame) -> Occasion | None:
        events = frame.events or tuple(e for e in self._scene.events_in(frame.sentence) if e.start > frame.end)
        if to_leaders(self._reading, frame):
            return (self._first(events) if events else None) or self.meant(frame.sentence)
        if any(a.kind == "person" for a in frame.actors("")):
            before = [e for e in self._scene.events_in(frame.sentence) if e.end <= frame.start]
            if any(f.sense == "host" and f.events for f in self._scene.frames[frame.sentence.index]) and before:
                return self.occasion(before[-1])
            if not events and len(frame.actors("")) > 1 and self._reading.lower[frame.start][:4] in ("welc", "gree"):
                return self._there(frame)
            named = [e for e in events if not e.weak or e.subject is not None]
            return self._first(tuple(named)) if named else None
        return None

    def _delegated(self, frame: Frame) -> Occasion | None:
        return (
            (self._first(frame.events) if frame.events else None)
            or self.after(frame)
            or self._heading_clause(frame)
            or self.meant(frame.sentence)
        )

    def _asked(self, frame: Frame) -> Occasion | None:
        words = self._reading.lower[frame.end : frame.sentence.end]
        if not {"instead", "stead", "represent"}.intersection(words):
            return None
        return self._delegated(frame)

    def _bidden(self, frame: Frame) -> Occasion | None:
        """Being asked to come, or to speak there."""
        words = self._reading.lower[frame.end : frame.end + 2]
        coming = {"come", "attend", "join", "take", "participate", "speak", "send", "address"}
        return self._text(frame) if words[:1] == ["to"] and coming.intersection(words) else None

    def _stand_in(self, frame: Frame) -> Occasion | None:
        body = self.at_body(frame)
        if body is not None:
            return body
        events = [e for e in self._scene.events_in(frame.sentence) if self._here(e)]
        lower = self._reading.lower
        events = [e for e in events if e.start < frame.start or not _LATER.intersection(lower[frame.end : e.start])]
        if events:
            return self.occasion(min(events, key=lambda e: (e.start < frame.start, abs(e.start - frame.end))))
        before = self._reading.sentences[max(0, frame.sentence.index - 1)]
        return self.meant(before if self._scene.events_in(frame.sentence) else frame.sentence)

    def _said_at(self, frame: Frame) -> Occasion | None:
        """ "said at the summit", "told reporters on the sidelines of the meeting": right behind the verb."""
        actor = self._scene.actors.at[frame.end] if frame.end < frame.sentence.end else None
        first = (
            actor.end if actor is not None and actor.kind == "person" and not actor.pronoun else frame.end
        )  # "said X at the summit"
        event = next((e for e in self._scene.events_in(frame.sentence) if e.start >= first), None)
        between = self._reading.lower[first : event.start] if event is not None else []
        found = self.occasion(event) if len(between) <= _SAID and _SAID_AT.intersection(between) else None
        if _FINITE.intersection(between):
            return None
        if found is None or found.edition or _AFTERWARDS.intersection(between) or not self.fits(frame, found):
            return None
        return found

    def _dialled(self, frame: Frame) -> Occasion | None:
        """ "follow the summit online" needs the medium, the others none."""
        if self._reading.lower[frame.start].startswith("follow") and not _MEDIA.intersection(
            self._reading.lower[frame.start : frame.sentence.end]
        ):
            return None
        return self._text(frame)

    def _elsewhere(self, frame: Frame) -> Occasion | None:
        """Staying in one's own country, which is not the event's."""
        occasion = self._sentence(frame) or self.meant(frame.sentence)
        own = {self._scene.served.country_of(a.person) for a in frame.subjects if a.person is not None}
        stays = any(place.entity in own for place in frame.places)
        return occasion if occasion is not None and stays and occasion.country not in own else None

    def _joined(self, frame: Frame) -> Occasion | None:
        """ "leaders joined X for the funeral": the event is an argument of the verb."""
        return (
            self._first(frame.events) if frame.events and self._reading.lower[frame.start].startswith("join") else None
        )

    def _joined_by(self, frame: Frame) -> Occasion | None:
        """ "X was joined by his counterparts Y and Z": all are at the event that the text is about."""
        lower = self._reading.lower
        peers = len(frame.actors("by")) > 1 or _PEERS.intersection(lower[frame.end : frame.end + 5])
        if not lower[frame.start].startswith("join") or not peers:
            return None
        return self._first(frame.events) or self._there(frame)

    def _along(self, frame: Frame) -> None:
        """ "Y accompanies X" says of no event by itself; X may just have been said to be at one."""

    def _companion(self, frame: Frame) -> Occasion | None:
        return self._sentence(frame)

    def _subject(self, frame: Frame) -> Occasion | None:
        if frame.sense == "gathered" and any(
            a.unnamed and "delegation" in self._reading.lower[a.start : a.end] for a in frame.subjects
        ):
            return self._first(frame.events) or self.meant(frame.sentence)  # "the delegation includes A"
        guests = _GUESTS.intersection(self._reading.lower[max(frame.sentence.start, frame.start - 5) : frame.start])
        if frame.sense == "gathered" and guests and frame.form != "ing" and not self._scene.events_in(frame.sentence):
            return self.meant(frame.sentence)  # "the dignitaries will include A"
        sees = self._reading.lower[frame.start] in ("see", "sees", "saw", "seen")
        if sees and not _THERE.intersection(self._reading.lower[frame.end : frame.sentence.end]):
            return None
        for event in reversed(self._scene.events_in(frame.sentence)):
            if (
                event.end <= frame.start
                and frame.start - event.end < (6 if self._reading.lower[frame.start].startswith("includ") else 14)
                and not any(self._reading.name_at[i] is not None for i in range(event.end, frame.start))
            ):
                return self.occasion(event)
        return None

    def _attended(self, frame: Frame) -> Occasion | None:
        if not self._scene.events_in(frame.sentence):
            return self.meant(frame.sentence)
        return self._subject(frame) or self._heading_clause(frame)

    def _sentence(self, frame: Frame) -> Occasion | None:
        events = [e for e in self._scene.events_in(frame.sentence) if self._here(e)]
        known = [(abs(e.start - frame.start), found) for e in events if (found := self.occasion(e)) is not None]
        return min(known, key=lambda pair: pair[0])[1] if known else None

    def _text(self, frame: Frame) -> Occasion | None:
        return (
            (self._first(frame.events) if frame.events else None)
            or self._sentence(frame)
            or self._body(frame)
            or self.meant(frame.sentence)
        )
