"""Roles by relation to another one: counterparts, predecessors, successors, deputies, and "Canada's, X" after a title.

These come after the roles that titles and verbs give, whose offices they take over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import last_subject
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.beside import beside_name, name_starting
from summitry.extract.roles.holders import Holding
from summitry.extract.roles.role import Role
from summitry.extract.roles.served import Served
from summitry.findings import Entity
from summitry.vocabulary import DEPUTY

_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_PRONOUNS: Final = frozenset({"his", "her", "their", "its", "whose"})
_PLACES: Final = frozenset({"from", "of", "in", "for"})
_MARKS: Final = frozenset({",", "–", "—", "-", "("})


class Relations:
    """Finds the words of relations in one reading."""

    def __init__(self, reading: Reading, served: Served) -> None:
        self._reading = reading
        self._served = served
        offices = reading.lexicon.offices
        self._words: dict[tuple[str, ...], str] = {("deputy",): "deputy"}
        for kind, forms in (
            ("counterpart", offices.counterparts),
            ("predecessor", offices.predecessors),
            ("successor", offices.successors),
        ):
            for form in forms:
                self._words[tuple(form.split())] = kind
                self._words[tuple((form + "s").split())] = kind
        self._words.pop(("host",), None)
        self._words.pop(("hosts",), None)
        self._first = frozenset(words[0] for words in self._words)

    def roles(self, roles: Sequence[Role]) -> Iterator[Role]:
        """The roles that relations give, in the order of the text; `roles` are those known."""
        known = list(roles)
        reading = self._reading
        for i, word in enumerate(reading.lower):
            if word not in self._first:
                continue
            for n in (3, 2, 1):
                kind = self._words.get(tuple(reading.lower[i : i + n]))
                if kind is not None:
                    for role in self._related(kind, i, i + n, known):
                        known.append(role)
                        yield role
                    break

    def _related(self, kind: str, start: int, end: int, known: list[Role]) -> Iterator[Role]:
        reading = self._reading
        countries, q = self._countries_before(start)
        person = self._possessor(q)
        if q >= 0 and reading.lower[q] not in _PRONOUNS and person is None:
            return
        j = end
        if j < len(reading.words) and reading.lower[j] in _PLACES:
            after, j = self._countries_after(j + 1)
            countries = countries or after
        names = self._names(j, q, start, kind)
        states = [role for role in known if role.object is None or role.object.kind == "country"]
        model = self._model(person, start, states if kind == "counterpart" else known)
        if not names or model is None:
            return
        if kind == "counterpart" and reading.lower[q] == "their" and len(countries) < 1:
            return
        for index, name in enumerate(names):
            other = reading.person_of[name]
            if other is model.person:
                continue
            entity = model.object
            if kind == "counterpart":
                beside = beside_name(reading, name)[0] or self._served.country_of(other)
                entity = countries[index] if len(countries) == len(names) else countries[0] if countries else beside
                if entity is None:
                    continue
            office, tenure = model.office, None
            if kind == "predecessor":
                tenure = "former"
            elif kind == "successor":
                tenure = None if model.tenure == "former" else "elect"
            elif kind == "deputy":
                office = _deputy(model.office)
            elif model.tenure == "former":
                tenure = "former"
            span = (q if q >= 0 else start, max(name.end, end)) if name.start >= end else (name.np_start, end)
            yield Role(
                other,
                office,
                tenure,
                entity,
                replace(model.title, start=start, end=end),
                span[0],
                span[1],
                f"role.{kind}",
            )

    def _countries_before(self, start: int) -> tuple[list[Entity], int]:
        """The countries between the possessive and the word, and the token of the possessive (-1 if there is none)."""
        reading, i, found = self._reading, start - 1, list[Entity]()
        while i >= 0 and reading.sentence_at[i] == reading.sentence_at[start]:
            mention = reading.mention_at[i]
            if mention is not None and mention.country and reading.name_at[i] is None:
                found.insert(0, Entity("country", mention.country))
                i = mention.start - 1
            elif reading.lower[i] in _PRONOUNS or reading.lower[i] in _CASE:
                return found, i
            elif reading.lower[i] in ("and", ",") or (reading.lower[i].isalpha() and start - i < 4):
                i -= 1
            else:
                break
        return found, -1

    def _countries_after(self, k: int) -> tuple[list[Entity], int]:
        reading, found, end = self._reading, list[Entity](), k
        while k < len(reading.words):
            mention = reading.mention_at[k]
            if mention is not None and mention.country and mention.start == k:
                found.append(Entity("country", mention.country))
                k = end = mention.end
            elif (reading.lower[k] in ("and", ",", "the") and found) or reading.lower[k] == "the":
                k += 1
            else:
                break
        return found, end

    def _possessor(self, q: int) -> Person | None:
        reading = self._reading
        if q < 0:
            return None
        if reading.lower[q] in _CASE:
            return reading.person_at(q - 1) if q else None
        sentence = reading.sentences[reading.sentence_at[q]]
        if reading.lower[q] == "whose":
            for i in range(q - 1, sentence.start - 1, -1):
                person = reading.person_at(i)
                if person is not None:
                    return person
        return last_subject(reading, q, sentence)

    def _names(self, j: int, q: int, start: int, kind: str) -> list[Name]:
        """The names after the word (at token `j`), else the one that the phrase stands behind in apposition."""
        reading = self._reading
        k = j + 1 if j < len(reading.words) and reading.words[j] in _MARKS else j
        name = (
            name_starting(reading, k)
            if k < len(reading.words) and reading.sentence_at[k] == reading.sentence_at[start]
            else None
        )
        title = reading.title_at[k] if name is None and k < len(reading.words) else None
        if title is not None and kind == "counterpart":
            return []
        if name is None:
            i = q - 1
            if i > 0 and reading.words[i] in _MARKS and reading.lower[q] in _PRONOUNS:
                before = reading.name_at[i - 1]
                return [before] if before is not None and before.end == i else []
            return []
        names = [name]
        while True:
            k = names[-1].end
            if k + 1 < len(reading.words) and (reading.lower[k] == "and" or reading.words[k] == ","):
                following = name_starting(reading, k + 1 + (reading.lower[k + 1] == "and"))
                if following is not None and reading.lower[j - 1].endswith("s"):
                    names.append(following)
                    continue
            return names

    def _model(self, person: Person | None, token: int, known: list[Role]) -> Role | None:
        """The role that the relation is to: the latest of the person, else the one stated last before."""
        if person is not None:
            own = [role for role in known if role.person is person and role.object is not None]
            before = [role for role in own if role.start < token]
            chosen = before or own
            if chosen:
                stated = [role for role in chosen if role.tenure != "former"] or chosen
                return stated[-1] if before else stated[0]
        here = self._reading.sentence_at[token]
        recent = [r for r in known if r.end <= token and here - self._reading.sentence_at[r.start] <= 1]
        return max(recent, key=lambda r: r.end, default=None)


def ellipses(reading: Reading, held: Sequence[Holding]) -> Iterator[Holding]:
    """ "Niger's foreign minister, X, and Nigeria's, Y": the title before goes for the second country too."""
    titles: list[TitleMention] = [holding.title for holding in held]
    for name in reading.names:
        k = name.np_start
        if k < 3 or reading.words[k - 1] != "," or reading.lower[k - 2] not in _CASE:
            continue
        mention = reading.mention_at[k - 3]
        if mention is None or not mention.country:
            continue
        here = reading.sentence_at[k]
        before = [t for t in titles if t.end <= mention.start and reading.sentence_at[t.start] == here and not t.plural]
        if before:
            entity = Entity("country", mention.country)
            title = replace(max(before, key=lambda t: t.end), object=entity, np_start=mention.start, tenure=None)
            yield Holding(title, name, reading.person_of[name], "role.ellipsis", entity)


def _deputy(office: str) -> str:
    if office == "president":
        return "vice_president"
    if office.startswith(DEPUTY) or office == "vice_president":
        return office
    return DEPUTY + office
