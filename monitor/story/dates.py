"""When a source stated something: the date of its page where that is known, else when it was first seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.model import Dated, Version


def dated(first: Version) -> Dated:
    """The date of a source: that of the publication of its page, else when its first version was fetched.

    A page can't have been published after that, unless by the calendar of a zone in which the next day had begun.
    """
    if first.published and first.published[:10] <= _day(first.fetched_at + timedelta(days=1)):
        return Dated(first.published, "published")
    return Dated(first.fetched_at.isoformat(), "first_seen")


def changed(version: Version, before: Version) -> Dated:
    """The date of what came with a version that is not the first: the page's own date of modification if it is a new
    one, else when the version was fetched."""
    if version.modified and version.modified != before.modified and version.modified[:10] <= _day(version.fetched_at):
        return Dated(version.modified, "modified")
    return Dated(version.fetched_at.isoformat(), "changed")


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def day(dated: Dated) -> str:
    """The day, as far as it is known; days compare as text."""
    return dated.on[:10]


def instant(dated: Dated) -> datetime | None:
    """The moment; None if only a day, month or year is known."""
    try:
        moment = datetime.fromisoformat(dated.on)
    except ValueError:
        return None
    return moment if moment.tzinfo and len(dated.on) > 10 else None


def latest(found: Iterable[Dated]) -> list[Dated]:
    """Those of the latest day; the latest of them where all of that day have a time."""
    found = list(found)
    last = max(map(day, found), default="")
    of_last = [each for each in found if day(each) == last]
    moments = [moment for each in of_last if each.known and (moment := instant(each))]
    if len(moments) < len(of_last):
        return of_last
    return [each for each in of_last if instant(each) == max(moments)]
