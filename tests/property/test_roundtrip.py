"""Whatever is found comes back: findings → records → lines → records → facts keep every fact, in any order."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitry.article import Article
from summitry.assemble import assemble
from summitry.evaluate import Names, key_of
from summitry.facts import Fact, facts_of
from summitry.findings import Entity, Evidence, Extraction, Finding
from summitry.lexicon import Lexicon, load_lexicon
from summitry.records import Producer, dump_record, parse_record
from summitry.validate import Summary, own_text, validate
from summitry.vocabulary import (
    ASSERTIONS,
    LEGAL_VALUES,
    MEMBERSHIP_VALUES,
    OFFICES,
    PARTICIPATION_VALUES,
    TENURES,
    TREATY_VALUES,
)

TEXT = "Zażółć 😀 gęślą jaźń. " * 20
PRODUCER = Producer(name="summitry", version="1", model="m", model_version="1", lexicon="")
NAMES = Names()


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _entities(kind: str, *names: str) -> st.SearchStrategy[Entity]:
    return st.sampled_from([Entity(kind, name) for name in names])  # type: ignore[arg-type]


PEOPLE = _entities("person", "Ana Holt", "Bo Ek", "Łucja Żak", "Felipe VI")
COUNTRIES = _entities("country", "KZ", "XK", "TW", "AU", "Czechoslovakia")
ORGANISATIONS = _entities("organisation", "European Union", "Shanghai Cooperation Organization", "C5+1", "Ad Hoc Group")
TREATIES = _entities("treaty", "Rome Statute", "Paris Agreement")
NAMED_EVENTS = _entities("event", "COP28", "World Buddhist Summit", "CN+JP+KR", "GB+US")
CEREMONY = _entities("event", "ceremony")
ACTORS = st.one_of(COUNTRIES, ORGANISATIONS)
KINDS = st.sampled_from(["summit", "session", "conference", "talks", "ceremony"])
WORDS = st.sampled_from([None, "Monday", "next week", "Ænd 𝔸", "2024-07-03"])
CITIES = st.sampled_from([None, "Lima", "lima", "Oslo"])


@st.composite
def _evidence(draw: st.DrawFn) -> Evidence:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(start + 30, len(TEXT))))
    sentence = (draw(st.integers(0, start)), draw(st.integers(end, len(TEXT))))
    return Evidence(start, end, draw(st.sampled_from(["a.b", "c"])), sentence)


def _of(predicate: str, subject: object, value: object, object_: object, **rest: object) -> st.SearchStrategy[Finding]:
    given_ = {name: part if isinstance(part, st.SearchStrategy) else st.just(part) for name, part in rest.items()}
    return st.builds(
        Finding,
        predicate=st.just(predicate),
        subject=subject,
        value=value if isinstance(value, st.SearchStrategy) else st.sampled_from(value),
        object=object_,
        evidence=_evidence(),
        **given_,
    )


SAID = st.sampled_from(ASSERTIONS)
MAYBE_COUNTRY = st.one_of(st.none(), COUNTRIES)
MEETING_PAIRS = st.lists(st.one_of(PEOPLE, ACTORS), min_size=2, max_size=2, unique=True)
FINDINGS = st.one_of(
    _of("role", PEOPLE, OFFICES[:4], st.one_of(st.none(), ACTORS), tenure=st.sampled_from(TENURES), title=WORDS),
    _of(
        "participation", st.one_of(PEOPLE, ACTORS), PARTICIPATION_VALUES,
        st.one_of(ORGANISATIONS, NAMED_EVENTS, CEREMONY),
        assertion=SAID, reason=WORDS, delegate=WORDS, date=WORDS,
    ),
    _of("membership", ACTORS, MEMBERSHIP_VALUES, ORGANISATIONS, assertion=SAID, since=WORDS),
    _of("treaty", ACTORS, TREATY_VALUES, TREATIES, assertion=SAID),
    _of("legal", PEOPLE, LEGAL_VALUES, st.one_of(st.none(), ACTORS), reason=WORDS),
    _of("visit", PEOPLE, ["visited"], COUNTRIES, assertion=SAID, city=CITIES, date=WORDS),
    _of("founded", ORGANISATIONS, ["1999"], st.none()),
    _of("event", st.one_of(ORGANISATIONS, NAMED_EVENTS), KINDS, MAYBE_COUNTRY, assertion=SAID, city=CITIES),
    _of("event", CEREMONY, ["ceremony"], MAYBE_COUNTRY, assertion=SAID, city=CITIES),
    MEETING_PAIRS.flatmap(
        lambda pair: _of("meeting", st.just(pair[0]), ["met"], st.just(pair[1]), assertion=SAID, place=CITIES)
    ),
)  # fmt: skip


def _keys(facts: list[Fact]) -> set[tuple[str, ...]]:
    return {key_of(fact, NAMES, strict=True) for fact in facts}


def _wanted(findings: list[Finding]) -> list[Fact]:
    """Give the facts of findings by the contract alone.

    An event that goes by its countries is taken part in by its kind; a role or an event that leaves open what another
    one says is that one; an incumbent who is something stated is that.
    """
    facts = [
        Fact(
            predicate=one.predicate, subject=one.subject.name, value=one.value,
            object=one.object and one.object.name, tenure=one.tenure, assertion=one.assertion,  # type: ignore[arg-type]
        )
        for one in findings
    ]  # fmt: skip
    told = {fact.key for fact in facts}

    def left_open(fact: Fact) -> bool:
        if fact.predicate == "participation":
            return "+" in (fact.object or "") and fact.object != "C5+1"
        alike = [key for key in told if key[:3] == fact.key[:3] and key != fact.key]
        if fact.predicate == "event" and fact.object is None:
            return any(key[3] is not None and key[5] == fact.assertion for key in alike)
        if fact.predicate == "role" and fact.object is None and any(key[3] is not None for key in alike):
            return len({key[3] for key in alike if key[3] is not None}) == 1 or fact.tenure == "incumbent"
        if fact.predicate == "role" and fact.tenure == "incumbent":
            return any(key[4] != "incumbent" and key[3] in (fact.object, None) for key in alike)
        return False

    return [fact for fact in facts if not left_open(fact)]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FINDINGS, max_size=12), st.randoms(use_true_random=False))
def test_every_fact_comes_back(findings: list[Finding], random: object) -> None:
    article = Article(TEXT, source="a.txt")
    records = assemble(article, Extraction(tuple(findings)), _lexicon(), PRODUCER, keep_text=True)
    lines = [dump_record(record) for record in records]

    summary = Summary()
    assert list(validate(lines, own_text, summary)) == []
    assert summary.unproved == 0

    again = [parse_record(line, article.text) for line in lines]
    assert again == records

    facts = list(facts_of(again))
    assert _keys(_wanted(findings)) <= _keys(facts)
    assert all(fact.quote == TEXT[fact.start : fact.end] for fact in facts)

    stated = {(one.predicate, one.value) for one in findings}
    invented = {(fact.predicate, fact.value) for fact in facts} - stated
    assert {predicate for predicate, _ in invented} <= {"event"}

    shuffled = list(findings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assemble(article, Extraction(tuple(shuffled)), _lexicon(), PRODUCER, keep_text=True) == records
