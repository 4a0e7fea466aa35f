"""The labelled edits: what is found of them does not get worse."""

from __future__ import annotations

import pytest

from benchmarks.edits import KINDS, by_difflib, by_monitor, score


@pytest.fixture(scope="module")
def today():
    return score(by_monitor)


def test_all(today):
    """At least 0.95 of all operations, and 0.9 of each kind; nine pairs in ten without a fault."""
    assert today.figures()[2] >= 0.95
    assert all(today.figures(kind)[2] >= 0.9 for kind in KINDS)
    assert today.exact >= 0.9 * today.pairs


def test_far_better_than_difflib(today):
    """The opcodes of the standard library are the measure to beat."""
    assert score(by_difflib).figures()[2] < today.figures()[2] - 0.3
