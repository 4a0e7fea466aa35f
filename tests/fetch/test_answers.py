"""Statuses, headers, bodies: what a server's answer becomes."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import os
import tracemalloc
import zlib

import pytest

from monitor.model import Capture, Failure

PAGE = b"<p>The harbour office opened on Monday.</p>"


def test_a_page_comes_with_its_circumstances(lab):
    """A capture holds status, repeated headers in lower case, body and times, and the URL as it was given."""

    async def story(lab):
        url = lab.site.at("/a", lab.reply(200, PAGE, "Content-Type: text/html", "X-Tag: one", "x-tag: two"))
        return url, await lab.get(url + "#part")

    url, capture = lab(story)
    assert isinstance(capture, Capture)
    assert (capture.url, capture.final_url, capture.status) == (url + "#part", url, 200)
    assert capture.body == PAGE
    assert capture.digest == "sha256:" + hashlib.sha256(PAGE).hexdigest()
    assert [value for name, value in capture.headers if name == "x-tag"] == ["one", "two"]
    assert capture.requested_at <= capture.fetched_at
    assert capture.hops == ()


@pytest.mark.parametrize("target", ["/?u=http%3A%2F%2Fh%2F&v=a%20b+c", "/%7Ename/%e4", "/a|b?x=%zz", "/a//b;c=1,'2'"])
def test_urls_go_over_the_wire_as_they_are(lab, target):
    """What is asked is what is recorded; a signed URL stays signed."""

    async def story(lab):
        capture = await lab.get(lab.site.at(target, lab.reply(200, PAGE)))
        return capture.final_url.removeprefix(lab.site.url), lab.site.targets()

    assert lab(story) == (target, [target])


@pytest.mark.parametrize("status", [204, 403, 404, 410, 429, 451, 500, 503, 999])
def test_every_status_is_a_capture(lab, status):
    """What a status means is decided elsewhere: every answer is handed on."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(status, b"" if status == 204 else b"sorry")))

    assert lab(story).status == status


def test_who_asks_is_said(lab):
    """The User-Agent names program, version and contact, and only gzip is asked for."""

    async def story(lab):
        await lab.get(lab.site.at("/", lab.reply()))
        return lab.site.asked[0].headers

    headers = lab(story, contact="desk@example.org")
    assert headers["user-agent"].startswith("monitor/")
    assert headers["user-agent"].endswith(" (+desk@example.org)")
    assert headers["accept-encoding"] == "gzip"
    assert lab(story, user_agent="Desk/2")["user-agent"] == "Desk/2"


def test_validators_are_sent_and_304_has_no_body(lab):
    """ETag and Last-Modified go back as conditions; 304 is a capture with an empty body."""

    async def story(lab):
        url = lab.site.at("/", lab.reply(304, b"", 'ETag: "7"'))
        reply = await lab.get(url, etag='"7"', last_modified="Mon, 03 Jul 2023 10:00:00 GMT")
        return reply, lab.site.asked[0].headers

    reply, headers = lab(story)
    assert (reply.status, reply.body, reply.header("etag")) == (304, b"", '"7"')
    assert headers["if-none-match"] == '"7"'
    assert headers["if-modified-since"] == "Mon, 03 Jul 2023 10:00:00 GMT"


def test_validators_go_only_to_the_url_that_gave_them(lab):
    """A page that redirects elsewhere today is not asked with yesterday's validators."""

    async def story(lab):
        new = lab.site.at("/new", lab.reply(200, PAGE))
        old = lab.site.at("/old", lab.reply(301, b"", "Location: /new"))
        await lab.get(old, etag='"7"')
        await lab.get(old, etag='"7"', validators_of=new)
        return [(asked.target, "if-none-match" in asked.headers) for asked in lab.site.asked]

    assert lab(story) == [("/old", True), ("/new", False), ("/old", False), ("/new", True)]


def test_an_unasked_304_is_no_answer(lab):
    """304 to a request without condition says nothing about the page."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(304)))

    assert lab(story).reason == "protocol"


def test_cookies_are_never_sent_back(lab):
    """Each request is a stranger's: no jar keeps a cookie."""

    async def story(lab):
        lab.site.at("/", lab.reply(200, PAGE, "Set-Cookie: id=7; Path=/"))
        url = f"http://localhost:{lab.site.port}/"  # cookies of bare addresses would be ignored anyway
        await lab.get(url)
        await lab.get(url)
        return lab.site

    site = lab(story)
    assert ["cookie" in asked.headers for asked in site.asked] == [False, False]


def test_connections_are_reused(lab):
    """Ten pages of a host, one after the other, are one connection."""

    async def story(lab):
        url = lab.site.at("/", lab.reply(200, PAGE))
        for _ in range(10):
            await lab.get(url)
        return lab.site.connections

    assert lab(story) == 1


