"""The store's schema: named migrations, and what each table and column means, side by side.

A migration, once released, is never edited; a change of the schema is a new one at the end, with its descriptions here.
`describe` writes docs/store.md from the schema as the migrations make it.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("monitor")

TABLES = (
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        url TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        story TEXT,
        packs TEXT NOT NULL DEFAULT '[]',
        every TEXT,
        include_css TEXT NOT NULL DEFAULT '[]',
        ignore_css TEXT NOT NULL DEFAULT '[]',
        headers TEXT NOT NULL DEFAULT '[]',
        credentials TEXT,
        proxy TEXT,
        robots INTEGER,
        paused INTEGER NOT NULL DEFAULT 0,
        added_at TEXT NOT NULL,
        removed_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE schedule (
        source_id INTEGER PRIMARY KEY REFERENCES sources(id) ON DELETE CASCADE,
        host TEXT NOT NULL,
        next_at TEXT NOT NULL,
        token TEXT,
        leased_until TEXT,
        checked_at TEXT,
        outcome TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        version INTEGER,
        body_digest TEXT,
        reading_digest TEXT,
        reading_key TEXT,
        etag TEXT,
        last_modified TEXT,
        validators_of TEXT
    ) STRICT
    """,
    """
    CREATE TABLE bodies (
        digest TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        base_digest TEXT REFERENCES bodies(digest),
        depth INTEGER NOT NULL,
        frame BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE captures (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
        url TEXT NOT NULL,
        final_url TEXT NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        hops TEXT NOT NULL,
        requested_at TEXT NOT NULL,
        fetched_at TEXT NOT NULL,
        payload_digest TEXT NOT NULL,
        payload_size INTEGER NOT NULL,
        body_digest TEXT NOT NULL REFERENCES bodies(digest),
        previous_digest TEXT,
        digest TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE versions (
        source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        capture_id INTEGER NOT NULL UNIQUE REFERENCES captures(id),
        fetched_at TEXT NOT NULL,
        title TEXT,
        byline TEXT,
        published TEXT,
        modified TEXT,
        language TEXT,
        canonical TEXT,
        reading_digest TEXT NOT NULL,
        reading_key TEXT NOT NULL,
        text_added INTEGER NOT NULL DEFAULT 0,
        text_removed INTEGER NOT NULL DEFAULT 0,
        text_edited INTEGER NOT NULL DEFAULT 0,
        text_moved INTEGER NOT NULL DEFAULT 0,
        text_edits TEXT NOT NULL DEFAULT '[]',
        text_digest TEXT NOT NULL,
        silent INTEGER NOT NULL DEFAULT 0,
        reverts_to INTEGER,
        PRIMARY KEY (source_id, number)
    ) STRICT
    """,
    """
    CREATE TABLE checks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
        checked_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT,
        status INTEGER,
        reason TEXT,
        final_url TEXT,
        hops TEXT,
        not_before TEXT,
        from_version INTEGER,
        to_version INTEGER,
        payload_digest TEXT,
        reading_digest TEXT,
        capture_id INTEGER REFERENCES captures(id)
    ) STRICT
    """,
    """
    CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER NOT NULL,
        from_version INTEGER NOT NULL,
        to_version INTEGER NOT NULL,
        found_at TEXT NOT NULL,
        fact TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        old TEXT,
        new TEXT,
        FOREIGN KEY (source_id, to_version) REFERENCES versions(source_id, number) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE readings (
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        pack TEXT NOT NULL,
        pack_digest TEXT NOT NULL,
        reading_key TEXT NOT NULL,
        UNIQUE (source_id, version, pack, pack_digest, reading_key),
        FOREIGN KEY (source_id, version) REFERENCES versions(source_id, number) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE facts (
        reading_id INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
        fact TEXT NOT NULL,
        observation TEXT NOT NULL,
        PRIMARY KEY (reading_id, fact)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source_id INTEGER REFERENCES sources(id) ON DELETE CASCADE,
        check_id INTEGER REFERENCES checks(id) ON DELETE CASCADE,
        change_id INTEGER REFERENCES changes(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        detail TEXT,
        created_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'told')),
        message_id TEXT REFERENCES messages(id) ON DELETE SET NULL,
        told_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE messages (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        source_id INTEGER REFERENCES sources(id) ON DELETE CASCADE,
        audience TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        html TEXT NOT NULL,
        earlier TEXT NOT NULL DEFAULT '[]',
        created_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id TEXT NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
        recipient TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'given_up')),
        attempts INTEGER NOT NULL DEFAULT 0,
        due_since TEXT NOT NULL,
        next_at TEXT NOT NULL,
        token TEXT,
        leased_until TEXT,
        error TEXT,
        settled_at TEXT,
        UNIQUE (message_id, recipient)
    ) STRICT
    """,
    """
    CREATE TABLE heartbeat (
        process TEXT PRIMARY KEY,
        beat_at TEXT NOT NULL,
        claimed INTEGER NOT NULL,
        trouble TEXT
    ) STRICT
    """,
    """
    CREATE TABLE hosts (
        host TEXT PRIMARY KEY,
        next_at TEXT,
        held_until TEXT
    ) STRICT
    """,
    """
    CREATE TABLE robots (
        origin TEXT PRIMARY KEY,
        status INTEGER NOT NULL,
        body BLOB NOT NULL,
        expires_at TEXT NOT NULL
    ) STRICT
    """,
    # Words, not trigrams, which take five times the room; `columns.searchable` divides scripts without spaces.
    "CREATE VIRTUAL TABLE latest_texts USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')",
)

