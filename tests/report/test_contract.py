"""The objects that `--json` prints."""

from __future__ import annotations

import json
from dataclasses import replace

from monitor.model import Document, Evidence, Failure, Observation, TextDiff, Unreadable
from monitor.report import (
    RunFigures,
    check_json,
    diff_json,
    diff_text_report,
    extract_json,
    extract_text,
    log_json,
    log_text,
    render,
)

ROW = {"source", "url", "final_url", "outcome", "from_version", "to_version", "detail", "changes", "text"}


class Line:
    """A log entry as the store gives it."""

    def __init__(self, each):
        self.at, self.source, self.kind, self.detail = (
            each.checked_at,
            each.source,
            each.outcome.kind,
            each.outcome.detail,
        )
        self.silent, self.reverts_to, self.outside = each.outcome.silent, each.outcome.reverts_to, each.outcome.outside
        self.version, self.changes, self.text, self.status = (
            each.outcome.to_version,
            each.outcome.changes,
            each.outcome.text,
            200,
        )


def test_check(results):
    """Counts, and a row per source with all keys of the contract."""
    data = check_json(results)
    assert {key: data[key] for key in ("schema", "checked", "changed", "failed")} == {
        "schema": 1,
        "checked": 6,
        "changed": 2,
        "failed": 2,
    }
    assert all(row.keys() >= ROW for row in data["results"])
    changed = data["results"][2]
    assert changed["text"] == {"added": 0, "removed": 1, "edited": 1, "moved": 0}
    assert changed["changes"][0]["fact"] == "area_count"
    assert changed["changes"][0]["old"]["value"] == 15
    assert changed["changes"][2]["old"] is None
    assert data["results"][3]["changes"] == []


def test_report_holds_the_check(results, templates, now):
    """The report's JSON is the check's object and more: versions, edits, figures."""
    run = RunFigures.of(results, seconds=2.0, since=now)
    data = json.loads(render(results, "json", templates=templates, now=now, run=run))
    for row, plain in zip(data["results"], check_json(results)["results"], strict=True):
        assert row.items() >= json.loads(json.dumps(plain)).items()
    assert data["run"]["outcomes"]["unreadable"] == 1
    assert data["run"]["seconds"] == 2.0
    assert data["results"][2]["edits"][0]["words"][1] == ["removed", "about fifteen"]
    assert data["results"][2]["new"]["number"] == 2


def test_report_figures(results, templates, now):
    """Figures of the whole run stand in a report on a part of it."""
    text = render(results[2:3], "text", templates=templates, now=now, run=RunFigures.of(results, 75, since=now))
    assert "reported 6, first 1" in text
    assert text.endswith("took 1 min 15 s\n")
    assert "2023-07-13 06:30 UTC to 2023-07-13 06:30 UTC" in text


def test_trouble_is_told_once(results, templates, now):
    """A source that fails check after check stands once in the report, with how often it did."""
    failed = results[5]
    later = replace(failed, checked_at=now, outcome=replace(failed.outcome, detail="no answer in 20 s"))
    for form in ("text", "html"):
        page = render([failed, failed, later], form, templates=templates, now=now)
        assert "1 page could not be read" in page
        assert "3 checks, last 2023-07-13 06:30 UTC" in page
        assert "no answer in 20 s" in page
        assert "does not resolve" not in page


def test_many_first_looks(results, templates, now):
    """A long list of first looks is cut, and counted."""
    for form in ("text", "html"):
        page = render([results[0]] * 25, form, templates=templates, now=now)
        assert "25 pages seen for the first time" in page
        assert page.count("事務所の開設は見送り") == 20
        assert "and 5 more" in page


SEEN = Observation(
    "f",
    "found",
    "p/f",
    "d",
    16,
    qualifier="exact",
    modality="asserted",
    evidence=Evidence("text", "16", 0, 2, "16 areas."),
)
VAGUE = Observation("g", "ambiguous", "p/g", "d", values=(16, 18))
PAGE = Document("16 areas.", title="T", published="2023-07-12", language="en")


def test_extract():
    """Facts of a read page, none of a page that is no article, those that are visible of a paywall stub."""
    stub, wall, binary = (
        Document(unreadable=state) for state in (Unreadable.PAYWALL_STUB, Unreadable.CONSENT_WALL, Unreadable.BINARY)
    )
    lost = Failure("http://x.example", "dns", "no such host", at=None)
    rows = extract_json(
        [("a", PAGE, {"f": SEEN, "g": VAGUE}, True)]
        + [(str(n), document, {"f": SEEN}, False) for n, document in enumerate((stub, wall, binary, lost))]
    )["documents"]
    assert rows[0]["text"] == "16 areas."
    assert rows[0]["facts"]["f"]["evidence"]["in"] == "text"
    assert rows[0]["facts"]["g"]["values"] == [16, 18]
    assert "value" not in rows[0]["facts"]["g"]
    assert {key: rows[0][key] for key in ("document", "outcome", "title", "published", "modified", "language")} == {
        "document": "a",
        "outcome": "read",
        "title": "T",
        "published": "2023-07-12",
        "modified": None,
        "language": "en",
    }
    assert [(row["outcome"], row["detail"], len(row["facts"])) for row in rows[1:]] == [
        ("unreadable", "paywall stub", 1),
        ("unreadable", "consent wall", 0),
        ("failed", "binary", 0),
        ("failed", "no such host", 0),
    ]
    assert "text" not in rows[1]


def test_extract_for_people():
    """Each fact with the sentence that proves it."""
    text = extract_text([("a.html", PAGE, {"f": SEEN, "g": VAGUE}, False)], {"f": "Areas"})
    assert text == (
        "a.html\n  read\n  title: T\n  published: 2023-07-12\n  Areas: 16\n      16 areas.\n  g: 16 or 18 (ambiguous)\n"
    )
    wall = Document(unreadable=Unreadable.CONSENT_WALL)
    assert extract_text([("b", wall, {"f": SEEN}, True)], {}).startswith("b\n  unreadable: consent wall\n")


def test_diff(results, templates):
    """Facts and text between two documents; nothing changed is said."""
    outcome = results[2].outcome
    data = diff_json("a@1", "a@2", outcome.changes, outcome.text)
    assert (data["schema"], data["changed"], len(data["changes"]), len(data["edits"])) == (1, True, 5, 2)
    assert (
        json.loads(diff_text_report("a@1", "a@2", outcome.changes, outcome.text, format="json", templates={})) == data
    )
    assert diff_json("a", "b", (), TextDiff())["changed"] is False
    assert diff_text_report("a", "b", (), TextDiff(), templates=templates) == "a -> b\n\nNothing changed.\n"


def test_log(results):
    """A line per entry, one more per changed fact."""
    lines = log_text(map(Line, results)).splitlines()
    assert lines[0] == "2023-07-12 12:15:00 UTC  東京速報  first; version 1"
    assert lines[2] == "2023-07-12 12:15:00 UTC  Harbour Courier  changed; version 2; 1 sentence edited, 1 removed"
    assert lines[3] == "    Areas of cooperation: about 15 -> 16"
    assert lines[-1] == "2023-07-12 12:15:00 UTC  Mirror  failed; the host's name does not resolve"
    assert log_text([]) == "Nothing yet.\n"
    entries = log_json(map(Line, results))["entries"]
    assert [entry["kind"] for entry in entries] == ["first", "unchanged", "changed", "changed", "unreadable", "failed"]
    assert len(entries[2]["changes"]) == 5
