"""What the store tells: who fares how, what was removed, what came back, and a store that is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from articles import berths

WALL = (
    b'<html><head><title>Before you continue</title></head><body><div role="dialog" aria-modal="true"><h1>Your privacy'
    b" choices</h1><p>We and our 12 partners store cookies on your device. To read this page, accept cookies or"
    b" subscribe.</p><button>Accept all</button></div></body></html>"
)


@pytest.fixture
def checked(run: Any, site: Any) -> str:
    """A source with one version; its URL."""
    site.pages["/harbour"] = berths(12)
    url = str(site.url("/harbour"))
    run("add", url, "--name", "harbour", "--story", "Harbour", site=site)
    assert run("check", site=site).exit_code == 0
    return url


@pytest.mark.parametrize(
    "command",
    ["list", "log", "diff a", "show a", "facts", "report", "report --send --to a@b.example", "export", "edit a --name b",
     "remove a", "pause a", "resume a", "replay"],
)  # fmt: skip
def test_commands_that_read_make_no_store(run, command):
    """They say that there is none and what makes one, and leave the folder as it was."""
    before = sorted(Path().rglob("*"))
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no store at snapshots/monitor.db; `monitor add URL` or `monitor check URL` makes one" in result.stderr
    assert sorted(Path().rglob("*")) == before


def test_a_missing_store_is_told_in_json_too(run):
    """One object, with the command's keys."""
    found = json.loads(run("list", "--json").stdout)
    assert found["sources"] == []
    assert "no store at" in found["error"]


def test_the_list_tells_how_each_source_fares(run, site, checked):
    """Outcome, time, version, next check; troubles in a row with their reason; pauses."""
    (row,) = json.loads(run("list", "--json").stdout)["sources"]
    assert (row["outcome"], row["version"], row["failures"], row["detail"]) == ("first", 1, 0, None)
    assert row["checked_at"] < row["next_at"]
    site.pages["/harbour"] = WALL
    run("check", site=site)
    run("check", site=site)
    assert "unreadable 2 in a row: consent wall" in run("list").stdout
    run("pause", "harbour")
    assert "paused, unreadable 2 in a row: consent wall" in run("list").stdout
    (row,) = json.loads(run("list", "--json").stdout)["sources"]
    assert (row["failures"], row["detail"], row["next_at"], row["version"]) == (2, "consent wall", None, 1)
    run("add", "https://news.example/x")
    assert "not checked yet" in run("list").stdout


@pytest.mark.parametrize("after", [12, 14], ids=["unchanged", "changed"])
def test_a_page_that_came_back_is_not_told_as_unread(run, site, checked, after):
    """The latest state in the period counts; the trouble is told as over, and since when."""
    site.pages["/harbour"] = WALL
    run("check", site=site)
    assert "NOT READ" in run("report").stdout
    site.pages["/harbour"] = berths(after)
    run("check", site=site)
    shown = run("report").stdout
    assert "NOT READ" not in shown
    assert "harbour (127.0.0.1): readable again since 20" in shown
    assert "before that unreadable, consent wall" in shown
    assert "1 page readable again" in shown.splitlines()[0]
    assert "could not be read" not in shown
    assert "readable again" in run("report", "--format", "html").stdout
    site.pages["/harbour"] = WALL
    run("check", site=site)
    shown = run("report").stdout
    assert "NOT READ" in shown
    assert "READABLE AGAIN" not in shown


def test_facts_mark_a_page_that_can_not_be_read_now(run, site, checked):
    """Its facts are those of the last version, and the column says so."""
    assert "(now" not in run("facts").stdout
    site.pages["/harbour"] = WALL
    run("check", site=site)
    assert "(now unreadable: consent" in run("facts").stdout
    (column,) = json.loads(run("facts", "--json").stdout)["sources"]
    assert column["trouble"] == "unreadable: consent wall"


def test_stories_are_named_in_any_case_and_unknown_ones_told(run, site, checked):
    """Every command with --story: found as `harbour`, refused as `habour`."""
    for command in ("list", "facts", "report", "export", "check", "replay"):
        assert run(command, "--story", "harbour", site=site).exit_code == 0, command
        result = run(command, "--story", "habour", site=site)
        assert result.exit_code == 2, command
        assert "no source belongs to the story habour; did you mean Harbour?" in result.stderr


def test_a_removed_source_keeps_its_log(run, site, checked):
    """`log` finds it and marks it; the message says how it comes back, and so it does."""
    said = run("remove", "harbour").stderr
    assert "`monitor log harbour` shows it" in said
    assert f"`monitor add {checked} --name harbour` tracks it again" in said
    assert "harbour (removed)" in run("log", "harbour").stdout
    assert json.loads(run("log", "--json").stdout)["entries"][0]["removed"] is True
    assert "harbour was removed" in run("show", "harbour").stderr
    assert run("add", checked, "--name", "harbour", site=site).exit_code == 0
    assert "(removed)" not in run("log", "harbour").stdout
    assert run("show", "harbour").exit_code == 0


def test_a_removed_source_can_be_purged(run, site, checked):
    """Also after it was removed."""
    run("remove", "harbour")
    assert run("remove", "--purge", "harbour").exit_code == 0
    assert run("log", "harbour").exit_code == 2


def test_the_log_speaks_in_words(run, site, checked):
    """No names of events, and seconds where two lines share a minute."""
    site.pages["/harbour"] = WALL
    run("check", site=site, MONITOR_TELL_AFTER="1")
    site.pages["/harbour"] = berths(12)
    run("check", site=site, MONITOR_TELL_AFTER="1")
    shown = run("log").stdout
    assert "harbour  readable again" in shown
    assert "source.recovered" not in shown
    assert all(line[10:20].count(":") == 2 for line in shown.splitlines())
    assert "source.recovered" in run("log", "--json").stdout
