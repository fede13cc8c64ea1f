"""The JSON Schemas stand as the models say."""

from __future__ import annotations

import json
from pathlib import Path

from summitry.records import KINDS, SCHEMA_VERSION, schemas

FOLDER = Path(__file__).parents[2] / "schemas"


def test_schemas_are_current() -> None:
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    assert written == schemas(), "schemas/ is stale: schemas/README.md has the command that writes it"


def test_schemas_demand_every_field_and_no_other() -> None:
    for kind, model in KINDS.items():
        schema = schemas()[f"{kind}.schema.json"]
        assert schema["version"] == SCHEMA_VERSION
        assert schema["required"] == list(model.model_fields)
        assert schema["additionalProperties"] is False
