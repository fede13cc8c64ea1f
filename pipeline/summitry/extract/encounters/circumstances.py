"""What a sentence says of a meeting besides who met: that it is a call, one of three, an event, part of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summitry.extract.encounters.destinations import NOUNS
from summitry.extract.events.events import EventMention
from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.scene import Scene

_NEVER: Final = frozenset({"airport", "telephone", "phone", "telephoned", "runway", "tarmac", "airbase"})
MANY: Final = frozenset(
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
OF_THREE: Final = MANY - {"three"}
_OCCASIONS: Final = frozenset({"talks", "meeting", "discussions", "lunch", "dinner"})
_VENUES: Final = frozenset({"palace", "house", "residence", "villa", "office", "chancellery", "kremlin", "castle"})
_BEFORE: Final = frozenset({"before", "after", "ahead", "following"})
_HELD: Final = (["took", "place"], ["was", "held"], ["were", "held"])
OPENING: Final = 3  # tokens before a noun that opens its sentence
_PROGRAMME: Final = frozenset({"visit", "trip", "tour", "programme", "program", "agenda", "schedule", "itinerary"})
SESSIONS: Final = frozenset({"session", "summit", "conference", "forum", "roundtable", "panel", "event", "congress"})
CLOSE: Final = 6  # tokens between a verb and its object ("received at the palace on Sunday His Highness")


class Circumstances:
    """Reads what surrounds the meetings of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def took_place(self, frame: Frame) -> bool:
        """Whether a sentence says of a meeting that it has been ("The meeting with X took place on Thursday")."""
        lower = self._scene.reading.lower
        words = lower[frame.end : frame.sentence.end]
        return lower[frame.sentence.start] in ("the", "their") and (
            "lasted" in words or any(words[k : k + 2] in _HELD for k in range(len(words)))
        )

    def is_none(self, frame: Frame) -> bool:
        """Whether a frame is a call or a reception at an airport ("landed at the airport, where he was received")."""
        lower = self._scene.reading.lower
        start, end = frame.clause
        if frame.form == "passive" and frame.sense == "receive" and lower[max(0, start - 3) : start].count("where"):
            start = frame.sentence.start
        return not _NEVER.isdisjoint(lower[start:end])

    def is_adjective(self, frame: Frame) -> bool:
        """Whether what may be a meeting only tells of what kind something else is ("bilateral ties")."""
        lower = self._scene.reading.lower
        if lower[frame.end - 1] != "bilateral":
            return False
        after = lower[frame.end] if frame.end < frame.sentence.end else "."
        return after.isalpha() and after not in ("with", "between", "on", "in", "at", "and")

    def is_of_visit(self, frame: Frame) -> bool:
        """Whether what a sentence tells is part of a visit told of before ("The tour ends with talks with" X)."""
        opening = self._scene.reading.lower[frame.sentence.start : frame.sentence.start + OPENING]
        return opening[:1] in (["the"], ["his"], ["her"]) and bool(_PROGRAMME.intersection(opening))

    def is_of_three(self, frame: Frame) -> bool:
        """Whether the clause calls what two sides or more come to, not what it precedes or follows, one of three."""
        lower = self._scene.reading.lower
        for i in range(frame.end, frame.clause[1]):
            if lower[i] in OF_THREE:
                return _BEFORE.isdisjoint(lower[max(frame.end, i - 4) : i])
        return False

    def is_one(self, frame: Frame) -> bool:
        """Whether a frame is one meeting ("a meeting with", "will meet the leaders of"), not talks with each."""
        words = self._scene.reading.lower[frame.start : frame.end]
        return frame.form not in NOUNS or words[-1:] in (["meeting"], ["summit"])

    def is_multilateral(self, frame: Frame) -> bool:
        """Whether a noun is an event of an organisation ("the SCO summit")."""
        events = (e for e in self._scene.events_in(frame.sentence) if e.head == frame.start)
        return any(e.subject is not None for e in events)

    def are_negotiating(self, frame: Frame) -> bool:
        """Whether somebody is in touch over something, and does not meet ("have been in talks to arrange")."""
        lower = self._scene.reading.lower
        return lower[frame.start - 1] == "in" and lower[frame.start - 2] in ("been", "is", "are", "was", "were", "be")

    @staticmethod
    def is_of_body(event: EventMention) -> bool:
        """Whether an event is one of an organisation, not of a commission of two countries."""
        return event.subject is not None and event.subject.kind == "organisation"

    def is_for_talks(self, frame: Frame) -> bool:
        """Whether somebody is welcomed to talks or a seat, not only before them ("welcomed ahead of a meeting")."""
        lower = self._scene.reading.lower
        for i in range(frame.start, frame.clause[1]):
            if lower[i] in _OCCASIONS or (lower[i] in _VENUES and {"to", "at"}.intersection(lower[i - 4 : i])):
                return _BEFORE.isdisjoint(lower[max(frame.end, i - 4) : i])
        return False

    def is_arrival(self, frame: Frame) -> bool:
        """Whether somebody is only met where they arrive ("upon arrival in Muscat he was received by")."""
        lower = self._scene.reading.lower
        span = range(frame.sentence.start + 1, frame.clause[1])
        return any(lower[k] == "arrival" and lower[k - 1] in _UPON for k in span)

    def are_together(self, frame: Frame, subjects: Sequence[Actor]) -> bool:
        """Whether "the two discussed" what they did in one place: nothing around speaks of a telephone."""
        reading = self._scene.reading
        block = [s for s in reading.sentences if abs(s.block - frame.sentence.block) <= 1]
        words = reading.lower[block[0].start : block[-1].end]
        return all(a.person is not None for a in subjects) and not _CALLS.intersection(words)

    def is_session(self, frame: Frame) -> bool:
        """Whether what two "co-chaired" is an event of others as well."""
        words = self._scene.reading.lower[frame.end : frame.clause[1]]
        chaired = "chair" in "".join(self._scene.reading.lower[frame.start : frame.end])
        shared = {"commission", "committee", "dialogue", "mechanism", "council"}.intersection(words)
        return chaired and not shared and bool(SESSIONS.intersection(words[:CLOSE]))

    def with_unknown(self, frame: Frame) -> bool:
        """Whether the others are there but nobody that can be named ("met with business people")."""
        after = self._scene.reading.lower[frame.end : frame.end + 3]
        if frame.sense == "meet" and after[:1] and after[0] in ("the", "a", "his", "their", "reporters", "families"):
            return True
        return "with" in self._scene.reading.lower[frame.end : frame.clause[1]] and frame.form not in NOUNS