INDEXES = (
    "CREATE UNIQUE INDEX sources_name ON sources(name) WHERE removed_at IS NULL",
    "CREATE INDEX sources_story ON sources(story)",
    # Holds all that `claim` looks at before it takes a source, so that it can pass over a busy host's many.
    "CREATE INDEX schedule_due ON schedule(next_at, source_id, host, leased_until)",
    "CREATE INDEX schedule_leased ON schedule(leased_until) WHERE leased_until IS NOT NULL",
    "CREATE INDEX bodies_base ON bodies(base_digest) WHERE base_digest IS NOT NULL",
    "CREATE INDEX captures_source ON captures(source_id, id)",
    "CREATE INDEX captures_body ON captures(body_digest)",
    "CREATE INDEX checks_source ON checks(source_id, checked_at)",
    "CREATE INDEX checks_capture ON checks(capture_id) WHERE capture_id IS NOT NULL",
    "CREATE INDEX checks_notable ON checks(checked_at) WHERE outcome <> 'unchanged'",
    "CREATE INDEX changes_version ON changes(source_id, to_version)",
    "CREATE INDEX events_due ON events(state) WHERE state = 'due'",
    "CREATE INDEX events_source ON events(source_id, kind)",
    "CREATE INDEX events_message ON events(message_id) WHERE message_id IS NOT NULL",
    "CREATE INDEX events_check ON events(check_id)",
    "CREATE INDEX events_change ON events(change_id) WHERE change_id IS NOT NULL",
    "CREATE INDEX messages_source ON messages(source_id, number)",
    "CREATE INDEX deliveries_due ON deliveries(next_at) WHERE state = 'due'",
    "CREATE INDEX deliveries_settled ON deliveries(settled_at) WHERE settled_at IS NOT NULL",
)


_KEPT = (
    """
    CREATE TRIGGER {0}_never_rewritten BEFORE UPDATE ON {0}
    BEGIN SELECT RAISE(ABORT, '{0} are evidence and never rewritten'); END
    """,
    """
    CREATE TRIGGER {0}_never_lost BEFORE DELETE ON {0}
    WHEN EXISTS (SELECT 1 FROM sources WHERE id = OLD.source_id AND removed_at IS NULL)
    BEGIN SELECT RAISE(ABORT, '{0} of a tracked source are never deleted'); END
    """,
)

