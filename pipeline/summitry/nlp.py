"""The spaCy pipeline: the embedded model or any other, with the sentence component in front of it.

This is the one place that states what runs, in which order: sentences → ner → entities → gazetteer → titles → names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_suffix_regex
from thinc.api import use_ops

from summitry.components import entities as _entities  # noqa: F401  (registers the component)
from summitry.components import sentences as _sentences  # noqa: F401
from summitry.components.gazetteer import Gazetteer
from summitry.components.names import Names
from summitry.components.titles import Titles
from summitry.lexicon import Lexicon

EMBEDDED: Final = Path(__file__).with_name("model")
_END_OF_REPORT: Final = r"\./\."  # how some agencies end a text
_GLUED: Final = (r"(?<=[^\W\d_])\((?=[A-Z])", r"\.?\[(?=\d)")  # "Name(born", "Name.[2]"
_UNUSED: Final = ("tagger", "parser", "lemmatizer", "attribute_ruler", "senter", "textcat", "morphologizer")


@dataclass(frozen=True, slots=True)
class Matchers:
    """The matchers of one lexicon, bound to the tokenizer of one pipeline."""

    gazetteer: Gazetteer
    titles: Titles
    names: Names


def load_pipeline(model: str | Path | None = None) -> Language:
    """Load a spaCy pipeline by name or path, the embedded one by default, leaving out what is not used.

    Raises `OSError` where spaCy finds no such pipeline.
    """
    with use_ops("numpy", use_blis=False):  # numpy's matrix product: half as fast again as that of blis, same entities
        nlp = spacy.load(EMBEDDED if model is None else model, exclude=list(_UNUSED))
    if isinstance(nlp.tokenizer, Tokenizer):
        suffixes = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _END_OF_REPORT])
        nlp.tokenizer.suffix_search = suffixes.search
        nlp.tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED]).finditer
    if "summitry_sentences" not in nlp.pipe_names:
        nlp.add_pipe("summitry_sentences", first=True)
    if "summitry_entities" not in nlp.pipe_names:
        nlp.add_pipe("summitry_entities", last=True)
    return nlp


def load_matchers(nlp: Language, lexicon: Lexicon) -> Matchers:
    """Bind the matchers of `lexicon` to the tokenizer of `nlp`."""
    tokenizer = nlp.tokenizer
    return Matchers(Gazetteer(tokenizer, lexicon), Titles(tokenizer, lexicon), Names(lexicon))
