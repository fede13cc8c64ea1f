"""Organisations and treaties as they are referred to: by name, by a noun ("the bloc", "the pact") or by "it".

A noun takes up the name before it that it fits: "the court" a court, "the treaty" a treaty, "the alliance" anything
that states can belong to; when none stands before, the first one behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from summitry.extract.reading import Reading, Sentence
from summitry.extract.standings.named_bodies import named_bodies
from summitry.extract.standings.named_treaties import named_treaties
from summitry.findings import Entity

_CONFERENCE: Final = re.compile(r"COP\d+$")
_CASE: Final = frozenset({"'s", "’s", "'", "’"})
_ARTICLES: Final = frozenset({"the", "this", "that", "same", "its"})
_KIND_OF: Final = {
    "court": ("court",),
    "tribunal": ("court",),
    **dict.fromkeys(
        ("treaty", "statute", "convention", "accord", "accords", "pact", "agreement", "protocol", "deal"), ("treaty",)
    ),
}
# Nouns that fit by the name of the organisation; the others fit whatever states can belong to.
_BY_NAME: Final = (
    "council",
    "union",
    "league",
    "community",
    "forum",
    "association",
    "commission",
    "commonwealth",
    "assembly",
)
_GENERAL: Final = frozenset(
    {"bloc", "block", "group", "grouping", "alliance", "organisation", "organization", "body", "club", "pact"}
    | {"coalition", "partnership", "format", "mechanism"}
)
# Before a noun that then means something else ("the ruling alliance", "the other treaty").
_NO_BODIES: Final = frozenset(
    {
        "other",
        "ruling",
        "governing",
        "opposition",
        "armed",
        "rebel",
        "contact",
        "working",
        "parliamentary",
        "militant",
        "supreme",
        "new",
    }
)
_OPEN: Final = frozenset({"organisation", "union", "alliance", "forum"})
_BODIES: Final = frozenset({*_OPEN, "body"})
_MEMBERS: Final = frozenset(
    {"member", "country", "state", "nation", "candidate", "observer", "partner", "ally", "summit"}
)
_WORDS: Final = frozenset({*_KIND_OF, *_BY_NAME, *_GENERAL, "states", "nations", "countries", "islands", "world"})
_LETTERS: Final = 9  # longer runs of capitals are no letters for a name
_HEADING: Final = 7  # a longer heading is about more than a body


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens that mean an organisation or a treaty; `form` is its kind in the lexicon ("court", "union", "treaty")."""

    start: int
    end: int
    entity: Entity
    form: str
    named: bool = True
    case: bool = False


