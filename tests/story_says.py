"""What sources of made-up stories say."""

from __future__ import annotations

from typing import Any

from monitor.model import Evidence, Observation, Value


def say(value: Value, fact: str = "n", **more: Any) -> Observation:
    """A found observation; a number is exact unless said otherwise."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        more = {"qualifier": "exact", **more}
    evidence = Evidence("text", str(value), 8, 8 + len(str(value)), f"It says {value} here.")
    given = {"modality": "asserted", "evidence": evidence, **more}
    return Observation(fact, "found", f"p/{fact}", "d", value=value, **given)
