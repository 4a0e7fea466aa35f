"""Changed outside the text: a lower grade, told once, and never of what turns over at every look."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from articles import NOW, article, capture

from monitor import outcome
from monitor.model import Past, Result, Source, Surroundings
from monitor.oneshot import check_now
from monitor.outcome import Known, judge, read_capture
from monitor.rules import Rulebook
from monitor.settings import Settings
from monitor.store import Store

SOURCE = Source(1, "http://courier.example/harbour", "courier")


def page(box: object) -> bytes:
    return article(tail=f"<div><p>Fares on the ferry: {box} crowns.</p></div>")


def looks(rulebook: Rulebook, *boxes: object) -> list[list[str] | None]:
    """What is told outside the text at each look after the first, with what each look leaves for the next."""
    first = capture(page(boxes[0]))
    finding = judge(rulebook, SOURCE, first, [])
    told: list[list[str] | None] = []
    assert finding.document is not None
    seen, known = finding.surroundings, Known(first.digest, finding.document.digest)
    for box in boxes[1:]:
        reply = capture(page(box))
        finding = judge(rulebook, SOURCE, reply, [Past(1, first)], Known(known.body, known.reading, seen))
        assert finding.outcome.kind == "unchanged"
        if finding.document is None:  # what the store makes of the same body
            assert seen is not None
            seen = Surroundings(seen.digest, seen.told, steady=True)
        else:
            seen, known = finding.surroundings, Known(reply.digest, finding.document.digest)
        edits = finding.outcome.outside
        told.append(None if edits is None else [edit.new for edit in edits.edits])
    return told


def told(box: object) -> list[str]:
    return [f"Fares on the ferry: {box} crowns."]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ((14, 14), [None]),
        ((14, 15), [told(15)]),
        ((14, 15, 15), [told(15), None]),
        ((14, 14, 15, 15, 16), [None, told(15), None, told(16)]),
        ((14, 15, 16, 17, 18), [told(15), None, None, None]),
        ((14, 15, 16, 16), [told(15), None, told(16)]),
        ((14, 15, 14, 15, 14), [told(15), None, None, None]),
        ((14, 15, 15, 14), [told(15), None, []]),
    ],
    ids=["same", "other", "once", "again", "at every look", "settles", "flips", "back"],
)
def test_when_it_is_told(rulebook: Rulebook, boxes: tuple[int, ...], expected: list[list[str] | None]) -> None:
    """When what stood still differs, or settles on something else; in all only once if it never stands still."""
    assert looks(rulebook, *boxes) == expected


def test_a_first_look_in_todays_way_tells_nothing(rulebook: Rulebook) -> None:
    """What an earlier reader left is no measure."""
    first = capture(page(14))
    finding = judge(rulebook, SOURCE, capture(page(15)), [Past(1, first)])
    assert finding.outcome.outside is None
    assert finding.surroundings is not None


def test_a_changed_page_tells_its_text_alone(rulebook: Rulebook) -> None:
    """And what stands outside it now is the measure from then on."""
    first = capture(page(14))
    seen = Surroundings(read_capture(first, SOURCE.profile).outside_digest, "x", steady=True)
    reply = capture(page(15).replace(b"12 berths", b"14 berths"))
    finding = judge(rulebook, SOURCE, reply, [Past(1, first)], Known(None, None, seen))
    assert (finding.outcome.kind, finding.outcome.outside) == ("changed", None)
    now = read_capture(reply, SOURCE.profile).outside_digest
    assert finding.surroundings == Surroundings(now, now, steady=True)


def test_the_same_body_is_not_read_for_it(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unchanged path costs nothing."""
    monkeypatch.setattr(outcome, "read", None)
    first = capture(page(14))
    for seen in (None, Surroundings("a", "b", steady=True), Surroundings("a", "a", steady=False)):
        known = Known(first.digest, None, seen)
        assert judge(rulebook, SOURCE, first, [Past(1, first)], known).outcome.kind == "unchanged"


def look(site: Any, store: Store, rulebook: Rulebook, at: datetime, box: object) -> Result:
    """The page with this box, checked through the whole line."""
    site.pages["/a"] = page(box)
    source = store.track(Source(0, site.url("/a"), "a"), at)
    settings = Settings(allow_private_hosts=True, per_host_delay=0.0)
    [result] = asyncio.run(check_now(store, settings, rulebook, [source], clock=lambda: at))
    return result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "monitor.db") as opened:
        yield opened


def test_through_the_line_into_the_log(site: Any, store: Store, rulebook: Rulebook) -> None:
    """Told at the second look, silent at the third, and no version of its own."""
    said = []
    for hour, box in enumerate((14, 15, 15)):
        result = look(site, store, rulebook, NOW + timedelta(hours=hour), box)
        said.append((str(result.outcome.kind), result.outcome.outside is not None))
    assert said == [("first", False), ("unchanged", True), ("unchanged", False)]
    assert [(entry.kind, entry.outside is not None) for entry in store.log()] == [("unchanged", True), ("first", False)]
    assert store.events() == []
    assert [result.outcome.kind for result in store.results()] == []
    [result] = store.results(outside=True)
    assert result.outcome.outside is not None
    [edit] = result.outcome.outside.edits
    assert (edit.kind, edit.old, edit.new) == ("edited", *told(14), *told(15))


def test_two_equal_bodies_stand_still(site: Any, store: Store, rulebook: Rulebook) -> None:
    """15 twice, byte for byte: the page stands still there, and only so a new value is news again."""
    said = [look(site, store, rulebook, NOW, box).outcome.outside is not None for box in (14, 15, 15, 16, 17)]
    assert said == [False, True, False, True, False]
