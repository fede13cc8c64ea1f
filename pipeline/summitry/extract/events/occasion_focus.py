"""Which occasion a text is about, and which one a sentence means that names none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from summitry.extract.events.event_owners import is_bare_body
from summitry.extract.events.events import EventMention
from summitry.extract.events.occasion import Occasion
from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading, Sentence
from summitry.findings import Entity

_RATHER: Final = frozenset({"choosing", "preferring", "prioritising", "prioritizing"})  # where else somebody is
_OPENING: Final = 3  # sentences that say what a text is about
_LED: Final = 2  # mentions that being named there is worth
_BE: Final = frozenset({"be", "been", "is", "are", "was", "were"})  # "both in Russia for" another event
_IN_PLAY: Final = frozenset(
    {
        "attend",
        "appear",
        "go",
        "skip",
        "withdraw",
        "accept",
        "host",
        "gather",
        "event_held",
        "event_opens",
        "event_ends",
        "expected",
        "send",
        "invite",
        "exclude",
    }
)


class Focus:
    """Looks at the mentions and occasions that are known so far; both may grow."""

    def __init__(
        self,
        reading: Reading,
        frames: Sequence[Sequence[Frame]],
        body: Entity | None,
        by_mention: Mapping[EventMention, Occasion],
        occasions: Sequence[Occasion],
    ) -> None:
        self._reading = reading
        self._frames = frames
        self._body = body
        self._by_mention = by_mention
        self._all = occasions
        self._main: tuple[tuple[int, int], Occasion | None] = ((-1, -1), None)  # as of so many mentions
        self._played: dict[EventMention, bool] = {}

    @property
    def main(self) -> Occasion | None:
        """The occasion with the most mentions, the first of equals; summits and conferences before talks."""
        known = (len(self._by_mention), len(self._all))
        if self._main[0] != known:
            ranked = [(self._weight(o), -i, o) for i, o in enumerate(self._all) if o.edition != "last"]
            self._main = (known, max(ranked, key=lambda r: r[:2])[2] if ranked else None)
        return self._main[1]

    def _weight(self, occasion: Occasion) -> int:
        """How much a text is about an occasion: what its lead names, and summits, count for more."""
        above = occasion.kind in ("summit", "conference") and not self.is_aside(occasion)
        first = min((self._reading.sentence_at[event.start] for event in occasion.mentions), default=_OPENING)
        return len(occasion.mentions) + 2 * above + _LED * (first < _OPENING)

    def is_aside(self, occasion: Occasion) -> bool:
        """Whether an occasion is only a body named in passing ("on his way to the G7 in Hiroshima")."""
        return all(is_bare_body(self._reading, event) for event in occasion.mentions) and occasion.subject != self._body

    def near(self, sentence: Sentence) -> Occasion | None:
        """The occasion meant at a sentence that names none: the one named last before, unless that was an aside."""
        main = self.main
        before = sorted(
            (e for e in self._by_mention if e.start < sentence.end and self.in_play(e, sentence)),
            key=lambda e: e.start,
        )
        if not before:
            return main
        last = self._by_mention[before[-1]]
        if main is None or last is main:
            return last
        here = self._reading.sentences[self._reading.sentence_at[before[-1].start]]
        if (
            here.block != sentence.block
            or (len(last.mentions) == 1 and sentence.index > here.index and len(main.mentions) > 2)
            or last.edition
            or (last.kind == "ceremony" and main.kind != "ceremony" and here.index != sentence.index)
        ):
            return main
        return last

    def in_play(self, event: EventMention, sentence: Sentence) -> bool:
        """Whether what is said of a mention makes it the event in question, and it is no aside."""
        index = self._reading.sentence_at[event.start]
        if self._by_mention[event] is self.main:
            return True
        if _RATHER.intersection(self._reading.lower[max(0, event.start - 3) : event.start]):
            return False
        if self._reading.lower[event.start + 1 : event.start + 2] == ["own"]:
            return False  # "A and B, which hold their own summit, are not invited"
        if index == sentence.index:
            return True
        if event not in self._played:
            self._played[event] = event.start - self._reading.sentences[index].start < 3 or any(
                event in frame.events and frame.sense in _IN_PLAY and self._reading.lower[frame.start] not in _BE
                for frame in self._frames[index]
            )
        return self._played[event]
