"""docs/stories.md has the marks and events of the code, with their meanings."""

import re
from pathlib import Path

from monitor.model import MARKS, STORY_EVENTS

PAGE = (Path(__file__).parents[2] / "docs" / "stories.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, str]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| (.+?) \|$", section, re.MULTILINE))


def test_every_mark_is_there_with_its_meaning() -> None:
    """In the order of the code, and no other."""
    assert list(table("Marks").items()) == list(MARKS.items())


def test_every_event_is_there_with_its_meaning() -> None:
    """And no other."""
    assert table("Events") == dict(STORY_EVENTS)
