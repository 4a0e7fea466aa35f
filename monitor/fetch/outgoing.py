"""What a request says of us and for the user: User-Agent, headers, credentials, validators; and to whom."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Sequence
from pathlib import Path

import httpx

from monitor import __version__
from monitor.fetch.guard import origin_of, parse_url
from monitor.fetch.trouble import Trouble
from monitor.model import Request
from monitor.settings import Settings

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PRINTABLE = re.compile(r"[\x20-\x7e\t]*")

_EVERYWHERE = frozenset({"accept", "accept-language", "user-agent"})
"""Headers of the user's that hold no secret: another origin gets them too."""

_RESERVED = re.compile(
    r"accept-encoding|connection|content-.*|expect|host|if-.*|keep-alive|proxy-.*|range|te|trailer|transfer-.*|upgrade"
)
"""Headers that would change what this program asks for or how it is answered."""


def user_agent(settings: Settings) -> str:
    """Who asks: program, version and, if it is set, where its user can be reached."""
    text = settings.user_agent or f"monitor/{__version__}" + (f" (+{settings.contact})" if settings.contact else "")
    return re.sub(r"[^\x20-\x7e]+", "?", text).strip()


def product_token(agent: str) -> str:
    """The name by which robots.txt may speak of us: `monitor` of `monitor/1.0 (+…)`."""
    return re.split(r"[/\s(]", agent, maxsplit=1)[0]


class Outgoing:
    """The headers of one fetch, hop by hop. Secrets go to the origin of the tracked URL and nowhere else.

    Raises Trouble if a header can't be sent or the credentials' reference leads nowhere.
    """

    def __init__(self, request: Request, home: httpx.URL, agent: str) -> None:
        self._home = origin_of(home)
        self._everywhere = {
            "user-agent": agent,
            "accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            "accept-encoding": "gzip",
        }
        self._at_home: list[tuple[str, str]] = []
        for name, value in _checked(request.headers):
            if name in _EVERYWHERE:
                self._everywhere[name] = value
            else:
                self._at_home.append((name, value))
        if request.credentials is not None:
            secret = base64.b64encode(_credentials(request.credentials).encode()).decode("ascii")
            self._at_home = [entry for entry in self._at_home if entry[0] != "authorization"]
            self._at_home.append(("authorization", f"Basic {secret}"))
        pairs = (("if-none-match", request.etag), ("if-modified-since", request.last_modified))
        self._validators = [(name, value) for name, value in pairs if value and _PRINTABLE.fullmatch(value)]
        self._valid_for = home if request.validators_of is None else parse_url(request.validators_of)

    def conditional(self, url: httpx.URL) -> bool:
        """Whether the request for this URL asks for news only."""
        return bool(self._validators) and url == self._valid_for

    def headers(self, url: httpx.URL) -> list[tuple[str, str]]:
        """What to send to this URL."""
        headers = list(self._everywhere.items())
        if origin_of(url) == self._home:
            headers += self._at_home
        if self.conditional(url):
            headers += self._validators
        return headers


def _checked(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The user's headers, names in lower case. Values may be secret: messages name the header only."""
    for name, value in headers:
        if not _TOKEN.fullmatch(name):
            raise Trouble("protocol", f"{name[:40]!r} can't be the name of a header")
        if _RESERVED.fullmatch(name.lower()):
            raise Trouble("protocol", f"the header {name} is not for a source to set: this program needs it itself")
        if not _PRINTABLE.fullmatch(value):
            raise Trouble("protocol", f"the value of the header {name} holds other than printable ASCII characters")
    return [(name.lower(), value.strip()) for name, value in headers]


def _credentials(reference: str) -> str:
    """`user:password` from where the reference points. Messages name the reference, never what it leads to."""
    kind, _, name = reference.partition(":")
    if kind == "env" and name:
        secret = os.environ.get(name)
        if secret is None:
            raise Trouble("credentials", f"credentials {reference}: there is no such environment variable")
    elif kind == "file" and name:
        try:
            secret = Path(name).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise Trouble("credentials", f"credentials {reference}: the file can't be read: {why}") from None
    else:
        # It may be the secret itself, so it is not repeated.
        raise Trouble("credentials", "credentials must be a reference: env:NAME or file:PATH")
    secret = secret.rstrip("\r\n")
    if ":" not in secret or "\n" in secret:
        raise Trouble("credentials", f"credentials {reference}: what it leads to is not of the form user:password")
    return secret
