"""What the store tells: versions, captures, stored results, the log, facts, the full-text search."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.codec import (
    change_from_json,
    edits_from_json,
    observation_from_json,
    observation_to_json,
    story_event_from_json,
)
from monitor.errors import StoreCorrupt, UsageError
from monitor.model import (
    Capture,
    FactChange,
    Facts,
    Hop,
    Outcome,
    OutcomeKind,
    Result,
    Source,
    StoryEvent,
    TextDiff,
    Version,
)
from monitor.store.columns import dump, moment, readable, searchable, stamp
from monitor.store.sources import COLUMNS, Sources, source_from

_CHECKS = f"""
    SELECT {COLUMNS}, k.id AS check_id, k.checked_at, k.outcome, k.detail, k.status, k.final_url, k.not_before,
           k.from_version, k.to_version, k.outside
    FROM checks k JOIN sources s ON s.id = k.source_id
"""  # noqa: S608 - our own column names


_DELIVERIES = f"""
    SELECT {COLUMNS}, m.source_id, m.subject, d.recipient, d.state, d.attempts, d.error, d.settled_at
    FROM deliveries d JOIN messages m ON m.id = d.message_id LEFT JOIN sources s ON s.id = m.source_id
"""  # noqa: S608 - our own column names

_AFTER_TROUBLE = """
    SELECT (SELECT n.id FROM checks n WHERE n.source_id = t.source_id AND n.checked_at >= t.checked_at AND n.id > t.id
            ORDER BY n.checked_at, n.id LIMIT 1)
    FROM checks t WHERE t.outcome <> 'unchanged' AND t.outcome IN ('failed', 'unreadable', 'gone')
    AND (:since IS NULL OR t.checked_at >= :since)
"""
"""The check that followed each trouble, if any."""

_NEW = frozenset({OutcomeKind.FIRST, OutcomeKind.CHANGED})
"""Outcomes that can mean something for a story."""

NO_SOURCE = Source(0, "", "monitor")
"""Stands in the log for what is about the program and no source."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of a source's history.

    `kind`: an outcome, or the kind of an event: `source.recovered`, `delivery.sent`, `delivery.given_up`. `status`: the
    HTTP status, None without an answer. `silent`, `reverts_to` and `outside` are those of the outcome. A delivery's
    `detail` names recipient and subject, and why it was given up; `source` is `NO_SOURCE` if it is about none.
    """

    at: datetime
    source: Source
    kind: str
    detail: str | None = None
    version: int | None = None
    changes: tuple[FactChange, ...] = ()
    text: TextDiff = TextDiff()
    status: int | None = None
    silent: bool = False
    reverts_to: int | None = None
    outside: TextDiff | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A source whose latest text has all words that were searched for, with the place of one of them."""

    source: Source
    title: str
    excerpt: str


