"""Lists that a sentence announces: read with it, as the one statement that they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.facts import extract
from monitor.facts.selftest import document
from monitor.model import Value
from monitor.rules import Rulebook
from monitor.text import read

FACTS = """
  - {id: aims, title: Aims, type: list, unknown: left_out, phrases: ["aims (are|include) {list}", "(has|have) ...4 aims {list}"],
     items: {trade: [trade], safety: [safety], jobs: [jobs, work]}}
  - {id: gains, title: Gains, type: list, phrases: ["gains are {list}"]}
  - {id: berths, title: Berths, type: count, phrases: ["{count} berths"]}
  - {id: harbour, title: Harbour, type: count, phrases: ["harbour ...12 {count} berths"]}
"""


@pytest.fixture(scope="module")
def book(make: Callable[..., Rulebook]) -> Rulebook:
    return make(FACTS)


def stated(book: Rulebook, markup: str) -> dict[str, Value | None]:
    filler = "<p>The council met on Tuesday evening in the old town hall, and nobody left before midnight, it said.</p>"
    page = f"<html lang=en><body><main><article><h1>Plan</h1>{filler}{markup}{filler}</article></main></body></html>"
    document = read(page.encode())
    found = extract(document, book)
    for observation in found.values():
        if evidence := observation.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
    return {fact: observation.value for fact, observation in found.items()}


LIST = "<ul><li>more trade</li><li>greater safety</li><li>jobs for the young</li></ul>"


def test_a_list_behind_a_colon(book: Rulebook) -> None:
    """Its items are what the sentence goes on with, and the evidence holds them."""
    aims = ("jobs", "safety", "trade")
    assert stated(book, f"<p>The plan's aims are:</p>{LIST}") == {"aims": aims}
    gains = ("greater safety", "jobs for the young", "more trade")
    assert stated(book, f"<p>The gains are:</p>{LIST}") == {"gains": gains}
    assert stated(book, f"<p>It was long in the making. The plan has these aims:</p>{LIST}") == {"aims": aims}


@pytest.mark.parametrize(
    ("unknown", "text", "aims"),
    [
        ("printed", "Its aims are freer trade, quiet nights and safety.", ("quiet nights", "safety", "trade")),
        ("left_out", "Its aims are freer trade, quiet nights and safety.", ("safety", "trade")),
        ("printed", "Its aims are work, peace and order and trade.", ("trade", "work, peace and order")),
        ("printed", "Its aims are clean water and quiet nights.", ("clean water", "quiet nights")),
        ("left_out", "Its aims are clean water and quiet nights.", None),
        ("printed", "Its aims are , and safety.", ("safety",)),
        (
            "printed",
            "Its aims are (a) “quiet nights”, (b) 'clean water' and (c) trade!",
            ("clean water", "quiet nights", "trade"),
        ),
        ("printed", "Its aims are 1,000 ships, [safety, and more (of it)].", ("1,000 ships", "more (of it)", "safety")),
        ("printed", "Its aims are quiet nights. Said he: Its aims are Quiet nights.", ("quiet nights",)),
    ],
)
def test_members_that_are_not_known(
    make: Callable[..., Rulebook], unknown: str, text: str, aims: tuple[str, ...] | None
) -> None:
    """They are printed as they stand, or left out where the rule says so; what parts a known item parts no list."""
    book = make(
        f"  - {{id: aims, title: Aims, type: list, unknown: {unknown}, phrases: 'aims are {{list}}',"
        " items: {trade: [trade], safety: [safety], 'work, peace and order': ['work peace and order']}}"
    )
    seen = extract(document(text), book).get("aims")
    assert (seen.value if seen else None) == aims


def test_a_list_that_nothing_announces(book: Rulebook) -> None:
    """A full stop ends the statement, and so does anything between."""
    assert stated(book, f"<p>The plan has aims.</p>{LIST}") == {}
    assert stated(book, f"<p>The plan's aims are:</p><p>To be told in the coming week, the mayor said.</p>{LIST}") == {}


def test_items_that_are_sentences(book: Rulebook) -> None:
    """They state what they state, each for itself."""
    items = "<ul><li>The quay is built anew. It is long.</li><li>The town gets 16 berths.</li></ul>"
    assert stated(book, f"<p>What the harbour gets:</p>{items}") == {"berths": 16}
    short = "<ul><li>a new quay</li><li>16 berths</li></ul>"
    assert stated(book, f"<p>What the harbour gets:</p>{short}") == {"berths": 16, "harbour": 16}


@pytest.mark.parametrize(
    ("language", "phrase", "text", "aims"),
    [
        (
            "ja",
            "目標は{list}です",
            "目標は「静かな夜」、やさしさ、および水と空気です。",
            ("やさしさ", "水", "空気", "静かな夜"),
        ),
        ("ko", "목표는 {list}", "목표는 과학 기술, 평화와 안전 및 무역.", ("과학 기술", "무역", "안전", "평화")),
        ("zh", "目标是{list}", "目标是和平、贸易和安全。", ("和平", "安全", "贸易")),
        ("fr", "buts sont {list}", "Ses buts sont « la paix », l'ordre et l’eau.", ("l'eau", "l'ordre", "la paix")),
    ],
)
def test_members_in_other_writings(
    make: Callable[..., Rulebook], language: str, phrase: str, text: str, aims: tuple[str, ...]
) -> None:
    """A character that joins members parts no word that begins with it; quotes are no part of a member."""
    book = make(f"  - {{id: aims, title: Aims, type: list, phrases: '{phrase}'}}", f"languages: [{language}]")
    assert extract(document(text, language=language), book)["aims"].value == aims
