"""Splits, merges, sections and what a page does not say of its change, as people read them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.diff import word_marks
from monitor.model import Outcome, OutcomeKind, Result, Source, TextDiff, TextEdit
from monitor.report import render
from monitor.report.words import counts_text

ONE = "The council met on Monday, and the mayor stayed at home."
TWO = "The council met on Monday. The mayor stayed at home."


@pytest.fixture
def result(now):
    """A change of text with every kind of rewriting."""
    edits = (
        TextEdit("edited", "paragraph", "It has 14 seats.", "It has 12 seats.", word_marks("14", "12"), "lead"),
        TextEdit("split", "paragraph", ONE, TWO, word_marks(ONE, TWO)),
        TextEdit("merged", "paragraph", TWO, ONE, word_marks(TWO, ONE)),
        TextEdit("moved_edited", "paragraph", "Rain “fell” then.", 'Rain "fell" now.', word_marks("then", "now")),
        TextEdit("added", "paragraph", new="Correction: it has 12 seats.", section="correction"),
    )
    source = Source(1, "https://colm.example/seats", "Colm")
    return Result(source, Outcome(OutcomeKind.CHANGED, from_version=3, to_version=4, text=TextDiff(edits)), now)


def shown(result, form, templates, now):
    return " ".join(render([result], form, templates=templates, now=now).split())


def test_counts(result):
    """Each kind of rewriting is counted by its name."""
    assert counts_text(result.outcome.text) == "1 sentence edited, 1 split, 1 merged, 1 moved and edited, 1 added"


@pytest.mark.parametrize("form", ["text", "html"])
def test_labels(result, form, templates, now):
    """The edit's kind and its place, the three that tell most."""
    text = shown(result, form, templates, now)
    assert all(label in text for label in ("lead edited", "split", "merged"))
    last = replace(result, outcome=replace(result.outcome, text=TextDiff(result.outcome.text.edits[-2:])))
    text = shown(last, form, templates, now)
    assert "moved and edited" in text
    assert "correction added" in text


@pytest.mark.parametrize("form", ["text", "html"])
def test_remarks(result, form, templates, now):
    """A silent edit and a reversal are said, and only then."""
    plain = shown(result, form, templates, now)
    assert "silent edit" not in plain
    assert "goes back" not in plain
    quiet = replace(result, outcome=replace(result.outcome, silent=True, reverts_to=2))
    text = shown(quiet, form, templates, now)
    assert "silent edit: the page does not say that it was changed" in text
    assert "goes back to version 2" in text
