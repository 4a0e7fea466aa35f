"""What checks mean for a story: the line with its real parts, three outlets on loopback that tell one event."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from articles import PACK, article

from monitor.check import Line
from monitor.errors import ClaimLost
from monitor.executor import Executor
from monitor.fetch import Fetcher
from monitor.model import Result, Source
from monitor.oneshot import check_now
from monitor.resources import lexicons
from monitor.rules import Rulebook, load
from monitor.settings import Settings
from monitor.store import Store

SETTINGS = Settings(allow_private_hosts=True, per_host_delay=0.0, attempts=1)

TEXTS = {
    "courier": (
        "The town council presented its plan for the new harbour on Tuesday evening, after two years of talks.",
        "Along the northern quay there will be {} berths, which the mayor called a modest beginning for the town.",
        "Fishermen who spoke at the meeting asked for a second crane, while shop owners wanted room for visitors.",
        "A decision on the ferry pier was put off until the spring, when a study of the currents is expected.",
    ),
    "herald": (
        "Sailors will soon find it easier to spend the night on the coast, if engineers keep to their calendar.",
        "Documents that this newspaper has seen speak of {} berths behind a breakwater of granite blocks.",
        "Building starts once the region has released its share of the money, most likely before the winter.",
        "Critics in the assembly doubt that anybody has counted how many boats really come here in summer.",
    ),
    "post": (
        "A breakwater, a quay, a promenade with lamps: what was drawn on paper napkins is now a proper scheme.",
        "Its author, an architect from the capital, has room for {} berths and a small shop for spare parts.",
        "She says that gulls were the hardest clients, since they will not read signs and never pay for parking.",
        "Whether the yacht club moves in is open; its chairman wants to see the prices before he says a word.",
    ),
}


def page(outlet: str, berths: object | None, published: str = "") -> bytes:
    """An outlet's article; None: without the number."""
    paragraphs = [each.format(berths) for each in TEXTS[outlet] if berths is not None or "{}" not in each]
    head = f'<meta property="article:published_time" content="{published}">' if published else ""
    return article(*paragraphs, title=f"The harbour, says the {outlet}", head=head)


class Town:
    """Sources of one story, a clock, and checks of all of them."""

    def __init__(self, store: Store, rulebook: Rulebook, site: Any) -> None:
        self.store, self.rulebook, self.site = store, rulebook, site
        self.now = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)
        self.sources: list[Source] = []

    def serve(self, **berths: object) -> None:
        for outlet, number in berths.items():
            self.site.pages[f"/{outlet}"] = number if isinstance(number, bytes) else page(outlet, number)

    def track(self, *outlets: str, story: str | None = "harbour") -> None:
        for outlet in outlets:
            source = Source(0, self.site.url(f"/{outlet}"), outlet, story=story)
            self.sources.append(self.store.track(source, self.now))

    def check(self, rulebook: Rulebook | None = None, only: str | None = None) -> dict[str, list[str]]:
        """Checks all, an hour later; what it meant for the story, by outlet."""
        return {
            result.source.name: [f"{event.kind.removeprefix('story.')} {event.fact}" for event in result.story]
            for result in self.results(rulebook, only)
            if result.story
        }

    def results(self, rulebook: Rulebook | None = None, only: str | None = None) -> list[Result]:
        self.now += timedelta(hours=1)
        sources = [source for source in self.sources if only in (None, source.name)]
        return asyncio.run(check_now(self.store, SETTINGS, rulebook or self.rulebook, sources, clock=lambda: self.now))

    def events(self) -> list[tuple[str, str]]:
        return [(event.kind, event.result.source.name) for event in self.store.events() if event.result and event.story]


@pytest.fixture
def town(site: Any, rulebook: Rulebook, tmp_path: Path) -> Iterator[Town]:
    with Store.open(tmp_path / "monitor.db") as store:
        yield Town(store, rulebook, site)


def test_a_story_that_is_read_for_the_first_time_is_no_news(town: Town) -> None:
    """Three sources that differ, tracked together: nothing has shifted yet."""
    town.serve(courier=15, herald=16, post="about 15")
    town.track("courier", "herald", "post")
    assert town.check() == {}
    assert town.check() == {}


def test_one_comes_to_disagree_and_back(town: Town) -> None:
    """A new number contradicts the others and is the first of its kind; given up, it is nobody's."""
    town.serve(courier=15, herald=15, post=15)
    town.track("courier", "herald", "post")
    town.check()
    town.serve(herald=16)
    [result] = [result for result in town.results() if result.story]
    disagrees, first = result.story
    assert (disagrees.kind, disagrees.sources, first.kind) == ("story.disagrees", 2, "story.first_reported")
    assert disagrees.old is not None
    assert disagrees.new is not None
    assert (disagrees.old.value, disagrees.new.value) == (15, 16)
    [other] = disagrees.others
    assert (other.source, other.observation.value, other.dated.basis) == ("courier", 15, "first_seen")
    assert other.observation.evidence is not None
    assert "15 berths" in other.observation.evidence.sentence
    town.serve(herald=15)
    assert town.check() == {"herald": ["agrees berth_count", "given_up berth_count"]}
    town.serve(post=16)
    assert town.check() == {"post": ["disagrees berth_count"]}, "16 has been reported before"


