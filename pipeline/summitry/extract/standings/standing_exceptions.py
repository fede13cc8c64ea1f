"""Standings by exception: "all of SAARC minus A and B", "every state except C has joined", "everyone save D"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summitry.extract.people.antecedents import Reference
from summitry.extract.reading import Sentence
from summitry.extract.standings.standings import Ground, Standing, stand
from summitry.findings import Entity

_WHOLE: Final = frozenset({"all", "every", "everyone", "everybody"})
_REACH: Final = 10  # tokens between the word for the whole and the exception
_INSIDE: Final = frozenset({"belong", "belongs", "member", "members", "joined", "in", "inside", "part"})


def excepted(ground: Ground, sentence: Sentence, i: int) -> bool:
    """Whether the names that begin at token `i` are an exception from a whole named before."""
    lower = ground.reading.lower
    k = i - 1
    while k > sentence.start and lower[k] in ("the", "for", "from", "of"):
        k -= 1
    return lower[k] in ground.words["exceptions"] and bool(
        _WHOLE.intersection(lower[max(sentence.start, k - _REACH) : k])
    )


def standings_by_exception(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """What a sentence says of the states it takes out of a whole, and of those it adds."""
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end):
        if ground.actor(i) is None or lower[i - 1 : i] == [","] or not excepted(ground, sentence, i):
            continue
        plus = next((k for k in range(i, sentence.end) if lower[k] == "plus"), sentence.end)
        group = ground.states.group_from(i, plus)
        states = [s for s in ground.states_of(group) if s.kind == "country"]
        if not states or group[0].start != i:
            continue
        whole = next(k for k in range(i - 1, sentence.start - 1, -1) if lower[k] in _WHOLE)
        end = group[-1].end
        span = (whole, end)
        of = _member_body(ground, whole, i)
        if of is not None:
            yield from stand(states, "member", [of.entity], "asserted", span, "standing.except")
        other = ground.references.at.get(whole - 2) if lower[whole - 1] in (",", "(", "—", "–") else None
        if other is not None:
            yield from stand(states, "non_member", [other.entity], "asserted", span, "standing.except")
            yield from _added(ground, sentence, end, other)
        elif of is None and end >= sentence.end - 1:
            over = ground.references.over(sentence) if whole <= sentence.start + 1 else None
            bodies = [over.entity] if over is not None else []
            yield from stand(states, "non_member", bodies, "asserted", span, "standing.except")
        elif of is None:
            yield from _outside(ground, sentence, states, end, span)


def _member_body(ground: Ground, whole: int, end: int) -> Reference | None:
    """The body whose members are the whole ("all of SAARC", "all NATO members")."""
    lower = ground.reading.lower
    for k in range(whole + 1, end):
        reference = ground.references.at.get(k)
        if reference is not None and reference.form != "treaty":
            after = lower[reference.end : reference.end + 1]
            if lower[whole + 1] == "of" or after in (["members"], ["states"], ["countries"], ["nations"], ["allies"]):
                return reference
            return reference if "members" in lower[whole:k] else None
    return None


def _added(ground: Ground, sentence: Sentence, i: int, body: Reference) -> Iterator[Standing]:
    """ "... and plus Myanmar and Thailand": those are members."""
    plus = next((k for k in range(i, min(i + 4, sentence.end)) if ground.reading.lower[k] == "plus"), None)
    if plus is not None:
        group = ground.states.group_from(plus + 1, sentence.end)
        span = (plus, group[-1].end if group else plus + 1)
        yield from stand(ground.states_of(group), "member", [body.entity], "asserted", span, "standing.except")


def _outside(
    ground: Ground, sentence: Sentence, states: list[Entity], i: int, span: tuple[int, int]
) -> Iterator[Standing]:
    """ "All states of the region but A belong to B": A does not."""
    lower = ground.reading.lower
    clause = range(i, min(i + 10, sentence.end))
    said = [lower[k] for k in clause]
    if {"not", "n't", "will", "would", "may", "might", "could", "want", "wants"}.intersection(said):
        return
    body = next((r for k in clause if (r := ground.references.at.get(k)) is not None), None)
    if body is not None and body.form != "treaty" and _INSIDE.intersection(lower[i : body.start]):
        yield from stand(states, "non_member", [body.entity], "asserted", (span[0], body.end), "standing.except")
