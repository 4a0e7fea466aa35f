"""Why no usable answer came: one exception inside this package, and what the libraries' exceptions mean as one."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import aiohttp
import httpx
from aiohttp.http_exceptions import HttpProcessingError

from monitor.model import FailureReason

_LONGEST_DETAIL = 200


class Trouble(Exception):
    """The end of a fetch without an answer; becomes a Failure. `transient`: another attempt may help."""

    def __init__(
        self, reason: FailureReason, detail: str, *, transient: bool = False, not_before: datetime | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: FailureReason = reason
        self.detail = detail
        self.transient = transient
        self.not_before = not_before


@contextmanager
def explained(host: str, connect_timeout: float, read_timeout: float) -> Iterator[None]:
    """Turns what httpx, aiohttp and the system raise into a Trouble that names `host`."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, aiohttp.ClientError, HttpProcessingError) as error:
        raise _explain(error, host, connect_timeout, read_timeout) from error
    except (OSError, ValueError) as error:
        raise _explain(error, host, connect_timeout, read_timeout) from error


def _explain(error: Exception, host: str, connect_timeout: float, read_timeout: float) -> Trouble:
    # The transport gives several of aiohttp's exceptions a wrong httpx name (a reset becomes ConnectTimeout),
    # so the cause is what counts.
    cause = error.__cause__ if isinstance(error, httpx.HTTPError) and error.__cause__ is not None else error
    match cause:
        case aiohttp.ClientConnectorDNSError():
            again = getattr(cause.os_error, "errno", None) == socket.EAI_AGAIN
            return Trouble(
                "dns", f"the name {host.rpartition(':')[0]} does not resolve: {_words(cause.os_error)}", transient=again
            )
        case aiohttp.ClientConnectorCertificateError():
            return Trouble("tls", f"the certificate of {host} is not valid: {_verify_message(cause)}")
        case ssl.SSLError():
            return Trouble("tls", f"no secure connection to {host}: {_words(cause)}")
        case aiohttp.ClientHttpProxyError():
            return Trouble("connect", f"the proxy answered {cause.status} when asked for {host}")
        case aiohttp.ClientProxyConnectionError():
            return Trouble("connect", f"the proxy can't be reached: {_words(cause.os_error)}", transient=True)
        case aiohttp.ConnectionTimeoutError():
            return Trouble("timeout", f"no connection to {host} within {connect_timeout:g} s", transient=True)
        case aiohttp.ServerTimeoutError():
            return Trouble("timeout", f"nothing came from {host} for {read_timeout:g} s", transient=True)
        case aiohttp.ClientPayloadError():
            return Trouble("cut_short", "the body ended before its announced end", transient=True)
        case aiohttp.ServerDisconnectedError():
            return Trouble("connect", f"{host} closed the connection without an answer", transient=True)
        case aiohttp.InvalidURL() | httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return Trouble("bad_url", _words(cause))
        case aiohttp.ClientConnectorError():
            return Trouble("connect", f"no connection to {host}: {_words(cause.os_error)}", transient=True)
        case OSError():
            return Trouble("connect", f"the connection to {host} broke: {_words(cause)}", transient=True)
        case _:
            return Trouble("protocol", f"what {host} answered is no valid HTTP: {_words(cause)}")


def _words(error: BaseException) -> str:
    """An exception in one short line."""
    if (
        type(error).__module__ in ("builtins", "aiohttp.client_exceptions")
        and isinstance(error, OSError)
        and error.errno
    ):
        return os.strerror(error.errno)  # asyncio puts addresses of its own into the text
    text = getattr(error, "strerror", None) or getattr(error, "message", None) or str(error)
    lines = str(text).strip().splitlines()
    return lines[0].rstrip(" :")[:_LONGEST_DETAIL] if lines else type(error).__name__


def _verify_message(error: aiohttp.ClientConnectorCertificateError) -> str:
    return str(getattr(error.certificate_error, "verify_message", "")) or _words(error.certificate_error)
