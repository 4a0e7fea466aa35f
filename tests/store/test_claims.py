"""Contract: sources are shared fairly among hosts, whatever process holds them, and quickly however many are due."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.guard import host_of as fetched_host
from monitor.fetch.guard import parse_url
from monitor.model import Document, Finding, Outcome, OutcomeKind, Source
from monitor.store import Store
from monitor.store.columns import stamp
from monitor.store.sources import host_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def names(claims: list[Any]) -> list[str]:
    return [claim.source.name for claim in claims]


@pytest.fixture
def busy(desk: Any) -> Any:
    """Five sources of one host, due before two of another."""
    for n in range(5):
        desk.track(f"a{n}", url=f"https://a.example/{n}")
    for n in range(2):
        desk.track(f"b{n}", url=f"https://b.example/{n}")
    return desk


def test_a_host_with_many_leaves_room_for_others(busy: Any) -> None:
    """At most so many of one, longest due first; without the limit it takes all."""
    claims = busy.store.claim(busy.now, 3, HOUR, per_host=2)
    assert names(claims) == ["a0", "a1", "b0"]
    for claim in claims:
        busy.store.release(claim)
    claims = busy.store.claim(busy.now, 4, HOUR, per_host=2)
    assert names(claims) == ["a0", "a1", "b0", "b1"]
    for claim in claims:
        busy.store.release(claim)
    assert names(busy.store.claim(busy.now, 4, HOUR)) == ["a0", "a1", "a2", "a3"]


def test_a_host_that_asked_to_be_left_alone_is(busy: Any) -> None:
    """Until its Retry-After has passed; a source that somebody names is taken all the same."""
    busy.store.hold("a.example:443", busy.now + HOUR)
    assert names(busy.store.claim(busy.now, 9, timedelta(0))) == ["b0", "b1"]
    assert busy.store.pulse(busy.now).due == 2
    named = [source.id for source in busy.store.sources() if source.name == "a0"]
    assert names(busy.store.claim(busy.now, 9, timedelta(0), only=named)) == ["a0"]
    assert len(busy.store.claim(busy.now + HOUR, 9, HOUR)) == 7


def test_what_others_hold_counts(busy: Any, path: Path) -> None:
    """Whichever process holds it; what was given back, committed, or whose lease ran out counts no more."""
    with Store.open(path) as other:
        first, second = other.claim(busy.now, 2, HOUR, per_host=2)
        assert names(busy.store.claim(busy.now, 9, HOUR, per_host=2)) == ["b0", "b1"]
        other.release(first)
        assert names(busy.store.claim(busy.now, 9, HOUR, per_host=2)) == ["a0"]
        finding = Finding(Outcome(OutcomeKind.FIRST, None, None, 1), Document(text="x"), {})
        other.commit(second, busy.capture(second.source, b"x"), finding, busy.now, busy.now + HOUR)
        assert names(other.claim(busy.now, 9, HOUR, per_host=2)) == ["a2"]
        assert other.claim(busy.now, 9, HOUR, per_host=2) == []
        assert names(other.claim(busy.now, 9, HOUR, per_host=3)) == ["a3"]
        assert names(other.claim(busy.now + HOUR, 9, HOUR, per_host=1)) == ["a0", "b0"]


def test_named_sources_are_shared_too(busy: Any) -> None:
    """As those that are due; a limit lower than what is held already takes nothing of that host."""
    ids = [source.id for source in busy.store.sources()]
    assert names(busy.store.claim(busy.now - HOUR, 9, HOUR, only=ids[2:6], per_host=2)) == ["a2", "a3", "b0"]
    assert names(busy.store.claim(busy.now - HOUR, 9, HOUR, only=ids, per_host=1)) == []
    assert names(busy.store.claim(busy.now - HOUR, 9, HOUR, only=ids, per_host=2)) == ["b1"]


def test_a_host_is_host_and_port(desk: Any) -> None:
    """Two ports are two hosts, the default port is the one that is not written, and case does not matter."""
    for name, url in {
        "one": "http://a.example/1",
        "same": "HTTP://A.example:80/2",
        "tls": "https://a.example/1",
        "port": "http://a.example:8080/1",
        "port again": "https://a.example:8080/1",
    }.items():
        desk.track(name, url=url)
    assert names(desk.store.claim(desk.now, 9, HOUR, per_host=1)) == ["one", "tls", "port"]


def test_the_host_follows_the_url(desk: Any) -> None:
    """A source that moved counts where it is now; a list that adds many knows their hosts too."""
    moved = desk.track("moved", url="https://a.example/1")
    desk.store.track_many([Source(0, f"https://b.example/{n}", f"b{n}") for n in range(3)], desk.now)
    desk.store.edit(replace(moved, url="https://b.example/9"))
    assert names(desk.store.claim(desk.now, 9, HOUR, per_host=2)) == ["moved", "b0"]


@pytest.mark.parametrize(
    "url",
    ["http://a.example", "https://A.Example:443/x?y#z", " https://a.example:8443/ ", "http://[2001:db8::1]/",
     "https://[::1]:8443/", "https://zeitung-münchen.example/a", "https://a_b.example./", "http://127.0.0.1:81/"],
)  # fmt: skip
def test_hosts_are_called_as_the_fetcher_calls_them(url: str) -> None:
    """So that what it remembers of a host and what is claimed of it go together."""
    assert host_of(url) == fetched_host(parse_url(url))


@pytest.mark.parametrize("url", ["", "nonsense", "http:///x", "http://a:b/", "ftp://a/", "http://a:99999/", "http://["])
def test_a_url_without_host_stands_for_itself(url: str) -> None:
    """It can be tracked and claimed; its check says what is wrong."""
    assert host_of(url) == url


states = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-2, 2), st.sampled_from(["free", "held", "stale", "paused", "removed"])),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(states, st.integers(0, 9), st.one_of(st.none(), st.integers(1, 4)), st.booleans())
def test_claims_are_those_that_the_rule_names(
    given_: list[tuple[int, int, str]], limit: int, per_host: int | None, named: bool
) -> None:
    """As a plain loop over all sources in due order would choose them."""
    with Store.open(":memory:") as store:
        expected, in_hand = [], Counter(host for host, _, state in given_ if state == "held")
        for n, (host, due, state) in enumerate(given_):
            store.track(Source(0, f"https://{host}.example/{n}", str(n), paused=state == "paused"), NOW + due * HOUR)
            if state in ("held", "stale"):
                until = stamp(NOW + (HOUR if state == "held" else timedelta()))
                store._run("UPDATE schedule SET leased_until = ? WHERE source_id = ?", (until, n + 1))
            if state == "removed":
                store.remove(n + 1, NOW)
        for due, n in sorted((due, n) for n, (_, due, _) in enumerate(given_)):
            host, _, state = given_[n]
            may = state in ("free", "stale") and due <= 0
            may = may or (named and n % 2 == 0 and state in ("free", "stale", "paused"))
            if named and n % 2:
                may = False
            if may and len(expected) < limit and (per_host is None or in_hand[host] < per_host):
                expected.append(str(n))
                in_hand[host] += 1
        only = range(1, len(given_) + 1, 2) if named else None
        assert names(store.claim(NOW, limit, HOUR, only=only, per_host=per_host)) == expected


@pytest.mark.parametrize(("hosts", "most"), [(10, 40), (10_000, 50)])
def test_a_hundred_thousand_due_sources(path: Path, hosts: int, most: int) -> None:
    """Of few hosts or of many: fifty, or none when all hosts are busy, cost no more than a few looks at all rows."""
    with Store.open(path) as store:
        store._run(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000) "
            "INSERT INTO sources (id, url, name, every, added_at) "
            "SELECT n, printf('https://h%d.example/%d', n % :hosts, n), n, '1h', :now FROM n",
            {"hosts": hosts, "now": stamp(NOW)},
        )
        store._run(
            "INSERT INTO schedule (source_id, host, next_at) "
            "SELECT id, printf('h%d.example:443', id % ?), ? FROM sources",
            (hosts, stamp(NOW)),
        )
        scans = []
        for _ in range(3):
            begin = time.perf_counter()
            store._rows("SELECT count(*) FROM schedule d JOIN sources s ON s.id = d.source_id WHERE s.name <> d.host")
            scans.append(time.perf_counter() - begin)
        taken, seconds = [], []
        for _ in range(6):
            begin = time.perf_counter()
            taken.append(len(store.claim(NOW, 50, HOUR, per_host=4)))
            seconds.append(time.perf_counter() - begin)
        assert taken == [most] + [0 if hosts == 10 else most] * 5
        assert min(seconds) < 4 * min(scans)
