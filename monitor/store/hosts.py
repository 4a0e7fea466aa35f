"""What the fetcher remembers of hosts, for all processes: whose turn it is, who asked for patience, robots.txt."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.store.columns import moment, stamp
from monitor.store.connection import Connection

MOST_TURNS = 100
"""So many requests to one host never wait at once: a turn further ahead was taken before the clock was set back."""


class Hosts(Connection):
    """The verbs for hosts. A host is host and port, an origin scheme, host and port."""

    def reserve(self, host: str, now: datetime, spacing: float) -> datetime:
        """The time at which the next request may go to the host, which is taken by this: at least `spacing` seconds
        after the one before it, in whatever process."""
        with self._write():
            row = self._row("SELECT next_at FROM hosts WHERE host = ?", (host,))
            at = max(now, moment(row["next_at"])) if row and row["next_at"] else now
            if at - now > timedelta(seconds=MOST_TURNS * spacing):
                at = now
            self._run(
                "INSERT INTO hosts (host, next_at) VALUES (?, ?) "
                "ON CONFLICT (host) DO UPDATE SET next_at = excluded.next_at",
                (host, stamp(at + timedelta(seconds=spacing))),
            )
            return at

    def held_until(self, host: str, now: datetime) -> datetime | None:
        """Until when the host wants to be left alone (Retry-After), or None if it does not any more."""
        row = self._row("SELECT held_until FROM hosts WHERE host = ? AND held_until > ?", (host, stamp(now)))
        return moment(row["held_until"]) if row else None

    def hold(self, host: str, until: datetime) -> None:
        """Leave the host alone until then; an earlier time does not shorten what was asked for before."""
        with self._write():
            self._run(
                "INSERT INTO hosts (host, held_until) VALUES (?, ?) ON CONFLICT (host) "
                "DO UPDATE SET held_until = max(coalesce(held_until, ''), excluded.held_until)",
                (host, stamp(until)),
            )

    def robots(self, origin: str, now: datetime) -> tuple[int, bytes] | None:
        """Status and body of the origin's robots.txt as kept, or None if it is to be asked for."""
        row = self._row("SELECT status, body FROM robots WHERE origin = ? AND expires_at > ?", (origin, stamp(now)))
        return (row["status"], row["body"]) if row else None

    def keep_robots(self, origin: str, status: int, body: bytes, until: datetime) -> None:
        """Keep an origin's robots.txt until then."""
        with self._write():
            self._run(
                "INSERT INTO robots (origin, status, body, expires_at) VALUES (?, ?, ?, ?) ON CONFLICT (origin) "
                "DO UPDATE SET status = excluded.status, body = excluded.body, expires_at = excluded.expires_at",
                (origin, status, body, stamp(until)),
            )
