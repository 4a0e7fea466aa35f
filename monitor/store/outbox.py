"""What people are to be told: due events, the messages composed of them, and each recipient's delivery.

    due event -> put_message -> told event, message, deliveries    one transaction
    due delivery -> claim_deliveries -> (sent by mail) -> delivered | put_off | give_up

A crash between two steps leaves the one before it done: the event is still due, or the delivery is, and then the same
message goes out under the same id.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import cast

from monitor.codec import story_event_from_json
from monitor.model import Audience, Delivery, Event, EventKind, Message
from monitor.store.columns import moment, stamp, storable
from monitor.store.history import History, delivery_words

LATEST_OF_THREAD = 10
"""References name the first message of a thread and so many of the latest: some servers refuse longer headers."""


class Outbox(History):
    """The verbs that `tell` calls, in the order in which it does."""

    def events(self, state: str = "due") -> list[Event]:
        """The events that are `due` or `told`, oldest first."""
        with self._read():
            found = []
            for row in self._rows("SELECT * FROM events WHERE state = ? ORDER BY id", (state,)):
                change = self._changes("id = ?", (row["change_id"],)) if row["change_id"] else ()
                event = Event(
                    id=row["id"],
                    kind=cast(EventKind, row["kind"]),
                    created_at=moment(row["created_at"]),
                    result=self._result(self._check_row(row["check_id"])) if row["check_id"] else None,
                    change=change[0] if change else None,
                    detail=row["detail"],
                    story=story_event_from_json(json.loads(row["story"])) if row["story"] else None,
                )
                found.append(event)
            return found

    def put_message(
        self, message: Message, event_ids: Collection[int], recipients: Sequence[str], now: datetime
    ) -> bool:
        """Store a message, one delivery for each recipient, due now, and that it tells these events: all or nothing.

        True if it is stored, now or before (then what was stored stays). False, and nothing is written, if one of the
        events is told already by another message, or was dropped with its source: then another process was quicker.
        """
        wanted = {"ids": json.dumps(sorted(event_ids)), "message": message.id, "now": stamp(now)}
        mine = "id IN (SELECT value FROM json_each(:ids))"
        with self._write():
            stored = self._row("SELECT 1 FROM messages WHERE id = :message", wanted)
            free = "message_id = :message" if stored else "state = 'due'"
            (count,) = self._rows(f"SELECT count(*) FROM events WHERE {mine} AND {free}", wanted)[0]  # noqa: S608
            if count != len(set(event_ids)):
                return False
            if stored:
                return True
            self._insert(
                "messages",
                {
                    "id": message.id,
                    "source_id": message.source_id,
                    "audience": message.audience,
                    "subject": storable(message.subject),
                    "text": storable(message.text),
                    "html": storable(message.html),
                    "earlier": json.dumps(message.references),
                    "created_at": stamp(message.created_at),
                },
            )
            for recipient in dict.fromkeys(recipients):
                fields = {"message_id": message.id, "recipient": recipient}
                self._insert("deliveries", fields | {"due_since": stamp(now), "next_at": stamp(now)})
            self._run(
                f"UPDATE events SET state = 'told', told_at = :now, message_id = :message WHERE {mine}",  # noqa: S608
                wanted,
            )
            return True

    def thread(self, source_id: int | None, audience: Audience | None = None) -> tuple[str, ...]:
        """The ids of the messages about a source (None: about none) to an audience (None: to any), oldest first: the
        first and the last ten."""
        rows = self._rows(
            """
            WITH thread AS (
                SELECT number, id FROM messages
                WHERE source_id IS :source AND (:audience IS NULL OR audience = :audience)
            )
            SELECT id FROM thread WHERE number = (SELECT min(number) FROM thread)
            OR number IN (SELECT number FROM thread ORDER BY number DESC LIMIT :latest) ORDER BY number
            """,
            {"source": source_id, "audience": audience, "latest": LATEST_OF_THREAD},
        )
        return tuple(row["id"] for row in rows)

    def claim_deliveries(self, now: datetime, limit: int, lease: timedelta) -> list[Delivery]:
        """Take at most `limit` deliveries that are due and in nobody's hands for the time of `lease`, in the order of
        their messages.

        What a message tells is on the disk before this returns it: no power cut makes the store forget what people
        have read.
        """
        token = secrets.token_hex(16)
        params = {"now": stamp(now), "until": stamp(now + lease), "token": token, "limit": limit}
        with self._write(durable=True):
            taken = self._rows(
                """
                UPDATE deliveries SET token = :token, leased_until = :until WHERE id IN (
                    SELECT id FROM deliveries
                    WHERE state = 'due' AND next_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
                    ORDER BY next_at, id LIMIT :limit
                ) RETURNING id
                """,
                params,
            )
            rows = self._rows(
                "SELECT m.*, d.id AS delivery_id, d.recipient, d.attempts, d.due_since "
                "FROM deliveries d JOIN messages m ON m.id = d.message_id "
                "WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id",
                (json.dumps([row["id"] for row in taken]),),
            )
        return [
            Delivery(
                id=row["delivery_id"],
                message=Message(
                    id=row["id"],
                    audience=cast(Audience, row["audience"]),
                    subject=row["subject"],
                    text=row["text"],
                    html=row["html"],
                    created_at=moment(row["created_at"]),
                    source_id=row["source_id"],
                    references=tuple(json.loads(row["earlier"])),
                ),
                recipient=row["recipient"],
                token=token,
                attempts=row["attempts"],
                due_since=moment(row["due_since"]),
            )
            for row in rows
        ]

    def delivered(self, delivery: Delivery, now: datetime) -> None:
        """It was sent: on the disk when this returns. Holds whoever has the delivery now, since it can't be unsent."""
        with self._write(durable=True):
            self._run(
                "UPDATE deliveries SET state = 'sent', error = NULL, settled_at = ?, token = NULL, leased_until = NULL "
                "WHERE id = ? AND state <> 'sent'",
                (stamp(now), delivery.id),
            )

    def put_off(self, delivery: Delivery, next_at: datetime, error: str, now: datetime) -> None:
        """An attempt failed at `now`, and there is another at `next_at`; nothing happens if the delivery is no longer
        in this process's hands."""
        if next_at < now:
            raise ValueError(f"an attempt at {next_at}, before the one that failed at {now}")
        with self._write():
            self._run(
                "UPDATE deliveries SET attempts = attempts + 1, next_at = ?, error = ?, token = NULL, "
                "leased_until = NULL WHERE id = ? AND token = ?",
                (stamp(next_at), storable(error), delivery.id, delivery.token),
            )

    def give_up(self, delivery: Delivery, error: str, now: datetime) -> None:
        """The last attempt failed; nothing happens if the delivery is no longer in this process's hands.

        An event says so, unless the message itself tells of a delivery that was given up: that would never end.
        """
        with self._write():
            given_up = self._run(
                "UPDATE deliveries SET state = 'given_up', attempts = attempts + 1, error = ?, settled_at = ?, "
                "token = NULL, leased_until = NULL WHERE id = ? AND token = ?",
                (storable(error), stamp(now), delivery.id, delivery.token),
            )
            about_itself = self._row(
                "SELECT 1 FROM events WHERE message_id = ? AND kind = 'delivery.given_up'", (delivery.message.id,)
            )
            if given_up.rowcount and not about_itself:
                row = self._delivery_row(delivery.id)
                fields = {"source_id": row["source_id"], "kind": "delivery.given_up", "created_at": stamp(now)}
                self._insert("events", fields | {"detail": delivery_words(row)})
