"""Titles and names apart from each other: "Iraq's oil minister says ... X told", "China's X ... the Chinese president".

A title without a name can take up somebody named before, or announce somebody who is named in the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import Clause, subject_of
from summitry.extract.reading import Person, Reading, Sentence
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.role import Role
from summitry.extract.roles.served import Served
from summitry.extract.roles.title_links import TitleLinks

_HEADS: Final = frozenset({"president", "prime_minister", "monarch", "supreme_leader"})
_RESUMED: Final = _HEADS | {"foreign_minister", "defence_minister", "finance_minister", "crown_prince"}
_NEVER: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "official", "diplomat", "envoy", "lawmaker", "minister"}
)
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_BETWEEN: Final = 2  # sentences between two that belong together


def announced(reading: Reading, served: Served, found: Sequence[Holding], held: set[int]) -> Iterator[Holding]:
    """A title as the subject of a sentence, whose holder the next one names for the first time as its subject."""
    offices = {holding.person for holding in found}
    taken: set[Person] = set()
    for sentence in reading.sentences[:-1]:
        title = _opening_title(reading, sentence, held)
        name = _opening_name(reading, reading.sentences[sentence.index + 1]) if title is not None else None
        if title is None or name is None:
            continue
        person = reading.person_of[name]
        if person in offices or person in taken or person.names[0] is not name or len(person.tokens) < 2:
            continue
        country = served.country_of(person)
        if country is None or title.object is None or country == title.object:
            taken.add(person)
            held.add(title.head)
            yield Holding(title, name, person, "role.announced", None, None, title.end)


def _opening_title(reading: Reading, sentence: Sentence, held: set[int]) -> TitleMention | None:
    """The title with its country that a sentence starts with, or that ends one ("a visit by Burma's ruler")."""
    titles = [t for t in (reading.title_at[i] for i in range(sentence.start, sentence.end)) if t is not None]
    if not titles:
        return None
    first, last = titles[0], titles[-1]
    for title in (first, last):
        opens = title.np_start <= sentence.start + 1 and title is first
        by = title.np_start > 0 and reading.lower[title.np_start - 1] == "by"
        closes = title.end >= sentence.end - 1 and title is last and by
        apart = title.head not in held and not title.plural and not title.inner and title.object is not None
        follows = title.end < len(reading.words) and reading.lower[title.end] in _CASE
        if (
            apart
            and (opens or closes)
            and not follows
            and title.form not in ("official", "diplomat", "senior official")
        ):
            return title
    return None


def _opening_name(reading: Reading, sentence: Sentence) -> Name | None:
    """The name that is the subject of a sentence, at its very start."""
    for i in range(sentence.start, min(sentence.start + 5, sentence.end)):
        name = reading.name_at[i]
        if name is not None:
            return name if name.np_start == sentence.start else None
    return None


def resumed(reading: Reading, served: Served, found: Sequence[Holding], held: set[int]) -> Iterator[Role]:
    """Roles from titles that take up somebody named before: "China's Xi ... For the Chinese president it is"."""
    offices: dict[Person, set[str]] = {}
    for holding in found:
        offices.setdefault(holding.person, set()).add(holding.title.office)
    subjects = _subjects(reading)
    for title in reading.titles:
        if title.head in held or title.plural or not title.definite or title.object is None or title.inner:
            continue
        if title.object.kind != "country" or title.office not in _RESUMED or title.tenure not in (None, "former"):
            continue
        person = _taken_up(reading, served, title, offices, subjects)
        if person is not None:
            served.learn(person, title.object)
            offices.setdefault(person, set()).add(title.office)
            yield Role(
                person, title.office, title.tenure, title.object, title, title.np_start, title.end, "role.resumed"
            )


def _taken_up(
    reading: Reading,
    served: Served,
    title: TitleMention,
    offices: Mapping[Person, set[str]],
    subjects: Mapping[int, Name],
) -> Person | None:
    before = [name for name in reading.names if name.end <= title.np_start]
    candidates = list(dict.fromkeys(reading.person_of[name] for name in reversed(before)))
    for person in candidates:
        if served.country_of(person) == title.object:
            known = offices.get(person)
            if not known or (title.tenure == "former" and title.office not in known):
                return person
            if known & _HEADS or title.office not in _HEADS:
                return None
    if title.office not in ("president", "prime_minister"):
        return None
    here = reading.sentence_at[title.start]
    for index in range(here, max(here - 1 - _BETWEEN, -1), -1):
        name = subjects.get(index)
        if name is None or name.end > title.np_start:
            continue
        person = reading.person_of[name]
        lead = reading.lower[name.np_start - 1] if name.np_start else ""
        described = (
            lead.isalpha() and reading.words[name.np_start - 1].islower() and lead not in ("that", "and", "when")
        )
        if served.country_of(person) is None and not offices.get(person) and not described:
            return person
        return None
    return None


def _subjects(reading: Reading) -> dict[int, Name]:
    """The first name of every sentence that is no possessive."""
    found: dict[int, Name] = {}
    for name in reading.names:
        case = name.end < len(reading.words) and reading.lower[name.end] in _CASE
        if not case:
            found.setdefault(reading.sentence_at[name.start], name)
    return found


def replacements(
    reading: Reading, roles: Sequence[Role], clauses: Sequence[Clause], links: TitleLinks
) -> Iterator[Role]:
    """ "X takes over from Y", "appointed X ..., replacing Y": Y had the office that the sentence gives to X."""
    for clause in clauses:
        if clause.sense == "leaves" and clause.tense in ("past", "perfect") and not clause.negated:
            yield from _left(reading, roles, clause)
        if clause.sense != "succeeds" or clause.negated or clause.tense == "modal":
            continue
        if clause.passive:
            yield from _replaced(reading, roles, clause, links)
            continue
        other, _ = links.named_after(reading, clause.end)
        if other is None:
            continue
        here = clause.sentence.index
        before = [
            role
            for role in roles
            if role.start < clause.start
            and role.person is not other
            and here - reading.sentence_at[role.start] <= 1
            and role.tenure != "former"
        ]
        subject = subject_of(reading, clause)
        near = [role for role in before if role.rule in ("role.appointed", "role.verb")]
        near = [role for role in near or before if role.person is subject] if subject is not None else near
        if not near:
            continue
        model = max(near, key=lambda role: role.start)
        said = [role for role in roles if role.person is other]
        here_too = any(r.rule == "role.succeeded" and reading.sentence_at[r.start] == here for r in said)
        if here_too or any(role.office == model.office for role in said):
            continue
        tenure = "outgoing" if model.tenure == "elect" else "former"
        yield Role(other, model.office, tenure, model.object, model.title, clause.start, clause.end, "role.replaced")


def _replaced(reading: Reading, roles: Sequence[Role], clause: Clause, links: TitleLinks) -> Iterator[Role]:
    """ "X, the finance minister, was replaced by Y": Y has the office that X had."""
    person = subject_of(reading, clause)
    by = reading.lower[clause.end : clause.end + 1] == ["by"]
    other, _ = links.named_after(reading, clause.end + 1) if by else (None, None)
    if person is None or other is None or other is person:
        return
    here = clause.sentence.index
    own = [r for r in roles if r.person is person and r.start < clause.start and r.tenure not in ("former", "elect")]
    if not own or here - reading.sentence_at[own[-1].start] > 1 or any(role.person is other for role in roles):
        return
    model = own[-1]
    tenure = "elect" if clause.tense == "future" else None
    yield Role(other, model.office, tenure, model.object, model.title, clause.start, clause.end, "role.replaced")


def _left(reading: Reading, roles: Sequence[Role], clause: Clause) -> Iterator[Role]:
    """ "X was named premier after Y stepped down": the office that Y left is the one that X was given."""
    person = subject_of(reading, clause)
    if person is None or any(role.person is person for role in roles):
        return
    given = [r for r in roles if r.rule == "role.appointed" and reading.sentence_at[r.start] == clause.sentence.index]
    for role in given[-1:]:
        yield Role(person, role.office, "former", role.object, role.title, clause.start, clause.end, "role.replaced")
