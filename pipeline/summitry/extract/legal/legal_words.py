"""What the readers of legal statuses share: their words, and who is meant by the words around a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.language.forms import Forms
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity
from summitry.lexicon import Lexicon

REASONS: Final = frozenset({"for", "over", "on"})
_APPOSITION: Final = 18  # tokens of what a name in a list is explained by
LISTS: Final = ("agents", "none", "stops", "duties", "things", "links", "verbal", "prisons")


@dataclass(frozen=True, slots=True)
class Accusation:
    """`person` has a legal `status` by `by`; "freed" when a detention has ended. Tokens `start:end` say so."""

    person: Person
    status: str
    by: Entity | None
    reason: str
    start: int
    end: int
    rule: str


class LegalWords:
    """The words of `legal.toml`, and what the tokens around a status say of people and powers."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.cues["legal"]
        self.words: Mapping[str, frozenset[str]] = {name: cue_words(lexicon, "legal", name) for name in LISTS}
        self.nouns = {
            name: Forms(form.split() for form in cue_words(lexicon, "legal", name))
            for name in ("warrants", "sanctions", "charges", "lists", "wanted_lists", "bans")
        }
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.adjectives: dict[str, str] = {}
        for row in rows:
            if row["table"] == "legal_state":
                for phrase in row["phrases"]:
                    words = tuple(str(phrase).split())
                    self.phrases.setdefault(words[0], []).append((words, str(row["sense"])))
            elif row["table"] == "legal_adjective":
                self.adjectives.update(dict.fromkeys(row["words"], str(row["sense"])))
        for entries in self.phrases.values():
            entries.sort(key=lambda e: (-len(e[0]), e[1]))

    def power(self, ground: Ground, start: int, end: int) -> Entity | None:
        """The first body or state in the tokens: a court or an organisation before a country."""
        country: Entity | None = None
        for i in range(start, end):
            reference = ground.references.at.get(i)
            if reference is not None and reference.entity.kind == "organisation":
                return reference.entity
            mention = ground.reading.mention_at[i]
            if mention is not None and "hague" in ground.reading.lower[mention.start : mention.end]:
                continue  # the seat of courts that are of no state
            if mention is not None and mention.country and country is None and ground.reading.person_at(i) is None:
                country = Entity("country", mention.country)
            elif ground.reading.lower[i] in (",", ";") and country is not None:
                break
        return country

    @staticmethod
    def powers(ground: Ground, start: int, end: int) -> list[Entity]:
        found: list[Entity] = []
        for k in range(start, end):
            mention = ground.reading.mention_at[k]
            if mention is None:
                continue
            entity = (
                Entity("organisation", mention.name)
                if mention.kind == "organisation"
                else Entity("country", mention.country)
                if mention.country
                else None
            )
            if entity is not None and entity not in found:
                found.append(entity)
        return found

    @staticmethod
    def person(ground: Ground, k: int) -> Person | None:
        actor = ground.actor(k)
        return actor.person if actor is not None else None

    def topic(self, ground: Ground, sentence: Sentence, i: int) -> Person | None:
        """Whom "him" or nobody named at token `i` means: the first person of the sentence, else of the one before."""
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            other = ground.reading.sentences[index]
            stop = i if index == sentence.index else other.end
            for k in range(other.start, stop):
                actor = ground.actor(k)
                if actor is not None and actor.person is not None and not (actor.case and index == sentence.index):
                    return actor.person
        return None

    def people_from(self, ground: Ground, i: int, end: int) -> tuple[list[Person], int]:
        """The people listed from a token on, over the words of their titles."""
        found: list[Person] = []
        last = i
        k = i
        while k < end and k - last < 12:
            actor = ground.actor(k)
            if actor is not None and actor.person is not None and actor.case:
                k = actor.end + 1
                last = k
                continue
            if actor is not None and actor.person is not None:
                found.append(actor.person)
                last = k = actor.end
                if k < end and ground.reading.lower[k] not in ("and", ","):
                    break
                k = last = self._past_apposition(ground, k, end)
                continue
            if actor is not None and ground.reading.lower[actor.end : actor.end + 2] == ["-", "based"]:
                k = last = actor.end + 2
                continue
            word = ground.reading.lower[k]
            if word in ("on", "against") and found and ground.reading.lower[k - 1] in ("and", ","):
                k += 1  # "sanctions on X and on Y"
                continue
            if word in (";", ".", "for", "over", "after", "in", "on", "who", "which", "was", "is", "has"):
                break
            if found and not (
                word in ("and", ",") or (word.isalpha() and "and" in ground.reading.lower[last:k] and k - last < 4)
            ):
                break
            k += 1
        return found, last

    @staticmethod
    def _past_apposition(ground: Ground, k: int, end: int) -> int:
        """Behind the apposition at token `k` when the list goes on there ("X, a minister of A, and Y")."""
        lower = ground.reading.lower
        if lower[k] != "," or lower[k + 1 : k + 2] not in (["a"], ["an"], ["the"], ["who"], ["head"], ["chief"]):
            return k
        for j in range(k + 2, min(k + _APPOSITION, end - 1)):
            actor = ground.actor(j)
            if actor is not None and actor.person is not None:
                return k
            if lower[j] in (";", ":", "."):
                return k
            if lower[j] == ",":
                further = j + 1 + (lower[j + 1] == "and")
                named = ground.reading.name_at[further] is not None or ground.reading.title_at[further] is not None
                return j if named else k
        return k

    @staticmethod
    def court_near(ground: Ground, sentence: Sentence) -> Entity | None:
        """Of "other wanted leaders": the court the text speaks of."""
        court = [r for r in ground.references.all if r.form == "court" and r.start < sentence.end]
        return court[-1].entity if court else None

    def noun_at(self, lower: Sequence[str], kind: str, i: int) -> tuple[str, ...] | None:
        return self.nouns[kind].at(lower, i) or None

    def has(self, lower: Sequence[str], kind: str, start: int, end: int) -> bool:
        return any(self.noun_at(lower, kind, k) is not None for k in range(start, end))

    @staticmethod
    def clause(ground: Ground, sentence: Sentence, i: int) -> tuple[int, int]:
        """The tokens around `i` up to a semicolon, a comma before "and", or a new clause."""
        lower = ground.reading.lower
        start = next(
            (
                k + 1
                for k in range(i - 1, sentence.start - 1, -1)
                if lower[k] in (";", "but", "while", ",")
                and (lower[k] != "," or lower[k + 1] in ("and", "who", "for", "after"))
            ),
            sentence.start,
        )
        end = next((k for k in range(i, sentence.end) if lower[k] in (";", ",", "which", "but", "while")), sentence.end)
        return start, end

    @staticmethod
    def reason(ground: Ground, i: int, sentence: Sentence) -> str:
        """What for: the words behind "for" or "over" up to the next punctuation."""
        lower = ground.reading.lower
        for k in range(i, min(i + 12, sentence.end)):
            if (
                lower[k] in REASONS
                and ground.actor(k + 1) is None
                and lower[k + 1 : k + 2] not in (["the"], ["him"], ["her"], ["whom"])
            ):
                end = next(
                    (
                        j
                        for j in range(k + 1, min(k + 12, sentence.end))
                        if lower[j] in (",", ".", ";", "and", "in", "by", "on", "when", "which")
                    ),
                    min(k + 12, sentence.end),
                )
                if (
                    end > k + 1
                    and not lower[k + 1].isdigit()
                    and lower[k + 1]
                    not in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "trial")
                ):
                    return ground.reading.text(k + 1, end)
            if lower[k] in (";", "."):
                break
        return ""

    def stands_before(self, ground: Ground, sentence: Sentence, i: int) -> bool:
        """Whether a participle is an adjective: not behind a subject, an adverb or an auxiliary."""
        if i == sentence.start or ground.reading.lower[i - 1] == "-":
            return True
        actor = ground.actor(i - 1)
        if actor is not None and actor is ground.actor(i):
            return True
        if actor is not None:
            mention = ground.reading.mention_at[i - 1]
            return actor.case or (mention is not None and mention.kind == "demonym")
        word = ground.reading.lower[i - 1]
        return not (
            word in self.words["agents"]
            or (word in self.words["verbal"] and word not in ("and", "to"))
            or word.endswith("ly")
            or is_plural(word)
        )


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun ("officers")."""
    return (
        word.isalpha()
        and word.endswith("s")
        and word not in ("his", "its", "this", "as", "ss", "was", "is")
        and not word.endswith("ss")
    )
