"""Contract: spacing, Retry-After and robots.txt of hosts, shared by all processes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.store import Store


def test_turns_are_spaced(desk: Any, path: Path) -> None:
    """Each reservation takes the next free moment, whoever makes it; another host does not wait."""
    store, now = desk.store, desk.now
    with Store.open(path) as other:
        turns = [store.reserve("a:80", now, 1.5), other.reserve("a:80", now, 1.5), store.reserve("a:80", now, 0.5)]
        assert [(turn - now).total_seconds() for turn in turns] == [0, 1.5, 3]
        assert other.reserve("a:80", now, 1) == now + timedelta(seconds=3.5)
        assert other.reserve("b:80", now, 1) == now
    later = now + timedelta(hours=1)
    assert store.reserve("a:80", later, 1) == later


def test_a_clock_that_goes_back_makes_nobody_wait(desk: Any) -> None:
    """A turn taken an hour ahead is forgotten, a queue of a few minutes is not."""
    assert desk.store.reserve("a:80", desk.now + timedelta(hours=1), 1) == desk.now + timedelta(hours=1)
    assert desk.store.reserve("a:80", desk.now, 1) == desk.now
    assert desk.store.reserve("a:80", desk.now, 60) == desk.now + timedelta(seconds=1)
    assert desk.store.reserve("a:80", desk.now, 60) == desk.now + timedelta(seconds=61)


def test_a_host_on_hold(desk: Any) -> None:
    """Until its time and not after; a shorter wish does not shorten a longer one."""
    until = desk.now + timedelta(minutes=5)
    assert desk.store.held_until("a:80", desk.now) is None
    desk.store.hold("a:80", until)
    desk.store.hold("a:80", until - timedelta(minutes=1))
    assert desk.store.held_until("a:80", desk.now) == until
    assert desk.store.held_until("a:80", until) is None
    assert desk.store.held_until("b:80", desk.now) is None


def test_hold_and_turns_do_not_disturb_each_other(desk: Any) -> None:
    """Both are kept, in whatever order they come."""
    desk.store.hold("a:80", desk.now + timedelta(minutes=5))
    desk.store.reserve("a:80", desk.now, 9)
    assert desk.store.held_until("a:80", desk.now) == desk.now + timedelta(minutes=5)
    desk.store.hold("a:80", desk.now + timedelta(minutes=6))
    assert desk.store.reserve("a:80", desk.now, 9) == desk.now + timedelta(seconds=9)


def test_robots_are_kept_for_a_time(desk: Any) -> None:
    """Bytes as they came; the newer copy replaces the older one."""
    until = desk.now + timedelta(days=1)
    assert desk.store.robots("https://a.example", desk.now) is None
    desk.store.keep_robots("https://a.example", 404, b"", desk.now + timedelta(hours=1))
    desk.store.keep_robots("https://a.example", 200, b"\xef\xbb\xbfUser-agent: *", until)
    assert desk.store.robots("https://a.example", desk.now) == (200, b"\xef\xbb\xbfUser-agent: *")
    assert desk.store.robots("https://a.example", until) is None
    assert desk.store.robots("http://a.example", desk.now) is None
