"""Whom an office serves when its own phrase does not say: read from the owner, the sentence, the article.

Countries (or organisations) around the title are scored by how near and how prominent they are; those are left out whose
office the article gives to somebody else, or that have no such office.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import Final

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.findings import Entity
from summitry.vocabulary import DEPUTY

_PLACE_WORDS: Final = frozenset(
    {"in", "at", "from", "near", "outside", "around", "across", "through", "via", "into", "to"}
)
_ORGANISATION_OFFICES: Final = frozenset(
    {"secretary_general", "commission_president", "council_president", "high_representative", "organisation_head"}
)
_EITHER_OFFICES: Final = frozenset({"spokesperson", "official", "envoy", "judge", "party_leader"})
_ALONE: Final = frozenset(
    {
        "president", "prime_minister", "monarch", "supreme_leader", "crown_prince", "foreign_minister", "defence_minister",
        "finance_minister", "interior_minister", "secretary_general", "commission_president", "council_president",
    }
)  # fmt: skip
_MEETING: Final = frozenset(
    """met meet meets meeting talks received receives receive hosted hosts welcomed welcomes greeted visited telephoned phoned
    called counterpart""".split()
)
_STATE_NOUNS: Final = frozenset(
    """country nation kingdom republic state government regime junta president king island emirate people palace cabinet
    army military ministry parliament territory premier""".split()
)
_BODY_NOUNS: Final = frozenset(
    """alliance bloc union organisation organization group grouping body agency association court tribunal commission
    council forum assembly league community bank secretariat party movement rebels institution club pact federation
    watchdog tigers""".split()
)
_REACH: Final = 4  # sentences before the title that count as near


class Served:
    """Resolves the object of offices within one reading; knows which country each person has been said to be of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of: dict[Person, Entity] = {}
        self._holders: dict[tuple[str, Entity], Person] = {}
        self._dateline = _dateline_end(reading)
        self._by_sentence: list[list[Mention]] = [[] for _ in reading.sentences]
        self._counts: Counter[Entity] = Counter()
        for mention in reading.mentions:
            entity = _entity(mention)
            if entity is not None and mention.end > self._dateline and reading.sentences:
                self._by_sentence[reading.sentence_at[mention.start]].append(mention)
                self._counts[entity] += 1
        rows = reading.lexicon.cues["states"]
        listed = {
            t: frozenset(str(r["value"]) for r in rows if r["table"] == t)
            for t in ("no_president", "no_prime_minister", "monarchies")
        }
        self._without = {"president": listed["no_president"], "prime_minister": listed["no_prime_minister"]}
        self._monarchies = listed["monarchies"]
        self._styles = {
            form: frozenset(row["states"]) for row in rows if row["table"] == "style" for form in row["forms"]
        }

    def learn(self, person: Person, country: Entity | None) -> None:
        """Remember the country that the article gives a person; the first one stays."""
        if country is not None and country.kind == "country":
            self._of.setdefault(person, country)

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
        organisation = self._wants_organisation(title)
        personal = title.possessor in ("his", "her", "whose", "their")
        for index in range(here, max(here - 3, -1), -1):
            sentence = reading.sentences[index]
            last = min(title.np_start, sentence.end)
            if personal and not organisation:
                names = [n for n in reading.names if sentence.start <= n.start and n.end <= last]
                for name in reversed(names) if index == here else names:
                    if reading.person_of[name] in self._of:
                        return self._of[reading.person_of[name]]
            for mention in reversed(self._by_sentence[index]):
                if mention.end > last or (personal and title.possessor != "whose" and not organisation):
                    continue
                if organisation == (mention.kind == "organisation"):
                    return _entity(mention)
        return None

    def of_owner(self, title: TitleMention) -> Entity | None:
        """Whom the noun before the title stands for: "the alliance's", "court", "Viktor Orban's"."""
        assert title.owner is not None
        reading, (start, end) = self._reading, title.owner
        person = reading.person_at(end - 1)
        if person is not None:
            return self._of.get(person)
        noun = reading.lower[end - 1]
        if noun in _BODY_NOUNS:
            fallback = None
            for index in range(reading.sentence_at[start], -1, -1):
                for mention in reversed(self._by_sentence[index]):
                    if mention.kind == "organisation" and mention.end <= start:
                        if noun in mention.name.lower().split():
                            return _entity(mention)
                        fallback = fallback or _entity(mention)
            return fallback
        return None

    def _wants_organisation(self, title: TitleMention) -> bool:
        base = title.office.removeprefix(DEPUTY)
        return base in _ORGANISATION_OFFICES or title.serves == "organisation"

    def nearby(self, title: TitleMention, person: Person | None = None) -> Entity | None:
        """The country or organisation around the title that its holder serves most likely."""
        reading = self._reading
        base = title.office.removeprefix(DEPUTY)
        wants_organisation = self._wants_organisation(title)
        either = base in _EITHER_OFFICES and title.kind not in (
            "parliament",
            "military",
            "agency",
            "ministry",
            "government",
        )
        here = reading.sentence_at[title.start]
        scores: dict[Entity, float] = {}
        block = reading.sentences[here].block
        for index in range(here, max(here - _REACH, -1), -1):
            distance = here - index
            near = (3.0, 1.8, 1.2, 0.7)[distance] * (1.0 if reading.sentences[index].block == block else 0.75)
            for mention in self._by_sentence[index]:
                entity = _entity(mention)
                if entity is None or title.start <= mention.start < title.end:
                    continue
                weight = near
                if distance == 0:
                    weight = (
                        near * (1 - 0.01 * min(title.start - mention.end, 40)) if mention.end <= title.start else 1.2
                    )
                if entity.kind == "country" and mention.kind in ("place", "capital") and self._is_place(mention):
                    weight *= 0.45
                elif mention.kind == "place":
                    weight *= 0.6
                scores[entity] = max(scores.get(entity, 0.0), weight)
            sentence = reading.sentences[index]
            for i in range(sentence.start, min(sentence.end, title.np_start)):
                other = reading.person_at(i)
                if other is not None and other is not person and other in self._of:
                    entity = self._of[other]
                    scores[entity] = max(scores.get(entity, 0.0), near * 0.8)
        for entity, count in self._counts.items():
            scores[entity] = scores.get(entity, 0.0) + 0.8 * log(1 + count)
        left_out = self._met(title) if not wants_organisation else frozenset()
        best: Entity | None = None
        for entity in sorted(scores, key=lambda e: (-scores[e], e)):
            if entity.kind == "organisation" and not (wants_organisation or either):
                continue
            if entity.kind == "country" and (wants_organisation or not self._can_have(entity, title, base, person)):
                continue
            if entity in left_out:
                continue
            best = entity
            break
        return best

    def _can_have(self, entity: Entity, title: TitleMention, office: str, person: Person | None) -> bool:
        states = self._styles.get(title.form)
        if states is not None:
            return entity.name in states
        if office == "monarch" and entity.name not in self._monarchies:
            return False
        if title.office == office and office in _ALONE and title.tenure != "former":
            holder = self._holders.get((office, entity))
            if holder is not None and holder is not person:
                return False
        return entity.name not in self._without.get(title.office, ())

    def _met(self, title: TitleMention) -> frozenset[Entity]:
        """The countries of those who meet the holder of the title: not the holder's own."""
        reading = self._reading
        sentence = reading.sentences[reading.sentence_at[title.start]]
        verb = next(
            (
                i
                for i in range(title.np_start - 1, max(sentence.start, title.np_start - 5) - 1, -1)
                if reading.lower[i] in _MEETING
            ),
            None,
        )
        if verb is None:
            return frozenset()
        first = sentence.start
        if not any(reading.person_at(i) for i in range(first, verb)) and sentence.index > 0:
            first = reading.sentences[sentence.index - 1].start
        for i in range(first, verb):
            person = reading.person_at(i)
            if person is not None:
                return frozenset({self._of[person]}) if person in self._of else frozenset()
        return frozenset()

    def _is_place(self, mention: Mention) -> bool:
        return mention.start > 0 and self._reading.lower[mention.start - 1] in _PLACE_WORDS


def _entity(mention: Mention) -> Entity | None:
    if mention.kind == "organisation":
        return Entity("organisation", mention.name)
    return Entity("country", mention.country) if mention.country else None


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
