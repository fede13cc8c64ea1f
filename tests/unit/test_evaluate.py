"""What counts as right, missed and false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summitry.errors import RecordError
from summitry.evaluate import ALL, Names, Report, Tally, evaluate, fold, render, score, stem_of
from summitry.facts import Fact, GoldFact, gold_fact

NAMES = Names(
    {
        "shanghai cooperation organisation": "shanghai cooperation organization",
        "sco": "shanghai cooperation organization",
    }
    | {"au": "african union"},
    frozenset({"AU", "IR", "KZ"}),
)


def fact(told: str, **details: object) -> Fact:
    predicate, subject, value, object_, *last = told.split(" | ")
    tail = {"tenure" if predicate == "role" else "assertion": last[0]} if last else {}
    data = {"predicate": predicate, "subject": subject, "value": value, "object": None if object_ == "-" else object_}
    return Fact.model_validate(data | tail | details)


def gold(told: str, **details: object) -> GoldFact:
    return gold_fact(fact(told).model_dump(exclude_none=True) | {"object": fact(told).object} | details)


def compare(predicted: list[Fact], wanted: list[GoldFact]) -> Report:
    return score({"x": predicted}, {"x": wanted}, NAMES)


def strict(predicted: list[Fact], wanted: list[GoldFact]) -> Tally:
    return compare(predicted, wanted).tallies()[ALL]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("António Guterres", "antonio guterres"),
        ("Recep Tayyip Erdoğan", "Recep  Tayyip Erdogan"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("the African Union", "African Union"),
        ("Åse Sørensen", "ase sorensen"),
        ("Côte d’Ivoire Group", "Cote d'Ivoire Group"),
    ],
)
def test_names_are_compared_without_case_accents_and_article(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Theresa May") != fold("resa May")
    assert fold("George Bush") != fold("Bush")


def test_aliases_of_organisations_are_one() -> None:
    wanted = [gold("membership | IR | member | Shanghai Cooperation Organization | asserted")]
    assert strict([fact("membership | IR | member | SCO | asserted")], wanted) == Tally(right=1)


def test_a_country_code_is_no_alias() -> None:
    wanted = [gold("membership | AU | member | G20 | asserted")]
    assert strict([fact("membership | African Union | member | G20 | asserted")], wanted) == Tally(missed=1, false=1)


def test_a_person_is_no_alias() -> None:
    wanted = [gold("role | Sco | minister | KZ | incumbent")]
    predicted = [fact("role | Shanghai Cooperation Organization | minister | KZ | incumbent")]
    assert strict(predicted, wanted) == Tally(missed=1, false=1)


def test_sides_of_a_meeting_are_unordered_and_of_other_facts_not() -> None:
    assert strict(
        [fact("meeting | A B | met | C D | asserted")], [gold("meeting | C D | met | A B | asserted")]
    ) == Tally(right=1)
    assert strict([fact("legal | A B | wanted | C D")], [gold("legal | C D | wanted | A B")]) == Tally(
        missed=1, false=1
    )


def test_a_fact_counts_once() -> None:
    twice = [fact("role | A B | minister | KZ | incumbent", quote=quote) for quote in ("here", "there")]
    assert strict(twice, [gold("role | A B | minister | KZ | incumbent")] * 2) == Tally(right=1)


def test_lenient_leaves_tenure_and_assertion_out() -> None:
    report = compare(
        [fact("role | A B | minister | KZ | former"), fact("visit | A B | visited | IR | planned")],
        [gold("role | A B | minister | KZ | incumbent"), gold("visit | A B | visited | IR | asserted")],
    )
    assert report.tallies()[ALL] == Tally(missed=2, false=2)
    assert report.tallies(strict=False)[ALL] == Tally(right=2)


def test_optional_gold_is_neither_missed_nor_false_nor_right() -> None:
    open_fact = gold("role | A B | minister | KZ | incumbent", optional=True)
    assert strict([], [open_fact]) == Tally()
    assert strict([fact("role | A B | minister | KZ | incumbent")], [open_fact]) == Tally()
    assert strict([fact("role | A B | minister | IR | incumbent")], [open_fact]) == Tally(false=1)


def test_alternatives_are_right_in_any_combination() -> None:
    wanted = gold("legal | A B | wanted | KZ", alt_object=[None, "International Criminal Court"], alt_value=["charged"])
    for told in ("legal | A B | wanted | -", "legal | A B | charged | International Criminal Court"):
        assert strict([fact(told)], [wanted]) == Tally(right=1)
    assert strict([fact("legal | A B | detained | KZ")], [wanted]) == Tally(missed=1, false=1)


def test_one_prediction_serves_one_gold_fact() -> None:
    """The first gold fact takes its alternative, so that the second finds its only reading free."""
    wanted = [
        gold("role | A B | minister | KZ | incumbent", alt_value=["official"]),
        gold("role | A B | minister | KZ | acting", alt_tenure=["incumbent"]),
    ]
    predicted = [fact("role | A B | official | KZ | incumbent"), fact("role | A B | minister | KZ | incumbent")]
    assert strict(predicted, wanted) == Tally(right=2)
    assert strict(predicted[1:], wanted) == Tally(right=1, missed=1)


def test_rates() -> None:
    tally = Tally(right=3, missed=1, false=2)
    assert (tally.precision, tally.recall, tally.f1) == (0.6, 0.75, pytest.approx(2 / 3))
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)
    assert Tally(missed=1).precision == 0.0
    assert Tally(false=1).recall == 0.0


def test_details_are_scored_apart() -> None:
    report = compare(
        [fact("visit | A B | visited | KZ | asserted", city="astana", date="May")],
        [
            gold(
                "visit | A B | visited | KZ | asserted", city="Astana", date="June", place="Palace", alt_city=["Almaty"]
            )
        ],
    )
    assert report.tallies()[ALL] == Tally(right=1)
    details = report.details()
    assert (details["city"], details["date"]) == (Tally(right=1), Tally(missed=1, false=1))
    assert (details["place"], details["title"]) == (Tally(missed=1), Tally())


def test_articles_are_joined_by_stem_and_the_rest_noted() -> None:
    one = gold("role | A B | minister | KZ | incumbent")
    report = score({"b": [], "c": [fact("visit | A B | visited | KZ | asserted")]}, {"a": [one], "b": []}, NAMES)
    assert report.tallies()[ALL] == Tally(missed=1)
    assert report.notes == ("a: no prediction", "c: no gold, left out")
    assert report.articles() == {"a": Tally(missed=1), "b": Tally()}


@pytest.mark.parametrize(
    ("source", "stem"), [("x/y/a01.txt", "a01"), ("a01.tar.jsonl#2", "a01.tar#2"), ("C:\\x\\a01.md", "a01")]
)
def test_stems(source: str, stem: str) -> None:
    assert stem_of(source) == stem


def _write(path: Path, facts: list[Fact]) -> Path:
    path.write_text("".join(json.dumps(one.line()) + "\n" for one in facts), encoding="utf-8")
    return path


def test_files_and_folders(tmp_path: Path) -> None:
    right, wrong = fact("role | A B | minister | KZ | incumbent"), fact("role | A B | minister | IR | incumbent")
    folder = tmp_path / "gold"
    folder.mkdir()
    _write(folder / "a.jsonl", [right])
    _write(folder / "b.jsonl", [])
    (folder / "sources.jsonl").write_text('{"id": "a", "published": null}\n', encoding="utf-8")
    sourced = [right.model_copy(update={"source": "news/a.txt"}), wrong.model_copy(update={"source": "news/b.txt"})]
    together = _write(tmp_path / "all.jsonl", sourced)
    assert evaluate(together, folder, NAMES).tallies()[ALL] == Tally(right=1, false=1)
    lone = _write(tmp_path / "pred.jsonl", [right])
    assert evaluate(lone, folder / "a.jsonl", NAMES).tallies()[ALL] == Tally(right=1)


def test_a_broken_line_names_file_and_line(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", [fact("role | A B | minister | KZ | incumbent")])
    path.write_text(path.read_text(encoding="utf-8") + '{"predicate": "roles"}\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"a\.jsonl, line 2: predicate: Input should be 'role'"):
        evaluate(path, path, NAMES)


def test_the_report_shows_misses_and_false_facts_with_their_words() -> None:
    report = compare(
        [fact("role | A B | minister | IR | incumbent", quote="A B of\nIran", rule="role.of")],
        [gold("role | A B | minister | KZ | incumbent", quote="A B, Kazakhstan's minister")],
    )
    told = render(report, show=True)
    assert "missed  role | A B | minister | KZ | incumbent  “A B, Kazakhstan's minister”" in told
    assert "false   role | A B | minister | IR | incumbent  [role.of]  “A B of Iran”" in told
    assert "missed  role" not in render(report)
    assert [line.split()[:4] for line in told.splitlines() if line.startswith("role")] == [["role", "0", "1", "1"]]
