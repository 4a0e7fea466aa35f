"""Golden pages: each case of tests/pages is read as its expected.json says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.text import read

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(path.parent.name for path in PAGES.glob("*/page.html"))


@pytest.mark.parametrize("case", CASES)
def test_golden_page(case):
    """Title, blocks with their kinds, metadata and readability are what a reader of the page would say."""
    expected = json.loads((PAGES / case / "expected.json").read_text("utf-8"))
    body = (PAGES / case / "page.html").read_bytes()
    document = read(body, content_type=expected.pop("content_type", None), url="https://news.example/a")
    assert document.unreadable == expected.pop("unreadable", None), document.why
    assert bool(document.why) == (document.unreadable is not None)
    if blocks := expected.pop("blocks", None):
        assert [[b.kind, document.text[b.start : b.end]] for b in document.blocks] == blocks
    if sentences := expected.pop("sentences", None):
        assert len(document.sentences) == sentences
    assert expected.pop("contains", "") in document.text
    for key, value in expected.items():
        assert getattr(document, key) == value, key


def test_there_are_enough_cases():
    """The golden pages are there at all."""
    assert len(CASES) >= 25
