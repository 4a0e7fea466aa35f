"""Many sources of one event: how their statements relate, who is one voice, what the table shows, what shifts it. Pure.

`tell_story` makes the table of what each source says, `decide` the events that a change at one of them means;
docs/stories.md tells people what its marks mean.
"""

from monitor.story.compare import Stated, relate, stated
from monitor.story.dates import changed, dated
from monitor.story.events import decide
from monitor.story.table import tell_story
from monitor.story.voices import SKETCH, sketch

__all__ = ["SKETCH", "Stated", "changed", "dated", "decide", "relate", "sketch", "stated", "tell_story"]
