"""Lists of participants: what a heading or a lead-in ("Who's not attending?", "In:") says of the items under it.

The items are list items and short lines; under a heading of absence the first actor of a sentence counts too, unless
the sentence itself says more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from summitry.extract.events.occasion import Occasion
from summitry.extract.language.listing import listed
from summitry.extract.participation.claims import Claims, Verdict
from summitry.extract.participation.which_event import WhichEvent
from summitry.extract.reading import Reading, Sentence
from summitry.extract.scene import Scene
from summitry.lexicon import Cues

_STRAIGHT: Final = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})
_WORDS: Final = re.compile(r"[\w'\-]+")
_ITEM: Final = 160  # characters of an item that has no bullet
_SHORT: Final = 4  # words of a heading of a class
_NOT: Final = frozenset({"not", "isn't", "won't", "skipping", "absent", "out", "might", "may", "missing"})
_LONG: Final = 8  # words of a heading that its last word decides
_LAST: Final = frozenset({"attendees", "participants", "non-attendees", "absentees", "absences"})
_MEMBERS: Final = frozenset(
    {"members", "partners", "observers", "countries", "organisations", "organizations", "guests"}
)
_REFERS: Final = 4  # words of a lead-in that only points on ("These were:")
_THESE: Final = ("these ", "they ", "those ", "among them", "the list")
_TO_COME: Final = frozenset(
    {"will", "won't", "coming", "confirmed", "expected", "going", "coming?", "going?", "confirmed:", "expected:"}
)


class ListStatus:
    """Says for each block what the heading or lead-in above it says of its items: a value, or None."""

    def __init__(self, reading: Reading, items: frozenset[int]) -> None:
        """`items` are the blocks that open with somebody: they are items, whatever their form."""
        self._reading = reading
        self._items = items
        self._blocks = reading.article.blocks
        self._by_first = reading.lexicon.once(_headings)
        self._said: dict[int, str | None] = {}

    def of(self, block: int) -> tuple[str | None, int | None]:
        """The value for the items of a block and the block that says it."""
        heading = self._blocks[block].heading
        seen: set[int] = set()
        while heading is not None and heading not in seen:
            seen.add(heading)
            value = self.said(heading)
            if value == "class":
                above = self._before(heading)
                return above if above[0] else (None, None)
            if value is not None:
                return (None if value == "none" else value), heading
            heading = self._blocks[heading].heading
        return self._above(block)

    def _above(self, block: int) -> tuple[str | None, int | None]:
        """The status that a short numbered line or label above a run of items says of them."""
        if self._blocks[block].kind == "paragraph" and not self._item(block):
            return None, None
        for above in range(block - 1, -1, -1):
            piece = self._blocks[above]
            short = piece.end - piece.start < 90
            value = self.said(above) if short else None
            if value == "class":
                return self._before(above)
            if value in ("attending", "absent", "invited", "excluded", "virtual"):
                return value, above
            if value is None and (self._item(above) or (piece.kind == "paragraph" and self._on_item(above))):
                continue
            if value is not None or piece.kind == "paragraph" or (piece.kind == "heading" and above not in self._items):
                break
        return None, None

    def _on_item(self, block: int) -> bool:
        """Whether a paragraph is about somebody who is named in the line above it, as in a factbox."""
        above = block - 1
        return above in self._items and self._blocks[above].kind != "paragraph" and self._item(above)

    def _item(self, block: int) -> bool:
        """Whether a block without a bullet reads as an item of a list: it opens with somebody, and is short."""
        piece = self._blocks[block]
        return block in self._items and piece.end - piece.start < _ITEM

    def _before(self, heading: int) -> tuple[str | None, int | None]:
        """The status that a heading of a class belongs to: the last one said above it in the same article."""
        members = self._of_members(heading)
        for above in range(heading - 1, -1, -1):
            if self._blocks[above].kind == "list_item":
                continue
            value = self.said(above)
            if value in ("attending", "absent", "invited", "excluded", "virtual"):
                return value, above
            if members and value != "class" and not self._item(above):
                break  # what a body is made up of, unless a list of guests is so divided
        return None, None

    def _of_members(self, block: int) -> bool:
        """Whether a heading is of the members or partners of a body ("ASEAN members")."""
        piece = self._blocks[block]
        words = self._reading.article.text[piece.start : piece.end].lower().strip(" *#:").split()
        known = self.whole(tuple(words)) is not None
        return piece.kind == "heading" and 0 < len(words) <= _SHORT and words[-1] in _MEMBERS and not known

    def said(self, block: int) -> str | None:
        """What a heading or the last clause of a lead-in says."""
        if block not in self._said:
            self._said[block] = self._say(block)
        return self._said[block]

    def aside(self, start: int, end: int) -> str | None:
        """What brackets behind an item that start at token `start` say of it: "(virtual)", "(host)"."""
        lower = self._reading.lower
        if start >= end or lower[start] != "(":
            return None
        stop = next((k for k in range(start, end) if lower[k] == ")"), end)
        words = tuple(_WORDS.findall(" ".join(lower[start + 1 : stop]).translate(_STRAIGHT)))
        value = self.whole(words)
        return None if value in ("none", "class") else value

    def whole(self, words: tuple[str, ...]) -> str | None:
        """What words say that are a heading by themselves."""
        rows = self._by_first.get(words[0], ()) if words else ()
        return next((value for _, form, value in rows if form == words), None)

    def _say(self, block: int) -> str | None:
        piece = self._blocks[block]
        whole = self._reading.article.text[piece.start : piece.end]
        text = whole.translate(_STRAIGHT).lower().strip(" *#:?.!")
        paragraph = piece.kind == "paragraph"
        if paragraph:
            pieces = re.split(r"(?<=[.!?])\s+", text)
            refers = len(pieces) > 1 and len(pieces[-1].split()) <= _REFERS and pieces[-1].startswith(_THESE)
            text = " ".join(pieces[-2:]) if refers else pieces[-1]
        words = tuple(_WORDS.findall(text))
        if sum(word.startswith("who") for word in words) > 1 and _NOT.intersection(words):
            return "none"  # "who is attending, who is not and who might be"
        open_ended = paragraph and not whole.rstrip().endswith((":", "."))
        best: tuple[int, str] | None = None
        for i, word in enumerate(words):
            for rank, form, value in self._by_first.get(word, ()):
                alone = len(form) == 1 or value == "class"
                fits = words == form if alone else not open_ended and words[i : i + len(form)] == form
                if fits and (best is None or rank < best[0]):
                    best = (rank, value)
        if best is None and self._of_members(block):
            return "class"
        if best is None and words and not paragraph and len(words) <= _LONG and words[-1] in _LAST:
            away = {"non", "not", "notable", "absent"}.intersection(words) or words[-1].startswith(("non", "abs"))
            return "absent" if away else "attending"
        return best[1] if best is not None else None


def list_claims(scene: Scene, which: WhichEvent, claims: Claims, *, items: bool) -> None:
    """Add the claims of lists: of their items, or of paragraphs under a heading that say nothing else themselves."""
    reading = scene.reading
    opening = [s for s in reading.sentences if _opens_with_actor(scene, s)]
    status = ListStatus(reading, frozenset(s.block for s in opening))
    stated = {(claim.who, reading.sentence_at[claim.start]) for claim in claims}
    spoken = {index for _, index in stated}
    done: set[int] = set()
    listing: set[int] = set()
    for sentence in reading.sentences:
        block = reading.block(sentence)
        if block.kind == "heading" and (
            not _opens_with_actor(scene, sentence) or status.said(sentence.block) is not None
        ):
            continue
        value, source = _inline(scene, sentence, status)
        if (value is not None or block.kind != "paragraph") != items:
            if block.kind != "paragraph":
                listing.add(block.heading if block.heading is not None else -1)
            continue
        start = sentence.start
        if value is not None and source is not None:
            start = source
            occasion = which.meant(sentence)
        else:
            value, said = status.of(sentence.block)
            if value is None or said is None:
                continue
            first = sentence.block not in done
            done.add(sentence.block)
            if block.kind != "paragraph" and not first:
                continue
            if block.kind == "paragraph" and (
                sentence.index in spoken or value not in ("absent", "attending", "excluded")
            ):
                continue
            labelled = block.kind == "paragraph" and first and _is_labelled(scene, sentence)
            if block.kind == "paragraph" and (
                block.heading is None or (sentence.block != block.heading + 1 and not labelled)
            ):
                continue
            if (
                block.kind == "paragraph"
                and not labelled
                and (block.heading in listing or not _opens_with_actor(scene, sentence))
            ):
                continue
            if block.kind != "paragraph":
                listing.add(block.heading if block.heading is not None else -1)
            occasion = _occasion(scene, which, sentence, said)
        if occasion is None:
            continue
        names = listed(scene, start, sentence.end)
        people = [a for a in names if a.kind == "person"]
        if not people and block.kind != "paragraph" and not _opens_with_actor(scene, sentence):
            continue
        if block.kind == "paragraph" and start == sentence.start:
            names = people
        if not people and _heads_people(scene, sentence):
            continue
        verdict = Verdict(value, occasion, _assertion(value, occasion, _heading_words(scene, sentence, status)), "list")
        for actor in people or names:
            assert actor.entity is not None
            if block.kind != "paragraph" and actor.kind == "country" and people:
                continue
            aside = status.aside(actor.end, sentence.end)
            mine = replace(verdict, value=aside) if aside is not None and value == "attending" else verdict
            claims.add(actor.entity, mine, sentence.start, actor.end)


def _inline(scene: Scene, sentence: Sentence, status: ListStatus) -> tuple[str | None, int | None]:
    """ "Present: A, B and C." in one paragraph: the value and the token behind the colon."""
    reading = scene.reading
    for i in range(sentence.start + 1, min(sentence.start + 8, sentence.end - 1)):
        if reading.lower[i] == ":":
            words = tuple(_WORDS.findall(" ".join(reading.lower[sentence.start : i]).translate(_STRAIGHT)))
            value = status.whole(words)
            return (value, i + 1) if value not in (None, "none", "class") else (None, None)
    return None, None


def _opens_with_actor(scene: Scene, sentence: Sentence) -> bool:
    return any(scene.actors.at[i] is not None for i in range(sentence.start, min(sentence.start + 2, sentence.end)))


def _is_labelled(scene: Scene, sentence: Sentence) -> bool:
    """Whether a paragraph opens with somebody and a colon ("Canadian Prime Minister X: he wants")."""
    actor = next((a for a in scene.actors.at[sentence.start : sentence.start + 2] if a is not None), None)
    return actor is not None and scene.reading.lower[actor.end : actor.end + 1] == [":"]


def _occasion(scene: Scene, which: WhichEvent, sentence: Sentence, said: int) -> Occasion | None:
    """The occasion of a list: the one its heading names, else the one meant there, whatever its items name."""
    above: Occasion | None = None
    for other in scene.reading.sentences:
        if other.block == said:
            for event in reversed(scene.events_in(other)):
                found = scene.occasions.of(event)
                if found is not None:
                    return found
            above = which.meant(other)
    return above or which.meant(sentence) or scene.occasions.main


def _heads_people(scene: Scene, sentence: Sentence) -> bool:
    """Whether a country alone in its block is but the heading of its people, who are named in the next."""
    reading = scene.reading
    own = scene.actors.at[sentence.start]
    if own is None or own.kind != "country" or own.unnamed or sentence.end - own.end > 1:
        return False
    below = next((s for s in reading.sentences[sentence.index + 1 :] if s.block == sentence.block + 1), None)
    if below is None or any(s.block == sentence.block for s in reading.sentences[sentence.index + 1 :]):
        return False
    people = [a for a in listed(scene, below.start, below.end)[:1] if a.kind == "person" and a.start < below.start + 3]
    if not people:
        return False
    person = people[0].person
    country = scene.served.country_of(person) if person is not None else None
    return country is None or country == own.entity


def _heading_words(scene: Scene, sentence: Sentence, status: ListStatus) -> list[str]:
    block = status.of(sentence.block)[1]
    if block is None:
        return []
    piece = scene.reading.article.blocks[block]
    return scene.reading.article.text[piece.start : piece.end].lower().split()


def _assertion(value: str, occasion: Occasion, heading: list[str]) -> str:
    if value in ("invited", "excluded"):
        return "asserted"
    dated = any(rank == 0 for rank, _ in occasion.votes)
    if not dated and _TO_COME.intersection(heading) and {"is", "are", "who's", "who’s", "will"}.intersection(heading):
        return "planned"
    if not occasion.decided and _TO_COME.intersection(heading):
        return "planned"
    return "planned" if occasion.assertion in ("planned", "possible") else "asserted"


def _headings(cues: Cues) -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
    """What headings say, by their first word: rank (longest first), words, value."""
    rows = [row for row in cues["lists"] if row["table"] == "heading"]
    forms = sorted(
        ((tuple(_WORDS.findall(form.lower())), str(row["value"])) for row in rows for form in row["forms"]),
        key=lambda entry: (-len(entry[0]), -len(" ".join(entry[0])), entry),
    )
    by_first: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
    for rank, (form, value) in enumerate(forms):
        by_first.setdefault(form[0], []).append((rank, form, value))
    return by_first
