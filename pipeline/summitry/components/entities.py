"""Entities of one document agree with one another: a spaCy component behind the recogniser ("summitry_entities").

The recogniser sees a few words at a time. What a whole text tells is added here: forms of address and numerals at the
bounds of names, the surname of somebody named in full, and the same string under several labels or under none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

Entity = tuple[int, int, str]

_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_VOTING: Final = frozenset({"PERSON", "GPE", "LOC", "FAC"})  # organisations share their names with places and people
# Before some of these words an organisation may stand as well ("Lord & Taylor", "Dr. Reddy's").
_PEOPLE_ONLY: Final = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Justice"})
_ADDRESS: Final = _PEOPLE_ONLY | {"Miss", "Judge", "Lord", "Lady", "Sir", "Dr", "Dr.", "Professor", "Prof.", "Madame"}
_PEERS: Final = frozenset({"Lord", "Lady", "Baroness", "Baron", "Viscount", "Prince", "Duke", "Duchess", "Earl"})
_BEARERS: Final = frozenset({"Cyclone", "Typhoon", "Hurricane", "HMS", "USS", "FS", "INS", "HMAS"})  # ships and storms
_PARTS: Final = frozenset({"Title", "Article", "Chapter", "Section", "Part", "Annex"})
_LINKS: Final = frozenset({"of", "the", "and", "in", "for", "at", "to", "by", "from", "with"})
_FINAL: Final = frozenset({".", "!", "?", ":", "”", '"', "\n", "\n\n"})
_NUMERAL: Final = re.compile(r"(?:X{0,2})(?:IX|IV|V?I{1,3}|V)$")
_PROPER: Final = re.compile(r"[A-Z][^\W\d_]{2,}(?:['’-][^\W\d_]+)*$")
_LONGEST_ADDRESSED: Final = 4


@Language.component("summitry_entities")
def agree(doc: Doc) -> Doc:
    """Set the entities of `doc` anew where they do not agree."""
    before: list[Entity] = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    if not before:
        return doc
    words = [token.text for token in doc]
    after = _bounded(words, _joined(words, before))
    surnames = {
        words[end - 1]
        for start, end, label in after
        if label == "PERSON" and end - start > 1 and _PROPER.match(words[end - 1])
    }
    after = _filled(words, _voted(words, _by_surname(words, after, surnames), surnames), surnames)
    if after != before:
        doc.ents = [Span(doc, *entity) for entity in after]
    return doc


def _joined(words: list[str], entities: list[Entity]) -> list[Entity]:
    """No name ends in a preposition: it goes on to the name behind "of", or ends before it."""
    result: list[Entity] = []
    for start, end, label in entities:
        if result and result[-1][1] == start and words[result[-1][1] - 1] in _LINKS:
            first, stop, old = result.pop()
            link = words[stop - 2 : stop] if words[stop - 1] == "the" else words[stop - 1 : stop]
            if link[0] == "of" and old in _NAMES and label in _NAMES:
                start, label = first, old if old == "FAC" else "ORG"
            else:
                result.append((first, stop, old))
        result.append((start, end, label))
    return [(start, _last(words, start, end) if label in _NAMES else end, label) for start, end, label in result]


def _last(words: list[str], start: int, end: int) -> int:
    while end - start > 1 and words[end - 1] in _LINKS:
        end -= 1
    return end


def _bounded(words: list[str], entities: list[Entity]) -> list[Entity]:
    """Names without forms of address and with their numerals; ships and storms are nobody."""
    result: list[Entity] = []
    nobody = {words[i + 1] for i in range(len(words) - 1) if words[i] in _BEARERS and words[i + 1].istitle()}
    for start, end, label in entities:
        first = words[start]
        if label == "PERSON" and (first in _BEARERS or words[end - 1] in nobody or first in _PARTS):
            continue
        if first in _ADDRESS and 1 < end - start <= _LONGEST_ADDRESSED and words[start + 1][:1].isupper():
            if label == "PERSON":
                start += 1
            elif label in _NAMES and first in _PEOPLE_ONLY:
                start, label = start + 1, "PERSON"
        if label == "PERSON" and end < len(words) and _is_numeral(words, end):
            end += 1
        of = next((i for i in range(start + 2, end - 1) if words[i] == "of"), 0) if label == "PERSON" else 0
        if of and words[of + 1][:1].isupper() and first not in _PEERS:
            result.append((start, of, label))  # "Umaro Touray of Gambia"
            start, label = of + 1, "GPE"
        result.append((start, end, label))
    return result


def _is_numeral(words: list[str], index: int) -> bool:
    """A numeral of a name; "I" only where it cannot be the pronoun."""
    if words[index] == "I":
        return index + 1 < len(words) and words[index + 1] in (",", "(", ".", "of", "was", "'s", "’s")
    return _NUMERAL.match(words[index]) is not None and words[index] != "V"


def _by_surname(words: list[str], entities: list[Entity], surnames: set[str]) -> list[Entity]:
    """Lone surnames of people who are named in full are people too."""
    if not surnames:
        return entities
    result = [
        (start, end, "PERSON" if end - start == 1 and label in _NAMES and words[start] in surnames else label)
        for start, end, label in entities
    ]
    taken = {index for start, end, _ in entities for index in range(start, end)}
    result += [
        (index, index + 1, "PERSON")
        for index, word in enumerate(words)
        if word in surnames and index not in taken and _stands_alone(words, index)
    ]
    return sorted(result)


def _stands_alone(words: list[str], index: int) -> bool:
    """Whether no capitalised word touches the word, but for one that opens the sentence."""
    if index + 1 < len(words) and _is_capitalised(words[index + 1]):
        return False
    return index < 2 or not _is_capitalised(words[index - 1]) or words[index - 2] in _FINAL


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word.isalpha()


def _voted(words: list[str], entities: list[Entity], surnames: set[str]) -> list[Entity]:
    """The same string is a place or a person, as it is most often."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in entities:
        if label in _VOTING:
            labels[" ".join(words[start:end])][label] += 1
    winners = {}
    for string, counts in labels.items():
        if len(counts) > 1 and string not in surnames:
            (label, most), (_, second) = counts.most_common(2)
            if most > second:
                winners[string] = label
    if not winners:
        return entities
    return [
        (start, end, winners.get(" ".join(words[start:end]), label) if label in _VOTING else label)
        for start, end, label in entities
    ]


def _filled(words: list[str], entities: list[Entity], surnames: set[str]) -> list[Entity]:
    """A word that is a person twice or more, and more often than not, is one everywhere."""
    counts = Counter(words[start] for start, end, label in entities if end - start == 1 and label == "PERSON")
    people = {word for word, count in counts.items() if count > 1 and word not in surnames and _PROPER.match(word)}
    if not people:
        return entities
    taken = {index for start, end, _ in entities for index in range(start, end)}
    bare = [index for index, word in enumerate(words) if word in people and index not in taken]
    often = Counter(words[index] for index in bare)
    more = [(i, i + 1, "PERSON") for i in bare if often[words[i]] < counts[words[i]] and _stands_alone(words, i)]
    return sorted([*entities, *more]) if more else entities
