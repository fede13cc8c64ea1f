"""Roles: who holds which office for whom, with tenure.

Titles are paired with names (`holders`), completed by verbs ("who heads X", "was named Y"), by counterparts, and by
titles that resume somebody named before ("the Russian leader").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summitry.components.titles import TitleMention
from summitry.extract.holders import Holding, beside_name, holdings
from summitry.extract.reading import Person, Reading
from summitry.extract.served import Served
from summitry.findings import Entity, Finding

_HEADS: Final = frozenset({"president", "prime_minister", "monarch", "leader", "supreme_leader"})


@dataclass(frozen=True, slots=True)
class Role:
    """One office of one person, as one place of the text states it."""

    person: Person
    office: str
    tenure: str | None
    object: Entity | None
    title: TitleMention
    start: int
    end: int
    rule: str


def read_roles(reading: Reading, served: Served) -> list[Role]:
    """All statements of roles in the order of the text; fills `served` with the countries of people."""
    found = sorted(holdings(reading), key=lambda h: (h.span, h.rule))
    for holding in found:
        served.learn(holding.person, holding.title.object)
        served.learn(holding.person, holding.beside)
    for name in reading.names:
        served.learn(reading.person_of[name], beside_name(reading, name)[0])
    held = {holding.title.head for holding in found}
    resumed = list(_resumed(reading, served, found, held))
    roles = [*resumed]
    for holding in found:
        roles.append(_role(reading, served, holding))
        served.learn(holding.person, roles[-1].object)
    roles.extend(_counterparts(reading, roles))
    return sorted(roles, key=lambda r: (r.start, r.end, r.rule))


def _resumed(
    reading: Reading, served: Served, found: list[Holding], held: set[int]
) -> Iterator[Role]:
    """Roles from titles that take up somebody named before: "China's Xi ... For the Chinese president it is"."""
    offices: dict[Person, set[str]] = {}
    for holding in found:
        offices.setdefault(holding.person, set()).add(holding.title.office)
    for title in reading.titles:
        if title.head in held or title.plural or title.indefinite or title.object is None or title.needs_context:
            continue
        if title.object.kind != "country" or title.office not in _HEADS or title.office == "leader" or title.tenure:
            continue
        person = _taken_up(reading, served, title, offices)
        if person is not None:
            served.learn(person, title.object)
            offices.setdefault(person, set()).add(title.office)
            yield Role(person, title.office, title.tenure, title.object, title, title.np_start, title.end, "role.resumed")


def _taken_up(
    reading: Reading, served: Served, title: TitleMention, offices: dict[Person, set[str]]
) -> Person | None:
    before = [name for name in reading.names if name.end <= title.np_start]
    candidates = list(dict.fromkeys(reading.person_of[name] for name in reversed(before)))
    for person in candidates:
        if served.country_of(person) == title.object:
            return None if offices.get(person) else person
    here = reading.sentence_at[title.start]
    for person in candidates[:1]:
        near = here - max(reading.sentence_at[n.start] for n in person.names if n.end <= title.np_start) <= 1
        if near and served.country_of(person) is None and not offices.get(person):
            return person
    return None


def _counterparts(reading: Reading, roles: list[Role]) -> Iterator[Role]:
    """Roles given by "counterpart": the office that was named last, for the country beside the word."""
    words = frozenset(reading.lexicon.offices.counterparts)
    for i, word in enumerate(reading.lower):
        if word not in words:
            continue
        mention = reading.mention_at[i - 1] if i else None
        if mention is None or not mention.country:
            continue
        j = i + 1
        if j < len(reading.words) and reading.words[j] == ",":
            j += 1
        name = reading.name_at[j] if j < len(reading.words) else None
        earlier = [role for role in roles if role.end <= mention.start]
        if name is None or not earlier:
            continue
        last = max(earlier, key=lambda r: r.end)
        entity = Entity("country", mention.country)
        yield Role(reading.person_of[name], last.office, None, entity, last.title, mention.start, name.end, "role.counterpart")


def role_findings(reading: Reading, roles: list[Role]) -> Iterator[Finding]:
    """A finding for each statement; of several tenures of one office the stated one counts for all."""
    stated: dict[tuple[Person, str, Entity | None], str] = {}
    for role in roles:
        key = (role.person, role.office, role.object)
        if role.tenure is not None:
            stated.setdefault(key, role.tenure)
    for role in roles:
        tenure = stated.get((role.person, role.office, role.object), "incumbent")
        yield Finding(
            predicate="role",
            subject=role.person.entity,
            value=role.office,
            object=role.object,
            evidence=reading.evidence(role.start, role.end, role.rule),
            tenure=tenure,
            title=reading.text(role.title.start, role.title.end),
        )


def _role(reading: Reading, served: Served, holding: Holding) -> Role:
    title = holding.title
    entity = title.object
    if entity is None and title.possessor is not None:
        entity = served.of_possessor(title)
    if holding.beside is not None and (entity is None or entity.kind != holding.beside.kind):
        entity = entity or holding.beside
    if entity is None:
        entity = served.country_of(holding.person) if title.serves != "organisation" else None
    if entity is None:
        entity = served.nearby(title)
    served.learn(holding.person, entity)
    office = title.office
    start, end = holding.span
    return Role(holding.person, office, holding.tenure or title.tenure, entity, title, start, end, holding.rule)

