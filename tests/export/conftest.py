"""Records that fill every table, with text that could harm a spreadsheet or a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from summitry.records import (
    SCHEMA_VERSION,
    AnyRecord,
    ArticleRecord,
    ByCountry,
    ByOrganisation,
    Country,
    CountryRecord,
    Counts,
    Dates,
    EventRecord,
    Evidence,
    Founded,
    LeaderRecord,
    Legal,
    Membership,
    Organisation,
    OrganisationRecord,
    Participant,
    Participation,
    Place,
    Producer,
    Role,
    Treaty,
    record_id,
    text_sha256,
)
from summitry.write import record_bytes

TEXT = '=1+1 is no sum.\nQueen "Ana", Zoë and\tBo met; \'tis late, said łódź | 北京 \x00 end.'
PERU = Country(name="Peru", alpha2="PE", alpha3="PER")
USSR = Country(name="Soviet Union", alpha2=None, alpha3=None)
PACT = Organisation(name="River Pact", acronym=None)
COURT = Organisation(name="Water Court", acronym="WC")


def proof(start: int, end: int, rule: str = "role.test") -> Evidence:
    return Evidence(start=start, end=end, text=TEXT[start:end], rule=rule, sentence=(0, len(TEXT)))


def article_of(source: str, text: str = TEXT, *, keep: bool = True) -> list[AnyRecord]:
    """Give the records of an article."""
    article_id = text_sha256(text)[:16]
    ids = {name: record_id(article_id, name) for name in ("ana", "bo", "peru", "pact", "summit", "meeting")}
    head: Any = {"schema_version": SCHEMA_VERSION, "article_id": article_id}
    planned: Any = {"assertion": "planned", "confidence": 0.25, "evidence": (proof(0, 4), proof(5, 7))}
    attending = Participation(
        status="attending", event_id=ids["summit"], organisation=PACT, reason="-because", delegate=None, date="@noon",
        **planned,
    )  # fmt: skip
    wanted = Legal(
        status="wanted", by=ByOrganisation(name="Water Court", acronym="WC"), reason="\tflight", confidence=None,
        evidence=(proof(0, 4, "legal.test"),),
    )  # fmt: skip
    charged = Legal(
        status="charged", by=ByCountry(name="Peru", alpha2="PE", alpha3="PER"), reason=None, confidence=None,
        evidence=(proof(0, 4, "legal.test"),),
    )  # fmt: skip
    roles = (
        Role(title="=Queen", office="monarch", tenure="former", country=PERU, organisation=None, confidence=1.0,
             evidence=(proof(16, 21),)),
        Role(title=None, office="judge", tenure="incumbent", country=None, organisation=COURT, confidence=None,
             evidence=(proof(16, 21),)),
    )  # fmt: skip
    member = Membership(
        status="member", organisation=PACT, assertion="asserted", since="+1999", confidence=None,
        evidence=(proof(0, 4, "membership.test"),),
    )  # fmt: skip
    party = Treaty(
        status="party", treaty=PACT, assertion="denied", confidence=None, evidence=(proof(0, 4, "treaty.test"),)
    )
    sides = [
        Participant(kind="leader", id=ids["ana"], name='Queen "Ana"', part="principal"),
        Participant(kind="country", id=ids["peru"], name="Peru", part="principal"),
    ]
    event: Any = {"organisation": None, "name": None, "assertion": "asserted", "confidence": None}
    return [
        ArticleRecord(
            id=record_id(article_id, "article", source), source=source, text=text if keep else None, title="@title",
            published="2024-07-03", language="en", text_sha256=text_sha256(text), characters=len(text), sentences=2,
            counts=Counts(leader=2, country=1, organisation=1, event=2), warnings=("one", "=two"),
            producer=Producer(name="summitry", version="1", model="m", model_version="1", lexicon="0"), **head,
        ),
        LeaderRecord(id=ids["ana"], name='Queen "Ana"', aliases=("Ana", "=Ana"), mentions=2, roles=roles,
                     statuses=(attending, wanted), **head),
        LeaderRecord(id=ids["bo"], name="Bo", aliases=(), mentions=1, roles=(), statuses=(charged,), **head),
        CountryRecord(id=ids["peru"], country=PERU, mentions=3, statuses=(member, party), **head),
        OrganisationRecord(
            id=ids["pact"], organisation=PACT, mentions=1, statuses=(member,), **head,
            founded=Founded(year=1901, by=(PERU, USSR), confidence=None, evidence=(proof(0, 4, "founded.test"),)),
        ),
        EventRecord(
            id=ids["summit"], event="summit", participants=(sides[0],),
            place=Place(text="łódź", city="Lodz", country=USSR),
            dates=Dates(text="July 3", start="2024-07-03", end=None), evidence=(proof(0, 4, "events.test"),),
            **{**event, "organisation": PACT}, **head,
        ),
        EventRecord(
            id=ids["meeting"], event="meeting", participants=tuple(sides),
            place=Place(text=None, city=None, country=None),
            dates=Dates(text=None, start=None, end=None), evidence=(proof(0, 4, "meetings.test"),), **event, **head,
        ),
    ]  # fmt: skip


@pytest.fixture
def records() -> list[AnyRecord]:
    """Three articles: two of one text, and one without its text."""
    return [*article_of("a.txt"), *article_of("b.txt"), *article_of("c.txt", f"{TEXT} More.", keep=False)]


@pytest.fixture
def run(tmp_path: Path, records: list[AnyRecord]) -> Path:
    """The folder of a run."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "records.jsonl").write_bytes(record_bytes(records))
    return folder
