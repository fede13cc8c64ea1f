"""Inflected forms of the verbs that cues name by their base form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Form = Literal["base", "s", "past", "part", "ing"]

_IRREGULAR: Final = {
    "be": ("was", "been", "being"),
    "become": ("became", "become", "becoming"),
    "begin": ("began", "begun", "beginning"),
    "bind": ("bound", "bound", "binding"),
    "bring": ("brought", "brought", "bringing"),
    "choose": ("chose", "chosen", "choosing"),
    "come": ("came", "come", "coming"),
    "die": ("died", "died", "dying"),
    "do": ("did", "done", "doing"),
    "draw": ("drew", "drawn", "drawing"),
    "drive": ("drove", "driven", "driving"),
    "fall": ("fell", "fallen", "falling"),
    "find": ("found", "found", "finding"),
    "flee": ("fled", "fled", "fleeing"),
    "fly": ("flew", "flown", "flying"),
    "freeze": ("froze", "frozen", "freezing"),
    "get": ("got", "got", "getting"),
    "give": ("gave", "given", "giving"),
    "go": ("went", "gone", "going"),
    "have": ("had", "had", "having"),
    "hold": ("held", "held", "holding"),
    "uphold": ("upheld", "upheld", "upholding"),
    "keep": ("kept", "kept", "keeping"),
    "lay": ("laid", "laid", "laying"),
    "lead": ("led", "led", "leading"),
    "leave": ("left", "left", "leaving"),
    "let": ("let", "let", "letting"),
    "lie": ("lay", "lain", "lying"),
    "tear": ("tore", "torn", "tearing"),
    "lose": ("lost", "lost", "losing"),
    "make": ("made", "made", "making"),
    "meet": ("met", "met", "meeting"),
    "overthrow": ("overthrew", "overthrown", "overthrowing"),
    "pay": ("paid", "paid", "paying"),
    "put": ("put", "put", "putting"),
    "quit": ("quit", "quit", "quitting"),
    "read": ("read", "read", "reading"),
    "run": ("ran", "run", "running"),
    "say": ("said", "said", "saying"),
    "see": ("saw", "seen", "seeing"),
    "seek": ("sought", "sought", "seeking"),
    "send": ("sent", "sent", "sending"),
    "set": ("set", "set", "setting"),
    "shake": ("shook", "shaken", "shaking"),
    "shut": ("shut", "shut", "shutting"),
    "sit": ("sat", "sat", "sitting"),
    "speak": ("spoke", "spoken", "speaking"),
    "spend": ("spent", "spent", "spending"),
    "stand": ("stood", "stood", "standing"),
    "swear": ("swore", "sworn", "swearing"),
    "take": ("took", "taken", "taking"),
    "tell": ("told", "told", "telling"),
    "throw": ("threw", "thrown", "throwing"),
    "win": ("won", "won", "winning"),
    "withdraw": ("withdrew", "withdrawn", "withdrawing"),
    "write": ("wrote", "written", "writing"),
}
PASTS: Final = frozenset(past for past, _, _ in _IRREGULAR.values())
_DOUBLED: Final = frozenset(
    {
        "beg",
        "skip",
        "strip",
        "rip",
        "scrap",
        "step",
        "stop",
        "plan",
        "drop",
        "bar",
        "ban",
        "chat",
        "quit",
        "travel",
        "cancel",
        "confer",
        "wrap",
        "snub",
        "permit",
        "admit",
        "readmit",
        "expel",
        "submit",
        "tap",
        "tour",
    }
) - {"tour"}


class Inflected(NamedTuple):
    """A form of a verb phrase, as its lower-case words, and which form it is."""

    words: tuple[str, ...]
    form: Form


def inflect(phrase: str) -> Iterator[Inflected]:
    """Every form of a verb phrase in its base form; the first word is inflected ("take part in")."""
    head, *rest = phrase.lower().replace("-", " - ").split()
    before: tuple[str, ...] = ()
    if rest[:1] == ["-"]:  # "co-chair": the verb is behind the hyphen
        before, (head, *rest) = (head, "-"), rest[1:]
    for form, word in _forms(head):
        yield Inflected((*before, word, *rest), form)


def _forms(verb: str) -> Iterator[tuple[Form, str]]:
    yield "base", verb
    if verb == "be":
        for word in ("is", "are", "am", "'s", "’s"):
            yield "s", word
        for word in ("was", "were"):
            yield "past", word
        yield "part", "been"
        yield "ing", "being"
        return
    consonant_y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    if verb == "have":
        yield "s", "has"
    elif consonant_y:
        yield "s", verb[:-1] + "ies"
    else:
        yield "s", verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if verb in _IRREGULAR:
        past, part, ing = _IRREGULAR[verb]
        yield "past", past
        yield "part", part
        yield "ing", ing
        return
    stems = [verb]
    if verb in _DOUBLED:
        stems = [verb + verb[-1]] + ([verb] if verb in ("travel", "cancel") else [])
    for stem in stems:
        if stem.endswith("e"):
            past = stem + "d"
            ing = (stem[:-1] if not stem.endswith(("ee", "oe", "ye")) else stem) + "ing"
        elif consonant_y:
            past, ing = stem[:-1] + "ied", stem + "ing"
        else:
            past, ing = stem + "ed", stem + "ing"
        yield "past", past
        yield "part", past
        yield "ing", ing
