"""A rule that would take too long is in error: a regular expression after a time, a phrase after a number of steps."""

import time
from typing import Any

import pytest
from articles import PACK

from monitor.facts import extract, match, search
from monitor.facts.explain import explain
from monitor.facts.search import TIMEOUT
from monitor.facts.selftest import document
from monitor.resources import lexicons
from monitor.rules import Rulebook, load

BERTHS = "The harbour will have 12 berths"


def pack(rule: str) -> Rulebook:
    facts = f"  - id: berths\n    title: Berths\n    type: count\n    phrases: [{rule}]\n"
    facts += "  - id: cranes\n    title: Cranes\n    type: count\n    phrases: ['{count} cranes']\n"
    return load({"a.yaml": f"id: a\ntitle: A\nfacts:\n{facts}"}, lexicons())


def test_work_between_two_hits_is_not_the_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the first hit takes longer than the limit: found, not in error."""
    real = match._value

    def slow(*args: Any) -> Any:
        end = time.process_time() + 1.2 * TIMEOUT  # the limit counts processor time
        while time.process_time() < end:
            pass
        return real(*args)

    monkeypatch.setattr(match, "_value", slow)
    text = f"{BERTHS}, " + "so the council said, " * 200 + "and 12 berths in the south."
    seen = extract(document(text), load({"harbour.yaml": PACK}, lexicons()))
    assert (seen["berth_count"].state, seen["berth_count"].value) == ("found", 12)


def test_a_regular_expression_has_a_time() -> None:
    """One that tries for ever is an error of its fact, and of no other."""
    book = pack("{regex: '(?P<count>(a|aa|b?)+)+$'}")
    seen = extract(document("a" * 60 + "! It has 3 cranes."), book)
    assert {fact: each.state for fact, each in seen.items()} == {"berths": "error", "cranes": "found"}


def test_a_phrase_has_its_steps() -> None:
    """The same for a phrase, whatever the machine: a thousand words, any of which may go with any other."""
    book = pack("'{count} ...20 (a|b) ...20 (a|b) ...20 (a|b) ...20 (a|b) ...20 (a|b) ...20 zebras'")
    text = "1 a b " * 650 + "and 3 cranes and zebras"
    for _ in range(2):
        seen = extract(document(text), book)
        assert {fact: each.state for fact, each in seen.items()} == {"berths": "error", "cranes": "found"}
    assert f"{search.STEPS:,} steps" in str(explain(document(text), book, "berths").note)
