"""Data of a YAML file against a schema: a model, or faults that say where, what is wrong, and what would be right."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.rules.phrase import did_you_mean
from monitor.rules.yamlfile import YamlFile

Model = TypeVar("Model", bound=BaseModel)


def check(file: YamlFile, model: type[Model]) -> Model | None:
    """The file's data as `model`; None if it does not fit, with the reasons added to the file's faults."""
    if file.data is None:
        return None
    if not isinstance(file.data, dict):
        file.faults.append(file.fault((), f"expected `key: value` lines, found a {_kind(file.data)}"))
        return None
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        seen = set()
        for details in error.errors(include_url=False):
            path = file.resolve(details["loc"])
            message = _message(dict(details), error, model)
            if (path, message) not in seen:
                seen.add((path, message))
                file.faults.append(file.fault(path, message))
        return None


_NEEDED = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "a text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a block of `key: value` lines",
    "model_type": "a block of `key: value` lines",
    "model_attributes_type": "a block of `key: value` lines",
}
"""What a value should have been, by pydantic's names of errors."""


def _message(details: dict[str, Any], error: ValidationError, model: type[BaseModel]) -> str:
    kind, loc, given = details["type"], details["loc"], details.get("input")
    key = next((str(part) for part in reversed(loc) if not isinstance(part, int)), "")
    context = details.get("ctx", {})
    if kind == "extra_forbidden" and given is None:  # - {count}
        return f'unknown key `{key}`; if a phrase is meant, put it into quotes: "{{{key}}}"'
    if kind == "extra_forbidden":
        return f"unknown key `{key}`{did_you_mean(key, _keys_at(loc, model), lambda word: f'`{word}`')}"
    if kind == "missing":
        return f"the key `{key}` is missing"
    if kind == "literal_error":
        known = [word.strip(" '") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        if loc and loc[-1] == "[key]":
            key = "near/not"
        what = "fact type" if key == "type" else f"`{key}`"
        return f"unknown {what} {given!r}{did_you_mean(str(given), known)} (one of {', '.join(known)})"
    if kind == "string_pattern_mismatch" and "scope" in loc:
        scopes = ["text", "title", "caption", "lead", "note", "page", "metadata.author"]
        return f"unknown `scope` {given!r}{did_you_mean(str(given), scopes)} (one of {', '.join(scopes)} or its like)"
    if kind == "string_pattern_mismatch":
        return f"`{key}` may have a-z, 0-9, `_` and `-`, and begins with a letter; found {given!r}"
    if key == "between" and "facts" in loc:
        return f"`between` needs `[lowest, highest]`, two numbers; found {given!r}"
    if kind == "too_short":
        return f"`{key}` may not be empty"
    if kind in _NEEDED:
        return f"`{key}`: {_NEEDED[kind]} is needed, found {_kind(given)}"
    return f"`{key}`: {details['msg'][0].lower()}{details['msg'][1:]}, found {_kind(given)}"


def _keys_at(loc: tuple[int | str, ...], whole: type[BaseModel]) -> list[str]:
    """The keys that may stand beside an unknown one, told by the part of the file that it is in; of the whole file all
    of them, and the one that makes a file a translation."""
    from monitor.rules import schema

    names = [part for part in loc[:-1] if isinstance(part, str)]
    last = names[-1] if names else ""
    by_place: dict[str, type[BaseModel]] = {
        "facts": schema.FactModel,
        "phrases": schema.PhraseModel,
        "tests": schema.TestModel,
        "references": schema.ReferenceModel,
        "cues": schema.CueModel,
        "numbers": schema.NumbersModel,
        "attribution": schema.AttributionModel,
    }
    model = by_place.get(last)
    if names[-2:-1] == ["facts"] and last in loc[-2:-1]:  # by its id, as a translation has it
        model = schema.TranslatedFactModel
    elif names[-2:-1] == ["translations"]:
        model = schema.TranslationModel
    elif "values" in names:
        model = schema.PhraseModel
    elif "subjects" in names:
        model = schema.SubjectModel
    elif "qualifiers" in names:
        model = schema.QualifierModel
    if not names:
        model = whole
    keys = [field.alias or name for name, field in model.model_fields.items()] if model else []
    return [*keys, "translates"] if model is schema.PackModel else keys


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else repr(value)
