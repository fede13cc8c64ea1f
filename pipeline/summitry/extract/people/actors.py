"""Who and what can act in a sentence: people with their titles, countries, organisations, alone or joined in groups.

An actor covers the whole noun phrase, title and apposition included ("Qatar's emir, Sheikh Tamim"), so that the words
around it are those that say what it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.people.actor import RELATIVES, Actor, ActorKind, Actors
from summitry.extract.people.pronouns import PronounReader
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.beside import beside_name
from summitry.extract.roles.roles import Role
from summitry.extract.roles.served import Served
from summitry.findings import Entity

__all__ = ["Actor", "ActorKind", "ActorReader", "Actors"]

_APART: Final = 2  # tokens from a title of several to the first of those who hold it
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_BEFORE_VERB: Final = (["will"], ["to"], ["would"], ["shall"], ["may"], ["could"])
_ADJECTIVES: Final = frozenset(
    {
        "top",
        "senior",
        "government",
        "foreign",
        "military",
        "high-level",
        "political",
        "peace",
        "nuclear",
        "visiting",
        "high-ranking",
        "economic",
    }
)


class ActorReader:
    """Finds the actors of a reading, with the words of `groups.toml`."""

    def __init__(self, reading: Reading, roles: Sequence[Role], served: Served) -> None:
        self._reading = reading
        self._roles = roles
        self._served = served
        self._people = {tuple(form.split()) for form in cue_words(reading.lexicon, "groups", "people")}
        self._places = cue_words(reading.lexicon, "groups", "places")
        self._official = cue_words(reading.lexicon, "groups", "official")

    def read(self) -> Actors:
        """Find the actors: people first, then unnamed holders, countries, organisations and pronouns."""
        reading = self._reading
        at: list[Actor | None] = [None] * len(reading.words)
        for actor in (*self._persons(), *self._unnamed_holders(), *self._groups_of_people()):
            _place(at, actor)
        for actor in self._countries(at):
            _place(at, actor)
        for actor in self._organisations(at):
            _place(at, actor)
        for actor in PronounReader(reading, self._roles, self._people).read(at):
            _place(at, actor)
        found = list(dict.fromkeys(actor for actor in at if actor is not None))
        return Actors(found, at)

    def _persons(self) -> Iterator[Actor]:
        reading = self._reading
        spans: dict[Name, list[int]] = {name: [name.np_start, name.end] for name in reading.names}
        for name, span in spans.items():
            entity, end = beside_name(reading, name)
            span[1] = max(span[1], end)
            if entity is not None and end == name.end:
                i = name.np_start - 1
                if reading.lower[i] in _CASE:
                    i -= 1
                mention = reading.mention_at[i]
                span[0] = mention.start if mention is not None else span[0]
        for role in self._roles:
            for name, span in spans.items():
                if role.start <= name.start and name.end <= role.end and reading.person_of[name] is role.person:
                    if self._is_lead_in(role.start, name.np_start):
                        continue
                    span[0], span[1] = min(span[0], role.start), max(span[1], role.end)
        for span in spans.values():
            span[0] = self._with_relation(span[0])
        taken = -1
        ordered = sorted(spans.items(), key=lambda item: item[0].start)
        for k, (name, (start, end)) in enumerate(ordered):
            start = max(start, taken)
            person = reading.person_of[name]
            following = ordered[k + 1][0] if k + 1 < len(ordered) else None
            if following is not None and following.end <= end and reading.person_of[following] is not person:
                end = name.end  # "X and Y, his ministers"
            case = name.end < len(reading.words) and reading.words[name.end] in _CASE and end == name.end
            yield Actor(min(start, name.start), end, "person", person.entity, case=case, person=person)
            taken = end

    def _is_lead_in(self, start: int, name: int) -> bool:
        """Whether a role begins at a title of several, with a verb before the name ("presidents came: X")."""
        title = self._reading.title_at[start]
        return title is not None and title.plural and name - title.end > 1 and title.head < name - _APART

    def _with_relation(self, start: int) -> int:
        """The start of a person's phrase with the word for whose relative it is ("his wife, X")."""
        lower = self._reading.lower
        k = start - 2 if start > 2 and lower[start - 1] == "," else start - 1
        return k - 1 if k > 0 and lower[k] in RELATIVES and lower[k - 1] in ("his", "her") else start

    def _unnamed_holders(self) -> Iterator[Actor]:
        """Titles without a name: taken for the person who holds the office, else for the country, else left open."""
        reading = self._reading
        covered = {i for role in self._roles if role.rule != "role.resumed" for i in range(role.start, role.end)}
        for title in reading.titles:
            if title.start in covered or self._is_no_holder(title) or self._is_of_pair(title):
                continue
            yield self._holder(title)

    def _is_no_holder(self, title: TitleMention) -> bool:
        """Whether the word of a title is no title here: "an official visit", "he heads to"."""
        lower = self._reading.lower
        word, after = lower[title.head], lower[title.head + 1 : title.head + 2]
        if word.endswith("chair") and lower[title.start - 1 : title.start] in _BEFORE_VERB:
            return True  # "will chair the session"
        return (word == "official" and bool(after) and after[0] in self._official) or (
            word.startswith("head") and after != ["of"] and (word == "heads" or lower[title.head - 1] == "to")
        )

    def _is_of_pair(self, title: TitleMention) -> bool:
        """Whether a title is what two people named before are called ("both leaders")."""
        words = self._reading.lower[max(0, title.head - 1) : title.head]
        return title.plural and title.object is None and words in (["both"], ["two"])

    def _holder(self, title: TitleMention) -> Actor:
        reading = self._reading
        entity = title.object
        end = title.end
        if title.plural and entity is None:
            entity, end = self._from(end)
        case = end < len(reading.words) and reading.words[end] in _CASE
        if reading.lower[max(0, title.np_start - 1)] == "no" or reading.lower[title.np_start] == "no":
            return Actor(title.np_start, end, "office", None, unnamed=True, case=case, title=title)
        if title.plural:
            kind: ActorKind = "country" if entity else "office"
            return Actor(title.np_start, end, kind, entity, unnamed=True, case=case, title=title, others=title.others)
        person = None
        if title.possessor is None and not title.indefinite and not self._before_name(end):
            person = self._known(title)
        if person is not None:
            return Actor(title.np_start, end, "person", person.entity, case=case, person=person, title=title)
        of_country = entity is not None and entity.kind == "country"
        if of_country and (title.possessor is None or title.object_span is not None):
            return Actor(title.np_start, end, "country", entity, unnamed=True, case=case, title=title)
        return Actor(title.np_start, end, "office", None, unnamed=True, case=case, title=title)

    def _from(self, i: int) -> tuple[Entity | None, int]:
        """Where officials are from ("leaders from the" X Party), and where that ends; none and `i` if not said."""
        reading = self._reading
        j = i + 2 if reading.lower[i + 1 : i + 2] == ["the"] else i + 1
        mention = reading.mention_at[j] if reading.lower[i : i + 1] == ["from"] and j < len(reading.words) else None
        if mention is not None and mention.kind == "organisation":
            return Entity("organisation", mention.name), mention.end
        return None, i

    def _before_name(self, i: int) -> bool:
        """Whether a capitalised word that was not read as a name follows a title: then it is somebody else's."""
        reading = self._reading
        if i >= len(reading.words) or reading.mention_at[i] is not None or reading.title_at[i] is not None:
            return False
        return reading.words[i][:1].isupper() and reading.sentence_at[i] == reading.sentence_at[i - 1]

    def _known(self, title: TitleMention) -> Person | None:
        """Who was named before with this office ("the president"), or as the leader of that country."""
        general = title.office in ("leader", "official")
        earlier = [role for role in self._roles if role.start < title.start]
        word = self._reading.lower[title.head]
        same_word = [role for role in earlier if self._reading.lower[role.title.head] == word]
        visiting = "visiting" in self._reading.lower[title.np_start : title.end]
        if (
            title.object is None and not visiting
        ):  # whoever acted, before whoever was only acted with ("received by Prime Minister" X)
            same_word.sort(key=lambda role: (self._is_behind(role.start), -role.start), reverse=True)
            earlier.sort(key=lambda role: (self._is_behind(role.start), -role.start), reverse=True)
            if general and "state" in self._reading.lower[title.start : title.end]:
                earlier = [role for role in earlier if role.office in ("president", "monarch")] or earlier
        short = title.object is None and title.definite and title.form in ("secretary", "minister")
        for role in (*reversed(same_word), *reversed(earlier)):
            same_object = title.object is None or role.object == title.object
            same_office = (role.office == title.office and role.tenure == title.tenure) or (
                general and role.office in ("president", "prime_minister", "monarch", "supreme_leader", "leader")
            )
            same_office = (short and role in same_word) or (same_office and not (short and same_word))
            if same_object and same_office and (title.object is not None or not general or title.definite):
                return role.person
        if title.object is None or general:
            return None
        same = (title.office, title.object, title.tenure)
        later = {role.person for role in self._roles if (role.office, role.object, role.tenure) == same}
        return later.pop() if len(later) == 1 else None

    def _is_behind(self, start: int) -> bool:
        """Whether a preposition stands before the phrase that starts at a token."""
        lower = self._reading.lower
        i = start - 2 if start > 1 and lower[start - 1] == "the" else start - 1
        listed = i > 0 and lower[i] == "," and any(role.start < i == role.end for role in self._roles)
        return listed or (i >= 0 and lower[i] in ("by", "with", "from", "to", "of", "and"))

    def _groups_of_people(self) -> Iterator[Actor]:
        """Sides by a noun for people: "Israeli and Lebanese leaders", "a delegation from Qatar"."""
        reading = self._reading
        for mention in reading.mentions:
            by_kind = mention.kind == "organisation" or (mention.kind in ("demonym", "country") and mention.country)
            title = reading.title_at[mention.start]
            if not by_kind or (title is not None and title.object is not None):
                continue
            kind: ActorKind = "organisation" if mention.kind == "organisation" else "country"
            entity = (
                Entity("organisation", mention.name) if kind == "organisation" else Entity("country", mention.country)
            )
            before = self._people_before(mention.start)
            if before is not None:
                yield Actor(before, mention.end, kind, entity, unnamed=True)
                continue
            j = self._past_others(mention.end) if mention.kind == "demonym" else mention.end
            end = self._people_end(j) if j < len(reading.words) and j - mention.end < 9 else j
            if end > j and mention.kind != "country":
                yield Actor(mention.start, end if j == mention.end else mention.end, kind, entity, unnamed=True)

    def _past_others(self, j: int) -> int:
        """Past further demonyms that share the noun."""
        reading = self._reading
        while j < len(reading.words):
            other = reading.mention_at[j]
            if reading.lower[j] in ("and", ",", "&", "or"):
                j += 1
            elif other is not None and other.kind == "demonym":
                j = other.end
            else:
                break
        return j

    def _people_before(self, i: int) -> int | None:
        """The start of a noun for people before "of" or "from" and the name at token `i`."""
        lower = self._reading.lower
        k = i - 1
        if k >= 0 and lower[k] == "the":
            k -= 1
        if k < 1 or lower[k] not in ("of", "from"):
            return None
        for n in (4, 3, 2, 1):
            first = k - n
            if first >= 0 and tuple(lower[first:k]) in self._people and self._reading.title_at[first] is None:
                return first
        return None

    def _people_end(self, j: int) -> int:
        """The end of a noun for people at token `j`, with its adjectives; `j` when there is none."""
        lower = self._reading.lower
        start = j
        while lower[j : j + 1] and lower[j] in _ADJECTIVES:
            j += 1
        return next((j + n for n in (5, 3, 2, 1) if tuple(lower[j : j + n]) in self._people), start)

    def _countries(self, at: list[Actor | None]) -> Iterator[Actor]:
        reading = self._reading
        place_before = False
        for mention in reading.mentions:
            if at[mention.start] is not None or reading.title_at[mention.start] is not None:
                place_before = False
                continue
            if (
                mention.kind == "demonym"
                and mention.country
                and reading.lower[mention.end : mention.end + 1] == ["capital"]
            ):
                entity = Entity("country", mention.country)
                yield Actor(mention.start, mention.end + 1, "country", entity, place=True)  # "in the Malian capital"
                continue
            if mention.kind not in ("country", "capital", "seat", "place") or not mention.country:
                continue
            i = mention.start - 1
            while i >= 0 and reading.lower[i] in ("the", "both", "then", "finally"):
                i -= 1
            before = reading.lower[i] if i >= 0 else ""
            joined = (
                before in (",", "and")
                and i > 0
                and place_before
                and reading.sentence_at[i] == reading.sentence_at[mention.start]
            )
            of_place = at[i] if i >= 0 else None  # "in the Malian capital Bamako"
            place = before in self._places or joined or mention.kind == "place"
            place = place or (of_place is not None and of_place.place and not of_place.case)
            place_before = place
            case = mention.end < len(reading.words) and reading.words[mention.end] in _CASE
            city = (
                reading.text(mention.start, mention.end)
                if mention.kind in ("capital", "place") and mention.form != "region"
                else ""
            )
            yield Actor(
                mention.start,
                mention.end,
                "country",
                Entity("country", mention.country),
                place=place,
                case=case,
                city=city,
            )

    def _organisations(self, at: list[Actor | None]) -> Iterator[Actor]:
        reading = self._reading
        for mention in reading.mentions:
            if mention.kind != "organisation" or at[mention.start] is not None:
                continue
            case = mention.end < len(reading.words) and reading.words[mention.end] in _CASE
            entity = Entity("organisation", mention.name)
            yield Actor(mention.start, mention.end, "organisation", entity, case=case)


def _place(at: list[Actor | None], actor: Actor) -> None:
    if all(at[i] is None for i in range(actor.start, actor.end)):
        for i in range(actor.start, actor.end):
            at[i] = actor
