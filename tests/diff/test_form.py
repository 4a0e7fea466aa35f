"""Blocks in another form are no edits: typed numbers of lists, capitals, tables that become lists."""

from __future__ import annotations

import pytest

from monitor.diff import diff_text, same_text
from monitor.model import Document
from monitor.text import read

REST = "<p>Whoever moors here pays the fee of the harbour on the day of arrival, and shows the receipt when asked.</p>"


def doc(inside: str) -> Document:
    return read(f"<article><h1>Berths</h1>{REST}{inside}{REST.replace('moors', 'stays')}</article>".encode())


SAME = {
    "letters typed": (
        "<p>a) Boats of members.</p><p>b) Boats of guests.</p>",
        "<ol><li>Boats of members.</li><li>Boats of guests.</li></ol>",
    ),
    "numbers typed": ("<h2>1. Fees</h2><p>2.1. Forty crowns.</p>", "<h2>Fees</h2><p>Forty crowns.</p>"),
    "bullets typed": ("<p>\u2022 Boats of members.</p>", "<ul><li>Boats of members.</li></ul>"),
    "capitals": ("<h2>SECTION TWO. FEES</h2>", "<h2>Section two. Fees</h2>"),
    "a table as a list": (
        "<table><tr><th>Boat</th><th>Fee</th></tr><tr><td>Member</td><td>25</td></tr></table>",
        "<dl><dt>Boat</dt><dd>Fee</dd><dt>Member</dt><dd>25</dd></dl>",
    ),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_another_form_is_no_edit(one: str, other: str) -> None:
    """In both directions; and what else was edited is told alone."""
    assert same_text(doc(one), doc(other))
    assert same_text(doc(other), doc(one))
    assert not diff_text(doc(one), doc(other))
    edits = diff_text(doc(one), doc(other + "<p>Nobody moors here at night.</p>")).edits
    assert [edit.new for edit in edits] == ["Nobody moors here at night."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a) Boats of members.</p>", "<p>b) Boats of members.</p>"),
        ("<p>1. Boats of members.</p>", "<p>2. Boats of members.</p>"),
        ("<p>1.5 million crowns.</p>", "<p>5 million crowns.</p>"),
        ("<p>A. Lee has left the board.</p>", "<p>Lee has left the board.</p>"),
        ("<p>The us will pay.</p>", "<p>The US will pay.</p>"),
        ("<ul><li>a) Boats.</li></ul>", "<ul><li>Ships.</li></ul>"),
        (
            "<table><tr><td>1</td><td>23</td></tr><tr><td>Boats</td><td>4</td></tr></table>",
            "<dl><dt>12</dt><dd>3</dd><dt>Boats</dt><dd>4</dd></dl>",
        ),
        (
            "<table><tr><td>Boats</td><td>23</td></tr><tr><td>Ships</td><td>4</td></tr></table>",
            "<table><tr><td>Boats</td><td>24</td></tr><tr><td>Ships</td><td>4</td></tr></table>",
        ),
    ],
)
def test_another_number_is(one: str, other: str) -> None:
    """An entry that is numbered otherwise, a number that looks like one of a list, an initial, a cell."""
    assert not same_text(doc(one), doc(other))
    assert not same_text(doc(other), doc(one))
