"""Frames: who does what with whom, for the verbs and nouns that cues name.

For every verb of the cue files in a sentence, a frame gives its subject, what follows it with which preposition, its
voice, its negation and its assertion. This is finite-state parsing in a cascade (names, groups, clauses), after FASTUS
(Hobbs et al., 1997, "FASTUS: A cascaded finite-state transducer for extracting information from natural-language text"):
enough for what news sentences say about leaders, at the speed of a few list walks.

Not handled: subjects behind more than one embedded clause, and verbs that no cue names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summitry.extract.actors import Actor, Actors
from summitry.extract.assertions import Voice, VoiceReader
from summitry.extract.events import EventMention
from summitry.extract.inflect import Form, inflect
from summitry.extract.reading import Reading, Sentence
from summitry.lexicon import Lexicon

_RELATIVE: Final = frozenset({"who", "which", "that"})
_BREAKS: Final = frozenset({";", "while", "but", "although", "though", "because", "whereas", "after", "before", "when", "if", "unless", "since", "until", "whether"})
_JOINS: Final = frozenset({"and", "&", "or", "nor", ",", "plus"})
_QUOTES: Final = frozenset({'"', "“", "”", "''", "``"})


@dataclass(frozen=True, slots=True)
class Argument:
    """What follows (or precedes) a verb: a preposition ("" for none) and actors, or an event."""

    preposition: str
    actors: tuple[Actor, ...] = ()
    event: EventMention | None = None

    @property
    def start(self) -> int:
        return self.event.start if self.event is not None else self.actors[0].start

    @property
    def end(self) -> int:
        return self.event.end if self.event is not None else self.actors[-1].end


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a cue: a verb in the tokens `start:end` with its surroundings.

    `sense` names the meaning that the predicate modules act on, `subjects` who does it (of a passive: to whom it is
    done), `arguments` what follows up to the end of the clause, in order.
    """

    sense: str
    start: int
    end: int
    form: Form | str
    sentence: Sentence
    subjects: tuple[Actor, ...]
    arguments: tuple[Argument, ...]
    voice: Voice
    clause: tuple[int, int]

    def following(self, *prepositions: str) -> Iterator[Argument]:
        """The arguments behind one of the prepositions ("" for none)."""
        return (argument for argument in self.arguments if argument.preposition in prepositions)

    def actors(self, *prepositions: str) -> tuple[Actor, ...]:
        """The actors behind one of the prepositions, places left out."""
        return tuple(a for argument in self.following(*prepositions) for a in argument.actors if not a.place)

    @property
    def events(self) -> tuple[EventMention, ...]:
        """The events among the arguments."""
        return tuple(argument.event for argument in self.arguments if argument.event is not None)

    @property
    def places(self) -> tuple[Actor, ...]:
        """The places among the arguments."""
        return tuple(a for argument in self.arguments for a in argument.actors if a.place)


@dataclass(slots=True)
class _Item:
    """A unit of a sentence: an actor, an event, or a word."""

    start: int
    end: int
    word: str
    actor: Actor | None = None
    event: EventMention | None = None


