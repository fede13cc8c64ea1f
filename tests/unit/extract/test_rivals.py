"""Whom a title without an object serves."""

from __future__ import annotations

import pytest

from summitry.extract.roles.rivals import Ranking
from summitry.findings import Entity
from summitry.lexicon import load_lexicon


def test_weights_of_the_lexicon_decide() -> None:
    ranking = Ranking(load_lexicon())
    near, far = Entity("country", "KE"), Entity("country", "SD")
    assert ranking.order(None, None, {far: {"near": 0.5}, near: {"near": 3.0}}) == [near, far]  # type: ignore[arg-type]


@pytest.mark.parametrize(("feature", "sign"), [("near", 1), ("share", 1), ("same", 1), ("other", -1), ("bound", -1)])
def test_weights_say_what_their_features_mean(feature: str, sign: int) -> None:
    assert Ranking(load_lexicon()).weights[feature] * sign > 0


def test_rivals_of_one_weight_stand_in_the_order_of_their_names() -> None:
    first, second = Entity("country", "AA"), Entity("country", "BB")
    ranking = Ranking(load_lexicon())
    assert ranking.order(None, None, {second: {}, first: {}}) == [first, second]  # type: ignore[arg-type]
