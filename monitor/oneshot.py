"""One-shot work of the command line: check these sources now, or fetch pages and keep nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta

from monitor.check import Clock
from monitor.crew import Crew
from monitor.errors import StoreLocked
from monitor.fetch import Fetcher
from monitor.model import Failure, Reply, Request, Result, Source
from monitor.rules import Rulebook
from monitor.settings import Settings
from monitor.store import Claim, Store

WAIT_FOR_OTHERS = 0.2
"""Seconds between two looks at a source that another process is checking."""


async def check_now(
    store: Store,
    settings: Settings,
    rulebook: Rulebook,
    sources: Sequence[Source],
    *,
    clock: Clock,
    progress: Callable[[Result], None] | None = None,
) -> list[Result]:
    """Checks these sources now, whatever their due time, and returns a result for each in the order given.

    A source that another process holds is waited for, and the other's result is reported. Raises StoreLocked for one
    that stays out of reach for twice the lease.
    """
    results: dict[int, Result] = {}
    waiting = {source.id: source for source in sources}
    lease = timedelta(seconds=settings.lease)
    begun = clock()
    patience = begun + 2 * lease

    def done(result: Result) -> None:
        results[result.source.id] = result
        if progress is not None:
            progress(result)

    def lost(claim: Claim) -> None:
        waiting[claim.source.id] = claim.source

    async with Crew(store, settings, rulebook, clock=clock, sources=len(sources), on_result=done, on_lost=lost) as crew:
        while waiting or crew.in_hand:
            if waiting and crew.free:
                claims = store.claim(clock(), crew.free, lease, only=waiting, per_host=crew.per_host)
                for claim in claims:
                    del waiting[claim.source.id]
                crew.start(claims)
            if crew.in_hand:
                await crew.wait()
                patience = clock() + 2 * lease
                continue
            for result in _from_others(store, waiting, begun):
                del waiting[result.source.id]
                done(result)
            if waiting and clock() > patience:
                names = ", ".join(source.name for source in waiting.values())
                raise StoreLocked(f"{names}: another process holds it, or it was removed while this one ran")
            await asyncio.sleep(WAIT_FOR_OTHERS if waiting else 0)
    return [results[source.id] for source in sources]


def _from_others(store: Store, waiting: Iterable[int], begun: datetime) -> list[Result]:
    """What other processes found out, since `begun`, about sources that they held."""
    found = (store.last_result(source_id, since=begun) for source_id in waiting)
    return [result for result in found if result is not None]


async def fetch_once(settings: Settings, urls: Collection[str], *, clock: Clock) -> list[Reply]:
    """Fetches these URLs and keeps nothing; politeness is kept in a store that lives as long as the call."""
    with Store.open(":memory:") as store:
        async with Fetcher(settings, store, clock) as fetcher:
            requests = [Request(url, proxy=settings.proxy, robots=settings.robots) for url in urls]
            return await asyncio.gather(*map(fetcher.fetch, requests))


async def admit(settings: Settings, urls: Collection[str], *, clock: Clock) -> list[Failure | None]:
    """For each URL that is not yet tracked, why it must not be: malformed, or an address that is refused."""
    with Store.open(":memory:") as store:
        async with Fetcher(settings, store, clock) as fetcher:
            return await asyncio.gather(*map(fetcher.admit, urls))
