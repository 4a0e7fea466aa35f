"""One HTTP exchange: httpx over the aiohttp transport, built once, and kept behind this module."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import aiohttp
import certifi
import httpx
import yarl
from httpx_aiohttp import AiohttpTransport

from monitor.errors import ConfigError
from monitor.fetch.body import read_body
from monitor.fetch.guard import AddressGuard, GuardedResolver, host_of
from monitor.fetch.redirects import REDIRECTS
from monitor.fetch.trouble import Trouble, explained
from monitor.settings import Settings

_LONGEST_HEADER = 65536
"""aiohttp's 8190 bytes are too few for the security policies that some sites send."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought. Header names are in lower case; the body is decoded."""

    url: httpx.URL
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    requested_at: datetime
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


class Budget:
    """The seconds that a whole fetch may spend on the network; waiting for a slot is not counted."""

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds


class Client:
    """The connections of one run. Use as an async context manager."""

    def __init__(self, settings: Settings, guard: AddressGuard, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._context = tls_context(settings)
        self._timeout = httpx.Timeout(
            connect=settings.connect_timeout,
            read=settings.read_timeout,
            write=settings.read_timeout,
            pool=settings.connect_timeout,  # to aiohttp: resolving the name and connecting together
        ).as_dict()
        self.resolver = GuardedResolver(guard)
        self._session: aiohttp.ClientSession | None = None
        self._transports: dict[str | None, AiohttpTransport] = {}

    async def __aenter__(self) -> Client:
        self._session = aiohttp.ClientSession(
            # Connections are counted by Slots, so aiohttp's own queue stays out of the way.
            connector=aiohttp.TCPConnector(ssl=self._context, resolver=self.resolver, limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._session is not None:
            await self._session.close()
        await self.resolver.close()

    async def exchange(
        self,
        url: httpx.URL,
        headers: Sequence[tuple[str, str]],
        budget: Budget,
        *,
        proxy: str | None,
        limit: int,
        truncate: bool = False,
    ) -> Answer:
        """Asks once and reads the answer, within the time limits and `limit` bytes. Raises Trouble."""
        transport = self._transport(proxy)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(budget.left):
                with explained(host_of(url), self._settings.connect_timeout, self._settings.read_timeout):
                    return await self._exchange(transport, url, headers, limit, truncate)
        except TimeoutError:
            raise Trouble("timeout", f"no complete answer from {host_of(url)} within {budget.seconds:g} s") from None
        finally:
            budget.left = max(0.0, budget.left - (loop.time() - begun))

    async def _exchange(
        self,
        transport: AiohttpTransport,
        url: httpx.URL,
        headers: Sequence[tuple[str, str]],
        limit: int,
        truncate: bool,
    ) -> Answer:
        request = httpx.Request("GET", url, headers=list(headers), extensions={"timeout": self._timeout})
        requested_at = self._clock()
        response = await transport.handle_async_request(request)
        try:
            body = await self._body(response, limit, truncate)
        finally:
            await response.aclose()
        return Answer(
            url=url,
            status=response.status_code,
            headers=tuple((_text(name).lower(), _text(value)) for name, value in response.headers.raw),
            body=body,
            requested_at=requested_at,
            fetched_at=self._clock(),
        )

    async def _body(self, response: httpx.Response, limit: int, truncate: bool) -> bytes:
        if response.status_code in REDIRECTS or response.status_code == 304:
            return b""
        try:
            return await read_body(response, limit, truncate=truncate)
        except Trouble:
            # The status of an error says more than a body that can't be read.
            if response.status_code >= 400:
                return b""
            raise

    def _transport(self, proxy: str | None) -> AiohttpTransport:
        """The transport for this proxy. All share one session, hence its connections, resolver and TLS context.

        There is no httpx client around it: that would keep cookies of its own and build a request from every Location.
        """
        if proxy not in self._transports:
            assert self._session is not None, "use the client as a context manager"
            self._transports[proxy] = AiohttpTransport(
                verify=self._context,
                trust_env=False,
                proxy=None if proxy is None else httpx.Proxy(proxy),
                client=_AsWritten(self._session),
            )
        return self._transports[proxy]


class _AsWritten:
    """The session, for URLs that go over the wire as they are.

    aiohttp would quote them anew (`%2F` in a query becomes `/`), which breaks signed URLs and belies the record. The
    transport takes a session or something to call for one; this is both.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def __call__(self) -> aiohttp.ClientSession:
        return cast(aiohttp.ClientSession, self)

    def request(self, *, url: str, **rest: Any) -> Any:
        return self._session.request(url=yarl.URL(url, encoded=True), **rest)


def tls_context(settings: Settings) -> ssl.SSLContext:
    """Always verifying: the system's roots (or those of SSL_CERT_FILE), certifi's, and those of `ca_file`.

    Raises ConfigError if `ca_file` can't be read.
    """
    context = ssl.create_default_context()  # reads SSL_CERT_FILE and SSL_CERT_DIR, which trust_env=False would hide
    if not os.environ.get("SSL_CERT_FILE") and not os.environ.get("SSL_CERT_DIR"):
        context.load_verify_locations(certifi.where())  # slim images have no roots of their own
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            why = "it holds no certificate in PEM form" if isinstance(error, ssl.SSLError) else error.strerror
            raise ConfigError(f"ca_file {settings.ca_file}: can't be read: {why}") from None
    context.set_alpn_protocols(["http/1.1"])
    return context


def _text(raw: bytes) -> str:
    """A header as text: UTF-8 if it is, else Latin-1, which never fails."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
