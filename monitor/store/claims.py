"""Whose turn it is: taking sources that are due, for a time, so that no two processes check one at once."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Source, Surroundings
from monitor.store.columns import stamp
from monitor.store.sources import COLUMNS, Sources, source_from


@dataclass(frozen=True, slots=True)
class Claim:
    """A source in this process's hands until the lease runs out, and what the store knows of it.

    `latest` is the number of its latest version. The digests are those of its latest readable answer, which may differ
    from that version in noise only; `reading_key` says how that was read, `validators_of` which URL gave
    it. `surroundings`: what stood outside its article. `failures` counts its troubles in a row.
    """

    source: Source
    token: str
    latest: int | None = None
    body_digest: str | None = None
    reading_digest: str | None = None
    reading_key: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    validators_of: str | None = None
    failures: int = 0
    surroundings: Surroundings | None = None


class Claims(Sources):
    """The verbs that take sources and give them back."""

    def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        only: Collection[int] | None = None,
        per_host: int | None = None,
    ) -> list[Claim]:
        """Take at most `limit` sources that are due and in nobody's hands, longest due first, for the time of `lease`;
        none of a host that asked to be left alone for now.

        With `only` (ids): exactly those, paused or not yet due too, as far as no other process holds them. With
        `per_host`: only so many that at most `per_host` sources of one host and port are in the hands of all processes
        together, so that one host's many can't keep the others waiting.
        """
        token = secrets.token_hex(16)
        with self._write():
            ids = json.dumps(self._claimable(now, limit, only, per_host))
            self._run(
                "UPDATE schedule SET token = ?, leased_until = ? WHERE source_id IN (SELECT value FROM json_each(?))",
                (token, stamp(now + lease), ids),
            )
            rows = self._rows(
                f"SELECT {COLUMNS}, d.* FROM schedule d JOIN sources s ON s.id = d.source_id "  # noqa: S608
                "WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY d.next_at, s.id",
                (ids,),
            )
        return [
            Claim(
                source=source_from(row),
                token=token,
                latest=row["version"],
                body_digest=row["body_digest"],
                reading_digest=row["reading_digest"],
                reading_key=row["reading_key"],
                etag=row["etag"],
                last_modified=row["last_modified"],
                validators_of=row["validators_of"],
                failures=row["failures"],
                surroundings=Surroundings(row["outside_digest"], row["outside_told"], bool(row["outside_steady"]))
                if row["outside_digest"]
                else None,
            )
            for row in rows
        ]

    def _claimable(self, now: datetime, limit: int, only: Collection[int] | None, per_host: int | None) -> list[int]:
        """The ids of what `claim` may take. One pass over the index in due order, asked anew without each host that
        has become full: so neither many sources of few hosts nor few of many cost more than a look at each."""
        wanted = (
            "d.next_at <= :now AND s.paused = 0"
            if only is None
            else "d.source_id IN (SELECT value FROM json_each(:only))"
        )
        params: dict[str, Any] = {
            "now": stamp(now), "at": "", "id": 0, "only": None if only is None else json.dumps(sorted(only)),
        }  # fmt: skip
        in_hand: Counter[str] = Counter()
        if per_host is not None:
            busy = "SELECT host, count(*) AS sources FROM schedule WHERE leased_until > :now GROUP BY host"
            in_hand.update({row["host"]: row["sources"] for row in self._rows(busy, params)})
        full = [host for host, count in in_hand.items() if per_host is not None and count >= per_host]
        if only is None:
            full += [row["host"] for row in self._rows("SELECT host FROM hosts WHERE held_until > :now", params)]
        taken: list[int] = []
        while len(taken) < limit:
            rows = self._run(
                f"""
                SELECT d.source_id, d.host, d.next_at FROM schedule d CROSS JOIN sources s ON s.id = d.source_id
                WHERE {wanted} AND (d.next_at, d.source_id) > (:at, :id)
                AND (d.leased_until IS NULL OR d.leased_until <= :now)
                AND d.host NOT IN (SELECT value FROM json_each(:full)) AND s.removed_at IS NULL
                ORDER BY d.next_at, d.source_id LIMIT :left
                """,  # noqa: S608 - one of two fixed conditions; CROSS JOIN keeps the order of the tables
                params | {"full": json.dumps(full), "left": limit - len(taken)},
            )
            for source_id, host, next_at in rows:
                taken.append(source_id)
                in_hand[host] += 1
                if in_hand[host] == per_host:
                    full.append(host)
                    params |= {"at": next_at, "id": source_id}
                    break
            else:
                break
        return taken

    def release(self, claim: Claim, next_at: datetime | None = None) -> None:
        """Give a source back as it was, or due again at `next_at`; nothing happens if the claim is no longer held."""
        with self._write():
            self._run(
                "UPDATE schedule SET token = NULL, leased_until = NULL, next_at = coalesce(?, next_at) "
                "WHERE source_id = ? AND token = ?",
                (next_at and stamp(next_at), claim.source.id, claim.token),
            )
