"""Personal names from everywhere, made at random from lists of parts: input of the name replacement."""

from __future__ import annotations

import importlib
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA: Final = Path(__file__).with_name("data")
WORDS: Final[dict[str, list[str]]] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
# Faker locales whose lists of people are in Latin script; the English ones are few against the world's.
LOCALES: Final = tuple(WORDS["locales"])
_LATIN: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])+")
_PART: Final = re.compile(r"\bG[Gg]\b|\b[GFMPg]\b|(?<=O')F\b")
_PLAIN: Final = 0.6  # of the accented names, how many lose their accents, as agency copy has it


@dataclass(frozen=True, slots=True)
class Name:
    """A full name and the form in which it is taken up again."""

    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Tradition:
    """Parts of names and the ways to put them together."""

    forms: tuple[str, ...]
    short: str
    parts: dict[str, tuple[str, ...]]


def strip_accents(text: str) -> str:
    """`text` without combining marks, and with the letters that do not decompose spelt plainly."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("øØłŁđĐıə", "oOlLdDie"))


def read_traditions() -> tuple[Tradition, ...]:
    """The traditions of `names.toml`, then one for each Faker locale that is installed, in a fixed order."""
    tables = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    keys = {"G": "given", "F": "family", "M": "middle", "P": "patronym", "g": "second"}
    found = [
        Tradition(
            tuple(table["forms"]),
            table.get("short", "F"),
            {letter: tuple(table.get(key, "").split()) for letter, key in keys.items()},
        )
        for table in tables.values()
    ]
    for locale in LOCALES:
        given, family = _faker_lists(locale)
        if given and family:
            found.append(Tradition(("G F",), "F", {"G": given, "F": family}))
    return tuple(found)


def _faker_lists(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ModuleNotFoundError:
        return (), ()
    given = [*getattr(provider, "first_names", ())]
    for key in ("first_names_male", "first_names_female"):
        given += [*getattr(provider, key, ())]
    family = [*getattr(provider, "last_names", ())]
    return _latin(given), _latin(family)


def _latin(names: list[str]) -> tuple[str, ...]:
    return tuple(
        sorted({name for name in names if _LATIN.fullmatch(name) and name.isascii() | (ord(max(name)) < 0x250)})
    )


class Names:
    """An endless supply of names; draws depend on the random generator handed in alone."""

    def __init__(self) -> None:
        traditions = read_traditions()
        self._own = tuple(t for t in traditions if len(t.forms) > 1)
        self._faker = tuple(t for t in traditions if len(t.forms) == 1) or self._own

    def draw(self, random: Random) -> Name:
        """One name."""
        tradition = random.choice(self._own if random.random() < 0.65 else self._faker)
        used: dict[str, str] = {}

        def fill(match: re.Match[str]) -> str:
            letters = match.group()
            parts = [random.choice(tradition.parts[letter]) for letter in letters]
            used.setdefault(letters[0], parts[0])
            return parts[0] + "".join(parts[1:]).lower()  # "GG": the second half of "Zhenping" is small

        form = random.choice(tradition.forms)
        full = _PART.sub(fill, form).replace("Mc ", "Mc")
        short = self._short(tradition.short, full, form, used)
        if not full.isascii() and random.random() < _PLAIN:
            full, short = strip_accents(full), strip_accents(short)
        return Name(full, short)

    @staticmethod
    def _short(rule: str, full: str, form: str, used: dict[str, str]) -> str:
        words = full.removesuffix(" Jr.").removesuffix(" III").split()
        if rule == "all":
            return full
        if rule == "first":
            return words[0]
        if rule == "G":
            return words[-1]
        if "F" not in used:
            return words[-1]
        if form.startswith("F"):
            return words[0]
        return words[-1]
