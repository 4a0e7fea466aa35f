"""How values stand in columns: times, JSON, text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any


def stamp(moment: datetime) -> str:
    """An aware time as the store writes it: ISO 8601 in UTC with microseconds, so that text order is time order."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The inverse of `stamp`."""
    return datetime.fromisoformat(text)


def storable(text: str | None) -> str | None:
    """Text as SQLite takes it: half of a surrogate pair, which a page's JSON can hold, becomes `?`."""
    return text if text is None else text.encode("utf-8", "replace").decode()


def dump(data: Any) -> str:
    """JSON for a column, readable in every script; escaped only where a half surrogate forbids that."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return text
