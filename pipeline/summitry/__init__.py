"""Facts about political leaders, from English news to validated records.

`load()` gives an extractor; `extract()` reads one text with the embedded model. Importing this package is cheap: spaCy
and the models of the records are loaded at first use.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from summitry.article import Article
    from summitry.errors import SummitryError
    from summitry.facts import Fact, facts_of
    from summitry.process import Extractor
    from summitry.records import (
        AnyRecord,
        ArticleRecord,
        CountryRecord,
        EventRecord,
        LeaderRecord,
        OrganisationRecord,
    )

__all__ = [
    "AnyRecord",
    "Article",
    "ArticleRecord",
    "CountryRecord",
    "EventRecord",
    "Extractor",
    "Fact",
    "LeaderRecord",
    "OrganisationRecord",
    "SummitryError",
    "__version__",
    "extract",
    "facts_of",
    "load",
]

__version__ = "0.1.0"

_HOMES: Final = {
    "Article": "article",
    "SummitryError": "errors",
    "Fact": "facts",
    "facts_of": "facts",
    "Extractor": "process",
    "AnyRecord": "records",
    "ArticleRecord": "records",
    "CountryRecord": "records",
    "EventRecord": "records",
    "LeaderRecord": "records",
    "OrganisationRecord": "records",
}


def load(model: str | Path | None = None, lexicons: str | Path | None = None) -> Extractor:
    """Load an extractor: with the embedded spaCy pipeline, or any other by name or path; `lexicons` adds a folder.

    Raises `ModelError` or `LexiconError`.
    """
    from summitry.process import Extractor

    return Extractor.load(model, Path(lexicons) if lexicons is not None else None)


def extract(text: str, **metadata: Any) -> list[AnyRecord]:
    """Give the records of one text, as `load().extract(text, **metadata)` does; the extractor is loaded once."""
    from summitry.process import default_extractor

    return default_extractor().extract(text, **metadata)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
