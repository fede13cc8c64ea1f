"""Which occasion a sentence or a verb can mean: what the policies of `which_event` share."""

from __future__ import annotations

from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.participation.complements import complement_of
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity

_NOT_AT: Final = frozenset(
    [
        "after", "before", "ahead", "since", "following", "until", "without", "than", "despite", "like", "about",
        "choosing", "preferring", "prioritising", "prioritizing",
    ]
)  # fmt: skip
_CLAUSE_ENDS: Final = frozenset({";", "while", "but", "although", "because", "whereas", "said", "says", "that"})
_SHORT: Final = 70  # sentences of a text that can be about one event throughout
_YEAR: Final = 366
_APART: Final = 21  # days between an event and what does not happen at it
_NEAR: Final = 3  # sentences back from which a bare verb still means the event named there


class EventSearch:
    """Finds occasions by mention, by place in the text, and by what stands beside a verb."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._reading = scene.reading
        self._at: dict[int, EventMention] = {}
        for event in scene.events:
            for i in range(event.start, event.end):
                self._at[i] = event
        self._other: dict[Entity, Occasion] = {}

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

    def _long_before(self, frame: Frame, occasion: Occasion) -> bool:
        """Whether the clause of a verb opens with another year than the event's: "in 2020 and 2021, X attended"."""
        if frame.voice.tense != "past":
            return False
        first = frame.sentence.start
        mine = [when for when in self._scene.dates if first <= when.start < when.end <= frame.start]
        here = any(frame.start < event.start < frame.sentence.end for event in occasion.mentions)
        if not mine or here:
            return False
        when, day = mine[-1], occasion.start or self._scene.published
        bare = self._reading.lower[when.end - 1].isdigit() and when.end - when.start <= 2
        return bare and when.first is not None and (day is None or abs((when.first - day).days) > _YEAR)

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

    def at_body(self, frame: Frame) -> Occasion | None:
        """The gathering of the body at which somebody is represented ("represent President Y at the AU")."""
        people = [a for a in frame.actors("") if a.kind == "person" and a.start >= frame.end]
        if not people:
            return None
        k = people[-1].end + 1
        if self._reading.lower[k - 1 : k] != ["at"]:
            return None
        k += self._reading.lower[k : k + 1] == ["the"]
        mention = self._reading.mention_at[k] if k < frame.sentence.end else None
        if mention is None or mention.kind != "organisation" or k in self._at:
            return None
        return self._standing_for(Entity("organisation", mention.name))

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
