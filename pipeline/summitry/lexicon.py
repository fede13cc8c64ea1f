"""The lexicons: countries, places, organisations, institutions, offices and cues, read from data files.

`load_lexicon` reads the files of `summitry/lexicons`, lays a user's folder over them, validates every row and gives
one immutable `Lexicon`. A fault names the file, the line and the remedy. Nothing here looks at an article.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from summitry.vocabulary import Tenure, is_office

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER: Final = Path(__file__).with_name("lexicons")

CountryFormKind = Literal["name", "demonym", "noun", "capital", "seat"]
PlaceKind = Literal["city", "region", "island", "venue", "sea"]
OrganisationKind = Literal["organisation", "body", "court", "bank", "union", "alliance", "forum", "treaty", "movement"]
InstitutionKind = Literal["ministry", "parliament", "presidency", "party", "bank", "agency", "court", "military"]
Serves = Literal["country", "organisation", "either", "party"]


class LexiconError(ValueError):
    """A lexicon file that cannot be used: which file, which line, what is wrong and what to do."""

    def __init__(self, file: str, line: int, reason: str, remedy: str) -> None:
        super().__init__(file, line, reason, remedy)
        self.file, self.line, self.reason, self.remedy = file, line, reason, remedy

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason} ({self.remedy})"


def _split(value: object) -> object:
    return tuple(part for part in value.split("|") if part) if isinstance(value, str) else value


def _office(value: str) -> str:
    if not is_office(value):
        raise ValueError(f"{value!r} is no office of the vocabulary")
    return value


Forms = Annotated[tuple[str, ...], BeforeValidator(_split)]
Office = Annotated[str, AfterValidator(_office)]
Alpha2 = Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
Name = Annotated[str, Field(min_length=1)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Country(_Row):
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


class Place(_Row):
    """A named place in a country; `alpha2` is empty for a sea or a region of several countries."""

    name: Name
    alpha2: Alpha2
    kind: PlaceKind


class Organisation(_Row):
    """An organisation, a forum, a court or a treaty by its canonical name; forms are matched with their case."""

    name: Name
    kind: OrganisationKind
    acronym: str = ""
    aliases: Forms = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the name: the name itself, the acronym, the aliases."""
        return (self.name, *((self.acronym,) if self.acronym else ()), *self.aliases)


class Institution(_Row):
    """A form by which news calls an institution of a state; `name` is the canonical name where `form` is an alias.

    `alpha2` is empty for an institution of whatever country is near ("the Foreign Ministry").
    """

    form: Name
    alpha2: Alpha2
    kind: InstitutionKind
    name: str = ""

    @property
    def canonical(self) -> str:
        return self.name or self.form


class Numbered(_Row):
    """A series of conferences: `{n}` in the name and the forms stands for each number from `first` to `last`."""

    name: Name
    forms: Forms
    kind: OrganisationKind
    first: int
    last: int


class Trap(_Row):
    """A form that is not always the country it names: beside these words or inside these phrases it is not."""

    form: Name
    phrases: Forms = ()
    before: Forms = ()
    after: Forms = ()


_IRREGULAR: Final = {
    "man": "men",
    "woman": "women",
    "chief": "chiefs",
    "chargé": "chargés",
    "charge": "charges",
    "person": "people",
}


def plural(form: str) -> str:
    """Give the plural of a title: "minister of state" → "ministers of state", "deputy" → "deputies"."""
    match = re.match(r"(.+?)(?= (?:of|for|to|in|at|on) |, )", form)
    head, rest = (match.group(1), form[match.end(1) :]) if match else (form, "")
    stem, space, word = head.rpartition(" ")
    for ending, replacement in _IRREGULAR.items():
        if word.endswith(ending):
            return stem + space + word[: -len(ending)] + replacement + rest
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return stem + space + word[:-1] + "ies" + rest
    return stem + space + word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s") + rest


