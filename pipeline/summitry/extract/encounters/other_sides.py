"""The other side of a meeting: whom a sentence says somebody met."""

from __future__ import annotations

from typing import Final

from summitry.extract.encounters.circumstances import CLOSE
from summitry.extract.encounters.destinations import NOUNS
from summitry.extract.language.frames import Argument, Frame
from summitry.extract.language.listing import listed
from summitry.extract.people.actors import Actor
from summitry.extract.people.sides import Sides
from summitry.extract.scene import Scene
from summitry.lexicon import Cues

_STATES: Final = frozenset({"countries", "states", "members", "nations"})
_TIME: Final = 6  # tokens of "for half an hour and"
_FAR: Final = 9  # tokens between a noun and the "between" that belongs to it
_CLOSED: Final = {
    "syntax": ("breaks", "preposed", "relatives", "adverbs", "times", "function", "finite"),
    "groups": ("prepositions", "joins"),
}
_ARE: Final = frozenset({"are", "were", "include", "included"})
_LINKS: Final = frozenset({"relations", "ties", "cooperation", "trade", "links", "relationship", "friendship"})


class OtherSides:
    """Reads those met in one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._sides = Sides(scene)
        self._closed = scene.reading.lexicon.once(_closed)

    def read(self, frame: Frame) -> list[Actor]:
        """Those whom the subject of a frame meets."""
        copula = self._scene.reading.lower[frame.end : frame.end + 1]
        return self._behind_copula(frame) if _ARE.intersection(copula) else self._behind(frame)

    def _behind(self, frame: Frame) -> list[Actor]:
        """Those met: the direct object of "met", or whoever stands behind "with"."""
        found: list[Actor] = []
        opened, end = False, frame.end
        wanted = ("", "with") if frame.sense == "meet" else ("with",)
        if frame.form == "passive":
            wanted = ("by", "with")
        for argument in frame.arguments:
            if argument.event is not None or not argument.actors:
                continue
            if self._is_of_noun(frame, argument):
                break
            people = [a for a in argument.actors if self.is_whole(a)]
            if argument.preposition == "including" and (found or opened):
                found = [a for a in found if not a.unnamed] + people
            elif argument.preposition == "by" and not found and self.is_led(frame, argument):
                opened, end = True, argument.end
                found.extend(argument.actors[:1])
            elif not argument.preposition and opened and self._goes_on(end, argument.start):
                found.extend(people)
                end = argument.end
            elif argument.preposition in wanted and (argument.preposition == "with" or not found):
                if self.late(frame, argument) and not (opened and argument.start - end <= CLOSE):
                    continue
                opened, end = True, argument.end
                found.extend(people)
        if frame.sense == "discuss":
            found = [a for a in found if a.person is not None]
        return list(dict.fromkeys(self._sides.named(a) for a in found))

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether another one is met for a time of its own ("talks with X for 30 minutes and" Y "for 35")."""
        between = self._scene.reading.lower[end:start]
        return between[:1] == ["for"] and between[-1:] == ["and"] and len(between) < _TIME

    def is_led(self, frame: Frame, argument: Argument) -> bool:
        """Whether an argument leads the delegation that is met ("received a delegation led by" X)."""
        words = self._scene.reading.lower[frame.end : argument.start]
        words = words[:-1] if words[-1:] == ["the"] else words
        led = words[-2:-1] in (["led"], ["headed"]) and words[-1:] == ["by"]
        return led and frame.form != "passive" and not {"delegation", "team", "mission"}.isdisjoint(words)

    def _behind_copula(self, frame: Frame) -> list[Actor]:
        """Those behind a copula ("Among those she has met are A, B; and C")."""
        found = listed(self._scene, frame.end + 1, frame.sentence.end)
        return [a for a in found if a.person is not None] if frame.sense == "meet" else self._behind(frame)

    def _is_of_noun(self, frame: Frame, argument: Argument) -> bool:
        """Whether an argument belongs to a noun that stands between ("met A ahead of talks with" B)."""
        nouns = self._scene.frames[frame.sentence.index]
        return any(n.sense == "talk" and n.form in NOUNS and frame.end <= n.start < argument.start for n in nouns)

    def is_whole(self, actor: Actor) -> bool:
        """Whether an actor is itself the side, not a word before another noun ("NATO colleagues")."""
        words = self._scene.reading.words
        if actor.entity is None or actor.place or words[actor.start - 1 : actor.start] == ["("]:
            return False
        mention = self._scene.reading.mention_at[actor.start]
        if mention is not None and mention.kind == "organisation" and mention.form == "forum":
            return False  # the leaders of the G7 are many sides
        if actor.person is not None or actor.unnamed:
            return not self._is_of_many(actor)
        end = actor.end + 3 if words[actor.end : actor.end + 1] == ["("] else actor.end  # "the Nordic Council (NC)"
        if self._scene.reading.title_at[min(end, len(words) - 1)] is not None:
            return False
        after = "".join(words[end : end + 1])
        noun = after.islower() and after.isalpha() and after not in self._closed and not after.endswith("ly")
        return not noun

    def _is_of_many(self, actor: Actor) -> bool:
        """Whether those met are of the states in a body ("the foreign ministers of five ASEAN countries")."""
        if actor.person is not None or actor.entity is None or actor.entity.kind != "organisation":
            return False
        envoys = actor.title is not None and actor.title.plural and actor.title.office == "ambassador"
        after = self._scene.reading.lower[actor.end : actor.end + 2]
        return envoys or not _STATES.isdisjoint(after)

    def late(self, frame: Frame, argument: Argument) -> bool:
        """Whether an actor without a preposition stands too far from the verb to be its object."""
        between = self._scene.reading.lower[frame.end : argument.start]
        if frame.form in NOUNS and "," in between:
            return True
        if between and between[-2:-1] and between[-2] in _LINKS and argument.preposition == "between":
            return True  # "at the talks relations between" A and B
        if argument.preposition == "between" and (len(between) > _FAR or self._has_verb(frame.end, argument.start)):
            return True
        infinitive = any(word == "to" and between[k - 1 : k] != ["-"] for k, word in enumerate(between))
        return infinitive or any(word in between for word in (";", "that", "where", "over", "amid"))

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a noun has its verb in between ("discussions covered cooperation between" A and B)."""
        words = self._scene.reading.lower[start:end]
        return any(
            word.endswith("ed") and words[k + 1 : k + 2] not in (["between"], ["by"]) for k, word in enumerate(words)
        )


def _closed(cues: Cues) -> frozenset[str]:
    """The words that no noun or name is among."""
    return frozenset(
        str(row["value"]) for cue, tables in _CLOSED.items() for row in cues[cue] if row["table"] in tables
    )
