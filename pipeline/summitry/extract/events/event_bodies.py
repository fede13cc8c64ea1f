"""Whose an event is by the words behind its noun: "summit of the leaders of ASEAN", "session of the Council of ...".

The organisation may stand behind its leaders, its ministers or the body of them that sits.
"""

from __future__ import annotations

from typing import Final

from summitry.extract.events.event_words import DASHES, LEADING
from summitry.extract.reading import Reading
from summitry.findings import Entity

_COUNCILS: Final = frozenset({"European Council"})  # bodies that leaders sit in
_JOINT: Final = frozenset({"Commission", "Committee", "Mechanism", "Consultations", "Dialogue"})
_SITTING: Final = frozenset({"council", "committee", "commission", "board"})
_WHOLE: Final = frozenset({"Authority", "Assembly", "Council", "Committee", "Board"})
_OF_WHOLE: Final = frozenset({"general", "executive", "permanent", "governing", "ministerial"})
_STATES: Final = frozenset({"states", "countries", "nations", "members", "economies"})
_OPENING: Final = 8  # tokens of a sentence in which its subject stands
_AT_HOME: Final = frozenset({"national", "federal", "state", "central", "parliamentary", "electoral", "military"})
_NP_OPEN: Final = frozenset(
    {
        "the",
        "leaders",
        "heads",
        "head",
        "state",
        "and",
        "government",
        "of",
        "foreign",
        "finance",
        "defence",
        "defense",
        "trade",
        "ministers",
        "a",
        "all",
        "member",
        "members",
        "states",
        "council",
        "in",
        "southeast",
        "governments",
        "or",
        "countries",
        "nations",
        "bloc's",
        "assembly",
        "authority",
        "supreme",
    }
)
_SEATS: Final = frozenset({"authority", "assembly", "council", "conference", "committee", "supreme", "interstate"})
_LEADERS: Final = frozenset({"heads", "leaders", "presidents"})
_BELOW: Final = frozenset({"ministers", "ministerial", "foreign", "finance", "defence", "defense", "trade"})
_LONGEST_BODY: Final = 18  # tokens of "the Authority of Heads of State and Government of the ..."
ORGANISED: Final = frozenset({"alliance", "forum", "union", "organisation", "body"})
_PEOPLE_OF: Final = frozenset(
    {
        "leaders",
        "heads",
        "presidents",
        "ministers",
        "chiefs",
        "ambassadors",
        "envoys",
        "diplomats",
        "governors",
        "foreign",
    }
)
_AT_MEETING: Final = frozenset({
    "hold", "holds", "held", "holding", "at", "from", "for", "begin", "begins", "began", "open", "opens", "opened",
    "start", "starts", "started", "end", "ends", "ended", "conclude", "concluded", "attend", "attended", "attending",
    "during", "after", "convene", "convened", "in", "into", "up",
})  # fmt: skip
_TWO_SIDED: Final = frozenset({"with", "between"})
_OTHER_CLAUSE: Final = frozenset({"that", "which", "who", "whose", "where", "but", "because", "said", "says", "on"})
_WITHIN: Final = 14  # tokens before a meeting in which those who meet are named
GROUPS: Final = frozenset(
    {
        "bloc",
        "alliance",
        "group",
        "organisation",
        "organization",
        "grouping",
        "association",
        "body",
        "community",
        "forum",
        "union",
        "club",
    }
)


def sitting_of(reading: Reading, end: int) -> tuple[Entity, int, str] | None:
    """The organisation of whose leaders or ministers a sitting is, the end of the phrase, and the kind.

    "Ordinary Session of the Authority of Heads of State and Government of ECOWAS", "meeting of the Council of Foreign
    Ministers of the OTS"; the kind is "summit" for leaders, "" for others.
    """
    if reading.lower[end : end + 1] != ["of"]:
        return None
    sentence = reading.sentences[reading.sentence_at[end - 1]]
    inside: list[str] = []
    k = end + 1
    while k < sentence.end and k - end < _LONGEST_BODY:
        mention = reading.mention_at[k]
        if mention is not None and mention.start == k and mention.kind == "organisation":
            stop = past_acronym(reading, mention.end)
            while stop < sentence.end and reading.lower[stop] in _SEATS and reading.words[stop][:1].isupper():
                inside.append(reading.lower[stop])  # "the GCC Supreme Council"
                stop += 1
            if reading.lower[stop : stop + 2] == ["of", "heads"]:
                inside.append("heads")  # "the ECOWAS Authority of Heads of State and Government"
                stop += 2
                while stop < sentence.end and reading.lower[stop] in ("of", "state", "and", "government"):
                    stop += 1
            top = bool(_LEADERS.intersection(inside)) and not _BELOW.intersection(inside)
            if not (top or _SEATS.intersection(inside) or _BELOW.intersection(inside)):
                return None
            return Entity("organisation", mention.name), stop, "summit" if top else ""
        word = reading.lower[k]
        if word == "(" and reading.lower[k + 2 : k + 3] == [")"]:
            k += 3
            continue
        if word not in _NP_OPEN and word not in _SEATS and not word.startswith("minister"):
            return None
        inside.append(word)
        k += 1
    return None


