"""Standings: how a state stands towards an organisation or a treaty, as one place of the text says it.

The types that the readers of verbs, nouns, steps, lists and ellipses share (`standing_*.py`), and their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.people.actors import Actor
from summitry.extract.people.antecedents import References
from summitry.extract.reading import Reading, Sentence
from summitry.extract.standings.standing_words import Words
from summitry.extract.standings.states import States
from summitry.findings import Entity

NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_CONDITIONS: Final = frozenset({"if", "whether", "unless", "suppose"})


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is a `status` of `body`; tokens `start:end` say so. `again` for what undoes an earlier standing."""

    state: Entity
    status: str
    body: Entity
    assertion: str
    start: int
    end: int
    rule: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Founding:
    """The organisation `body` was founded in `year`; tokens `start:end` say so."""

    body: Entity
    year: str
    start: int
    end: int


@dataclass(slots=True)
class Ground:
    """What standings are read from: one reading with its references, states, and the frames of each sentence."""

    reading: Reading
    words: Words
    references: References
    states: States
    frames: list[list[Frame]] = field(default_factory=list)
    # What was said of nobody named ("all EU states are parties to"), for "A and B are not".
    models: list[Standing] = field(default_factory=list)

    def actor(self, i: int) -> Actor | None:
        """The actor over a token."""
        return self.states.actors.at[i] if 0 <= i < len(self.states.actors.at) else None

    def lead(self, sentence: Sentence, i: int) -> tuple[str, ...]:
        """The words between the actor, the comma or the opening before token `i` and the token."""
        k = i
        while (
            k > sentence.start
            and self.actor(k - 1) is None
            and self.reading.lower[k - 1] not in (",", ";", "(", ":")
            and i - k < 12
        ):
            k -= 1
        return tuple(self.reading.lower[k:i])

    def is_open(self, sentence: Sentence, i: int) -> bool:
        """Whether the clause at token `i` only asks or supposes."""
        words, lower = self.reading.words, self.reading.lower
        if words[sentence.end - 1] == "?" or words[min(sentence.end, len(words) - 1)] == "?":
            return True
        for k in range(i - 1, sentence.start - 1, -1):
            if lower[k] in _CONDITIONS:
                return True
            if lower[k] in (",", ";", ":", "but", "since", "because", "although", "though", "as"):
                return False
        return False

    def is_ranked(self, lead: Sequence[str]) -> bool:
        """Whether words call somebody the first, the last or the 60th to do something."""
        ordinal = (w[:-2].isdigit() and w[-2:] in ("st", "nd", "rd", "th") for w in lead)
        return bool(self.words["firsts"].intersection(lead)) or any(ordinal)

    def is_denied(self, frame: Frame) -> bool:
        """Whether somebody denies what a verb says ("denied that A would leave")."""
        first = min((a.start for a in frame.subjects), default=frame.start)
        before = self.reading.lower[max(frame.sentence.start, first - 4) : frame.start]
        return frame.voice.assertion == "denied" or bool({"denied", "denies", "deny"}.intersection(before))

    def next_sentence(self, sentence: Sentence) -> Sentence | None:
        """The sentence after this one."""
        index = sentence.index + 1
        return self.reading.sentences[index] if index < len(self.reading.sentences) else None

    def states_of(self, actors: Iterable[Actor], *, people: bool = False) -> list[Entity]:
        """The states that actors mean, each once, in order."""
        found = (self.states.state_of(actor, people=people) for actor in actors)
        return list(dict.fromkeys(entity for entity in found if entity is not None))


@dataclass(slots=True)
class Standings:
    """What a reading says of states and bodies, and the ground it was read from."""

    ground: Ground
    all: list[Standing] = field(default_factory=list)
    foundings: list[Founding] = field(default_factory=list)


def stand(
    states: Sequence[Entity],
    status: str,
    bodies: Sequence[Entity],
    assertion: str,
    span: tuple[int, int],
    rule: str,
    again: bool = False,
) -> Iterator[Standing]:
    """The standing of each state towards each body."""
    for body in bodies:
        for state in states:
            if state != body and state.kind != "treaty":
                yield Standing(state, status, body, assertion, span[0], span[1], rule, again)
