"""Says facts in a few words: "president of Russia", "attending the Group of Seven summit, planned"."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.records import (
    Country,
    EventRecord,
    Founded,
    Legal,
    Membership,
    Organisation,
    Participation,
    Role,
    Treaty,
)

Events = Mapping[str, EventRecord]

_PARTS = {"delegate": "a delegate at", "invited": "invited to", "absent": "absent from", "excluded": "excluded from"}
_PARTS |= {"attending": "attending", "hosting": "hosting", "represented": "represented at", "virtual": "by video at"}
_STANDINGS = {
    "founder": "founder of",
    "joining": "joining",
    "candidate": "candidate for",
    "observer": "observer of",
    "dialogue_partner": "dialogue partner of",
    "observer_or_partner": "observer or dialogue partner of",
    "guest": "guest of",
    "suspended": "suspended from",
    "leaving": "leaving",
    "left": "left",
    "non_member": "not a member of",
    "member": "member of",
    "party": "party to",
    "signatory": "signatory of",
    "non_party": "not a party to",
    "withdrew": "withdrew from",
}


def role_words(role: Role) -> str:
    """Word an office with its tenure, as "acting president of Iran"."""
    office = role.office.replace("_", " ")
    tenure = "" if role.tenure == "incumbent" else f"{role.tenure} "
    served = f" of {role.country.name}" if role.country else f", {role.organisation.name}" if role.organisation else ""
    return tenure + office + served


def status_words(status: Participation | Membership | Treaty | Legal, events: Events) -> str:
    """Word a status; a participation by the event it is at."""
    if isinstance(status, Participation):
        words = f"{_PARTS[status.status]} {_occasion(status, events)}"
        told = [_unless_asserted(status.assertion), status.date, status.delegate and f"sends {status.delegate}"]
        return _with(words, *told, status.reason and f"reason: {status.reason}")
    if isinstance(status, Membership):
        words = f"{_STANDINGS[status.status]} {_short(status.organisation)}"
        return _with(words, _unless_asserted(status.assertion), status.since and f"since {status.since}")
    if isinstance(status, Treaty):
        return _with(f"{_STANDINGS[status.status]} {status.treaty.name}", _unless_asserted(status.assertion))
    by = f" by {status.by.name}" if status.by else ""
    return _with(f"{status.status}{by}", status.reason)


def founded_words(founded: Founded) -> str:
    return _with(f"founded in {founded.year}", founded.by and "by " + ", ".join(who.name for who in founded.by))


def event_words(event: EventRecord) -> str:
    """Word what an event is, where and when, as "summit of NATO in Vilnius, Lithuania, 11 July, planned"."""
    sides = [who.name for who in event.participants if who.part == "principal"]
    if event.event == "meeting":
        words = " met ".join(sides)
    elif event.event == "visit":
        words = f"{' '.join(sides)} visited {_name(event.place.country)}"
    elif event.organisation or event.name:
        words = f"{_short(event.organisation) if event.organisation else event.name} {event.event}"
    else:
        words = f"{event.event} of {', '.join(sides)}" if sides else event.event
    where = [event.place.city or event.place.text]
    if event.event != "visit" and event.place.country and event.place.country.name not in where:
        where.append(event.place.country.name)
    spot = ", ".join(part for part in where if part)
    return _with(f"{words}{f' in {spot}' if spot else ''}", event.dates.text, _unless_asserted(event.assertion))


def company_words(event: EventRecord) -> str:
    """List who was at an event besides its sides, by their part: "host: Italy; attendees: A, B"."""
    parts: dict[str, list[str]] = {}
    for who in event.participants:
        if who.part != "principal":
            parts.setdefault(who.part, []).append(who.name)
    return "; ".join(f"{part}{'s' if len(names) > 1 else ''}: {', '.join(names)}" for part, names in parts.items())


def _occasion(status: Participation, events: Events) -> str:
    event = events.get(status.event_id or "")
    if event is None:
        return f"an event of {_short(status.organisation)}" if status.organisation else "an event"
    name = status.organisation or event.organisation
    called = _short(name) if name else event.name
    return f"the {called} {event.event}" if called else f"the {event.event}"


def _short(organisation: Organisation) -> str:
    return organisation.acronym or organisation.name


def _name(country: Country | None) -> str:
    return country.name if country else ""


def _unless_asserted(assertion: str) -> str:
    return "" if assertion == "asserted" else assertion


def _with(words: str, *details: object) -> str:
    return ", ".join([words, *(str(detail) for detail in details if detail)])
