"""Reads all standings and foundations of a reading.

Verbs ("joined", "suspended"), nouns of a status ("a member of", "observers include"), nouns of a step ("Kosovo's bid")
and lists are read apart; what a clause leaves out ("as do A and B", "C is not") is copied from the standing before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summitry.extract.events.events import EventMention
from summitry.extract.language.frames import Frame, FrameReader
from summitry.extract.people.actors import Actors
from summitry.extract.reading import Reading
from summitry.extract.roles.served import Served
from summitry.extract.standings.foundings import foundings
from summitry.extract.standings.standing_checklists import standings_of_checklists
from summitry.extract.standings.standing_ellipses import standings_gapped, standings_left_out
from summitry.extract.standings.standing_exceptions import standings_by_exception
from summitry.extract.standings.standing_lists import standings_in_lists
from summitry.extract.standings.standing_makeup import standings_of_makeup
from summitry.extract.standings.standing_nouns import standings_of_nouns
from summitry.extract.standings.standing_references import BodyReferences
from summitry.extract.standings.standing_seats import standings_of_seats
from summitry.extract.standings.standing_steps import standings_of_steps
from summitry.extract.standings.standing_verbs import standings_of_verbs
from summitry.extract.standings.standing_words import Words
from summitry.extract.standings.standings import Founding, Ground, Standing, Standings
from summitry.extract.standings.states import States, plain_events
from summitry.lexicon import Lexicon

_ADVERBS: Final = frozenset(
    {"also", "still", "already", "now", "since", "then", "later", "formally", "officially", "both", "all", "first"}
)


class StandingReader:
    """Reads the standings of a reading with the cues of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = Words(lexicon)
        self._frames = FrameReader(lexicon, verbs="standing", nouns="")

    def read(self, reading: Reading, actors: Actors, events: list[EventMention], served: Served) -> Standings:
        """All standings and foundations in the order of the text."""

        references = BodyReferences(reading)
        if not references.all:
            return Standings(
                Ground(reading, self._words, references, States(reading, actors, references, served, self._words))
            )
        states = States(reading, actors, references, served, self._words)
        ground = Ground(reading, self._words, references, states)
        plain = plain_events(events, states)
        ground.frames = [
            [
                _mended(reading, frame, self._words)
                for frame in self._frames.read(reading, s, states.actors, plain)
                if reading.lower[frame.start] not in ("'s", "’s")
            ]
            for s in reading.sentences
        ]
        found: list[Standing] = []
        years: list[Founding] = []
        for sentence in reading.sentences:
            founded = list(foundings(ground, sentence))
            years.extend(f for f in founded if isinstance(f, Founding))
            here = [
                *(f for f in founded if isinstance(f, Standing)),
                *standings_of_verbs(ground, sentence),
                *standings_of_nouns(ground, sentence),
                *standings_of_steps(ground, sentence),
                *standings_in_lists(ground, sentence),
                *standings_of_makeup(ground, sentence),
                *standings_of_seats(ground, sentence),
                *standings_by_exception(ground, sentence),
                *standings_of_checklists(ground, sentence),
            ]
            here.sort(key=lambda s: (s.start, s.end, s.status, s.state))
            found.extend(here)
            left_out = list(standings_left_out(ground, sentence, here, found))
            found.extend(left_out)
            found.extend(standings_gapped(ground, sentence, [*here, *left_out]))
        return Standings(ground, found, years)


def _mended(reading: Reading, frame: Frame, words: Words) -> Frame:
    """A verb whose past looks like its base ("was set up", "has quit") in the form that its auxiliary gives it."""
    before = [w for w in reading.lower[frame.clause[0] : frame.start] if w not in _ADVERBS]
    opening = frame.start == frame.sentence.start or reading.lower[frame.start - 1] in words["bodies"] | {","}
    if frame.form == "base" and opening and reading.lower[frame.end] in ("in", "by", "on"):
        return replace(frame, form="part")  # "Set up in 1997, the bloc"
    if frame.form != "base" or not before:
        return frame
    if {"is", "are", "was", "were", "been", "be"}.intersection(before[-2:]) and "to" not in before[-2:]:
        return replace(frame, form="passive", voice=replace(frame.voice, passive=True))
    return (
        replace(frame, form="part")
        if {"has", "have", "had"}.intersection(before[-2:]) and "to" not in before[-2:]
        else frame
    )
