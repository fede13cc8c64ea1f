"""Make much of little: every epoch sees other people, countries, organisations, quotes, headlines and datelines.

Registers the augmenter `summitry.world_news.v1`; the draws depend on its seed alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from random import Random
from typing import Final

from names import WORDS, Name, Names
from scheme import LABELS, MISSING, Known, Span, read_known
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans, registry

Edit = tuple[int, int, str]

_TITLES: Final = re.compile(
    r"(?:(?:Prime|Foreign|Defen[cs]e|Finance|Interior|Deputy|Vice|Acting|Former|First|Chief|Crown) ){0,3}"
    r"(?:President|Minister|Premier|Chancellor|Secretary|Ambassador|Envoy|Governor|Mayor|King|Queen|Prince|General|Spokesman|"
    r"Spokeswoman|Leader|Senator|Secretary of State|Secretary-General) $"
)
_TOPICS: Final = tuple(WORDS["topics"])
_PARTIES: Final = tuple(WORDS["parties"])
_BODIES: Final = tuple(WORDS["bodies"])
_AGENCIES: Final = tuple(WORDS["agencies"])
_MONTHS: Final = tuple(WORDS["months"])
_DATELINES: Final = ("{c} ({a}) - ", "{c}, {d} ({a}) - ", "{c}, {d} - ", "{c} — ", "{c}, {d} ({a}): ", "{c} ({a}) — ")
_CURLY: Final = str.maketrans({"'": "’"})


class WorldNews:
    """Invents names of the world; every method draws from the generator that is handed in."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.names = Names()
        self._by_string = {
            country[key]: (number, key)
            for number, country in enumerate(known.countries)
            for key in ("noun", "capital", "people", "name")
        }

    def organisation(self, random: Random) -> str:
        """A made-up body, or one of the lexicon."""
        if random.random() < 0.35:
            return random.choice(self.known.organisations)
        country = random.choice(self.known.countries)
        pattern = random.choice(_BODIES).replace("{party}", random.choice(_PARTIES))
        return pattern.format(
            people=country["people"],
            country=country["name"],
            city=country["capital"],
            topic=random.choice(_TOPICS),
            family=self.names.draw(random).short,
        )

    def acronym(self, random: Random) -> str:
        """A short form in capitals, of the lexicon or invented."""
        if random.random() < 0.5:
            return random.choice(self.known.acronyms)
        return "".join(random.choices("ABCDEFGHIKLMNOPRSTU", k=random.choice((3, 3, 4, 4, 5))))

    def agency(self, random: Random) -> str:
        """A news agency."""
        return random.choice(_AGENCIES)

    def date(self, random: Random) -> str:
        """A day of a month."""
        return f"{random.choice(_MONTHS)} {random.randint(1, 28)}"

    def people(self, text: str, spans: list[Span], random: Random) -> Iterator[Edit]:
        """Give everybody another name, the same person the same one."""
        strings = {text[start:end] for start, end, label in spans if label == "PERSON"}
        chosen: dict[str, str] = {}
        for full in sorted(s for s in strings if " " in s):
            if any(c.isdigit() or c in ",()" for c in full) or full.isupper():
                continue
            name = self._like(full, random)
            chosen[full] = name.full
            for part in (full.split()[-1], full.split()[0]):
                chosen.setdefault(part, name.short)
        for start, end, label in spans:
            if label == "PERSON":
                string = text[start:end]
                if string not in chosen and " " not in string and string[:1].isupper() and string.isalpha():
                    chosen[string] = self.names.draw(random).short
                if string in chosen:
                    yield start, end, chosen[string]

    def _like(self, full: str, random: Random) -> Name:
        name = self.names.draw(random)
        if "." in full and random.random() < 0.3:  # keep some initials
            name = Name(f"{full.split()[0]} {name.short}", name.short)
        return name

    def countries(self, text: str, spans: list[Span], random: Random) -> Iterator[Edit]:
        """Exchange countries with their peoples and capitals, consistently."""
        chosen: dict[int, int] = {}
        for start, end, label in spans:
            if label in ("GPE", "NORP") and (found := self._by_string.get(text[start:end])):
                number, key = found
                other = chosen.setdefault(number, random.randrange(len(self.known.countries)))
                if replacement := self.known.countries[other][key]:
                    yield start, end, replacement

    def organisations(self, text: str, spans: list[Span], random: Random, rate: float) -> Iterator[Edit]:
        """Exchange some organisations: long names for long ones, acronyms for acronyms."""
        chosen: dict[str, str] = {}
        for start, end, label in spans:
            if label != "ORG":
                continue
            string = text[start:end]
            if string not in chosen:
                chosen[string] = string
                if random.random() < rate:
                    if " " in string:
                        chosen[string] = self.organisation(random)
                    elif string.isupper() and len(string) > 2:
                        chosen[string] = self.acronym(random)
            if chosen[string] != string:
                yield start, end, chosen[string]

    def titles(self, text: str, spans: list[Span]) -> Iterator[Edit]:
        """Titles before names in lower case, as many outlets write them."""
        for start, _, label in spans:
            if label == "PERSON" and (match := _TITLES.search(text, max(0, start - 60), start)):
                yield match.start(), match.end(), match.group().lower()


