"""A real HTTP server on loopback that can misbehave in every way a fetch has to survive, and a gate in memory."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import trustme

from monitor.fetch import Fetcher
from monitor.model import Request
from monitor.settings import Settings

Writer = asyncio.StreamWriter
Answer = bytes | Callable[[Writer], Awaitable[None]]


@dataclass
class Asked:
    """One request as the server saw it."""

    target: str
    headers: dict[str, str]
    at: float


def reply(status: int = 200, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """A whole answer; `length` lies about its length (-1: says nothing of it)."""
    lines = [f"HTTP/1.1 {status} Whatever", *headers]
    if length != -1:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    if length is not None:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


class Site:
    """Answers each path with its answers in turn, the last one for ever; unknown paths with 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.paths: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.now = self.most = self.connections = 0
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()

    def at(self, path: str, *answers: Answer) -> str:
        """Sets the answers of a path and returns its URL."""
        self.paths[path] = list(answers)
        return self.url + path

    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    async def __aenter__(self) -> Site:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if self._tls else 'http'}://{self.host}"
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        task = asyncio.current_task()
        self._tasks.add(task)
        self.connections += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            while await self._one(reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
            await writer.wait_closed()
        self._tasks.discard(task)

    async def _one(self, reader: asyncio.StreamReader, writer: Writer) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        headers = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in head[1:] if ": " in line}
        target = head[0].split(" ")[1]
        self.asked.append(Asked(target, headers, asyncio.get_running_loop().time()))
        answers = self.paths.get(target, [reply(404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            if callable(answer):
                await answer(writer)
                return False
            writer.write(answer)
            await writer.drain()
            return b"Connection: close" not in answer
        finally:
            self.now -= 1


@dataclass
class MemoryGate:
    """The gate's contract, in memory."""

    slots: dict[str, datetime] = field(default_factory=dict)
    holds: dict[str, datetime] = field(default_factory=dict)
    kept: dict[str, tuple[int, bytes, datetime]] = field(default_factory=dict)

    def reserve(self, host: str, now: datetime, spacing: float) -> datetime:
        start = max(now, self.slots.get(host, now))
        self.slots[host] = start + timedelta(seconds=spacing)
        return start

    def held_until(self, host: str, now: datetime) -> datetime | None:
        until = self.holds.get(host)
        return until if until is not None and until > now else None

    def hold(self, host: str, until: datetime) -> None:
        self.holds[host] = until

    def robots(self, origin: str, now: datetime) -> tuple[int, bytes] | None:
        kept = self.kept.get(origin)
        return kept[:2] if kept is not None and kept[2] > now else None

    def keep_robots(self, origin: str, status: int, body: bytes, until: datetime) -> None:
        self.kept[origin] = (status, body, until)


def clock() -> datetime:
    return datetime.now(UTC)


def settings(**changes: object) -> Settings:
    """Settings for a server on loopback that is in a hurry."""
    usual = {
        "allow_private_hosts": True,
        "per_host_delay": 0.0,
        "attempts": 1,
        "connect_timeout": 2.0,
        "read_timeout": 2.0,
        "total_timeout": 5.0,
    }
    return Settings(**{**usual, **changes})


class Lab:
    """A site, a gate and a fetcher for one test: `await lab.get(url)`. Also holds what tests can't import from here."""

    Site, reply, chunk = Site, staticmethod(reply), staticmethod(chunk)

    def __init__(self, site: Site, gate: MemoryGate, fetcher: Fetcher) -> None:
        self.site, self.gate, self.fetcher = site, gate, fetcher

    async def get(self, url: str, **request: object):
        return await self.fetcher.fetch(Request(url, **{"robots": False, **request}))


def run(test: Callable[[Lab], Awaitable[object]], *, tls: ssl.SSLContext | None = None, **changes: object) -> object:
    """Runs `await test(lab)` with a server, a gate and a fetcher of these settings, and closes everything."""

    async def main() -> object:
        gate = MemoryGate()
        async with Site(tls) as site, Fetcher(settings(**changes), gate, clock, first_wait=0.01) as fetcher:
            return await test(Lab(site, gate, fetcher))

    return asyncio.run(main())


@pytest.fixture
def lab() -> Callable[..., object]:
    """`lab(test, **settings)`: see `run`."""
    return run


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A certificate authority: `file` with its root, `server(*names)` makes a server's TLS context."""
    ca = trustme.CA()
    file = tmp_path_factory.mktemp("ca") / "root.pem"
    ca.cert_pem.write_to_path(str(file))

    def server(*names: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert(*names).configure_cert(context)
        return context

    return SimpleNamespace(file=file, server=server)


@pytest.fixture(scope="session")
def lab_run() -> Callable[..., object]:
    """`lab` for property tests, which may not use a fixture of one function."""
    return run
