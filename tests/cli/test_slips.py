"""Slips of users: what is mistyped, missing or out of place is told with what would be right; completion spares some."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from articles import berths
from click.shell_completion import ShellComplete

from monitor.cli import main


def completions(*words: str, incomplete: str = "") -> list[str]:
    found = ShellComplete(main, {}, "monitor", "_MONITOR_COMPLETE").get_completions(list(words), incomplete)
    return [item.value for item in found]


def test_documents_that_can_not_be_read_do_not_keep_the_others_back(run):
    """A folder among files: its outcome is failed, with the reason; the others have their facts."""
    Path("a.html").write_bytes(berths(12))
    Path("folder").mkdir()
    result = run("extract", "folder", "a.html", "--json")
    assert result.exit_code == 2
    first, second = json.loads(result.stdout)["documents"]
    assert (first["document"], first["outcome"], first["detail"]) == (
        "folder",
        "failed",
        "can't be read: Is a directory",
    )
    assert second["facts"]["berth_count"]["value"] == 12


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_diff_of_a_file_that_can_not_be_read(run):
    """The reason, and no trace."""
    for name in ("a.html", "b.html"):
        Path(name).write_bytes(berths(12))
    Path("b.html").chmod(0)
    assert "b.html: can't be read" in run("diff", "a.html", "b.html").stderr


def test_diff_says_which_file_is_missing(run):
    """The one that is not there is named, the other not."""
    Path("a.html").write_bytes(berths(12))
    result = run("diff", "a.html", "b.html")
    assert (result.exit_code, result.stderr) == (
        2, "monitor: b.html: no such file; one source or two files can be compared\n",
    )  # fmt: skip
    assert "name a second one" in run("diff", "a.html").stderr


@pytest.mark.parametrize(
    ("words", "near"),
    [("chekc", "did you mean check?"), ("rules tset", "did you mean test?"), ("zzz", "--help` lists")],
)
def test_an_unknown_command_is_told_with_those_like_it(run, words, near):
    """Also below `rules`."""
    result = run(*words.split())
    assert result.exit_code == 2
    assert near in result.stderr


def test_export_writes_only_what_the_name_tells(run):
    """A list in a .txt would be read back as CSV only by luck."""
    run("add", "https://a.example/")
    result = run("export", "-o", "x.txt")
    assert (result.exit_code, "say --format" in result.stderr, Path("x.txt").exists()) == (2, True, False)
    assert run("export", "-o", "x.txt", "--format", "csv").exit_code == 0


def test_every_fault_of_a_list_is_told_with_its_line(run):
    """Unknown packs and refused addresses stand among the others; nothing is imported."""
    Path("list.csv").write_text(
        "url,name,packs\nhttps://a.example/,a,harbor\nhttp://127.0.0.1/,b,\nhttps://c.example/,12,\nhttps://d.example/,d,\n"
    )
    result = run("import", "list.csv")
    assert result.exit_code == 2
    faults = result.stderr.splitlines()
    assert "list.csv:2: packs: unknown rule pack 'harbor'; did you mean 'harbour'?" in faults[0]
    assert "list.csv:3: url: http://127.0.0.1/: 127.0.0.1:80 is a loopback address" in faults[1]
    assert "list.csv:4: name: '12'" in faults[2]
    assert faults[3] == "monitor: list.csv: nothing was imported"
    assert "no source is tracked" in run("list").stderr


def test_names_stories_packs_and_versions_are_completed(run, site: Any, monkeypatch):
    """From the store and the rules; nothing where there is no store, and none is made."""
    assert completions("show") == []
    assert completions("list", "--story") == []
    assert not Path("snapshots").exists()
    site.pages["/a"] = berths(12)
    run("add", site.url("/a"), "--name", "nato", "--story", "summit", site=site)
    run("check", site=site)
    site.pages["/a"] = berths(14)
    run("check", site=site)
    assert completions("show", incomplete="na") == ["nato"]
    assert completions("diff", incomplete="nato@") == ["nato@1", "nato@2"]
    assert completions("facts", "--story", incomplete="su") == ["summit"]
    assert completions("edit", "nato", "--pack", incomplete="har") == ["harbour"]
    assert completions("init", "--pack", incomplete="nato") == ["nato-japan"]
