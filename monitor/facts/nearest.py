"""What came nearest to the value that a failed test expects: which phrase, and what stopped it."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.codec import value_to_json
from monitor.facts.explain import Attempt, explain
from monitor.facts.selftest import TestResult, same
from monitor.rules.model import Rulebook

_NEARNESS = ("won", "lost", "stopped", "near")
"""Verdicts; a phrase that would have given the expected value is nearer than any other."""


def nearest(result: TestResult, rulebook: Rulebook) -> str | None:
    """One line, `file:line: phrase: what became of it`; None if no phrase came near.

    Where a value is read that is not expected, it is the phrase that gave it; else the one that matched and was
    stopped, or lost; else the one with the most of its pieces.
    """
    told = explain(result.page, rulebook.select([result.pack]), f"{result.pack}/{result.fact}")
    tried = [attempt for attempt in told.attempts if attempt.verdict in _NEARNESS]
    if not tried:
        return None
    best = min(tried, key=lambda attempt: _distance(attempt, result))
    matched = f"matched {best.quote!r}" if best.quote else "matched in part"
    became = "and " if best.verdict == "won" else "but "
    return f"{told.file}:{best.line}: {best.phrase}: {matched}, {became}{best.why}"


def _distance(attempt: Attempt, result: TestResult) -> tuple[bool, int, float]:
    expected = result.expected.get("value") if isinstance(result.expected, Mapping) else result.expected
    value = attempt.value if attempt.value not in (None, "") else attempt.means
    gives = expected != "absent" and value is not None and same(expected, value_to_json(value))
    return not gives, _NEARNESS.index(attempt.verdict), -attempt.share
