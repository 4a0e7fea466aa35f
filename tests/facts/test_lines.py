"""Lines that are a label with its value: what boxes, lists and tables of a page state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import RuleError
from monitor.facts import extract
from monitor.facts.explain import explain
from monitor.facts.lines import ITEMS, LABEL, VALUE, labelled_lines
from monitor.facts.selftest import document
from monitor.model import Value
from monitor.rules import Rulebook
from monitor.text import read

FACTS = """
  - {id: berths, title: Berths, type: count, subject: town,
     phrases: ["[number of] berths [for (yachts|boats)]: [now] {count}", "with {count} berths", "yards ...4 {count} cranes"]}
  - {id: term, title: Term, type: period, phrases: "(term|lease): ...4 {period}"}
  - {id: opened, title: Opened, type: date, phrases: "opened: ...3 {date}", near: {sentence: [opened]}}
  - {id: aims, title: Aims, type: list, unknown: left_out, phrases: "aims: {list}", items: {trade: [trade], safety: [safety]}}
  - {id: pier, title: Pier, type: status, values: {closed: "[old] pier: ...2 closed", open: "[old] pier: ...2 open"}}
"""
SUBJECTS = "subjects: {town: {own: [Hemburg], other: [Norrvik]}}"
FILLER = (
    "<p>The council of Hemburg met on Tuesday evening in the old hall, and nobody left before midnight, it said.</p>"
)


@pytest.fixture(scope="module")
def book(make: Callable[..., Rulebook]) -> Rulebook:
    return make(FACTS, SUBJECTS)


def stated(book: Rulebook, markup: str) -> dict[str, Value | None]:
    page = f"<html lang=en><body><main><article><h1>Plan</h1>{FILLER}{markup}{FILLER}</article></main></body></html>"
    read_page = read(page.encode())
    found = extract(read_page, book)
    for observation in found.values():
        if evidence := observation.evidence:
            assert read_page.text[evidence.start : evidence.end] == evidence.quote
    return {fact: observation.value for fact, observation in found.items()}


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Number of berths: 16</p>",
        "<p>Berths – now 16 in all</p>",
        "<ul><li>Lease: ten years</li><li><b>Berths:</b> 16 (nine until May)</li></ul>",
        "<table><tr><th>Town</th><td>Hemburg</td></tr><tr><th>Berths</th><td>16</td></tr></table>",
        "<table><tr><td>Berths:</td><td>16</td></tr><tr><td>Boats</td><td>40</td></tr></table>",
        "<dl><dt>Town</dt><dd>Hemburg</dd><dt>Berths for boats</dt><dd>16</dd></dl>",
        "<h3>Number of berths</h3><p>16</p>",
        "<p>Mayor: A. Lund; berths: 16; boats: 40</p>",
        "<pre>Mayor: A. Lund\nBerths: 16\nBoats: 40</pre>",
    ],
)
def test_ways_to_print_a_value_with_its_label(book: Rulebook, markup: str) -> None:
    """A line, a row of two cells, a term with its definition, a heading with a number: one phrase reads them all."""
    assert stated(book, markup).get("berths") == 16


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Number of berths for ferries: 16</p>",
        "<p>The new berths: 16 boats came on the first day</p>",
        "<p>Berths: few, for 16 boats</p>",
        "<p>There are new berths. 16 boats came.</p>",
        "<p>Berths.</p><p>16 boats came.</p>",
        "<table><tr><th>Berths</th><td>9</td><td>16</td></tr></table>",
        "<h3>Norrvik</h3><p>Berths: 16</p>",
        "<blockquote><p>Berths: 16</p></blockquote>",
        "<p>Berths</p><h3>16</h3>",
        "<p>Correction: an earlier version of this article gave a wrong number of berths.</p>".replace(
            "berths.", "berths; Berths: 16."
        ),
    ],
)
def test_what_is_no_label_with_its_value(book: Rulebook, markup: str) -> None:
    """The whole label must be the rule's, the value begin with what is looked for, and the subject be the own one."""
    assert "berths" not in stated(book, markup)


