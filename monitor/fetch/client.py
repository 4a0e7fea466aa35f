"""One HTTP exchange: httpx over the aiohttp transport, built once, and kept behind this module."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy

import aiohttp
import certifi
import httpx
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
        )
        self.resolver = GuardedResolver(guard)
        self._session: aiohttp.ClientSession | None = None
        self._clients: dict[str | None, httpx.AsyncClient] = {}

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
        for client in self._clients.values():
            await client.aclose()
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
        client = self._client(proxy)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(budget.left):
                with explained(host_of(url), self._settings.connect_timeout, self._settings.read_timeout):
                    return await self._exchange(client, url, headers, limit, truncate)
        except TimeoutError:
            raise Trouble("timeout", f"no complete answer from {host_of(url)} within {budget.seconds:g} s") from None
        finally:
            budget.left = max(0.0, budget.left - (loop.time() - begun))

    async def _exchange(
        self, client: httpx.AsyncClient, url: httpx.URL, headers: Sequence[tuple[str, str]], limit: int, truncate: bool
    ) -> Answer:
        requested_at = self._clock()
        async with client.stream("GET", url, headers=list(headers)) as response:
            status = response.status_code
            body = b""
            if status not in REDIRECTS and status != 304:
                try:
                    body = await read_body(response, limit, truncate=truncate)
                except Trouble:
                    # The status of an error says more than a body that can't be read.
                    if status < 400:
                        raise
            return Answer(
                url=url,
                status=status,
                headers=tuple((_text(name).lower(), _text(value)) for name, value in response.headers.raw),
                body=body,
                requested_at=requested_at,
                fetched_at=self._clock(),
            )

    def _client(self, proxy: str | None) -> httpx.AsyncClient:
        """The client for this proxy. All share one session, hence its connections, resolver and TLS context."""
        if proxy not in self._clients:
            assert self._session is not None, "use the client as a context manager"
            transport = AiohttpTransport(
                verify=self._context,
                trust_env=False,
                proxy=None if proxy is None else httpx.Proxy(proxy),
                client=self._session,
            )
            self._clients[proxy] = httpx.AsyncClient(
                transport=transport,
                timeout=self._timeout,
                # httpx has a jar of its own, beside aiohttp's: it takes no cookie either.
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
                trust_env=False,
                follow_redirects=False,
            )
        return self._clients[proxy]


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
