"""Words a second of each stage on one core, beside two references in the same run.

The references say what the numbers mean on this machine: spaCy's bare tokenizer, and a spaCy pipeline of the default
efficiency configuration (tok2vec and ner, randomly initialised), which bounds any extractor that is built on one.

    python benchmarks/bench.py [--articles FOLDER] [--model NAME] [--words N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from summitry.article import Article
from summitry.assemble import assemble
from summitry.process import Extractor
from summitry.read import Input, find_inputs, read_input
from summitry.write import record_bytes

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def main() -> None:
    """Measure and print."""
    if any(os.environ.get(name) != value for name, value in ONE_CORE.items()):
        # The libraries read these when they are loaded, which was before this line.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ONE_CORE})
    arguments = _arguments()
    read, articles, words = _articles(arguments.articles, arguments.words)
    print(
        f"{len(articles)} articles, {words:,} words; {platform.python_version()}, spaCy {spacy.__version__}, one core"
    )
    times = _measure(articles, arguments.model, read)
    _print(times, words)
    if arguments.json:
        rates = {name: round(words / seconds) for name, seconds in times.items()}
        arguments.json.write_text(json.dumps({"words": words, "words_per_second": rates}, indent=2) + "\n")


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default=str(ROOT / "corpus/articles"), help="a folder of articles")
    parser.add_argument("--model", default=None, help="a spaCy pipeline instead of the built-in one")
    parser.add_argument(
        "--words", type=int, default=20_000, help="about how many words to read (repeating the articles)"
    )
    parser.add_argument("--json", type=Path, default=None, help="write the rates there as well")
    return parser.parse_args()


def _articles(folder: str, wanted: int) -> tuple[float, list[Article], int]:
    """The articles, repeated until there are enough words, the words, and the time to read as many from files."""
    inputs = [found for found in find_inputs([folder]) if isinstance(found, Input)]
    started = time.perf_counter()
    once = [read_input(found) for found in inputs]
    seconds = time.perf_counter() - started
    words_once = sum(len(article.text.split()) for article in once)
    times = max(1, round(wanted / words_once))
    # A copy of an article is a new one: what it has found of its blocks is not kept.
    articles = [Article(article.text, article.source) for _ in range(times) for article in once]
    return seconds * times, articles, words_once * times


def _measure(articles: Sequence[Article], model: str | None, read: float) -> dict[str, float]:
    """Seconds by stage: the best of some rounds for each, all of them in turn so that a slow spell hits all alike."""
    texts = [article.text for article in articles]
    extractor = Extractor.load(model)
    reader = extractor.reader
    nlp = extractor.nlp
    tokenizer = spacy.blank("en").tokenizer
    reference = _efficiency_pipeline(texts[:20])
    extractions = [reader.read(article) for article in articles]
    pairs = list(zip(articles, extractions, strict=True))
    records = [assemble(*pair, extractor.lexicon, extractor.producer) for pair in pairs]

    def model_alone() -> None:
        for text in texts:
            nlp(text)

    stages: dict[str, Callable[[], object]] = {
        "reference: spaCy's bare tokenizer": lambda: [tokenizer(text) for text in texts],
        "reference: spaCy tok2vec + ner, random": lambda: [reference(text) for text in texts],
        "find blocks": lambda: [Article(text).blocks for text in texts],
        "spaCy pipeline": model_alone,
        "spaCy pipeline, matchers and rules": lambda: [reader.read(Article(text)) for text in texts],
        "assemble records": lambda: [assemble(*pair, extractor.lexicon, extractor.producer) for pair in pairs],
        "write records": lambda: [record_bytes(batch) for batch in records],
        "article to records, all stages": lambda: [
            record_bytes(extractor.process(Article(article.text, article.source))) for article in articles
        ],
    }
    names = list(stages)
    best = dict.fromkeys([*names[:2], "read files", *names[2:]], float("inf"))
    best["read files"] = read
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            started = time.perf_counter()
            stage()
            best[name] = min(best[name], time.perf_counter() - started)
    return best


def _efficiency_pipeline(texts: Sequence[str]) -> Language:
    """A tok2vec + ner pipeline as `spacy init config --optimize efficiency` gives it, with random weights."""
    from spacy.cli.init_config import init_config
    from spacy.training import Example
    from spacy.util import load_model_from_config

    config = init_config(lang="en", pipeline=["ner"], optimize="efficiency", silent=True)
    config["initialize"]["vectors"] = None
    config["paths"]["vectors"] = None
    nlp = load_model_from_config(config, auto_fill=True)
    examples = []
    for text in texts:
        doc = nlp.make_doc(text)
        labels = ("PERSON", "ORG", "GPE", "EVENT")
        entities = [(doc[i].idx, doc[i].idx + len(doc[i]), label) for i, label in enumerate(labels)]
        examples.append(Example.from_dict(doc, {"entities": entities}))
    nlp.initialize(lambda: examples)
    return nlp


def _print(times: dict[str, float], words: int) -> None:
    tokenizer, pipeline = (seconds for name, seconds in times.items() if name.startswith("reference"))
    print(f"\n{'stage':42}{'words/s':>12}{'of tokenizer':>14}{'of tok2vec+ner':>16}")
    for name, seconds in times.items():
        print(f"{name:42}{words / seconds:12,.0f}{tokenizer / seconds:14.2f}{pipeline / seconds:16.2f}")


if __name__ == "__main__":
    main()