def test_values_of_every_type(book: Rulebook) -> None:
    """Periods and days may stand behind some words, lists run over the items below, a status needs no slot."""
    assert stated(book, "<p>Term: runs until 2026</p>")["term"] is not None
    assert stated(book, "<ul><li>Pier: old</li><li>Opened: Hemburg, 12 July 2023</li></ul>")["opened"] == "2023-07-12"
    assert stated(book, "<h3>Aims</h3><ul><li>more trade</li><li>safety</li></ul>")["aims"] == ("safety", "trade")
    items = "".join(f"<li>{'more ' * 20}{aim}</li>" for aim in ("bread", "trade", "safety"))
    assert stated(book, f"<h3>Aims</h3><ul>{items}</ul>")["aims"] == ("safety", "trade")
    for behind in (f"<li>{'words ' * 40}safety</li>", "<li>more bread</li>" * ITEMS + "<li>safety</li>"):
        assert stated(book, f"<h3>Aims</h3><ul><li>trade</li>{behind}</ul>")["aims"] == ("trade",)
    assert stated(book, "<dl><dt>Aims</dt><dd>trade</dd><dt>safety</dt><dd>none</dd></dl>")["aims"] == ("trade",)
    assert stated(book, "<table><tr><td>Old pier</td><td>still closed</td></tr></table>") == {"pier": "closed"}


def test_a_label_is_no_prose(book: Rulebook) -> None:
    """Phrases without a label do not read lines once more, nor those with one sentences."""
    assert stated(book, "<p>A harbour with 16 berths</p>") == {"berths": 16}
    assert stated(book, "<p>The harbour has many berths 16 of which are new</p>") == {}
    assert stated(book, "<h3>Yards</h3><p>The 16 cranes</p>") == {}
    told = explain(document("Hemburg has a harbour with 16 berths.", None, None, "en"), book, "berths")
    assert [attempt.phrase for attempt in told.attempts] == ["with {count} berths"]


def test_an_explanation_shows_the_line(book: Rulebook) -> None:
    """With what was matched of it, label and value."""
    told = explain(document("Berths | 16\n\nBerths\n\n16", None, None, "en"), book, "berths")
    won = [attempt.quote for attempt in told.attempts if attempt.verdict in ("won", "agrees")]
    assert won == ["Berths | 16", "Berths\n\n16"]


def test_a_line_beside_the_article(make: Callable[..., Rulebook]) -> None:
    """With the scope `page`, boxes that do not belong to the article count too."""
    fact = '  - {id: berths, title: B, type: count, scope: [page], phrases: ["berths: {count}"]}'
    page = (
        f"<html lang=en><body><main><article><h1>Plan</h1>{FILLER * 4}</article></main>"
        "<aside><div>Berths</div><div>16</div></aside></body></html>"
    )
    found = extract(read(page.encode(), whole=True), make(fact))
    assert found["berths"].value == 16


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("berths:", "stands between label and value"),
        (": {count}", "stands between label and value"),
        ("(berths: {count}|x)", "stands between label and value"),
        ("berths: boats: {count}", "stands between label and value"),
        ("^berths: {count}", "a phrase with `\\^` or `\\$` has no label"),
        ("[berths]: {count}", "could match nothing"),
    ],
)
def test_faults_of_labels(make: Callable[..., Rulebook], phrase: str, message: str) -> None:
    """One colon, between two parts that must be there, outside all brackets."""
    with pytest.raises(RuleError, match=message):
        make(f'  - {{id: berths, title: B, type: count, phrases: ["{phrase}"]}}')


def test_labels_stand_where_facts_are_stated(make: Callable[..., Rulebook]) -> None:
    """Conditions and lexicons look for words, not for lines."""
    fact = '  - {id: berths, title: B, type: count, phrases: ["{count} berths"], near: ["town: Hemburg"]}'
    with pytest.raises(RuleError, match="stands under `phrases` or `values`"):
        make(fact)
    with pytest.raises(RuleError, match="a lexicon's entry has no label"):
        make(FACTS, SUBJECTS + '\nlexicons: {town: ["town: Hemburg"]}')


KINDS = st.sampled_from(["paragraph", "item", "row", "heading", "quote"])
PIECES = st.sampled_from(["berths", "16", ":", ": ", " | ", " – ", "\n", "; ", ".", " ", "：", "a " * 40])


@given(st.lists(st.tuples(st.lists(PIECES, min_size=1, max_size=8).map("".join), KINDS), max_size=6))
def test_lines_lie_in_the_text(parts: list[tuple[str, str]]) -> None:
    """Whatever the blocks are: a label, what parts it from its value, the value, one behind the other, each short."""
    blocks, text = [], ""
    for said, kind in parts:
        blocks.append((len(text), len(text) + len(said), kind))
        text += said + "\n\n"
    for number, (start, (low, high), end) in labelled_lines(text, blocks):
        assert blocks[number][0] <= start < low < high < end <= len(text)
        assert low - start <= LABEL
        assert end - high <= (VALUE + len("\n\n")) * ITEMS
