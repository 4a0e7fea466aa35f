"""The line's verbs: look at a source's past, commit what a check came to in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from monitor.codec import counts_to_json, edits_to_json, observation_to_json, story_event_to_json
from monitor.diff import text_digest
from monitor.errors import ClaimLost
from monitor.model import (
    TROUBLE,
    Capture,
    Document,
    Earlier,
    Finding,
    OutcomeKind,
    Past,
    Reply,
    Result,
    StoryBefore,
    StoryEvent,
    Version,
)
from monitor.store.bodies import Packed, digest_of
from monitor.store.claims import Claim, Claims
from monitor.store.columns import dump, searchable, stamp, storable
from monitor.store.sources import reads_alike
from monitor.store.stories import Reads, Stories

EVIDENCE_BYTES = 65_536
"""Of a body that came with `gone` or `failed`, this much is kept; its digest and size are those of the whole."""

_READ = frozenset({OutcomeKind.FIRST, OutcomeKind.CHANGED, OutcomeKind.UNCHANGED})
_LASTING = frozenset({"source.failed", "source.unreadable"})
"""Trouble that is told when it lasts; of both together once."""

_NO_DIGESTS: Mapping[str, str] = MappingProxyType({})


Decide = Callable[[StoryBefore, Finding], Sequence[StoryEvent]]
"""What a finding means for the story that its source belongs to."""


def capture_digest(fields: Mapping[str, Any]) -> str:
    """The digest of a capture's row, by which the row after it is chained to it: SHA-256 of its canonical JSON.

    That is one object with the columns of `captures` but `id` and `digest`, keys sorted, no white space, non-ASCII
    characters escaped; `headers` and `hops` are strings in it, as they stand in the table.
    """
    canonical = {key: value for key, value in dict(fields).items() if key not in ("id", "digest")}
    return digest_of(json.dumps(canonical, sort_keys=True, separators=(",", ":")).encode())


class Line(Claims, Stories):
    """The verbs that `check` calls, after `claim`, in the order in which it does."""

    def past(self, source_id: int, limit: int = 1, before: int | None = None) -> list[Past]:
        """At most `limit` stored versions, newest first, with their bodies; `before`: only those with lower numbers.

        Raises StoreCorrupt if a body no longer has its digest.
        """
        with self._read():
            rows = self._rows(
                "SELECT v.number, c.* FROM versions v JOIN captures c ON c.id = v.capture_id "
                "WHERE v.source_id = :source AND (:before IS NULL OR v.number < :before) "
                "ORDER BY v.number DESC LIMIT :limit",
                {"source": source_id, "before": before, "limit": limit},
            )
            return [Past(row["number"], self._capture(row)) for row in rows]

    def earlier(self, source_id: int) -> list[Earlier]:
        """All stored versions, newest first: what is needed to see whether a change takes another one back."""
        with self._read():
            rows = self._rows(
                "SELECT number, text_digest, EXISTS (SELECT 1 FROM changes c "
                "WHERE c.source_id = v.source_id AND c.to_version = v.number) AS changed "
                "FROM versions v WHERE source_id = ? ORDER BY number DESC",
                (source_id,),
            )
            key = "source_id = ? AND to_version = ?"
            return [
                Earlier(
                    row["number"],
                    row["text_digest"],
                    self._changes(key, (source_id, row["number"])) if row["changed"] else (),
                )
                for row in rows
            ]

    def commit(
        self,
        claim: Claim,
        reply: Reply,
        finding: Finding,
        now: datetime,
        next_at: datetime,
        *,
        reading_key: str = "",
        rulebook_digests: Mapping[str, str] = _NO_DIGESTS,
        tell_after: int = 3,
        reads: Reads | None = None,
        decide: Decide | None = None,
    ) -> Result:
        """Store what a check came to, and give the source back, due again at `next_at`: all of it or nothing.

        `reading_key` says how the new document was read, `rulebook_digests` (pack id to digest) with which packs; facts
        of other packs are not kept. A source that fails or can't be read is told when `tell_after` checks in a row were
        trouble. `decide` is asked, where facts of a source changed that belongs to a story, what that means for the
        story as it is at this moment; `reads` says how its sources are read. Raises ClaimLost if another process has
        the source now, or it was removed.
        """
        outcome = finding.outcome
        packed = self._pack_evidence(claim, reply, finding)  # before the lock: compressing takes milliseconds
        with self._write():
            state = self._held(claim)
            capture_id = self._put_capture(claim.source.id, reply, packed[0], packed[1]) if packed else None
            check_id = self._put_check(claim, reply, finding, now, capture_id)
            change_ids: list[int] = []
            of_story: Sequence[StoryEvent] = ()
            if decide and reads:
                of_story = self._decide(claim, reply, finding, reads, decide)
            if outcome.kind in (OutcomeKind.FIRST, OutcomeKind.CHANGED):
                number = (state["version"] or 0) + 1
                if outcome.to_version != number or capture_id is None or finding.document is None:
                    raise ValueError(f"a version {number} needs its number, capture and document: {outcome}")
                self._put_version(claim.source.id, number, capture_id, reply, finding, reading_key)
                change_ids = self._put_changes(claim.source.id, finding, now)
                self._put_facts(claim.source.id, number, finding.facts or {}, rulebook_digests, reading_key)
                self._put_text(claim.source.id, finding.document)
                if finding.sketch:
                    self._put_sketch(claim.source.id, number, finding.sketch)
            self._put_events(state, reply, finding, now, check_id, change_ids, tell_after)
            for event in of_story:
                fields = {"source_id": claim.source.id, "check_id": check_id, "created_at": stamp(now)}
                self._insert("events", fields | {"kind": event.kind, "story": dump(story_event_to_json(event))})
            self._put_state(claim, state, reply, finding, now, next_at, reading_key)
            return self._result(self._check_row(check_id))

    def _decide(
        self, claim: Claim, reply: Reply, finding: Finding, reads: Reads, decide: Decide
    ) -> Sequence[StoryEvent]:
        """What the finding means for the source's story; nothing is read where no fact is new.

        A first look counts against the sources that had been read before this one was tracked: to read a whole story
        for the first time is no news.
        """
        source, first = self._source(claim.source.id), finding.outcome.kind is OutcomeKind.FIRST
        facts = list(finding.facts or ()) if first else [change.fact for change in finding.outcome.changes]
        document, number = finding.document, finding.outcome.to_version
        if source.story is None or not facts or document is None or number is None or not isinstance(reply, Capture):
            return ()
        now = Version(
            number, reply.fetched_at, document.title, document.published, document.modified, document.language
        )
        before = self._story_before(source, now, reads, facts, source.added_at if first else None)
        return decide(before, finding)

    def _held(self, claim: Claim) -> sqlite3.Row:
        """The source's row in the schedule, if the claim on it still holds."""
        row = self._row("SELECT * FROM schedule WHERE source_id = ?", (claim.source.id,))
        if row is None or row["token"] != claim.token:
            raise ClaimLost(f"{claim.source.name}: another process took it over, or it was removed; nothing was stored")
        return row

    def _pack_evidence(self, claim: Claim, reply: Reply, finding: Finding) -> tuple[str, Packed | None] | None:
        """The digest of the body to be kept, and the body unless the store has it; None if no capture is kept."""
        kind = finding.outcome.kind
        if not isinstance(reply, Capture) or kind is OutcomeKind.UNCHANGED or reply.status == 304:
            return None
        body = reply.body if kind in _READ or kind is OutcomeKind.UNREADABLE else reply.body[:EVIDENCE_BYTES]
        # A version is like the version before, a wall like the wall before.
        row = self._row(
            "SELECT c.body_digest FROM captures c LEFT JOIN versions v ON v.capture_id = c.id "
            "WHERE c.source_id = ? AND (v.number IS NOT NULL) = ? ORDER BY c.id DESC LIMIT 1",
            (claim.source.id, kind in _READ),
        )
        packed = self._pack(body, row["body_digest"] if row else None)
        return packed.digest if packed else digest_of(body), packed

    def _put_capture(self, source_id: int, reply: Reply, body_digest: str, packed: Packed | None) -> int:
        assert isinstance(reply, Capture)
        if packed:
            self._keep(packed)
        before = self._row("SELECT digest FROM captures WHERE source_id = ? ORDER BY id DESC LIMIT 1", (source_id,))
        fields = {
            "source_id": source_id,
            "url": reply.url,
            "final_url": reply.final_url,
            "status": reply.status,
            "headers": json.dumps(reply.headers),
            "hops": _hops(reply),
            "requested_at": stamp(reply.requested_at),
            "fetched_at": stamp(reply.fetched_at),
            "payload_digest": reply.digest,
            "payload_size": len(reply.body),
            "body_digest": body_digest,
            "previous_digest": before["digest"] if before else None,
        }
        return self._insert("captures", fields | {"digest": capture_digest(fields)})

    def _put_check(self, claim: Claim, reply: Reply, finding: Finding, now: datetime, capture_id: int | None) -> int:
        outcome, came = finding.outcome, isinstance(reply, Capture)
        fields = {
            "source_id": claim.source.id,
            "checked_at": stamp(now),
            "outcome": outcome.kind,
            "detail": outcome.detail,
            "status": reply.status if isinstance(reply, Capture) else None,
            "reason": None if isinstance(reply, Capture) else reply.reason,
            "final_url": outcome.final_url,
            "hops": _hops(reply) if capture_id is None and reply.hops else None,
            "not_before": outcome.not_before and stamp(outcome.not_before),
            "from_version": outcome.from_version,
            "to_version": outcome.to_version,
            "payload_digest": reply.digest if isinstance(reply, Capture) and reply.status != 304 else None,
            "reading_digest": finding.document.digest if came and finding.document else None,
            "capture_id": capture_id,
            "outside": None if outcome.outside is None else dump(edits_to_json(outcome.outside)),
        }
        return self._insert("checks", fields)

    def _put_version(
        self, source_id: int, number: int, capture_id: int, reply: Reply, finding: Finding, reading_key: str
    ) -> None:
        document, text = finding.document, finding.outcome.text
        assert isinstance(reply, Capture)
        assert document is not None
        counts = {f"text_{kind}": count for kind, count in counts_to_json(text).items()}
        fields = {
            "source_id": source_id,
            "number": number,
            "capture_id": capture_id,
            "fetched_at": stamp(reply.fetched_at),
            "title": storable(document.title),
            "byline": storable(document.byline),
            "published": storable(document.published),
            "modified": storable(document.modified),
            "language": storable(document.language),
            "canonical": storable(document.canonical),
            "reading_digest": document.digest,
            "reading_key": reading_key,
            "text_edits": dump(edits_to_json(text)),
            "text_digest": text_digest(document),
            "silent": finding.outcome.silent,
            "reverts_to": finding.outcome.reverts_to,
        }
        self._insert("versions", fields | counts)

    def _put_changes(self, source_id: int, finding: Finding, now: datetime) -> list[int]:
        return [
            self._insert(
                "changes",
                {
                    "source_id": source_id,
                    "from_version": finding.outcome.from_version,
                    "to_version": finding.outcome.to_version,
                    "found_at": stamp(now),
                    "fact": change.fact,
                    "title": change.title,
                    "kind": change.kind,
                    "old": change.old and dump(observation_to_json(change.old)),
                    "new": change.new and dump(observation_to_json(change.new)),
                },
            )
            for change in finding.outcome.changes
        ]

    def _put_text(self, source_id: int, document: Document) -> None:
        self._run("DELETE FROM latest_texts WHERE rowid = ?", (source_id,))
        self._run(
            "INSERT INTO latest_texts (rowid, title, text) VALUES (?, ?, ?)",
            (source_id, searchable(document.title or ""), searchable(document.text)),
        )

    def _put_events(
        self,
        state: sqlite3.Row,
        reply: Reply,
        finding: Finding,
        now: datetime,
        check_id: int,
        change_ids: list[int],
        tell_after: int,
    ) -> None:
        """What people are to be told: changes, trouble that is gone or lasts, and its end if it was told."""
        kind = finding.outcome.kind
        events: list[tuple[str, int | None]] = [("fact.changed", change_id) for change_id in change_ids]
        if kind is OutcomeKind.CHANGED and not change_ids:
            events.append(("text.changed", None))
        if kind in TROUBLE and not _not_asked(reply):
            told = self._told_trouble(state["source_id"])
            if kind is OutcomeKind.GONE:
                due = "source.gone" not in told
            else:
                due = state["failures"] + 1 >= tell_after and not told & _LASTING
            if due:
                events.append((f"source.{kind}", None))
        if kind in _READ:
            told = self._told_trouble(state["source_id"])
            # Whoever was told of the trouble is told of its end: readers of a page gone, operators of the rest.
            events += [("source.back", None)] if "source.gone" in told else []
            events += [("source.recovered", None)] if told & _LASTING else []
        for event, change_id in events:
            fields = {"source_id": state["source_id"], "check_id": check_id, "change_id": change_id}
            self._insert("events", fields | {"kind": event, "created_at": stamp(now)})

    def _told_trouble(self, source_id: int) -> set[str]:
        """The kinds of trouble that there are events of since the source was last well."""
        rows = self._rows(
            "SELECT kind FROM events WHERE source_id = :source "
            "AND kind IN ('source.failed', 'source.unreadable', 'source.gone') AND id > coalesce("
            "(SELECT max(id) FROM events WHERE source_id = :source "
            "AND kind IN ('source.back', 'source.recovered')), 0)",
            {"source": source_id},
        )
        return {row["kind"] for row in rows}

    def _put_state(
        self,
        claim: Claim,
        state: sqlite3.Row,
        reply: Reply,
        finding: Finding,
        now: datetime,
        next_at: datetime,
        reading_key: str,
    ) -> None:
        """The source's row in the schedule after the check. An unreadable answer leaves the validators of the last
        readable one, so that a 304 always means that one."""
        kind = finding.outcome.kind
        new = dict(state) | {"token": None, "leased_until": None, "next_at": stamp(next_at), "checked_at": stamp(now)}
        if not _not_asked(reply):
            new |= {"outcome": kind, "failures": state["failures"] + 1 if kind in TROUBLE else 0}
        if kind in _READ and isinstance(reply, Capture):
            etag, last_modified = reply.header("etag"), reply.header("last-modified")
            if reply.status == 304:
                etag, last_modified = etag or state["etag"], last_modified or state["last_modified"]
            new |= {"etag": etag, "last_modified": last_modified, "validators_of": reply.final_url}
            if finding.document is not None:
                new |= {
                    "body_digest": reply.digest,
                    "reading_digest": finding.document.digest,
                    "reading_key": reading_key,
                }
            if finding.surroundings is not None:
                seen = finding.surroundings
                new |= {"outside_digest": seen.digest, "outside_told": seen.told, "outside_steady": seen.steady}
            elif finding.document is None:  # the same body, or 304: the same as at the last look
                new["outside_steady"] = 1
            if kind is not OutcomeKind.UNCHANGED:
                new["version"] = finding.outcome.to_version
        if not reads_alike(self._source(claim.source.id), claim.source):
            # Edited while it was checked: the next check must get a body to read in the new way.
            new |= {"etag": None, "last_modified": None}
        self._run(
            f"UPDATE schedule SET {', '.join(f'{key} = :{key}' for key in new)} WHERE source_id = :source_id",  # noqa: S608
            new,
        )


def _not_asked(reply: Reply) -> bool:
    """The host is on hold, so nothing was learned about the source."""
    return not isinstance(reply, Capture) and reply.reason == "retry_later"


def _hops(reply: Reply) -> str:
    return json.dumps([[hop.url, hop.status, hop.location] for hop in reply.hops])
