"""Mail goes to a real SMTP server over TLS with a login; what the server refuses comes back in words."""

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from mailserver import MailServer, mail_server

from monitor.errors import ConfigError
from monitor.model import Delivery, Message
from monitor.notify import Mailer, MailError
from monitor.notify.mail import as_email
from monitor.settings import Settings

NOW = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)
MESSAGE = Message(
    id="abc@desk.example",
    audience="readers",
    subject="NATO-Japan: 2 facts changed (Däily Sun)",
    text="Areas of cooperation: about 15 -> 16\n約15\n",
    html="<p>about 15 &rarr; 16</p>",
    created_at=NOW,
    source_id=1,
    references=("first@desk.example", "before@desk.example"),
)


def send(server: MailServer, recipient: str = "desk@example.org", **more: Any) -> None:
    settings = Settings(**server.settings(**more))
    asyncio.run(Mailer(settings.mail, settings.ca_file).send(Delivery(1, MESSAGE, recipient, "token", 0, NOW)))


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_message_arrives_whole(tmp_path: Path, security: str) -> None:
    """Both parts, in its thread, marked as a program's, with the id that was given."""
    with mail_server(tmp_path, security) as server:
        send(server)
    [(recipient, mail)] = server.box.taken
    assert (recipient, mail["To"]) == ("desk@example.org", "desk@example.org")
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Message-ID"] == "<abc@desk.example>"
    assert mail["In-Reply-To"] == "<before@desk.example>"
    assert mail["References"].split() == ["<first@desk.example>", "<before@desk.example>"]
    assert mail["List-Id"] == "<monitor.desk.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "約15" in text.get_content()


@pytest.mark.parametrize(
    ("more", "words", "permanent"),
    [
        ({"mail_password": "wrong"}, "login was refused", False),
        ({"ca_file": None}, "certificate", False),
        ({"mail_port": 1}, "localhost:1", False),
        ({"mail_password": "g\u00e4nse"}, "can't be sent", False),
        ({"mail_security": "tls"}, "localhost", False),
    ],
)
def test_what_the_server_will_not_do_is_told_in_words(
    tmp_path: Path, more: dict[str, Any], words: str, permanent: bool
) -> None:
    """Login, certificate, nobody there, the wrong kind of TLS: each names the server, none gives a secret away."""
    with mail_server(tmp_path) as server, pytest.raises(MailError, match=words) as caught:
        send(server, **more)
    assert caught.value.permanent is permanent
    assert "s3cret" not in str(caught.value)
    assert server.box.taken == []


@pytest.mark.parametrize(("answer", "permanent"), [("550 no such user", True), ("450 try later", False)])
def test_a_recipient_may_be_refused_for_now_or_for_good(tmp_path: Path, answer: str, permanent: bool) -> None:
    """5xx is final, 4xx is not (RFC 5321, 4.2.1)."""
    with mail_server(tmp_path) as server:
        server.box.refuse["desk@example.org"] = answer
        with pytest.raises(MailError, match=answer[4:]) as caught:
            send(server)
    assert caught.value.permanent is permanent


def test_a_silent_server_does_not_hold_us_up(tmp_path: Path) -> None:
    """The time limit counts for every answer."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = Settings(mail_host="127.0.0.1", mail_port=silent.getsockname()[1], mail_timeout=0.3)
        with pytest.raises(MailError, match="timed out"):
            asyncio.run(Mailer(settings.mail).send(Delivery(1, MESSAGE, "a@example.org", "t", 0, NOW)))


def test_a_line_break_can_not_make_a_header() -> None:
    """A source's name that holds a line break ends up in no header of its own."""
    settings = Settings(mail_host="x", mail_sender="monitor@desk.example")
    hostile = replace(MESSAGE, subject="a\nBcc: x@example.org")
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        as_email(hostile, settings.mail, "desk@example.org")


def test_a_certificate_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As a fault of the settings, with the file's name."""
    with pytest.raises(ConfigError, match=r"no-such\.pem"):
        Mailer(Settings(mail_host="localhost").mail, tmp_path / "no-such.pem")
