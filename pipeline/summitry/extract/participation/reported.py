"""Whom a report lets speak was there: ministers quoted in a report of their meeting, and the people of a photograph.

Of a meeting of ministers that the lead tells as past, those of the ministers who say something are taken to have
been at it, unless the sentence says that it was said elsewhere.
"""

from __future__ import annotations

from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.forms import Forms
from summitry.extract.language.listing import listed, sure
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.findings import Entity
from summitry.vocabulary import MINISTERS

_LEAD: Final = 3  # sentences in which a report says what it is about
_SPOKE: Final = frozenset(
    [
        "said", "says", "told", "argued", "stressed", "noted", "called", "confirmed", "added", "warned", "urged",
        "emphasised", "emphasized", "underlined", "underscored", "highlighted", "expressed", "thanked", "praised",
        "welcomed", "reiterated", "proposed", "defended", "presented", "announced", "outlined", "appealed", "pledged",
    ]
)  # fmt: skip
_ELSEWHERE: Final = frozenset(
    [
        "phone", "telephone", "statement", "letter", "interview", "twitter", "facebook", "tweet", "post", "parliament",
        "earlier", "previously", "ago", "later", "before", "after", "capital", "spokesman", "spokeswoman", "video",
    ]
)  # fmt: skip
_LEFT: Final = Forms((("l", "-", "r"), ("l-r",), ("from", "left"), ("from", "right"), ("left", "to", "right")))
_HEAD: Final = 8  # tokens at the head of a caption in which it says so


def reported(scene: Scene, which: WhichEvent, claims: Claims) -> None:
    """Add those whom a caption or a report of their meeting names."""
    for sentence in scene.reading.sentences:
        _pictured(scene, which, sentence, claims)
    main = scene.occasions.main
    if main is not None and main.ministers and main.assertion == "asserted" and not main.edition:
        _quoted(scene, main, claims)


def _pictured(scene: Scene, which: WhichEvent, sentence: Sentence, claims: Claims) -> None:
    """ "(L-R) A, B and C at the summit" """
    lower = scene.reading.lower
    for i in range(sentence.start, min(sentence.start + _HEAD, sentence.end - 2)):
        form = _LEFT.at(lower, i)
        if not form:
            continue
        people = [a for a in listed(scene, i + len(form), sentence.end) if a.kind == "person"]
        occasion = which.in_sentence(sentence, i)
        if occasion is not None and len(people) > 1:
            verdict = Verdict("attending", occasion, sure(occasion), "pictured")
            for actor in people:
                if actor.entity is not None:
                    claims.add(actor.entity, verdict, i, actor.end)
        return


def _quoted(scene: Scene, occasion: Occasion, claims: Claims) -> None:
    reading = scene.reading
    if min(reading.sentence_at[event.start] for event in occasion.mentions) >= _LEAD:
        return
    told: set[Entity] = {claim.who for claim in claims}
    ministers = {
        role.person.entity
        for role in scene.roles
        if role.tenure != "former" and role.office.removeprefix("deputy_") in MINISTERS
    }
    for actor in scene.actors.found:
        if actor.kind != "person" or actor.case or actor.entity is None or actor.pronoun:
            continue
        if actor.entity in told or actor.entity not in ministers:
            continue
        sentence = reading.sentences[reading.sentence_at[actor.start]]
        behind = reading.lower[actor.end : actor.end + 2]
        if behind[:1] == [","]:
            behind = behind[1:]
        spoke = bool(_SPOKE.intersection(behind)) or (reading.lower[actor.start - 1] in ("said", "added"))
        if spoke and not _ELSEWHERE.intersection(reading.lower[sentence.start : sentence.end]):
            claims.add(actor.entity, Verdict("attending", occasion, "asserted", "quoted"), actor.start, actor.end + 1)
