"""Countries and organisations that a title without an object may serve, described and ranked.

Every rival gets features: how near the text before the title names it, and what the article says of it as a whole.
Their weighted sum decides; the weights are data (`lexicons/cues/served.toml`), fitted by `training/served.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, log10
from typing import Final

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.extract.language.datelines import dateline_end
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.origins import origins
from summitry.extract.roles.ties import Ties
from summitry.findings import Entity
from summitry.lexicon import Lexicon
from summitry.vocabulary import DEPUTY

Features = Mapping[str, float]

_PLACE_WORDS: Final = frozenset(
    {"in", "at", "from", "near", "outside", "around", "across", "through", "via", "into", "to"}
)
# How near a mention is: by sentences before the title, then by how the country is named.
_NEAR: Final = (3.0, 1.8, 1.2, 0.7)
_PEOPLE_NEAR: Final = (1.0, 0.6, 0.4, 0.25)
_OTHER_BLOCK: Final = 0.5
_OTHER_CLAUSE: Final = 0.6  # in the sentence of the title, before a semicolon
_BEHIND: Final = 0.8  # in the sentence of the title, but after it
_PLACE: Final = 0.5  # "in Paris"
_MET_PLACE: Final = 0.9  # the same where somebody meets the holder of the office there
_OPENING_PLACE: Final = 1.6  # "In Cairo, the foreign minister said"
_PLACE_NAME: Final = 0.6
_OF_TITLE: Final = 0.7  # inside another title: "Russian President"
_OF_NAME: Final = 0.5  # "Akua Kuenyehia of Ghana"
_OF_COURTS: Final = frozenset({"judge", "prosecutor", "registrar"})
_UNLIKELY: Final = 0.001
_NONE: Final[frozenset[int]] = frozenset()
_SUBJECT: Final = 0.3  # a sentence starts with it: so much is added


class Ranking:
    """Puts rivals in order by the weights of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.weights = {str(row["feature"]): float(row["weight"]) for row in lexicon.cues.get("served", ())}

    def order(self, title: TitleMention, person: Person | None, rivals: Mapping[Entity, Features]) -> list[Entity]:  # noqa: ARG002
        """The rivals, the likeliest first; `title` and `person` are whose object is sought."""
        weights = self.weights
        scores = {e: sum(weights.get(f, 0.0) * value for f, value in found.items()) for e, found in rivals.items()}
        return sorted(scores, key=lambda e: (-scores[e], e))


