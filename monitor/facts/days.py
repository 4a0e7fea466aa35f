"""Days that are told from the article's own day: `on Tuesday`, `yesterday`; only for facts whose rule asks for it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import regex

from monitor.rules.model import Language
from monitor.rules.slots import Dates

WEEK = 7


def resolve(text: str, published: str | None, language: Language, *, ahead: bool) -> str | None:
    """The day (ISO 8601) that a relative one means in an article of that date; None where either is no day.

    A bare weekday is the one on or before the article's day; with `ahead`, of a sentence about what is planned, the one
    on or after it. `last` and `next` are never the article's own day.
    """
    try:
        today = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    dates = language.dates
    lowered = text.lower()
    for word, days in sorted(dates.relative.items(), key=lambda entry: -len(entry[0])):
        if _has(lowered, word, language.writing.together):
            return (today + timedelta(days)).isoformat()
    number = _weekday(lowered, dates, language.writing.together)
    if number is None:
        return None
    forward = (number - today.weekday()) % WEEK
    backward = forward - WEEK if forward else 0
    if any(_has(lowered, word, language.writing.together) for word in dates.following):
        days = forward or WEEK
    elif any(_has(lowered, word, language.writing.together) for word in dates.preceding):
        days = backward or -WEEK
    else:
        days = forward if ahead else backward
    return (today + timedelta(days)).isoformat()


def _weekday(text: str, dates: Dates, together: bool) -> int | None:
    """0 for Monday; the longest name that stands there counts."""
    names = [(name.lower(), number) for number, group in enumerate(dates.weekdays) for name in group]
    for name, number in sorted(names, key=lambda entry: -len(entry[0])):
        if _has(text, name, together):
            return number
    return None


def _has(text: str, word: str, together: bool) -> bool:
    return bool(_word(word.lower(), together).search(text))


@lru_cache(maxsize=256)
def _word(word: str, together: bool) -> regex.Pattern[str]:
    body = regex.escape(word, special_only=True)
    return regex.compile(body if together else rf"(?<!\w){body}(?!\w)")
