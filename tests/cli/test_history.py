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


def with_fares(number: int) -> bytes:
    return berths(12).replace(b"<footer>", b"<div><p>Fares on the ferry: %d crowns.</p></div><footer>" % number)


def test_what_changed_outside_the_text_is_told_on_request(run, site, checked):
    """`log` shows it; `check` says unchanged, and `report` and `diff` tell it only with --outside."""
    for number in (14, 15):
        site.pages["/harbour"] = with_fares(number)
        result = run("check", "--json", site=site)
        assert (result.exit_code, json.loads(result.stdout)["results"][0]["outcome"]) == (0, "unchanged")
    assert "harbour  unchanged; outside the text: 1 added\n" in run("log").stdout
    [entry, _] = json.loads(run("log", "--json").stdout)["entries"]
    assert [edit["new"] for edit in entry["outside"]] == ["Fares on the ferry: 14 crowns."]
    assert "Fares" not in run("report").stdout
    assert "Fares" not in run("report", "--format", "html").stdout
    told = run("report", "--outside").stdout
    assert told.startswith("1 page changed outside the text\n")
    assert "Fares on the ferry: 14 crowns." in told
    assert "Fares on the ferry: 14 crowns." in run("report", "--outside", "--format", "html").stdout
    assert "Fares" in run("report", "--outside", "--format", "eml").stdout


def test_two_pages_that_differ_outside_alone(run):
    """Exit code 0; the difference is shown if it is asked for."""
    Path("old.html").write_bytes(with_fares(14))
    Path("new.html").write_bytes(with_fares(15))
    plain = run("diff", "old.html", "new.html")
    assert (plain.exit_code, "Fares" in plain.stdout) == (0, False)
    shown = run("diff", "--outside", "old.html", "new.html")
    assert (shown.exit_code, "Outside the text: 1 edited" in shown.stdout) == (0, True)
    assert json.loads(run("diff", "--json", "old.html", "new.html").stdout)["outside"] is None
    [edit] = json.loads(run("diff", "--outside", "--json", "old.html", "new.html").stdout)["outside"]
    assert (edit["kind"], edit["new"]) == ("edited", "Fares on the ferry: 15 crowns.")


def test_log_and_diff_tell_silent_edits_and_reversals(run, site, checked):
    """12, 14 and 12 again without a word: both changes are silent, the second goes back to version 1."""
    for number in (14, 12):
        site.pages["/harbour"] = berths(number)
        run("check", site=site)
    newest, *_ = run("log").stdout.splitlines()
    assert "silent edit: the page does not say that it was changed; goes back to version 1" in newest
    entries = json.loads(run("log", "--json").stdout)["entries"]
    assert [(entry["silent"], entry["reverts_to"]) for entry in entries] == [(True, 1), (True, None), (False, None)]
    assert "goes back to version 1\n" in run("diff", "harbour").stdout
    found = json.loads(run("diff", "harbour", "--json").stdout)
    assert (found["silent"], found["reverts_to"]) == (True, 1)
    first = json.loads(run("diff", "harbour@1..2", "--json").stdout)
    assert (first["silent"], first["reverts_to"]) == (True, None)
    assert json.loads(run("diff", "harbour@1..3", "--json").stdout)["reverts_to"] is None
