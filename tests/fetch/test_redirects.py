"""Redirects: followed by hand, recorded, limited, and never given a secret that is not theirs."""

from __future__ import annotations

import pytest

from monitor.model import Hop

AWAY = "Location: "


def test_hops_are_recorded(lab):
    """Relative, absolute and non-ASCII addresses are followed; each hop keeps URL, status and where it led."""

    async def story(lab):
        start = lab.site.at("/a/b", lab.reply(301, b"moved", "Location: ../c?x=1#part"))
        second = lab.site.at("/c?x=1", lab.reply(308, b"", f"Location: {lab.site.url}/ä d"))
        last = lab.site.at("/%C3%A4%20d", lab.reply(200, b"here"))
        return await lab.get(start), start, second, last

    capture, start, second, last = lab(story)
    assert capture.body == b"here"
    assert capture.hops == (Hop(start, 301, second), Hop(second, 308, last))
    assert (capture.url, capture.final_url) == (start, last)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_bodies_are_not_read(lab, status):
    """A redirect with an endless body is followed all the same."""

    async def endless(writer):
        writer.write(f"HTTP/1.1 {status} Moved\r\nLocation: /new\r\nConnection: close\r\n\r\n".encode())
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    async def story(lab):
        lab.site.at("/new", lab.reply(200, b"here"))
        return await lab.get(lab.site.at("/", endless))

    assert lab(story).body == b"here"


@pytest.mark.parametrize("locations", [{"/": "/"}, {"/": "/b", "/b": "/"}, {"/": "/#part"}])
def test_a_loop_ends(lab, locations):
    """A URL that comes back is a loop, however long the way round."""

    async def story(lab):
        for path, location in locations.items():
            lab.site.at(path, lab.reply(302, b"", f"Location: {location}"))
        return await lab.get(lab.site.url + "/"), len(lab.site.asked)

    failure, asked = lab(story)
    assert failure.reason == "redirect"
    assert "loop" in failure.detail
    assert asked == len(locations)


def test_too_many_redirects(lab):
    """As many hops as the setting says are followed, not one more."""

    async def story(lab):
        for number in range(5):
            lab.site.at(f"/{number}", lab.reply(302, b"", f"Location: /{number + 1}"))
        lab.site.at("/5", lab.reply(200, b"here"))
        return [await lab.get(lab.site.url + path) for path in ("/0", "/1")]

    failure, capture = lab(story, max_redirects=4)
    assert (failure.reason, len(failure.hops)) == ("redirect", 5)
    assert len(capture.hops) == 4


@pytest.mark.parametrize(
    "header", ["X: y", "Location:  ", "Location: http://[bad", "Location: ftp://h/", "Location: data:,x"]
)
def test_a_redirect_to_nowhere(lab, header):
    """A redirect that names no address, or none of the web, is a failure that shows it."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(301, b"", header)))

    assert lab(story).reason == "redirect"


def test_secrets_stay_at_their_origin(lab):
    """Credentials, cookies and other headers of the user's go to no other origin; harmless ones do."""

    async def story(lab):
        async with lab.Site() as other:
            other.at("/x", lab.reply(302, b"", f"Location: {lab.site.url}/back"))
            lab.site.at("/back", lab.reply(200, b"here"))
            start = lab.site.at("/", lab.reply(302, b"", f"Location: {other.url}/x"))
            headers = (("X-Key", "s3cret"), ("Cookie", "id=s3cret"), ("Accept-Language", "ja"))
            capture = await lab.get(start, headers=headers, credentials="env:DESK_LOGIN")
            return capture, lab.site.asked, other.asked

    import os

    os.environ["DESK_LOGIN"] = "desk:s3cret"
    try:
        capture, home, away = lab(story)
    finally:
        del os.environ["DESK_LOGIN"]
    assert capture.body == b"here"
    assert "s3cret" not in str(away)
    assert "authorization" not in away[0].headers
    assert away[0].headers["accept-language"] == "ja"
    assert [asked.headers.get("x-key") for asked in home] == ["s3cret", "s3cret"]
    assert all(asked.headers["authorization"].startswith("Basic ") for asked in home)


def test_a_password_in_a_location_is_dropped(lab):
    """It is neither sent nor kept."""

    async def story(lab):
        target = lab.site.at("/x", lab.reply(200, b"here"))
        lab.site.at("/", lab.reply(302, b"", f"Location: http://me:s3cret@{lab.site.host}/x"))
        return await lab.get(lab.site.url + "/"), target, lab.site.asked

    capture, target, asked = lab(story)
    assert capture.final_url == target
    assert "s3cret" not in str(capture.hops)
    assert "authorization" not in asked[1].headers
