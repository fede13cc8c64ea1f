"""What "the bloc" and "its" mean in an article that explains one body: that body, not one named in passing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.extract.people.antecedents import Reference, References
from summitry.extract.reading import Reading

_BODIES: Final = ("organisation", "union", "alliance", "forum")
_NOUNS: Final = frozenset(
    {"bloc", "block", "group", "grouping", "alliance", "organisation", "organization", "body", "club", "pact"}
    | {"coalition", "partnership", "agreement", "association", "union", "forum", "community", "deal", "treaty"}
)
_GENERAL: Final = _NOUNS - {"agreement", "association", "union", "forum", "community", "deal", "treaty", "pact"}
_CONTAINS: Final = frozenset({"groups", "comprises", "includes", "unites", "links", "gathers"})
_RELATIVES: Final = frozenset({"which", "who", "whom", "whose"})
_OPENING: Final = 4  # sentences in which an article says what it is about
_TITLE: Final = 12  # tokens of a headline
_PREMODIFIERS: Final = 9


class BodyReferences(References):
    """The references of a reading, with what stands in a relative clause passed over for the body defined."""

    def _nouns(self, named: Sequence[Reference]) -> Iterator[Reference]:
        self._main = _defined(self._reading, named) or _headed(self._reading, named)
        self._passing = frozenset(
            r.start for r in named if self._main and r.entity != self._main.entity and _is_passing(self._reading, r)
        )
        yield from super()._nouns(named)

    def before(self, token: int, *, treaty: bool = False, any_body: bool = False) -> Reference | None:
        """As everywhere; a treaty that the article explains is a body like others."""
        found = super().before(token, treaty=treaty, any_body=any_body)
        if treaty or self._main is None or self._main.form != "treaty":
            return found
        main = next((r for r in reversed(self.all) if r.end <= token and r.entity == self._main.entity), None)
        return main if main is not None and (found is None or self._is_nearer(main, found, token)) else found

    def _is_nearer(self, main: Reference, found: Reference, token: int) -> bool:
        within = self._reading.sentence_at[token] - self._reading.sentence_at[main.start] < 2
        return found.start in self._passing or (main.start > found.start and within)

    def _nearest(self, token: int, candidates: Sequence[Reference]) -> Reference | None:
        kept = [r for r in candidates if r.start not in self._passing]
        return super()._nearest(token, kept or candidates)

    def _target(self, start: int, noun: str, known: Sequence[Reference]) -> Reference | None:
        if self._main is not None and self._main.form == "treaty" and noun in _GENERAL:
            fitting = (r for r in known if r.form in _BODIES or r.entity == self._main.entity)
            return self._nearest(start, sorted((r for r in fitting if r.end <= start), key=lambda r: r.start))
        return super()._target(start, noun, known)


def _defined(reading: Reading, named: Sequence[Reference]) -> Reference | None:
    """The body of which an early sentence says what it is ("X is a bloc of") or whom it has ("X groups nine")."""
    lower = reading.lower
    for reference in named:
        sentence = reading.sentences[reading.sentence_at[reference.start]]
        if sentence.index >= _OPENING:
            return None
        if reference.start - sentence.start > 1 or reference.case or reference.form not in (*_BODIES, "treaty"):
            continue
        k = reference.end
        if lower[k : k + 1] == ["("] and ")" in lower[k : k + 5]:
            k = lower.index(")", k) + 1
        if k >= sentence.end - 1:
            continue
        if lower[k] in _CONTAINS or lower[k : k + 2] in (["consists", "of"], ["brings", "together"]):
            return reference
        noun = _NOUNS.intersection(lower[k + 2 : min(k + 2 + _PREMODIFIERS, sentence.end)])
        if lower[k] in ("is", ",", "was") and lower[k + 1] in ("a", "an", "the") and noun:
            return reference
    return None


def _headed(reading: Reading, named: Sequence[Reference]) -> Reference | None:
    """The one body of a headline that asks what it is ("What is X?", "Explainer: the X")."""
    if not named:
        return None
    first = reading.sentences[0]
    lower = reading.lower[first.start : first.end]
    inside = [r for r in named if r.start < first.end]
    asks = {"what", "explainer", "explained", "factbox", "facts", "about"}.intersection(lower)
    only = len(inside) == 1 and inside[0].form in (*_BODIES, "treaty") and len(lower) <= _TITLE
    return inside[0] if only and asks else None


def _is_passing(reading: Reading, reference: Reference) -> bool:
    """Whether a body stands in a relative clause ("all of whom are also members of B")."""
    sentence = reading.sentences[reading.sentence_at[reference.start]]
    before = reading.lower[sentence.start : reference.start]
    at = max((k for k, word in enumerate(before) if word in _RELATIVES), default=None)
    return at is not None and at > 0 and "," not in before[at:]
