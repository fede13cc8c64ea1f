"""People in the document: every mention by name joined to one person, by the words of the name.

A person goes by the longest form of the name. A form of several words belongs to a longer one that has all of them;
a single word to the person it is the last, else the first, else any word of, the most recently named first.
Two people of one surname stay two as long as their given names differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from summitry.components.names import Name
from summitry.extract.reading import Person, Reading

_SAME_SPELLING: Final = (
    0.8  # ratio of difflib over given names of one surname: "Sergei"/"Sergey" 0.83, "Ali"/"Ilham" 0.25
)
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS: Final = str.maketrans("łŁøØđĐıðÐ", "lLoOdDidD")
_ARTICLES: Final = frozenset({"al", "el", "as", "ar", "ash", "abd", "abdel", "abdul", "abou", "abu"})
_WEEKDAYS: Final = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SON_OF: Final = frozenset({"bin", "ibn", "ben", "bint", "binti"})
_SAME_SURNAME: Final = 0.9
_LINKING: Final = frozenset({"-", "‐", "‑", "–", ".", ","})


def link_people(reading: Reading) -> None:
    """Fill `reading.people` and `reading.person_of`; adds mentions by surname that no name matcher saw."""
    people: list[Person] = []
    for name in sorted(reading.names, key=lambda n: (-len(_tokens(reading, n)), n.start)):
        tokens = _tokens(reading, name)
        if len(tokens) < 2:
            continue
        person = _containing(people, tokens)
        if person is None:
            person = Person(_text(reading, name), tokens)
            people.append(person)
        reading.person_of[name] = person
    people.sort(key=lambda p: min(n.start for n, q in reading.person_of.items() if q is p))
    by_word: dict[str, list[Person]] = {}
    for person in people:
        for word in person.tokens:
            by_word.setdefault(word, []).append(person)
    last_seen: dict[Person, int] = {}
    singles: dict[str, Person] = {}
    for name in sorted((*reading.names, *_unseen(reading, by_word)), key=lambda n: n.start):
        if name not in reading.person_of:
            word = _tokens(reading, name)[0] if _tokens(reading, name) else ""
            found = _of_word(by_word.get(word, ()), word, last_seen)
            if found is None:
                found = singles.get(word) or _respelled_surname(people, word)
            if found is None:
                found = singles[word] = Person(_text(reading, name), (word,))
                people.append(found)
            reading.person_of[name] = found
        person = reading.person_of[name]
        last_seen[person] = name.start
        person.names.append(name)
        form = _text(reading, name)
        person.forms[form] = person.forms.get(form, 0) + 1
    reading.people = people
    reading.names = sorted(reading.person_of, key=lambda n: n.start)
    for name in reading.names:
        for i in range(name.start, name.end):
            reading.name_at[i] = name


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """A word without case and accents, for comparison."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


def _tokens(reading: Reading, name: Name) -> tuple[str, ...]:
    return tuple(fold_word(w) for w in reading.words[name.start : name.end] if w not in _LINKING)


def _text(reading: Reading, name: Name) -> str:
    return reading.text(name.start, name.end)


def _containing(people: Sequence[Person], tokens: tuple[str, ...]) -> Person | None:
    for person in people:
        if _within(tokens, person.tokens) or _respelled(tokens, person.tokens):
            return person
    return None


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of `short` stand in `long` in their order (initials stand for words).

    A son and his father stay two: "Turki bin Fahd" is not "Fahd bin Turki bin Fahd".
    """
    if _SON_OF.intersection(short) and short[0] != long[0]:
        return False
    position, first = 0, True
    for word in short:
        while position < len(long) and not (
            long[position] == word or (len(word) == 2 and word.endswith(".") and long[position].startswith(word[0]))
        ):
            position += 1
        if position == len(long) or (first and position > 0 and long[position - 1] in _SON_OF):
            return False
        position, first = position + 1, False
    return True


def _respelled(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other) or one[0][0] != other[0][0]:
        return False
    return all(
        a == b or (len(a) > 3 and len(b) > 3 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME_SPELLING)
        for a, b in zip(one, other, strict=True)
    )


def _respelled_surname(people: Sequence[Person], word: str) -> Person | None:
    """The person whose last name the word spells otherwise ("Yuschenko", "Yushchenko")."""
    for person in people:
        last = person.tokens[-1]
        if last == word and _is_father(person, word):
            continue
        alike = len(word) > 5 and len(last) > 5 and last[0] == word[0] and abs(len(last) - len(word)) < 3
        alike = alike and not (last.startswith(word) or word.startswith(last))  # "Hussein", "Husseini"
        if alike and SequenceMatcher(None, last, word, autojunk=False).ratio() >= _SAME_SURNAME:
            return person
    return None


def _of_word(people: Sequence[Person], word: str, last_seen: dict[Person, int]) -> Person | None:
    def preference(person: Person) -> tuple[bool, bool, int]:
        named = person in last_seen
        return (person.tokens[-1] == word or person.tokens[0] == word, named, last_seen.get(person, 0))

    fitting = (p for p in people if not _is_father(p, word) and not _is_half(p, word))
    return max(fitting, key=preference, default=None)


def _is_half(person: Person, word: str) -> bool:
    """Whether the word is in the name only as the second half of a given name: "Claude" in "Jean-Claude Juncker"."""
    if person.tokens.count(word) > 1 or word in (person.tokens[0], person.tokens[-1]):
        return False
    return any(
        fold_word(part).rpartition("-")[2] == word and part.partition("-")[0].lower() not in _ARTICLES
        for part in person.name.split()[:1]
        if "-" in part
    )


def _is_father(person: Person, word: str) -> bool:
    """Whether the word is in the name as that of the father alone: "Salman" in "Mohammed bin Salman"."""
    places = [i for i, token in enumerate(person.tokens) if token == word]
    return all(i > 0 and person.tokens[i - 1] in _SON_OF for i in places)


def _unseen(reading: Reading, by_word: dict[str, list[Person]]) -> list[Name]:
    """Capitalised words that name a known person but that no matcher took for a name."""
    found: list[Name] = []
    for i, word in enumerate(reading.words):
        if not word[:1].isupper() or len(word) < 2 or reading.name_at[i] is not None or reading.title_at[i] is not None:
            continue
        people = by_word.get(fold_word(word))
        if not people or reading.mention_at[i] is not None:
            continue
        plain = fold_word(word)
        outer = any(plain in (person.tokens[0], person.tokens[-1]) for person in people)
        if outer and not _beside_name(reading, i):
            found.append(Name(i, i + 1, i))
    return found


def _beside_name(reading: Reading, i: int) -> bool:
    """Whether the word is part of a longer capitalised run ("Trump Tower"), which is something else."""
    for j in (i - 1, i + 1):
        if 0 <= j < len(reading.words):
            word = reading.words[j]
            if (
                word[:1].isupper()
                and word.lower() not in _WEEKDAYS
                and reading.title_at[j] is None
                and reading.mention_at[j] is None
                and (
                    j > i
                    or (
                        reading.sentence_at[j] == reading.sentence_at[i]
                        and j != reading.sentences[reading.sentence_at[i]].start
                    )
                )
            ):
                return True
    return False
