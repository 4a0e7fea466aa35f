"""Whether the service lives, and what waits: for `monitor health`; how each source fares: for `monitor list`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import OutcomeKind
from monitor.store.columns import moment, stamp
from monitor.store.connection import Connection

REMEMBERED = timedelta(days=1)
"""A process that has not ticked for so long is forgotten; each start has a name of its own."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the service fares.

    `last_beat` is the latest tick of any process (None: there was none, or none for a day and another start since) and
    `process` which it was. `due` counts tracked sources that are due, not paused, of a host that may be asked, and in
    nobody's hands; `oldest_due` is when the first of them was due. `deliveries_due` counts deliveries neither sent nor
    given up, `deliveries_failing` those of them whose last attempt failed. `trouble` is what `process` says of itself.
    """

    last_beat: datetime | None = None
    oldest_due: datetime | None = None
    due: int = 0
    deliveries_due: int = 0
    deliveries_failing: int = 0
    process: str | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one source fares: what its last check came to and when, its latest version, when it is due next.

    None where it was not checked yet, or has no version. `failures` counts its troubles in a row, `detail` says what
    the last one was.
    """

    next_at: datetime
    outcome: OutcomeKind | None = None
    checked_at: datetime | None = None
    failures: int = 0
    version: int | None = None
    detail: str | None = None


class Heart(Connection):
    """The verbs for health."""

    def standings(self) -> dict[int, Standing]:
        """How each tracked source fares, by its id."""
        rows = self._rows(
            "SELECT d.*, CASE WHEN d.failures > 0 THEN (SELECT k.detail FROM checks k WHERE k.source_id = d.source_id "
            "AND k.outcome = d.outcome ORDER BY k.checked_at DESC, k.id DESC LIMIT 1) END AS detail "
            "FROM schedule d JOIN sources s ON s.id = d.source_id WHERE s.removed_at IS NULL"
        )
        return {
            row["source_id"]: Standing(
                next_at=moment(row["next_at"]),
                outcome=OutcomeKind(row["outcome"]) if row["outcome"] else None,
                checked_at=moment(row["checked_at"]) if row["checked_at"] else None,
                failures=row["failures"],
                version=row["version"],
                detail=row["detail"],
            )
            for row in rows
        }

    def beat(self, now: datetime, process: str, claimed: int, trouble: str | None = None) -> None:
        """The process of that name lives and has `claimed` sources in hand; `trouble`: what its operators must mend."""
        with self._write():
            self._run("DELETE FROM heartbeat WHERE beat_at < ?", (stamp(now - REMEMBERED),))
            self._run(
                "INSERT INTO heartbeat (process, beat_at, claimed, trouble) VALUES (?, ?, ?, ?) ON CONFLICT (process) "
                "DO UPDATE SET beat_at = excluded.beat_at, claimed = excluded.claimed, trouble = excluded.trouble",
                (process, stamp(now), claimed, trouble),
            )

    def rest(self, process: str) -> None:
        """The process of that name has ended as it should."""
        with self._write():
            self._run("DELETE FROM heartbeat WHERE process = ?", (process,))

    def pulse(self, now: datetime) -> Pulse:
        """How the service fares at `now`; nothing is written."""
        with self._read():
            beat = self._row("SELECT process, beat_at, trouble FROM heartbeat ORDER BY beat_at DESC LIMIT 1")
            (sources,) = self._rows(
                "SELECT count(*) AS due, min(d.next_at) AS oldest FROM schedule d JOIN sources s ON s.id = d.source_id "
                "WHERE d.next_at <= :now AND (d.leased_until IS NULL OR d.leased_until <= :now) "
                "AND s.paused = 0 AND s.removed_at IS NULL "
                "AND d.host NOT IN (SELECT host FROM hosts WHERE held_until > :now)",
                {"now": stamp(now)},
            )
            (deliveries,) = self._rows(
                "SELECT count(*) AS due, count(*) FILTER (WHERE attempts > 0) AS failing "
                "FROM deliveries WHERE state = 'due'"
            )
        return Pulse(
            last_beat=moment(beat["beat_at"]) if beat else None,
            oldest_due=moment(sources["oldest"]) if sources["oldest"] else None,
            due=sources["due"],
            deliveries_due=deliveries["due"],
            deliveries_failing=deliveries["failing"],
            process=beat["process"] if beat else None,
            trouble=beat["trouble"] if beat else None,
        )
