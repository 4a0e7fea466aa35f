"""The service with a clock that is passed in: an hour in seconds, reloads, stops, faults of the store."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from articles import berths

from monitor.errors import ConfigError, StoreLocked
from monitor.model import Source
from monitor.resources import templates
from monitor.rules import Rulebook
from monitor.service import Loaded, Service
from monitor.settings import Settings
from monitor.store import Store
from monitor.tell import Teller

SETTINGS = Settings(allow_private_hosts=True, per_host_delay=0.0, attempts=1, tick=0.1, every="10m", total_timeout=20.0)


class Files:
    """What the service loads: settings and rules in memory, with a stamp that tests change."""

    def __init__(self, settings: Settings, rulebook: Rulebook) -> None:
        self.settings, self.rulebook, self.number = settings, rulebook, 0
        self.error: ConfigError | None = None

    def edit(self, **more: Any) -> None:
        self.settings = replace(self.settings, **more)
        self.number += 1

    def stamp(self, loaded: Loaded) -> object:
        return self.number

    def load(self) -> Loaded:
        if self.error:
            raise self.error
        return Loaded(self.settings, self.rulebook, templates(), self.number)


@pytest.fixture
def files(rulebook: Rulebook) -> Files:
    return Files(SETTINGS, rulebook)


async def until(what: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits until it is so."""
    end = asyncio.get_running_loop().time() + seconds
    while not what():
        assert asyncio.get_running_loop().time() < end, "it did not come to that"
        await asyncio.sleep(0.02)


def serve(store: Store, files: Files, clock: Any, script: Callable[[Service], Awaitable[None]]) -> Service:
    """Runs a service, and beside it the script; then stops it."""
    service = Service(store, files.load, files.stamp, clock=clock)

    async def both() -> None:
        running = asyncio.create_task(service.run())
        try:
            await asyncio.sleep(0.05)
            await script(service)
        finally:
            service.stop()
            await asyncio.wait_for(running, 12)

    asyncio.run(both())
    return service


