"""Reports against golden files; `UPDATE_GOLDEN=1 pytest tests/report` writes them anew, to be read before committing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.report import (
    Column,
    RunFigures,
    diff_text_report,
    dump_json,
    facts_csv,
    facts_html,
    facts_json,
    facts_table,
    facts_text,
    render,
)

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()


@pytest.mark.parametrize(("form", "name"), [("text", "report.txt"), ("html", "report.html"), ("json", "report.json")])
def test_report(form, name, results, templates, now):
    """A run with every outcome and every kind of change."""
    run = RunFigures.of(results, seconds=3.21)
    compare(name, render(results, form, templates=templates, now=now, run=run))


def test_report_in_another_zone(results, templates, now):
    """All times of people's texts stand in the time zone that was asked for."""
    text = render(results, "text", templates=templates, now=now, time_zone="Asia/Tokyo")
    compare("report-tokyo.txt", text)
    assert "UTC" not in text


def test_nothing(templates, now):
    """A run without sources, and one in which nothing happened, say so in three lines."""
    assert render([], "text", templates=templates, now=now) == "Nothing changed\n2023-07-13 06:30 UTC\n\nchecked 0\n"


def test_diff(results, templates):
    """Facts and text between two documents."""
    outcome = results[2].outcome
    compare("diff.txt", diff_text_report("courier@1", "courier@2", outcome.changes, outcome.text, templates=templates))


@pytest.fixture
def table(results):
    changes = results[2].outcome.changes
    facts = {change.fact: change.new for change in changes if change.new}
    columns = [Column.of(each.source, each.new, facts if each is results[2] else {}) for each in results[:3]]
    return facts_table(columns, {change.fact: change.title for change in changes})


def test_facts(table, templates, now):
    """A row per fact that some source states, a column per source, in four forms."""
    compare("facts.txt", facts_text(table, width=100))
    compare("facts.csv", facts_csv(table))
    compare("facts.json", dump_json(facts_json(table)))
    compare("facts.html", facts_html(table, templates=templates, now=now))
