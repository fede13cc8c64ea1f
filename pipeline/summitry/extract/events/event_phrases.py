"""The words before the noun or name of an event: its article, number and edition, its organisation, who meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.extract.events.event_bodies import GROUPS
from summitry.extract.events.event_names import part_of_name
from summitry.extract.events.event_words import ARTICLES, DASHES, LEADING
from summitry.extract.reading import Reading
from summitry.findings import Entity

CASE: Final = frozenset({"'s", "’s", "'", "’"})
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS: Final = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_SIDED: Final = frozenset({"trilateral", "tripartite", "quadrilateral"})
_PLACES: Final = frozenset({"demonym", "capital", "place", "country", "institution"})
_TIMES: Final = frozenset(
    {
        "week", "month", "year", "weekend",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
    }
)  # fmt: skip

Words = Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Phrase:
    """What the words from `start` to a noun say, as the fields of an `EventMention`, with those that have a capital."""

    start: int
    subject: Entity | None
    ahead: bool = False
    past: bool = False
    definite: bool = False
    indefinite: bool = False
    ministers: bool = False
    edition: str = ""
    ordinal: int = 0
    capitals: list[int] = field(default_factory=list)


class PhraseReader:
    """Reads the words before nouns, with the lists of `events.toml`."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self._reading = reading
        self._words = words

    def before(self, head: int, floor: int, subject: Entity | None, *, named: bool) -> Phrase:
        """The phrase of the noun or, when `named`, the name at `head`, from token `floor` on."""
        reading = self._reading
        found = Phrase(head, subject)
        sentence = reading.sentence_at[head]
        while found.start > floor and reading.sentence_at[found.start - 1] == sentence:
            if not self._widen(found, head, floor, named=named):
                break
        while found.start < head and (reading.lower[found.start] in CASE or reading.words[found.start] in DASHES):
            found.start += 1
        return found

    def _widen(self, found: Phrase, head: int, floor: int, *, named: bool) -> bool:
        """Take in what stands before a phrase; whether more may."""
        reading, i = self._reading, found.start
        word, mention, title = reading.lower[i - 1], reading.mention_at[i - 1], reading.title_at[i - 1]
        capital = reading.words[i - 1][:1].isupper() and reading.words[head][:1].isupper() and not named
        if word == ")" and i - 3 > floor and self._before_acronym(i) is not None:
            found.start -= 3
            return True
        if word == "following" and reading.lower[i - 2] not in ARTICLES:
            return False  # "left following talks"
        if mention is not None and mention.end == i and title is None:
            return self._take_mention(found, mention, head, named=named)
        if title is not None and title.plural:
            if capital and self._is_in_name(title, floor):
                found.capitals.extend(range(title.np_start, i))
                found.start, found.ministers = title.np_start, title.office.removeprefix("deputy_") not in LEADING
                return True
            self._take_title(found, title, floor)
            return False
        if word in ARTICLES:
            found.definite = word not in ("a", "an")
            found.indefinite = not found.definite
            found.start -= 1
            return False
        if reading.lower[max(0, i - 3) : i] == ["next", "but", "one"]:
            found.edition = "next"
            found.start -= 3
            return True
        if word in CASE and reading.lower[i - 2] in _TIMES:
            found.definite = True  # "Monday's talks"
        number = self._number(word, counted=named or found.subject is not None)
        if word in self._words["ahead"] or word in self._words["past"]:
            found.ahead, found.past = (
                found.ahead or word in self._words["ahead"],
                found.past or word in self._words["past"],
            )
        elif word in self._words["next"] or word in self._words["last"]:
            self._take_edition(found, word)
        elif number:
            tens = reading.lower[i - 3] if i > 2 and reading.words[i - 2] in DASHES else ""
            if number < 10 and tens.endswith("ty") and (above := _TENS.get(tens[:-1], 0)):
                found.start -= 2  # "Forty-Third"
                number += above
            found.ordinal = number
        elif word in GROUPS and reading.words[i - 1][:1].islower() and i < head and reading.lower[i] in CASE:
            found.definite = True
        elif capital and part_of_name(reading, i - 1):
            found.capitals.append(i - 1)
        elif word == "and" and (joined := reading.mention_at[i - 2]) is not None and joined.kind == "organisation":
            return False  # "the European Union and talks"
        elif word in self._words["between"] or (word.isdigit() and len(word) <= 4) or word.endswith("-nation"):
            found.ministers = found.ministers or word in ("ministers", "ministerial", "ministers'")
        else:
            return False
        found.start -= 1
        return True

    def _take_mention(self, found: Phrase, mention: Mention, head: int, *, named: bool) -> bool:
        if mention.kind == "organisation":
            if found.subject is not None:
                return False
            found.subject = Entity("organisation", mention.name)
        elif mention.kind not in _PLACES:
            return False
        if not named and found.subject is None and self._reading.words[head][:1].isupper():
            found.capitals.append(mention.start)
        found.start = mention.start
        return True

    def _before_acronym(self, i: int) -> Mention | None:
        """The body whose acronym in brackets ends at a token: "the Nordic Council (NC) Foreign Ministers' Meeting"."""
        if i < 4 or self._reading.words[i - 1] != ")" or self._reading.words[i - 3] != "(":
            return None
        mention = self._reading.mention_at[i - 4]
        return mention if mention is not None and mention.kind == "organisation" else None

    def _is_in_name(self, title: TitleMention, floor: int) -> bool:
        """Whether a title belongs to the name of an event: "the Micronesian Presidents' Summit"."""
        words, first = self._reading.words, title.np_start
        if not all(word[:1].isupper() for word in words[first : title.end]) or first <= floor:
            return False
        if title.object is not None and title.object.kind == "organisation":
            return False
        inner = words[first - 1][:1].isupper() and self._reading.mention_at[first - 1] is None and first - 1 > floor
        if inner and self._reading.title_at[first - 1] is None and self._reading.name_at[first - 1] is None:
            return self._reading.lower[first - 1] not in self._words["between"]
        sided = self._reading.lower[first - 1] in _SIDED or self._reading.lower[first] in _SIDED
        return sided or (title.object is not None and title.start > first)

    def _take_title(self, found: Phrase, title: TitleMention, floor: int) -> None:
        """ "the Arctic foreign ministers' meeting" """
        found.ministers = title.office.removeprefix("deputy_") not in LEADING
        if title.object is not None and title.object.kind == "organisation" and found.subject is None:
            found.subject = title.object
        found.start = max(floor, title.np_start)
        found.definite = True
        body = self._before_acronym(found.start)
        if body is not None and found.subject is None:
            found.subject, found.start = Entity("organisation", body.name), max(floor, body.start)

    def _take_edition(self, found: Phrase, word: str) -> None:
        """ "next week's summit", "the next summit" """
        ahead = word in self._words["next"]
        following = self._reading.lower[found.start : found.start + 1]
        if not _TIMES.intersection(following):
            found.edition = "next" if ahead else "last"
            return
        found.ahead, found.past = found.ahead or ahead, found.past or not ahead
        if following == ["year"]:
            found.edition = "next" if found.ahead else "last"
        found.definite = True

    @staticmethod
    def _number(word: str, *, counted: bool) -> int:
        """The number of an edition, 0 if it is none; "first" only of what is `counted`."""
        if word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")):
            return int("".join(c for c in word if c.isdigit()) or 0)
        if word.endswith("ieth"):
            return _TENS.get(word[:-4], 0)
        return _ORDINALS.index(word) + 1 if word in _ORDINALS and (word != "first" or counted) else 0
