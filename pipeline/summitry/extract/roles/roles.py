"""Roles: who holds which office for whom, with tenure.

Titles are paired with names (`holders`), completed by verbs (`role_verbs`), by relations (`counterparts`), and by
titles that resume somebody named before ("the Russian leader"); `served` finds whom an office serves, `tenures` when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summitry.components.titles import TitleMention
from summitry.extract.reading import Reading
from summitry.extract.roles.beside import beside_name, heads_line
from summitry.extract.roles.counterparts import Relations, ellipses
from summitry.extract.roles.holders import Holding, holdings
from summitry.extract.roles.inversions import inverted
from summitry.extract.roles.pairings import paired
from summitry.extract.roles.resumptions import announced, replacements, resumed
from summitry.extract.roles.role import Role
from summitry.extract.roles.role_lists import entry_holdings, list_holdings
from summitry.extract.roles.role_verbs import RoleVerbs
from summitry.extract.roles.served import Served
from summitry.extract.roles.tenures import one_tenure, with_tenures
from summitry.findings import Entity, Finding

__all__ = ["Role", "read_roles", "role_findings"]

_HEADS: Final = frozenset({"president", "prime_minister", "monarch", "supreme_leader"})
_NO_OFFICE: Final = frozenset(
    {"official", "senior official", "top official", "diplomat", "senior diplomat", "lieutenant"}
)
_STYLES: Final = frozenset({"senator", "sen.", "member of parliament", "mp"})
_COMMISSIONS: Final = {
    n: Entity("organisation", f"{n.removesuffix(' Union')}{s} Commission")
    for n, s in (("European Union", ""), ("African Union", " Union"))
}
_UNION, _COUNCIL = Entity("organisation", "European Union"), Entity("organisation", "European Council")
_NOT_NOW: Final = frozenset({"former", "elect", "acting"})


def read_roles(reading: Reading, served: Served, verbs: RoleVerbs | None = None) -> list[Role]:
    """All statements of roles in the order of the text; fills `served` with the countries of people."""
    verbs = verbs if verbs is not None else RoleVerbs(reading.lexicon)
    clauses = list(verbs.clauses.read(reading))
    found = sorted(holdings(reading), key=lambda h: (h.span, h.rule))
    held = {holding.title.head for holding in found}
    stated = list(verbs.holdings(reading, clauses, held))
    found.extend(stated)
    found.extend(verbs.portfolios.read(reading, clauses))
    held.update(holding.title.head for holding in stated)
    found.extend(inverted(reading, held))
    found.extend(paired(reading, found, held))
    found.extend(ellipses(reading, found))
    found.extend(entry_holdings(reading))
    found.extend(list_holdings(reading, frozenset(holding.name for holding in found)))
    for holding in found:
        served.learn(holding.person, holding.title.object)
        served.learn(holding.person, holding.beside)
    for name in reading.names:
        served.learn(reading.person_of[name], beside_name(reading, name)[0])
    for holding in found:
        title = holding.title
        if title.object is not None and (holding.tenure or title.tenure) not in _NOT_NOW:
            served.hold(holding.person, title.office, title.object)
    served.speak_of([title for title in reading.titles if title.head not in held])
    found.extend(announced(reading, served, found, held))
    roles = list(resumed(reading, served, found, held))
    for holding in found:
        role = _role(reading, served, holding)
        if role is not None:
            roles.append(role)
            served.learn(holding.person, role.object)
    roles.sort(key=lambda r: (r.start, r.end, r.rule))
    roles = _only_offices(roles)
    roles.extend(Relations(reading, served).roles(roles))
    roles.extend(replacements(reading, roles, clauses, verbs.links))
    roles = with_tenures(reading, _only_offices(roles), clauses)
    for role in roles:
        served.learn(role.person, role.object)  # counterparts and successors too
    return sorted(roles, key=lambda r: (r.start, r.end, r.rule))


def _role(reading: Reading, served: Served, holding: Holding) -> Role | None:
    title = holding.title
    if title.form in _NO_OFFICE:
        return None
    entity = title.object if holding.rule != "role.list" else holding.beside
    if entity is None and holding.rule == "role.inverted":
        entity = holding.beside
    if entity is None and title.possessor is not None:
        entity = served.of_possessor(title)
    if entity is None and title.owner is not None:
        entity = served.of_owner(title)
    if entity is None:
        entity = holding.beside or heads_line(reading, title.np_start)
        if entity is not None and entity.kind == "country" and served.wants_organisation(title):
            entity = None  # "the outgoing secretary-general, X of Fiji"
    if entity is None and (title.serves != "organisation" or title.office == "official"):
        entity = served.country_of(holding.person)
    if entity is None:
        entity = served.nearby(title, holding.person, taken=holding.rule not in _BY_VERB)
    if entity is None and (title.needs_context or title.office in ("monarch", "organisation_head")):
        return None
    of_commission = title.owner is not None and reading.lower[title.owner[1] - 1] == "commission"
    if entity is not None and (title.office == "commission_president" or of_commission):
        entity = _COMMISSIONS.get(entity.name, entity)
    if title.office == "council_president" and entity == _UNION:
        entity = _COUNCIL
    served.learn(holding.person, entity)
    start, end = holding.span
    if holding.rule in _BY_VERB:
        start, end = title.np_start, title.end
    office = office_for(reading, title, entity)
    return Role(holding.person, office, holding.tenure or title.tenure, entity, title, start, end, holding.rule)


_BY_VERB: Final = frozenset(
    {
        "role.list",
        "role.entry",
        "role.announced",
        "role.verb",
        "role.appointed",
        "role.succeeds",
        "role.succeeded",
        "role.heads",
        "role.portfolio",
        "role.pair",
        "role.inverted",
    }
)


def office_for(reading: Reading, title: TitleMention, entity: Entity | None) -> str:
    """The office that a title gives when its holder serves `entity`, found outside the phrase of the title."""
    if entity is None or entity == title.object:
        return title.office
    kind = title.kind
    if entity.kind == "organisation":
        organisation = reading.lexicon.organisation(entity.name)
        kind = organisation.kind if organisation is not None else kind
    return reading.lexicon.offices.resolve(title.base or title.office, title.form, entity.name, kind or "country")


def _only_offices(roles: Sequence[Role]) -> list[Role]:
    """Without what says nothing beside another office: "leader" of who is president, "Ambassador" as an address.

    "Senator" before a minister's name is one too, where ministers sit in a senate.
    """
    heads = {(role.person, role.object) for role in roles if role.office in _HEADS}
    others = {role.person for role in roles if role.office not in ("ambassador", "leader")}
    ministers = {
        role.person for role in roles if role.office.endswith("_minister") and role.office != "deputy_minister"
    }
    governing = {
        role.person for role in roles if role.office.endswith("minister") and role.tenure not in ("former", "elect")
    }
    kept: list[Role] = []
    for role in roles:
        if role.office == "leader" and (role.person, role.object) in heads:
            continue
        address = role.office == "ambassador" and role.title.object is None and role.rule == "role.title_name"
        if address and role.person in others:
            continue
        styled = role.office == "legislator" and role.title.form in _STYLES and role.rule == "role.title_name"
        if styled and role.title.object is None and role.person in governing:
            continue
        if role.title.form == "minister" and role.office == "minister" and role.person in ministers:
            continue
        kept.append(role)
    return kept


def role_findings(reading: Reading, roles: Sequence[Role]) -> Iterator[Finding]:
    """A finding for each statement; of several tenures of one office the stated one counts for all."""
    stated = one_tenure(roles)
    for role in roles:
        yield Finding(
            predicate="role",
            subject=role.person.entity,
            value=role.office,
            object=role.object,
            evidence=reading.evidence(role.start, role.end, role.rule),
            tenure=stated.get((role.person, role.office, role.object), "incumbent"),
            title=reading.text(role.title.start, role.title.end),
        )
