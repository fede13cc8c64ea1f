"""What stands beside a name: its country, the other half of a couple."""

from __future__ import annotations

from typing import Final

from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading
from summitry.findings import Entity

OPENING: Final = frozenset({"(", "["})
CLOSING: Final = frozenset({")", "]"})
CASE: Final = frozenset({"'s", "’s", "'", "’"})
AND: Final = frozenset({"and", "&"})
_MARKS: Final = frozenset({":", "-", "–", "—"})
_CONSORTS: Final = frozenset({"queen", "empress", "crown princess"})


def name_starting(reading: Reading, token: int) -> Name | None:
    """The name whose phrase starts at `token` in the same sentence."""
    if token >= len(reading.words):
        return None
    for k in range(token, min(token + 6, len(reading.words))):
        name = reading.name_at[k]
        if name is not None:
            same = reading.sentence_at[k] == reading.sentence_at[token - 1] if token else True
            return name if same and name.np_start <= token <= name.start else None
    return None


def beside_name(reading: Reading, name: Name) -> tuple[Entity | None, int]:
    """The country that stands with a name, and the token after it: "Japan's X", "X of Japan", "X (Japan)"."""
    words, at = reading.lower, reading.mention_at
    i, j = name.np_start, name.end
    if i > 1 and words[i - 1] in CASE:
        mention = at[i - 2]
        if mention is not None and mention.end == i - 1 and mention.country:
            return Entity("country", mention.country), j
    if i > 0:
        mention = at[i - 1]
        if mention is not None and mention.end == i and mention.kind == "demonym" and mention.country:
            return Entity("country", mention.country), j
    if i > 1 and words[i - 1] == ":":  # "Angola: X, prime minister"
        mention = at[i - 2]
        if mention is not None and mention.country and mention.start == reading.sentences[reading.sentence_at[i]].start:
            return Entity("country", mention.country), j
    if j + 1 < len(words) and words[j] == ",":  # an item "King X, Spain"
        sentence = reading.sentences[reading.sentence_at[i]]
        mention = at[j + 2 if words[j + 1] == "the" and j + 2 < len(words) else j + 1]
        last = mention is not None and mention.kind == "country" and mention.end == sentence.end
        if mention is not None and last and reading.block(sentence).kind == "list_item":
            return Entity("country", mention.name), mention.end
    for opening, closing in ((("of", "from", "in"), frozenset[str]()), (OPENING, CLOSING)):
        if j < len(words) and words[j] in opening:
            k = j + 1
            if k < len(words) and words[k] == "the":
                k += 1
            mention = at[k] if k < len(words) else None
            kinds = ("country",) if words[j] in ("in", "from") else ("country", "demonym", "organisation")
            if mention is not None and mention.start == k and mention.kind in kinds:
                if closing and not (mention.end < len(words) and words[mention.end] in (*closing, ",", ";")):
                    continue
                body = mention.kind == "organisation"
                beside = Entity("organisation" if body else "country", mention.name)
                return beside, mention.end + (1 if closing else 0)
    return None, j


def heads_line(reading: Reading, start: int) -> Entity | None:
    """Whom a line is about that goes on at token `start`: "Ghana – President X", "UN: Secretary-General X"."""
    first = reading.sentences[reading.sentence_at[start]].start
    mention = reading.mention_at[start - 2] if start - 2 >= first and reading.words[start - 1] in _MARKS else None
    if mention is None or mention.end != start - 1 or mention.kind not in ("country", "organisation"):
        return None
    opens = mention.start == first or (mention.start == first + 1 and reading.lower[first] == "the")
    return Entity("organisation" if mention.kind == "organisation" else "country", mention.name) if opens else None


def is_consort(reading: Reading, title: TitleMention) -> bool:
    """Whether a queen is named as a king's wife: "King X and Queen Y"."""
    k = title.np_start - 1
    king = reading.name_at[k - 1] if title.form in _CONSORTS and k > 0 and reading.lower[k] == "and" else None
    before = reading.title_at[king.np_start - 1] if king is not None and king.np_start else None
    before = before or (reading.title_at[king.np_start] if king is not None else None)
    return before is not None and before.office in ("monarch", "crown_prince")


def of_couple(reading: Reading, name: Name) -> tuple[Entity | None, int]:
    """The country behind a couple: "King X and Queen Y of Z"."""
    k = name.end + 1
    title = reading.title_at[k] if k < len(reading.words) and reading.lower[k - 1] == "and" else None
    other = name_starting(reading, title.end) if title is not None and title.form in _CONSORTS else None
    return beside_name(reading, other) if other is not None else (None, name.end)
