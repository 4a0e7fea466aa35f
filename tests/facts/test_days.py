"""Relative days are told from the article's date, and only where the rule asks; limits for other numbers than whole ones."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.codec import value_to_json
from monitor.errors import RuleError
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook, load

PUBLISHED = "2023-07-13T08:00:00Z"  # a Thursday


@pytest.fixture(scope="module")
def book(lexicons: dict[str, str]) -> Rulebook:
    return load(
        {
            "a.yaml": """
id: a
title: A
facts:
  - {id: opening, title: Opening, type: date, relative: true, time: any, phrases: "(open|opens|opened) ...3 {date}"}
  - {id: closing, title: Closing, type: date, time: any, phrases: "(close|closes|closed) ...3 {date}"}
  - {id: rate, title: Rate, type: percentage, between: [0.5, 7.25], phrases: "rate of {percentage}"}
  - {id: cost, title: Cost, type: money, between: [1000000, 5.5e9], phrases: "costs {money}"}
translations:
  fr: {facts: {opening: {phrases: "ouvert* ...3 {date}"}}}
  ja: {facts: {opening: {phrases: "{date} に 開く"}}}
  ru: {facts: {opening: {phrases: "откр* ...3 {date}"}}}
"""
        },
        lexicons,
    )


def read(book: Rulebook, text: str, published: str | None = PUBLISHED, language: str = "en") -> dict[str, Any]:
    facts = extract(document(text, published=published, language=language), book)
    return {fact: value_to_json(seen.value) for fact, seen in facts.items()}


DAYS = [
    ("en", "The line opened on Tuesday.", "2023-07-11"),
    ("en", "The line opened on Thursday.", "2023-07-13"),
    ("en", "The line will open on Tuesday.", "2023-07-18"),
    ("en", "The line opens next Thursday.", "2023-07-20"),
    ("en", "The line opened last Thursday.", "2023-07-06"),
    ("en", "The line opened yesterday.", "2023-07-12"),
    ("en", "The line is to open tomorrow.", "2023-07-14"),
    ("en", "The line opened on July 3.", "07-03"),
    ("fr", "La ligne a été ouverte lundi dernier.", "2023-07-10"),
    ("fr", "La ligne a été ouverte hier.", "2023-07-12"),
    ("ru", "Линию открыли в среду.", "2023-07-12"),
    ("ja", "航路は火曜日に開く。", "2023-07-11"),
]


@pytest.mark.parametrize(("language", "text", "day"), DAYS, ids=[case[1] for case in DAYS])
def test_relative_days(book: Rulebook, language: str, text: str, day: str) -> None:
    """Back from the article's day, ahead where the sentence is about plans; a printed day stays as it is printed."""
    assert read(book, text, language=language) == {"opening": day}


def test_without_a_date_nothing_is_told(book: Rulebook) -> None:
    """An article without a day of its own, or with half of one, has no Tuesday."""
    assert read(book, "The line opened on Tuesday.", None) == {}
    assert read(book, "The line opened on Tuesday.", "2023-07") == {}


def test_only_where_the_rule_asks(book: Rulebook) -> None:
    """Other facts read printed days alone."""
    assert read(book, "The line closed on Tuesday.") == {}
    assert read(book, "The line closed on July 3.") == {"closing": "07-03"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("A rate of 0.5 percent.", {"rate": 0.5}),
        ("A rate of 0.25 percent.", {}),
        ("A rate of 7.25 percent.", {"rate": 7.25}),
        ("A rate of 7.3 percent.", {}),
        ("It costs 5.5 billion euros.", {"cost": "EUR 5500000000"}),
        ("It costs 5.6 billion euros.", {}),
        ("It costs 900,000 euros.", {}),
    ],
)
def test_limits(book: Rulebook, text: str, facts: dict[str, Any]) -> None:
    """Percentages, and amounts of money whatever the currency."""
    assert read(book, text) == facts


def test_relative_belongs_to_dates(lexicons: dict[str, str]) -> None:
    """A count has no yesterday."""
    pack = "id: a\ntitle: A\nfacts:\n  - {id: b, title: B, type: count, relative: true, phrases: '{count} ships'}\n"
    with pytest.raises(RuleError, match="`relative` belongs to facts of type date or date_range, not count"):
        load({"a.yaml": pack}, lexicons)
