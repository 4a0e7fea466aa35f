"""A story's table: marks, groups, the latest and the majority, who has it from whom, timelines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from story_says import say

from monitor.model import Dated, Observation, Story, StoryRow, Telling, ToldVersion
from monitor.story import tell_story
from monitor.story.voices import sketch_of

TITLES = {"n": "Number", "s": "State", "p": "Place"}
TYPES = {"n": "count", "s": "status", "p": "name"}
Make = Callable[..., Telling]


def story(*tellings: Telling) -> Story:
    return tell_story("story", tellings, TITLES, TYPES)


def row(*tellings: Telling, fact: str = "n") -> StoryRow:
    return next(each for each in story(*tellings).rows if each.fact == fact)


def marks(found: StoryRow) -> list[str]:
    return [" ".join(cell.marks) for cell in found.cells]


def test_who_agrees_and_who_disagrees(telling: Make) -> None:
    """A contradiction marks both sides, and who has no one beside it is alone."""
    found = row(*(telling(name, {"n": say(value)}) for name, value in (("a", 15), ("b", 15), ("c", 16))))
    assert marks(found) == ["disagrees", "disagrees", "disagrees alone"]
    assert found.disputed
    assert [(group.observation.value, group.columns, group.voices) for group in found.groups] == [
        (15, (0, 1), 2),
        (16, (2,), 1),
    ]
    assert [(group.contradicts, group.majority) for group in found.groups] == [((1,), True), ((0,), False)]


def test_hedges_agree_and_are_seen(telling: Make) -> None:
    """`About 15` beside 15; a bound between two that contradict each other agrees with both."""
    found = row(telling("a", {"n": say(15)}), telling("b", {"n": say(15, qualifier="about")}))
    assert marks(found) == ["agrees", "agrees hedged"]
    assert not found.disputed
    found = row(*(telling(n, {"n": say(v, qualifier=q)}) for n, v, q in (("a", 15, None), ("b", 12, "at_least"))))
    assert found.groups[0].compatible == (1,)
    one, bound, other = say(15), say(12, qualifier="at_least"), say(16)
    found = row(*(telling(str(n), {"n": each}) for n, each in enumerate((one, bound, other))))
    assert marks(found) == ["disagrees", "agrees hedged", "disagrees"]


def test_what_is_not_stated(telling: Make) -> None:
    """Absent, ambiguous and in error are no sides of a dispute; who is left is alone."""
    ambiguous = Observation("n", "ambiguous", "p/n", "d", values=(15, 16))
    error = Observation("n", "error", "p/n", "d", note="out of time")
    found = row(
        telling("a", {"n": say(15)}), telling("b", {}), telling("c", {"n": ambiguous}), telling("d", {"n": error})
    )
    assert marks(found) == ["alone", "absent", "ambiguous", "error"]
    assert [cell.group for cell in found.cells] == [0, None, None, None]
    assert (found.voices, found.disputed, found.groups[0].majority) == (1, False, False)


def test_a_plan_in_may_and_a_hold_in_july(telling: Make) -> None:
    """The earlier state is marked as gone on from, and nothing is disputed; on one day it is."""
    planned, held = say("planned", "s"), say("on_hold", "s")
    may = telling("a", {"s": planned}, "2023-05-03")
    july = telling("b", {"s": held}, "2023-07-09")
    also = telling("c", {"s": held}, "2023-07-10")
    found = row(may, july, also, fact="s")
    assert marks(found) == ["alone develops", "agrees", "agrees"]
    assert not found.disputed
    assert [(group.observation.value, group.later, group.latest, group.majority) for group in found.groups] == [
        ("on_hold", (), True, True),
        ("planned", (0,), False, False),
    ]
    same_day = telling("d", {"s": planned}, "2023-07-09")
    found = row(same_day, july, fact="s")
    assert marks(found) == ["disagrees alone", "disagrees alone"]
    assert [group.latest for group in found.groups] == [False, False], "neither is later"


def test_the_date_of_a_value_is_that_of_the_version_that_brought_it(telling: Make) -> None:
    """A page of May that changed in July says it in July."""
    changed = telling("a", {"s": say("dropped", "s")}, "2023-05-03", since={"s": Dated("2023-07-20", "changed")})
    found = row(changed, telling("b", {"s": say("planned", "s")}, "2023-07-09"), fact="s")
    assert marks(found) == ["alone", "alone develops"]
    assert found.cells[0].dated == Dated("2023-07-20", "changed")
    assert found.groups[found.cells[0].group or 0].latest


def test_copies_are_one_voice(telling: Make) -> None:
    """Three pages with one text do not outvote two that looked for themselves, nor keep each other company."""
    lamp = "The board of the trust decided on Monday to sell the cottage and to buy a lamp for the money that it gets."
    stairs = "Cracks below the northern stairs, found by divers in the autumn, keep the public out until the spring."
    copied = sketch_of([lamp, stairs])
    copies = [telling(f"copy {n}", {"n": say(16), "p": say("Merrow", "p")}, sketch=copied) for n in range(3)]
    others = [telling(f"own {n}", {"n": say(15)}) for n in range(2)]
    told = story(*copies, *others)
    assert [voice.columns for voice in told.voices] == [(0, 1, 2), (3,), (4,)]
    assert [column.voice for column in told.columns] == [0, 0, 0, 1, 2]
    number, place = told.rows
    assert [(group.observation.value, group.voices, group.majority) for group in number.groups] == [
        (15, 2, True),
        (16, 1, False),
    ]
    assert marks(place)[:3] == ["alone", "alone", "alone"]
    one = replace(copies[0], facts={"n": say(17)})
    assert row(one, *copies[1:]).disputed, "a copy that says something else is news"


def test_whose_text_it_is(telling: Make) -> None:
    """The outlet that the others name, else the one that is older than all; where nothing tells, nobody's."""
    same = sketch_of(
        ["A long enough sentence about the harbour, its nine berths and the gulls that sit on every one of them."] * 2
    )
    first = telling("first", {"n": say(1)}, "2023-07-01", same)
    later = telling("later", {"n": say(1)}, "2023-07-02", same)
    undated = telling("undated", {"n": say(1)}, None, same)
    assert story(later, first).voices[0].origin == 1
    assert story(later, undated).voices[0].origin is None
    cites = telling("after", {"n": say(1, attribution="the Later reported")}, "2023-06-01", same)
    assert story(first, later, cites).voices[0].origin == 1


