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
      - regex: |-
          (?x)(?P<count>\\d+)
          \\ docks
  - {id: term, title: Term, type: period, phrases: ["runs {period}", "ran {period}"]}
  - {id: aims, title: Aims, type: list, phrases: ["aims are {list}", "goals are {list}"]}
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


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ("It has 9 docks.", "berths: 16", r":13: (?x)(?P<count>\d+) \ docks: matched '9 docks', and gives"),
        ("It runs 2020-2024. Formerly it ran 2015-2019.", "term: {start: 2015, end: 2019}", "ran {period}: matched"),
        ("It runs 2020-2024. Formerly it ran 2015-2019.", "term: {value: {start: 2015, end: 2019}}", "ran {period}: "),
        ("Its aims are trade. Its goals are rest.", "aims: [trade]", "goals are {list}: matched"),
        ("Its aims are trade. Formerly its goals were rest.", "aims: [trade, rest]", "aims are {list}: matched"),
        ("Its aims are trade. Formerly its goals are rest.", "aims: [trade, rest]", "but it is said of the past"),
        ("Its aims are trade. Its goals are rest.", "aims: {state: ambiguous}", "aims are {list}: matched"),
    ],
)
def test_nearest_of_values_with_parts(make: Callable[..., Rulebook], text: str, expected: str, told: str) -> None:
    """The phrase of the period that is expected; of the member of a list that is missing, or one too many."""
    book = make(FACTS, f"tests:\n  - {{text: '{text}', expect: {{{expected}}}}}")
    [result] = run_tests(book)
    line = nearest(result, book)
    assert not result.passed
    assert told in str(line)
    assert "\n" not in str(line)


def test_nearest_of_a_fact_that_is_not_worded(make: Callable[..., Rulebook]) -> None:
    """Nothing was tried: the language is why."""
    translation = "{fr: {facts: {berths: {phrases: '{count} quais'}}, tests: [{text: Un port., expect: {term: absent, aims: [x]}}]}}"
    book = make(FACTS, f"languages: [en, fr]\ntranslations: {translation}")
    [result] = [result for result in run_tests(book) if not result.passed]
    assert "the page is in `fr`; this fact is worded in `en`" in str(nearest(result, book))
