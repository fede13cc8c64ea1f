"""Events that a verb makes: "NATO leaders meet", "when the Group of Seven gathers", "leaders convened in Bishkek"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.events.event_bodies import GROUPS
from summitry.extract.events.events import EventMention
from summitry.extract.events.venues import Venues
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading
from summitry.findings import Entity

_LEADERS: Final = frozenset(
    [
        "leaders",
        "heads",
        "presidents",
        "countries",
        "members",
        "nations",
        "states",
        "allies",
        "chiefs",
        "rulers",
        "prime",
    ]
)
_TOP: Final = frozenset({"leaders", "heads", "presidents", "rulers"})
_STATES: Final = frozenset({"countries", "nations", "members", "states"})
_BELOW: Final = frozenset({"ministers", "diplomats", "officials", "envoys", "chiefs", "governors", "ambassadors"})
BODIES: Final = frozenset({"alliance", "forum", "union", "organisation", "body"})
_TITLE: Final = 4  # mentions that being named in the title is worth
_LEAD: Final = 4  # sentences in which a report says what it is about
_BEFORE: Final = 12  # tokens before the verb in which its subject stands
_AROUND: Final = 16  # tokens before an organisation in which those of it who meet are named
_SUBJECT: Final = 6  # tokens before a verb in which its plural subject stands
_GUESTS: Final = frozenset({"leaders", "heads", "presidents", "rulers", "chiefs"})
_TOGETHER: Final = frozenset({"call", "calls", "called", "calling", "bring", "brings", "brought", "bringing"})
_BEHIND_BODY: Final = frozenset(
    {"in", "on", "at", "this", "next", "from", "for", "together", "again", "tomorrow", "today", "later", "here", "to"}
)


def main_body(reading: Reading) -> Entity | None:
    """The organisation the text is about: the one named most, the first of equals, not only by its officers."""
    counts: dict[str, int] = {}
    itself: set[str] = set()
    officers = {i for title in reading.titles if not title.plural for i in range(title.np_start, title.end)}
    top = reading.sentences[0].end if reading.sentences else 0
    for mention in reading.mentions:
        if mention.kind == "organisation" and mention.form in BODIES and "Court" not in mention.name:
            heading = mention.start < top and counts.get(mention.name, 0) < _TITLE
            counts[mention.name] = counts.get(mention.name, 0) + (_TITLE if heading else 1)
            if mention.start not in officers:
                itself.add(mention.name)
    best = max((name for name in counts if name in itself), key=lambda name: counts[name], default=None)
    return Entity("organisation", best) if best is not None else None


def gatherings(
    reading: Reading, frames: Sequence[Sequence[Frame]], events: Sequence[EventMention], venues: Venues
) -> Iterator[EventMention]:
    """The mentions made by verbs of gathering whose subject is an organisation, its leaders or its ministers."""
    for group in frames:
        for frame in group:
            if frame.sense in ("host", "welcome", "call_together"):
                hosted = _of_host(reading, frame, events)
                if hosted is not None:
                    yield hosted
                continue
            talks = [e for e in frame.events if e.weak and e.subject is None and e.start - frame.end < 3]
            held = frame.sense == "event_held" and bool(talks)
            if (frame.sense != "gather" and not held) or frame.voice.negated or frame.form in ("noun", "owned"):
                continue
            found = (
                _of_body(reading, frame, events)
                or _again(reading, frame, events)
                or _of_leaders(reading, frame, events, venues)
            )
            if found is not None:
                yield found


def _of_body(reading: Reading, frame: Frame, events: Sequence[EventMention]) -> EventMention | None:
    inside = {i for e in events for i in range(e.start, e.end) if e.start >= frame.sentence.start}
    if any(e.subject is not None and frame.end <= e.start < frame.sentence.end for e in events):
        return None  # "UNITED NATIONS - Leaders gather for the General Assembly"
    for i in range(frame.start - 1, max(frame.sentence.start, frame.start - _BEFORE) - 1, -1):
        mention = reading.mention_at[i]
        if reading.name_at[i] is not None or i in inside:
            return None
        around = set(reading.lower[max(frame.sentence.start, i - _AROUND) : frame.start])
        if reading.lower[i] in GROUPS and reading.lower[i - 2 : i] == ["of", "the"] and around & _BELOW:
            body = main_body(reading)  # "foreign ministers of the grouping will meet"
            return _mention(frame, body, below="prime" not in around) if body is not None else None
        if mention is None or mention.kind != "organisation" or mention.start != i:
            continue
        subject = Entity("organisation", mention.name)
        titles = [reading.title_at[k] for k in range(i, frame.start)]
        one = any(title is not None and not title.plural for title in titles)
        named = any(e.subject == subject for e in events if frame.sentence.start <= e.start < frame.sentence.end)
        below = bool(around & _BELOW) and "prime" not in around
        gathers = mention.form == "forum" or reading.lower[frame.start].startswith("gather")
        if one or named or not (below or around & _LEADERS or gathers):
            return None
        return _mention(frame, subject, below=below)
    return None


def _again(reading: Reading, frame: Frame, events: Sequence[EventMention]) -> EventMention | None:
    """ "The eight countries will meet again on October 5": the next of the events named last."""
    before = reading.lower[max(frame.sentence.start, frame.start - _SUBJECT) : frame.start]
    many = (_STATES | _TOP | _BELOW).intersection(before) and not {"two", "both", "their"}.intersection(before)
    if "again" not in reading.lower[frame.end : frame.end + 2] or frame.voice.assertion != "planned" or not many:
        return None
    last = next((e for e in reversed(events) if e.start < frame.start and e.subject is not None), None)
    if last is None or last.subject is None or last.subject.kind != "organisation":
        return None
    made = _mention(frame, last.subject, below=last.ministers)
    return replace(made, kind=last.kind, edition="next")


def _of_host(reading: Reading, frame: Frame, events: Sequence[EventMention]) -> EventMention | None:
    """ "called the 16-nation SADC together", "receives the leaders of BIMSTEC", "rolls out the carpet for ASEAN" """
    if frame.voice.negated or frame.form in ("noun", "owned", "passive"):
        return None
    stop = min(frame.end + 12, frame.sentence.end)
    if any(frame.end <= e.start < stop for e in events):
        return None
    body = next(
        (
            m
            for i in range(frame.end, stop)
            if (m := reading.mention_at[i]) is not None and m.kind == "organisation" and m.form in BODIES
        ),
        None,
    )
    if body is None or any(reading.name_at[i] is not None for i in range(frame.end, body.start)):
        return None
    around = reading.lower[frame.end : min(body.end + 3, stop)]
    titled = any((title := reading.title_at[i]) is not None and not title.plural for i in range(frame.end, body.end))
    word = reading.lower[frame.start]
    after = reading.lower[body.end : body.end + 1]
    bare = body.start - frame.end < 3 and (not after or after[0] in _BEHIND_BODY or not after[0].isalnum())
    if titled or not reading.words[frame.start][:1].islower():
        return None
    if word in _TOGETHER:
        fits = "together" in reading.lower[body.end : min(body.end + 8, frame.sentence.end)]
    elif frame.sense == "call_together":
        fits = bare or bool(_GUESTS.intersection(around))
    elif frame.sense == "welcome":
        fits = bool(_GUESTS.intersection(around)) and "of" not in reading.lower[body.end : body.end + 1]
    else:
        fits = bool(_GUESTS.intersection(around)) or (bare and body.form == "forum")
    return _mention(frame, Entity("organisation", body.name), below=False) if fits else None


def _of_leaders(reading: Reading, frame: Frame, events: Sequence[EventMention], venues: Venues) -> EventMention | None:
    """ "when leaders convened in Bishkek": of the organisation the text is about."""
    before = reading.lower[max(frame.sentence.start, frame.start - 8) : frame.start]
    opening = reading.lower[max(frame.sentence.start, frame.start - _BEFORE) : frame.start]
    counted = bool(_STATES.intersection(opening)) and frame.sentence.index < _LEAD
    if not (counted or _TOP.intersection(before)) or any(
        frame.sentence.start <= e.start < frame.sentence.end and e.subject is not None for e in events
    ):
        return None
    if any(reading.name_at[i] is not None for i in range(max(frame.sentence.start, frame.start - 8), frame.start)):
        return None
    body = _headed(reading, frame, events) or main_body(reading)
    made = _mention(frame, body, below=False) if body is not None else None
    return made if made is not None and venues.of(made) is not None else None


def _headed(reading: Reading, frame: Frame, events: Sequence[EventMention]) -> Entity | None:
    """The organisation whose event the heading and the lead name."""
    for event in events:
        if event.subject is not None and event.start < frame.start and reading.sentence_at[event.start] < _LEAD:
            return event.subject if event.kind == "summit" else None
    return None


def _mention(frame: Frame, subject: Entity, *, below: bool) -> EventMention:
    kind = "talks" if below else "summit"
    return EventMention(frame.start, frame.end, frame.start, kind, subject, ministers=below)
