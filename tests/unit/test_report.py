"""The page in the terminal: the text with its evidence marked, and the facts in words."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from summitry.article import Article
from summitry.assemble import assemble
from summitry.facts import Fact
from summitry.findings import Entity, Evidence, Extraction, Finding
from summitry.lexicon import load_lexicon
from summitry.records import AnyRecord, Producer
from summitry.report.terminal import facts_table, marked, show

TEXT = "Acting President Ana Holt of Peru is to host the SCO summit in Lima on Monday.\nBo Ek will send his minister."
PRODUCER = Producer(name="summitry", version="1", model="m", model_version="1", lexicon="")
SCO = Entity("organisation", "Shanghai Cooperation Organization")
HOLT, EK, PERU = Entity("person", "Ana Holt"), Entity("person", "Bo Ek"), Entity("country", "PE")


def _at(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), "test", (start, start + len(quote)))


@pytest.fixture(scope="module")
def records() -> list[AnyRecord]:
    planned = {"assertion": "planned"}
    findings = (
        Finding("role", HOLT, "president", PERU, _at("Acting President Ana Holt of Peru"), tenure="acting"),
        Finding("participation", HOLT, "hosting", SCO, _at("is to host the SCO summit"), **planned),
        Finding("participation", EK, "represented", SCO, _at("Bo Ek will send his minister"), delegate="his minister"),
        Finding("membership", PERU, "observer", SCO, _at("Peru"), assertion="asserted", since="2001"),
        Finding("event", SCO, "summit", PERU, _at("SCO summit in Lima"), city="Lima", date_text="Monday", **planned),
        Finding("meeting", HOLT, "met", EK, _at("Bo Ek"), assertion="possible"),
        Finding("founded", SCO, "2001", None, _at("SCO")),
    )
    extraction = Extraction(findings, country_mentions={"PE": 1, "FR": 1}, sentences=2)
    article = Article(TEXT, source="a.txt", title="A [bold]summit[/bold]")
    return assemble(article, extraction, load_lexicon(), PRODUCER, keep_text=True)


def _page(records: list[AnyRecord]) -> str:
    out = io.StringIO()
    assert show(records, Console(file=out, width=160)) == 1
    return out.getvalue()


def test_the_page_has_the_text_and_the_facts_by_whom_they_are_about(records: list[AnyRecord]) -> None:
    page = _page(records)
    words = " ".join(page.split())
    for told in (
        "A [bold]summit[/bold]",
        "Bo Ek will send his minister.",
        "acting president of Peru",
        "hosting the SCO summit, planned",
        "represented at the SCO summit, sends his minister",
        "observer of SCO, since 2001",
        "also mentioned: France",
        "founded in 2001",
        "SCO summit in Lima, Peru, Monday, planned",
        "host: Ana Holt",
        "Ana Holt met Bo Ek, possible",
        "2 leaders, 2 countries, 1 organisation, 2 events",
        "warnings: no_publication_date",
    ):
        assert told in words
    order = [page.index(heading) for heading in ("Leaders", "Countries", "Organisations", "Events")]
    assert order == sorted(order)


def test_evidence_is_marked_in_the_text(records: list[AnyRecord]) -> None:
    spans = {(TEXT[span.start : span.end], str(span.style)) for span in marked(TEXT, records).spans}
    assert ("Acting President Ana Holt of Peru", "cyan") in spans
    assert ("Peru", "green") in spans
    assert ("SCO summit in Lima", "yellow") in spans


def test_no_control_character_reaches_the_terminal() -> None:
    shown = marked("a\x1b[31mb\x07\nc", [])
    assert shown.plain == "a\ufffd[31mb\ufffd\nc"


def test_a_page_without_the_text_has_the_facts_alone(records: list[AnyRecord]) -> None:
    out = io.StringIO()
    show(records, Console(file=out, width=160), lambda _: None)
    assert "acting president of Peru" in out.getvalue()
    assert "Bo Ek will send his minister." not in out.getvalue()


def test_facts_as_a_table() -> None:
    fact = Fact(
        predicate="role", subject="Ana Holt", value="minister", object=None, tenure="former", quote="the\nformer"
    )
    out = io.StringIO()
    Console(file=out, width=160).print(facts_table([fact]))
    assert "role Ana Holt minister former the former" in " ".join(out.getvalue().split())
