"""Where dates stand across a chart, in percent of its width, and the steps of time in which many are counted.

The axis keeps the order of dates and shortens gaps: one of d days takes 1 + log2(1 + d) parts.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from monitor.model import Dated, Turn
from monitor.report.words import day_text

BUCKETS = 12
"""Steps of time among counts, at most."""

NEAR = timedelta(minutes=1)
"""Statements this near to each other stand at one place of the axis: first looks of one run."""

LEFT, RIGHT = 4.0, 80.0
"""Where the first and the last date stand, in percent; to the right of the last what is stated now goes on."""

NARROW, LETTER = 280, 6.7
"""Pixels of the narrowest chart, and of a letter of its small print in a wide font: what texts must keep apart."""

_ON = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_MONTHS = {1: "month", 3: "quarter", 12: "year", 120: "decade", 1200: "century"}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis, at `x`; its label stands at `at`, and `anchor` is the `text-anchor` there."""

    x: str
    at: str
    label: str
    anchor: str


def moment_of(dated: Dated) -> datetime:
    """Where a statement stands in time: at its moment, or at the beginning of its day, month or year."""
    try:
        moment = datetime.fromisoformat(dated.on)
    except ValueError:
        found = _ON.match(dated.on)
        try:
            year, month, day = (int(part or 1) for part in found.groups()) if found else (1, 1, 1)
            moment = datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            moment = _LONG_AGO
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def turn_order(turn: Turn) -> tuple[datetime, int, int]:
    """Turns in the order of time; equal ones by source."""
    return moment_of(turn.dated), turn.column, turn.version


class Axis:
    """Where the dates of turns stand, in percent of the width, and how they are called."""

    def __init__(self, turns: Iterable[Turn], zone: tzinfo) -> None:
        starts: list[datetime] = []
        days: list[str] = []
        here: set[int] = set()
        self._place: dict[tuple[int, int], int] = {}
        for turn in sorted(turns, key=turn_order):
            moment = moment_of(turn.dated)
            if not starts or moment - starts[-1] >= NEAR or turn.column in here:
                starts.append(moment)
                days.append(day_text(turn.dated, zone))
                here = set()
            here.add(turn.column)
            self._place[turn.column, turn.version] = len(starts) - 1
        parts = [0.0]
        for before, after in pairwise(starts):
            parts.append(parts[-1] + 1 + math.log2(1 + (after - before).total_seconds() / 86_400))
        self._x = [LEFT + (RIGHT - LEFT) * part / (parts[-1] or 1) for part in parts]
        self._labels = _labels(starts, days, zone)

    def x(self, turn: Turn) -> float:
        return self._x[self._place[turn.column, turn.version]]

    def label(self, turn: Turn) -> str:
        """The day of a turn, with the time where others of its day stand elsewhere."""
        return self._labels[self._place[turn.column, turn.version]]

    def ticks(self) -> tuple[Tick, ...]:
        """The first date, the last, and those between them that there is room for."""
        return ticks(self._x, self._labels)


def _labels(starts: Sequence[datetime], days: Sequence[str], zone: tzinfo) -> list[str]:
    """Days; with the time, and with seconds, where that is needed to tell them apart."""
    labels = list(days)
    for form in ("%Y-%m-%d %H:%M", "%H:%M:%S"):
        again = {label for label in labels if labels.count(label) > 1}
        labels = [
            f"{start.astimezone(zone):{form}}" if label in again else label
            for start, label in zip(starts, labels, strict=True)
        ]
    return labels


def ticks(places: Sequence[float], labels: Sequence[str]) -> tuple[Tick, ...]:
    """What there is room for on the narrowest chart: the first, the last, then from the left."""
    chosen: dict[int, tuple[float, float, Tick]] = {}
    for place in dict.fromkeys((0, len(labels) - 1, *range(len(labels)))) if labels else ():
        x, wide = places[place], 100 * LETTER * len(labels[place]) / NARROW
        left = min(max(x - wide / 2, 0), 100 - wide)
        if all(left + wide + 2 < begin or left > end + 2 for begin, end, _ in chosen.values()):
            anchor, at = ("start", left) if left > x - wide / 2 else ("end", left + wide)
            if left == x - wide / 2:
                anchor, at = "middle", x
            chosen[place] = (left, left + wide, Tick(percent(x), percent(at), labels[place], anchor))
    return tuple(chosen[place][2] for place in sorted(chosen))


def percent(number: float) -> str:
    return f"{number:.2f}%"


# ---------------------------------------------------------------- steps


def day_of(turn: Turn, zone: tzinfo) -> date:
    """The day of a turn: in the reader's zone where its time is known, else the first that it can be."""
    moment = moment_of(turn.dated)
    return moment.astimezone(zone).date() if len(turn.dated.on) > 10 and moment > _LONG_AGO else moment.date()


def step_of(starts: Sequence[date], day: date) -> int:
    return max(bisect_right(starts, day) - 1, 0)


def steps(first: date, last: date) -> tuple[list[date], str]:
    """The beginnings of the shortest steps of which BUCKETS reach from the first day to the last, and their unit."""
    monday = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
    for unit, begin, length in (("day", first, 1), ("week", monday, 7)):
        if (number := (last - begin).days // length + 1) <= BUCKETS:
            return [begin + timedelta(days=length * step) for step in range(number)], unit
    end = last.year * 12 + last.month - 1
    for size, unit in _MONTHS.items():
        start = (first.year * 12 + first.month - 1) // size * size
        if (number := (end - start) // size + 1) <= BUCKETS or unit == "century":
            months = [divmod(start + size * step, 12) for step in range(number)]
            return [date(max(year, 1), month + 1, 1) for year, month in months], unit
    raise AssertionError("centuries take any time")


def called(start: date, unit: str) -> str:
    """The step of that unit which begins with that day: `2023-07-10` (a day or week), `2023-07`, `2023 Q3`, `2023`."""
    if unit == "quarter":
        return f"{start.year} Q{start.month // 3 + 1}"
    return start.isoformat()[: {"day": 10, "week": 10, "month": 7}.get(unit, 4)]
