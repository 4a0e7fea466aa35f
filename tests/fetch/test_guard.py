"""Which URLs and addresses are refused, before and while a name is resolved."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

import pytest
import yarl
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch import check_url
from monitor.fetch.guard import AddressGuard, parse_url, refusal, without_userinfo
from monitor.fetch.trouble import Trouble
from monitor.settings import Settings

INSIDE = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "168.63.129.16",
    "::1", "::", "fe80::1", "fec0::1", "fc00::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:808:808::", "2001:0:7f00:1::", "::7f00:1",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", INSIDE)
def test_special_addresses_are_refused(address):
    """Written in a URL, every special address is refused before any connection."""
    host = f"[{address}]" if ":" in address else address
    failure = check_url(f"http://{host}/x", Settings())
    assert failure.reason == "refused_address"
    assert "MONITOR_ALLOW_PRIVATE_HOSTS" in failure.detail


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_pass(address):
    """Also when they are written as IPv4 within IPv6, as networks without IPv4 need it."""
    assert refusal(ipaddress.ip_address(address)) is None
    host = f"[{address}]" if ":" in address else address
    assert check_url(f"https://{host}/x", Settings()) is None


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost.", "a.localhost", "127.1", "127.0.0.1.", "2130706433", "0x7f000001",
     "127.0.0.0x1", "127。0。0。1", "1"],
)  # fmt: skip
def test_other_spellings_of_this_machine_are_refused(host):
    """What the system would read as an address is one."""
    assert check_url(f"http://{host}/", Settings()).reason == "refused_address"


@pytest.mark.parametrize(
    "url",
    ["", "news.example/a", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///a",
     "http://a b/", "http://[::1", "http://a..b/", "http://news.example:99999/", "http://news.example:0/", "http://a%2fb/",
     "http://news.example:port/", "http://１２７.0.0.1/", "http://\ud800/", "http://a\nb/", "http://" + "a" * 300 + "/",
     "http://[fe80::zz]/", "http://0177.0.0.1/", "http://user:hunter2@news.example/"],
)  # fmt: skip
def test_malformed_urls_are_told_so(url):
    """Nothing but an absolute http(s) URL without a password passes, and the password is not repeated."""
    failure = check_url(url, Settings())
    assert failure.reason == "bad_url"
    assert "hunter2" not in failure.url + failure.detail


def test_foreign_names_are_written_as_dns_has_them():
    """An internationalised name and path become what goes over the wire."""
    assert str(parse_url("HTTP://Zürich.example/ä b#c")) == "http://xn--zrich-kva.example/%C3%A4%20b"
    assert check_url("https://日本.example/記事", Settings()) is None


@given(st.text(alphabet="ab1.:[]@/\\%#?。０ü-_x", max_size=30))
def test_both_libraries_see_the_same_host(authority):
    """What is judged is what is connected to: no URL has one host for the guard and another for the connection."""
    try:
        url = parse_url("http://" + authority)
    except Trouble:
        return
    other = yarl.URL(str(url), encoded=True)
    assert (other.raw_host, other.port) == (url.raw_host.decode(), url.port or 80)
    assert other.user is None
    assert other.raw_path_qs.rstrip("?") == url.raw_path.decode().rstrip("?")


@given(st.text(max_size=60))
def test_no_text_makes_the_look_raise(text):
    """Whatever a user types is judged, not crashed on."""
    check_url(text, Settings())
    check_url("http://" + text, Settings())


@pytest.mark.parametrize("url", ["http://u:p@h/a", "https://u@h", "http://a:b:c@@h/x?y=u@h", "HTTP://u:p@[bad/"])
def test_userinfo_is_taken_out(url):
    """Of a malformed URL too, as failures show it; an @ further on stays."""
    assert "u" not in without_userinfo(url).partition("?")[0].replace("http", "")
    assert without_userinfo("http://h/@me?to=a@b") == "http://h/@me?to=a@b"


# ---------------------------------------------------------------- allowances


def test_allowances_name_host_and_port():
    """A private host is allowed by `host:port`; its other ports are not."""
    settings = Settings(allow_private_hosts=("127.0.0.1:8080", "[::1]:80", "localhost:81"))
    for url in ("http://127.0.0.1:8080/", "http://[::1]/", "http://localhost:81/"):
        assert check_url(url, settings) is None
    for url in ("http://127.0.0.1/", "http://127.0.0.2:8080/", "https://[::1]/", "http://localhost/"):
        assert check_url(url, settings).reason == "refused_address"


def test_of_mixed_addresses_only_the_public_ones_are_used():
    """A name that resolves to public and private addresses is asked at the public ones; to private ones only, never."""
    found = [{"host": "10.0.0.1"}, {"host": "8.8.8.8"}, {"host": "::1"}]
    guard = AddressGuard(False)
    assert guard.pick("news.example", 80, found) == [{"host": "8.8.8.8"}]
    assert guard.pick("news.example", 80, []) == []
    with pytest.raises(Trouble, match="private address"):
        guard.pick("news.example", 80, found[:1])
    assert AddressGuard(["10.0.0.1:80"]).pick("news.example", 80, found) == found[:2]
    assert AddressGuard(["news.example:80"]).pick("NEWS.example", 80, found) == found


# ---------------------------------------------------------------- on the wire


def public(site, names, monkeypatch):
    """Lets names resolve as in `names`; the resolver itself stays real for all else."""
    real = socket.getaddrinfo

    def fake(host, port, *rest):
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host], port))]
        return real(host, port, *rest)

    monkeypatch.setattr(socket, "getaddrinfo", fake)


def test_a_name_that_leads_inside_is_refused(lab, monkeypatch):
    """The address counts, not the name; no request is sent, none is retried."""

    async def story(lab):
        public(lab.site, {"inside.example": "127.0.0.1"}, monkeypatch)
        url = f"http://inside.example:{lab.site.port}/"
        return await lab.get(url, robots=True), await lab.fetcher.admit(url), lab.site.asked, lab.site.connections

    failure, admitted, asked, connections = lab(story, allow_private_hosts=False, attempts=3)
    assert failure.reason == admitted.reason == "refused_address"
    assert "127.0.0.1" in failure.detail
    assert (asked, connections) == ([], 0)


def test_a_literal_address_is_refused_on_the_wire(lab):
    """aiohttp asks no resolver about a literal: it is judged before."""

    async def story(lab):
        urls = [lab.site.url + "/", f"http://[::ffff:127.0.0.1]:{lab.site.port}/"]
        replies = [await lab.get(url) for url in urls] + [await lab.fetcher.admit(url) for url in urls]
        return replies, lab.site.connections

    replies, connections = lab(story, allow_private_hosts=False)
    assert {reply.reason for reply in replies} == {"refused_address"}
    assert connections == 0


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/x", "http://localhost:9/x", "http://169.254.169.254/", "http://[::1]/"]
)
def test_a_redirect_inside_is_refused(lab, target):
    """Every hop is judged: an allowed host can't send us to one that is not."""

    async def story(lab):
        guard = AddressGuard((lab.site.host,))
        lab.fetcher._guard = lab.fetcher._client.resolver.guard = guard
        return await lab.get(lab.site.at("/", lab.reply(302, b"", f"Location: {target}")))

    failure = lab(story)
    assert failure.reason == "refused_address"
    assert failure.final_url == target
    assert [hop.status for hop in failure.hops] == [302]


