"""A run of results built by hand: every section of a report, every kind of value."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import (
    Evidence,
    FactChange,
    Observation,
    Outcome,
    OutcomeKind,
    Period,
    Result,
    Source,
    TextDiff,
    TextEdit,
    Version,
    WordMark,
)

NOW = datetime(2023, 7, 13, 6, 30, tzinfo=UTC)
MORNING = datetime(2023, 7, 12, 5, 0, tzinfo=UTC)
NOON = datetime(2023, 7, 12, 12, 15, tzinfo=UTC)


def seen(fact, value, sentence, quote, *, where="text", **more):
    start = sentence.index(quote)
    return Observation(
        fact=fact,
        state="found",
        rule=f"story/{fact}",
        rule_digest="sha256:00",
        value=value,
        evidence=Evidence(where, quote, 40 + start, 40 + start + len(quote), sentence),
        **more,
    )


def version(number, at, title, **more):
    given = {"published": "2023-07-12", "modified": None, "language": "en"}
    return Version(number, at, title, **(given | more))


def edited(old, new, *words):
    return TextEdit("edited", "paragraph", old, new, tuple(WordMark(op, text) for op, text in words))


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """The templates that come with the program."""
    folder = Path(__file__).parents[2] / "monitor" / "data" / "templates"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def results() -> list[Result]:
    """Five sources: facts changed, text changed, unreadable, failed, first, unchanged."""
    count_old = "Officials said the paper lists about fifteen areas of joint work, from space to seaports."
    count_new = "Officials said the paper lists 16 areas of joint work, from space to seaports."
    courier = Source(1, "https://www.courier.example/world/tokyo-desk?ref=front", "Harbour Courier", story="Tokyo desk")
    status_old = "The alliance plans to open a desk in Tokyo next year."
    status_new = "The desk in Tokyo is on hold until everybody agrees, two envoys said."
    changes = (
        FactChange(
            "area_count",
            "Areas of cooperation",
            "revised",
            seen("area_count", 15, count_old, "about fifteen areas", qualifier="about", modality="asserted"),
            seen("area_count", 16, count_new, "16 areas", qualifier="exact", modality="asserted"),
        ),
        FactChange(
            "office_status",
            "Office in Tokyo",
            "revised",
            seen("office_status", "planned", status_old, "plans to open a desk", modality="asserted"),
            seen("office_status", "on_hold", status_new, "on hold", modality="hedged"),
        ),
        FactChange(
            "opponents",
            "Opponents",
            "appeared",
            None,
            seen("opponents", ("China", "France"), "France and China object.", "France and China", where="caption"),
        ),
        FactChange(
            "term",
            "Term",
            "qualified",
            seen("term", Period(duration=4), "It runs for four years.", "four years"),
            seen(
                "term",
                Period(duration=4, start=2023, end=2026),
                "It runs four years, 2023 to 2026.",
                "four years, 2023 to 2026",
            ),
        ),
        FactChange(
            "meeting_dates",
            "Dates of the meeting",
            "disappeared",
            seen("meeting_dates", "07-11/07-12", "Leaders meet on July 11-12.", "July 11-12"),
            None,
        ),
    )
    text = TextDiff(
        (
            edited(
                count_old,
                count_new,
                ("same", "Officials said the paper lists "),
                ("removed", "about fifteen"),
                ("added", "16"),
                ("same", " areas of joint work, from space to seaports."),
            ),
            TextEdit("removed", "paragraph", old="Leaders meet on July 11-12."),
        )
    )
    changed = Result(
        courier,
        Outcome(OutcomeKind.CHANGED, None, 1, 2, courier.url, changes, text),
        NOON,
        version(1, MORNING, "Fifteen steps towards a desk"),
        version(2, NOON, "Sixteen steps, and no desk", modified="2023-07-12T12:00:00Z"),
    )
    ledger = Source(2, "https://ledger.example/a/7", "Hill Ledger")
    more_text = TextDiff(
        (
            TextEdit(
                "edited",
                "title",
                "A quiet week in the valley",
                "A loud week in the valley",
                tuple(
                    WordMark(op, t)
                    for op, t in (
                        ("same", "A "),
                        ("removed", "quiet"),
                        ("added", "loud"),
                        ("same", " week in the valley"),
                    )
                ),
            ),
            TextEdit("added", "paragraph", new="Correction: an earlier version of this page named the wrong mayor."),
            TextEdit(
                "moved", "paragraph", "The bakery will open again on Monday.", "The bakery will open again on Monday."
            ),
            TextEdit("added", "item", new="Bread"),
            TextEdit("removed", "row", old="Rolls | 12"),
        )
    )
    text_only = Result(
        ledger,
        Outcome(OutcomeKind.CHANGED, None, 4, 5, ledger.url, (), more_text),
        NOON,
        version(4, MORNING, "A quiet week in the valley", published=None),
        version(5, NOON, "A loud week in the valley", published=None),
    )
    gazette = Source(3, "https://gazette.example/tokyo", "Gazette")
    wall = Result(
        gazette, Outcome(OutcomeKind.UNREADABLE, "consent wall", 3, None, gazette.url), NOON, version(3, MORNING, "T")
    )
    mirror = Source(4, "https://mirror.example/x", "Mirror")
    failed = Result(mirror, Outcome(OutcomeKind.FAILED, "the host's name does not resolve"), NOON)
    bulletin = Source(5, "https://bulletin.example/ja/1", "東京速報", story="Tokyo desk")
    first = Result(
        bulletin,
        Outcome(OutcomeKind.FIRST, None, None, 1, bulletin.url),
        NOON,
        None,
        version(1, NOON, "事務所の開設は見送り", language="ja"),
    )
    same = Result(Source(6, "https://same.example/", "Same"), Outcome(OutcomeKind.UNCHANGED, None, 2, 2), NOON)
    return [first, same, changed, text_only, wall, failed]
