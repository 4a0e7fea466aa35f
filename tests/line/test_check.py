"""The line with its real parts: an HTTP server on loopback, a SQLite file, a clock that is passed in."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from articles import PARAGRAPHS, article, berths

from monitor import check, outcome
from monitor.errors import StoreLocked
from monitor.executor import Executor, TooHard
from monitor.fetch import Fetcher
from monitor.model import Capture, Failure, Profile, Result, Source
from monitor.oneshot import admit, check_now, fetch_once
from monitor.rules import Rulebook
from monitor.settings import Settings
from monitor.store import Store

SETTINGS = Settings(allow_private_hosts=True, per_host_delay=0.0, attempts=1, connect_timeout=2.0, read_timeout=2.0)


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "monitor.db") as opened:
        yield opened


def track(store: Store, clock: Clock, *urls: str, **more: Any) -> list[Source]:
    return [store.track(Source(0, url, f"source {n}", **more), clock()) for n, url in enumerate(urls)]


def run(
    store: Store, rulebook: Rulebook, sources: list[Source], clock: Clock, settings: Settings = SETTINGS
) -> list[Result]:
    return asyncio.run(check_now(store, settings, rulebook, sources, clock=clock))


def test_one_source_through_its_life(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """First, unchanged, changed, gone, back again: the baseline moves only when the page changed."""
    site.pages["/harbour"] = berths(12)
    sources = track(store, clock, site.url("/harbour"))
    told = []
    for body in (berths(12), berths(12), berths(14), None, berths(14), berths("about 15")):
        if body is None:
            del site.pages["/harbour"]
        else:
            site.pages["/harbour"] = body
        clock.now += timedelta(hours=1)
        [result] = run(store, rulebook, sources, clock)
        seen = result.outcome
        told.append((str(seen.kind), seen.from_version, seen.to_version, [c.kind for c in seen.changes]))
    assert told == [
        ("first", None, 1, []),
        ("unchanged", 1, 1, []),
        ("changed", 1, 2, ["revised"]),
        ("gone", 2, None, []),
        ("unchanged", 2, 2, []),
        ("changed", 2, 3, ["revised"]),
    ]
    assert [version.number for version in store.versions(sources[0].id)] == [1, 2, 3] or [
        version.number for version in store.versions(sources[0].id)
    ] == [3, 2, 1]


def test_one_bad_source_never_stops_the_others(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """A dead host, a missing page and a wall beside a good page; results stand in the order given."""
    site.pages["/good"] = berths(12)
    site.pages["/empty"] = b""
    sources = track(
        store, clock, "http://127.0.0.1:1/closed", site.url("/missing"), site.url("/empty"), site.url("/good")
    )
    results = run(store, rulebook, sources, clock)
    assert [str(result.outcome.kind) for result in results] == ["failed", "gone", "unreadable", "first"]
    assert [result.source.id for result in results] == [source.id for source in sources]


def test_a_bug_in_one_source_is_told_and_stops_no_other(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only a bug raises: a failed result that says so, and the claim is given back."""
    site.pages["/a"], site.pages["/b"] = berths(12), berths(12)
    sources = track(store, clock, site.url("/a"), site.url("/b"))
    real = outcome.judge

    def torn(rulebook: Rulebook, source: Source, *rest: Any) -> Any:
        if source.id == sources[0].id:
            raise ZeroDivisionError("by a bug")
        return real(rulebook, source, *rest)

    monkeypatch.setattr(check, "judge", torn)
    broken, good = run(store, rulebook, sources, clock)
    assert (str(broken.outcome.kind), str(good.outcome.kind)) == ("failed", "first")
    assert "ZeroDivisionError" in (broken.outcome.detail or "")
    monkeypatch.undo()
    assert str(run(store, rulebook, sources[:1], clock)[0].outcome.kind) == "first"


def test_a_source_that_another_process_holds_is_waited_for(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, tmp_path: Path
) -> None:
    """The other's lease is respected; when it is given back, the check goes on."""
    site.pages["/a"] = berths(12)
    sources = track(store, clock, site.url("/a"))
    with Store.open(tmp_path / "monitor.db") as other:
        [held] = other.claim(clock(), 1, timedelta(minutes=5), only=[sources[0].id])

        async def both() -> list[Result]:
            waiting = asyncio.create_task(check_now(store, SETTINGS, rulebook, sources, clock=clock))
            await asyncio.sleep(0.5)
            assert not waiting.done()
            assert not any("/a" in str(request) for request in site.requests)
            other.release(held)
            return await waiting

        [result] = asyncio.run(both())
    assert str(result.outcome.kind) == "first"


