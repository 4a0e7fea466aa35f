"""What a failed test says of the phrase that came nearest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.facts import run_tests
from monitor.facts.nearest import nearest
from monitor.rules import Rulebook

FACTS = """
  - id: berths
    title: Berths
    type: count
    phrases:
      - {phrase: "{count} berths", not: {sentence: [rotten]}}
      - {phrase: "quay for {count} ships", near: {sentence: [new]}}
"""


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        (
            "The rotten port had 16 berths.",
            "16",
            ":11: {count} berths: matched '16 berths', but not: 'rotten' stands in the",
        ),
        ("It has no 16 berths.", "16", "matched '16 berths', but it is denied by 'no'"),
        ("It has 16 berths.", "absent", ":11: {count} berths: matched '16 berths', and gives the value"),
        ("It has 9 berths, and a quay for 16 ships.", "16", ":12: quay for {count} ships: matched 'quay for 16 ships'"),
        ("A quay for ships is built.", "16", ":12: quay for {count} ships: matched 'quay for', but"),
        ("Nothing is built.", "16", None),
    ],
)
def test_nearest(make: Callable[..., Rulebook], text: str, expected: str, told: str | None) -> None:
    """The phrase that would give the expected value, else the one that gave another, was stopped, or came near."""
    book = make(FACTS, f"tests:\n  - {{text: '{text}', expect: {{berths: {expected}}}}}")
    [result] = run_tests(book)
    assert not result.passed
    line = nearest(result, book)
    assert line is None if told is None else told in str(line), line
