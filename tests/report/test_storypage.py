"""A story's page: who disagrees with whom about what, since when, for whoever has no colours, no script, no style."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import madestory
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Dated, Evidence, Observation, Story, Telling, Turn, Version
from monitor.report.safe import html_environment
from monitor.report.story import facts_html, story_view
from monitor.report.story.axis import BUCKETS, LETTER, NARROW, Axis, moment_of, steps
from monitor.report.story.chart import bar_chart, counts
from monitor.report.story.lanes import Lanes, letter, shortened, turns_by_source
from monitor.story import tell_story

GOLDEN = Path(__file__).parent / "golden" / "story.html"
HOSTILE = "<script>alert(1)</script>\x1b[31m\u202eevil\u2066\n{{ 7*7 }}{% raw %}</style></svg>'\"&#x3c;"


class Page(HTMLParser):
    """What a page is made of: tags with their attributes, and its text without style."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self._inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def harbour() -> Story:
    return madestory.story()


@pytest.fixture(scope="module")
def large() -> Story:
    return madestory.large()


def page_of(templates, *stories: Story) -> str:
    return facts_html(stories, templates=templates, now=madestory.NOW)


def row_of(story: Story, fact: str):
    place = next(i for i, row in enumerate(story.rows) if row.fact == fact)
    return story.rows[place], story.timelines[place]


# ---------------------------------------------------------------- what it says


def test_golden(harbour, templates):
    """The whole page, with every mark, every kind of date, a voice of two and sources that changed."""
    html = page_of(templates, harbour)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(html.encode())
    assert html == GOLDEN.read_bytes().decode()


def test_it_says_in_words_who_disagrees_with_whom_since_when(harbour, templates):
    """Everything that a mark says stands in the text: nobody needs colours, shapes or style for it."""
    text = Page(page_of(templates, harbour)).text
    for words in (
        "harbour: Sources contradict each other in 1 of 6 facts",
        "7 sources, 6 voices, 6 facts",
        "Berths of the harbour contradiction since 2024-03-04",
        "about 15 ≠ contradicts 16 or 18 Daily Sun since 2024-03-04",
        "≠ disagrees with 16 or 18 1 alone with this ≈ not exact",
        "◆ majority ▲ latest",
        "16 has it from Coast Wire ≠ disagrees with about 15 or 18",
        "→ earlier state, later: on hold",
        "= agrees",
        "3 or 4 (ambiguous) ? contradicts itself",
        "one voice: one text for all",
        "Quay Mirror first seen 2024-03-11",
        "first seen 2024-03-11, may be older · now unreadable: consent wall",
        "neither the majority nor the latest statement is the truth",
        "Hill Ledger: 15 from 2024-03-06, 16 from 2024-03-15.",
        "2024-03-15 page modified Hill Ledger 15 16, according to Coast Wire",
        "North Star stopped 2024-03-13",
        "Sentence The new harbour will have about fifteen berths , the council said after its meeting.",
    ):
        assert words in text, words


def test_disputed_facts_come_first(harbour):
    """Contradictions, developments, agreement, lone voices, what nobody states clearly."""
    view = story_view(harbour, UTC)
    assert [section.verdict for section in view.sections] == ["contradict", "developed", "agree", "single", "unclear"]
    assert [row.title for row in view.disputes] == ["Berths of the harbour"]


def test_sources_of_one_voice_stand_side_by_side(templates):
    """A copy stands beside its original, however far from it it was added, and the bracket is above both."""

    def told(number, text):
        return madestory.telling(number, f"S{number}", ("2024-03-01",), [[madestory.berths(15)]], text)

    other = "A quiet day passed in the valley. Nobody counted the sheep on the northern slope. The bus was late again."
    story = tell_story("s", [told(1, madestory.COPIED), told(2, other), told(3, madestory.COPIED)], {}, {})
    view = story_view(story, UTC)
    assert [source.outlet for source in view.sources] == ["S1", "S3", "S2"]
    assert [(bracket.span, bool(bracket.words)) for bracket in view.brackets] == [(2, True), (1, False)]
    assert [cell.source.outlet for cell in view.sections[0].rows[0].cells] == ["S1", "S3", "S2"]


def test_a_contradiction_with_an_undated_page_is_told_so(templates):
    """Where one side was only seen first, it may have begun before."""

    def told(number, date, count):
        return madestory.telling(number, f"S{number}", (date,), [[madestory.berths(count)]])

    dated = tell_story("s", [told(1, "2024-03-01", 15), told(2, "2024-03-02", 16)], {}, {"berths": "count"})
    assert story_view(dated, UTC).disputes[0].since == "since 2024-03-02"
    undated = tell_story("s", [told(1, "2024-03-01", 15), told(2, None, 16)], {}, {"berths": "count"})
    assert story_view(undated, UTC).disputes[0].since == "since 2024-03-11 at the latest"


