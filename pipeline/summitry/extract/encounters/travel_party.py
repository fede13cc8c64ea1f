"""Who travels with somebody: companions by a verb, and the members of a delegation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import listed
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_LATER: Final = 8  # sentences after a visit in which its companions are named
_EARLIER: Final = 4  # sentences before it
_TO_VERB: Final = 7  # tokens between a delegation and the verb that says who is in it
_AHEAD: Final = frozenset({"planned", "possible"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as a sentence tells it; `weak`: by a noun that does not say how it is asserted."""

    frame: Frame
    actor: Actor
    place: Actor
    assertion: str
    weak: bool = False


class TravelParty:
    """Reads who else is on the visits of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        rows = scene.reading.lexicon.cues["visits"]
        row = next((r for r in rows if r["table"] == "party"), {})
        self._groups = frozenset(row.get("groups", ()))
        self._verbs = sorted((tuple(form.split()) for form in row.get("verbs", ())), key=len, reverse=True)

    def companions(self, found: Sequence[Visit]) -> Iterator[tuple[Visit, Actor]]:
        """Every visit with each of the companions that come along to it."""
        for sentence, leaders, followers in self._accompanied():
            if leaders or any(visit.frame.sentence == sentence for visit in found):
                yield from self._joined(found, sentence, leaders, followers)
        for sentence, leaders, followers in (*self._members(), *self._with()):
            yield from self._joined(found, sentence, leaders, followers)

    def _joined(
        self, found: Sequence[Visit], sentence: Sentence, leaders: Sequence[Actor], followers: Sequence[Actor]
    ) -> Iterator[tuple[Visit, Actor]]:
        for visit in self._visits(found, sentence, leaders):
            for actor in followers:
                if actor.person is not None and not self._is_home(actor, visit.place):
                    yield visit, actor

    def _is_home(self, actor: Actor, place: Actor) -> bool:
        """Whether the article says that a companion is of the country visited."""
        return self._sides.stated_of(actor) == place.entity

    @staticmethod
    def _visits(found: Sequence[Visit], sentence: Sentence, leaders: Sequence[Actor]) -> list[Visit]:
        """The visits of the leaders near a sentence, of a journey ahead all its legs; of nobody named, the last one."""
        people = {a.entity for a in leaders}
        near = [
            visit
            for visit in found
            if -_EARLIER <= sentence.index - visit.frame.sentence.index <= _LATER
            and (not people or visit.actor.entity in people)
            and visit.assertion != "cancelled"
        ]
        if not near:
            return [v for v in found if v.actor.entity in people and v.assertion in _AHEAD]
        first = max(
            near,
            key=lambda v: (v.frame.sentence.index <= sentence.index, -abs(v.frame.sentence.index - sentence.index)),
        )
        if first.assertion in _AHEAD:
            return [v for v in found if v.actor.entity == first.actor.entity and v.assertion == first.assertion]
        same = [v for v in near if v.actor.entity == first.actor.entity and v.assertion == first.assertion]
        if not people:
            same = [v for v in same if v.frame.sentence == first.frame.sentence]
        return [v for v in same if v.frame.sentence.index <= sentence.index or v is first]

    def _accompanied(self) -> Iterator[tuple[Sentence, Sequence[Actor], Sequence[Actor]]]:
        """ "X is accompanied by A and B", "Accompanying him are A and B" """
        for frame in self._scene.frames_of("accompany"):
            passive = frame.form == "passive" or self._scene.reading.lower[frame.end : frame.end + 1] == ["by"]
            if frame.open or frame.voice.negated:
                continue
            leaders: Sequence[Actor] = frame.subjects if passive else frame.actors("")
            followers: Sequence[Actor] = frame.actors("by") if passive else frame.subjects
            if passive and followers:
                followers = listed(self._scene, followers[0].start, frame.sentence.end)
            if frame.form == "ing" and frame.start == frame.sentence.start:  # "Accompanying him are X and Y"
                leaders, followers = self._inverted(frame)
            if passive or leaders:
                yield frame.sentence, leaders, [*followers, *self._sides.listed(frame)]

    def _with(self) -> Iterator[tuple[Sentence, Sequence[Actor], Sequence[Actor]]]:
        """ "X travels with A, B and C" """
        lower = self._scene.reading.lower
        for frame in self._scene.frames_of("journey", "arrival"):
            if lower[frame.end : frame.end + 1] == ["with"] and frame.subjects and not frame.voice.negated:
                yield frame.sentence, frame.subjects, listed(self._scene, frame.end + 1, frame.sentence.end)

    def _inverted(self, frame: Frame) -> tuple[list[Actor], list[Actor]]:
        """Whom others accompany, and who: those behind "are", and whoever comes with the one before it."""
        lower, end = self._scene.reading.lower, frame.sentence.end
        copula = next((i for i in range(frame.end, end) if lower[i] in ("is", "are", "was", "were")), end)
        before = [a for a in self._scene.actors.found if frame.end <= a.start < copula and a.person is not None]
        return before[:1], [*before[1:], *listed(self._scene, copula, end)]

    def _members(self) -> Iterator[tuple[Sentence, Sequence[Actor], Sequence[Actor]]]:
        """ "The delegation includes A and B", "with a delegation made up of A and B" """
        reading = self._scene.reading
        for sentence in reading.sentences:
            for i in range(sentence.start, sentence.end):
                if reading.lower[i] not in self._groups:
                    continue
                start = self._verb(i + 1, sentence.end)
                if start is None:
                    continue
                items = [a for s in self._items(sentence) for a in listed(self._scene, s.start, s.end)[:1]]
                members = [a for a in listed(self._scene, start, sentence.end) if a.person is not None]
                owner = self._scene.actors.at[i - 2] if reading.lower[i - 1] in ("'s", "’s", "'", "’") else None
                before = [
                    a for a in self._scene.actors.at[sentence.start : i] if a is not None and a.person is not None
                ]
                leaders = [owner] if owner is not None and owner.person is not None else before[-1:]
                if members or items:
                    yield sentence, leaders, [*members, *items]
                break

    def _verb(self, i: int, end: int) -> int | None:
        """The token behind the verb that opens the members of a delegation named before token `i`."""
        reading = self._scene.reading
        for k in range(i, min(i + _TO_VERB, end)):
            if reading.name_at[k] is not None:
                return None
            for form in self._verbs:
                if tuple(reading.lower[k : k + len(form)]) == form:
                    return k + len(form)
        return None

    def _items(self, sentence: Sentence) -> Iterator[Sentence]:
        """The items of a list that a sentence leads in."""
        reading = self._scene.reading
        if reading.words[sentence.end - 1] != ":":
            return
        for item in reading.sentences[sentence.index + 1 :]:
            block = reading.block(item)
            if block.kind != "list_item" or block.heading != sentence.block:
                return
            yield item
