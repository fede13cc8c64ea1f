"""Names of events: capitalised words up to an event noun, what belongs to them, and the organisation behind the noun.

Names that no lexicon has are known by their form ("the Lisbon Water Forum", "Summit on Climate Change").
"""

from __future__ import annotations

import re
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.events.event_words import ARTICLES, DASHES
from summitry.extract.reading import Reading
from summitry.findings import Entity

_AFTER_TOPIC: Final = frozenset(
    {
        "in",
        "at",
        "that",
        "which",
        "to",
        "next",
        "last",
        "for",
        "this",
        "on",
        "held",
        "and",
        "of",
        "with",
        "was",
        "is",
        "will",
        "by",
    }
)
_SMALL: Final = frozenset({"of", "on", "for", "and", "in", "the", "&", "to", "with"})
_STANDING: Final = frozenset({"Council", "Committee", "Commission", "Conference", "Forum", "Board"})
_BODIES: Final = frozenset({"alliance", "forum", "union", "organisation", "body"})
_BEHIND_GATHERING: Final = frozenset(
    {"in", "on", "at", "this", "next", "last", "and", "but", "with", "as", "from", "where"}
)
_DATE_WORD: Final = re.compile(
    r"(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|[a-z]{3,4}\.|may|today|tomorrow|yesterday"
)


def kind_of_name(reading: Reading, mention: Mention) -> str:
    """The kind of event an entry of the lexicon is itself ("Munich Security Conference"), "" for a mere body."""
    words = reading.text(mention.start, mention.end).lower().replace("’", "'").split()
    last = mention.name.lower().split()[-1]
    if mention.name == "Six-Party Talks":
        return "talks"
    if mention.name.startswith(("COP", "CHOGM")) or "climate change conference" in mention.name.lower():
        return "conference"
    if "assembly" in (last, words[-1]) and mention.name.startswith(("United Nations", "World Health")):
        return "session"
    if mention.form != "forum":
        gathering = (
            words[-1] == "summit" or "heads" in words or (words[-1] == "meeting" and "leaders" in " ".join(words))
        )
        return "summit" if gathering else ""
    if last == "meeting" and "minister" in mention.name.lower():
        return "talks"
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


def stands_for_gathering(reading: Reading, mention: Mention) -> bool:
    """Whether a forum of leaders is itself the event: "had met at the G7 in Hiroshima"."""
    if mention.form not in _BODIES or mention.end >= len(reading.words):
        return False
    sentence = reading.sentences[reading.sentence_at[mention.start]]
    before = [word for word in reading.lower[max(sentence.start, mention.start - 3) : mention.start] if word != "the"]
    after = reading.lower[mention.end] if mention.end < sentence.end else "."
    if after == "for" or not before:
        return False
    if before[-1] == "for" and (after in _BEHIND_GATHERING or not after[:1].isalnum()):
        i = mention.start - (2 if reading.lower[mention.start - 1] == "the" else 1)
        place = reading.mention_at[i - 1] if i > sentence.start else None
        if place is not None and place.kind in ("capital", "place"):
            return reading.lower[max(sentence.start, place.start - 1)] in ("in", "to", "on", "into", "for")
    if mention.form != "forum":
        return False
    k = mention.end + 1
    held = mention.end + 1 < sentence.end and after in ("in", "at", "on")
    venue = reading.mention_at[k] if held else None
    return venue is not None and venue.kind in ("capital", "place") and before[-1] in ("at", "to", "for")


def is_verb(reading: Reading, start: int) -> bool:
    """Whether "meeting" is a form of the verb: "are meeting", "Meeting in X, the leaders"."""
    if reading.lower[start] not in ("meeting", "gathering"):
        return False
    sentence = reading.sentences[reading.sentence_at[start]]
    before = reading.lower[start - 1] if start > sentence.start else ""
    if before in ("also", "currently", "now"):
        before = reading.lower[start - 2]
    if not before:
        return reading.lower[start + 1 : start + 2] in (["in"], ["with"], ["at"], ["on"])
    return before in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "'s",
        "’s",
        "of",
        "for",
        "by",
        "before",
        "after",
        "while",
    ) and (
        before in ("is", "are", "was", "were", "be", "been")
        or reading.lower[start + 1 : start + 2] in (["with"], ["him"], ["her"])
    )


def regular(reading: Reading, name: str) -> str:
    """The organisation whose regular summit a name of the lexicon is ("Mercosur Summit"), else the name."""
    for suffix in (" Summit", " Assembly", " Supreme Council", " Ministerial Council", " Commission", " Secretariat"):
        found = reading.lexicon.organisation(name.removesuffix(suffix)) if name.endswith(suffix) else None
        if found is not None and found.kind != "treaty":
            return found.name
    return name


def known_event(reading: Reading, start: int, head: int, end: int) -> Entity | None:
    """An event of the lexicon whose noun is written small here ("the EU-CELAC summit")."""
    for first in range(max(0, start - 3), head):
        name = reading.text(first, end).replace(" - ", "-")
        if not name[:1].isupper():
            continue
        found = reading.lexicon.organisation(name[: -len(reading.words[end - 1])] + reading.words[end - 1].capitalize())
        if found is not None and found.name.lower().endswith(("summit", "forum", "conference")):
            return Entity("organisation", regular(reading, found.name))
    return None


