"""What `spacy train --code` loads: the augmenter, a shuffling reader, and numpy's matrix product."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.training import Corpus, Example
from spacy.util import registry
from thinc.api import NumpyOps, set_current_ops

sys.path.insert(0, str(Path(__file__).parent))
import augment  # noqa: F401  (registers the augmenter)

# Faster than the product of blis where numpy comes with OpenBLAS.
set_current_ops(NumpyOps(use_blis=False))


@registry.readers("summitry.shuffled.v1")  # type: ignore[untyped-decorator]
def create_reader(
    path: Path, augmenter: Callable[[Language, Example], Iterator[Example]]
) -> Callable[[Language], Iterable[Example]]:
    """Read a `.spacy` file anew for every epoch, in another order, through the augmenter."""
    return Corpus(path, augmenter=augmenter, shuffle=True)
