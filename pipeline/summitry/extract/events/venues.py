"""Where an event is held: the place named behind it, in its own words, or on the way to it; never the dateline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summitry.components.mentions import Mention
from summitry.extract.events.events import EventMention
from summitry.extract.language.datelines import place_of_writing
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading
from summitry.findings import Entity

_AT: Final = frozenset({"in", "at", "on", "for", "near", "outside"})
_TOWARDS: Final = frozenset({"in", "at", "to", "for", "into", "on"})
_PLACE_NOUNS: Final = frozenset(
    {
        "capital",
        "municipality",
        "prefecture",
        "district",
        "city",
        "resort",
        "island",
        "town",
        "region",
        "province",
        "port",
        "state",
        "village",
        "coast",
        "seaside",
        "islands",
        "palace",
        "suburb",
        "peninsula",
    }
)
_BREAKS: Final = frozenset(
    {
        ";",
        "said",
        "says",
        "told",
        "after",
        "before",
        "while",
        "since",
        "because",
        "who",
        "whose",
        "until",
        "whom",
        "ahead",
        "but",
        "although",
        "as",
        "said.",
        "died",
        "born",
        ":",
    }
)
_ABOUT: Final = frozenset({"peace", "donor", "donors", "aid", "recovery", "reconstruction"})
_TOPIC: Final = frozenset({"with", "amid", "focusing", "focused", "discussing"})
_HOSTED: Final = frozenset({"hosted", "hosts", "convened", "opened", "chaired", "organised", "organized"})
_RELATIVE: Final = 3  # tokens from an event to its relative clause
_TO_HOST: Final = 8  # and from there to its verb
_VISITS: Final = frozenset({"visit", "visits", "visited", "visiting"})
_AHEAD: Final = 18  # tokens between an event and the place behind it
_BEHIND: Final = 24  # and before it


@dataclass(frozen=True, slots=True)
class Venue:
    """A country, with the city as written if one is named."""

    country: Entity
    city: str = ""


class Venues:
    """Finds the venues of event mentions."""

    def __init__(self, reading: Reading, actors: Actors, events: Sequence[EventMention]) -> None:
        self._reading = reading
        self._actors = actors
        self._event_starts = {event.start for event in events}
        self._ending = {event.end: event for event in events}
        self._event_at = {i for event in events for i in range(event.start, event.end)}
        row = next(row for row in reading.lexicon.cues["events"] if row["table"] == "words")
        self._topics = frozenset(row["topics"])
        self._led = frozenset(row["led"])

    def of(self, event: EventMention) -> Venue | None:
        """The venue that the sentence of a mention gives it, None when it gives none."""
        sentence = self._reading.sentences[self._reading.sentence_at[event.start]]
        ceremony = event.kind == "ceremony"
        return (
            self._behind(event.end, sentence.end, through_names=ceremony)
            or self._inside(event)
            or self._before(event.start, sentence.start)
            or self._of_holder(event, sentence.start)
            or self._of_first(event)
        )

    def _of_first(self, event: EventMention) -> Venue | None:
        """The venue of the event that another is joined to ("for the ASEAN summit and the East Asia Summit")."""
        before = self._reading.lower[event.start - 1] if event.start else ""
        first = self._ending.get(event.start - 1) if before == "and" else None
        return self.of(first) if first is not None and first.kind != "talks" else None

    def _behind(self, start: int, end: int, *, through_names: bool = False) -> Venue | None:
        reading = self._reading
        for i in range(start, min(start + _AHEAD, end)):
            if reading.lower[i : i + 2] in (["as", "planned"], ["as", "scheduled"], ["ahead", "as"], ["ahead", "in"]):
                continue
            if reading.lower[i] == "as" and reading.lower[i - 1] == "known":
                continue  # "also known as the Summer Davos"
            if reading.lower[i] == "here" and (written := place_of_writing(reading)) is not None:
                city = reading.text(written.start, written.end)
                return Venue(Entity("country", written.country), city.title() if city.isupper() else city)
            if i == start and i in self._event_starts:
                continue  # "will hold talks in Vientiane", the event being the verb
            if (
                i in self._event_starts
                or reading.lower[i] in _BREAKS
                or (reading.name_at[i] is not None and not through_names)
            ):
                return None
            if reading.lower[i] in _TOPIC and reading.lower[i - 1] == ",":
                return None  # "..., with the war in Sudan high on the agenda"
            if reading.lower[i] in ("that", "which") and i - start < _RELATIVE:
                verb = next((k for k in range(i + 1, min(i + _TO_HOST, end)) if reading.lower[k] in _HOSTED), None)
                if verb is not None:
                    return self._behind(verb + 1, end)  # "the summit that President A hosted in B"
            if reading.lower[i] == "that" and reading.name_at[min(i + 1, end - 1)] is not None:
                return None
            if reading.lower[i] in _AT and reading.lower[i - 1] not in self._topics:
                venue = self.at(i + 1, end)
                if venue is not None and reading.lower[i] == "on" and not venue.city:
                    continue  # "talks on Afghanistan"
                if venue is not None and (reading.lower[i] != "for" or i - start < 4):
                    return venue
            hosted = self._hosting_city(i)
            if hosted is not None:
                return hosted
        return None

    def _inside(self, event: EventMention) -> Venue | None:
        """A city in the event's own words ("the Lisbon Water Forum", "this month's Kazan summit")."""
        found: Venue | None = None
        if event.kind == "ceremony":
            found = self._of_ceremony(event)
        for i in range(event.start, event.head + (event.end - event.head if event.named else 0)):
            mention = self._reading.mention_at[i]
            if mention is not None and mention.start == i and mention.country and self._is_city(mention):
                if event.subject is not None and event.subject.kind == "organisation" and mention.start >= event.head:
                    continue
                found = found or self._venue(mention)
        about = _ABOUT.intersection(
            self._reading.lower[max(0, event.head - 1) : event.head + 1]
        )  # "the Sudan peace conference"
        if found is None and not about and event.named and event.subject is not None and event.subject.kind == "event":
            first = (
                self._reading.mention_at[event.start] or self._reading.mention_at[min(event.start + 1, event.end - 1)]
            )
            if first is not None and first.kind == "country" and not any(c in event.subject.name for c in "-–—"):
                return self._venue(first)
        return found

    def _of_holder(self, event: EventMention, floor: int) -> Venue | None:
        """ "Bahrain has the next summit", "the Philippines gets the second" """
        reading = self._reading
        if not event.edition or reading.lower[event.start - 1] not in ("has", "gets", "have", "get", "had", "got"):
            return None
        k = event.start - 2
        if k >= floor and reading.lower[k] in ("will", "also", "then"):
            k -= 1
        mention = reading.mention_at[k] if k >= floor else None
        return self._venue(mention) if mention is not None and mention.kind in ("country", "capital") else None

    def _of_ceremony(self, event: EventMention) -> Venue | None:
        """ "France's celebrations", "a ceremony for the new Afghan parliament" """
        reading = self._reading
        first = reading.mention_at[event.start]
        if (
            first is not None
            and first.kind == "country"
            and reading.words[first.end : first.end + 1] in (["'s"], ["’s"])
        ):
            return self._venue(first)
        if reading.lower[event.end : event.end + 1] in (["for"], ["of"], ["marking"]):
            end = reading.sentences[reading.sentence_at[event.start]].end
            for i in range(event.end + 1, min(event.end + 7, end)):
                mention = reading.mention_at[i]
                if mention is not None and mention.country and reading.name_at[i] is None:
                    return Venue(Entity("country", mention.country))
        return None

    def _before(self, start: int, floor: int) -> Venue | None:
        """The place to which somebody went for the event ("arrived in Ashgabat on Wednesday for the CIS summit")."""
        reading = self._reading
        led = reading.lower[start - 1 : start] == ["where"]
        aside = {"who", "whose", "which"}
        for i in range(start - 1, max(floor, start - _BEHIND) - 1, -1):
            word = reading.lower[i]
            if word == "where" and reading.lower[i - 1] == "," and (left := reading.mention_at[i - 2]) is not None:
                return self._venue(left) if left.kind in ("capital", "place", "country") and left.country else None
            if (
                i in self._event_at
                or (word in _BREAKS and word != "as")
                or word == "that"
                or (word == "," and aside.intersection(reading.lower[floor:i]))
                or (word == "from" and self._reading.mention_at[i + 1] is not None)
            ):
                return None
            if word in _VISITS:
                venue = self.at(i + 1, start)
                if venue is not None:
                    return venue if led else None
            if word in _TOWARDS:
                if reading.lower[i - 1] in self._topics:
                    return None
                venue = self.at(i + 1, start)
                if venue is None and word == "on":
                    continue
                if venue is not None:
                    opening = all(reading.lower[k] in ("late", "on", "early") or k == i for k in range(floor, i + 1))
                    led = led or reading.lower[i - 1].startswith("converg")
                    return venue if led or opening or (reading.lower[i] == "in" and start - i < 5) else None
            led = led or word in self._led
        return None

    def at(self, i: int, end: int) -> Venue | None:
        """The place whose phrase starts at token `i`: a city, a country, "the Indonesian island of Bali"."""
        reading = self._reading
        steps = 0
        country: Mention | None = None
        while i < end and steps < 9:
            mention = reading.mention_at[i]
            if mention is not None and mention.kind in ("country", "capital", "place", "seat"):
                if reading.words[mention.end : mention.end + 1] in (["'s"], ["’s"]):
                    follow = mention.end + 1
                    city = reading.mention_at[follow] if follow < end else None
                    if city is not None and self._is_city(city) and city.country == mention.country:
                        return self._venue(city)  # "in Kazakhstan's Aktau"
                    nouns = reading.lower[follow : follow + 5]
                    if not _PLACE_NOUNS.intersection(nouns):
                        return None
                    inner = next(
                        (
                            m
                            for k in range(follow, min(follow + 8, end))
                            if (m := reading.mention_at[k]) is not None and self._is_city(m)
                        ),
                        None,
                    )
                    return (
                        Venue(Entity("country", mention.country), reading.text(inner.start, inner.end) if inner else "")
                        if mention.country
                        else None
                    )
                if not mention.country:
                    following = reading.mention_at[mention.end + 1] if mention.end + 1 < end else None
                    return (
                        self._venue(following)
                        if following is not None and following.country and following.kind != "demonym"
                        else None
                    )
                if reading.title_at[i] is not None:
                    return None
                return self._venue(mention, self._country_behind(mention, end))
            if mention is not None and mention.kind == "demonym" and reading.title_at[i] is None:
                country = mention
                i = mention.end
                continue
            if reading.lower[i] in _PLACE_NOUNS and country is not None:
                if reading.lower[i + 1 : i + 2] == ["of"] or reading.lower[i + 1 : i + 2] == [","]:
                    inner = reading.mention_at[i + 2] if i + 2 < end else None
                    name = (
                        reading.text(inner.start, inner.end)
                        if inner is not None and self._is_city(inner)
                        else self._proper(i + 2, end)
                    )
                    return Venue(Entity("country", country.country), name)
                following = reading.mention_at[i + 1] if i + 1 < end else None
                name = (
                    reading.text(following.start, following.end)
                    if following is not None and following.kind in ("capital", "place")
                    else ""
                )
                return Venue(Entity("country", country.country), name)
            if (reading.lower[i] in _AT and steps) or (
                reading.lower[i]
                in (
                    "the",
                    "a",
                    "of",
                    "north",
                    "south",
                    "east",
                    "west",
                    "southern",
                    "northern",
                    "eastern",
                    "western",
                    "central",
                    "red",
                    "black",
                    "sea",
                    "ancient",
                    "-",
                )
                or reading.lower[i] in _PLACE_NOUNS
                or (steps and reading.words[i][:1].islower() and country is not None)
            ):
                pass
            elif reading.words[i][:1].isupper() and reading.name_at[i] is None and reading.title_at[i] is None:
                pass  # a hall, a palace or a resort of the place behind it ("the Grand Palace in Moscow")
            elif reading.lower[i] == ",":
                pass
            else:
                return None
            i += 1
            steps += 1
        return None

    def _country_behind(self, mention: Mention, end: int) -> Mention | None:
        """The country in "Recife, Brazil": it decides for a city of that name."""
        if mention.end + 1 < end and self._reading.lower[mention.end] == ",":
            following = self._reading.mention_at[mention.end + 1]
            if (
                following is not None
                and following.kind == "country"
                and self._reading.title_at[mention.end + 1] is None
            ):
                return following
        return None

    def _hosting_city(self, i: int) -> Venue | None:
        """ "that the Uzbek city hosts" """
        reading = self._reading
        mention = reading.mention_at[i]
        if mention is None or mention.kind != "demonym" or mention.start != i:
            return None
        if (
            reading.lower[mention.end : mention.end + 1]
            and reading.lower[mention.end] in _PLACE_NOUNS
            and set(reading.lower[mention.end + 1 : mention.end + 4]) & {"hosts", "host", "hosted", "hosting"}
        ):
            return Venue(Entity("country", mention.country))
        return None

    def _proper(self, i: int, end: int) -> str:
        k = i
        while k < end and (self._reading.words[k][:1].isupper() or self._reading.words[k] in ("-", "'")):
            k += 1
        return self._reading.text(i, k) if k > i else ""

    def _venue(self, mention: Mention, country: Mention | None = None) -> Venue:
        city = self._reading.text(mention.start, mention.end) if self._is_city(mention) else ""
        return Venue(Entity("country", (country or mention).country), city)

    @staticmethod
    def _is_city(mention: Mention) -> bool:
        return mention.kind == "capital" or (
            mention.kind == "place" and mention.form in ("city", "island", "venue", "")
        )
