"""Digits in groups of three are one number, whatever parts them."""

from __future__ import annotations

import pytest

from monitor import resources
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import load

PACK = """
id: fires
title: Fires
languages: [en, fr]
facts:
  - {id: area, title: Area, type: count, phrases: ["burned ...3 {count} hectares", "{count} hectares"]}
  - {id: cost, title: Cost, type: money, phrases: "{money}"}
translations:
  fr:
    facts:
      area: {phrases: "ravagé ...3 {count} hectares"}
"""


@pytest.mark.parametrize(
    ("language", "text", "fact", "value"),
    [
        ("en", "It burned 4 200 hectares.", "area", 4200),
        ("en", "It burned 4\u202f200 hectares.", "area", 4200),
        ("en", "It burned 1,234,500 hectares.", "area", 1_234_500),
        ("en", "In 2023 200 hectares burned.", "area", 200),
        ("en", "It burned 4 2000 hectares.", "area", 2000),
        ("en", "The damage is $12 400 000.", "cost", "USD 12400000"),
        ("fr", "Le feu a ravagé plus de 14\u00a0200 hectares.", "area", 14200),
    ],
)
def test_groups(language: str, text: str, fact: str, value: object) -> None:
    """Commas and spaces part thousands; a year before a number does not belong to it."""
    found = extract(document(text, language=language), load({"pack.yaml": PACK}, resources.lexicons()))
    assert found[fact].value == value


def test_the_end_of_a_number_is_no_number() -> None:
    """What is left of an amount of money is not counted."""
    found = extract(
        document("It burned $4 200 hectares.", language="en"), load({"pack.yaml": PACK}, resources.lexicons())
    )
    assert "area" not in found
