"""A stored version, as reports name it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A stored readable capture, by its number: what a report needs to know of one side of a change."""

    number: int
    fetched_at: datetime
    title: str | None
    published: str | None
    modified: str | None
    language: str | None