# ---------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(PAGE),
        gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]),
        gzip.compress(PAGE) + bytes(512),
        gzip.compress(PAGE) + b"\x1f",
    ],
    ids=["one", "two members", "padded", "padded with half a magic number"],
)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_gzip_is_undone(lab, body, step):
    """However the members fall into pieces, the body is what was compressed."""

    async def drip(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in range(0, len(body), step):
            piece = body[start : start + step]
            writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0)
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async def story(lab):
        return await lab.get(lab.site.at("/", drip))

    assert lab(story).body == PAGE


def test_a_body_without_a_length_ends_with_the_connection(lab):
    """As servers of the nineties do it."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(200, PAGE, length=-1)))

    assert lab(story).body == PAGE


def test_an_empty_gzip_body_is_empty(lab):
    """Some servers label an empty body as gzip."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(200, b"", "Content-Encoding: gzip")))

    assert lab(story).body == b""


@pytest.mark.parametrize(
    ("body", "encoding", "length", "reason"),
    [
        (PAGE, "identity", 1000, "cut_short"),
        (gzip.compress(PAGE)[:-9], "gzip", None, "cut_short"),
        (PAGE, "gzip", None, "cut_short"),
        (PAGE, "br", None, "encoding"),
        (PAGE, "gzip, gzip", None, "encoding"),
        (zlib.compress(PAGE), "deflate", None, "encoding"),
    ],
    ids=["length not reached", "gzip truncated", "no gzip at all", "br", "twice", "deflate"],
)
def test_a_body_that_is_not_whole_is_no_answer(lab, body, encoding, length, reason):
    """Half a page must never be taken for a page from which something was removed."""

    async def story(lab):
        page = lab.reply(200, body, f"Content-Encoding: {encoding}", length=length)
        return await lab.get(lab.site.at("/", page))

    failure = lab(story)
    assert isinstance(failure, Failure)
    assert failure.reason == reason


def test_chunks_without_an_end_are_cut_short(lab):
    """A chunked body that ends without its last chunk is not whole, though every chunk was."""

    async def story(lab):
        page = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + lab.chunk(PAGE)
        return await lab.get(lab.site.at("/", page))

    assert lab(story).reason == "cut_short"


def test_the_status_of_an_error_outlives_its_body(lab):
    """A 404 whose body can't be read is still a 404."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(404, PAGE, "Content-Encoding: br")))

    assert (lab(story).status, lab(story).body) == (404, b"")


def test_the_size_cap_is_exact(lab):
    """A body of the largest size passes, one byte more does not, compressed or not."""

    async def story(lab):
        full, more = os.urandom(5000), os.urandom(5001)
        zipped = "Content-Encoding: gzip"
        pages = [lab.reply(200, full), lab.reply(200, more)]
        pages += [lab.reply(200, gzip.compress(full), zipped), lab.reply(200, gzip.compress(more), zipped)]
        return [await lab.get(lab.site.at("/", page)) for page in pages]

    replies = lab(story, max_bytes=5000)
    assert [getattr(reply, "reason", "fine") for reply in replies] == ["fine", "too_large"] * 2
    assert len(replies[2].body) == 5000


def test_an_endless_body_is_stopped(lab):
    """The cap stops reading; it does not wait for an end that never comes."""
    sent = 0

    async def endless(writer):
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            sent += 65536
            await writer.drain()

    async def story(lab):
        return await lab.get(lab.site.at("/", endless))

    assert lab(story, max_bytes=1_000_000).reason == "too_large"
    assert sent < 20_000_000


def test_a_bomb_does_not_fill_the_memory(lab):
    """200 MB behind 200 KB of gzip cost no more memory than the cap allows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()

    async def story(lab):
        url = lab.site.at("/", lab.reply(200, bomb, "Content-Encoding: gzip"))
        tracemalloc.start()
        try:
            return await lab.get(url), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    failure, peak = lab(story, max_bytes=2_000_000)
    assert failure.reason == "too_large"
    assert peak < 8_000_000


def test_endless_nothing_in_gzip_is_stopped(lab):
    """Empty gzip members decode to nothing, for ever: what is received is limited as well."""
    nothing = gzip.compress(b"") * 3000

    async def endless(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(nothing)
            await writer.drain()

    async def story(lab):
        return await lab.get(lab.site.at("/", endless))

    assert lab(story, max_bytes=100_000).reason == "too_large"


def test_long_headers_are_read(lab):
    """Security policies of more than 8 KB are in use."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(200, PAGE, "Content-Security-Policy: " + "a " * 10_000)))

    assert lab(story).status == 200
