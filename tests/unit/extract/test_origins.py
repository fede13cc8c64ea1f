"""From which countries a name may come, by its letters."""

from __future__ import annotations

import pytest

from summitry.extract.roles.origins import letter_groups, origins
from summitry.lexicon import load_lexicon


def test_letter_groups_mark_where_words_begin_and_end() -> None:
    assert list(letter_groups("Łuk Åsa")) == ["^lu", "luk", "uk$", "^as", "asa", "sa$"]


@pytest.mark.parametrize(
    ("name", "likely", "unlikely"),
    [
        ("Marko Horvatić", "HR", "IT"),
        ("Suresh Venkatanarayanan", "IN", "IR"),
        ("Davit Mchedlidze", "GE", "RU"),
        ("Tesfaye Gebremichael", "ET", "KE"),
        ("Nguyen Thi Phuong Lan", "VN", "CN"),
        ("Oluwaseun Adebayo", "NG", "ZA"),
    ],
)
def test_names_are_likelier_where_such_names_are_borne(name: str, likely: str, unlikely: str) -> None:
    found = origins(load_lexicon(), name)
    assert found[likely] > 0.5 > found[unlikely]


def test_a_name_of_too_few_letters_says_nothing() -> None:
    assert origins(load_lexicon(), "X Q") == {}
