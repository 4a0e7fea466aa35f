"""What goes wrong between here and the server: names, connections, TLS, time, proxies, cancellation."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.fetch import Fetcher
from monitor.fetch.client import tls_context
from monitor.model import Capture, Failure
from monitor.settings import Settings


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_an_unknown_host(lab):
    """A name that does not resolve is named."""

    async def story(lab):
        return await lab.get("http://nowhere.invalid/a")

    failure = lab(story)
    assert failure.reason == "dns"
    assert "the name nowhere.invalid does not resolve" in failure.detail


def test_a_refused_connection(lab):
    """A closed port is named with its host."""
    port = closed_port()

    async def story(lab):
        return await lab.get(f"http://127.0.0.1:{port}/")

    failure = lab(story)
    assert failure.reason == "connect"
    assert failure.detail == f"no connection to 127.0.0.1:{port}: Connection refused"


def test_a_server_that_says_nothing_and_goes(lab):
    """A connection that is closed without an answer is no time-out, whatever the transport calls it."""

    async def gone(writer):
        writer.close()

    async def story(lab):
        return await lab.get(lab.site.at("/", gone))

    assert lab(story).reason == "connect"


async def silent(writer):
    await asyncio.sleep(60)


async def slow_body(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    await asyncio.sleep(60)


async def dripping_headers(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def dripping_body(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("answer", [silent, slow_body, dripping_headers, dripping_body])
def test_slowness_ends(lab, answer):
    """Silence ends by the read limit; a drip, which never is silent for long, by the total limit."""

    async def story(lab):
        begun = time.monotonic()
        return await lab.get(lab.site.at("/", answer)), time.monotonic() - begun

    failure, took = lab(story, read_timeout=0.3, total_timeout=0.6)
    assert failure.reason == "timeout"
    assert took < 2


def test_the_total_limit_holds_over_hops_and_attempts(lab):
    """Slow hops don't get the whole time each."""

    async def slow_redirect(writer):
        await asyncio.sleep(0.7)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    async def story(lab):
        lab.site.at("/b", dripping_body)
        begun = time.monotonic()
        return await lab.get(lab.site.at("/", slow_redirect)), time.monotonic() - begun

    failure, took = lab(story, total_timeout=1.0, attempts=3)
    assert failure.reason == "timeout"
    assert took < 1.5


def test_cancellation_passes(lab):
    """A run that is stopped stops at once, in the middle of a body and of a robots.txt."""

    async def story(lab):
        lab.site.at("/robots.txt", silent)
        for robots in (False, True):
            task = asyncio.create_task(lab.get(lab.site.at("/", slow_body), robots=robots))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return "done"

    assert lab(story, attempts=3) == "done"


@settings(max_examples=150, deadline=None)
@given(
    answer=st.binary(max_size=60), head=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 M\r\nLocation: "])
)
def test_no_answer_makes_it_raise(lab_run, answer, head):
    """Whatever bytes a server sends, the reply is a value."""

    async def story(lab):
        async def noise(writer):
            writer.write(head + answer)
            await writer.drain()

        return await lab.get(lab.site.at("/", noise))

    assert isinstance(lab_run(story), Capture | Failure)


# ---------------------------------------------------------------- TLS


def test_tls_with_a_known_root(lab, authority):
    """A root in ca_file is trusted besides the usual ones."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(200, b"safe")))

    capture = lab(story, tls=authority.server("127.0.0.1"), ca_file=authority.file)
    assert capture.body == b"safe"
    usual = {cert["serialNumber"] for cert in tls_context(Settings()).get_ca_certs()}
    more = {cert["serialNumber"] for cert in tls_context(Settings(ca_file=authority.file)).get_ca_certs()}
    assert len(usual) > 50
    assert len(more - usual) == 1
    assert usual <= more


@pytest.mark.parametrize(("name", "trusted"), [("127.0.0.1", False), ("other.example", True)])
def test_tls_is_always_verified(lab, authority, name, trusted):
    """An unknown issuer or another host's certificate is refused, not retried, and said."""

    async def story(lab):
        return await lab.get(lab.site.at("/", lab.reply(200, b"unsafe")))

    failure = lab(story, tls=authority.server(name), ca_file=authority.file if trusted else None, attempts=3)
    assert failure.reason == "tls"
    assert "certificate" in failure.detail
    assert "asked 3 times" not in failure.detail


def test_the_environment_names_roots(authority, monkeypatch):
    """SSL_CERT_FILE replaces the usual roots, as for every program on the machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    assert len(tls_context(Settings()).get_ca_certs()) == 1


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_ca_file_of_no_use(tmp_path, content):
    """It is a fault of the settings, told before anything is fetched."""
    file = tmp_path / "root.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigError, match=r"root\.pem"):
        tls_context(Settings(ca_file=file))
    assert tls_context(Settings()).verify_mode == ssl.CERT_REQUIRED


# ---------------------------------------------------------------- proxies


def test_a_proxy_is_asked_for_the_whole_url(lab):
    """The proxy of the settings is trusted and gets the request; the name is its to resolve."""

    async def story(lab):
        lab.site.at("http://news.example/a", lab.reply(200, b"by proxy"))
        fetcher = Fetcher(Settings(proxy=lab.site.url, per_host_delay=0), lab.gate, lab.fetcher._clock)
        async with fetcher:
            lab.fetcher = fetcher
            inside = await lab.get("http://127.0.0.1:9/")
            return await lab.get("http://news.example/a"), inside, await fetcher.admit("http://news.example/a")

    capture, inside, admitted = lab(story)
    assert capture.body == b"by proxy"
    assert inside.reason == "refused_address"
    assert admitted is None


def test_a_source_with_a_proxy_of_its_own(lab):
    """It is judged like any address: refused inside unless it is allowed."""

    async def story(lab):
        lab.site.at("http://news.example/a", lab.reply(200, b"by proxy"))
        return await lab.get("http://news.example/a", proxy=lab.site.url), lab.site.connections

    assert lab(story)[0].body == b"by proxy"
    refused, connections = lab(story, allow_private_hosts=False)
    assert (refused.reason, connections) == ("refused_address", 0)


@pytest.mark.parametrize("proxy", ["nonsense", "socks5://u:s3cret@h:1", "http://u:s3cret@[bad"])
def test_a_proxy_that_is_none(lab, proxy):
    """It is named without its password, at once if it stands in the settings."""

    async def story(lab):
        return await lab.get(lab.site.url, proxy=proxy)

    failure = lab(story)
    assert failure.reason == "bad_url"
    assert "proxy" in failure.detail
    assert "s3cret" not in failure.detail
    with pytest.raises(ConfigError, match="proxy"):
        lab(story, proxy=proxy)


def test_a_dead_proxy(lab):
    """A proxy that can't be reached is told from a dead host."""
    port = closed_port()

    async def story(lab):
        return await lab.get("http://news.example/", proxy=f"http://127.0.0.1:{port}")

    failure = lab(story)
    assert failure.reason == "connect"
    assert "proxy" in failure.detail


def test_a_proxy_that_says_no(lab):
    """What a proxy answers is told as the proxy's answer, not as the site's."""

    async def story(lab):
        lab.site.at("news.example:443", lab.reply(407))
        return await lab.get("https://news.example/", proxy=lab.site.url)

    failure = lab(story)
    assert failure.reason == "connect"
    assert "the proxy answered 407" in failure.detail
