"""What politeness must remember over restarts and share between processes; the store implements it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Gate(Protocol):
    """Slots, holds and robots.txt per host. Times are aware and in UTC; all methods are synchronous and quick.

    `host` is `host:port` in lower case, `origin` is `scheme://host:port`.
    """

    def reserve(self, host: str, now: datetime, spacing: float) -> datetime:
        """Takes the host's next slot and moves it on by `spacing` seconds, atomically; returns its time, >= `now`."""

    def held_until(self, host: str, now: datetime) -> datetime | None:
        """The end of a Retry-After that is still pending at `now`."""

    def hold(self, host: str, until: datetime) -> None:
        """Remembers that the host asked not to be asked before `until`."""

    def robots(self, origin: str, now: datetime) -> tuple[int, bytes] | None:
        """The kept answer to the origin's robots.txt (status, body) if it is still fresh at `now`."""

    def keep_robots(self, origin: str, status: int, body: bytes, until: datetime) -> None:
        """Keeps that answer until then."""
