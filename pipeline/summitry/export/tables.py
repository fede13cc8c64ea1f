"""The tables: which there are, and their columns, made of the models of the records.

A nested model becomes columns with its name before theirs (`country_alpha2`), a list a table of its own. So tables
follow the models; their order, and that of their columns, is the order of the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from summitry.export.meanings import CONTEXT, MEANINGS, TABLE_MEANINGS, VOCABULARIES
from summitry.facts import Fact
from summitry.records import (
    ArticleRecord,
    Country,
    CountryRecord,
    EventRecord,
    Evidence,
    IsoDate,
    LeaderRecord,
    Legal,
    Membership,
    Office,
    OrganisationRecord,
    Participant,
    Participation,
    Role,
    Treaty,
)
from summitry.vocabulary import OFFICES

Type = Literal["text", "integer", "real", "date"]
Value = str | int | float | None
Row = tuple[Value, ...]

_NUMBERS: Final = ("article_no", "position", "part_position")
_SCALARS: Final[dict[object, Type]] = {str: "text", int: "integer", float: "real"}


@dataclass(frozen=True)
class Column:
    """A column. `path` leads from the object of a row to its value; () for what the row's place gives (its number)."""

    name: str
    type: Type
    nullable: bool
    meaning: str
    vocabulary: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table. `key` names the columns that tell its rows apart; the `context` first columns are not of the model.

    In a `flat` table the other columns are plain fields of one model.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    context: int
    flat: bool

    def reader(self) -> Callable[[object], Row]:
        """Give a function from an object to its values, in the order of the columns after the context."""
        paths = [column.path for column in self.columns[self.context :]]
        if self.flat:
            return cast("Callable[[object], Row]", attrgetter(*(path[0] for path in paths)))
        getters = [_getter(path) for path in paths]
        return lambda row: tuple([get(row) for get in getters])


def _getter(path: tuple[str, ...]) -> Callable[[Any], Any]:
    if len(path) == 1:
        return lambda row: getattr(row, path[0], None)
    return lambda row: reduce(_part, path, row)


def _part(whole: Any, name: str) -> Any:
    if isinstance(whole, tuple):
        return whole[int(name)]
    # None has no parts; nor has a model of a union those of the others.
    return getattr(whole, name, None)


def _table(
    name: str,
    context: Sequence[str],
    models: Sequence[type[BaseModel]],
    key: Sequence[str],
    without: Sequence[str] = (),
) -> Table:
    first = tuple(Column(one, *_context(one)) for one in context)
    columns = _merged([column for model in models for column in _columns(model)], len(models))
    kept = tuple(column for column in columns if column.name not in without)
    flat = len(models) == 1 and len(kept) > 1 and all(len(column.path) == 1 for column in kept)
    return Table(name, TABLE_MEANINGS[name], first + kept, tuple(key), len(first), flat)


def _context(name: str) -> tuple[Type, bool, str, tuple[str, ...]]:
    return ("integer" if name in _NUMBERS else "text"), False, CONTEXT[name], VOCABULARIES.get(name, ())


def _merged(columns: Iterable[Column], models: int) -> Iterator[Column]:
    """Give the columns of a union once each, with all their words; what not every model of it has may be null."""
    met: dict[str, list[Column]] = {}
    for column in columns:
        met.setdefault(column.name, []).append(column)
    for same in met.values():
        words = tuple(dict.fromkeys(word for column in same for word in column.vocabulary))
        meaning = "; ".join(dict.fromkeys(column.meaning for column in same))
        nullable = len(same) < models or any(column.nullable for column in same)
        yield replace(same[0], meaning=meaning, vocabulary=words, nullable=nullable)


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    """Give the columns of a model: one a plain field, those of nested models; lists are left to other tables."""
    hints = get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        bare, nullable = _bare(hints[name])
        if get_origin(bare) is tuple and Ellipsis in get_args(bare):
            continue
        meaning = _meaning(model, name)
        if nested := [part for part in _members(bare) if isinstance(part, type) and issubclass(part, BaseModel)]:
            parts = _merged([column for part in nested for column in _columns(part)], len(nested))
            for part in parts:
                yield replace(
                    part,
                    name=f"{name}_{part.name}",
                    meaning=f"{meaning}: {part.meaning}",
                    nullable=part.nullable or nullable,
                    path=(name, *part.path),
                )
        elif get_origin(bare) is tuple:
            for at, end in enumerate(("start", "end")):
                told = f"{end} of {meaning.removeprefix('start and end of ')}"
                yield Column(f"{name}_{end}", "integer", nullable, told, path=(name, str(at)))
        elif get_origin(bare) is Literal:
            yield Column(name, "text", nullable, meaning, get_args(bare), (name,))
        else:
            words = OFFICES if hints[name] == Office else ()
            dated = _is_date(hints[name]) or (model is Fact and name in ("first_day", "last_day"))
            yield Column(name, "date" if dated else _SCALARS[bare], nullable, meaning, words, (name,))