def apply(text: str, spans: list[Span], edits: list[Edit]) -> tuple[str, list[Span]]:
    """`text` with replacements, and the spans where they are then. An edit lies inside one span, or outside all."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = [(0, 0)]  # position in the old text, shift from there on
    position, shift = 0, 0
    for start, end, new in sorted(edits):
        if start < position:
            continue
        parts += [text[position:start], new]
        position = end
        shift += len(new) - (end - start)
        marks.append((end, shift))
    parts.append(text[position:])

    def move(offset: int) -> int:
        return offset + next(shift for mark, shift in reversed(marks) if mark <= offset)

    return "".join(parts), [(move(start), move(end), label) for start, end, label in spans]


def headline(text: str, spans: list[Span], random: Random) -> tuple[str, list[Span]]:
    """`text` below a headline: its first sentence in capitals, or in title case."""
    end = text.find(". ", 30)
    if not 30 < end < 160 or "\n" in text[:end] or any(s < end < e for s, e, _ in spans):
        return text, spans
    line = text[:end]
    if random.random() < 0.5:
        line = line.upper()
    else:
        line = re.sub(r"(?<![\w'’])[a-z](?=\w{3})", lambda match: match.group().upper(), line)
    if len(line) != end:
        return text, spans
    shift = end + 2
    above = [span for span in spans if span[1] <= end]
    return f"{line}\n\n{text}", above + [(s + shift, e + shift, label) for s, e, label in spans]


def dateline(text: str, spans: list[Span], news: WorldNews, random: Random) -> tuple[str, list[Span]]:
    """`text` after place, date and agency."""
    city = random.choice(news.known.countries)["capital"]
    city = city.upper() if random.random() < 0.6 else city
    agency, date = news.agency(random), news.date(random)
    form = random.choice(_DATELINES)
    head, spot, offset = "", [], 0
    for piece in re.split(r"(\{\w\})", form):
        string, label = {"{c}": (city, "GPE"), "{a}": (agency, "ORG"), "{d}": (date, "DATE")}.get(piece, (piece, ""))
        if label:
            spot.append((offset, offset + len(string), label))
        head += string
        offset += len(string)
    return head + text, spot + [(s + offset, e + offset, label) for s, e, label in spans]


def spans_of(doc: Doc) -> list[Span]:
    """Entities and missing runs of a document, as character spans."""
    spans = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    for missing, tokens in groupby(doc, key=lambda token: token.ent_iob == 0):
        run = list(tokens)
        if missing:
            spans.append((run[0].idx, run[-1].idx + len(run[-1]), MISSING))
    return sorted(spans)


def make_doc(nlp: Language, text: str, spans: list[Span]) -> Doc:
    """A document with entities; spans off the token boundaries are contracted, missing ones widened."""
    doc = nlp.make_doc(text)
    ents, missing = [], []
    for start, end, label in spans:
        if label == MISSING:
            missing.append(doc.char_span(start, end, label="", alignment_mode="expand"))
        elif label in LABELS:
            ents.append(doc.char_span(start, end, label=label, alignment_mode="contract"))
    kept = filter_spans([ent for ent in ents if ent is not None and ent.text.strip()])
    taken = {token.i for ent in kept for token in ent}
    unknown = [doc[t.i : t.i + 1] for span in missing if span is not None for t in span if t.i not in taken]
    doc.set_ents(kept, missing=filter_spans(unknown))
    return doc


@registry.augmenters("summitry.world_news.v1")  # type: ignore[untyped-decorator]
def create(
    seed: int,
    people: float,
    countries: float,
    organisations: float,
    titles: float,
    quotes: float,
    headlines: float,
    datelines: float,
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter; each rate is the share of documents changed in that way."""
    random = Random(seed)
    news = WorldNews(read_known())

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        text, spans = example.reference.text, spans_of(example.reference)
        edits: list[Edit] = []
        if random.random() < people:
            edits += news.people(text, spans, random)
        if random.random() < countries:
            edits += news.countries(text, spans, random)
        edits += news.organisations(text, spans, random, organisations)
        if random.random() < titles:
            edits += news.titles(text, spans)
        text, spans = apply(text, spans, edits)
        if random.random() < quotes:
            text = re.sub(r'"(?=\w)', "“", text.translate(_CURLY)).replace('"', "”")
        if random.random() < headlines:
            text, spans = headline(text, spans, random)
        if random.random() < datelines:
            text, spans = dateline(text, spans, news, random)
        yield Example(nlp.make_doc(text), make_doc(nlp, text, spans))

    return augment