def test_waiting_for_another_process_ends(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, tmp_path: Path
) -> None:
    """A source that never comes free is an error that names it, not a hang."""
    sources = track(store, clock, site.url("/a"))
    settings = Settings(allow_private_hosts=True, per_host_delay=0.0, lease=60.0)
    with Store.open(tmp_path / "monitor.db") as other:
        other.claim(clock(), 1, timedelta(days=5), only=[sources[0].id])

        async def both() -> None:
            waiting = asyncio.create_task(check_now(store, settings, rulebook, sources, clock=clock))
            await asyncio.sleep(0.3)
            clock.now += timedelta(minutes=10)
            await asyncio.wait_for(waiting, 10)

        with pytest.raises(StoreLocked, match="source 0"):
            asyncio.run(both())


def test_a_stopped_run_gives_its_claims_back(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """After a cancelled run the source is free at once, not after the lease."""
    site.pages["/a"] = berths(12)
    sources = track(store, clock, site.url("/a"))

    async def stopped() -> None:
        task = asyncio.create_task(check_now(store, SETTINGS, rulebook, sources, clock=clock))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(stopped())
    assert store.claim(clock(), 1, timedelta(minutes=5), only=[sources[0].id])


def test_a_large_run_reads_in_worker_processes(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """From 64 sources on the pure part runs elsewhere, and comes to the same."""
    for n in range(70):
        site.pages[f"/{n}"] = berths(n + 2)
    sources = track(store, clock, *(site.url(f"/{n}") for n in range(70)))
    results = run(store, rulebook, sources, clock)
    assert {str(result.outcome.kind) for result in results} == {"first"}


def test_an_ambiguous_version_is_passed_over_in_the_store(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock
) -> None:
    """12, torn, 14: the change is told as 12 -> 14, from the version two back."""
    torn = article(*PARAGRAPHS[:2], PARAGRAPHS[1].replace("12 berths", "19 berths"), *PARAGRAPHS[2:])
    sources = track(store, clock, site.url("/a"))
    told: list[list[tuple[object, object]]] = []
    for body in (berths(12), torn, berths(14)):
        site.pages["/a"] = body
        [result] = run(store, rulebook, sources, clock)
        told.append([(c.old and c.old.value, c.new and c.new.value) for c in result.outcome.changes])
    assert told == [[], [], [(12, 14)]]


def test_an_edited_profile_makes_no_change(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """Both sides are read with the new selectors, although the server would say 304."""
    site.pages["/a"] = article(
        *PARAGRAPHS, '<div class="box">Boats that wait: 14 berths, as counted this morning in the bay.</div>'
    )
    [source] = track(store, clock, site.url("/a"))
    run(store, rulebook, [source], clock)
    edited = store.edit(Source(source.id, source.url, source.name, profile=Profile(ignore=(".box",))))
    [result] = run(store, rulebook, [edited], clock)
    assert str(result.outcome.kind) == "unchanged"


def test_the_next_check_is_stored(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """After a check a source is due again at its interval, not before."""
    site.pages["/a"] = berths(12)
    sources = track(store, clock, site.url("/a"), every="6h")
    run(store, rulebook, sources, clock)
    clock.now += timedelta(hours=5, minutes=59)
    assert store.claim(clock(), 10, timedelta(minutes=5)) == []
    clock.now += timedelta(minutes=10)
    assert [claim.source.id for claim in store.claim(clock(), 10, timedelta(minutes=5))] == [sources[0].id]


def test_fetch_once_keeps_nothing(site: Any, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies in the order of the URLs, and no file anywhere."""
    monkeypatch.chdir(tmp_path)
    site.pages["/a"] = berths(12)
    page, dead = asyncio.run(fetch_once(SETTINGS, [site.url("/a"), "http://127.0.0.1:1/"], clock=clock))
    assert isinstance(page, Capture)
    assert isinstance(dead, Failure)
    assert list(tmp_path.iterdir()) == []


def test_admit_names_what_must_not_be_tracked(clock: Clock) -> None:
    """Loopback without leave, and a scheme that is none."""
    refused, bad = asyncio.run(admit(Settings(), ["http://127.0.0.1:9/", "ftp://example.org/"], clock=clock))
    assert isinstance(refused, Failure)
    assert refused.reason == "refused_address"
    assert isinstance(bad, Failure)
    assert bad.reason == "bad_url"


def add_context(context: int, number: int) -> int:
    return context + number


@pytest.mark.parametrize("workers", [0, 1])
def test_executor_hands_the_context_over(workers: int) -> None:
    """Inline and in a worker process the function gets the same."""
    with Executor(40, workers) as executor:
        assert asyncio.run(executor.run(add_context, 2)) == 42


def fatal(context: int, number: int) -> int:
    """Ends the process it runs in, as a lack of memory would, for one number; takes for ever for another."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    while number == 2:
        time.sleep(0.1)
    return context + number


@pytest.mark.parametrize("workers", [0, 2])
def test_a_call_that_ends_its_worker_ends_no_other(workers: int) -> None:
    """A crash and an endless loop fail alone, the calls beside and after them succeed."""

    async def all_of_them(executor: Executor) -> list[Any]:
        calls = [executor.run(fatal, number, apart=True) for number in (0, 1, 2, 3)]
        done = await asyncio.gather(*calls, return_exceptions=True)
        return [*done, await executor.run(fatal, 4, apart=True)]

    with Executor(40, workers, longest_call=2) as executor:
        done = asyncio.run(all_of_them(executor))
    assert [each if isinstance(each, int) else type(each) for each in done] == [40, TooHard, TooHard, 43, 44]


def test_leaving_the_executor_waits_for_no_call() -> None:
    """A stop must not take as long as the hardest page."""

    async def leave() -> None:
        with Executor(40, 1) as executor:
            task = asyncio.create_task(executor.run(fatal, 2))
            await asyncio.sleep(1.0)
            task.cancel()

    begun = time.monotonic()
    asyncio.run(leave())
    assert time.monotonic() - begun < 5


def test_a_page_too_hard_to_read_is_failed(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large pages are read apart; one that can't be read fails, is stored as that, and stops no other."""
    site.pages["/large"], site.pages["/b"] = article(tail=f"<!--{'x' * check.LARGE}-->"), berths(12)
    sources = track(store, clock, site.url("/large"), site.url("/b"))
    real, apart = Executor.run, []

    async def hard(self: Executor, function: Any, source: Source, *rest: Any, **how: bool) -> Any:
        apart.append(how["apart"])
        if source.id == sources[0].id:
            raise TooHard("it takes more than 60 s, or more memory than there is")
        return await real(self, function, source, *rest, **how)

    monkeypatch.setattr(Executor, "run", hard)
    large, good = run(store, rulebook, sources, clock)
    assert sorted(apart) == [False, True]
    assert (str(large.outcome.kind), str(good.outcome.kind)) == ("failed", "first")
    assert "more than 60 s" in (large.outcome.detail or "")
    assert store.claim(clock() + timedelta(minutes=1), 5, timedelta(minutes=1)) == []


def test_a_source_may_differ_on_robots_txt(site: Any, store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """Its own word counts for more than the setting."""
    site.pages["/robots.txt"], site.pages["/a"] = b"User-agent: *\nDisallow: /\n", berths(12)
    sources = track(store, clock, site.url("/a"), robots=False)
    assert str(run(store, rulebook, sources, clock)[0].outcome.kind) == "first"


def test_damage_to_one_sources_past_stops_no_other(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, tmp_path: Path
) -> None:
    """Its check fails and says why, and is put off; the others are checked."""
    site.pages["/a"], site.pages["/b"] = berths(12), berths(12)
    sources = track(store, clock, site.url("/a"), site.url("/b"))
    site.pages["/b"] = berths(13)
    run(store, rulebook, sources, clock)
    with sqlite3.connect(tmp_path / "monitor.db") as raw:
        raw.execute(
            "UPDATE bodies SET frame = x'00' WHERE digest = "
            "(SELECT body_digest FROM captures WHERE source_id = ?)", (sources[0].id,)
        )  # fmt: skip
    raw.close()
    site.pages["/a"], site.pages["/b"] = berths(14), berths(14)
    damaged, good = run(store, rulebook, sources, clock)
    assert (str(damaged.outcome.kind), str(good.outcome.kind)) == ("failed", "changed")
    assert "can't be read from the store" in (damaged.outcome.detail or "")
    assert damaged.outcome.from_version == 1
    assert store.claim(clock() + timedelta(minutes=1), 5, timedelta(minutes=1)) == []


@pytest.mark.parametrize("station", ["fetch", "judge", "commit"])
def test_a_bug_does_not_make_a_page_be_asked_for_without_end(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, monkeypatch: pytest.MonkeyPatch, station: str
) -> None:
    """Wherever it strikes, the source is due again later, not now."""

    def torn(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("by a bug")

    target = {"fetch": (Fetcher, "fetch"), "judge": (check, "judge"), "commit": (Store, "commit")}[station]
    monkeypatch.setattr(*target, torn)
    site.pages["/a"] = berths(12)
    [result] = run(store, rulebook, track(store, clock, site.url("/a")), clock)
    assert "ZeroDivisionError" in (result.outcome.detail or "")
    assert store.claim(clock() + timedelta(minutes=5), 1, timedelta(minutes=1)) == []
    assert store.claim(clock() + timedelta(minutes=20), 1, timedelta(minutes=1)) != []


def test_nothing_half_done_is_stored(site: Any, store: Store, rulebook: Rulebook, clock: Clock, tmp_path: Path) -> None:
    """Every version has its capture, every change its version."""
    for body in (berths(12), berths(13), berths(14)):
        site.pages["/a"] = body
        run(store, rulebook, track(store, clock, site.url("/a")), clock)
    with sqlite3.connect(tmp_path / "monitor.db") as db:
        assert db.execute("select count(*) from versions").fetchone() == (3,)
        assert db.execute("select count(*) from changes").fetchone() == (2,)
        assert db.execute("pragma foreign_key_check").fetchall() == []
    db.close()


def test_a_redirect_that_leads_elsewhere_is_seen_despite_validators(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock
) -> None:
    """Validators go to the address that gave them: another page with the same ETag can't pass for the article."""

    def tagged(body: bytes) -> Any:
        def page(seen: Any) -> Any:
            known = seen.headers.get("if-none-match") == '"1"'
            return site.Response(304 if known else 200, {"ETag": '"1"'}, b"" if known else body)

        return page

    words = "Bakers in the old town report good sales of rye bread this summer, and nobody can say why that is so. "
    other = article(*(f"{n}. {words}" for n in range(5)), title="Rye bread is back")
    site.pages |= {"/new": tagged(berths(12)), "/bread": tagged(other)}
    sources = track(store, clock, site.url("/old"))
    told = []
    for target in ("/new", "/new", "/bread"):
        site.pages["/old"] = site.Response(302, {"Location": target}, b"")
        told.append(str(run(store, rulebook, sources, clock)[0].outcome.kind))
    assert told == ["first", "unchanged", "gone"]
    assert [seen.headers.get("if-none-match") for seen in site.requests if seen.path in ("/new", "/bread")] == [
        None,
        '"1"',
        None,
    ]


def test_a_page_is_read_anew_in_another_way(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was learned under another reading key counts for nothing: no validators are sent, and the body is read."""
    site.pages["/a"] = berths(12)
    [source] = track(store, clock, site.url("/a"))
    asked, read = [], []
    real = outcome.read_capture
    monkeypatch.setattr(outcome, "read_capture", lambda *args: read.append(1) or real(*args))
    for reader in (outcome.READER, outcome.READER, outcome.READER + 1, outcome.READER + 1):
        monkeypatch.setattr(outcome, "READER", reader)
        read.clear()
        [result] = run(store, rulebook, [source], clock)
        asked.append(("if-none-match" in site.requests[-1].headers, len(read)))
        [claim] = store.claim(clock(), 1, timedelta(minutes=1), only=[source.id])
        store.release(claim)
        assert claim.reading_key == outcome.reading_key(source.profile)
    assert asked == [(False, 1), (True, 0), (False, 2), (True, 0)]
    assert str(result.outcome.kind) == "unchanged"


def test_a_body_seen_before_is_read_anew_in_another_way(
    site: Any, store: Store, rulebook: Rulebook, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a server without validators the same bytes are known only under the key that they were read with."""
    site.pages["/a"] = site.Response(200, {"Content-Type": "text/html; charset=utf-8"}, berths(12))
    [source] = track(store, clock, site.url("/a"))
    read = []
    real = outcome.read_capture
    monkeypatch.setattr(outcome, "read_capture", lambda *args: read.append(1) or real(*args))
    for reader in (outcome.READER, outcome.READER, outcome.READER + 1, outcome.READER + 1):
        monkeypatch.setattr(outcome, "READER", reader)
        run(store, rulebook, [source], clock)
    assert len(read) == 1 + 0 + 2 + 0
