"""Frames of nouns ("a visit", "talks"): whose they are, with whom, and how sure, from the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from summitry.extract.language.arguments import ArgumentReader
from summitry.extract.language.assertions import Voice, VoiceReader
from summitry.extract.language.frame import Frame
from summitry.extract.language.items import Group, Item, SyntaxWords
from summitry.extract.language.syntax import Syntax
from summitry.extract.language.verb_forms import VerbForms
from summitry.extract.people.actors import Actors
from summitry.extract.people.gender import fits
from summitry.extract.reading import Reading, Sentence

_OWN: Final = frozenset({"his", "her", "their", "its"})
_RIGHT: Final = 22  # items behind a noun whose words bear on it
_RELATIVE: Final = 6  # items of a relative clause that say whether what it tells of was called off
_COMING: Final = frozenset(
    {"begin", "start", "take", "last", "be", "include", "end", "run", "continue", "open", "follow"}
)
_NOT: Final = frozenset({"not", "n't", "n’t", "never"})
_TIMED: Final = frozenset({"after", "before", "following", "during", "at", "ahead of"})
_LEAD: Final = 5  # items between a noun and the preposition that governs it ("ahead of a long-awaited first" meeting)


class NounFrames:
    """Reads the frames of the nouns that cues name."""

    def __init__(
        self,
        cues: Iterable[tuple[str, str]],
        verbs: VerbForms,
        voices: VoiceReader,
        words: SyntaxWords,
        arguments: ArgumentReader,
    ) -> None:
        """`cues` are forms of one or more words ("working visit"), each with its sense."""
        self._nouns: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, sense in cues:
            form = tuple(phrase.replace("-", " - ").split())
            self._nouns.setdefault(form[0], []).append((form, sense))
        for named in self._nouns.values():
            named.sort(key=lambda entry: (-len(entry[0]), entry[1]))
        self._verbs = verbs
        self._voices = voices
        self._words = words
        self._arguments = arguments

    def __bool__(self) -> bool:
        """Whether there is any noun to look for."""
        return bool(self._nouns)

    def __contains__(self, word: str) -> bool:
        """Whether a noun begins with the word."""
        return word in self._nouns

    def read(
        self, reading: Reading, syntax: Syntax, words: list[str], sentence: Sentence, actors: Actors, asked: bool
    ) -> Iterator[Frame]:
        """The frames of a sentence; `words` are those of its items, `asked` whether it is a question."""
        items = syntax.items
        taken = -1
        for i, item in enumerate(items):
            if i < taken:
                continue
            for start, last, sense in self._nouns_at(reading, items, i):
                taken = last
                own = reading.lower[item.start] if item.event is not None else ""
                subjects, owned = self._owners(syntax, i, sentence, actors, own if own in _OWN else "")
                stop = self._arguments.stop(syntax, last)
                left = self._left(syntax, i)
                ahead = next((p.verb for p in syntax.predications if p.start > i), None) if not left else None
                main = words[ahead : ahead + 1] if ahead is not None and not owned else []
                main = [word for word in main if word in self._words.finite]
                governor = syntax.last_before(i)
                governed = governor is not None
                end = min(self._arguments.stop(syntax, last, verbs=governed), last + _RIGHT)
                right = [words[k] for k in range(last, end) if not self._is_direction(items, k)]
                if governor is not None and words[governor.verb] in self._words.reporting and "that" in right:
                    right = right[: right.index("that")]
                right = self._without_purpose(right)
                if words[end - 1 : end + 1] == [",", "which"] or words[end : end + 2] == [",", "which"]:
                    right += words[end : end + _RELATIVE]  # "his trip to Peru, which was postponed"
                before = words[left:i]
                if before[-3:] and "have" in before[-3:]:
                    before.remove("have")  # "was to have dinner": no tense of the verb before
                assertion, open_ = self._voices.around(before + main, self._before_report(right))
                if item.event is not None and assertion is None and item.event.ahead:
                    assertion = "planned"
                if _NOT.intersection(words[max(left, i - _LEAD) : i]) and assertion in (None, "planned"):
                    open_ = True  # "did not make the trip to"
                if "no" in words[max(left, i - 2) : i] and assertion in (None, "planned"):
                    assertion, open_ = ("denied", open_) if assertion else (None, True)
                tense = self._tense(words, left, i)
                if tense == "none" and governor is not None and words[governor.verb].endswith("s"):
                    tense = "present"
                lead = self._lead(syntax, i)
                voice = Voice(left, False, False, assertion, "future" if assertion == "planned" else tense, True)
                yield Frame(
                    sense,
                    start,
                    item.end if item.event is not None else items[last - 1].end,
                    "owned" if owned else "noun",
                    sentence,
                    subjects,
                    tuple(self._arguments.read(syntax, last, stop)),
                    voice,
                    (items[min(left, i)].start, items[stop - 1].end),
                    lead=lead,
                    open=asked or (open_ and lead != "during"),
                )

    @staticmethod
    def _without_purpose(words: list[str]) -> list[str]:
        """The words before what a visit is said to be for ("his trip was to brief the president")."""
        for k in range(len(words) - 2):
            if words[k] == ",":
                break
            if words[k] in ("is", "was") and words[k + 1] == "to" and words[k + 2] not in _COMING:
                return words[:k]
        return words

    @staticmethod
    def _is_direction(items: list[Item], k: int) -> bool:
        """Whether a "to" leads to a place, not to a verb ("his first trip was to Rome")."""
        actor = items[k + 1].actor if k + 1 < len(items) else None
        return items[k].word == "to" and actor is not None and actor.place

    def _before_report(self, words: list[str]) -> list[str]:
        """The words before one that opens what somebody says ("on a visit to Oman, said trade would grow")."""
        for k, word in enumerate(words[:-1]):
            if word in self._words.reporting and "," in words[:k] and words[k + 1] not in (",", "."):
                return words[:k]
        return words

    def _left(self, syntax: Syntax, i: int) -> int:
        """Where the words that bear on a noun at item `i` begin: at the verb it depends on, else at its clause."""
        found = syntax.last_before(i)
        start = found.end if found is not None else 0
        for k in range(i - 1, start, -1):
            word = syntax.items[k].word
            if word in self._words.breaks or (word in ("and", ",", "but") and syntax.opens_past(k + 1)):
                return k + 1
        return start

    @staticmethod
    def _tense(words: list[str], start: int, end: int) -> str:
        group = words[start:end]
        if any(word in ("was", "were", "had", "did") or word.endswith("ed") for word in group):
            return "past"
        return "present" if any(word in ("is", "are", "has", "have") for word in group) else "none"

    def _lead(self, syntax: Syntax, i: int) -> str:
        """The preposition that governs the noun at item `i`, over its articles and adjectives."""
        for k in range(i - 1, max(-1, i - _LEAD), -1):
            item = syntax.items[k]
            if item.word in self._words.prepositions or item.word in self._words.preposed:
                ahead = item.word == "of" and k and syntax.items[k - 1].word == "ahead"
                return "ahead of" if ahead else item.word
            if (
                item.event is not None
                or item.word in (",", ".", ";")
                or (item.actor is not None and not item.actor.case)
            ):
                return ""
        return ""

    def _is_verb(self, items: list[Item], i: int) -> bool:
        """Whether a word that may be a noun ("visit") is a verb at item `i`."""
        if i == 0 or items[i].word not in self._verbs:
            return False
        before = items[i - 1]
        if before.actor is not None:
            return not before.actor.case
        return before.word in ("to", "who", "also", "recently") or before.word in self._words.finite

    def _nouns_at(self, reading: Reading, items: list[Item], i: int) -> Iterator[tuple[int, int, str]]:
        """Noun cues at item `i`, as the first token, the item after, and the sense; an event without a name counts."""
        item = items[i]
        if item.event is not None:
            head = reading.lower[item.event.head : item.event.end]
            for words, sense in self._nouns.get(head[0] if head else "", ()):
                if tuple(head[: len(words)]) == words:
                    yield item.event.head, i + 1, sense
                    return
            return
        if self._is_verb(items, i):
            return
        for words, sense in self._nouns.get(item.word, ()):
            last = self._past_words(reading, items, i, words)
            if last is not None:
                yield item.start, last, sense
                return

    @staticmethod
    def _past_words(reading: Reading, items: list[Item], i: int, words: tuple[str, ...]) -> int | None:
        """The item after a phrase that starts with item `i`; unnamed people may be part of it ("among the leaders")."""
        end = items[i].start + len(words)
        if tuple(reading.lower[items[i].start : end]) != words:
            return None
        k = next((k for k in range(i, len(items)) if items[k].end >= end), i)
        named = any(item.actor is not None and item.actor.person is not None for item in items[i : k + 1])
        return k + 1 if items[k].end == end and not named else None

    def _owners(self, syntax: Syntax, i: int, sentence: Sentence, actors: Actors, own: str) -> tuple[Group, bool]:
        """Whose visit or meeting it is: the possessor before it, else the subject of the verb it depends on.

        `own`: the possessive that an event begins with ("his meeting").
        """
        items = syntax.items
        if own:
            governor = syntax.last_before(i)
            if own == "their" and governor is not None and len(governor.actors) > 1:
                return governor.actors, True
            return self._antecedent(syntax, i, sentence, actors, own, own=True), True
        for k in range(i - 1, max(-1, i - 6), -1):
            actor = items[k].actor
            if actor is not None and actor.case:
                return syntax.group_ending(k)[0], True
            if items[k].word in _OWN or (items[k].event is not None and k == i - 1):
                return self._antecedent(syntax, k, sentence, actors, items[k].word), True
            if actor is not None or items[k].word in (",", "for", "to", "in", "on", "with"):
                break
        found = syntax.last_before(i)
        if found is not None:
            verb = items[found.verb].word
            between = items[found.verb + 1 : i]
            that = any(item.word == "that" for item in between)
            light = that or (all(self._light(item) for item in between) and self._lead(syntax, i) not in _TIMED)
            if verb in self._words.reporting and light:
                return (), False  # "X said talks with Y would go on", but: "X said after talks with Y"
            return found.actors, False
        before = (item.word for item in items[max(0, i - _LEAD) : i])
        with_ = i + 1 < len(items) and items[i + 1].word == "with"  # "following talks with Y, X said"
        if i and (self._words.prepositions.intersection(before) or (with_ and self._lead(syntax, i) in _TIMED)):
            return syntax.main(i), False
        return (), False

    def _antecedent(
        self, syntax: Syntax, i: int, sentence: Sentence, actors: Actors, word: str, *, own: bool = False
    ) -> Group:
        """Whom "his" at item `i` means: the subject before it, else the person before it, else one named before."""
        found = syntax.last_before(i)
        if found is not None and any(actor.person and fits(word, actor.person) for actor in found.actors):
            return found.actors
        for k in range(i - 1, -1, -1):
            actor = syntax.items[k].actor
            if actor is not None and actor.person is not None and not actor.case and fits(word, actor.person):
                return syntax.group_ending(k)[0]
        if word in ("his", "her", "their"):
            after = syntax.main(i)
            if any(actor.person and fits(word, actor.person) for actor in after):
                return after
        return () if own and word == "their" else self._previous(sentence, actors, word)

    def _light(self, item: Item) -> bool:
        return self._words.idle(item) or item.word in self._words.determiners or item.word in ("that", "on")

    @staticmethod
    def _previous(sentence: Sentence, actors: Actors, word: str) -> Group:
        """Who "his" may mean when its own sentence names nobody before it."""
        named = [a for a in actors.found if a.end <= sentence.start and a.person is not None and not a.case]
        before = [a for a in named if a.person is not None and fits(word, a.person)]
        return (before[-1],) if before else ()
