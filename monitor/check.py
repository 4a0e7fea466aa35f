"""The line that a page takes: it joins the stations for one source.

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

A special case is an outcome, decided in `outcome`; there are none here. `crew` runs many lines side by side.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime

from monitor import notify
from monitor.errors import StoreCorrupt, StoreError
from monitor.executor import Executor, TooHard
from monitor.fetch import Fetcher
from monitor.model import (
    TROUBLE,
    Capture,
    Finding,
    Outcome,
    OutcomeKind,
    Reply,
    Request,
    Result,
    Source,
    StoryBefore,
    StoryEvent,
)
from monitor.outcome import Known, judge, means, needs_reading, read_again, reading_key, with_reversal
from monitor.rules import Rulebook
from monitor.schedule import next_check, parse_every
from monitor.settings import Settings
from monitor.store import Claim, ReadBy, Store

Clock = Callable[[], datetime]
"""Gives the time, aware and in UTC."""


LARGE = 1_000_000
"""Bytes of bodies, old and new, beyond which they are read apart: no usual article, and it may take minutes."""


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
        self._reading_story = asyncio.Lock()

    async def check(self, claim: Claim) -> Result:
        """One source's way through the stations. Raises ClaimLost if it took longer than the lease."""
        source = claim.source
        key = reading_key(source.profile)
        reply = await self.fetcher.fetch(self._request(claim, key))
        finding = await self._finding(claim, key, reply)
        now = self.clock()
        failures = claim.failures + 1 if finding.outcome.kind in TROUBLE else 0
        every = parse_every(source.every or self.settings.every)
        next_at = next_check(every, finding.outcome, failures, now, self.chance())
        if source.story and (finding.outcome.changes or finding.outcome.kind is OutcomeKind.FIRST):
            await self._read_story(source.story)
        result = self.store.commit(
            claim,
            reply,
            finding,
            now,
            next_at,
            reading_key=key,
            rulebook_digests=self._read_by(source).digests,
            tell_after=self.settings.tell_after,
            reads=self._read_by,
            decide=self._means,
        )
        notify.tell(result)
        if claim.failures and not failures:
            notify.recovered(result, claim.failures)
        return result

    def _read_by(self, source: Source) -> ReadBy:
        digests = {pack.id: pack.digest for pack in self.rulebook.select(source.packs).packs}
        return ReadBy(digests, reading_key(source.profile))

    def _means(self, before: StoryBefore, finding: Finding) -> Sequence[StoryEvent]:
        return means(before, finding, self.rulebook)

    async def _read_story(self, story: str) -> None:
        """Sees to it that today's rules have read every source of a story: what a change means for it is then decided
        on what is kept. There is something to read after a rule was edited, or a source was put into the story."""
        async with self._reading_story:
            for source in self.store.unread(story, self._read_by):
                try:
                    (past,) = self.store.past(source.id)
                    facts, sketch = await self.executor.run(read_again, source, past.capture)
                except (StoreCorrupt, TooHard):
                    continue  # it has no say until it can be read again; its own check tells of the trouble
                read_by = self._read_by(source)
                self.store.keep_facts(source.id, past.number, facts, read_by.digests, read_by.reading_key)
                self.store.keep_sketch(source.id, past.number, sketch)

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

    async def _finding(self, claim: Claim, key: str, reply: Reply) -> Finding:
        """What the reply means, or a failure of this one source where that can't be told: it is stored, told and put
        off like any other. Raises StoreError for what concerns all sources."""
        try:
            finding = await self._judge(claim, key, reply)
            if finding.outcome.kind is OutcomeKind.CHANGED:
                finding = with_reversal(finding, self.store.earlier(claim.source.id))
            return finding
        except StoreCorrupt as error:
            detail = f"the version before can't be read from the store: {error}"
        except TooHard as error:
            detail = f"the page can't be read: {error}"
        except StoreError:
            raise
        except Exception as error:  # a bug
            notify.crashed(claim.source.url, error)
            detail = f"a fault of this program: {type(error).__name__}: {error}"
        outcome = Outcome(OutcomeKind.FAILED, detail, from_version=claim.latest, final_url=reply.final_url)
        return Finding(outcome)

    async def _judge(self, claim: Claim, key: str, reply: Reply) -> Finding:
        """Judges with the last version, and with older ones as long as a fact is open and they may settle it."""
        known = None
        if claim.reading_key == key:
            known = Known(claim.body_digest, claim.reading_digest, claim.surroundings)
        if not needs_reading(reply, known):
            return judge(self.rulebook, claim.source, reply, self.store.past(claim.source.id), known)
        depth = 1
        while True:
            past = self.store.past(claim.source.id, limit=depth)
            size = sum(len(each.body) for each in (reply, *(one.capture for one in past)) if isinstance(each, Capture))
            finding = await self.executor.run(judge, claim.source, reply, past, known, apart=size > LARGE)
            if not finding.unsettled or len(past) < depth:
                return finding
            depth *= 4
