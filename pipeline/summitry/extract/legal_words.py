"""The wordings of legal statuses: verbs, nouns ("an arrest warrant for"), phrases ("under house arrest"), adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.actors import Actor
from summitry.extract.frames import Frame, FrameReader
from summitry.extract.reading import Person, Sentence
from summitry.extract.standings import Ground
from summitry.findings import Entity
from summitry.lexicon import Lexicon

_REASONS: Final = frozenset({"for", "over", "on"})
_HE: Final = frozenset({"he", "she", "him", "his", "her", "whom"})
_WITHIN: Final = 9
_STOPS: Final = frozenset({"in", "on", "at", "by", "for", "with", "to", "from", "over", "after", "and", "that", "under", "of", "who", "as", "against"})
_DUTIES: Final = frozenset(
    """developing overseeing implementing managing helping ensuring leading protecting carrying making finding coordinating building drafting
    drawing running supervising guiding keeping responsibility providing promoting reviewing""".split()
)
_LONGEST_LIST: Final = 40
_THINGS: Final = frozenset({"tanker", "ship", "vessel", "boat", "trawler", "plane", "aircraft", "freighter"})
# Between a person and what is said of them.
_LINKS: Final = frozenset(
    """who and but also then later he she was were is are has have had been being remains remain while now still already currently after
    that himself herself reportedly once meanwhile since which him her them not yet both kept stayed spent""".split()
)
# Before a participle that is a verb.
_VERBAL: Final = frozenset({"has", "have", "had", "was", "were", "is", "are", "been", "who", "which", "that", "and", "then", "later", "also", "he", "she", "it", "they", "it", "to", "will", "first", "again", ","})


@dataclass(frozen=True, slots=True)
class Accusation:
    """`person` has a legal `status` by `by`; "freed" when a detention has ended. Tokens `start:end` say so."""

    person: Person
    status: str
    by: Entity | None
    reason: str
    start: int
    end: int
    rule: str


class LegalReader:
    """Reads legal statuses with the cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.cues["legal"]
        self._frames = FrameReader(lexicon, verbs="legal", nouns="")
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._adjectives: dict[str, str] = {}
        self._nouns: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._agents: frozenset[str] = frozenset()
        self._none: frozenset[str] = frozenset()
        for row in rows:
            if row["table"] == "legal_state":
                for phrase in row["phrases"]:
                    words = tuple(str(phrase).split())
                    self._phrases.setdefault(words[0], []).append((words, str(row["sense"])))
            elif row["table"] == "legal_adjective":
                self._adjectives.update(dict.fromkeys(row["words"], str(row["sense"])))
            elif row["table"] == "nouns":
                for key in ("warrants", "sanctions", "charges"):
                    self._nouns[key] = tuple(sorted((tuple(f.split()) for f in row[key]), key=lambda w: (-len(w), w)))
            elif row["table"] == "agents":
                self._agents = frozenset(row["words"])
            elif row["table"] == "none":
                self._none = frozenset(row["words"])
        for entries in self._phrases.values():
            entries.sort(key=lambda e: (-len(e[0]), e[1]))
        self._heads_past = frozenset(self._adjectives)
        heads = {word for table in rows if table["table"] == "legal" for form in table["forms"] for word in form.split()[:1]}
        self._heads = frozenset(heads)

    def read(self, ground: Ground) -> list[Accusation]:
        """All accusations of a reading in the order of the text."""
        if not ground.reading.people:
            return []
        found: list[Accusation] = []
        for sentence in ground.reading.sentences:
            if ground.is_open(sentence, sentence.end - 1) and ground.reading.words[sentence.end - 1] == "?":
                continue
            found.extend(self._verbs(ground, sentence))
            found.extend(self._warrants(ground, sentence))
            found.extend(self._states(ground, sentence))
            found.extend(self._adjectival(ground, sentence))
            found.extend(self._listed(ground, sentence))
        return sorted(found, key=lambda a: (a.start, a.end, a.status, a.person.name))

    # Verbs

    def _verbs(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        for frame in self._frames.read(ground.reading, sentence, ground.states.actors, []):
            if frame.voice.negated or frame.open or frame.voice.assertion is not None:
                continue
            status, people = frame.sense, self._objects(ground, frame)
            by = self._agent(ground, frame)
            if frame.sense == "placed":
                if not self._has(lower, "sanctions", frame.end, min(frame.end + 16, sentence.end)):
                    continue
                status = "sanctioned"
            elif frame.sense == "found":
                if "guilty" not in lower[frame.end : frame.end + 12]:
                    continue
                status = "convicted"
            elif frame.sense == "faces":
                if not self._has(lower, "charges", frame.end, min(frame.end + 6, sentence.end)):
                    continue
                status, people, by = "charged", [a for a in frame.subjects if a.person], None
            elif frame.sense == "serves":
                after = lower[frame.end : frame.end + 8]
                if not {"years", "term", "sentence", "life", "year"} & set(after) or after[:1] in (["for"], ["on"], ["as"], ["in"], ["at"]) or "as" in after:
                    continue
                if not {"for", "prison", "sentence", "jail", "behind"} & set(after):
                    continue
                status, people, by = "convicted", [a for a in frame.subjects if a.person], None
            elif frame.sense == "wanted" and not self._wants(ground, frame, by):
                continue
            elif frame.sense == "sanctioned" and frame.end - frame.start == 1 and by is None and frame.form != "passive":
                continue
            elif frame.sense == "detained" and not self._detains(ground, frame):
                continue
            elif frame.sense == "charged" and not self._charges(ground, frame):
                continue
            if not self._is_said_of(ground, frame, people):
                continue
            if lower[frame.end - 2 : frame.end] in (["his", "arrest"], ["her", "arrest"]):
                topic = self._topic(ground, sentence, frame.start)
                if by is not None and topic is not None:
                    yield Accusation(topic, status, by, "", frame.start, frame.end, "legal.wanted")
                continue
            if status == "sanctioned" and by is None and frame.form != "passive":
                continue
            if people and frame.form != "passive" and people[0].start >= frame.end:
                if _THINGS.intersection(lower[frame.end : people[0].start]) or self._is_adjective(ground, frame):
                    continue
                further, _ = self._people_from(ground, people[0].start, sentence.end)
                people += [a for a in ground.states.actors.found if a.person in further and people[-1].end < a.start < sentence.end and a.person not in [p.person for p in people]]
            if frame.form == "passive" and lower[frame.start - 1] == "be" or self._is_old(ground, frame):
                continue
            end = max([frame.end, *(a.end for a in people)])
            start = min([frame.clause[0], *(a.start for a in (*people, *frame.subjects))])
            for actor in people:
                if actor.person is not None:
                    yield Accusation(actor.person, status, by, self._reason(ground, frame.end, sentence), start, end, f"legal.{frame.sense}")

    def _objects(self, ground: Ground, frame: Frame) -> list[Actor]:
        if frame.form == "passive" or (frame.form in ("part", "past") and not frame.voice.finite and not any(a.person for a in frame.actors(""))):
            return [a for a in frame.subjects if a.person is not None]
        # "was arrested in January and charged with": the auxiliary is shared.
        last = ground.reading.lower[frame.end - 1]
        if frame.form in ("part", "past") and not any(a.preposition == "" and a.start < frame.end + 3 for a in frame.arguments) and last not in _REASONS:
            shared = [a for a in frame.subjects if a.person is not None]
            if shared:
                return shared
        for argument in frame.arguments:
            if argument.start < frame.end:
                continue
            if argument.preposition == "" and any(a.person is not None for a in argument.actors) and argument.start - frame.end < _WITHIN:
                return [a for a in argument.actors if a.person is not None]
            if argument.preposition in ("with", "at", "to", "for"):
                break
        # "police arrested opposition politician X": over the words in front of the name.
        for k in range(frame.end, min(frame.end + 5, frame.sentence.end)):
            actor = ground.actor(k)
            if actor is not None and actor.person is not None and not actor.case:
                return [actor]
            if actor is not None or not ground.reading.words[k].isalpha() or ground.reading.lower[k] in _STOPS:
                break
        return []

    @staticmethod
    def _is_said_of(ground: Ground, frame: Frame, people: list[Actor]) -> bool:
        """Whether a verb belongs to the people found: no other noun stands between, and a plural noun is no verb."""
        lower, k = ground.reading.lower, frame.clause[0] - 1
        if frame.form in ("s", "base") and not frame.subjects and not frame.voice.finite:
            return False
        if not people or people[0].start >= frame.end:
            return True
        if k < frame.sentence.start or ground.actor(k) is not None:
            return True
        return lower[k] in _LINKS or not lower[k].isalpha() or lower[k].endswith("ly")

    def _is_adjective(self, ground: Ground, frame: Frame) -> bool:
        """Whether a participle stands before a noun ("to find indicted suspect X") instead of behind a subject."""
        if frame.form not in ("past", "part") or ground.reading.lower[frame.start] not in self._heads_past or frame.end - frame.start > 1:
            return False
        k = frame.start - 1
        word = ground.reading.lower[k] if k >= frame.sentence.start else ""
        if k >= frame.sentence.start and ground.actor(k) is not None:
            mention = ground.reading.mention_at[k]
            return mention is not None and mention.kind == "demonym"
        return not (word in self._agents or word in _VERBAL or word.endswith("ly") or _is_plural(word))

    @staticmethod
    def _is_old(ground: Ground, frame: Frame) -> bool:
        """Whether the year behind a detention is long past at the article's date."""
        published = ground.reading.article.published
        years = [int(w) for w in ground.reading.lower[frame.end : min(frame.end + 9, frame.sentence.end)] if len(w) == 4 and w.isdigit()]
        return frame.sense == "detained" and bool(years) and published is not None and years[0] <= published.year - 2

    @staticmethod
    def _wants(ground: Ground, frame: Frame, by: Entity | None) -> bool:
        """ "The court wants X": only a court or the police want somebody in this sense."""
        after = ground.reading.lower[frame.end : frame.end + 12]
        if " ".join(ground.reading.lower[frame.start : frame.end]).startswith(("want", "seek", "sought")):
            is_court = by is not None and by.kind == "organisation" and any(w in by.name for w in ("Court", "Tribunal", "Chambers", "Police"))
            return is_court and not {"to", "at"} & set(after[:6]) and frame.form != "ing"
        return True

    @staticmethod
    def _detains(ground: Ground, frame: Frame) -> bool:
        lower = ground.reading.lower
        if "briefly" in lower[max(frame.sentence.start, frame.start - 4) : frame.start]:
            return False
        if lower[frame.start] in ("hold", "holds", "held", "holding", "seize", "seized", "captured", "capture"):
            if frame.form != "passive" and not (frame.form == "ing" and any(a.person for a in frame.actors(""))):
                return False
            return frame.form != "passive" or bool({"at", "in", "under", "without", "incommunicado", "hostage", "captive", "since", "by"} & set(lower[frame.end : frame.end + 2]))
        return True

    @staticmethod
    def _charges(ground: Ground, frame: Frame) -> bool:
        lower = ground.reading.lower
        if not lower[frame.start].startswith("charg"):
            return True
        after = lower[frame.end : frame.end + 14]
        behind = next((after[j + 1] for j in range(len(after) - 1) if after[j] == "with"), "")
        return bool({"with", "over", "in", "by"} & set(after)) and after[:1] != ["that"] and behind not in _DUTIES

    def _agent(self, ground: Ground, frame: Frame) -> Entity | None:
        """Who acts: the court, body or state in the subject, or behind "by"."""
        if frame.form == "passive" or (frame.form in ("part", "past") and not frame.voice.finite):
            behind = next((k for k in range(frame.end, min(frame.end + 14, frame.sentence.end)) if ground.reading.lower[k] == "by"), None)
            return self._power(ground, behind + 1, min(behind + 8, frame.sentence.end)) if behind is not None else None
        end = frame.clause[0]
        begin = max((k + 1 for k in range(frame.sentence.start, end) if ground.reading.lower[k] in (";", "while", "but")), default=frame.sentence.start)
        subject = next((a for a in reversed(frame.subjects) if a.entity is not None and a.person is None), None)
        if subject is not None and ground.reading.lower[max(0, subject.start - 2) : subject.start] == ["of", "which"]:
            reference = ground.references.at.get(subject.start - 4)
            return reference.entity if reference is not None else None
        if subject is not None and subject.entity is not None:
            seat = ground.reading.text(subject.start, subject.end) == "Brussels"
            return Entity("organisation", "European Union") if seat else subject.entity
        found = self._power(ground, max(begin, end - 10), end)
        if found is None and any(w in ("government", "prosecutors", "authorities", "parliament", "judges", "court") for w in ground.reading.lower[max(begin, end - 4) : end]):
            person = next((a.person for a in frame.actors("") if a.person is not None), None)
            return ground.states.country_of(person) if person is not None else None
        if found is None and "in" in ground.reading.lower[begin:end]:
            found = self._power(ground, begin, end)
        return found

    def _power(self, ground: Ground, start: int, end: int) -> Entity | None:
        """The first body or state in the tokens: a court or an organisation before a country."""
        country: Entity | None = None
        for i in range(start, end):
            reference = ground.references.at.get(i)
            if reference is not None and reference.entity.kind == "organisation":
                return reference.entity
            mention = ground.reading.mention_at[i]
            if mention is not None and mention.country and country is None and ground.reading.person_at(i) is None:
                country = Entity("country", mention.country)
            elif ground.reading.lower[i] in (",", ";") and country is not None:
                break
        return country

    # Nouns

    def _warrants(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        i = sentence.start
        while i < sentence.end:
            noun = self._noun_at(lower, "warrants", i)
            if noun is None:
                i += 1
                continue
            end = i + len(noun)
            clause = self._clause(ground, sentence, i)
            around = [w for k, w in enumerate(lower[clause[0] : clause[1]], clause[0]) if ground.actor(k) is None and ground.reading.words[k] != "May"]
            i = end
            if self._none.intersection(around) - ({"not", "no"} if self._applies(around) else set()) and not self._applies(around):
                continue
            people, last = self._of_warrant(ground, sentence, end - len(noun), end)
            by = self._issuer(ground, sentence, end - len(noun), end, clause)
            for person in people:
                yield Accusation(person, "wanted", by, self._reason(ground, end, sentence), max(clause[0], end - len(noun) - 6), max(end, last), "legal.warrant")
            # "France already had one out for him"
            yield from self._another(ground, sentence, people)

    @staticmethod
    def _applies(around: Sequence[str]) -> bool:
        """ "The warrant does not apply in A" says that there is one."""
        text = " ".join(around)
        return any(phrase in text for phrase in ("not apply", "not enforce", "not executed", "not bound", "not recognise", "not recognize", "obliged", "not honour", "not honor"))

    def _another(self, ground: Ground, sentence: Sentence, people: list[Person]) -> Iterator[Accusation]:
        following = ground.next_sentence(sentence)
        if following is None or len(people) != 1:
            return
        lower = ground.reading.lower
        for k in range(following.start, following.end - 1):
            if lower[k] == "one" and lower[k + 1] in ("out", "for", "against"):
                by = self._power(ground, following.start, k)
                if by is not None:
                    yield Accusation(people[0], "wanted", by, "", following.start, k + 2, "legal.warrant")

    def _of_warrant(self, ground: Ground, sentence: Sentence, start: int, end: int) -> tuple[list[Person], int]:
        """Against whom a warrant is: behind "for", before "whom", the subject it is about, or whom the text is about."""
        lower = ground.reading.lower
        for k in range(end, min(end + _WITHIN, sentence.end)):
            if lower[k] in ("for", "against", "of", "over") and k + 1 < sentence.end:
                people, last = self._people_from(ground, k + 1, sentence.end)
                if people:
                    return people, last
                if lower[k + 1] in ("him", "her") or lower[k] == "over" and lower[k + 1 : k + 3] in (["the", "president"], ["the", "leader"], ["the", "general"], ["the", "premier"]):
                    person = self._topic(ground, sentence, k)
                    return ([person] if person else []), k + 2
            elif lower[k] in (".", ";"):
                break
        for k in range(start - 1, sentence.start, -1):
            if lower[k] == "whom":
                return self._people_to(ground, sentence, k - 1), end
            if lower[k] in (";", ".") or start - k > 16:
                break
        frame_words = lower[max(sentence.start, start - 14) : start]
        if {"subject", "under", "faces", "list", "target", "facing", "has"} & {*frame_words, lower[end - 1]}:
            person = next((p for k in range(start - 1, sentence.start - 1, -1) if (p := self._person(ground, k)) is not None), None) or self._topic(ground, sentence, start)
            if "list" in lower[end - 1] and person is not None and {"criminals", "fugitives", "people", "members", "suspects"} & set(frame_words):
                return [], end
            return ([person] if person else []), end
        if self._person_ahead(ground, sentence, start):
            return [], end
        person = self._topic(ground, sentence, start)
        return ([person] if person is not None and "the arrest" not in " ".join(lower[end : end + 3]) else []), end

    def _person_ahead(self, ground: Ground, sentence: Sentence, start: int) -> bool:
        """Whether the warrant is only spoken of by somebody named in its sentence."""
        return any(self._person(ground, k) is not None for k in range(sentence.start, start)) or ground.reading.lower[start - 1] in ("a", "the", "for", "any")

    @staticmethod
    def _person(ground: Ground, k: int) -> Person | None:
        actor = ground.actor(k)
        return actor.person if actor is not None else None

    def _people_from(self, ground: Ground, i: int, end: int) -> tuple[list[Person], int]:
        """The people listed from a token on, over the words of their titles."""
        found: list[Person] = []
        last = i
        k = i
        while k < end and k - last < 12:
            actor = ground.actor(k)
            if actor is not None and actor.person is not None and actor.case:
                k = actor.end + 1
                last = k
                continue
            if actor is not None and actor.person is not None:
                found.append(actor.person)
                last = k = actor.end
                if k < end and ground.reading.lower[k] not in ("and", ","):
                    break
                continue
            word = ground.reading.lower[k]
            if word in (";", ".", "for", "over", "after", "in", "on", "who", "which", "was", "is", "has"):
                break
            if found and not (word in ("and", ",") or (word.isalpha() and "and" in ground.reading.lower[last:k] and k - last < 4)):
                break
            k += 1
        return found, last

    def _people_to(self, ground: Ground, sentence: Sentence, k: int) -> list[Person]:
        while k >= sentence.start:
            person = self._person(ground, k)
            if person is not None:
                return [person]
            if ground.reading.lower[k] in (";",):
                break
            k -= 1
        return []

    def _topic(self, ground: Ground, sentence: Sentence, i: int) -> Person | None:
        """Whom "him" or nobody named at token `i` means: the first person of the sentence, else of the one before."""
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            other = ground.reading.sentences[index]
            stop = i if index == sentence.index else other.end
            for k in range(other.start, stop):
                actor = ground.actor(k)
                if actor is not None and actor.person is not None and not (actor.case and index == sentence.index):
                    return actor.person
        return None

    def _issuer(self, ground: Ground, sentence: Sentence, start: int, end: int, clause: tuple[int, int]) -> Entity | None:
        lower = ground.reading.lower
        for k in range(end, min(end + 14, sentence.end)):
            if lower[k] in ("by", "from") and (power := self._power(ground, k + 1, min(k + 7, sentence.end))) is not None:
                return power
            if lower[k] in (";", "."):
                break
        for k in range(start - 1, max(clause[0], start - 12) - 1, -1):
            reference = ground.references.at.get(k)
            if reference is not None and reference.entity.kind == "organisation":
                return reference.entity
            mention = ground.reading.mention_at[k]
            if mention is not None and mention.country and ground.reading.person_at(k) is None:
                following = lower[mention.end : mention.end + 3]
                if mention.kind in ("capital", "seat", "country") or self._agents.intersection(following) or mention.kind == "demonym":
                    return Entity("country", mention.country)
        if "its" in lower[max(sentence.start, start - 4) : start] or "the court" in " ".join(lower[sentence.start : start]):
            reference = next((r for r in reversed(ground.references.all) if r.start < start and r.form == "court"), None)
            return reference.entity if reference is not None else None
        return None

    # Phrases

    def _states(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        i = sentence.start
        while i < sentence.end:
            entry = next((e for e in self._phrases.get(lower[i], ()) if tuple(lower[i : i + len(e[0])]) == e[0]), None)
            if lower[i] == "under" and entry is None:
                entry = self._under(ground, sentence, i)
            if entry is None:
                i += 1
                continue
            end = i + len(entry[0])
            person = self._subject(ground, sentence, i)
            k = i - 1
            while k > sentence.start and (lower[k] in _LINKS or lower[k].endswith("ly")) and ground.actor(k) is None:
                k -= 1
            apart = "while" in lower[k + 1 : i] or entry[1] == "freed"
            if person is not None and ground.actor(k) is None and lower[k].isalpha() and k > sentence.start and not apart and not self._is_title(ground, k):
                person = None
            opening = ground.actor(sentence.start)
            if person is None and (lower[k] == "general" or opening is not None and opening.kind == "office" and opening.end == k + 1):
                person = self._topic(ground, sentence, i)
            clause = self._clause(ground, sentence, i)
            before = [w for k, w in enumerate(lower[clause[0] : i], clause[0]) if ground.actor(k) is None]
            if person is not None and not self._none.intersection(before) and not self._past(ground, sentence, i, end):
                yield from self._said(ground, sentence, person, entry[1], i, end)
            i = end

    def _said(self, ground: Ground, sentence: Sentence, person: Person, status: str, start: int, end: int) -> Iterator[Accusation]:
        lower = ground.reading.lower
        powers: list[Entity | None] = []
        if status == "sanctioned":
            powers = [p for p in self._powers(ground, start, end)]
        stop = next((k for k in range(end, min(end + 14, sentence.end)) if lower[k] in (";", ".", ",")), min(end + 14, sentence.end))
        by = next((k for k in range(end - 1, stop) if lower[k] in ("by", "in", "before") and (lower[k] != "in" or status == "wanted" or k < end)), None)
        if not powers and by is not None and status != "detained":
            powers = [self._power(ground, by + 1, min(by + 7, sentence.end))]
        if status == "wanted" and not any(powers):
            powers = [self._court_near(ground, sentence)]
        for power in powers or [None]:
            yield Accusation(person, status, power, self._reason(ground, end - 1, sentence), start, end, f"legal.{status}_state")

    def _under(self, ground: Ground, sentence: Sentence, i: int) -> tuple[tuple[str, ...], str] | None:
        """ "under European Union and British sanctions": between the words stand those who imposed them."""
        lower = ground.reading.lower
        for k in range(i + 1, min(i + 10, sentence.end)):
            if lower[k] in ("sanctions", "sanction"):
                return tuple(lower[i : k + 1]), "sanctioned"
            if ground.reading.mention_at[k] is None and lower[k] not in ("and", "the", ","):
                return None
        return None

    @staticmethod
    def _powers(ground: Ground, start: int, end: int) -> list[Entity]:
        found: list[Entity] = []
        for k in range(start, end):
            mention = ground.reading.mention_at[k]
            if mention is None:
                continue
            entity = Entity("organisation", mention.name) if mention.kind == "organisation" else Entity("country", mention.country) if mention.country else None
            if entity is not None and entity not in found:
                found.append(entity)
        return found

    def _subject(self, ground: Ground, sentence: Sentence, i: int) -> Person | None:
        """Who a phrase is said of: the nearest person before it in its sentence, else the topic."""
        lower = ground.reading.lower
        for k in range(i - 1, sentence.start - 1, -1):
            actor = ground.actor(k)
            if actor is not None and actor.person is not None:
                if actor.case or lower[actor.start - 1 : actor.start] in (["with"], ["by"], ["of"], ["against"]) and k > sentence.start + 1:
                    continue
                return actor.person
            if lower[k] in (";", "where"):
                break
        return None

    def _past(self, ground: Ground, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a detention is told as over ("spent ten years in prison", "after two years in jail")."""
        lower = ground.reading.lower
        before = lower[max(sentence.start, start - 8) : start]
        return bool({"spent", "released", "freed", "from", "after", "years", "months", "been released", "served", "out", "died", "escaped"} & set(before)) or lower[end : end + 2] == ["from", "1"]

    # Adjectives and lists

    def _adjectival(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        lower = ground.reading.lower
        for i in range(sentence.start, sentence.end):
            status = self._adjectives.get(lower[i])
            if status is None or ground.actor(i) is not None and self._person(ground, i) is None:
                continue
            if lower[i] in self._heads_past and not self._stands_before(ground, sentence, i):
                continue
            if lower[i - 1 : i] and lower[i - 1] in ("was", "were", "been", "be", "is", "are", "has", "have", "had", "he", "she", "who", "n't", "not", "never"):
                continue
            start = i
            by: Entity | None = None
            if lower[i - 1] == "-" and i - 2 >= sentence.start:
                by = next(iter(self._powers(ground, i - 2, i - 1)), None)
                start = i - 2
                if by is None:
                    continue
            person, k = None, i + 1
            while k < min(i + _WITHIN, sentence.end):
                actor = ground.actor(k)
                person = actor.person if actor is not None and not actor.pronoun else None
                if person is not None or lower[k] in (".", ";", "by", "in", "for", "the", "and", "to", "from", "on", "at", "with"):
                    break
                if lower[k] == "," and (ground.reading.name_at[k + 1] is None or k - i < 2):
                    break
                if lower[k] in ("include", "are", "is", "includes", "leaders") and status != "wanted":
                    break
                k += 1
            if person is None and i >= 1 and self._person(ground, i) is not None:
                person = self._person(ground, i)
            if person is None or (status in ("sanctioned", "wanted") and by is None and status == "sanctioned"):
                continue
            if status == "wanted" and by is None:
                by = self._court_near(ground, sentence)
            yield Accusation(person, status, by, "", start, max(k, i + 1), "legal.adjective")

    def _stands_before(self, ground: Ground, sentence: Sentence, i: int) -> bool:
        """Whether a participle is an adjective: not behind a subject, an adverb or an auxiliary."""
        if i == sentence.start or ground.reading.lower[i - 1] == "-":
            return True
        actor = ground.actor(i - 1)
        if actor is not None and actor is ground.actor(i):
            return True
        if actor is not None:
            mention = ground.reading.mention_at[i - 1]
            return actor.case or (mention is not None and mention.kind == "demonym")
        word = ground.reading.lower[i - 1]
        return not (word in self._agents or (word in _VERBAL and word not in ("and", "to")) or word.endswith("ly") or _is_plural(word))

    @staticmethod
    def _is_title(ground: Ground, k: int) -> bool:
        """Whether a word in front of a phrase ends an apposition or is no noun ("..., the president, is in jail")."""
        return ground.reading.title_at[k] is not None

    @staticmethod
    def _court_near(ground: Ground, sentence: Sentence) -> Entity | None:
        """Of "other wanted leaders": the court the text speaks of."""
        court = [r for r in ground.references.all if r.form == "court" and r.start < sentence.end]
        return court[-1].entity if court else None

    def _listed(self, ground: Ground, sentence: Sentence) -> Iterator[Accusation]:
        """ "Canada added three men to its sanctions list:" and a list."""
        reading = ground.reading
        if reading.lower[sentence.end - 1] != ":" or not self._has(reading.lower, "sanctions", sentence.start, sentence.end):
            return
        by = self._power(ground, sentence.start, sentence.end)
        for other in reading.sentences[sentence.index + 1 : sentence.index + _LONGEST_LIST]:
            if reading.block(other).heading != sentence.block:
                break
            person = next((p for k in range(other.start, min(other.start + 3, other.end)) if (p := self._person(ground, k)) is not None), None)
            if person is not None and by is not None:
                yield Accusation(person, "sanctioned", by, "", other.start, other.end, "legal.list")

    # Helpers

    def _noun_at(self, lower: Sequence[str], kind: str, i: int) -> tuple[str, ...] | None:
        return next((n for n in self._nouns[kind] if tuple(lower[i : i + len(n)]) == n), None)

    def _has(self, lower: Sequence[str], kind: str, start: int, end: int) -> bool:
        return any(self._noun_at(lower, kind, k) is not None for k in range(start, end))

    @staticmethod
    def _clause(ground: Ground, sentence: Sentence, i: int) -> tuple[int, int]:
        """The tokens around `i` up to a semicolon, a comma before "and", or a new clause."""
        lower = ground.reading.lower
        start = next((k + 1 for k in range(i - 1, sentence.start - 1, -1) if lower[k] in (";", "but", "while", ",") and (lower[k] != "," or lower[k + 1] in ("and", "who", "for", "after"))), sentence.start)
        end = next((k for k in range(i, sentence.end) if lower[k] in (";", ",", "which", "but", "while")), sentence.end)
        return start, end

    @staticmethod
    def _reason(ground: Ground, i: int, sentence: Sentence) -> str:
        """What for: the words behind "for" or "over" up to the next punctuation."""
        lower = ground.reading.lower
        for k in range(i, min(i + 12, sentence.end)):
            if lower[k] in _REASONS and ground.actor(k + 1) is None and lower[k + 1 : k + 2] not in (["the"], ["him"], ["her"], ["whom"]):
                end = next((j for j in range(k + 1, min(k + 12, sentence.end)) if lower[j] in (",", ".", ";", "and", "in", "by", "on", "when", "which")), min(k + 12, sentence.end))
                if end > k + 1 and not lower[k + 1].isdigit() and lower[k + 1] not in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "trial"):
                    return ground.reading.text(k + 1, end)
            if lower[k] in (";", "."):
                break
        return ""


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun ("officers")."""
    return word.isalpha() and word.endswith("s") and word not in ("his", "its", "this", "as", "ss", "was", "is") and not word.endswith("ss")
