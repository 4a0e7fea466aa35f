"""A store, a clock, the small rule pack, and a desk that checks and tells with them."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from articles import PACK
from mailserver import MailServer, mail_server

from monitor.model import Result, Source
from monitor.oneshot import check_now
from monitor.resources import lexicons, templates
from monitor.rules import Rulebook, load
from monitor.settings import Settings
from monitor.store import Store
from monitor.tell import Teller, Told


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load({"harbour.yaml": PACK}, lexicons())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "monitor.db") as opened:
        yield opened


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as server:
        yield server


class Desk:
    """One-shot checks and rounds of telling on one store."""

    def __init__(self, store: Store, rulebook: Rulebook, clock: Any, settings: Settings) -> None:
        self.store, self.rulebook, self.clock, self.settings = store, rulebook, clock, settings

    def track(self, url: str, name: str = "Coast Courier", story: str | None = "Harbour") -> Source:
        return self.store.track(Source(0, url, name, story=story), self.clock())

    def check(self) -> list[Result]:
        sources = self.store.sources()
        return asyncio.run(check_now(self.store, self.settings, self.rulebook, sources, clock=self.clock))

    def tell(self, **more: Any) -> Told:
        settings = replace(self.settings, **more)
        return asyncio.run(Teller(self.store, settings, templates(), self.clock, chance=lambda: 0.0).tell())


@pytest.fixture
def desk(store: Store, rulebook: Rulebook, clock: Any, mail: MailServer) -> Desk:
    settings = Settings(
        allow_private_hosts=True,
        per_host_delay=0.0,
        attempts=1,
        **mail.settings(mail_readers=("ann@example.org", "ben@example.org"), mail_operators=("ops@example.org",)),
    )
    return Desk(store, rulebook, clock, settings)
