"""robots.txt: asked once, kept, obeyed at every hop, and what its absence or failure means."""

from __future__ import annotations

import asyncio
import gzip
from datetime import timedelta

import pytest

from monitor.model import Capture, Failure

CLOSED = b"User-agent: *\nDisallow: /closed\n"


def outcome(reply):
    return reply.reason if isinstance(reply, Failure) else reply.status


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (CLOSED, True),
        (b"\xef\xbb\xbf" + CLOSED, True),
        (CLOSED.replace(b"\n", b"\r\n"), True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Monitor\nAllow: /\n", False),
        (b"User-agent: *\nAllow: /\n\nUser-agent: monitor\nDisallow: /*sed/\n", True),
        (b"User-agent: *\nDisallow: /clo\nAllow: /closed/\n", False),
        (b"User-agent: *\nDisallow:\n", False),
        (b"", False),
        (b"<html>no robots here</html>", False),
        (b"\xff\xfe\x00rubbish", False),
    ],
    ids=["plain", "byte order mark", "crlf", "ours allows", "wildcard for us", "longest match", "empty rule", "empty", "html", "rubbish"],
)  # fmt: skip
def test_what_it_says_is_obeyed(lab, text, closed):
    """The group that names us counts, else the one for all; wildcards and the longest match as in RFC 9309."""

    async def story(lab):
        lab.site.at("/robots.txt", lab.reply(200, text))
        return await lab.get(lab.site.at("/closed/a", lab.reply()), robots=True), lab.site.targets()

    reply, targets = lab(story)
    assert outcome(reply) == ("robots" if closed else 200)
    assert targets == ["/robots.txt"] if closed else ["/robots.txt", "/closed/a"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, 200), (401, 200), (403, 200), (410, 200), (429, "robots"), (500, "robots"), (503, "robots")],
)
def test_what_its_status_means(lab, status, expected):
    """Absent allows everything; a server in trouble allows nothing, and is asked again at the next check."""

    async def story(lab):
        lab.site.at("/robots.txt", lab.reply(status, CLOSED), lab.reply(200, b""))
        url = lab.site.at("/closed", lab.reply())
        return [outcome(await lab.get(url, robots=True)) for _ in range(2)], len(lab.gate.kept)

    assert lab(story) == ([expected, 200], 1)


def test_it_is_not_asked_for_where_it_does_not_matter(lab):
    """Sources that do without it, and robots.txt itself as a source."""

    async def story(lab):
        await lab.get(lab.site.at("/a", lab.reply()), robots=False)
        await lab.get(lab.site.at("/robots.txt", lab.reply(200, b"Disallow: /")), robots=True)
        return lab.site.targets()

    assert lab(story) == ["/a", "/robots.txt"]


def test_many_pages_are_one_request(lab):
    """Pages that start together share one robots.txt, and later ones use what was kept for a day."""

    async def story(lab):
        lab.site.at("/robots.txt", lab.reply(200, CLOSED))
        urls = [lab.site.at(f"/{n}", lab.reply()) for n in range(20)]
        await asyncio.gather(*(lab.get(url, robots=True) for url in urls))
        await lab.get(urls[0], robots=True)
        (kept,) = lab.gate.kept.values()
        lab.gate.kept[lab.site.url] = (*kept[:2], kept[2] - timedelta(hours=24))
        await lab.get(urls[0], robots=True)
        return lab.site.targets().count("/robots.txt"), len(lab.site.asked), kept[1]

    assert lab(story) == (2, 24, CLOSED)


def test_it_is_not_spaced(lab):
    """The page need not wait for the slot after robots.txt."""

    async def story(lab):
        url = lab.site.at("/", lab.reply())
        reply = await lab.get(url, robots=True)
        first, second = (asked.at for asked in lab.site.asked)
        return reply.status, second - first

    status, gap = lab(story, per_host_delay=3.0)
    assert status == 200
    assert gap < 1


