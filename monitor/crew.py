"""Many lines side by side: bounded in number, none stops another, and what is unfinished is given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from monitor import notify
from monitor.check import Clock, Line
from monitor.errors import ClaimLost, StoreError
from monitor.executor import Executor
from monitor.fetch import Fetcher
from monitor.model import Outcome, OutcomeKind, Result
from monitor.rules import Rulebook
from monitor.schedule import FIRST_RETRY
from monitor.settings import Settings
from monitor.store import Claim, Store

IN_HAND_PER_CONNECTION = 2
"""Claims in hand for each connection that one host is given: enough to keep it busy, too few to crowd others out."""


class Crew:
    """Works claims off with one set of settings and rules.

    `sources`: about how many there are to check, which decides where their pages are read. `on_result` is called with
    every result, `on_lost` with a claim that another process took over. Leaving it cancels what still runs and gives
    those claims back, so that the next check need not wait for the lease.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        rulebook: Rulebook,
        *,
        clock: Clock,
        sources: int,
        on_result: Callable[[Result], None],
        on_lost: Callable[[Claim], None],
    ) -> None:
        self.store = store
        self.settings = settings
        self.rulebook = rulebook
        self.clock = clock
        self.on_result = on_result
        self.on_lost = on_lost
        self.per_host = settings.per_host_connections * IN_HAND_PER_CONNECTION
        self._sources = sources
        self._running: dict[asyncio.Task[Result], Claim] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        executor = self._stack.enter_context(Executor.for_run(self.rulebook, self._sources, self.settings.workers))
        fetcher = await self._stack.enter_async_context(Fetcher(self.settings, self.store, self.clock))
        self._line = Line(self.store, fetcher, executor, self.rulebook, self.settings, self.clock)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for claim in self._running.values():
            self.store.release(claim)
        self._running.clear()
        await self._stack.aclose()

    @property
    def in_hand(self) -> int:
        """How many claims are being worked off."""
        return len(self._running)

    @property
    def free(self) -> int:
        """How many more claims it can take."""
        return self.settings.concurrency - len(self._running)

    def start(self, claims: Iterable[Claim]) -> None:
        """Takes these claims to work."""
        for claim in claims:
            self._running[asyncio.create_task(self._line.check(claim))] = claim

    async def wait(self, timeout: float | None = None) -> None:
        """Until a claim in hand is done, or `timeout` seconds have passed; hands on the results of all that are.

        Raises StoreError, which concerns all of them. A fault of the program in one source does not stop the others:
        it is logged with its trace and reported as failed.
        """
        if not self._running:
            return
        done, _ = await asyncio.wait(self._running, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            claim = self._running.pop(task)
            try:
                result = task.result()
            except ClaimLost:
                self.on_lost(claim)
            except StoreError:
                self.store.release(claim)
                raise
            except Exception as error:  # a bug: one source must not stop the others
                notify.crashed(claim.source.url, error)
                # Given back as due, a service would ask for the page again at once, without end.
                self.store.release(claim, self.clock() + FIRST_RETRY)
                detail = f"a fault of this program: {type(error).__name__}: {error}"
                outcome = Outcome(OutcomeKind.FAILED, detail, from_version=claim.latest)
                self.on_result(Result(claim.source, outcome, self.clock()))
            else:
                self.on_result(result)
