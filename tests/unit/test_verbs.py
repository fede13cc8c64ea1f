"""Forms of verbs and what the words around a verb or noun say of it."""

from __future__ import annotations

import pytest

from summitry.extract.language.assertions import VoiceReader
from summitry.extract.language.inflect import Form, inflect
from summitry.lexicon import load_lexicon


@pytest.fixture(scope="module")
def voices() -> VoiceReader:
    return VoiceReader(load_lexicon())


@pytest.mark.parametrize(
    ("phrase", "form", "words"),
    [
        ("take part in", "past", "took part in"),
        ("visit", "ing", "visiting"),
        ("stop over", "past", "stopped over"),
        ("co-chair", "s", "co - chairs"),
        ("pay a visit to", "part", "paid a visit to"),
        ("fly", "s", "flies"),
    ],
)
def test_the_head_of_a_phrase_is_inflected(phrase: str, form: Form, words: str):
    assert (tuple(words.split()), form) in {(found.words, found.form) for found in inflect(phrase)}


@pytest.mark.parametrize(
    ("group", "form", "assertion", "negated"),
    [
        ("x will", "base", "planned", False),
        ("x is scheduled to", "base", "planned", False),
        ("x may", "base", "possible", False),
        ("x had been scheduled to", "base", "cancelled", False),
        ("x did not", "base", None, True),
        ("x refused to", "base", "planned", True),
        ("x has secretly", "past", None, False),
    ],
)
def test_the_words_of_a_verb_group(voices: VoiceReader, group: str, form: Form, assertion: str | None, negated: bool):
    words = [*group.split(), "verb"]
    voice = voices.read(words, len(words) - 1, form)
    assert (voice.start, voice.assertion, voice.negated) == (1, assertion, negated)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("there are no plans for a", "", ("denied", False)),
        ("has not ruled out a", "", ("possible", False)),
        ("a", "with x was called off", ("cancelled", False)),
        ("might cancel a", "", ("possible", False)),
        ("was denied a", "", (None, True)),
        ("called for", "", (None, True)),
        ("the", "will take place", ("planned", False)),
        ("held", "in y", (None, False)),
    ],
)
def test_the_words_around_a_noun(voices: VoiceReader, left: str, right: str, expected: tuple[str | None, bool]):
    assert voices.around(left.split(), right.split()) == expected


def test_a_denial_before_a_clause(voices: VoiceReader):
    assert voices.denies(["the", "ministry", "denied", "that"])
    assert not voices.denies(["the", "ministry", "said", "that"])