TRIGGERS = (
    *(trigger.format(table) for table in ("captures", "versions", "changes") for trigger in _KEPT),
    "CREATE TRIGGER messages_never_rewritten BEFORE UPDATE ON messages "
    "BEGIN SELECT RAISE(ABORT, 'messages are sent as they were composed and never rewritten'); END",
    "CREATE TRIGGER sources_never_lost BEFORE DELETE ON sources WHEN OLD.removed_at IS NULL "
    "BEGIN SELECT RAISE(ABORT, 'a tracked source is never deleted with its history; remove it first'); END",
)

VIEWS = (
    """
    CREATE VIEW latest_versions AS
    SELECT s.name AS source, s.story, s.url, v.number AS version, v.fetched_at, v.title, v.published, v.modified,
           v.language
    FROM sources s JOIN schedule d ON d.source_id = s.id
    JOIN versions v ON v.source_id = s.id AND v.number = d.version
    WHERE s.removed_at IS NULL
    """,
    """
    CREATE VIEW fact_changes AS
    SELECT c.found_at, s.name AS source, s.story, c.title AS fact, c.kind,
           json_extract(c.old, '$.value') AS old_value, json_extract(c.new, '$.value') AS new_value,
           json_extract(c.old, '$.qualifier') AS old_qualifier, json_extract(c.new, '$.qualifier') AS new_qualifier,
           json_extract(c.old, '$.evidence.sentence') AS old_sentence,
           json_extract(c.new, '$.evidence.sentence') AS new_sentence,
           c.from_version, c.to_version, s.url
    FROM changes c JOIN sources s ON s.id = c.source_id
    """,
    """
    CREATE VIEW latest_facts AS
    SELECT s.name AS source, s.story, f.fact, json_extract(f.observation, '$.state') AS state,
           json_extract(f.observation, '$.value') AS value, json_extract(f.observation, '$.qualifier') AS qualifier,
           json_extract(f.observation, '$.modality') AS modality,
           json_extract(f.observation, '$.attribution') AS attribution,
           json_extract(f.observation, '$.evidence.sentence') AS sentence, r.version, r.pack
    FROM sources s JOIN schedule d ON d.source_id = s.id
    JOIN readings r ON r.id IN
        (SELECT MAX(id) FROM readings WHERE source_id = s.id AND version = d.version GROUP BY pack)
    JOIN facts f ON f.reading_id = r.id
    WHERE s.removed_at IS NULL
    """,
    """
    CREATE VIEW troubled_sources AS
    SELECT s.name AS source, s.story, s.url, d.outcome, d.failures, d.checked_at, d.next_at,
           (SELECT detail FROM checks WHERE source_id = s.id ORDER BY id DESC LIMIT 1) AS detail
    FROM sources s JOIN schedule d ON d.source_id = s.id
    WHERE s.removed_at IS NULL AND d.failures > 0
    """,
)


@migrations()
def m001_first(db: Database) -> None:
    """Sources, their schedule, evidence, versions, changes, facts, what is told of them, and the memory of hosts."""
    for statement in (*TABLES, *INDEXES, *TRIGGERS, *VIEWS):
        db.conn.execute(statement)


@migrations()
def m002_outside(db: Database) -> None:
    """What changed outside the article of a page that is unchanged."""
    for statement in (
        "ALTER TABLE checks ADD COLUMN outside TEXT",
        "ALTER TABLE schedule ADD COLUMN outside_digest TEXT",
        "ALTER TABLE schedule ADD COLUMN outside_told TEXT",
        "ALTER TABLE schedule ADD COLUMN outside_steady INTEGER",
        "CREATE INDEX checks_outside ON checks(checked_at) WHERE outside IS NOT NULL",
    ):
        db.conn.execute(statement)


@migrations()
def m003_stories(db: Database) -> None:
    """What a check means for its story, and the texts as voices are told by them."""
    for statement in (
        "ALTER TABLE events ADD COLUMN story TEXT",
        """
        CREATE TABLE sketches (
            source_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            sketcher INTEGER NOT NULL,
            sketch BLOB NOT NULL,
            PRIMARY KEY (source_id, version),
            FOREIGN KEY (source_id, version) REFERENCES versions(source_id, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
    ):
        db.conn.execute(statement)
