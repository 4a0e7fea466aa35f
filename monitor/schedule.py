"""When a source is due next: pure arithmetic on times that are passed in.

Intervals are `90s`, `30m`, `6h`, `1d`, `2w`; anything else is a crontab line (five fields, weekdays as
crontab counts them) and, behind it, a time zone if not UTC: `0 6 * * 1-5 Europe/Berlin`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from monitor.errors import UsageError
from monitor.model import Outcome, OutcomeKind

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

JITTER = 0.1
"""A check is put off by up to this share of the interval, so that sources added together drift apart."""

MAX_JITTER = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=15)
CEILING = timedelta(days=1)
"""Back-off never waits longer than this, unless the interval itself is longer."""

FIRST_REDELIVERY = timedelta(minutes=1)
LAST_REDELIVERY = timedelta(hours=1)
LONGEST = timedelta(days=366)
MAX_RETRY_AFTER = timedelta(days=7)
"""A server that asks for more than this is asked again then all the same."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every so often, counted from the check before."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Cron:
    """At the times of a crontab line, in its time zone."""

    line: str
    zone: str


Every = Interval | Cron


def parse_every(text: str) -> Every:
    """Reads an interval or a crontab line with an optional time zone.

    Raises UsageError that says what would be right.
    """
    text = text.strip()
    if match := re.fullmatch(r"(\d{1,6})\s*([smhdw])", text):
        length = timedelta(**{UNITS[match[2]]: int(match[1])})
        if timedelta(0) < length <= LONGEST:
            return Interval(length)
        raise UsageError(f"{text!r} is no interval to check at: write one between 1s and {LONGEST.days}d")
    fields = text.split()
    zone = fields.pop() if len(fields) == 6 else "UTC"
    if len(fields) != 5:
        raise UsageError(
            f"{text!r} is no interval: write 30m, 6h, 1d or a crontab line such as '0 6 * * 1-5 Europe/Berlin'"
        )
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"{text!r}: {zone!r} is no time zone: write one such as Europe/Berlin or Asia/Tokyo") from None
    line = " ".join(fields)
    try:
        next(CronSim(line, datetime(2024, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration):
        raise UsageError(
            f"{text!r} is no crontab line: write minute, hour, day, month, weekday, as in '0 6 * * 1-5'"
        ) from None
    return Cron(line, zone)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The time that a Retry-After header names (RFC 9110, 10.2.3: seconds or an HTTP date), None if it names none."""
    if value is None:
        return None
    value = value.strip()
    if re.fullmatch(r"\d{1,10}", value):
        until = now + min(timedelta(seconds=int(value)), MAX_RETRY_AFTER)
    else:
        try:
            until = parsedate_to_datetime(value)
            # In UTC, a date of the year 9999 may lie beyond what can be told.
            until = until.replace(tzinfo=UTC) if until.tzinfo is None else until.astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            return None
    return min(until, now + MAX_RETRY_AFTER) if until > now else None


def next_check(every: Every, outcome: Outcome, failures: int, now: datetime, random: float) -> datetime:
    """When to check again after `outcome`.

    `failures` counts the troubles in a row, this one included; `random` is in [0, 1). A source that failed is asked
    again sooner than usual first and then ever later; one that is gone ever later; an unreadable page as usual. Never
    before the outcome's `not_before`.
    """
    if isinstance(every, Cron):
        local = now.astimezone(ZoneInfo(every.zone))
        regular = next(CronSim(every.line, local)).astimezone(UTC) - now
    else:
        regular = every.length
    wait = regular
    factor = 1 << min(max(failures - 1, 0), 16)
    if outcome.kind is OutcomeKind.FAILED:
        wait = min(min(regular, FIRST_RETRY) * factor, max(regular, CEILING))
    elif outcome.kind is OutcomeKind.GONE:
        wait = min(regular * factor, max(regular, CEILING))
    due = now + wait + min(wait * JITTER, MAX_JITTER) * random
    return max(due, outcome.not_before) if outcome.not_before else due


def next_delivery(
    attempts: int, due_since: datetime, now: datetime, random: float, give_up_after: timedelta
) -> datetime | None:
    """When to try a delivery again after its `attempts`-th failure, or None if it is to be given up.

    A minute at first, doubled each time up to an hour, with jitter; given up when `give_up_after` has passed since it
    was first due.
    """
    if now - due_since >= give_up_after:
        return None
    wait = min(FIRST_REDELIVERY * (1 << min(max(attempts - 1, 0), 16)), LAST_REDELIVERY)
    return now + wait * (1 + JITTER * random)
