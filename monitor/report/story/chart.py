"""Where the parts of a timeline's chart stand: a bar for each source under the value it states now, or counts of many.

Across, everything is in percent of the width, so that a chart takes any width and its letters keep their size; down, in
pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from monitor.model import Story, Turn
from monitor.report.story.axis import (
    LETTER,
    NARROW,
    Axis,
    Tick,
    called,
    day_of,
    percent,
    step_of,
    steps,
    ticks,
    turn_order,
)
from monitor.report.story.lanes import PATTERNS, VALUE, Lane, Lanes, letter, shortened
from monitor.report.words import plural, stated_text

LANES = 6
"""Values that have a lane of their own among counts; the others share one."""

HEADING, REMARK, BAR, AXIS, TOP = 31, 13, 42, 22, 4
"""Heights in pixels: of a value's heading, a line below it, a source with its bar, the axis; and what is free above."""

NAME = 8.2
"""Pixels of a letter of a source's name, in a wide font."""

TALL, COUNT = 26, 48
"""Heights in pixels: of the highest column of a lane of counts, and of the lane below its heading."""

_MARKERS = {"published": "dot", "modified": "dot", "changed": "square", "first_seen": "ring"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A time in which one source stated one value; `x` and `width` are percent of the chart.

    `marker`: `dot` for a date that the page gives, `square` for what a check noticed, `ring` for what may be older.
    `pattern` is None where the source stated nothing.
    """

    x: str
    width: str
    letter: str
    pattern: int | None
    marker: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A source: its name and since when, above its bar; `goes_on`: it states the last value still."""

    y: int
    name: str
    since: str
    segments: tuple[Segment, ...]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Column:
    """How many sources stated a value at the end of a step of time."""

    x: str
    middle: str
    width: str
    y: int
    height: int
    number: int
    pattern: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart; `axis` is where its foot stands. `description` is read out where the picture is not seen."""

    height: int
    axis: int
    description: str
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sources stated each value (its letter and words) at the end of each step of time, a `unit` long."""

    unit: str
    steps: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]


# ---------------------------------------------------------------- a bar for each source


def bar_chart(story: Story, lanes: Lanes, turns: Mapping[int, Sequence[Turn]], zone: tzinfo) -> Chart:
    """The sources below the value that each states now, the longest-standing first."""
    axis = Axis((turn for own in turns.values() for turn in own), zone)
    now: dict[int | None, list[int]] = {place: [] for place in range(len(lanes.row.groups))}
    silent: list[int] = []
    for column, own in turns.items():
        cell = lanes.row.cells[column]
        if cell.group is not None:
            now[cell.group].append(column)
        elif own[-1].observation is None or cell.observation is not None:
            silent.append(column)
    y = TOP
    headings: list[Lane] = []
    bars: list[Bar] = []

    def add(columns: Iterable[int]) -> None:
        nonlocal y
        for column in sorted(columns, key=lambda column: (turn_order(turns[column][-1]), column)):
            bars.append(_bar(story, lanes, axis, turns[column], y))
            y += BAR

    for place in range(len(lanes.row.groups)):
        headings.append(lanes.heading(place, y))
        y += HEADING + REMARK * len(headings[-1].remarks)
        add(now[place])
    if silent:
        unclear = any(lanes.row.cells[column].observation for column in silent)
        words = "no clear statement now" if unclear else "not stated now"
        headings.append(Lane(y, "\u2013", None, words, (plural(len(silent), "source"),)))
        y += HEADING + REMARK
        add(silent)
    for place in range(len(lanes.row.groups), len(lanes.values)):
        headings.append(lanes.heading(place, y))
        y += HEADING + REMARK * len(headings[-1].remarks)
    return Chart(y + AXIS, y, _described(story, lanes, turns, axis), tuple(headings), tuple(bars), (), axis.ticks())


