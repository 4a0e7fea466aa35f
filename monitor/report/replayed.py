"""What today's rules tell of history otherwise than it was recorded, for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from monitor.codec import SCHEMA, Json, change_to_json
from monitor.model import FactChange, Source
from monitor.report.safe import neutralise
from monitor.report.words import sides


class RuleChange(Protocol):
    """A fact's change between two versions as it was recorded, and as today's rules tell it; see `diff.replay`."""

    @property
    def from_version(self) -> int: ...
    @property
    def to_version(self) -> int: ...
    @property
    def fact(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def recorded(self) -> FactChange | None: ...
    @property
    def today(self) -> FactChange | None: ...


Replayed = Sequence[tuple[Source, Sequence[RuleChange]]]


def replay_json(found: Replayed, versions: int) -> Json:
    """Every difference, in the order of sources and versions; `versions`: how many were compared."""
    return {
        "schema": SCHEMA,
        "versions": versions,
        "differences": [
            {
                "source": source.name,
                "url": source.url,
                "from_version": change.from_version,
                "to_version": change.to_version,
                "fact": change.fact,
                "title": change.title,
                "kind": change.kind,
                "recorded": change.recorded and change_to_json(change.recorded),
                "today": change.today and change_to_json(change.today),
            }
            for source, changes in found
            for change in changes
        ],
    }


def replay_text(found: Replayed) -> str:
    """A paragraph a pair of versions, a fact two lines: as it was recorded, and as today's rules read it."""
    lines: list[str] = []
    for source, changes in found:
        pair = (0, 0)
        for change in changes:
            if (change.from_version, change.to_version) != pair:
                pair = (change.from_version, change.to_version)
                lines += ["", f"{source.name} version {pair[0]} -> {pair[1]}"]
            lines.append(f"  {change.title} ({change.kind})")
            lines += [f"    {label}: {_said(side)}" for label, side in _sides(change)]
    return "".join(f"{neutralise(line)}\n" for line in lines[1:])


def _sides(change: RuleChange) -> list[tuple[str, FactChange | None]]:
    return [("recorded", change.recorded), ("today", change.today)]


def _said(change: FactChange | None) -> str:
    return " -> ".join(sides(change)) if change else "no change"
