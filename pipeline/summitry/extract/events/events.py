"""Mentions of events: noun phrases about summits, sessions, conferences, talks and ceremonies, and what each is of.

A mention with an organisation or a name of its own says which event it is; what a bare noun ("the summit") takes up is
decided in `occasions`. Names that no lexicon has are known by their form: capitalised words up to an event noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.events.event_bodies import (
    at_headquarters,
    complement,
    is_of_leaders,
    joint_body,
    of_those_who_meet,
    past_acronym,
    seat_behind,
    sitting_body,
    sitting_of,
)
from summitry.extract.events.event_names import (
    end_of_name,
    has_own_name,
    is_verb,
    kind_of_name,
    known_event,
    name_of_two,
    named_topic,
    regular,
    stands_for_gathering,
    topical_name,
    without_number,
)
from summitry.extract.events.event_pairs import day_of, name_beside_body, summit_of_two
from summitry.extract.events.event_phrases import CASE, PhraseReader
from summitry.extract.events.event_sides import sides_of
from summitry.extract.events.event_words import DASHES
from summitry.extract.reading import Reading
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_ADJECTIVES: Final = (["trilateral"], ["quadrilateral"], ["tripartite"])
_TO_NOUN: Final = 5  # tokens from "trilateral" to its noun


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event in the tokens `start:end`, of which `head` is the noun or the name.

    `subject` is its organisation or its own name, None for a bare noun. `ahead`/`past` when its own words say so;
    `edition` is "next" or "last" for another one than the text is about, or its number; `weak` for a word that takes
    the kind of what it takes up ("meeting"), `ministers` for a meeting below the leaders.
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
    weak: bool = False
    needs_name: bool = False
    ministers: bool = False
    edition: str = ""
    ordinal: int = 0
    group: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: str
    weak: bool
    needs_name: bool
    capital: bool = False


class EventReader:
    """Finds the event mentions of a reading, with the nouns of `events.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns: dict[tuple[str, ...], _Noun] = {}
        self._words: dict[str, frozenset[str]] = {}
        for row in lexicon.cues["events"]:
            if row["table"] == "noun" and "kind" in row:
                noun = _Noun(str(row["kind"]), bool(row.get("weak")), bool(row.get("name")), bool(row.get("capital")))
                for form in row["forms"]:
                    for variant in (form, form.replace("'", "’")):
                        words = tuple(variant.replace("s'", "s '").replace("s’", "s ’").replace("-", " - ").split())
                        self._nouns[words] = noun
            elif row["table"] in ("assertion", "words"):
                for key, value in row.items():
                    if isinstance(value, list):
                        self._words[key] = frozenset(str(word) for word in value)
        self._longest = max(map(len, self._nouns), default=1)
        first = {words[0] for words in self._nouns}
        self._first = first | {f"{word}s" for word in first} | {"ceremonies"}  # the words that `_noun` may begin with

    def read(self, reading: Reading) -> list[EventMention]:
        """The event mentions in the order of the text."""
        return list(self._mentions(reading))

    def _mentions(self, reading: Reading) -> Iterator[EventMention]:
        i, size = 0, len(reading.words)
        floor = 0
        while i < size:
            mention = reading.mention_at[i]
            event: EventMention | None = None
            if mention is not None and mention.start == i and mention.kind == "organisation":
                kind = kind_of_name(reading, mention)
                if not kind and stands_for_gathering(reading, mention):
                    kind = "summit"
                if kind:
                    event = self._named(reading, mention, kind, floor)
            if event is None and (mention is None or mention.kind not in ("organisation", "institution", "treaty")):
                length = self._noun_at(reading, i)
                if length:
                    event = self._around(reading, i, i + length, floor)
            if (
                event is None
                and reading.lower[i] == "next"
                and reading.lower[i - 1 : i] == ["the"]
                and reading.lower[i + 1 : i + 2] == ["one"]
            ):
                event = EventMention(i - 1, i + 2, i, "summit", None, True, edition="next", weak=True)
            if event is None:
                i += 1
                continue
            yield event
            floor = i = event.end

    def _noun_at(self, reading: Reading, i: int) -> int:
        if reading.lower[i] not in self._first or reading.name_at[i] is not None:
            return 0
        shortest = 1 if reading.title_at[i] is None else 3  # "leaders' week"
        for length in range(min(self._longest, len(reading.words) - i), shortest - 1, -1):
            if self._noun(tuple(reading.lower[i : i + length])) is not None:
                return length
        return 0

    def _noun(self, words: tuple[str, ...]) -> _Noun | None:
        if not words:
            return None
        found = self._nouns.get(words)
        if found is None and words[-1].endswith("s"):
            found = self._nouns.get((*words[:-1], words[-1][:-1]))
        if found is None and words[-1] == "ceremonies":
            found = self._nouns.get((*words[:-1], "ceremony"))
        return found

    def _named(self, reading: Reading, mention: Mention, kind: str, floor: int) -> EventMention:
        """A mention whose organisation is itself the event, with a noun behind it ("COP28 conference")."""
        end = mention.end
        k = end
        while (
            k < len(reading.words)
            and (reading.lower[k] in self._words["between"] or reading.lower[k] in ("climate", "un"))
            and k - end < 4
        ):
            k += 1
        length = (
            self._noun_at(reading, k)
            if k < len(reading.words) and reading.sentence_at[k] == reading.sentence_at[mention.start]
            else 0
        )
        if length:
            end = k + length
        return self._widen(
            reading,
            mention.start,
            end,
            _Noun(kind, False, False),
            Entity("organisation", regular(reading, mention.name)),
            True,
            floor,
        )

    def _around(self, reading: Reading, start: int, end: int, floor: int) -> EventMention | None:
        noun = self._noun(tuple(reading.lower[start:end]))
        assert noun is not None
        before = (
            reading.lower[start - 1] if start and reading.sentence_at[start - 1] == reading.sentence_at[start] else ""
        )
        after = reading.lower[end] if end < len(reading.words) else ""
        owner = reading.mention_at[start - 1] if start else None
        if (
            owner is not None
            and owner.kind == "organisation"
            and noun.needs_name
            and noun.kind == "conference"
            and reading.words[start].islower()
        ):
            return None  # "the APEC forum" is the organisation
        if owner is not None and owner.kind == "organisation":
            before = ""
        if self._goes_on(reading, start, end):
            return None
        if is_verb(reading, start) or (noun.capital and reading.words[start].islower()):
            return None
        if before in self._words["never"] or after in self._words["never_of"]:
            return None
        if reading.lower[start:end] in _ADJECTIVES and after.isalpha() and after not in self._words["behind"]:
            return None  # "trilateral cooperation"
        if before in DASHES and start > 1 and reading.lower[start - 2] in self._words["never"]:
            return None
        if noun.needs_name and noun.kind == "conference" and after == "of" and reading.words[start].islower():
            return None  # "the second highest forum of the bloc"
        if "council" in reading.lower[start:end] and after == "of" and reading.words[end - 1][:1].isupper():
            return None  # "the Ministerial Council of the bloc" is a body
        if after == "of" and any(word in self._words["never_of"] for word in reading.lower[end + 1 : end + 5]):
            return None
        event = self._widen(reading, start, end, noun, None, False, floor)
        part = {"opening", "closing"}.intersection(reading.lower[start:end])
        if noun.kind == "ceremony" and part and event.subject is not None and event.end > end:
            return None  # "the opening ceremony of the Summit of the Americas" is the summit
        return (
            None
            if event.subject is None and noun.needs_name and not event.definite and noun.kind != "session"
            else event
        )

    def _widen(
        self,
        reading: Reading,
        head: int,
        end: int,
        noun: _Noun,
        subject: Entity | None,
        named: bool,
        floor: int,
    ) -> EventMention:
        """Widen a noun or a name over what belongs to it, and read the organisation, name and edition from there."""
        phrase = PhraseReader(reading, self._words).before(head, floor, subject, named=named)
        i, subject, capitals, ordinal = phrase.start, phrase.subject, phrase.capitals, phrase.ordinal
        ministers = phrase.ministers or any("minister" in word for word in reading.lower[head:end])
        if reading.lower[end - 1] in ("summits", "conferences", "forums") and subject is None:
            capitals = []
        sitting = sitting_of(reading, end) if subject is None and not named else None
        if sitting is not None:
            subject, end, top = sitting
            noun = replace(noun, kind=top or noun.kind, weak=noun.weak and not top)
            ministers = ministers or not top
        own = subject is None and not named and has_own_name(reading, head, end, capitals, self._words["between"])
        if own and set(reading.lower[min(capitals, default=head) : head]) <= self._words["between"] | {"meeting"}:
            own = complement(reading, end)[0] is None  # "the Special Meeting of CARICOM Heads"
        own = own and not (noun.kind == "ceremony" and reading.lower[end : end + 1] == ["of"])
        if own:
            end = end_of_name(reading, end)
            first = min(capitals, default=head)
            plurals = (reading.title_at[k - 1] is None for k in range(first, head) if reading.lower[k] in CASE)
            marks = (k for k in range(first, head) if reading.lower[k] in CASE)
            cases = [k for k, owner in zip(marks, plurals, strict=True) if owner]
            first = cases[-1] + 1 if cases else first
            subject, named = Entity("event", without_number(reading.text(first, end))), True
            if ordinal and subject.name.startswith("Conference of the Parties"):
                subject = Entity("organisation", f"COP{ordinal}")
            sitting_name = subject.name.partition("Session of the ")
            if sitting_name[1] and noun.kind == "session":
                subject = Entity("event", sitting_name[2])
        if subject is None and noun.kind == "ceremony" and (day := day_of(reading, head, end)):
            subject, named = Entity("event", day), True
        group = False
        if not named:
            known = known_event(reading, i, head, end)
            subject, named, own = (known, True, False) if known is not None else (subject, named, own)
        side = name_beside_body(reading, i, head, end) if subject is not None and not named else ""
        if side:
            subject, named = Entity("event", side), True
        pair = summit_of_two(reading, head, end) if not named or subject is None else None
        if pair is not None:
            (subject, i), named = pair, True
        if subject is None:
            subject, end = sides_of(reading, i, head, end)
        if subject is None:
            behind = end
            subject, end, group, below = complement(reading, end)
            ministers = ministers or below
            if noun.weak and not ministers and is_of_leaders(reading, behind, end, subject):
                noun = replace(noun, kind="summit", weak=False)
        if subject is None and not group and noun.kind in ("talks", "summit", "conference"):
            members = of_those_who_meet(reading, i, end)
            if members is not None and not phrase.edition:
                subject, ministers = members[0], ministers or members[1]
                noun = replace(noun, kind="summit", weak=False) if noun.weak and not ministers else noun
        if subject is not None and subject.kind == "organisation" and not named:
            subject = Entity("organisation", regular(reading, subject.name))
        sits = noun.kind == "session" or reading.lower[head:end] in (["meeting"], ["round"])
        if subject is None and sits and (ordinal or phrase.definite) and (body := joint_body(reading, end)) is not None:
            subject, end = body
            noun, named = replace(noun, kind="session", weak=False), True
        if subject is None and sits and not group:
            seat = seat_behind(reading, end)
            whose = sitting_body(reading, i) if not seat and (ordinal or noun.weak or phrase.edition) else None
            if seat or whose is not None:
                group, end, subject = bool(seat), seat or end, whose
                noun = replace(noun, kind="session", weak=False, needs_name=False)
        if subject is None and noun.kind == "ceremony" and reading.lower[end : end + 1] in (["at"], ["in"]):
            subject = at_headquarters(reading, end + 1)
        if subject is None and noun.kind in ("conference", "summit") and not noun.needs_name:
            topic = topical_name(reading, i, head, end)
            if not topic:
                topic, end = named_topic(reading, i, head, end)
            if topic:
                subject, named = Entity("event", topic), True
        if subject is None and noun.kind == "conference" and (two := name_of_two(reading, i, head, end)):
            subject, named = Entity("event", two), True
        if subject is not None and subject.kind == "organisation":
            end = past_acronym(reading, end)
        if ordinal == 1 and reading.lower[i : i + 1] != ["the"]:
            ordinal = 0  # "first EPC summit in the Caucasus", "his first summit"
        kind = "conference" if own and noun.weak and not ministers and reading.lower[end - 1] != "talks" else noun.kind
        plural = self._plural(reading, head, end, named, phrase.indefinite)
        return EventMention(
            i,
            end,
            head,
            kind,
            subject,
            definite=phrase.definite,
            ahead=phrase.ahead,
            past=phrase.past,
            named=named,
            plural=plural,
            weak=noun.weak,
            needs_name=noun.needs_name,
            ministers=ministers,
            edition=phrase.edition,
            ordinal=ordinal,
            group=group,
        )

    def _goes_on(self, reading: Reading, start: int, end: int) -> bool:
        """Whether a noun stands before its own: "trilateral ministers' meeting", "Forum Leaders Meeting"."""
        many = reading.lower[start:end] in (["trilateral"], ["quadrilateral"], ["tripartite"])
        if not many and not reading.words[start][:1].isupper():
            return False
        k = end
        while k < len(reading.words) and k - end < _TO_NOUN:
            capital = reading.words[k][:1].isupper()
            if (many or capital) and self._noun_at(reading, k) and reading.sentence_at[k] == reading.sentence_at[start]:
                return True
            if not (reading.lower[k] in self._words["between"] and (many or capital)) and not (
                capital and reading.mention_at[k] is None and reading.name_at[k] is None
            ):
                return False
            k += 1
        return False

    def _plural(self, reading: Reading, start: int, end: int, named: bool, indefinite: bool) -> bool:
        if named or indefinite:
            return False
        words = tuple(reading.lower[start:end])
        return words not in self._nouns and self._noun(words) is not None and words[-1].endswith("s")
