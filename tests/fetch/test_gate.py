"""The real store as the gate: what a host asked for outlives the process that was told."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.fetch import Fetcher
from monitor.model import Request
from monitor.settings import Settings
from monitor.store import Store


def test_the_store_is_a_gate(lab, tmp_path):
    """A second process obeys the Retry-After, the robots.txt and the spacing that the first one met."""
    settings = Settings(allow_private_hosts=True, per_host_delay=0.2, attempts=1)

    async def process(*urls):
        with Store.open(tmp_path / "monitor.db") as store:
            async with Fetcher(settings, store, lambda: datetime.now(UTC)) as fetcher:
                return [await fetcher.fetch(Request(url)) for url in urls]

    async def story(lab):
        lab.site.at("/robots.txt", lab.reply(200, b"User-agent: *\nDisallow: /closed"))
        page = lab.site.at("/", lab.reply(200), lab.reply(200), lab.reply(429, b"", "Retry-After: 60"))
        first = await process(page)
        second = await process(lab.site.url + "/closed", page, page)
        third = await process(page)
        return [*first, *second, *third], lab.site.asked

    replies, asked = lab(story)
    assert [getattr(reply, "reason", None) or reply.status for reply in replies] == [
        200,
        "robots",
        200,
        429,
        "retry_later",
    ]
    assert [one.target for one in asked] == ["/robots.txt", "/", "/", "/"]
    assert asked[2].at - asked[1].at > 0.1
    assert replies[-1].not_before is not None
