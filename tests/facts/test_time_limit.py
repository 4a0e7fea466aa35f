"""The time limit is the pattern's own: what is done with its hits does not count towards it."""

import time
from typing import Any

import pytest
from articles import PACK

from monitor.facts import extract, match
from monitor.facts.context import TIMEOUT
from monitor.facts.selftest import document
from monitor.resources import lexicons
from monitor.rules import load


def test_work_between_two_hits_is_not_the_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the first hit takes longer than the limit, as compiling other phrases can: found, not in error."""
    real = match._value

    def slow(*args: Any) -> Any:
        end = time.process_time() + 1.2 * TIMEOUT  # the limit counts processor time
        while time.process_time() < end:
            pass
        return real(*args)

    monkeypatch.setattr(match, "_value", slow)
    text = "The harbour will have 12 berths, " + "so the council said, " * 200 + "and 12 berths in the south."
    seen = extract(document(text), load({"harbour.yaml": PACK}, lexicons()))
    assert (seen["berth_count"].state, seen["berth_count"].value) == ("found", 12)
