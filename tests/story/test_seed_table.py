"""The five collected articles as one story: every core cell is right, and exactly what differs is marked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor import resources
from monitor.codec import value_to_json
from monitor.facts import extract
from monitor.model import Story, StoryRow, Telling, Version
from monitor.rules import load
from monitor.story import dated, sketch, tell_story
from monitor.text import read

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the collected articles are not here")

DATES = {"000": "2023-07-09", "001": "2023-05-03", "002": "2023-07-12", "003": "2023-07", "004": "2023-07-12"}
STATES = "liaison_office_status"
CONTRADICTED = {
    "area_count": {("000", "002"), ("000", "004")},
    "summit_dates": {("000", "001"), ("000", "004")},
}
UNDATED = CONTRADICTED | {STATES: {("000", "001"), ("000", "002"), ("000", "004"), ("001", "002"), ("001", "004")}}


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    data = json.loads((SHARED / "gold" / "seeds.json").read_text("utf-8"))
    return {name[:3]: {fact: each for fact, each in facts.items() if each["core"]} for name, facts in data.items()}


def story(dates: Mapping[str, str]) -> Story:
    packs = {name: text for name, text in resources.packs().items() if "nato-japan" in name}
    rulebook = load(packs, resources.lexicons())
    tellings = []
    for file in sorted((SHARED / "seeds").glob("0*.txt")):
        document = read(file.read_bytes(), content_type="text/plain")
        name = file.name[:3]
        version = Version(1, datetime(2026, 3, 1, tzinfo=UTC), document.title, dates.get(name), None, None)
        facts = extract(document, rulebook)
        url = f"https://{name}.example/"
        tellings.append(Telling(int(name), name, url, version, facts, dated(version), sketch=sketch(document)))
    return tell_story("nato-japan", tellings, rulebook.titles, rulebook.types)


def contradicted(row: StoryRow, names: list[str]) -> set[tuple[str, str]]:
    """Pairs of sources that contradict each other in a row."""
    return {
        (names[i], names[j])
        for group in row.groups
        for place in group.contradicts
        for i in group.columns
        for j in row.groups[place].columns
        if i < j
    }


def test_every_core_cell_is_right(gold: dict[str, dict[str, Any]]) -> None:
    """As the labels have it, or as they accept it; absent where they say so."""
    told = story({})
    rows = {row.fact: row for row in told.rows}
    wrong = []
    for place, column in enumerate(told.columns):
        for fact, label in gold[column.outlet].items():
            observation = rows[fact].cells[place].observation if fact in rows else None
            value = value_to_json(observation.value) if observation else None
            accepted = [label["value"], *label.get("accept", [])]
            if isinstance(label["value"], list):
                optional = set(label.get("optional", []))
                right = set(value or ()) - optional == set(label["value"]) - optional
            else:
                right = value in accepted
            if not right or (value is not None and label["qualifier"] not in (None, observation.qualifier)):  # type: ignore[union-attr]
                wrong.append((column.outlet, fact, value, label["value"]))
    assert wrong == []


@pytest.mark.parametrize(("dates", "expected"), [({}, UNDATED), (DATES, CONTRADICTED)], ids=["undated", "dated"])
def test_exactly_what_differs_is_marked(
    dates: dict[str, str], expected: dict[str, set[tuple[str, str]]], gold: dict[str, dict[str, Any]]
) -> None:
    """About 15 or 16 areas, June or July; an office planned, on hold or not discussed, which dates make a development."""
    told = story(dates)
    names = [column.outlet for column in told.columns]
    core = [row for row in told.rows if row.fact in gold["000"]]
    found = {row.fact: contradicted(row, names) for row in core if row.disputed}
    assert found == expected
    [areas] = [row for row in core if row.fact == "area_count"]
    assert areas.cells[0].marks == ("disagrees", "alone", "hedged")
    if dates:
        [office] = [row for row in core if row.fact == STATES]
        marks = [cell.marks for cell in office.cells]
        assert marks == [("alone", "develops"), ("alone", "develops"), ("agrees",), ("absent",), ("agrees",)]


def test_who_retells_whom_is_one_voice() -> None:
    """Two tell one article, the other three are voices of their own."""
    told = story({})
    assert [[told.columns[i].outlet for i in voice.columns] for voice in told.voices] == [
        ["000"], ["001"], ["002"], ["003", "004"],
    ]  # fmt: skip
