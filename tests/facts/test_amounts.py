"""Money, percentages and passages: read as they are printed, never converted, with their hedges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import RuleError
from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.rules import Rulebook

FACTS = """
  - {id: cost, title: Cost, type: money, phrases: ["cost* [of] {money}"]}
  - {id: rate, title: Rate, type: percentage, phrases: ["rate ...3 {percentage}"]}
  - {id: small, title: Small, type: percentage, between: [0, 5], phrases: ["share ...3 {percentage}"]}
  - {id: said, title: Said, type: text, phrases: ["we regret"], scope: [note]}
  - {id: first, title: First, type: boolean, scope: [lead], phrases: ["bell rang"]}
  - {id: author, title: Author, type: name, scope: [metadata.author], phrases: [{regex: '^(?P<name>.+)$'}]}
"""


@pytest.fixture(scope="session")
def book(make: Callable[..., Rulebook]) -> Rulebook:
    return make(FACTS)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("costs $4.2 billion", "USD 4200000000", "exact"),
        ("costs US$300m", "USD 300000000", "exact"),
        ("costs A$12", "AUD 12", "exact"),
        ("costs €1,250,000", "EUR 1250000", "exact"),
        ("costs 3.5 million euros", "EUR 3500000", "exact"),
        ("costs two million pounds", "GBP 2000000", "exact"),
        ("costs a million dollars", "USD 1000000", "exact"),
        ("costs about 40 billion yen", "JPY 40000000000", "about"),
        ("costs more than £12.50", "GBP 12.5", "more_than"),
        ("costs no more than £12.50", "GBP 12.5", "at_most"),
        ("costs up to 900 Swiss francs", "CHF 900", "at_most"),
        ("costs EUR 75bn", "EUR 75000000000", "exact"),
        ("cost of 50€", "EUR 50", "exact"),
        ("costs ５00 dollars", "USD 500", "exact"),
        ("costs 12 boxes", None, None),
        ("costs $", None, None),
        ("costs 4.2 billion", None, None),
    ],
)
def test_money(book: Rulebook, text: str, value: str | None, qualifier: str | None) -> None:
    """Currency and amount in its units, whichever way they are written."""
    seen = extract(document(f"It {text}."), book).get("cost")
    assert (seen and seen.value, seen and seen.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.25%", 4.25),
        ("4.25 percent", 4.25),
        ("5 per cent", 5),
        ("four percent", 4),
        ("four and a half percent", 4.5),
        ("minus 0.5 percent", -0.5),
        ("-0.1%", -0.1),
        ("25 basis points", 0.25),
        ("a quarter of a percentage point", 0.25),
        ("a quarter point", 0.25),
        ("half a percentage point", 0.5),
        ("three-quarters of a point", 0.75),
        ("0.75 percentage points", 0.75),
        ("4½%", None),
        ("12 people", None),
        ("1,200%", 1200),
    ],
)
def test_percentages(book: Rulebook, text: str, value: float | None) -> None:
    """Per cent, percentage points and basis points; a fraction that can't be read is not misread."""
    seen = extract(document(f"The rate is {text}."), book).get("rate")
    assert (seen and seen.value) == value


def test_bounds_hold_for_fractions(book: Rulebook) -> None:
    """`between` for numbers with decimals."""
    assert extract(document("Its share is 4.5%."), book)["small"].value == 4.5
    assert extract(document("Its share is 5.5%."), book) == {}


def test_a_passage_is_the_rest_of_its_paragraph(book: Rulebook) -> None:
    """From the sentence on, however it is broken into lines; the evidence is the sentence."""
    doc = document("Ships sailed.\n\nBefore. Dear all, we regret this. It was 12.\n\nAfter.")
    seen = extract(doc, book)["said"]
    assert seen.value == "Dear all, we regret this. It was 12."
    assert seen.evidence is not None
    assert seen.evidence.quote == "Dear all, we regret this."
    assert doc.text[seen.evidence.start : seen.evidence.end] == seen.evidence.quote
    long = extract(document("We regret this. " + "Really. " * 200), book)["said"].value
    assert isinstance(long, str)
    assert len(long) <= 502
    assert long.endswith("Really. …")


def test_scopes(book: Rulebook) -> None:
    """The lead is three sentences; metadata are evidence of their own; notes are read only where they are asked for."""
    assert extract(document("A. B. The bell rang."), book)["first"].value is True
    assert "first" not in extract(document("One came. Two came. Three came. The bell rang."), book)
    doc = replace(document("Nothing."), metadata={"author": "Ida Olsen", "description": "By Bo"})
    seen = extract(doc, book)["author"]
    assert (seen.value, seen.evidence and seen.evidence.where) == ("Ida Olsen", "metadata.author")
    note = "An earlier version of this article was wrong, we regret; the rate is 4%."
    assert set(extract(document(note), book)) == {"said"}


@pytest.mark.parametrize("fact", ["type: text, phrases: ['{count} x']", "type: money, phrases: ['{count} x']"])
def test_slots_fit_the_type(make: Callable[..., Rulebook], fact: str) -> None:
    """A text has no slot, money only its own."""
    with pytest.raises(RuleError, match=r"slot \{count\} can't carry"):
        make(f"  - {{id: f, title: F, {fact}}}\n")


def test_an_unknown_scope_is_told(make: Callable[..., Rulebook]) -> None:
    """With what was perhaps meant."""
    with pytest.raises(RuleError, match="unknown `scope` 'titel'; did you mean 'title'"):
        make("  - {id: f, title: F, type: boolean, scope: [titel], phrases: ['x']}\n")


BITS = st.sampled_from(
    [
        "cost",
        "costs",
        "rate",
        "share",
        "is",
        "$",
        "US$",
        "€",
        "4.2",
        "-3",
        "½",
        "a",
        "half",
        "quarter",
        "of",
        "point",
        "million",
        "bn",
        "%",
        "percent",
        "basis",
        "points",
        "dollars",
        "minus",
        "and",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BITS, max_size=20).map(" ".join))
def test_no_amount_makes_it_raise(book: Rulebook, text: str) -> None:
    """Any sequence of such words is read or not read."""
    for seen in extract(document(text), book).values():
        assert seen.evidence is not None
        assert seen.evidence.quote in text
