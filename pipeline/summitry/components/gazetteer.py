"""Names of the lexicon in the tokens: countries, demonyms, capitals, seats, places, organisations, treaties."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from summitry.components.mentions import Mention, MentionKind, longest_first
from summitry.lexicon import Lexicon

Entry = tuple[str, MentionKind, str, str]

_SHORTEST_UPPER_CASE = 4  # shorter names in capitals are acronyms of something else ("CHAD", but not "PAN")


class Gazetteer:
    """Match every name of a lexicon by its exact tokens (case matters), longest first.

    Country names, demonyms and names of organisations in several words are found in capitals too, as headlines have
    them.
    """

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        self._matcher = PhraseMatcher(tokenizer.vocab, attr="ORTH")
        self._entries: dict[int, tuple[MentionKind, str, str]] = {}
        forms: dict[tuple[MentionKind, str, str], list[Doc]] = {}
        for text, kind, name, form in _entries(lexicon):
            for spelling in dict.fromkeys((text, text.replace("'", "’"))):
                forms.setdefault((kind, name, form), []).append(tokenizer(spelling))
        for entry, docs in forms.items():
            key = "|".join(entry)
            self._matcher.add(key, docs)
            self._entries[tokenizer.vocab.strings[key]] = entry
        self._traps = {trap.form: trap for trap in lexicon.traps}
        self._phrases = PhraseMatcher(tokenizer.vocab, attr="ORTH")
        for trap in lexicon.traps:
            self._phrases.add(trap.form, [tokenizer(phrase) for phrase in trap.phrases])

    def match(self, doc: Doc) -> list[Mention]:
        """The mentions of `doc`, in order, without overlaps."""
        found = []
        for key, start, end in self._matcher(doc):
            kind, name, form = self._entries[key]
            found.append(Mention(start, end, kind, name, form))
        inside = {i: doc.vocab.strings[key] for key, start, end in self._phrases(doc) for i in range(start, end)}
        return [m for m in longest_first(found) if not self._is_trap(doc, m, inside)]

    def _is_trap(self, doc: Doc, mention: Mention, inside: dict[int, str]) -> bool:
        trap = self._traps.get(doc[mention.start : mention.end].text)
        if trap is None:
            return False
        before = doc[mention.start - 1].text if mention.start else ""
        after = doc[mention.end].text if mention.end < len(doc) else ""
        return inside.get(mention.start) == trap.form or before in trap.before or after in trap.after


def _entries(lexicon: Lexicon) -> Iterator[Entry]:
    for country in lexicon.countries:
        key = country.code
        for text in (country.name, *country.aliases):
            yield text, "country", key, ""
            if len(text) >= _SHORTEST_UPPER_CASE:
                yield text.upper(), "country", key, ""
        for text in country.demonyms:
            yield text, "demonym", key, "adjective"
            yield text.upper(), "demonym", key, "adjective"
        for text in country.nouns:
            if text not in country.demonyms:
                yield text, "demonym", key, "noun"
        for text in country.capitals:
            yield text, "capital", key, ""
        for text in country.seats:
            yield text, "seat", key, ""
    for place in lexicon.places:
        yield place.name, "place", place.alpha2, place.kind
    for organisation in lexicon.organisations:
        kind: MentionKind = "treaty" if organisation.kind == "treaty" else "organisation"
        for text in organisation.forms:
            yield text, kind, organisation.name, organisation.kind
            if " " in text and not text.isupper():
                yield text.upper(), kind, organisation.name, organisation.kind
    for institution in lexicon.institutions:
        yield institution.form, "institution", institution.alpha2, institution.kind
