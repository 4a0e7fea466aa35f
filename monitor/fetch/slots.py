"""When a request may start: after a pending Retry-After, spaced from the one before, a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from weakref import WeakValueDictionary

from monitor.fetch.gate import Gate
from monitor.fetch.retry import PATIENCE
from monitor.fetch.trouble import Trouble


class Slots:
    """Spacing and holds by the gate, which every process shares; numbers of connections by this process."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime], per_host: int, overall: int) -> None:
        self._gate = gate
        self._clock = clock
        self._per_host = max(1, per_host)
        self._overall = asyncio.Semaphore(max(1, overall))
        # Entries live as long as somebody uses them: a service sees many hosts over the years.
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def check_hold(self, host: str) -> datetime | None:
        """The end of a pending hold that can be waited for. Raises Trouble("retry_later") for a longer one."""
        now = self._clock()
        until = self._gate.held_until(host, now)
        if until is not None and until - now > PATIENCE:
            detail = f"{host} asked not to be asked before {until:%Y-%m-%d %H:%M:%S} UTC (Retry-After)"
            raise Trouble("retry_later", detail, not_before=until)
        return until

    @asynccontextmanager
    async def take(self, host: str, spacing: float) -> AsyncIterator[None]:
        """Waits until a request to the host may start. Raises Trouble("retry_later")."""
        semaphore = self._hosts.get(host)
        if semaphore is None:
            semaphore = self._hosts[host] = asyncio.Semaphore(self._per_host)
        async with semaphore:
            now = self._clock()
            start = max(now, self.check_hold(host) or now)
            if spacing > 0:
                start = max(start, self._gate.reserve(host, start, spacing))
            if start > now:
                await asyncio.sleep((start - now).total_seconds())
                self.check_hold(host)  # another request may have been told to wait meanwhile
            async with self._overall:
                yield
