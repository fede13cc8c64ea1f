"""Brings findings of one fact together, with all their evidence, and ties participations to their events.

A finding that leaves open what another one says (a role without the country, an event without the place) is that one,
and an office held in a stated tenure is not held besides as an incumbent. Two summits of one organisation or two
meetings of one pair stay apart when their cities or days differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any, Final, TypeVar

from summitry.findings import Entity, Evidence, Finding
from summitry.vocabulary import EVENT_KINDS

_DETAILS: Final = (
    "title", "reason", "delegate", "date", "since", "city", "place", "date_text", "start", "end"
)  # fmt: skip
_HAPPENINGS: Final = ("event", "meeting", "visit")
_INCUMBENT: Final = "incumbent"
_T = TypeVar("_T")
# What the name of an event says of its kind, for an event that is only named as something to take part in.
_KIND_WORDS: Final = (
    ("summit", r"\bsummit\b"),
    ("session", r"\b(session|assembly|council)\b"),
    ("talks", r"\b(talks|dialogue|negotiations)\b"),
    ("ceremony", r"\b(ceremony|day|funeral|inauguration|parade|coronation|celebrations?|anniversary)\b"),
)


@dataclass(frozen=True)
class Fact:
    """One fact: the finding that first states it, with the details of the others, and all the evidence in order.

    `event` is the index of the event that a participation is at.
    """

    finding: Finding
    evidence: tuple[Evidence, ...]
    event: int | None = None

    @property
    def first(self) -> int:
        return self.evidence[0].start


@dataclass(frozen=True)
class Facts:
    """The facts of an article in order of the text: `events` (events, meetings, visits) and `statuses` (all others)."""

    events: tuple[Fact, ...]
    statuses: tuple[Fact, ...]


def consolidate(findings: Iterable[Finding]) -> Facts:
    """Merge findings into facts. The order of `findings` does not matter."""
    ordered = _sorted(findings, _place, _position)
    events = _absorb_open_events(_clusters([f for f in ordered if f.predicate in _HAPPENINGS]))
    parts = [f for f in ordered if f.predicate == "participation"]
    events += [_implied(group) for group in _orphans(parts, events)]
    events = _in_order(events)
    statuses = _groups([f for f in ordered if f.predicate not in (*_HAPPENINGS, "participation")])
    roles = _absorb_roles([fact for fact in statuses if fact.finding.predicate == "role"])
    tied = _groups(parts, lambda finding: _nearest(finding, events))
    statuses = [fact for fact in statuses if fact.finding.predicate != "role"] + roles + tied
    return Facts(tuple(events), tuple(_in_order(statuses)))


def sides(finding: Finding) -> tuple[Entity, ...]:
    """Give the entities that a fact is about, those of a meeting in an order of their own."""
    named = [entity for entity in (finding.subject, finding.object) if entity is not None]
    return tuple(sorted(named) if finding.predicate == "meeting" else named)


def is_kind(name: str) -> bool:
    """Say whether an event's name is no name but its kind."""
    return name in EVENT_KINDS


def _position(finding: Finding) -> tuple[object, ...]:
    """Order by place in the text; findings of one place by what they say, so that no order of arrival shows."""
    evidence = finding.evidence
    told = tuple(repr(getattr(finding, field.name)) for field in fields(finding))
    return (evidence.start, evidence.end, told)


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.evidence.start, finding.evidence.end)


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return _sorted(
        facts, lambda fact: (fact.first, _place(fact.finding)), lambda fact: (fact.first, _position(fact.finding))
    )


def _sorted(items: Iterable[_T], first: Callable[[_T], Any], whole: Callable[[_T], Any]) -> list[_T]:
    """Sort by `whole`, a key that begins as the cheap key `first` and is made only where that one leaves a tie."""
    ordered: list[_T] = []
    for _, group in groupby(sorted(items, key=first), key=first):
        same = list(group)
        ordered.extend(sorted(same, key=whole) if len(same) > 1 else same)
    return ordered


def _identity(finding: Finding) -> tuple[object, ...]:
    both = sides(finding)
    who = both if finding.predicate == "meeting" else (finding.subject, finding.object)
    return (finding.predicate, who, finding.value, finding.tenure, finding.assertion)


def _merge(findings: Sequence[Finding], event: int | None = None) -> Fact:
    details: dict[str, Any] = {
        name: next((v for f in findings if (v := getattr(f, name)) is not None), None) for name in _DETAILS
    }
    evidence = tuple(sorted({finding.evidence for finding in findings}))
    return Fact(replace(findings[0], **details), evidence, event)


def _join(into: Fact, other: Fact) -> Fact:
    evidence = tuple(sorted({*into.evidence, *other.evidence}))
    return Fact(_with_details(into.finding, other.finding), evidence, into.event)


def _groups(findings: Iterable[Finding], event_of: Callable[[Finding], int | None] = lambda _: None) -> list[Fact]:
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((_identity(finding), event_of(finding)), []).append(finding)
    return [_merge(group, event) for (_, event), group in groups.items() if event is None or isinstance(event, int)]


def _clusters(findings: Iterable[Finding]) -> list[Fact]:
    """Merge the findings of one happening: equal facts whose cities and days do not differ."""
    clusters: dict[tuple[object, ...], list[tuple[Finding, list[Finding]]]] = {}
    for finding in findings:
        facts = clusters.setdefault(_identity(finding), [])
        for index, (told, members) in enumerate(facts):
            if _compatible(told, finding):
                members.append(finding)
                facts[index] = (_with_details(told, finding), members)
                break
        else:
            facts.append((finding, [finding]))
    return [_merge(members) for facts in clusters.values() for _, members in facts]