def part_of_name(reading: Reading, i: int) -> bool:
    """Whether a capitalised token can belong to the name of an event: no person, no title, no sentence opener."""
    if reading.name_at[i] is not None or reading.title_at[i] is not None:
        return False
    sentence = reading.sentences[reading.sentence_at[i]]
    return i > sentence.start or (
        reading.lower[i] not in ARTICLES
        and reading.lower[i] not in ("at", "in", "after", "before", "during", "this", "for", "host", "hosts")
    )


def has_own_name(reading: Reading, head: int, end: int, capitals: list[int], between: frozenset[str]) -> bool:
    """Whether the capitalised words make a name: one of them at least is more than a place or an adjective."""
    if not reading.words[end - 1][:1].isupper() or _is_titled_line(reading, head):
        return False
    if reading.words[end - 1].isupper() and len(reading.words[end - 1]) > 4:
        return False
    telling = [i for i in capitals if reading.mention_at[i] is None and reading.lower[i] not in between]
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
        and _noun_kind_names(reading, end)
        and any(word[:1].isupper() for word in following)
    )


def _noun_kind_names(reading: Reading, end: int) -> bool:
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


def _is_titled_line(reading: Reading, i: int) -> bool:
    """Whether the sentence is a heading in which most words are capitalised, so that capitals say nothing."""
    sentence = reading.sentences[reading.sentence_at[i]]
    words = [word for word in reading.words[sentence.start : sentence.end] if word.isalpha() and len(word) > 3]
    capital = sum(word[:1].isupper() for word in words)
    return reading.block(sentence).kind == "heading" and len(words) > 3 and capital * 10 >= len(words) * 8


def end_of_name(reading: Reading, end: int) -> int:
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
            reading.words[j] in DASHES
            and last == j
            and reading.words[j + 1 : j + 2]
            and reading.words[j + 1][:1].isupper()
        ):
            pass  # "Conference on the Two-State Solution"
        elif (
            reading.lower[j] not in _SMALL
            or (reading.lower[j] == "in" and (j == end or reading.mention_at[min(j + 1, sentence.end - 1)] is not None))
            or (reading.lower[j] in ("and", "to", "with") and j == end)
            or (reading.lower[j] == "and" and reading.words[j - 1] in _STANDING)
            or (reading.words[j - 1] == "Meeting" and reading.lower[j] == "of" and _is_country(reading, j + 1))
        ):
            break
        j += 1
    return last


def _is_country(reading: Reading, i: int) -> bool:
    mention = reading.mention_at[i] if i < len(reading.words) else None
    return mention is not None and mention.kind == "country"


def named_topic(reading: Reading, start: int, head: int, end: int) -> tuple[str, int]:
    """The name and end of a conference known by what it is on ("conference on antisemitism"), "" if by nothing."""
    sentence = reading.sentences[reading.sentence_at[head]]
    if reading.lower[head:end] != ["conference"] or reading.lower[end : end + 1] != ["on"]:
        return "", end
    stop = end + 1
    while (
        stop < sentence.end
        and stop - end < 5
        and reading.words[stop][:1].isalpha()
        and reading.lower[stop] not in _AFTER_TOPIC
    ):
        stop += 1
    first = head
    while first > start and reading.lower[first - 1] in ("regional", "international", "global", "peace", "ministerial"):
        first -= 1
    place = reading.lower[stop : stop + 1] in (["in"], ["at"])
    return (reading.text(first, stop), stop) if stop > end + 1 and place else ("", end)


def topical_name(reading: Reading, start: int, head: int, end: int) -> str:
    """The name of a conference known by its place or region and its topic ("Middle East peace conference")."""
    first = next(
        (
            i
            for i in range(start, head)
            if reading.mention_at[i] is not None
            or (reading.words[i][:1].isupper() and reading.lower[i] not in ARTICLES)
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
            word in ("peace", "climate", "security", "donor", "donors", "reconstruction", "aid", "regional")
            for word in words
        )
        else ""
    )


def name_of_two(reading: Reading, start: int, head: int, end: int) -> str:
    """The name of a conference known by the two countries in it ("a Norland – Sudland business forum"), "" if none."""
    for i in range(start, head - 2):
        first, second = reading.mention_at[i], reading.mention_at[i + 2]
        if reading.words[i + 1] in DASHES and first is not None and second is not None:
            countries = {m.country for m in (first, second) if m.kind in ("country", "demonym") and m.country}
            return reading.text(first.start, end) if len(countries) > 1 else ""
    return ""


def without_number(name: str) -> str:
    """A name without the number or the adjective of its edition ("14th Annual Meeting of the New Champions")."""
    words = name.split()
    while words and (
        words[0][:1].isdigit()
        or (
            words[0].lower() in ("the", "first", "second", "third", "fourth", "fifth", "annual")
            and len(words) > 2
            and words[1].lower() != "meeting"
        )
    ):
        words = words[1:]
    return " ".join(words)
