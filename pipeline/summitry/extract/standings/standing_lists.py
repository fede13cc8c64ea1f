"""Standings that the layout states: lists under "Full members", "Mercosur (A, B and C)", "a pact between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_phrases import status_phrase
from summitry.extract.standings.standing_subjects import bodies
from summitry.extract.standings.standings import Ground, Standing, stand
from summitry.findings import Entity

_OPENING: Final = {"(": ")", "-": "-", "–": "–", "—": "—"}
_BESIDES: Final = frozenset({"besides", "beside", "beyond", "except", "apart", "outside", "alongside", "addition"})
# What a verb says of those listed under it.
_LISTED_AS: Final = {"join": "member", "leave": "left", "apply": "candidate", "ratify": "party", "sign": "signatory"}
_LABEL: Final = 8  # tokens of the label of an item
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}


def standings_in_lists(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings of a sentence that heads a list, or has one behind the name of a body."""
    yield from _under_heading(ground, sentence)
    yield from _under_verb(ground, sentence)
    yield from _under_name(ground, sentence)
    yield from _counted(ground, sentence)
    yield from _taken_up(ground, sentence)
    lower = ground.reading.lower
    for reference in ground.references.all:
        if (
            not sentence.start <= reference.start < sentence.end
            or reference.form in ("treaty", "court", "bank", "body")
            or reference.case
        ):
            continue
        end = reference.end
        if lower[end : end + 1] in ([":"], ["of"]) and reference.named:
            # "NATO: A, B and C.", "the Lublin Triangle of A, B and C"
            group = ground.states.group_from(end + 1, sentence.end)
            alone = lower[end] == "of" or (
                group and group[-1].end >= sentence.end - 1 and reference.start <= sentence.start + 1
            )
            if len(group) > 2 and group[0].start <= end + 2 and alone:
                span = (reference.start, group[-1].end)
                yield from stand(
                    ground.states_of(group), "member", [reference.entity], "asserted", span, "standing.aside"
                )
        if end + 2 < sentence.end and (close := _OPENING.get(lower[end])) is not None:
            group = ground.states.group_from(end + 1, sentence.end)
            stop = group[-1].end if group else end
            if len(group) > 1 and stop < sentence.end and lower[stop] == close:
                yield from stand(
                    ground.states_of(group),
                    "member",
                    [reference.entity],
                    "asserted",
                    (reference.start, stop),
                    "standing.aside",
                )
        elif lower[end : end + 1] == [","]:
            between = next(
                (
                    k
                    for k in range(end + 1, min(end + 9, sentence.end))
                    if lower[k] in ("between", "of") and ground.actor(k + 1) is not None
                ),
                None,
            )
            if (
                between is not None
                and lower[end + 1 : end + 2] in (["a"], ["an"], ["the"])
                and {"pact", "group", "grouping", "alliance", "bloc", "partnership", "club", "union"}
                & set(lower[end:between])
            ):
                group = ground.states.group_from(between + 1, sentence.end)
                if len(group) > 1:
                    yield from stand(
                        ground.states_of(group),
                        "member",
                        [reference.entity],
                        "asserted",
                        (reference.start, group[-1].end),
                        "standing.aside",
                    )


def _counted(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """ "The four older partners are A, B, C and D", "besides A there are three in B: C, D and E": as many as said."""
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end - 3):
        number = _NUMBERS.get(lower[i])
        if number is None:
            continue
        within = range(i + 1, min(i + 9, sentence.end - 1))
        opening = next((k for k in within if lower[k] in ("are", ":")), None)
        if opening is None:
            continue
        between = lower[i + 1 : opening]
        inside = next((r for k in within if k < opening and (r := ground.references.at.get(k)) is not None), None)
        partners = bool({"partners", "others"}.intersection(between[-1:])) and lower[i - 1] == "the"
        there = lower[i - 2 : i] == ["there", "are"] and (between[:1] == ["in"] or "members" in between)
        group = ground.states.group_from(opening + 1, sentence.end)
        states = ground.states_of(group)
        if lower[opening] == ":" and not states:
            states = _items(ground, sentence)
        if not (partners or there) or len(states) != number or any(s.kind != "country" for s in states):
            continue
        body = inside or ground.references.last(i)
        if body is None or body.form in ("treaty", "court", "bank", "body"):
            continue
        if there and lower[sentence.start] in ("besides", "beside"):
            states = [*ground.states_of(ground.states.group_from(sentence.start + 1, i)), *states]
        span = (i, group[-1].end if group else sentence.end)
        yield from stand(states, "member", [body.entity], "asserted", span, "standing.members")


def item_group(ground: Ground, item: Sentence) -> list[Actor]:
    """The states that open an item of a list, or stand behind its label ("Africa: Kenya, Togo")."""
    group = ground.states.group_from(item.start, item.end)
    if group:
        return group
    label = range(item.start, min(item.start + _LABEL, item.end - 1))
    colon = next((k for k in label if ground.reading.lower[k] == ":" or ground.actor(k) is not None), None)
    return ground.states.group_from(colon + 1, item.end) if colon and ground.reading.lower[colon] == ":" else []


