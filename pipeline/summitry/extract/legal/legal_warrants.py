"""Arrest warrants: against whom, issued by whom, and whether there is one at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.legal.legal_words import Accusation, LegalWords
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity

_WITHIN: Final = 9  # tokens between a warrant and whom it is for


class Warrants(LegalWords):
    """Reads the nouns for warrants."""

    def read(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        i = sentence.start
        while i < sentence.end:
            noun = self.noun_at(lower, "warrants", i)
            if noun is None:
                i += 1
                continue
            end = i + len(noun)
            clause = self.clause(ground, sentence, i)
            around = [
                w
                for k, w in enumerate(lower[clause[0] : clause[1]], clause[0])
                if ground.actor(k) is None and ground.reading.words[k] != "May"
            ]
            i = end
            if self.words["none"].intersection(around) - (
                {"not", "no"} if self._applies(around) else set()
            ) and not self._applies(around):
                continue
            people, last = self._of_warrant(ground, sentence, end - len(noun), end)
            by = self._issuer(ground, sentence, end - len(noun), end, clause)
            if by is None and {"second", "third", "another", "further"}.intersection(lower[max(0, end - 4) : end]):
                by = self.court_near(ground, sentence)
            for person in people:
                yield Accusation(
                    person,
                    "wanted",
                    by,
                    self.reason(ground, end, sentence),
                    max(clause[0], end - len(noun) - 6),
                    max(end, last),
                    "legal.warrant",
                )
            # "France already had one out for him"
            yield from self._another(ground, sentence, people, by)

    @staticmethod
    def _applies(around: Sequence[str]) -> bool:
        """ "The warrant does not apply in A" says that there is one."""
        text = " ".join(around)
        return any(
            phrase in text
            for phrase in (
                "not apply",
                "not enforce",
                "not executed",
                "not bound",
                "not recognise",
                "not recognize",
                "obliged",
                "not honour",
                "not honor",
            )
        )

    def _another(
        self, ground: Ground, sentence: Sentence, people: list[Person], issuer: Entity | None
    ) -> Iterator[Accusation]:
        following = ground.next_sentence(sentence)
        if following is None or not people:
            return
        lower = ground.reading.lower
        for k in range(following.start, following.end - 1):
            if lower[k] == "one" and lower[k + 1] in ("out", "for", "against"):
                by = self.power(ground, following.start, k)
                others, end = self.people_from(ground, k + 2, following.end)
                if others and lower[k + 1] != "out":
                    # "He also issued one for Y"
                    for other in others:
                        yield Accusation(other, "wanted", by or issuer, "", following.start, end, "legal.warrant")
                elif by is not None and len(people) == 1:
                    yield Accusation(people[0], "wanted", by, "", following.start, k + 2, "legal.warrant")

    def _of_warrant(self, ground: Ground, sentence: Sentence, start: int, end: int) -> tuple[list[Person], int]:
        """Against whom a warrant is: behind "for", before "whom", its subject, or whom the text is about."""
        lower = ground.reading.lower
        for k in range(end, min(end + _WITHIN, sentence.end)):
            if lower[k] in ("for", "against", "of", "over") and k + 1 < sentence.end:
                people, last = self.people_from(ground, k + 1, sentence.end)
                if people:
                    return people, last
                if lower[k + 1] in ("him", "her") or (
                    lower[k] == "over"
                    and lower[k + 1 : k + 3]
                    in (["the", "president"], ["the", "leader"], ["the", "general"], ["the", "premier"])
                ):
                    person = self.topic(ground, sentence, k)
                    return ([person] if person else []), k + 2
            elif lower[k] in (".", ";"):
                break
        for k in range(start - 1, sentence.start, -1):
            if lower[k] == "whom":
                return self._people_to(ground, sentence, k - 1), end
            if lower[k] in (";", ".") or start - k > 16:
                break
        frame_words = lower[max(sentence.start, start - 14) : start]
        if {"subject", "under", "faces", "list", "target", "facing", "has"} & {*frame_words, lower[end - 1]}:
            person = next(
                (p for k in range(start - 1, sentence.start - 1, -1) if (p := self.person(ground, k)) is not None),
                None,
            ) or self.topic(ground, sentence, start)
            if (
                "list" in lower[end - 1]
                and person is not None
                and {"criminals", "fugitives", "people", "members", "suspects"} & set(frame_words)
            ):
                return [], end
            return ([person] if person else []), end
        if self._person_ahead(ground, sentence, start):
            return [], end
        person = self.topic(ground, sentence, start)
        return ([person] if person is not None and "the arrest" not in " ".join(lower[end : end + 3]) else []), end

    def _person_ahead(self, ground: Ground, sentence: Sentence, start: int) -> bool:
        """Whether the warrant is only spoken of by somebody named in its sentence."""
        return any(self.person(ground, k) is not None for k in range(sentence.start, start)) or ground.reading.lower[
            start - 1
        ] in ("a", "the", "for", "any")

    def _people_to(self, ground: Ground, sentence: Sentence, k: int) -> list[Person]:
        while k >= sentence.start:
            person = self.person(ground, k)
            if person is not None:
                return [person]
            if ground.reading.lower[k] == ";":
                break
            k -= 1
        return []

    def _issuer(
        self, ground: Ground, sentence: Sentence, start: int, end: int, clause: tuple[int, int]
    ) -> Entity | None:
        lower = ground.reading.lower
        for k in range(end, min(end + 14, sentence.end)):
            if (
                lower[k] in ("by", "from")
                and (power := self.power(ground, k + 1, min(k + 7, sentence.end))) is not None
            ):
                return power
            if lower[k] in (";", "."):
                break
        for k in range(start - 1, max(clause[0], start - 12) - 1, -1):
            reference = ground.references.at.get(k)
            if reference is not None and reference.entity.kind == "organisation":
                return reference.entity
            mention = ground.reading.mention_at[k]
            if mention is not None and mention.country and ground.reading.person_at(k) is None:
                following = lower[mention.end : mention.end + 3]
                if (
                    mention.kind in ("capital", "seat", "country")
                    or self.words["agents"].intersection(following)
                    or mention.kind == "demonym"
                ):
                    return Entity("country", mention.country)
        if "its" in lower[max(sentence.start, start - 4) : start] or "the court" in " ".join(
            lower[sentence.start : start]
        ):
            reference = next(
                (r for r in reversed(ground.references.all) if r.start < start and r.form == "court"), None
            )
            return reference.entity if reference is not None else None
        return None
