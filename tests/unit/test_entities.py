"""What a whole text tells of its names: `summitry.components.entities`."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from summitry.components.entities import agree
from summitry.nlp import load_pipeline

NLP = spacy.blank("en")


def read(marked: str) -> Doc:
    """A document from text with `[LABEL name]` marks."""
    words, spans = list[str](), []
    for number, part in enumerate(marked.replace("[", "]").split("]")):
        label, _, text = part.partition(" ") if number % 2 else ("", "", part)
        start = len(words)
        words += text.split()
        if label:
            spans.append((start, len(words), label))
    doc = Doc(NLP.vocab, words=words)
    doc.ents = [Span(doc, *span) for span in spans]
    return doc


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[ORG Justice Alvarin] wrote it .", ["PERSON Alvarin"]),
        ("[PERSON Ms. Bauer] said so .", ["PERSON Bauer"]),
        ("[ORG Lord & Taylor] closed .", ["ORG Lord & Taylor"]),
        ("[PERSON Otto] II died .", ["PERSON Otto II"]),
        ("[PERSON Otto] I know .", ["PERSON Otto"]),
        ("[PERSON Otto] I , King of all .", ["PERSON Otto I"]),
        ("Cyclone [PERSON Milena] came . [PERSON Milena] left .", []),
        ("[PERSON Title] IV of the act .", []),
        ("the [ORG Bank of the] [GPE Netherlands] .", ["ORG Bank of the Netherlands"]),
        ("the [FAC Library and] a shop .", ["FAC Library"]),
        (
            "[PERSON Anela Varga] and [GPE Varga] . Then Varga spoke .",
            ["PERSON Anela Varga", "PERSON Varga", "PERSON Varga"],
        ),
        ("[PERSON Anela Varga] of the Varga Bank .", ["PERSON Anela Varga"]),
        ("[GPE Coron] , [GPE Coron] and [PERSON Coron] .", ["GPE Coron"] * 3),
        ("[ORG Varga] , [ORG Varga] and [PERSON Varga] .", ["ORG Varga", "ORG Varga", "PERSON Varga"]),
        ("[PERSON Byron] and [PERSON Byron] . Poems of Byron .", ["PERSON Byron"] * 3),
        ("[PERSON Byron] . Poems of Byron .", ["PERSON Byron"]),
        ("no names here .", []),
    ],
)
def test_names_of_a_text_agree(before: str, after: list[str]) -> None:
    assert [f"{ent.label_} {ent.text}" for ent in agree(read(before)).ents] == after


def test_pipeline_parts_what_is_glued_to_a_name() -> None:
    nlp = load_pipeline()
    assert nlp.pipe_names[-1] == "summitry_entities"
    assert [token.text for token in nlp.make_doc("Anela Varga(Kin) met Idris Camara.[2] Twice(s)")] == (
        ["Anela", "Varga", "(", "Kin", ")", "met", "Idris", "Camara", ".[", "2", "]", "Twice(s", ")"]
    )
