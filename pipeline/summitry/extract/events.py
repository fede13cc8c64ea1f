"""Mentions of events: noun phrases about summits, sessions, conferences, talks and ceremonies, and what each is about.

A mention with an organisation or a name of its own is one event; a bare noun ("the summit") takes up the event named
last, or the one the article is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.reading import Reading
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_OWN_NAME: Final = ("Conference", "Forum", "Summit", "Congress", "Dialogue", "Assembly", "COP", "CHOGM", "Meeting", "Week")
_BETWEEN: Final = frozenset(
    """annual regular informal virtual online emergency extraordinary special high-level high level two-day three-day one-day day two three
    four one - leaders leaders' ministers ministerial foreign biennial first second third last next upcoming forthcoming recent this year
    year's week's month's 's ' ’s ’ week month heads of state and government historic landmark plenary opening closing inaugural joint key
    major crucial planned economic security climate peace opening tripartite trilateral quadrilateral four-way three-way""".split()
)


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event in the tokens `start:end`, of which `head` is the noun or the name.

    `subject` is its organisation or its own name, None for a bare noun. `ahead`/`past` when its own words say so.
    """

    start: int
    end: int
    head: int
    kind: str
    subject: Entity | None
    definite: bool = False
    ahead: bool = False
    past: bool = False
    named: bool = False
    plural: bool = False


class EventReader:
    """Finds the event mentions of a reading, with the nouns of `events.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns: dict[tuple[str, ...], str] = {}
        self._ahead: frozenset[str] = frozenset()
        self._past: frozenset[str] = frozenset()
        for row in lexicon.cues["events"]:
            if row["table"] == "noun":
                for form in row["forms"]:
                    words = tuple(form.replace("'", " '").replace("-", " - ").split())
                    self._nouns[words] = row["kind"]
            elif row["table"] == "assertion":
                self._ahead, self._past = frozenset(row["ahead"]), frozenset(row["past"])
        self._longest = max(map(len, self._nouns), default=1)

    def read(self, reading: Reading) -> list[EventMention]:
        """The event mentions in the order of the text, bare nouns already resolved where one event is in question."""
        found = list(self._mentions(reading))
        return list(_resolve(reading, found))

    def _mentions(self, reading: Reading) -> Iterator[EventMention]:
        taken = -1
        size = len(reading.words)
        i = 0
        while i < size:
            if i < taken:
                i += 1
                continue
            mention = reading.mention_at[i]
            if mention is not None and mention.start == i and mention.kind == "organisation" and _is_event_name(reading, mention):
                event = self._around(reading, i, mention.end, _kind_of_name(mention.name), Entity("organisation", mention.name), True)
                yield event
                taken = i = event.end
                continue
            length = self._noun_at(reading, i)
            if length:
                kind = self._nouns[tuple(reading.lower[i : i + length])] if not self._is_plural(reading, i, length) else self._plural_kind(reading, i, length)
                event = self._around(reading, i, i + length, kind, None, False)
                yield event
                taken = event.end
                i += length
                continue
            i += 1

    def _noun_at(self, reading: Reading, i: int) -> int:
        if reading.name_at[i] is not None or reading.title_at[i] is not None:
            return 0
        for length in range(min(self._longest, len(reading.words) - i), 0, -1):
            words = tuple(reading.lower[i : i + length])
            if words in self._nouns or (*words[:-1], words[-1].removesuffix("s")) in self._nouns:
                return length
        return 0

    def _is_plural(self, reading: Reading, i: int, length: int) -> bool:
        return tuple(reading.lower[i : i + length]) not in self._nouns

    def _plural_kind(self, reading: Reading, i: int, length: int) -> str:
        words = tuple(reading.lower[i : i + length])
        return self._nouns[(*words[:-1], words[-1].removesuffix("s"))]

    def _around(
        self, reading: Reading, start: int, end: int, kind: str, subject: Entity | None, named: bool
    ) -> EventMention:
        """Widen a noun or a name over what belongs to it, and read the organisation from there."""
        head = start
        plural = not named and self._is_plural(reading, start, end - start)
        ahead = past = definite = False
        i = start
        own: list[int] = []
        while i > 0 and reading.sentence_at[i - 1] == reading.sentence_at[start]:
            word, mention = reading.lower[i - 1], reading.mention_at[i - 1]
            if mention is not None and mention.end == i:
                if mention.kind == "organisation" and subject is None:
                    subject = Entity("organisation", mention.name)
                    i = mention.start
                elif mention.kind in ("demonym", "capital", "place", "country", "institution") and not named:
                    i = mention.start
                else:
                    break
            elif word in self._ahead or word in self._past:
                ahead, past = ahead or word in self._ahead, past or word in self._past
                i -= 1
            elif word in _BETWEEN or word.endswith(("th", "st", "nd", "rd")) and word[:1].isdigit():
                i -= 1
            elif word in ("the", "a", "an", "this", "that", "its", "their", "his", "her"):
                definite = word not in ("a", "an")
                i -= 1
                break
            elif reading.words[i - 1][:1].isupper() and reading.words[head][:1].isupper() and reading.name_at[i - 1] is None:
                own.append(i - 1)
                i -= 1
            elif word.isdigit() and len(word) == 4:
                i -= 1
            else:
                break
        start = i
        j = end
        if subject is None and j < len(reading.words) and reading.lower[j] in ("of", "for", "on"):
            k = j + 1
            while k < len(reading.words) and (reading.lower[k] in ("the", "leaders", "heads", "state", "and", "government", "of", "foreign", "ministers", "a") or reading.lower[k].isdigit()):
                k += 1
            mention = reading.mention_at[k] if k < len(reading.words) else None
            if mention is not None and mention.start == k and mention.kind == "organisation":
                subject, end = Entity("organisation", mention.name), mention.end
        if subject is None and own:
            first = min(own)
            name = reading.text(first, end)
            subject, named = Entity("event", name), True
        return EventMention(start, end, head, kind, subject, definite, ahead, past, named, plural)


def _is_event_name(reading: Reading, mention: Mention) -> bool:
    """Whether an organisation of the lexicon is itself an event ("Munich Security Conference", "COP28")."""
    if mention.form != "forum" and not mention.name.endswith("Assembly"):
        return False
    return mention.name.startswith(("COP", "CHOGM")) or any(mention.name.split()[-1] == word for word in _OWN_NAME)


def _kind_of_name(name: str) -> str:
    last = name.split()[-1]
    if last == "Assembly":
        return "session"
    return "summit" if last == "Summit" else "conference"


def _resolve(reading: Reading, found: Sequence[EventMention]) -> Iterator[EventMention]:
    """Give bare definite nouns the event they take up: the nearest before of a fitting kind, else the main one."""
    counts: Counter[Entity] = Counter(e.subject for e in found if e.subject is not None)
    main = counts.most_common(1)[0][0] if counts else None
    last: EventMention | None = None
    for event in found:
        if event.subject is not None:
            last = event
            yield event
            continue
        if event.plural or event.kind == "ceremony":
            yield event
            continue
        if last is not None and (event.definite or event.kind in ("summit", "session")):
            yield replace(event, subject=last.subject)
        elif event.kind == "summit" and main is not None:
            yield replace(event, subject=main)
        else:
            yield event
