"""The line that a page takes: it joins the stations for one source, and runs many of them side by side.

    claim    store     the source is ours until the lease runs out
      |  Claim
    fetch    fetch     one request, or a reason why there is no answer
      |  Reply (Capture or Failure)
    judge    outcome   text -> facts -> diff -> outcome; pure, in the executor
      |  Finding
    next     schedule  when to come back
      |  datetime
    commit   store     version, changes and events in one transaction, if the claim still holds
      |  Result
    tell     notify    the log

A special case is an outcome, decided in `outcome`; there are none here.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta

from monitor import notify
from monitor.errors import ClaimLost, StoreError, StoreLocked
from monitor.executor import Executor
from monitor.fetch import Fetcher
from monitor.model import TROUBLE, Failure, Finding, Outcome, OutcomeKind, Reply, Request, Result, Source
from monitor.outcome import Known, judge, needs_reading, reading_key
from monitor.rules import Rulebook
from monitor.schedule import next_check, parse_every
from monitor.settings import Settings
from monitor.store import Claim, Store

Clock = Callable[[], datetime]
"""Gives the time, aware and in UTC."""

Progress = Callable[[Result], None]

WAIT_FOR_OTHERS = 0.2
"""Seconds between two looks at a source that another process is checking."""


class Line:
    """Checks claimed sources, one page at a time or many at once."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        executor: Executor,
        rulebook: Rulebook,
        settings: Settings,
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.store = store
        self.fetcher = fetcher
        self.executor = executor
        self.rulebook = rulebook
        self.settings = settings
        self.clock = clock
        self.chance = chance

    async def check(self, claim: Claim) -> Result:
        """One source's way through the stations. Raises ClaimLost if it took longer than the lease."""
        source = claim.source
        key = reading_key(source.profile)
        reply = await self.fetcher.fetch(self._request(claim, key))
        finding = await self._judge(claim, key, reply)
        now = self.clock()
        failures = claim.failures + 1 if finding.outcome.kind in TROUBLE else 0
        next_at = next_check(parse_every(source.every), finding.outcome, failures, now, self.chance())
        packs = {pack.id: pack.digest for pack in self.rulebook.select(source.packs).packs}
        result = self.store.commit(claim, reply, finding, now, next_at, reading_key=key, rulebook_digests=packs)
        notify.tell(result)
        return result

    def _request(self, claim: Claim, key: str) -> Request:
        source = claim.source
        valid = claim.latest is not None and claim.reading_key == key
        return Request(
            url=source.url,
            headers=source.headers,
            etag=claim.etag if valid else None,
            last_modified=claim.last_modified if valid else None,
            validators_of=claim.validators_of,
            credentials=source.credentials,
            proxy=source.proxy or self.settings.proxy,
            robots=self.settings.robots if source.robots is None else source.robots,
        )

    async def _judge(self, claim: Claim, key: str, reply: Reply) -> Finding:
        """Judges with the last version, and with older ones as long as a fact is open and they may settle it."""
        known = Known(claim.body_digest, claim.reading_digest) if claim.reading_key == key else None
        if not needs_reading(reply, known):
            return judge(self.rulebook, claim.source, reply, self.store.past(claim.source.id), known)
        depth = 1
        while True:
            past = self.store.past(claim.source.id, limit=depth)
            finding = await self.executor.run(judge, claim.source, reply, past, known)
            if not finding.unsettled or len(past) < depth:
                return finding
            depth *= 4


async def check_now(
    store: Store,
    settings: Settings,
    rulebook: Rulebook,
    sources: Sequence[Source],
    *,
    clock: Clock,
    progress: Progress | None = None,
) -> list[Result]:
    """Checks these sources now, whatever their due time, and returns a result for each in the order given.

    A source that another process holds is waited for, and the other's result is reported. A fault of the program in
    one source does not stop the others: it is logged with its trace and reported as failed.
    """
    results: dict[int, Result] = {}
    waiting = {source.id: source for source in sources}
    running: dict[asyncio.Task[Result], Claim] = {}
    begun = clock()
    lease = timedelta(seconds=settings.lease)
    patience = begun + 2 * lease

    def finished(result: Result) -> None:
        results[result.source.id] = result
        if progress is not None:
            progress(result)

    with Executor.for_run(rulebook, len(sources), settings.workers) as executor:
        async with Fetcher(settings, store, clock) as fetcher:
            line = Line(store, fetcher, executor, rulebook, settings, clock)
            try:
                while waiting or running:
                    free = settings.concurrency - len(running)
                    claims = store.claim(clock(), free, lease, only=waiting) if waiting and free else []
                    for claim in claims:
                        del waiting[claim.source.id]
                        running[asyncio.create_task(line.check(claim))] = claim
                    if not running:
                        for result in _from_others(store, waiting, begun):
                            del waiting[result.source.id]
                            finished(result)
                        if waiting and clock() > patience:
                            names = ", ".join(source.name for source in waiting.values())
                            raise StoreLocked(
                                f"{names}: another process holds it, or it was removed while this one ran"
                            )
                        await asyncio.sleep(WAIT_FOR_OTHERS if waiting else 0)
                        continue
                    patience = clock() + 2 * lease
                    done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        claim = running.pop(task)
                        try:
                            finished(task.result())
                        except ClaimLost:
                            waiting[claim.source.id] = claim.source
                        except StoreError:
                            raise
                        except Exception as error:  # a bug: one source must not stop the others
                            notify.crashed(claim.source.url, error)
                            store.release(claim)
                            finished(_crashed(claim, error, clock()))
            finally:
                await _give_back(store, running)
    return [results[source.id] for source in sources]


async def _give_back(store: Store, running: dict[asyncio.Task[Result], Claim]) -> None:
    """Stops what still runs and returns the claims, so that the next check need not wait for the lease."""
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    for claim in running.values():
        store.release(claim)


def _from_others(store: Store, waiting: Iterable[int], begun: datetime) -> list[Result]:
    """What other processes found out, since `begun`, about sources that they held."""
    found = (store.last_result(source_id, since=begun) for source_id in waiting)
    return [result for result in found if result is not None]


def _crashed(claim: Claim, error: Exception, now: datetime) -> Result:
    detail = f"a fault of this program: {type(error).__name__}: {error}"
    return Result(claim.source, Outcome(OutcomeKind.FAILED, detail, from_version=claim.latest), now)


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
