"""Participation: who attends, hosts, stays away, is represented, is sent, invited or shut out, at which event.

The rules of `participation.toml` say what a frame means for its subject, its object or whoever stands behind a
preposition; lists, ellipses, stand-ins and companions are read in modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.events.talks import talks_claims
from summitry.extract.language.ellipses import ellipses
from summitry.extract.language.forms import Forms
from summitry.extract.language.frames import Frame
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.encountered import met_there
from summitry.extract.participation.event_traits import by_traits
from summitry.extract.participation.gaps import represented_too
from summitry.extract.participation.habits import habitual
from summitry.extract.participation.lists import list_claims
from summitry.extract.participation.named_among import named_among
from summitry.extract.participation.participants import Participants
from summitry.extract.participation.participation_rules import Rule, rules_of
from summitry.extract.participation.reported import reported
from summitry.extract.participation.roll_calls import roll_calls
from summitry.extract.participation.sending import sends_nobody
from summitry.extract.participation.sides_of_events import name_by_sides
from summitry.extract.participation.stand_ins import envoys, stand_ins
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Reading, Sentence
from summitry.extract.scene import Scene
from summitry.findings import Finding
from summitry.lexicon import Cues

_SAID_NO: Final = frozenset({"denied", "denies", "deny", "dismissed", "rejected"})
_THREATS: Final = frozenset({"threaten", "threatens", "threatened", "threatening"})
_TRAVEL: Final = frozenset({"visit", "trip", "tour", "visits", "visiting"})
_HAPPENED: Final = frozenset({"was", "were", "been", "had"})
_PAST: Final = frozenset({"came", "flew", "left", "went", "took", "broke", "made", "met"})
_NOT_DONE: Final = frozenset({"scheduled", "expected", "planned", "invited", "need", "supposed"})
_KEPT: Final = frozenset(
    [
        "bar", "bars", "barred", "barring", "ban", "banned", "banning", "prevent", "prevented", "prevents", "blocked",
        "stop", "stopped", "keep", "kept", "exclude", "excluded", "excluding", "preventing", "block", "discouraged",
    ]
)  # fmt: skip
_NAMED_BELOW: Final = frozenset({"exclude", "invite", "host", "welcome", "gathered"})
_BREAKS: Final = frozenset({"and", "but", ";", "where", "who", "which"})
_ON_THE_MOVE: Final = frozenset({"go", "send"})
_SETS_OUT: Final = ("arriv", "land", "left", "leav", "depart", "flew", "fly", "flies", "head", "touch")
_DONE: Final = frozenset({"appear", "welcome", "there", "tell", "send", "credentials", "accompany"})
_CALL: Final = 6  # tokens behind a verb of speaking in which it is said to be by telephone
_ERRAND: Final = 14  # tokens behind a verb of coming in which it is said what for
_WITH: Final = 3  # sentences after which somebody's company is still that at the event


def participation_findings(scene: Scene) -> Iterator[Finding]:
    """The findings of everybody's taking part."""
    yield from _Participation(scene).read()


