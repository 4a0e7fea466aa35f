"""Contract: whether the service lives, and what waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.model import Message
from monitor.store import Pulse, Store

HOUR = timedelta(hours=1)


def test_an_empty_store_has_no_pulse(desk: Any) -> None:
    """Nothing beats, nothing waits."""
    assert desk.store.pulse(desk.now) == Pulse()


def test_the_latest_beat_counts(desk: Any, path: Path) -> None:
    """Of whichever process; one that ended days ago is forgotten, one that beats again is one."""
    desk.store.beat(desk.now, "harbour:7", 3)
    desk.store.beat(desk.now + HOUR, "quay:8", 0)
    with Store.open(path) as other:
        pulse = other.pulse(desk.now)
    assert (pulse.last_beat, pulse.process) == (desk.now + HOUR, "quay:8")
    desk.store.beat(desk.now + 2 * HOUR, "harbour:7", 1)
    assert desk.store.pulse(desk.now).process == "harbour:7"
    assert desk.query("SELECT process, claimed FROM heartbeat ORDER BY process") == [("harbour:7", 1), ("quay:8", 0)]
    desk.store.beat(desk.now + 25.5 * HOUR, "harbour:7", 1)
    assert desk.query("SELECT process FROM heartbeat") == [("harbour:7",)]


def test_what_is_due_and_in_nobodys_hands_waits(desk: Any) -> None:
    """Neither paused nor removed nor held sources; the oldest is told by its time."""
    for name in ("held", "paused", "removed", "two", "three"):
        desk.track(name, paused=name == "paused")
        desk.now += HOUR
    desk.track("later")
    desk.store.claim(desk.now, 1, HOUR)
    desk.store.remove(desk.store.find("removed").id, desk.now)
    pulse = desk.store.pulse(desk.now - timedelta(seconds=1))
    assert (pulse.due, pulse.oldest_due) == (2, desk.now - 2 * HOUR)
    assert desk.store.pulse(desk.now + HOUR).due == 4


def test_deliveries_wait_until_they_are_settled(desk: Any) -> None:
    """Those that failed before are counted apart; sent and given up ones no more."""
    message = Message("m1@a.example", "readers", "s", "t", "h", desk.now)
    desk.store.put_message(message, [], ["a@a.example", "b@a.example", "c@a.example", "d@a.example"], desk.now)
    one, two, three, _ = desk.store.claim_deliveries(desk.now, 9, HOUR)
    desk.store.put_off(one, desk.now + HOUR, "away", desk.now)
    pulse = desk.store.pulse(desk.now)
    assert (pulse.deliveries_due, pulse.deliveries_failing) == (4, 1)
    desk.store.delivered(two, desk.now)
    desk.store.give_up(three, "no such user", desk.now)
    pulse = desk.store.pulse(desk.now)
    assert (pulse.deliveries_due, pulse.deliveries_failing) == (2, 1)
