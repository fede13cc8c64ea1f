"""Which event a cue is about: the one beside the verb, in the clause, in the sentence, or the one the text is about."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.participation.complements import complement_of, to_leaders
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity

_NOT_AT: Final = frozenset(
    {"after", "before", "ahead", "since", "following", "until", "without", "than", "despite", "like", "about"}
)
_CLAUSE_ENDS: Final = frozenset({";", "while", "but", "although", "because", "whereas", "said", "says", "that"})
_SHORT: Final = 70  # sentences of a text that can be about one event throughout
_COMING: Final = frozenset({"come", "comes", "came", "arrive", "arrives", "arrived", "fly", "flies", "flew"})
_SPEAKING: Final = frozenset({"speak", "speaks", "spoke"})
_AFTER_SPEAKING: Final = frozenset({".", ",", ";", "first", "last", "next", "for", "too", "too."})
_LEAD: Final = 6  # sentences in which a report names the event it is about
_APART: Final = 21  # days between an event and what does not happen at it
_SAID: Final = 6  # tokens between a verb of saying and the event it is at
_SAID_AT: Final = frozenset({"at", "during", "speech", "address", "remarks", "sidelines", "margins"})
_AFTERWARDS: Final = frozenset({"after", "before", "ahead", "about", "that", "because", ":", '"', "“"})
_NEAR: Final = 3  # sentences back from which a bare verb still means the event named there


class WhichEvent:
    """Finds the occasion of a frame by the policy that its rule names."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._reading = scene.reading
        self._at: dict[int, EventMention] = {}
        for event in scene.events:
            for i in range(event.start, event.end):
                self._at[i] = event
        self._other: dict[Entity, Occasion] = {}

    def of(self, frame: Frame, policy: str) -> Occasion | None:
        """The occasion of a frame, None if the policy is not met."""
        found: Occasion | None = getattr(self, f"_{policy}")(frame)
        return found

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
            return self._first(frame.events)
        if kind == "generic" or (frame.sense == "appear" and to_leaders(self._reading, frame)):
            return self.meant(frame.sentence)
        if kind == "none" and frame.sense == "appear":
            behind = self._reading.lower[frame.end : frame.end + 1]
            speaks = self._reading.lower[frame.start] in _SPEAKING and behind[:1] and behind[0] in _AFTER_SPEAKING
            return self._heading_clause(frame) or (self._there(frame) if speaks else None)
        return self._body(frame) if kind == "other" and frame.sense == "appear" else None

    def _trip(self, frame: Frame) -> Occasion | None:
        found = self._first(frame.events) if frame.events else None
        found = found or self.after(frame)
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
        if occasion is None or not self._intransitive(frame):
            return None
        if coming and not places and self._reading.lower[frame.end : frame.end + 1] == ["from"]:
            return self._there(frame)
        if places:
            return occasion if occasion.country in places else None
        return occasion if self._says_it(frame) else None

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
        if occasion is None or occasion.kind == "talks" or occasion.edition:
            return None
        first = self._reading.sentence_at[occasion.mentions[0].start]
        reported = first < _LEAD or any(
            0 <= frame.sentence.index - self._reading.sentence_at[m.start] <= 1 for m in occasion.mentions
        )
        return occasion if reported and self.fits(frame, occasion) else None

    def fits(self, frame: Frame, occasion: Occasion) -> bool:
        """Whether the places and dates beside a verb can be those of an occasion."""
        places = [
            actor.entity
            for argument in frame.arguments
            for actor in argument.actors
            if actor.place and argument.preposition in ("in", "at", "to", "on", "into")
        ]
        if places and occasion.country not in places:
            return False
        day = occasion.start or self._scene.published
        return day is None or not any(
            when.first is not None and abs((when.first - day).days) > _APART
            for when in self._scene.dates
            if frame.sentence.start <= when.start < max(frame.clause[1], frame.end)
        )

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
        events = [e for e in self._scene.events_in(frame.sentence) if self._here(e)]
        if events:
            return self.occasion(min(events, key=lambda e: (e.start < frame.start, abs(e.start - frame.end))))
        return self.meant(frame.sentence)

    def _said_at(self, frame: Frame) -> Occasion | None:
        """ "said at the summit", "told reporters on the sidelines of the meeting": right behind the verb."""
        actor = self._scene.actors.at[frame.end] if frame.end < frame.sentence.end else None
        first = actor.end if actor is not None and actor.kind == "person" else frame.end  # "said X at the summit"
        event = next((e for e in self._scene.events_in(frame.sentence) if e.start >= first), None)
        between = self._reading.lower[first : event.start] if event is not None else []
        found = self.occasion(event) if len(between) <= _SAID and _SAID_AT.intersection(between) else None
        if found is None or found.edition or _AFTERWARDS.intersection(between) or not self.fits(frame, found):
            return None
        return found

    def _dialled(self, frame: Frame) -> Occasion | None:
        """ "follow the summit online" needs the medium, the others none."""
        if (
            self._reading.lower[frame.start].startswith("follow")
            and "online" not in self._reading.lower[frame.start : frame.sentence.end]
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

    def _companion(self, frame: Frame) -> Occasion | None:
        return self._sentence(frame)

    def _subject(self, frame: Frame) -> Occasion | None:
        for event in reversed(self._scene.events_in(frame.sentence)):
            if (
                event.end <= frame.start
                and frame.start - event.end < (14 if frame.sense != "gathered" else 6)
                and not any(self._reading.name_at[i] is not None for i in range(event.end, frame.start))
            ):
                return self.occasion(event)
        return None

    def _attended(self, frame: Frame) -> Occasion | None:
        return self._subject(frame) or (
            self.meant(frame.sentence) if not self._scene.events_in(frame.sentence) else None
        )

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

    # What they share.

    def occasion(self, event: EventMention | None) -> Occasion | None:
        """The occasion of a mention."""
        return self._scene.occasions.of(event) if event is not None else None

    def in_sentence(self, sentence: Sentence, start: int) -> Occasion | None:
        """The occasion named nearest to a token of a sentence, else the one meant there."""
        events = [e for e in self._scene.events_in(sentence) if self._here(e)]
        known = [(abs(e.start - start), found) for e in events if (found := self.occasion(e)) is not None]
        if known:
            return min(known, key=lambda pair: pair[0])[1]
        return (self._gathering(sentence) if not events else None) or self.meant(sentence)

    def _gathering(self, sentence: Sentence) -> Occasion | None:
        """A forum that stands for its gathering ("at the Pacific Islands Forum")."""
        for mention in self._reading.mentions:
            if sentence.start <= mention.start < sentence.end and mention.kind == "organisation":
                before = self._reading.lower[max(sentence.start, mention.start - 2) : mention.start]
                if (
                    mention.name.endswith("Forum")
                    and {"at", "to", "for", "from"}.intersection(before)
                    and "member" not in before
                ):
                    return self._standing_for(Entity("organisation", mention.name))
        return None

    def _standing_for(self, body: Entity) -> Occasion:
        known = next((occasion for occasion in self._scene.occasions.all if occasion.subject == body), None)
        return known or self._other.setdefault(body, Occasion(body, "summit"))

    def meant(self, sentence: Sentence) -> Occasion | None:
        """The occasion that a sentence without one means: the text must be about it, or have named it just before."""
        occasion = self._scene.occasions.near(sentence)
        if occasion is None or occasion.edition == "last":
            return None
        open_ = [
            e
            for e in self._scene.events_in(sentence)
            if e.kind in ("summit", "conference", "ceremony") and not e.plural and self.occasion(e) is None
        ]
        if open_:
            return None
        if len(occasion.mentions) == 1 and self._reading.sentence_at[occasion.mentions[0].start] > sentence.index:
            return None
        near = any(0 <= sentence.index - self._reading.sentence_at[m.start] <= _NEAR for m in occasion.mentions)
        if near:
            return occasion
        short = len(self._reading.sentences) <= _SHORT
        return occasion if short and (len(occasion.mentions) > 1 or occasion is self._scene.occasions.main) else None

    def _part(self, event: EventMention | None, frame: Frame) -> Occasion | None:
        """A session or a meeting with no name of its own is a part of the event the text is about."""
        if event is None or event.subject is not None or event.kind not in ("session", "talks"):
            return None
        return self.meant(frame.sentence) if event.kind == "session" or event.plural else None

    def _body(self, frame: Frame) -> Occasion | None:
        """An organisation as the object of the verb stands for its gathering ("snubbed the Pacific Islands Forum")."""
        if frame.sense not in ("attend", "appear", "skip", "withdraw", "host", "exclude"):
            return None
        for k in range(frame.end, min(frame.end + 3, frame.sentence.end)):
            mention = self._reading.mention_at[k]
            if mention is not None and mention.kind == "organisation" and mention.name.endswith(("Forum", "Assembly")):
                return self._standing_for(Entity("organisation", mention.name))
        for argument in frame.arguments[:2]:
            for actor in argument.actors:
                if (
                    actor.kind == "organisation"
                    and actor.entity is not None
                    and argument.preposition in ("", "in", "at", "of", "from", "to")
                    and actor.start - frame.end < 6
                ):
                    for occasion in self._scene.occasions.all:
                        if occasion.subject == actor.entity:
                            return occasion
                    mention = self._reading.mention_at[actor.start]
                    if mention is not None and (
                        mention.form == "forum" or actor.entity.name.endswith(("Forum", "Assembly"))
                    ):
                        return self._other.setdefault(actor.entity, Occasion(actor.entity, "summit"))
        return None

    def _first(self, events: tuple[EventMention, ...]) -> Occasion | None:
        for event in events:
            found = self.occasion(event)
            if found is not None and self._here(event):
                return found
        return None

    def after(self, frame: Frame) -> Occasion | None:
        """The first event behind the verb in its clause."""
        for event in self._scene.events_in(frame.sentence):
            if event.start >= frame.end and self._here(event):
                between = self._reading.lower[frame.end : event.start]
                if event.start - frame.end > 20 or _CLAUSE_ENDS.intersection(between):
                    return None
                found = self.occasion(event)
                if found is not None:
                    return found
        return None

    def _heading_clause(self, frame: Frame) -> Occasion | None:
        """The event that the sentence opens with ("At the summit in Beijing, ...") or that stands before in it."""
        before = [e for e in self._scene.events_in(frame.sentence) if e.end <= frame.start and self._here(e)]
        if frame.subjects and self._reading.lower[frame.clause[0] - 1] == ",":
            before = [e for e in before if not frame.subjects[-1].end <= e.start]  # an aside behind the subject
        return self.occasion(before[-1]) if before else None

    def _here(self, event: EventMention) -> bool:
        """Whether an event is not only what something is before or after."""
        words = self._reading.lower[max(0, event.start - 3) : event.start]
        if words[-1:] not in (["of"], ["the"]):
            words = words[-2:]
        return not _NOT_AT.intersection(words)

    def _intransitive(self, frame: Frame) -> bool:
        """Whether nothing but an adverb, a date or a place follows ("will not come", "arrives on Wednesday")."""
        kind, _ = complement_of(self._reading, frame, self._at)
        return kind in ("none", "generic") or bool(frame.places)

    def _says_it(self, frame: Frame) -> bool:
        following = self._reading.lower[frame.end : frame.end + 3]
        if following[:1] == ["as"] and not {"guest", "guests", "a"}.intersection(following[1:3]):
            return False
        if following[:1] in (
            ["to"],
            ["with"],
            ["from"],
            ["into"],
            ["through"],
            ["out"],
            ["on"],
            ["ahead"],
            ["back"],
            ["under"],
            ["after"],
            ["up"],
            ["down"],
            ["off"],
            ["over"],
            ["without"],
        ) and not (following[:1] == ["on"] and frame.sense == "expected"):
            return following[:1] == ["on"] and any(
                w.startswith(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
                for w in following
            )
        return frame.sense in ("expected", "go")
