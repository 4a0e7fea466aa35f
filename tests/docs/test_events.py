"""The list of events in the docs is the list in the code."""

import re
from pathlib import Path

from monitor.notify import EVENTS


def test_every_event_is_documented_with_its_meaning() -> None:
    """docs/events.md names each event, and no other."""
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([\w.]+)` \| \w+ \| (.+?) \|$", page, re.MULTILINE)) == EVENTS
