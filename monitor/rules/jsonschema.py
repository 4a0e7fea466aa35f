"""The JSON Schema of rule files: what editors complete and check them with.

It tells the shape; what phrases mean (their slots, lexicons and brackets) only `monitor rules test` can tell.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from monitor.rules.schema import PackModel, TranslationFileModel

_NAMES = {
    "PackModel": "pack",
    "TranslationFileModel": "translation_file",
    "PhraseModel": "phrase",
    "SubjectModel": "subject",
    "FactModel": "fact",
    "TestModel": "test",
    "ReferenceModel": "reference",
    "TranslationModel": "translation",
    "TranslatedFactModel": "wording",
}


class _Draft(GenerateJsonSchema):
    """Names of parts as docs/rules.md has them, and no titles made of Python's names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def rule_file_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one rule file, short forms included."""
    models: list[tuple[type[BaseModel], Literal["validation", "serialization"]]] = [
        (PackModel, "validation"),
        (TranslationFileModel, "validation"),
    ]
    _, shared = models_json_schema(models, by_alias=True, schema_generator=_Draft)
    pack, translation = (f"#/$defs/{model.__name__}" for model, _ in models)
    schema: dict[str, Any] = _rename(
        {"if": {"required": ["translates"]}, "then": {"$ref": translation}, "else": {"$ref": pack}, **shared}
    )
    return {"$schema": _Draft.schema_dialect, "title": "Rule file of monitor", "type": "object", **schema}


def _rename(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            _NAMES.get(key, key): _rename(part)
            for key, part in value.items()
            if key != "title" or isinstance(part, dict)
        }
    if isinstance(value, list):
        return [_rename(part) for part in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        name = value.removeprefix("#/$defs/")
        return "#/$defs/" + _NAMES.get(name, name)
    return value