class Title(_Row):
    """Words for an office. `forms` are lower case unless `cased`, when they are matched as written ("PM").

    `object` is whom the holder serves when the title alone says so ("taoiseach"). `needs_context`: a title only with an
    object or a name beside it ("chair", "general").
    """

    office: Office
    forms: Forms = Field(min_length=1)
    irregular: Forms = ()
    tenure: Tenure | None = None
    serves: Serves = "either"
    needs_context: bool = False
    cased: bool = False
    object: str = ""

    @cached_property
    def plurals(self) -> tuple[str, ...]:
        """The plural forms: those given as `irregular`, else one for every form; none for abbreviations."""
        return self.irregular or (() if self.cased else tuple(plural(form) for form in self.forms))


class Portfolio(_Row):
    """What a minister or secretary is in charge of, and the office that gives."""

    office: Office
    forms: Forms = Field(min_length=1)


class TenureForms(_Row):
    """Words that say when an office is held: `before` the title or `after` it (with their hyphen, "-elect")."""

    tenure: Tenure
    before: Forms = ()
    after: Forms = ()


class Override(_Row):
    """An office that becomes another one for some objects; an empty list of forms, objects or kinds is any.

    `objects` are codes of countries and names of organisations, `unless` those it does not apply to ("" is no object);
    `kinds` those of organisations and institutions, and
    "region" for a part of a state.
    """

    becomes: Office
    offices: Forms = ()
    forms: Forms = ()
    objects: Forms = ()
    unless: Forms = ()
    kinds: Forms = ()

    def fits(self, office: str, form: str, name: str, kind: str) -> bool:
        if name in self.unless:
            return False
        wanted = ((self.offices, office), (self.forms, form), (self.objects, name), (self.kinds, kind))
        return all(not options or value in options for options, value in wanted)


