"""What is asked of a server, and what it gave: the evidence, or the reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, slots=True)
class Request:
    """What `fetch` needs to know to get one page; validators belong to the version that the store holds.

    `validators_of`: the URL that gave them (the capture's `final_url`; None: `url` itself). They are sent to no other,
    or a page that redirects elsewhere today could seem unchanged.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    credentials: str | None = None
    proxy: str | None = None
    robots: bool = True
    validators_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed: the URL asked, the status it gave, the URL it named (made absolute)."""

    url: str
    status: int
    location: str


@dataclass(frozen=True)
class Capture:
    """One answer of a server, whatever its status, with its circumstances: the evidence.

    `body` is the body after transfer and content decoding (empty for 304). `headers` are repeated as received, names in
    lower case. `requested_at` and `fetched_at` are the start of the request and the end of the body.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    requested_at: datetime
    fetched_at: datetime
    hops: tuple[Hop, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, as WARC writes a payload digest: `sha256:` and 64 hexadecimal digits."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


FailureReason = Literal[
    "bad_url",  # malformed, or another scheme than http and https
    "refused_address",  # a loopback, private or otherwise special address
    "robots",  # robots.txt says no
    "dns",  # the host's name does not resolve
    "connect",  # refused, unreachable, reset
    "tls",  # the certificate or the handshake
    "timeout",
    "too_large",
    "cut_short",  # the body ended before its announced length, or its compression broke
    "encoding",  # a Content-Encoding that was not asked for
    "redirect",  # a loop, too many, or one that names no address
    "protocol",  # anything else that is no HTTP
    "retry_later",  # a Retry-After of this host is pending
    "credentials",  # the reference to the credentials leads nowhere
]


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable answer came: why, in words that a user can act on. `not_before`: when the host may be asked again."""

    url: str
    reason: FailureReason
    detail: str
    at: datetime
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    not_before: datetime | None = None


Reply = Capture | Failure
