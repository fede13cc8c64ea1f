"""Meetings of two sides: "A met B", "A held talks with B", "talks between A and B", "A and B met", "A received B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.encounters.circumstances import CLOSE, MANY, OF_THREE, OPENING, SESSIONS, Circumstances
from summitry.extract.encounters.covered import Meeting, without_covered
from summitry.extract.encounters.destinations import NOUNS
from summitry.extract.encounters.other_sides import OtherSides
from summitry.extract.events.companions import CompanyReader
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.scene import Scene
from summitry.findings import Entity, Finding

_APART: Final = frozenset(
    {"separate", "separately", "respectively", "individually", "bilateral", "bilaterals", "one-on-one"}
)
_TIMED: Final = frozenset({"after", "following", "before", "ahead of", "for", "since"})
_FOLLOWING: Final = frozenset({"follow", "follows", "followed"})
_ACTING: Final = frozenset({"meet", "talk", "see", "receive", "visit", "journey", "arrival", "stay", "trip"})
_CHAIRED: Final = 4  # tokens before "co-chaired by" in which the event stands
_SEVERAL: Final = frozenset({"meetings", "summits", "bilaterals"})


def meeting_findings(scene: Scene) -> Iterator[Finding]:
    """A finding for every pair of sides that a sentence says met, will meet or may meet.

    A noun that does not say how it is asserted ("their meeting with X") adds nothing to a pair that is known to meet.
    """
    reader = _MeetingReader(scene)
    company = CompanyReader(scene)
    found = [m for m in without_covered(list(reader.read()), Sides(scene)) if not _are_company(company, m)]
    firm = {frozenset((m.one.entity, m.other.entity)) for m in found if not m.weak}
    for meeting in found:
        if not meeting.weak or frozenset((meeting.one.entity, meeting.other.entity)) not in firm:
            yield reader.finding(meeting)


def _are_company(company: CompanyReader, meeting: Meeting) -> bool:
    """Whether both sides only attend the talks of others ("A and B were present at the talks")."""
    there, _ = company.there(meeting.frame.sentence, told=False, within=False)
    return {meeting.one.entity, meeting.other.entity} <= {actor.entity for actor in there}


class _MeetingReader:
    """Finds the meetings of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        self._met = OtherSides(scene)
        self._told = Circumstances(scene)
        self._held = cue_words(scene.reading.lexicon, "meetings", "held")

    def read(self) -> Iterator[Meeting]:
        for frame in self._scene.frames_of(
            "meet", "see", "call_on", "receive", "welcome", "talk", "visit", "discuss", "chaired"
        ):
            if self._told.is_none(frame):
                continue
            assertion = self._assertion(frame)
            if assertion is None:
                continue
            for one, other in self._pairs(frame):
                other = self._sides.of_another(one, other)
                if self._are_sides(one, other):
                    weak = frame.form in NOUNS and frame.voice.assertion is None and frame.lead not in _TIMED
                    weak = weak and not self._told.took_place(frame)
                    yield Meeting(frame, one, other, assertion, weak)

    def _assertion(self, frame: Frame) -> str | None:
        assertion = self._sides.assertion(frame)
        if frame.form not in NOUNS or assertion is None or frame.voice.assertion in ("cancelled", "denied"):
            return assertion
        if _FOLLOWING.intersection(self._scene.reading.lower[max(frame.sentence.start, frame.start - 4) : frame.start]):
            return "asserted"  # "the summit will follow their meeting"
        if frame.lead in ("after", "following", "since"):
            return assertion if assertion == "planned" else "asserted"
        if frame.lead in ("before", "ahead of"):
            return "planned" if assertion == "asserted" else assertion
        if frame.lead == "for" and assertion == "asserted":
            before = self._scene.reading.lower[frame.sentence.start : frame.start]
            arriving = any(word.startswith(("arriv", "head", "travel", "left", "leav")) for word in before)
            ahead = arriving or (frame.voice.tense == "present" and "been" not in before)
            return "planned" if ahead else assertion
        return assertion

    def _pairs(self, frame: Frame) -> Iterator[tuple[Actor, Actor]]:
        if frame.sense in ("see", "call_on", "receive", "welcome", "visit"):
            yield from self._directly(frame)
            return
        between = [
            actor
            for argument in frame.following("between")
            for actor in map(self._sides.named, argument.actors)
            if actor.entity is not None and not actor.place and not self._met.late(frame, argument)
        ]
        if len(between) == 1:  # "between A and Foreign Adviser" B
            joined = (x for x in frame.following("") if 0 < x.start - between[0].end < OPENING and x.actors)
            lower = self._scene.reading.lower
            between += [x.actors[0] for x in joined if lower[between[0].end] == "and"][:1]
        if frame.sense == "chaired":  # "under the co-chairmanship of A and B"
            chairs = [a for a in frame.actors("of") if a.person is not None]
            if len(chairs) == 2:
                yield chairs[0], chairs[1]
            return
        words = self._scene.reading.lower[max(frame.sentence.start, frame.start - 4) : frame.end]
        if MANY.intersection(words) or self._told.is_of_three(frame):
            return
        if frame.form in NOUNS and (self._told.is_adjective(frame) or self._told.are_negotiating(frame)):
            return
        if frame.form in NOUNS and ("accession" in words or "membership" in words or self._told.is_multilateral(frame)):
            return
        if frame.sense == "talk" and between:
            if len(between) == 2:
                yield between[0], between[1]
            return
        subjects = self._principals(self._sides.subjects(frame))
        if frame.sense == "discuss" and len(subjects) == 1 and frame.form not in ("base", "passive"):
            yield from ((subjects[0], other) for other in self._preposed(frame))
        if frame.form == "passive" and self._scene.reading.lower[frame.start] == "met" and frame.actors("by"):
            return  # "was met at the airport by"
        if frame.form == "passive" and "chair" in "".join(self._scene.reading.lower[frame.start : frame.end]):
            chairs = self._chairs(frame)
            before = self._scene.reading.lower[max(frame.sentence.start, frame.start - _CHAIRED) : frame.start]
            events = (e for e in self._scene.events_in(frame.sentence) if e.end <= frame.start)
            if len(chairs) == 2 and SESSIONS.isdisjoint(before) and not any(map(self._told.is_of_body, events)):
                yield chairs[0], chairs[1]
            return
        if not subjects and frame.sense in ("meet", "talk") and frame.form not in ("base", "ing"):
            subjects = self._sides.leading(frame, frame.sentence.start, frame.start)
        if frame.sense == "discuss" and self._of_the_met(frame, subjects):
            return
        opens = frame.start - frame.sentence.start < OPENING or self._told.is_of_visit(frame)
        if not subjects and frame.form == "noun" and opens:
            subjects = self._acting_before(frame)
        if len(subjects) == 2 and self._is_longer(subjects[0]):
            return
        others = self._met.read(frame)
        if not others and self._scene.reading.lower[frame.end : frame.end + 1] == ["with"]:
            others = [a for a in self._sides.listed(frame) if self._met.is_whole(a)]
        if not others and len(subjects) == 1:
            others = self._sides.hosts(frame)
        if len(subjects) == 1:
            others = [self._sides.counterpart(subjects[0], a) for a in others]
        if others:
            apart = _APART.intersection(self._scene.reading.lower[frame.clause[0] : frame.clause[1]])
            apart = apart or _SEVERAL.intersection(self._scene.reading.lower[frame.start : frame.end])
            if not apart and len(others) > 2 and all(a.unnamed for a in others) and self._told.is_one(frame):
                return
            all_met = frame.sense == "meet" and len(subjects) > 2 and all(a.person is not None for a in subjects)
            if len(subjects) == 1 or (apart and subjects) or (all_met and len(others) == 1):
                for one in subjects:
                    for other in others:
                        yield one, other
        elif (
            len(subjects) == 2
            and not self._told.is_session(frame)
            and (frame.sense != "discuss" or self._told.are_together(frame, subjects))
            and not self._told.with_unknown(frame)
            and self._are_holding(frame, subjects)
        ):
            yield from combinations(subjects, 2)

    def _preposed(self, frame: Frame) -> list[Actor]:
        """With whom a sentence begins by saying that somebody discussed something ("With X, she discussed trade")."""
        start = frame.sentence.start
        first = self._scene.actors.at[start + 1 : start + 3]
        actor = next((a for a in first if a is not None), None)
        if self._scene.reading.lower[start] != "with" or actor is None or actor.person is None:
            return []
        return [actor] if self._scene.reading.lower[actor.end : actor.end + 1] == [","] else []

    def _of_the_met(self, frame: Frame, subjects: Sequence[Actor]) -> bool:
        """Whether those who discuss are only those whom somebody meets for it ("met A and B to discuss")."""
        before = (f for f in self._scene.frames[frame.sentence.index] if f.end <= frame.start)
        met = {a for f in before if f.sense in ("meet", "talk") for a in f.actors("", "with")}
        return frame.form == "base" and bool(met.intersection(subjects))

    @staticmethod
    def _chairs(frame: Frame) -> list[Actor]:
        """Both sides of talks "co-chaired by A and B", read as one argument or as two."""
        found: list[Actor] = []
        opened = False
        for argument in frame.arguments:
            opened = argument.preposition == "by" or (opened and not argument.preposition)
            found.extend(a for a in argument.actors if opened and a.person is not None)
        return found

    def _acting_before(self, frame: Frame) -> list[Actor]:
        """Who meets or travels in the sentence before one that opens with talks ("Talks with" Y "follow")."""
        index = frame.sentence.index - 1
        if index < 0 or self._scene.reading.sentences[index].block != frame.sentence.block:
            return []
        before = [f for f in self._scene.frames[index] if f.sense in _ACTING and len(f.subjects) == 1]
        return [a for a in before[-1].subjects if a.person is not None] if before else []

    def _is_longer(self, first: Actor) -> bool:
        """Whether a list goes on before what was read as its first member ("of Israel, Bahrain and" X)."""
        reading = self._scene.reading
        i = first.start - 1
        listed = (
            i > 0 and reading.lower[i] in (",", "and") and reading.sentence_at[i] == reading.sentence_at[first.start]
        )
        before = self._scene.actors.at[i - 1] if listed else None
        return before is not None and not before.place and reading.mention_at[i - 1] is not None

    def _directly(self, frame: Frame) -> Iterator[tuple[Actor, Actor]]:
        """Pairs of verbs whose object is the other side: a person, or somebody unnamed of a country."""
        passive = frame.form == "passive"
        subjects = [a for a in self._sides.subjects(frame) if not a.place]
        others: list[Actor] = []
        end = frame.end
        for argument in frame.arguments:
            direct = argument.preposition == ("by" if passive else "")
            if direct and (passive or argument.start - end < CLOSE):
                others.extend(a for a in argument.actors if self._met.is_whole(a))
            elif argument.preposition == "by" and self._met.is_led(frame, argument):
                others.extend(argument.actors[:1])
            elif direct or not any(a.place or a.city for a in argument.actors):
                continue
            end = argument.end  # "received at the palace in Muscat His Highness"
        if frame.sense == "receive" and not others and not passive:
            others = self._sides.listed(frame)
        if frame.sense == "visit":
            others = [a for a in others if a.person is not None and a.start <= frame.end + 1]
        words = self._scene.reading.lower[frame.start : frame.clause[1]]
        if OF_THREE.intersection(words) or (frame.sense in ("receive", "welcome") and self._told.is_arrival(frame)):
            return
        alone = words[0].startswith("host") and len(others) == 1 and not passive
        if frame.sense == "welcome" and not (alone or self._told.is_for_talks(frame)):
            return
        if passive and frame.sense in ("see", "visit"):
            return
        if frame.sense == "call_on":
            end = others[-1].end if others else frame.end
            if self._scene.reading.lower[end : end + 1] == ["to"]:
                return
        if len(subjects) > 1:
            subjects = self._principals(subjects)
        persons = [a for a in others if a.person is not None or (a.unnamed and frame.sense != "see")]
        apart = _APART.intersection(self._scene.reading.lower[frame.clause[0] : frame.clause[1]])
        each = bool(frame.subjects) and all(a.person is not None and not a.pronoun for a in subjects)
        for one in subjects if len(subjects) != 2 or apart or each else ():
            for other in persons:
                yield one, other

    def _principals(self, subjects: Sequence[Actor]) -> list[Actor]:
        """The sides among subjects: who comes along with somebody of the same country is no side of its own."""
        sides: list[Actor] = []
        for actor in subjects:
            country = self._sides.country_of(actor)
            private = actor.person is not None and not self._sides.holds_office(actor.person) and country is None
            beside = bool(sides) and sides[0].person is not None and self._sides.holds_office(sides[0].person)
            if not (private and beside):
                sides.append(actor)
        return sides

    def _are_holding(self, frame: Frame, subjects: Sequence[Actor]) -> bool:
        """Whether two subjects meet each other; a noun must be what they hold ("A and B held talks")."""
        if frame.form not in NOUNS:
            return True
        start, end = min(a.start for a in subjects), max(a.end for a in subjects)
        lower = self._scene.reading.lower
        if frame.start >= end:
            near = 4 if frame.lead else frame.start - end  # "held a 50-minute closed-door" meeting
            words = lower[max(end, frame.start - near) : frame.start]
            held = self._held.intersection(words) and not any(word.startswith("cancel") for word in words)
            timed = frame.lead in ("after", "following") and all(a.person is not None for a in subjects)
            return bool(held) or timed or frame.lead in ("during", "at", "over")
        behind = frame.end <= start and all(a.person is not None for a in subjects)
        return frame.end <= start and (frame.lead in ("during", "at", "over") or (behind and frame.lead == "after"))

    def _are_sides(self, one: Actor, other: Actor) -> bool:
        if one.entity is None or other.entity is None or one.entity == other.entity:
            return False
        return not self._sides.serves(one, other.entity) and not self._sides.serves(other, one.entity)

    def finding(self, meeting: Meeting) -> Finding:
        frame, one, other = meeting.frame, meeting.one, meeting.other
        assert one.entity is not None
        assert other.entity is not None
        start, end = min(frame.clause[0], one.start, frame.start), max(frame.clause[1], other.end)
        return Finding(
            predicate="meeting",
            subject=one.entity,
            value="met",
            object=other.entity,
            evidence=self._scene.reading.evidence(max(start, frame.sentence.start), end, f"meeting.{frame.sense}"),
            assertion=meeting.assertion,
            place=_place(frame.places),
            date=self._sides.date(frame, meeting.assertion),
        )


def _place(places: Sequence[Actor]) -> str | None:
    named: Entity | None = next((p.entity for p in places if p.entity is not None), None)
    return next((p.city for p in places if p.city), named.name if named is not None else None)
