"""Mentions of people by name: from the entity recogniser, from titles beside them, and from the form of the words.

No list of people is consulted: a run of capitalised words with its particles is a name when the recogniser says so,
when a title or an honorific stands before it, or a title in apposition beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from summitry.components.addresses import Addresses
from summitry.components.cue_words import cue_words
from summitry.components.given_names import GivenNames, countries_of
from summitry.components.mentions import Mention
from summitry.components.name_runs import NameRuns
from summitry.components.name_text import (
    MARKS,
    NOT_A_PERSON,
    QUOTES,
    NameText,
    apposed,
    behind_dash,
    behind_plural,
    between_semicolons,
    blocked,
    bracketed,
    by_portfolio,
    entry_of_list,
    headlines,
    heads_entry,
    labels_of,
    owned,
)
from summitry.components.title_text import abstract
from summitry.components.titles import TitleMention
from summitry.lexicon import Lexicon

_CLOSING: Final = frozenset({",", ".", ")", ";", "and", "was", "is", "has", "said", "will", "told", "also", "who"})
_SAYING: Final = frozenset({"said", "told", "says", "added", "warned", "insisted"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person in the tokens `start:end`, without titles, ranks and honorifics.

    `np_start` is the first token with them. `titled`: an honorific, rank or title stands directly before it.
    """

    start: int
    end: int
    np_start: int
    titled: bool = False


