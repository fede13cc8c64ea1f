"""What a record refuses."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from pydantic import ValidationError

from summitry.records import dump_record, parse_record, record_id

TEXT = "Kazakhstan is not a party to the Rome Statute."
SHA = sha256(TEXT.encode()).hexdigest()
EVIDENCE = {"start": 0, "end": 10, "text": "Kazakhstan", "rule": "treaty.party", "sentence": [0, len(TEXT)]}
KAZAKHSTAN = {"name": "Kazakhstan", "alpha2": "KZ", "alpha3": "KAZ"}
STATUTE = {"name": "Rome Statute", "acronym": None}
TREATY = {"type": "treaty", "status": "non_party", "treaty": STATUTE, "assertion": "asserted"}
TREATY |= {"confidence": None, "evidence": [EVIDENCE]}
HEAD = {"schema_version": "1.0.0", "id": "0" * 16, "article_id": SHA[:16]}
COUNTRY = {"kind": "country", **HEAD, "country": KAZAKHSTAN, "mentions": 1, "statuses": [TREATY]}
PRODUCER = {"name": "summitry", "version": "1", "model": "m", "model_version": "1", "lexicon": ""}
ARTICLE = {
    "kind": "article", **HEAD, "source": "a.txt", "text": TEXT, "title": None, "published": None, "language": "en",
    "text_sha256": SHA, "characters": len(TEXT), "sentences": 1, "producer": PRODUCER, "warnings": [],
    "counts": {"leader": 0, "country": 1, "organisation": 0, "event": 0},
}  # fmt: skip
PLACE = {"text": None, "city": None, "country": None}
DATES = {"text": None, "start": None, "end": None}
SIDE = {"kind": "country", "id": "0" * 16, "name": "Kazakhstan", "part": "principal"}
MEETING = {
    "kind": "event", **HEAD, "event": "meeting", "name": None, "organisation": None, "participants": [SIDE, SIDE],
    "place": PLACE, "dates": DATES, "assertion": "asserted", "confidence": None, "evidence": [EVIDENCE],
}  # fmt: skip


def parse(data: dict[str, Any], text: str | None = TEXT) -> Any:
    return parse_record(json.dumps(data), text)


@pytest.mark.parametrize("data", [COUNTRY, ARTICLE, MEETING])
def test_a_record_comes_back_as_it_was_written(data: dict[str, Any]) -> None:
    line = dump_record(parse(data))
    assert json.loads(line) == data
    assert list(json.loads(line))[:4] == ["kind", "schema_version", "id", "article_id"]
    assert dump_record(parse_record(line)) == line


def _with_evidence(**changed: object) -> dict[str, Any]:
    return COUNTRY | {"statuses": [TREATY | {"evidence": [EVIDENCE | changed]}]}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_with_evidence(start=1, end=11), "the article reads 'azakhstan ' at 1"),
        (_with_evidence(end=9), "9 characters from start to end, 10 in the text"),
        (_with_evidence(sentence=[2, 20]), "does not enclose"),
        (_with_evidence(sentence=[0, 99]), "ends after the article"),
        (_with_evidence(start=-1, end=9), "greater than or equal to 0"),
        (_with_evidence(start="0"), "valid integer"),
        (_with_evidence(rule=""), "at least 1 character"),
        (COUNTRY | {"statuses": [TREATY | {"evidence": []}]}, "at least 1 item"),
        (COUNTRY | {"statuses": [TREATY | {"status": "member"}]}, "'party', 'signatory'"),
        (COUNTRY | {"statuses": [TREATY | {"type": "legal"}]}, "tag"),
        (COUNTRY | {"statuses": [{k: v for k, v in TREATY.items() if k != "confidence"}]}, "Field required"),
        (COUNTRY | {"statuses": [TREATY | {"confidence": 1.5}]}, "less than or equal to 1"),
        (COUNTRY | {"colour": "red"}, "Extra inputs"),
        (COUNTRY | {"schema_version": "0.9.0"}, "'1.0.0'"),
        (COUNTRY | {"kind": "county"}, "tag"),
        (COUNTRY | {"id": "abc"}, "pattern"),
        (COUNTRY | {"country": KAZAKHSTAN | {"alpha2": "kz"}}, "pattern"),
        (ARTICLE | {"text": TEXT + "!"}, "sha256"),
        (ARTICLE | {"characters": 3}, "characters of text"),
        (ARTICLE | {"article_id": "0" * 16}, "start of its text's sha256"),
        (ARTICLE | {"published": "3 July 2024"}, "pattern"),
        (MEETING | {"participants": [SIDE]}, "two sides, not 1"),
        (MEETING | {"event": "visit", "participants": [SIDE]}, "one visitor and a country"),
    ],
)
def test_what_is_refused(data: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        parse(data)


def test_without_the_text_offsets_are_checked_among_themselves_alone() -> None:
    assert parse(_with_evidence(start=1, end=11), text=None).kind == "country"


def test_a_participation_is_at_something() -> None:
    part = {"type": "participation", "status": "attending", "event_id": None, "organisation": None, "confidence": None}
    part |= {"assertion": "asserted", "reason": None, "delegate": None, "date": None, "evidence": [EVIDENCE]}
    with pytest.raises(ValidationError, match="names an event or an organisation"):
        parse(COUNTRY | {"statuses": [part]})
    assert parse(COUNTRY | {"statuses": [part | {"organisation": STATUTE}]}).statuses[0].event_id is None


def test_records_are_immutable_and_ids_stable() -> None:
    record = parse(COUNTRY)
    with pytest.raises(ValidationError, match="frozen"):
        record.mentions = 2
    assert record_id("a", "b") == "3554d2b8a1e34099"
    assert record_id("a", "bc") != record_id("ab", "c")
