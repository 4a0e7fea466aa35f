"""A real store in a file, and short ways to make what goes into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.model import (
    Capture,
    Document,
    Evidence,
    FactChange,
    Failure,
    Finding,
    Observation,
    Outcome,
    OutcomeKind,
    Result,
    Source,
    TextDiff,
    TextEdit,
    Value,
    WordMark,
)
from monitor.store import Claim, Store

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "monitor.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, timeout=5) as opened:
        yield opened


def seen(value: Value, fact: str = "berths", pack: str = "harbour") -> Observation:
    """A found observation with evidence in a sentence."""
    sentence = f"The harbour has {value} berths."
    return Observation(
        fact, "found", f"{pack}/{fact}", "sha256:rule", value=value, qualifier="exact", modality="asserted",
        evidence=Evidence("text", str(value), 16, 16 + len(str(value)), sentence),
    )  # fmt: skip


def edited(old: str, new: str) -> TextDiff:
    """One edited sentence."""
    return TextDiff((TextEdit("edited", "paragraph", old, new, (WordMark("removed", old), WordMark("added", new))),))


@dataclass
class Desk:
    """Checks sources in a store as the line does, with answers that the test gives; an hour passes at each check."""

    store: Store
    now: datetime = START
    found: dict[int, int] = field(default_factory=dict)

    def track(self, name: str = "gazette", **more: Any) -> Source:
        return self.store.track(Source(0, more.pop("url", f"https://{name}.example/1"), name, **more), self.now)

    def claim(self, source: Source, lease: timedelta = HOUR) -> Claim:
        (claim,) = self.store.claim(self.now, 1, lease, only=[source.id])
        return claim

    def capture(self, source: Source, body: bytes = b"", status: int = 200, **headers: str) -> Capture:
        pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        return Capture(source.url, source.url + "/end", status, pairs, body, self.now, self.now + timedelta(seconds=1))

    def commit(self, claim: Claim, reply: Capture | Failure, finding: Finding, **more: Any) -> Result:
        result = self.store.commit(claim, reply, finding, self.now, self.now + HOUR, **{"reading_key": "k1", **more})
        self.now += HOUR
        return result

    def read(self, source: Source, body: bytes, *changes: FactChange, **more: Any) -> Result:
        """A readable answer that becomes a version: the first, or one with these changes."""
        claim = self.claim(source)
        document = more.pop("document", Document(text=body.decode("latin-1"), title=f"Title {body[:9]!r}"))
        kind = OutcomeKind.CHANGED if claim.latest else OutcomeKind.FIRST
        text = more.pop("text", TextDiff())
        outcome = Outcome(kind, None, claim.latest, (claim.latest or 0) + 1, source.url, changes, text)
        reply = self.capture(source, body, **more.pop("headers", {}))
        return self.commit(claim, reply, Finding(outcome, document, more.pop("facts", {})), **more)

    def unchanged(self, source: Source, body: bytes = b"", status: int = 304, **headers: str) -> Result:
        claim = self.claim(source)
        document = None if status == 304 else Document(text="noise " + body.decode())
        outcome = Outcome(OutcomeKind.UNCHANGED, None, claim.latest, claim.latest)
        return self.commit(claim, self.capture(source, body, status, **headers), Finding(outcome, document))

    def trouble(self, source: Source, kind: OutcomeKind, body: bytes = b"", status: int = 200) -> Result:
        claim = self.claim(source)
        outcome = Outcome(kind, "what exactly", claim.latest, None, source.url)
        return self.commit(claim, self.capture(source, body, status, etag='"trouble"'), Finding(outcome))

    def fail(self, source: Source, reason: Any = "dns", **more: Any) -> Result:
        claim = self.claim(source)
        until = self.now + 2 * HOUR if reason == "retry_later" else None
        outcome = Outcome(OutcomeKind.FAILED, "no such host", claim.latest, None, None, not_before=until)
        return self.commit(claim, Failure(source.url, reason, "no such host", self.now), Finding(outcome), **more)

    def query(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """A look into the file, for what no verb tells."""
        return [tuple(row) for row in self.store._rows(sql, params)]

    seen = staticmethod(seen)
    edited = staticmethod(edited)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)
