"""Findings become records: merged, tied to their events, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from summitry.article import Article
from summitry.assemble import assemble
from summitry.errors import RecordError
from summitry.evaluate import Names
from summitry.facts import Fact, facts_of
from summitry.findings import Entity, Evidence, Extraction, Finding, Person
from summitry.lexicon import Lexicon, load_lexicon
from summitry.records import AnyRecord, CountryRecord, EventRecord, LeaderRecord, OrganisationRecord, Producer

TEXT = "".join(f"This is sentence number {number:02d}. " for number in range(40))
PRODUCER = Producer(name="summitry", version="1", model="m", model_version="1", lexicon="")
SCO = "Shanghai Cooperation Organization"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def entity(told: str) -> Entity | None:
    kinds = {"p": "person", "c": "country", "o": "organisation", "t": "treaty", "e": "event"}
    return None if told == "-" else Entity(kinds[told[0]], told[2:])  # type: ignore[arg-type]


def found(told: str, at: int = 0, **details: Any) -> Finding:
    """Make a finding of "predicate | p:Subject | value | c:XX | tenure or assertion", stated in sentence `at`."""
    predicate, subject, value, object_, *last = told.split(" | ")
    tail = {"tenure" if predicate == "role" else "assertion": last[0]} if last else {}
    start = at * 28
    evidence = Evidence(start, start + 7, "test.rule", (start, start + 27))
    return Finding(predicate, entity(subject), value, entity(object_), evidence, **tail, **details)  # type: ignore[arg-type]


class Made:
    """Assembled records, by kind."""

    def __init__(self, lexicon: Lexicon, *findings: Finding, **extraction: Any) -> None:
        article = Article(TEXT, source="x/a.txt", published=date(2024, 7, 3))
        self.records: list[AnyRecord] = assemble(article, Extraction(findings, **extraction), lexicon, PRODUCER)
        self.leaders = [record for record in self.records if isinstance(record, LeaderRecord)]
        self.countries = [record for record in self.records if isinstance(record, CountryRecord)]
        self.organisations = [record for record in self.records if isinstance(record, OrganisationRecord)]
        self.events = [record for record in self.records if isinstance(record, EventRecord)]

    @property
    def facts(self) -> list[Fact]:
        return list(facts_of(self.records))

    @property
    def told(self) -> list[str]:
        return sorted(str(fact) for fact in self.facts)


def test_evidence_of_one_fact_is_merged_and_details_filled(lexicon: Lexicon) -> None:
    role = "role | p:Anela Kovac | president | c:BA | incumbent"
    made = Made(lexicon, found(role, 3, title="President"), found(role, 1), found(role, 3, title="President"))
    (leader,) = made.leaders
    (held,) = leader.roles
    assert [piece.start for piece in held.evidence] == [28, 84]
    assert held.title == "President"
    assert held.country is not None
    assert (held.country.name, held.country.alpha3) == ("Bosnia and Herzegovina", "BIH")


def test_a_role_without_participation_makes_a_leader_and_a_participation_without_role_too(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("role | p:Ana Holt | judge | o:International Criminal Court | incumbent", 1),
        found(f"participation | p:Bo Ek | attending | o:{SCO} | planned", 2),
        people=(Person("Bo Ek", ("Ek",), 3), Person("Nobody Special")),
    )
    assert [(who.name, who.mentions, len(who.roles), len(who.statuses)) for who in made.leaders] == [
        ("Ana Holt", 1, 1, 0),
        ("Bo Ek", 3, 0, 1),
    ]
    assert made.leaders[1].aliases == ("Ek",)


def test_a_stated_tenure_beats_incumbent(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("role | p:Ana Holt | president | c:PE | incumbent", 1),
        found("role | p:Ana Holt | president | c:PE | former", 2),
        found("role | p:Ana Holt | minister | c:PE | incumbent", 3),
    )
    assert made.told == ["role | Ana Holt | minister | PE | incumbent", "role | Ana Holt | president | PE | former"]
    assert len(made.leaders[0].roles[0].evidence) == 2


def test_a_role_takes_its_country_from_where_it_is_said(lexicon: Lexicon) -> None:
    known = found("role | p:Ana Holt | president | c:PE | incumbent", 4)
    open_role = found("role | p:Ana Holt | president | - | incumbent", 1)
    assert Made(lexicon, open_role, known).told == ["role | Ana Holt | president | PE | incumbent"]
    other = found("role | p:Ana Holt | president | c:CL | incumbent", 5)
    assert len(Made(lexicon, open_role, known, other).told) == 3
    assert Made(lexicon, open_role).told == ["role | Ana Holt | president | - | incumbent"]


def test_two_summits_of_one_organisation_stay_apart_by_city_or_days(lexicon: Lexicon) -> None:
    summit = f"event | o:{SCO} | summit | c:KZ | asserted"
    made = Made(
        lexicon,
        found(summit, 1, city="Astana", start="2024-07-03", end="2024-07-04"),
        found(summit, 2, city="astana", start="2024-07-04"),
        found(summit, 3, date_text="this week"),
        found(summit, 4, city="Almaty"),
        found(summit, 5, city="Astana", start="2011-06-15"),
    )
    assert [(one.place.city, one.dates.start, len(one.evidence)) for one in made.events] == [
        ("Astana", "2024-07-03", 3),
        ("Almaty", None, 1),
        ("Astana", "2011-06-15", 1),
    ]
    assert len({one.id for one in made.events}) == 3


def test_an_event_takes_its_country_from_where_it_is_said(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found(f"event | o:{SCO} | summit | - | asserted", 1),
        found(f"event | o:{SCO} | summit | c:KZ | asserted", 2, city="Astana"),
    )
    assert made.told == [f"event | {SCO} | summit | KZ | asserted"]


def test_meetings_of_one_pair_merge_whatever_the_order_of_sides(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("meeting | p:Ana Holt | met | p:Bo Ek | asserted", 1, date="Wednesday", place="KZ"),
        found("meeting | p:Bo Ek | met | p:Ana Holt | asserted", 2),
        found("meeting | p:Bo Ek | met | p:Ana Holt | asserted", 3, date="May", city="Oslo"),
        found("meeting | p:Bo Ek | met | c:NO | planned", 4),
    )
    assert [len(one.evidence) for one in made.events] == [2, 1, 1]
    assert [(who.kind, who.name, who.part) for who in made.events[2].participants] == [
        ("leader", "Bo Ek", "principal"), ("country", "Norway", "principal"),
    ]  # fmt: skip
    assert made.events[0].place.country is not None
    assert made.events[0].place.country.alpha2 == "KZ"
    assert [(fact.date, fact.place, fact.city) for fact in made.facts] == [
        ("Wednesday", "KZ", None), ("May", None, "Oslo"), (None, None, None),
    ]  # fmt: skip


def test_participations_point_to_their_events(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found(f"event | o:{SCO} | summit | c:UZ | asserted", 1, city="Samarkand"),
        found(f"event | o:{SCO} | summit | c:KZ | planned", 9, city="Astana"),
        found(f"participation | p:Ana Holt | attending | o:{SCO} | asserted", 8),
        found(f"participation | p:Ana Holt | absent | o:{SCO} | planned", 2),
        found(f"participation | c:KZ | hosting | o:{SCO} | planned", 9),
        found(f"participation | p:Bo Ek | virtual | o:{SCO} | denied", 9),
    )
    past, ahead = made.events
    by_status = {status.status: status.event_id for status in made.leaders[0].statuses}  # type: ignore[union-attr]
    assert by_status == {"attending": past.id, "absent": ahead.id}
    assert [(who.name, who.part) for who in past.participants] == [("Ana Holt", "attendee")]
    assert [(who.name, who.part) for who in ahead.participants] == [("Kazakhstan", "host")]


def test_talks_are_called_by_their_countries_and_taken_part_in_by_their_kind(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("event | e:CN+JP+KR | talks | c:KR | asserted", 1),
        found("participation | p:Ana Holt | attending | e:talks | asserted", 1),
        found("event | e:GB+US | talks | c:US | asserted", 9),
        found("participation | p:Bo Ek | attending | e:talks | asserted", 9),
    )
    assert made.told == [
        "event | CN+JP+KR | talks | KR | asserted",
        "event | GB+US | talks | US | asserted",
        "participation | Ana Holt | attending | talks | asserted",
        "participation | Bo Ek | attending | talks | asserted",
    ]
    assert [(who.name, who.part) for who in made.events[0].participants] == [
        ("China", "principal"), ("Japan", "principal"), ("South Korea", "principal"), ("Ana Holt", "attendee"),
    ]  # fmt: skip
    assert made.events[1].participants[-1].part == "companion"
    status = made.leaders[0].statuses[0]
    assert (status.type, getattr(status, "organisation", "")) == ("participation", None)


def test_a_ceremony_has_no_name(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("event | e:ceremony | ceremony | c:VE | asserted", 1),
        found("participation | c:FR | attending | e:ceremony | asserted", 2),
        found("participation | o:European Union | attending | e:ceremony | asserted", 3),
    )
    assert (made.events[0].name, made.events[0].organisation) == (None, None)
    assert [who.kind for who in made.events[0].participants] == ["country", "organisation"]
    assert "participation | European Union | attending | ceremony | asserted" in made.told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ceremony", "ceremony"),
        ("World Buddhist Summit", "summit"),
        ("COP28", "conference"),
        ("Republic Day", "ceremony"),
        ("Six-Party Talks", "talks"),
        ("CN+JP+KR", "talks"),
    ],
)
def test_taking_part_in_a_named_event_says_that_there_is_one(lexicon: Lexicon, name: str, kind: str) -> None:
    made = Made(lexicon, found(f"participation | p:Ana Holt | attending | e:{name} | planned", 2))
    assert f"event | {name} | {kind} | - | planned" in made.told
    assert made.leaders[0].statuses[0].event_id == made.events[0].id  # type: ignore[union-attr]


def test_an_event_named_with_a_plus_is_no_list_of_countries(lexicon: Lexicon) -> None:
    made = Made(lexicon, found("event | e:C5+1 | summit | c:US | asserted"))
    assert made.events[0].name == "C5+1"
    assert not made.events[0].participants


def test_a_former_state_goes_by_its_name(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("role | p:Ana Holt | president | c:Czechoslovakia | former"),
        found("membership | c:Czechoslovakia | member | o:Warsaw Pact | asserted"),
    )
    country = made.countries[0].country
    assert (country.name, country.alpha2, country.alpha3) == ("Czechoslovakia", None, None)
    assert made.told == [
        "membership | Czechoslovakia | member | Warsaw Pact | asserted",
        "role | Ana Holt | president | Czechoslovakia | former",
    ]


def test_organisations_join_sign_and_attend(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("membership | o:African Union | member | o:G20 | asserted", 1, since="2023"),
        found("treaty | o:European Union | party | t:Paris Agreement | asserted", 2),
        found("founded | o:G20 | 1999 | -", 3),
        found("membership | c:DE | founder | o:G20 | asserted", 4),
        organisation_mentions={"African Union": 2, "Paris Agreement": 1, "G7": 1},
    )
    assert [(one.organisation.acronym, one.mentions) for one in made.organisations] == [
        ("AU", 2), (None, 0), ("EU", 0), (None, 1),
    ]  # fmt: skip
    assert [one.organisation.name for one in made.organisations] == ["African Union", "G20", "European Union", "G7"]
    founded = made.organisations[1].founded
    assert founded is not None
    assert (founded.year, [who.alpha2 for who in founded.by]) == (1999, ["DE"])
    assert "membership | African Union | member | G20 | asserted" in made.told
    assert "founded | G20 | 1999 | -" in made.told


def test_what_a_person_faces_is_by_somebody_or_nobody(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("legal | p:Ana Holt | wanted | o:International Criminal Court", 1, reason="war crimes"),
        found("legal | p:Ana Holt | sanctioned | c:US", 2),
        found("legal | p:Ana Holt | detained | -", 3),
    )
    assert [fact.object for fact in made.facts] == ["International Criminal Court", "US", None]
    assert [status.by and status.by.kind for status in made.leaders[0].statuses] == ["organisation", "country", None]  # type: ignore[union-attr]


def test_the_article_counts_and_warns(lexicon: Lexicon) -> None:
    made = Made(
        lexicon,
        found("visit | p:Ana Holt | visited | c:NO | asserted", city="Oslo"),
        country_mentions={"SE": 4},
        sentences=40,
        warnings=("w",),
    )
    first = made.records[0]
    assert first.kind == "article"
    assert first.counts.model_dump() == {"leader": 1, "country": 2, "organisation": 0, "event": 1}
    assert (first.published, first.sentences, first.warnings, first.text) == ("2024-07-03", 40, ("w",), None)
    assert [(one.country.alpha2, one.mentions) for one in made.countries] == [("NO", 0), ("SE", 4)]
    undated = assemble(Article(TEXT), Extraction(), lexicon, PRODUCER, keep_text=True)[0]
    assert undated.kind == "article"
    assert (undated.warnings, undated.text) == (("no_publication_date",), TEXT)


def test_the_order_of_findings_does_not_matter(lexicon: Lexicon) -> None:
    findings = [
        found(f"event | o:{SCO} | summit | - | asserted", 5),
        found(f"event | o:{SCO} | summit | c:KZ | asserted", 2),
        found(f"participation | p:Bo Ek | attending | o:{SCO} | asserted", 5),
        found("role | p:Ana Holt | president | - | incumbent", 7, title="President"),
        found("role | p:Ana Holt | president | c:PE | incumbent", 7, title="president"),
        found("meeting | p:Bo Ek | met | p:Ana Holt | asserted", 3),
        found("meeting | p:Ana Holt | met | p:Bo Ek | asserted", 3),
    ]
    assert Made(lexicon, *findings).records == Made(lexicon, *reversed(findings)).records


def test_evidence_over_the_bounds_of_its_sentence_widens_them(lexicon: Lexicon) -> None:
    finding = found("visit | p:Ana Holt | visited | c:NO | asserted", 2)
    wide = replace(finding, evidence=replace(finding.evidence, end=finding.evidence.sentence[1] + 5))
    assert Made(lexicon, wide).events[0].evidence[0].sentence == (56, 88)


@pytest.mark.parametrize(
    "told",
    [
        "role | p:Ana Holt | big_boss | c:PE | incumbent",
        "legal | c:PE | sanctioned | c:US",
        "membership | p:Ana Holt | member | o:G20 | asserted",
        "event | o:G20 | party | c:US | asserted",
        "founded | o:G20 | long ago | -",
        "meeting | p:Ana Holt | met | p:Ana Holt | asserted",
    ],
)
def test_a_finding_that_fits_no_record_is_named(lexicon: Lexicon, told: str) -> None:
    with pytest.raises(RecordError) as caught:
        Made(lexicon, found(told))
    assert (caught.value.article, caught.value.stage) == ("x/a.txt", "assemble")


def test_names_of_the_lexicon_serve_the_scorer(lexicon: Lexicon) -> None:
    names = Names.of(lexicon)
    assert names.canonical("the SCO") == names.canonical(SCO)
    assert names.canonical("AU") != names.canonical("African Union")
