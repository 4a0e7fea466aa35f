"""What came nearest to the value that a failed test expects: which phrase, and what stopped it."""

from __future__ import annotations

from monitor.codec import value_to_json
from monitor.facts.explain import Attempt, explain
from monitor.facts.selftest import TestResult, asked, same
from monitor.rules.model import Rulebook

_NEARNESS = ("won", "lost", "stopped", "near")
"""Verdicts; a phrase that would have given the expected value is nearer than any other."""


def nearest(result: TestResult, rulebook: Rulebook) -> str | None:
    """One line, `file:line: phrase: what became of it`, or why none was tried; None if no phrase came near.

    Where a value is read that is not expected, it is the phrase that gave it; else the one that matched and was
    stopped, or lost; else the one with the most of its pieces.
    """
    told = explain(result.page, rulebook.select([result.pack]), f"{result.pack}/{result.fact}")
    tried = [attempt for attempt in told.attempts if attempt.verdict in _NEARNESS]
    if not tried:
        return f"{told.file}:{told.line}: {told.note}" if told.note else None
    best = min(tried, key=lambda attempt: _distance(attempt, result))
    matched = f"matched {best.quote!r}" if best.quote else "matched in part"
    became = "and " if best.verdict == "won" else "but "
    return f"{told.file}:{best.line}: {' '.join(best.phrase.split())}: {matched}, {became}{best.why}"


def _distance(attempt: Attempt, result: TestResult) -> tuple[bool, int, float]:
    return not _bears(attempt, result), _NEARNESS.index(attempt.verdict), -attempt.share


def _bears(attempt: Attempt, result: TestResult) -> bool:
    """Whether a phrase gives the expected value; of a list, a member that is missing, or one too many."""
    parts = asked(result.expected)
    expected = result.expected if parts is None else parts.get("value")
    given = attempt.means if attempt.value in (None, "") else attempt.value
    value = None if given is None else value_to_json(given)
    if isinstance(expected, list) and isinstance(value, list):
        got = result.got.value if result.got and isinstance(result.got.value, tuple) else ()
        return any((name in expected) is not (name in got) for name in value)
    return expected != "absent" and value is not None and same(expected, value)
