"""Tracked sources: put in, changed, taken out, found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import process

from monitor.errors import UnknownSource, UsageError
from monitor.model import Profile, Source
from monitor.store.bodies import Bodies
from monitor.store.columns import moment, stamp

_SETTINGS = (
    "url", "name", "story", "packs", "every", "include_css", "ignore_css",
    "headers", "credentials", "proxy", "robots", "paused",
)  # fmt: skip
"""The columns that a user sets; the others are the store's own."""

COLUMNS = ", ".join(f"s.{column}" for column in ("id", *_SETTINGS, "added_at", "removed_at"))
"""What `source_from` needs of a query over `sources s`."""

_INSERT = (
    f"INSERT INTO sources ({', '.join(_SETTINGS)}, added_at) "  # noqa: S608 - our own column names
    f"VALUES ({', '.join(f':{column}' for column in _SETTINGS)}, :added_at)"
)
_UPDATE = (
    f"UPDATE sources SET {', '.join(f'{column} = :{column}' for column in _SETTINGS)}, "  # noqa: S608
    "removed_at = NULL WHERE id = :id"
)
_SCHEDULE = "INSERT INTO schedule (source_id, host, next_at) VALUES (?, ?, ?)"


_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """Host and port of a URL as `hosts` has them, in lower case and ASCII; the URL itself if it names none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        port = parts.port or _PORTS[parts.scheme]
        if not host.isascii():
            host = host.encode("idna").decode()
    except (ValueError, KeyError):  # a check of it will say what is wrong
        return url
    return f"{f'[{host}]' if ':' in host else host}:{port}" if host else url


def reads_alike(one: Source, other: Source) -> bool:
    """Whether both would get and read the same page in the same way, so that a 304 still answers for it."""
    return all(
        getattr(one, name) == getattr(other, name) for name in ("url", "packs", "profile", "headers", "credentials")
    )


def source_from(row: sqlite3.Row | Mapping[str, Any]) -> Source:
    """A row of `COLUMNS` as a source."""
    return Source(
        id=row["id"],
        url=row["url"],
        name=row["name"],
        story=row["story"],
        packs=tuple(json.loads(row["packs"])),
        every=row["every"],
        profile=Profile(tuple(json.loads(row["include_css"])), tuple(json.loads(row["ignore_css"]))),
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        credentials=row["credentials"],
        proxy=row["proxy"],
        robots=None if row["robots"] is None else bool(row["robots"]),
        paused=bool(row["paused"]),
        added_at=moment(row["added_at"]),
        removed_at=moment(row["removed_at"]) if row["removed_at"] else None,
    )


def _settings(source: Source) -> dict[str, Any]:
    """A source's settings as the columns hold them."""
    return {
        "url": source.url,
        "name": source.name,
        "story": source.story,
        "packs": json.dumps(source.packs, ensure_ascii=False),
        "every": source.every,
        "include_css": json.dumps(source.profile.include, ensure_ascii=False),
        "ignore_css": json.dumps(source.profile.ignore, ensure_ascii=False),
        "headers": json.dumps(source.headers, ensure_ascii=False),
        "credentials": source.credentials,
        "proxy": source.proxy,
        "robots": None if source.robots is None else int(source.robots),
        "paused": int(source.paused),
    }


