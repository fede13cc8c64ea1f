"""How offices are worded: the models of `lexicons/offices.toml`, and what they say of a title.

Nothing here looks at a text; the components match the forms, and ask `Offices` which office they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from summitry.lexicon_files import Row
from summitry.vocabulary import DEPUTY, Tenure, is_office

Serves = Literal["country", "organisation", "either", "party"]


def _split(value: object) -> object:
    return tuple(part for part in value.split("|") if part) if isinstance(value, str) else value


def _office(value: str) -> str:
    if not is_office(value):
        raise ValueError(f"{value!r} is no office of the vocabulary")
    return value


Forms = Annotated[tuple[str, ...], BeforeValidator(_split)]
Office = Annotated[str, AfterValidator(_office)]

_PLAIN: Final = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x00AD: None}


def fold(text: str) -> str:
    """Give the form under which names are looked up: composed, plain apostrophes and hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


# The last words of titles whose plural is not made with a plain "s", or must not be made like a word they end in.
_PLURALS: Final = (("person", "people"), ("woman", "women"), ("man", "men"))
_GENERAL: Final = re.compile(
    r"(?:attorney|solicitor|prosecutor|procurator|consul|director|secretary|governor)(?=[ -]general$)"
)


def plural(form: str) -> str:
    """Give the plural of a title: "minister of state" → "ministers of state", "deputy" → "deputies"."""
    head, rest = form, ""
    if match := re.search(r" (?:of|for|to|in|at|on) |, ", form):
        head, rest = form[: match.start()], form[match.start() :]
    if general := _GENERAL.search(head):
        return plural(head[: general.end()]) + head[general.end() :] + rest
    for one, many in _PLURALS:
        if head.endswith(one):
            return head[: -len(one)] + many + rest
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies" + rest
    return head + ("es" if head.endswith(("s", "x", "ch", "sh")) else "s") + rest


class Title(Row):
    """Words for an office. `forms` are lower case unless `cased`, when they are matched as written ("PM").

    `object` is whom the holder serves when the title alone says so ("taoiseach"). `needs_context`: a title only with an
    object or a name beside it ("chair", "general"). `irregular` are plurals beside those that `plural` gives.
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
        """The plural forms: the irregular ones, then one for every form; abbreviations have only the former."""
        regular = () if self.cased else tuple(plural(form) for form in self.forms)
        return tuple(dict.fromkeys((*self.irregular, *regular)))


class Portfolio(Row):
    """What a minister or secretary is in charge of, and the office that gives."""

    office: Office
    forms: Forms = Field(min_length=1)


class TenureForms(Row):
    """Words that say when an office is held: `before` the title or `after` it (with their hyphen, "-elect")."""

    tenure: Tenure
    before: Forms = ()
    after: Forms = ()


class Override(Row):
    """An office that becomes another one for some objects; an empty list of offices, forms, objects or kinds is any.

    `objects` are codes of countries and names of organisations, `unless` those it does not hold for ("" is no object);
    `kinds` are those of organisations and institutions, "country", and "region" for a part of a state.
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


class Offices(Row):
    """How offices are worded; all words are lower case unless they are names or abbreviations."""

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
        """The title of every form and plural; abbreviations in their own case."""
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

    @cached_property
    def _becomes(self) -> Callable[[str, str, str, str], str]:
        """The office that the first override that fits makes of an office; the last answers are kept."""

        @lru_cache(maxsize=1 << 12)
        def becomes(office: str, form: str, name: str, kind: str) -> str:
            return next((row.becomes for row in self.override if row.fits(office, form, name, kind)), office)

        return becomes

    def of_portfolio(self, words: str) -> str:
        """Give the office of the minister in charge of `words`: the first part that is not just any decides."""
        whole = fold(words).lower().removeprefix("the ")
        for part in (whole, *re.split(r"\s*(?:,|&|/|\band\b)\s*(?:the\s+)?", whole)):
            office = self._portfolio_index.get(part, "minister")
            if office != "minister":
                return office
        return "minister"

    def resolve(self, office: str, form: str = "", name: str = "", kind: str = "") -> str:
        """Give the office that `office`, worded `form`, is for the object `name` of that `kind`.

        The deputy of an office is resolved as the office is; the deputy of an official is an official too.
        """
        deputy, base = (DEPUTY, office.removeprefix(DEPUTY)) if office.startswith(DEPUTY) else ("", office)
        wording = fold(form).lower()
        becomes = self._becomes(base, wording, name, kind)
        return becomes if becomes == "official" or becomes.startswith(DEPUTY) else deputy + becomes
