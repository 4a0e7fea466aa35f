"""Reports against golden files; `UPDATE_GOLDEN=1 pytest tests/report` writes them anew, to be read before committing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model import OutcomeKind, Telling
from monitor.report import (
    RunFigures,
    diff_text_report,
    dump_json,
    facts_csv,
    facts_json,
    facts_text,
    render,
    tables,
)
from monitor.story import dated, tell_story

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


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_first_look_tells_what_was_not_as_asked(form, results, templates, now):
    """A selector that found nothing, beside the page's name."""
    (first,) = [result for result in results if result.outcome.kind is OutcomeKind.FIRST]
    told = replace(first, outcome=replace(first.outcome, detail="`.led` finds nothing on the page"))
    assert "`.led` finds nothing on the page" in render([told], form, templates=templates, now=now)


def test_nothing(templates, now):
    """A run without sources, and one in which nothing happened, say so in three lines."""
    assert render([], "text", templates=templates, now=now) == "Nothing changed\n2023-07-13 06:30 UTC\n\nchecked 0\n"


def test_diff(results, templates):
    """Facts and text between two documents."""
    outcome = results[2].outcome
    compare("diff.txt", diff_text_report("courier@1", "courier@2", outcome.changes, outcome.text, templates=templates))


@pytest.fixture
def stories(results):
    changes = results[2].outcome.changes
    facts = {change.fact: change.new for change in changes if change.new}
    other = {fact: replace(each, value=18) if each.value == 16 else each for fact, each in facts.items()}
    tellings = [
        Telling(n, each.source.name, each.source.url, each.new, given, dated(each.new), trouble=trouble)
        for n, (each, given, trouble) in enumerate(
            ((results[2], facts, None), (results[0], other, "unreadable: consent wall"), (results[3], {}, None))
        )
    ]
    titles = {change.fact: change.title for change in changes}
    return [
        tell_story("Tokyo desk", tellings[:2], titles, {"liaison_office_status": "status"}),
        tell_story(None, [replace(tellings[2], facts={"area_count": facts["area_count"]})], titles, {}),
    ]


def test_facts(stories):
    """Story by story a row per fact that some source states, a column per source, in three forms."""
    compare("facts.txt", facts_text(stories, width=100))
    compare("facts.csv", facts_csv(stories))
    compare("facts.json", dump_json(facts_json(stories)))


def test_facts_by_value(stories, monkeypatch):
    """Where columns do not fit, each value stands once, with all who state it."""
    monkeypatch.setattr(tables, "SIDE_BY_SIDE", 1)
    compare("facts-by-value.txt", facts_text(stories, width=100))
