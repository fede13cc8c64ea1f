"""Of whom a rule is said: the subject of a frame, also behind the verb or left to the verb before it."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.forms import Forms
from summitry.extract.language.frames import Frame
from summitry.extract.language.listing import group_before, listed
from summitry.extract.participation.participation_rules import Rule
from summitry.extract.participation.sending import sends_somebody
from summitry.extract.people.actors import Actor
from summitry.extract.scene import Scene
from summitry.findings import Entity

_COMING: Final = frozenset({"come", "comes", "came", "coming", "arrive", "arrives", "arrived", "arriving"})
_OPENING: Final = 16  # tokens of an opening, and of what stands before the name behind it
_SPOKE: Final = frozenset({"said", "says", "told", "urged", "called"})
_SINGULAR: Final = frozenset({"is", "was", "has"})
_NEAR: Final = 2  # sentences back in which an event is still what somebody comes or is asked to
_COUNTRY: Final = frozenset({"country", "nation", "state", "island", "kingdom", "republic", "government", "homeland"})
_NOT_TO: Final = _SPOKE | {"and", "but", "that", "the", "for", "of", "because", "if", "when", "as"}
_OTHERS: Final = frozenset(
    {"countries", "nations", "states", "leaders", "members", "governments", "delegates", "people"}
)
_BESIDES: Final = Forms((("in", "addition", "to"), ("besides",), ("apart", "from"), ("along", "with"), ("alongside",)))
_JOINING: Final = frozenset({"join", "joining", "joined", "bloc", "member", "members", "membership", "accession"})


class Participants:
    """Finds the actors a rule speaks of, and says what the words around a verb do to it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._reading = scene.reading

    def of(self, frame: Frame, rule: Rule) -> list[Actor]:
        if rule.who == "subject":
            found = (
                frame.subjects
                or (self.inverted(frame) if rule.sense in ("go", "attend") else ())
                or (self._city(frame) if rule.sense == "host" else ())
                or (self._speaker(frame) if rule.sense == "say" else ())
                or (self._behind_opening(frame) if rule.sense in ("appear", "tell", "welcome") else ())
            )
        elif rule.who == "object":
            found = frame.actors("")
        else:
            found = frame.actors(rule.who) or (
                tuple(listed(self._scene, frame.end + 1, frame.sentence.end))
                if rule.who == "by" and self._reading.lower[frame.end] == "by"
                else ()
            )
        if rule.who == "subject" and self._of_others(frame):
            return []
        stands_for = rule.sense == "represent" and rule.voice == "active" and rule.who == "subject"
        if stands_for and not frame.actors("") and not self._own_country(frame):
            return []
        if rule.who == "object" and rule.sense == "represent" and not found:
            found = self._own_country(frame)
        if rule.who == "by" and (self._with_dashes(frame) or self._by_items(frame)):
            found = tuple(listed(self._scene, frame.end + 1, frame.sentence.end))
        if rule.who == "object" and rule.sense == "gathered" and found and found[0].kind == "country":
            found = tuple(listed(self._scene, found[0].start, frame.sentence.end))
        if rule.who == "subject" and len(found) > 1 and self._of_one(frame):
            found = found[-1:]
        if rule.who == "object":
            found = tuple(a for a in found if not a.case and not (rule.sense == "send" and a.pronoun))
            found = tuple(a for k, a in enumerate(found) if not k or not self._acts_itself(frame, a))
        if rule.who == "subject" and frame.sense == "attend" and self._at_place(frame, found):
            found = self._of_journey(frame)
        if rule.who == "subject" and not found:
            found = self._taken_over(frame)
        elif rule.sense == "accept" and found and found[0].pronoun:
            asked = [
                f for f in self._scene.frames[frame.sentence.index] if f.sense == "invite" and f.end <= frame.start
            ]
            found = asked[-1].actors("") or found if asked else found
        if rule.sense == "send" and rule.who == "subject" and not sends_somebody(self._reading, frame):
            return []
        return [
            a
            for a in found
            if a.entity is not None
            and not a.place
            and (not rule.kinds or a.kind in rule.kinds or ("unnamed" in rule.kinds and self._is_group(a)))
        ]

    def _of_others(self, frame: Frame) -> bool:
        """Whether an infinitive is of unnamed people behind a preposition: "promises from many countries to attend"."""
        lower, k = self._reading.lower, frame.start - 2
        if lower[frame.start - 1] != "to" or lower[k] not in _OTHERS:
            return False
        return bool({"from", "for", "by", "among", "of"}.intersection(lower[max(frame.sentence.start, k - 4) : k]))

    def _own_country(self, frame: Frame) -> tuple[Actor, ...]:
        """The country of who represents it without naming it ("is to represent the island nation")."""
        behind = self._reading.lower[frame.end : frame.end + 4]
        person = next((a.person for a in frame.subjects if a.person is not None), None)
        if person is None or not _COUNTRY.intersection(behind) or behind[0] not in ("his", "her", "their", "the"):
            return ()
        country = self._scene.served.country_of(person)
        return (Actor(frame.end, frame.end + 2, "country", country),) if country is not None else ()

    def _at_place(self, frame: Frame, found: tuple[Actor, ...]) -> bool:
        """Whether the country before an infinitive is where somebody goes ("will visit Fiji to attend the summit")."""
        if self._reading.lower[frame.start - 1] != "to" or len(found) != 1 or found[0].kind != "country":
            return False
        first, lower = found[0].start, self._reading.lower
        if found[0].unnamed or first == frame.sentence.start:
            return False
        return lower[first - 1].isalpha() and lower[first - 1] not in _NOT_TO

    def _of_journey(self, frame: Frame) -> tuple[Actor, ...]:
        """The subject of the verb before an infinitive of purpose."""
        before = [
            other
            for other in self._scene.frames[frame.sentence.index]
            if other.end <= frame.start and other.subjects and other.form not in ("noun", "owned")
        ]
        return before[-1].subjects if before else ()

    def _acts_itself(self, frame: Frame, actor: Actor) -> bool:
        """Whether an actor behind a verb is the subject of the next ("is sending A, and B will be represented")."""
        return any(
            actor in other.subjects and other.start > actor.end and other.form not in ("noun", "owned")
            for other in self._scene.frames[frame.sentence.index]
        )

    def _of_one(self, frame: Frame) -> bool:
        """Whether a clause is of one only: "A, B and C, who is representing D", "A and B, representing D"."""
        lower = self._reading.lower
        if frame.sense in ("represent", "stand_in") and frame.form == "ing" and lower[frame.start - 1] == ",":
            return True
        opening = next(
            (k for k in range(frame.start - 1, max(frame.sentence.start, frame.start - 5), -1) if lower[k] == "who"),
            None,
        )
        if opening is not None and frame.sense in ("represent", "stand_in"):
            return True
        return opening is not None and (
            lower[opening + 1] in _SINGULAR or (frame.form == "s" and opening + 1 == frame.start)
        )

    def _with_dashes(self, frame: Frame) -> bool:
        """Whether countries stand before their people behind "by": "by the leaders of India - X and Iran - Y"."""
        at, lower = self._scene.actors.at, self._reading.lower
        places = range(frame.end + 1, frame.sentence.end - 1)
        pairs = (k for k in places if lower[k] in ("-", "–", "—") and at[k - 1] is not None and at[k + 1] is not None)
        return any(at[k - 1] is not at[k + 1] for k in pairs)

    def _by_items(self, frame: Frame) -> bool:
        """Whether those behind "by" are told apart by semicolons: "attended by A, minister of B; C, minister of D"."""
        lower = self._reading.lower
        told = frame.sense == "attend" and ";" in lower[frame.end : frame.sentence.end]
        return (told or frame.sense == "accompany") and lower[frame.end] == "by"

    @staticmethod
    def _is_group(actor: Actor) -> bool:
        """Whether a country is meant by its unnamed leaders or its delegation, not by one holder of an office."""
        state = actor.entity is not None and actor.entity.kind == "country"
        return state and actor.unnamed and (actor.title is None or actor.title.plural)

    def along(self, frame: Frame) -> list[Actor]:
        """Who does it along with the subject."""
        if frame.sense not in ("attend", "go", "appear", "expected"):
            return []
        return (
            self._besides(frame)
            + [
                actor
                for argument in frame.following("with")
                for actor in argument.actors
                if actor.kind == "person"
                and not actor.case
                and (
                    self._reading.lower[argument.start - 2] in ("along", "together")
                    or "co" in self._reading.lower[frame.start : argument.start]  # "to co-chair the summit with X"
                    or (
                        frame.sense in ("go", "attend", "expected")
                        and any(self._reading.title_at[actor.start - 1 : actor.end])
                        and not {"talks", "meeting", "meet", "for", "summit"}.intersection(
                            self._reading.lower[frame.end : argument.start]
                        )
                    )
                )
            ]
        )

    def _besides(self, frame: Frame) -> list[Actor]:
        """Who else it is said of: "In addition to X and the host, Y were present"."""
        lower, first = self._reading.lower, frame.sentence.start
        opening = _BESIDES.at(lower, first)
        if not opening or frame.voice.negated or lower[first + len(opening)].endswith("ing"):
            return []  # "Besides holding talks with X, she will"
        comma = next((k for k in range(first, frame.start) if lower[k] == ","), first)
        return [a for a in listed(self._scene, first + len(opening), comma) if a.kind == "person"]

    def _taken_over(self, frame: Frame) -> tuple[Actor, ...]:
        """The subject of a verb whose own is a pronoun or just before it ("have confirmed that they will be there")."""
        lower, start = self._reading.lower, frame.clause[0]
        if lower[start - 1] in ("they", "he", "she", "it"):
            before = [
                f
                for f in self._scene.frames[frame.sentence.index]
                if f.end <= start and f.subjects and f.form not in ("noun", "owned")
            ]
            return before[-1].subjects if before and lower[start - 1] != "it" else ()
        aside = self._behind_aside(frame, start - 1) if lower[start - 1] == "," else ()
        if aside:
            return aside
        if frame.form in ("past", "part") and self.is_passive(frame):
            k = frame.start - 1
            while k > frame.sentence.start and lower[k] in (
                ",",
                ":",
                "remains",
                "remained",
                "remain",
                "still",
                "-",
                "–",
            ):
                k -= 1
            actor = self._scene.actors.at[k]
            return (actor,) if actor is not None and not actor.place else ()
        return ()

    def _behind_aside(self, frame: Frame, comma: int) -> tuple[Actor, ...]:
        """The actors before an aside: "Mali, Guinea and Burkina Faso, all under military rule, were not invited"."""
        lower = self._reading.lower
        opening = next(
            (k for k in range(comma - 1, max(frame.sentence.start, comma - 12), -1) if lower[k] == ","), None
        )
        if opening is None or any(self._scene.actors.at[k] is not None for k in range(opening + 1, comma)):
            return ()
        return tuple(group_before(self._scene, opening, frame.sentence.start))

    def unfit(self, frame: Frame) -> bool:
        """ "is not well enough to attend", "too ill to travel", "failing to invite" """
        lower = self._reading.lower
        before = lower[max(frame.sentence.start, frame.start - 5) : frame.start]
        if before[-2:] in (["failing", "to"], ["refusing", "to"]):
            return True
        return before[-1:] == ["to"] and (
            "too" in before[-3:] or ("enough" in before[-2:] and bool({"not", "n't", "n’t"}.intersection(before)))
        )

    def is_led(self, frame: Frame) -> bool:
        """Whether a verb that else means a way is one of leading ("the side was headed by X")."""
        return frame.sense == "go" and frame.form == "passive" and self._reading.lower[frame.end] == "by"

    def is_passive(self, frame: Frame) -> bool:
        """Whether the verb is passive, also without a form of "be" ("represented by", "remains barred")."""
        if frame.form == "passive":
            return True
        before = self._reading.lower[frame.start - 1]
        return (
            frame.form in ("past", "part")
            and frame.start == frame.clause[0]
            and before in ("remains", "remained", "remain", "still")
        )

    def inverted(self, frame: Frame) -> tuple[Actor, ...]:
        """The subject behind the verb: "From Africa come A and B"."""
        first = self._reading.lower[frame.sentence.start]
        if (
            frame.form not in ("base", "s", "past")
            or first not in ("from", "also", "then", "here", "in", "with", "among", "there")
            or frame.start - frame.sentence.start > 7
        ):
            return ()
        return tuple(a for a in listed(self._scene, frame.end, frame.sentence.end) if a.kind == "person")

    def _behind_opening(self, frame: Frame) -> tuple[Actor, ...]:
        """Whoever a participle at the head of a sentence is of: "Opening the meeting, the chairman, Z, said"."""
        if frame.form != "ing" or frame.start - frame.sentence.start > 1:
            return ()
        lower = self._reading.lower
        stop = min(frame.end + _OPENING, frame.sentence.end)
        comma = next((k for k in range(frame.end, stop) if lower[k] == ","), None)
        if comma is None:
            return ()
        for k in range(comma + 1, min(comma + _OPENING, frame.sentence.end)):
            actor = self._scene.actors.at[k]
            if actor is not None and actor.kind == "person" and not actor.case and not actor.pronoun:
                return (actor,)
            if lower[k] in _SPOKE:
                break
        return ()

    def _speaker(self, frame: Frame) -> tuple[Actor, ...]:
        """Who is named behind a verb of saying: "said X at the summit"."""
        actor = self._scene.actors.at[frame.end] if frame.end < frame.sentence.end else None
        return (actor,) if actor is not None and actor.kind == "person" and not actor.pronoun else ()

    def _city(self, frame: Frame) -> tuple[Actor, ...]:
        """The country of "the Uzbek city" as a host."""
        if frame.form == "base" and frame.clause[0] == frame.start:
            return ()
        for i in range(frame.start - 1, max(frame.sentence.start, frame.start - 5) - 1, -1):
            mention = self._reading.mention_at[i]
            if mention is not None and mention.country and mention.kind in ("demonym", "country"):
                return (Actor(mention.start, frame.start, "country", Entity("country", mention.country), unnamed=True),)
        return ()

    def of_membership(self, actor: Actor, frame: Frame) -> bool:
        """Whether a country coming, leaving or being asked without an event beside it may be a matter of membership."""
        if actor.kind != "country" or actor.unnamed:
            return False
        lower = self._reading.lower
        following = lower[frame.end : frame.end + 5]
        if frame.sense == "attend":
            return False
        if (following[:1] == ["in"] and following[1:2] == ["as"]) or {"member", "members", "membership"}.intersection(
            following
        ):
            return True
        weak = frame.sense in ("go", "invite", "expected") or lower[frame.start].startswith(
            ("pull", "drop", "withdr", "opt", "back")
        )
        return weak and not frame.voice.negated and not self._about_event(frame)

    def _about_event(self, frame: Frame) -> bool:
        """Whether an event is named in the sentence, or just before it with no word of joining a body here."""
        if self._scene.events_in(frame.sentence):
            return True
        words = self._reading.lower[frame.sentence.start : frame.sentence.end]
        comes = frame.sense == "invite" or self._reading.lower[frame.start] in _COMING
        elsewhere = bool(frame.places) or "last" in self._reading.lower[frame.end : frame.end + 6]
        if comes and not elsewhere and not frame.actors("") and not _JOINING.intersection(words):
            return True
        before = self._reading.sentences[max(0, frame.sentence.index - _NEAR) : frame.sentence.index]
        return not _JOINING.intersection(words) and any(
            self._scene.occasions.of(event) is not None
            for sentence in before
            for event in self._scene.events_in(sentence)
        )

    def nobody(self, frame: Frame) -> bool:
        """Whether the subject itself is negated ("No Indian official attended", "Neither A nor B will travel")."""
        if not frame.subjects:
            return False
        first = frame.subjects[0].start
        first -= self._reading.lower[first - 1] == "the" and first - 1 > frame.sentence.start
        before = self._reading.lower[max(frame.sentence.start, first - 2) : first]
        return bool(before) and (
            before[-1] in ("no", "neither", "nor") or before == ["nor", "is"] or before == ["none", "of"]
        )
