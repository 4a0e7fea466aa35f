"""docs/stories.md is true: marks and events with their meanings, the example as it is printed."""

import re
from datetime import UTC, datetime
from pathlib import Path

from story_says import say

from monitor.model import MARKS, STORY_EVENTS, Dated, Telling, Version
from monitor.report import facts_text
from monitor.story import tell_story
from monitor.story.voices import sketch_of

PAGE = (Path(__file__).parents[2] / "docs" / "stories.md").read_text(encoding="utf-8")
AGENCY = (
    "Sailors will soon find it easier to spend the night on the coast, if engineers keep to their calendar.",
    "Building starts once the region has released its share of the money, most likely before the winter.",
)


def table(heading: str) -> dict[str, str]:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| (.+?) \|$", section, re.MULTILINE))


def test_every_mark_is_there_with_its_meaning() -> None:
    """In the order of the code, and no other."""
    assert list(table("Marks").items()) == list(MARKS.items())


def test_every_event_is_there_with_its_meaning() -> None:
    """And no other."""
    assert table("Events") == dict(STORY_EVENTS)


def example() -> str:
    """Three outlets on a harbour, as `monitor facts` prints them."""
    agency = sketch_of(AGENCY)
    sources = [
        (
            "courier",
            "2026-02-03",
            {"berths": say(15, "berths", qualifier="about"), "pier": say("planned", "pier")},
            None,
        ),
        ("herald", "2026-03-01", {"berths": say(16, "berths"), "pier": say("dropped", "pier")}, agency),
        ("post", "2026-03-02", {"berths": say(16, "berths", attribution="the Herald")}, agency),
    ]
    tellings = [
        Telling(
            number,
            name,
            f"https://{name}.example/harbour",
            Version(1, datetime(2026, 3, 2, tzinfo=UTC), None, day, None, "en"),
            facts,
            Dated(day, "published"),
            sketch=sketch,
        )
        for number, (name, day, facts, sketch) in enumerate(sources)
    ]
    titles, types = {"berths": "Berths", "pier": "Ferry pier"}, {"berths": "count", "pier": "status"}
    return facts_text([tell_story("harbour", tellings, titles, types)], width=90)


def test_the_example_is_what_is_printed() -> None:
    """Character by character."""
    [shown] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown == example()