class FrameReader:
    """Finds frames with the verbs and nouns that the cue files list in tables of the given names."""

    def __init__(self, lexicon: Lexicon, verbs: str = "verb", nouns: str = "noun") -> None:
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
                        words = tuple(phrase.split())
                        self._nouns.setdefault(words[0], []).append((words, str(row["sense"])))
        for entries in self._verbs.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[2], entry[1]))
        self._voices = VoiceReader(lexicon)
        words = lexicon.cues["groups"]
        self._prepositions = frozenset(str(row["value"]) for row in words if row["table"] == "prepositions")

    def read(self, reading: Reading, sentence: Sentence, actors: Actors, events: Sequence[EventMention]) -> list[Frame]:
        """The frames of one sentence, in the order of their verbs."""
        items = _items(reading, sentence, actors, events)
        frames: list[Frame] = []
        verbs = list(self._verbs_in(items))
        heads = {first: last for first, last, _, _ in verbs}
        for first, last, form, sense in verbs:
            voice = self._voices.read([item.word for item in items], first, form)
            passive = voice.passive
            subjects = self._subjects(items, first, voice, frames, form)
            stop = self._stop(items, last, heads)
            frames.append(
                Frame(
                    sense,
                    items[first].start,
                    items[last - 1].end,
                    "passive" if passive else form,
                    sentence,
                    subjects,
                    tuple(self._arguments(items, last, stop)),
                    voice,
                    (items[voice.start].start, items[stop - 1].end),
                )
            )
        frames.extend(self._noun_frames(reading, sentence, items, frames, heads))
        return sorted(frames, key=lambda frame: (frame.start, frame.end, frame.sense))

    def _noun_frames(
        self, reading: Reading, sentence: Sentence, items: list[_Item], frames: list[Frame], heads: dict[int, int]
    ) -> list[Frame]:
        found: list[Frame] = []
        words = [item.word for item in items]
        for i, item in enumerate(items):
            for first, last, sense in self._nouns_at(reading, items, i):
                subjects, start = self._owners(items, i, frames)
                stop = self._stop(items, last, heads)
                begin = min((k for k, other in enumerate(items) if other.actor in subjects), default=i)
                governing = [frame for frame in frames if frame.end <= item.start and frame.start >= items[begin].start]
                voice = self._voices.around(words, min(begin, i), i)
                if governing and voice.assertion is None:
                    voice = replace(voice, assertion=governing[-1].voice.assertion, tense=governing[-1].voice.tense)
                found.append(
                    Frame(
                        sense,
                        first,
                        item.end if item.event is not None else items[last - 1].end,
                        "owned" if start else "noun",
                        sentence,
                        subjects,
                        tuple(self._arguments(items, last, stop)),
                        voice,
                        (items[min(begin, i)].start, items[stop - 1].end),
                    )
                )
        return found

    def _nouns_at(self, reading: Reading, items: list[_Item], i: int) -> Iterator[tuple[int, int, str]]:
        """Noun cues at item `i`, as the first token, the item after, and the sense; an event without a name counts."""
        item = items[i]
        if item.event is not None:
            head = reading.lower[item.event.head : item.event.end]
            for words, sense in self._nouns.get(head[0] if head else "", ()):
                if tuple(head[: len(words)]) == words:
                    yield item.event.head, i + 1, sense
                    return
            return
        for words, sense in self._nouns.get(item.word, ()):
            if tuple(other.word for other in items[i : i + len(words)]) == words:
                yield item.start, i + len(words), sense
                return

    def _owners(self, items: list[_Item], i: int, frames: list[Frame]) -> tuple[tuple[Actor, ...], bool]:
        """Whose visit or meeting it is: the possessor before it, whoever is behind "by", else the subject so far."""
        for k in range(i - 1, max(-1, i - 6), -1):
            actor = items[k].actor
            if actor is not None and actor.case:
                return _group_ending(items, k)[0], True
            if items[k].word in ("his", "her", "their", "its"):
                return self._leftwards(items, k - 1, []), True
            if actor is not None or items[k].word in (",", "for", "to", "in", "on", "with"):
                break
        return self._leftwards(items, i - 1, frames), False

    def _verbs_in(self, items: list[_Item]) -> Iterator[tuple[int, int, Form, str]]:
        taken = -1
        for i, item in enumerate(items):
            if i < taken or item.actor is not None or item.event is not None:
                continue
            done: set[str] = set()
            for words, form, sense in self._verbs.get(item.word, ()):
                if sense in done or tuple(other.word for other in items[i : i + len(words)]) != words:
                    continue
                if form == "ing" and i and items[i - 1].word in ("the", "a", "an", "his", "her", "their", "this"):
                    continue
                if form in ("base", "s") and i and items[i - 1].word in ("the", "a", "an", "his", "her", "their", "'s", "’s", "of", "its", "official", "state", "this"):
                    continue
                done.add(sense)
                taken = max(taken, i + len(words))
                yield i, i + len(words), form, sense

    def _subjects(
        self, items: list[_Item], first: int, voice: Voice, frames: list[Frame], form: Form
    ) -> tuple[Actor, ...]:
        """Who the verb group that starts at item `voice.start` is said of."""
        i = voice.start - 1
        if form == "ing" and not voice.finite:
            before = items[i].word if i >= 0 else ""
            if before in ("after", "before", "by", "for", "of", "from", "while", "in", "on", "without") or i < 0 or before == ",":
                return self._main_subject(items, i)
        return self._leftwards(items, i, frames)

    def _leftwards(self, items: list[_Item], i: int, frames: list[Frame]) -> tuple[Actor, ...]:
        while i >= 0:
            item = items[i]
            if item.actor is not None:
                group, start = _group_ending(items, i)
                before = items[start - 1].word if start else ""
                if not item.actor.case and not item.actor.place and before not in self._prepositions:
                    return group
                i = start - 1
                continue
            if item.word in _RELATIVE and i > 0:
                k = i - 1
                while k >= 0 and items[k].word in (",", "both", "all", "of", "("):
                    k -= 1
                if k >= 0 and items[k].actor is not None:
                    return _group_ending(items, k)[0] if item.word != "that" else (items[k].actor,)  # type: ignore[return-value]
                if item.word != "that":
                    return ()
            if item.word == "," or item.word == ")":
                skipped = self._skip_aside(items, i)
                if skipped is not None:
                    i = skipped
                    continue
            if item.word in ("and", "or", "but") and frames and frames[-1].end <= item.start:
                nearer = any(other.actor is not None and not other.actor.place for other in items[i + 1 : i + 1])
                if not nearer:
                    return frames[-1].subjects
            if item.word in _BREAKS:
                return ()
            i -= 1
        return ()

    def _skip_aside(self, items: list[_Item], i: int) -> int | None:
        """From a comma that closes an aside ("..., who met B,") to the item before its opening comma."""
        opening = "(" if items[i].word == ")" else ","
        for k in range(i - 1, max(-1, i - 40), -1):
            if items[k].word == opening:
                inside = items[k + 1]
                if opening == "(" or inside.word in ("who", "which", "whose", "where", "whom", "along", "together", "including", "accompanied", "once", "like", "now", "himself", "herself", "though", "the", "a", "an", "in", "on", "at", "for", "as", "speaking", "making", "after", "with", "then", "long", "also", "still"):
                    return k - 1
                if inside.word.endswith(("ed", "ing")) and inside.actor is None:
                    return k - 1
                return None
        return None

    def _main_subject(self, items: list[_Item], i: int) -> tuple[Actor, ...]:
        """The subject of the sentence for a participle: the nearest before it, else the first after it."""
        for k in range(i, -1, -1):
            actor = items[k].actor
            if actor is not None and not actor.place and not actor.case:
                group, start = _group_ending(items, k)
                if not start or items[start - 1].word not in self._prepositions:
                    return group
        comma = next((k for k in range(i + 1, len(items)) if items[k].word == ","), None)
        if comma is not None and comma + 1 < len(items) and items[comma + 1].actor is not None:
            return _group_starting(items, comma + 1)[0]
        return ()

    def _stop(self, items: list[_Item], last: int, heads: dict[int, int]) -> int:
        """The item at which the clause of a verb ends."""
        i = last
        while i < len(items):
            word = items[i].word
            if word in _BREAKS or word in ("who", "whose", "whom", "which", "where"):
                if word in ("who", "whose", "whom", "which", "where") and i and items[i - 1].word == ",":
                    end = self._aside_end(items, i)
                    if end is not None:
                        i = end
                        continue
                return i
            if i in heads and i > last and items[i - 1].actor is not None and not items[i - 1].actor.place:
                group, start = _group_ending(items, i - 1)
                return start if start > last else i
            i += 1
        return len(items)

    @staticmethod
    def _aside_end(items: list[_Item], i: int) -> int | None:
        for k in range(i + 1, len(items) - 1):
            if items[k].word == ",":
                return k
        return None

    def _arguments(self, items: list[_Item], start: int, stop: int) -> Iterator[Argument]:
        preposition = ""
        i = start
        while i < stop:
            item = items[i]
            if item.event is not None:
                yield Argument(preposition, event=item.event)
                preposition = ""
            elif item.actor is not None:
                group, end = _group_starting(items, i, stop)
                if not (len(group) == 1 and group[0].case):
                    yield Argument(preposition, group)
                    preposition = ""
                i = end
                continue
            elif item.word in self._prepositions:
                preposition = item.word
            elif item.word in (",", "and") or item.word in _QUOTES:
                preposition = ""
            i += 1


