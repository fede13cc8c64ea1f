"""Noun phrases of a status, with the bodies named in them: "a founding member of NATO", "its observers"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summitry.extract.reading import Sentence
from summitry.extract.standings.standing_words import StatusNoun
from summitry.extract.standings.standings import NEGATIONS, Ground
from summitry.findings import Entity

_OF: Final = frozenset({"of", "in", "to", "for", "at", "with"})
_GENERIC: Final = frozenset({"area", "zone", "bloc", "alliance", "group", "union"})
_EVENTS: Final = frozenset({"summit", "meeting", "conference", "session", "talks", "gathering"})
_LISTS: Final = (["are"], ["include"], [":"])
_SAYING: Final = frozenset({"are", "is", "were", "was", "remain", "remains", "became", "become"})
_JOINED: Final = 6  # tokens between two bodies named together, an acronym in parentheses among them
_TREATY_ONLY: Final = frozenset({"party", "signatory"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase of a status in the tokens `start:end`, the bodies named in it included."""

    start: int
    head: int
    end: int
    status: str
    bodies: list[Entity]
    plural: bool
    bare: bool
    behind: bool
    negated: bool = False
    no_longer: bool = False
    bound: bool = False


def status_phrase(ground: Ground, sentence: Sentence) -> Phrase | None:
    """The last noun phrase of a status in a sentence that heads a list."""
    found = None
    i = sentence.start
    while i < sentence.end:
        noun = noun_at(ground, sentence, i)
        if noun is not None:
            found = phrase_at(ground, sentence, i, noun) or found
            i += len(noun.words)
        else:
            i += 1
    return found


def noun_at(ground: Ground, sentence: Sentence, i: int) -> StatusNoun | None:
    lower = ground.reading.lower
    if ground.actor(i) is not None:
        return None
    for noun in ground.words.statuses.get(lower[i], ()):
        end = i + len(noun.words)
        if end <= sentence.end and tuple(lower[i:end]) == noun.words:
            if (
                lower[i - 1 : i] == ["-"]
                and i - 1 > sentence.start
                and lower[i - 2].isalnum()
                and lower[i - 2] != "non"
                and not noun.bound
                and lower[i - 2] not in ("co", "ex")
            ):
                return None  # "six-member"
            return noun
    return None


def phrase_at(ground: Ground, sentence: Sentence, i: int, noun: StatusNoun) -> Phrase | None:
    lower, words = ground.reading.lower, ground.words
    end = i + len(noun.words)
    status, start = noun.status, i
    bodies: list[Entity] = []
    negated = no_longer = premodified = False
    while start > sentence.start:
        k = start - 1
        reference = ground.references.at.get(k)
        if reference is not None and reference.form == "event":
            return None  # observers of a conference
        if reference is not None and not bodies:
            bodies, premodified, start = [reference.entity], True, reference.start
            continue
        if lower[k] in ("'s", "’s", "'", "’", "-") and ground.references.at.get(k - 1) is not None and not bodies:
            start = k
            continue
        shade = next((s for s in words.shades if tuple(lower[start - len(s[0]) : start]) == s[0]), None)
        if shade is not None and start - len(shade[0]) >= sentence.start:
            if shade[0] == ("associate",) and status == "observer":
                start -= 1
                continue
            status = shade[1] if status == "member" or shade[1] == "none" else status
            start -= len(shade[0])
            continue
        if lower[k] in NEGATIONS:
            negated = True
        elif lower[k] == "longer" and lower[k - 1] == "no":
            no_longer = True
        elif (
            lower[k] in ("its", "their")
            and not bodies
            and (found := ground.references.before(k, any_body=True, treaty=status in _TREATY_ONLY)) is not None
        ):
            bodies, start = [found.entity], k
            break
        elif lower[k] not in words["neutral"] and not is_number(lower[k]) and not _is_adjective(ground, k, i):
            break
        start -= 1
    if status == "member" and any(
        lower[j : j + 2] == ["non", "-"] and ground.references.at.get(j + 2) is not None for j in range(start, i)
    ):
        status = "non_member"  # "non-EU members"
    behind = False
    k = end
    if noun.words[-1] == "to":
        k = end - 1
    if k < sentence.end and lower[k] in _OF:
        named, stop = _behind(ground, sentence, k)
        if not named and lower[k + 1 : k + 2] == ["both"]:
            named, stop = _both(ground, k)  # "a member of both blocs"
        if not named and lower[k + 1 : k + 2] == ["it"] and (it := ground.references.last(i)) is not None:
            named, stop = [it.entity], k + 2  # "parties to it"
        if named:
            bodies, end, behind = named, stop, True
        elif noun.words[-1] == "to" or lower[k] == "of" or (not bodies and lower[k] == "for" and noun.bound):
            return None
    lone = (
        noun.status == "candidate"
        and not noun.words[-1].endswith("s")
        and {"a", "another", "still"}.intersection(lower[start:i])
    )
    admitted = behind and noun.status == "dialogue_partner" and "as" in lower[start:i]
    # "The countries in Mercosur are A and B"
    listing = behind and noun.words[-1].endswith("s") and lower[k] == "in" and lower[end : end + 1] in _LISTS
    # "A and B are potential candidates", "the candidates include A": states are candidates of nothing else
    said = noun.status == "candidate" and (
        (start > sentence.start and lower[start - 1] in _SAYING) or lower[end : end + 1] in _LISTS
    )
    if noun.bound and not (
        premodified or admitted or (behind and noun.status == "candidate") or lone or listing or said
    ):
        return None
    if noun.status in _TREATY_ONLY:
        status, kept = noun.status, [b for b in bodies if b.kind == "treaty"]
        if bodies and not kept:
            if noun.status == "signatory":
                return None
            status = "member"
        bodies = kept or bodies
    plural = (noun.words[-1].endswith("s") and noun.words[-1] != "status") or (
        noun.words[-1] == "to" and noun.words[-2].endswith("s")
    )
    if "parties" in noun.words or "signatories" in noun.words:
        plural = True
    bare = not bodies
    if bare:
        reference = ground.references.before(i, treaty=noun.status in _TREATY_ONLY, any_body=noun.status == "member")
        if reference is None and noun.status not in (*_TREATY_ONLY, "candidate"):
            reference = next(
                (r for r in ground.references.all if r.start > i and r.form in ("organisation", "union", "alliance")),
                None,
            )
        bodies = [reference.entity] if reference is not None else []
    if not bodies:
        return None
    return Phrase(start, i, end, status, bodies, plural, bare, behind, negated, no_longer, noun.bound)