class References:
    """All references to organisations and treaties in a reading, in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        named = list(_named(reading))
        named = sorted([*named, *_by_letters(reading, named), *_by_last_word(reading, named)], key=lambda r: r.start)
        self.all: list[Reference] = named
        self.at: dict[int, Reference] = {i: r for r in named for i in range(r.start, r.end)}
        self.all = sorted([*named, *self._nouns(named)], key=lambda r: r.start)
        self.at = {i: r for r in self.all for i in range(r.start, r.end)}

    def before(self, token: int, *, treaty: bool = False, any_body: bool = False) -> Reference | None:
        """What "it" or an omitted name at a token means: a treaty, or an organisation that states can belong to."""
        wanted = frozenset({"treaty"}) if treaty else _BODIES | {"court"} if any_body else _OPEN
        return self._nearest(token, [r for r in self.all if r.form in wanted and r.start < token])

    def last(self, token: int) -> Reference | None:
        """The reference of any kind that stands last before a token, in its sentence or the one before."""
        sentence = self._reading.sentence_at[token]
        found = next((r for r in reversed(self.all) if r.end <= token), None)
        return found if found is not None and sentence - self._reading.sentence_at[found.start] <= 1 else None

    def _nearest(self, token: int, candidates: Sequence[Reference]) -> Reference | None:
        """The last candidate of the sentence, or of the one before when it is no passing mention; else the main one."""
        reading = self._reading
        # "a U.N. panel": not the body itself
        candidates = [r for r in candidates if not self._is_adjective(r)]
        sentence = reading.sentence_at[token]
        headed = self._of_label(sentence, candidates) or self._of_heading(reading.sentences[sentence], candidates)
        if headed is not None or not candidates:
            return headed
        here = [r for r in candidates if reading.sentence_at[r.start] == sentence]
        if here:
            return max(here, key=lambda r: r.start)
        counts = Counter(r.entity for r in candidates)
        most = max(counts.values())
        previous = [r for r in candidates if reading.sentence_at[r.start] == sentence - 1]
        if previous and counts[previous[-1].entity] * 2 >= most:
            return max(previous, key=lambda r: r.start)
        main = next(r.entity for r in candidates if counts[r.entity] == most)
        return max((r for r in candidates if r.entity == main), key=lambda r: r.start)

    def _is_adjective(self, reference: Reference) -> bool:
        lower = self._reading.lower
        after = lower[reference.end : reference.end + 1]
        return reference.named and lower[reference.start - 1] in ("a", "an") and not _MEMBERS.intersection(after)

    def _of_label(self, sentence: int, candidates: Sequence[Reference]) -> Reference | None:
        """The label of the block a sentence belongs to, when the sentence names nothing else."""
        sentences = self._reading.sentences
        first = sentence
        while first and sentences[first - 1].block == sentences[sentence].block:
            first -= 1
        label = self._label(sentences[first]) if first < sentence else None
        here = any(sentences[sentence].start <= r.start for r in candidates)
        return label if label in candidates and not here else None

    def over(self, sentence: Sentence) -> Reference | None:
        """The one organisation that the label of a sentence's block ("Schengen: ...") or its heading names."""
        reading = self._reading
        first = sentence
        while first.index and reading.sentences[first.index - 1].block == sentence.block:
            first = reading.sentences[first.index - 1]
        label = self._label(first)
        if label is not None:
            return label
        return self._of_heading(sentence, [r for r in self.all if r.form in _BODIES and r.end <= first.start])

    def _label(self, first: Sentence) -> Reference | None:
        """The organisation that opens a block and stands apart there, before a colon or as a sentence of its own."""
        start = first.start
        while start < first.end and not self._reading.words[start][:1].isalnum():
            start += 1
        found = self.at.get(start)
        if found is None or found.form not in _BODIES or not found.named:
            return None
        if found.end >= first.end:
            return found
        return found if self._reading.words[found.end] in (":", ".") else None

    def _of_heading(self, sentence: Sentence, candidates: Sequence[Reference]) -> Reference | None:
        """The one body that the heading over a sentence names, unless the sentence names another before."""
        reading = self._reading
        heading = reading.block(sentence).heading
        over = next((s for s in reading.sentences if s.block == heading), None) if heading is not None else None
        if over is None or over.end - over.start > _HEADING:
            return None
        named = {r.entity: r for r in candidates if reading.sentences[reading.sentence_at[r.start]].block == heading}
        here = any(sentence.start <= r.start for r in candidates)
        return next(iter(named.values())) if len(named) == 1 and not here else None

    def _nouns(self, named: Sequence[Reference]) -> Iterator[Reference]:
        reading = self._reading
        taken = {i for r in named for i in range(r.start, r.end)}
        known: list[Reference] = list(named)
        for i, word in enumerate(reading.lower):
            noun = word.removesuffix("s") if word == "accords" else word
            if i in taken or not (noun in _KIND_OF or noun in _BY_NAME or noun in _GENERAL):
                continue
            start = self._definite(i)
            if start is None or self._is_other(i, taken):
                continue
            target = self._target(start, noun, known)
            if target is None:
                continue
            case = i + 1 < len(reading.words) and reading.words[i + 1] in _CASE
            found = Reference(start, i + 1, target.entity, target.form, named=False, case=case)
            known.append(found)
            yield found

    def _definite(self, i: int) -> int | None:
        """The article of a definite noun phrase with its noun at `i` ("the six-nation trade bloc")."""
        reading = self._reading
        for k in range(i - 1, max(-1, i - 7), -1):
            word = reading.lower[k]
            if reading.words[k][:1].isupper() and reading.words[i][:1].isupper() and word not in _ARTICLES:
                return None  # "The Barnett Group"
            if word == "this" and reading.words[i][:1].isupper():
                return None  # "this Agreement": the text itself
            if word in _NO_BODIES:
                return None
            if word in _ARTICLES:
                return k if word != "same" or reading.lower[k - 1] != "the" else k - 1
            if reading.mention_at[k] is not None or (
                word in (",", ".", "of", "and", "a", "an", "in", "to", "-") and word != "-"
            ):
                return None
        return None

    def _is_other(self, i: int, taken: set[int]) -> bool:
        """Whether the noun is named by what follows ("the grouping BIMSTEC") or is something else ("council of X")."""
        lower = self._reading.lower
        if i + 1 >= len(lower):
            return False
        if i + 1 in taken or (
            lower[i + 1] == "of" and lower[i + 2 : i + 3] not in (["which"], ["states"], ["nations"])
        ):
            return True
        return (
            lower[i + 1] in ("member", "members", "chief", "leader", "leaders")
            and lower[i] == "council"
            and lower[i - 1] != "the"
        )

    def _target(self, start: int, noun: str, known: Sequence[Reference]) -> Reference | None:
        found = self._nearest(
            start, sorted((r for r in known if r.end <= start and _fits(noun, r)), key=lambda r: r.start)
        )
        return found or next((r for r in known if r.start > start and r.named and _fits(noun, r)), None)


