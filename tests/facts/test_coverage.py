"""What rules do on many documents: who fires, who conflicts, who never does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.facts.coverage import Coverage
from monitor.facts.selftest import document
from monitor.model import Unreadable
from monitor.report.covered import coverage_json, coverage_text
from monitor.rules import Rulebook

FACTS = """
  - id: ships
    title: Ships
    type: count
    phrases:
      - "{count} ships"
      - "fleet of {count}"
      - "{count} frigates"
  - {id: crew, title: Crew, type: count, phrases: ["{count} sailors"]}
  - {id: bad, title: Bad, type: count, phrases: [{regex: '(?P<count>(a|aa|b?)+)+$'}]}
"""


def test_counts_conflicts_and_silence(make: Callable[..., Rulebook]) -> None:
    """Documents a fact, documents a phrase, contradictions with both phrases, errors; walls are no documents."""
    coverage = Coverage(make(FACTS))
    coverage.add("one", document("It has 16 ships."))
    coverage.add("two", document("It has 16 ships. It is a fleet of 12."))
    coverage.add("three", document("It has 16 ships. It is a fleet of 12. Yes, a fleet of 12."))
    coverage.add("four", document("It does not have 16 ships."))
    coverage.add("five", document("a" * 60 + "!"))
    coverage.add("wall", replace(document("It has 16 ships."), unreadable=Unreadable.CONSENT_WALL))
    out = coverage_json(coverage)
    assert out["documents"] == 5
    assert out["never"] == ["crew"]
    ships, crew, bad = out["facts"]
    assert (ships["found"], ships["ambiguous"], bad["error"], crew["found"]) == (2, 1, 1, 0)
    assert [phrase["documents"] for phrase in ships["phrases"]] == [3, 2, 0]
    first, second = ({key: phrase[key] for key in ("file", "line")} for phrase in ships["phrases"][:2])
    values = [{"value": 16, **first}, {"value": 12, **second}]
    assert ships["conflicts"] == [
        {"document": "two", "ambiguous": True, "values": values},
        {"document": "three", "ambiguous": False, "values": values},
    ]
    text = coverage_text(coverage, everything=True)
    assert "2 of 3" in text
    assert "ships in two: 16 (pack.yaml:" in text
    assert "ambiguous" in text
    assert "crew" in text.split("Never fired")[1]
    assert "{count} frigates" in text.split("of facts that did")[1]
    assert "{count} frigates" not in coverage_text(coverage)


def test_only_the_packs_of_a_source_are_tried(make: Callable[..., Rulebook]) -> None:
    """A document is read with its own packs."""
    coverage = Coverage(make(FACTS))
    coverage.add("one", document("It has 16 ships."), ["pack"])
    assert coverage.facts["ships"].found == 1
