"""The JSON Schema that editors use: what loads fits it, and what it refuses does not load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.errors import RuleError
from monitor.rules import load
from monitor.rules.jsonschema import rule_file_schema
from monitor.rules.schema import FactModel, PackModel, TranslationFileModel
from monitor.rules.yamlfile import parse

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "rules").glob("*.yaml")), *sorted((ROOT / "monitor/data/starter/rules").glob("*.yaml"))]
VALIDATOR = Draft202012Validator(rule_file_schema())


def errors(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_one() -> None:
    """Valid by its own rules, with nothing of Python's names in it."""
    Draft202012Validator.check_schema(rule_file_schema())
    assert "Model" not in str(rule_file_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_packs_fit(file: Path) -> None:
    """Every pack that comes along."""
    assert errors(parse(file.name, file.read_text("utf-8")).data) == []


PACK = """
id: a
title: A
references: ["here", {title: there, url: "https://a.example"}]
lexicons: {ship: ship, boat: [boat, vessel]}
subjects: {navy: {own: Norway, other: [Sweden]}}
facts:
  - {id: f, title: F, type: count, subject: navy, yields_to: g, near: fleet, not: [toy], phrases: "{count} ships"}
  - {id: g, title: G, type: count, yields_to: [f], near: {passage: fleet}, phrases: {phrase: "{count} boats", priority: 1}}
  - {id: h, title: H, type: boolean, values: {"true": "is open", "false": [{phrase: "is closed"}]}}
tests: [{text: x, expect: {f: absent, g: 3, h: {value: true}}}]
"""


TRANSLATION = """
translates: a
language: fr
lexicons: {navire: [navire, bateau]}
subjects: {navy: {own: Norvège, other: [Suède]}}
facts: {f: {phrases: "{count} <navire>"}}
tests: [{text: trois navires, expect: {f: absent}}]
"""


def test_a_file_of_one_language_fits_and_loads(lexicons: dict[str, str]) -> None:
    """It is told from a pack by `translates`; an editor marks what a pack alone may have."""
    assert errors(parse("a.fr", TRANSLATION).data) == []
    assert load({"a.yaml": PACK, "a.fr.yaml": TRANSLATION}, lexicons).packs[0].languages == ("en", "fr")
    assert errors(parse("a.fr", TRANSLATION + "title: A\n").data)
    with pytest.raises(RuleError, match=r"a\.fr\.yaml:8:1: unknown key `title`"):
        load({"a.yaml": PACK, "a.fr.yaml": TRANSLATION + "title: A\n"}, lexicons)


def test_short_forms_fit_and_load(lexicons: dict[str, str]) -> None:
    """A text in place of a list or of a mapping, wherever a rule file may have one."""
    assert errors(parse("a", PACK).data) == []
    assert load({"a.yaml": PACK}, lexicons).titles.keys() == {"f", "g", "h"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: F,", "titel: F,"),
        ("type: count,", "type: counter,"),
        ("id: f,", "id: F!,"),
        ("near: fleet", "near: {page: fleet}"),
        ('phrases: "{count} ships"', "phrases: 16"),
        ("expect: {f: absent, g: 3, h: {value: true}}", "expect: {}"),
        ("own: Norway", "own: []"),
    ],
)
def test_what_an_editor_marks_does_not_load(lexicons: dict[str, str], right: str, wrong: str) -> None:
    """Unknown keys and values, wrong kinds, empty lists: both say so."""
    bad = PACK.replace(right, wrong, 1)
    assert bad != PACK
    assert errors(parse("a", bad).data)
    with pytest.raises(RuleError):
        load({"a.yaml": bad}, lexicons)


def test_all_keys_are_offered() -> None:
    """Completion knows every key of packs and facts, by the name that files use."""
    schema = rule_file_schema()
    assert set(schema["$defs"]["pack"]["properties"]) == set(PackModel.model_fields)
    assert set(schema["$defs"]["translation_file"]["properties"]) == set(TranslationFileModel.model_fields)
    fact = schema["$defs"]["fact"]["properties"]
    assert set(fact) == {field.alias or name for name, field in FactModel.model_fields.items()}
    assert "not" in fact
