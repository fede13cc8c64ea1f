"""Standings: how a state stands towards an organisation or a treaty, as one place of the text says it.

Verbs ("joined", "suspended"), nouns of a status ("a member of", "observers include") and nouns of a step ("Kosovo's
bid") are read apart; what a clause leaves out ("as do A and B", "C is not") is copied from the standing before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from summitry.extract.actors import Actor, Actors
from summitry.extract.antecedents import References
from summitry.extract.events import EventMention
from summitry.extract.frames import Frame, FrameReader
from summitry.extract.reading import Reading, Sentence
from summitry.extract.served import Served
from summitry.extract.states import States, plain_events
from summitry.findings import Entity
from summitry.lexicon import Lexicon

NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_ADVERBS: Final = frozenset({"also", "still", "already", "now", "since", "then", "later", "formally", "officially", "both", "all", "first"})
_BY_LAYOUT: Final = ("standing.members", "standing.aside", "standing.list")
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


@dataclass(frozen=True)
class StatusNoun:
    """A noun phrase for a status; `bound` when it needs the name of a body beside it."""

    words: tuple[str, ...]
    status: str
    bound: bool


@dataclass(frozen=True)
class Words:
    """The words of `membership.toml` and `treaties.toml` that the readers of verbs and nouns share."""

    wishes: frozenset[str]
    invited: frozenset[str]
    threats: frozenset[str]
    announced: frozenset[str]
    undone: frozenset[str]
    done: frozenset[str]
    approved: frozenset[str]
    governments: frozenset[str]
    neutral: frozenset[str]
    foundations: frozenset[str]
    shades: tuple[tuple[tuple[str, ...], str], ...]
    statuses: dict[str, tuple[StatusNoun, ...]]
    steps: dict[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Words:
        rows = [*lexicon.cues["membership"], *lexicon.cues["treaties"]]
        sets = {
            name: frozenset(str(row["value"]) for row in rows if row["table"] == name)
            for name in ("wishes", "invited", "threats", "announced", "undone", "done", "approved", "governments", "neutral")
        }
        founding = frozenset(noun for row in lexicon.cues["founded"] for noun in row.get("nouns", ()))
        shades = [(tuple(w.split()), str(r["status"])) for r in rows if r["table"] == "shade" for w in r["words"]]
        statuses: dict[str, list[StatusNoun]] = {}
        steps: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in rows:
            for form in row.get("nouns", ()):
                words = tuple(str(form).split())
                if row["table"] == "status":
                    statuses.setdefault(words[0], []).append(StatusNoun(words, str(row["status"]), bool(row.get("bound"))))
                elif row["table"] == "step":
                    steps.setdefault(words[0], []).append((words, str(row["sense"])))
        return cls(
            **sets,
            foundations=founding,
            shades=tuple(sorted(shades, key=lambda s: (-len(s[0]), s))),
            statuses={k: tuple(sorted(v, key=lambda n: (-len(n.words), n.bound))) for k, v in statuses.items()},
            steps={k: tuple(sorted(v, key=lambda n: -len(n[0]))) for k, v in steps.items()},
        )


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
        while k > sentence.start and self.actor(k - 1) is None and self.reading.lower[k - 1] not in (",", ";", "(", ":") and i - k < 12:
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
            if lower[k] in (",", ";", "but"):
                return False
        return False

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
    ground: Ground, states: Sequence[Entity], status: str, bodies: Sequence[Entity], assertion: str, span: tuple[int, int], rule: str, again: bool = False
) -> Iterator[Standing]:
    """The standing of each state towards each body."""
    for body in bodies:
        for state in states:
            if state != body and state.kind != "treaty":
                yield Standing(state, status, body, assertion, span[0], span[1], rule, again)


class StandingReader:
    """Reads the standings of a reading with the cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = Words.of(lexicon)
        self._frames = FrameReader(lexicon, verbs="standing", nouns="")

    def read(self, reading: Reading, actors: Actors, events: list[EventMention], served: Served) -> Standings:
        """All standings and foundations in the order of the text."""
        # The readers of nouns and verbs need the types of this module.
        from summitry.extract.foundings import foundings
        from summitry.extract.standing_lists import standings_in_lists
        from summitry.extract.standing_nouns import standings_of_nouns
        from summitry.extract.standing_steps import standings_of_steps
        from summitry.extract.standing_verbs import standings_of_verbs

        references = References(reading)
        if not references.all:
            return Standings(Ground(reading, self._words, references, States(reading, actors, references, served, frozenset())))
        states = States(reading, actors, references, served, self._words.governments)
        ground = Ground(reading, self._words, references, states)
        plain = plain_events(events, states)
        ground.frames = [
            [
                _mended(reading, frame)
                for frame in self._frames.read(reading, s, states.actors, plain)
                if reading.lower[frame.start] not in ("'s", "’s")
            ]
            for s in reading.sentences
        ]
        found: list[Standing] = []
        years: list[Founding] = []
        for sentence in reading.sentences:
            founded = list(foundings(ground, sentence))
            years.extend(f for f in founded if isinstance(f, Founding))
            here = [
                *(f for f in founded if isinstance(f, Standing)),
                *standings_of_verbs(ground, sentence),
                *standings_of_nouns(ground, sentence),
                *standings_of_steps(ground, sentence),
                *standings_in_lists(ground, sentence),
            ]
            here.sort(key=lambda s: (s.start, s.end, s.status, s.state))
            found.extend(here)
            found.extend(_left_out(ground, sentence, here, found))
        return Standings(ground, found, years)


