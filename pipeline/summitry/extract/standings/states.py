"""The actors that standings are read with: states however they are meant, and organisations and treaties.

A state is meant by its name, its capital, its government ("Mali's junta", "Iranian lawmakers"), by "his country", and,
for what a leader does in its name, by a named person. Places stay states here when they are no scene of an action.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.people.actors import Actor, Actors
from summitry.extract.people.antecedents import References
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.served import Served
from summitry.extract.standings.standing_words import Words
from summitry.findings import Entity

_STATUS: Final = frozenset({"member", "members", "observer", "candidate", "states", "countries"})
_LED: Final = frozenset({"led", "backed", "dominated", "based", "sponsored", "brokered", "controlled", "initiated"})
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_THEIR_COUNTRY: Final = ("country", "countries", "nation", "government", "kingdom", "emirate", "sultanate")
_POSSESSIVES: Final = frozenset({"his", "her", "their", "whose", "the"})
_JOINS: Final = frozenset({",", "and", "&", "or", "nor", "plus"})
_FILLERS: Final = frozenset({"the", "also", "both", "then", "later", "neither", "either", "as", "well", "even", "host"})


class States:
    """States, organisations and treaties of a reading as actors, each in `actors.at` over its tokens."""

    def __init__(self, reading: Reading, actors: Actors, references: References, served: Served, words: Words) -> None:
        self._reading = reading
        self._served = served
        self._words = words
        at: list[Actor | None] = [None] * len(reading.words)
        for reference in references.all:
            _place(
                at,
                Actor(
                    reference.start,
                    reference.end,
                    "organisation",
                    reference.entity,
                    case=reference.case,
                    pronoun=not reference.named,
                ),
            )
        for actor in (*self._governments(), *(a for a in actors.found if a.kind != "organisation")):
            if (
                actor.kind == "country"
                and reading.lower[actor.end : actor.end + 1] == ["-"]
                and (reading.lower[actor.end + 1 : actor.end + 2][:1] and reading.lower[actor.end + 1] in _LED)
            ):
                continue  # "the India-led alliance"
            if actor.entity is not None or not _STATUS.intersection(reading.lower[actor.start : actor.end]):
                _place(at, actor)
        for actor in self._bare():
            if reading.lower[actor.end : actor.end + 1] == ["-"] and reading.lower[actor.end + 1] in _LED:
                continue
            _place(at, actor)
        for actor in self._anaphors(at):
            _place(at, actor)
        self.actors = Actors(list(dict.fromkeys(a for a in at if a is not None)), at)

    def state_of(self, actor: Actor | None, *, people: bool = False) -> Entity | None:
        """The state (or an organisation as a member) that an actor means; of a person only when `people`."""
        if actor is None or actor.entity is None:
            return None
        if actor.entity.kind == "country":
            return actor.entity
        if actor.person is not None:
            return self._served.country_of(actor.person) if people else None
        if actor.entity.kind != "organisation" or actor.case:
            return None
        following = self._reading.lower[actor.end] if actor.end < len(self._reading.lower) else ""
        return actor.entity if following not in self._words["of_body"] else None

    def country_of(self, person: Person) -> Entity | None:
        """The country the text gives a person."""
        return self._served.country_of(person)

    def group_from(self, i: int, end: int) -> list[Actor]:
        """The states listed from token `i` on, with what stands in parentheses behind each passed over."""
        at, reading = self.actors.at, self._reading
        found: list[Actor] = []
        joined, last = True, False
        while i < end:
            actor, word = at[i], reading.lower[i]
            if actor is not None:
                if not joined or not self._listed(actor) or actor.case:
                    break
                found.append(actor)
                joined = False
                i = actor.end
                if i < end and reading.words[i] == "(" and (close := self._closing(i, end)):
                    i = close
                continue
            if reading.lower[i : i + 3] == ["as", "well", "as"]:
                joined = True
                i += 3
                continue
            if word in _JOINS:
                # ", and" behind "A, B and C" opens another clause.
                if last and word == ",":
                    break
                joined, last = True, last or word in ("and", "or", "nor")
            elif word not in _FILLERS:
                break
            i += 1
        return found

    def group_to(self, i: int, start: int) -> list[Actor]:
        """The states listed up to token `i` (its last token), as they stand in the text."""
        at, lower = self.actors.at, self._reading.lower
        found: list[Actor] = []
        joined = True
        while i >= start:
            actor = at[i]
            if actor is not None:
                if not joined or not self._listed(actor) or (found and actor.case):
                    break
                if found and actor.kind == "organisation" and found[-1].kind == "country":
                    break
                found.append(actor)
                joined = False
                i = actor.start - 1
            elif lower[i] in _JOINS:
                joined = True
                i -= 1
            elif lower[i] in ("the", "both"):
                i -= 1
            else:
                break
        return found[::-1]

    def _closing(self, i: int, end: int) -> int | None:
        for k in range(i + 1, min(i + 12, end)):
            if self._reading.words[k] == ")":
                return k + 1
        return None

    @staticmethod
    def _listed(actor: Actor) -> bool:
        return (
            actor.entity is not None
            and actor.kind in ("country", "organisation")
            and not actor.unnamed
            and actor.entity.kind != "treaty"
        )

    def _bare(self) -> Iterator[Actor]:
        """Names of countries that no other actor took: inside titles, behind prepositions."""
        reading = self._reading
        for mention in reading.mentions:
            if mention.kind == "country" and mention.country:
                case = mention.end < len(reading.words) and reading.words[mention.end] in _CASE
                yield Actor(mention.start, mention.end, "country", Entity("country", mention.country), case=case)

    def _governments(self) -> Iterator[Actor]:
        """ "Mali's junta", "the Iranian parliament": the country, over the whole phrase."""
        reading = self._reading
        for mention in reading.mentions:
            if not mention.country or mention.kind not in ("country", "demonym"):
                continue
            k = mention.end
            if mention.kind == "country":
                if k >= len(reading.words) or reading.words[k] not in _CASE:
                    continue
                k += 1
            for j in range(k, min(k + 3, len(reading.words))):
                if reading.lower[j] in self._words["governments"] and reading.title_at[j] is None:
                    yield Actor(mention.start, j + 1, "country", Entity("country", mention.country))
                    break
                if reading.mention_at[j] is not None or not reading.words[j].isalpha():
                    break

    def _anaphors(self, at: list[Actor | None]) -> Iterator[Actor]:
        """ "His country" and "whose country": that of the person or state before."""
        reading = self._reading
        for i, word in enumerate(reading.lower):
            if word not in _THEIR_COUNTRY or at[i] is not None or i == 0 or reading.lower[i - 1] not in _POSSESSIVES:
                continue
            plural = word == "countries"
            if reading.lower[i - 1] == "the" and reading.lower[i - 2 : i - 1] in (
                ["take"],
                ["took"],
                ["taking"],
                ["taken"],
                ["takes"],
            ):
                continue
            if (reading.lower[i - 1] == "their") != plural:
                continue
            owners = self._owners(at, i, plural)
            for offset, entity in enumerate(owners[-2:]):
                start = i - len(owners[-2:]) + 1 + offset
                yield Actor(start, start + 1, "country", entity, pronoun=True)

    def _owners(self, at: list[Actor | None], i: int, plural: bool) -> list[Entity]:
        found: list[Entity] = []
        first = self._reading.sentence_at[i] - (0 if plural else 2)
        k = i - 1
        while k >= 0 and self._reading.sentence_at[k] >= first:
            actor = at[k]
            if actor is not None and (actor.person is not None or actor.kind == "country") and not actor.place:
                entity = self.state_of(actor, people=True)
                if entity is not None and entity not in found:
                    found.insert(0, entity)
                    if len(found) == (2 if plural else 1):
                        break
                k = actor.start - 1
            else:
                k -= 1
        return found


def plain_events(events: list[EventMention], states: States) -> list[EventMention]:
    """The events but those that are only the name of a body, or overlap a treaty: these are no events here."""
    kept = []
    for event in events:
        actors = {a for i in range(event.head, event.end) if (a := states.actors.at[i]) is not None}
        bodies = [a for a in actors if a.kind == "organisation" and a.entity is not None]
        if any(
            (a.entity is not None and a.entity.kind == "treaty") or (event.named and a.end >= event.end) for a in bodies
        ):
            continue
        kept.append(event)
    return kept


def _place(at: list[Actor | None], actor: Actor) -> None:
    """Put an actor where nobody else stands; of a person with a body in the title, what is behind the body."""
    if actor.person is not None and any(at[i] is not None for i in range(actor.start, actor.end)):
        start = next((i + 1 for i in range(actor.end - 1, actor.start - 1, -1) if at[i] is not None), actor.start)
        if start >= actor.end:
            return
        actor = replace(actor, start=start)
    if all(at[i] is None for i in range(actor.start, actor.end)):
        for i in range(actor.start, actor.end):
            at[i] = actor
