"""A story in HTML: who disagrees with whom about what, since when."""

from monitor.report.story.pages import facts_html
from monitor.report.story.viewer import BARS, story_view

__all__ = ["BARS", "facts_html", "story_view"]
