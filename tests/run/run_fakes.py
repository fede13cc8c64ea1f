"""What stands in for the extractor in tests of runs: quick, and as slow or as deadly as the article asks."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from summitry.article import Article
from summitry.errors import ExtractionError
from summitry.records import AnyRecord, ArticleRecord, Counts, Producer


class Fake:
    """Gives the article's own record; words in the text say what else happens."""

    def process(self, article: Article, *, keep_text: bool = False) -> list[AnyRecord]:
        if "<FAIL>" in article.text:
            raise ExtractionError(article.source, "asked to fail")
        if "<RAISE>" in article.text:
            raise RuntimeError("unforeseen")
        if "<HANG>" in article.text:
            time.sleep(600)
        if "<DIE>" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(float(os.environ.get("RUN_FAKE_SECONDS", "0")))
        record = ArticleRecord(
            schema_version="1.0.0",
            id=article.id,
            article_id=article.id,
            source=article.source,
            text=article.text if keep_text else None,
            title=article.title,
            published=article.published.isoformat() if article.published else None,
            language=article.language,
            text_sha256=article.text_sha256,
            characters=len(article.text),
            sentences=0,
            counts=Counts(leader=0, country=0, organisation=0, event=0),
            producer=Producer(name="summitry", version="0", model="fake", model_version="1", lexicon=""),
            warnings=(),
        )
        return [record]


def load_fake(model: str | None, lexicons: Path | None) -> Fake:
    return Fake()