@pytest.mark.parametrize(
    ("attribution", "cited"),
    [
        ("Kyodo News", (1,)),
        ("Kyodo", (1,)),
        ("The Japan Times", (2,)),
        ("JapanTimes", (2,)),
        ("NHK", (3,)),
        ("officials who read the news", ()),
        ("local times", ()),
        (None, ()),
    ],
)
def test_who_has_it_from_whom(telling: Make, attribution: str | None, cited: tuple[int, ...]) -> None:
    """By the outlet's name, or the name of its site; words that many names have are no name."""
    found = row(
        telling("a", {"n": say(1, attribution=attribution)}),
        telling("Kyodo", {}),
        telling("jt", {}, url="https://www.japantimes.co.jp/x"),
        telling("NHK World", {}, url="https://nhk.example/x"),
        telling("Daily Times", {}),
    )
    assert found.cells[0].cites == cited


def test_a_text_credited_to_an_outlet_is_from_it(telling: Make) -> None:
    """A credit of the whole text counts where nobody is named beside the statement."""
    credited = {"n": replace(say(1), credit="Kyodo")}
    beside = {"n": replace(say(1, attribution="NHK"), credit="Kyodo")}
    found = row(telling("a", credited), telling("b", beside), telling("Kyodo", {}), telling("NHK World", {}))
    assert [cell.cites for cell in found.cells[:2]] == [(2,), ()]


def test_rows_stand_in_the_order_of_the_rules(telling: Make) -> None:
    """Facts without a title come last; what nobody states has no row."""
    told = story(telling("a", {"zz": say(1, "zz"), "s": say("open", "s"), "n": say(1)}))
    assert [(each.fact, each.title, each.type) for each in told.rows] == [
        ("n", "Number", "count"),
        ("s", "State", "status"),
        ("zz", "zz", ""),
    ]
    assert tell_story(None, [], {}, {}).rows == ()


def test_timelines(telling: Make) -> None:
    """A turn where a source's value changed or went, at its date; versions that leave it open are passed over."""
    start = datetime(2026, 3, 1, tzinfo=UTC)

    def history(*values: Any) -> tuple[ToldVersion, ...]:
        return tuple(
            ToldVersion(
                number, start, Dated((start + timedelta(days=number)).isoformat(), "changed"), {"n": v} if v else {}
            )
            for number, v in enumerate(values, 1)
        )

    ambiguous = Observation("n", "ambiguous", "p/n", "d", values=(15, 16))
    a = telling("a", {"n": say(16)}, history=history(say(15), ambiguous, say(15), say(16), None, say(16)))
    b = telling("b", {"n": say(15)}, history=history(None, say(15, qualifier="about"), say(15)))
    [timeline] = story(a, b).timelines
    assert [(turn.column, turn.version, turn.observation and turn.observation.value) for turn in timeline.turns] == [
        (0, 1, 15), (1, 2, 15), (1, 3, 15), (0, 4, 16), (0, 5, None), (0, 6, 16),
    ]  # fmt: skip
    assert story(telling("a", {"n": say(16)})).timelines == ()