def test_sources_of_no_story_are_listed_and_not_compared(harbour, templates):
    """No marks, no voices, no verdict, no timelines."""
    html = page_of(templates, tell_story(None, [
        madestory.telling(1, "One", ("2024-03-01",), [[madestory.berths(15)]], madestory.COPIED),
        madestory.telling(2, "Two", ("2024-03-01",), [[madestory.berths(16)]], madestory.COPIED),
    ], {}, {}))  # fmt: skip
    text = Page(html).text
    assert "One since 2024-03-01 15 Sentence" in text
    for word in ("voice", "disagree", "contradict", "majority", "alone", "since when"):
        assert word not in text
    assert "<svg" not in html


def test_nothing_yet(templates):
    """A story none of whose facts was read says so."""
    assert "harbour: No facts yet" in Page(page_of(templates, tell_story("harbour", [], {}, {}))).text


# ---------------------------------------------------------------- what it is made of


def assert_closed(html: str) -> Page:
    """Nothing runs, nothing is loaded, every link leads somewhere, every id stands once."""
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "image", "iframe", "object", "embed", "form", "base", "audio", "use"}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "background")], (
            tag
        )
        href = attributes.get("href")
        assert href is None or re.match(r"https?://|#", href), href
        for value in attributes.values():
            assert not re.search(r"url\((?!#p[0-6]\))", value or "")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    assert "@import" not in style[1]
    assert "url(" not in style[1]
    assert "default-src 'none'" in html
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert max(ids.values()) == 1
    links = {attributes["href"][1:] for _, attributes in page.tags if (attributes.get("href") or "").startswith("#")}
    named = {name for _, attributes in page.tags for name in (attributes.get("aria-labelledby") or "").split()}
    fills = {found for _, attributes in page.tags for found in re.findall(r"#(p\d)", attributes.get("fill") or "")}
    assert links | named | fills <= ids.keys()
    return page


def test_the_page_loads_nothing_and_runs_nothing(harbour, large, templates):
    """Few sources, many sources, and several stories on one page."""
    assert_closed(page_of(templates, harbour))
    assert_closed(page_of(templates, large))
    assert_closed(page_of(templates, harbour, madestory.story(), madestory.large(12, 6)))


def test_charts_have_no_colours(harbour, templates):
    """What a chart shows is drawn in the colour of the text, with patterns and letters."""
    page = Page(page_of(templates, harbour))
    colours = {attributes.get(name) for _, attributes in page.tags for name in ("fill", "stroke")} - {None}
    assert {colour for colour in colours if not colour.startswith("url(#p")} == {"currentColor", "none", "#fff", "#999"}
    charts = [attributes for tag, attributes in page.tags if tag == "svg" and attributes.get("role") == "img"]
    assert len(charts) == len([timeline for timeline in harbour.timelines if timeline.turns])
    assert all(attributes["aria-labelledby"] for attributes in charts)


def hostile(count: int) -> Story:
    """A story in which everything that a page or a user can write is hostile."""
    told = []
    for number in range(count):
        evidence = Evidence(HOSTILE, HOSTILE, 0, 1, f"so {HOSTILE} it is")
        facts = {
            "f": Observation("f", "found", "p/f", "d", HOSTILE, evidence=evidence, attribution=HOSTILE),
            "g": Observation("g", "found", "p/g", "d", number, qualifier="exact", evidence=evidence),
            "h": Observation("h", "ambiguous", "p/h", "d", values=(HOSTILE, "x")),
            "i": Observation("i", "error", "p/i", "d", note=HOSTILE),
        }
        version = Version(1, madestory.NOW, HOSTILE, HOSTILE, None, HOSTILE)
        on = Dated(HOSTILE, "published")
        told.append(
            Telling(number, f"{HOSTILE}{number}", f"javascript:{HOSTILE}", version, facts, on, {}, None, HOSTILE,
                    (madestory.ToldVersion(1, madestory.NOW, on, facts),))
        )  # fmt: skip
    return tell_story(HOSTILE, told, {"f": HOSTILE}, {"g": "count"})


