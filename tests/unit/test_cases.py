"""The rule cases of tests/cases: constructions as the news words them, each with all facts of the predicates it scores.

A case passes when the extractor gives exactly its facts. Of every topic at least the share in case_floors.toml
passes; raise a floor with the rules, lower one only with a reason. SUMMITRY_TEST_MODEL names another model for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import tomllib

from summitry.article import Article
from summitry.evaluate import Match, built_in_names, match_facts
from summitry.facts import Fact, GoldFact, facts_of, gold_fact
from summitry.nlp import EMBEDDED
from summitry.process import Extractor
from summitry.vocabulary import PREDICATES

CASES = Path(__file__).parent.parent / "cases"
FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("case_floors.toml").read_text("utf-8"))["floors"]
WITHOUT_LAST = {"legal", "founded"}  # predicates without tenure or assertion


@dataclass(frozen=True)
class Case:
    """A text and its facts; `scores` are the predicates for which they are all."""

    id: str
    text: str
    published: date | None
    scores: frozenset[str]
    facts: tuple[GoldFact, ...]


def read_cases(topic: str) -> Iterator[Case]:
    """The cases of one topic."""
    for row in tomllib.loads((CASES / f"{topic}.toml").read_text("utf-8"))["case"]:
        facts = tuple(flat_fact(line) for line in row["facts"])
        yield Case(row["id"], row["text"], row.get("published"), frozenset(row["scores"]), facts)


def flat_fact(line: str) -> GoldFact:
    """The fact of a flat line "role | Anela Kovac | president | BA | incumbent / acting | optional"."""
    parts = [part.strip() for part in line.split("|")]
    optional = parts[-1] == "optional"
    predicate, *values = parts[:-1] if optional else parts
    keys = ["subject", "value", "object"]
    if predicate not in WITHOUT_LAST:
        keys.append("tenure" if predicate == "role" else "assertion")
    data: dict[str, object] = {"predicate": predicate, "object": None, "optional": optional}
    for key, value in zip(keys, values, strict=True):
        first, *others = (None if one.strip() == "-" else one.strip() for one in value.split(" / "))
        data[key] = first
        if others:
            data[f"alt_{key}"] = others
    return gold_fact(data)


def compare(extractor: Extractor, case: Case) -> Match:
    """What the extractor gives for a case, against what is wanted."""
    article = Article(case.text, source=case.id, published=case.published, language="en")
    given: list[Fact] = [f for f in facts_of(extractor.process(article)) if f.predicate in case.scores]
    wanted = [f for f in case.facts if f.predicate in case.scores]
    return match_facts(given, wanted, built_in_names(), strict=True)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor with the model of the package."""
    model = os.environ.get("SUMMITRY_TEST_MODEL")
    if model is None and not EMBEDDED.exists():
        pytest.skip("the package has no model here")
    return Extractor.load(model)


def test_every_topic_has_a_floor() -> None:
    assert set(FLOORS) == {file.stem for file in CASES.glob("*.toml")}


@pytest.mark.parametrize("topic", sorted(FLOORS))
def test_cases_are_well_formed(topic: str) -> None:
    cases = list(read_cases(topic))
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.scores and case.scores <= set(PREDICATES) for case in cases)
    assert all(fact.predicate in case.scores for case in cases for fact in case.facts if not fact.optional)


@pytest.mark.parametrize("topic", sorted(FLOORS))
def test_cases_pass(extractor: Extractor, topic: str) -> None:
    cases = list(read_cases(topic))
    failed: list[str] = []
    for case in cases:
        match = compare(extractor, case)
        told = [f"missed {fact}" for fact in match.misses] + [f"false {fact}" for fact in match.false]
        if told:
            failed.append(f"{case.id}: {'; '.join(told)}")
    share = 1 - len(failed) / len(cases)
    assert share >= FLOORS[topic], f"{share:.3f} of the cases of {topic} pass\n" + "\n".join(failed)
