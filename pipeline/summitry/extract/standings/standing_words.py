"""The words of `membership.toml`, `treaties.toml` and `founded.toml` that the readers of standings share."""

from __future__ import annotations

from dataclasses import dataclass

from summitry.lexicon import Lexicon


@dataclass(frozen=True)
class StatusNoun:
    """A noun phrase for a status; `bound` when it needs the name of a body beside it."""

    words: tuple[str, ...]
    status: str
    bound: bool


class Words:
    """The words of `membership.toml`, `treaties.toml` and `founded.toml` that the readers of standings share.

    A list is had by its name (`words["wishes"]`), as a set.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        rows = [*lexicon.cues["membership"], *lexicon.cues["treaties"], *lexicon.cues["founded"]]
        lists: dict[str, set[str]] = {}
        statuses: dict[str, list[StatusNoun]] = {}
        steps: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in rows:
            if "value" in row:
                lists.setdefault(row["table"], set()).add(str(row["value"]))
            for form in row.get("nouns", ()):
                words = tuple(str(form).split())
                if row["table"] == "status":
                    noun = StatusNoun(words, str(row["status"]), bool(row.get("bound")))
                    statuses.setdefault(words[0], []).append(noun)
                elif row["table"] == "step":
                    steps.setdefault(words[0], []).append((words, str(row["sense"])))
        shades = [(tuple(w.split()), str(r["status"])) for r in rows if r["table"] == "shade" for w in r["words"]]
        self._lists = {name: frozenset(words) for name, words in lists.items()}
        # What a question asks after, by its word; what the heading of a checklist says, by its words.
        self.asked = {str(w): str(r["status"]) for r in rows if r["table"] == "asked" for w in r["words"]}
        self.verdicts = {
            tuple(str(w).split()): str(r["status"]) for r in rows if r["table"] == "verdict" for w in r["words"]
        }
        self.shades = tuple(sorted(shades, key=lambda s: (-len(s[0]), s)))
        self.statuses = {k: tuple(sorted(v, key=lambda n: (-len(n.words), n.bound))) for k, v in statuses.items()}
        self.steps = {k: tuple(sorted(v, key=lambda n: -len(n[0]))) for k, v in steps.items()}

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._lists[name]