@pytest.mark.parametrize("count", [2, 12, 30])
def test_what_a_page_prints_stays_text(count, templates):
    """Names, values, quotes, dates, languages and addresses, in the table, the list and the chart of each size."""
    html = page_of(templates, hostile(count))
    page = assert_closed(html)
    assert "alert(1)" in page.text
    assert "{{ 7*7 }}" in page.text
    assert not re.search("[\x1b\u202e\u2066]", html)
    assert not any("javascript" in (attributes.get("href") or "") for _, attributes in page.tags)


def test_the_sandbox_still_hides_what_is_no_field():
    """The short way to a view's fields opens nothing else of it."""
    turn = Turn(0, 1, Dated("2024", "published"), None)
    environment = html_environment({"t": "{{ it.column }}", "u": "{{ it.__class__ }}", "v": "{{ it.dated.known }}"})
    assert environment.get_template("t").render(it=turn) == "0"
    assert environment.get_template("v").render(it=turn) == "True"
    with pytest.raises(Exception, match="unsafe"):
        environment.get_template("u").render(it=turn)


# ---------------------------------------------------------------- many sources


def test_many_sources_are_told_by_value_and_agreement_is_folded(large, templates):
    """A line a value with how many state it; facts that nobody contradicts are closed, disputed ones open."""
    view = story_view(large, UTC)
    assert not view.wide
    html = page_of(templates, large)
    assert len(re.findall(r'<article class="card byvalue"', html)) == len(view.disputes) > 10
    assert len(re.findall(r'<details class="card byvalue"', html)) == len(large.rows) - len(view.disputes) > 10
    row = next(row for row in large.rows if row.disputed)
    shown = next(each for each in view.disputes if each.title == row.title)
    assert [len(value.first) + len(value.rest) for value in shown.values] == [
        len(group.columns) for group in row.groups
    ]
    assert all(len(value.first) <= 4 for value in shown.values)


def test_every_sentence_of_many_sources_can_be_reached(templates):
    """No source's proof is left out, however many there are."""
    story = madestory.large(40, 4)
    html = page_of(templates, story)
    stated = sum(cell.group is not None for row in story.rows for cell in row.cells)
    assert html.count("<blockquote") == stated


def test_a_large_story_is_rendered_in_time(large, templates):
    """200 sources and 50 facts; a second is the aim (docs/benchmarks.md), four are allowed to a busy machine."""
    begin = time.process_time()
    page_of(templates, large)
    assert time.process_time() - begin < 4


def test_the_page_is_the_same_every_time(templates):
    """What is built twice from the same statements is equal, letter by letter."""
    assert page_of(templates, madestory.large(30, 6)) == page_of(templates, madestory.large(30, 6))


# ---------------------------------------------------------------- charts

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)).map(date.isoformat)
SECONDS = st.integers(0, 200_000).map(lambda n: (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=n)).isoformat())
BROKEN = st.sampled_from(["", "soon", "2024-99-99", "0000", "99999"])
DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]), SECONDS, BROKEN)


def turns_at(dates: list[str]) -> list[Turn]:
    return [Turn(place, 1, Dated(date, "published"), None) for place, date in enumerate(dates)]


@given(st.lists(DATES, min_size=1, max_size=30))
def test_the_axis_keeps_the_order_of_dates(dates):
    """What is later stands further right, within the chart; what is one date stands at one place."""
    turns = turns_at(dates)
    axis = Axis(turns, UTC)
    for one in turns:
        assert 0 <= axis.x(one) <= 100
        for other in turns:
            if moment_of(one.dated) < moment_of(other.dated):
                assert axis.x(one) <= axis.x(other)
            elif one.dated == other.dated:
                assert axis.x(one) == axis.x(other)


@given(st.lists(DATES, min_size=1, max_size=30))
def test_dates_on_the_axis_never_overlap(dates):
    """Even on the narrowest chart, and none leaves it."""
    ends = []
    for tick in Axis(turns_at(dates), UTC).ticks():
        wide, at = 100 * LETTER * len(tick.label) / NARROW, float(tick.at[:-1])
        left = at - {"start": 0, "middle": wide / 2, "end": wide}[tick.anchor]
        assert left >= -0.02
        assert left + wide <= 100.02
        ends.append((left, left + wide))
    assert all(right < left for (_, right), (left, _) in pairwise(ends))


def test_a_change_of_one_source_within_a_minute_is_seen():
    """First looks of one run stand together; a source that changes stands apart from where it stood."""
    at = datetime(2024, 3, 1, 12, tzinfo=UTC)

    def turn(column, version, seconds):
        return Turn(column, version, Dated((at + timedelta(seconds=seconds)).isoformat(), "changed"), None)

    turns = [turn(0, 1, 0), turn(1, 1, 2), turn(0, 2, 5)]
    axis = Axis(turns, UTC)
    assert axis.x(turns[0]) == axis.x(turns[1]) < axis.x(turns[2])
    assert [axis.label(each) for each in turns] == ["12:00:00", "12:00:00", "12:00:05"]


