"""The lexicons: countries, places, organisations, institutions, offices and cues, read from data files.

`load_lexicon` reads the files of `summitry/lexicons`, lays a user's folder over them, validates every row and gives
one immutable `Lexicon`. Nothing here looks at an article.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar

from pydantic import Field

from summitry.errors import LexiconError
from summitry.lexicon_files import Folders, Key, Row, fault, merged_document, read_document, read_table
from summitry.offices import Forms, Office, Offices, Override, Portfolio, TenureForms, Title, fold, plural

__all__ = [
    "FOLDER",
    "Country",
    "CountryForm",
    "Cues",
    "Institution",
    "Lexicon",
    "LexiconError",
    "Office",
    "Offices",
    "Organisation",
    "Override",
    "Place",
    "Portfolio",
    "TenureForms",
    "Title",
    "Trap",
    "fold",
    "load_lexicon",
    "plural",
]

FOLDER: Final = Path(__file__).with_name("lexicons")

CountryFormKind = Literal["name", "demonym", "noun", "capital", "seat"]
PlaceKind = Literal["city", "region", "island", "venue", "sea"]
OrganisationKind = Literal["organisation", "body", "court", "bank", "union", "alliance", "forum", "treaty", "movement"]
InstitutionKind = Literal["ministry", "parliament", "presidency", "party", "bank", "agency", "court", "military"]

Alpha2 = Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
Name = Annotated[str, Field(min_length=1)]
Cues = Mapping[str, tuple[Mapping[str, Any], ...]]


class Country(Row):
    """A state or territory. `alpha2` is empty for an entity without an ISO 3166-1 code, which goes by its name."""

    alpha2: Alpha2
    alpha3: str
    name: Name
    aliases: Forms = ()
    demonyms: Forms = ()
    nouns: Forms = ()
    capitals: Forms = ()
    seats: Forms = ()

    @property
    def code(self) -> str:
        """The alpha-2 code, or the English name of an entity that has none."""
        return self.alpha2 or self.name


class Place(Row):
    """A named place in a country; `alpha2` is empty for a sea or a region that is in several countries or none."""

    name: Name
    alpha2: Alpha2
    kind: PlaceKind


class Organisation(Row):
    """An organisation, a forum, a court or a treaty by its canonical name; forms are matched with their case."""

    name: Name
    kind: OrganisationKind
    acronym: str = ""
    aliases: Forms = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the name: the name itself, the acronym, the aliases."""
        return (self.name, *((self.acronym,) if self.acronym else ()), *self.aliases)


class Institution(Row):
    """A form by which news calls an institution of a state; `name` is its canonical name where `form` is an alias.

    `alpha2` is empty for an institution of whatever country is near ("the Foreign Ministry").
    """

    form: Name
    alpha2: Alpha2
    kind: InstitutionKind
    name: str = ""

    @property
    def canonical(self) -> str:
        return self.name or self.form


class Trap(Row):
    """A form that is not always the country it names: beside these words or inside these phrases it is not."""

    form: Name
    phrases: Forms = ()
    before: Forms = ()
    after: Forms = ()


class _Numbered(Row):
    """A series of conferences: `{n}` in the name and the forms stands for each number from `first` to `last`."""

    name: Name
    forms: Forms
    kind: OrganisationKind
    first: int
    last: int


class _Series(Row):
    numbered: tuple[_Numbered, ...] = ()


class _Traps(Row):
    trap: tuple[Trap, ...] = ()


class NameFamily(Row):
    """Countries whose people bear names of like form."""

    name: Name
    countries: Forms


class LetterGroup(Row):
    """Three letters of a word of a name ("^" and "$" are its beginning and end).

    `weights`: for each family in order ten times the logarithm of how much likelier they are in its names than in all.
    """

    group: Annotated[str, Field(min_length=3, max_length=3)]
    weights: Forms


class CountryForm(NamedTuple):
    """A form in which a country appears, and what kind of form it is."""

    kind: CountryFormKind
    country: Country


# The columns of forms, by what they are; of a form that two countries share, the first row has it.
_COUNTRY_FORMS: Final[tuple[tuple[CountryFormKind, str], ...]] = (
    ("name", "aliases"),
    ("demonym", "demonyms"),
    ("noun", "nouns"),
    ("capital", "capitals"),
    ("seat", "seats"),
)


_T = TypeVar("_T")
_R = TypeVar("_R", bound=Row)


