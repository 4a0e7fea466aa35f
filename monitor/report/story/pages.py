"""Stories as a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.model import Story
from monitor.report.safe import html_environment
from monitor.report.story.viewer import story_view
from monitor.report.words import when, zone_of


def facts_html(stories: Sequence[Story], *, templates: Mapping[str, str], now: datetime, time_zone: str = "UTC") -> str:
    """Stories as a page of its own. Raises ConfigError for a time zone that is not known."""
    zone = zone_of(time_zone)
    several = len(stories) > 1
    views = [story_view(story, zone, f"story-{place}-" if several else "") for place, story in enumerate(stories, 1)]
    template = html_environment(templates).get_template("facts.html.j2")
    return template.render(stories=views, now=when(now, zone))