def test_long_gaps_are_drawn_shorter():
    """Three years take less than ten times what a day takes, and more than it."""
    turns = turns_at(["2020-01-01", "2020-01-02", "2023-01-02"])
    first, second, third = (Axis(turns, UTC).x(turn) for turn in turns)
    assert second - first < third - second < 10 * (second - first)


def test_a_bar_is_cut_where_a_source_changes(harbour):
    """The letter of each part is that of its value; each part ends where the next begins."""
    row, timeline = row_of(harbour, "berths")
    turns = turns_by_source(timeline)
    lanes = Lanes(row, turns)
    chart = bar_chart(harbour, lanes, turns, UTC)
    bar = next(bar for bar in chart.bars if bar.name == "Hill Ledger")
    first, second = bar.segments
    values = {lane.letter: lane.value for lane in chart.lanes}
    assert (values[first.letter], values[second.letter]) == ("15", "16")
    assert float(first.x[:-1]) + float(first.width[:-1]) == pytest.approx(float(second.x[:-1]), abs=0.02)
    assert first.pattern != second.pattern
    assert len(chart.bars) == len(harbour.columns)
    assert [bar.name for bar in chart.bars if bar.name.endswith("…")] == ["The Inland and Uppe…"]
    stopped = next(bar for bar in chart.bars if bar.name == "North Star")
    assert not stopped.goes_on
    assert stopped.segments[-1].pattern is None
    assert {segment.marker for bar in chart.bars for segment in bar.segments} == {"dot", "square", "ring"}


def test_bars_stand_below_the_value_that_is_stated_now(harbour):
    """Between a value's heading and the next one are the bars of its sources, and no other."""
    row, timeline = row_of(harbour, "berths")
    turns = turns_by_source(timeline)
    chart = bar_chart(harbour, Lanes(row, turns), turns, UTC)
    for place, group in enumerate(row.groups):
        lane = next(lane for lane in chart.lanes if lane.letter == letter(place))
        below = min((other.y for other in chart.lanes if other.y > lane.y), default=chart.axis)
        names = {bar.name for bar in chart.bars if lane.y < bar.y < below}
        assert names == {shortened(harbour.columns[column].outlet, 20) for column in group.columns}


@given(st.integers(0, 2**16))
def test_counts_are_those_of_the_sources(seed):
    """At the end each value has as many sources as state it now; no step counts a source twice."""
    story = madestory.large(30, 1, seed)
    row, timeline = story.rows[0], story.timelines[0]
    turns = turns_by_source(timeline)
    found = counts(Lanes(row, turns), turns, UTC)
    assert len(found.steps) <= BUCKETS
    stated = [len(group.columns) for group in row.groups]
    shown = [numbers[-1] for _, _, numbers in found.rows]
    assert sum(shown) == sum(stated)
    assert shown[: min(len(stated), 6)] == stated[:6]
    for step in range(len(found.steps)):
        assert sum(numbers[step] for _, _, numbers in found.rows) <= len(story.columns)


@pytest.mark.parametrize(
    ("first", "last", "unit", "number"),
    [
        ("2024-03-01", "2024-03-01", "day", 1),
        ("2024-03-01", "2024-03-12", "day", 12),
        ("2024-03-01", "2024-03-13", "week", 3),
        ("2024-03-01", "2024-07-01", "month", 5),
        ("2024-01-01", "2025-03-01", "quarter", 5),
        ("2014-01-01", "2025-03-01", "year", 12),
        ("1914-01-01", "2025-03-01", "decade", 12),
        ("0001-01-01", "2025-03-01", "century", 21),
    ],
)
def test_steps_of_time(first, last, unit, number):
    """The shortest steps of which twelve are enough; centuries take whatever comes."""
    starts, found = steps(date.fromisoformat(first), date.fromisoformat(last))
    assert (found, len(starts)) == (unit, number)
    assert starts == sorted(set(starts))
    assert starts[0].isoformat() <= first


def test_names_are_cut_to_what_there_is_room_for():
    """Wide characters count twice, and an ellipsis says that something is missing."""
    assert shortened("Daily Sun", 9) == "Daily Sun"
    assert shortened("Daily Sunday", 9) == "Daily Su…"
    assert shortened("港の新聞", 8) == "港の新聞"
    assert shortened("港の新聞社", 8) == "港の新…"
