"""One article on loopback whose number of berths the story changes, and which can keep a client waiting."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

PACK = """\
id: harbour
title: Harbour plan
facts:
  - id: berth_count
    title: Berths
    type: count
    phrases:
      - phrase: "{count} berths"
"""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Town shows harbour plan</title></head><body>
<nav><a href="/">Coast Courier</a></nav><main><article><h1>Town shows harbour plan</h1>
<p>The town council presented its plan for the new harbour on Tuesday evening, after two years of talks.</p>
<p>The plan foresees {berths} berths along the northern quay, which the mayor called a modest beginning.</p>
<p>Money for the work comes from the region, and the first stones are to be laid before the winter storms.</p>
<p>Fishermen who spoke at the meeting asked for a second crane, shop owners wanted more room for visitors.</p>
<p>A decision on the ferry pier was put off until the spring, when a study of the currents is expected.</p>
</article></main><footer>Coast Courier</footer></body></html>"""


class Site:
    """Serves the article at `url` while the block runs. `berths` is read at each request."""

    def __init__(self) -> None:
        self.berths = 12
        self.asked = 0
        """How often the article was asked for."""
        self.waiting = threading.Event()
        """Set when a client waits for an answer that is held."""
        self._open = threading.Event()
        self._open.set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                article = self.path == "/article"
                site.asked += article
                if article and not site._open.is_set():
                    site.waiting.set()
                    site._open.wait(60)
                body = _PAGE.format(berths=site.berths).encode() if article else b"not here"
                self.send_response(200 if article else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up is part of the story."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/article"

    def hold(self) -> None:
        """From now on the article's readers wait for `release`."""
        self.waiting.clear()
        self._open.clear()

    def release(self) -> None:
        """Answers those who wait, and all who come."""
        self._open.set()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
