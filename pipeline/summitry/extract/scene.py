"""A reading with everything the predicates ask of it: roles, actors, events, and the frames of every sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summitry.extract.events.events import EventMention, EventReader
from summitry.extract.events.occasions import Occasions
from summitry.extract.language.dates import When, day_of, read_dates
from summitry.extract.language.frames import Frame, FrameReader
from summitry.extract.people.actors import ActorReader, Actors
from summitry.extract.reading import Reading, Sentence
from summitry.extract.roles.role_verbs import RoleVerbs
from summitry.extract.roles.roles import Role, read_roles
from summitry.extract.roles.served import Served
from summitry.extract.standings.standing_reader import StandingReader
from summitry.extract.standings.standings import Standings
from summitry.lexicon import Lexicon


@dataclass(slots=True)
class Scene:
    """What one chunk of an article shows; `frames` has a list for every sentence of the reading, by its index."""

    reading: Reading
    served: Served
    roles: list[Role]
    actors: Actors
    events: list[EventMention]
    frames: list[list[Frame]]
    occasions: Occasions
    published: date | None
    dates: list[When]
    standings: Standings

    def frames_of(self, *senses: str) -> list[Frame]:
        """The frames of the given senses in the order of the text."""
        return [frame for frames in self.frames for frame in frames if frame.sense in senses]

    def events_in(self, sentence: Sentence) -> list[EventMention]:
        """The event mentions that start in a sentence."""
        return [event for event in self.events if sentence.start <= event.start < sentence.end]


class SceneReader:
    """Builds scenes with the cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._role_verbs = RoleVerbs(lexicon)
        self._events = EventReader(lexicon)
        self._frames = FrameReader(lexicon)
        self._standings = StandingReader(lexicon)

    def read(self, reading: Reading) -> Scene:
        """Read roles, actors, events and frames, in this order: each stands on those before."""
        served = Served(reading)
        roles = read_roles(reading, served, self._role_verbs)
        actors = ActorReader(reading, roles, served).read()
        events = self._events.read(reading)
        frames = [self._frames.read(reading, sentence, actors, events) for sentence in reading.sentences]
        published = day_of(reading.article)
        dates = read_dates(reading, published)
        occasions = Occasions(reading, actors, events, frames, served, published, dates)
        standings = self._standings.read(reading, actors, events, served)
        return Scene(reading, served, roles, actors, events, frames, occasions, published, dates, standings)
