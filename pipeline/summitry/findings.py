"""What the extractors give to the assembler: one finding a stated fact, plain and immutable.

Offsets are in Unicode code points into the text of the article, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from summitry.vocabulary import EntityKind, Predicate


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """Somebody or something a fact is about.

    `name` is canonical: of a person the longest form in the article; of a country the alpha-2 code, or the English
    name when it has none; of an organisation or a treaty its common name; of an event its own name, or its kind
    ("ceremony", "talks"), or the alpha-2 codes of the countries taking part, joined with "+".
    """

    kind: EntityKind
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where in the text a fact stands, which rule read it there, and the sentence around it."""

    start: int
    end: int
    rule: str
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One flat fact with one piece of evidence.

    `predicate` "event": `subject` is an organisation or an event, `value` the kind of event, `object` the country it
    is held in. "meeting": `subject` and `object` are the two sides. "visit": `subject` a person, `object` a country.
    "founded": `value` is the year, `object` null; founders are membership findings of their own.
    """

    predicate: Predicate
    subject: Entity
    value: str
    object: Entity | None
    evidence: Evidence
    tenure: str | None = None
    assertion: str | None = None
    title: str | None = None
    reason: str | None = None
    delegate: str | None = None
    date: str | None = None
    since: str | None = None
    city: str | None = None
    place: str | None = None
    date_text: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: the longest form of the name, the other forms, the number of mentions."""

    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 1


def _no_mentions() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article; mentions are counted by canonical name."""

    findings: tuple[Finding, ...] = ()
    people: tuple[Person, ...] = ()
    country_mentions: Mapping[str, int] = field(default_factory=_no_mentions)
    organisation_mentions: Mapping[str, int] = field(default_factory=_no_mentions)
    sentences: int = 0
    warnings: tuple[str, ...] = ()
