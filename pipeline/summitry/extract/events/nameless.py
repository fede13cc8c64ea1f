"""Talks and summits that no organisation, name or list of sides tells apart, as what a report is about.

"Peace talks got under way in Libreville", "a meeting of regional leaders set for Oct. 18": an event of the report's own
if its lead tells of it and of no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from summitry.extract.events.event_bodies import is_of_leaders
from summitry.extract.events.events import EventMention
from summitry.extract.events.gatherings import BODIES
from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading
from summitry.findings import Entity

_LEAD: Final = 3  # sentences that tell what a report is about
_MANY: Final = frozenset(
    {"peace", "round", "trilateral", "tripartite", "three", "four", "multilateral", "quadrilateral"}
)
_BETWEEN: Final = frozenset({"mediated", "mediating", "mediators", "mediation", "mediator", "brokered", "facilitators"})
_TWO: Final = frozenset({"with", "bilateral"})
_LEADERS: Final = frozenset({"leaders", "presidents", "heads"})
_BEHIND: Final = 4  # tokens behind "a meeting of" in which its people stand


def nameless(
    reading: Reading,
    frames: Sequence[Sequence[Frame]],
    events: Iterable[EventMention],
    known: Iterable[Occasion],
    body: Entity | None,
) -> Occasion | None:
    """The event of a report that names none in its lead, with its mentions; None if it tells of two who met.

    A summit is that of the `body` the text is about.
    """
    first = (reading.sentence_at[o.mentions[0].start] for o in known if o.mentions)
    if any(index < _LEAD for index in first):
        return None
    taken = {event for occasion in known for event in occasion.mentions}
    free = [e for e in events if e not in taken and e.subject is None and not e.edition]
    lead = [e for e in free if reading.sentence_at[e.start] < _LEAD and e.kind in ("talks", "summit", "conference")]
    if not lead or any(_of_two(reading, frames, event) for event in lead):
        return None
    leaders = [e for e in lead if e.kind == "summit" or _of_leaders(reading, e)]
    words = set(reading.lower[: reading.sentences[min(_LEAD, len(reading.sentences)) - 1].end])
    many = any(_MANY.intersection(_around(reading, event)) for event in lead) or _BETWEEN & words
    if not leaders and not many:
        return None
    kind = "summit" if leaders else "talks"
    named = (body or _only_body(reading)) if any(e.kind == "summit" for e in lead) else None
    occasion = Occasion(named or Entity("event", kind), kind)
    occasion.mentions.extend(e for e in free if e in lead or (not e.plural and e.definite and e.start > lead[0].start))
    return occasion


def _only_body(reading: Reading) -> Entity | None:
    """The one body that a text names, by its officers too."""
    bodies = sorted({m.name for m in reading.mentions if m.kind == "organisation" and m.form in BODIES})
    return Entity("organisation", bodies[0]) if len(bodies) == 1 else None


def _around(reading: Reading, event: EventMention) -> list[str]:
    return reading.lower[max(0, event.start - 2) : event.end + 1]


def _of_leaders(reading: Reading, event: EventMention) -> bool:
    behind = reading.lower[event.end : event.end + _BEHIND]
    return (behind[:1] == ["of"] and bool(_LEADERS.intersection(behind))) or is_of_leaders(
        reading, event.start, event.end, None
    )


def _of_two(reading: Reading, frames: Sequence[Sequence[Frame]], event: EventMention) -> bool:
    """Whether two are said to meet: "held talks with Y", "the two ministers met"."""
    if _TWO.intersection(reading.lower[event.start : event.end + 2]):
        return True
    return any(
        frame.sense in ("meet", "talk") and (event in frame.events or frame.start <= event.start < frame.end)
        and bool(frame.subjects) and bool(frame.actors("with", "between", ""))
        for frame in frames[reading.sentence_at[event.start]]
    )  # fmt: skip
