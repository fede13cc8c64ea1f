from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import summitry
from summitry.article import Article
from summitry.errors import ExtractionError, LexiconError, ModelError
from summitry.process import Extractor

TEXT = "President Anela Kovac met King Olaf in Oslo on Monday."


def test_records_of_an_article_come_with_what_made_them(small_extractor):
    article = small_extractor.extract(TEXT, source="a.txt", title="Met", published="2024-07-03")[0]
    assert (article.source, article.title, article.published, article.language) == ("a.txt", "Met", "2024-07-03", "en")
    producer = article.producer
    assert (producer.name, producer.version) == ("summitry", summitry.__version__)
    assert (producer.model, producer.model_version) == ("en_small", "1.2.3")
    assert producer.lexicon == small_extractor.lexicon.fingerprint


def test_dates_may_be_dates(small_extractor):
    assert small_extractor.extract(TEXT, published=date(2024, 7, 3))[0].published == "2024-07-03"


def test_leaders_are_found_with_any_pipeline(small_extractor):
    names = [record.name for record in small_extractor.extract(TEXT) if record.kind == "leader"]
    assert names == ["Anela Kovac", "Olaf"]


def test_another_language_gives_the_article_record_with_a_warning(small_extractor):
    text = (
        "Le président Anela Kovac a rencontré le roi dans la capitale, où ils ont parlé des relations entre les pays."
    )
    (article,) = small_extractor.extract(text)
    assert article.language == "fr"
    assert "language_not_supported" in article.warnings


def test_the_text_is_kept_only_where_asked(small_extractor):
    assert small_extractor.extract(TEXT)[0].text is None
    assert small_extractor.process(Article(TEXT), keep_text=True)[0].text == TEXT


def test_a_failure_of_an_article_is_named(small_extractor):
    class Broken(Extractor):
        @property
        def reader(self):
            raise ZeroDivisionError("by nought\nand more")

    with pytest.raises(ExtractionError) as failed:
        Broken(small_extractor.nlp, small_extractor.lexicon).extract(TEXT, source="a.txt")
    assert failed.value.as_dict()["reason"] == "ZeroDivisionError: by nought"
    assert failed.value.article == "a.txt"


def test_a_missing_pipeline_is_named():
    with pytest.raises(ModelError, match="no_such_model"):
        summitry.load("no_such_model")


def test_a_missing_folder_of_lexicons_is_named(small_model, tmp_path):
    with pytest.raises(LexiconError, match="nowhere"):
        summitry.load(small_model, tmp_path / "nowhere")


def test_importing_the_package_is_cheap(environment):
    code = "import sys, summitry; print(sorted({'spacy', 'pydantic', 'rich', 'typer', 'yaml'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("name", summitry.__all__)
def test_what_the_package_promises_is_there(name):
    assert getattr(summitry, name) is not None


def test_what_it_does_not_promise_is_not():
    with pytest.raises(AttributeError, match="nothing_of_the_sort"):
        _ = summitry.nothing_of_the_sort
