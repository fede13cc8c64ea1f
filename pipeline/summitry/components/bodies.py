"""Bodies that have officers, by the nouns that name their kind ("the Chilean Senate", "the Popular Force party")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summitry.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body; `named`: its officers serve the body by its name, else the country it belongs to."""

    kind: str
    named: bool


class Bodies:
    """The nouns of `bodies.toml`, found at the end of a phrase."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [row for row in lexicon.cues["bodies"] if row["table"] == "body"]
        self._kinds: dict[tuple[str, ...], Body] = {}
        for row in rows:
            body = Body(str(row["kind"]), bool(row.get("named", False)))
            for form in row["words"]:
                self._kinds.setdefault(tuple(form.split()), body)
        self._longest = max(map(len, self._kinds), default=0)

    def of(self, words: Sequence[str]) -> Body | None:
        """The kind of body that the lower-case words name, by the longest form they end in."""
        for length in range(min(self._longest, len(words)), 0, -1):
            body = self._kinds.get(tuple(words[-length:]))
            if body is not None:
                return body
        return None
