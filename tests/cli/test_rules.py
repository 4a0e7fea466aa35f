"""rules explain, rules schema, rules test --against, replay: on a real store and a real web site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from articles import berths


@pytest.fixture
def story(run, site):
    """One source in two versions, 12 berths and then 16."""
    site.pages["/harbour"] = berths(12)
    assert run("add", site.url("/harbour"), "--name", "harbour", site=site).exit_code == 0
    assert run("check", site=site).exit_code == 0
    site.pages["/harbour"] = berths(16)
    assert run("check", site=site).exit_code == 1
    return site


def one(result: Any) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def rewrite(old: str, new: str) -> None:
    pack = Path("rules/harbour.yaml")
    assert old in pack.read_text()
    pack.write_text(pack.read_text().replace(old, new, 1))


# ---------------------------------------------------------------- explain


def test_explain_a_file_a_version_and_a_url(run, story):
    """A file, the latest version, an older one, a tracked URL from the store, another one from the web."""
    Path("page.html").write_bytes(berths(14))
    story.pages["/other"] = berths(18)
    pages = {
        "page.html": 14, "harbour": 16, "harbour@1": 12, story.url("/harbour"): 16, story.url("/other"): 18,
    }  # fmt: skip
    for page, value in pages.items():
        shown = one(run("rules", "explain", "berth_count", page, "--json", site=story))
        assert shown["observation"]["value"] == value
        assert [a["verdict"] for a in shown["attempts"] if a["in"] == "text"] == ["won"]
    text = run("rules", "explain", "berth_count", "harbour").stdout
    assert "harbour@2: 16" in text
    assert "rules/harbour.yaml:7: {count} berths" in text


def test_explain_says_what_can_not_be_explained(run, story):
    """Unknown facts, pages, ranges: code 2, nothing on stdout, no store made."""
    for arguments, words in {
        ("berth_cuont", "harbour"): "did you mean 'berth_count'",
        ("berth_count", "nobody"): "no file, no URL, and no source",
        ("berth_count", "harbour@1..2"): "one version is explained",
        ("berth_count", story.url("/none")): "404",
    }.items():
        result = run("rules", "explain", *arguments, site=story)
        assert result.exit_code == 2
        assert words in result.stderr
        assert result.stdout == ""
    run("rules", "explain", "berth_count", "nobody", "--store", "other.db")
    assert not Path("other.db").exists()


# ---------------------------------------------------------------- schema and coverage


def test_schema_is_json(run):
    """For editors."""
    assert one(run("rules", "schema"))["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_coverage_counts_stored_documents_and_writes_nothing(run, story):
    """Every version of every source; the store's file stays as it was."""
    rewrite('["{count} berths"]', '["{count} berths", "{count} docks"]')
    before = Path("snapshots/monitor.db").read_bytes()
    shown = one(run("rules", "test", "--against", "snapshots/monitor.db", "--json"))
    assert shown["documents"] == 2
    [fact] = shown["facts"]
    assert (fact["found"], [phrase["documents"] for phrase in fact["phrases"]]) == (2, [2, 0])
    assert Path("snapshots/monitor.db").read_bytes() == before
    text = run("rules", "test", "--against", "snapshots/monitor.db")
    assert "berth_count" in text.stdout
    assert "on 2 stored documents" in text.stderr


def test_coverage_needs_a_store(run):
    """A name that is no store makes none."""
    result = run("rules", "test", "--against", "none.db")
    assert (result.exit_code, Path("none.db").exists()) == (2, False)


def test_coverage_reads_a_source_with_its_packs(run, story):
    """A source with packs of its own is not read with others."""
    Path("rules/other.yaml").write_text(
        "id: other\ntitle: O\nfacts:\n  - {id: o, title: O, type: count, phrases: ['{count} berths']}\n"
    )
    run("edit", "harbour", "--pack", "harbour")
    shown = one(run("rules", "test", "--against", "snapshots/monitor.db", "--json"))
    assert {fact["fact"]: fact["found"] for fact in shown["facts"]} == {"berth_count": 2, "o": 0}
    assert shown["never"] == ["o"]


# ---------------------------------------------------------------- replay


def test_unchanged_rules_replay_to_nothing(run, story):
    """The record and today's rules agree."""
    result = run("replay", "--json")
    assert one(result) == {"schema": 1, "versions": 2, "differences": []}
    assert "no differences" in result.stderr


def test_a_rule_edit_is_told_as_a_rule_change(run, story):
    """What was recorded, what today's rules read; the record itself stays, and no source has changed."""
    log = run("log", "--json").stdout
    rewrite("phrases: [", "between: [1, 14]\n    phrases: [")
    [difference] = one(run("replay", "--json"))["differences"]
    assert (difference["source"], difference["from_version"], difference["to_version"]) == ("harbour", 1, 2)
    assert (difference["kind"], difference["recorded"]["kind"]) == ("different", "revised")
    assert difference["today"]["kind"] == "disappeared"
    text = run("replay").stdout
    assert "recorded: 12 -> 16" in text
    assert "today: 12 -> not stated" in text
    assert run("log", "--json").stdout == log
    assert run("check", site=story).exit_code == 0


def test_since_and_sources_narrow_it(run, story):
    """Only versions since then, only these sources."""
    assert one(run("replay", "--since", "2099-01-01", "--json"))["versions"] == 0
    assert one(run("replay", "harbour", "--since", "1h", "--json"))["versions"] == 2
    assert run("replay", "nobody").exit_code == 2
    assert run("replay", "--since", "soon").exit_code == 2


def test_replay_goes_on_where_it_stopped(run, story, monkeypatch):
    """What was read before an interrupt is not read again."""
    from monitor.cli import stored

    rewrite("phrases: [", "between: [1, 14]\n    phrases: [")
    real, read = stored.read_version, []

    def counted(here, store, source, number=None):
        if len(read) == 1:
            read.append(None)
            raise KeyboardInterrupt
        read.append(number)
        return real(here, store, source, number)

    monkeypatch.setattr(stored, "read_version", counted)
    assert run("replay").exit_code == 130
    assert run("replay").exit_code == 0
    assert read == [1, None, 2]
    run("replay")
    assert read == [1, None, 2]


def test_a_terminal_sees_progress_and_a_log_does_not(run, story):
    """On stderr, and only where that is a terminal; stdout stays data."""
    program = str(Path(sys.executable).with_name("monitor"))
    master, slave = os.openpty()
    try:
        env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        done = subprocess.run([program, "replay", "--json"], stdout=subprocess.PIPE, stderr=slave, env=env, check=True)
        shown = os.read(master, 65536).decode()
    finally:
        os.close(slave)
        os.close(master)
    assert "versions" in shown
    assert "2/2" in shown
    assert json.loads(done.stdout)["versions"] == 2
    assert "2/2" not in run("replay").stderr
