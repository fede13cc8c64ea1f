"""From an article to its findings: every predicate reads the same `Reading` and yields findings of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.language import Language

from summitry.article import Article
from summitry.extract.build import readings
from summitry.extract.encounters.meetings import meeting_findings
from summitry.extract.encounters.visits import visit_findings
from summitry.extract.events.event_facts import event_findings
from summitry.extract.legal.legal import LegalReader, legal_findings
from summitry.extract.participation.participation import participation_findings
from summitry.extract.roles.roles import role_findings
from summitry.extract.scene import Scene, SceneReader
from summitry.extract.standings.founded import founded_findings
from summitry.extract.standings.membership import membership_findings
from summitry.extract.standings.treaties import treaty_findings
from summitry.findings import Extraction, Finding, Person
from summitry.lexicon import Lexicon
from summitry.nlp import Matchers, load_matchers


class FactReader:
    """Reads the facts of articles with one spaCy pipeline and one set of lexicons."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self._nlp = nlp
        self._lexicon = lexicon
        self._matchers: Matchers = load_matchers(nlp, lexicon)
        self._scenes = SceneReader(lexicon)
        self._legal = LegalReader(lexicon)

    def read(self, article: Article) -> Extraction:
        """All findings of an article with its people and the mentions of countries and organisations."""
        findings: list[Finding] = []
        people: dict[str, Person] = {}
        countries: Counter[str] = Counter()
        organisations: Counter[str] = Counter()
        sentences = 0
        for reading in readings(article, self._nlp, self._matchers, self._lexicon):
            scene = self._scenes.read(reading)
            findings.extend(_findings(scene))
            findings.extend(legal_findings(scene, self._legal))
            sentences += len(reading.sentences)
            for person in reading.people:
                before = people.get(person.name)
                forms = tuple(sorted({*person.forms, *(before.aliases if before else ())} - {person.name}))
                people[person.name] = Person(person.name, forms, len(person.names) + (before.mentions if before else 0))
            for mention in reading.mentions:
                if mention.kind == "organisation":
                    organisations[mention.name] += 1
                elif mention.country:
                    countries[mention.country] += 1
        return Extraction(tuple(findings), tuple(people.values()), dict(countries), dict(organisations), sentences)


def _findings(scene: Scene) -> Iterator[Finding]:
    yield from role_findings(scene.reading, scene.roles)
    yield from meeting_findings(scene)
    yield from participation_findings(scene)
    yield from event_findings(scene)  # after participation, which finds talks that no noun names
    yield from visit_findings(scene)
    yield from membership_findings(scene)
    yield from treaty_findings(scene)
    yield from founded_findings(scene)
