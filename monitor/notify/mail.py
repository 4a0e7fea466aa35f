"""Mail by SMTP: one delivery at a time, in a thread, over TLS unless the settings say otherwise."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import PurePath

from monitor.errors import ConfigError
from monitor.model import Delivery, Message
from monitor.settings import Mail


class MailError(Exception):
    """The server did not take a delivery; `permanent` means that trying again can't help, `away` that there is no
    server to try another delivery with."""

    def __init__(self, words: str, *, permanent: bool = False, away: bool = False) -> None:
        super().__init__(words)
        self.permanent = permanent
        self.away = away


class Mailer:
    """Sends deliveries through one server."""

    def __init__(self, mail: Mail, ca_file: PurePath | None = None) -> None:
        self.mail = mail
        self._context = ssl.create_default_context()
        if ca_file is not None:
            try:
                self._context.load_verify_locations(str(ca_file))
            except OSError as error:  # an SSLError too, if it holds no certificate
                raise ConfigError(f"ca_file {ca_file}: can't be read: {error.strerror or error}") from None

    async def send(self, delivery: Delivery) -> None:
        """Hands one delivery to the server. Raises MailError, which says what the server said."""
        await asyncio.to_thread(self._send, delivery)

    def _send(self, delivery: Delivery) -> None:
        mail = self.mail
        assert mail.host is not None
        where = f"{mail.host}:{mail.port}"
        try:
            email = as_email(delivery.message, mail, delivery.recipient)
        except (ValueError, LookupError, MessageError) as error:  # what `email` raises for an address that is none
            raise MailError(f"the message can't be put as mail: {error}", permanent=True) from error
        try:
            with self._connect(mail.host) as server:
                if mail.security == "starttls":
                    server.starttls(context=self._context)
                if mail.user is not None:
                    server.login(mail.user, mail.password or "")
                server.send_message(email)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise MailError(f"{where}: {code} {_words(words)}", permanent=500 <= code < 600) from error
        except smtplib.SMTPAuthenticationError as error:
            raise MailError(f"{where}: the login was refused ({error.smtp_code})", away=True) from error
        except smtplib.SMTPResponseException as error:
            raise MailError(f"{where}: {error.smtp_code} {_words(error.smtp_error)}") from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailError(f"{where}: {error}; set mail.security to what the server offers") from error
        except UnicodeError as error:
            raise MailError(
                f"{where}: the server's name, user or password holds characters that can't be sent"
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(f"{where}: {error or type(error).__name__}", away=isinstance(error, OSError)) from error

    def _connect(self, host: str) -> smtplib.SMTP:
        if self.mail.security == "tls":
            return smtplib.SMTP_SSL(host, self.mail.port, timeout=self.mail.timeout, context=self._context)
        return smtplib.SMTP(host, self.mail.port, timeout=self.mail.timeout)


def as_email(message: Message, mail: Mail, recipient: str) -> EmailMessage:
    """The message as RFC 5322 has it: text and HTML part, in its thread, marked as sent by a program (RFC 3834)."""
    email = EmailMessage(policy=SMTP)
    email["From"] = _address(mail.sender)
    email["To"] = _address(recipient)
    email["Subject"] = message.subject
    email["Date"] = format_datetime(message.created_at)
    email["Message-ID"] = f"<{message.id}>"
    if message.references:
        email["In-Reply-To"] = f"<{message.references[-1]}>"
        email["References"] = " ".join(f"<{reference}>" for reference in message.references)
    email["List-Id"] = f"<{mail.list_id or 'monitor.' + domain(mail)}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    email.add_alternative(message.html, subtype="html")
    return email


def domain(mail: Mail) -> str:
    """The sender's domain: what stands behind the `@` of message ids."""
    return parseaddr(mail.sender)[1].rpartition("@")[2] or "localhost"


def _address(text: str) -> Address:
    name, spec = parseaddr(text)
    return Address(display_name=name, addr_spec=spec)


def _words(error: bytes | str) -> str:
    return error.decode("utf-8", "replace") if isinstance(error, bytes) else error
