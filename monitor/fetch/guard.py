"""Which URLs and addresses may be asked: http and https only, and nothing inside the machine or its network.

The resolver guards names when a connection is made, so that a name can't point elsewhere between look and use. aiohttp
does not ask a resolver about addresses that are written as such in a URL: those are judged before.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.fetch.trouble import Trouble
from monitor.model import Failure
from monitor.settings import Settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PLATFORM = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public by number, but the inside of a cloud platform wherever it answers."""

_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)\.?")
_USERINFO = re.compile(r"(?<=//)[^/?#]*@")
_RESOLVER_THREADS = 16


def parse_url(text: str) -> httpx.URL:
    """The URL as it will be asked: normalised, without fragment. Raises Trouble if it can't be asked at all."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise Trouble("bad_url", f"not a valid URL: {error}") from None
    if url.scheme not in DEFAULT_PORTS:
        given = f", not {url.scheme[:20]}:" if url.scheme else ""
        raise Trouble("bad_url", f"not a valid URL: it must begin with http:// or https://{given}")
    if url.userinfo:
        raise Trouble("bad_url", "the URL holds a user name or password: give credentials as env:NAME or file:PATH")
    host = url.raw_host.decode("ascii")
    if ":" in host:
        try:
            ipaddress.IPv6Address(host)
        except ValueError:
            raise Trouble("bad_url", f"not a valid URL: [{host}] is no IPv6 address") from None
    elif not _NAME.fullmatch(host) or len(host) > 253:
        raise Trouble("bad_url", f"not a valid URL: {host[:80]!r} is no host name" if host else "the URL names no host")
    if url.port is not None and not 0 < url.port < 65536:
        raise Trouble("bad_url", f"not a valid URL: there is no port {url.port}")
    return url.copy_with(fragment=None)


def without_userinfo(url: str) -> str:
    """The URL with any `user:password@` taken out, malformed ones too: what may be shown and stored."""
    return _USERINFO.sub("", url)


def host_of(url: httpx.URL) -> str:
    """`host:port`, in lower case: what spacing, holds and allowances are keyed by."""
    host = url.raw_host.decode("ascii")
    return f"{f'[{host}]' if ':' in host else host}:{url.port or DEFAULT_PORTS[url.scheme]}"


def origin_of(url: httpx.URL) -> str:
    """`scheme://host:port`."""
    return f"{url.scheme}://{host_of(url)}"


def refusal(address: Address) -> str | None:
    """What makes an address one that must not be asked, or None for a public one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return refusal(address.ipv4_mapped)
        if address in _NAT64:
            return refusal(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.sixtofour is not None or address.teredo is not None:
            return "a tunnel address"
        if address.is_site_local:
            return "a site-local address"
    if address.is_unspecified or address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_private:
        return "a private address"
    if address.is_reserved or not address.is_global or address in _PLATFORM:
        return "a reserved address"
    return None


class AddressGuard:
    """Says no to addresses that are not public, unless the settings allow them (all, or by `host:port`)."""

    def __init__(self, allow: bool | Iterable[str]) -> None:
        self._all = allow is True
        self._allowed = frozenset() if isinstance(allow, bool) else frozenset(entry.strip().lower() for entry in allow)

    def allow(self, host: str) -> AddressGuard:
        """A guard that lets this `host:port` through as well."""
        return AddressGuard(True if self._all else self._allowed | {host})

    def check_literal(self, url: httpx.URL) -> None:
        """Refuses, without asking any server, a URL whose host is an address or means this machine."""
        host = url.raw_host.decode("ascii")
        if self._passes(host_of(url)):
            return
        name = host.rstrip(".")
        if name == "localhost" or name.endswith(".localhost"):
            raise _refused(host_of(url), "this machine")
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            # Systems read 127.1, 0x7f000001 and 2130706433 as addresses too.
            if _NUMBER.fullmatch(host.rpartition(".")[2] or name.rpartition(".")[2]):
                raise _refused(host_of(url), "an address in an unusual notation") from None
            return
        if (what := refusal(address)) is not None:
            raise _refused(host_of(url), what)

    def pick(self, host: str, port: int, found: Iterable[ResolveResult]) -> list[ResolveResult]:
        """Of what a name resolves to, the addresses that may be asked. Raises Trouble if there are none of them."""
        results = list(found)
        if self._passes(f"{host.lower()}:{port}"):
            return results
        passing, what = [], None
        for result in results:
            address = ipaddress.ip_address(result["host"])
            literal = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
            why = refusal(address)
            if why is None or self._passes(literal):
                passing.append(result)
            else:
                what = f"{why} ({address})"
        if not passing and what is not None:
            raise _refused(f"{host}:{port}", what)
        return passing

    def _passes(self, host: str) -> bool:
        return self._all or host in self._allowed


def _refused(host: str, what: str) -> Trouble:
    return Trouble(
        "refused_address", f"{host} is {what}, which is not asked; MONITOR_ALLOW_PRIVATE_HOSTS={host} would allow it"
    )


class GuardedResolver(AbstractResolver):
    """The system's resolver in threads of its own, with the guard behind it."""

    def __init__(self, guard: AddressGuard) -> None:
        self.guard = guard
        # asyncio's default pool has a handful of threads: a few dead name servers would stop every other host.
        self._pool = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a name that may be asked. Raises OSError if there are none, Trouble if all are refused."""
        infos = await asyncio.get_running_loop().run_in_executor(
            self._pool, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, 0, socket.AI_ADDRCONFIG)
        )
        found = [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, proto, _, address in infos
            if kind in (socket.AF_INET, socket.AF_INET6)
        ]
        return self.guard.pick(host, port, found)

    async def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def check_url(url: str, settings: Settings) -> Failure | None:
    """Why this URL can't be tracked, as far as it can be told without a network, or None."""
    try:
        AddressGuard(settings.allow_private_hosts).check_literal(parse_url(url))
    except Trouble as trouble:
        return Failure(without_userinfo(url), trouble.reason, trouble.detail, datetime.now(UTC))
    return None
