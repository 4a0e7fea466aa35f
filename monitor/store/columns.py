"""How values stand in columns: times, JSON, text."""

from __future__ import annotations

import json
import re
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


_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_BREAK = "\u200b"  # zero width space: parts words for the index, and can't be seen


def searchable(text: str) -> str:
    """Text as the full-text index takes it: each character of Chinese, Japanese and Korean a word of its own, so that
    any run of them is found as a phrase."""
    return _UNSPACED.sub(rf"{_BREAK}\1{_BREAK}", text.encode("utf-8", "replace").decode())


def readable(text: str) -> str:
    """The inverse of `searchable`."""
    return text.replace(_BREAK, "")


def dump(data: Any) -> str:
    """JSON for a column, readable in every script; escaped only where a half surrogate forbids that."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return text
