"""What the templates of a story are handed: words, marks and links. They compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.report.story.chart import Chart, Counts
from monitor.report.story.lanes import PATTERNS

Proof = tuple[str, str, str]
"""A sentence: before the quote that proves a value, the quote, after it."""

Verdict = Literal["contradict", "developed", "agree", "single", "unclear", "listed"]
"""How the sources stand to each other in a fact."""


@dataclass(frozen=True, slots=True)
class MarkView:
    """`kind` is one of the model's marks, or `majority` or `latest`; `words` say it out."""

    kind: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source. `voice`: with whom it is one voice, in words; empty for one that stands for itself; `chorus`: the
    number of that voice."""

    anchor: str
    outlet: str
    site: str
    link: str | None
    dated: str
    trouble: str | None
    voice: str
    chorus: str
    language: str | None


@dataclass(frozen=True, slots=True)
class CellView:
    """What one source says. `since`: from when, in words; `differs`: it is not the date of its page.

    `whose`: in whose mouth it is put, or which of the other sources it has it from. `order`: its place among the row's
    cells where equal values are to stand together. `marks` without those of the value.
    """

    source: SourceView
    value: str
    stated: bool
    whose: str
    since: str
    differs: bool
    marks: tuple[MarkView, ...]
    proof: Proof | None
    place: str
    order: int


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value and all who state it: `lead`, `holders` in a line; `first` and `rest` where sources have no column."""

    letter: str
    pattern: int
    value: str
    brief: str
    count: str
    since: str
    marks: tuple[MarkView, ...]
    lead: str
    holders: tuple[tuple[str, str], ...]
    first: tuple[CellView, ...]
    rest: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """A line of a timeline's table: a source began to state a value, changed it (`old`), or stopped."""

    date: str
    basis: str
    outlet: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """One fact over time. `turns` are all; or, beside `counts`, those in which a source changed what it says, of which
    there are `moves`."""

    chart: Chart
    turns: tuple[TurnView, ...]
    counts: Counts | None
    moves: int


@dataclass(frozen=True, slots=True)
class FactRowView:
    """One fact. `since`: from when the contradiction stands; `silent`: how many sources do not state it; `news`: they
    contradict each other, or the story went on, or one of them changed what it says."""

    anchor: str
    title: str
    verdict: Verdict
    since: str
    cells: tuple[CellView, ...]
    values: tuple[ValueView, ...]
    silent: str
    timeline: TimelineView | None
    news: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """Facts with the same verdict."""

    verdict: Verdict
    heading: str
    rows: tuple[FactRowView, ...]


@dataclass(frozen=True, slots=True)
class BracketView:
    """Neighbouring columns of one voice; `words` are empty for a voice of one."""

    span: int
    words: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A whole story.

    `compared`: whether its sources are; else their facts are listed. `wide`: a table with a column for each source.
    `disputes`: the facts of the first section, and `overview` how many values the list of them shows of each.
    """

    name: str
    compared: bool
    headline: str
    figures: str
    wide: bool
    sources: tuple[SourceView, ...]
    brackets: tuple[BracketView, ...]
    disputes: tuple[FactRowView, ...]
    overview: int
    sections: tuple[SectionView, ...]
    timelines: bool
    patterns: int = PATTERNS
