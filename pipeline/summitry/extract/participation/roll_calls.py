"""Roll calls: "among the guests were A and B", "absentees were", "in the presence of A", "on the sidelines"."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import listed, sure
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.habits import habitual
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity

_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "include", "includes", "included", "will", ":"})
_FUTURE: Final = frozenset({"will", "expected", "due", "to", "planned", "scheduled"})
_EVENT: Final = frozenset({"event", "gathering", "occasion", "celebrations"})
_BACKGROUND: Final = frozenset({"ruling", "given"})  # "ruling out the presence", "given the presence of leaders"
_OPENINGS: Final = frozenset({"also expected", "also due"})  # "Also expected are A and B"
_BARE: Final = frozenset(
    {
        "guests",
        "participants",
        "attendees",
        "present",
        "missing",
        "attending",
        "absent",
        "among the leaders",
        "the exception",
        "among the delegates",
    }
)


def roll_calls(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """Add the claims of the noun cues of a sentence."""
    _host_before_title(scene, which, sentence, claims)
    for frame in scene.frames[sentence.index]:
        if frame.form not in ("noun", "owned") or habitual(scene.reading, frame):
            continue
        if frame.sense in ("roll", "absentees"):
            _roll(scene, which, frame, claims)
        elif frame.sense in ("presence", "absence"):
            _presence(scene, which, frame, claims)
        elif frame.sense == "sidelines":
            _sidelines(scene, which, frame, claims)
        elif frame.sense == "in_place":
            _in_place(scene, which, frame, claims)
        elif frame.sense == "invited":
            _invited(scene, which, frame, claims)
        elif frame.sense == "address":
            _address(scene, frame, claims)
        elif frame.sense == "delegation":
            _delegation(scene, which, frame, claims)
        elif frame.sense == "empty_seat":
            _empty_seat(scene, which, frame, claims)
        elif frame.sense == "hosting":
            _host(scene, which, frame, claims)


def _claim(claims: Claims, actors: list[Actor], verdict: Verdict, frame: Frame) -> None:
    for actor in actors:
        if actor.entity is not None:
            claims.add(actor.entity, verdict, min(frame.start, actor.start), max(frame.end, actor.end))


def _usable(actors: tuple[Actor, ...]) -> list[Actor]:
    return [a for a in actors if a.entity is not None and not a.place and not a.case]


def _roll(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    reading, sentence = scene.reading, frame.sentence
    lower = reading.lower
    phrase = " ".join(lower[frame.start : frame.end])
    after = next((k for k in range(frame.end, min(frame.end + 14, sentence.end)) if lower[k] in _BE), None)
    opening = frame.start - sentence.start <= 3
    back = 3 if len(phrase.split()) > 1 or lower[frame.start - 1] in ("also", "not", "all", "both") else 1
    if phrase in _OPENINGS and not (opening and after == frame.end):
        return
    copula = any(word in _BE for word in lower[max(sentence.start, frame.start - back) : frame.start])
    if phrase in _BARE and not (copula or (after is not None and (opening or after - frame.end < 2))):
        return
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None:
        return
    names = listed(scene, after + 1, sentence.end) if after is not None else []
    if "include" in phrase or (after is None and _had(lower, frame)):
        names = listed(scene, frame.end, sentence.end)
    if not names or (copula and not opening):
        subjects = [a for a in _usable(frame.subjects) if a.end <= frame.start]
        near = bool(subjects) and frame.start - subjects[-1].end < 9
        names = subjects if near else [] if copula and not opening else names
    words = lower[sentence.start : (after or frame.end) + 3]
    planned = bool(_FUTURE.intersection(words)) and "were" not in words and "was" not in words
    assertion = "planned" if planned else "asserted" if "were" in words or "was" in words else sure(occasion)
    negated = bool(
        {"not", "neither", "nor", "n't"}.intersection(lower[max(sentence.start, frame.start - 2) : frame.start])
    )
    negated = negated or (lower[sentence.start] == "neither" and copula)
    value = "absent" if (frame.sense == "absentees") != negated else "attending"
    _claim(claims, names, Verdict(value, occasion, assertion, frame.sense), frame)


def _had(lower: list[str], frame: Frame) -> bool:
    """ "The meeting had in attendance A and B" """
    return lower[frame.start - 1] in ("had", "has", "have", "with")


def _presence(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    occasion = which.in_sentence(frame.sentence, frame.start)
    words = scene.reading.lower[frame.sentence.start : frame.sentence.end]
    if occasion is None or not (scene.events_in(frame.sentence) or _EVENT.intersection(words)):
        return
    owned = frame.form == "owned" and scene.reading.lower[frame.start - 1] not in ("his", "her", "their", "its")
    behind = scene.reading.lower[frame.end : frame.end + 1] == ["of"]
    owners = frame.subjects if owned else frame.actors("of") if behind else ()
    following = scene.reading.lower[frame.end : min(frame.end + 16, frame.sentence.end)]
    if (
        "announce" in following
        or ("confirmed" in following and "not" in following)
        or _BACKGROUND.intersection(scene.reading.lower[max(0, frame.start - 3) : frame.start])
    ):
        return
    if scene.reading.lower[frame.start] == "chairmanship":
        owners = tuple(a for a in owners if a.kind == "person")
    value = "absent" if frame.sense == "absence" else "attending"
    assertion = frame.voice.assertion if frame.voice.assertion in ("planned", "possible") else sure(occasion)
    _claim(claims, _usable(owners), Verdict(value, occasion, assertion, frame.sense), frame)


def _sidelines(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """Whoever meets on the sidelines of an event is at it."""
    occasion = which.in_sentence(frame.sentence, frame.start)
    if occasion is None or (len(occasion.mentions) < 2 and not scene.events_in(frame.sentence)):
        return
    talks = [
        f
        for f in scene.frames[frame.sentence.index]
        if f.sense in ("meet", "talk") and (not f.voice.negated or f.voice.assertion == "possible")
    ]
    before = [f for f in talks if f.start < frame.start]
    for other in before[-1:] if before else talks[:1]:
        sides = [*_usable(other.subjects), *_usable(other.actors("", "with", "between", "by"))]
        if len({a.entity for a in sides}) < 2:
            continue
        stated = other.voice.assertion
        ahead = sure(occasion) == "planned"
        under_way = occasion.decided and not ahead  # then they are there, whenever they meet
        planned = (stated == "planned" and not under_way) or (other.voice.tense != "past" and ahead)
        assertion = stated if stated == "possible" else "planned" if planned else "asserted"
        _claim(
            claims,
            [a for a in sides if a.kind == "person"],
            Verdict("attending", occasion, assertion, "sidelines"),
            frame,
        )


def _in_place(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "Y will travel in place of X": X is represented, Y the delegate."""
    reading, sentence = scene.reading, frame.sentence
    occasion = which.in_sentence(sentence, frame.start) if scene.events_in(sentence) else which.meant(sentence)
    if occasion is None:
        return
    behind = [a for a in listed(scene, frame.end, sentence.end)[:1] if a.start - frame.end < 6]
    owned = [a for a in scene.actors.found if frame.end <= a.start < frame.end + 3 and a.entity is not None]
    principals = behind or owned[:1]
    if not principals or principals[0].entity is None:
        return
    principal = principals[0]
    subjects = _usable(frame.subjects)
    beside = [
        a
        for a in scene.actors.found
        if a.kind == "person" and 0 <= frame.start - a.end < 3 and a.start >= sentence.start
    ]
    if beside and (not subjects or subjects[0].kind != "person"):
        subjects = beside
    if not subjects:
        subjects = listed(scene, principal.end, sentence.end)[:1]
    stand_ins = [a for a in subjects if a.kind == "person" and a.entity != principal.entity]
    if not stand_ins:
        return
    words = reading.lower[sentence.start : frame.start]
    assertion = (
        "possible"
        if {"may", "might", "could"}.intersection(words)
        else "planned"
        if ({"will", "would", "to", "expected"}.intersection(words[-12:]) and sure(occasion) == "planned")
        or "will" in words
        else sure(occasion)
    )
    if principal.kind == "person":
        text = reading.text(stand_ins[0].start, stand_ins[0].end)
        claims.add(
            principal.entity or Entity("person", ""),
            Verdict("represented", occasion, assertion, "in_place"),
            frame.start,
            principal.end,
            text,
        )
    elif principal.kind in ("country", "organisation"):
        _claim(claims, [principal], Verdict("attending", occasion, assertion, "in_place"), frame)
    _claim(claims, stand_ins[:1], Verdict("delegate", occasion, assertion, "in_place"), frame)


