"""Fit the weights by which a title without an object is given to one of the countries of its article.

Runs the extractor over annotated articles, notes the rivals of every title and which of them is right, and fits a
multinomial logit over them, with an L2 penalty. What comes later in an article builds on choices that the extractor
made itself, as it will in use. Cross-validates by article; writes `lexicons/cues/served.toml`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from summitry.article import Article
from summitry.components.titles import TitleMention
from summitry.extract.build import readings
from summitry.extract.people.people import fold_word
from summitry.extract.reading import Person
from summitry.extract.roles.rivals import Features, Ranking
from summitry.extract.roles.roles import read_roles
from summitry.extract.roles.served import Served
from summitry.facts import Fact, read_facts
from summitry.findings import Entity
from summitry.lexicon import Lexicon, load_lexicon
from summitry.nlp import load_matchers, load_pipeline

Vector = NDArray[np.float64]
HEAD: Final = """\
# Weights of the features (extract/roles/rivals.py) of the countries and organisations that a bare title may serve.
# Fitted by training/served.py on {titles} such titles of {articles} annotated articles: multinomial logit, L2 penalty
# {penalty}. Right in {folds}-fold cross-validation by article: {right:.1%}.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One title: the features of its rivals, and which of them is right."""

    article: str
    rivals: tuple[Features, ...]
    right: int


class Recorder(Ranking):
    """A ranking that notes which rival is right where the gold facts say it."""

    def __init__(self, article: str, gold: Mapping[str, list[Fact]], weights: dict[str, float]) -> None:
        self.weights = weights
        self.choices: list[Choice] = []
        self._article, self._gold = article, gold

    def order(self, title: TitleMention, person: Person | None, rivals: Mapping[Entity, Features]) -> list[Entity]:
        """The rivals, the likeliest first."""
        ranked = Ranking.order(self, title, person, rivals)
        objects = self._objects(title, person) if person is not None else set()
        right = [entity for entity in ranked if entity.name in objects]
        if len(right) == 1:
            self.choices.append(Choice(self._article, tuple(rivals[e] for e in ranked), ranked.index(right[0])))
        return ranked

    def _objects(self, title: TitleMention, person: Person) -> set[str]:
        facts = self._gold.get(person.tokens[-1], [])
        own = {*person.tokens}
        facts = [f for f in facts if own <= {*_words(f.subject)} or {*_words(f.subject)} <= own]
        same = [f for f in facts if f.value == title.office] or facts
        return {f.object for f in same if f.object is not None}


def _words(name: str) -> list[str]:
    return [fold_word(word) for word in name.split()]


def collect(folders: list[tuple[Path, Path]], model: Path, lexicon: Lexicon, start: dict[str, float]) -> list[Choice]:
    """The choices in all articles of pairs of folders, texts and gold facts."""
    nlp = load_pipeline(model)
    matchers = load_matchers(nlp, lexicon)
    found: list[Choice] = []
    for texts, facts in folders:
        for path in sorted(texts.glob("*.txt")):
            annotated = facts / f"{path.stem}.jsonl"
            if not annotated.exists():
                continue
            gold: dict[str, list[Fact]] = {}
            for fact in read_facts(annotated):
                if fact.predicate == "role":
                    gold.setdefault(_words(fact.subject)[-1], []).append(fact)
            article = Article(path.read_text(encoding="utf-8"), source=path.stem)
            for reading in readings(article, nlp, matchers, lexicon):
                recorder = Recorder(path.stem, gold, start)
                read_roles(reading, Served(reading, recorder))
                found.extend(recorder.choices)
    return found


def fit(choices: list[Choice], names: list[str], penalty: float) -> Vector:
    """The weights that make the right choices likeliest, by Newton's method."""
    index = {name: i for i, name in enumerate(names)}
    tables = [_table(choice, index) for choice in choices]
    weights = np.zeros(len(names))
    for _ in range(20):
        gradient, hessian = -penalty * weights, -penalty * np.eye(len(names))
        for choice, table in zip(choices, tables, strict=True):
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            mean = chance @ table
            gradient += table[choice.right] - mean
            hessian -= (table * chance[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _table(choice: Choice, index: Mapping[str, int]) -> Vector:
    table = np.zeros((len(choice.rivals), len(index)))
    for row, features in enumerate(choice.rivals):
        for name, value in features.items():
            if name in index:
                table[row, index[name]] = value
    return table


def cross_validate(choices: list[Choice], names: list[str], penalty: float, folds: int) -> list[bool]:
    """For every choice whether weights fitted without its fold of articles make it right."""
    index = {name: i for i, name in enumerate(names)}
    fold = {article: i % folds for i, article in enumerate(sorted({c.article for c in choices}))}
    right = [False] * len(choices)
    for number in range(folds):
        weights = fit([c for c in choices if fold[c.article] != number], names, penalty)
        for i, choice in enumerate(choices):
            if fold[choice.article] == number:
                right[i] = int(np.argmax(_table(choice, index) @ weights)) == choice.right
    return right


def feature_names(choices: list[Choice], least: int) -> list[str]:
    """The features that at least so many choices have."""
    counts: dict[str, int] = {}
    for choice in choices:
        for name in {name for features in choice.rivals for name in features}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= least)


def lines(weights: Mapping[str, float]) -> Iterator[str]:
    """The weights as tables of the cue file."""
    for name, weight in weights.items():
        yield f'\n[[weight]]\nfeature = "{name}"\nweight = {weight:.3f}\n'


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="TEXTS:FACTS", help="folders of texts and of their gold facts")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--penalty", type=float, default=0.5)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--least", type=int, default=5, help="leave out features that fewer titles have")
    parser.add_argument("--rounds", type=int, default=3, help="later rounds go on from the weights of those before")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    folders = [(Path(texts), Path(facts)) for texts, _, facts in (pair.partition(":") for pair in args.folders)]
    lexicon = load_lexicon()
    weights = Ranking(lexicon).weights
    for _ in range(args.rounds):
        choices = collect(folders, args.model, lexicon, weights)
        names = feature_names(choices, args.least)
        weights = dict(zip(names, map(float, fit(choices, names, args.penalty)), strict=True))
    right = cross_validate(choices, names, args.penalty, args.folds)
    share, articles = sum(right) / len(right), len({c.article for c in choices})
    head = HEAD.format(titles=len(right), articles=articles, penalty=args.penalty, folds=args.folds, right=share)
    args.output.write_text(head + "".join(lines(weights)), encoding="utf-8")
    print(head)


if __name__ == "__main__":
    main()
