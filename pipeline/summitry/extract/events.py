"""Mentions of events: noun phrases about summits, sessions, conferences, talks and ceremonies, and what each is of.

A mention with an organisation or a name of its own says which event it is; what a bare noun ("the summit") takes up is
decided in `occasions`. Names that no lexicon has are known by their form: capitalised words up to an event noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.reading import Reading
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_DASHES: Final = frozenset({"-", "–", "—"})
_HEADS: Final = frozenset({"leader", "president", "prime_minister", "monarch", "crown_prince", "supreme_leader"})
_NAME_WORDS: Final = (
    "summit",
    "conference",
    "forum",
    "dialogue",
    "assembly",
    "meeting",
    "congress",
    "week",
    "cop",
    "talks",
    "chogm",
)
_SMALL: Final = frozenset({"of", "on", "for", "and", "in", "the", "&", "to", "with"})
_BETWEEN: Final = frozenset(
    """annual regular informal virtual online emergency extraordinary special high level two three four one day leaders leaders' ministers
    ministerial ministers' foreign finance defence defense trade energy health interior environment agriculture biennial first second third
    fourth fifth sixth seventh eighth ninth tenth year years week month morning evening afternoon heads of state and government historic landmark plenary
    opening closing inaugural joint key major crucial economic security climate peace tripartite trilateral quadrilateral way four regional
    international global world mini full formal ordinary general leaders’ high-level two-day three-day one-day long awaited virtual-format group club
    bloc alliance organisation organization association rare big bilateral nuclear urgent final ongoing current council donors donor 's ' ’s ’ - –
    this last next previous same weekend spring summer autumn winter eu-led un-backed january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow""".split()
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ARTICLES: Final = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "these", "those"})
_NP_OPEN: Final = frozenset(
    {
        "the",
        "leaders",
        "heads",
        "head",
        "state",
        "and",
        "government",
        "of",
        "foreign",
        "finance",
        "defence",
        "defense",
        "trade",
        "ministers",
        "a",
        "all",
        "member",
        "members",
        "states",
        "council",
        "in",
        "southeast",
        "governments",
        "or",
        "countries",
        "nations",
        "bloc's",
        "assembly",
        "authority",
        "supreme",
    }
)
_DATE_WORD: Final = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|[a-z]{3,4}\.|today|tomorrow|yesterday")
_GROUPS: Final = frozenset(
    {
        "bloc",
        "alliance",
        "group",
        "organisation",
        "organization",
        "grouping",
        "association",
        "body",
        "community",
        "forum",
        "union",
        "club",
    }
)


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
                kind = self._kind_of_name(reading, mention)
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
        if reading.name_at[i] is not None or reading.title_at[i] is not None:
            return 0
        for length in range(min(self._longest, len(reading.words) - i), 0, -1):
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

    def _kind_of_name(self, reading: Reading, mention: Mention) -> str:
        """The kind of event an entry of the lexicon is itself ("Munich Security Conference"), "" for a mere organisation."""
        words = reading.text(mention.start, mention.end).lower().replace("’", "'").split()
        last = mention.name.lower().split()[-1]
        if mention.name == "Six-Party Talks":
            return "talks"
        if mention.name.startswith(("COP", "CHOGM")) or "climate change conference" in mention.name.lower():
            return "conference"
        if "assembly" in (last, words[-1]) and mention.name.startswith(("United Nations", "World Health")):
            return "session"
        if mention.form != "forum":
            return "summit" if words[-1] == "summit" or "heads" in words else ""
        if "summit" in (last, words[-1]) or "Summit" in mention.name:
            return "summit"
        if (
            last in ("conference", "forum", "dialogue", "congress", "week")
            or words[-1] in ("conference", "dialogue")
            or reading.words[mention.end - 1] == "Forum"
            or "Conference" in mention.name
            or mention.name.startswith("Boao Forum")
        ):
            return "conference" if " Regional" not in mention.name else ""
        return ""

    def _named(self, reading: Reading, mention: Mention, kind: str, floor: int) -> EventMention:
        """A mention whose organisation is itself the event, with a noun behind it ("COP28 conference")."""
        end = mention.end
        k = end
        while (
            k < len(reading.words)
            and (reading.lower[k] in _BETWEEN or reading.lower[k] in ("climate", "un"))
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
            mention.start,
            _Noun(kind, False, False),
            Entity("organisation", self._regular(reading, mention.name)),
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
        if self._is_verb(reading, start) or noun.capital and reading.words[start].islower():
            return None
        if before in self._words["never"] or after in self._words["never_of"]:
            return None
        if before in _DASHES and start > 1 and reading.lower[start - 2] in self._words["never"]:
            return None
        if after == "of" and any(word in self._words["never_of"] for word in reading.lower[end + 1 : end + 5]):
            return None
        event = self._widen(reading, start, end, start, noun, None, False, floor)
        return (
            None
            if event.subject is None and noun.needs_name and not event.definite and noun.kind != "session"
            else event
        )

    def _widen(
        self,
        reading: Reading,
        start: int,
        end: int,
        head: int,
        noun: _Noun,
        subject: Entity | None,
        named: bool,
        floor: int,
    ) -> EventMention:
        """Widen a noun or a name over what belongs to it, and read the organisation, name and edition from there."""
        first = start
        i = start
        ahead = past = definite = ministers = indefinite = False
        edition, ordinal = "", 0
        capitals: list[int] = []
        sentence = reading.sentence_at[start]
        while i > floor and reading.sentence_at[i - 1] == sentence:
            word, mention = reading.lower[i - 1], reading.mention_at[i - 1]
            if mention is not None and mention.end == i and reading.title_at[i - 1] is None:
                if mention.kind == "organisation":
                    if subject is not None:
                        break
                    subject = Entity("organisation", mention.name)
                elif mention.kind not in ("demonym", "capital", "place", "country", "institution"):
                    break
                if not named and subject is None and reading.words[head][:1].isupper():
                    capitals.append(mention.start)
                i = mention.start
            elif reading.title_at[i - 1] is not None and reading.title_at[i - 1].plural:  # type: ignore[union-attr]
                title = reading.title_at[i - 1]
                assert title is not None
                ministers = title.office.removeprefix("deputy_") not in _HEADS
                if title.object is not None and title.object.kind == "organisation" and subject is None:
                    subject = title.object
                i = max(floor, title.np_start)
                definite = True
                break
            elif word in self._words["ahead"] or word in self._words["past"]:
                ahead, past = ahead or word in self._words["ahead"], past or word in self._words["past"]
                i -= 1
            elif word in self._words["next"] or word in self._words["last"]:
                following = reading.lower[i : i + 1]
                if following and following[0] in (
                    "week",
                    "month",
                    "year",
                    "weekend",
                    "thursday",
                    "friday",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "saturday",
                    "sunday",
                ):
                    ahead, past = ahead or word in self._words["next"], past or word in self._words["last"]
                    if following == ["year"]:
                        edition = "next" if ahead else "last"
                    definite = True
                else:
                    edition = "next" if word in self._words["next"] else "last"
                i -= 1
            elif word[:1].isdigit() and word.endswith(("th", "st", "nd", "rd")):
                ordinal = int("".join(c for c in word if c.isdigit()) or 0)
                i -= 1
            elif word in _ORDINALS and (word != "first" or named or subject is not None):
                ordinal = _ORDINALS.index(word) + 1
                i -= 1
            elif word in _ARTICLES:
                definite = word not in ("a", "an")
                indefinite = not definite
                i -= 1
                break
            elif word in _GROUPS and reading.words[i - 1][:1].islower() and i < start and reading.lower[i] in _CASE:
                i -= 1
                definite = True
            elif (
                reading.words[i - 1][:1].isupper()
                and reading.words[head][:1].isupper()
                and not named
                and self._part_of_name(reading, i - 1)
            ):
                capitals.append(i - 1)
                i -= 1
            elif word in _BETWEEN or word.isdigit() and len(word) <= 4 or word.endswith("-nation"):
                ministers = ministers or word in ("ministers", "ministerial", "ministers'")
                i -= 1
            else:
                break
        ministers = ministers or any("minister" in word for word in reading.lower[start:end])
        while i < start and (reading.lower[i] in _CASE or reading.words[i] in _DASHES):
            i += 1
        if reading.lower[end - 1] in ("summits", "conferences", "forums") and subject is None:
            capitals = []
        own = subject is None and not named and self._own_name(reading, head, end, capitals)
        if own:
            end = self._rightwards_name(reading, end)
            first = min(capitals, default=head)
            cases = [k for k in range(first, head) if reading.lower[k] in _CASE]
            first = cases[-1] + 1 if cases else first
            subject, named = Entity("event", _without_number(reading.text(first, end))), True
        group = False
        if not named:
            known = self._known(reading, i, head, end)
            subject, named, own = (known, True, False) if known is not None else (subject, named, own)
        if subject is None:
            subject, end, group, below = self._complement(reading, end)
            ministers = ministers or below
        if subject is not None and subject.kind == "organisation" and not named:
            subject = Entity("organisation", self._regular(reading, subject.name))
        if subject is None and noun.kind == "ceremony" and reading.lower[end : end + 1] in (["at"], ["in"]):
            seat = reading.mention_at[end + 1] if end + 1 < len(reading.words) else None
            if seat is not None and seat.kind == "organisation" and reading.lower[seat.end : seat.end + 1] == ["headquarters"]:
                subject = Entity("organisation", seat.name)
        if subject is None and noun.kind in ("conference", "summit") and not noun.needs_name:
            topic = self._topic(reading, i, head, end)
            if topic:
                subject, named = Entity("event", topic), True
        kind = "conference" if own and noun.weak and not ministers and reading.lower[end - 1] != "talks" else noun.kind
        return EventMention(
            i, end, head, kind, subject, definite, ahead, past, named, self._plural(reading, start, end, named, indefinite), noun.weak, noun.needs_name,
            ministers, edition, ordinal, group,
        )  # fmt: skip

    @staticmethod
    def _is_verb(reading: Reading, start: int) -> bool:
        """Whether "meeting" is a form of the verb: "are meeting", "Meeting in X, the leaders"."""
        if reading.lower[start] not in ("meeting", "gathering"):
            return False
        sentence = reading.sentences[reading.sentence_at[start]]
        before = reading.lower[start - 1] if start > sentence.start else ""
        if before in ("also", "currently", "now"):
            before = reading.lower[start - 2]
        if not before:
            return reading.lower[start + 1 : start + 2] in (["in"], ["with"], ["at"], ["on"])
        return before in ("is", "are", "was", "were", "be", "been", "'s", "’s", "of", "for", "by", "before", "after", "while") and (
            before in ("is", "are", "was", "were", "be", "been") or reading.lower[start + 1 : start + 2] in (["with"], ["him"], ["her"])
        )

    @staticmethod
    def _regular(reading: Reading, name: str) -> str:
        """The organisation whose regular summit a name of the lexicon is ("Mercosur Summit"), else the name."""
        for suffix in (" Summit", " Assembly"):
            found = reading.lexicon.organisation(name.removesuffix(suffix)) if name.endswith(suffix) else None
            if found is not None and found.kind != "treaty":
                return found.name
        return name

    @staticmethod
    def _known(reading: Reading, start: int, head: int, end: int) -> Entity | None:
        """An event of the lexicon whose noun is written small here ("the EU-CELAC summit")."""
        for first in range(max(0, start - 3), head):
            name = reading.text(first, end).replace(" - ", "-")
            if not name[:1].isupper():
                continue
            found = reading.lexicon.organisation(
                name[: -len(reading.words[end - 1])] + reading.words[end - 1].capitalize()
            )
            if found is not None and found.name.lower().endswith(("summit", "forum", "conference")):
                return Entity("organisation", EventReader._regular(reading, found.name))
        return None

    def _plural(self, reading: Reading, start: int, end: int, named: bool, indefinite: bool) -> bool:
        if named or indefinite:
            return False
        words = tuple(reading.lower[start:end])
        return words not in self._nouns and self._noun(words) is not None and words[-1].endswith("s")

    def _part_of_name(self, reading: Reading, i: int) -> bool:
        """Whether a capitalised token can belong to the name of an event: no person, no title, no sentence opener."""
        if reading.name_at[i] is not None or reading.title_at[i] is not None:
            return False
        sentence = reading.sentences[reading.sentence_at[i]]
        return (
            i > sentence.start
            or reading.lower[i] not in _ARTICLES
            and reading.lower[i] not in ("at", "in", "after", "before", "during", "this", "for", "host", "hosts")
        )

    def _own_name(self, reading: Reading, head: int, end: int, capitals: list[int]) -> bool:
        """Whether the capitalised words make a name: one of them at least is more than a place or an adjective."""
        if not reading.words[end - 1][:1].isupper() or self._is_titled_line(reading, head):
            return False
        if reading.words[end - 1].isupper() and len(reading.words[end - 1]) > 4:
            return False
        telling = [i for i in capitals if reading.mention_at[i] is None and reading.lower[i] not in _BETWEEN]
        topical = [
            i
            for i in capitals
            if reading.mention_at[i] is None
            and reading.lower[i]
            in ("climate", "peace", "security", "economic", "energy", "nuclear", "international", "health", "world")
        ]
        if telling or (topical and len(capitals) > 1):
            return True
        after = reading.lower[end] if end < len(reading.words) else ""
        following = reading.words[end + 1 : end + 3]
        return (
            after in ("on", "for", "of")
            and self._noun_kind_names(reading, end)
            and any(word[:1].isupper() for word in following)
        )

    def _noun_kind_names(self, reading: Reading, end: int) -> bool:
        k = end + 1
        while k < len(reading.words) and reading.lower[k] in ("the", "a"):
            k += 1
        mention = reading.mention_at[k] if k < len(reading.words) else None
        return (
            k < len(reading.words)
            and reading.words[k][:1].isupper()
            and (mention is None or mention.kind == "place")
            and reading.title_at[k] is None
            and reading.name_at[k] is None
        )

    def _is_titled_line(self, reading: Reading, i: int) -> bool:
        """Whether the sentence is a heading in which most words are capitalised, so that capitals say nothing."""
        sentence = reading.sentences[reading.sentence_at[i]]
        words = [word for word in reading.words[sentence.start : sentence.end] if word.isalpha() and len(word) > 3]
        capital = sum(word[:1].isupper() for word in words)
        return reading.block(sentence).kind == "heading" and len(words) > 3 and capital * 10 >= len(words) * 8

    def _rightwards_name(self, reading: Reading, end: int) -> int:
        """The end of a name that goes on behind its noun ("Summit on Climate Change")."""
        j = end
        last = end
        sentence = reading.sentences[reading.sentence_at[end - 1]]
        while j < sentence.end and j - last < 3:
            if _DATE_WORD.fullmatch(reading.lower[j]):
                break
            if reading.words[j][:1].isupper() and reading.words[j][:1].isalpha():
                last = j + 1
            elif (
                reading.lower[j] not in _SMALL
                or reading.lower[j] == "in"
                and j == end
                or reading.lower[j] in ("and", "to", "with")
                and j == end
            ):
                break
            j += 1
        return last

    def _complement(self, reading: Reading, end: int) -> tuple[Entity | None, int, bool, bool]:
        """The organisation behind the noun ("summit of the leaders of ASEAN"): entity, end, an organisation by its
        kind only ("of the bloc"), ministers."""
        if end >= len(reading.words) or reading.lower[end] not in ("of", "for", "with", "between"):
            return None, end, False, False
        sentence = reading.sentences[reading.sentence_at[end - 1]]
        k, below = end + 1, False
        while k < sentence.end:
            title = reading.title_at[k]
            mention = reading.mention_at[k]
            if (
                mention is not None
                and mention.start == k
                and mention.kind == "organisation"
                and reading.lower[end] == "of"
            ):
                stop = mention.end
                after = reading.title_at[stop] if stop < sentence.end else None
                if after is not None and after.plural:
                    below, stop = True, after.end
                elif reading.lower[stop : stop + 1] == ["leaders"]:
                    stop += 1
                return Entity("organisation", mention.name), stop, False, below
            if title is not None and title.plural:
                below = "minister" in reading.lower[title.head]
                if title.object is not None and title.object.kind == "organisation":
                    return title.object, max(title.end, title.object_span[1] if title.object_span else 0), False, below
                if mention is not None:
                    break
                k = max(title.end, k + 1)
                continue
            if reading.lower[k] in _GROUPS and reading.lower[k - 1] in ("the", "this"):
                return None, k + 1, True, below
            if (
                reading.lower[k] not in _NP_OPEN
                and not reading.lower[k].isdigit()
                and reading.words[k] not in _DASHES
                and not reading.lower[k].endswith("member")
            ):
                break
            k += 1
        return None, end, False, below

    @staticmethod
    def _topic(reading: Reading, start: int, head: int, end: int) -> str:
        """The name of a conference known by its place or region and its topic ("Middle East peace conference")."""
        first = next(
            (
                i
                for i in range(start, head)
                if reading.mention_at[i] is not None
                or reading.words[i][:1].isupper()
                and reading.lower[i] not in _ARTICLES
            ),
            None,
        )
        if first is None:
            return ""
        mention = reading.mention_at[first]
        if (
            mention is None
            or mention.kind not in ("place", "demonym", "capital", "country")
            or reading.words[end - 1][:1].isupper()
        ):
            return ""
        words = reading.lower[mention.end : end]
        return (
            reading.text(first, end)
            if any(
                word in ("peace", "climate", "security", "donor", "donors", "reconstruction", "aid", "regional") for word in words
            )
            else ""
        )


def _without_number(name: str) -> str:
    """A name without the number or the adjective of its edition ("14th Annual Meeting of the New Champions")."""
    words = name.split()
    while words and (
        words[0][:1].isdigit()
        or words[0].lower() in ("the", "first", "second", "third", "fourth", "fifth", "annual")
        and len(words) > 2
        and words[1].lower() not in ("meeting",)
    ):
        words = words[1:]
    return " ".join(words)
