"""Legal statuses that verbs state: "police arrested X", "X was charged with", "A imposed sanctions on X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summitry.extract.language.frames import Frame, FrameReader
from summitry.extract.legal.legal_words import REASONS, Accusation, LegalWords, is_plural
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings.standings import Ground
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_RELATIVE: Final = 20  # tokens between "who" and whom it means
_TIME: Final = 10  # tokens of a time before "together with"
_LET_GO: Final = frozenset({"released", "freed", "acquitted", "deported", "pardoned"})
_INCLUDING: Final = 14  # tokens of those sanctioned before some are named
_CONTEXT: Final = 14  # sentences before that may speak of sanctions
_OPENING: Final = 4  # tokens of a sentence before whom it is about
_VERDICTS: Final = frozenset({"sentence", "sentences", "conviction", "convictions", "verdict", "verdicts", "term"})
_TERRORIST: Final = frozenset({"terrorist", "terrorists", "sanctions"})
_WITHIN: Final = 9  # tokens between a verb and whom it is about


class VerbAccusations(LegalWords):
    """Reads the verbs of `legal.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._frames = FrameReader(lexicon, verbs="legal", nouns="")

    def read(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        for frame in self._frames.read(ground.reading, sentence, ground.states.actors, []):
            if frame.voice.negated or frame.open or frame.voice.assertion is not None:
                continue
            status, people = frame.sense, self._objects(ground, frame) or self._over_apposition(ground, frame)
            by = self._agent(ground, frame)
            if frame.sense == "placed":
                until = min(frame.end + 16, sentence.end)
                if self.has(lower, "wanted_lists", frame.end, until):
                    status = "wanted"
                elif self.has(lower, "sanctions", frame.end, until):
                    status = "sanctioned"
                else:
                    continue
            elif frame.sense in ("given", "gets"):
                if not self._is_sentence(ground, frame):
                    continue
                status = "convicted"
                if frame.sense == "gets":
                    people, by = [a for a in frame.subjects if a.person], None
            elif frame.sense == "upheld":
                status, people = "convicted", self._sentenced(ground, frame)
            elif frame.sense == "designated":
                first = ground.reading.sentences[max(0, sentence.index - _CONTEXT)].start
                meant = _TERRORIST.intersection(lower[frame.end : min(frame.end + 24, sentence.end)])
                if not meant and not self.has(lower, "bans", first, frame.start):
                    continue
                status = "sanctioned"
            elif frame.sense == "found":
                if "guilty" not in lower[frame.end : frame.end + 12]:
                    continue
                status = "convicted"
            elif frame.sense == "faces":
                if not self.has(lower, "charges", frame.end, min(frame.end + 6, sentence.end)):
                    continue
                status, people = "charged", [a for a in frame.subjects if a.person]
                by = self._before_court(ground, frame)
            elif frame.sense == "serves":
                after = lower[frame.end : frame.end + 8]
                if (
                    not {"years", "term", "sentence", "life", "year"} & set(after)
                    or after[:1] in (["for"], ["on"], ["as"], ["in"], ["at"])
                    or "as" in after
                ):
                    continue
                if not {"for", "prison", "sentence", "jail", "behind"} & set(after):
                    continue
                status, people, by = "convicted", [a for a in frame.subjects if a.person], None
                people = people or self._apposed(ground, frame)
            elif (
                (frame.sense == "wanted" and not self._wants(ground, frame, by))
                or (
                    frame.sense == "sanctioned"
                    and frame.end - frame.start == 1
                    and by is None
                    and frame.form != "passive"
                )
                or (frame.sense == "detained" and not self._detains(ground, frame))
                or (frame.sense == "charged" and not self._charges(ground, frame))
            ):
                continue
            if frame.form in ("passive", "part", "past") and lower[frame.start - 1] == ",":
                # "A sends B, and C, sought by the court, stays": of whom it stands beside
                beside = ground.actor(frame.start - 2) if frame.start - 2 >= sentence.start else None
                people = [beside] if people and beside is not None and beside.person is not None else people
            if not self._is_said_of(ground, frame, people):
                continue
            if lower[frame.end - 2 : frame.end] in (["his", "arrest"], ["her", "arrest"]):
                topic = self.topic(ground, sentence, frame.start)
                if by is not None and topic is not None:
                    yield Accusation(topic, status, by, "", frame.start, frame.end, "legal.wanted")
                continue
            if status == "sanctioned" and by is None and frame.form != "passive":
                continue
            if people and frame.form != "passive" and people[0].start >= frame.end:
                if self.words["things"].intersection(lower[frame.end : people[0].start]) or self._is_adjective(
                    ground, frame
                ):
                    continue
                further, _ = self.people_from(ground, people[0].start, sentence.end)
                people += [
                    a
                    for a in ground.states.actors.found
                    if a.person in further
                    and people[-1].end < a.start < sentence.end
                    and a.person not in [p.person for p in people]
                ]
            if (frame.form == "passive" and lower[frame.start - 1] == "be") or self._is_old(ground, frame):
                continue
            end = max([frame.end, *(a.end for a in people)])
            start = min([frame.clause[0], *(a.start for a in (*people, *frame.subjects))])
            powers = self._powers(frame) if status == "sanctioned" else []
            accused = list(dict.fromkeys(a.person for a in people if a.person is not None))
            accused += [p for p in self._companions(ground, sentence, end) if p not in accused] if people else []
            for person in accused:
                for power in powers if len(powers) > 1 else [by]:
                    yield Accusation(
                        person,
                        status,
                        power,
                        self.reason(ground, frame.end, sentence),
                        start,
                        end,
                        f"legal.{frame.sense}",
                    )

    def _sentenced(self, ground: Ground, frame: Frame) -> list[Actor]:
        """ "Upheld a jail sentence for X", "upheld X's conviction": whose it is."""
        lower = ground.reading.lower
        end = min(frame.end + 14, frame.sentence.end)
        noun = next((k for k in range(frame.end, end) if lower[k] in _VERDICTS), None)
        if noun is None:
            return []
        for k in range(noun + 1, min(noun + 10, frame.sentence.end)):
            actor = ground.actor(k)
            if actor is not None and actor.person is not None:
                return [] if actor.case else [actor]
            if lower[k] in (",", ";", "by"):
                break
        owner = next((a for k in range(frame.end, noun) if (a := ground.actor(k)) is not None and a.person), None)
        return [owner] if owner is not None and owner.case else []

    @staticmethod
    def _over_apposition(ground: Ground, frame: Frame) -> list[Actor]:
        """Of whom a passive is said past what explains them: "X, premier from 2003 to 2009, was arrested"."""
        lower, k, first = ground.reading.lower, frame.clause[0] - 1, frame.sentence.start
        if frame.form != "passive" or any(a.person for a in frame.subjects) or k <= first:
            return []
        if lower[k] == "who":
            near = (a for j in range(k - 1, max(first - 1, k - _RELATIVE), -1) if (a := ground.actor(j)) is not None)
            found = next((a for a in near if a.person is not None and not a.pronoun), None)
            return [found] if found is not None and lower[k - 1] == "," else []
        if lower[k] != "," or frame.subjects:
            return []
        beside = ground.actor(k - 1)
        if beside is not None and beside.person is not None:
            return [beside]
        people = [a for j in range(first, k) if (a := ground.actor(j)) is not None and a.start == j and a.person]
        if len(people) != 1 or people[0].case:
            return []
        start, end = people[0].start, people[0].end
        apart = lower[end] in (",", "(") or "," in lower[start:end]
        return people if apart and (start - first < _OPENING or lower[start - 1] == ":") else []

    @staticmethod
    def _apposed(ground: Ground, frame: Frame) -> list[Actor]:
        """ "X, now serving a sentence": who stands before the comma."""
        k = frame.start - 1
        while k > frame.sentence.start and ground.reading.lower[k] in ("now", "currently", "still", "already"):
            k -= 1
        actor = ground.actor(k - 1) if frame.form == "ing" and ground.reading.lower[k] == "," else None
        return [actor] if actor is not None and actor.person is not None else []

    def _companions(self, ground: Ground, sentence: Sentence, i: int) -> list[Person]:
        """The people behind "along with" and the like, right after those a verb is about."""
        lower = ground.reading.lower
        behind = (k for k in range(i, min(i + _TIME, sentence.end)) if lower[k] in ("together", "along"))
        i = next(behind, i + (lower[i : i + 1] == [","] and i < sentence.end))
        for words in (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as")):
            if tuple(lower[i : i + len(words)]) == words:
                return self.people_from(ground, i + len(words), sentence.end)[0]
        return []

    @staticmethod
    def _is_sentence(ground: Ground, frame: Frame) -> bool:
        """Whether what is given is a punishment ("handed X a five-year sentence", "got 14 years for bribery")."""
        after = ground.reading.lower[frame.end : min(frame.end + 12, frame.sentence.end)]
        text = " ".join(after).split(" and ")[0]
        if re.search(r"\b(in (prison|jail)|behind bars|of imprisonment|in a penal colony)\b", text):
            return bool({"year", "years", "life", "months"}.intersection(after))
        years = re.search(
            r"\b(\w+ - (year|month)|life|suspended|death|prison|jail)\b.*\b(sentence|term|penalty)\b", text
        )
        return years is not None or re.search(r"^\S+ years (for|over) (?!the )", text) is not None

    def _before_court(self, ground: Ground, frame: Frame) -> Entity | None:
        """ "faces charges at the ICC": the court or the state behind a preposition."""
        lower = ground.reading.lower
        for k in range(frame.end, min(frame.end + 14, frame.sentence.end - 1)):
            if lower[k] in (";", ",", "which"):
                break
            if lower[k] in ("at", "before", "by"):
                return self.power(ground, k + 1, min(k + 5, frame.sentence.end))
        return None

    @staticmethod
    def _powers(frame: Frame) -> list[Entity]:
        """All states and bodies that impose something together."""
        if frame.form == "passive" or (frame.form in ("part", "past") and not frame.voice.finite):
            actors = frame.actors("by")
        else:
            actors = frame.subjects
        found = [a.entity for a in actors if a.person is None and a.entity is not None]
        return list(dict.fromkeys(e for e in found if e.kind in ("country", "organisation")))

    def _objects(self, ground: Ground, frame: Frame) -> list[Actor]:
        if frame.form == "passive" or (
            frame.form in ("part", "past") and not frame.voice.finite and not any(a.person for a in frame.actors(""))
        ):
            return [a for a in frame.subjects if a.person is not None]
        # "was arrested in January and charged with": the auxiliary is shared.
        last = ground.reading.lower[frame.end - 1]
        if (
            frame.form in ("part", "past")
            and not any(a.preposition == "" and a.start < frame.end + 3 for a in frame.arguments)
            and last not in REASONS
        ):
            shared = [a for a in frame.subjects if a.person is not None]
            if shared and (ground.reading.lower[frame.end] in self.words["stops"] or frame.end - frame.start > 1):
                return shared
        for argument in frame.arguments:
            if argument.start < frame.end:
                continue
            if (
                argument.preposition == ""
                and any(a.person is not None for a in argument.actors)
                and argument.start - frame.end < _WITHIN
            ):
                return [a for a in argument.actors if a.person is not None]
            if argument.preposition in ("with", "at", "to", "for"):
                break
        if frame.sense == "sanctioned" and frame.form != "passive":
            # "imposed sanctions on 15 officials, including X"
            until = range(frame.end, min(frame.end + _INCLUDING, frame.sentence.end - 2))
            at = next((k for k in until if ground.reading.lower[k] in ("including", "among")), None)
            further = self.people_from(ground, at + 1, frame.sentence.end)[0] if at is not None else []
            if further and at is not None:
                named = (a for k in range(at, frame.sentence.end) if (a := ground.actor(k)) is not None)
                return [a for a in dict.fromkeys(named) if a.person in further]
        # "police arrested opposition politician X": over the words in front of the name.
        for k in range(frame.end, min(frame.end + 5, frame.sentence.end)):
            actor = ground.actor(k)
            if actor is not None and actor.person is not None and not actor.case:
                return [actor]
            if (
                actor is not None
                or not ground.reading.words[k].isalpha()
                or ground.reading.lower[k] in self.words["stops"]
            ):
                break
        return []

    def _is_said_of(self, ground: Ground, frame: Frame, people: list[Actor]) -> bool:
        """Whether a verb belongs to the people found: no other noun stands between, and a plural noun is no verb."""
        lower, k = ground.reading.lower, frame.clause[0] - 1
        if frame.form in ("s", "base") and not frame.subjects and not frame.voice.finite:
            return False
        if not people or people[0].start >= frame.end:
            return True
        if k < frame.sentence.start or ground.actor(k) is not None:
            return True
        return lower[k] in self.words["links"] or not lower[k].isalpha() or lower[k].endswith("ly")

    def _is_adjective(self, ground: Ground, frame: Frame) -> bool:
        """Whether a participle stands before a noun ("to find indicted suspect X") instead of behind a subject."""
        if (
            frame.form not in ("past", "part")
            or ground.reading.lower[frame.start] not in self.adjectives
            or frame.end - frame.start > 1
        ):
            return False
        k = frame.start - 1
        word = ground.reading.lower[k] if k >= frame.sentence.start else ""
        if k >= frame.sentence.start and ground.actor(k) is not None:
            mention = ground.reading.mention_at[k]
            return mention is not None and mention.kind == "demonym"
        return not (
            word in self.words["agents"] or word in self.words["verbal"] or word.endswith("ly") or is_plural(word)
        )

    @staticmethod
    def _is_old(ground: Ground, frame: Frame) -> bool:
        """Whether the year behind a detention is long past at the article's date."""
        published = ground.reading.article.published
        years = [
            int(w)
            for w in ground.reading.lower[frame.end : min(frame.end + 9, frame.sentence.end)]
            if len(w) == 4 and w.isdigit()
        ]
        return frame.sense == "detained" and bool(years) and published is not None and years[0] <= published.year - 2

    @staticmethod
    def _wants(ground: Ground, frame: Frame, by: Entity | None) -> bool:
        """ "The court wants X": only a court or the police want somebody in this sense."""
        after = ground.reading.lower[frame.end : frame.end + 12]
        if " ".join(ground.reading.lower[frame.start : frame.end]).startswith(("want", "seek", "sought")):
            is_court = (
                by is not None
                and by.kind == "organisation"
                and any(w in by.name for w in ("Court", "Tribunal", "Chambers", "Police"))
            )
            return is_court and not {"to", "at"} & set(after[:6]) and frame.form != "ing"
        return True

    @staticmethod
    def _detains(ground: Ground, frame: Frame) -> bool:
        lower = ground.reading.lower
        if "briefly" in lower[max(frame.sentence.start, frame.start - 4) : frame.start]:
            return False
        later = lower[frame.end : min(frame.end + 14, frame.sentence.end)]
        if any(w in _LET_GO and "and" in later[max(0, n - 3) : n] for n, w in enumerate(later)):
            return False  # "was detained in June and released a year later"
        # "was held for a week" is over; "was jailed for five years" is not.
        behind = lower[frame.end : min(frame.end + 9, frame.sentence.end)]
        brief = any(
            w == "for" and behind[n + 2 : n + 3] and behind[n + 2].rstrip("s") in ("hour", "day", "week", "month")
            for n, w in enumerate(behind)
        )
        if brief and frame.form == "passive" and "been" not in lower[frame.clause[0] : frame.start]:
            return False
        if lower[frame.start] in ("hold", "holds", "held", "holding", "seize", "seized", "captured", "capture"):
            if frame.form != "passive" and not (frame.form == "ing" and any(a.person for a in frame.actors(""))):
                return False
            return frame.form != "passive" or bool(
                {"at", "in", "under", "without", "incommunicado", "hostage", "captive", "since", "by"}
                & set(lower[frame.end : frame.end + 2])
            )
        return True

    def _charges(self, ground: Ground, frame: Frame) -> bool:
        lower = ground.reading.lower
        if not lower[frame.start].startswith("charg"):
            return True
        after = lower[frame.end : frame.end + 14]
        behind = next((after[j + 1] for j in range(len(after) - 1) if after[j] == "with"), "")
        return (
            bool({"with", "over", "in", "by"} & set(after))
            and after[:1] != ["that"]
            and behind not in self.words["duties"]
        )

    def _agent(self, ground: Ground, frame: Frame) -> Entity | None:
        """Who acts: the court, body or state in the subject, or behind "by"."""
        if frame.form == "passive" or (frame.form in ("part", "past") and not frame.voice.finite):
            behind = next(
                (
                    k
                    for k in range(frame.end, min(frame.end + 14, frame.sentence.end))
                    if ground.reading.lower[k] == "by"
                ),
                None,
            )
            if behind is None and frame.sense in ("charged", "convicted"):
                place = ground.reading.mention_at[frame.end + 1] if frame.end + 1 < frame.sentence.end else None
                inside = (
                    ground.reading.lower[frame.end : frame.end + 1] == ["in"] and place is not None and place.country
                )
                return Entity("country", place.country) if inside and place is not None else None
            return self.power(ground, behind + 1, min(behind + 8, frame.sentence.end)) if behind is not None else None
        end = frame.clause[0]
        begin = max(
            (k + 1 for k in range(frame.sentence.start, end) if ground.reading.lower[k] in (";", "while", "but")),
            default=frame.sentence.start,
        )
        subject = next(
            (
                a
                for a in reversed(frame.subjects)
                if a.entity is not None and a.person is None and a.city != "The Hague"
            ),
            None,
        )
        if subject is not None and ground.reading.lower[max(0, subject.start - 2) : subject.start] == ["of", "which"]:
            reference = ground.references.at.get(subject.start - 4)
            return reference.entity if reference is not None else None
        if subject is not None and subject.entity is not None:
            seat = ground.reading.text(subject.start, subject.end) == "Brussels"
            return Entity("organisation", "European Union") if seat else subject.entity
        found = self.power(ground, max(begin, end - 10), end)
        if found is None and "hague" in ground.reading.lower[begin:end]:
            return None
        if found is None and any(
            w in ("government", "prosecutors", "authorities", "parliament", "judges", "court")
            for w in ground.reading.lower[max(begin, end - 4) : end]
        ):
            person = next((a.person for a in frame.actors("") if a.person is not None), None)
            return ground.states.country_of(person) if person is not None else None
        if found is None and "in" in ground.reading.lower[begin:end]:
            found = self.power(ground, begin, end)
        return found
