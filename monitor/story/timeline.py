"""Each fact's values over time and sources: a source has a turn when it began to state a value, or stopped."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Observation, StoryRow, Telling, Timeline, Turn
from monitor.story.compare import stated
from monitor.story.dates import day


def timelines(tellings: Sequence[Telling], rows: Sequence[StoryRow]) -> tuple[Timeline, ...]:
    """One timeline a row; none if no source came with its history."""
    if not any(telling.history for telling in tellings):
        return ()
    found = []
    for row in rows:
        turns = [turn for place, telling in enumerate(tellings) for turn in _turns(row, place, telling)]
        turns.sort(key=lambda turn: (day(turn.dated), turn.dated.on, turn.column, turn.version))
        found.append(Timeline(row.fact, row.title, tuple(turns)))
    return tuple(found)


def _turns(row: StoryRow, place: int, telling: Telling) -> list[Turn]:
    """One source's turns. A version in which the fact is ambiguous or in error is passed over."""
    turns: list[Turn] = []
    last: Observation | None = None
    for told in telling.history:
        now = told.facts.get(row.fact)
        if now is not None and now.state != "found":
            continue
        if stated(now, row.type) == stated(last, row.type):
            continue
        turns.append(Turn(place, told.version, told.dated, now))
        last = now
    return turns