def joint_body(reading: Reading, end: int) -> tuple[Entity, int] | None:
    """A body of its own name whose sitting it is, and its end: "session of the A-B Joint Commission for Trade"."""
    if reading.lower[end : end + 2] != ["of", "the"]:
        return None
    sentence = reading.sentences[reading.sentence_at[end - 1]]
    first = k = end + 2
    last = 0
    while k < sentence.end and k - first < _LONGEST_BODY and reading.name_at[k] is None:
        small = reading.lower[k] in ("for", "on", "of", "and") or reading.words[k] in DASHES
        if not reading.words[k][:1].isupper() and not small:
            break
        joined = reading.words[k] == "Council" and bool(DASHES.intersection(reading.words[first:k]))
        if reading.words[k] in _JOINT or joined or (last and reading.words[k][:1].isupper()):
            last = k + 1
        k += 1
    if not last or last - first < 3:
        return None
    return Entity("event", reading.text(first, last)), last


def seat_behind(reading: Reading, end: int) -> int:
    """The end of "of the General Council", a body of the organisation that the text is about; 0 without one."""
    if reading.lower[end : end + 2] != ["of", "the"]:
        return 0
    if reading.words[end + 2 : end + 3] and reading.words[end + 2] in _WHOLE and reading.mention_at[end + 2] is None:
        return end + 3  # "the 77th meeting of the Authority"
    if not _OF_WHOLE.intersection(reading.lower[end + 2 : end + 3]):
        return 0
    return end + 4 if _SITTING.intersection(reading.lower[end + 3 : end + 4]) else 0


def sitting_body(reading: Reading, start: int) -> Entity | None:
    """The body whose sitting is told of at a token: "the A Council held its ...", "the A Council at a ..."."""
    sentence = reading.sentences[reading.sentence_at[start]]
    own = reading.lower[start] in ("its", "their")
    if not own and reading.lower[start - 1] != "at":
        return None
    if own:
        for i in range(sentence.start, min(sentence.start + _OPENING, start)):
            body = _body_at(reading, i, sentence.start)
            if body is not None:
                return body
    i = start - 2 if reading.lower[start - 1] == "at" else start - 1
    if reading.words[i] == ")" and reading.words[i - 2] == "(":
        i -= 3  # "the A Council (AC)"
    return _body_at(reading, i, sentence.start) if i > sentence.start else None


def _body_at(reading: Reading, last: int, floor: int) -> Entity | None:
    """The body whose name ends with a token: one of the lexicon, or of a name of its own that is not of a state."""
    if reading.lower[last] not in _SITTING or not reading.words[last][:1].isupper():
        return None
    mention = reading.mention_at[last]
    if mention is not None:
        return Entity("organisation", mention.name) if mention.kind == "organisation" else None
    first = last
    while first > floor and reading.words[first - 1][:1].isupper() and reading.lower[first - 1] != "the":
        first -= 1
    if last - first < 2 or _AT_HOME.intersection(reading.lower[first:last]):
        return None
    return Entity("event", reading.text(first, last + 1))


def past_acronym(reading: Reading, end: int) -> int:
    """The end of a name with the acronym in brackets and the heads of state that may follow it."""
    if reading.lower[end : end + 1] == ["("] and reading.lower[end + 2 : end + 3] == [")"]:
        end += 3
    title = reading.title_at[end] if end < len(reading.words) else None
    while title is not None and title.plural and title.office in ("leader", "prime_minister", "president"):
        end = title.end
        if reading.lower[end : end + 2] == ["and", "government"]:
            end += 2
        title = reading.title_at[end] if end < len(reading.words) else None
    return end


