"""What each table, view and column means, and docs/store.md made of it and of the schema."""

from __future__ import annotations

from sqlite_utils import Database

from monitor.store.schema import migrations

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "sources": (
        "The tracked URLs and what their users set. A removed source keeps its row and its history.",
        {
            "id": "The source's number; never used again for another one.",
            "url": "The URL as it was given.",
            "name": "What people call it; no two tracked sources have the same.",
            "story": "The event that it writes about, shared with other sources.",
            "packs": "JSON array: ids of the rule packs that read it; empty means all.",
            "every": "How often it is checked: an interval such as `1h`, or a crontab line; null follows the setting.",
            "include_css": "JSON array: CSS selectors of what is read; empty finds the article by itself.",
            "ignore_css": "JSON array: CSS selectors of what is left out.",
            "headers": "JSON array of [name, value]: headers sent with each request.",
            "credentials": "Where user and password stand (`env:NAME`, `file:PATH`); never the secret itself.",
            "proxy": "The proxy's URL.",
            "robots": "1 or 0: whether robots.txt is obeyed; null follows the setting.",
            "paused": "1 while it is checked only when named.",
            "added_at": "When it was first tracked.",
            "removed_at": "When it was removed; null while it is tracked.",
        },
    ),
    "schedule": (
        "One row a source: when it is due, who checks it now, and what its last check left for the next.",
        {
            "source_id": "The source.",
            "host": "Host and port of its URL; the URL itself if it names none.",
            "next_at": "When it is due.",
            "token": "The claim of the process that checks it now; a commit under another claim is refused.",
            "leased_until": "When another process may take it over, should that one not answer any more.",
            "checked_at": "Its last check.",
            "outcome": "What its last check came to (one that only found its host on hold does not count).",
            "failures": "How many checks in a row were `failed`, `unreadable` or `gone`.",
            "version": "The number of its latest version.",
            "body_digest": "The digest of the latest readable body, which may differ from the version's in noise.",
            "reading_digest": "The digest of what was read from that body.",
            "reading_key": "How it was read: profile and version of the reader.",
            "etag": "The ETag of that body, for the next conditional request; null asks for a body.",
            "last_modified": "The Last-Modified of that body, likewise.",
            "validators_of": "The URL, after redirects, that gave these two; they are sent to no other.",
            "outside_digest": "The digest of what stood outside the article at the last look.",
            "outside_told": "The same, of what was told last or came with the latest version.",
            "outside_steady": "1 if the look before the last found the same there.",
        },
    ),
    "captures": (
        "The evidence: every answer that became a version or that could not be read as one. Never rewritten.",
        {
            "id": "In the order in which they were stored.",
            "source_id": "The source.",
            "url": "The URL that was asked for.",
            "final_url": "The URL that answered, after redirects.",
            "status": "The HTTP status.",
            "headers": "JSON array of [name, value], repeated as received, names in lower case.",
            "hops": "JSON array of [URL, status, location]: the redirects that were followed.",
            "requested_at": "Start of the request.",
            "fetched_at": "End of the body.",
            "payload_digest": "SHA-256 of the whole body as it came, after transfer and content decoding.",
            "payload_size": "Its length in bytes.",
            "body_digest": "The body that is kept: the whole one, or its first bytes with `gone` and `failed`.",
            "previous_digest": "`digest` of this source's capture before; null for its first.",
            "digest": "SHA-256 of this row and so of all before it; see below.",
        },
    ),
    "bodies": (
        "Bodies by their digest, each stored once, whoever sent it.",
        {
            "digest": "`sha256:` and the SHA-256 of the body.",
            "size": "Its length in bytes before compression.",
            "base_digest": "The body that serves as dictionary for the frame; null if the frame stands alone.",
            "depth": "At most so many other bodies are unpacked before this one.",
            "frame": "One zstd frame with a checksum.",
        },
    ),
    "versions": (
        "Readable captures whose title, text or facts differ from the version before. Never rewritten.",
        {
            "source_id": "The source.",
            "number": "1, 2, 3 ... for each source.",
            "capture_id": "The capture that it is.",
            "fetched_at": "When that was fetched.",
            "title": "The title that was read.",
            "byline": "Its authors.",
            "published": "Its date of publication, ISO 8601, as complete as the page gives it.",
            "modified": "Its date of modification, likewise.",
            "language": "Its language.",
            "canonical": "The URL that the page calls its own.",
            "reading_digest": "The digest of what was read.",
            "reading_key": "How it was read: profile and version of the reader.",
            "text_added": "Sentences that the version before did not have.",
            "text_removed": "Sentences that only the version before had.",
            "text_edited": "Sentences that were edited.",
            "text_moved": "Sentences that stand in another place.",
            "text_edits": "JSON array: each edit with both wordings and the words marked.",
            "text_digest": "SHA-256 of title and text as they are compared; equal where the text is the same.",
            "silent": "1 if facts or body changed and the page says nothing of it.",
            "reverts_to": "The version before the last to whose text or facts it goes back; null if there is none.",
        },
    ),
    "checks": (
        "Every check of every source and what it came to, also if nothing changed.",
        {
            "id": "In the order in which they were stored.",
            "source_id": "The source.",
            "checked_at": "When.",
            "outcome": "`first`, `changed`, `unchanged`, `unreadable`, `gone` or `failed`.",
            "detail": "What exactly, for people.",
            "status": "The HTTP status; null if no answer came.",
            "reason": "Why no answer came: `dns`, `timeout`, `robots` ...",
            "final_url": "The URL that answered, after redirects.",
            "hops": "JSON array of [URL, status, location]: redirects, where no capture holds them.",
            "not_before": "When the host may be asked again, if it said so.",
            "from_version": "The latest version before the check.",
            "to_version": "The latest version after it; null if the page could not be read.",
            "payload_digest": "SHA-256 of the body that came; null for a 304 and where none came.",
            "reading_digest": "The digest of what was read from it.",
            "capture_id": "The capture that was kept; null where only noise differed.",
            "outside": "JSON array: edits outside the article of an unchanged page, against its last version; null "
            "where that is no news.",
        },
    ),
    "changes": (
        "Each fact that changed, as it was known when it was found. Never rewritten, whatever becomes of the rules.",
        {
            "id": "In the order in which they were found.",
            "source_id": "The source.",
            "from_version": "The version before; `old` may stem from an earlier one, the last that was clear.",
            "to_version": "The version that brought the change.",
            "found_at": "When it was found.",
            "fact": "The fact's id.",
            "title": "The fact's name for people.",
            "kind": "`revised`, `qualified`, `attributed`, `appeared` or `disappeared`.",
            "old": "JSON: the observation before (value, qualifier, evidence, rule ...); null if it appeared.",
            "new": "JSON: the observation after; null if it disappeared.",
        },
    ),
    "readings": (
        "Which rule packs have read which version. Can be made again from the captures.",
        {
            "id": "A higher one is newer.",
            "source_id": "The source.",
            "version": "The version's number.",
            "pack": "The rule pack's id.",
            "pack_digest": "The digest of its wording.",
            "reading_key": "How the page was read: profile and version of the reader.",
        },
    ),
    "facts": (
        "What those packs found; a fact that the page does not state has no row.",
        {
            "reading_id": "The reading.",
            "fact": "The fact's id.",
            "observation": "JSON: state, value, qualifier, modality, attribution, evidence, rule.",
        },
    ),
    "events": (
        "What people are to be told, stored together with what happened.",
        {
            "id": "In the order in which they happened.",
            "source_id": "The source; null if it is about none.",
            "check_id": "The check that found it; null with `delivery.given_up`.",
            "change_id": "The changed fact, with `fact.changed`.",
            "kind": "`fact.changed`, `text.changed` (no fact with it), `source.gone` (at once), `source.failed` or "
            "`source.unreadable` (one of them, when that many checks in a row were trouble as is set), "
            "`source.back` (after gone), `source.recovered` (after the other two), `delivery.given_up`, "
            "`story.agrees`, `story.disagrees`, `story.first_reported`, `story.given_up`.",
            "detail": "With `delivery.given_up`: what could not be delivered to whom, and why.",
            "created_at": "When.",
            "state": "`due` or `told`.",
            "message_id": "The message that tells it.",
            "told_at": "When that was composed.",
            "story": "JSON, with `story.…`: the fact, what the source said before and after, and what others say.",
        },
    ),
    "sketches": (
        "The latest texts of sources that belong to a story, as voices are told by them. Can be made again.",
        {
            "source_id": "The source.",
            "version": "The version's number.",
            "sketcher": "The version of what made it; others are not comparable.",
            "sketch": "Hashes of its shingles, 64 bits each, by sentence: how many sentences, how many hashes each has "
            "(32 bits each), then the hashes; all little-endian.",
        },
    ),
    "messages": (
        "What people are told, composed once of events. Never rewritten: what is sent again is the same.",
        {
            "number": "In the order in which they were composed.",
            "id": "What stands in Message-ID between the angle brackets.",
            "source_id": "The source; its messages are one thread, those about none are another.",
            "audience": "`readers` or `operators`.",
            "subject": "The subject.",
            "text": "The text part.",
            "html": "The HTML part.",
            "earlier": "JSON array: ids of messages before it in its thread, oldest first, for References.",
            "created_at": "When it was composed.",
        },
    ),
    "deliveries": (
        "Each recipient's copy of a message.",
        {
            "id": "In the order in which they were stored.",
            "message_id": "The message.",
            "recipient": "The address.",
            "state": "`due`, `sent` or `given_up`.",
            "attempts": "How many have failed.",
            "due_since": "When it was first due.",
            "next_at": "When it is tried next, or was last due.",
            "token": "The claim of the process that sends it now.",
            "leased_until": "When another process may take it over, should that one not answer any more.",
            "error": "Why the last attempt failed.",
            "settled_at": "When it was sent or given up.",
        },
    ),
    "heartbeat": (
        "The processes of the service that were alive within the last day.",
        {
            "process": "Its name.",
            "beat_at": "Its last tick.",
            "claimed": "How many sources it had in hand then.",
            "trouble": "Why it runs on older settings or rules than its files hold now; null if it does not.",
        },
    ),
    "hosts": (
        "When each host may be asked next, by whatever process.",
        {
            "host": "Host and port.",
            "next_at": "The first time that no request has taken yet.",
            "held_until": "Until when the host asked to be left alone (Retry-After).",
        },
    ),
    "robots": (
        "Each origin's robots.txt.",
        {
            "origin": "Scheme, host and port.",
            "status": "The HTTP status that it came with.",
            "body": "Its text.",
            "expires_at": "When it is asked for again.",
        },
    ),
    "latest_texts": (
        "Full-text index (FTS5) over the latest version of each source; `rowid` is the source's id. "
        "SQLite keeps it in the tables `latest_texts_*`. Zero width spaces part the characters of Chinese, "
        "Japanese and Korean, so that each is a word.",
        {"title": "The title.", "text": "The article's text."},
    ),
    "latest_versions": (
        "View: the latest version of each tracked source.",
        {
            "source": "The source's name.",
            "story": "Its story.",
            "url": "Its URL.",
            "version": "The version's number.",
            "fetched_at": "When it was fetched.",
            "title": "Its title.",
            "published": "Its date of publication.",
            "modified": "Its date of modification.",
            "language": "Its language.",
        },
    ),
    "fact_changes": (
        "View: which fact changed where and when, from what to what, with the sentences that prove it.",
        {
            "found_at": "When it was found.",
            "source": "The source's name.",
            "story": "Its story.",
            "fact": "The fact's name for people.",
            "kind": "`revised`, `qualified`, `attributed`, `appeared` or `disappeared`.",
            "old_value": "The value before.",
            "new_value": "The value after.",
            "old_qualifier": "`about`, `more_than` ... before.",
            "new_qualifier": "The same after.",
            "old_sentence": "The sentence that stated it before.",
            "new_sentence": "The sentence that states it now.",
            "from_version": "The version before.",
            "to_version": "The version that brought the change.",
            "url": "The source's URL.",
        },
    ),
    "latest_facts": (
        "View: the facts of the latest version of each tracked source, as each pack read them last.",
        {
            "source": "The source's name.",
            "story": "Its story.",
            "fact": "The fact's id.",
            "state": "`found`, `ambiguous` or `error`.",
            "value": "The value.",
            "qualifier": "`about`, `more_than` ...",
            "modality": "`asserted`, `planned`, `denied` or `hedged`.",
            "attribution": "In whose mouth.",
            "sentence": "The sentence that states it.",
            "version": "The version's number.",
            "pack": "The rule pack.",
        },
    ),
    "troubled_sources": (
        "View: tracked sources whose last check failed or could not be read.",
        {
            "source": "The source's name.",
            "story": "Its story.",
            "url": "Its URL.",
            "outcome": "`failed`, `unreadable` or `gone`.",
            "failures": "How many times in a row.",
            "checked_at": "The last check.",
            "next_at": "The next one.",
            "detail": "What exactly.",
        },
    ),
}

