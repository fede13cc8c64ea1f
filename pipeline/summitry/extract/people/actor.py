"""An actor: the noun phrase of a person, a country or an organisation that can act in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

from summitry.components.titles import TitleMention
from summitry.extract.reading import Person
from summitry.findings import Entity

ActorKind = Literal["person", "country", "organisation", "office"]

RELATIVES: Final = frozenset(
    {"wife", "husband", "spouse", "daughter", "son", "brother", "sister", "partner", "consort"}
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor in the tokens `start:end`. `entity` is None for an unnamed holder of an office ("his minister").

    `unnamed`: a country meant by its unnamed leader, officials or delegation. `place`: a country or city as a place.
    `case`: a possessive follows ("Putin's").
    """

    start: int
    end: int
    kind: ActorKind
    entity: Entity | None
    unnamed: bool = False
    place: bool = False
    case: bool = False
    pronoun: bool = False
    person: Person | None = None
    title: TitleMention | None = None
    city: str = ""
    others: tuple[Entity, ...] = ()

    @property
    def each(self) -> tuple[Actor, ...]:
        """The actor, once for every country or organisation that its phrase names ("leaders of Serbia and Austria")."""
        return (self, *(replace(self, entity=entity, others=()) for entity in self.others))


@dataclass(slots=True)
class Actors:
    """All actors of a reading in order; `at` gives for each token the one that covers it."""

    found: list[Actor] = field(default_factory=list)
    at: list[Actor | None] = field(default_factory=list)
