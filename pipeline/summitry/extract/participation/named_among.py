"""Some of unnamed people by name: "including A and B", "among them C", "leaders who came include D", "except E".

What a sentence says of the leaders or countries holds of those whom it names behind such a word; a sentence that only
names some ("They include A and B") goes on with what the one before it said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.language.listing import group_before, listed, sure
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.lexicon import Cues

_INCLUDE: Final = frozenset({"include", "includes", "included"})
_MARKS: Final = frozenset({":", "--", "—", "–"})
_EXCEPT: Final = frozenset({"except", "barring"})
_BE: Final = frozenset({"are", "were", "is", "was"})
_GO_ON: Final = frozenset({"they", "these", "those", "others", "them"})
_GUESTS: Final = frozenset({"mourners", "guests", "dignitaries", "attendees"})
_STATES: Final = frozenset({"countries", "nations", "states", "members", "governments", "delegations"})
_COPULA: Final = _BE | {"be", "been", "has", "have", "had", "will", "also", "to", "expected", "due", "set", "would"}
_TO_EVENT: Final = 24  # tokens from "among" to the event
_CLAUSES: Final = frozenset({"who", "that", "which", "when", "said", ";", "invited"})
_BEHIND: Final = 9  # tokens from "among the leaders" to what they do
_LISTED: Final = 2  # actors behind a dash that make a list
_NEAR: Final = 10  # tokens before the word in which the people are said
_OPENING: Final = 6  # tokens in which a sentence that goes on says so


def named_among(
    scene: Scene, sentence: Sentence, verdicts: Sequence[tuple[int, Verdict]], last: Verdict | None, claims: Claims
) -> bool:
    """Add the claims on the people named, by the verdict nearest to the word, else by `last`, said just before.

    Says whether the sentence goes on with `last`.
    """
    goes_on = False
    people = scene.reading.lexicon.once(_people)
    lower = scene.reading.lower
    _are_among(scene, sentence, verdicts, claims, people)
    for i in range(sentence.start, sentence.end - 1):
        opened = _opens(lower, i)
        if not opened or (lower[i] == ":" and scene.reading.words[i + 1] in ('"', "“", "'")):
            continue
        if verdicts:
            at, verdict = min(verdicts, key=lambda pair: abs(pair[0] - i))
        elif (
            last is not None
            and (i - sentence.start < _OPENING or lower[i] in _INCLUDE)
            and _goes_on(lower, sentence, i)
        ):
            at, verdict, goes_on = i, last, True
        else:
            continue
        told = _turned(lower[i], verdict)
        if told is None or not (verdict is last or _of_people(scene, sentence, i, at, verdict, people, claims)):
            continue
        actors = listed(scene, i + 1, sentence.end)
        if lower[i] in _BE and not (actors and actors[0].start <= i + 2):
            continue
        if lower[i] in ("is", "was") and verdict is not last:
            continue
        if lower[i] in ("—", "–") and (len(actors) < _LISTED or not _right_before(lower, i, people)):
            continue
        if lower[i] in _MARKS and len(actors) == 1 and actors[0].kind != "person":
            continue
        states = verdict is last or bool(_STATES.intersection(lower[sentence.start : i])) or lower[i] not in _INCLUDE
        for actor in actors:
            if actor.entity is not None and (states or actor.kind == "person"):
                state = told.value == "represented" and actor.kind != "person"  # by somebody, and so it is there
                said = replace(told, value="attending") if state else told
                claims.add(actor.entity, said, min(i, actor.start), actor.end)
    return goes_on


def _right_before(lower: list[str], i: int, people: frozenset[str]) -> bool:
    """Whether unnamed people stand right before a dash that a list of them follows."""
    return any(word in people for word in lower[max(0, i - 2) : i])


def _are_among(
    scene: Scene,
    sentence: Sentence,
    verdicts: Sequence[tuple[int, Verdict]],
    claims: Claims,
    people: frozenset[str],
) -> None:
    """ "A and B will be among the leaders attending": what is said of the leaders is said of both."""
    lower = scene.reading.lower
    for i in range(sentence.start + 1, sentence.end - 2):
        if lower[i] != "among" or lower[i + 1] in ("them", "whom"):
            continue
        k = i
        while k > sentence.start and lower[k - 1] in _COPULA:
            k -= 1
        behind = [verdict for at, verdict in verdicts if i < at <= i + _BEHIND]
        if not _BE.union(("be", "been")).intersection(lower[k:i]):
            continue
        found = behind[0] if behind else _at_event(scene, sentence, i, people)
        if found is None:
            continue
        verdict = found
        if "will" in lower[k:i] or "to" in lower[k:i]:
            verdict = replace(verdict, assertion="planned")
        for actor in group_before(scene, k, sentence.start):
            if actor.entity is not None:
                claims.add(actor.entity, verdict, actor.start, i + 1)


def _at_event(scene: Scene, sentence: Sentence, i: int, people: frozenset[str]) -> Verdict | None:
    """ "among the foreign dignitaries at the funeral", "among the leaders welcomed by Z for the summit" """
    lower = scene.reading.lower
    if _GUESTS.intersection(lower[i + 1 : i + 6]) and not scene.events_in(sentence):
        ceremony = next((o for o in scene.occasions.all if o.kind == "ceremony"), None)
        return Verdict("attending", ceremony, sure(ceremony), "roll") if ceremony is not None else None
    for event in scene.events_in(sentence):
        between = lower[i + 1 : event.start]
        occasion = scene.occasions.of(event)
        near = 1 < len(between) <= _TO_EVENT and not _CLAUSES.intersection(between)
        leads = bool({"at", "for", "to"}.intersection(between[-3:]) and people.intersection(between[:_BEHIND]))
        if occasion is not None and near and leads:
            return Verdict("attending", occasion, sure(occasion), "roll")
    return None


def _opens(lower: list[str], i: int) -> bool:
    following = lower[i + 1]
    return (
        (lower[i] == "by" and lower[i - 1] in ("led", "headed"))
        or lower[i] in ("including", *_MARKS, *_EXCEPT, *_INCLUDE, *_BE)
        or (lower[i] == "among" and following in ("them", "whom", "these"))
        or (lower[i] == "such" and following == "as")
    )


def _goes_on(lower: list[str], sentence: Sentence, i: int) -> bool:
    """Whether a sentence names some of those of whom the one before spoke: "They include A", "The rest were B"."""
    opening = lower[sentence.start : i + 2]
    if lower[i] in _BE:
        there = opening[1] == "there" or bool({"event", "ceremony", "occasion"}.intersection(opening))
        return (opening[0] == "also" and there) or opening[:2] == ["the", "rest"] or opening[0] == "others"
    if lower[i] == "by":
        return opening[:2] in (["they", "were"], ["they", "are"])  # "They were led by A"
    if lower[i] in _INCLUDE and lower[i - 2 : i] == ["the", "leaders"]:
        return True
    return lower[i] in (*_INCLUDE, "among") and bool(_GO_ON.intersection(opening))


def _turned(word: str, verdict: Verdict) -> Verdict | None:
    """The verdict on those named: guests are not hosts, and "except" turns it round."""
    if verdict.value == "hosting":
        verdict = replace(verdict, value="attending")
    if word not in _EXCEPT:
        return verdict
    if verdict.rule not in ("go", "attend", "expected"):
        return None
    return replace(verdict, value="absent" if verdict.value == "attending" else "attending")


def _of_people(
    scene: Scene, sentence: Sentence, i: int, at: int, verdict: Verdict, people: frozenset[str], claims: Claims
) -> bool:
    """Whether unnamed people are said before the word at token `i`."""
    lower = scene.reading.lower
    if lower[i] not in _MARKS:
        first = sentence.start if lower[i] == "among" else max(sentence.start, i - _NEAR)
        said = any(word in people for word in lower[first:i])
        if lower[i] in _BE:
            said = any(word in people or word == "those" for word in lower[sentence.start : i]) and at < i
        return said and not (lower[i] in (*_INCLUDE, *_BE) and _named_before(sentence, i, verdict, claims))
    said = any(word in people or word.isdigit() for word in lower[sentence.start : i]) or verdict.value == "absent"
    return said and not _named_before(sentence, i, verdict, claims)


def _named_before(sentence: Sentence, i: int, verdict: Verdict, claims: Claims) -> bool:
    """Whether a verdict is already said of somebody by name, and so not of the unnamed people."""
    return any(c.verdict is verdict and sentence.start <= c.start < i and c.who.kind != "organisation" for c in claims)


def _people(cues: Cues) -> frozenset[str]:
    """The words for those who take part ("leaders", "guests")."""
    rows = [row for row in cues["participation"] if row["table"] == "words"]
    return frozenset(str(word) for row in rows for word in row.get("people", ()))
