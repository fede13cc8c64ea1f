"""The rules of `participation.toml`: what a sense says of its subject, object, or who is behind a preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from summitry.lexicon import Cues


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sense means for whom; the fields are those that `participation.toml` explains."""

    sense: str
    value: str
    who: str
    voice: str = ""
    negated: str = ""
    event: str = "text"
    time: str = "verb"
    kinds: tuple[str, ...] = ()
    perfect: str = ""


def rules_of(cues: Cues) -> dict[str, list[Rule]]:
    """The rules of participation by sense, in the order of the cue file."""
    rules: dict[str, list[Rule]] = {}
    for row in cues["participation"]:
        if row["table"] == "rule":
            fields: dict[str, Any] = {key: value for key, value in row.items() if key not in ("table", "kinds")}
            rule = Rule(**fields, kinds=tuple(row.get("kinds", ())))
            rules.setdefault(rule.sense, []).append(rule)
    return rules