def test_admission_needs_no_answer(lab):
    """A name that does not resolve now may be tracked; a host is not asked for anything."""

    async def story(lab):
        replies = [await lab.fetcher.admit(url) for url in ("http://nowhere.invalid/", lab.site.url, "nonsense")]
        return replies, lab.site.connections

    (unknown, fine, malformed), connections = lab(story)
    assert unknown is None
    assert fine is None
    assert malformed.reason == "bad_url"
    assert connections == 0


def test_the_loop_is_free_while_a_name_resolves(lab, monkeypatch):
    """Slow name servers stop neither other fetches nor the end of the run."""

    async def story(lab):
        import time

        real = socket.getaddrinfo

        def slow(host, *rest):
            if host == "slow.example":
                time.sleep(1)
                raise socket.gaierror(socket.EAI_NONAME, "unknown")
            return real(host, *rest)

        monkeypatch.setattr(socket, "getaddrinfo", slow)
        waiting = [asyncio.create_task(lab.get(f"http://slow.example:{port}/")) for port in range(1, 9)]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        await lab.get(f"http://localhost:{lab.site.port}/")
        quick = time.monotonic() - begun
        return quick, [(await task).reason for task in waiting]

    quick, reasons = lab(story)
    assert quick < 0.8
    assert set(reasons) == {"dns"}
