"""What ties the holder of a title to somebody whose country is known: a companion shares it, a host has another.

"A of Norland arrived with Foreign Minister B" gives B's; "was welcomed by Foreign Minister B" takes it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.extract.language.clauses import last_subject
from summitry.extract.reading import Person, Reading
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_CHAIN: Final = frozenset(
    {",", "and", "&", ";", "the", "his", "her", "their", "its", "both", "as", "well", "then", "of"}
)
_PLACE_WORDS: Final = frozenset({"in", "at", "to", "from", "into", "near", "for", "capital", "visiting", "leaving"})
_PLACES: Final = frozenset({"capital", "city", "town", "soil"})
_PRONOUNS: Final = frozenset({"he", "she"})
_STAND_IN: Final = frozenset({"representing", "represents", "replacing"})
_CLAUSES: Final = frozenset({";", "while", "whereas"})
_ROW: Final = frozenset({",", "and", ";", "while"})
_NEXT: Final = 4  # tokens between a country and what is said of it
_MARKS: Final = frozenset({":", "–", "—", "-", "--"})
_FAR: Final = 14  # tokens before "with" in which a verb says what it means


class Ties:
    """Finds who the holder of a title comes with, stands in for or meets, within one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        lexicon: Lexicon = reading.lexicon
        self._shared = cue_words(lexicon, "states", "shared")
        self._shared_by = cue_words(lexicon, "states", "shared_by")
        self._travel = cue_words(lexicon, "states", "travel") | cue_words(lexicon, "states", "presence")
        self._meeting = cue_words(lexicon, "states", "meeting")
        self._topics: dict[int, Entity | None] = {}

    def topic(self, title: TitleMention) -> Entity | None:
        """The country at the head of the item or under whose heading the title stands: "GHANA: President X comes"."""
        sentence = self._reading.sentences[self._reading.sentence_at[title.start]]
        if sentence.block not in self._topics:
            self._topics[sentence.block] = self._find_topic(sentence.block)
        return self._topics[sentence.block]

    def _find_topic(self, block: int) -> Entity | None:
        reading = self._reading
        first = next((s for s in reading.sentences if s.block == block), None)
        if first is None:
            return None
        start = first.start
        while start < first.end and (reading.words[start] in _MARKS or reading.lower[start] == "the"):
            start += 1
        mention = reading.mention_at[start] if start < first.end else None
        if mention is not None and mention.kind == "country" and mention.end < first.end:
            marked = reading.words[mention.end] in _MARKS and reading.doc[mention.end].whitespace_ != ""
            if marked:
                return Entity("country", mention.country)
        heading = reading.block(first).heading
        head = next((s for s in reading.sentences if s.block == heading), None) if heading is not None else None
        if head is None or head.end - head.start > 5:
            return None
        mention = next((m for i in range(head.start, head.end) if (m := reading.mention_at[i]) is not None), None)
        if mention is None or mention.kind != "country":
            return None
        rest = [w for i, w in enumerate(reading.lower[head.start : head.end], head.start)
                if not mention.start <= i < mention.end and w.isalpha() and w != "the"]  # fmt: skip
        return Entity("country", mention.country) if not rest else None

    def of(
        self, title: TitleMention, person: Person | None, known: Mapping[Person, Entity]
    ) -> tuple[Entity | None, Entity | None]:
        """Whom the holder serves by the words before the title, and whom surely not."""
        reading, lower = self._reading, self._reading.lower
        first = reading.sentences[reading.sentence_at[title.start]].start
        link = self._link(title.np_start - 1, first)
        direct = self._gapped(title, first) or self._joined(title, first, person, known)
        if direct is not None or link < first:
            return direct, None
        word, before = lower[link], lower[link - 1] if link > first else ""
        next_to = link == title.np_start - 1
        if next_to and (word in _STAND_IN or (word == "of" and before == "behalf")):
            return self._last(link, first, person, known, near=False), None
        shared: bool | None = None
        if word in self._shared:
            shared = True
        elif word == "by":
            shared = True if before in self._shared_by else False if before in self._meeting else None
        elif word == "with":
            around = lower[max(first, link - _FAR) : link]
            if before in self._shared_by:
                shared = True
            elif any(w in self._meeting for w in around[-8:]):
                shared = False
            elif any(w in self._travel for w in around):
                shared = True
        elif (word in self._meeting and word != "counterpart") or (word == "on" and before in self._meeting):
            shared = False
        if shared is None:
            return None, None
        if shared:
            return self._last(link, first, person, known), None
        clause = max((i + 1 for i in range(first, link) if lower[i] in _CLAUSES), default=first)
        return None, self._subject(link, clause, person, known)

    def _gapped(self, title: TitleMention, first: int) -> Entity | None:
        """The country whose verb was said before: "Spain was represented by X, Peru by Minister Y"."""
        reading, k = self._reading, title.np_start - 1
        by = k > first and reading.lower[k] == "by"
        mention = reading.mention_at[k - by] if k - by >= first else None
        if mention is None or mention.kind != "country" or not (by or title.indefinite):
            return None
        start = mention.start - (reading.lower[mention.start - 1] == "the")
        return Entity("country", mention.country) if start > first and reading.lower[start - 1] in _ROW else None

    def _joined(
        self, title: TitleMention, first: int, person: Person | None, known: Mapping[Person, Entity]
    ) -> Entity | None:
        """The country of who is named right before "and" and the title: "President X of Peru and Minister Y"."""
        reading, k = self._reading, title.np_start - 1
        name = reading.name_at[k - 1] if k > first and reading.lower[k] == "and" else None
        other = reading.person_of.get(name) if name is not None else None
        return known.get(other) if other is not None and other is not person else None

    def _link(self, i: int, first: int) -> int:
        """The token before the names and titles that stand in a row with the title."""
        reading = self._reading
        while i >= first:
            name, title = reading.name_at[i], reading.title_at[i]
            if name is not None:
                i = min(name.np_start, i) - 1
            elif title is not None:
                i = min(title.np_start, i) - 1
            elif reading.lower[i] == "of" and i > first and reading.lower[i - 1] == "behalf":
                return i
            elif reading.lower[i] in _CHAIN or (
                (mention := reading.mention_at[i]) is not None and mention.kind in ("demonym", "country")
            ):
                i -= 1
            else:
                return i
        return i

    def _last(
        self, link: int, first: int, person: Person | None, known: Mapping[Person, Entity], *, near: bool = True
    ) -> Entity | None:
        """The country next to the link, if it may be `near`, else of the last person, else the last that acts."""
        reading, acting = self._reading, None
        for i in range(link - 1, first - 1, -1):
            name, mention = reading.name_at[i], reading.mention_at[i]
            if name is not None:
                other = reading.person_of.get(name)
                if other is not None and other is not person and other in known:
                    return known[other]
                continue
            title = reading.title_at[i]
            if title is not None and title.object is not None and title.object.kind == "country" and not title.plural:
                return title.object
            if mention is not None and acting is None and self._acts(mention, first):
                acting = Entity("country", mention.country)
                if near and link - mention.end <= _NEXT:
                    return acting
            if reading.lower[i] in _PRONOUNS:
                return self._meant(i, known) or acting
        return acting

    def _subject(self, link: int, first: int, person: Person | None, known: Mapping[Person, Entity]) -> Entity | None:
        """The country of whoever is named first before the link, else of the first country not a place."""
        reading = self._reading
        for i in range(first, link):
            name = reading.name_at[i]
            other = reading.person_of.get(name) if name is not None else None
            if other is not None and other is not person:
                return known.get(other)
            title = reading.title_at[i]
            named = title is not None and title.end < len(reading.words) and reading.name_at[title.end] is not None
            if title is not None and title.object is not None and not title.plural and not named:
                return title.object if title.object.kind == "country" else None
            if reading.lower[i] in _PRONOUNS:
                return self._meant(i, known)
        actors = (m for i in range(first, link) if (m := reading.mention_at[i]) is not None and self._acts(m, first))
        return next((Entity("country", mention.country) for mention in actors), None)

    def _acts(self, mention: Mention, first: int) -> bool:
        """Whether a mention is of a country that acts, not of a place where something happens."""
        lower, k = self._reading.lower, mention.start - 1
        if not mention.country or mention.kind not in ("country", "demonym", "institution"):
            return False
        if k > first and lower[k] == "the":
            k -= 1
        after = lower[mention.end] if mention.end < len(lower) else ""
        return after not in _PLACES and (k < first or lower[k] not in _PLACE_WORDS)

    def _meant(self, token: int, known: Mapping[Person, Entity]) -> Entity | None:
        """The country of whom "he" or "she" means."""
        subject = last_subject(self._reading, token, self._reading.sentences[self._reading.sentence_at[token]])
        return known.get(subject) if subject is not None else None