def test_an_hour_passes_in_seconds(site: Any, store: Store, files: Files, clock: Any) -> None:
    """Forty sources every ten minutes, for an hour: each is looked at seven times, never twice for one due time."""
    for n in range(40):
        site.pages[f"/{n}"] = berths(n + 2)
        store.track(Source(0, site.url(f"/{n}"), f"source {n}", every="10m"), clock())

    async def hour(service: Service) -> None:
        for minutes in range(61):
            expected = 40 * (1 + minutes // 11)
            # What is in hand is due again from when it is stored: time must not pass before that.
            await until(lambda expected=expected: looked() >= expected and not service._crew.in_hand)  # type: ignore[misc]
            clock.advance(minutes=1)

    def looked() -> int:
        return sum(site.asked(f"/{n}") for n in range(40))

    serve(store, files, clock, hour)
    assert 40 * 6 <= looked() <= 40 * 7


def test_a_change_is_found_and_told(site: Any, store: Store, files: Files, clock: Any, mail: Any) -> None:
    """From the tick to the mailbox."""
    files.edit(**mail.settings(mail_readers=("ann@example.org",)))
    site.pages["/a"] = berths(12)
    store.track(Source(0, site.url("/a"), "courier", every="10m"), clock())

    async def change(_: Service) -> None:
        await until(lambda: len(store.versions(1)) == 1)
        site.pages["/a"] = berths(14)
        clock.advance(minutes=15)
        await until(lambda: len(mail.box.taken) == 1)

    serve(store, files, clock, change)
    assert mail.box.taken[0][1]["Subject"] == "monitor: 1 fact changed (courier)"


def test_a_machine_that_slept_for_a_day_catches_up_once(site: Any, store: Store, files: Files, clock: Any) -> None:
    """A day's missed checks are one check, and the next ones drift apart."""
    for n in range(20):
        site.pages[f"/{n}"] = berths(12)
        store.track(Source(0, site.url(f"/{n}"), f"source {n}", every="10m"), clock())

    async def sleep(service: Service) -> None:
        await until(lambda: all(site.asked(f"/{n}") == 1 for n in range(20)))
        # A check that is still under way would be one of the next day.
        await until(lambda: service._crew.free == service._loaded.settings.concurrency)
        clock.advance(days=1)
        await until(lambda: all(site.asked(f"/{n}") == 2 for n in range(20)))
        await asyncio.sleep(0.5)

    serve(store, files, clock, sleep)
    assert all(site.asked(f"/{n}") == 2 for n in range(20))


def test_an_edited_file_is_taken_up_and_a_broken_one_is_not(
    site: Any, store: Store, files: Files, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The old settings stay in force while the file holds an error, which is logged once."""
    caplog.set_level(logging.INFO, "monitor")

    async def edit(service: Service) -> None:
        files.error = ConfigError("monitor.toml:3: tick: no such thing")
        files.number += 1
        await until(lambda: "service.not_reloaded" in caplog.messages)
        await asyncio.sleep(0.4)
        assert caplog.messages.count("service.not_reloaded") == 1
        assert service._loaded.settings.concurrency == 50
        files.error = None
        files.edit(concurrency=3)
        await until(lambda: "service.reloaded" in caplog.messages)
        assert service._crew.free == 3

    serve(store, files, clock, edit)


@pytest.mark.parametrize("more", [{"ca_file": Path("no-such.pem")}, {"proxy": "https://proxy.example:3128"}])
def test_settings_that_only_the_fetcher_finds_wrong_end_nothing(
    site: Any, store: Store, files: Files, clock: Any, caplog: pytest.LogCaptureFixture, more: dict[str, Any]
) -> None:
    """A certificate that is not there, a proxy of the wrong kind: the old settings stay, and work goes on with them."""
    caplog.set_level(logging.INFO, "monitor")
    site.pages["/a"] = berths(12)

    async def edit(service: Service) -> None:
        files.edit(**more)
        await until(lambda: "service.not_reloaded" in caplog.messages)
        assert service._loaded.settings == SETTINGS
        store.track(Source(0, site.url("/a"), "courier"), clock())
        await until(lambda: store.versions(1) != [])

    serve(store, files, clock, edit)


def test_a_fault_in_telling_is_logged_and_tried_again(
    site: Any, store: Store, files: Files, clock: Any, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checking goes on, and so do the rounds of messages."""
    caplog.set_level(logging.INFO, "monitor")

    async def torn(_: Teller) -> None:
        raise ZeroDivisionError("by a bug")

    monkeypatch.setattr(Teller, "tell", torn)
    site.pages["/a"] = berths(12)
    store.track(Source(0, site.url("/a"), "courier"), clock())

    async def wait(_: Service) -> None:
        await until(lambda: caplog.messages.count("telling.crashed") > 1 and site.asked("/a") == 1)

    serve(store, files, clock, wait)


def test_a_signal_to_reload_is_heard_without_an_edit(store: Store, files: Files, clock: Any, caplog: Any) -> None:
    """SIGHUP means: read again."""
    caplog.set_level(logging.INFO, "monitor")

    async def hup(service: Service) -> None:
        service.reload()
        await until(lambda: "service.reloaded" in caplog.messages)

    serve(store, files, clock, hup)


def test_what_is_in_hand_may_finish(site: Any, store: Store, files: Files, clock: Any) -> None:
    """A page that takes a second is stored although the stop came in between."""
    site.pages["/slow"] = site.Response(200, {"Content-Type": "text/html"}, berths(12), delay=1.0)
    store.track(Source(0, site.url("/slow"), "slow"), clock())

    async def stop(_: Service) -> None:
        await until(lambda: site.asked("/slow") == 1)

    serve(store, files, clock, stop)
    assert len(store.versions(1)) == 1


def test_told_twice_it_stops_at_once_and_gives_the_claim_back(
    site: Any, store: Store, files: Files, clock: Any
) -> None:
    """Nothing half done is stored, and the source is free for the next process."""
    site.pages["/slow"] = site.Response(200, {"Content-Type": "text/html"}, berths(12), delay=5.0)
    source = store.track(Source(0, site.url("/slow"), "slow"), clock())

    async def twice(service: Service) -> None:
        await until(lambda: site.asked("/slow") == 1)
        service.stop()
        service.stop()

    started = time.monotonic()
    serve(store, files, clock, twice)
    assert time.monotonic() - started < 4
    assert store.versions(source.id) == []
    assert store.claim(clock(), 1, timedelta(minutes=1))


def test_a_store_that_is_locked_for_a_while_ends_nothing(
    site: Any, store: Store, files: Files, clock: Any, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tick that could not write is logged; the next one works."""
    caplog.set_level(logging.INFO, "monitor")
    site.pages["/a"] = berths(12)
    store.track(Source(0, site.url("/a"), "courier"), clock())
    real = store.beat
    refusals = iter([True, True])

    def beat(*args: Any) -> None:
        if next(refusals, False):
            raise StoreLocked("another process has it")
        real(*args)

    monkeypatch.setattr(store, "beat", beat)

    async def wait(_: Service) -> None:
        await until(lambda: site.asked("/a") == 1)

    serve(store, files, clock, wait)
    assert caplog.messages.count("service.store_failed") == 2


def test_a_bug_in_the_tick_ends_the_service_loudly(
    store: Store, files: Files, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is raised, not swallowed: whoever runs the service starts it anew and sees why."""

    def beat(*_: Any) -> None:
        raise ZeroDivisionError("a bug")

    async def nothing(_: Service) -> None:
        await asyncio.sleep(0.2)

    monkeypatch.setattr(store, "beat", beat)
    with pytest.raises(ZeroDivisionError):
        serve(store, files, clock, nothing)


def test_two_services_share_the_work(site: Any, store: Store, files: Files, clock: Any, tmp_path: Path) -> None:
    """On one store no page is fetched twice."""
    for n in range(30):
        site.pages[f"/{n}"] = berths(12)
        store.track(Source(0, site.url(f"/{n}"), f"source {n}"), clock())

    async def beside(_: Service) -> None:
        with Store.open(tmp_path / "monitor.db") as second:
            other = Service(second, files.load, files.stamp, clock=clock)
            running = asyncio.create_task(other.run())
            await until(lambda: sum(site.asked(f"/{n}") for n in range(30)) >= 30)
            await asyncio.sleep(0.3)
            other.stop()
            await running

    serve(store, files, clock, beside)
    assert [site.asked(f"/{n}") for n in range(30)] == [1] * 30
