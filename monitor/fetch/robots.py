"""robots.txt: asked for once a day per origin, kept through the gate, read as RFC 9309 says.

Allowed or not is what the host says about us; where it says nothing (4xx), everything is allowed. Where it can't
say anything (5xx), nothing is, and that is asked again at the next check.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import lru_cache

import httpx
from protego import Protego

from monitor.fetch.client import Answer
from monitor.fetch.gate import Gate
from monitor.fetch.guard import origin_of
from monitor.fetch.trouble import Trouble

FRESH = timedelta(days=1)
"""RFC 9309, 2.4: not to be used for longer."""

LARGEST = 512 * 1024
"""Bytes that are read; RFC 9309, 2.5 asks for at least 500 KiB."""

MOST_REDIRECTS = 5
"""RFC 9309, 2.3.1.2: at least five; beyond that, robots.txt counts as unavailable."""

Ask = Callable[[httpx.URL, str | None], Awaitable[Answer]]
"""Asks for a robots.txt, redirects followed, by way of a proxy or None. Raises Trouble."""


class Robots:
    """Says whether a URL may be fetched by `token`, the product name of our User-Agent."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime], ask: Ask, token: str) -> None:
        self._gate = gate
        self._clock = clock
        self._ask = ask
        self._token = token
        self._asking: dict[str, asyncio.Task[tuple[int, bytes]]] = {}

    async def check(self, url: httpx.URL, proxy: str | None) -> None:
        """Raises Trouble("robots") if the URL may not be fetched, and what went wrong if the host can't be asked."""
        if url.path == "/robots.txt":
            return
        status, body = await self._answer(url, proxy)
        if status >= 500 or status == 429:
            raise Trouble(
                "robots", f"{origin_of(url)}/robots.txt answered {status}: until it can be read, nothing may be fetched"
            )
        if 200 <= status < 300 and not _parsed(body).can_fetch(str(url), self._token):
            raise Trouble("robots", f"{origin_of(url)}/robots.txt does not allow {url.path} for {self._token}")

    async def close(self) -> None:
        """Ends what is still under way."""
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, url: httpx.URL, proxy: str | None) -> tuple[int, bytes]:
        origin = origin_of(url)
        kept = self._gate.robots(origin, self._clock())
        if kept is not None:
            return kept
        # Many pages of a new host are one request for its robots.txt.
        task = self._asking.get(origin)
        if task is None:
            task = self._asking[origin] = asyncio.create_task(self._fetch(url, proxy))
            task.add_done_callback(lambda done: self._done(origin, done))
        return await asyncio.shield(task)

    def _done(self, origin: str, task: asyncio.Task[tuple[int, bytes]]) -> None:
        del self._asking[origin]
        if not task.cancelled():
            task.exception()  # whoever waited has it; if nobody did any more, it need not be told

    async def _fetch(self, url: httpx.URL, proxy: str | None) -> tuple[int, bytes]:
        try:
            answer = await self._ask(url.copy_with(raw_path=b"/robots.txt"), proxy)
        except Trouble as trouble:
            if trouble.reason != "redirect":
                raise Trouble(
                    trouble.reason, f"robots.txt: {trouble.detail}", not_before=trouble.not_before
                ) from trouble
            status, body = 404, b""
        else:
            status, body = answer.status, answer.body
        if status < 500 and status != 429:
            self._gate.keep_robots(origin_of(url), status, body, self._clock() + FRESH)
        return status, body


@lru_cache(maxsize=64)
def _parsed(body: bytes) -> Protego:
    # Behind a byte order mark, protego would skip the first group.
    return Protego.parse(body.decode("utf-8-sig", "replace"))