def test_every_host_on_the_way_is_asked(lab):
    """A redirect to a host that does not want us ends there."""

    async def story(lab):
        async with lab.Site() as other:
            other.at("/robots.txt", lab.reply(200, CLOSED))
            other.at("/closed", lab.reply())
            url = lab.site.at("/", lab.reply(302, b"", f"Location: {other.url}/closed"))
            return await lab.get(url, robots=True), other.targets(), other.url

    failure, targets, other = lab(story)
    assert (failure.reason, failure.final_url) == ("robots", other + "/closed")
    assert other in failure.detail
    assert targets == ["/robots.txt"]


def test_its_own_redirects(lab):
    """They are followed and count for the origin that was asked; a loop means that there is none."""

    async def story(lab):
        lab.site.at("/robots.txt", lab.reply(301, b"", "Location: /other.txt"))
        lab.site.at("/other.txt", lab.reply(200, CLOSED))
        url = lab.site.at("/closed", lab.reply())
        followed = outcome(await lab.get(url, robots=True))
        lab.gate.kept.clear()
        lab.site.at("/other.txt", lab.reply(301, b"", "Location: /robots.txt"))
        return followed, outcome(await lab.get(url, robots=True))

    assert lab(story) == ("robots", 200)


def test_it_is_read_up_to_a_limit(lab):
    """Half a megabyte is read and obeyed; an endless file does not stop the page."""

    async def story(lab):
        page = lab.site.at("/closed", lab.reply())
        replies = []
        for text in (CLOSED + b"# and so on\n" * 100_000, b"# and so on\n" * 100_000 + CLOSED):
            lab.gate.kept.clear()
            lab.site.at("/robots.txt", lab.reply(200, gzip.compress(text), "Content-Encoding: gzip"))
            replies.append(outcome(await lab.get(page, robots=True)))
        return replies, max(len(kept[1]) for kept in lab.gate.kept.values())

    replies, size = lab(story)
    assert replies == ["robots", 200]
    assert size <= 512 * 1024


def test_a_dead_host_is_told_as_such(lab):
    """A host that can't be asked for its robots.txt fails for the reason that it can't, asked once for all pages."""

    async def story(lab):
        lab.site.at("/robots.txt", lambda writer: asyncio.sleep(60))
        replies = await asyncio.gather(*(lab.get(f"{lab.site.url}/{n}", robots=True) for n in range(5)))
        unknown = await lab.get("http://nowhere.invalid/", robots=True)
        return [reply.reason for reply in replies], replies[0].detail, unknown.reason, lab.site.targets(), lab.gate.kept

    reasons, detail, unknown, targets, kept = lab(story, read_timeout=0.3)
    assert reasons == ["timeout"] * 5
    assert detail.startswith("robots.txt: ")
    assert unknown == "dns"
    assert targets == ["/robots.txt"]
    assert kept == {}


def test_it_is_asked_for_by_the_guarded_way(lab):
    """Its redirects are judged like a page's."""

    async def story(lab):
        from monitor.fetch.guard import AddressGuard

        lab.fetcher._guard = lab.fetcher._client.resolver.guard = AddressGuard((lab.site.host,))
        lab.site.at("/robots.txt", lab.reply(302, b"", "Location: http://127.0.0.1:9/robots.txt"))
        return await lab.get(lab.site.at("/", lab.reply()), robots=True)

    assert lab(story).reason == "refused_address"


def test_user_secrets_are_not_sent_for_it(lab):
    """robots.txt is public: it is asked for without the user's headers."""

    async def story(lab):
        capture = await lab.get(lab.site.at("/", lab.reply()), robots=True, headers=(("X-Key", "s3cret"),))
        return capture, lab.site.asked

    capture, asked = lab(story)
    assert isinstance(capture, Capture)
    assert ["x-key" in one.headers for one in asked] == [False, True]


def test_a_page_that_is_given_up_does_not_stop_the_others(lab):
    """Whoever asked first may go: the others still get their robots.txt."""

    async def slow(writer):
        await asyncio.sleep(0.2)
        writer.write(lab_reply)
        await writer.drain()

    lab_reply = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    async def story(lab):
        lab.site.at("/robots.txt", slow)
        url = lab.site.at("/", lab.reply())
        first, second = (asyncio.create_task(lab.get(url, robots=True)) for _ in range(2))
        await asyncio.sleep(0.05)
        first.cancel()
        return (await second).status

    assert lab(story) == 200
