"""The JSON objects of the command line's contract: what `--json` prints, one object a command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from monitor.codec import (
    SCHEMA,
    Json,
    change_to_json,
    counts_to_json,
    dated_to_json,
    edits_to_json,
    observation_to_json,
    outside_to_json,
    result_to_json,
    value_to_json,
)
from monitor.model import (
    TROUBLE,
    Document,
    FactChange,
    Facts,
    Failure,
    OutcomeKind,
    Result,
    Source,
    Story,
    StoryRow,
    TextDiff,
    Timeline,
    Unreadable,
    Version,
)

Extracted = tuple[str, Document | Failure, Facts, bool]
"""A document as named by the user, its reading (or why there is none), its facts, and whether its text is wanted."""

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")


class Entry(Protocol):
    """One line of a source's history, as the store tells it. `kind`: an outcome or the kind of an event."""

    @property
    def at(self) -> datetime: ...
    @property
    def source(self) -> Source: ...
    @property
    def kind(self) -> str: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def version(self) -> int | None: ...
    @property
    def changes(self) -> tuple[FactChange, ...]: ...
    @property
    def text(self) -> TextDiff: ...
    @property
    def status(self) -> int | None: ...
    @property
    def silent(self) -> bool: ...
    @property
    def reverts_to(self) -> int | None: ...
    @property
    def outside(self) -> TextDiff | None: ...


def dump_json(data: Json) -> str:
    """One JSON object as text, readable, and safe to print: control characters of pages stand as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def check_json(results: Sequence[Result]) -> Json:
    """`monitor check --json`: `failed` counts the outcomes failed, unreadable and gone."""
    return {
        "schema": SCHEMA,
        "checked": len(results),
        "changed": sum(result.outcome.kind is OutcomeKind.CHANGED for result in results),
        "failed": sum(result.outcome.kind in TROUBLE for result in results),
        "results": [result_to_json(result) for result in results],
    }


def report_json(results: Sequence[Result], now: datetime, run: Json) -> Json:
    """`monitor report --format json`: the check's object, with both versions and the text edits of each result."""
    data = check_json(results)
    for row, result in zip(data["results"], results, strict=True):
        row |= {
            "story": result.source.story,
            "old": version_json(result.old),
            "new": version_json(result.new),
            "edits": edits_to_json(result.outcome.text),
        }
    return {"schema": SCHEMA, "generated_at": now.isoformat(), **data, "run": run}


def version_json(version: Version | None) -> Json | None:
    if version is None:
        return None
    return {
        "number": version.number,
        "fetched_at": version.fetched_at.isoformat(),
        "title": version.title,
        "published": version.published,
        "modified": version.modified,
        "language": version.language,
    }


def extract_json(documents: Iterable[Extracted]) -> Json:
    """`monitor extract --json`.

    Of a page that is no article no facts are shown, of a paywall stub those of what is visible. A body that is no text,
    or an address that gave no answer, has the outcome `failed`.
    """
    return {"schema": SCHEMA, "documents": [_extracted(*document) for document in documents]}


def _extracted(name: str, document: Document | Failure, facts: Facts, with_text: bool) -> Json:
    if isinstance(document, Failure):
        return {"document": name, "outcome": "failed", "detail": document.detail, "facts": {}}
    state = document.unreadable
    shown = facts if state in (None, Unreadable.PAYWALL_STUB) else {}
    data: Json = {
        "document": name,
        "outcome": "read" if state is None else "failed" if state is Unreadable.BINARY else "unreadable",
        "detail": document.detail,
        "title": document.title,
        "published": document.published,
        "modified": document.modified,
        "language": document.language,
        "facts": {fact: observation_to_json(observation) for fact, observation in shown.items()},
    }
    if with_text:
        data["text"] = document.text
        if document.page:
            data["page"] = document.page
    return data


