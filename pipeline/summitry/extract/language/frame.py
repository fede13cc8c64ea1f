"""A frame: one use of a verb or noun that a cue names, with who does it, to or with whom, where, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summitry.extract.events.events import EventMention
from summitry.extract.language.assertions import Voice
from summitry.extract.language.inflect import Form
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence


@dataclass(frozen=True, slots=True)
class Argument:
    """What follows (or precedes) a verb: a preposition ("" for none) and actors, or an event."""

    preposition: str
    actors: tuple[Actor, ...] = ()
    event: EventMention | None = None

    @property
    def start(self) -> int:
        return self.event.start if self.event is not None else self.actors[0].start

    @property
    def end(self) -> int:
        return self.event.end if self.event is not None else self.actors[-1].end


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a cue: a verb or noun in the tokens `start:end` with its surroundings.

    `sense` names the meaning that the predicate modules act on, `subjects` who does it (of a passive: to whom it is
    done), `arguments` what follows up to the end of the clause, in order. `form` is that of the verb, or "passive",
    "noun", "owned" (a noun with a possessor). `lead` is the preposition before a noun, `open` whether it is only asked
    for, offered, supposed or asked: then nothing is said to be so.
    """

    sense: str
    start: int
    end: int
    form: Form | str
    sentence: Sentence
    subjects: tuple[Actor, ...]
    arguments: tuple[Argument, ...]
    voice: Voice
    clause: tuple[int, int]
    lead: str = ""
    open: bool = False

    def following(self, *prepositions: str) -> Iterator[Argument]:
        """The arguments behind one of the prepositions ("" for none)."""
        return (argument for argument in self.arguments if argument.preposition in prepositions)

    def actors(self, *prepositions: str) -> tuple[Actor, ...]:
        """The actors behind one of the prepositions, places left out."""
        return tuple(a for argument in self.following(*prepositions) for a in argument.actors if not a.place)

    @property
    def events(self) -> tuple[EventMention, ...]:
        """The events among the arguments."""
        return tuple(argument.event for argument in self.arguments if argument.event is not None)

    @property
    def places(self) -> tuple[Actor, ...]:
        """The places among the arguments."""
        return tuple(a for argument in self.arguments for a in argument.actors if a.place)
