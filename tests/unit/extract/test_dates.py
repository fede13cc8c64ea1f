"""Date expressions, resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from summitry.article import Article
from summitry.extract.build import readings
from summitry.extract.language.dates import When, day_of, read_dates, side_of
from summitry.lexicon import load_lexicon
from summitry.nlp import load_matchers
from summitry.process import Extractor

PUBLISHED = date(2024, 7, 3)  # a Wednesday


@pytest.fixture(scope="module")
def dates_in(small_extractor: Extractor):  # type: ignore[no-untyped-def]
    lexicon = load_lexicon()
    matchers = load_matchers(small_extractor.nlp, lexicon)

    def read(text: str) -> list[When]:
        reading = next(readings(Article(text), small_extractor.nlp, matchers, lexicon))
        return read_dates(reading, PUBLISHED)

    return read


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It opens on July 3-4 in Astana.", date(2024, 7, 3), date(2024, 7, 4)),
        ("They met on 16 and 17 August 2004.", date(2004, 8, 16), date(2004, 8, 17)),
        ("It ended on March 30.", date(2024, 3, 30), date(2024, 3, 30)),
        ("He comes tomorrow.", date(2024, 7, 4), date(2024, 7, 4)),
        ("It was founded in May 2001.", date(2001, 5, 1), date(2001, 5, 31)),
    ],
)
def test_days(dates_in, text: str, first: date, last: date) -> None:  # type: ignore[no-untyped-def]
    (when,) = dates_in(text)
    assert when.resolved(PUBLISHED, ahead=False) == (first, last)


@pytest.mark.parametrize(
    ("text", "side"),
    [("at next week's summit", "ahead"), ("at last year's summit", "past"), ("He met her yesterday.", "past")],
)
def test_side(dates_in, text: str, side: str) -> None:  # type: ignore[no-untyped-def]
    assert [when.side for when in dates_in(text)] == [side]


def test_a_weekday_lies_on_the_side_of_the_tense(dates_in) -> None:  # type: ignore[no-untyped-def]
    (when,) = dates_in("The leaders meet on Tuesday.")
    assert when.side is None
    assert when.resolved(PUBLISHED, ahead=True)[0] == date(2024, 7, 9)
    assert when.resolved(PUBLISHED, ahead=False)[0] == date(2024, 7, 2)


def test_may_and_march_are_not_always_months(dates_in) -> None:  # type: ignore[no-untyped-def]
    assert dates_in("He may come, and they march on.") == []


def test_a_full_date_at_the_top_is_the_day_of_the_article() -> None:
    assert day_of(Article("By our desk | 22 November 2022 | 4 min read\n\nText.")) == date(2022, 11, 22)
    assert day_of(Article("The summit opened.", published=PUBLISHED)) == PUBLISHED
    assert day_of(Article("The summit opened on Friday.")) is None
    assert day_of(Article("Published on 22 November 2022\n\nText.")) == date(2022, 11, 22)
    assert day_of(Article("The club was founded in Istanbul on 15 June 1997.")) is None


def test_side_of_a_span() -> None:
    assert side_of(date(2024, 7, 3), date(2024, 7, 4), PUBLISHED) == "now"
    assert side_of(date(2024, 7, 1), date(2024, 7, 2), PUBLISHED) == "past"
    assert side_of(None, None, PUBLISHED) is None