class Rivals:
    """The rivals of one reading and their features."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.by_sentence: list[list[Mention]] = [[] for _ in reading.sentences]
        self._counts: Counter[Entity] = Counter()
        self._dateline: set[Entity] = set()
        dateline = dateline_end(reading)
        posts = _posts(reading)
        for mention in reading.mentions:
            entity = entity_of(mention)
            if entity is None or not reading.sentences or mention.start in posts:
                continue
            if mention.end <= dateline:
                self._dateline.add(entity)
                continue
            sentence = reading.sentences[reading.sentence_at[mention.start]]
            self.by_sentence[sentence.index].append(mention)
            self._counts[entity] += 1
        first = (entity_of(mention) for found in self.by_sentence[:2] for mention in found)
        self._lead = {entity for entity in first if entity is not None}
        rows = ((entity, reading.lexicon.organisation(entity.name)) for entity in self._counts)
        self._courts = {entity for entity, row in rows if row is not None and row.kind == "court"}
        self._most = max(self._counts.values(), default=1)
        self._guessed: set[Person] = set()  # whose country no words beside a title told
        self._ties = Ties(reading)
        self._sentences: dict[Entity, set[int]] = {}
        for index, mentions in enumerate(self.by_sentence):
            for mention in mentions:
                entity = entity_of(mention)
                if entity is not None:
                    self._sentences.setdefault(entity, set()).add(index)

    def guess(self, person: Person) -> None:
        """Remember that only a ranking told whom somebody serves."""
        self._guessed.add(person)

    def features(
        self,
        title: TitleMention,
        person: Person | None,
        of: Mapping[Person, Entity],
        stated: Sequence[Entity],
        bound: frozenset[Entity],
    ) -> dict[Entity, Features]:
        """The features of whatever the article mentions.

        `of`: whom people are known to serve; `stated`: of which countries it mentions holders of the office without
        their names; `bound`: where the holder travels.
        """
        same, other = self._ties.of(title, person, of)
        topic = self._ties.topic(title)
        near = self._nearness(title, _PLACE if other is None else _MET_PLACE)
        likely = origins(self._reading.lexicon, person.entity.name) if person is not None else {}
        told = Counter(e for who, e in of.items() if who is not person and who not in self._guessed)
        sentence_at = self._reading.sentence_at
        where = {sentence_at[name.start] for name in person.names} if person is not None else set()
        beside = self._beside(title, person, of)
        theirs: dict[Entity, set[int]] = {}  # the sentences with the person that name somebody of a country
        for who, entity in of.items():
            if who is not person and where:
                theirs.setdefault(entity, set()).update(i for n in who.names if (i := sentence_at[n.start]) in where)
        courts = self._courts if title.form.split()[-1] in _OF_COURTS else ()
        found: dict[Entity, Features] = {}
        for entity in dict.fromkeys((*self._counts, *near, *beside)):
            name = _weighed(likely.get(entity.name, _UNLIKELY)) if likely else 0.0
            found[entity] = {
                "near": near.get(entity, 0.0),
                "share": self._counts[entity] / self._most,
                "lead": float(entity in self._lead),
                "dateline": float(entity in self._dateline),  # it decides between countries that the body names too
                "stated": float(entity in stated),
                "same": float(entity == same),
                "other": float(entity == other),
                "topic": float(entity == topic),
                "beside": beside.get(entity, 0.0),
                "with": len(where & (self._sentences.get(entity, _NONE) | theirs.get(entity, _NONE)))
                / max(1, len(where)),
                "bound": float(entity in bound),
                "name": name,
                "told": log(1 + told[entity]),
                "court": float(entity in courts),
            }
        return found

    def _beside(self, title: TitleMention, person: Person | None, of: Mapping[Person, Entity]) -> dict[Entity, float]:
        """How near people of known countries are named before the title."""
        reading, found = self._reading, dict[Entity, float]()
        here = reading.sentence_at[title.start]
        for distance, index in enumerate(range(here, max(here - len(_PEOPLE_NEAR), -1), -1)):
            sentence = reading.sentences[index]
            near = _PEOPLE_NEAR[distance] * (1.0 if sentence.block == reading.sentences[here].block else _OTHER_BLOCK)
            for i in range(sentence.start, min(sentence.end, title.np_start)):
                other = reading.person_at(i)
                if other is not None and other is not person and other in of:
                    found[of[other]] = max(found.get(of[other], 0.0), near)
        return found

    def _nearness(self, title: TitleMention, places: float) -> dict[Entity, float]:
        """How near the countries and organisations of the sentences up to the title are."""
        reading = self._reading
        here = reading.sentence_at[title.start]
        block = reading.sentences[here].block
        scores: dict[Entity, float] = {}
        for distance, index in enumerate(range(here, max(here - len(_NEAR), -1), -1)):
            sentence = reading.sentences[index]
            near = _NEAR[distance] * (1.0 if sentence.block == block else _OTHER_BLOCK)
            for mention in self.by_sentence[index]:
                entity = entity_of(mention)
                if entity is None or title.start <= mention.start < title.end:
                    continue
                weight = near
                if distance == 0 and mention.end > title.start:
                    weight = _BEHIND
                elif distance == 0:
                    weight *= 1 - 0.01 * min(title.start - mention.end, 40)
                    if ";" in reading.words[mention.end : title.start]:
                        weight *= _OTHER_CLAUSE
                if entity.kind == "country":
                    weight = self._as_named(mention, weight, sentence.start, places)
                scores[entity] = max(scores.get(entity, 0.0), weight)
        return scores

    def _as_named(self, mention: Mention, weight: float, first: int, places: float) -> float:
        """The weight of a mention of a country by the words around it; `first`: where its sentence starts."""
        reading, start = self._reading, mention.start
        before = reading.lower[start - 1] if start else ""
        if mention.kind in ("place", "capital") and before in _PLACE_WORDS:
            weight *= _OPENING_PLACE if start - first < 3 else places
        elif mention.kind == "place":
            weight *= _PLACE_NAME
        elif (start - first < 2 or ";" in reading.words[start - 2 : start]) and reading.title_at[start] is None:
            weight += _SUBJECT
        elif reading.title_at[start] is not None:
            weight *= _OF_TITLE
        if start > 1 and before == "of" and reading.name_at[start - 2]:
            weight *= _OF_NAME
        return weight


def _weighed(chance: float) -> float:
    """How likely a name is from a country, from 0 (a thousandth or less) to 1."""
    return 1 + log10(max(chance, _UNLIKELY)) / 3


def entity_of(mention: Mention) -> Entity | None:
    """The organisation or country that a mention means."""
    if mention.kind == "organisation":
        return Entity("organisation", mention.name)
    return Entity("country", mention.country) if mention.country else None


def _posts(reading: Reading) -> set[int]:
    """The tokens of where ambassadors and envoys are sent to ("ambassador to Spain and Andorra")."""
    found: set[int] = set()
    for title in reading.titles:
        if title.office.removeprefix(DEPUTY) in ("ambassador", "envoy"):
            first, last = title.object_span or (title.end, title.end)
            found.update(i for i in range(title.head + 1, title.end) if not first <= i < last)
            end = reading.sentences[reading.sentence_at[title.start]].end
            found.update(i for i in range(title.end, end) if reading.lower[i - 1] == "to")  # "and Y to Mali"
    return found
