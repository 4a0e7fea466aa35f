"""The long-lived service: one tick claims what is due, works it off and tells it, until a signal says stop.

    tick     every few seconds, by APScheduler, never twice at once
      |
    beat     the store notes that the service lives
    reload   settings and rules, if a file changed or SIGHUP came; with an error in them the old ones stay
    claim    what is due, as far as there is room; the crew works it off while ticks go on
    tell     messages and deliveries that are due, apart from checking

Due times, leases and deliveries live in the store: a restart, a second process or a machine that slept changes nothing
but the time at which they are found due.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor import notify
from monitor.check import Clock
from monitor.crew import Crew
from monitor.errors import MonitorError, StoreError
from monitor.model import Result
from monitor.rules import Rulebook
from monitor.settings import Settings
from monitor.store import Claim, Store
from monitor.tell import Teller

GRACE = 6.0
"""Seconds for what is in hand to finish after a signal; then it is given back. The whole stop takes less
than the 10 that container engines grant."""


@dataclass(frozen=True)
class Loaded:
    """What the service runs with; a new one replaces it as a whole."""

    settings: Settings
    rulebook: Rulebook
    templates: Mapping[str, str]
    stamp: object
    """Equal as long as no file it came from has changed."""


class Service:
    """Runs until `stop` is called. `load` reads settings and rules anew, `stamp` tells, by what is loaded, whether that
    is worth while."""

    def __init__(
        self, store: Store, load: Callable[[], Loaded], stamp: Callable[[Loaded], object], *, clock: Clock
    ) -> None:
        self.store = store
        self.clock = clock
        self.process = f"{socket.gethostname()}:{os.getpid()}"
        self._load = load
        self._stamp = stamp
        self._loaded = load()
        self._refused: object = None
        self._trouble: str | None = None
        self._crew: Crew
        self._stack = AsyncExitStack()
        self._leaving: set[asyncio.Task[None]] = set()
        self._telling: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._at_once = asyncio.Event()
        self._reload_asked = False
        self._failed: BaseException | None = None

    def stop(self) -> None:
        """Asks for an end: nothing new is claimed, what is in hand gets time. Asked twice: at once."""
        if self._stopping.is_set():
            self._at_once.set()
        else:
            notify.event(logging.INFO, "service.stopping", worker=self.process, in_hand=self._crew.in_hand)
        self._stopping.set()

    def reload(self) -> None:
        """Asks for settings and rules to be read again at the next tick."""
        self._reload_asked = True

    async def run(self) -> None:
        """Ticks until told to stop. Raises StoreError if the store fails for good."""
        self._crew = await self._enlist(self._loaded, self._stack)
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self._guarded_tick,
            "interval",
            seconds=self._loaded.settings.tick,
            next_run_time=None,
            id="tick",
            misfire_grace_time=None,  # a late tick is better than none
            coalesce=True,
            max_instances=1,
        )
        notify.event(logging.INFO, "service.started", worker=self.process, store=str(self.store.path))
        scheduler.start()
        try:
            await self._guarded_tick()
            scheduler.resume_job("tick")
            working = asyncio.create_task(self._work())
            await self._stopping.wait()
            # Its shutdown cancels coroutines that run, so it is paused first and shut down when nothing does.
            scheduler.pause()
            await self._finish(working)
        finally:
            scheduler.shutdown(wait=False)
        with suppress(StoreError):
            self.store.rest(self.process)
        notify.event(logging.INFO, "service.stopped", worker=self.process)
        if self._failed is not None:
            raise self._failed

    async def tick(self) -> None:
        """One round: beat, reload if asked, claim what there is room for, tell what is due."""
        self.store.beat(self.clock(), self.process, self._crew.in_hand, self._trouble)
        await self._reload_if_changed()
        self._claim()
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    async def _guarded_tick(self) -> None:
        if self._stopping.is_set():
            return
        try:
            await self.tick()
        except StoreError as error:
            # Another process may hold it for a moment, a full disk may be mended: the next tick tries again.
            notify.event(logging.ERROR, "service.store_failed", worker=self.process, error=str(error))
        except Exception as error:  # a bug must be seen, not swallowed by the scheduler's log
            self._failed = error
            self.stop()

    def _claim(self) -> None:
        settings = self._loaded.settings
        if self._stopping.is_set() or self._crew.free <= 0:
            return
        lease = timedelta(seconds=settings.lease)
        self._crew.start(self.store.claim(self.clock(), self._crew.free, lease, per_host=self._crew.per_host))

    async def _work(self) -> None:
        """Takes results as they come, and claims more where a crowd is waiting for room."""
        while True:
            crew = self._crew
            before = crew.in_hand
            if not before:
                await asyncio.sleep(0.05)
                continue
            try:
                await crew.wait(timeout=0.5)
                if crew is self._crew and crew.in_hand < before:
                    self._claim()
            except StoreError as error:
                notify.event(logging.ERROR, "service.store_failed", worker=self.process, error=str(error))

    async def _tell(self) -> None:
        loaded = self._loaded
        try:
            await Teller(self.store, loaded.settings, loaded.templates, self.clock).tell()
        except StoreError as error:
            notify.event(logging.ERROR, "service.store_failed", worker=self.process, error=str(error))
        except Exception as error:  # a bug, or mail settings gone bad: checking goes on, and the next tick tries again
            notify.failed("telling.crashed", error, worker=self.process)

    async def _reload_if_changed(self) -> None:
        stamp = self._stamp(self._loaded)
        if not self._reload_asked and stamp == self._loaded.stamp:
            self._refused = self._trouble = None  # what was refused has been taken back
            return
        if not self._reload_asked and stamp == self._refused:
            return
        self._reload_asked = False
        stack = AsyncExitStack()
        try:
            loaded = self._load()
            crew = await self._enlist(loaded, stack)  # which finds more faults, in a proxy or a certificate
        except StoreError:
            raise
        except MonitorError as error:
            self._refused = stamp
            self._trouble = f"older settings and rules stay in force: {error}"
            notify.event(logging.ERROR, "service.not_reloaded", worker=self.process, error=str(error))
            return
        self._loaded, self._refused, self._trouble = loaded, None, None
        old, old_stack = self._crew, self._stack
        self._crew, self._stack = crew, stack
        task = asyncio.create_task(_work_out(old, old_stack, GRACE))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
        notify.event(logging.INFO, "service.reloaded", worker=self.process, packs=len(loaded.rulebook.packs))

    async def _enlist(self, loaded: Loaded, stack: AsyncExitStack) -> Crew:
        return await stack.enter_async_context(
            Crew(
                self.store,
                loaded.settings,
                loaded.rulebook,
                clock=self.clock,
                sources=len(self.store.sources()),
                on_result=_nothing_more,
                on_lost=_nothing_more,
            )
        )

    async def _finish(self, working: asyncio.Task[None]) -> None:
        """Gives what is in hand its time, then gives it back; the same for mail under way."""
        end = asyncio.get_running_loop().time() + GRACE
        while self._crew.in_hand and not self._at_once.is_set() and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)
        working.cancel()
        under_way = [working, *self._leaving]
        if self._telling is not None:
            if not self._at_once.is_set():
                rest = max(0.0, end - asyncio.get_running_loop().time())
                await asyncio.wait([self._telling], timeout=rest)
            self._telling.cancel()
            under_way.append(self._telling)
        for task in self._leaving:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*under_way, return_exceptions=True)
        await self._stack.aclose()


def _nothing_more(_: Result | Claim) -> None:
    """The line has stored and logged the result; a claim that was lost is in other hands."""


async def _work_out(crew: Crew, stack: AsyncExitStack, grace: float) -> None:
    """Lets a crew with old settings finish what it has in hand, then dismisses it."""
    try:
        end = asyncio.get_running_loop().time() + grace
        while crew.in_hand and asyncio.get_running_loop().time() < end:
            await crew.wait(timeout=0.5)
    finally:
        await stack.aclose()


async def serve(store: Store, load: Callable[[], Loaded], stamp: Callable[[Loaded], object], *, clock: Clock) -> None:
    """Runs a service under the signals of the operating system: SIGTERM, SIGINT stop it, SIGHUP reloads."""
    service = Service(store, load, stamp, clock=clock)
    loop = asyncio.get_running_loop()
    handlers = {signal.SIGTERM: service.stop, signal.SIGINT: service.stop, signal.SIGHUP: service.reload}
    for number, handler in handlers.items():
        loop.add_signal_handler(number, handler)
    try:
        await service.run()
    finally:
        for number in handlers:
            loop.remove_signal_handler(number)
