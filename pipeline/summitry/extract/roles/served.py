"""Whom an office serves when its own phrase does not say: read from the owner, the sentence, the article.

Countries (or organisations) of the article are ranked (`rivals`); those are left out whose office the article gives to
somebody else, or that have no such office.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.given_names import states_of_styles
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.rivals import Ranking, Rivals, entity_of
from summitry.findings import Entity
from summitry.vocabulary import DEPUTY

_ORGANISATION_OFFICES: Final = frozenset(
    {"secretary_general", "commission_president", "council_president", "high_representative", "organisation_head"}
)
_EITHER_OFFICES: Final = frozenset({"spokesperson", "official", "envoy", "judge", "party_leader"})
_ALONE: Final = frozenset(
    {
        "president", "prime_minister", "monarch", "supreme_leader", "crown_prince", "foreign_minister",
        "defence_minister", "finance_minister", "interior_minister", "secretary_general", "commission_president",
        "council_president",
    }
)  # fmt: skip
_GENERAL: Final = frozenset(
    {"president", "vice_president", "leader", "organisation_head"}
)  # of a state or anything else
_OF_STATES: Final = frozenset({"parliament", "military", "agency", "ministry", "government", "presidency"})

_UNITED_NATIONS: Final = "United Nations"
_AROUND: Final = 4  # sentences before and behind a title in which its holder may be said to travel


class Served:
    """Resolves the object of offices within one reading; knows which country each person has been said to be of."""

    def __init__(self, reading: Reading, ranking: Ranking | None = None) -> None:
        self._reading = reading
        self._ranking = ranking if ranking is not None else Ranking(reading.lexicon)
        self._of: dict[Person, Entity] = {}
        self._organisation_of: dict[Person, Entity] = {}
        self._holders: dict[tuple[str, Entity], Person] = {}
        self._rivals = Rivals(reading)
        self._by_sentence = self._rivals.by_sentence
        self._stated: dict[str, list[Entity]] = {}
        lexicon = reading.lexicon
        self._without = {o: cue_words(lexicon, "states", f"no_{o}") for o in ("president", "prime_minister")}
        self._monarchies, self._bodies, self._travel = (
            cue_words(lexicon, "states", table) for table in ("monarchies", "bodies", "travel")
        )
        self._styles = lexicon.once(states_of_styles)

    def learn(self, person: Person, country: Entity | None) -> None:
        """Remember the country that the article gives a person; the first one stays."""
        if country is not None and country.kind == "country":
            self._of.setdefault(person, country)
        elif country is not None:
            self._organisation_of.setdefault(person, country)

    def speak_of(self, titles: Sequence[TitleMention]) -> None:
        """Remember of which countries the article mentions holders of an office without their names."""
        for title in titles:
            if title.object is not None and title.object.kind == "country" and not title.plural:
                entities = self._stated.setdefault(title.office, [])
                if title.object not in entities:
                    entities.append(title.object)

    def hold(self, person: Person, office: str, entity: Entity | None) -> None:
        """Remember who the article says holds an office now."""
        if entity is not None and office in _ALONE:
            self._holders.setdefault((office, entity), person)

    def country_of(self, person: Person) -> Entity | None:
        """The country the article gives a person, if any."""
        return self._of.get(person)

    def of_possessor(self, title: TitleMention) -> Entity | None:
        """The country of whoever "his", "her" or "its" before the title refers to, or the organisation."""
        reading = self._reading
        here = reading.sentence_at[title.np_start]
        organisation = self.wants_organisation(title)
        personal = title.possessor in ("his", "her", "whose")
        for index in range(here, max(here - 3, -1), -1):
            sentence = reading.sentences[index]
            last = min(title.np_start, sentence.end)
            if personal and not organisation:
                names = [n for n in reading.names if sentence.start <= n.start and n.end <= last]
                for name in reversed(names) if index == here else names:
                    person = reading.person_of[name]
                    if person in self._of:
                        return self._of[person]
                    if person in self._organisation_of and title.office in _EITHER_OFFICES:
                        return self._organisation_of[person]
            for mention in reversed(self._by_sentence[index]):
                if (
                    title.possessor == "its"
                    and title.serves == "country"
                    and title.office in _GENERAL
                    and mention.end <= last
                ):
                    return entity_of(mention)
                if mention.end > last or (personal and title.possessor != "whose" and not organisation):
                    continue
                if organisation == (mention.kind == "organisation"):
                    return entity_of(mention)
        return None

    def of_owner(self, title: TitleMention) -> Entity | None:
        """Whom the noun before the title stands for: "the alliance's", "court", "Viktor Orban's"."""
        assert title.owner is not None
        reading, (start, end) = self._reading, title.owner
        person = reading.person_at(end - 1)
        if person is not None:
            return self._of.get(person)
        noun = reading.lower[end - 1]
        if noun in self._bodies:
            fallback = None
            for index in range(reading.sentence_at[start], -1, -1):
                for mention in reversed(self._by_sentence[index]):
                    if mention.kind == "organisation" and mention.end <= start:
                        if noun in mention.name.lower().split():
                            return entity_of(mention)
                        fallback = fallback or entity_of(mention)
            return fallback
        return None

    def wants_organisation(self, title: TitleMention) -> bool:
        """Whether the holder of a title serves an organisation, never a country."""
        base = title.office.removeprefix(DEPUTY)
        return base in _ORGANISATION_OFFICES or (title.serves == "organisation" and title.kind not in _OF_STATES)

    def nearby(self, title: TitleMention, person: Person | None = None, *, taken: bool = True) -> Entity | None:
        """The country or organisation around the title that its holder serves most likely.

        Those whose office somebody else holds are left out, unless `taken` is false.
        """
        base = title.office.removeprefix(DEPUTY)
        wants_organisation = self.wants_organisation(title)
        either = base in _EITHER_OFFICES and title.kind not in _OF_STATES and title.owner is None
        bound = self._destinations(title, person)
        features = self._rivals.features(title, person, self._of, self._stated.get(title.office, ()), bound)
        if base == "secretary_general":
            features = {_whole(entity): found for entity, found in features.items()}
        rivals = {
            entity: found
            for entity, found in features.items()
            if (entity.kind == "organisation" and (wants_organisation or either) and self._has(entity, base))
            or (
                entity.kind == "country"
                and not wants_organisation
                and self._can_have(entity, title, base, person if taken else None)
            )
        }
        if not rivals:
            return None
        best = self._ranking.order(title, person, rivals)[0]
        if person is not None:
            self._rivals.guess(person)
        return best

    def _has(self, entity: Entity, office: str) -> bool:
        """Whether a body has such an officer: groups of states and organs of others have no secretary-general."""
        if office != "secretary_general":
            return True
        row = self._reading.lexicon.organisation(entity.name)
        return row is None or (row.kind not in ("body", "forum"))

    def _can_have(self, entity: Entity, title: TitleMention, office: str, person: Person | None) -> bool:
        states = self._styles.get(title.form)
        if states is not None:
            return entity.name in states
        if office == "monarch" and entity.name not in self._monarchies:
            return False
        if title.office == office and office in _ALONE and title.tenure != "former":
            holder = self._holders.get((office, entity))
            if holder is not None and person is not None and holder is not person:
                return False
        return entity.name not in self._without.get(title.office, ())

    def _destinations(self, title: TitleMention, person: Person | None) -> frozenset[Entity]:
        """The countries that the holder of the title travels to, in the sentences around it."""
        reading, found = self._reading, set[Entity]()
        here = reading.sentence_at[title.start]
        for sentence in reading.sentences[max(here - _AROUND, 0) : here + _AROUND + 1]:
            inside = range(sentence.start, sentence.end)
            named = (i for i in inside if person is not None and reading.person_at(i) is person)
            first = title.start if sentence.index == here else next(named, None)
            if first is None:
                continue
            verb = next((i for i in range(first, sentence.end) if reading.lower[i] in self._travel), sentence.end)
            found.update(
                entity for m in self._by_sentence[sentence.index] if m.start > verb and (entity := entity_of(m))
            )
        return frozenset(found)


def _whole(entity: Entity) -> Entity:
    """The United Nations for a body of theirs: one secretary-general serves them all."""
    part = entity.kind == "organisation" and entity.name.startswith(f"{_UNITED_NATIONS} ")
    return Entity("organisation", _UNITED_NATIONS) if part else entity
