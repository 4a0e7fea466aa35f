"""Spacing and numbers of connections, per host and overall."""

from __future__ import annotations

import asyncio
import itertools


def test_requests_to_a_host_are_spaced(lab):
    """Pages, retries and redirects of a host start at least the delay apart."""

    async def story(lab):
        lab.site.at("/", lab.reply(302, b"", "Location: /b"))
        lab.site.at("/b", lab.reply(500), lab.reply(200))
        await asyncio.gather(lab.get(lab.site.url + "/"), lab.get(lab.site.url + "/c"))
        return [asked.at for asked in lab.site.asked]

    times = lab(story, per_host_delay=0.2, attempts=2)
    assert len(times) == 4
    assert all(later - earlier > 0.1 for earlier, later in itertools.pairwise(times))


def test_other_hosts_need_not_wait(lab):
    """A host is a name and a port: its neighbour is asked at once."""

    async def story(lab):
        async with lab.Site() as other:
            pages = [lab.get(lab.site.url + "/a"), lab.get(lab.site.url + "/b"), lab.get(other.url + "/")]
            await asyncio.gather(*pages)
            return other.asked[0].at - lab.site.asked[0].at, set(lab.gate.slots) == {lab.site.host, other.host}

    gap, hosts = lab(story, per_host_delay=1.0)
    assert abs(gap) < 0.7
    assert hosts


async def slow(writer):
    await asyncio.sleep(0.05)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()


def test_connections_per_host_are_few(lab):
    """As many as the setting says, and that many indeed."""

    async def story(lab):
        url = lab.site.at("/", slow)
        await asyncio.gather(*(lab.get(url) for _ in range(12)))
        return lab.site.most

    assert lab(story, per_host_connections=3) == 3


def test_requests_in_flight_are_limited_overall(lab):
    """Over all hosts together."""

    async def story(lab):
        async with lab.Site() as other:
            urls = [site.at("/", slow) for site in (lab.site, other)]
            most = 0

            async def watch():
                nonlocal most
                while True:
                    most = max(most, lab.site.now + other.now)
                    await asyncio.sleep(0.005)

            watcher = asyncio.create_task(watch())
            await asyncio.gather(*(lab.get(url) for url in urls * 6))
            watcher.cancel()
            return most

    assert lab(story, per_host_connections=6, concurrency=4) == 4


def test_no_delay_needs_no_slot(lab):
    """Without spacing the gate is not asked for slots."""

    async def story(lab):
        await lab.get(lab.site.url + "/")
        return lab.gate.slots

    assert lab(story, per_host_delay=0.0) == {}


def test_hosts_are_forgotten(lab):
    """A service that sees many hosts does not remember each of them for ever."""

    async def story(lab):
        await asyncio.gather(*(lab.get(lab.site.url + "/") for _ in range(3)))
        import gc

        gc.collect()
        return len(lab.fetcher._slots._hosts), len(lab.fetcher._robots._asking)

    assert lab(story) == (0, 0)
