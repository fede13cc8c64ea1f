"""The flat form: what a line holds, and what gold lines may add."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from summitry.facts import Fact, gold_fact


def test_a_line_holds_what_is_stated_and_always_an_object() -> None:
    fact = Fact(predicate="founded", subject="Quad", value="2007", object=None, start=3, end=7, quote="Quad")
    assert fact.line() == {
        "predicate": "founded", "subject": "Quad", "value": "2007", "object": None,
        "start": 3, "end": 7, "quote": "Quad",
    }  # fmt: skip


def test_days_of_an_event_are_told_from_offsets() -> None:
    base = {"predicate": "event", "subject": "G7", "value": "summit", "object": "IT", "assertion": "planned"}
    days = gold_fact(base | {"start": "2024-06-13", "end": "2024-06-15"})
    offsets = gold_fact(base | {"start": 13, "end": 15})
    assert (days.first_day, days.last_day, days.start) == ("2024-06-13", "2024-06-15", None)
    assert (offsets.start, offsets.end, offsets.first_day) == (13, 15, None)


def test_readings_combine_the_alternatives() -> None:
    fact = gold_fact(
        {"predicate": "event", "subject": "BRICS", "value": "summit", "object": "RU", "assertion": "asserted"}
        | {"alt_value": ["talks"], "alt_object": ["BR", None], "alt_city": ["Ufa"], "city": "Kazan"}
    )
    assert [(one.value, one.object) for one in fact.readings()] == [
        ("summit", "RU"), ("summit", "BR"), ("summit", None), ("talks", "RU"), ("talks", "BR"), ("talks", None),
    ]  # fmt: skip
    assert fact.accepts("city") == ("Kazan", "Ufa")


@pytest.mark.parametrize(
    "wrong",
    [
        {"predicate": "rule"},
        {"tenure": "late"},
        {"assertion": "maybe"},
        {"colour": "red"},
        {"subject": None},
        {"start": 1.5},
    ],
)
def test_unknown_values_and_keys_are_refused(wrong: dict[str, object]) -> None:
    base: dict[str, object] = {"predicate": "role", "subject": "A B", "value": "minister", "object": "KZ"}
    with pytest.raises(ValidationError):
        gold_fact(base | wrong)


def test_alternatives_of_unknown_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        gold_fact({"predicate": "role", "subject": "A", "value": "minister", "object": None, "alt_colour": ["red"]})
