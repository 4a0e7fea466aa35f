"""Asking again: what is tried once more, how long is waited, and what a Retry-After does."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.client import Answer
from monitor.fetch.retry import LONGEST_HOLD, retry_after

NOW = datetime(2023, 7, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 522])
def test_a_server_in_trouble_is_asked_again(lab, status):
    """After the trouble comes the page."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(status), lab.reply(status), lab.reply(200, b"here")))

    assert lab(story, attempts=3).body == b"here"


@pytest.mark.parametrize("status", [200, 304, 400, 401, 403, 404, 410])
def test_a_clear_answer_is_not_asked_for_again(lab, status):
    """Asking again would be no use to anybody."""

    async def story(lab):
        reply = await lab.get(lab.site.at("/", lab.reply(status)), etag='"1"')
        return reply.status, len(lab.site.asked)

    assert lab(story, attempts=3) == (status, 1)


def test_attempts_end(lab):
    """The last answer is handed on; the setting says how many there are."""

    async def story(lab):
        reply = await lab.get(lab.site.at("/", lab.reply(500, b"sorry")))
        return reply.status, reply.body, len(lab.site.asked)

    assert lab(story, attempts=3) == (500, b"sorry", 3)
    assert lab(story, attempts=1) == (500, b"sorry", 1)


def test_broken_connections_are_tried_again(lab):
    """A cut body and a closed connection are transient; the failure says how often it was tried."""

    async def gone(writer):
        writer.close()

    async def story(lab):
        cut = lab.reply(200, b"half", length=1000)
        mended = await lab.get(lab.site.at("/", cut, gone, lab.reply(200, b"here")))
        broken = await lab.get(lab.site.at("/b", cut))
        return mended.body, broken.reason, broken.detail, len(lab.site.asked)

    body, reason, detail, asked = lab(story, attempts=3)
    assert (body, reason, asked) == (b"here", "cut_short", 6)
    assert "asked 3 times" in detail


def test_a_short_retry_after_is_waited_for(lab):
    """Within the run, and by every request to that host."""

    async def story(lab):
        url = lab.site.at("/", lab.reply(429, b"", "Retry-After: 1"), lab.reply(200, b"here"))
        first = asyncio.create_task(lab.get(url))
        await asyncio.sleep(0.1)
        other = await lab.get(lab.site.at("/other", lab.reply()))
        return (await first).body, other.status, [asked.at for asked in lab.site.asked]

    body, status, times = lab(story, attempts=2)
    assert (body, status) == (b"here", 200)
    assert min(times[1:]) - times[0] >= 0.95


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_retry_after_is_kept(lab, status):
    """The answer is handed on at once, and until then the host is not asked, by no source and not for robots.txt."""

    async def story(lab):
        url = lab.site.at("/", lab.reply(status, b"", "Retry-After: 120"))
        begun = time.monotonic()
        first = await lab.get(url)
        second = await lab.get(lab.site.url + "/other", robots=True)
        return first, second, len(lab.site.asked), time.monotonic() - begun

    first, second, asked, took = lab(story, attempts=3)
    assert (first.status, first.header("retry-after")) == (status, "120")
    assert second.reason == "retry_later"
    assert second.not_before - first.fetched_at == timedelta(seconds=120)
    assert f"{second.not_before:%H:%M:%S}" in second.detail
    assert asked == 1
    assert took < 1


def test_a_hold_that_comes_while_waiting_counts(lab):
    """Who waits for its slot when the host asks for patience does not go on."""

    async def story(lab):
        lab.site.at("/", lab.reply(429, b"", "Retry-After: 120"))
        return await asyncio.gather(*(lab.get(lab.site.url + "/") for _ in range(4))), len(lab.site.asked)

    replies, asked = lab(story, per_host_delay=0.6, per_host_connections=2)
    assert asked == 1
    assert [getattr(reply, "reason", "answered") for reply in replies].count("retry_later") == 3


def answer(value: str, status: int = 503) -> Answer:
    return Answer(httpx.URL("http://h/"), status, (("retry-after", value),), b"", NOW, NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("١٢", None),
        ("9" * 5000, LONGEST_HOLD.total_seconds()),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_HOLD.total_seconds()),
    ],
)
def test_forms_of_retry_after(value, seconds):
    """Seconds or a date; what is past, wrong or without measure does no harm."""
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert retry_after(answer(value)) == expected
    assert retry_after(answer(value, 404)) is None


@given(st.text(max_size=40))
def test_no_retry_after_makes_it_raise(value):
    """A server may send anything."""
    until = retry_after(answer(value))
    assert until is None or NOW < until <= NOW + LONGEST_HOLD


def test_retries_write_no_log(lab, caplog):
    """The failure tells what was tried; a library's log line could hold what is not to be shown."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(500)))

    lab(story, attempts=2)
    assert [record for record in caplog.records if record.name == "stamina"] == []
