"""Where the pure functions run: in this process for small runs, in worker processes for large ones.

The one seam between the event loop and work that needs CPU. A context (the rulebook) goes to each worker once. Work
that may be more than a page should ask for is done apart, in a worker too: there it can be ended, and stops nothing
else.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Self, TypeVar

R = TypeVar("R")

INLINE_UP_TO = 64
"""Sources in one run from which on starting worker processes (about 0.5 s each) pays."""

LONGEST_CALL = 60
"""Seconds after which a worker is ended in the middle of a call. A page of 100 kB takes about a hundredth of one."""

_context: Any = None


class TooHard(Exception):
    """A call that took too long, or its worker's life: for what it needs of memory, or by a fault of a library."""


def _start(context: Any) -> None:
    global _context
    _context = context
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; this process is ended by its parent


def _call(seconds: int, function: Callable[..., R], *args: Any) -> R:
    # Left to its default, the signal ends the process wherever it is, in a library's C code too.
    signal.alarm(seconds)
    try:
        return function(_context, *args)
    finally:
        signal.alarm(0)


class Executor:
    """Runs `function(context, *args)`; `workers` 0 runs it at once, in the caller's thread, unless told not to."""

    def __init__(self, context: Any, workers: int = 0, *, longest_call: int = LONGEST_CALL) -> None:
        self.context = context
        self._workers = workers
        self._longest = longest_call
        self._pool: ProcessPoolExecutor | None = None

    @classmethod
    def for_run(cls, context: Any, sources: int, workers: int) -> Self:
        """Chooses by the number of sources; `workers` above 0 is the user's own choice of their number."""
        if sources < INLINE_UP_TO:
            return cls(context)
        return cls(context, workers or os.cpu_count() or 1)

    async def run(self, function: Callable[..., R], *args: Any, apart: bool = False) -> R:
        """The function must be importable by name, its arguments picklable. `apart`: not in this process.

        Raises TooHard for a call that a worker did not survive.
        """
        if not self._workers and not apart:
            return function(self.context, *args)
        pool = self._pool = self._pool or self._make(self._workers or 1)
        try:
            return await self._submit(pool, function, *args)
        except BrokenProcessPool:
            # One call ended a worker, and with it all that were under way: each of them gets a worker of its own.
            if self._pool is pool:
                self._pool = None
        alone = self._make(1)
        try:
            return await self._submit(alone, function, *args)
        except BrokenProcessPool:
            raise TooHard(f"it takes more than {self._longest} s, or more memory than there is") from None
        finally:
            _end(alone)

    def _make(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(self.context,)
        )

    async def _submit(self, pool: ProcessPoolExecutor, function: Callable[..., R], *args: Any) -> R:
        return await asyncio.get_running_loop().run_in_executor(pool, _call, self._longest, function, *args)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            _end(self._pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends a pool at once: nobody waits for what its workers are still at."""
    for process in list((pool._processes or {}).values()):  # kill_workers() came with Python 3.14
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)