def _mended(reading: Reading, frame: Frame) -> Frame:
    """A verb whose past looks like its base ("was set up", "has quit") in the form that its auxiliary gives it."""
    before = [w for w in reading.lower[frame.clause[0] : frame.start] if w not in _ADVERBS]
    if frame.form != "base" or not before:
        return frame
    if {"is", "are", "was", "were", "been", "be"}.intersection(before[-2:]) and "to" not in before[-2:]:
        return replace(frame, form="passive", voice=replace(frame.voice, passive=True))
    return replace(frame, form="part") if {"has", "have", "had"}.intersection(before[-2:]) and "to" not in before[-2:] else frame


def _left_out(ground: Ground, sentence: Sentence, here: list[Standing], before: list[Standing]) -> Iterator[Standing]:
    """Standings by ellipsis: "as do A and B", "nor does C", "D is not", "E could follow"."""
    lower = ground.reading.lower
    for i in range(sentence.start, sentence.end - 1):
        if lower[i] in ("as", "so", "nor", "neither") and lower[i + 1] in ("do", "does", "did", "is", "are", "was", "were", "has", "have", "will"):
            group = ground.states_of(ground.states.group_from(i + 2, sentence.end))
            model = _last(ground, before, i)
            if group and model is not None and model.rule not in _BY_LAYOUT and all(state.kind == "country" for state in group):
                yield from _copies(ground, group, model, lower[i] in ("nor", "neither"), model.assertion, (i, i + 3))
        elif lower[i] in ("alongside", "besides") and here and here[-1].status == "member" and here[-1].end <= i:
            group = ground.states_of(ground.states.group_from(i + 1, sentence.end))
            if len(group) > 1:
                yield from _copies(ground, group, here[-1], False, "asserted", (i, i + 2))
    for frame in ground.frames[sentence.index]:
        yield from _bare(ground, frame, before)


def _bare(ground: Ground, frame: Frame, before: list[Standing]) -> Iterator[Standing]:
    lower = ground.reading.lower
    end = frame.sentence.end
    from summitry.extract.standing_verbs import subjects

    states = subjects(ground, frame)
    model = _last(ground, before, frame.start)
    if model is None or not states or ground.is_open(frame.sentence, frame.start):
        return
    after = [w for w in lower[frame.end : min(frame.end + 4, end)]]
    span = (frame.subjects[0].start if frame.subjects else frame.clause[0], frame.end)
    if frame.sense == "follow" and "yet" in ground.lead(frame.sentence, frame.start):
        return
    if frame.sense == "follow":
        followed = ground.states_of(frame.actors(""))
        model = next((s for s in reversed(before) if s.state in followed), model)
        interested = lower[frame.end - 1] == "interested"
        if interested and (model.status != "candidate" or not {"too", "also", "well"}.intersection(after)):
            return
        if lower[frame.end - 1] == "so" and frame.voice.negated and model.status in ("joining", "candidate") and model.state in states:
            yield from stand(ground, states, "non_member", [model.body], "asserted", span, "standing.ellipsis", True)
            return
        if frame.voice.assertion is None and frame.form == "past" and lower[frame.end - 1] != "so" and not frame.voice.negated:
            if after[:1] in (["suit"], ["on"], ["in"], ["later"], ["."], [","]) and not frame.actors("") and model.state not in states:
                yield from _copies(ground, states, model, False, model.assertion, span)
            return
        if frame.voice.assertion in ("planned", "possible", "denied") and not frame.voice.negated or interested:
            status = "leaving" if model.status == "left" else model.status
            if lower[frame.end - 1] == "so" and model.state not in states and model.status != "non_member":
                return
            if lower[frame.end - 1] == "so":
                status = {"non_member": "joining", "non_party": "party", "signatory": "party"}.get(status, status)
            assertion = "asserted" if interested else "denied" if ground.is_denied(frame) else str(frame.voice.assertion)
            if lower[frame.end - 1] == "so" and assertion == "possible":
                assertion = "planned" if "expected" in ground.lead(frame.sentence, frame.start) else assertion
            yield from _copies(ground, states, replace(model, status=status), False, assertion, span)
    elif frame.sense == "copula" and after and frame.form in ("s", "past"):
        negated = after[0] in NEGATIONS
        rest = after[1:] if negated else after
        closed = not rest or rest[0] in (".", ",", ";", ")", "—", "-", "either") or frame.end + len(after) == end and negated and len(rest) == 0
        if negated and closed or (not negated and rest[:1] in (["too"], ["also"]) and (len(rest) < 2 or rest[1] in (".", ",", ";"))):
            yield from _copies(ground, states, model, negated, "asserted", (span[0], frame.end + 1))
    elif frame.sense == "grant" and after[:3] == ["the", "same", "status"]:
        yield from _copies(ground, states, model, False, frame.voice.assertion or "asserted", span)


def _last(ground: Ground, before: Sequence[Standing], i: int) -> Standing | None:
    """The standing said last before token `i`, of whomever."""
    said = [s for s in (*before, *ground.models) if s.start <= i]
    return max(said, key=lambda s: s.start) if said else None


def _copies(
    ground: Ground, states: Sequence[Entity], model: Standing, negated: bool, assertion: str, span: tuple[int, int]
) -> Iterator[Standing]:
    reading = ground.reading
    if reading.sentence_at[span[0]] - reading.sentence_at[model.start] > 12:
        return
    status = model.status
    if negated:
        opposite = {"member": "non_member", "party": "non_party", "non_party": "non_party", "non_member": "non_member", "founder": "non_member"}
        if status not in opposite:
            return
        status = opposite[status]
    yield from stand(ground, states, status, [model.body], assertion, span, "standing.ellipsis")