def _taken_up(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """ "The bloc has nine dialogue partners. They include A and B": of the status named last."""
    lower = ground.reading.lower
    i = sentence.start
    if not sentence.index or lower[i] not in ("they", "these") or lower[i + 1] not in ("include", "are", "included"):
        return
    group = ground.states.group_from(i + 2, sentence.end)
    phrase = status_phrase(ground, ground.reading.sentences[sentence.index - 1])
    if phrase is None or not phrase.plural or phrase.negated or phrase.status == "none" or len(group) < 2:
        return
    span = (i, group[-1].end)
    yield from stand(ground.states_of(group), phrase.status, phrase.bodies, "asserted", span, "standing.members")


def _items(ground: Ground, sentence: Sentence) -> list[Entity]:
    """The states that the items of the list under a sentence begin with."""
    found: list[Entity] = []
    for other in ground.reading.sentences[sentence.index + 1 :]:
        if ground.reading.block(other).heading != sentence.block:
            break
        found += ground.states_of(ground.states.group_from(other.start, other.end)[:1])
    return found


def _under_name(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """A sentence that is a list of states alone, under a heading that is the name of a body alone."""
    reading = ground.reading
    heading = reading.block(sentence).heading
    group = ground.states.group_from(sentence.start, sentence.end)
    if heading is None or len(group) < 2 or group[-1].end < sentence.end - 1:
        return
    over = next((s for s in reading.sentences if s.block == heading), None)
    reference = ground.references.at.get(over.start) if over is not None else None
    if over is None or reference is None or reference.entity.kind != "organisation" or over.end - reference.end > 3:
        return
    if any(word.isalpha() for word in reading.lower[reference.end : over.end]):
        return
    span = (sentence.start, group[-1].end)
    yield from stand(ground.states_of(group), "member", [reference.entity], "asserted", span, "standing.list")


def _under_heading(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    reading, lower = ground.reading, ground.reading.lower
    if sentence.end - sentence.start > 30 or reading.lower[sentence.end - 1] in (".", "?", "!"):
        return
    upcoming = ground.next_sentence(sentence)
    if upcoming is None or upcoming.block == sentence.block:
        return
    phrase = status_phrase(ground, sentence)
    if phrase is None or not phrase.plural or phrase.status == "none" or phrase.negated:
        return
    if _BESIDES.intersection(lower[sentence.start : phrase.start]):
        return  # "Besides the EU states, the following are invited:"
    states: list[Entity] = []
    end, last = sentence.end, sentence.block
    for other in reading.sentences[sentence.index + 1 :]:
        block = reading.block(other)
        if block.heading != sentence.block:
            signed = _signed(ground, other) if states and other.block == last + 1 else []
            states += [s for s in ground.states_of(signed) if s not in states]
            end = signed[-1].end if signed else end
            break
        last = other.block
        group = item_group(ground, other)
        if not group or (block.kind != "list_item" and group[-1].end < other.end - 1):
            continue
        if len(group) > 1 and group[-1].end < other.end and lower[group[-1].end].isalpha():
            continue  # "A and B were invited to join"
        states += [s for s in ground.states_of(group) if s not in states]
        end = group[-1].end
    if states:
        yield from stand(states, phrase.status, phrase.bodies, "asserted", (sentence.start, end), "standing.list")


def _under_verb(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """ "The countries that have ratified the treaty are:" and a list."""
    lower = ground.reading.lower
    if lower[sentence.end - 1] != ":" or not ground.words["states"].intersection(lower[sentence.start : sentence.end]):
        return
    frame = next((f for f in ground.frames[sentence.index] if f.sense in _LISTED_AS), None)
    if frame is None or frame.voice.negated or frame.open or ground.actor(frame.clause[0] - 1) is not None:
        return
    treaty = frame.sense in ("ratify", "sign")
    found = bodies(frame, "", "of", "in", "from", "to", treaty=True if treaty else None)
    if not found:
        reference = ground.references.before(frame.start, treaty=treaty)
        found = [reference.entity] if reference is not None else []
    if treaty:
        found = [body for body in found if body.kind == "treaty"]
    status = _LISTED_AS[frame.sense]
    assertion = frame.voice.assertion or "asserted"
    if assertion == "planned":
        status = {"member": "joining", "left": "leaving"}.get(status, status)
    span = (sentence.start, sentence.end)
    yield from stand(_items(ground, sentence), status, found[:1], assertion, span, "standing.list")


def _signed(ground: Ground, item: Sentence) -> list[Actor]:
    """The state that is a last item with the full stop of the article and its byline behind ("Peru. (abc/def)")."""
    words = ground.reading.words
    group = ground.states.group_from(item.start, item.end)
    end = group[-1].end if group else item.end
    block = [s for s in ground.reading.sentences if s.block == item.block]
    behind = words[end : block[-1].end]
    bylined = behind[:2] == [".", "("] and behind[-1] in (")", ".") and len(behind) < _LABEL + 4
    return group if item == block[0] and (behind == ["."] or bylined) else []
