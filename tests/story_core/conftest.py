"""Short ways to make sources of a story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.model import Observation, Sketch, Telling, Version
from monitor.story import dated

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def telling() -> Callable[..., Telling]:
    """Makes a source: `telling("a", {"n": say(15)}, published="2026-02-03")`."""
    ids = iter(range(1, 1000))

    def make(
        name: str,
        facts: Mapping[str, Observation],
        published: str | None = None,
        sketch: Sketch | None = None,
        url: str | None = None,
        **more: Any,
    ) -> Telling:
        version = Version(1, NOW, f"Title of {name}", published, None, "en")
        address = url or f"https://{name.replace(' ', '-')}.example/1"
        return Telling(next(ids), name, address, version, facts, dated(version), sketch=sketch, **more)

    return make