@dataclass(frozen=True)
class Lexicon:
    """Everything the rules know about the world. Lookups are built when first used."""

    countries: tuple[Country, ...]
    places: tuple[Place, ...]
    organisations: tuple[Organisation, ...]
    institutions: tuple[Institution, ...]
    traps: tuple[Trap, ...]
    offices: Offices
    cues: Cues
    name_families: tuple[NameFamily, ...] = ()
    name_origins: tuple[LetterGroup, ...] = ()

    def once(self, build: Callable[[Cues], _T]) -> _T:
        """What `build`, a function of a module, makes of the cues: made at the first call, then kept."""
        if build not in self._built:
            self._built[build] = build(self.cues)
        made: _T = self._built[build]
        return made

    @cached_property
    def _built(self) -> dict[Callable[[Cues], Any], Any]:
        return {}

    @cached_property
    def fingerprint(self) -> str:
        """The sha256, in hexadecimal digits, of the content of all lexicons."""
        plain = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        content = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def letter_weights(self) -> Mapping[str, tuple[int, ...]]:
        """The weights of groups of three letters by family of names; raises `LexiconError` where one is no number."""
        try:
            found = {row.group: tuple(map(int, row.weights)) for row in self.name_origins}
        except ValueError as error:
            raise fault(FOLDER / "name_origins.csv", 0, str(error), "Give whole numbers as weights") from error
        return MappingProxyType({group: w for group, w in found.items() if len(w) == len(self.name_families)})

    @cached_property
    def treaties(self) -> tuple[Organisation, ...]:
        """The organisations that are treaties or agreements."""
        return tuple(row for row in self.organisations if row.kind == "treaty")

    @cached_property
    def country_forms(self) -> Mapping[str, CountryForm]:
        """What each form of a country means, as written: names first, then demonyms, nouns, capitals and seats."""
        index = {country.name: CountryForm("name", country) for country in self.countries}
        for kind, column in _COUNTRY_FORMS:
            for country in self.countries:
                for form in getattr(country, column):
                    index.setdefault(form, CountryForm(kind, country))
        return MappingProxyType(index)

    def country(self, name: str) -> Country | None:
        """Find a country by its alpha-2 code, its name or an alias, with or without "the"."""
        return _find(self._countries, name)

    def organisation(self, name: str) -> Organisation | None:
        """Find an organisation or treaty by its name, its acronym or an alias, in their case."""
        return _find(self._organisations, name)

    def place(self, name: str) -> Place | None:
        """Find a place by its name."""
        return _find(self._places, name)

    def institution(self, form: str, alpha2: str = "") -> Institution | None:
        """Find an institution by a form of its name: that of the country `alpha2` if there is one, else the first."""
        rows = _find(self._institutions, form) or ()
        return next((row for row in rows if row.alpha2 == alpha2), rows[0] if rows else None)

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        index = {row.alpha2: row for row in self.countries if row.alpha2}
        for form, (kind, row) in self.country_forms.items():
            if kind == "name":
                index.setdefault(fold(form), row)
        return index

    @cached_property
    def _organisations(self) -> Mapping[str, Organisation]:
        index = {fold(row.name): row for row in self.organisations}
        for row in self.organisations:
            for form in row.forms:
                index.setdefault(fold(form), row)
        return index

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return {fold(row.name): row for row in self.places}

    @cached_property
    def _institutions(self) -> Mapping[str, tuple[Institution, ...]]:
        index: dict[str, tuple[Institution, ...]] = {}
        for row in self.institutions:
            index[fold(row.form)] = (*index.get(fold(row.form), ()), row)
        return index


def _find(index: Mapping[str, _T], name: str) -> _T | None:
    form = fold(name)
    found = index.get(form)
    return found if found is not None else index.get(re.sub(r"^[Tt]he ", "", form))


def _plain(value: Any) -> Any:
    """Give a value in the types of JSON."""
    if isinstance(value, Row):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Read the lexicons, with those of the folder `extra` laid over them; raises `LexiconError` for the first fault.

    The folder holds files of the same names. A CSV row adds to the file, or replaces the row with its key; tables and
    lists of a TOML file add to it, before its own. The lists under `[remove]` of a TOML file take away entries by form,
    name or id; a list in a file `remove.toml`, called like a CSV file, takes away its rows by name, code or form.
    """
    if extra is None:
        return _packaged()
    if not extra.is_dir():
        raise fault(extra, 0, "the folder of lexicons does not exist", "Give an existing folder")
    return _load((FOLDER, extra))


@lru_cache(maxsize=1)
def _packaged() -> Lexicon:
    return _load((FOLDER,))


def _load(folders: Folders) -> Lexicon:
    removed = merged_document("remove.toml", folders)

    def table(name: str, model: type[_R], key: Key) -> tuple[_R, ...]:
        return read_table(f"{name}.csv", model, key, folders, frozenset(removed.get(name, ())))

    organisations = table("organisations", Organisation, lambda row: (row.get("name", ""),))
    series = read_document("numbered.toml", _Series, folders).numbered
    return Lexicon(
        countries=table("countries", Country, lambda row: (row.get("alpha2") or row.get("name", ""),)),
        places=table("places", Place, lambda row: (row.get("name", ""),)),
        organisations=(*organisations, *_expand(series, {row.name for row in organisations})),
        institutions=table("institutions", Institution, lambda row: (row.get("form", ""), row.get("alpha2", ""))),
        traps=read_document("traps.toml", _Traps, folders).trap,
        offices=read_document("offices.toml", Offices, folders),
        cues=_cues(folders),
        name_families=table("name_families", NameFamily, lambda row: (row.get("name", ""),)),
        name_origins=table("name_origins", LetterGroup, lambda row: (row.get("group", ""),)),
    )


def _expand(series: tuple[_Numbered, ...], named: set[str]) -> Iterator[Organisation]:
    for row in series:
        for n in range(row.first, row.last + 1):
            name, *aliases = dict.fromkeys(form.replace("{n}", str(n)) for form in (row.name, *row.forms))
            if name not in named:
                yield Organisation(name=name, kind=row.kind, aliases=tuple(aliases))


def _cues(folders: Folders) -> Cues:
    """Give the tables of every cue file by its stem, in the order of the file, each with its name as `table`."""
    homes = tuple(folder / "cues" for folder in folders)
    names = sorted({file.name for home in homes for file in home.glob("*.toml")})
    cues: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for name in names:
        cues[name.removesuffix(".toml")] = tuple(
            MappingProxyType({"table": table, **(entry if isinstance(entry, dict) else {"value": entry})})
            for table, value in merged_document(name, homes).items()
            for entry in (value if isinstance(value, list) else [value])
        )
    return MappingProxyType(cues)