def diff_json(
    old: str, new: str, changes: Sequence[FactChange], text: TextDiff, outside: TextDiff | None = None
) -> Json:
    """`monitor diff --json`: facts and text between two documents, named by `old` and `new`; `outside`: what differs
    outside the text, null unless it was asked for."""
    return {
        "schema": SCHEMA,
        "old": old,
        "new": new,
        "changed": bool(changes or text),
        "changes": [change_to_json(change) for change in changes],
        "text": counts_to_json(text),
        "edits": edits_to_json(text),
        "outside": outside_to_json(outside),
    }


def log_json(entries: Iterable[Entry]) -> Json:
    """`monitor log --json`: newest first, as given."""
    return {"schema": SCHEMA, "entries": [_entry(entry) for entry in entries]}


def _entry(entry: Entry) -> Json:
    return {
        "at": entry.at.isoformat(),
        "source": entry.source.name,
        "url": entry.source.url,
        "removed": entry.source.removed_at is not None,
        "kind": str(entry.kind),
        "detail": entry.detail,
        "version": entry.version,
        "status": entry.status,
        "changes": [change_to_json(change) for change in entry.changes],
        "text": counts_to_json(entry.text),
        "silent": entry.silent,
        "reverts_to": entry.reverts_to,
        "outside": outside_to_json(entry.outside),
    }


def facts_json(stories: Sequence[Story]) -> Json:
    """`monitor facts --json`: all sources, for each fact an observation per source (null where absent), and under
    `stories` what of that agrees; docs/stories.md names the keys."""
    columns = [(story, column) for story in stories for column in story.columns]
    place = {column.source_id: number for number, (_, column) in enumerate(columns)}
    values: dict[str, list[Any]] = {}
    titles: dict[str, str] = {}
    for story in stories:
        for row in story.rows:
            titles.setdefault(row.fact, row.title)
            found = values.setdefault(row.fact, [None] * len(columns))
            for column, cell in zip(story.columns, row.cells, strict=True):
                found[place[column.source_id]] = observation_to_json(cell.observation)
    return {
        "schema": SCHEMA,
        "sources": [
            {
                "source": column.outlet,
                "site": column.site,
                "url": column.url,
                "story": story.name,
                "version": version_json(column.version),
                "dated": dated_to_json(column.dated),
                "trouble": column.trouble,
            }
            for story, column in columns
        ],
        "facts": [{"fact": fact, "title": titles[fact], "values": found} for fact, found in values.items()],
        "stories": [story_json(story) for story in stories if story.name is not None],
    }


def story_json(story: Story) -> Json:
    """One story: its voices, and for each fact the values that are stated and the marks of each source."""
    names = [column.outlet for column in story.columns]
    return {
        "story": story.name,
        "sources": names,
        "voices": [
            {
                "sources": [names[i] for i in voice.columns],
                "origin": None if voice.origin is None else names[voice.origin],
            }
            for voice in story.voices
        ],
        "facts": [_row_json(row, names) for row in story.rows],
        "timelines": [_timeline_json(timeline, names) for timeline in story.timelines],
    }


def _row_json(row: StoryRow, names: Sequence[str]) -> Json:
    return {
        "fact": row.fact,
        "title": row.title,
        "type": row.type,
        "disputed": row.disputed,
        "voices": row.voices,
        "values": [
            {
                "value": value_to_json(group.observation.value),
                "qualifier": group.observation.qualifier,
                "sources": [names[i] for i in group.columns],
                "voices": group.voices,
                "contradicts": list(group.contradicts),
                "compatible": list(group.compatible),
                "later": list(group.later),
                "latest": group.latest,
                "majority": group.majority,
            }
            for group in row.groups
        ],
        "cells": [
            {
                "source": name,
                "marks": list(cell.marks),
                "dated": None if cell.dated is None else dated_to_json(cell.dated),
                "value": cell.group,
                "cites": [names[i] for i in cell.cites],
            }
            for name, cell in zip(names, row.cells, strict=True)
        ],
    }


def _timeline_json(timeline: Timeline, names: Sequence[str]) -> Json:
    return {
        "fact": timeline.fact,
        "title": timeline.title,
        "turns": [
            {
                "source": names[turn.column],
                "version": turn.version,
                "dated": dated_to_json(turn.dated),
                "observation": observation_to_json(turn.observation),
            }
            for turn in timeline.turns
        ],
    }
