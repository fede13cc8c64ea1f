"""The records that are written, one JSON object a line, and their JSON Schemas.

Models are strict, complete (a null is written, not left out), closed to unknown fields and immutable; `kind` tells
records apart, `type` statuses, so every line is read as exactly one of them. Offsets are Unicode code points into the
article's text, half-open. Where the text is at hand (`context={"text": ...}`), each piece of evidence is proved
against it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationInfo, model_validator

from summitry.vocabulary import (
    Assertion,
    EventKind,
    LegalValue,
    MembershipValue,
    ParticipationValue,
    Tenure,
    TreatyValue,
    is_office,
)

SCHEMA_VERSION: Final = "1.0.0"

RecordKind = Literal["article", "leader", "country", "organisation", "event"]
Part = Literal["principal", "host", "companion", "attendee"]


def record_id(*parts: str) -> str:
    """Give a stable id of 16 hexadecimal digits for what `parts` name."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """Give the sha256, in hexadecimal digits, of an article's text; its start is the article's id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _office(value: str) -> str:
    if not is_office(value):
        raise ValueError(f"{value!r} is no office of the vocabulary")
    return value


Id: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Sha256: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
IsoDate: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Name: TypeAlias = Annotated[str, Field(min_length=1)]
Count: TypeAlias = Annotated[int, Field(ge=0)]
Offset: TypeAlias = Annotated[int, Field(ge=0)]
Confidence: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Office: TypeAlias = Annotated[str, AfterValidator(_office)]


