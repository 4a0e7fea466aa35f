"""A story's view: who disagrees with whom, the facts by source or by value, and their timelines.

Of up to `SIDE_BY_SIDE` sources the table has a column for each; of more it has, for each fact, a line for each value
with all who state it, and facts that nobody contradicts are folded away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from monitor.model import Cell, Dated, Group, Observation, Story, StoryColumn, StoryRow, Timeline, Turn, Voice
from monitor.report.safe import safe_url
from monitor.report.story.axis import moment_of
from monitor.report.story.chart import bar_chart, count_chart, counts
from monitor.report.story.labels import BASIS, SIGNS, VERDICTS, WORDS
from monitor.report.story.lanes import PATTERNS, Lanes, letter, shortened, turns_by_source
from monitor.report.story.view import (
    BracketView,
    CellView,
    FactRowView,
    MarkView,
    Proof,
    SectionView,
    SourceView,
    StoryView,
    TimelineView,
    TurnView,
    ValueView,
    Verdict,
)
from monitor.report.tables import SIDE_BY_SIDE
from monitor.report.words import day_text, plural, stated_date, stated_text, value_text

BARS = 24
"""Sources that have a bar of their own in a timeline; of more, counts are drawn."""

NAMED = 4
"""Sources of a value that are named in a line; the others are counted, or folded."""

SENTENCE = 160
"""Characters of the proving sentence that are kept on either side of the quote."""

POINTED = 3
"""Values that another one is said to contradict, by name."""

OVERVIEW = 3
"""Values of a fact in the list of contradictions; the fact itself has all."""

VALUE = 60
"""Characters of a value where it is only pointed at."""

LONG = 240
"""Characters of a value where it is told; a passage may be longer, and its sentence says more."""


def story_view(story: Story, zone: tzinfo, prefix: str = "") -> StoryView:
    """The view of a story; dates with a time stand in `zone`. `prefix` parts its anchors from another one's.

    Sources that belong to no story are not compared: their facts are listed, without marks.
    """
    return _Viewer(story if story.name is not None else _listed(story), zone, prefix).view()


def _listed(story: Story) -> Story:
    """The same facts without what sources are to each other."""
    rows = []
    for row in story.rows:
        cells = tuple(replace(cell, marks=(), cites=()) for cell in row.cells)
        groups = tuple(
            replace(group, voices=len(group.columns), contradicts=(), later=(), latest=False, majority=False)
            for group in row.groups
        )
        rows.append(replace(row, cells=cells, groups=groups))
    columns = tuple(replace(column, voice=place) for place, column in enumerate(story.columns))
    voices = tuple(Voice((place,)) for place in range(len(columns)))
    return replace(story, columns=columns, voices=voices, rows=tuple(rows), timelines=())


class _Viewer:
    """Makes the view of one story."""

    def __init__(self, story: Story, zone: tzinfo, prefix: str) -> None:
        self.story = story
        self.zone = zone
        self.prefix = prefix
        self.compared = story.name is not None
        # Sources of one voice stand side by side, its origin first.
        self.order = [
            column
            for voice in story.voices
            for column in sorted(voice.columns, key=lambda column, voice=voice: (column != voice.origin, column))  # type: ignore[misc]
        ]
        self.sources = [self.source(place, column) for place, column in enumerate(story.columns)]

    def view(self) -> StoryView:
        story = self.story
        timelines = {timeline.fact: timeline for timeline in story.timelines}
        wide = len(story.columns) <= SIDE_BY_SIDE
        rows = [self.row(number, row, timelines.get(row.fact), wide) for number, row in enumerate(story.rows, 1)]
        sections = []
        for verdict, heading in VERDICTS.items():
            if found := tuple(row for row in rows if row.verdict == verdict):
                sections.append(SectionView(verdict, heading, found))
        if rows and not self.compared:
            sections = [SectionView("listed", "", tuple(rows))]
        disputes = tuple(row for row in rows if row.verdict == "contradict")
        figures = [plural(len(story.columns), "source"), plural(len(rows), "fact")]
        if self.compared:
            figures.insert(1, plural(len(story.voices), "voice"))
        return StoryView(
            name=story.name or "Sources of no story",
            compared=self.compared,
            headline=_headline(len(disputes), len(rows), len(story.voices)) if self.compared else "",
            figures=", ".join(figures),
            wide=wide,
            sources=tuple(self.sources[column] for column in self.order),
            brackets=tuple(
                BracketView(len(voice.columns), self.bracket(voice.columns, voice.origin)) for voice in story.voices
            ),
            disputes=disputes,
            overview=len(story.columns) if wide else OVERVIEW,
            sections=tuple(sections),
            timelines=bool(timelines),
        )

    # ------------------------------------------------------------ sources

    def source(self, place: int, column: StoryColumn) -> SourceView:
        voice = self.story.voices[column.voice]
        others = [each for each in voice.columns if each != place]
        return SourceView(
            anchor=f"{self.prefix}source-{place + 1}",
            outlet=column.outlet,
            site=column.site if column.site != column.outlet else "",
            link=safe_url(column.url),
            dated=self.dated(column.dated),
            trouble=column.trouble,
            voice=f"one voice with {self.names(others)}" if others else "",
            chorus=f"voice {column.voice + 1}" if others else "",
            language=column.version.language,
        )

    def bracket(self, columns: Sequence[int], origin: int | None) -> str:
        if len(columns) < 2:
            return ""
        return "one voice: " + (
            "one text for all" if origin is None else f"the text of {self.story.columns[origin].outlet}"
        )

    def names(self, columns: Sequence[int]) -> str:
        """`Daily Sun, Hill Ledger and 3 more`."""
        shown = [self.story.columns[place].outlet for place in columns[:NAMED]]
        if more := len(columns) - len(shown):
            return f"{', '.join(shown)} and {more} more"
        return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]

    def date(self, dated: Dated) -> str:
        return day_text(dated, self.zone)

    def dated(self, dated: Dated) -> str:
        """The date of a page: `published 2023-07-12`, `first seen 2023-07-12, may be older`."""
        words, _, more = BASIS[dated.basis].partition(",")
        return f"{words} {self.date(dated)}" + (f",{more}" if more else "")

    def since(self, dated: Dated | None) -> str:
        """Since when something is stated: `since 2023-07-12`, `first seen 2023-07-12`."""
        if dated is None:
            return ""
        return f"since {self.date(dated)}" if dated.known else f"first seen {self.date(dated)}"

    # ------------------------------------------------------------ rows

    def row(self, number: int, row: StoryRow, timeline: Timeline | None, wide: bool) -> FactRowView:
        verdict = _verdict(row) if self.compared else "listed"
        silent = sum(cell.observation is None for cell in row.cells)
        views = {column: self.cell(row, column) for column in self.order}
        shown = self.timeline(row, timeline) if timeline and timeline.turns else None
        return FactRowView(
            anchor=f"{self.prefix}fact-{number}",
            title=row.title,
            verdict=verdict,
            since=self.dispute(row) if verdict == "contradict" else "",
            cells=tuple(views.values())
            if wide
            else tuple(
                view
                for column, view in views.items()
                if row.cells[column].group is None and row.cells[column].observation
            ),
            values=tuple(
                self.value(row, place, [views[column] for column in self.by_date(row, group)], wide)
                for place, group in enumerate(row.groups)
            ),
            silent=f"{plural(silent, 'source')} {'does' if silent == 1 else 'do'} not state it" if silent else "",
            timeline=shown,
            news=verdict in ("contradict", "developed") or bool(shown and shown.moves),
        )

    def by_date(self, row: StoryRow, group: Group) -> list[int]:
        """The sources of a value, oldest first."""
        return sorted(group.columns, key=lambda column: (_start(row.cells[column]), column))

    def dispute(self, row: StoryRow) -> str:
        """Since when two values contradict each other: the first pair, of which both are stated."""
        pairs = []
        for place, group in enumerate(row.groups):
            for other in group.contradicts:
                if other > place:
                    later = max((self.earliest(row, each) for each in (group, row.groups[other])), key=moment_of)
                    pairs.append(later)
        first = min(pairs, key=moment_of)
        return f"since {self.date(first)}" + ("" if first.known else " at the latest")

    def earliest(self, row: StoryRow, group: Group) -> Dated:
        found = [dated for column in group.columns if (dated := row.cells[column].dated)]
        return min(found, key=lambda dated: (moment_of(dated), not dated.known))

    def cell(self, row: StoryRow, column: int) -> CellView:
        cell, source = row.cells[column], self.story.columns[column]
        observation = cell.observation
        return CellView(
            source=self.sources[column],
            value=shortened(stated_text(observation, aspect=True), LONG),
            stated=cell.group is not None,
            whose=self.whose(cell),
            since=self.since(cell.dated),
            differs=cell.dated is not None and cell.dated != source.dated,
            marks=self.marks(row, cell),
            proof=_proof(observation),
            place=_place(observation),
            order=cell.group if cell.group is not None else len(row.groups) + (observation is None),
        )

    def whose(self, cell: Cell) -> str:
        if cell.cites:
            return f"has it from {self.names(cell.cites)}"
        if not (said := cell.observation):
            return ""
        if said.attribution:
            return f"according to {said.attribution}"
        return f"credits {said.credit}" if said.credit else ""

    def marks(self, row: StoryRow, cell: Cell) -> tuple[MarkView, ...]:
        group = row.groups[cell.group] if cell.group is not None else None
        found = []
        for mark in cell.marks:
            words = WORDS[mark]
            if mark == "disagrees" and group and group.contradicts:
                words = f"disagrees with {self.pointed(row, group.contradicts)}"
            elif mark == "develops" and group and group.later:
                words = f"earlier state, later: {self.pointed(row, group.later)}"
            if mark != "absent":  # the value says so
                found.append(MarkView(mark, SIGNS[mark], words))
        return (*found, *_of_value(group)) if group else tuple(found)

    def pointed(self, row: StoryRow, places: Sequence[int]) -> str:
        """Values in a few words: `16 or 18`, `16 or 18 or 20 and 2 more`."""
        if len(places) == len(row.groups) - 1 > POINTED:
            return "all other values"
        shown = [
            shortened(stated_text(row.groups[place].observation, aspect=True), VALUE) for place in places[:POINTED]
        ]
        more = len(places) - len(shown)
        return " or ".join(shown) + (f" and {more} more" if more else "")

    def value(self, row: StoryRow, place: int, cells: Sequence[CellView], wide: bool) -> ValueView:
        group = row.groups[place]
        found = []
        if group.contradicts:
            found.append(
                MarkView("disagrees", SIGNS["disagrees"], f"contradicts {self.pointed(row, group.contradicts)}")
            )
        if later := [each for each in group.later if each not in group.contradicts]:
            found.append(MarkView("develops", SIGNS["develops"], f"later: {self.pointed(row, later)}"))
        count = plural(len(group.columns), "source")
        if group.voices != len(group.columns):
            count += f", {plural(group.voices, 'voice')}"
        return ValueView(
            letter=letter(place),
            pattern=place % PATTERNS,
            value=shortened(stated_text(group.observation, aspect=True), LONG),
            brief=shortened(stated_text(group.observation, aspect=True), VALUE),
            count=count,
            since=self.since(self.earliest(row, group)),
            marks=(*found, *_of_value(group)),
            lead="" if wide or len(cells) <= NAMED else f"{count}, first ",
            holders=tuple(
                (cell.source.outlet, cell.since) for cell in (cells if wide or len(cells) <= NAMED else cells[:1])
            ),
            first=() if wide else tuple(cells[:NAMED]),
            rest=() if wide else tuple(cells[NAMED:]),
        )

    # ------------------------------------------------------------ time

    def timeline(self, row: StoryRow, timeline: Timeline) -> TimelineView:
        turns = turns_by_source(timeline)
        lanes = Lanes(row, turns)
        firsts = {id(own[0]) for own in turns.values()}
        moves = [turn for turn in timeline.turns if id(turn) not in firsts]
        if len(turns) <= BARS:
            chart = bar_chart(self.story, lanes, turns, self.zone)
            return TimelineView(chart, self.turns(timeline.turns, turns), None, len(moves))
        found = counts(lanes, turns, self.zone)
        return TimelineView(count_chart(found, lanes), self.turns(moves, turns), found, len(moves))

    def turns(self, shown: Sequence[Turn], by_source: dict[int, list[Turn]]) -> tuple[TurnView, ...]:
        before = {
            (own[place].column, own[place].version): own[place - 1]
            for own in by_source.values()
            for place in range(1, len(own))
        }
        views = []
        for turn in shown:
            old = before.get((turn.column, turn.version))
            views.append(
                TurnView(
                    stated_date(turn.dated.on, self.zone) or turn.dated.on,
                    BASIS[turn.dated.basis],
                    self.story.columns[turn.column].outlet,
                    value_text(old.observation) if old else None,
                    value_text(turn.observation),
                )
            )
        return tuple(views)


def _verdict(row: StoryRow) -> Verdict:
    if row.disputed:
        return "contradict"
    if any(group.later for group in row.groups):
        return "developed"
    return "agree" if row.voices > 1 else "single" if row.voices else "unclear"


def _headline(disputes: int, facts: int, voices: int) -> str:
    if not facts:
        return "No facts yet"
    if disputes:
        return f"Sources contradict each other in {disputes} of {plural(facts, 'fact')}"
    return f"No contradiction in {plural(facts, 'fact')}" if voices > 1 else f"{plural(facts, 'fact')} of one voice"


def _of_value(group: Group) -> list[MarkView]:
    """What is to be said of a value, whoever states it."""
    found = [MarkView("majority", "\u25c6", "majority")] if group.majority else []
    return [*found, MarkView("latest", "\u25b2", "latest")] if group.latest else found


def _start(cell: Cell) -> tuple[object, bool]:
    assert cell.dated
    return moment_of(cell.dated), not cell.dated.known


def _place(observation: Observation | None) -> str:
    """Where the evidence stands, if not in the text."""
    evidence = observation.evidence if observation else None
    return "" if evidence is None or evidence.where == "text" else evidence.where


def _proof(observation: Observation | None) -> Proof | None:
    """The proving sentence around the quote; None where there is none."""
    if observation is None or observation.evidence is None:
        return None
    sentence, quote = " ".join(observation.evidence.sentence.split()), " ".join(observation.evidence.quote.split())
    before, quote, after = sentence.partition(quote or "\0")
    if not quote:
        return (shortened(before, 4 * SENTENCE), "", "")
    before = f"...{before[-SENTENCE:]}" if len(before) > SENTENCE + 3 else before
    return before, quote, f"{after[:SENTENCE]}..." if len(after) > SENTENCE + 3 else after
