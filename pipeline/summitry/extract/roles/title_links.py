"""Between verbs, names and titles: the title that follows a verb or a name, the name that follows a verb."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.names import Name
from summitry.components.titles import TitleMention
from summitry.extract.reading import Person, Reading
from summitry.lexicon import Lexicon

BREAKS: Final = frozenset(
    {";", ":", "after", "because", "but", "while", "when", "who", "which", "that", "said", "says"}
)


class TitleLinks:
    """Steps across the small words of `cues/offices.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._small = cue_words(lexicon, "offices", "small")
        self._as = cue_words(lexicon, "offices", "before_title")
        self._before_name = self._small | {"former", "late", "then", "of"}

    def title_after(self, reading: Reading, k: int, held: AbstractSet[int]) -> TitleMention | None:
        """The title that follows at token `k` across small words and adjectives, unless it has a name of its own."""
        plain = 0
        for i in range(k, min(k + 9, len(reading.words))):
            title = reading.title_at[i]
            if title is not None:
                if title.head in held or title.plural or title.inner or title.np_start < k:
                    return None
                return title
            if reading.mention_at[i] is not None:
                continue
            if reading.lower[i] not in self._small:
                plain += 1
                if (
                    plain > 2
                    or reading.lower[i].endswith(("ing", "ed"))
                    or not reading.lower[i].replace("-", "").isalpha()
                    or reading.lower[i] in ("of", "by", "and", "with", "that", "who")
                ):
                    return None
        return None

    def title_of_object(self, reading: Reading, name: Name, held: AbstractSet[int]) -> TitleMention | None:
        """The office given to the object of a verb: "X as minister", "X, until now Y, as Z", "X prime minister"."""
        k = name.end
        limit = min(reading.sentences[reading.sentence_at[name.start]].end, name.end + 22)
        commas = 0
        for i in range(k, limit):
            title = reading.title_at[i]
            if title is not None and title.np_start <= i and title.head not in held and not title.plural:
                direct = all(w in self._as for w in reading.lower[k : title.np_start])
                marked = title.np_start > 0 and reading.lower[title.np_start - 1] in ("as", "be")
                if direct or marked:
                    return title
            commas += reading.words[i] == ","
            if reading.lower[i] in BREAKS and commas != 1:
                return None
        return None

    def named_after(self, reading: Reading, k: int) -> tuple[Person | None, Name | None]:
        """The person named at token `k`, behind titles and modifiers."""
        for i in range(k, min(k + 9, len(reading.words))):
            name = reading.name_at[i]
            if name is not None:
                return reading.person_of[name], name
            if (
                reading.title_at[i] is None
                and reading.mention_at[i] is None
                and reading.lower[i] not in self._before_name
                and not reading.words[i][:1].isupper()
            ):
                return None, None
        return None, None


def latest(person: Person, token: int) -> Name:
    """The last mention of a person by name up to a token, else the first."""
    before = [name for name in person.names if name.start <= token]
    return before[-1] if before else person.names[0]
