"""Today's facts of many sources: side by side where they fit, else by value with all who state it; and as CSV.

Sources of one story are compared, each cell with its marks; those that belong to none are only listed.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from urllib.parse import urlsplit

from rich.box import ASCII2
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.model import Cell, Group, Story, StoryColumn, StoryRow
from monitor.report.safe import neutralise
from monitor.report.words import NOT_STATED, dated_text, plural, value_text, zone_of

SIDE_BY_SIDE = 8
"""Sources that have a column of their own in text; of more, facts are told by value."""

NAMED = 6
"""Sources of one value that are named; the others are counted, unless all are asked for."""

VALUE = 200
"""Characters of a value that are shown in a list of values."""

_NUMBER = re.compile(r"[-+]?[\d.,]+")


def site_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


# ---------------------------------------------------------------- text


def facts_text(stories: Sequence[Story], *, width: int = 120, time_zone: str = "UTC", names: int | None = NAMED) -> str:
    """The facts of each story for a terminal of `width` columns, in ASCII lines; `names`: sources of a value that are
    named where they have no column of their own, None for all."""
    zone = zone_of(time_zone)
    several = len(stories) > 1 or any(story.name for story in stories)
    parts = []
    for story in stories:
        lines = [*_head(story, width)] if several else []
        if not story.rows:
            lines.append("No facts.")
        elif len(story.columns) <= SIDE_BY_SIDE:
            lines += _grid(story, width, zone)
        else:
            lines += _by_value(story, width, zone, names)
        parts.append("".join(f"{line.rstrip()}\n" for line in lines))
    return "\n".join(parts) or "No facts.\n"


def _head(story: Story, width: int) -> Iterator[str]:
    """Which story it is, who is one voice, what is disputed."""
    sources = plural(len(story.columns), "source")
    if story.name is None:
        yield f"no story: {sources}"
        return
    yield neutralise(f"{story.name}: {sources}, {plural(len(story.voices), 'voice')}")
    for voice in story.voices:
        if len(voice.columns) > 1:
            names = ", ".join(story.columns[i].outlet for i in voice.columns)
            after = f" (the text of {story.columns[voice.origin].outlet})" if voice.origin is not None else ""
            yield from _wrapped(f"one voice: {names}{after}", width, "  ", "    ")
    disputed = [row.title for row in story.rows if row.disputed]
    if story.rows:
        what = f"{len(disputed)} of {plural(len(story.rows), 'fact')} disputed"
        yield from _wrapped(what + (f": {', '.join(disputed)}" if disputed else ""), width, "  ", "    ")
    yield ""


def _wrapped(text: str, width: int, first: str, rest: str) -> list[str]:
    """Lines of at most `width` columns, safe to print."""
    return textwrap.wrap(
        neutralise(text), max(width, 40), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _grid(story: Story, width: int, zone: tzinfo) -> list[str]:
    """A column a source."""
    out = Table(box=ASCII2, show_lines=True, header_style="")
    out.add_column("Fact", overflow="fold")
    for column in story.columns:
        out.add_column(_lines(_column_head(column, zone)), overflow="fold")
    for row in story.rows:
        cells = [_cell_text(row, place, story) for place in range(len(story.columns))]
        title = row.title + ("\nDISPUTED" if row.disputed and story.name else "")
        out.add_row(_lines(title), *map(_lines, cells))
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(out)
    return stream.getvalue().splitlines()


def _lines(text: str) -> Text:
    return Text("\n".join(map(neutralise, text.split("\n"))))


def _column_head(column: StoryColumn, zone: tzinfo) -> str:
    lines = [column.outlet, *([column.site] if column.site != column.outlet else []), dated_text(column.dated, zone)]
    return "\n".join(map(neutralise, [*lines, *([f"(now {column.trouble})"] if column.trouble else [])]))


def _cell_text(row: StoryRow, place: int, story: Story) -> str:
    """A cell's value, and its marks where sources are compared."""
    cell = row.cells[place]
    text = " ".join(value_text(cell.observation, aspect=True).split())
    marks = _marks(cell, row) if story.name else ""
    return f"{text}\n[{marks}]" if marks else text


def _marks(cell: Cell, row: StoryRow) -> str:
    """A cell's marks and those of its value, as words; none for what says it itself."""
    group = row.groups[cell.group] if cell.group is not None else None
    words = [mark for mark in cell.marks if mark not in ("absent", "ambiguous", "error")]
    return ", ".join([*words, *(_ranks(group) if group else ())])


def _ranks(group: Group) -> list[str]:
    return [name for name in ("majority", "latest") if getattr(group, name)]


