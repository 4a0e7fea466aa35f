"""What is sent for the user: credentials by reference, headers, and what is refused before anything is sent."""

from __future__ import annotations

import base64

import pytest

from monitor.fetch.outgoing import product_token, user_agent
from monitor.settings import Settings


def test_credentials_come_from_where_the_reference_points(lab, monkeypatch, tmp_path):
    """A variable or a file holds `user:password`; a colon in the password and a line end are fine."""
    monkeypatch.setenv("DESK_LOGIN", "desk:pass:wörd")
    (tmp_path / "login").write_text("desk:pass:wörd\n", encoding="utf-8")

    async def story(lab):
        url = lab.site.at("/", lab.reply())
        await lab.get(url, credentials="env:DESK_LOGIN")
        await lab.get(url, credentials=f"file:{tmp_path / 'login'}")
        return [asked.headers["authorization"] for asked in lab.site.asked]

    assert lab(story) == ["Basic " + base64.b64encode("desk:pass:wörd".encode()).decode()] * 2


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("env:NOT_THERE", True),
        ("file:/not/there", True),
        ("env:ODD", True),
        ("file:.", True),
        ("desk:s3cret", False),
        ("env:", True),
    ],
)
def test_credentials_that_lead_nowhere(lab, monkeypatch, reference, named):
    """The failure names the reference, never a secret, and nothing is sent."""
    monkeypatch.setenv("ODD", "s3cret")

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply()), credentials=reference), lab.site.asked

    failure, asked = lab(story)
    assert failure.reason == "credentials"
    assert (reference in failure.detail) == named
    assert "s3cret" not in str(failure)
    assert asked == []


@pytest.mark.parametrize(
    "header",
    [
        ("Host", "s3cret"),
        ("accept-encoding", "br"),
        ("Bad Name", "s3cret"),
        ("X-Key", "s3cret\r\nY: z"),
        ("X-Key", "s3crét"),
    ],
)
def test_headers_that_cannot_be_sent(lab, header):
    """A header that would break the request is named, its value is not."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply()), headers=(header,)), lab.site.asked

    failure, asked = lab(story)
    assert failure.reason == "protocol"
    assert header[0] in failure.detail
    assert "s3cr" not in str(failure)
    assert asked == []


def test_odd_validators_are_left_out(lab):
    """A server's validator that can't be sent back costs the condition, not the page."""

    async def story(lab):
        await lab.get(lab.site.at("/", lab.reply()), etag='"é"', last_modified="x\r\ny")
        return lab.site.asked[0].headers

    assert not {"if-none-match", "if-modified-since"} & set(lab(story))


def test_the_product_token_is_the_first_word():
    """robots.txt speaks of us by the name in front of the version."""
    assert product_token(user_agent(Settings())) == "monitor"
    assert product_token("Desk/2.0 (+https://desk.example)") == "Desk"
    assert user_agent(Settings(contact="dësk\r\n@example.org")).isascii()
