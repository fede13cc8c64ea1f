"""When an office is held, from the verbs around its holder: who resigned, was ousted, has died or will step down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from summitry.extract.language.clauses import Clause, subject_of
from summitry.extract.reading import Person, Reading
from summitry.extract.roles.role import Role
from summitry.findings import Entity

_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_WEAK: Final = frozenset(
    {"kill", "killed", "drop", "dropped", "fire", "fired", "remove", "removed", "suspend", "relieve"}
)
_DECIDED: Final = frozenset({"voted", "decided", "moved", "agreed"})
_SINGLE: Final = frozenset(
    {"president", "prime_minister", "secretary_general", "organisation_head", "commission_president"}
)
_FINAL: Final = frozenset({"former", "elect"})


def with_tenures(reading: Reading, roles: Sequence[Role], clauses: Sequence[Clause]) -> list[Role]:
    """The roles with what the text says of their end; the rest as they are."""
    found = list(roles)
    for person, tenure, token, everything in sorted(_ends(reading, clauses), key=lambda e: e[2]):
        for index in _meant(reading, found, person, token, everything):
            role = found[index]
            if (
                role.tenure is None
                or (tenure == "outgoing" and role.tenure == "former" and role.title.tenure is None)
                or (tenure == "former" and role.tenure in ("outgoing", "acting") and everything)
            ):
                found[index] = replace(role, tenure=tenure)
    return found


def _meant(reading: Reading, roles: Sequence[Role], person: Person, token: int, everything: bool) -> list[int]:
    """Which roles of the person end: all by death; else those of the sentence, else the one stated last before."""
    own = [i for i, role in enumerate(roles) if role.person is person and role.tenure not in _FINAL]
    if everything or len({(roles[i].office, roles[i].object) for i in own}) <= 1:
        return own
    here = reading.sentence_at[token]
    same = [i for i in own if reading.sentence_at[roles[i].start] == here and roles[i].start <= token + 12]
    if same:
        near = min(same, key=lambda i: abs(roles[i].start - token))
    else:
        before = [i for i in own if roles[i].start < token]
        if not before:
            return []
        near = max(before, key=lambda i: roles[i].start)
    return [i for i in own if (roles[i].office, roles[i].object) == (roles[near].office, roles[near].object)]


def _ends(reading: Reading, clauses: Sequence[Clause]) -> Iterator[tuple[Person, str, int, bool]]:
    """Who leaves or has left an office: person, tenure, the token that says so, and whether every office ends."""
    for clause in clauses:
        if clause.negated or (clause.tense == "modal" and clause.sense != "leaves"):
            continue
        if clause.sense == "leaves":
            person = subject_of(reading, clause)
            ahead = (
                clause.tense in ("future", "ing", "present") or "would" in reading.lower[clause.group : clause.start]
            )
            if person is not None and (clause.tense != "modal" or ahead) and clause.tense != "ing":
                yield person, "outgoing" if ahead else "former", clause.start, False
        elif clause.sense == "gives notice" and clause.tense in ("past", "perfect", "present"):
            person = subject_of(reading, clause)
            if person is not None:
                yield person, "outgoing", clause.start, False
        elif clause.sense == "dies" and clause.tense in ("past", "perfect"):
            person = subject_of(reading, clause)
            if person is not None:
                yield person, "former", clause.start, True
        elif clause.sense == "removes" and (clause.tense in ("past", "perfect") or _decided(reading, clause)):
            person = subject_of(reading, clause) if clause.passive else _object_of(reading, clause)
            deadly = reading.lower[clause.end - 1] in ("killed", "assassinated", "murdered", "executed")
            if person is not None:
                yield person, "former", clause.start, deadly
                others = _others(reading, clause, person) if not clause.passive else ()
                yield from ((other, "former", token, deadly) for other, token in others)
        elif clause.sense == "succeeds" and clause.passive:
            person = subject_of(reading, clause)
            by = reading.lower[clause.end : clause.end + 1] == ["by"]
            if person is not None and by and clause.tense != "ing":
                yield person, "outgoing" if clause.tense == "future" else "former", clause.start, False
        elif (
            clause.sense == "succeeds" and not clause.passive and clause.tense in ("past", "perfect", "ing", "present")
        ):
            person = _object_of(reading, clause)
            if person is not None:
                yield person, "former", clause.start, False
    yield from _nouns(reading)
    yield from _terms(reading)


def _object_of(reading: Reading, clause: Clause) -> Person | None:
    """The person named right after a verb, behind title and modifiers."""
    for i in range(clause.end, min(clause.sentence.end, clause.end + 12)):
        name = reading.name_at[i]
        if name is not None:
            after = reading.lower[name.end] if name.end < len(reading.words) else ""
            return None if after in _CASE and reading.lower[clause.start] in _WEAK else reading.person_of[name]
        small = reading.lower[i] in ("the", "its", "his", "her", "a", "then", "former", ",", "'s", "’s", "of", "and")
        if (
            not small
            and reading.title_at[i] is None
            and reading.mention_at[i] is None
            and not reading.words[i][:1].isupper()
        ):
            return None
    return None


def _decided(reading: Reading, clause: Clause) -> bool:
    """Whether an infinitive tells what was done: "lawmakers voted to dismiss X"."""
    k = clause.group - 1
    return clause.tense == "future" and k >= clause.sentence.start and reading.lower[k] in _DECIDED


def _others(reading: Reading, clause: Clause, first: Person) -> Iterator[tuple[Person, int]]:
    """Who else a list of objects names: "sacked minister X, minister Y and envoy Z"."""
    known = first
    for i in range(clause.end, clause.sentence.end):
        name, word = reading.name_at[i], reading.words[i]
        if name is not None:
            if reading.person_of[name] is not known:
                known = reading.person_of[name]
                yield known, name.start
        elif reading.title_at[i] is None and reading.mention_at[i] is None:
            if word[:1].islower() and word not in ("and", "the") and not reading.lower[i].endswith("'s"):
                return
            if not word[:1].isalpha() and word not in (",", ";", "-"):
                return


def _terms(reading: Reading) -> Iterator[tuple[Person, str, int, bool]]:
    """ "X, whose term ends on Friday": X is leaving."""
    for i, word in enumerate(reading.lower):
        if word not in ("term", "mandate", "tenure") or i < 2 or reading.lower[i + 1 : i + 2] == []:
            continue
        if reading.lower[i + 1] not in ("ends", "expires", "finishes") and reading.lower[i + 1 : i + 3] != [
            "will",
            "end",
        ]:
            continue
        k = i - 2
        if reading.lower[i - 1] == "whose":
            k -= reading.words[i - 2] == "," and 1
        elif reading.lower[i - 1] not in _CASE:
            continue
        person = reading.person_at(k)
        if person is not None:
            yield person, "outgoing", i, False


def _nouns(reading: Reading) -> Iterator[tuple[Person, str, int, bool]]:
    rows = [row for row in reading.lexicon.cues["offices"] if row["table"] == "office_noun"]
    words = {form: str(row["tenure"]) for row in rows for form in row["forms"]}
    for i, word in enumerate(reading.lower):
        tenure = words.get(word)
        if tenure is None or reading.name_at[i] is not None:
            continue
        everything = word in ("death", "funeral", "assassination", "killing", "murder", "burial", "slaying")
        if i > 1 and reading.lower[i - 1] in _CASE:
            person = reading.person_at(i - 2)
            if person is not None:
                yield person, tenure, i, everything
        if i + 1 < len(reading.words) and reading.lower[i + 1] == "of":
            for k in range(i + 2, min(i + 10, len(reading.words))):
                person = reading.person_at(k)
                if person is not None:
                    yield person, tenure, i, everything
                if person is not None or (
                    reading.title_at[k] is None
                    and reading.mention_at[k] is None
                    and not reading.words[k][:1].isupper()
                    and reading.lower[k] not in ("the", "former", "'s", "’s", ",")
                ):
                    break


def one_tenure(roles: Sequence[Role]) -> dict[tuple[Person, str, Entity | None], str]:
    """The tenure of each role over all its statements: any stated one beats the incumbent's, the last one wins."""
    stated: dict[tuple[Person, str, Entity | None], str] = {}
    appointed = {
        (role.person, role.office, role.object)
        for role in roles
        if role.rule == "role.appointed" and role.tenure is None
    }
    elected = {(role.office, role.object): role.person for role in roles if role.tenure == "elect"}
    for role in roles:
        chosen = elected.get((role.office, role.object), role.person)
        if role.tenure is None and chosen is not role.person and role.office in _SINGLE:
            stated.setdefault((role.person, role.office, role.object), "outgoing")  # the successor is named
        if role.tenure is not None:
            key = (role.person, role.office, role.object)
            again = role.rule == "role.verb" and role.tenure == "former" and key in appointed
            if stated.get(key) != "former" and not again:
                stated[key] = role.tenure
    return stated
