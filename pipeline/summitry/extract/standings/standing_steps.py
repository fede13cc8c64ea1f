"""Standings that nouns of a step state: "Kosovo's bid to join", "the suspension of Niger from"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_labels import is_of_label, label_of
from summitry.extract.standings.standings import Ground, Standing, stand
from summitry.findings import Entity

# Before the body of a step; "talks in March when U.N. officials said" is not about the UN.
_TO: Final = frozenset(
    {"of", "to", "from", "into", "in", "with", "for", "at", "by", "join", "joining", "enter", "entering", "within"}
    | {"leave", "leaving", "become", "a", "an", "full", "rejoin", "rejoining", "ratify", "on", "as", "new", "its"}
)
_SINCE: Final = frozenset({"after", "following", "since"})  # behind an announcement they tell of something else
# Verbs whose subject takes the step that is their object.
_DOERS: Final = {
    "apply": frozenset(
        {"submitted", "submits", "submit", "lodged", "lodge", "lodges", "filed", "files", "file", "made", "presented"}
        | {"handed", "tabled", "sent", "renewed", "launched", "submitting", "filing"}
    ),
    "join": frozenset({"negotiating", "approved", "ratified", "completed", "finalised", "finalized"}),
    "leave": frozenset({"announced", "completed", "confirmed", "declared", "finalised", "finalized", "began"}),
    "ratify": frozenset({"completed", "approved"}),
}
_BETWEEN: Final = frozenset(
    {
        "is",
        "are",
        "still",
        "has",
        "have",
        "had",
        "also",
        "formally",
        "officially",
        "already",
        "first",
        "then",
        "later",
        "recently",
    }
)
_MONTHS: Final = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_TALKS: Final = ("talks", "negotiations", "process", "discussions")


def standings_of_steps(ground: Ground, sentence: Sentence) -> Iterator[Standing]:
    """The standings of one sentence that nouns of a step state."""
    lower = ground.reading.lower
    i = sentence.start
    while i < sentence.end:
        entry = None
        if ground.actor(i) is None:
            entry = next(
                (e for e in ground.words.steps.get(lower[i], ()) if tuple(lower[i : i + len(e[0])]) == e[0]), None
            )
        if entry is None:
            i += 1
            continue
        if not ground.is_open(sentence, i):
            yield from _step(ground, sentence, i, i + len(entry[0]), entry[1])
        i += len(entry[0])


def _step(ground: Ground, sentence: Sentence, start: int, end: int, sense: str) -> Iterator[Standing]:
    lower, words = ground.reading.lower, ground.words
    states, first = _owners(ground, sentence, start)
    treaty = sense in ("ratify", "sign")
    bodies: list[Entity] = []
    k = start - 1
    while k >= sentence.start and (
        lower[k] in words["neutral"] - {"and", "of"} or lower[k] in ("membership", "immediate", "formal", "swift")
    ):
        k -= 1
    reference = ground.references.at.get(k)
    if reference is not None and not treaty:
        bodies = [reference.entity]
        if not states:
            states, first = _owners(ground, sentence, reference.start)
    i = end
    owned = False
    while i < min(end + 12, sentence.end) and lower[i] not in (";", ",", "."):
        actor = ground.actor(i)
        if actor is None:
            i += 1
            continue
        preposition = lower[actor.start - 1] if lower[actor.start - 1] != "the" else lower[actor.start - 2]
        reference = ground.references.at.get(i)
        if reference is not None:
            if not bodies and not reference.case and preposition in _TO:
                bodies = [reference.entity]
            i = reference.end
            continue
        owned = owned or (actor.case and preposition == "with")
        if (
            not states
            and actor.kind == "country"
            and (
                preposition in ("of", "with", "for", "by")
                or owned
                or (sense == "apply" and preposition == "from")
                or (preposition == ":" and lower[end] == "with")
            )
            and not actor.case
        ):
            states = ground.states_of(ground.states.group_from(i, sentence.end))
        i = actor.end
    if (
        not states
        and sense == "apply"
        and lower[end - 1] in _TALKS
        and lower[start - 1] in ("begin", "start", "open", "began", "opened", "started", "launch", "formal")
    ):
        subject = next((a for j in range(sentence.start, start) if (a := ground.actor(j)) is not None), None)
        if lower[end] == "with" and bodies and (subject is None or subject.kind != "country"):
            # "Turkey, which is to begin membership talks with the bloc"
            subject = next(
                (a for j in range(start - 1, sentence.start, -1) if (a := ground.actor(j)) is not None), None
            )
        subject = subject if subject is not None and subject.kind == "country" else None
        states = ground.states_of([subject]) if subject is not None else []
    if not states and sense in _DOERS:
        states = _doers(ground, sentence, start, sense)
    if not states and sense == "apply":
        states = _labelled(ground, sentence, start)
    if (
        sense == "apply"
        and lower[end : end + 1] == ["to"]
        and lower[end + 1 : end + 2] not in (["join"], ["become"], ["enter"], ["be"])
        and not (states and any(ground.references.at.get(k) for k in (end + 1, end + 1 + (lower[end + 1] == "the"))))
    ):
        return
    took = (
        "took" in lower[end : end + 8]
        or "approved" in lower[end : end + 8]
        or bool(words["done"].intersection(lower[max(sentence.start, start - 3) : start]))
    )
    explicit = lower[start] in ground.words["needs_body"] and "from" not in lower[end : end + 2]
    named = {"membership", "observer", "accession", "membership.", "partner"}.intersection(
        lower[start : min(end + 18, sentence.end)]
    )
    if not bodies and not treaty and sense == "apply" and states and named:
        found = ground.references.before(start)
        bodies = [found.entity] if found is not None else []
    if not bodies and not treaty and (lower[start] not in ground.words["needs_body"] or (took and explicit)):
        found = ground.references.before(start)
        bodies = [found.entity] if found is not None else []
    if treaty:
        bodies = [b for b in bodies if b.kind == "treaty"]
    if not states or not bodies:
        return
    around = (
        lower[max(sentence.start, (first if first is not None else start) - 5) : start],
        lower[end : min(sentence.end, end + 14)],
    )
    status = _status(ground, sense, lower[end - 1], *around, bodies[0].kind == "treaty")
    if status is not None:
        span = (first if first is not None and first < start else start, i)
        yield from stand(states, status[0], bodies[:1], status[1], span, f"standing.{sense}_noun")


def _doers(ground: Ground, sentence: Sentence, start: int, sense: str) -> list[Entity]:
    """Who takes the step: "it submitted a membership application", "A's parliament approved accession to"."""
    lower = ground.reading.lower
    verb = next((k for k in range(start - 1, max(sentence.start, start - 8), -1) if lower[k] in _DOERS[sense]), None)
    if verb is None or any(lower[k] in (",", "for", "on", "that") for k in range(verb, start)):
        return []
    k = verb - 1
    while k > sentence.start and lower[k] in _BETWEEN:
        k -= 1
    if lower[k] != "it":
        while k > sentence.start and ground.actor(k) is None and (lower[k] in _MONTHS or lower[k] in ("in", "on")):
            k -= 1
        return ground.states_of(ground.states.group_to(k, sentence.start))
    label = label_of(ground, sentence)
    previous = ground.reading.sentences[max(0, sentence.index - 1)]
    near = (ground.actor(j) for j in range(previous.start, min(previous.start + 3, previous.end)))
    opening = next((a for a in near if a is not None), None)
    found = label or (opening if opening is not None and opening.kind == "country" and not opening.case else None)
    return ground.states_of([found] if found is not None else [])


def _labelled(ground: Ground, sentence: Sentence, start: int) -> list[Entity]:
    """The state of a factbox entry ("SERBIA: Accession talks opened in 2014")."""
    label = label_of(ground, sentence)
    return ground.states_of([label]) if label is not None and is_of_label(ground, sentence, label, start) else []


def _owners(ground: Ground, sentence: Sentence, start: int) -> tuple[list[Entity], int | None]:
    """Whose step it is: the possessor before it, or the subject that "its" and "their" stand for."""
    lower = ground.reading.lower
    for k in range(start - 1, max(sentence.start - 1, start - 6), -1):
        actor = ground.actor(k)
        if actor is not None and actor.case and actor.kind != "organisation":
            return ground.states_of(ground.states.group_to(k, sentence.start)), actor.start
        if lower[k] in ("its", "their"):
            for j in range(k - 1, sentence.start - 1, -1):
                owner = ground.actor(j)
                if owner is not None and owner.kind == "country" and not owner.case:
                    group = ground.states.group_to(j, sentence.start)
                    return ground.states_of(group if lower[k] == "their" else group[-1:]), group[
                        0
                    ].start if group else None
            behind = next(
                (a for j in range(start, sentence.end) if (a := ground.actor(j)) is not None and a.kind == "country"),
                None,
            )
            return (ground.states_of([behind]) if behind is not None else []), k
        if (actor is not None and actor.kind != "organisation") or lower[k] in (",", "of", "for", ";", "in", "and"):
            break
    return [], None


def _status(
    ground: Ground, sense: str, noun: str, before: list[str], after: list[str], of_treaty: bool
) -> tuple[str, str] | None:
    words = ground.words
    lead, rest = set(before), set(after)
    if lead & words["undone"] and sense != "leave":
        return None
    if sense == "suspend" and any(
        a in ("was", "were", "been", "is", "be") and b in words["undone"] for a, b in pairwise(after)
    ):
        return None
    modal = {"will", "would", "could", "may", "might", "if", "possible"} & (lead | set(after[-6:]))
    if sense == "suspend":
        return ("suspended", "possible" if {"could", "may", "might", "threatened"} & lead else "asserted")
    if sense == "expel":
        return ("left", "asserted") if not modal and not words["threats"] & lead else None
    if sense == "leave":
        if words["threats"] & lead:
            return "leaving", "possible"
        if words["done"] & lead or (words["done"] - _SINCE) & rest or "took" in rest:
            return "left", "asserted"
        return (
            ("leaving", "planned")
            if words["announced"] & lead
            else ("left", "asserted")
            if not modal
            else ("leaving", "planned")
        )
    if sense == "join":
        if words["approved"] & lead or "approved" in rest or "negotiating" in lead:
            return "joining", "asserted"
        if words["done"] & lead or {"completed", "took", "finalised", "finalized"} & rest:
            return "member", "asserted"
        return ("party", "asserted") if of_treaty and not modal and not lead & words["wishes"] else None
    if sense == "apply":
        opened = (
            noun in _TALKS
            and {"open", "opened", "opens", "opening", "start", "begin", "launch"} & lead
            and {"decided", "agreed", "approved", "decision", "to"} & lead
        )
        return ("joining", "asserted") if opened and "open" in lead else ("candidate", "asserted")
    if sense == "ratify":
        return None if lead & words["wishes"] or modal else ("party", "asserted")
    return None if modal else ("signatory", "asserted")