_HEAD = """\
# The store

One SQLite file (`snapshots/monitor.db` unless set otherwise) holds everything; open it with `sqlite3` or `datasette`,
best read-only and starting with the views at the end. This page is made from the schema by `monitor.store.describe()`.

- Times are ISO 8601 in UTC, so that their order as text is their order in time.
- Digests are `sha256:` and 64 hexadecimal digits.
- The file is in WAL mode: `-wal` and `-shm` beside it belong to it while a process has it open. Copy it with SQLite's
  `.backup` or `VACUUM INTO`, not with `cp`. It needs a local disk, not a network share.
- Migrations have names, in `_sqlite_migrations`. A program refuses a store with migrations that it does not know.
- Triggers refuse to rewrite `captures`, `versions` and `changes`, and to delete them while their source is tracked;
  `monitor remove --purge` drops a source's whole history.

**The chain of captures.** A capture's `digest` is the SHA-256 of one JSON object with the row's other columns but `id`
(`previous_digest` among them): keys sorted, no white space, non-ASCII characters escaped, `headers` and `hops` as the
strings that stand in the table. So a source's last digest vouches for every capture before it: none can be altered,
left out or put in without changing it.

**Bodies** are compressed (zstd, level 9) with the body before as dictionary: the version before for a version, the
unreadable answer before for one that is unreadable. After at most 64 such steps one stands alone. What is read is held
against its digest. With `gone` and `failed` the first 65,536 bytes are kept.

**When the program or the power fails.** A killed process loses nothing that it has committed. A power cut may take the
last moments with it (`synchronous = NORMAL`: commits are not flushed one by one), but never a part of a commit: a
version goes together with its changes and events, so its source is due again and the change is found and told again.
Mail is held to more: taking deliveries to be sent flushes everything before it to the disk, so no mail goes out whose
message, event and version could still be forgotten. After a mail has gone out, that it has is flushed as well; if power
fails in between, the same message is sent again under the same id. So a mail may come twice, and a receiver can
tell, but none is lost. This holds as far as the disk keeps what it confirms.

"""


def describe() -> str:
    """docs/store.md: every table, view and column of the schema with what it means. Raises KeyError for one that has
    no description here."""
    database = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(database)
        # Its shadow tables are the index's own business.
        known = [name for name in database.table_names() if not name.startswith(("latest_texts_", "_", "sqlite_"))]
        parts = [_section(database, name) for name in known]
        parts += [_section(database, name) for name in database.view_names()]
    finally:
        database.close()
    return _HEAD + "\n".join(parts)


def _section(database: Database, name: str) -> str:
    meaning, columns = TABLES[name]
    to = {row[3]: f"{row[2]}.{row[4]}" for row in database.execute(f"PRAGMA foreign_key_list([{name}])")}
    lines = [f"## {name}", "", meaning, "", "| column | type | meaning |", "|---|---|---|"]
    for _, column, type_, not_null, _, key, *_ in database.execute(f"PRAGMA table_info([{name}])").fetchall():
        notes = [type_.lower()] if type_ else []
        notes += ["key"] if key else []
        notes += ["never null"] if not_null and not key else []
        notes += [f"refers to `{to[column]}`"] if column in to else []
        lines.append(f"| `{column}` | {', '.join(notes)} | {columns[column]} |")
    return "\n".join(lines) + "\n"
