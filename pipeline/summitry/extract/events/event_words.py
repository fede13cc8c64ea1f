"""Words that several readers of events share."""

from __future__ import annotations

from typing import Final

ARTICLES: Final = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "these", "those"})
DASHES: Final = frozenset({"-", "–", "—"})
LEADING: Final = frozenset({"leader", "president", "prime_minister", "monarch", "crown_prince", "supreme_leader"})