class Offices(_Row):
    """How offices are worded (`offices.toml`); all words are lower case unless they are names or abbreviations."""

    title: tuple[Title, ...]
    portfolio: tuple[Portfolio, ...]
    tenure: tuple[TenureForms, ...]
    override: tuple[Override, ...]
    portfolio_heads: Forms
    deputies: Forms
    neutral: Forms
    honorifics: Forms
    ranks: Forms
    styles: Forms
    voids: Forms
    counterparts: Forms
    predecessors: Forms
    successors: Forms
    no_titles: Forms

    @property
    def titles(self) -> tuple[Title, ...]:
        return self.title

    @cached_property
    def portfolios(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return tuple((row.forms, row.office) for row in self.portfolio)

    @property
    def tenures(self) -> tuple[TenureForms, ...]:
        return self.tenure

    @property
    def overrides(self) -> tuple[Override, ...]:
        return self.override

    @cached_property
    def by_form(self) -> Mapping[str, Title]:
        """The title of every form and plural; abbreviations by their own case."""
        index: dict[str, Title] = {}
        for title in self.title:
            for form in title.forms:
                index.setdefault(form, title)
        for title in self.title:
            for form in title.plurals:
                index.setdefault(form, title)
        return MappingProxyType(index)

    @cached_property
    def _portfolio_index(self) -> Mapping[str, str]:
        return {form: row.office for row in self.portfolio for form in row.forms}

    def of_portfolio(self, words: str) -> str:
        """Give the office of the minister in charge of `words`: the first known part decides, else "minister"."""
        whole = fold(words).lower().removeprefix("the ")
        for part in (whole, *re.split(r"\s*(?:,|&|/|\band\b)\s*(?:the\s+)?", whole)):
            if part in self._portfolio_index and self._portfolio_index[part] != "minister":
                return self._portfolio_index[part]
        return "minister"

    def resolve(self, office: str, form: str = "", name: str = "", kind: str = "") -> str:
        """Give the office that `office`, worded `form`, is for the object `name` of that `kind`.

        The office of a deputy is resolved as the office itself.
        """
        deputy, base = ("deputy_", office[7:]) if office.startswith("deputy_") else ("", office)
        for row in self.override:
            if row.fits(base, form.lower(), name, kind):
                return row.becomes if row.becomes == "official" else deputy + row.becomes
        return office


class CountryForm(NamedTuple):
    """A form in which a country appears, and what kind of form it is."""

    kind: CountryFormKind
    country: Country


Cues = Mapping[str, tuple[Mapping[str, Any], ...]]


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

    @cached_property
    def fingerprint(self) -> str:
        """The sha256, in hexadecimal digits, of the canonical content of all lexicons."""
        plain = _plain({field.name: getattr(self, field.name) for field in fields(self)})
        content = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def treaties(self) -> tuple[Organisation, ...]:
        return tuple(row for row in self.organisations if row.kind == "treaty")

    @cached_property
    def country_forms(self) -> Mapping[str, CountryForm]:
        """What each form of a country means, as written: names first, then demonyms, nouns, capitals and seats."""
        index: dict[str, CountryForm] = {}
        for country in self.countries:
            index.setdefault(country.name, CountryForm("name", country))
        groups: tuple[tuple[CountryFormKind, str], ...] = (
            ("name", "aliases"),
            ("demonym", "demonyms"),
            ("noun", "nouns"),
            ("capital", "capitals"),
            ("seat", "seats"),
        )
        for kind, field in groups:
            for country in self.countries:
                for form in getattr(country, field):
                    index.setdefault(form, CountryForm(kind, country))
        return MappingProxyType(index)

    @cached_property
    def _country_index(self) -> Mapping[str, Country]:
        index = {row.alpha2: row for row in self.countries if row.alpha2}
        for form, (kind, row) in self.country_forms.items():
            if kind == "name":
                index.setdefault(form, row)
        return index

    @cached_property
    def _organisation_index(self) -> Mapping[str, Organisation]:
        index = {row.name: row for row in self.organisations}
        for row in self.organisations:
            for form in row.forms:
                index.setdefault(form, row)
        return index

    @cached_property
    def _place_index(self) -> Mapping[str, Place]:
        return {row.name: row for row in self.places}

    @cached_property
    def _institution_index(self) -> Mapping[str, tuple[Institution, ...]]:
        index: dict[str, tuple[Institution, ...]] = {}
        for row in self.institutions:
            index[row.form] = (*index.get(row.form, ()), row)
        return index

    def country(self, name: str) -> Country | None:
        """Find a country by its alpha-2 code, its name or an alias, with or without "the"."""
        return _find(self._country_index, name)

    def organisation(self, name: str) -> Organisation | None:
        """Find an organisation or treaty by its name, its acronym or an alias, in their case."""
        return _find(self._organisation_index, name)

    def place(self, name: str) -> Place | None:
        return _find(self._place_index, name)

    def institution(self, form: str, alpha2: str = "") -> Institution | None:
        """Find an institution by a form of its name: that of the country `alpha2` if there is one, else the first."""
        rows = _find(self._institution_index, form) or ()
        return next((row for row in rows if row.alpha2 == alpha2), rows[0] if rows else None)


def _plain(value: Any) -> Any:
    """Give a value in the types of JSON; lookups, which are cached beside the fields, are no content."""
    if isinstance(value, _Row):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def fold(text: str) -> str:
    """Give the form under which names are looked up: composed, plain apostrophes and hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


_PLAIN: Final = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x00AD: None}
_T = TypeVar("_T")


def _find(index: Mapping[str, _T], name: str) -> _T | None:
    form = fold(name)
    found = index.get(form)
    return found if found is not None else index.get(re.sub(r"^[Tt]he ", "", form))


# Reading: each file is read from the package, then from the user's folder, and validated as one.

_CSV: Final[Mapping[str, tuple[type[_Row], tuple[str, ...]]]] = {
    "countries": (Country, ("alpha2", "name")),
    "places": (Place, ("name",)),
    "organisations": (Organisation, ("name",)),
    "institutions": (Institution, ("form", "alpha2")),
}


class _Source(NamedTuple):
    file: Path
    line: int
    data: dict[str, Any]


def _fault(source: _Source, error: ValidationError, depth: int) -> LexiconError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][depth:]) or "row"
    remedy = f"correct {where!r}; it was given {first['input']!r}"
    return LexiconError(str(source.file), source.line, f"{where}: {first['msg']}", remedy)


def _read_csv(file: Path, model: type[_Row]) -> Iterator[_Source]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        allowed = list(model.model_fields)
        header = list(reader.fieldnames or ())
        if not header or any(name not in allowed for name in header):
            raise LexiconError(str(file), 1, f"the header is {header}", f"use the columns {','.join(allowed)}")
        for row in reader:
            if None in row or None in row.values():
                remedy = "give every column a value, quoting those that hold a comma"
                raise LexiconError(str(file), reader.line_num, "the row has not as many columns as the header", remedy)
            yield _Source(file, reader.line_num, row)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        reason = f"the file is no valid TOML: {error}"
        raise LexiconError(str(file), int(line.group(1)) if line else 1, reason, "correct its syntax") from error
    return data


def _key(data: Mapping[str, Any], fields: Iterable[str]) -> tuple[str, ...]:
    values = tuple(str(data.get(field, "")) for field in fields)
    return values[:1] if fields == ("alpha2", "name") and values[0] else values


def _rows(stem: str, folders: tuple[Path, ...], removed: frozenset[str]) -> tuple[Any, ...]:
    """Read one CSV lexicon: a later folder's row replaces the row with its key, else comes after the others."""
    model, fields = _CSV[stem]
    merged: dict[tuple[str, ...], _Source] = {}
    for folder in folders:
        file = folder / f"{stem}.csv"
        if not file.exists():
            continue
        seen: dict[tuple[str, ...], int] = {}
        for source in _read_csv(file, model):
            key = _key(source.data, fields)
            if key in seen:
                reason = f"{'/'.join(filter(None, key))} stands on line {seen[key]} too"
                raise LexiconError(str(file), source.line, reason, "keep one of the two rows")
            seen[key] = source.line
            merged[key] = source
    sources = [source for key, source in merged.items() if not removed.intersection(key)]
    try:
        return TypeAdapter(tuple[model, ...]).validate_python(tuple(source.data for source in sources))  # type: ignore[valid-type]
    except ValidationError as error:
        index = error.errors()[0]["loc"][0]
        raise _fault(sources[int(index)], error, 1) from error


def _merge(base: dict[str, Any], extra: Mapping[str, Any], remove: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Lay one TOML document over another: lists grow, the user's entries first; what `remove` lists goes.

    An entry is removed by its id; a form of an entry is removed from its forms, and the entry with its last form.
    """
    merged = dict(base)
    for key in remove:
        merged[key] = _without(merged.get(key, []), frozenset(remove[key]))
    for key, value in extra.items():
        if isinstance(value, list):
            forms = frozenset(form for row in value if isinstance(row, dict) for form in row.get("forms", ()))
            ids = frozenset(str(row["id"]) for row in value if isinstance(row, dict) and "id" in row)
            merged[key] = [*value, *_without(merged.get(key, []), forms | ids)]
        else:
            merged[key] = value
    return merged


def _without(rows: Iterable[Any], removed: frozenset[str]) -> list[Any]:
    kept: list[Any] = []
    for row in rows:
        if not isinstance(row, dict):
            kept.extend([] if row in removed else [row])
        elif row.get("id") not in removed and row.get("form") not in removed:
            forms = [form for form in row.get("forms", ()) if form not in removed]
            if forms or not row.get("forms"):
                kept.append({**row, "forms": forms} if forms else row)
    return kept


def _document(name: str, folders: tuple[Path, ...]) -> dict[str, Any]:
    """Read one TOML lexicon from the package and the user's folder."""
    merged: dict[str, Any] = {}
    for folder in folders:
        file = folder / name
        if file.exists():
            data = _read_toml(file)
            merged = _merge(merged, data, data.pop("remove", {}))
    return merged


_M = TypeVar("_M", bound=_Row)


def _validated(model: type[_M], data: dict[str, Any], name: str, folders: tuple[Path, ...]) -> _M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        loc = error.errors()[0]["loc"]
        raise _fault(_locate(name, folders, data, loc), error, 0) from error


def _locate(name: str, folders: tuple[Path, ...], data: dict[str, Any], loc: tuple[int | str, ...]) -> _Source:
    """Find the file and the line of the entry at `loc` of the merged document, by its own text."""
    entry: Any = data.get(str(loc[0]), {})
    if isinstance(entry, list) and len(loc) > 1:
        entry = entry[int(loc[1])]
    last = folders[-1] / name
    for file in (folder / name for folder in reversed(folders)):
        if not file.exists():
            continue
        last, lines = file, file.read_text(encoding="utf-8").splitlines()
        rows = _read_toml(file).get(str(loc[0]))
        heads = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{loc[0]}]]"]
        if isinstance(rows, list) and entry in rows and rows.index(entry) < len(heads):
            return _Source(file, heads[rows.index(entry)], {})
        for number, line in enumerate(lines, 1):
            if re.match(rf"\s*{re.escape(str(loc[0]))}\s*=", line):
                return _Source(file, number, {})
    return _Source(last, 1, {})


