"""Words for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from monitor.errors import ConfigError
from monitor.model import Evidence, FactChange, Observation, Period, TextDiff, TextEdit, WordMark
from monitor.report import change_text, value_text
from monitor.report.words import clipped, counts_text, duration_text, evidence_marks, stated_date, zone_of


def obs(value=None, **more):
    given = {"fact": "f", "state": "found", "rule": "p/f", "rule_digest": "d", "value": value}
    return Observation(**(given | more))


@pytest.mark.parametrize(
    ("observation", "text"),
    [
        (None, "not stated"),
        (obs(15, qualifier="about"), "about 15"),
        (obs(12, qualifier="more_than"), "more than 12"),
        (obs(12, qualifier="at_most"), "at most 12"),
        (obs(16, qualifier="exact"), "16"),
        (obs(16, qualifier="about", attribution="the mayor"), "about 16, according to the mayor"),
        (obs(0), "0"),
        (obs(2.5), "2.5"),
        (obs(True), "yes"),
        (obs(False), "no"),
        (obs("on_hold"), "on hold"),
        (obs("dropped", modality="hedged"), "dropped (hedged)"),
        (obs("planned", modality="planned"), "planned"),
        (obs(16, modality="planned"), "16 (planned)"),
        (obs(("China", "France")), "China, France"),
        (obs(Period(4, 2023, 2026)), "2023-2026 (4 years)"),
        (obs(Period(start=2023, end=2026)), "2023-2026"),
        (obs(Period(duration=1)), "1 year"),
        (obs(Period(end=2026)), "until 2026"),
        (obs(Period(4, 2023)), "from 2023 (4 years)"),
        (obs("2023-07-12"), "12 July 2023"),
        (obs("07-12"), "12 July"),
        (obs("07-11/07-12"), "11-12 July"),
        (obs("2023-07-11/2023-07-12"), "11-12 July 2023"),
        (obs("2023-06-30/2023-07-02"), "30 June - 2 July 2023"),
        (obs("2023-12-31/2024-01-01"), "31 December 2023 - 1 January 2024"),
        (obs("2023-07"), "2023-07"),
        (obs("13-45"), "13-45"),
        (obs(state="ambiguous", values=(15, 16)), "15 or 16 (ambiguous)"),
        (obs(state="error"), "not readable (the rule could not finish)"),
    ],
)
def test_values(observation, text):
    """Only what is printed is said, in the words that people use."""
    assert value_text(observation) == text


def test_changes():
    """A change is one line; whose words they are is said where nothing else differs."""
    old, new = obs(15, qualifier="about"), obs(16)
    assert change_text(FactChange("f", "Areas", "revised", old, new)) == "Areas: about 15 -> 16"
    assert change_text(FactChange("f", "Areas", "appeared", None, new)) == "Areas: not stated -> 16"
    said = FactChange("f", "Areas", "attributed", obs(16), obs(16, attribution="the ministry"))
    assert change_text(said) == "Areas: 16, unattributed -> 16, according to the ministry"
    firmer = FactChange(
        "f", "Office", "qualified", obs("planned", modality="planned"), obs("planned", modality="asserted")
    )
    assert change_text(firmer) == "Office: planned, planned -> planned, asserted"


def test_counts():
    """Only what there is, in the singular where there is one."""
    edit = TextEdit("edited", "paragraph", "a", "b")
    assert counts_text(TextDiff()) == "text unchanged"
    assert counts_text(TextDiff((edit,))) == "1 sentence edited"
    assert counts_text(TextDiff((edit, edit, TextEdit("moved", "item", "c", "c")))) == "2 sentences edited, 1 moved"


def test_times():
    """Durations and dates; a time zone that is not known is a fault of the settings."""
    assert [duration_text(s) for s in (0.04, 59.2, 61, 3700)] == ["0.0 s", "59.2 s", "1 min 1 s", "1 h 1 min"]
    assert stated_date("2023-07-12", UTC) == "2023-07-12"
    assert stated_date("2023-07-12T10:00:00+09:00", UTC) == "2023-07-12 01:00 UTC"
    assert stated_date("July", UTC) == "July"
    assert stated_date(None, UTC) is None
    for name in ("Mars/Base", "", "../etc/passwd", "a\0b"):
        with pytest.raises(ConfigError, match="Europe/Berlin"):
            zone_of(name)


def test_evidence():
    """The words of an edited sentence are marked; else the quote, wherever the sentence breaks its lines."""
    old = obs(15, evidence=Evidence("text", "15 areas", 0, 8, "It has 15 areas."))
    new = obs(16, evidence=Evidence("text", "16 areas", 0, 8, "It has\n 16 areas."))
    change = FactChange("f", "F", "revised", old, new)
    quoted = (WordMark("same", "It has "), WordMark("added", "16 areas"), WordMark("same", "."))
    assert evidence_marks(change, TextDiff())[1] == quoted
    words = tuple(
        WordMark(*mark) for mark in (("same", "It has "), ("removed", "15"), ("added", "16"), ("same", " areas."))
    )
    edits = TextDiff((TextEdit("edited", "paragraph", "It has 15 areas.", "It has 16 areas.", words),))
    assert evidence_marks(change, edits)[0] == (words[0], words[1], words[3])
    assert evidence_marks(change, edits)[1] == (words[0], words[2], words[3])
    assert evidence_marks(replace(change, old=None), edits) == ((), quoted)
    rewritten = TextEdit(
        "edited",
        "paragraph",
        "It has 15 areas.",
        "It has 16 areas.",
        (WordMark("removed", "It has 15 areas."), WordMark("added", "It has 16 areas.")),
    )
    assert evidence_marks(change, TextDiff((rewritten,)))[1] == quoted


def test_clipped():
    """What changed stays whole, what did not is cut away from it."""
    marks = (WordMark("same", "a" * 50), WordMark("added", "NEW"), WordMark("same", "b" * 50))
    assert [mark.text for mark in clipped(marks, 5)] == ["...aaaaa", "NEW", "bbbbb..."]
    assert clipped(marks, 80) == marks
    assert [mark.text for mark in clipped((WordMark("same", "c" * 50),), 5)] == ["c" * 20 + "..."]
    assert [mark.text for mark in clipped((WordMark("removed", "d" * 50),), 5)] == ["d" * 20 + "..."]


def test_a_change_of_the_mouth_names_both_once():
    """What is attributed on one side only says so; nobody is named twice."""
    change = FactChange("f", "Berths", "attributed", obs(12), obs(12, attribution="the mayor"))
    assert change_text(change) == "Berths: 12, unattributed -> 12, according to the mayor"
