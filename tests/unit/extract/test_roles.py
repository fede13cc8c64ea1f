"""Roles from titles, verbs and relations, read without a trained model: titles and honorifics show the names."""

from __future__ import annotations

import pytest
import spacy

from summitry.article import Article
from summitry.extract.build import readings
from summitry.extract.roles.role import Role
from summitry.extract.roles.roles import read_roles, role_findings
from summitry.extract.roles.served import Served
from summitry.lexicon import Lexicon, load_lexicon
from summitry.nlp import Matchers, load_matchers


@pytest.fixture(scope="module")
def reader() -> tuple[spacy.language.Language, Matchers, Lexicon]:
    lexicon = load_lexicon()
    nlp = spacy.blank("en")
    return nlp, load_matchers(nlp, lexicon), lexicon


def told(reader: tuple[spacy.language.Language, Matchers, Lexicon], text: str) -> set[tuple[str, str, str, str]]:
    """The roles of a text as (person, office, object, tenure)."""
    nlp, matchers, lexicon = reader
    found: set[tuple[str, str, str, str]] = set()
    for reading in readings(Article(text), nlp, matchers, lexicon):
        roles: list[Role] = read_roles(reading, Served(reading))
        for finding in role_findings(reading, roles):
            served = finding.object.name if finding.object is not None else "-"
            found.add((finding.subject.name, finding.value, served, finding.tenure or ""))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Latvian President Ilze Ozola arrived.", {("Ilze Ozola", "president", "LV", "incumbent")}),
        (
            "Norway's former deputy finance minister, Ms Kari Lund, spoke.",
            {("Kari Lund", "deputy_finance_minister", "NO", "former")},
        ),
        (
            "The presidents of Ghana and Togo, Mr Kofi Owusu and Mr Yao Agbe, met.",
            {("Kofi Owusu", "president", "GH", "incumbent"), ("Yao Agbe", "president", "TG", "incumbent")},
        ),
        (
            "The president of the Chilean Senate, Ms Ximena Arancibia, agreed.",
            {("Ximena Arancibia", "speaker", "CL", "incumbent")},
        ),
        (
            "The governor of the Bank of Ghana, Mr Kofi Owusu, raised rates.",
            {("Kofi Owusu", "organisation_head", "Bank of Ghana", "incumbent")},
        ),
        (
            "Mr Per Berg, who chairs the African Union, left.",
            {("Per Berg", "organisation_head", "African Union", "incumbent")},
        ),
    ],
)
def test_titles_name_office_object_and_tenure(
    reader: tuple[spacy.language.Language, Matchers, Lexicon], text: str, wanted: set[tuple[str, str, str, str]]
) -> None:
    assert told(reader, text) == wanted


def test_verbs_state_offices_and_their_end(reader: tuple[spacy.language.Language, Matchers, Lexicon]) -> None:
    text = "Kenyan Prime Minister Otieno Kamau was sacked on Friday. Mr Juma Were was named prime minister of Kenya."
    assert told(reader, text) == {
        ("Otieno Kamau", "prime_minister", "KE", "former"),
        ("Juma Were", "prime_minister", "KE", "incumbent"),
    }


def test_relations_take_over_the_office(reader: tuple[spacy.language.Language, Matchers, Lexicon]) -> None:
    text = "Peruvian Foreign Minister Ana Salas met her Chilean counterpart, Mr Raul Soto."
    assert ("Raul Soto", "foreign_minister", "CL", "incumbent") in told(reader, text)


def test_a_state_has_one_president(reader: tuple[spacy.language.Language, Matchers, Lexicon]) -> None:
    text = "Polish President Adam Lis spoke in Vilnius. Lithuania backs him. He met President Jonas Kalnas."
    assert told(reader, text) == {
        ("Adam Lis", "president", "PL", "incumbent"),
        ("Jonas Kalnas", "president", "LT", "incumbent"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Gulf Meridian Oil chairman Mr Khaled Bahbah signed.",
        "The head of a Moscow think tank, Mr Dmitri Solovey, disagreed.",
        "Will Mr Per Berg become prime minister of Denmark?",
        "Mr Per Berg does not want to be president of Finland.",
        "The President Almeida Bridge was closed.",
    ],
)
def test_what_is_no_office_gives_none(reader: tuple[spacy.language.Language, Matchers, Lexicon], text: str) -> None:
    assert told(reader, text) == set()


def test_ranks_can_be_given_names(reader: tuple[spacy.language.Language, Matchers, Lexicon]) -> None:
    text = "Namibian trade minister Prince Shikongo met Sultan Karimova, Tajikistan's ambassador."
    assert told(reader, text) == {
        ("Prince Shikongo", "minister", "NA", "incumbent"),
        ("Sultan Karimova", "ambassador", "TJ", "incumbent"),
    }
