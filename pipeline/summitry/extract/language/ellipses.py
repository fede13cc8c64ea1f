"""Ellipses: "as will X", "so does X", "neither will X", "X will not", "X did too" take up what was said before."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.forms import Forms
from summitry.extract.language.listing import listed
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene

_AUXILIARIES: Final = frozenset(
    {
        "will",
        "would",
        "did",
        "does",
        "do",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "may",
        "might",
        "could",
        "wo",
    }
)
_TAKERS: Final = frozenset({"as", "so", "nor", "neither"})
_TAKEN_UP: Final = frozenset({"attending", "absent", "virtual", "represented", "invited"})
_ENDS: Final = frozenset({",", ".", ";", "and", "but", "either", "too", "–", "-", "!", "because", "after", "as"})
_FOLLOWS: Final = Forms((("followed", "suit"), ("follows", "suit"), ("did", "likewise"), ("did", "the", "same")))


def ellipses(
    scene: Scene, sentence: Sentence, verdicts: list[tuple[int, Verdict]], last: Verdict | None, claims: Claims
) -> None:
    """Add what the elliptic clauses of a sentence say, by the verdict before them or in the sentence before."""
    lower = scene.reading.lower
    for i in range(sentence.start, sentence.end - 1):
        before = [verdict for start, verdict in verdicts if start < i]
        verdict = before[-1] if before else last
        if verdict is None or verdict.value not in _TAKEN_UP:
            continue
        if lower[i] in _TAKERS and lower[i + 1] in _AUXILIARIES:
            actors = listed(scene, i + 2, sentence.end)
            if not actors or actors[0].start - i > 4:
                continue
            surely = verdict.rule in ("attend", "represent", "skip")
            if actors[0].kind == "country" and not surely and not scene.events_in(sentence):
                continue  # a matter of membership, more likely
            negated = lower[i] in ("nor", "neither")
            _add(scene, claims, actors, verdict, lower[i + 1], negated, i)
        elif lower[i] in _AUXILIARIES and _bare(scene, i, sentence):
            actor = _before(scene, i, sentence)
            if actor is not None:
                negated = lower[i + 1] in ("not", "n't", "n’t")
                _add(scene, claims, [actor], verdict, lower[i], negated, i)
        elif _FOLLOWS.at(lower, i):
            actor = _before(scene, i, sentence)
            if actor is not None and last is not None:
                _add(
                    scene,
                    claims,
                    [actor],
                    verdict,
                    "did" if verdict.assertion == "asserted" else "will",
                    verdict.value == "absent",
                    i,
                )


def _bare(scene: Scene, i: int, sentence: Sentence) -> bool:
    """Whether the auxiliary ends its clause: "will not.", "did too,"."""
    lower = scene.reading.lower
    following = lower[i + 1]
    if following in ("not", "n't", "n’t"):
        return i + 2 >= sentence.end or lower[i + 2] in _ENDS
    return following == "too" or (following == "so" and lower[i + 2 : i + 3] in ([","], ["."], ["too"]))


def _before(scene: Scene, i: int, sentence: Sentence) -> Actor | None:
    k = i - 1
    if k > sentence.start and scene.reading.lower[k] == ",":
        k -= 1
    actor = scene.actors.at[k] if k >= sentence.start else None
    return actor if actor is not None and actor.entity is not None and not actor.place and not actor.case else None


def _add(
    scene: Scene, claims: Claims, actors: list[Actor], verdict: Verdict, auxiliary: str, negated: bool, i: int
) -> None:
    if auxiliary in ("will", "would", "wo"):
        assertion = "planned"
    elif auxiliary in ("may", "might", "could"):
        assertion = "possible"
    elif auxiliary in ("did", "was", "were", "had"):
        assertion = "asserted"
    else:
        assertion = verdict.assertion
    value = verdict.value if verdict.value in ("virtual", "invited") else "attending"
    if negated or (verdict.value == "absent" and scene.reading.lower[i] in ("as", "so")):
        value = "absent"
    for actor in actors:
        if actor.entity is not None:
            claims.add(
                actor.entity,
                Verdict(value, verdict.occasion, assertion, "ellipsis"),
                min(i, actor.start),
                max(i + 2, actor.end),
            )
