"""Meetings of two sides: "A met B", "A held talks with B", "talks between A and B", "A and B met", "A received B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.encounters.covered import Meeting, without_covered
from summitry.extract.events.companions import CompanyReader
from summitry.extract.language.frames import Argument, Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.scene import Scene
from summitry.findings import Entity, Finding

_NEVER: Final = frozenset({"airport", "telephone", "phone", "telephoned", "runway", "tarmac", "airbase"})
_MANY: Final = frozenset(
    {
        "trilateral",
        "three-way",
        "tripartite",
        "quadrilateral",
        "four-way",
        "six-party",
        "six-nation",
        "multilateral",
        "three",
        "trilaterally",
    }
)
_UPON: Final = frozenset({"upon", "on", "his", "her", "their"})
_CALLS: Final = frozenset(
    {"phone", "telephone", "call", "calls", "phoned", "telephoned", "conversation", "letter", "message"}
)
_OF_THREE: Final = _MANY - {"three"}
_APART: Final = frozenset(
    {"separate", "separately", "respectively", "individually", "bilateral", "bilaterals", "one-on-one"}
)
_TIMED: Final = frozenset({"after", "following", "before", "ahead of", "for", "since"})
_FAR: Final = 9  # tokens between a noun and the "between" that belongs to it
_FOLLOWING: Final = frozenset({"follow", "follows", "followed"})
_OCCASIONS: Final = frozenset({"talks", "meeting", "discussions", "lunch", "dinner"})
_OPENING: Final = 3  # tokens before a noun that opens its sentence
_ACTING: Final = frozenset({"meet", "talk", "see", "receive", "visit", "journey", "arrival", "stay", "trip"})
_CLOSE: Final = 6  # tokens between a verb and its object ("received at the palace on Sunday His Highness")
_CLOSED: Final = ("breaks", "preposed", "relatives", "adverbs", "times", "function", "finite")
_SEVERAL: Final = frozenset({"meetings", "summits", "bilaterals"})
_NOUNS: Final = ("noun", "owned")


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
        self._held = cue_words(scene.reading.lexicon, "meetings", "held")
        self._closed = frozenset(
            str(row["value"])
            for cue, tables in (("syntax", _CLOSED), ("groups", ("prepositions", "joins")))
            for row in scene.reading.lexicon.cues[cue]
            if row["table"] in tables
        )

    def read(self) -> Iterator[Meeting]:
        for frame in self._scene.frames_of("meet", "see", "call_on", "receive", "welcome", "talk", "visit", "discuss"):
            words = self._scene.reading.lower[frame.clause[0] : frame.clause[1]]
            if _NEVER.intersection(words):
                continue
            assertion = self._assertion(frame)
            if assertion is None:
                continue
            for one, other in self._pairs(frame):
                other = self._sides.of_another(one, other)
                if self._are_sides(one, other):
                    weak = frame.form in _NOUNS and frame.voice.assertion is None and frame.lead not in _TIMED
                    yield Meeting(frame, one, other, assertion, weak)

    def _assertion(self, frame: Frame) -> str | None:
        assertion = self._sides.assertion(frame)
        if frame.form not in _NOUNS or assertion is None or frame.voice.assertion in ("cancelled", "denied"):
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
            for actor in argument.actors
            if actor.entity is not None and not actor.place and not self._late(frame, argument)
        ]
        words = self._scene.reading.lower[max(frame.sentence.start, frame.start - 4) : frame.end]
        if _MANY.intersection(words) or self._is_of_three(frame):
            return
        if frame.form in _NOUNS and ("accession" in words or "membership" in words or self._is_multilateral(frame)):
            return
        if frame.sense == "talk" and between:
            if len(between) == 2:
                yield between[0], between[1]
            return
        subjects = self._principals(self._sides.subjects(frame))
        if frame.form == "passive" and self._scene.reading.lower[frame.start] == "met" and frame.actors("by"):
            return  # "was met at the airport by"
        if frame.form == "passive" and "chair" in "".join(self._scene.reading.lower[frame.start : frame.end]):
            chairs = self._chairs(frame)
            if len(chairs) == 2:
                yield chairs[0], chairs[1]
            return
        if not subjects and frame.form == "noun" and frame.start - frame.sentence.start < _OPENING:
            subjects = self._acting_before(frame)
        if len(subjects) == 2 and self._is_longer(subjects[0]):
            return
        others = self._others(frame)
        if not others and self._scene.reading.lower[frame.end : frame.end + 1] == ["with"]:
            others = [a for a in self._sides.listed(frame) if self._is_whole(a)]
        if not others and len(subjects) == 1:
            others = self._sides.hosts(frame)
        if len(subjects) == 1:
            others = [self._sides.counterpart(subjects[0], a) for a in others]
        if others:
            apart = _APART.intersection(self._scene.reading.lower[frame.clause[0] : frame.clause[1]])
            apart = apart or _SEVERAL.intersection(self._scene.reading.lower[frame.start : frame.end])
            if not apart and len(others) > 2 and all(a.unnamed for a in others) and self._is_one(frame):
                return
            if len(subjects) == 1 or (apart and subjects):
                for one in subjects:
                    for other in others:
                        yield one, other
        elif (
            len(subjects) == 2
            and (frame.sense != "discuss" or self._are_together(frame, subjects))
            and not self._with_unknown(frame)
            and self._are_holding(frame, subjects)
        ):
            yield from combinations(subjects, 2)

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

    def _is_of_three(self, frame: Frame) -> bool:
        """Whether the clause calls what two sides or more come to, not what it precedes or follows, one of three."""
        lower = self._scene.reading.lower
        for i in range(frame.end, frame.clause[1]):
            if lower[i] in _OF_THREE:
                return not {"before", "after", "ahead", "following"}.intersection(lower[max(frame.end, i - 4) : i])
        return False

    def _is_longer(self, first: Actor) -> bool:
        """Whether a list goes on before what was read as its first member ("of Israel, Bahrain and" X)."""
        reading = self._scene.reading
        i = first.start - 1
        listed = (
            i > 0 and reading.lower[i] in (",", "and") and reading.sentence_at[i] == reading.sentence_at[first.start]
        )
        before = self._scene.actors.at[i - 1] if listed else None
        return before is not None and not before.place and reading.mention_at[i - 1] is not None

    def _is_one(self, frame: Frame) -> bool:
        """Whether a frame is one meeting ("a meeting with", "will meet the leaders of"), not talks with each."""
        words = self._scene.reading.lower[frame.start : frame.end]
        return frame.form not in _NOUNS or words[-1:] in (["meeting"], ["summit"])

    def _is_multilateral(self, frame: Frame) -> bool:
        """Whether a noun is an event of an organisation ("the SCO summit")."""
        events = (e for e in self._scene.events_in(frame.sentence) if e.head == frame.start)
        return any(e.subject is not None for e in events)

    def _directly(self, frame: Frame) -> Iterator[tuple[Actor, Actor]]:
        """Pairs of verbs whose object is the other side: a person, or somebody unnamed of a country."""
        passive = frame.form == "passive"
        subjects = [a for a in self._sides.subjects(frame) if not a.place]
        others = [
            a
            for argument in frame.following("by" if passive else "")
            for a in argument.actors
            if self._is_whole(a) and (passive or argument.start - frame.end < _CLOSE)
        ]
        if frame.sense == "visit":
            others = [a for a in others if a.person is not None and a.start <= frame.end + 1]
        words = self._scene.reading.lower[frame.start : frame.clause[1]]
        if _OF_THREE.intersection(words) or (frame.sense in ("receive", "welcome") and self._is_arrival(frame)):
            return
        alone = words[0].startswith("host") and len(others) == 1 and not passive
        if frame.sense == "welcome" and not (alone or _OCCASIONS.intersection(words)):
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
        for one in subjects if len(subjects) == 1 or apart else ():
            for other in persons:
                yield one, other

    def _is_arrival(self, frame: Frame) -> bool:
        """Whether somebody is only met where they arrive ("upon arrival in Muscat he was received by")."""
        lower = self._scene.reading.lower
        span = range(frame.sentence.start + 1, frame.clause[1])
        return any(lower[k] == "arrival" and lower[k - 1] in _UPON for k in span)

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

    def _others(self, frame: Frame) -> list[Actor]:
        """Those met: the direct object of "met", or whoever stands behind "with"."""
        found: list[Actor] = []
        opened, end = False, frame.end
        wanted = ("", "with") if frame.sense == "meet" else ("with",)
        if frame.form == "passive":
            wanted = ("by", "with")
        for argument in frame.arguments:
            if argument.event is not None or not argument.actors:
                continue
            if self._is_of_noun(frame, argument):
                break
            people = [a for a in argument.actors if self._is_whole(a)]
            if argument.preposition == "including" and (found or opened):
                found = [a for a in found if not a.unnamed] + people
            elif argument.preposition in wanted and (argument.preposition == "with" or not found):
                if self._late(frame, argument) and not (opened and argument.start - end <= _CLOSE):
                    continue
                opened, end = True, argument.end
                found.extend(people)
        if frame.sense == "discuss":
            found = [a for a in found if a.person is not None]
        return list(dict.fromkeys(self._sides.named(a) for a in found))

    def _is_of_noun(self, frame: Frame, argument: Argument) -> bool:
        """Whether an argument belongs to a noun that stands between ("met A ahead of talks with" B)."""
        nouns = self._scene.frames[frame.sentence.index]
        return any(n.sense == "talk" and n.form in _NOUNS and frame.end <= n.start < argument.start for n in nouns)

    def _is_whole(self, actor: Actor) -> bool:
        """Whether an actor is itself the side, not a word before another noun ("NATO colleagues")."""
        if actor.entity is None or actor.place:
            return False
        mention = self._scene.reading.mention_at[actor.start]
        if mention is not None and mention.kind == "organisation" and mention.form == "forum":
            return False  # the leaders of the G7 are many sides
        if actor.person is not None or actor.unnamed:
            return True
        after = "".join(self._scene.reading.words[actor.end : actor.end + 1])
        noun = after.islower() and after.isalpha() and after not in self._closed and not after.endswith("ly")
        return not noun

    def _late(self, frame: Frame, argument: Argument) -> bool:
        """Whether an actor without a preposition stands too far from the verb to be its object."""
        between = self._scene.reading.lower[frame.end : argument.start]
        if frame.form in _NOUNS and "," in between:
            return True
        if argument.preposition == "between" and (len(between) > _FAR or self._has_verb(frame.end, argument.start)):
            return True
        infinitive = any(word == "to" and between[k - 1 : k] != ["-"] for k, word in enumerate(between))
        return infinitive or any(word in between for word in (";", "that", "where"))

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a noun has its verb in between ("discussions covered cooperation between" A and B)."""
        words = self._scene.reading.lower[start:end]
        return any(
            word.endswith("ed") and words[k + 1 : k + 2] not in (["between"], ["by"]) for k, word in enumerate(words)
        )

    def _are_together(self, frame: Frame, subjects: Sequence[Actor]) -> bool:
        """Whether "the two discussed" what they did in one place: nothing around speaks of a telephone."""
        reading = self._scene.reading
        block = [s for s in reading.sentences if abs(s.block - frame.sentence.block) <= 1]
        words = reading.lower[block[0].start : block[-1].end]
        return all(a.person is not None for a in subjects) and not _CALLS.intersection(words)

    def _with_unknown(self, frame: Frame) -> bool:
        """Whether the others are there but nobody that can be named ("met with business people")."""
        after = self._scene.reading.lower[frame.end : frame.end + 3]
        if frame.sense == "meet" and after[:1] and after[0] in ("the", "a", "his", "their", "reporters", "families"):
            return True
        return "with" in self._scene.reading.lower[frame.end : frame.clause[1]] and frame.form not in _NOUNS

    def _are_holding(self, frame: Frame, subjects: Sequence[Actor]) -> bool:
        """Whether two subjects meet each other; a noun must be what they hold ("A and B held talks")."""
        if frame.form not in _NOUNS:
            return True
        start, end = min(a.start for a in subjects), max(a.end for a in subjects)
        lower = self._scene.reading.lower
        if frame.start >= end:
            words = lower[max(end, frame.start - 4) : frame.start]
            held = self._held.intersection(words) and not any(word.startswith("cancel") for word in words)
            timed = frame.lead in ("after", "following") and all(a.person is not None for a in subjects)
            return bool(held) or timed or frame.lead in ("during", "at", "over")
        return frame.lead in ("during", "at", "over") and frame.end <= start

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
