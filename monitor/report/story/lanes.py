"""A fact's values in its timeline: those stated now, those of the past, and how each is called and told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.model import Observation, StoryRow, Timeline, Turn
from monitor.report.story.axis import turn_order
from monitor.report.words import plural, stated_text

PATTERNS = 7
"""Fillings of bars; the eighth value has that of the first, and another letter."""

REMARKED = 4
"""Values that a heading names as contradicted."""

VALUE = 23
"""The longest value that a heading on the narrowest chart has room for, in columns of a terminal."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A value's heading. `letter` and `pattern` (0 to PATTERNS - 1; None for no value) tell it without colour."""

    y: int
    letter: str
    pattern: int | None
    value: str
    remarks: tuple[str, ...]


def letter(place: int) -> str:
    """A, B, ... Z, A1: how values are told apart without colour."""
    return f"{chr(65 + place % 26)}{place // 26 or ''}"


def turns_by_source(timeline: Timeline) -> dict[int, list[Turn]]:
    """Each source's turns, oldest version first."""
    found: dict[int, list[Turn]] = {}
    for turn in timeline.turns:
        found.setdefault(turn.column, []).append(turn)
    for own in found.values():
        own.sort(key=lambda turn: turn.version)
    return found


class Lanes:
    """A fact's values: those stated now in the order of the row's groups, then those of the past."""

    def __init__(self, row: StoryRow, turns: Mapping[int, Sequence[Turn]]) -> None:
        self.row = row
        self.values: list[Observation] = [group.observation for group in row.groups]
        self._last = {own[-1].column: own[-1] for own in turns.values()}
        self._place: dict[object, int] = {}
        for cell in row.cells:
            if cell.group is not None and cell.observation is not None:
                self._place.setdefault(_key(cell.observation), cell.group)
        for turn in sorted((turn for own in turns.values() for turn in own), key=turn_order):
            if turn.observation and self.of(turn) is None:
                self._place[_key(turn.observation)] = len(self.values)
                self.values.append(turn.observation)

    def of(self, turn: Turn) -> int | None:
        """The place of a turn's value; None where the source stopped to state one."""
        if turn.observation is None:
            return None
        now = self.row.cells[turn.column].group
        if now is not None and turn is self._last[turn.column]:
            return now
        return self._place.get(_key(turn.observation))

    def heading(self, place: int, y: int) -> Lane:
        """The heading of a value, at that height."""
        value = shortened(stated_text(self.values[place]), VALUE)
        return Lane(y, letter(place), place % PATTERNS, value, self.remarks(place))

    def remarks(self, place: int) -> tuple[str, ...]:
        """Lines below a heading: how many state the value, and which values it contradicts."""
        if place >= len(self.row.groups):
            return ("not stated any more",)
        group = self.row.groups[place]
        words = [plural(len(group.columns), "source")]
        words += ["majority"] if group.majority else []
        words += ["latest"] if group.latest else []
        line = ", ".join(words)
        if not group.contradicts:
            return (line,)
        others = ", ".join(map(letter, group.contradicts[:REMARKED]))
        return (line, f"contradicts {others}" + (", ..." if len(group.contradicts) > REMARKED else ""))


def _key(observation: Observation) -> object:
    return observation.value, observation.qualifier, observation.modality == "denied"


def shortened(text: str, width: int) -> str:
    """Text cut to so many columns, where a wide character takes two; an ellipsis says that it was."""
    taken = 0
    for place, char in enumerate(text):
        taken += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if taken > width:
            return text[: max(place - 1, 0)].rstrip() + "\u2026"
    return text
