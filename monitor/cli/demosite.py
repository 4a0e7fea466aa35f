"""The demo's web site: the bundled pages on loopback over real HTTP, one version of each a round.

A small but honest server: entity tags with 304 for a page that did not change, gzip for a client that asks for it,
robots.txt, 404 for everything else.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from types import TracebackType
from typing import Any, ClassVar

ROBOTS = b"User-agent: *\nAllow: /\n"


@dataclass(frozen=True, slots=True)
class DemoSource:
    """One outlet's article: `pages` are the bodies that it serves, one a round."""

    name: str
    outlet: str
    path: str
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """The bundled story. `rounds` says what happens in each; `expected` what must be reported, by source, in each."""

    story: str
    about: str
    sources: tuple[DemoSource, ...]
    rounds: tuple[str, ...]
    expected: tuple[Mapping[str, Any], ...]


def load_demo() -> Demo:
    """Reads the story from the package's data."""
    data = files("monitor") / "data" / "demo"
    story = json.loads((data / "story.json").read_text("utf-8"))
    expected = json.loads((data / "expected.json").read_text("utf-8"))
    sources = [
        DemoSource(
            source["name"],
            source["outlet"],
            source["path"],
            tuple(data.joinpath(*page.split("/")).read_bytes() for page in source["pages"]),
        )
        for source in story["sources"]
    ]
    return Demo(story["story"], story["about"], tuple(sources), tuple(story["rounds"]), tuple(expected["rounds"]))


class DemoSite:
    """Serves the sources' pages on an unused port of 127.0.0.1 while it is entered; `round` counts from 0."""

    def __init__(self, sources: Sequence[DemoSource]) -> None:
        self.round = 0
        self._sources = {source.path: source for source in sources}
        site = self

        class Handler(_Handler):
            def page(self, path: str) -> bytes | None:
                return site.page(path)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # so that closing waits for answers under way
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def host(self) -> str:
        """The address as `host:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    def url(self, source: DemoSource) -> str:
        """Where the source's article is."""
        return f"http://{self.host}{source.path}"

    def page(self, path: str) -> bytes | None:
        """The body that the current round has at that path."""
        source = self._sources.get(path)
        return source.pages[self.round] if source else None

    def __enter__(self) -> DemoSite:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "monitor-demo"
    timeout = 10
    robots: ClassVar[bytes] = ROBOTS

    def page(self, path: str) -> bytes | None:
        raise NotImplementedError

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/robots.txt":
            self._answer(self.robots, "text/plain; charset=utf-8")
        elif (body := self.page(path)) is not None:
            self._answer(body, "text/html; charset=utf-8")
        else:
            self._answer(b"<h1>Not Found</h1>", "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def _answer(self, body: bytes, content_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        unchanged = status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else status)
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Connection", "close")
        if not unchanged:
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the demo tells what was served."""
