"""Makes the records of an article of what was found in it. Pure: the same findings give the same records.

Statuses stand with whom they are about; summits, meetings and visits are events, to which participations point. Order
is by first appearance in the text, then by name.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal, NamedTuple

from pydantic import ValidationError

from summitry.article import Article
from summitry.consolidate import Fact, Facts, consolidate, is_kind, sides
from summitry.errors import RecordError
from summitry.facts import explain
from summitry.findings import Entity, Extraction, Finding, Person
from summitry.lexicon import Lexicon
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
    Part,
    Participant,
    Participation,
    Place,
    Producer,
    Role,
    Treaty,
    record_id,
)

NO_PUBLICATION_DATE: Final = "no_publication_date"
_PRESENT: Final = ("attending", "hosting", "delegate", "virtual")
_VOID: Final = ("denied", "cancelled")
_RANKS: Final[tuple[Part, ...]] = ("principal", "host", "companion", "attendee")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Kind = Literal["leader", "country", "organisation"]


def assemble(
    article: Article, extraction: Extraction, lexicon: Lexicon, producer: Producer, *, keep_text: bool = False
) -> list[AnyRecord]:
    """Give the records of `article`, its own first, then leaders, countries, organisations and events.

    Raises `RecordError` for a finding that fits no record: a fault of the extraction, not of the article.
    """
    try:
        return _Assembly(article, extraction, lexicon).records(producer, keep_text=keep_text)
    except ValueError as error:  # pydantic's own error is one too
        reason = f"{error.title}: {explain(error)}" if isinstance(error, ValidationError) else str(error)
        raise RecordError(article.source or article.id, reason, stage="assemble") from error


class _Holder(NamedTuple):
    """Whom a record is about: the kind of record and the canonical name."""

    kind: Kind
    name: str


def _holder(entity: Entity) -> _Holder:
    kinds: dict[str, Kind] = {"person": "leader", "country": "country"}
    return _Holder(kinds.get(entity.kind, "organisation"), entity.name)


class _Assembly:
    """The state of one assembly: what is looked up by several kinds of record."""

    def __init__(self, article: Article, extraction: Extraction, lexicon: Lexicon) -> None:
        self.article = article
        self.extraction = extraction
        self.lexicon = lexicon
        self.facts: Facts = consolidate(extraction.findings)
        self.event_ids = [self._event_id(fact.finding) for fact in self.facts.events]
        self.people = {person.name: person for person in extraction.people}
        self.by_holder: dict[_Holder, list[Fact]] = {}
        self.by_event: dict[int, list[Fact]] = {}
        for fact in self.facts.statuses:
            self.by_holder.setdefault(_holder(fact.finding.subject), []).append(fact)
            if fact.event is not None:
                self.by_event.setdefault(fact.event, []).append(fact)
        self.founders = self._find_founders()
        self.holders = self._find_holders()

    def records(self, producer: Producer, *, keep_text: bool) -> list[AnyRecord]:
        leaders = [self._leader(h) for h in self.holders if h.kind == "leader"]
        countries = [self._country_record(h) for h in self.holders if h.kind == "country"]
        organisations = [self._organisation_record(h) for h in self.holders if h.kind == "organisation"]
        events = [self._event(index) for index in range(len(self.facts.events))]
        counts = Counts(leader=len(leaders), country=len(countries), organisation=len(organisations), event=len(events))
        first = self._article_record(producer, counts, keep_text=keep_text)
        return [first, *leaders, *countries, *organisations, *events]

    def _article_record(self, producer: Producer, counts: Counts, *, keep_text: bool) -> ArticleRecord:
        article = self.article
        warnings = list(self.extraction.warnings)
        if article.published is None:
            warnings.append(NO_PUBLICATION_DATE)
        return ArticleRecord(
            schema_version=SCHEMA_VERSION,
            id=record_id(article.id, "article", article.source or article.url or ""),
            article_id=article.id,
            source=article.source or article.url or "",
            text=article.text if keep_text else None,
            title=article.title,
            published=article.published.isoformat() if article.published else None,
            language=article.language,
            text_sha256=article.text_sha256,
            characters=len(article.text),
            sentences=self.extraction.sentences,
            counts=counts,
            producer=producer,
            warnings=tuple(dict.fromkeys(warnings)),
        )

    # Whom records are about

    def _find_holders(self) -> list[_Holder]:
        """Give whom records are about: all that facts name but treaties and events, and what is only mentioned."""
        first: dict[_Holder, int] = {}
        for fact in (*self.facts.statuses, *self.facts.events):
            for entity in (*self._about(fact.finding), *self._served_by(fact.finding)):
                holder = _holder(entity)
                first[holder] = min(fact.first, first.get(holder, fact.first))
        never = len(self.article.text)
        for name in self.extraction.country_mentions:
            first.setdefault(_Holder("country", name), never)
        for name in self.extraction.organisation_mentions:
            row = self.lexicon.organisation(name)
            if row is None or row.kind != "treaty":
                first.setdefault(_Holder("organisation", name), never)
        return sorted(first, key=lambda holder: (first[holder], holder))

    def _find_founders(self) -> dict[str, dict[str, None]]:
        """Give the countries that founded each organisation, in order."""
        founders: dict[str, dict[str, None]] = {}
        for fact in self.facts.statuses:
            finding = fact.finding
            if finding.value == "founder" and finding.subject.kind == "country" and finding.object is not None:
                founders.setdefault(finding.object.name, {}).setdefault(finding.subject.name)
        return founders

    def _about(self, finding: Finding) -> list[Entity]:
        if finding.predicate == "meeting":
            return list(sides(finding))
        if finding.predicate == "event":
            return self._countries_of(finding)
        return [finding.subject]

    def _served_by(self, finding: Finding) -> list[Entity]:
        """Give the country or organisation that the object of a fact is."""
        named = (finding.subject if finding.predicate == "event" else None, finding.object)
        return [entity for entity in named if entity is not None and entity.kind in ("country", "organisation")]

    def _countries_of(self, finding: Finding) -> list[Entity]:
        """Give the countries whose codes stand for the name of an event; none for an event of any other name."""
        name, kind = finding.subject.name, finding.subject.kind
        if kind == "country":
            return [finding.subject]
        codes = name.split("+")
        if kind != "event" or len(codes) < 2 or not all(self.lexicon.country(code) for code in codes):
            return []
        return [Entity("country", code) for code in codes]

    def _id(self, holder: _Holder) -> str:
        return record_id(self.article.id, holder.kind, holder.name)

    def _event_id(self, finding: Finding) -> str:
        names = [entity.name for entity in sides(finding)]
        told = (finding.assertion, finding.city, finding.date or finding.date_text, finding.start, finding.end)
        return record_id(self.article.id, finding.predicate, finding.value, *names, *(part or "" for part in told))

    # Records

    def _leader(self, holder: _Holder) -> LeaderRecord:
        person = self.people.get(holder.name) or Person(holder.name)
        facts = self.by_holder.get(holder, [])
        return LeaderRecord(
            schema_version=SCHEMA_VERSION,
            id=self._id(holder),
            article_id=self.article.id,
            name=person.name,
            aliases=person.aliases,
            mentions=person.mentions,
            roles=tuple(self._role(fact) for fact in facts if fact.finding.predicate == "role"),
            statuses=tuple(self._status(fact) for fact in facts if fact.finding.predicate != "role"),
        )

    def _country_record(self, holder: _Holder) -> CountryRecord:
        return CountryRecord(
            schema_version=SCHEMA_VERSION,
            id=self._id(holder),
            article_id=self.article.id,
            country=self._country(holder.name),
            mentions=self.extraction.country_mentions.get(holder.name, 0),
            statuses=tuple(self._status(fact) for fact in self.by_holder.get(holder, [])),
        )

    def _organisation_record(self, holder: _Holder) -> OrganisationRecord:
        facts = self.by_holder.get(holder, [])
        founded = [fact for fact in facts if fact.finding.predicate == "founded"]
        return OrganisationRecord(
            schema_version=SCHEMA_VERSION,
            id=self._id(holder),
            article_id=self.article.id,
            organisation=self._organisation(holder.name),
            mentions=self.extraction.organisation_mentions.get(holder.name, 0),
            founded=self._founded(founded[0]) if founded else None,
            statuses=tuple(self._status(fact) for fact in facts if fact.finding.predicate != "founded"),
        )

    def _event(self, index: int) -> EventRecord:
        fact = self.facts.events[index]
        finding, subject = fact.finding, fact.finding.subject
        named = finding.predicate == "event" and not self._countries_of(finding) and not is_kind(subject.name)
        is_organisation = named and subject.kind in ("organisation", "treaty")
        return EventRecord(
            schema_version=SCHEMA_VERSION,
            id=self.event_ids[index],
            article_id=self.article.id,
            event=finding.value if finding.predicate == "event" else finding.predicate,  # type: ignore[arg-type]
            name=subject.name if named and not is_organisation else None,
            organisation=self._organisation(subject.name) if is_organisation else None,
            participants=self._participants(index),
            place=self._place(finding),
            dates=self._dates(finding),
            assertion=finding.assertion or "asserted",  # type: ignore[arg-type]
            confidence=None,
            evidence=self._evidence(fact),
        )

    # Parts of records

    def _role(self, fact: Fact) -> Role:
        finding, served = fact.finding, fact.finding.object
        is_country = served is not None and served.kind == "country"
        return Role(
            title=finding.title,
            office=finding.value,
            tenure=finding.tenure or "incumbent",  # type: ignore[arg-type]
            country=self._country(served.name) if served and is_country else None,
            organisation=self._organisation(served.name) if served and not is_country else None,
            confidence=None,
            evidence=self._evidence(fact),
        )

    def _status(self, fact: Fact) -> Any:  # which statuses a record may hold, its model checks
        finding, target = fact.finding, fact.finding.object
        stated = {"status": finding.value, "confidence": None, "evidence": self._evidence(fact)}
        assertion = finding.assertion or "asserted"
        if finding.predicate == "participation":
            is_event = target is None or target.kind == "event"
            return Participation.model_validate(
                {
                    **stated,
                    "event_id": None if fact.event is None else self.event_ids[fact.event],
                    "organisation": None if target is None or is_event else self._organisation(target.name),
                    "assertion": assertion,
                    "reason": finding.reason,
                    "delegate": finding.delegate,
                    "date": finding.date,
                }
            )
        if finding.predicate == "legal":
            return Legal.model_validate({**stated, "by": target and self._by(target), "reason": finding.reason})
        of = target and self._organisation(target.name)
        if finding.predicate == "membership":
            told = {"organisation": of, "assertion": assertion, "since": finding.since}
            return Membership.model_validate({**stated, **told})
        if finding.predicate == "treaty":
            return Treaty.model_validate({**stated, "treaty": of, "assertion": assertion})
        reason = f"a {finding.predicate} is no status of {finding.subject.kind} {finding.subject.name!r}"
        raise RecordError(self.article.source or self.article.id, reason, stage="assemble")

    def _founded(self, fact: Fact) -> Founded:
        by = tuple(self._country(code) for code in self.founders.get(fact.finding.subject.name, {}))
        return Founded(year=int(fact.finding.value), by=by, confidence=None, evidence=self._evidence(fact))

    def _participants(self, index: int) -> tuple[Participant, ...]:
        """Give who is there, each once in the foremost part: the sides first, then by appearance in the text."""
        event = self.facts.events[index].finding
        principals = self._countries_of(event) if event.predicate == "event" else self._about(event)
        if event.predicate == "meeting" and event.object is not None:
            principals = [event.subject, event.object]
        parts: dict[_Holder, Part] = {_holder(entity): "principal" for entity in principals}
        for fact in self.by_event.get(index, []):
            finding = fact.finding
            if finding.value not in _PRESENT or finding.assertion in _VOID:
                continue
            part: Part = "host" if finding.value == "hosting" else "attendee"
            if part == "attendee" and len(principals) == 2 and finding.subject.kind == "person":
                part = "companion"
            holder = _holder(finding.subject)
            parts[holder] = min(part, parts.get(holder, part), key=_RANKS.index)
        ranked = sorted(parts.items(), key=lambda item: _RANKS.index(item[1]))
        return tuple(
            Participant(kind=holder.kind, id=self._id(holder), name=self._shown(holder), part=part)
            for holder, part in ranked
        )

    def _shown(self, holder: _Holder) -> str:
        return self._country(holder.name).name if holder.kind == "country" else holder.name

    def _place(self, finding: Finding) -> Place:
        country = finding.object.name if finding.object and finding.predicate in ("event", "visit") else None
        text = finding.place
        if text and finding.predicate == "meeting" and (row := self.lexicon.country(text)):
            country, text = row.code, None if text == row.code else text
        return Place(
            text=text or finding.city,
            city=finding.city,
            country=self._country(country) if country else None,
        )

    def _dates(self, finding: Finding) -> Dates:
        text, start = finding.date_text or finding.date, finding.start
        if start is None and text and _ISO.fullmatch(text):
            start = text
        return Dates(text=text, start=start, end=finding.end or start)

    def _country(self, name: str) -> Country:
        row = self.lexicon.country(name)
        if row is None:
            code = name if re.fullmatch(r"[A-Z]{2}", name) else None
            return Country(name=name, alpha2=code, alpha3=None)
        return Country(name=row.name, alpha2=row.alpha2 or None, alpha3=(row.alpha2 and row.alpha3) or None)

    def _organisation(self, name: str) -> Organisation:
        row = self.lexicon.organisation(name)
        acronym = row.acronym if row is not None and row.name == name else ""
        return Organisation(name=name, acronym=acronym or None)

    def _by(self, entity: Entity) -> ByCountry | ByOrganisation:
        if entity.kind == "country":
            return ByCountry(**self._country(entity.name).model_dump())
        return ByOrganisation(**self._organisation(entity.name).model_dump())

    def _evidence(self, fact: Fact) -> tuple[Evidence, ...]:
        text = self.article.text
        return tuple(
            Evidence(
                start=piece.start,
                end=piece.end,
                text=text[piece.start : piece.end],
                rule=piece.rule,
                sentence=(min(piece.start, piece.sentence[0]), max(piece.end, piece.sentence[1])),
            )
            for piece in fact.evidence
        )
