"""A loopback server for measurements, in a process of its own so that its work is not counted."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from aiohttp import web

from benchmarks.pages import page


def _serve(pipe: Connection, count: int, validators: bool) -> None:
    state = {"round": 0, "changed": 0}
    bodies: dict[int, bytes] = {}

    def build(round_: int, changed: int) -> None:
        state.update(round=round_, changed=changed)
        bodies.update({n: page(n, round_, n < changed) for n in range(count)})

    async def article(request: web.Request) -> web.Response:
        body = bodies[int(request.match_info["n"])]
        etag = f'"{hash(body):x}"'
        if validators and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag} if validators else {}
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    async def control(request: web.Request) -> web.Response:
        build(int(request.query["round"]), int(request.query["changed"]))
        return web.Response(text="ok")

    async def run() -> None:
        import asyncio

        app = web.Application()
        app.router.add_get("/article/{n}", article)
        app.router.add_get("/control", control)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        pipe.send(runner.addresses[0][1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        await runner.cleanup()

    import asyncio

    build(0, 0)
    asyncio.run(run())


@contextmanager
def serve(count: int, *, validators: bool = False) -> Iterator[str]:
    """Serves `/article/<n>`; `/control?round=1&changed=50` moves on to a round in which 50 articles changed."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, count, validators))
    process.start()
    port = here.recv()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        here.send("stop")
        process.join(20)
