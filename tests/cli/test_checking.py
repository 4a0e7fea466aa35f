"""check, extract, diff, show, log, facts, report on a real site and store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from articles import article, berths

from monitor.cli.checking import exit_code
from monitor.cli.history import parse_since


@pytest.fixture
def story(run, site):
    """One source in two versions, 12 berths and then 16."""
    site.pages["/harbour"] = berths(12)
    assert run("add", site.url("/harbour"), "--name", "harbour", "--story", "town", site=site).exit_code == 0
    assert run("check", site=site).exit_code == 0
    site.pages["/harbour"] = berths(16)
    assert run("check", site=site).exit_code == 1
    return site


def one(result: Any) -> dict[str, Any]:
    """The one JSON object on stdout."""
    return json.loads(result.stdout)


def test_a_first_look_is_no_change_and_a_changed_fact_is_code_1(run, site):
    """0, then 1 with the fact in the report, then 0."""
    site.pages["/harbour"] = berths(12)
    first = run("check", site.url("/harbour"), site=site)
    assert first.exit_code == 0
    assert "127.0.0.1: tracked from now on" in first.stderr
    site.pages["/harbour"] = berths(16)
    second = run("check", site=site)
    assert second.exit_code == 1
    assert "Berths: 12 -> 16" in second.stdout
    assert second.stderr == "read with 1 rule pack\n"  # the figures stand in the report
    assert "checked 1, changed 1" in second.stdout
    assert run("check", site=site).exit_code == 0


def test_check_json_is_the_object_of_the_contract(run, site):
    """Results in the order of the arguments, each source once, `url` as given."""
    site.pages |= {"/a": berths(12), "/b": berths(13)}
    run("add", site.url("/b"), "--name", "b", site=site)
    result = run("check", "--json", site.url("/a"), "b", site.url("/b"), site=site)
    shown = one(result)
    assert result.exit_code == 0
    assert {key: shown[key] for key in ("schema", "checked", "changed", "failed")} == {
        "schema": 1, "checked": 2, "changed": 0, "failed": 0,
    }  # fmt: skip
    assert [(row["url"], row["outcome"], row["to_version"]) for row in shown["results"]] == [
        (site.url("/a"), "first", 1), (site.url("/b"), "first", 1),
    ]  # fmt: skip


def test_trouble_counts_for_more_than_a_change_and_both_are_reported(run, story):
    """Code 2 with JSON on stdout all the same; the change is stored."""
    story.pages["/harbour"] = berths(20)
    result = run("check", "--json", "harbour", story.url("/none"), site=story)
    shown = one(result)
    assert result.exit_code == 2
    assert [row["outcome"] for row in shown["results"]] == ["changed", "gone"]
    assert (shown["changed"], shown["failed"]) == (1, 1)
    assert "16 -> 20" in run("log", "harbour").stdout


def test_a_refused_address_is_a_failed_result_and_not_tracked(run, site, refused_port):
    """Beside others that are checked; nothing is asked of it."""
    site.pages["/a"] = berths(12)
    url = f"http://127.0.0.1:{refused_port}/"
    result = run("check", "--json", url, site.url("/a"), "ftp://a.example/", site=site)
    assert result.exit_code == 2
    assert [(row["url"], row["outcome"]) for row in one(result)["results"]] == [
        (url, "failed"), (site.url("/a"), "first"), ("ftp://a.example/", "failed"),
    ]  # fmt: skip
    assert [source["url"] for source in one(run("list", "--json"))["sources"]] == [site.url("/a")]


def test_an_unknown_source_stops_the_check_before_it_begins(run, site):
    """A slip in one name is usage: code 2, no JSON, nothing fetched or tracked."""
    site.pages["/a"] = berths(12)
    result = run("check", "--json", site.url("/a"), "harbuor", site=site)
    assert (result.exit_code, result.stdout, site.requests) == (2, "", [])
    assert "harbuor" in result.stderr
    assert one(run("list", "--json"))["sources"] == []


def test_a_paused_source_is_checked_when_named_only(run, story):
    """All means all that are not paused."""
    run("pause", "harbour")
    assert one(run("check", "--json", site=story))["checked"] == 0
    assert one(run("check", "--json", "harbour", site=story))["checked"] == 1


def test_nothing_to_check_is_no_trouble(run):
    """Code 0, and an object with --json."""
    result = run("check", "--json")
    assert (result.exit_code, one(result)["results"]) == (0, [])
    assert "monitor add URL" in result.stderr


def test_quiet_and_verbose(run, story):
    """-q keeps the summary back, -v tells each event, the report is the same."""
    story.pages["/harbour"] = berths(17)
    result = run("check", "-v", site=story)
    assert "fact.changed" in result.stderr
    story.pages["/harbour"] = berths(18)
    quiet = run("-q", "check", site=story)
    assert (quiet.exit_code, quiet.stderr) == (1, "")
    assert "Berths: 17 -> 18" in quiet.stdout


@pytest.mark.parametrize("kinds", [(), ("first",), ("unchanged", "first")])
def test_codes_of_quiet_runs(kinds):
    """No change, no trouble: 0."""
    assert exit_code(results(*kinds)) == 0


@pytest.mark.parametrize("trouble", ["failed", "unreadable", "gone"])
def test_codes_of_troubled_runs(trouble):
    """Trouble is 2, with or without a change; a change alone is 1."""
    assert exit_code(results("changed", "unchanged")) == 1
    assert exit_code(results("unchanged", trouble)) == 2
    assert exit_code(results("changed", trouble)) == 2


def results(*kinds: str) -> list[Any]:
    from articles import NOW

    from monitor.model import Outcome, OutcomeKind, Result, Source

    source = Source(1, "https://a.example/", "a")
    return [Result(source, Outcome(OutcomeKind(kind)), NOW) for kind in kinds]


# ---------------------------------------------------------------- extract


def test_extract_reads_files_and_urls_and_stores_nothing(run, site):
    """Each as given, in order; no store is made."""
    site.pages["/a"] = berths(14)
    Path("plain.txt").write_text(Path_text())
    Path("page.html").write_bytes(berths(13))
    result = run("extract", "--json", "plain.txt", site.url("/a"), "page.html", site=site)
    documents = one(result)["documents"]
    assert result.exit_code == 0
    assert [(each["document"], each["facts"]["berth_count"]["value"]) for each in documents] == [
        ("plain.txt", 12), (site.url("/a"), 14), ("page.html", 13),
    ]  # fmt: skip
    assert not Path("snapshots").exists()
    assert "text" not in documents[0]


def Path_text() -> str:
    from articles import PARAGRAPHS

    return "Town shows harbour plan\n\n" + "\n\n".join(PARAGRAPHS)


def test_offsets_are_those_of_the_text_that_is_given(run):
    """text[start:end] == quote."""
    Path("page.html").write_bytes(berths(13))
    document = one(run("extract", "--json", "--text", "page.html"))["documents"][0]
    evidence = document["facts"]["berth_count"]["evidence"]
    assert evidence["in"] == "text"
    assert document["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_page_that_is_no_article_is_unreadable_and_no_trouble(run):
    """Outcome `unreadable`, no facts, code 0."""
    Path("page.html").write_text("<html><body><p>Hello</p></body></html>")
    result = run("extract", "--json", "page.html")
    assert (result.exit_code, one(result)["documents"][0]["outcome"]) == (0, "unreadable")
    assert one(result)["documents"][0]["facts"] == {}


def test_a_url_that_can_not_be_had_is_code_2_beside_those_that_can(run, site):
    """404, refused, binary: failed, with the others read."""
    site.pages["/a"] = berths(14)
    Path("image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    result = run("extract", "--json", site.url("/none"), site.url("/a"), "http://10.0.0.1/", "image.png", site=site)
    assert result.exit_code == 2
    assert [each["outcome"] for each in one(result)["documents"]] == ["failed", "read", "failed", "failed"]


def test_extract_for_people(run):
    """Title, facts with their sentence; the text where asked for."""
    Path("page.html").write_bytes(berths(13))
    shown = run("extract", "page.html").stdout
    assert "Berths: 13" in shown
    assert "northern quay" in shown
    assert "crane" not in shown
    assert "crane" in run("extract", "--text", "page.html").stdout


def test_what_is_neither_file_nor_url_is_told(run):
    """All of them, before anything is fetched."""
    result = run("extract", "none.html", "x/y", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none.html: no such file" in result.stderr
    assert "x/y: no such file" in result.stderr


# ---------------------------------------------------------------- diff and show


def test_diff_of_versions(run, story):
    """The last two by default; code 1; facts and text."""
    result = run("diff", "harbour")
    assert result.exit_code == 1
    assert "12 -> 16" in result.stdout
    for ref in ("harbour@1..2", "harbour@2", "1@1..2", f"{story.url('/harbour')}@1..2"):
        shown = one(run("diff", ref, "--json"))
        assert (shown["from_version"], shown["to_version"], shown["changed"]) == (1, 2, True)
        assert [(change["fact"], change["kind"]) for change in shown["changes"]] == [("berth_count", "revised")]
        assert shown["text"] == {"added": 0, "removed": 0, "edited": 1, "moved": 0}
    assert run("diff", "harbour@1..1").exit_code == 0
    assert one(run("diff", "harbour@2..1", "--json"))["changes"][0]["new"]["value"] == 12


def test_diff_reads_both_sides_with_todays_rules(run, story):
    """A rule that is changed after both versions were stored counts for both."""
    pack = Path("rules/harbour.yaml")
    pack.write_text(pack.read_text().replace("{count} berths", "{count} cranes"))
    shown = one(run("diff", "harbour", "--json"))
    assert (shown["changes"], shown["text"]["edited"]) == ([], 1)


def test_diff_of_files(run):
    """Two files: 1 if something changed, 0 if not."""
    Path("old.html").write_bytes(berths(12))
    Path("new.html").write_bytes(berths(16))
    result = run("diff", "old.html", "new.html")
    assert result.exit_code == 1
    assert "12 -> 16" in result.stdout
    assert run("diff", "old.html", "old.html", "--json").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["harbour@7"],
        ["harbour@1"],
        ["harbour@1..9"],
        ["nobody"],
        ["one.html"],
        ["one.html", "none.html"],
        ["a", "b", "c"],
    ],
)
def test_what_can_not_be_compared(run, story, arguments):
    """Code 2 and a reason; no output."""
    Path("one.html").write_bytes(berths(12))
    result = run("diff", "--json", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("monitor: ")


def test_a_file_wins_over_a_source_of_the_same_name(run, story):
    """An argument that names an existing file is a file."""
    Path("harbour").write_bytes(berths(12))
    assert "is a file" in run("diff", "harbour").stderr


def test_a_page_that_is_no_article_is_not_compared(run):
    """A wall beside an article is trouble, not a change."""
    Path("old.html").write_bytes(berths(12))
    Path("wall.html").write_text("<p>Please wait</p>")
    result = run("diff", "old.html", "wall.html")
    assert (result.exit_code, "wall.html:" in result.stderr) == (2, True)
    shown = one(run("diff", "--json", "old.html", "wall.html"))
    assert (shown["changes"], "wall.html" in shown["error"]) == ([], True)


def test_show_gives_each_part_of_a_version(run, story):
    """The body byte for byte, the text, the facts, the headers, all of it as JSON; latest unless named."""
    assert run("show", "harbour@1", "--raw").stdout_bytes == berths(12)
    assert run("show", "harbour", "--raw").stdout_bytes == berths(16)
    assert "16 berths" in run("show", "harbour", "--text").stdout
    assert "Berths: 12" in run("show", "harbour@1", "--facts").stdout
    headers = run("show", "harbour", "--headers").stdout
    assert "content-type: text/html; charset=utf-8" in headers
    assert "digest: sha256:" in headers
    shown = one(run("show", "harbour@1", "--json"))
    assert (shown["version"], shown["status"], shown["facts"]["berth_count"]["value"]) == (1, 200, 12)
    assert "Town shows harbour plan" in run("show", "harbour").stdout


def test_show_of_what_is_not_there(run, story):
    """A version that does not exist, two versions, no such source."""
    assert "there is no version 9 of harbour" in run("show", "harbour@9").stderr
    assert run("show", "harbour@1..2").exit_code == 2
    assert run("show", "nobody").exit_code == 2


def test_a_url_that_ends_like_a_version_is_itself(run, site):
    """Only what is no source as it stands is taken apart."""
    site.pages |= {"/@2": berths(12)}
    run("check", site.url("/@2"), site=site)
    assert run("show", site.url("/@2")).exit_code == 0
    assert run("show", site.url("/@2") + "@1").exit_code == 0
    assert "no version 3" in run("show", site.url("/@2") + "@3").stderr


def test_long_addresses_are_no_file_names(run, site):
    """A URL longer than any file name may be is asked for, not looked up."""
    path = "/" + "a" * 5000
    site.pages[path] = berths(12)
    assert run("check", site.url(path), site=site).exit_code == 0
    assert run("extract", site.url(path), site=site).exit_code == 0
    assert run("show", site.url(path), site=site).exit_code == 0
    assert "to compare" in run("diff", site.url(path), site=site).stderr


def test_pages_can_not_steer_the_terminal(run, site):
    """Escape sequences of a page are made visible."""
    site.pages["/a"] = article("The mayor \x1b]0;owned\x07 spoke about 12 berths. " * 8, title="T \x1b[2J")
    run("check", site.url("/a"), site=site)
    for arguments in (["show", "1"], ["show", "1", "--text"], ["extract", site.url("/a")], ["facts"], ["log"]):
        assert "\x1b" not in run(*arguments, site=site).stdout


# ---------------------------------------------------------------- log, facts, report


def test_log_is_newest_first_and_can_be_limited(run, story):
    """Each version with its changed facts."""
    shown = run("log").stdout
    assert shown.index("changed") < shown.index("first")
    assert "Berths: 12 -> 16" in shown
    assert len(one(run("log", "harbour", "--json"))["entries"]) == 2
    assert [entry["version"] for entry in one(run("log", "--json", "--limit", "1"))["entries"]] == [2]


def test_facts_side_by_side(run, story):
    """A row a fact, a column a source; of one story, as table, CSV and JSON."""
    story.pages["/other"] = berths("about 30")
    run("check", story.url("/other"), site=story)
    assert "about 30" in run("facts").stdout
    assert run("facts", "--csv", "--story", "town").stdout.splitlines() == [
        "fact,title,harbour,story,disputed,majority,latest,harbour: marks",
        "berth_count,Berths,16,town,no,,,alone",
    ]
    shown = one(run("facts", "--json"))
    assert [source["source"] for source in shown["sources"]] == ["harbour", "127.0.0.1"]
    assert [observation["value"] for observation in shown["facts"][0]["values"]] == [16, 30]
    assert run("facts", "--json", "--csv").exit_code == 2


def test_facts_are_those_of_todays_rules(run, story):
    """A changed rule is seen at once, though facts are kept."""
    run("facts")
    pack = Path("rules/harbour.yaml")
    pack.write_text(
        pack.read_text().replace("title: Berths", "title: Moorings").replace("{count} berths", "{count} cranes")
    )
    assert one(run("facts", "--json"))["facts"] == []


def test_report_over_what_is_stored(run, story):
    """As text, HTML and JSON; since a time; of some sources."""
    assert "Berths: 12 -> 16" in run("report").stdout
    assert "<html" in run("report", "--format", "html").stdout
    assert one(run("report", "--format", "json", "harbour"))["changed"] == 1
    assert "lies in the future" in run("report", "--since", "2099-01-01").stderr
    assert "no source belongs to the story none" in run("report", "--story", "none").stderr
    assert "write 24h, 7d or a date" in run("report", "--since", "yesterday").stderr


def test_since_is_an_interval_or_a_time_in_the_users_zone():
    """Dates are meant where the reader is."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    at, zone = datetime(2023, 7, 12, 12, tzinfo=UTC), ZoneInfo("Asia/Tokyo")
    assert parse_since("24h", at, zone) == datetime(2023, 7, 11, 12, tzinfo=UTC)
    assert parse_since("2023-07-12", at, zone) == datetime(2023, 7, 11, 15, tzinfo=UTC)
    assert parse_since("2023-07-12T08:00+00:00", at, zone) == datetime(2023, 7, 12, 8, tzinfo=UTC)