def _with_details(told: Finding, other: Finding) -> Finding:
    """Give `told` with the details that only `other` states; itself where there are none."""
    added = {name: v for name in _DETAILS if getattr(told, name) is None and (v := getattr(other, name)) is not None}
    return replace(told, **added) if added else told


def _compatible(one: Finding, other: Finding) -> bool:
    if one.city and other.city and one.city.casefold() != other.city.casefold():
        return False
    if one.start and other.start:
        return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)
    if one.predicate == "event":  # a summit is named by its days now one way, now another
        return True
    days = [(finding.date or finding.date_text or "").casefold() for finding in (one, other)]
    return not all(days) or days[0] == days[1]


def _absorb(
    facts: Iterable[Fact], kin: Callable[[Finding], object], target: Callable[[Finding, list[Fact]], Fact | None]
) -> list[Fact]:
    """Join each fact for which `target` finds another one among its kin into that one."""
    families: dict[object, list[Fact]] = {}
    for fact in facts:
        families.setdefault(kin(fact.finding), []).append(fact)
    joined: list[Fact] = []
    for members in families.values():
        kept = dict(enumerate(members))
        for index in range(len(members)):
            fact = kept.pop(index)
            goal = target(fact.finding, list(kept.values()))
            if goal is None:
                kept[index] = fact
                continue
            into = next(place for place, other in kept.items() if other is goal)
            kept[into] = _join(goal, fact)
        joined += [kept[index] for index in sorted(kept)]
    return joined


def _absorb_open_events(facts: list[Fact]) -> list[Fact]:
    def kin(finding: Finding) -> object:
        is_event = finding.predicate == "event"
        return _identity(replace(finding, object=None) if is_event else finding)

    def placed(finding: Finding, others: list[Fact]) -> Fact | None:
        if finding.predicate != "event" or finding.object is not None:
            return None
        known = [other for other in others if other.finding.object and _compatible(other.finding, finding)]
        return known[0] if len(known) == 1 else None

    return _absorb(facts, kin, placed)


def _absorb_roles(facts: list[Fact]) -> list[Fact]:
    served: dict[tuple[Entity, str], set[Entity]] = {}
    for fact in facts:
        if fact.finding.object is not None:
            served.setdefault((fact.finding.subject, fact.finding.value), set()).add(fact.finding.object)

    def placed(fact: Fact) -> Fact:
        known = served.get((fact.finding.subject, fact.finding.value), set())
        if fact.finding.object is not None or len(known) != 1:
            return fact
        return replace(fact, finding=replace(fact.finding, object=next(iter(known))))

    def office(finding: Finding) -> object:
        return (finding.subject, finding.value, finding.object)

    def stated(finding: Finding, others: list[Fact]) -> Fact | None:
        same = next((other for other in others if other.finding.tenure == finding.tenure), None)
        if same is not None or finding.tenure != _INCUMBENT:
            return same
        return next((other for other in others if other.finding.tenure != _INCUMBENT), None)

    return _absorb([placed(fact) for fact in facts], office, stated)


def _candidates(part: Finding, events: Sequence[Fact]) -> list[int]:
    """Give the events that the object of a participation can mean: those of its name, else those of its kind."""
    if part.object is None:
        return []
    name = part.object.name
    named = [i for i, e in enumerate(events) if e.finding.predicate == "event" and e.finding.subject.name == name]
    if named or not is_kind(name):
        return named
    return [
        index
        for index, event in enumerate(events)
        if event.finding.predicate == "event" and event.finding.value == name and _is_unnamed(event.finding.subject)
    ]


def _is_unnamed(subject: Entity) -> bool:
    return subject.kind == "country" or is_kind(subject.name) or bool(re.fullmatch(r"[A-Z]{2}(\+.+)+", subject.name))


def _nearest(part: Finding, events: Sequence[Fact]) -> int | None:
    """Choose the event of a participation: of its sentence, else of its assertion, else the nearest in the text."""

    def distance(index: int) -> tuple[bool, bool, int, int]:
        event = events[index]
        same_sentence = any(piece.sentence == part.evidence.sentence for piece in event.evidence)
        away = min(abs(piece.start - part.evidence.start) for piece in event.evidence)
        return (not same_sentence, event.finding.assertion != part.assertion, away, index)

    return min(_candidates(part, events), key=distance, default=None)


def _orphans(parts: Iterable[Finding], events: Sequence[Fact]) -> list[list[Finding]]:
    """Gather the participations at an event that only they name."""
    groups: dict[str, list[Finding]] = {}
    for part in parts:
        if part.object is not None and part.object.kind == "event" and not _candidates(part, events):
            groups.setdefault(part.object.name, []).append(part)
    return list(groups.values())


def _implied(parts: Sequence[Finding]) -> Fact:
    """Give the event that participations imply: who takes part in a named event says that there is one."""
    first = parts[0]
    assert first.object is not None
    name = first.object.name
    known = name if is_kind(name) else "talks" if _is_unnamed(first.object) else None
    guess = next((kind for kind, words in _KIND_WORDS if re.search(words, name.casefold())), "conference")
    finding = Finding("event", first.object, known or guess, None, first.evidence, assertion=first.assertion)
    return Fact(finding, tuple(sorted({part.evidence for part in parts})))
