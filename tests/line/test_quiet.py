"""Silent changes and reversals, from the page to the store and the reports."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from articles import PARAGRAPHS, article, berths

from monitor.codec import result_to_json
from monitor.model import Result, Source
from monitor.oneshot import check_now
from monitor.rules import Rulebook
from monitor.settings import Settings
from monitor.store import Store

SETTINGS = Settings(allow_private_hosts=True, per_host_delay=0.0, attempts=1)


def life(site: Any, rulebook: Rulebook, path: Path, *bodies: bytes) -> list[Result]:
    """The changes that one check of each body in turn finds, as the store tells them afterwards."""
    start = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)
    path.mkdir(exist_ok=True)
    with Store.open(path / "monitor.db") as store:
        source = store.track(Source(0, site.url("/harbour"), "harbour"), start)
        for hours, body in enumerate(bodies):
            site.pages["/harbour"] = body
            now = start + timedelta(hours=hours)
            asyncio.run(check_now(store, SETTINGS, rulebook, [source], clock=lambda now=now: now))
        return store.results()


def test_a_reversal_names_its_version(site: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """Text and value go back to the first version: it is named, in the store and in the JSON."""
    results = life(site, rulebook, tmp_path, berths(12), berths(14), berths(12))
    assert [result.outcome.reverts_to for result in results] == [None, 1]
    assert [result_to_json(result)["reverts_to"] for result in results] == [None, 1]


def titled(title: str, number: int = 12) -> bytes:
    return article(*(text.replace("12 berths", f"{number} berths") for text in PARAGRAPHS), title=title)


def test_headlines_on_trial(site: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """The first step is a change and the second a reversal; from there on the page is known in both wordings."""
    one, two = titled("Town shows harbour plan"), titled("What the harbour plan means for you")
    results = life(site, rulebook, tmp_path, one, two, one, two, one, two)
    assert [result.outcome.reverts_to for result in results] == [None, 1]


def test_a_third_headline_or_an_edited_text_is_told(site: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """What the page never said before is a change, and so is text that goes to and fro, with or without a headline."""
    one, two = titled("Town shows harbour plan"), titled("What the harbour plan means for you")
    new, edited = titled("Harbour plan grows"), titled("What the harbour plan means for you", 14)
    results = life(site, rulebook, tmp_path, one, two, one, new)
    assert [result.outcome.reverts_to for result in results] == [None, 1, None]
    results = life(site, rulebook, tmp_path / "other", one, edited, one, edited)
    assert [result.outcome.reverts_to for result in results] == [None, 1, 2]
    bold = two.replace(b"a modest beginning", b"a bold beginning")
    results = life(site, rulebook, tmp_path / "third", one, bold, one, bold)
    assert [result.outcome.reverts_to for result in results] == [None, 1, 2]


def test_a_change_without_a_word_is_silent(site: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """It is silent where the page says nothing, and not where a note of correction came with it."""
    note = berths(15).replace(b"</article>", b"<p>Correction: the harbour has 15 berths, not 14.</p></article>")
    assert note != berths(15)
    results = life(site, rulebook, tmp_path, berths(12), berths(14), note)
    assert [result.outcome.silent for result in results] == [True, False]
    assert [result_to_json(result)["silent"] for result in results] == [True, False]


def test_a_later_date_tells_of_the_change(site: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """A page that moves its date of modification is open about it."""

    def dated(number: int, day: int) -> bytes:
        stamp = f'<head><meta property="article:modified_time" content="2023-07-{day}T10:00:00Z">'.encode()
        return berths(number).replace(b"<head>", stamp)

    assert dated(12, 12) != berths(12)
    results = life(site, rulebook, tmp_path, dated(12, 12), dated(14, 13), dated(15, 13))
    assert [result.outcome.silent for result in results] == [False, True]