class Model(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


class Evidence(Model):
    """Where in the text a fact stands: `text` is the article's text from `start` to `end`."""

    start: Offset
    end: Offset
    text: Name
    rule: Name = Field(description="the rule or the component that read the fact here")
    sentence: tuple[Offset, Offset] = Field(description="start and end of the sentence or list item around it")

    @model_validator(mode="after")
    def _proved(self, info: ValidationInfo) -> Evidence:
        if self.end - self.start != len(self.text):
            raise ValueError(f"{self.end - self.start} characters from start to end, {len(self.text)} in the text")
        if not self.sentence[0] <= self.start < self.end <= self.sentence[1]:
            raise ValueError("the sentence does not enclose the evidence")
        text = (info.context or {}).get("text")
        if text is not None and text[self.start : self.end] != self.text:
            raise ValueError(f"the article reads {text[self.start : self.end]!r} at {self.start}, not {self.text!r}")
        if text is not None and self.sentence[1] > len(text):
            raise ValueError("the sentence ends after the article")
        return self


Proof: TypeAlias = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Country(Model):
    """A country; an entity without ISO codes (a former state) has its English name alone."""

    name: Name
    alpha2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None

    @property
    def code(self) -> str:
        return self.alpha2 or self.name


class Organisation(Model):
    """An organisation, a forum or a treaty by its common name."""

    name: Name
    acronym: Name | None


class _By(Model):
    kind: Literal["country", "organisation"]


class ByCountry(Country, _By):
    kind: Literal["country"] = "country"


class ByOrganisation(Organisation, _By):
    kind: Literal["organisation"] = "organisation"


class Role(Model):
    """An office that a person holds, held or will hold, as of the article."""

    title: str | None = Field(description="as written")
    office: Office
    tenure: Tenure
    country: Country | None
    organisation: Organisation | None
    confidence: Confidence | None
    evidence: Proof

    @model_validator(mode="after")
    def _serves_one(self) -> Role:
        if self.country and self.organisation:
            raise ValueError("an office serves a country or an organisation, not both")
        return self


class Participation(Model):
    """A part, or none, in an event. Without an organisation the event says what it is."""

    type: Literal["participation"] = "participation"
    status: ParticipationValue
    event_id: Id | None
    organisation: Organisation | None
    assertion: Assertion
    reason: str | None
    delegate: str | None
    date: str | None
    confidence: Confidence | None
    evidence: Proof

    @model_validator(mode="after")
    def _at_something(self) -> Participation:
        if self.event_id is None and self.organisation is None:
            raise ValueError("a participation names an event or an organisation")
        return self


class Membership(Model):
    """Where a country or an organisation stands towards an organisation."""

    type: Literal["membership"] = "membership"
    status: MembershipValue
    organisation: Organisation
    assertion: Assertion
    since: str | None
    confidence: Confidence | None
    evidence: Proof


class Treaty(Model):
    """Where a country or an organisation stands towards a treaty."""

    type: Literal["treaty"] = "treaty"
    status: TreatyValue
    treaty: Organisation
    assertion: Assertion
    confidence: Confidence | None
    evidence: Proof


class Legal(Model):
    """What a court, a state or an organisation has against a person."""

    type: Literal["legal"] = "legal"
    status: LegalValue
    by: Annotated[ByCountry | ByOrganisation, Field(discriminator="kind")] | None
    reason: str | None
    confidence: Confidence | None
    evidence: Proof


class Founded(Model):
    year: Annotated[int, Field(ge=1, le=9999)]
    by: tuple[Country, ...]
    confidence: Confidence | None
    evidence: Proof


class Participant(Model):
    """Somebody at an event; `id` is that of the record."""

    kind: Literal["leader", "country", "organisation"]
    id: Id
    name: Name
    part: Part


class Place(Model):
    text: str | None
    city: str | None
    country: Country | None


class Dates(Model):
    """When: as written, and the days where text and publication date resolve them."""

    text: str | None
    start: IsoDate | None
    end: IsoDate | None


class Producer(Model):
    """What made the records: the tool, the spaCy pipeline, the sha256 of the lexicon."""

    name: Name
    version: Name
    model: str
    model_version: str
    lexicon: str


class Counts(Model):
    leader: Count
    country: Count
    organisation: Count
    event: Count


class _Record(Model):
    kind: RecordKind
    schema_version: Literal["1.0.0"]
    id: Id
    article_id: Id


class ArticleRecord(_Record):
    """The article itself; first of its records."""

    kind: Literal["article"] = "article"
    source: str
    text: str | None
    title: str | None
    published: IsoDate | None
    language: str | None
    text_sha256: Sha256
    characters: Count
    sentences: Count
    counts: Counts
    producer: Producer
    warnings: tuple[str, ...]

    @model_validator(mode="after")
    def _is_its_text(self) -> ArticleRecord:
        if not self.text_sha256.startswith(self.article_id):
            raise ValueError("the article's id is the start of its text's sha256")
        if self.text is not None:
            if text_sha256(self.text) != self.text_sha256:
                raise ValueError("the text does not have the sha256 that is given for it")
            if len(self.text) != self.characters:
                raise ValueError(f"{len(self.text)} characters of text, {self.characters} given")
        return self


class LeaderRecord(_Record):
    """A person who holds an office, takes part in an event, or faces the law."""

    kind: Literal["leader"] = "leader"
    name: Name
    aliases: tuple[str, ...]
    mentions: Count
    roles: tuple[Role, ...]
    statuses: tuple[Annotated[Participation | Legal, Field(discriminator="type")], ...]


Status: TypeAlias = Annotated[Membership | Treaty | Participation, Field(discriminator="type")]


class CountryRecord(_Record):
    """A country that the article mentions, and what it says of it."""

    kind: Literal["country"] = "country"
    country: Country
    mentions: Count
    statuses: tuple[Status, ...]


class OrganisationRecord(_Record):
    """An organisation that the article mentions, and what it says of it."""

    kind: Literal["organisation"] = "organisation"
    organisation: Organisation
    mentions: Count
    founded: Founded | None
    statuses: tuple[Status, ...]


class EventRecord(_Record):
    """A summit, a session, talks, a ceremony, a meeting of two sides, or a visit."""

    kind: Literal["event"] = "event"
    event: EventKind
    name: str | None
    organisation: Organisation | None
    participants: tuple[Participant, ...]
    place: Place
    dates: Dates
    assertion: Assertion
    confidence: Confidence | None
    evidence: Proof

    @model_validator(mode="after")
    def _has_its_sides(self) -> EventRecord:
        principals = sum(participant.part == "principal" for participant in self.participants)
        if self.event == "meeting" and principals != 2:
            raise ValueError(f"a meeting has two sides, not {principals}")
        if self.event == "visit" and (principals != 1 or self.place.country is None):
            raise ValueError("a visit has one visitor and a country")
        return self


AnyRecord: TypeAlias = ArticleRecord | LeaderRecord | CountryRecord | OrganisationRecord | EventRecord
Record: TypeAlias = Annotated[AnyRecord, Field(discriminator="kind")]
RECORDS: Final[TypeAdapter[AnyRecord]] = TypeAdapter(Record)
KINDS: Final[dict[str, type[AnyRecord]]] = {
    "article": ArticleRecord,
    "leader": LeaderRecord,
    "country": CountryRecord,
    "organisation": OrganisationRecord,
    "event": EventRecord,
}


def parse_record(line: str | bytes, text: str | None = None) -> AnyRecord:
    """Read one line of JSON; with the article's `text`, prove the evidence. Raises pydantic's `ValidationError`."""
    return RECORDS.validate_json(line, context={"text": text})


def dump_record(record: AnyRecord) -> str:
    """Give the record as one line of JSON: every field, in the order of the model, no spaces, no escapes."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))


def schemas() -> dict[str, dict[str, Any]]:
    """Give the JSON Schemas by file name: one a kind of record, and one for any line ("record")."""
    made = {"record": RECORDS.json_schema(mode="serialization")}
    made |= {kind: model.model_json_schema(mode="serialization") for kind, model in KINDS.items()}
    return {
        f"{name}.schema.json": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:summitry:{name}:{SCHEMA_VERSION}",
            "title": f"summitry {name}",
            "version": SCHEMA_VERSION,
            **{key: value for key, value in schema.items() if key != "title"},
        }
        for name, schema in made.items()
    }


def write_schemas(folder: Path) -> None:
    """Write the JSON Schemas into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(
            json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
        )
