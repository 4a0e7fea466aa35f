"""docs/rules.md is true: its packs load and hold their own tests, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.facts import run_tests, warnings
from monitor.rules import load, schema
from monitor.rules.slots import SLOTS_OF_TYPE

TEXT = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(id: .*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_example_holds(example: str, lexicons: dict[str, str]) -> None:
    """A pack of the tutorial can be copied, and does what the text says."""
    book = load({"example.yaml": example}, lexicons)
    results = run_tests(book)
    assert results
    assert [str(result) for result in results if not result.passed] == []
    assert warnings(book) == []


def test_every_key_and_slot_is_documented() -> None:
    """No key of a rule file, type or slot goes without a word."""
    for model in (schema.PackModel, schema.FactModel, schema.PhraseModel, schema.TestModel, schema.SubjectModel):
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}`" in TEXT, name
    for kind, slots in SLOTS_OF_TYPE.items():
        assert f"| `{kind}` |" in TEXT
        assert all(f"`{{{slot}}}`" in TEXT for slot in slots)
    assert len(EXAMPLES) >= 3
