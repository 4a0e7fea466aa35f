"""docs/rules.md is true: its packs load and hold their own tests, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.facts import extract, run_tests, warnings
from monitor.facts.explain import explain
from monitor.facts.selftest import document
from monitor.model import Value
from monitor.report.explained import explain_text
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


def test_a_language_in_a_file_of_its_own_holds(lexicons: dict[str, str]) -> None:
    """The file that the text shows, beside a pack of that name."""
    [elsewhere] = re.findall(r"```yaml\n(translates: .*?)```", TEXT, re.DOTALL)
    pack = next(example for example in EXAMPLES if "translations:" in example).partition("translations:")[0]
    book = load({"ferries.yaml": pack, "ferries.ru.yaml": elsewhere}, lexicons)
    assert [str(result) for result in run_tests(book) if not result.passed] == []
    assert (book.packs[0].languages, warnings(book)) == (("en", "ru"), [])


def test_every_key_and_slot_is_documented() -> None:
    """No key of a rule file, type or slot goes without a word."""
    for model in (
        schema.PackModel,
        schema.TranslationFileModel,
        schema.FactModel,
        schema.PhraseModel,
        schema.TestModel,
        schema.SubjectModel,
        schema.LanguageModel,
        schema.NumbersModel,
        schema.DatesModel,
        schema.AttributionModel,
    ):
        for name, field in model.model_fields.items():
            assert f"`{field.alias or name}`" in TEXT, name
    for kind, slots in SLOTS_OF_TYPE.items():
        assert f"| `{kind}` |" in TEXT
        assert all(f"`{{{slot}}}`" in TEXT for slot in slots)
    assert len(EXAMPLES) >= 3


def one(lexicons: dict[str, str], fact: str, text: str, language: str = "en") -> Value | None:
    """What a fact of one line reads."""
    pack = f"id: a\ntitle: A\nlanguages: [{language}]\nfacts:\n  - {{id: x, title: X, {fact}}}\n"
    found = extract(document(text, language=language), load({"a.yaml": pack}, lexicons))
    return found["x"].value if "x" in found else None


def test_what_is_said_of_french_numbers_and_of_lists_holds(lexicons: dict[str, str]) -> None:
    """A round number with and without its `d'`; where a series of items ends, and what a list takes in."""
    [phrase] = re.findall(r"`(\{count\} \[d'[^`]*)`", TEXT)
    for text, number in (("une quinzaine d'arrêts", 15), ("quinze arrêts", 15), ("une dizaine d’arrêts", 10)):
        assert one(lexicons, f'type: count, phrases: "{phrase}"', f"La ligne a {text}.", "fr") == number
    text, fact = (
        "It was built by Lund, Abbot and Hobbs under a contract.",
        "type: list, items: {Abbot: Abbot, Lund: Lund}",
    )
    assert one(lexicons, f"{fact}, phrases: 'built by {{list}}'", text) == ("Abbot", "Hobbs under a contract", "Lund")
    assert one(lexicons, f"{fact}, unknown: left_out, phrases: 'built by {{list}}'", text) == ("Abbot", "Lund")
    assert one(lexicons, f"{fact}, phrases: 'built by {{item}}'", "Built by Lund, Hobbs and Abbot.") == ("Lund",)


def test_the_explanation_is_what_the_program_prints(lexicons: dict[str, str]) -> None:
    """The output that the tutorial shows, of the pack that it has made by then."""
    book = load({"rules/ferries.yaml": EXAMPLES[1]}, lexicons)
    page = "The company bought another three fast ferries for its new line. The navy has 40 ships near the islands."
    [shown] = re.findall(r"```console\n\$ monitor rules explain ferry_count news.txt\n(.*?)```", TEXT, re.DOTALL)
    assert explain_text("news.txt", explain(document(page), book, "ferry_count")) == shown