def _invited(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    reading, sentence = scene.reading, frame.sentence
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None:
        return
    phrase = reading.lower[frame.start]
    words = reading.lower[frame.end : frame.end + 8]
    if phrase.startswith("invitation"):
        if not {"extended", "sent", "issued", "gone", "went"}.intersection(
            [*words, *reading.lower[max(sentence.start, frame.start - 4) : frame.start]]
        ):
            return
        value = "excluded" if reading.lower[frame.start - 1] == "no" else "invited"
        names = [
            a
            for argument in frame.following("to", "")
            for a in argument.actors
            if a.entity is not None and not a.case and (not a.place or a.entity.kind == "country")
        ]
    else:
        value, names = "invited", listed(scene, frame.end, sentence.end)
    _claim(claims, names, Verdict(value, occasion, "asserted", "invited"), frame)


def _address(scene: Scene, frame: Frame, claims: Claims) -> None:
    """ "In a speech to the summit, X said": X is there; in a recorded message, by video."""
    reading, sentence = scene.reading, frame.sentence
    if reading.lower[frame.end - 1] in ("by", "from"):
        near = [e for e in scene.events_in(sentence) if e.end <= frame.start]
        found = scene.occasions.of(near[-1]) if near else None
        if found is not None:  # "the session began with an address by X"
            people = [a for a in listed(scene, frame.end, sentence.end) if a.kind == "person"]
            _claim(claims, people, Verdict("attending", found, sure(found), "address"), frame)
        return
    if reading.lower[frame.end - 1] == "eulogy":
        funeral = next((o for o in scene.occasions.all if o.kind == "ceremony"), None)
        if funeral is not None:
            people = [a for a in _usable(frame.subjects) if a.kind == "person"]
            people = people or [a for a in listed(scene, frame.end, sentence.end)[:1] if a.start - frame.end < 3]
            _claim(claims, people, Verdict("attending", funeral, sure(funeral), "address"), frame)
        return
    event = next((e for e in scene.events_in(sentence) if 0 <= e.start - frame.end < 4), None)
    occasion = scene.occasions.of(event) if event is not None else None
    if occasion is None or event is None:
        return
    subjects = _usable(frame.subjects)
    comma = next((k for k in range(event.end, sentence.end) if reading.lower[k] == ","), None)
    if not subjects and comma is not None:
        subjects = [a for a in listed(scene, comma + 1, sentence.end)[:1] if a.start - comma < 3]
    video = (
        "recorded" in reading.lower[max(sentence.start, frame.start - 4) : frame.end]
        or "video" in reading.lower[max(sentence.start, frame.start - 4) : frame.end]
    )
    value = "virtual" if video else "attending"
    _claim(
        claims, [a for a in subjects if a.kind == "person"], Verdict(value, occasion, sure(occasion), "address"), frame
    )


def _delegation(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "a delegation comprising A and B", "its delegation ... included A": they attend, and so does its country."""
    reading, sentence = scene.reading, frame.sentence
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None:
        return
    told = any(
        c.verdict.occasion is occasion and 0 <= sentence.index - reading.sentence_at[c.start] <= 1 for c in claims
    )
    if not scene.events_in(sentence) and not told:
        return
    words = reading.lower[frame.end : sentence.end]
    opener = next(
        (
            k
            for k, word in enumerate(words)
            if word
            in ("comprising", "including", "include", "included", "includes", "comprised", "comprises", "comprise")
            or (word == "of" and k and words[k - 1] in ("consisting", "up"))
        ),
        None,
    )
    mention = reading.mention_at[frame.start - 1]
    if (
        mention is not None
        and mention.country
        and mention.kind == "demonym"
        and (
            opener is not None
            or any(
                scene.occasions.of(e) is not None and e.start - frame.end < 4
                for e in scene.events_in(sentence)
                if e.start >= frame.end
            )
        )
    ):
        claims.add(
            Entity("country", mention.country),
            Verdict("attending", occasion, sure(occasion), frame.sense),
            frame.start - 1,
            frame.end,
        )
    if opener is not None:
        people = [a for a in listed(scene, frame.end + opener + 1, sentence.end) if a.kind == "person"]
        _claim(claims, people, Verdict("attending", occasion, sure(occasion), frame.sense), frame)


def _empty_seat(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "Japan's seat stayed empty", "the empty chair of Zimbabwe"."""
    reading, sentence = scene.reading, frame.sentence
    around = (
        reading.lower[max(sentence.start, frame.start - 2) : frame.start] + reading.lower[frame.end : frame.end + 14]
    )
    if not {"empty", "vacant", "unoccupied"}.intersection(around):
        return
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None:
        return
    k = frame.start - 2 if reading.lower[frame.start - 1] in ("'s", "’s") else frame.start - 1
    mention = reading.mention_at[k] if k >= sentence.start else None
    if mention is None and reading.lower[frame.end : frame.end + 1] == ["of"]:
        mention = reading.mention_at[frame.end + 1]
    if mention is not None and mention.country:
        planned = {"will", "expected"}.intersection(around)
        claims.add(
            Entity("country", mention.country),
            Verdict("absent", occasion, "planned" if planned else sure(occasion), frame.sense),
            mention.start,
            frame.end,
        )


def _host(scene: Scene, which: WhichEvent, frame: Frame, claims: Claims) -> None:
    """ "the summit's host, X"; "X, the host"; "host Kazakhstan"."""
    reading, sentence = scene.reading, frame.sentence
    lower = reading.lower
    before, after = lower[max(0, frame.start - 2) : frame.start], lower[frame.end : frame.end + 2]
    k = frame.end + (1 if after[:1] == [","] else 0)
    actor = scene.actors.at[k] if k < sentence.end else None
    occasion = which.in_sentence(sentence, frame.start)
    if occasion is None or "to" in after[:1] or "of" in after[:1] or before[-1:] in (["show"], ["a"]):
        return
    copula = lower[frame.end : frame.end + 1] in (["is"], ["was"]) and lower[frame.start - 1] not in (",", "who")
    opening = frame.end < sentence.end - 1 and copula and frame.start - sentence.start < 4
    named = scene.actors.at[frame.end + 1] if opening else None
    if named is not None and named.kind == "person":
        actor = named
    elif lower[frame.start - 1] in ("is", "was", "both") and after[:1] in ([","], ["."], ["and"]):
        actor = next((a for a in _usable(frame.subjects) if a.kind in ("person", "country")), None)
    elif (
        actor is None
        or actor.start != k
        or actor.entity is None
        or actor.kind == "organisation"
        or actor.place
        or (actor.case and actor.kind == "country")
    ):
        actor = None
        if before[-1:] == [","] or lower[frame.start] == "the" or before[-2:] == [",", "the"]:
            comma = frame.start - 1 if lower[frame.start - 1] == "," else frame.start - 2
            beside = scene.actors.at[comma - 1] if comma > sentence.start and lower[comma] == "," else None
            closed = after[:1] in ([","], ["."], [")"]) or frame.end == sentence.end
            actor = beside if beside is not None and beside.end == comma and closed else None
    if actor is None:
        return
    _claim(claims, _usable((actor,)), Verdict("hosting", occasion, sure(occasion), "host_noun"), frame)


def _host_before_title(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """ "Host Prime Minister X", "the host president, X" """
    lower = scene.reading.lower
    for actor in scene.actors.found:
        opening = lower[actor.start : min(actor.start + 3, actor.end)]
        if not sentence.start <= actor.start < sentence.end or actor.kind != "person" or "host" not in opening:
            continue
        at = actor.start + opening.index("host")
        occasion = which.in_sentence(sentence, at)
        if occasion is not None and actor.entity is not None and scene.reading.title_at[at + 1] is not None:
            verdict = Verdict("hosting", occasion, sure(occasion), "host_noun")
            claims.add(actor.entity, verdict, actor.start, actor.end)