class Names:
    """Find the names of people with the words of `names.toml` and the honorifics and ranks of `offices.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._suffixes = cue_words(lexicon, "names", "suffixes")
        self._honours = cue_words(lexicon, "names", "honours")
        self._things = cue_words(lexicon, "names", "things")
        self._openers = cue_words(lexicon, "names", "openers")
        self._namesakes = cue_words(lexicon, "names", "namesakes")
        self._relations = cue_words(lexicon, "names", "relations")
        self._groups = cue_words(lexicon, "names", "groups")
        self._particles = cue_words(lexicon, "names", "particles")
        self._no_offices = frozenset(tuple(form.split()) for form in lexicon.offices.no_titles)
        self._portfolios = frozenset(tuple(f.split()) for forms, _ in lexicon.offices.portfolios for f in forms)
        self._given = GivenNames(lexicon)
        self._addresses = Addresses(lexicon, self._given)
        self._runs = NameRuns(lexicon, self._addresses)

    def without_names(
        self, doc: Doc, words: Sequence[str], mentions: Sequence[Mention | None], titles: Sequence[TitleMention]
    ) -> list[TitleMention]:
        """The titles that are not part of a name ("Sultan" in "Sultan Karimova, the ambassador")."""
        names = self._given.titles(words, titles, countries_of(mentions))
        titled = {i for title in titles if title not in names for i in range(title.start, title.end)}
        last = {
            ent.end
            for ent in doc.ents
            if ent.label_ == "PERSON" and len(ent) > 1 and ent.end - 2 not in titled
            if not (words[ent.start].isupper() and words[ent.end - 1].istitle())  # "NSC Spokesperson"
        }
        return [
            title
            for title in titles
            if title not in names
            and not (title.np_start == title.end - 1 and title.end in last)
            and not (title.office == "monarch" and title.np_start == title.head and title.head + 1 in last)
        ]

    def match(
        self,
        doc: Doc,
        words: list[str],
        mentions: Sequence[Mention | None],
        titles: Sequence[TitleMention],
        starts: Sequence[bool],
        items: Sequence[bool],
    ) -> list[Name]:
        """The names of `doc`, in order.

        `starts` says of each token whether a sentence starts there, `items` whether it is of an item of a list.
        """
        text = NameText(
            doc=doc,
            words=words,
            labels=labels_of(doc),
            mentions=mentions,
            titles={title.end: title for title in titles},
            title_starts={title.start: title for title in titles} | {title.np_start: title for title in titles},
            starts=starts,
            headline=[a and not b for a, b in zip(headlines(words, starts), items, strict=True)],
            items=items,
            blocked=blocked(doc, mentions, titles),
            countries=countries_of(mentions),
        )
        names: list[Name] = []
        others: list[tuple[int, int]] = []
        for start, end in self._runs.find(text):
            found = list(self._decide(text, start, end))
            names.extend(found)
            if not found and end - start > 1:
                others.append((start, end))
        surnames = {words[name.end - 1] for name in names if name.titled}
        names.extend(Name(start, end, start) for start, end in others if self._in_full(text, start, end, surnames))
        return sorted(names, key=lambda name: name.start)

    def _in_full(self, text: NameText, start: int, end: int, surnames: set[str]) -> bool:
        """Whether the run is the full name of somebody whom a title stands before elsewhere by the last word."""
        run = text.words[start:end]
        plain = all(word.isalpha() and not word.isupper() for word in run) and len(run) < 5
        known = self._things | self._openers
        return plain and run[-1] in surnames and known.isdisjoint(run) and not text.headline[start]

    def _decide(self, text: NameText, start: int, end: int) -> Iterator[Name]:
        words, np_start = text.words, start
        before = text.titles.get(np_start)
        if before is None and start > 0 and words[start - 1] == ",":
            before = text.titles.get(start - 1)
        start, titled = self._addresses.past(text, start, end, before)
        if titled and np_start and words[np_start - 1] == "the" and words[np_start].startswith(("Hon", "Right", "Rt")):
            np_start -= 1  # "the prime minister of Fiji, the Honourable X"
        behind = self._past_no_office(words, start, end)
        if behind > start:
            start, np_start, titled = behind, behind, True
        end = self._before_honours(words, start, end)
        run = text.labels[start:end]
        things = [word in self._things for word in words[start:end]]
        mention = text.mentions[start] if start < end else None
        if mention is not None and mention.kind == "demonym" and mention.end == end and end in text.title_starts:
            return  # "Qatari Amir"
        if start >= end or things[-1] or (any(things) and "PERSON" not in run):
            return
        if abstract(words[end - 1]) and run[-1] != "PERSON":
            return  # the rest of a portfolio: "Minister of Food and Public Distribution"
        directly = np_start in text.titles and not text.starts[np_start] and not self._names_group(text, np_start)
        entry = directly and heads_entry(text, text.titles[np_start])
        person = "PERSON" in run
        entry = entry or (directly and self._runs.acts(text, end))
        if text.headline[start] and not person and not titled and not entry:
            return
        if person or titled or directly:
            first, last = self._bounds(words, run, start, end, titled or directly, self._namesakes)
            if not directly and not titled:
                while first < last and words[first] in self._openers - self._namesakes:
                    first += 1
            if last > first and not all(word in self._suffixes for word in words[first:last]):
                yield Name(first, last, np_start if first == start else first, titled or directly)
            return
        if self._announced(text, start, end) or (end - start > 1 and self._related(words, start)):
            yield Name(start, end, np_start)
            return
        if end - start < 2:
            return
        says = end < len(text.words) and text.words[end] in _SAYING
        if says and text.starts[start] and not any(run) and not any(w in self._openers for w in text.words[start:end]):
            yield Name(start, end, np_start)
            return
        plain = not NOT_A_PERSON.intersection(run)
        beside = apposed(text, end, known=True) or (plain and (owned(text, start) or apposed(text, end)))
        listed = bracketed(text, end) and (behind_plural(text, start) or (plain and bracketed(text, start - 1)))
        listed = listed or (plain and behind_dash(text, start)) or between_semicolons(text, start, end)
        if text.items[start] and not listed:
            listed = entry_of_list(text, start, end) or by_portfolio(text, start, end, self._portfolios)
        listed = listed or (owned(text, start) and not self._particles.isdisjoint(words[start + 1 : end - 1]))
        if beside or listed:
            yield Name(start, end, np_start)

    def _past_no_office(self, words: list[str], start: int, end: int) -> int:
        """The first token of the name behind what is no office: "Leader of the Opposition X", "First Lady X"."""
        for stop in range(min(start + 3, end - 1), start, -1):
            for length in range(5, 1, -1):
                phrase = words[max(0, stop - length) : stop]
                if tuple(word.lower() for word in phrase) in self._no_offices and phrase[-1][:1].isupper():
                    return stop
        return start

    def _before_honours(self, words: list[str], start: int, end: int) -> int:
        """The end of the name before honours and degrees, unless all of it is in capitals."""
        last = end
        while last - start > 1 and words[last - 1] in self._honours:
            last -= 1
        return end if words[last - 1].isupper() and len(words[last - 1]) > 1 else last

    def _names_group(self, text: NameText, start: int) -> bool:
        """Whether the run names a group at the end of a title: "leader of the opposition party Ensemble"."""
        title = text.titles[start]
        return title.end - title.head > 1 and text.words[start - 1] in self._groups

    def _related(self, words: list[str], start: int) -> bool:
        """Whether the run names a relative or colleague of somebody: "his wife X", "their colleague, X"."""
        k = start - 1 - (start > 1 and words[start - 1] == ",")
        return k > 0 and words[k] in self._relations

    @staticmethod
    def _bounds(
        words: list[str], run: list[str], start: int, end: int, titled: bool, namesakes: AbstractSet[str]
    ) -> tuple[int, int]:
        """The part of a run that is the name: all of it, unless the recogniser sees something else at its edges."""
        if (titled and not NOT_A_PERSON.intersection(run)) or "PERSON" not in run:
            return start, end
        first, last = 0, len(run)
        while run[first] in NOT_A_PERSON and not titled and not (run[first] == "ORG" and last - first < 4):
            first += 1
        while run[last - 1] in NOT_A_PERSON and "PERSON" in run[first : last - 1]:
            if words[start + last - 2] in QUOTES:
                break  # the surname behind a nickname
            month = run[last - 1] == "DATE" and words[start + last - 1] in namesakes and last == len(run)
            if month and not (words[end : end + 1] and words[end][:1].isdigit()):
                break  # "Theresa May will remain"
            last -= 1
        return start + first, start + last

    @staticmethod
    def _announced(text: NameText, start: int, end: int) -> bool:
        """Whether a title announces the name: "Tonga's prime minister, Siale Fatafehi,"."""
        title = text.titles.get(start - 1)
        if title is None or text.words[start - 1] not in (*MARKS, ":") or text.starts[start]:
            return False
        if end - start < 2 and not (title.relation or (title.possessor and "ORG" in text.labels[start:end])):
            return False
        line = text.starts[title.np_start] and (end >= len(text.words) or text.starts[end] or text.words[end].isspace())
        if line and text.words[start - 1] != ",":
            return True
        closed = end >= len(text.words) or text.words[end].lower() in _CLOSING or text.words[end].isspace()
        return closed and (title.object is not None or title.possessor is not None or title.definite)