def _meaning(model: type[BaseModel], name: str) -> str:
    """Give what a field means: as its model describes it, else as the list of meanings does."""
    for home in model.__mro__:
        if issubclass(home, BaseModel) and name in home.model_fields:
            found = home.model_fields[name].description or MEANINGS.get(f"{home.__name__}.{name}")
            if found:
                return found
    raise LookupError(f"no meaning is given for {model.__name__}.{name}")


def _bare(hint: Any) -> tuple[Any, bool]:
    """Take a type out of Annotated and Optional; say whether it may be null."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    members = _members(hint)
    if type(None) in members:
        rest = [member for member in members if member is not type(None)]
        return (_bare(rest[0])[0] if len(rest) == 1 else Union[tuple(rest)]), True  # noqa: UP007
    return hint, False


def _members(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        return _members(get_args(hint)[0])
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _is_date(hint: Any) -> bool:
    return hint == IsoDate or IsoDate in _members(hint)


_OF_RECORD: Final = ("article_no",)
_OF_PART: Final = ("article_no", "article_id", "record_id", "position")
_OF_ANY: Final = ("article_no", "article_id", "record_kind", "record_id", "position")
_OF_PROOF: Final = ("article_no", "article_id", "record_kind", "record_id", "part", "part_position", "position")
_CONSTANT: Final = ("kind", "schema_version")
_KEY: Final = ("article_no", "record_id", "position")

ARTICLES: Final = _table("articles", _OF_RECORD, [ArticleRecord], ["article_no"], ["kind"])
WARNINGS: Final = _table(
    "article_warnings", ("article_no", "article_id", "position", "warning"), [], ["article_no", "position"]
)
LEADERS: Final = _table("leaders", _OF_RECORD, [LeaderRecord], ["article_no", "id"], _CONSTANT)
ALIASES: Final = _table("leader_aliases", (*_OF_PART, "alias"), [], _KEY)
ROLES: Final = _table("leader_roles", _OF_PART, [Role], _KEY)
COUNTRIES: Final = _table("countries", _OF_RECORD, [CountryRecord], ["article_no", "id"], _CONSTANT)
ORGANISATIONS: Final = _table("organisations", _OF_RECORD, [OrganisationRecord], ["article_no", "id"], _CONSTANT)
FOUNDERS: Final = _table("organisation_founders", _OF_PART, [Country], _KEY)
EVENTS: Final = _table("events", _OF_RECORD, [EventRecord], ["article_no", "id"], _CONSTANT)
PARTICIPANTS: Final = _table("event_participants", _OF_PART, [Participant], _KEY)
STATUSES: Final = _table("statuses", _OF_ANY, [Participation, Membership, Treaty, Legal], _KEY)
EVIDENCE: Final = _table(
    "evidence", _OF_PROOF, [Evidence], ["article_no", "record_id", "part", "part_position", "position"]
)
FACTS: Final = _table("facts", ("article_no", "position"), [Fact], ["article_no", "position"])

TABLES: Final[tuple[Table, ...]] = (
    ARTICLES, WARNINGS, LEADERS, ALIASES, ROLES, COUNTRIES, ORGANISATIONS, FOUNDERS, EVENTS, PARTICIPANTS, STATUSES,
    EVIDENCE, FACTS,
)  # fmt: skip
