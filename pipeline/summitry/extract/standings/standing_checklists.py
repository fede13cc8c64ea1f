"""Standings that headings put over a list: "Who is in the CSTO?", "OUT" in a checklist, "Not in the EU: A and B".

A checklist is about one country, or one body, that its title names; the items name the others, and the heading over
them says how they stand ("IN", "OUT", "Suspended").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_lists import item_group
from summitry.extract.standings.standings import NEGATIONS, Ground, Standing, stand
from summitry.findings import Entity

_ASKING: Final = frozenset({"who", "which", "what"})
_LONGEST: Final = 14  # tokens of a heading
_LABEL: Final = frozenset({"in", "inside", "not", "outside", "also", "still"})
_JOINS: Final = frozenset({",", "and", "the", "&", "*", "**", "-"})
_STATES: Final = frozenset({"countries", "states", "nations", "are", "is", "'s", "’s", "members", "has", "have"})


def standings_of_checklists(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings that a heading, or a label before a colon, gives to what is listed behind it."""
    yield from _labelled(ground, sentence)
    following = ground.next_sentence(sentence)
    if sentence.end - sentence.start > _LONGEST or following is None or following.block == sentence.block:
        return
    asked = _asked(ground, sentence)
    if asked is not None:
        states, end = _listed(ground, sentence)
        yield from stand(states, asked[0], [asked[1]], "asserted", (sentence.start, end), "standing.list")
        return
    status = ground.words.verdicts.get(_plain(ground, sentence))
    if status is not None:
        yield from _checked(ground, sentence, status)


def _plain(ground: Ground, sentence: Sentence) -> tuple[str, ...]:
    return tuple(w for w in ground.reading.lower[sentence.start : sentence.end] if w[:1].isalnum())


def _asked(ground: Ground, sentence: Sentence) -> tuple[str, Entity] | None:
    """The status that a question asks after ("Which countries are in BRICS?"), and the body."""
    lower = ground.reading.lower[sentence.start : sentence.end]
    if lower[-1] != "?" or lower[0] not in _ASKING or lower[1] not in _STATES or NEGATIONS.intersection(lower):
        return None
    inside = [r for r in ground.references.all if sentence.start <= r.start < sentence.end]
    if len({r.entity for r in inside}) > 1 or any(r.entity.kind == "treaty" for r in inside):
        return None
    after = ground.reading.lower[inside[0].end] if inside else "?"
    if after not in ("?", "member", "members", "and", "today", "now"):
        return None
    body = inside[0] if inside else ground.references.before(sentence.start)
    status = next((ground.words.asked[w] for w in lower if w in ground.words.asked), None)
    return (status, body.entity) if status is not None and body is not None else None


def _listed(ground: Ground, sentence: Sentence) -> tuple[list[Entity], int]:
    """The states listed under a heading: at the head of list items, or as a sentence that is nothing else."""
    states: list[Entity] = []
    end = sentence.end
    for other in ground.reading.sentences[sentence.index + 1 :]:
        block = ground.reading.block(other)
        if block.heading != sentence.block:
            break
        group = item_group(ground, other)
        alone = bool(group) and len(group) > 1 and group[-1].end >= other.end - 1
        if not group or not (alone or (block.kind == "list_item" and _opens(ground, other))):
            continue
        states += [s for s in ground.states_of(group) if s not in states]
        end = group[-1].end
    return states, end


def _opens(ground: Ground, sentence: Sentence) -> bool:
    return sentence.index == 0 or ground.reading.sentences[sentence.index - 1].block != sentence.block


def _checked(ground: Ground, sentence: Sentence, status: str) -> Iterator[Standing]:
    """The items under the heading of a checklist, towards the one country or body its title names."""
    reading = ground.reading
    title = [s for s in reading.sentences if s.block == reading.sentences[0].block]
    named = [a for s in title for i in range(s.start, s.end) if (a := ground.actor(i)) is not None and a.start == i]
    countries = list(dict.fromkeys(ground.states_of(a for a in named if a.kind == "country")))
    bodies = list(dict.fromkeys(a.entity for a in named if a.kind == "organisation" and a.entity is not None))
    if sentence.block == reading.sentences[0].block or len(countries) + len(bodies) != 1:
        return
    for other in reading.sentences[sentence.index + 1 :]:
        if reading.block(other).heading != sentence.block:
            break
        if not _opens(ground, other):
            continue
        if countries:
            found, end = _opening_bodies(ground, other)
            yield from stand(countries, status, found, "asserted", (other.start, end), "standing.checklist")
        else:
            group = ground.states.group_from(other.start, other.end)
            end = group[-1].end if group else other.end
            states = ground.states_of(group)
            yield from stand(states, status, bodies, "asserted", (other.start, end), "standing.checklist")


def _opening_bodies(ground: Ground, sentence: Sentence) -> tuple[list[Entity], int]:
    """The bodies that open an item, when nothing else stands before its first full stop or colon."""
    found: list[Entity] = []
    i = sentence.start
    while i < sentence.end and ground.reading.lower[i] not in (".", ":", "—", "–"):
        reference = ground.references.at.get(i)
        if reference is not None and reference.named and not reference.case:
            found.append(reference.entity)
            i = reference.end
        elif ground.reading.lower[i] in _JOINS:
            i += 1
        else:
            return [], i
    return [body for body in found if body.kind == "organisation"], i


def _labelled(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """ "Not in the EU, but in Schengen all the same: A and B." """
    lower = ground.reading.lower
    if lower[sentence.start] not in _LABEL:
        return
    colon = next((k for k in range(sentence.start, min(sentence.start + 14, sentence.end)) if lower[k] == ":"), None)
    group = ground.states.group_from(colon + 1, sentence.end) if colon is not None else []
    if colon is None or not group:
        return
    for reference in ground.references.all:
        if not sentence.start < reference.start < colon or reference.entity.kind != "organisation":
            continue
        k = reference.start - 1 if lower[reference.start - 1] != "the" else reference.start - 2
        outside = lower[k] == "outside" or lower[k - 1] in NEGATIONS
        if lower[k] in ("in", "inside", "outside"):
            status = "non_member" if outside else "member"
            span = (sentence.start, group[-1].end)
            yield from stand(ground.states_of(group), status, [reference.entity], "asserted", span, "standing.list")