class History(Sources):
    """The verbs that read, and those for facts, which are derived from what is read."""

    def versions(self, source_id: int) -> list[Version]:
        """All versions of a source, oldest first."""
        rows = self._rows("SELECT * FROM versions WHERE source_id = ? ORDER BY number", (source_id,))
        return [version_from(row) for row in rows]

    def capture(self, source_id: int, number: int | None = None) -> tuple[Version, Capture]:
        """One version (default: the latest) with its capture. Raises UsageError if there is none, StoreCorrupt."""
        with self._read():
            row = self._row(
                "SELECT v.*, c.* FROM versions v JOIN captures c ON c.id = v.capture_id WHERE v.source_id = :source "
                "AND (:number IS NULL OR v.number = :number) ORDER BY v.number DESC LIMIT 1",
                {"source": source_id, "number": number},
            )
            if row is None:
                name, numbers = self._source(source_id).name, [version.number for version in self.versions(source_id)]
                there = f"there are {numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else "there is only 1"
                what = f"version {number} of {name}; {there}" if numbers else f"version of {name} yet"
                raise UsageError(f"there is no {what}")
            return version_from(row), self._capture(row)

    def results(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source_id: int | None = None,
        story: str | None = None,
        recoveries: bool = False,
        outside: bool = False,
    ) -> list[Result]:
        """Stored checks that found a change or trouble, newest last; `since` counts, `until` does not. A first look is
        among them if it meant something for the source's story.

        With `recoveries` those too that found a page unchanged after trouble: they end the trouble. With `outside`
        those too that found a page unchanged but for what stands outside its article.
        """
        kinds = (
            "(k.outcome NOT IN ('unchanged', 'first') OR (k.outcome = 'first' AND EXISTS "
            "(SELECT 1 FROM events e WHERE e.check_id = k.id AND e.story IS NOT NULL)))"
        )
        if recoveries:
            kinds = f"({kinds} OR (k.outcome = 'unchanged' AND k.id IN ({_AFTER_TROUBLE})))"
        if outside:
            kinds = f"({kinds} OR k.outside IS NOT NULL)"
        with self._read():
            rows = self._rows(
                f"{_CHECKS} WHERE {kinds} "  # noqa: S608 - fixed conditions
                "AND (:since IS NULL OR k.checked_at >= :since) AND (:until IS NULL OR k.checked_at < :until) "
                "AND (:source IS NULL OR k.source_id = :source) "
                "AND (:story IS NULL OR s.story IN (SELECT value FROM json_each(:stories))) ORDER BY k.id",
                {
                    "since": since and stamp(since),
                    "until": until and stamp(until),
                    "source": source_id,
                    "story": story,
                    "stories": self._spellings(story),
                },
            )
            return [self._result(row) for row in rows]

    def last_result(self, source_id: int, since: datetime | None = None) -> Result | None:
        """The latest check of a source, whatever it came to; None if there is none at or after `since`."""
        with self._read():
            row = self._row(
                f"{_CHECKS} WHERE k.source_id = :source AND (:since IS NULL OR k.checked_at >= :since) "
                "ORDER BY k.id DESC LIMIT 1",
                {"source": source_id, "since": since and stamp(since)},
            )
            return self._result(row) if row else None

    def log(self, source_id: int | None = None, limit: int | None = None) -> list[LogEntry]:
        """What happened to one source or all, newest first: versions, changes, trouble, its end if it was told, what
        stands otherwise outside the article of an unchanged page, and what was sent or given up."""
        params = {"source": source_id, "limit": -1 if limit is None else limit}
        mine = "(:source IS NULL OR k.source_id = :source)"
        with self._read():
            rows = self._rows(
                f"{_CHECKS} WHERE k.outcome <> 'unchanged' AND {mine} ORDER BY k.id DESC LIMIT :limit",
                params,
            )
            entries = [self._entry(row) for row in rows]
            rows = self._rows(
                f"{_CHECKS} WHERE k.outside IS NOT NULL AND {mine} ORDER BY k.id DESC LIMIT :limit", params
            )
            entries += [self._entry(row) for row in rows]
            rows = self._rows(
                f"{_CHECKS} JOIN events e ON e.check_id = k.id AND e.kind IN ('source.back', 'source.recovered') "
                f"WHERE {mine} ORDER BY k.id DESC LIMIT :limit",
                params,
            )
            entries += [self._entry(row, "source.recovered") for row in rows]
            rows = self._rows(
                f"{_DELIVERIES} WHERE d.settled_at IS NOT NULL AND (:source IS NULL OR m.source_id = :source) "
                "ORDER BY d.settled_at DESC, d.id DESC LIMIT :limit",
                params,
            )
        # What has the same time stays in this order: deliveries come after what they tell.
        entries = [_delivery_entry(row) for row in rows] + entries
        entries.sort(key=lambda entry: entry.at, reverse=True)
        return entries[:limit]

    def cached_facts(
        self, source_id: int, number: int, rulebook_digests: Mapping[str, str], reading_key: str
    ) -> Facts | None:
        """A version's facts as these packs (id to digest) found them in that reading; None unless all are kept."""
        facts = {}
        with self._read():
            for pack, digest in rulebook_digests.items():
                reading = self._row(
                    "SELECT id FROM readings WHERE source_id = ? AND version = ? AND pack = ? AND pack_digest = ? "
                    "AND reading_key = ?",
                    (source_id, number, pack, digest, reading_key),
                )
                if reading is None:
                    return None
                for row in self._rows("SELECT * FROM facts WHERE reading_id = ?", (reading["id"],)):
                    observation = observation_from_json(row["fact"], json.loads(row["observation"]))
                    assert observation is not None
                    facts[row["fact"]] = observation
        return facts

    def keep_facts(
        self, source_id: int, number: int, facts: Facts, rulebook_digests: Mapping[str, str], reading_key: str
    ) -> None:
        """Keep a version's facts for `cached_facts`; `rulebook_digests` names all packs that looked for them."""
        with self._write():
            self._put_facts(source_id, number, facts, rulebook_digests, reading_key)

    def search(self, query: str) -> list[Hit]:
        """Tracked sources whose latest title or text has all words of the query, best first.

        A word of the query finds words that begin with it, whatever their case and accents; in Chinese, Japanese and
        Korean it finds any run of characters. A query without words finds nothing.
        """
        words = ['"' + word.replace('"', '""') + '"*' for word in query.split() if any(map(str.isalnum, word))]
        if not words:
            return []
        rows = self._rows(
            f"SELECT {COLUMNS}, t.title AS hit, snippet(latest_texts, 1, '', '', ' … ', 40) AS excerpt "  # noqa: S608
            "FROM latest_texts t JOIN sources s ON s.id = t.rowid "
            "WHERE latest_texts MATCH ? AND s.removed_at IS NULL ORDER BY t.rank",
            (searchable(" ".join(words)),),
        )
        return [Hit(source_from(row), readable(row["hit"]), readable(row["excerpt"])) for row in rows]

    def _delivery_row(self, delivery_id: int) -> sqlite3.Row:
        return self._rows(f"{_DELIVERIES} WHERE d.id = ?", (delivery_id,))[0]

    def _check_row(self, check_id: int) -> sqlite3.Row:
        return self._rows(f"{_CHECKS} WHERE k.id = ?", (check_id,))[0]

    def _result(self, row: sqlite3.Row) -> Result:
        """A row of `_CHECKS` as the result that reports tell."""
        source, kind = source_from(row), OutcomeKind(row["outcome"])
        old = self._version(source.id, row["from_version"])
        new = self._version(source.id, row["to_version"])
        changed = kind is OutcomeKind.CHANGED
        outcome = Outcome(
            kind=kind,
            detail=row["detail"],
            from_version=row["from_version"],
            to_version=row["to_version"],
            final_url=row["final_url"],
            changes=self._changes("source_id = ? AND to_version = ?", (source.id, row["to_version"]))
            if changed
            else (),
            text=edits_from_json(json.loads(new["text_edits"])) if changed and new else TextDiff(),
            silent=bool(changed and new and new["silent"]),
            reverts_to=new["reverts_to"] if changed and new else None,
            outside=None if row["outside"] is None else edits_from_json(json.loads(row["outside"])),
            not_before=moment(row["not_before"]) if row["not_before"] else None,
        )
        return Result(
            source,
            outcome,
            moment(row["checked_at"]),
            version_from(old) if old else None,
            version_from(new) if new else None,
            self._story_events(row["check_id"]) if kind in _NEW else (),
        )

    def _story_events(self, check_id: int) -> tuple[StoryEvent, ...]:
        """What a check meant for its source's story."""
        rows = self._rows("SELECT story FROM events WHERE check_id = ? AND story IS NOT NULL ORDER BY id", (check_id,))
        return tuple(story_event_from_json(json.loads(row["story"])) for row in rows)

    def _entry(self, row: sqlite3.Row, event: str | None = None) -> LogEntry:
        """A row of `_CHECKS` as a line of the log, for itself or for an event that came with it."""
        result = self._result(row)
        version, status = result.outcome.to_version, row["status"]
        if event:
            return LogEntry(result.checked_at, result.source, event, version=version, status=status)
        return LogEntry(
            at=result.checked_at,
            source=result.source,
            kind=str(result.outcome.kind),
            detail=result.outcome.detail,
            version=version,
            changes=result.outcome.changes,
            text=result.outcome.text,
            status=status,
            silent=result.outcome.silent,
            reverts_to=result.outcome.reverts_to,
            outside=result.outcome.outside,
        )

    def _version(self, source_id: int, number: int | None) -> sqlite3.Row | None:
        return self._row("SELECT * FROM versions WHERE source_id = ? AND number = ?", (source_id, number))

    def _changes(self, where: str, params: tuple[int | None, ...]) -> tuple[FactChange, ...]:
        rows = self._rows(f"SELECT * FROM changes WHERE {where} ORDER BY id", params)  # noqa: S608 - fixed conditions
        sides = {side: [row[side] and json.loads(row[side]) for row in rows] for side in ("old", "new")}
        return tuple(
            change_from_json({"fact": row["fact"], "title": row["title"], "kind": row["kind"], "old": old, "new": new})
            for row, old, new in zip(rows, sides["old"], sides["new"], strict=True)
        )

    def _capture(self, row: sqlite3.Row) -> Capture:
        """A row of `captures` of a version, whose body is kept whole."""
        if row["body_digest"] != row["payload_digest"]:
            raise StoreCorrupt(f"{self.path}: the capture {row['digest']} names a body that is not its payload")
        return Capture(
            url=row["url"],
            final_url=row["final_url"],
            status=row["status"],
            headers=tuple((name, value) for name, value in json.loads(row["headers"])),
            body=self._body(row["body_digest"]),
            requested_at=moment(row["requested_at"]),
            fetched_at=moment(row["fetched_at"]),
            hops=tuple(Hop(url, status, location) for url, status, location in json.loads(row["hops"])),
        )

    def _put_facts(
        self, source_id: int, number: int, facts: Facts, rulebook_digests: Mapping[str, str], reading_key: str
    ) -> None:
        """One reading a pack, with the facts that are its own; part of a transaction."""
        for pack, digest in rulebook_digests.items():
            key = (source_id, number, pack, digest, reading_key)
            cursor = self._run(
                "INSERT INTO readings (source_id, version, pack, pack_digest, reading_key) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING RETURNING id",
                key,
            )
            if (reading := cursor.fetchone()) is None:
                continue  # kept before: one pack and reading find the same facts
            for observation in facts.values():
                if observation.rule.partition("/")[0] == pack:
                    self._run(
                        "INSERT INTO facts (reading_id, fact, observation) VALUES (?, ?, ?)",
                        (reading[0], observation.fact, dump(observation_to_json(observation))),
                    )


def delivery_words(row: sqlite3.Row) -> str:
    """A row of `_DELIVERIES` for people: to whom, what, and why it was given up."""
    words = f"to {row['recipient']}: {row['subject']}"
    if row["state"] == "given_up":
        words += f"; given up after {row['attempts']} attempt{'s' if row['attempts'] != 1 else ''}: {row['error']}"
    return words


def _delivery_entry(row: sqlite3.Row) -> LogEntry:
    source = NO_SOURCE if row["source_id"] is None else source_from(row)
    return LogEntry(moment(row["settled_at"]), source, f"delivery.{row['state']}", delivery_words(row))


def version_from(row: sqlite3.Row) -> Version:
    """A row of `versions` as the model has it."""
    return Version(
        number=row["number"],
        fetched_at=moment(row["fetched_at"]),
        title=row["title"],
        published=row["published"],
        modified=row["modified"],
        language=row["language"],
    )
