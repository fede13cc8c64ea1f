"""Participation and events on a pipeline that knows three people: what no rule case shows."""

from __future__ import annotations

from datetime import date

import pytest

from summitry.article import Article
from summitry.extract import FactReader
from summitry.lexicon import load_lexicon
from summitry.process import Extractor


@pytest.fixture(scope="module")
def facts(small_extractor: Extractor):  # type: ignore[no-untyped-def]
    reader = FactReader(small_extractor.nlp, load_lexicon())

    def read(text: str, published: date | None = None) -> set[tuple[str, str, str, str | None]]:
        found = reader.read(Article(text, published=published)).findings
        return {
            (f.subject.name, f.value, f.object.name if f.object else "-", f.assertion)
            for f in found
            if f.predicate in ("participation", "event")
        }

    return read


def test_the_event_decides_what_the_verb_leaves_open(facts) -> None:  # type: ignore[no-untyped-def]
    text = "Anela Kovac attends the NATO summit in Vilnius on July 11 and 12."
    ahead, behind = facts(text, date(2023, 7, 1)), facts(text, date(2023, 8, 1))
    assert ("Anela Kovac", "attending", "North Atlantic Treaty Organization", "planned") in ahead
    assert ("Anela Kovac", "attending", "North Atlantic Treaty Organization", "asserted") in behind


def test_who_is_represented_is_not_besides_absent(facts) -> None:  # type: ignore[no-untyped-def]
    found = facts("Anela Kovac stayed away from the NATO summit in Vilnius and was represented by Per Berg.")
    values = {value for name, value, _, _ in found if name == "Anela Kovac"}
    assert values == {"represented"}
    assert ("Per Berg", "delegate", "North Atlantic Treaty Organization", "asserted") in found


def test_a_list_says_nothing_for_the_undecided(facts) -> None:  # type: ignore[no-untyped-def]
    found = facts("The NATO summit opens in Vilnius next week.\n\nIn:\n- Anela Kovac\n\nUndecided:\n- Per Berg\n")
    assert ("Anela Kovac", "attending", "North Atlantic Treaty Organization", "planned") in found
    assert not any(name == "Per Berg" for name, *_ in found)


def test_two_editions_are_two_events(facts) -> None:  # type: ignore[no-untyped-def]
    found = facts("NATO held its last summit in Madrid in 2022. Lithuania will host the next one in Vilnius.")
    assert ("North Atlantic Treaty Organization", "summit", "ES", "asserted") in found
    assert ("North Atlantic Treaty Organization", "summit", "LT", "planned") in found


def test_a_question_says_nothing(facts) -> None:  # type: ignore[no-untyped-def]
    assert facts("Will Anela Kovac attend the NATO summit in Vilnius?") == set()