def _both(ground: Ground, k: int) -> tuple[list[Entity], int]:
    """The two bodies last named together before "of both" at token `k` ("the EAC and the SADC")."""
    lower = ground.reading.lower
    named = [r for r in ground.references.all if r.end <= k and r.named and r.form != "treaty"]
    for first, second in reversed(list(pairwise(named))):
        if "and" in lower[first.end : second.start] and second.start - first.end < _JOINED:
            return [first.entity, second.entity], k + 3
    return [], k + 1


def _is_adjective(ground: Ground, k: int, head: int) -> bool:
    """Whether the word at `k` only qualifies the noun at `head`: "the first communist member", "a loyal member"."""
    lower, words = ground.reading.lower, ground.words
    ordinal = lower[k - 1] in words["firsts"] and lower[k - 2] in ("the", "its", "their", "'s", "’s")
    if lower[k - 1] in ("a", "an") and ground.references.at.get(k + 1) is not None:
        return ground.reading.words[k].islower()  # "a longstanding NATO member"
    return k == head - 1 and ordinal and ground.reading.words[k].islower() and ground.actor(k) is None


def is_number(word: str) -> bool:
    return word.isdigit() or (word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"))


def _behind(ground: Ground, sentence: Sentence, k: int) -> tuple[list[Entity], int]:
    """The bodies behind "of" at `k`, and the token after them ("of the OECD and of NATO")."""
    lower = ground.reading.lower
    found: list[Entity] = []
    i, end = k + 1, k + 1
    while i < min(end + 9, sentence.end):
        reference = ground.references.at.get(i)
        if reference is not None:
            if reference.case:
                # "the court's founding Rome Statute"
                behind = (
                    ground.references.at.get(j) for j in range(reference.end + 1, min(reference.end + 4, sentence.end))
                )
                owned = next((r for r in behind if r is not None), None)
                if found or owned is None or owned.form != "treaty":
                    break
                i = owned.start
                continue
            if lower[reference.end : reference.end + 1] and lower[reference.end] in _EVENTS:
                break  # "an observer to the NATO summit"
            found.append(reference.entity)
            i = end = reference.end
            continue
        if found and i == end and lower[i] in _GENERIC:
            i = end = i + 1
            continue
        if found:
            joined = (lower[i] in ("and", "or", "nor", "the", "of", ",") and ground.references.at.get(i + 1)) or (
                lower[i] in ("and", "since")
                and any(ground.references.at.get(j) for j in range(i + 1, min(i + 7, sentence.end)))
                and "of" in lower[i + 1 : i + 5]
            )
            if not joined and not (
                i - end < 6 and (lower[i].isdigit() or lower[i] in ("of", "the", "and", "1", "since", "january"))
            ):
                break
        elif ground.actor(i) is not None or lower[i] in (",", ".", ":", ";", "(", "who", "which", "that"):
            break
        i += 1
    return found, end
