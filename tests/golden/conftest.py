"""Golden tests run where they are asked for: `GOLDEN=1 pytest tests/golden`."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("GOLDEN") else ["test_*.py"]
