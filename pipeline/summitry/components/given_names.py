"""Words of rank that are somebody's name: "Sultan al-Muraikhi, the minister", "trade minister Prince Shikongo"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.components.mentions import Mention
from summitry.components.titles import TitleMention
from summitry.lexicon import Cues, Lexicon

_PARTICLES: Final = frozenset({"bin", "al", "ibn", "ben", "el", "al-"})
_REIGNING: Final = frozenset({"monarch", "crown_prince", "leader", "supreme_leader"})
_ELECTED: Final = frozenset({"president", "prime_minister"})
_LONGEST: Final = 5  # tokens of a name behind the word
_MAJESTY: Final = ("Majesty", "Highness", "HM", "H.M.", "HH", "H.H.", "HRH", "H.R.H.")


def states_of_styles(cues: Cues) -> dict[str, frozenset[str]]:
    """The states that have rulers of a style ("emir"), by style."""
    return _states_by_form(cues, "style")


def _states_by_form(cues: Cues, table: str) -> dict[str, frozenset[str]]:
    rows = (row for row in cues["states"] if row["table"] == table)
    return {form: frozenset(row["states"]) for row in rows for form in row["forms"]}


class GivenNames:
    """Decides it by the states an article speaks of, by what follows, and by a title of a state without such ranks."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._monarchies, self._nobility, self._peers, self._given, self._royal = (
            cue_words(lexicon, "states", table) for table in ("monarchies", "nobility", "peers", "given", "royal")
        )
        self._styles = lexicon.once(states_of_styles)
        self._local = _states_by_form(lexicon.cues, "address")

    def titles(
        self, words: Sequence[str], titles: Sequence[TitleMention], countries: frozenset[str]
    ) -> frozenset[TitleMention]:
        """Which of the titles are part of a name."""
        found = set()
        starts = {title.np_start: title for title in titles}
        before: TitleMention | None = None
        for title in titles:
            if self._fits(words, title) and (
                _behind_name(words, title, before)
                or self._unknown(title.form, countries)
                or words[title.end].lower() in _PARTICLES
                or self._titled(words, title, before)
                or self._apposed(words, title, starts)
            ):
                found.add(title)
            before = title
        return frozenset(found)

    def address(
        self, form: str, before: TitleMention | None, countries: frozenset[str], *, short: bool, behind: str
    ) -> bool:
        """Whether a form of address at the head of a name is part of the name; `before`: the title in front of it.

        `short`: one word alone follows it. `behind`: the form of address in front of it.
        """
        if form in self._given and short:  # "Prime Minister Sheikh Hasina"
            return before is not None and before.office in _ELECTED
        if form in self._nobility:
            return not countries & self._peers
        served = before.object.name if before is not None and before.object is not None else ""
        if form in self._local:
            here = self._local[form]
            return served not in here if len(served) == 2 else not countries & here
        if form not in self._royal or behind.endswith(_MAJESTY):
            return False
        ruled = self._styles.get(form.lower(), self._monarchies)
        if before is not None and before.office not in _REIGNING and served:
            return served not in ruled
        return bool(countries) and not countries & ruled

    @staticmethod
    def _fits(words: Sequence[str], title: TitleMention) -> bool:
        alone = title.office == "monarch" and title.end - title.head == 1 and title.np_start == title.head
        alone = alone and not (title.head > 0 and words[title.head - 1].endswith(_MAJESTY))
        return alone and title.end < len(words) and words[title.head][:1].isupper()

    def _unknown(self, form: str, countries: frozenset[str]) -> bool:
        return bool(countries) and form != "pope" and not countries & self._styles.get(form, self._monarchies)

    def _titled(self, words: Sequence[str], title: TitleMention, before: TitleMention | None) -> bool:
        if before is None or before.office in _REIGNING or before.plural:
            return False
        end = before.end + (before.end < len(words) and words[before.end] == ",")
        return end == title.np_start and (before.object is None or before.object.name not in self._monarchies)

    def _apposed(self, words: Sequence[str], title: TitleMention, starts: dict[int, TitleMention]) -> bool:
        k = title.end
        while (
            k < len(words) and k - title.end < _LONGEST and (words[k][:1].isupper() or words[k] in ("-", "bin", "al"))
        ):
            k += 1
        if k + 2 >= len(words) or words[k] != "," or k == title.end:
            return False
        other = next((starts[i] for i in range(k + 1, min(k + 3, len(words))) if i in starts), None)
        if other is not None:
            if other.end < len(words) and words[other.end][:1].isupper():
                return False  # a list: "Pope X, President Y"
            served = other.object.name if other.object is not None else ""
            return other.office not in _REIGNING and served not in self._monarchies
        return words[k + 1] in ("a", "an") and words[k + 2].islower()


def _behind_name(words: Sequence[str], title: TitleMention, before: TitleMention | None) -> bool:
    """Whether the word ends a name ("General Sarfraz Malik")."""
    i = title.head - 1
    return (
        i > 0
        and words[i].isalpha()
        and words[i].istitle()
        and words[i - 1][:1].isupper()
        and (before is None or before.end <= i)
    )


def countries_of(mentions: Sequence[Mention | None]) -> frozenset[str]:
    """The countries that are mentioned at all."""
    return frozenset(mention.country for mention in mentions if mention is not None and mention.country)
