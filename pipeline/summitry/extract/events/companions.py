"""Companions: who else was at talks of two sides or more ("the meeting was attended by A", "in the presence of B")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.cue_words import cue_words
from summitry.extract.language.forms import Forms
from summitry.extract.language.listing import listed
from summitry.extract.people.actors import Actor
from summitry.extract.reading import Sentence
from summitry.extract.scene import Scene
from summitry.lexicon import Cues

_OPENING: Final = 3  # tokens of a sentence before which its opening phrase has begun
_TO_VERB: Final = 14  # tokens from the opening phrase to its verb
_TO_NOUN: Final = 5  # tokens from a verb to the word for the talks
_TO_CONSISTS: Final = 7  # tokens from a side to the verb that says who is on it
_TO_BY: Final = 12  # tokens from a participle to its "by"
_AHEAD: Final = frozenset({"will", "be", "to", "would"})
_IT: Final = frozenset({"it", "them", "him", "her"})


class CompanyReader:
    """Finds who a sentence says was at the talks told in it or before, with the words of `companions.toml`."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lower = scene.reading.lower
        lexicon = scene.reading.lexicon
        self._talks = cue_words(lexicon, "companions", "talks")
        self._one = {k: cue_words(lexicon, "companions", k) for k in ("verbs", "by", "beside", "sides", "travel")}
        self._several = lexicon.once(_several)

    def there(self, sentence: Sentence, *, told: bool, within: bool) -> tuple[list[Actor], bool]:
        """The companions a sentence names, and whether it calls the talks by a word.

        `told`: the sentence before tells of the meeting. `within`: this one does.
        """
        for find in (self._passive, self._opening, self._behind):
            found = find(sentence)
            if found is not None:
                return self._people(found[0]), found[1]
        if told or within:
            found = self._beside(sentence) or (self._of_side(sentence) if told else None)
            if found is not None:
                return self._people(found[0]), found[1]
        presence = self._presence(sentence, within=within)
        return (self._people(presence), True) if presence else ([], False)

    def of_other_side(self, sentence: Sentence) -> list[Actor]:
        """Who a sentence adds to the company told before: "From the Omani side, A and B"."""
        opening = self._lower[sentence.start : sentence.start + 6]
        if opening[:1] not in (["on"], ["from"], ["for"]) or not self._one["sides"].intersection(opening):
            return []
        return self._people(listed(self._scene, sentence.start + 2, sentence.end, by=True))

    @staticmethod
    def _people(actors: Sequence[Actor]) -> list[Actor]:
        return [actor for actor in actors if actor.kind == "person"]

    def _at(self, i: int, key: str, end: int) -> int:
        """The length of the form of a list that stands at a token, 0 if none."""
        return len(self._several[key].at(self._lower, i, end))

    def _passive(self, sentence: Sentence) -> tuple[list[Actor], bool] | None:
        """ "The reception was attended, on the Omani side, by A and B" """
        for i in range(sentence.start + 1, sentence.end):
            if self._lower[i] not in self._one["by"]:
                continue
            before = self._lower[sentence.start : i]
            named = bool(self._talks.intersection(before))
            if not named and before[-2:-1] != ["it"] and "it" not in before[-3:]:
                continue
            by = self._by(i, sentence.end)
            if by:
                sided = bool(self._one["sides"].intersection(self._lower[sentence.start : by]))
                found = listed(self._scene, by + 1, sentence.end, by=True)
                return [*found, *self._items(sentence)], named or sided
        return None

    def _by(self, i: int, end: int) -> int:
        for k in range(i + 1, min(i + _TO_BY, end)):
            if self._lower[k] == "by":
                return k
            if self._scene.reading.name_at[k] is not None:
                return 0
        return 0

    def _items(self, sentence: Sentence) -> Iterator[Actor]:
        """The first person of each item of a list that a sentence leads in."""
        reading = self._scene.reading
        if self._lower[sentence.end - 1] != ":":
            return
        for item in reading.sentences[sentence.index + 1 :]:
            block = reading.block(item)
            if block.kind != "list_item" or block.heading != sentence.block:
                return
            yield from self._people(listed(self._scene, item.start, item.end))[:1]

    def _opening(self, sentence: Sentence) -> tuple[list[Actor], bool] | None:
        """ "Also present at the meeting were A and B" """
        for i in range(sentence.start, min(sentence.start + _OPENING, sentence.end)):
            length = self._at(i, "opening", sentence.end)
            if not length:
                continue
            stop = min(i + length + _TO_VERB, sentence.end)
            for k in range(i + length, stop):
                if self._scene.reading.name_at[k] is not None:
                    break
                if self._lower[k] in self._one["verbs"]:
                    named = bool(self._talks.intersection(self._lower[i:k]))
                    if self._lower[i] == "with" and not named:
                        break
                    return [*listed(self._scene, k + 1, sentence.end), *self._items(sentence)], named
            return None
        return None

    def _behind(self, sentence: Sentence) -> tuple[list[Actor], bool] | None:
        """ "A and B attended the meeting", "A was also present" """
        for i in range(sentence.start + 1, sentence.end):
            length = self._at(i, "behind", sentence.end)
            if length:
                after = self._lower[i + length : min(i + length + _TO_NOUN, sentence.end)]
                noun = next((k for k, word in enumerate(after) if word in self._talks), None)
                if noun is not None and (i + length + noun + 1 >= sentence.end or self._ends(i + length + noun + 1)):
                    return listed(self._scene, sentence.start, i), True
                if after[:1] and after[0] in _IT and self._ends(i + length + 1):
                    return listed(self._scene, sentence.start, i), False
            length = self._at(i, "bare", sentence.end)
            if length and self._ends(i + length) and self._lower[i - 1] not in ("which", "who", "that"):
                return listed(self._scene, sentence.start, i), False
        return None

    def _ends(self, i: int) -> bool:
        """Whether nothing that belongs to the phrase follows ("attended the meeting of the council")."""
        return (
            i >= len(self._lower)
            or self._lower[i] not in ("of", "on", "in", "organised", "organized", "with", "at")
            or (
                self._lower[i] in ("in", "at")
                and self._scene.reading.mention_at[min(i + 1, len(self._lower) - 1)] is not None
            )
            or (self._lower[i] == "on" and self._lower[i + 2 : i + 4] in (["side"], ["behalf"]))
        )

    def _beside(self, sentence: Sentence) -> tuple[list[Actor], bool] | None:
        """ "He was accompanied by A and B", "A, flanked by B, received C" """
        if self._one["travel"].intersection(self._lower[sentence.start : sentence.end]):
            return None
        for i in range(sentence.start, sentence.end - 1):
            if (
                self._lower[i] in self._one["beside"]
                and self._lower[i + 1] == "by"
                and not _AHEAD.intersection(self._lower[max(sentence.start, i - 3) : i])
            ):
                found = listed(self._scene, i + 2, sentence.end, by=True)
                aside = self._lower[i - 1] in (",", "(") or i == sentence.start
                return (self._up_to_comma(found) if aside else found), False
        return None

    def _up_to_comma(self, actors: Sequence[Actor]) -> list[Actor]:
        """The actors of an aside: those up to the first that a verb has for its subject."""
        found: list[Actor] = []
        for actor in actors:
            if found and self._lower[actor.start - 1] == "," and self._lower[found[-1].end : actor.start] == [","]:
                behind = self._lower[actor.end : actor.end + 1]
                if behind not in ([","], ["and"]):
                    break
            found.append(actor)
        return found

    def _of_side(self, sentence: Sentence) -> tuple[list[Actor], bool] | None:
        """ "The Omani side included A and B" """
        if self._one["travel"].intersection(self._lower[sentence.start : sentence.end]):
            return None
        found: list[Actor] = []
        for i in range(sentence.start + 1, sentence.end):
            if self._lower[i] not in self._one["sides"]:
                continue
            for k in range(i + 1, min(i + _TO_CONSISTS, sentence.end)):
                length = self._at(k, "consists", sentence.end)
                if length:
                    found += [a for a in listed(self._scene, k + length, sentence.end) if a not in found]
                    break
        return (found, False) if found else None

    def _presence(self, sentence: Sentence, *, within: bool) -> list[Actor]:
        """ "received X in the presence of A and B" """
        for i in range(sentence.start, sentence.end - 3):
            if self._lower[i : i + 4] == ["in", "the", "presence", "of"] and (
                within or self._talks.intersection(self._lower[sentence.start : i])
            ):
                return listed(self._scene, i + 4, sentence.end, by=True)
        return []


def _several(cues: Cues) -> dict[str, Forms]:
    """The forms of several words that open, join or follow a list of companions."""
    rows = cues["companions"]
    return {
        key: Forms(str(row["value"]).split() for row in rows if row["table"] == key)
        for key in ("behind", "bare", "opening", "consists")
    }
