"""Every setting of the program, as one frozen value; `config` fills it from file and environment."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import Literal

LogFormat = Literal["auto", "text", "json"]
Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True)
class Mail:
    """The mail server and who is written to. Without a `host` no mail is sent.

    `readers` get changes, `operators` troubles (the readers do where there are none). `give_up_after`: seconds after
    which a delivery that keeps failing is not tried again.
    """

    host: str | None
    port: int
    security: Security
    user: str | None
    password: str | None = field(repr=False)
    sender: str
    readers: tuple[str, ...]
    operators: tuple[str, ...]
    list_id: str | None
    timeout: float
    give_up_after: float

    def recipients(self, audience: str) -> tuple[str, ...]:
        """Who gets the messages for `readers` or `operators`."""
        return self.operators or self.readers if audience == "operators" else self.readers


@dataclass(frozen=True)
class Settings:
    """What can be set; docs/settings.md lists each with its meaning. Durations are in seconds, sizes in bytes."""

    store: PurePath = PurePath("snapshots/monitor.db")
    rules: PurePath | None = None
    every: str = "1h"
    contact: str | None = None
    user_agent: str | None = None
    robots: bool = True
    allow_private_hosts: bool | tuple[str, ...] = False
    ca_file: PurePath | None = None
    proxy: str | None = None
    per_host_delay: float = 1.0
    per_host_connections: int = 2
    concurrency: int = 50
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 10_000_000
    max_redirects: int = 10
    attempts: int = 3
    lease: float = 300.0
    workers: int = 0
    time_zone: str = "UTC"
    log_format: LogFormat = "auto"
    tick: float = 5.0
    tell_after: int = 3
    mail_host: str | None = None
    mail_port: int = 587
    mail_security: Security = "starttls"
    mail_user: str | None = None
    mail_password: str | None = field(default=None, repr=False)
    mail_sender: str = "monitor@localhost"
    mail_readers: tuple[str, ...] = ()
    mail_operators: tuple[str, ...] = ()
    mail_list_id: str | None = None
    mail_timeout: float = 30.0
    mail_give_up_after: float = 259_200.0

    @property
    def mail(self) -> Mail:
        """The settings named `mail_...`, as one value."""
        names = (each.name for each in fields(Mail))
        return Mail(**{name: getattr(self, f"mail_{name}") for name in names})