def _items(reading: Reading, sentence: Sentence, actors: Actors, events: Sequence[EventMention]) -> list[_Item]:
    """Reduce a sentence to units; an actor inside an event's name is part of the event."""
    inside: dict[int, EventMention] = {}
    for event in events:
        if sentence.start <= event.start < sentence.end:
            for i in range(event.start, min(event.end, sentence.end)):
                inside[i] = event
    items: list[_Item] = []
    i = sentence.start
    while i < sentence.end:
        event, actor = inside.get(i), actors.at[i]
        if event is not None:
            items.append(_Item(i, event.end, "@event", event=event))
            i = max(event.end, i + 1)
        elif actor is not None:
            items.append(_Item(i, actor.end, "@actor", actor=actor))
            i = max(actor.end, i + 1)
        else:
            if not reading.words[i].isspace():
                items.append(_Item(i, i + 1, reading.lower[i]))
            i += 1
    return items


def _group_ending(items: list[_Item], i: int) -> tuple[tuple[Actor, ...], int]:
    """The group of joined actors that ends with item `i`, and the index of its first item."""
    group = [items[i].actor]
    start = i
    k = i - 1
    while k > 0:
        joins = 0
        while k >= 0 and items[k].word in _JOINS:
            k, joins = k - 1, joins + 1
        if not joins or k < 0 or items[k].actor is None or items[k].actor.place != items[i].actor.place:  # type: ignore[union-attr]
            break
        if items[k].actor.case:  # type: ignore[union-attr]
            break
        group.insert(0, items[k].actor)
        start = k
        k -= 1
    return tuple(actor for actor in group if actor is not None), start


def _group_starting(items: list[_Item], i: int, stop: int | None = None) -> tuple[tuple[Actor, ...], int]:
    """The group of joined actors that starts with item `i`, and the index of the item after it."""
    stop = len(items) if stop is None else stop
    first = items[i].actor
    group = [first]
    end = i + 1
    k = end
    while k < stop:
        joins = 0
        while k < stop and items[k].word in _JOINS:
            k, joins = k + 1, joins + 1
        while k < stop and joins and items[k].word in ("also", "then", "his", "her", "both"):
            k += 1
        if not joins or k >= stop or items[k].actor is None or first is None or items[k].actor.place != first.place:  # type: ignore[union-attr]
            break
        group.append(items[k].actor)
        end = k = k + 1
    return tuple(actor for actor in group if actor is not None), end