def _bar(story: Story, lanes: Lanes, axis: Axis, own: Sequence[Turn], y: int) -> Bar:
    segments = []
    for turn, after in zip(own, [*own[1:], None], strict=True):
        x, end = axis.x(turn), axis.x(after) if after else 100.0
        place = lanes.of(turn)
        segments.append(
            Segment(
                percent(x),
                percent(max(end - x, 0)),
                letter(place) if place is not None else "\u2013",
                place % PATTERNS if place is not None else None,
                _MARKERS[turn.dated.basis],
            )
        )
    last = own[-1]
    word = "since" if last.dated.known else "by"
    since = f"{word if last.observation else 'stopped'} {axis.label(last)}"
    room = int((NARROW - LETTER * (len(since) + 1)) / NAME)
    name = shortened(story.columns[last.column].outlet, room)
    return Bar(y, name, since, tuple(segments), last.observation is not None)


def _described(story: Story, lanes: Lanes, turns: Mapping[int, Sequence[Turn]], axis: Axis) -> str:
    """The chart in a sentence for each source: `Daily Sun: about 15 from 2023-07-09, 16 from 2023-07-12.`"""
    lines = []
    for column, own in sorted(turns.items(), key=lambda each: turn_order(each[1][0])):
        steps = [
            f"{stated_text(turn.observation)} {'from' if turn.dated.known else 'by'} {axis.label(turn)}" for turn in own
        ]
        lines.append(f"{story.columns[column].outlet}: {', '.join(steps)}.")
    return " ".join(lines)


# ---------------------------------------------------------------- counts of many sources


def counts(lanes: Lanes, turns: Mapping[int, Sequence[Turn]], zone: tzinfo) -> Counts:
    """How many sources stated each value at the end of each day, week, month, quarter or year."""
    days = [day_of(turn, zone) for own in turns.values() for turn in own]
    starts, unit = steps(min(days), max(days))
    numbers = [[0] * len(starts) for _ in lanes.values]
    for own in turns.values():
        for turn, after in zip(own, [*own[1:], None], strict=True):
            place = lanes.of(turn)
            if place is not None:
                end = step_of(starts, day_of(after, zone)) if after else len(starts)
                for step in range(step_of(starts, day_of(turn, zone)), end):
                    numbers[place][step] += 1
    shown = len(lanes.values) if len(lanes.values) <= LANES + 1 else LANES
    rows = [(letter(place), stated_text(lanes.values[place]), tuple(numbers[place])) for place in range(shown)]
    if rest := numbers[shown:]:
        rows.append(("\u2026", plural(len(rest), "other value"), tuple(map(sum, zip(*rest, strict=True)))))
    return Counts(unit, tuple(called(start, unit) for start in starts), tuple(rows))


def count_chart(found: Counts, lanes: Lanes) -> Chart:
    """A lane for each value; in it a column for each step, as high as many sources stated the value at its end."""
    most = max((number for _, _, row in found.rows for number in row), default=0) or 1
    wide = (100 - 2) / len(found.steps)
    y = TOP
    headings, columns = [], []
    for place, (sign, value, row) in enumerate(found.rows):
        known = sign == letter(place)
        remarks = lanes.remarks(place) if known else ()
        headings.append(Lane(y, sign, place % PATTERNS if known else None, shortened(value, VALUE), remarks))
        y += HEADING + REMARK * len(remarks)
        for step, number in enumerate(row):
            if number:
                left, high = 1 + wide * step, max(round(TALL * number / most), 2)
                columns.append(
                    Column(
                        percent(left + wide * 0.1),
                        percent(left + wide / 2),
                        percent(wide * 0.8),
                        y + COUNT - 6 - high,
                        high,
                        number,
                        place % PATTERNS if known else None,
                    )
                )
        y += COUNT
    middles = [1 + wide * (step + 0.5) for step in range(len(found.steps))]
    described = " ".join(f"{value}: {row[0]} sources at first, {row[-1]} at last." for _, value, row in found.rows)
    return Chart(y + AXIS, y, described, tuple(headings), (), tuple(columns), ticks(middles, found.steps))
