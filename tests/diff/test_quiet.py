"""Sections of an article, notes of correction, silent changes and reversals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.diff import diff_text, reverts_to, same_text, silent, text_digest
from monitor.model import Earlier, FactChange, Observation
from monitor.text.notices import is_note

NOTE = "Correction: the council has 12 seats, not 14."
LEAD = "The council of Colm has 14 seats."
BODY = "A ferry carries the delegates home at noon."


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        "Correction (12 July): the council has 12 seats.",
        "UPDATE",
        "Updated 12 July 2026, 14:05",
        "Updated on July 12",
        "Editor\u2019s note: the name was misspelt.",
        "*This article was amended on 3 May 2026.",
        "(Corrects spelling of name in paragraph 3)",
        "Korrektur: Der Rat hat zw\u00f6lf Sitze.",
        "In einer fr\u00fcheren Version hie\u00df es anders.",
        "Mise \u00e0 jour : le conseil a douze si\u00e8ges.",
        "Nota del editor: el nombre estaba mal escrito.",
        "\u0418\u0441\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u0438\u0435: \u0432 \u0441\u043e\u0432\u0435\u0442\u0435 12 \u043c\u0435\u0441\u0442.",
        "訂正：議席は12です。",
        "【訂正】",
        "更正：议会有十二个席位。",
        "정정: 의석은 12석입니다.",
    ],
)
def test_notes(text):
    """Labels and sayings of corrections and updates, in several languages."""
    assert is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "Update of the law stalls in parliament.",
        "Update to the 2026 budget was passed.",
        "Updated plans for the harbour were shown.",
        "Corrections officers went on strike.",
        "Corrected for inflation, prices rose.",
        "The council corrected its figures.",
        "Pr\u00e9cision du tir",
        "Aktualisierung der Liste geplant",
        "更新された計画は16の分野を含む。",
        "修正案が可決された。",
        "수정안이 통과됐다.",
        "",
    ],
)
def test_news_is_no_note(text):
    """The same words in news are news."""
    assert not is_note(text)


def sections(old, new):
    return [edit.section for edit in diff_text(old, new).edits]


def test_sections(doc):
    """Headline, lead, body, list, table and correction, each by its place or kind; a dateline is no lead."""
    old = [
        ("heading", "Seats 14"),
        "By Ann Holm",
        LEAD,
        BODY + " 14 of them.",
        ("heading", "Background 14"),
        ("item", "Item 14"),
        ("row", "Row | 14"),
        "Correction: it has 14 seats.",
    ]
    new = [
        (part[0], part[1].replace("14", "12")) if isinstance(part, tuple) else part.replace("14", "12") for part in old
    ]
    before, after = doc(*old, title="Title 14"), doc(*new, title="Title 12")
    assert sections(before, after) == ["headline", "headline", "lead", "body", "body", "list", "table", "correction"]
    assert sections(doc(LEAD, BODY), doc(LEAD, f"{BODY} {NOTE}")) == ["correction"]
    assert sections(doc(LEAD, BODY, NOTE), doc(LEAD, BODY)) == ["correction"]


def is_silent(old, new, changes=()):
    return silent(old, new, diff_text(old, new), changes)


def test_silent(doc):
    """A change of body or facts is silent unless a note is new or edited, or the page's date moved."""
    old, new = doc(LEAD, BODY), doc(LEAD.replace("14", "12"), BODY)
    assert is_silent(old, new)
    assert is_silent(replace(old, modified="2026-05-01"), replace(new, modified="2026-05-01"))
    assert not is_silent(replace(old, modified="2026-05-01"), replace(new, modified="2026-05-02"))
    assert not is_silent(old, replace(new, modified="2026-05-02"))
    assert not is_silent(old, doc(LEAD.replace("14", "12"), BODY, NOTE))
    assert not is_silent(doc(LEAD, BODY, "Update: 2 pm"), doc(LEAD.replace("14", "12"), BODY, "Update: 3 pm"))
    assert is_silent(doc(LEAD, BODY, NOTE), doc(LEAD.replace("14", "12"), BODY, NOTE))


def test_a_note_that_is_not_compared(doc):
    """A stamp that the comparison leaves out still tells the reader."""
    old, new = doc(LEAD, "Updated 12 May, 2 pm"), doc(LEAD.replace("14", "12"), "Updated 12 May, 3 pm")
    old, new = (replace(side, compared=(side.compared[0], "")) for side in (old, new))
    assert len(diff_text(old, new).edits) == 1
    assert not is_silent(old, new)


def test_headline_alone_is_not_silent(doc):
    """Another headline over the same text is no silent edit, unless a fact changed with it."""
    old, new = doc(BODY, title="Colm has 14 seats"), doc(BODY, title="Colm has 12 seats")
    assert not is_silent(old, new)
    assert is_silent(old, new, [change(14, 12)])
    assert not is_silent(old, old)


def found(value):
    return None if value is None else Observation("seats", "found", "p/seats", "d", value)


def change(old, new):
    return FactChange("seats", "Seats", "revised", found(old), found(new))


def test_text_digest(doc):
    """Equal exactly where the compared text is: typography and cuts do not show, a word and the title do."""
    old = doc(f"{LEAD} {BODY}", title="T")
    for other in (old, doc(LEAD, BODY, title="T"), doc(LEAD, BODY), doc(LEAD, BODY.replace("noon", "dusk"), title="T")):
        assert (text_digest(old) == text_digest(other)) == same_text(old, other)


def test_reverts_to_a_text():
    """The nearest version with the new text counts, never the last one."""
    earlier = [Earlier(4, "d"), Earlier(3, "b"), Earlier(2, "b"), Earlier(1, "a")]
    assert reverts_to("b", (), earlier) == 3
    assert reverts_to("a", (), earlier) == 1
    assert reverts_to("d", (), earlier) is None
    assert reverts_to("x", (), earlier) is None
    assert reverts_to("x", (), []) is None


def test_reverts_to_values():
    """The nearest version in which all changed facts had their new values; facts that appeared and went count too."""
    earlier = [Earlier(3, "c", (change(14, 12),)), Earlier(2, None, (change(None, 14),)), Earlier(1, "a")]
    assert reverts_to("x", [change(12, 14)], earlier) == 2
    assert reverts_to("x", [change(12, None)], earlier) == 1
    assert reverts_to("x", [change(12, 13)], earlier) is None
    other = FactChange("place", "Place", "revised", found("Colm"), found("Orsk"))
    assert reverts_to("x", [change(12, 14), other], earlier) is None
    vague = replace(found(14), state="ambiguous", value=None)
    unclear = [Earlier(2, "b", (FactChange("seats", "Seats", "revised", vague, found(12)),)), Earlier(1, "a")]
    assert reverts_to("x", [change(12, 14)], unclear) is None
