"""A story's report and page: what changed, then who says what today; the report of anything else stays as it is."""

from __future__ import annotations

import json
from email import message_from_string
from email.policy import default
from typing import Any

import pytest
from articles import berths


@pytest.fixture
def town(run: Any, site: Any) -> Any:
    """Two sources of one story, of which the second came to contradict the first, and one of none."""
    for name in ("ledger", "mirror", "other"):
        site.pages[f"/{name}"] = berths(12)
        story = () if name == "other" else ("--story", "Harbour & <town>")
        assert run("add", site.url(f"/{name}"), "--name", name, *story, site=site).exit_code == 0
    assert run("check", site=site).exit_code == 0
    site.pages["/mirror"] = berths(14)
    assert run("check", site=site).exit_code == 1
    return site


def report(run: Any, *more: str) -> str:
    result = run("report", "--story", "Harbour & <town>", "--since", "1h", *more)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def in_order(text: str, *words: str) -> None:
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_it_opens_with_what_changed_then_the_table_then_the_timelines(run, town):
    """In text and in HTML; the name of the story stands above."""
    text = report(run)
    in_order(
        text,
        "Harbour & <town>: 1 fact changed at 1 source",
        "CHANGED FACTS",
        "Berths: 12 -> 14",
        "FACTS BY SOURCE",
        "1 of 1 fact disputed: Berths",
        "[disagrees",
        "WHO SAID WHAT, SINCE WHEN",
    )
    html = report(run, "--format", "html")
    in_order(
        html,
        "<h1>Harbour &amp; &lt;town&gt;: 1 fact changed at 1 source</h1>",
        "Changed facts</h2>",
        "Who disagrees with whom</h2>",
        "Facts by source</h2>",
        "Who said what, since when</h2>",
    )
    assert "ledger first seen" in " ".join(html.replace('<span class="when">', "").split())
    assert "2 sources, 1 voice" in text


def test_json_has_the_story_beside_the_results(run, town):
    """The check's object is as it is without a story, and `story` is what `facts --json` has under `stories`."""
    data = json.loads(report(run, "--format", "json"))
    facts = json.loads(run("facts", "--story", "Harbour & <town>", "--json", "--timeline").stdout)
    assert data["story"] == facts["stories"][0]
    assert data["story"]["facts"][0]["disputed"] is True
    assert [turn["source"] for turn in data["story"]["timelines"][0]["turns"]].count("mirror") == 2
    assert {result["source"] for result in data["results"]} == {"mirror"}
    everything = json.loads(run("report", "--since", "1h", "--format", "json").stdout)
    assert "story" not in everything
    assert data.keys() - everything.keys() == {"story"}


def test_the_mail_has_both_forms(run, town):
    """Plain text with the table for clients that show no HTML; the subject names the story."""
    mail = message_from_string(report(run, "--format", "eml"), policy=default)
    assert mail["subject"].startswith("Harbour & <town>: 1 fact changed since ")
    body = mail.get_body(("plain",))
    assert body is not None
    in_order(body.get_content(), "CHANGED FACTS", "FACTS BY SOURCE", "WHO SAID WHAT")
    page = mail.get_body(("html",))
    assert page is not None
    in_order(page.get_content(), "Changed facts", "Who disagrees with whom", "As a table")


def test_what_the_sources_say_is_told_where_nothing_changed(run, town):
    """The table does not depend on the period."""
    result = run("report", "--story", "Harbour & <town>", "--since", "0m")
    assert result.exit_code == 0
    in_order(result.stdout, "Nothing changed", "No fact changed in this time.", "FACTS BY SOURCE", "[disagrees")


def test_other_reports_have_no_table(run, town):
    """Of all sources, of named ones, and of a story that no source belongs to."""
    for arguments in ((), ("mirror",), ("mirror", "--story", "Harbour & <town>"), ("--story", "nothing")):
        text = run("report", "--since", "1h", *arguments).stdout
        assert "FACTS BY SOURCE" not in text


def test_facts_as_a_page(run, town):
    """A page of all stories; sources of none are listed below."""
    result = run("facts", "--html")
    assert result.exit_code == 0
    in_order(
        result.stdout,
        "<!doctype html>",
        "Harbour &amp; &lt;town&gt;: Sources contradict each other",
        "Sources of no story",
    )
    assert "<svg" in result.stdout
    only = run("facts", "--story", "Harbour & <town>", "--html").stdout
    assert "Sources of no story" not in only


@pytest.mark.parametrize("other", ["--json", "--csv"])
def test_one_form_at_a_time(run, town, other):
    """Two forms can't be had at once."""
    result = run("facts", "--html", other)
    assert result.exit_code == 2
    assert f"{other} and --html can't be had at once" in result.stderr
