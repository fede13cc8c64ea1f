"""Legal statuses that phrases, adjectives and lists state: "under house arrest", "the jailed mayor X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.legal.legal_words import Accusation, LegalWords
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_WITHIN: Final = 9  # tokens between an adjective and the name
_LONGEST_LIST: Final = 40


class PhraseAccusations(LegalWords):
    """Reads the phrases and adjectives of `legal.toml`."""

    def read(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        i = sentence.start
        while i < sentence.end:
            entry = next((e for e in self.phrases.get(lower[i], ()) if tuple(lower[i : i + len(e[0])]) == e[0]), None)
            if entry is None and lower[i] in ("under", "on", "in", "to"):
                entry = self._extended(ground, sentence, i)
            if entry is None:
                i += 1
                continue
            end = i + len(entry[0])
            person = self._subject(ground, sentence, i)
            k = i - 1
            while (
                k > sentence.start
                and (lower[k] in self.words["links"] or lower[k].endswith("ly"))
                and ground.actor(k) is None
            ):
                k -= 1
            apart = "while" in lower[k + 1 : i] or entry[1] == "freed"
            if (
                person is not None
                and ground.actor(k) is None
                and lower[k].isalpha()
                and k > sentence.start
                and not apart
                and not self._is_title(ground, k)
                and not self._shares_subject(ground, sentence, person, k + 1)
            ):
                person = None
            named = person is not None
            opening = ground.actor(sentence.start)
            if person is None and (
                lower[k] == "general" or (opening is not None and opening.kind == "office" and opening.end == k + 1)
            ):
                person = self.topic(ground, sentence, i)
            clause = self.clause(ground, sentence, i)
            before = [w for k, w in enumerate(lower[clause[0] : i], clause[0]) if ground.actor(k) is None]
            if (
                person is not None
                and not self.words["none"].intersection(before)
                and not self._past(ground, sentence, i, end)
            ):
                plural = {"are", "were", "have", "both"}.intersection(lower[max(clause[0], i - 4) : i])
                kept = ground.actor(i - 1) is not None
                for each in self._joined(ground, sentence, person, i) if (plural or kept) and named else [person]:
                    yield from self._said(ground, sentence, each, entry[1], i, end)
            i = end

    def _shares_subject(self, ground: Ground, sentence: Sentence, person: Person, k: int) -> bool:
        """Whether a second predicate begins at token `k` ("X is wanted for fraud and has been under sanctions")."""
        first = next((p for j in range(sentence.start, k) if (p := self.person(ground, j)) is not None), None)
        following = ground.reading.lower[k : k + 2]
        return first is person and following[:1] == ["and"] and following[-1] in ("is", "has", "was", "had", "remains")

    def _said(
        self, ground: Ground, sentence: Sentence, person: Person, status: str, start: int, end: int
    ) -> Iterator[Accusation]:
        lower = ground.reading.lower
        powers: list[Entity | None] = []
        if status == "sanctioned":
            powers = list(self.powers(ground, start, end)) or self._keeper(ground, sentence, start)
        if status == "sanctioned" and not powers and lower[end : end + 1] == ["of"]:
            powers = [self.power(ground, end + 1, min(end + 4, sentence.end))]  # "on the blacklist of A"
        if status == "detained":
            held = next((r for k in range(start, end) if (r := ground.references.at.get(k)) is not None), None)
            powers = [held.entity] if held is not None else []  # "in ICC custody"
        stop = next(
            (k for k in range(end, min(end + 14, sentence.end)) if self._stops(lower, k)),
            min(end + 14, sentence.end),
        )
        by = next(
            (k for k in range(end - 1, stop) if lower[k] in ("by", "in", "before") and (lower[k] != "in" or k < end)),
            None,
        )
        if not powers and by is not None and status != "detained":
            powers = [self.power(ground, by + 1, min(by + 7, sentence.end))]
        if status == "wanted" and not any(powers):
            powers = [self.court_near(ground, sentence)]
        for power in powers or [None]:
            yield Accusation(
                person, status, power, self.reason(ground, end - 1, sentence), start, end, f"legal.{status}_state"
            )

    @staticmethod
    def _stops(lower: Sequence[str], k: int) -> bool:
        """Whether another predicate begins at token `k` ("and is also wanted by")."""
        return lower[k] in (";", ".", ",") or (lower[k] == "and" and lower[k + 1] in ("is", "was", "has", "also"))

    @staticmethod
    def _keeper(ground: Ground, sentence: Sentence, i: int) -> list[Entity | None]:
        """ "London has had X under sanctions": the power that the sentence begins with."""
        actor = ground.actor(sentence.start) or ground.actor(sentence.start + 1)
        kept = {"had", "has", "keeps", "kept", "put", "placed", "puts"} & set(ground.reading.lower[sentence.start : i])
        return (
            [actor.entity] if kept and actor is not None and actor.person is None and actor.entity is not None else []
        )

    def _extended(self, ground: Ground, sentence: Sentence, i: int) -> tuple[tuple[str, ...], str] | None:
        """A phrase with words between: "under a US travel ban", "on EU sanctions lists", "in the central prison"."""
        lower = ground.reading.lower
        kinds: dict[str, tuple[tuple[str, str], ...]] = {
            "under": (("bans", "sanctioned"),),
            "on": (("lists", "sanctioned"), ("wanted_lists", "wanted")),
        }
        if lower[i] == "to" and lower[i - 1] == "subject":
            kinds["to"] = kinds["under"]
        for k in range(i + 1, min(i + 10, sentence.end)):
            for kind, status in kinds.get(lower[i], ()):
                noun = self.noun_at(lower, kind, k)
                if noun is not None:
                    return tuple(lower[i : k + len(noun)]), status
            if lower[i] == "in":
                if k == i + 1 and ground.references.at.get(k) is not None:
                    continue  # "in ICC custody"
                if k > i + 1 and lower[k] in self.words["prisons"]:
                    return tuple(lower[i : k + 1]), "detained"
                if lower[k] not in ("a", "the") and (k != i + 2 or not ground.reading.words[k].islower()):
                    return None
            elif ground.reading.mention_at[k] is None and lower[k] not in (
                "and",
                "the",
                ",",
                "a",
                "an",
                "'s",
                "’s",
                "its",
            ):
                return None
        return None

    def _joined(self, ground: Ground, sentence: Sentence, person: Person, i: int) -> list[Person]:
        """A person with those named beside ("A and B are under sanctions")."""
        at = next(k for k in range(i - 1, sentence.start - 1, -1) if self.person(ground, k) is person)
        found, k = [person], at
        while (actor := ground.actor(k)) is not None and actor.start > sentence.start + 1:
            k = actor.start - 1
            while k > sentence.start and ground.reading.title_at[k] is not None:
                k -= 1
            if ground.reading.lower[k] not in ("and", ",") or (other := self.person(ground, k - 1)) is None:
                break
            found.append(other)
            k -= 1
        return found

    def _subject(self, ground: Ground, sentence: Sentence, i: int) -> Person | None:
        """Who a phrase is said of: the nearest person before it in its sentence, else the topic."""
        lower = ground.reading.lower
        for k in range(i - 1, sentence.start - 1, -1):
            actor = ground.actor(k)
            if actor is not None and actor.person is not None:
                if lower[actor.end : actor.end + 2] == [",", "who"] and actor.end + 1 < i:
                    return actor.person
                if actor.case or (
                    lower[actor.start - 1 : actor.start] in (["with"], ["by"], ["of"], ["against"])
                    and k > sentence.start + 1
                ):
                    continue
                return actor.person
            if lower[k] in (";", "where"):
                break
        return None

    def _past(self, ground: Ground, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a detention is told as over ("spent ten years in prison", "after two years in jail")."""
        lower = ground.reading.lower
        first = max(sentence.start, start - 8)
        comma = next((k for k in range(start - 1, first, -1) if lower[k] == ","), first)
        before = lower[comma if ground.actor(comma - 1) is None else first : start]
        return bool(
            {
                "spent",
                "released",
                "freed",
                "from",
                "after",
                "years",
                "months",
                "been released",
                "served",
                "out",
                "died",
                "escaped",
            }
            & set(before)
        ) or lower[end : end + 2] == ["from", "1"]

    def adjectival(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        for i in range(sentence.start, sentence.end):
            status = self.adjectives.get(lower[i])
            if status is None or (ground.actor(i) is not None and self.person(ground, i) is None):
                continue
            if lower[i] in self.adjectives and not self.stands_before(ground, sentence, i):
                continue
            if lower[i - 1] in ("court", "tribunal", "judge", "judges", "police", "prosecutors"):
                continue  # "a court jailed the mayor X"
            if lower[i - 1 : i] and lower[i - 1] in (
                "was",
                "were",
                "been",
                "be",
                "is",
                "are",
                "has",
                "have",
                "had",
                "he",
                "she",
                "who",
                "n't",
                "not",
                "never",
            ):
                continue
            start = i
            by: Entity | None = None
            if lower[i - 1] == "-" and i - 2 >= sentence.start:
                by = next(iter(self.powers(ground, i - 2, i - 1)), None)
                start = i - 2
                if by is None:
                    continue
            person, k = None, i + 1
            while k < min(i + _WITHIN, sentence.end):
                actor = ground.actor(k)
                person = actor.person if actor is not None and not actor.pronoun else None
                if person is not None or lower[k] in (
                    ".",
                    ";",
                    "by",
                    "in",
                    "for",
                    "the",
                    "and",
                    "to",
                    "from",
                    "on",
                    "at",
                    "with",
                ):
                    break
                if lower[k] == "," and (ground.reading.name_at[k + 1] is None or k - i < 2):
                    break
                if lower[k] in ("include", "are", "is", "includes", "leaders") and status != "wanted":
                    break
                k += 1
            if person is None and i >= 1 and self.person(ground, i) is not None:
                person = self.person(ground, i)
            if person is None or (status in ("sanctioned", "wanted") and by is None and status == "sanctioned"):
                continue
            if status == "wanted" and by is None:
                by = self.court_near(ground, sentence)
            yield Accusation(person, status, by, "", start, max(k, i + 1), "legal.adjective")

    @staticmethod
    def _is_title(ground: Ground, k: int) -> bool:
        """Whether a word in front of a phrase ends an apposition or is no noun ("..., the president, is in jail")."""
        return ground.reading.title_at[k] is not None

    @staticmethod
    def _until_relative(lower: list[str], sentence: Sentence) -> int:
        """The end of what an item of a list says before "who"."""
        return next((k for k in range(sentence.start, sentence.end) if lower[k] in ("who", "whose")), sentence.end)

    def _measures_by(self, ground: Ground, sentence: Sentence) -> Entity | None:
        """Who imposed the sanctions that the sentences before speak of."""
        for other in reversed(ground.reading.sentences[max(0, sentence.index - 3) : sentence.index]):
            found = self.power(ground, other.start, other.end)
            if found is not None and (found.kind == "organisation" or self._imposes(ground, other)):
                return found
        return None

    def _imposes(self, ground: Ground, sentence: Sentence) -> bool:
        """Whether a sentence names sanctions behind who it is about ("The UK has announced sanctions")."""
        nouns = (k for k in range(sentence.start, sentence.end) if self.noun_at(ground.reading.lower, "bans", k))
        actor = ground.actor(sentence.start) or ground.actor(sentence.start + 1)
        return actor is not None and actor.person is None and next(nouns, None) is not None

    def listed(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        """ "Canada added three men to its sanctions list:" and a list."""
        reading = ground.reading
        if reading.lower[sentence.end - 1] != ":":
            return
        listing = {"list", "listed", "names"}.intersection(reading.lower[sentence.start : sentence.end])
        first = reading.sentences[max(0, sentence.index - 2)].start if listing else sentence.start
        if not any(self.has(reading.lower, kind, first, sentence.end) for kind in ("sanctions", "bans")):
            return
        by = self.power(ground, sentence.start, sentence.end) or self._measures_by(ground, sentence)
        for other in reading.sentences[sentence.index + 1 : sentence.index + _LONGEST_LIST]:
            if reading.block(other).heading != sentence.block:
                break
            person = next(
                (
                    p
                    for k in range(other.start, self._until_relative(reading.lower, other))
                    if (p := self.person(ground, k)) is not None
                ),
                None,
            )
            if person is not None and by is not None:
                yield Accusation(person, "sanctioned", by, "", other.start, other.end, "legal.list")