def _by_value(story: Story, width: int, zone: tzinfo, names: int | None) -> list[str]:
    """For each fact a line for each value, with who states it; then how many don't."""
    lines = []
    for row in story.rows:
        said = f" ({row.voices} of {plural(len(story.voices), 'voice')})" if story.name else ""
        lines += _wrapped(f"{row.title}{said}{': DISPUTED' if row.disputed and story.name else ''}", width, "", "  ")
        for group in row.groups:
            lines += _wrapped(_group_line(row, group, story, zone, names), width, "  ", "      ")
        for state in ("ambiguous", "error"):
            places = [i for i, cell in enumerate(row.cells) if state in cell.marks]
            if places:
                lines += _wrapped(f"{state}: {_named(places, row, story, zone, names)}", width, "  ", "      ")
        if absent := sum("absent" in cell.marks for cell in row.cells):
            lines.append(f"  {NOT_STATED}: {plural(absent, 'source')}")
        lines.append("")
    if troubled := [column for column in story.columns if column.trouble]:
        words = ", ".join(f"{column.outlet} (now {column.trouble})" for column in troubled)
        lines += _wrapped(f"Can't be read now: {words}", width, "", "  ")
    return lines


def _group_line(row: StoryRow, group: Group, story: Story, zone: tzinfo, names: int | None) -> str:
    value = _value(group)
    about = []
    if story.name:
        cell = row.cells[group.columns[0]]
        own = [mark for mark in ("hedged", "develops") if mark in cell.marks]
        alone = ["alone"] if all("alone" in row.cells[i].marks for i in group.columns) else []
        about = [plural(group.voices, "voice"), *alone, *own, *_ranks(group)]
        if group.contradicts:
            about.append("contradicts " + " and ".join(_value(row.groups[i], 40) for i in group.contradicts[:3]))
    said = f" [{', '.join(about)}]" if about else ""
    return f"{value}{said}: {_named(group.columns, row, story, zone, names)}"


def _value(group: Group, limit: int = VALUE) -> str:
    """A group's value without whose word it is: each of its sources may have it from somebody else."""
    words = value_text(group.observation, aspect=True)
    if group.observation.attribution:
        words = words.removesuffix(f", according to {group.observation.attribution}")
    words = " ".join(words.split())
    return words if len(words) <= limit else f"{words[:limit]}..."


def _named(places: Sequence[int], row: StoryRow, story: Story, zone: tzinfo, names: int | None) -> str:
    """Sources with the dates of their statements, and whom they have it from."""
    shown = places if names is None else places[:names]
    words = []
    for i in shown:
        cell = row.cells[i]
        about = [dated_text(cell.dated, zone, days=True)] if cell.dated else []
        if cell.observation and cell.observation.attribution:
            about.append(f"according to {cell.observation.attribution}")
        elif cell.observation and cell.observation.credit:
            about.append(f"credits {cell.observation.credit}")
        words.append(f"{story.columns[i].outlet} ({', '.join(about)})" if about else story.columns[i].outlet)
    more = len(places) - len(shown)
    return ", ".join(words) + (f" and {more} more" if more else "")


def timelines_text(stories: Sequence[Story], *, time_zone: str = "UTC") -> str:
    """For each fact the values that sources began to state, oldest first."""
    zone = zone_of(time_zone)
    lines = []
    for story in stories:
        if story.name:
            lines += [neutralise(f"{story.name}: {plural(len(story.columns), 'source')}"), ""]
        for timeline in story.timelines:
            lines.append(neutralise(timeline.title))
            dates = [dated_text(turn.dated, zone) for turn in timeline.turns]
            wide = max(map(len, dates), default=0)
            for date, turn in zip(dates, timeline.turns, strict=True):
                value = " ".join(value_text(turn.observation).split())
                outlet = story.columns[turn.column].outlet
                lines.append(neutralise(f"  {date:<{wide}}  {outlet}@{turn.version}: {value}"))
            lines.append("")
    return "".join(f"{line.rstrip()}\n" for line in lines) or "No facts.\n"


# ---------------------------------------------------------------- CSV


def facts_csv(stories: Sequence[Story]) -> str:
    """The facts as CSV (RFC 4180): a row a fact, of each story, and a column a source; what is not stated is empty.

    Behind the values stand what is told of the row (`disputed`, `majority`, `latest`) and a column with the marks of
    each source. A cell that a spreadsheet would take for a formula has an apostrophe in front.
    """
    outlets = [column.outlet for story in stories for column in story.columns]
    stream = io.StringIO()
    writer = csv.writer(stream)
    head = ["fact", "title", *outlets]
    compared = any(story.name for story in stories)
    if compared:
        head += ["story", "disputed", "majority", "latest", *(f"{outlet}: marks" for outlet in outlets)]
    writer.writerow(map(_cell, head))
    before = 0
    for story in stories:
        after = len(outlets) - before - len(story.columns)
        for row in story.rows:
            values = ["" if cell.observation is None else value_text(cell.observation) for cell in row.cells]
            line = [row.fact, row.title, *[""] * before, *values, *[""] * after]
            if compared:
                tops = [next((_value(g) for g in row.groups if getattr(g, of)), "") for of in ("majority", "latest")]
                marks = [" ".join(cell.marks) if story.name else "" for cell in row.cells]
                disputed = ("yes" if row.disputed else "no") if story.name else ""
                line += [story.name or "", disputed, *tops, *[""] * before, *marks, *[""] * after]
            writer.writerow(map(_cell, line))
        before += len(story.columns)
    return stream.getvalue()


def _cell(text: str) -> str:
    text = neutralise(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(text) else text