def _fits(noun: str, reference: Reference) -> bool:
    if noun == "pact":
        return reference.form in ("treaty", "alliance")
    if noun in _KIND_OF:
        return reference.form in _KIND_OF[noun]
    if noun == "forum" and reference.form == "forum":
        return True
    if noun in _BY_NAME:
        return reference.form != "treaty" and noun.capitalize() in reference.entity.name.split()
    return reference.form in (_BODIES if noun == "body" else _OPEN)


def _named(reading: Reading) -> Iterator[Reference]:
    treaties = list(named_treaties(reading))
    inside = {i for start, end, _ in treaties for i in range(start, end)}
    for start, end, name in treaties:
        yield Reference(start, end, Entity("treaty", name), "treaty", case=_has_case(reading, end))
    for start, end, form in named_bodies(reading):
        if not inside.intersection(range(start, end)):
            inside.update(range(start, end))
            entity = Entity("organisation", reading.text(start, end))
            yield Reference(start, end, entity, form, case=_has_case(reading, end))
    for mention in reading.mentions:
        if (
            mention.kind not in ("organisation", "treaty")
            or mention.start in inside
            or _is_shouted(reading, mention.start)
        ):
            continue
        entity = Entity(mention.kind, mention.name)
        form = "treaty" if mention.kind == "treaty" else mention.form
        if _CONFERENCE.match(mention.name):
            form = "event"  # parties to a treaty meet there; nobody belongs to it
        yield Reference(mention.start, mention.end, entity, form, case=_has_case(reading, mention.end))


def _by_letters(reading: Reading, named: Sequence[Reference]) -> Iterator[Reference]:
    """The letters that a text introduces for a name ("Mekong Cooperation (LMC)"), wherever they stand behind it."""
    words = reading.words
    for reference in named:
        k = reference.end
        if words[k : k + 1] != ["("] or words[k + 2 : k + 3] != [")"] or reading.mention_at[k + 1] is not None:
            continue
        letters = words[k + 1]
        if not (1 < len(letters) < _LETTERS and letters.isupper()):
            continue
        for i in range(k + 3, len(words)):
            if words[i] == letters and reading.mention_at[i] is None:
                case = _has_case(reading, i + 1)
                yield Reference(i, i + 1, reference.entity, reference.form, case=case)


def _by_last_word(reading: Reading, named: Sequence[Reference]) -> Iterator[Reference]:
    """ "The Conclave": the body named before whose name ends so."""
    words = reading.words
    last = {words[r.end - 1]: r for r in reversed(named) if r.end - r.start > 1 and words[r.end - 1][:1].isupper()}
    taken = {i for r in named for i in range(r.start, r.end)}
    for i in range(1, len(words) - 1):
        found = last.get(words[i])
        if found is None or i in taken or i < found.end or reading.lower[i] in _WORDS or words[i + 1][:1].isupper():
            continue
        if reading.lower[i - 1] == "the" and reading.mention_at[i] is None and reading.name_at[i] is None:
            case = _has_case(reading, i + 1)
            yield Reference(i - 1, i + 1, found.entity, found.form, named=False, case=case)


def _is_shouted(reading: Reading, i: int) -> bool:
    """Whether a word in capitals stands in a line of capitals ("WHO GOT WHAT"), so that it is no acronym."""
    following = reading.words[i + 1] if i + 1 < len(reading.words) else ""
    return (
        reading.words[i].isupper() and len(following) > 2 and following.isupper() and reading.mention_at[i + 1] is None
    )


def _has_case(reading: Reading, end: int) -> bool:
    return end < len(reading.words) and reading.words[end] in _CASE