class Sources(Bodies):
    """The verbs for sources."""

    def track(self, source: Source, now: datetime) -> Source:
        """Track a source (`id` 0) and return it with its id; due at once.

        A URL that is tracked already is returned as it is; one that was removed comes back with its history and the
        settings given. Raises UsageError if another source has the name.
        """
        with self._write():
            row = self._row("SELECT id, removed_at FROM sources WHERE url = ?", (source.url,))
            if row is None:
                self._check_name(source)
                id_ = self._run(_INSERT, _settings(source) | {"added_at": stamp(now)}).lastrowid
                self._run(_SCHEDULE, (id_, host_of(source.url), stamp(now)))
                return self._source(id_)
            if row["removed_at"] is not None:
                self._check_name(source)
                self._update(replace(source, id=row["id"]), self._source(row["id"]), now)
            return self._source(row["id"])

    def track_many(self, sources: Iterable[Source], now: datetime) -> tuple[int, int, int]:
        """Track sources by URL, in one transaction: how many were added, updated, left as they were.

        Ids are not looked at; of a URL that is given twice, the last counts. Sources that are tracked and not given
        stay. Raises UsageError if two sources would have one name; then nothing is written.
        """
        given = {source.url: source for source in sources}
        added, updated, unchanged = [], [], 0
        with self._write():
            known = {
                row["url"]: row
                for row in self._rows(f"SELECT {COLUMNS} FROM sources s")  # noqa: S608
            }
            for source in given.values():
                row = known.get(source.url)
                settings = _settings(source)
                if row is None:
                    added.append(settings | {"added_at": stamp(now)})
                elif row["removed_at"] is not None or any(row[column] != settings[column] for column in _SETTINGS):
                    updated.append((row, replace(source, id=row["id"])))
                else:
                    unchanged += 1
            self._check_names(given, known)
            # Two sources may swap names: out of the way first.
            names = [(f"\x00{row['id']}", row["id"]) for row, source in updated if row["name"] != source.name]
            self._conn.executemany("UPDATE sources SET name = ? WHERE id = ?", names)
            for row, source in updated:
                self._update(source, source_from(row), now if row["removed_at"] is not None else None)
            self._conn.executemany(_INSERT, added)
            new = self._rows("SELECT id, url FROM sources WHERE id NOT IN (SELECT source_id FROM schedule)")
            self._conn.executemany(_SCHEDULE, [(row["id"], host_of(row["url"]), stamp(now)) for row in new])
        back = sum(row["removed_at"] is not None for row, _ in updated)
        return len(added) + back, len(updated) - back, unchanged

    def edit(self, source: Source) -> Source:
        """Change a source's settings, by its id.

        If it will be read or fetched in another way, its validators are dropped, so that the next check gets a body; if
        it is to be checked at other times too, it is due at once. Raises UnknownSource, and UsageError if another
        source has the name or the URL.
        """
        with self._write():
            before = self._source(source.id)
            if other := self._row("SELECT name FROM sources WHERE url = ? AND id <> ?", (source.url, source.id)):
                raise UsageError(f"{source.url} is tracked already, as {other['name']}")
            self._check_name(source)
            self._update(source, before, None)
            return self._source(source.id)

    def remove(self, source_id: int, now: datetime, purge: bool = False) -> None:
        """Stop tracking a source. Its history stays, unless `purge` drops all of it. Raises UnknownSource."""
        with self._write():
            if self._row("SELECT 1 FROM sources WHERE id = ?", (source_id,)) is None:
                raise UnknownSource(f"no source has the id {source_id}")
            self._run("UPDATE sources SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (stamp(now), source_id))
            self._run("UPDATE schedule SET token = NULL, leased_until = NULL WHERE source_id = ?", (source_id,))
            if purge:
                bodies = self._rows("SELECT DISTINCT body_digest FROM captures WHERE source_id = ?", (source_id,))
                self._run("DELETE FROM latest_texts WHERE rowid = ?", (source_id,))
                self._run("DELETE FROM sources WHERE id = ?", (source_id,))
                self._drop_unused([row["body_digest"] for row in bodies])

    def sources(self, story: str | None = None) -> list[Source]:
        """All tracked sources, or those of one story, in the order in which they were added.

        Stories are told apart without regard to case. Raises UsageError for one that no source belongs to.
        """
        where = "" if story is None else "AND s.story IN (SELECT value FROM json_each(:stories))"
        sql = f"SELECT {COLUMNS} FROM sources s WHERE s.removed_at IS NULL {where} ORDER BY s.id"  # noqa: S608
        return [source_from(row) for row in self._rows(sql, {"stories": self._spellings(story)})]

    def stories(self) -> list[str]:
        """The stories that sources belong to, as they are written, in order of the alphabet."""
        rows = self._rows("SELECT DISTINCT story FROM sources WHERE story IS NOT NULL ORDER BY story")
        return [row["story"] for row in rows]

    def _spellings(self, story: str | None) -> str:
        """JSON array: how that story is written, in whatever case. Raises UsageError if no source belongs to it."""
        known = [] if story is None else self.stories()
        found = [each for each in known if story is not None and each.casefold() == story.casefold()]
        if story is not None and not found:
            like = process.extract(story, known, limit=3, score_cutoff=70, processor=str.casefold)
            near = [each for each, _, _ in like]
            hint = f"did you mean {' or '.join(near)}?" if near else f"there is {', '.join(known[:10]) or 'none yet'}"
            raise UsageError(f"no source belongs to the story {story}; {hint}")
        return json.dumps(found)

    def find(self, ref: str, removed: bool = False) -> Source:
        """The tracked source of that name, id or URL, tried in this order; with `removed` one that was taken out too.

        Raises UnknownSource, with names like it.
        """
        if (source := self._find(ref, "s.removed_at IS NULL")) is not None:
            return source
        if (source := self._find(ref, "s.removed_at IS NOT NULL")) is not None:
            if removed:
                return source
            raise UnknownSource(
                f"{ref} was removed: `monitor log {ref}` shows its history, "
                f"`monitor add {source.url} --name {source.name}` tracks it again"
            )
        names = [row["name"] for row in self._rows("SELECT name FROM sources WHERE removed_at IS NULL")]
        near = [name for name, _, _ in process.extract(ref, names, limit=3, score_cutoff=70)]
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `monitor list` shows those that are"
        raise UnknownSource(f"no source is called {ref}, and none has it as id or URL{hint}")

    def _find(self, ref: str, where: str) -> Source | None:
        for column, value in (
            ("name", ref),
            ("id", int(ref) if ref.isdecimal() and len(ref) < 19 else None),
            ("url", ref),
        ):
            row = self._row(
                f"SELECT {COLUMNS} FROM sources s WHERE s.{column} = ? AND {where} ORDER BY s.removed_at DESC",  # noqa: S608
                (value,),
            )
            if row is not None:
                return source_from(row)
        return None

    def _source(self, source_id: int | None) -> Source:
        row = self._row(f"SELECT {COLUMNS} FROM sources s WHERE s.id = ?", (source_id,))  # noqa: S608
        if row is None:
            raise UnknownSource(f"no source has the id {source_id}")
        return source_from(row)

    def _update(self, source: Source, before: Source, back: datetime | None) -> None:
        """Write a source's settings and what follows for its schedule; `back`: it was removed and is due now."""
        self._run(_UPDATE, _settings(source) | {"id": source.id})
        if source.url != before.url:
            self._run("UPDATE schedule SET host = ? WHERE source_id = ?", (host_of(source.url), source.id))
        if not reads_alike(source, before):
            self._run("UPDATE schedule SET etag = NULL, last_modified = NULL WHERE source_id = ?", (source.id,))
        if back is not None:
            self._run("UPDATE schedule SET next_at = ? WHERE source_id = ?", (stamp(back), source.id))
        elif source.every != before.every or not reads_alike(source, before):
            # The time of its last check has passed: due at once, without asking a clock.
            self._run("UPDATE schedule SET next_at = coalesce(checked_at, next_at) WHERE source_id = ?", (source.id,))

    def _check_name(self, source: Source) -> None:
        row = self._row(
            "SELECT url FROM sources WHERE name = ? AND url <> ? AND id <> ? AND removed_at IS NULL",
            (source.name, source.url, source.id),
        )
        if row is not None:
            raise UsageError(f"the name {source.name} is taken by {row['url']}")

    @staticmethod
    def _check_names(given: Mapping[str, Source], known: Mapping[str, Any]) -> None:
        """Every name at most once, among what is given and what is tracked besides."""
        owners: dict[str, str] = {
            row["name"]: url for url, row in known.items() if row["removed_at"] is None and url not in given
        }
        for source in given.values():
            if (owner := owners.setdefault(source.name, source.url)) != source.url:
                raise UsageError(f"the name {source.name} is given to {source.url} and taken by {owner}")
