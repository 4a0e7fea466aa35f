"""Joins the stations of a fetch, hop by hop, and makes a Failure of whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx

from monitor.errors import ConfigError
from monitor.fetch.client import Answer, Budget, Client
from monitor.fetch.gate import Gate
from monitor.fetch.guard import AddressGuard, host_of, parse_url, without_userinfo
from monitor.fetch.outgoing import Outgoing, product_token, user_agent
from monitor.fetch.redirects import REDIRECTS, next_url
from monitor.fetch.retry import retry_after, with_retries
from monitor.fetch.robots import LARGEST, MOST_REDIRECTS, Robots
from monitor.fetch.slots import Slots
from monitor.fetch.trouble import Trouble
from monitor.model import Capture, Failure, Hop, Reply, Request
from monitor.settings import Settings


class Fetcher:
    """Fetches pages politely and safely. Use as an async context manager; one is enough for a whole run.

    `first_wait`: seconds before the second attempt, doubled from there. Raises ConfigError, when made, if the settings'
    proxy or `ca_file` is of no use.
    """

    def __init__(
        self, settings: Settings, gate: Gate, clock: Callable[[], datetime], *, first_wait: float = 0.5
    ) -> None:
        self._settings = settings
        self._gate = gate
        self._clock = clock
        self._first_wait = first_wait
        self._agent = user_agent(settings)
        self._guard = AddressGuard(settings.allow_private_hosts)
        # The proxy of the settings is the operator's word; one that a source names is judged like any address.
        trusted = self._guard
        if settings.proxy is not None:
            try:
                trusted = trusted.allow(host_of(_proxy(settings.proxy)))
            except Trouble as trouble:
                raise ConfigError(trouble.detail) from None
        self._client = Client(settings, trusted, clock)
        self._slots = Slots(gate, clock, settings.per_host_connections, settings.concurrency)
        self._robots = Robots(gate, clock, self._ask_robots, product_token(self._agent))

    async def __aenter__(self) -> Fetcher:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._robots.close()
        await self._client.__aexit__(*exc)

    async def fetch(self, request: Request) -> Reply:
        """Gets one page: a Capture of whatever status, or a Failure. Raises nothing that network or URL can cause."""
        hops: list[Hop] = []
        try:
            return await self._travel(request, hops)
        except Trouble as trouble:
            return self._failure(request.url, trouble, hops)

    async def admit(self, url: str) -> Failure | None:
        """Why this URL must not be tracked: malformed, or an address that is refused. A name that does not resolve
        now is no such reason."""
        try:
            target = parse_url(url)
            self._guard.check_literal(target)
            if self._settings.proxy is None:
                host, _, port = host_of(target).rpartition(":")
                await self._client.resolver.resolve(host.strip("[]"), int(port))
        except Trouble as trouble:
            return self._failure(url, trouble, [])
        except OSError:
            return None
        return None

    async def _travel(self, request: Request, hops: list[Hop]) -> Capture:
        url = home = parse_url(request.url)
        outgoing = Outgoing(request, home, self._agent)
        proxy = self._usable_proxy(request.proxy)
        budget = Budget(self._settings.total_timeout)
        while True:
            self._guard.check_literal(url)
            self._slots.check_hold(host_of(url))
            if request.robots:
                await self._robots.check(url, proxy)
            answer = await self._ask(
                url,
                outgoing.headers(url),
                budget,
                proxy,
                spacing=self._settings.per_host_delay,
                limit=self._settings.max_bytes,
            )
            if answer.status not in REDIRECTS:
                break
            url = next_url(url, answer.status, answer.header("location"), hops, self._settings.max_redirects)
        if answer.status == 304 and not outgoing.conditional(url):
            raise Trouble("protocol", f"{host_of(url)} answered 304 (not modified) to a request without condition")
        return Capture(
            url=request.url,
            final_url=str(url),
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            requested_at=answer.requested_at,
            fetched_at=answer.fetched_at,
            hops=tuple(hops),
        )

    async def _ask_robots(self, url: httpx.URL, proxy: str | None) -> Answer:
        """A robots.txt by the same guarded way, not spaced; what is behind its redirects counts for this origin."""
        hops: list[Hop] = []
        budget = Budget(self._settings.total_timeout)
        headers = [("user-agent", self._agent), ("accept", "text/plain,*/*;q=0.5"), ("accept-encoding", "gzip")]
        while True:
            self._guard.check_literal(url)
            answer = await self._ask(url, headers, budget, proxy, spacing=0, limit=LARGEST, truncate=True)
            if answer.status not in REDIRECTS:
                return answer
            url = next_url(url, answer.status, answer.header("location"), hops, MOST_REDIRECTS)

    async def _ask(
        self,
        url: httpx.URL,
        headers: list[tuple[str, str]],
        budget: Budget,
        proxy: str | None,
        *,
        spacing: float,
        limit: int,
        truncate: bool = False,
    ) -> Answer:
        """One hop, tried as often as it takes. Raises Trouble."""
        host = host_of(url)

        async def once() -> Answer:
            async with self._slots.take(host, spacing):
                answer = await self._client.exchange(url, headers, budget, proxy=proxy, limit=limit, truncate=truncate)
                # Within the slot, so that whoever waits for it sees the hold.
                if (until := retry_after(answer)) is not None:
                    self._gate.hold(host, until)
                return answer

        return await with_retries(once, self._settings.attempts, self._first_wait)

    def _usable_proxy(self, proxy: str | None) -> str | None:
        proxy = proxy or self._settings.proxy
        if proxy is not None and proxy != self._settings.proxy:
            self._guard.check_literal(_proxy(proxy))
        return proxy

    def _failure(self, url: str, trouble: Trouble, hops: list[Hop]) -> Failure:
        return Failure(
            url=without_userinfo(url),
            reason=trouble.reason,
            detail=trouble.detail,
            at=self._clock(),
            final_url=hops[-1].location if hops else None,
            hops=tuple(hops),
            not_before=trouble.not_before,
        )


def _proxy(text: str) -> httpx.URL:
    """The proxy's URL without its password. Raises Trouble."""
    try:
        url = parse_url(str(httpx.URL(text).copy_with(username=None, password=None)))
    except (httpx.InvalidURL, ValueError, Trouble):
        url = None
    if url is None or url.scheme != "http":
        raise Trouble("bad_url", f"the proxy {without_userinfo(text)!r} is not of the form http://host:port")
    return url