class _Participation:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._reading: Reading = scene.reading
        self._rules = scene.reading.lexicon.once(rules_of)
        self._video = scene.reading.lexicon.once(_video)
        self._which = WhichEvent(scene)
        self._who = Participants(scene)
        self._claims = Claims(scene.reading)

    def read(self) -> Iterator[Finding]:
        last: Verdict | None = None
        told = 0
        companions = talks_claims(self._scene, self._claims)
        list_claims(self._scene, self._which, self._claims, items=True)
        for sentence in self._reading.sentences:
            if self._asks(sentence):
                continue
            verdicts: list[tuple[int, Verdict]] = []
            company = sentence.index in companions
            for frame in sorted(self._scene.frames[sentence.index], key=lambda f: f.sense == "accompany"):
                if company and frame.sense in ("attend", "appear", "accompany"):
                    continue
                if habitual(self._reading, frame):
                    continue
                verdicts.extend((frame.start, verdict) for verdict in self._frame(frame))
                stand_ins(self._scene, self._which, frame, self._claims)
            verdicts.sort(key=lambda pair: pair[0])
            goes_on = named_among(
                self._scene, sentence, verdicts, last if sentence.index - told < 2 else None, self._claims
            )
            envoys(self._scene, sentence, verdicts, self._claims)
            represented_too(self._scene, sentence, verdicts, self._claims)
            met_there(self._scene, self._which, sentence, self._claims)
            if not company:
                roll_calls(self._scene, self._which, sentence, self._claims)
            if verdicts:
                last, told = verdicts[-1][1], sentence.index
            elif goes_on:
                told = sentence.index
            elif sentence.index - told > 1:
                last = None
            ellipses(self._scene, sentence, verdicts, last, self._claims)
        list_claims(self._scene, self._which, self._claims, items=False)
        reported(self._scene, self._which, self._claims)
        by_traits(self._scene, self._claims)
        name_by_sides(self._scene, self._claims)
        yield from self._claims.findings()

    def _asks(self, sentence: Sentence) -> bool:
        """A question says nothing."""
        end = sentence.end
        while end > sentence.start and self._reading.lower[end - 1] in ('"', "”", "’", "'", ")"):
            end -= 1
        return end > sentence.start and self._reading.lower[end - 1] == "?"

    def _frame(self, frame: Frame) -> Iterator[Verdict]:
        """Apply the rules of a frame's sense; yield what it says, whoever it is said of."""
        rules = self._rules.get(frame.sense)
        compound = self._reading.lower[frame.end : frame.end + 1] == ["-"]
        if not rules or compound or frame.form in ("noun", "owned") or self._open(frame) or self._who.is_led(frame):
            return
        passive = self._who.is_passive(frame)
        if (
            self._reading.words[frame.start][:1].isupper()
            and frame.start > frame.sentence.start
            and self._reading.words[frame.start - 1][:1].isalnum()
        ):
            return  # part of a name ("Ban Ki-moon")
        if frame.sense == "appear" and self._on_the_phone(frame):
            return
        voice_cancelled = frame.voice.assertion == "cancelled"
        for rule in rules:
            if rule.voice and (rule.voice == "passive") != passive:
                continue
            actors = self._who.of(frame, rule)
            refuted = frame.voice.assertion == "possible" and {"ruled", "rule"}.intersection(
                self._reading.lower[frame.clause[0] : frame.start]
            )
            negated = (frame.voice.negated and not refuted) or self._who.unfit(frame) or self._who.nobody(frame)
            value = rule.value
            if rule.sense == "send" and sends_nobody(self._reading, frame):
                value = "absent" if rule.who == "subject" else ""
            elif negated:
                value = rule.negated
            if not value:
                continue
            inverted = rule.sense == "go" and rule.who == "subject" and not frame.subjects and bool(actors)
            by_video = rule.sense == "appear" and rule.event == "clause" and self._by_video(frame)
            policy = "text" if inverted or by_video else rule.event
            occasion = self._which.of(frame, policy) or (
                self._company_of(frame) if policy in ("companion", "along") else None
            )
            if occasion is None:
                continue
            if value == "attending" and self._by_video(frame):
                value = "virtual"
            verdict = Verdict(value, occasion, self._assertion(frame, rule, value, occasion), rule.sense)
            if value == "attending" and rule.sense == "accompany" and self._joins_by_video(frame, occasion):
                verdict = replace(verdict, value="virtual")
            delegate = self._delegate(frame) if value == "represented" else None
            if voice_cancelled and value in ("represented", "delegate"):
                continue
            for actor in actors:
                if not self._who.of_membership(actor, frame):
                    shut = negated and actor.kind == "country" and rule.sense == "attend" and self._may_not(frame)
                    said = replace(verdict, value="excluded", assertion="asserted") if shut else verdict
                    self._add(actor, said, frame, delegate)
            if rule.who in ("subject", "by"):
                for actor in self._who.along(frame):
                    self._add(actor, verdict, frame, None)
                yield verdict
            elif rule.who == "object" and rule.sense in _NAMED_BELOW and not actors:
                yield verdict  # "barred partners such as A", "hosted leaders including B"

    def _joins_by_video(self, frame: Frame, occasion: Occasion) -> bool:
        """Whether whoever is accompanied takes part from afar."""
        who = {a.entity for a in frame.subjects}
        return any(
            c.verdict.occasion is occasion and c.who in who and c.verdict.value == "virtual" for c in self._claims
        )

    def _company_of(self, frame: Frame) -> Occasion | None:
        """ "X was accompanied by Y", "Y is accompanying X": where X was just said to be."""
        occasion = self._which.meant(frame.sentence)
        if _TRAVEL.intersection(self._reading.lower[frame.sentence.start : frame.sentence.end]):
            return None
        with_whom = frame.actors("") if frame.form != "passive" else frame.subjects
        who = {a.entity for a in with_whom if a.kind == "person"}
        at = self._reading.sentence_at
        there = any(
            c.verdict.occasion is occasion
            and c.who in who
            and c.verdict.value in ("attending", "hosting", "delegate", "virtual")
            and 0 <= frame.sentence.index - at[c.start] <= _WITH
            and not _TRAVEL.intersection(self._reading.lower[c.start : c.end])
            for c in self._claims
        )
        return occasion if there else None

    def _add(self, actor: Actor, verdict: Verdict, frame: Frame, delegate: str | None) -> None:
        entity = actor.entity
        if self._reading.lower[actor.start - 1] == "no" and actor.title is not None:
            entity = actor.title.object  # "no American official" is the country, whoever was meant before
        if entity is not None:
            self._claims.add(
                entity, verdict, min(frame.clause[0], actor.start), max(frame.clause[1], actor.end), delegate
            )

    def _open(self, frame: Frame) -> bool:
        """Whether the clause leaves it open: under "whether" or "if", or with a condition that no modal covers."""
        words = self._reading.lower
        sentence = frame.sentence
        before = words[sentence.start : frame.start]
        for opener in ("whether", "if", "unless"):
            if opener in before:
                position = len(before) - 1 - before[::-1].index(opener)
                if "," not in before[position:]:
                    return True
        group = words[frame.clause[0] : frame.start]
        if "yet" in group and "to" in group:
            return True
        if before[-1:] == ["from"] and _KEPT.intersection(before):
            return True  # "barred partners from attending"
        k = next((k for k in range(len(before) - 1, max(0, len(before) - _ERRAND), -1) if before[k] == "for"), 0)
        if k > 1 and before[k - 1] in ("plan", "plans") and before[k - 2] == "no" and group[-1:] == ["to"]:
            return True  # "there were no plans for X to attend"
        if frame.sense == "accept" and frame.end - frame.start == 1 and group[-1:] == ["to"]:
            return True
        if frame.sense in ("go", "attend") and {"asked", "told", "urged"}.intersection(group):
            return True
        behind = words[frame.end : min(sentence.end, frame.end + 22)]
        return "would" in group and ("if" in behind or "unless" in behind) and frame.voice.assertion != "possible"

    def _by_video(self, frame: Frame) -> bool:
        first, last = frame.clause[0], max(frame.clause[1], frame.end)
        words = self._reading.lower[max(frame.sentence.start, first - 1) : min(last, frame.sentence.end)]
        return self._video.among(words)

    def _assertion(self, frame: Frame, rule: Rule, value: str, occasion: Occasion) -> str:
        voice = frame.voice
        before = self._reading.lower[frame.sentence.start : frame.start]
        if _SAID_NO.intersection(before) and ("that" in before or "reports" in before):
            return "denied"
        if value in ("invited", "excluded"):
            return "asserted"
        if "hinted" in before or "reportedly" in before[-3:]:
            return "possible"
        group = self._reading.lower[frame.clause[0] : frame.start]
        if value == "absent" and _THREATS.intersection(before[-3:]):
            return "possible"
        if value == "absent" and "could" in group and voice.negated and occasion.assertion == "asserted":
            return "asserted"  # "could not come"
        if voice.assertion in ("possible", "denied"):
            return voice.assertion
        if self._reading.lower[frame.clause[0] : frame.start] == ["to"]:
            return self._purpose(frame, occasion)
        if voice.assertion == "cancelled" and value not in ("absent", "represented"):
            return "cancelled"
        if rule.sense == "expected" and voice.tense == "present":
            return "planned"
        if voice.assertion == "planned" or voice.tense == "future":
            return "planned"
        if rule.sense == "go" and not occasion.decided and self._on_the_way(frame):
            return "planned"
        if rule.perfect and not occasion.decided and (voice.tense == "present" or "has" in group or "have" in group):
            return rule.perfect
        under_way = voice.tense == "present" and frame.form == "ing"  # "are joining X at a gala on Friday"
        if voice.tense in ("present", "none") and (frame.form in ("base", "s") or under_way):
            if self._still_to_come(frame):
                return "planned"
            if under_way and not occasion.decided and rule.sense in _ON_THE_MOVE:
                return "planned"  # "is coming", "is sending his minister"
        told = rule.sense in _DONE and voice.tense == "past" and frame.form == "past"
        on_board = {"route", "aboard"}.intersection(self._reading.lower[frame.end : frame.end + _CALL + 2])
        if told and not on_board and not self._is_dated(occasion):
            return "asserted"
        reduced = frame.form == "passive" and not _HAPPENED.intersection(group)  # "hosted by X"
        going_on = self._reading.lower[frame.end - 1].endswith("ing")  # "was hosting"
        if rule.time == "verb" and voice.tense == "past" and not reduced and not going_on:
            return "asserted"
        return "planned" if occasion.assertion in ("planned", "possible") else "asserted"

    @staticmethod
    def _is_dated(occasion: Occasion) -> bool:
        """Whether dates or words such as "next" say when an event is."""
        return any(rank <= 1 for rank, _ in occasion.votes)

    def _may_not(self, frame: Frame) -> bool:
        """Whether a present "cannot" bars from an event ("suspended members cannot take part")."""
        group = self._reading.lower[max(frame.sentence.start, frame.start - 3) : frame.start]
        return bool({"can", "cannot", "ca"}.intersection(group))

    def _on_the_phone(self, frame: Frame) -> bool:
        """Whether two speak by telephone, which is no event ("spoke by phone with X")."""
        words = self._reading.lower[frame.end : min(frame.end + _CALL, frame.sentence.end)]
        return bool({"phone", "telephone"}.intersection(words) and {"with", "to"}.intersection(words))

    def _on_the_way(self, frame: Frame) -> bool:
        """Whether people have set out or arrived for an event, which then is ahead ("has arrived for the summit")."""
        words = self._reading.lower[frame.end : min(frame.end + _ERRAND, frame.sentence.end)]
        words = words[: next((k for k, word in enumerate(words) if word in _BREAKS), None)]
        return self._reading.lower[frame.start].startswith(_SETS_OUT) and bool({"for", "to"}.intersection(words))

    def _purpose(self, frame: Frame, occasion: Occasion) -> str:
        """How sure an infinitive of purpose is: as its main verb, else as the event ("came to open the summit")."""
        for other in reversed(self._scene.frames[frame.sentence.index]):
            if (
                other.end <= frame.start
                and other.form not in ("noun", "owned")
                and other.voice.assertion in ("planned", "possible")
            ):
                return other.voice.assertion or "planned"
            if other.end <= frame.start and other.form not in ("noun", "owned"):
                group = self._reading.lower[other.clause[0] : other.start]
                if other.sense in ("arrival", "go") and {"has", "have"}.intersection(group) and not occasion.decided:
                    return "planned"  # "has arrived to take part in"
                break
        else:
            before = self._reading.lower[frame.sentence.start : frame.start]
            told = any(word in _PAST or (word.endswith("ed") and word not in _NOT_DONE) for word in before)
            if not told:
                return "planned"
        return "planned" if occasion.assertion in ("planned", "possible") else "asserted"

    def _still_to_come(self, frame: Frame) -> bool:
        """Whether a present tense stands beside a day ahead ("arrive on Tuesday")."""
        published = self._scene.published
        for when in self._scene.dates:
            if frame.end <= when.start < min(frame.sentence.end, max(frame.end + 6, frame.clause[1])):
                if when.side == "ahead":
                    return True
                near = when.weekday is not None and when.text.lower().startswith("this ")  # "this Friday evening"
                if published is None:
                    return near or (when.weekday is not None and frame.form != "ing")
                return near or (when.weekday is not None and when.weekday != published.weekday())
        heading = self._scene.occasions.times.heading_date(frame.sentence)
        return heading is not None and heading.side == "ahead"

    def _delegate(self, frame: Frame) -> str | None:
        """The stand-in as written, for who is represented."""
        actors = frame.actors("by") if frame.form == "passive" else frame.actors("")
        if actors:
            return self._reading.text(actors[0].start, actors[-1].end)
        for argument in frame.arguments:
            for actor in argument.actors:
                if actor.kind in ("office", "person"):
                    return self._reading.text(actor.start, actor.end)
        return None


def _video(cues: Cues) -> Forms:
    """The words for taking part from afar."""
    words = [row for row in cues["participation"] if row["table"] == "words"]
    return Forms(str(form).split() for row in words for form in row.get("video", ()))
