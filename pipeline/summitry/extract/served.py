"""Whom an office serves when its own phrase does not say: read from the name, the possessor, the sentence, the article."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.findings import Entity
from summitry.vocabulary import DEPUTY

_PLACE_WORDS: Final = frozenset({"in", "at", "from", "near", "outside", "around", "across", "through", "via", "into", "to"})
_ORGANISATION_OFFICES: Final = frozenset(
    {"secretary_general", "commission_president", "council_president", "high_representative", "organisation_head"}
)
_EITHER_OFFICES: Final = frozenset({"spokesperson", "official", "envoy", "judge", "party_leader", "legislator"})


class Served:
    """Resolves the object of offices within one reading; knows which country each person has been said to be of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of: dict[Person, Entity] = {}
        self._dateline = _dateline_end(reading)

    def learn(self, person: Person, country: Entity | None) -> None:
        """Remember the country that the article gives a person; the first one stays."""
        if country is not None and country.kind == "country":
            self._of.setdefault(person, country)

    def country_of(self, person: Person) -> Entity | None:
        """The country the article gives a person, if any."""
        return self._of.get(person)

    def of_possessor(self, title: TitleMention) -> Entity | None:
        """The country of whoever "his", "her" or "its" before the title refers to."""
        reading = self._reading
        for i in range(title.np_start - 1, -1, -1):
            person = reading.person_at(i)
            if person is not None and title.possessor not in ("its", "our"):
                return self._of.get(person)
            mention = reading.mention_at[i]
            if mention is not None and mention.country and title.possessor in ("its", "their", "whose", "our"):
                return Entity("country", mention.country)
            if reading.sentence_at[title.np_start] - reading.sentence_at[i] > 2:
                return None
        return None

    def nearby(self, title: TitleMention) -> Entity | None:
        """The nearest country or organisation before the title that may be served by its holder, else after it."""
        reading = self._reading
        base = title.office.removeprefix(DEPUTY)
        wants_organisation = base in _ORGANISATION_OFFICES or title.serves == "organisation"
        either = base in _EITHER_OFFICES
        here = reading.sentence_at[title.start]
        first = reading.sentences[here].start
        found = self._backwards(title.np_start - 1, first, wants_organisation, either)
        if found is not None:
            return found
        block = reading.sentences[here].block
        for index in range(here - 1, -1, -1):
            sentence = reading.sentences[index]
            if sentence.block != block and here - index > 3:
                break
            found = self._backwards(sentence.end - 1, sentence.start, wants_organisation, either)
            if found is not None:
                return found
        return self._dominant(wants_organisation)

    def _backwards(self, last: int, first: int, wants_organisation: bool, either: bool) -> Entity | None:
        reading = self._reading
        place: Entity | None = None
        i = last
        while i >= first:
            mention = reading.mention_at[i]
            if mention is None:
                person = reading.person_at(i)
                if person is not None and not wants_organisation and person in self._of:
                    return self._of[person]
                i -= 1
                continue
            i = mention.start - 1
            if mention.end <= self._dateline:
                continue
            if mention.kind == "organisation":
                if wants_organisation or either:
                    return Entity("organisation", mention.name)
                continue
            if wants_organisation or not mention.country:
                continue
            entity = Entity("country", mention.country)
            if mention.kind in ("place", "capital") and self._is_place(mention):
                place = place or entity
                continue
            return entity
        return place

    def _is_place(self, mention: Mention) -> bool:
        return mention.start > 0 and self._reading.lower[mention.start - 1] in _PLACE_WORDS

    def _dominant(self, wants_organisation: bool) -> Entity | None:
        """The most mentioned country (or organisation) of the reading, the first of equals."""
        counts: Counter[Entity] = Counter()
        for mention in self._reading.mentions:
            if mention.end <= self._dateline:
                continue
            if wants_organisation and mention.kind == "organisation":
                counts[Entity("organisation", mention.name)] += 1
            elif not wants_organisation and mention.country:
                counts[Entity("country", mention.country)] += 1
        return counts.most_common(1)[0][0] if counts else None


def _dateline_end(reading: Reading) -> int:
    """The token after a dateline ("ASTANA, Kazakhstan, July 3 -"), 0 without one."""
    if not reading.sentences:
        return 0
    first = next((s for s in reading.sentences if reading.block(s).kind == "paragraph"), reading.sentences[0])
    for i in range(first.start + 1, min(first.end, first.start + 14)):
        word = reading.words[i]
        if word in ("-", "–", "—", "--") and not (reading.doc[i - 1].whitespace_ == "" and word == "-"):
            opening = reading.words[first.start]
            if opening.isupper() or reading.mention_at[first.start] is not None:
                return i + 1
            return 0
        if word == ":" and reading.words[first.start].isupper():
            return i + 1
        if word.islower() and word not in ("of", "and", "de", "(", ")"):
            return 0
    return 0
