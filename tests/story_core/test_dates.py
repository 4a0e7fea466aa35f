"""When a source stated something, as far as its page can be believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.model import Version
from monitor.story import dated

FETCHED = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "basis"),
    [
        ("2026-11-22", "published"),
        ("2026-11", "published"),
        ("2026-11-23T07:00:00+13:00", "published"),
        ("2026-11-24", "first_seen"),
        ("9999-12-31", "first_seen"),
        (None, "first_seen"),
    ],
)
def test_a_page_is_not_published_after_it_was_fetched(published: str | None, basis: str) -> None:
    """Else a slip in its date makes it the latest word of its story for ever; tomorrow has begun somewhere."""
    assert dated(Version(1, FETCHED, "Title", published, None, "en")).basis == basis
