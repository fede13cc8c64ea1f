"""From an article to its records: what every runner calls."""

from __future__ import annotations

from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import summitry
from summitry.article import Article
from summitry.errors import ExtractionError, ModelError, SummitryError
from summitry.findings import Extraction
from summitry.lexicon import Lexicon, load_lexicon
from summitry.read.language import detect_language
from summitry.records import AnyRecord, Producer

if TYPE_CHECKING:
    from spacy.language import Language

    from summitry.extract import FactReader

LANGUAGE_NOT_SUPPORTED: Final = "language_not_supported"
SUPPORTED: Final = "en"


class Extractor:
    """Reads articles with one spaCy pipeline and one set of lexicons: `nlp` and `lexicon`."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.lexicon = lexicon

    @classmethod
    def load(cls, model: str | Path | None = None, lexicons: Path | None = None) -> Extractor:
        """Load a spaCy pipeline (the embedded one by default) and the lexicons, with a folder laid over them."""
        lexicon = load_lexicon(lexicons)
        from summitry.nlp import load_pipeline

        try:
            nlp = load_pipeline(model)
        except (OSError, ValueError, ImportError) as error:
            remedy = "Give the name of an installed spaCy pipeline, or the path of a saved one"
            reason = f"the spaCy pipeline {model or 'of the package'} does not load: {_first_line(error)}"
            raise ModelError("", reason, remedy=remedy) from error
        extractor = cls(nlp, lexicon)
        _ = extractor.reader  # a lexicon that does not fit the pipeline fails here, not at each article
        return extractor

    def extract(
        self,
        text: str,
        *,
        source: str = "",
        title: str | None = None,
        published: date | str | None = None,
        language: str | None = None,
        url: str | None = None,
    ) -> list[AnyRecord]:
        """Give the records of one text: the article's own first, then leaders, countries, organisations and events.

        `published` is a date, or one as YYYY-MM-DD.
        """
        day = date.fromisoformat(published) if isinstance(published, str) else published
        return self.process(Article(text, source, title, day, language, url))

    def process(self, article: Article, *, keep_text: bool = False) -> list[AnyRecord]:
        """Give the records of an article. Raises a `SummitryError`, an `ExtractionError` for what nobody foresaw."""
        from summitry.assemble import assemble

        language = detect_language(article.text, article.language)
        article = Article(article.text, article.source, article.title, article.published, language, article.url)
        try:
            if language == SUPPORTED:
                extraction = self.reader.read(article)
            else:
                extraction = Extraction(warnings=(LANGUAGE_NOT_SUPPORTED,))
            return assemble(article, extraction, self.lexicon, self.producer, keep_text=keep_text)
        except SummitryError:
            raise
        except Exception as error:
            # One article's failure, whatever it is, must not take the others with it.
            reason = f"{type(error).__name__}: {_first_line(error)}"
            remedy = "The other articles are not affected; please report it with the article"
            retry = isinstance(error, (MemoryError, OSError))
            raise ExtractionError(article.source or article.id, reason, remedy=remedy, retry=retry) from error

    @cached_property
    def producer(self) -> Producer:
        """What makes the records, as each article's record tells it."""
        meta = self.nlp.meta
        return Producer(
            name="summitry",
            version=summitry.__version__,
            model=f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_"),
            model_version=str(meta.get("version", "")),
            lexicon=self.lexicon.fingerprint,
        )

    @cached_property
    def reader(self) -> FactReader:
        """What finds the facts of an article; made once, in a second or two."""
        from summitry.extract import FactReader

        return FactReader(self.nlp, self.lexicon)


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The extractor with the embedded model and lexicons, loaded once."""
    return Extractor.load()


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