class _Series(_Row):
    numbered: tuple[Numbered, ...] = ()


class _Traps(_Row):
    trap: tuple[Trap, ...] = ()


def _expand(series: tuple[Numbered, ...]) -> Iterator[Organisation]:
    for row in series:
        for n in range(row.first, row.last + 1):
            name, *aliases = dict.fromkeys(form.replace("{n}", str(n)) for form in (row.name, *row.forms))
            yield Organisation(name=name, kind=row.kind, aliases=tuple(aliases))


def _cues(folders: tuple[Path, ...]) -> Cues:
    """Give the tables of every cue file by its stem, in the order of the file, each with its name as `table`."""
    names = sorted({file.name for folder in folders for file in (folder / "cues").glob("*.toml")})
    cues: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for name in names:
        rows: list[Mapping[str, Any]] = []
        for table, value in _document(name, tuple(folder / "cues" for folder in folders)).items():
            for entry in value if isinstance(value, list) else [value]:
                rows.append({"table": table, **(entry if isinstance(entry, dict) else {"value": entry})})
        cues[name.removesuffix(".toml")] = tuple(MappingProxyType(row) for row in rows)
    return MappingProxyType(cues)


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Read the lexicons, with those of the folder `extra` laid over them; raises `LexiconError` for the first fault.

    The folder holds files of the same names. A CSV row adds to the file, or replaces the row with its key; tables and
    lists of a TOML file add to it, before its own; the lists under `[remove]` take away, by form or id, and those of a
    file `remove.toml` take away CSV rows by name, code or form.
    """
    if extra is None:
        return _packaged()
    if not extra.is_dir():
        raise LexiconError(str(extra), 0, "the folder of lexicons does not exist", "give an existing folder")
    return _load((FOLDER, extra))


@lru_cache(maxsize=1)
def _packaged() -> Lexicon:
    return _load((FOLDER,))


def _load(folders: tuple[Path, ...]) -> Lexicon:
    removed: dict[str, list[str]] = {}
    for folder in folders:
        if (folder / "remove.toml").exists():
            removed = _read_toml(folder / "remove.toml").get("remove", {})
    tables = {stem: _rows(stem, folders, frozenset(removed.get(stem, ()))) for stem in _CSV}
    series = _validated(_Series, _document("numbered.toml", folders), "numbered.toml", folders)
    named = {row.name for row in tables["organisations"]}
    tables["organisations"] += tuple(row for row in _expand(series.numbered) if row.name not in named)
    return Lexicon(
        **tables,
        traps=_validated(_Traps, _document("traps.toml", folders), "traps.toml", folders).trap,
        offices=_validated(Offices, _document("offices.toml", folders), "offices.toml", folders),
        cues=_cues(folders),
    )
