"""What a verb of sending sends: people to an event, nobody, or a message, troops and the like."""

from __future__ import annotations

from typing import Final

from summitry.extract.language.frames import Frame
from summitry.extract.reading import Reading

_THINGS: Final = frozenset({"message", "letter", "letters", "troops", "cable", "condolences", "greetings", "weapons"})
_PEOPLE: Final = frozenset(
    [
        "delegation", "delegations", "ministers", "observers", "observer", "representative", "representatives",
        "deputy", "nobody", "envoy", "envoys", "team", "cabinet", "secretary", "officials", "official", "delegates",
        "stead", "instead", "anyone", "anybody",
    ]
)  # fmt: skip
_NOBODY: Final = (["nobody"], ["none"], ["no", "one"], ["no", "delegation"], ["no", "representative"])
_NO_PEOPLE: Final = (["no", "delegation"], ["no", "representative"], ["no", "official"])


def sends_somebody(reading: Reading, frame: Frame) -> bool:
    """Whether people are sent."""
    lower = reading.lower
    words = lower[frame.end : frame.end + 14]
    ahead = range(frame.end, min(frame.end + 8, frame.sentence.end))
    first = next((i for i in ahead if reading.title_at[i] is not None), None)
    titled = first is not None and "to" not in lower[frame.end : first]
    asked = lower[frame.start - 2 : frame.start] == ["invitation", "to"]
    if asked or lower[frame.start - 1] in ("of", "about") or _THINGS.intersection(words[:6]):
        return False
    return titled or bool(_PEOPLE.intersection(words)) or words[:2] in _NO_PEOPLE


def sends_nobody(reading: Reading, frame: Frame) -> bool:
    """Whether nobody is sent, in so many words."""
    words = reading.lower[frame.end : frame.end + 2]
    return words in _NOBODY or words[:1] in _NOBODY
