"""A real SMTP server on loopback, with TLS and login, that can be told to refuse and to go away."""

from __future__ import annotations

import email
import email.policy
import gc
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "monitor", "s3cret-words"


class Mailbox:
    """What the server took, a list of (recipient, message); `refuse` maps a recipient to the answer it gets."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.answer = "250 taken"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.taken += [(recipient, cast(EmailMessage, parsed)) for recipient in envelope.rcpt_tos]
        return self.answer

    def ids(self, recipient: str) -> list[str]:
        """The Message-IDs that this recipient got, in order."""
        return [str(message["Message-ID"]) for address, message in self.taken if address == recipient]


class MailServer:
    """Starts and stops on one port, so that it can go away for a while; `ca_file` is what clients must trust."""

    def __init__(self, folder: Path, security: str) -> None:
        authority = trustme.CA()
        self.ca_file = folder / "mail-ca.pem"
        authority.cert_pem.write_to_path(self.ca_file)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(self.context)
        self.security = security
        self.box = Mailbox()
        with socket.socket() as probe:  # the controller needs to know its port before it starts
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller: Controller | None = None

    def start(self) -> None:
        def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
            good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
            return AuthResult(success=good, handled=good)

        secured: dict[str, Any] = {
            "starttls": {"tls_context": self.context, "require_starttls": True},
            "tls": {"ssl_context": self.context, "auth_require_tls": False},
            "none": {"auth_require_tls": False},
        }[self.security]
        self._controller = Controller(
            self.box,
            hostname="127.0.0.1",
            port=self.port,
            authenticator=authenticate,
            auth_required=True,
            **secured,
        )
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None
            # It leaves the transports of clients that were cut off to the collector, which would warn in another test.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                gc.collect()

    def settings(self, **more: Any) -> dict[str, Any]:
        """The program's settings for this server."""
        return {
            "mail_host": "localhost",
            "mail_port": self.port,
            "mail_security": self.security,
            "mail_user": USER,
            "mail_password": PASSWORD,
            "mail_sender": "Fact monitor <monitor@desk.example>",
            "mail_timeout": 5.0,
            "ca_file": self.ca_file,
            **more,
        }


@contextmanager
def mail_server(folder: Path, security: str = "starttls") -> Iterator[MailServer]:
    server = MailServer(folder, security)
    server.start()
    try:
        yield server
    finally:
        server.stop()
