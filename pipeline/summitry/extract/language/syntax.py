"""The clauses of a sentence: which actors make a group, and which actor each verb is said of.

No word classes are known but those of closed lists (`syntax.toml`): a word behind an actor that is in none of them is
taken for a verb. That finds clauses and their subjects well enough for the verbs that cues name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summitry.extract.language.inflect import PASTS
from summitry.extract.language.items import QUOTES, Group, Item, SyntaxWords, spread
from summitry.extract.people.actor import RELATIVES

_KIN: Final = RELATIVES | {"first", "lady", "queen", "empress", "princess"}
_SUITE: Final = frozenset({"a", "an", "high", "-", "ranking", "level", "large", "strong", "big"})
_SUITE_OF: Final = _SUITE | {"his", "her", "their", "the", "accompanying", "own", "senior"}
_BEFORE_PHRASE: Final = frozenset({"the", "both", "either", "his", "her", "their", "its"})
_NUMBERS: Final = frozenset({"other", "two", "three", "four", "five", "six", "several", "some", "new"})
_BEFORE_MEMBER: Final = _KIN | _NUMBERS | {"the", "both", "his", "her", "also", "then", "with"}
_AFTER_JOIN: Final = _KIN | _NUMBERS | {"also", "then", "his", "her", "both", "the", "finally"}
_COMPANY: Final = frozenset({"delegation", "entourage", "team", "party", "retinue", "officials", "aides", "ministers"})
_BESIDES: Final = (("apart", "from"), ("besides",), ("in", "addition", "to"), ("along", "with"), ("aside", "from"))
_BESIDES_FAR: Final = 5  # items before who else it is said of
FAR: Final = 40  # items that an aside may span
_RUN: Final = 2  # people before the last one that make a list of commas alone


@dataclass(frozen=True, slots=True)
class Predication:
    """Actors in the items `start:end` with the finite verb (or "who") at item `verb` that is said of them."""

    actors: Group
    start: int
    end: int
    verb: int


class Syntax:
    """The groups and clauses of one sentence; `verbs` are the items at which verbs of cues start."""

    def __init__(self, items: list[Item], words: SyntaxWords, verbs: frozenset[int]) -> None:
        self.items = items
        self.words = words
        self._verbs = verbs
        self.predications: list[Predication] = list(self._predications())

    # Groups

    def group_ending(self, i: int, *, closed: bool = False) -> tuple[Group, int]:
        """The group of joined actors that ends with item `i`, and the index of its first item.

        `closed`: whether "and" has joined the last two: commas join only those before.
        """
        items = self.items
        last = items[i].actor
        group = [last]
        start = i
        while start > 0:
            k, joined = self._join_before(start)
            if k < 0 or not joined:
                break
            if joined == "," and not closed and not self._headline(start) and not self._is_run(k):
                break
            actor = items[k].actor
            if actor is None or last is None or actor.place != last.place or actor.case:
                break
            if (
                len(group) == 1
                and self.items[k + 1].word == ","
                and {actor.kind, last.kind} == {"organisation", "person"}
            ):
                break  # "X snubbed the Forum, and Y failed to turn up"
            group.insert(0, actor)
            start, closed = k, True
        return spread(group), start

    def group_starting(self, i: int, stop: int | None = None) -> tuple[Group, int]:
        """The group of joined actors that starts with item `i`, and the index of the item after it."""
        items = self.items
        stop = len(items) if stop is None else stop
        first = items[i].actor
        group, ends, joins = [first], [i + 1], [""]
        between = bool(i) and self.items[i - 1].word == "between"
        k = i + 1
        while k < stop:
            k, joined = self._join_after(k, stop)
            actor = items[k].actor if joined and k < stop else None
            if actor is None or first is None or actor.place != first.place:
                break
            if joined == "and" and not between and self._opens_clause(k):
                break
            group.append(actor)
            ends.append(k + 1)
            joins.append(joined)
            k += 1
        if len(group) > 1 and "," in joins and self._is_verb(self._after_idle(ends[-1])):
            cut = len(joins) - 1 - joins[::-1].index(",")  # "met X, Y said", "after talks with X, Y and Z said"
            group, ends = group[:cut], ends[:cut]
        return spread(group), ends[-1]

    def _behind_comma(self, i: int) -> tuple[Group, int]:
        """The members of a group that ends with item `i` behind its last comma ("after talks with X, Y and Z said").

        Behind the first comma if the sentence opens with who else it is said of ("Besides X, A, B and C came").
        """
        first = self.group_ending(i)[1]
        if 0 < first <= _BESIDES_FAR and any(self._words(0, len(w)) == w for w in _BESIDES):
            comma = next((k for k in range(first, i) if self.items[k].word == ","), i)
            return spread([item.actor for item in self.items[comma : i + 1]]), comma + 1
        start = i
        while start > 0:
            k, joined = self._join_before(start)
            if not joined or k < 0 or self.items[k].actor is None:
                break
            if "," in self._words(k + 1, start):
                return spread([item.actor for item in self.items[start : i + 1]]), start
            start = k
        return (), i

    def _opens_clause(self, i: int) -> bool:
        actor = self.items[i].actor
        return (actor is None or not actor.case) and self._is_verb(self._after_idle(i + 1))

    def _join_before(self, i: int) -> tuple[int, str]:
        """The item before what joins it to item `i`, and "and", "," or "" for what joins them."""
        items = self.items
        k, joined = i - 1, ""
        if k >= 0 and self._are_one_phrase(k, i):
            return k, "and"  # "the two leaders", taken for two people
        while k >= 0 and items[k].word in _BEFORE_MEMBER:
            if items[k].word == "with" and not (k and items[k - 1].word in ("together", "along")):
                return i - 1, ""
            k -= 1
        behind = k
        while behind >= 0 and items[behind].word in _SUITE:
            behind -= 1
        k = behind if behind >= 0 and items[behind].word == "and" else k  # "X and a high-ranking delegation"
        while k >= 0:
            long = None
            if items[k].word in self.words.join_edges:
                long = next((w for w in self.words.long_joins if self._words(k - len(w) + 1, k + 1) == w), None)
            if long is not None:
                k, joined = k - len(long), "and"
            elif items[k].word == ",":
                k, joined = k - 1, joined or ","
            elif items[k].word in self.words.joins:
                k, joined = k - 1, "and"
            else:
                break
        return k, joined

    def _join_after(self, i: int, stop: int) -> tuple[int, str]:
        k, joined = i, ""
        if i < stop and self._are_one_phrase(i - 1, i):
            return i, "and"
        while k < stop:
            long = None
            if self.items[k].word in self.words.join_edges:
                long = next((w for w in self.words.long_joins if self._words(k, k + len(w)) == w), None)
            if long is not None:
                k, joined = k + len(long), "and"
            elif self.items[k].word == ",":
                k, joined = k + 1, joined or ","
            elif self.items[k].word in self.words.joins:
                k, joined = k + 1, "and"
            else:
                break
        past = _AFTER_JOIN | _SUITE if joined == "and" and self.items[k - 1].word == "and" else _AFTER_JOIN
        while joined and k < stop and self.items[k].word in past:
            k += 1
        return k, joined

    def _are_one_phrase(self, k: int, i: int) -> bool:
        """Whether two adjoining items are the people of one phrase ("the two leaders"), not "her counterpart she"."""
        one, other = self.items[k].actor, self.items[i].actor
        if one is None or other is None or self.items[k].end != self.items[i].start:
            return False
        return one.pronoun or not other.pronoun

    def _words(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(item.word for item in self.items[max(start, 0) : end])

    def _headline(self, start: int) -> bool:
        """Whether a comma joins two actors as in a headline ("Biden, Xi meet")."""
        return start == 2 and len(self.items) < 14 and self.items[-1].word != "."

    def _is_run(self, k: int) -> bool:
        """Whether commas alone join people with titles, of whom item `k` is the last but one: "A, B, C will attend"."""
        run = 0
        while k >= 0 and run < _RUN:
            actor = self.items[k].actor
            if actor is None or actor.kind != "person" or actor.pronoun or actor.case:
                return False
            run += 1
            k, joined = self._join_before(k)
            if joined != ",":
                break
        return run >= _RUN

    # Predications

    def _predications(self) -> Iterator[Predication]:
        for k, item in enumerate(self.items):
            if item.word in ("who", "which") and k:
                group, start = self.antecedent(k)
                if group:
                    yield Predication(group, start, k, k)
            elif item.actor is not None and not item.actor.case and not item.actor.place:
                verb = self._verb_after(k + 1)
                group, start = self.group_ending(k)
                if verb is not None and self._behind_preposition(start):
                    group, start = self._behind_comma(k) if verb == self._after_idle(k + 1) else ((), k)
                if verb is not None and group:
                    yield Predication(group, start, k + 1, verb)

    def _verb_after(self, i: int) -> int | None:
        """The verb of an actor that ends before item `i`, an aside or a phrase of place or time in between left out."""
        items = self.items
        i = self._after_idle(i)
        if i >= len(items):
            return None
        if items[i].word in (",", "("):
            return self._verb_after_aside(i)
        if items[i].word in ("in", "on", "at", "of", "from"):
            k = i + 1
            while k < len(items) and (items[k].word in ("the", "a") or self.words.idle(items[k])):
                k += 1
            actor = items[k].actor if k < len(items) else None
            if actor is not None and not actor.case:
                k = self._after_idle(k + 1)
            elif items[k - 1].word in ("the", "a"):
                return None  # "his counterparts on the sidelines": a noun, and no verb
            return k if k > i + 1 and self._is_verb(k) else None
        return i if self._is_verb(i) else None

    def _verb_after_aside(self, i: int) -> int | None:
        closing = ")" if self.items[i].word == "(" else ","
        if closing == "," and (i + 1 >= len(self.items) or not self._opens_aside(i + 1)):
            return None
        for k in range(i + 1, min(len(self.items), i + FAR)):
            if self.items[k].word == closing and self._is_verb(self._after_idle(k + 1)):
                verb = self._after_idle(k + 1)
                if self._words(verb + 1, verb + 2) == ("by",):
                    continue  # "X, the minister, accompanied by Y, arrived"
                return verb
        return None

    def _opens_aside(self, i: int) -> bool:
        item = self.items[i]
        if item.word in self.words.asides or item.word[:1].isdigit() or item.word == "whose":
            return True
        return item.actor is None and item.word.endswith(("ed", "ing"))

    def _after_idle(self, i: int) -> int:
        while i < len(self.items) and i not in self._verbs and self.words.idle(self.items[i]):
            i += 1
        return i

    def _is_verb(self, i: int) -> bool:
        """Whether the word at item `i`, behind an actor, is a finite verb for all that closed lists say."""
        if i >= len(self.items):
            return False
        item, words = self.items[i], self.words
        if item.word in words.finite:
            return True
        if item.word.endswith("ing") or item.word == "to":
            return False
        if i in self._verbs:
            return True
        if not item.plain or not item.word.isalpha() or words.idle(item):
            return False
        if item.word in words.function or item.word in words.prepositions or item.word in words.relatives:
            return False
        if item.word in words.breaks or item.word in words.preposed or item.word in words.people:
            return False
        after = self.items[self._after_idle(i + 1)].word if self._after_idle(i + 1) < len(self.items) else ""
        if item.word.endswith("s"):  # "NATO allies said": a noun before its verb
            return not (after in words.finite or after in words.reporting or after.endswith("ed"))
        return True

    def opens_verb(self, i: int) -> bool:
        """Whether a verb that shares the subject before it stands at item `i`, behind "and" or a comma."""
        i = self._after_idle(i)
        while i < len(self.items) and self.items[i].word in ("and", "but", "then", "also"):
            i = self._after_idle(i + 1)
        if i >= len(self.items):
            return False
        item = self.items[i]
        if item.word in self.words.finite:
            return True
        if item.word in self.words.asides or item.word in self.words.function or item.word in self.words.prepositions:
            return False
        if i in self._verbs:
            return True
        past = item.plain and (item.word in PASTS or item.word.endswith("ed"))
        if not past or i + 1 >= len(self.items):
            return False
        after = self.items[i + 1]
        return after.actor is not None or after.word in self.words.determiners or after.word in self.words.prepositions

    def opens_past(self, i: int) -> bool:
        """Whether that verb has a tense of its own, so that no auxiliary before it is shared."""
        if not self.opens_verb(i):
            return False
        i = self._after_idle(i)
        while i < len(self.items) and self.items[i].word in ("and", "but", "then", "also"):
            i = self._after_idle(i + 1)
        word = self.items[i].word if i < len(self.items) else ""
        return word in self.words.finite or word in PASTS or word.endswith(("ed", "s"))

    def _behind_preposition(self, start: int) -> bool:
        k = start - 1
        while k >= 0 and (self.items[k].word in _BEFORE_PHRASE or self.items[k].word in QUOTES):
            k -= 1
        if k < 0:
            return False
        word = self.items[k].word
        return word in self.words.prepositions and word not in self.words.preposed

    def antecedent(self, i: int) -> tuple[Group, int]:
        """The actors that a relative pronoun at item `i` takes up, and their first item."""
        k = i - 1
        while k >= 0 and self.items[k].word in (",", "both", "all", "of", "("):
            k -= 1
        actor = self.items[k].actor if k >= 0 else None
        if actor is None:
            return (), i
        if not actor.place:
            return self.group_ending(k)
        j = self.group_ending(k)[1] - 1  # "the president of France, who": the holder before it
        if j > 0 and self.items[j].word in ("of", "in", "from") and self.items[j - 1].actor is not None:
            return self.group_ending(j - 1)
        return (), i

    # Subjects

    def subject(self, i: int, *, infinitive: bool = False) -> Group:
        """Who the verb group right behind item `i` is said of; of an infinitive, whoever is nearest."""
        items, words = self.items, self.words
        first = i
        noun = False  # a noun that is no actor stands between, and may be the subject itself
        while i >= 0:
            item = items[i]
            if item.actor is not None:
                group, start = self.group_ending(i)
                if self._behind_preposition(start) and not (infinitive and items[start - 1].word == "for"):
                    tail = self._behind_comma(i)[0]
                    if tail and not noun and not infinitive and not item.actor.place and not item.actor.case:
                        return tail
                    i, noun = start - 2, False
                elif item.actor.case:
                    if not infinitive:
                        return ()
                    i = start - 1
                elif item.actor.place:
                    i = start - 1
                else:
                    return () if noun and not infinitive else group
                continue
            if item.event is not None:
                noun = True
            elif item.word in words.relatives:
                return () if noun else self._relative_subject(i)
            elif item.word in (",", ")"):
                skipped = self._before_aside(i)
                if skipped is not None:
                    i, noun = skipped, False
                    continue
                if i == first and item.word == ",":
                    return self.one_phrase(i - 1) or self.chained(i)
                if noun and not infinitive:
                    return ()
            elif item.word in ("and", "or", "but", "nor"):
                return self.chained(i) if not noun or infinitive else ()
            elif item.word in words.breaks:
                return ()
            elif item.word in words.prepositions:
                noun = False
            elif item.word in words.determiners:
                before = self._before_idle(i - 1)
                behind = before >= 0 and items[before].word in words.prepositions
                if i > 1 and items[i - 1].word == "and" and items[i - 2].actor is not None and self._is_suite(i, first):
                    return self.group_ending(i - 2, closed=True)[0]
                if noun and not infinitive and not behind:
                    return ()
            elif not words.idle(item) and not self._is_delegation(i):
                noun = True
            i -= 1
        return ()

    def one_phrase(self, i: int) -> Group:
        """Who ends with item `i` as one person with two offices ("X, president of A and ruler of B, will")."""
        if i < 0 or self.items[i].actor is None:
            return ()
        group = self.group_ending(i)[0]
        return group[:1] if len(group) > 1 and len({actor.entity for actor in group}) == 1 else ()

    def _is_delegation(self, i: int) -> bool:
        """Whether item `i` is the delegation of the country before it, which is meant ("the Malta delegation")."""
        actor = self.items[i - 1].actor if i and self.items[i].word in ("delegation", "team", "side") else None
        return actor is not None and actor.kind == "country" and not actor.place

    def _is_suite(self, start: int, last: int) -> bool:
        """Whether the items name nobody but those who come along ("X and a large delegation arrived")."""
        words = self._words(start, last + 1)
        return bool(words) and words[-1] in _COMPANY and all(w in _SUITE_OF or w in _COMPANY for w in words)

    def _relative_subject(self, i: int) -> Group:
        if self.items[i].word in ("who", "which"):
            return self.antecedent(i)[0]
        actor = self.items[i - 1].actor if i and self.items[i].word == "that" else None
        return (actor,) if actor is not None else ()

    def _before_idle(self, i: int) -> int:
        while i >= 0 and self.words.idle(self.items[i]):
            i -= 1
        return i

    def chained(self, i: int) -> Group:
        """The subject of a verb joined by "and" or a comma at item `i`: that of the verb before."""
        before = self.last_before(i)
        return before.actors if before is not None else ()

    def main(self, i: int) -> Group:
        """The subject of the sentence for a participle or a noun at item `i`: the last before, else the first after."""
        before = [p for p in self.predications if p.end <= i and not self._closed(p, i)]
        if before:
            return before[-1].actors
        return next((p.actors for p in self.predications if p.start > i), ())

    def last_before(self, i: int) -> Predication | None:
        """The predication whose verb stands nearest before item `i`, relative clauses that have ended left out."""
        before = [p for p in self.predications if p.verb < i and not self._closed(p, i)]
        return before[-1] if before else None

    def _closed(self, predication: Predication, i: int) -> bool:
        """Whether a bracket, or a relative clause at a comma that another verb follows, has ended before item `i`."""
        verb = predication.verb
        brackets = self._words(verb, i)
        if brackets.count(")") > brackets.count("("):
            return True
        if self.items[verb].word not in ("who", "which"):
            return False
        if verb and self.items[verb - 1].word != ",":
            return any(p.actors == predication.actors for p in self.predications if verb < p.verb < i)
        comma = next((k for k in range(verb + 1, i) if self.items[k].word == ","), None)
        if comma is None:
            return False
        return self.items[i - 1].word == "," or any(
            p.verb > comma and p.end <= predication.start + 1 for p in self.predications
        )

    def _before_aside(self, i: int) -> int | None:
        """From a comma or bracket that closes an aside ("..., who met B,") to the item before the opening one."""
        items = self.items
        opening = "(" if items[i].word == ")" else ","
        for k in range(i - 1, max(-1, i - FAR), -1):
            if items[k].word != opening:
                continue
            inside = items[k + 1]
            if opening == "(" or self._opens_aside(k + 1):
                return k - 1
            behind_actor = k > 0 and items[k - 1].actor is not None
            if inside.actor is not None and behind_actor:
                if i - k == 2:
                    unnamed = items[k - 1].actor
                    if unnamed is not None and unnamed.entity is None:
                        return k + 1  # "its chairman, X, presided"
                    return k - 1  # an apposition that was not read as one
                continue  # a list inside an aside ("accompanied by A, B and C,")
            return None
        return None
