"""Where the pure functions run: in this process for small runs, in worker processes for large ones.

The one seam between the event loop and work that needs CPU. A context (the rulebook) goes to each worker once.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

R = TypeVar("R")

INLINE_UP_TO = 64
"""Sources in one run from which on starting worker processes (about 0.5 s each) pays."""

_context: Any = None


def _start(context: Any) -> None:
    global _context
    _context = context
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; this process is ended by its parent


def _call(function: Callable[..., R], *args: Any) -> R:
    return function(_context, *args)


class Executor:
    """Runs `function(context, *args)`; `workers` 0 runs it at once, in the caller's thread."""

    def __init__(self, context: Any, workers: int = 0) -> None:
        self.context = context
        self._pool: ProcessPoolExecutor | None = None
        if workers:
            self._pool = ProcessPoolExecutor(
                workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(context,)
            )

    @classmethod
    def for_run(cls, context: Any, sources: int, workers: int) -> Self:
        """Chooses by the number of sources; `workers` above 0 is the user's own choice of their number."""
        if sources < INLINE_UP_TO:
            return cls(context)
        return cls(context, workers or os.cpu_count() or 1)

    async def run(self, function: Callable[..., R], *args: Any) -> R:
        """The function must be importable by name, its arguments picklable."""
        if self._pool is None:
            return function(self.context, *args)
        return await asyncio.get_running_loop().run_in_executor(self._pool, _call, function, *args)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
