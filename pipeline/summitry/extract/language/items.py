"""A sentence reduced to actors, events and words, and the closed lists of words that hold sentences together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.events.events import EventMention
from summitry.extract.people.actors import Actor, Actors
from summitry.extract.reading import Reading, Sentence
from summitry.lexicon import Lexicon

QUOTES: Final = frozenset({'"', "“", "”", "''", "``", "'", "‘", "’"})
_DEFINITE: Final = frozenset({"the", "his", "her", "their", "its"})

Group = tuple[Actor, ...]


@dataclass(slots=True)
class Item:
    """A unit of a sentence: an actor, an event, or a word in lower case; `plain` when the article has it so.

    `definite`: an actor whose phrase begins with an article or a possessive.
    """

    start: int
    end: int
    word: str
    plain: bool = False
    actor: Actor | None = None
    event: EventMention | None = None
    definite: bool = False


def items_of(reading: Reading, sentence: Sentence, actors: Actors, events: Sequence[EventMention]) -> list[Item]:
    """Reduce a sentence to units; an actor inside an event's name is part of the event."""
    inside: dict[int, EventMention] = {}
    for mention in events:
        if sentence.start <= mention.start < sentence.end and not _is_no_event(reading, actors, mention):
            first = mention.start + (reading.lower[mention.start] in ("of", "for", "to", "on"))
            for i in range(first, min(mention.end, sentence.end)):
                inside[i] = mention
    items: list[Item] = []
    i = sentence.start
    while i < sentence.end:
        event, actor = inside.get(i), actors.at[i]
        if event is not None:
            items.append(Item(i, event.end, "@event", event=event))
            i = max(event.end, i + 1)
        elif actor is not None:
            items.append(Item(i, actor.end, "@actor", actor=actor, definite=reading.lower[i] in _DEFINITE))
            first = items[-2].start if len(items) > 1 and items[-2].actor is not None and items[-2].end == i else i
            i = _past_apposition(reading, sentence, actors, first, max(actor.end, i + 1))
        else:
            if not reading.words[i].isspace():
                items.append(Item(i, i + 1, reading.lower[i], plain=reading.words[i].islower()))
            i += 1
    return items


def _is_no_event(reading: Reading, actors: Actors, mention: EventMention) -> bool:
    """Whether a mention is only a stretch of time ("Angola last week"), or a participle ("Putin, meeting Xi, said")."""
    if mention.subject is None and reading.words[mention.end - 1] == "week":
        return True
    if mention.end - mention.start != 1 or reading.lower[mention.start] != "meeting" or not mention.start:
        return False
    whom = actors.at[mention.end] if mention.end < len(reading.words) else None
    return reading.lower[mention.start - 1] == "," and whom is not None and whom.person is not None and not whom.case


def _past_apposition(reading: Reading, sentence: Sentence, actors: Actors, start: int, end: int) -> int:
    """Past the comma that closes an apposition which belongs to an actor ("Iran's president, X, said")."""
    if end + 1 >= sentence.end or reading.words[end] != "," or "," not in reading.words[start:end]:
        return end
    listed = actors.at[end + 1] is not None or reading.lower[end + 1] in ("and", "or", "as", "plus")
    return end if listed else end + 1


def spread(group: Sequence[Actor | None]) -> Group:
    return tuple(one for actor in group if actor is not None for one in actor.each)


class SyntaxWords:
    """The words of `syntax.toml` and `groups.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.prepositions = cue_words(lexicon, "groups", "prepositions")
        self.breaks = cue_words(lexicon, "syntax", "breaks")
        self.preposed = cue_words(lexicon, "syntax", "preposed")
        self.relatives = cue_words(lexicon, "syntax", "relatives")
        self.adverbs = cue_words(lexicon, "syntax", "adverbs")
        self.times = cue_words(lexicon, "syntax", "times")
        self.function = cue_words(lexicon, "syntax", "function")
        self.determiners = cue_words(lexicon, "syntax", "determiners")
        self.reporting = cue_words(lexicon, "syntax", "reporting")
        self.finite = cue_words(lexicon, "syntax", "finite")
        self.asides = cue_words(lexicon, "syntax", "asides")
        self.people = cue_words(lexicon, "groups", "people")
        joins = [tuple(row.split()) for row in cue_words(lexicon, "groups", "joins")]
        self.joins = frozenset(row[0] for row in joins if len(row) == 1)
        self.long_joins = tuple(sorted((row for row in joins if len(row) > 1), reverse=True))
        self.join_edges = frozenset(row[end] for row in self.long_joins for end in (0, -1))

    def idle(self, item: Item) -> bool:
        """Whether a word says nothing of who does what: adverbs, days, numbers, quotation marks."""
        word = item.word
        if word in self.adverbs or word in self.times or word in QUOTES or word[:1].isdigit():
            return True
        return word.endswith("ly") and item.plain