def complement(reading: Reading, end: int) -> tuple[Entity | None, int, bool, bool]:
    """The organisation behind the noun ("summit of the leaders of ASEAN"): entity, end, an organisation by its
    kind only ("of the bloc"), ministers."""
    if end >= len(reading.words) or reading.lower[end] not in ("of", "for", "with", "between"):
        return None, end, False, False
    sentence = reading.sentences[reading.sentence_at[end - 1]]
    k, below = end + 1, False
    of_states = _of_states(reading, k, sentence.end)
    if of_states is not None:
        return of_states[0], of_states[1], False, "ministers" in reading.lower[k : of_states[1]]
    while k < sentence.end:
        title = reading.title_at[k]
        mention = reading.mention_at[k]
        if mention is not None and mention.start == k and mention.kind == "organisation" and reading.lower[end] == "of":
            stop = mention.end
            if reading.words[stop : stop + 1] in (["'s"], ["’s"], ["'"], ["’"]) and reading.title_at[stop + 1] is None:
                break  # "the inauguration of the union's new building"
            after = reading.title_at[stop] if stop < sentence.end else None
            if after is not None and after.plural:
                below, stop = reading.lower[after.head] not in _LEADERS, after.end
            elif reading.lower[stop : stop + 1] == ["leaders"]:
                stop += 1
            return Entity("organisation", mention.name), stop, False, below
        if title is not None and title.plural:
            below = title.office not in LEADING
            if title.object is not None and title.object.kind == "organisation":
                return title.object, max(title.end, title.object_span[1] if title.object_span else 0), False, below
            if mention is not None:
                break
            k = max(title.end, k + 1)
            continue
        if reading.lower[k] in GROUPS and reading.lower[k - 1] in ("the", "this"):
            return None, k + 1, True, below
        if reading.lower[k] == "(" and reading.lower[k + 2 : k + 3] == [")"]:
            k += 3
            continue
        if (
            reading.lower[k] not in _NP_OPEN
            and not reading.lower[k].isdigit()
            and reading.words[k] not in DASHES
            and not reading.lower[k].endswith("member")
        ):
            break
        k += 1
    return None, end, False, below


def _of_states(reading: Reading, start: int, end: int) -> tuple[Entity, int] | None:
    """The organisation in brackets behind its states ("of the leaders of the Nordic states (NB8)"), and the end."""
    for k in range(start + 1, min(start + _LONGEST_BODY, end - 2)):
        if reading.words[k] == "(" and reading.lower[k - 1] in _STATES:
            mention = reading.mention_at[k + 1]
            if mention is not None and mention.kind == "organisation" and reading.words[mention.end] == ")":
                return Entity("organisation", mention.name), mention.end + 1
        if reading.name_at[k] is not None or reading.words[k] in (",", ";"):
            return None
    return None


def is_of_leaders(reading: Reading, start: int, end: int, subject: Entity | None) -> bool:
    """Whether the words behind a noun make it a summit ("a meeting of Commonwealth leaders")."""
    if subject is None or subject.kind != "organisation":
        return False
    return subject.name in _COUNCILS or bool(_LEADERS.intersection(reading.lower[start:end]))


def of_those_who_meet(reading: Reading, start: int, end: int) -> tuple[Entity, bool] | None:
    """The organisation whose members are at a meeting, and whether they are ministers or other people below leaders.

    "Ministers of the NBX countries rose from a meeting", "ASEAN foreign ministers opened two days of talks".
    """
    sentence = reading.sentences[reading.sentence_at[start]]
    if start == sentence.start or reading.lower[start - 1] not in _AT_MEETING or reading.lower[end] in _TWO_SIDED:
        return None
    for i in range(start - 2, max(sentence.start, start - _WITHIN) - 1, -1):
        mention = reading.mention_at[i]
        if reading.name_at[i] is not None or reading.words[i] in (";", ":") or reading.lower[i] in _OTHER_CLAUSE:
            return None
        if mention is None or mention.start != i:
            continue
        if mention.kind in ("capital", "place") and reading.lower[i - 1] in ("in", "at", "to"):
            continue
        if mention.kind != "organisation" or mention.form not in ORGANISED:
            return None
        around = reading.lower[max(sentence.start, i - 10) : mention.end + 4]
        whose = _PEOPLE_OF.intersection(around)
        if not whose or reading.words[mention.end : mention.end + 1] in (["'s"], ["’s"]):
            return None
        return Entity("organisation", mention.name), not whose & _LEADERS
    return None


def at_headquarters(reading: Reading, i: int) -> Entity | None:
    """The organisation at whose headquarters something is held ("a ceremony at NATO headquarters")."""
    seat = reading.mention_at[i] if i < len(reading.words) else None
    if seat is None:
        return None
    if seat.kind == "organisation":
        return Entity("organisation", seat.name) if reading.lower[seat.end : seat.end + 1] == ["headquarters"] else None
    name, _, noun = reading.text(seat.start, seat.end).rpartition(" ")
    found = reading.lexicon.organisation(name) if noun.lower() == "headquarters" else None
    return Entity("organisation", found.name) if found is not None else None
