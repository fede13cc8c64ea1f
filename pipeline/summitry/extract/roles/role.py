"""A role as one place of the text states it."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.components.titles import TitleMention
from summitry.extract.reading import Person
from summitry.findings import Entity


@dataclass(frozen=True, slots=True)
class Role:
    """One office of one person, as the tokens `start:end` state it; a tenure of None is the incumbent's."""

    person: Person
    office: str
    tenure: str | None
    object: Entity | None
    title: TitleMention
    start: int
    end: int
    rule: str