def test_the_last_that_gives_a_value_up(town: Town) -> None:
    """Two move from 15 to 16, one after the other: the second gives 15 up for all."""
    town.serve(courier=15, herald=15, post=16)
    town.track("courier", "herald", "post")
    town.check()
    town.serve(courier=16)
    assert town.check() == {"courier": ["agrees berth_count", "disagrees berth_count"][::-1]}
    town.serve(herald=16)
    assert town.check() == {"herald": ["agrees berth_count", "given_up berth_count"]}


def test_a_new_source_of_a_running_story(town: Town) -> None:
    """Its first look counts against those that were read before it was tracked."""
    town.serve(courier=15, herald=15, post=17)
    town.track("courier", "herald")
    town.check()
    town.track("post")
    assert town.check() == {"post": ["disagrees berth_count", "first_reported berth_count"]}
    assert [(result.source.name, len(result.story)) for result in town.store.results()] == [("post", 2)]


def test_sources_without_a_story_have_no_events(town: Town) -> None:
    """And keep no sketch of their text."""
    town.serve(courier=15, herald=15)
    town.track("courier", "herald", story=None)
    town.check()
    town.serve(courier=16)
    assert town.check() == {}
    assert town.store._rows("SELECT * FROM sketches") == []


def test_a_change_without_a_fact_decides_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that changed and pages that did not: the story is not even looked at."""
    town.serve(courier=15, herald=16)
    town.track("courier", "herald")
    town.check()

    def fail(*_: object) -> None:
        raise AssertionError("it was looked at")

    monkeypatch.setattr(Store, "_story_before", fail)
    monkeypatch.setattr(Store, "unread", fail)
    town.serve(courier=page("courier", 15).replace(b"second crane", b"third crane"))
    assert town.check() == {}
    assert town.store.last_result(town.sources[0].id).outcome.text.count("edited") == 1  # type: ignore[union-attr]


def test_events_are_told_once(town: Town) -> None:
    """Each is stored with its check, and composed into one message."""
    town.serve(courier=15, herald=15)
    town.track("courier", "herald")
    town.check()
    town.serve(herald=16)
    town.check()
    town.check()
    assert town.events() == [("story.disagrees", "herald"), ("story.first_reported", "herald")]


def test_a_copy_of_its_own_text_is_no_one_to_agree_with(town: Town) -> None:
    """Two pages with one text: one follows the other, and stays alone with its voice."""
    town.serve(courier=15, herald=17, post=page("courier", 16))
    town.track("courier", "herald", "post")
    town.check()
    town.serve(courier=16)
    assert town.check() == {"courier": ["given_up berth_count"]}


def test_an_edited_rule_reads_the_others_again(town: Town) -> None:
    """Their facts of yesterday's rules do not count; read again, they do."""
    town.serve(courier=15, herald=15)
    town.track("courier", "herald")
    town.check()
    edited = load({"harbour.yaml": PACK.replace('"{count} berths"', '"room for {count} berths"')}, lexicons())
    town.serve(herald=16)
    assert town.check(edited, only="herald") == {}, "the herald does not speak of room"
    edited = load({"harbour.yaml": PACK.replace('"{count} berths"', '"{count} berths [for boats]"')}, lexicons())
    town.serve(herald=17)
    assert town.check(edited, only="herald") == {"herald": ["first_reported berth_count", "given_up berth_count"]}, (
        "the courier says 15 under the new rules, too"
    )


def test_two_processes_that_give_up_one_value(town: Town, tmp_path: Path) -> None:
    """Each decides on the story as it is when it commits: whoever comes second gives the value up for all."""
    town.serve(courier=15, herald=15, post=16)
    town.track("courier", "herald", "post")
    town.check()
    town.serve(courier=16, herald=16)

    async def both() -> list[list[Result]]:
        with Store.open(tmp_path / "monitor.db") as other:
            return await asyncio.gather(
                *(
                    check_now(store, SETTINGS, town.rulebook, [source], clock=lambda: town.now)
                    for store, source in ((town.store, town.sources[0]), (other, town.sources[1]))
                )
            )

    found = [event.kind for [result] in asyncio.run(both()) for event in result.story]
    assert sorted(found) == ["story.agrees", "story.agrees", "story.disagrees", "story.given_up"]


def test_a_claim_that_was_lost_tells_nothing(town: Town) -> None:
    """What a process found whose lease had run out is not stored, and its events neither; the next one tells them."""
    town.serve(courier=15, herald=15)
    town.track("courier", "herald")
    town.check()
    town.serve(herald=16)
    [claim] = town.store.claim(town.now, 1, timedelta(hours=1), only=[town.sources[1].id])

    async def late() -> None:
        async with Fetcher(SETTINGS, town.store, lambda: town.now) as fetcher:
            line = Line(town.store, fetcher, Executor(town.rulebook), town.rulebook, SETTINGS, lambda: town.now)
            await line.check(replace(claim, token="taken over"))

    with pytest.raises(ClaimLost):
        asyncio.run(late())
    assert town.events() == []
    town.store.release(claim)
    assert town.check() == {"herald": ["disagrees berth_count", "first_reported berth_count"]}
    assert len(town.events()) == 2
