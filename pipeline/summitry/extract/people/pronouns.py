"""Whom "he", "she", "him", "they" and "the two leaders" mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.language.forms import Forms
from summitry.extract.people.actor import Actor
from summitry.extract.people.gender import fits, is_surely
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.roles import Role

_HE: Final = frozenset({"he", "she"})
_BEHIND_OBJECT: Final = frozenset(
    {"with", "in", "on", "at", "to", "for", "and", "as", "after", "before", "by", "from", "during", "there", "here"}
)
_THEY: Final = frozenset({"they", "them"})
_PAIR: Final = Forms(
    (
        ("the", "two", "leaders"),
        ("the", "two", "men"),
        ("the", "two", "presidents"),
        ("the", "pair"),
        ("both", "leaders"),
        ("the", "two", "ministers"),
        ("the", "two", "premiers"),
        ("both", "presidents"),
        ("both", "ministers"),
        ("both", "premiers"),
        ("both", "men"),
        ("the", "two"),
    )
)

# What the offices of two people end in that a phrase for a pair may mean.
PAIR_OFFICES: Final[Mapping[str, tuple[str, ...]]] = {
    "ministers": ("minister",),
    "presidents": ("president",),
    "premiers": ("prime_minister",),
    "leaders": ("president", "prime_minister", "monarch", "leader", "crown_prince"),
}

_BACK: Final = 4  # sentences back in which whom "she" means was named when the last subject is no woman


class PronounReader:
    """Reads the pronouns of a reading; `people` are the phrases that mean several people."""

    def __init__(self, reading: Reading, roles: Sequence[Role], people: set[tuple[str, ...]]) -> None:
        self._reading = reading
        self._roles = roles
        self._people = people
        prepositions = cue_words(reading.lexicon, "groups", "prepositions")
        self._behind = prepositions - {"for", "like", "unlike", "after", "before", "since", "until"}

    def read(self, at: Sequence[Actor | None]) -> Iterator[Actor]:
        """ "He" and "she" are the person named last as a subject; "they" and "the two leaders" the last two people.

        Where the article tells who is a woman or a man, that decides between those named last.
        """
        reading = self._reading
        recent: list[Person] = []
        seen: dict[Person, int] = {}  # the sentence of the last mention
        speakers = {role.person for role in self._roles if role.office == "spokesperson"}
        subject: Person | None = None
        earlier: Person | None = None  # the subject before this sentence: whom "him" means, for its own acts
        sentence = -1
        for i, word in enumerate(reading.lower):
            if reading.sentence_at[i] != sentence:
                sentence, fresh, earlier = reading.sentence_at[i], True, subject
            actor = at[i]
            if actor is not None and actor.pronoun:
                continue
            if actor is not None and actor.person is not None:
                if actor.start == i:
                    if actor.person in recent:
                        recent.remove(actor.person)
                    seen[actor.person] = sentence
                    if actor.person not in speakers:
                        recent.append(actor.person)
                    behind = i > 0 and reading.lower[i - 1] in self._behind
                    if fresh and not behind and not actor.case and actor.person not in speakers:
                        subject, fresh = actor.person, False
                continue
            near = [p for p in reversed(recent) if sentence - seen[p] <= _BACK]
            if word == "him" or (word == "her" and self._is_object(i)):
                person = earlier if self._acts(at, i, subject) else subject
                person = self._fitting(word, person, [p for p in near if not self._acts(at, i, p)])
                if person is not None:
                    yield Actor(i, i + 1, "person", person.entity, pronoun=True, person=person)
            elif word in _HE:
                subject = self._fitting(word, subject, near)
                if subject is not None:
                    subject.pronoun = subject.pronoun or ("she" if word == "she" else "he")
                    fresh = False  # whoever acts goes on acting: "She met X. She said"
                    seen[subject] = sentence
                    yield Actor(i, i + 1, "person", subject.entity, pronoun=True, person=subject)
            elif len(recent) >= 2 and (phrase := _PAIR.at(reading.lower, i)):
                if phrase == ("the", "two") and not self._is_people(i + 2):
                    continue
                end = i + len(phrase)
                pair = self._with_subject(at, i, sentence, subject) or self._last_pair(recent, phrase)
                for offset, person in enumerate(pair):
                    first = i + offset
                    last = end if offset else first + 1
                    yield Actor(first, last, "person", person.entity, pronoun=True, person=person)

    @staticmethod
    def _fitting(word: str, last: Person | None, near: Sequence[Person]) -> Person | None:
        """Who a pronoun means: the last subject if it may be, else whoever near it is known to fit, else may."""
        if last is not None and is_surely(word, last):
            return last
        sure = next((p for p in near if is_surely(word, p)), None) if word in ("she", "her") else None
        if sure is not None:
            return sure
        if last is None or fits(word, last):
            return last
        others = [p for p in near if fits(word, p)]
        return next((p for p in others if is_surely(word, p)), others[0] if others else last)

    def _acts(self, at: Sequence[Actor | None], i: int, person: Person | None) -> bool:
        """Whether a person acts in the clause of the pronoun at token `i`, and so is not meant by it."""
        reading = self._reading
        for k in range(i - 1, reading.sentences[reading.sentence_at[i]].start - 1, -1):
            if reading.lower[k] in ("that", "which", "whom"):
                return False
            actor = at[k]
            if actor is not None and actor.person is not None and not actor.case and actor.start == k:
                if actor.person is person:
                    return True
                if k < 2 or reading.lower[k - 1] not in ("and", ",") or at[k - 2] is None:
                    return False  # else one of a group: "A and B, who were to accompany him"
        return False

    def _with_subject(
        self, at: Sequence[Actor | None], i: int, sentence: int, subject: Person | None
    ) -> Sequence[Person]:
        """Whoever acts and the one person whom the sentence names before token `i`, if it names no other."""
        start = self._reading.sentences[sentence].start
        named = list(dict.fromkeys(a.person for a in at[start:i] if a is not None and a.person is not None))
        return [subject, named[0]] if subject is not None and len(named) == 1 and subject not in named else []

    def _last_pair(self, recent: Sequence[Person], phrase: tuple[str, ...]) -> Sequence[Person]:
        """The two of the people named so far who were named last and fit a phrase ("the two ministers")."""
        wanted = PAIR_OFFICES.get(phrase[-1])
        if wanted is not None:
            offices: dict[Person, list[str]] = {}
            for role in self._roles:
                offices.setdefault(role.person, []).append(role.office)
            fitting = [p for p in recent if any(o.endswith(wanted) for o in offices.get(p, ()))]
            peers = [
                (one, other)
                for k, other in enumerate(fitting)
                for one in fitting[:k]
                if set(offices[one]).intersection(offices[other])
            ]
            if len(fitting) > 2 and peers and fitting[-1] not in peers[-1]:
                return peers[-1]
            if len(fitting) >= 2:
                return fitting[-2:]
        return recent[-2:]

    def _is_object(self, i: int) -> bool:
        """Whether "her" at token `i` is an object, not a possessive before a noun."""
        after = self._reading.lower[i + 1 : i + 2]
        return not after or not after[0].isalpha() or after[0] in _BEHIND_OBJECT

    def _is_people(self, i: int) -> bool:
        """Whether a noun for people stands at token `i`, or behind one word there ("the two visiting leaders")."""
        words = self._reading.lower[i : i + 6]
        return any(tuple(words[k : k + n]) in self._people for k in (0, 1) for n in (5, 3, 2, 1))
