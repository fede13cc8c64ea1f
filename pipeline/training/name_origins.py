"""Learn from which parts of the world names come, by the letters they are made of.

Names are drawn from the locales of Faker (https://github.com/joke2k/faker, MIT licence) and from the common names of
`families.toml`. Every family of countries gets the frequencies of the letter groups of its names; they go to
`lexicons/name_families.csv` and `lexicons/name_origins.csv`, which `extract/roles/origins.py` reads.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path
from typing import Final

from faker import Faker

from summitry.extract.roles.origins import letter_groups

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Families = dict[str, dict[str, list[str]]]
FAMILIES: Final = Path(__file__).with_name("families.toml")
SMOOTHING: Final = 0.5
WEIGHT: Final = 20  # how often a common name counts, against once for an invented full name


def invented(locale: str, count: int) -> Iterator[str]:
    """So many names of a locale; in Latin letters, or none."""
    faker = Faker(locale)
    faker.seed_instance(1)
    roman = (getattr(faker, "first_romanized_name", None), getattr(faker, "last_romanized_name", None))
    for _ in range(count):
        name = f"{roman[0]()} {roman[1]()}" if roman[0] and roman[1] else f"{faker.first_name()} {faker.last_name()}"
        if name.isascii() or any("a" <= letter.lower() <= "z" for letter in name):
            yield name


def learn(families: Families, count: int) -> dict[str, Counter[str]]:
    """The letter groups of the names of every family."""
    counts: dict[str, Counter[str]] = {family: Counter() for family in families}
    for family, row in families.items():
        for name in row.get("names", ()):
            counts[family].update(dict.fromkeys(letter_groups(name), WEIGHT))
        for locale in row.get("locales", ()):
            for name in invented(locale, count // len(row["locales"])):
                counts[family].update(letter_groups(name))
    return counts


def write(counts: dict[str, Counter[str]], families: Families, least: int, folder: Path) -> None:
    """The tables of the lexicon: the families, and a row for each letter group that is frequent enough."""
    total: Counter[str] = Counter()
    for found in counts.values():
        total.update(found)
    kept = sorted(group for group, number in total.items() if number >= least)
    sums = {family: sum(found[group] for group in kept) + SMOOTHING * len(kept) for family, found in counts.items()}
    with (folder / "name_families.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "countries"])
        writer.writerows([family, "|".join(families[family]["countries"])] for family in counts)
    with (folder / "name_origins.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["group", "weights"])
        for group in kept:
            shares = [(counts[family][group] + SMOOTHING) / sums[family] for family in counts]
            mean = sum(shares) / len(shares)
            writer.writerow([group, "|".join(str(round(10 * log(share / mean))) for share in shares)])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000, help="names to invent for a family")
    parser.add_argument("--least", type=int, default=100, help="leave out letter groups that are rarer")
    parser.add_argument("--output", type=Path, required=True, help="the folder of lexicons")
    args = parser.parse_args()
    families: Families = tomllib.loads(FAMILIES.read_text(encoding="utf-8"))
    write(learn(families, args.count), families, args.least, args.output)


if __name__ == "__main__":
    main()
