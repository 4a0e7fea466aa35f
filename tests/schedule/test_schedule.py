"""When a source is due next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import UsageError
from monitor.model import Outcome, OutcomeKind
from monitor.schedule import CEILING, Cron, Interval, next_check, parse_every, retry_after

NOW = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)


def due(every: str, kind: OutcomeKind, failures: int = 0, chance: float = 0.0, **more: object) -> timedelta:
    outcome = Outcome(kind, **more)  # type: ignore[arg-type]
    return next_check(parse_every(every), outcome, failures, NOW, chance) - NOW


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30m", timedelta(minutes=30)),
        ("6h", timedelta(hours=6)),
        ("1d", timedelta(days=1)),
        (" 2w ", timedelta(weeks=2)),
    ],
)
def test_intervals_are_read(text: str, length: timedelta) -> None:
    """An interval is a number and a unit."""
    assert parse_every(text) == Interval(length)


def test_crontab_line_with_time_zone_is_read() -> None:
    """Five fields and a zone behind them."""
    assert parse_every("0 6 * * 1-5 Europe/Berlin") == Cron("0 6 * * 1-5", "Europe/Berlin")


@pytest.mark.parametrize(
    "text", ["", "soon", "0m", "999999w", "5", "61 * * * *", "* * * *", "0 6 * * 1 Mars/Phobos", "-3h", "0 0 31 2 *"]
)
def test_what_can_not_be_meant_says_what_would_be_right(text: str) -> None:
    """A wrong interval names itself and an example."""
    with pytest.raises(UsageError, match=r"write"):
        parse_every(text)


def test_crontab_counts_weekdays_from_sunday() -> None:
    """Weekday 1 is Monday, as in crontab and not as in APScheduler: from Wednesday to Monday."""
    assert (NOW + due("0 6 * * 1", OutcomeKind.UNCHANGED)).strftime("%a %H:%M") == "Mon 06:00"


def test_crontab_follows_its_zone() -> None:
    """Six in the morning in Berlin is four in UTC in summer."""
    assert (NOW + due("0 6 * * * Europe/Berlin", OutcomeKind.UNCHANGED)).hour == 4


def test_a_failure_is_asked_again_sooner_and_then_ever_later() -> None:
    """15 minutes, 30, an hour ... up to the ceiling."""
    waits = [due("6h", OutcomeKind.FAILED, n) for n in range(1, 12)]
    assert waits[:3] == [timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=1)]
    assert waits == sorted(waits)
    assert waits[-1] == CEILING


def test_an_unreadable_page_is_checked_as_usual() -> None:
    """A wall may be gone at the next look."""
    assert due("1h", OutcomeKind.UNREADABLE, 7) == timedelta(hours=1)


def test_never_before_retry_after() -> None:
    """What the server asked for outweighs the interval."""
    later = NOW + timedelta(hours=5)
    assert due("1h", OutcomeKind.FAILED, 1, not_before=later) == timedelta(hours=5)


@given(
    st.sampled_from(["45s", "30m", "6h", "3d", "*/7 * * * *"]),
    st.sampled_from(list(OutcomeKind)),
    st.integers(0, 10_000),
    st.floats(0, 1, exclude_max=True),
)
def test_the_next_check_lies_ahead_and_within_bounds(
    every: str, kind: OutcomeKind, failures: int, chance: float
) -> None:
    """Whatever happened, a source is checked again, and never at once."""
    assert timedelta(0) < due(every, kind, failures, chance) <= timedelta(days=3) * 1.1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Wed, 12 Jul 2023 09:31:00 GMT", 60),
        ("0", None),
        ("tomorrow", None),
        ("-5", None),
        (None, None),
        ("Wed, 12 Jul 2023 09:29:00 GMT", None),
        ("99999999999999", None),
        ("999999999", 7 * 86400),
        ("Fri, 31 Dec 9999 23:59:59 -0100", None),
    ],
)
def test_retry_after_reads_seconds_and_dates(header: str | None, seconds: int | None) -> None:
    """Both forms of RFC 9110; the past and nonsense mean nothing, and no server blocks us for years."""
    until = retry_after(header, NOW)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))
