"""Whose a mention of an event is: its own subject, that of "the bloc", or of who holds "its summit"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.events.event_names import kind_of_name, regular
from summitry.extract.events.events import EventMention
from summitry.extract.events.gatherings import BODIES
from summitry.extract.events.occasion import sentence_of
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading
from summitry.findings import Entity

_CLIMATE: Final = "United Nations Climate Change Conference"
_PEOPLE: Final = frozenset({"leaders", "heads", "presidents", "members", "countries", "states"})
_HOLD: Final = frozenset({"hold", "holds", "held", "holding", "convened", "convenes", "opened", "opens", "open"})


def is_bare_body(reading: Reading, event: EventMention) -> bool:
    """Whether a mention is only the name of a body ("on his way to the G7")."""
    mention = reading.mention_at[event.head]
    return (
        event.named and event.kind == "summit" and mention is not None and mention.end == event.end
        and not kind_of_name(reading, mention)
    )  # fmt: skip


class Owners:
    """Finds the subjects of event mentions."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        self._reading = reading
        self._actors = actors

    def subjects(self, events: list[EventMention]) -> Iterator[tuple[EventMention, Entity]]:
        """The mentions that say which event they are, those of "the bloc" or "its summit" among them."""
        last: Entity | None = None
        body: Entity | None = None  # the last one that is no event itself
        for event in events:
            subject = event.subject
            if subject is None and event.kind != "ceremony":
                subject = self._owner(event, body if event.kind == "session" else last)
            if subject is not None and subject.kind == "organisation" and not event.named:
                subject = Entity("organisation", regular(self._reading, subject.name))
            if subject is not None and subject.name == _CLIMATE:
                subject = self._numbered(events, event) or subject
            if subject is not None:
                last = subject if subject.kind == "organisation" and not is_bare_body(self._reading, event) else last
                body = last if not event.named else body
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
            return (
                self._named_before(event)
                or last
                or next((Entity("organisation", m.name) for m in reading.mentions if m.kind == "organisation"), None)
            )
        if (opening and opening[0] in ("its", "their", "an", "a", "this")) or (
            event.edition == "next" and reading.lower[event.start] == "the"
        ):
            sentence = reading.sentences[reading.sentence_at[event.start]]
            held = reading.lower[event.start - 1] in _HOLD
            held = held or (event.kind == "session" and reading.lower[event.start - 1] == "at")
            for i in range(event.start - 1, sentence.start - 1, -1):
                actor = self._actors.at[i]
                if actor is not None and actor.kind == "organisation" and not event.weak and actor.entity is not None:
                    return actor.entity if opening[:1] in (["its"], ["their"]) or event.edition or held else None
                mention = reading.mention_at[i]
                led = mention is not None and mention.form in BODIES and reading.lower[mention.end] in _PEOPLE
                led = led and reading.lower[event.end : event.end + 1] != ["with"]  # "their first summit with A"
                if mention is not None and led and opening[:1] == ["their"] and not event.weak:
                    return Entity("organisation", mention.name)
            if event.edition and last is not None:
                listed = reading.block(sentence).kind == "list_item"
                return (self._named_before(event) if listed else None) or last
        return None

    def _named_before(self, event: EventMention) -> Entity | None:
        """The organisation named last before an event in its block."""
        sentence = sentence_of(self._reading, event)
        for mention in reversed(self._reading.mentions):
            if mention.start < event.start and mention.kind == "organisation":
                same = self._reading.sentences[self._reading.sentence_at[mention.start]].block == sentence.block
                return Entity("organisation", mention.name) if same and mention.form in BODIES else None
        return None
