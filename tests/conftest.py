"""Fixtures that every test may use: a real web site on loopback, a clock that the test sets, the installed command."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What `make fuzz` runs with: enough examples for an hour or two of thought by a machine.
settings.register_profile("fuzz", max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled rules are kept away from the user's own cache."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@dataclass(frozen=True)
class Response:
    """An answer given as it stands. Without a Content-Length of its own it gets the body's.

    One that announces more than it has is a body cut short. `delay`: seconds before the answer begins.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0


@dataclass(frozen=True)
class Seen:
    """One request that the site got; names of headers in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


Page = bytes | str | Response | Callable[[Seen], "bytes | str | Response"]


class Site:
    """Real HTTP on an unused port of 127.0.0.1: `pages` maps a path to what is served there, read at each request.

    Bytes and text are served with an entity tag and answer 304 to a client that has them; a path that ends in `.txt` is
    plain text, every other HTML. What is not in `pages` is 404. `requests` logs what came, robots.txt included.
    """

    Response = Response

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[Seen] = []
        self._closing = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_GET(self) -> None:
                seen = Seen(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
                site.requests.append(seen)
                response = site._respond(seen)
                if response.delay:
                    site._closing.wait(response.delay)
                self.send_response(response.status)
                names = {name.lower() for name in response.headers}
                for name, value in response.headers.items():
                    self.send_header(name, value)
                if "content-length" not in names and response.status not in (204, 304):
                    self.send_header("Content-Length", str(len(response.body)))
                if "connection" not in names:
                    self.send_header("Connection", "close")
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(response.body)

            do_HEAD = do_GET

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = False  # closing waits for answers under way, so that no socket is left to the collector
            request_queue_size = 128

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up early is no fault of the site."""
                if not isinstance(sys.exception(), ConnectionError | TimeoutError):
                    super().handle_error(request, client_address)  # type: ignore[arg-type]

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def host(self) -> str:
        """The address as `host:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> int:
        """How often that path was asked for."""
        return sum(seen.path == path for seen in self.requests)

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _respond(self, seen: Seen) -> Response:
        page = self.pages.get(seen.path, Response(404, {"Content-Type": "text/html"}, b"<h1>Not Found</h1>"))
        if callable(page):
            page = page(seen)
        if isinstance(page, Response):
            return page
        body = page.encode() if isinstance(page, str) else page
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if seen.headers.get("if-none-match") == tag:
            return Response(304, {"ETag": tag})
        kind = "text/plain" if seen.path.endswith(".txt") else "text/html"
        return Response(200, {"Content-Type": f"{kind}; charset=utf-8", "ETag": tag}, body)


class Clock:
    """Gives the time that the test set: call it for the time, `set` or `advance` it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self.now = now

    def advance(self, **parts: float) -> datetime:
        """Moves on by `timedelta(**parts)` and gives the new time."""
        self.now += timedelta(**parts)
        return self.now


Monitor = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A real web site on loopback, empty at first."""
    site = Site()
    try:
        yield site
    finally:
        site.close()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon of 12 July 2023, UTC, until the test moves it."""
    return Clock(datetime(2023, 7, 12, 12, 0, tzinfo=UTC))


@pytest.fixture
def refused_port() -> Iterator[int]:
    """A port of 127.0.0.1 that refuses connections: it is bound, so nobody else gets it, and never listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.fixture
def monitor(tmp_path: Path) -> Monitor:
    """Runs the installed `monitor` in the test's own empty folder: `monitor("check", "--json", site=site)`.

    The environment is the caller's without any MONITOR_ variable; with `site`, loopback is allowed for that site alone
    and requests are not spaced. Warnings of the program itself are errors there too.
    """
    command = Path(sys.executable).with_name("monitor")

    def run(
        *args: object, site: Site | None = None, cwd: Path = tmp_path, **env: str
    ) -> subprocess.CompletedProcess[str]:
        variables = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
        variables |= {"NO_COLOR": "1", "COLUMNS": "200"}
        if site is not None:
            variables |= {"MONITOR_ALLOW_PRIVATE_HOSTS": site.host, "MONITOR_PER_HOST_DELAY": "0"}
        return subprocess.run(
            [str(command), *map(str, args)],
            cwd=cwd,
            env=variables | env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
