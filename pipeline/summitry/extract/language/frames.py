"""Frames: who does what with whom, for the verbs and nouns that cues name.

For every verb of the cue files in a sentence, a frame gives its subject, what follows it with which preposition, its
voice, its negation and its assertion. This is finite-state parsing in a cascade (names, groups, clauses), after FASTUS
(Hobbs et al., 1997, "FASTUS: A cascaded finite-state transducer for extracting information from natural-language
text"): enough for what news sentences say about leaders, at the speed of a few list walks.

Where clauses begin and end, and who a verb is said of, is read in `syntax.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.language.assertions import Voice, VoiceReader
from summitry.extract.language.frame import Argument, Frame
from summitry.extract.language.inflect import Form, inflect
from summitry.extract.language.items import QUOTES, Group, Item, SyntaxWords, items_of
from summitry.extract.language.syntax import Syntax
from summitry.extract.people.actors import Actors
from summitry.extract.people.gender import fits
from summitry.extract.reading import Reading, Sentence
from summitry.lexicon import Lexicon

__all__ = ["Argument", "Frame", "FrameReader"]

_OWN: Final = frozenset({"his", "her", "their", "its"})
_NO_VERB_AFTER: Final = _OWN | {"the", "a", "an", "this", "'s", "’s", "of", "official", "state"}
_WHILE: Final = frozenset({"while", "upon", "when", "following", ",", ";", "—"})
_SHARED: Final = frozenset({"will", "would", "to", "may", "might", "could", "can", "shall", "should", "'ll", "’ll"})
_RIGHT: Final = 22  # items behind a noun whose words bear on it
_FIRST: Final = 9  # items between "the first" and its infinitive
_BE: Final = frozenset({"be", "been", "being", "is", "are", "was", "were"})
_COPULAS: Final = frozenset({"is", "was", "became", "become", "becomes", "been", "be"})
_NOT: Final = frozenset({"not", "n't", "n’t", "never"})
_ADVERBS: Final = frozenset({"also", "both", "all", "already", "now", "still", "again", "likewise", "currently"})
_TIMED: Final = frozenset({"after", "before", "following", "during", "at", "ahead of"})
_VENUES: Final = frozenset({"palace", "house", "office", "residence", "headquarters", "hall", "lodge", "villa"})
_LEAD: Final = 5  # items between a noun and the preposition that governs it ("ahead of a long-awaited first" meeting)


class FrameReader:
    """Finds frames with the verbs and nouns of all cue files.

    Those are the rows of the tables named by `verbs` and `nouns` that have a sense; "" for none.
    """

    def __init__(self, lexicon: Lexicon, *, verbs: str = "verb", nouns: str = "noun") -> None:
        self._verbs: dict[str, list[tuple[tuple[str, ...], Form, str]]] = {}
        self._nouns: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for rows in lexicon.cues.values():
            for row in rows:
                if row["table"] == verbs:
                    for phrase in row["forms"]:
                        for words, form in inflect(phrase):
                            self._verbs.setdefault(words[0], []).append((words, form, str(row["sense"])))
                elif row["table"] == nouns and "sense" in row:
                    for phrase in row["forms"]:
                        words = tuple(phrase.replace("-", " - ").split())
                        self._nouns.setdefault(words[0], []).append((words, str(row["sense"])))
        for entries in self._verbs.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[2], entry[1] == "part", entry[1]))
        for named in self._nouns.values():
            named.sort(key=lambda entry: (-len(entry[0]), entry[1]))
        self._voices = VoiceReader(lexicon)
        self._words = SyntaxWords(lexicon)
        rows = lexicon.cues["syntax"]
        self._control = frozenset(str(row["value"]) for row in rows if row["table"] == "control")
        self._conditions = frozenset(str(row["value"]) for row in rows if row["table"] == "conditions")

    def read(self, reading: Reading, sentence: Sentence, actors: Actors, events: Sequence[EventMention]) -> list[Frame]:
        """The frames of one sentence, in the order of their verbs."""
        items = items_of(reading, sentence, actors, events)
        verbs = list(self._verbs_in(items))
        surely = frozenset(first for first, _, form, _ in verbs if form != "s" or items[first].word not in self._nouns)
        syntax = Syntax(items, self._words, surely)
        words = ["May" if item.word == "may" and not item.plain else item.word for item in items]
        asked = bool(words) and "?" in words[-2:]
        frames = [self._verb_frame(syntax, words, sentence, *verb, asked) for verb in verbs]
        frames.extend(self._noun_frames(reading, syntax, words, sentence, actors, asked))
        return sorted(frames, key=lambda frame: (frame.start, frame.end, frame.sense))

    def _verb_frame(
        self,
        syntax: Syntax,
        words: list[str],
        sentence: Sentence,
        first: int,
        last: int,
        form: Form,
        sense: str,
        asked: bool,
    ) -> Frame:
        items = syntax.items
        voice = self._voices.read(words, first, form)
        group = words[voice.start : first]
        if not group and words[last : last + 1] == ["by"] and self._is_participle(tuple(words[first:last]), form):
            voice = replace(voice, passive=True)
        if form == "ing" and not group and self._planned_among(words, first):
            voice = replace(voice, assertion="planned", tense="future")
        infinitive = "to" in group and not self._words.finite.intersection(group[: group.index("to")])
        if form == "base" and not group and voice.start and words[voice.start - 1] in ("and", "or", ",", "then"):
            voice = self._inherited(syntax, words, voice)
        subjects = self._subjects(syntax, first, voice, form, infinitive)
        copula = self._first_to(syntax, voice.start) if infinitive else None
        if copula is not None:
            subjects, voice = self._of_copula(syntax, words, copula, voice)
        starts = {actor.start for actor in subjects}
        begin = min((k for k in range(voice.start) if items[k].start in starts), default=voice.start)
        if self._voices.denies(words[max(0, begin - 12) : voice.start if infinitive else begin]):
            voice = replace(voice, assertion="denied")
        elif infinitive and self._voices.cancels(words[max(0, begin - 5) : voice.start]):
            voice = replace(voice, assertion="cancelled")
        stop = self._stop(syntax, last)
        whom = self._whom(syntax, begin, voice.start)
        following = self._arguments(syntax, last, stop)
        return Frame(
            sense,
            items[first].start,
            items[last - 1].end,
            "passive" if voice.passive else form,
            sentence,
            subjects,
            tuple(whom) or tuple(following),
            voice,
            (items[voice.start].start, items[stop - 1].end),
            open=asked
            or self._is_open(words, begin, voice.start, group, infinitive)
            or words[stop : stop + 1] == ["unless"]
            or words[stop - 1 : stop + 1] == ["only", "if"],
        )

    def _is_participle(self, words: tuple[str, ...], form: Form) -> bool:
        """Whether a form can be a participle: "taken", "attended", and not "took"."""
        return form == "part" or (
            form == "past" and any(e[0] == words and e[1] == "part" for e in self._verbs.get(words[0], ()))
        )

    @staticmethod
    def _first_to(syntax: Syntax, i: int) -> int | None:
        """The copula before an infinitive at item `i` that says what is so ("became the first leader to" go)."""
        items = syntax.items
        k = next(
            (k for k in range(i - 1, max(0, i - _FIRST), -1) if items[k].word in ("first", "second", "only")), None
        )
        if k is None:
            return None
        before = (j for j in range(k - 1, max(-1, k - 3), -1) if items[j].word in _COPULAS)
        return next(before, None)

    def _of_copula(self, syntax: Syntax, words: list[str], copula: int, voice: Voice) -> tuple[Group, Voice]:
        said = self._voices.read(words, copula, "past" if words[copula] in ("became", "was") else "base")
        voice = replace(voice, assertion=said.assertion, negated=said.negated, tense=said.tense)
        return syntax.subject(said.start - 1), voice

    @staticmethod
    def _whom(syntax: Syntax, begin: int, start: int) -> Iterator[Argument]:
        """The object of a relative clause, before its subject at item `begin` ("X, with whom he met")."""
        k = begin - 1
        further = any(begin < p.verb < start for p in syntax.predications)  # "with whom he differs, and met Y"
        if k > 0 and not further and syntax.items[k].word == "whom":
            behind = syntax.items[k - 1].word in ("with", "by", "to", "for")
            group = syntax.antecedent(k - behind)[0]
            if group:
                yield Argument(syntax.items[k - 1].word if behind else "", group)

    def _inherited(self, syntax: Syntax, words: list[str], voice: Voice) -> Voice:
        """The voice of a bare verb that shares an auxiliary ("will attend the summit and pay" a visit)."""
        before = syntax.last_before(voice.start)
        if before is None:
            return voice
        shared = next((k for k in range(voice.start - 1, before.end - 1, -1) if words[k] in _SHARED), None)
        if shared is None:
            return voice
        said = self._voices.read(words[: shared + 2], shared + 1, "base")
        return replace(voice, assertion=said.assertion, negated=said.negated, tense=said.tense)

    def _is_open(self, words: list[str], begin: int, start: int, group: list[str], infinitive: bool) -> bool:
        """Whether a verb stands in a condition, or behind a verb or a noun that only asks for it."""
        if any(word in self._conditions for word in words[max(0, begin - 2) : begin]):
            return True
        if infinitive or "to" in group:
            before = words[max(0, begin - 3) : start] + group
            return any(word in self._control for word in before if word != "to")
        return False

    def _subjects(self, syntax: Syntax, first: int, voice: Voice, form: Form, infinitive: bool) -> Group:
        """Who the verb group that starts at item `voice.start` is said of."""
        i = voice.start - 1
        if form == "ing" and voice.start == first:
            company = self._company(syntax, i)
            if company:
                return company
            before = syntax.items[i].word if i >= 0 else ","
            if before in _WHILE or before in self._words.prepositions:
                return syntax.main(first)
        if form in ("part", "past") and voice.start == first and (i < 0 or syntax.items[i].word == ","):
            return syntax.main(first) if i < 0 or voice.passive else syntax.chained(i) or syntax.main(first)
        return syntax.subject(i, infinitive=infinitive)

    @staticmethod
    def _planned_among(words: list[str], first: int) -> bool:
        """Whether a participle is said of those among whom somebody will be ("will be among the leaders attending")."""
        k = next((k for k in range(first - 1, max(1, first - _FIRST), -1) if words[k] == "among"), None)
        return k is not None and words[k - 1] == "be"

    @staticmethod
    def _company(syntax: Syntax, i: int) -> Group:
        """The group that ends at item `i` behind "with", as the subject of a participle ("with X representing Y")."""
        items = syntax.items
        if i < 1 or items[i].actor is None:
            return ()
        group, start = syntax.group_ending(i)
        return group if start > 0 and items[start - 1].word == "with" else ()

    def _verbs_in(self, items: list[Item]) -> Iterator[tuple[int, int, Form, str]]:
        taken = -1
        for i, item in enumerate(items):
            if i < taken or item.actor is not None or item.event is not None:
                continue
            done: set[str] = set()
            before = items[i - 1].word if i else ""
            for words, form, sense in self._verbs.get(item.word, ()):
                end = self._matched(items, i, words) if sense not in done else None
                if end is None or (form == "base" and before in _BE and self._is_participle(words, "past")):
                    continue  # "were shut out"
                if before in _NO_VERB_AFTER and (
                    form in ("base", "s") or (form == "ing" and before not in ("of", "state"))
                ):
                    continue
                done.add(sense)
                inner = words[0] in _BE and len(words) > 2 and words[1] in self._verbs  # "be received at"
                taken = max(taken, i + 1 if inner else end)
                yield i, end, form, sense

    @staticmethod
    def _matched(items: list[Item], i: int, words: tuple[str, ...]) -> int | None:
        """Where a phrase from item `i` ends; adverbs may stand behind a form of "be" ("are also expected")."""
        k = i + 1
        if words[0] in _BE and len(words) > 1:
            while k < min(len(items), i + 3) and items[k].word in _ADVERBS and items[k].word != words[1]:
                k += 1
        rest = tuple(other.word for other in items[k : k + len(words) - 1])
        return k + len(words) - 1 if rest == words[1:] else None

    # Nouns

    def _noun_frames(
        self, reading: Reading, syntax: Syntax, words: list[str], sentence: Sentence, actors: Actors, asked: bool
    ) -> Iterator[Frame]:
        items = syntax.items
        taken = -1
        for i, item in enumerate(items):
            if i < taken:
                continue
            for start, last, sense in self._nouns_at(reading, items, i):
                taken = last
                subjects, owned = self._owners(syntax, i, sentence, actors)
                stop = self._stop(syntax, last)
                left = self._left(syntax, i)
                ahead = next((p.verb for p in syntax.predications if p.start > i), None) if not left else None
                main = words[ahead : ahead + 1] if ahead is not None and not owned else []
                main = [word for word in main if word in self._words.finite]
                governor = syntax.last_before(i)
                governed = governor is not None
                end = min(self._stop(syntax, last, verbs=governed), last + _RIGHT)
                right = [words[k] for k in range(last, end) if not self._is_direction(items, k)]
                if governor is not None and words[governor.verb] in self._words.reporting and "that" in right:
                    right = right[: right.index("that")]
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
                    tuple(self._arguments(syntax, last, stop)),
                    voice,
                    (items[min(left, i)].start, items[stop - 1].end),
                    lead=lead,
                    open=asked or (open_ and lead != "during"),
                )

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

    def _owners(self, syntax: Syntax, i: int, sentence: Sentence, actors: Actors) -> tuple[Group, bool]:
        """Whose visit or meeting it is: the possessor before it, else the subject of the verb it depends on."""
        items = syntax.items
        for k in range(i - 1, max(-1, i - 6), -1):
            actor = items[k].actor
            if actor is not None and actor.case:
                return syntax.group_ending(k)[0], True
            if items[k].word in _OWN or (items[k].event is not None and k == i - 1):
                return self._antecedent(syntax, k, sentence, actors), True
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
        if i and self._words.prepositions.intersection(item.word for item in items[max(0, i - _LEAD) : i]):
            return syntax.main(i), False
        return (), False

    def _antecedent(self, syntax: Syntax, i: int, sentence: Sentence, actors: Actors) -> Group:
        """Whom "his" at item `i` means: the subject before it, else the person before it, else one named before."""
        found = syntax.last_before(i)
        word = syntax.items[i].word
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
        return self._previous(sentence, actors, word)

    def _light(self, item: Item) -> bool:
        return self._words.idle(item) or item.word in self._words.determiners or item.word in ("that", "on")

    @staticmethod
    def _previous(sentence: Sentence, actors: Actors, word: str) -> Group:
        """Who "his" may mean when its own sentence names nobody before it."""
        named = [a for a in actors.found if a.end <= sentence.start and a.person is not None and not a.case]
        before = [a for a in named if a.person is not None and fits(word, a.person)]
        return (before[-1],) if before else ()

    # Ends and arguments

    def _stop(self, syntax: Syntax, last: int, *, verbs: bool = True) -> int:
        """The item at which the clause of a verb that ends before item `last` ends."""
        items = syntax.items
        heads = {p.start for p in syntax.predications if items[p.verb].word not in ("who", "which") and p.start > last}
        i = last
        while i < len(items):
            word = items[i].word
            if i in heads:
                return i - 1 if i - 1 > last and items[i - 1].word in ("and", ",") else i
            if verbs and i > last and word in ("and", ",", "but", "then") and syntax.opens_verb(i + 1):
                return i
            if word in self._words.breaks or (word in self._words.relatives and word != "that"):
                end = self._aside_end(items, i) if i and items[i - 1].word == "," else None
                if end is None or word in self._words.breaks:
                    return i
                i = end
                continue
            i += 1
        return len(items)

    @staticmethod
    def _aside_end(items: list[Item], i: int) -> int | None:
        return next((k for k in range(i + 1, len(items) - 1) if items[k].word == ","), None)

    def _has_object(self, syntax: Syntax, i: int, start: int) -> bool:
        """Whether a noun stands between a preposition and the actor at item `i` ("in her office the minister")."""
        before = syntax.items[i - 1]
        if before.word in _VENUES and i - 1 > start:
            return True
        if not syntax.items[i].definite or i - 1 <= start or not before.plain:
            return False
        opens = before.word in self._words.prepositions or before.word in self._words.function
        return not opens and not self._words.idle(before)

    @staticmethod
    def _is_apposed(syntax: Syntax, i: int, stop: int) -> bool:
        """Whether the name of who was told of by a noun alone stands behind a comma at item `i`."""
        items = syntax.items
        actor = items[i + 1].actor if i + 1 < stop else None
        closed = i + 2 >= stop or items[i + 2].word in (",", ".", ")", ";", "and")
        return actor is not None and actor.person is not None and not actor.pronoun and not actor.case and closed

    def _arguments(self, syntax: Syntax, start: int, stop: int) -> Iterator[Argument]:
        items = syntax.items
        preposition = ""
        i = start
        while i < stop:
            item = items[i]
            if item.event is not None:
                yield Argument(preposition, event=item.event)
                preposition = ""
            elif item.actor is not None:
                if preposition and self._has_object(syntax, i, start):
                    preposition = ""
                group, end = syntax.group_starting(i, stop)
                if not (len(group) == 1 and group[0].case):
                    yield Argument(preposition, group)
                    preposition = ""
                i = end
                continue
            elif item.word in self._words.prepositions or item.word in self._words.preposed:
                preposition = item.word
            elif item.word == "," and preposition and self._is_apposed(syntax, i, stop):
                pass  # "received by the chief rabbi, X"
            elif item.word in (",", "and") or item.word in QUOTES or item.word in self._words.times:
                preposition = ""
            i += 1
