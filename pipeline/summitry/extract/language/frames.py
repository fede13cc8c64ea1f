"""Frames: who does what with whom, for the verbs and nouns that cues name.

For every verb of the cue files in a sentence, a frame gives its subject, what follows it with which preposition, its
voice, its negation and its assertion. This is finite-state parsing in a cascade (names, groups, clauses), after FASTUS
(Hobbs et al., 1997, "FASTUS: A cascaded finite-state transducer for extracting information from natural-language
text"): enough for what news sentences say about leaders, at the speed of a few list walks.

Where clauses begin and end, and who a verb is said of, is read in `syntax.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from summitry.components.cue_words import cue_words
from summitry.extract.events.events import EventMention
from summitry.extract.language.arguments import ArgumentReader
from summitry.extract.language.asides import behind_example, named_holder
from summitry.extract.language.assertions import Voice, VoiceReader
from summitry.extract.language.frame import Argument, Frame
from summitry.extract.language.inflect import Form
from summitry.extract.language.items import Group, SyntaxWords, items_of
from summitry.extract.language.noun_frames import NounFrames
from summitry.extract.language.syntax import Syntax
from summitry.extract.language.verb_forms import VerbForms
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading, Sentence
from summitry.lexicon import Lexicon

__all__ = ["Argument", "Frame", "FrameReader"]

_WHILE: Final = frozenset({"while", "upon", "when", "following", ",", ";", "—"})
_SHARED: Final = frozenset({"will", "would", "to", "may", "might", "could", "can", "shall", "should", "'ll", "’ll"})
_FIRST: Final = 9  # items between "the first" and its infinitive
_ORDINALS: Final = frozenset({"first", "second", "third", "only", "latest", "last"})
_COPULAS: Final = frozenset({"is", "was", "became", "become", "becomes", "been", "be", "were", "are"})


class FrameReader:
    """Finds frames with the verbs and nouns of all cue files.

    Those are the rows of the tables named by `verbs` and `nouns` that have a sense; "" for none.
    """

    def __init__(self, lexicon: Lexicon, *, verbs: str = "verb", nouns: str = "noun") -> None:
        rows = [row for found in lexicon.cues.values() for row in found if "sense" in row]
        self._verbs = VerbForms(_forms_of(rows, verbs))
        self._voices = VoiceReader(lexicon)
        self._words = SyntaxWords(lexicon)
        self._arguments = ArgumentReader(self._words)
        self._nouns = NounFrames(_forms_of(rows, nouns), self._verbs, self._voices, self._words, self._arguments)
        self._control = cue_words(lexicon, "syntax", "control")
        self._conditions = cue_words(lexicon, "syntax", "conditions")

    def read(self, reading: Reading, sentence: Sentence, actors: Actors, events: Sequence[EventMention]) -> list[Frame]:
        """The frames of one sentence, in the order of their verbs."""
        if not self._nouns and not self._verbs.may_be_among(reading.lower[sentence.start : sentence.end]):
            return []
        items = items_of(reading, sentence, actors, events)
        verbs = list(self._verbs.find(items))
        if not verbs and not self._nouns:
            return []
        surely = frozenset(first for first, _, form, _ in verbs if form != "s" or items[first].word not in self._nouns)
        syntax = Syntax(items, self._words, surely)
        words = ["May" if item.word == "may" and not item.plain else item.word for item in items]
        asked = bool(words) and "?" in words[-2:]
        frames = [self._verb_frame(syntax, words, sentence, *verb, asked) for verb in verbs]
        frames.extend(self._nouns.read(reading, syntax, words, sentence, actors, asked))
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
        if not group and words[last : last + 1] == ["by"] and self._verbs.is_participle(tuple(words[first:last]), form):
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
        stop = self._arguments.stop(syntax, last)
        whom = self._whom(syntax, begin, voice.start)
        following = self._arguments.read(syntax, last, stop)
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

    @staticmethod
    def _first_to(syntax: Syntax, i: int) -> int | None:
        """The copula before an infinitive at item `i` that says what is so ("became the first leader to" go)."""
        items = syntax.items
        k = next((k for k in range(i - 1, max(0, i - _FIRST), -1) if items[k].word in _ORDINALS), None)
        holder = items[i - 1].actor if i else None
        if k is None and holder is not None and holder.entity is None and holder.title is not None:
            k = i - 1  # "was the latest foreign leader to"
            of = 2 if [item.word for item in items[max(0, k - 2) : k]] == ["one", "of"] else 0
            return k - of - 1 if k > of and items[k - of - 1].word in (*_COPULAS, ",") else None
        if k is None:
            return None
        before = (j for j in range(k - 1, max(-1, k - 4), -1) if items[j].word in _COPULAS)
        comma = next((j for j in (k - 1, k - 2) if j > 0 and items[j].word == ","), None)
        return next(before, comma)

    def _of_copula(self, syntax: Syntax, words: list[str], copula: int, voice: Voice) -> tuple[Group, Voice]:
        if words[copula] == ",":  # "arrived in Lima on Sunday, the first leader to" go
            main = syntax.last_before(copula)
            if main is None or words[main.verb] in ("will", "would", "is", "are"):
                return main.actors if main is not None else (), voice
            return main.actors, replace(voice, assertion=None, tense="past")
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
            blamed = syntax.items[i - 1].actor if i > 0 and before == "for" else None
            if blamed is not None and not blamed.place and not blamed.case:
                return (blamed,)  # "X criticised Y for skipping the summit"
            if before in _WHILE or before in self._words.prepositions:
                return syntax.main(first)
        if form in ("part", "past") and voice.start == first and (i < 0 or syntax.items[i].word == ","):
            if i < 0 or voice.passive:
                return syntax.main(first)
            if behind_example(syntax, i):
                return ()
            return named_holder(syntax, i) or syntax.chained(i) or syntax.main(first)
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


def _forms_of(rows: Iterable[Mapping[str, Any]], table: str) -> Iterator[tuple[str, str]]:
    """The forms of one table of the cue files, each with its sense."""
    return ((form, str(row["sense"])) for row in rows if row["table"] == table for form in row["forms"])
