"""The JSON Schema of pack.yaml and exercise.yaml, for editors; docs/pack-schema.json is the same."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from grader.model import Exercise, Pack


class _Plain(GenerateJsonSchema):
    """Without the titles that pydantic makes of each key's name: they tell nobody anything."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        del schema
        return False


def pack_schema() -> str:
    """The schema, as the text of a file."""
    models = [(Pack, "validation"), (Exercise, "validation")]
    _, schema = models_json_schema(models, title="bootcamp packs", schema_generator=_Plain)  # type: ignore[arg-type]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["anyOf"] = [{"$ref": "#/$defs/Pack"}, {"$ref": "#/$defs/Exercise"}]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
