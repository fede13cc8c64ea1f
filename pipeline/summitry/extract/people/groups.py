"""Whom a noun for several people means: "the delegation" its leader, "the four diplomats" those named as such."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.scene import Scene

_DELEGATIONS: Final = frozenset({"delegation", "mission"})
_DETERMINERS: Final = frozenset({"the", "his", "her", "their"})
_BESIDE: Final = frozenset({"a", "an", "his", "her"})
_LED: Final = frozenset({"led", "headed"})
_ADVERBS: Final = frozenset({"also", "then", "later", "has", "have", "had", "all", "both"})
_NUMBERS: Final = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_OFFICES: Final = {
    "diplomats": ("ambassador", "envoy", "foreign_minister"),
    "ambassadors": ("ambassador",),
    "envoys": ("ambassador", "envoy"),
    "ministers": ("minister",),
    "presidents": ("president",),
    "leaders": ("president", "prime_minister", "monarch", "leader"),
}
_PHRASE: Final = 4  # tokens of a phrase that ends in such a noun
_JOINED: Final = 6  # tokens between somebody and the delegation beside them ("X and a high-level business delegation")


class Groups:
    """Finds whom the nouns for several people in one scene mean."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def meant(self, frame: Frame) -> tuple[Actor, ...]:
        """Who does what a frame says when its subject is such a noun."""
        reading = self._scene.reading
        end = frame.clause[0]
        while end > frame.sentence.start and reading.lower[end - 1] in _ADVERBS:
            end -= 1
        words = reading.lower[max(frame.sentence.start, end - _PHRASE) : end]
        if not words or any(a is not None and a.entity is not None for a in self._scene.actors.at[end - 1 : end]):
            return ()
        if words[-1] in _DELEGATIONS and words[-2:-1] and words[-2] in _DETERMINERS:
            return self._leader(end)
        number = _NUMBERS.get(words[-2]) if len(words) > 1 else None
        offices = _OFFICES.get(words[-1])
        return self._holders(number, offices, end) if number and offices else ()

    def _leader(self, end: int) -> tuple[Actor, ...]:
        """Who leads the delegation that was told of last before a token."""
        lower, at = self._scene.reading.lower, self._scene.actors.at
        for i in range(end - 2, 0, -1):
            if lower[i] not in _DELEGATIONS:
                continue
            for k in range(i + 1, min(i + _JOINED, end - 1)):
                led = at[k + 1] if lower[k] == "by" and lower[k - 1] in _LED else None
                if led is not None and led.person is not None:
                    return (led,)
            k = i - 1
            while k > i - _JOINED and k > 0 and lower[k] != "and":
                k -= 1
            beside = at[k - 1] if k > 0 and lower[k] == "and" and lower[k + 1] in _BESIDE else None
            if beside is not None and beside.person is not None and not beside.case:
                return (beside,)
        return ()

    def _holders(self, number: int, offices: tuple[str, ...], end: int) -> tuple[Actor, ...]:
        """The people with an office that ends so who are named before a token, if they are as many."""
        held = {r.person.entity for r in self._scene.roles if r.start < end and r.office.endswith(offices)}
        named: dict[object, Actor] = {}
        for actor in self._scene.actors.found:
            if actor.start < end and actor.entity in held and not actor.pronoun:
                named.setdefault(actor.entity, actor)
        return tuple(named.values()) if len(named) == number else ()
