"""The closed vocabularies of the facts: offices, tenures, assertions, statuses, kinds of event.

Each vocabulary is a `Literal` type for the checker and a tuple, in the order of the type, for the code.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

EntityKind = Literal["person", "country", "organisation", "treaty", "event"]

Predicate = Literal["role", "participation", "membership", "treaty", "legal", "meeting", "visit", "founded", "event"]

Tenure = Literal["incumbent", "acting", "elect", "outgoing", "former"]

Assertion = Literal["asserted", "planned", "possible", "denied", "cancelled"]

ParticipationValue = Literal[
    "attending", "hosting", "absent", "excluded", "represented", "delegate", "invited", "virtual"
]

MembershipValue = Literal[
    "founder",
    "member",
    "joining",
    "candidate",
    "observer",
    "dialogue_partner",
    "observer_or_partner",
    "guest",
    "suspended",
    "leaving",
    "left",
    "non_member",
]

TreatyValue = Literal["party", "signatory", "non_party", "withdrew"]

LegalValue = Literal["wanted", "sanctioned", "detained", "convicted", "charged"]

EventKind = Literal["summit", "session", "conference", "talks", "ceremony", "meeting", "visit"]

MINISTERS: Final = frozenset(
    {"foreign_minister", "defence_minister", "finance_minister", "interior_minister", "minister"}
)

OFFICES: Final[tuple[str, ...]] = (
    "president",
    "prime_minister",
    "monarch",
    "crown_prince",
    "supreme_leader",
    "vice_president",
    "deputy_prime_minister",
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "interior_minister",
    "minister",
    "secretary_general",
    "commission_president",
    "council_president",
    "high_representative",
    "speaker",
    "ambassador",
    "envoy",
    "spokesperson",
    "security_adviser",
    "military_chief",
    "governor",
    "mayor",
    "legislator",
    "party_leader",
    "judge",
    "organisation_head",
    "leader",
    "official",
)

DEPUTY: Final = "deputy_"

ENTITY_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
PREDICATES: Final[tuple[Predicate, ...]] = get_args(Predicate)
TENURES: Final[tuple[Tenure, ...]] = get_args(Tenure)
ASSERTIONS: Final[tuple[Assertion, ...]] = get_args(Assertion)
PARTICIPATION_VALUES: Final[tuple[ParticipationValue, ...]] = get_args(ParticipationValue)
MEMBERSHIP_VALUES: Final[tuple[MembershipValue, ...]] = get_args(MembershipValue)
TREATY_VALUES: Final[tuple[TreatyValue, ...]] = get_args(TreatyValue)
LEGAL_VALUES: Final[tuple[LegalValue, ...]] = get_args(LegalValue)
EVENT_KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)


def is_office(value: str) -> bool:
    """Say whether `value` is an office of the vocabulary, or the deputy of one ("deputy_minister")."""
    return value.removeprefix(DEPUTY) in OFFICES
