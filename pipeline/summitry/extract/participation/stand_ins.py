"""Stand-ins: who goes, speaks or sits for whom, beyond the verbs that the rules cover.

"his foreign minister leads the delegation", "the Qatari seat was taken by X", "leaving X to take his place", "X goes
instead": the principal is represented, the other the delegate, and the country of a delegation attends.
"""

from __future__ import annotations

from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.forms import Forms
from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import certainty, listed
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Person, Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity

_DELEGATION: Final = frozenset({"delegation", "team", "side", "contingent"})
_OWN: Final = frozenset({"his", "her", "their"})
_STYLES: Final = frozenset({"highness", "excellency", "majesty", "royal", "honour", "eminence", "holiness", "serene"})
_INSTEAD: Final = Forms(
    phrase.split()
    for phrase in (
        "in place", "in stead", "instead", "to stand in", "take place", "to represent", "to speak for", "on behalf",
        "to sit in", "fill in", "deputise", "sits in", "take seat",
    )
)  # fmt: skip


def stand_ins(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """Add the claims of a frame of leading a delegation, taking a seat, or leaving it to another."""
    if frame.voice.assertion == "cancelled" or frame.form in ("noun", "owned"):
        return
    if frame.sense == "lead_delegation":
        _leads(scene, which, frame, claims)
    elif frame.sense == "seat":
        _seat(scene, which, frame, claims)
    elif frame.sense == "leave_to":
        _leaves(scene, which, frame, claims)
    elif frame.sense in ("go", "attend"):
        _instead(scene, which, frame, claims)


def _verdict(value: str, occasion: Occasion, frame: Frame) -> Verdict:
    return Verdict(value, occasion, certainty(frame, occasion), frame.sense)


def _leads(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "X leads the country's delegation": the country attends; X is the delegate of whoever stays away."""
    reading, sentence = scene.reading, frame.sentence
    passive = frame.form == "passive"
    window = (
        range(max(sentence.start, frame.start - 14), frame.start)
        if passive
        else range(frame.end - 1, min(frame.end + 7, sentence.end))
    )
    at = next((i for i in window if reading.lower[i] in _DELEGATION), None)
    if at is None:
        return
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None:
        return
    leaders = [
        a
        for a in (listed(scene, frame.end + 1, sentence.end) if passive else frame.subjects)
        if a.kind == "person" and a.entity is not None
    ]
    country = _country_of_delegation(scene, at, sentence.start)
    leader = leaders[0] if leaders else None
    own = {"country's", "country", "nation"}.intersection(reading.lower[max(sentence.start, at - 4) : at])
    if country is None and leader is not None and leader.person is not None and own:
        country = scene.served.country_of(leader.person)
    if country is not None:
        claims.add(country, _verdict("attending", occasion, frame), frame.start, frame.end)
    if leader is None or leader.entity is None:
        return
    principal = _principal(scene, claims, frame, leader, country, occasion)
    if principal is not None:
        text = reading.text(leader.start, leader.end)
        claims.add(principal, _verdict("represented", occasion, frame), leader.start, frame.end, text)
    claims.add(
        leader.entity,
        _verdict("delegate" if principal is not None else "attending", occasion, frame),
        min(leader.start, frame.start),
        max(leader.end, frame.end),
    )


def _country_of_delegation(scene: Scene, at: int, floor: int) -> Entity | None:
    reading = scene.reading
    places = list(range(at - 1, max(floor, at - 5) - 1, -1))
    if reading.lower[at + 1 : at + 2] == ["of"] and at + 3 < len(reading.words):
        places.insert(0, at + 2 + (reading.lower[at + 2] == "the"))
    for i in places:
        mention = reading.mention_at[i]
        if mention is not None and mention.country:
            return Entity("country", mention.country)
        if mention is not None and mention.kind == "organisation":
            return Entity("organisation", mention.name)
        if reading.lower[i] in ("its", "country", "his", "her"):
            break
    return None


def _principal(
    scene: Scene, claims: Claims, frame: Frame, leader: Actor, country: Entity | None, occasion: Occasion
) -> Entity | None:
    """Who stays away: whose minister the leader is, or somebody of the same country said to be absent."""
    possessor = leader.title.possessor if leader.title is not None else None
    before = scene.reading.lower[max(0, leader.start - 1) : leader.start + 2]
    if possessor in _OWN or (_OWN.intersection(before[:2]) and not _STYLES.intersection(before)):
        for i in range(leader.start - 1, max(-1, leader.start - 60), -1):
            person = scene.reading.person_at(i)
            if person is not None and person.entity != leader.entity:
                return person.entity
    theirs = country or (scene.served.country_of(leader.person) if leader.person is not None else None)
    for claim in claims:
        if (
            claim.verdict.occasion is occasion
            and claim.verdict.value in ("absent", "represented")
            and claim.who.kind == "person"
            and claim.who != leader.entity
        ):
            person = _person(scene, claim.who)
            near = abs(scene.reading.sentence_at[claim.start] - frame.sentence.index) <= 1
            if near and person is not None and theirs is not None and scene.served.country_of(person) == theirs:
                return claim.who
    return None


def _person(scene: Scene, who: Entity) -> Person | None:
    return next((person for person in scene.reading.people if person.entity == who), None)


def _seat(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "the Haitian seat was taken by X", "X took the Jordanian seat", "X to take his place"."""
    reading, sentence = scene.reading, frame.sentence
    passive = frame.form == "passive"
    window = (
        range(max(sentence.start, frame.start - 5), frame.start)
        if passive
        else range(frame.end, min(frame.end + 5, sentence.end))
    )
    at = next((i for i in window if reading.lower[i] in ("seat", "place", "chair")), None)
    occasion = which.in_sentence(sentence, frame.start)
    if at is None or occasion is None:
        return
    who = [
        a
        for a in (listed(scene, frame.end + 1, sentence.end) if passive else frame.subjects)
        if a.kind == "person" and a.entity is not None
    ]
    country = _country_of_delegation(scene, at, sentence.start)
    if not who or country is None:
        return
    assert who[0].entity is not None
    claims.add(country, _verdict("attending", occasion, frame), frame.start, frame.end)
    claims.add(who[0].entity, _verdict("delegate", occasion, frame), frame.start, max(frame.end, who[0].end))
    for claim in list(claims):
        person = _person(scene, claim.who)
        near = abs(reading.sentence_at[claim.start] - sentence.index) <= 1
        away = claim.verdict.value == "absent" and claim.verdict.occasion is occasion
        if near and away and person is not None and scene.served.country_of(person) == country:
            text = reading.text(who[0].start, who[0].end)
            claims.add(claim.who, _verdict("represented", occasion, frame), claim.start, claim.end, text)


def _leaves(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "leaving X to take his place", "left the summit to X", "will leave the seat to his ambassador, X"."""
    reading, sentence = scene.reading, frame.sentence
    behind = reading.lower[frame.end : sentence.end]
    occasion = which.after(frame) or which.in_sentence(sentence, frame.start)
    principals = [a for a in frame.subjects if a.kind == "person" and a.entity is not None]
    if (
        {"off", "out"}.intersection(behind[:12])
        and {"list", "invitation", "invitations"}.intersection(behind[:14])
        and occasion is not None
    ):
        verdict = Verdict("excluded", occasion, "asserted", frame.sense)
        for actor in frame.actors(""):
            if actor.entity is not None:
                claims.add(actor.entity, verdict, frame.start, actor.end)
        return
    if occasion is not None and not principals and _says_instead(behind[:14]):
        absent = [c for c in claims if c.verdict.value == "absent" and reading.sentence_at[c.start] == sentence.index]
        away = next((a for a in scene.actors.found if absent and a.entity == absent[-1].who), None)
        principals = [away] if away is not None else []
    if occasion is None or not principals:
        return
    names = [
        a
        for a in scene.actors.found
        if frame.end <= a.start < min(frame.end + 14, sentence.end)
        and a.kind == "person"
        and a.entity is not None
        and a.entity != principals[0].entity
    ]
    if not names:
        return
    handed = (
        any(
            word in ("seat", "summit", "meeting", "chair", "floor")
            for word in behind[: max(0, names[0].start - frame.end)]
        )
        and "to" in behind[: max(1, names[0].start - frame.end)]
    )
    replaced = names[0].start - frame.end < 4 and _says_instead(
        reading.lower[names[0].end : min(names[0].end + 10, sentence.end)]
    )
    if not handed and not replaced:
        return
    assert principals[0].entity is not None
    assert names[0].entity is not None
    text = reading.text(names[0].start, names[0].end)
    claims.add(
        principals[0].entity,
        _verdict("represented", occasion, frame),
        min(principals[0].start, frame.start),
        names[0].end,
        text,
    )
    claims.add(names[0].entity, _verdict("delegate", occasion, frame), frame.start, names[0].end)


def _instead(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "His foreign minister, X, attends in his stead", "the ministry's number two, X, goes instead"."""
    reading, sentence = scene.reading, frame.sentence
    words = reading.lower[frame.end : min(frame.end + 9, sentence.end)]
    nobody = {"neither", "nor"}.intersection(reading.lower[sentence.start : frame.start])
    if not _says_instead(words) or frame.voice.negated or nobody:
        return
    if "instead of" in " ".join(words):
        return
    subjects = [a for a in frame.subjects if a.kind == "person" and a.entity is not None]
    occasion = which.in_sentence(sentence, frame.start)
    if not subjects or occasion is None:
        return
    leader = subjects[0]
    assert leader.entity is not None
    stays: Entity | None = None
    for claim in reversed(list(claims)):
        near = 0 <= sentence.index - reading.sentence_at[claim.start] <= 1
        if (
            near
            and claim.verdict.value in ("absent", "represented")
            and claim.verdict.occasion is occasion
            and claim.who != leader.entity
        ):
            stays = claim.who
            break
    if stays is None:
        before = [reading.person_at(i) for i in range(leader.start - 1, max(-1, leader.start - 40), -1)]
        stays = (
            next((p.entity for p in before if p is not None and p.entity != leader.entity), None)
            if _OWN.intersection(words) or _OWN.intersection(reading.lower[max(0, leader.start - 2) : leader.start + 1])
            else None
        )
    if stays is None:
        return
    claims.add(
        stays, _verdict("represented", occasion, frame), frame.start, frame.end, reading.text(leader.start, leader.end)
    )
    claims.add(leader.entity, _verdict("delegate", occasion, frame), leader.start, frame.end)


def envoys(scene: Scene, sentence: Sentence, verdicts: list[tuple[int, Verdict]], claims: Claims) -> None:
    """ "X will attend ... as the special envoy of Y": Y is represented, X the delegate."""
    lower = scene.reading.lower
    for i in range(sentence.start, sentence.end - 3):
        if lower[i] != "as" or not verdicts:
            continue
        at = next(
            (k for k in range(i + 1, min(i + 7, sentence.end)) if lower[k] in ("envoy", "representative", "emissary")),
            None,
        )
        if at is None:
            continue
        principal = next(
            (
                person
                for k in range(at, min(at + 9, sentence.end))
                if (person := scene.reading.person_at(k)) is not None
            ),
            None,
        )
        behind = lower[at + 1 : at + 2] == ["of"]
        if principal is None and lower[i + 2 : i + 3] in (["'s"], ["’s"]):
            principal = scene.reading.person_at(i + 1)
        elif principal is not None and not behind:
            principal = None
        verdict = verdicts[-1][1]
        if principal is None or verdict.value not in ("attending", "virtual"):
            continue
        goers = [c for c in claims if c.verdict is verdict and c.who.kind == "person"]
        for claim in goers[:1]:
            text = claim.who.name
            claims.add(
                principal.entity, Verdict("represented", verdict.occasion, verdict.assertion, "envoy"), i, at + 1, text
            )
            claims.add(
                claim.who, Verdict("delegate", verdict.occasion, verdict.assertion, "envoy"), claim.start, at + 1
            )


def _says_instead(words: list[str]) -> bool:
    plain = [word for word in words if word not in ("his", "her", "their", "the", "him", "king's", "own")]
    return _INSTEAD.among(plain)
