"""`python -m summitry.export > docs/codebook.md` writes the codebook."""

from __future__ import annotations

import sys

from summitry.export.codebook import markdown

sys.stdout.buffer.write(markdown().encode("utf-8"))
