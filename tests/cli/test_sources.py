"""add, list, edit, remove, pause, resume, import, export: words, codes and what is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

A = "https://www.a.example/story"
B = "https://b.example/@7"


def listed(run: Any) -> dict[str, dict[str, Any]]:
    return {source["name"]: source for source in json.loads(run("list", "--json").stdout)["sources"]}


def test_add_names_a_source_by_its_host(run):
    """The name is printed, so that scripts can go on with it."""
    assert run("add", A).stdout == "a.example\n"
    assert run("add", "http://a.example/other").stdout == "a.example-2\n"


def test_every_option_of_add_reaches_the_source(run):
    """Options are stored under the keys of the source lists."""
    result = run(
        "add", A, "--name", "x", "--story", "s", "--pack", "harbour", "--every", "6h", "--select", "main", "--ignore",
        ".ad", "--ignore", "#b", "--header", "X-A: b", "--credentials", "env:LOGIN", "--proxy", "http://p.example:1",
        "--no-robots", "--paused",
    )  # fmt: skip
    assert result.exit_code == 0
    wanted = {
        "url": A, "story": "s", "packs": ["harbour"], "every": "6h", "include": ["main"], "ignore": [".ad", "#b"],
        "headers": ["X-A: b"], "credentials": "env:LOGIN", "proxy": "http://p.example:1", "robots": False, "paused": True,
    }  # fmt: skip
    assert listed(run)["x"].items() >= wanted.items()


def test_add_again_is_no_error_unless_it_wants_something_else(run):
    """Idempotent for scripts; a setting that would be lost silently is refused."""
    run("add", A)
    assert run("add", A).stdout == "a.example\n"
    result = run("add", A, "--every", "6h")
    assert result.exit_code == 2
    assert "is tracked already, as a.example; change it with: monitor edit a.example" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["http://127.0.0.1/x"], "127.0.0.1:80 is a loopback address"),
        (["ftp://a.example/"], "http"),
        (["a.example"], "http"),
        ([A, "--every", "7x"], "every: '7x' is no interval"),
        ([A, "--pack", "harbor"], "unknown rule pack 'harbor'; did you mean"),
        ([A, "--select", "p:foo("], "not a CSS selector"),
        ([A, "--name", "12"], "a number alone is an id"),
        ([A, "--credentials", "user:hush"], "credentials: a reference is needed"),
        ([A, "--header", "Cookie: hush"], "holds a secret"),
    ],
)
def test_what_can_not_be_tracked_is_refused(run, arguments, words):
    """Code 2, a reason on stderr, nothing tracked, no secret repeated."""
    result = run("add", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "hush" not in result.stderr
    assert listed(run) == {}


def test_two_sources_can_not_have_one_name(run):
    """Names are unique, so that they can stand for a source."""
    run("add", A, "--name", "x")
    result = run("add", B, "--name", "x")
    assert (result.exit_code, "taken" in result.stderr) == (2, True)


def test_a_source_is_found_by_name_id_and_url(run):
    """SOURCE is any of the three, also a URL that ends like a version."""
    run("add", A)
    run("add", B)
    for ref in ("b.example", "2", B):
        assert run("edit", ref, "--story", ref).exit_code == 0
        assert listed(run)["b.example"]["story"] == ref


def test_edit_changes_what_is_named_and_an_empty_value_clears(run):
    """The rest stays."""
    run("add", A, "--story", "s", "--ignore", ".ad", "--every", "6h")
    assert run("edit", "a.example", "--name", "n", "--ignore", "", "--url", B).exit_code == 0
    found = listed(run)["n"]
    assert (found["url"], found["story"], found["ignore"], found["every"]) == (B, "s", [], "6h")
    assert run("edit", "n", "--story", "", "--every", "").exit_code == 0
    assert (listed(run)["n"]["story"], listed(run)["n"]["every"]) == (None, "1h")


def test_what_a_source_leaves_open_follows_the_settings(run):
    """An interval of its own is kept; without one, and with '' again, the setting of the day counts."""
    run("add", A, "--name", "own", "--every", "6h", "--no-robots")
    run("add", B, "--name", "open")
    assert [(each["every"], each["by_setting"]) for each in listed(run).values()] == [
        ("6h", []), ("1h", ["every", "robots"]),
    ]  # fmt: skip
    Path("monitor.toml").write_text('every = "2h"\nrobots = false\n')
    found = listed(run)
    assert (found["own"]["every"], found["open"]["every"], found["open"]["robots"]) == ("6h", "2h", False)
    assert "6h" in run("list").stdout
    assert "2h" in run("list").stdout
    run("edit", "own", "--every", "", "--robots-by-setting")
    assert listed(run)["own"]["by_setting"] == ["every", "robots"]
    assert run("export", "own").stdout.splitlines()[1] == f"{A},own,,,,,,,,,,"


def test_edit_refuses_what_add_refuses(run):
    """The same checks on the way in; and at least one option."""
    run("add", A)
    for arguments in (["--url", "http://10.0.0.1/"], ["--every", "x"], ["--pack", "no"], []):
        assert run("edit", "a.example", *arguments).exit_code == 2


def test_an_unknown_source_is_told_with_names_like_it(run):
    """Every unknown one, before anything is done."""
    run("add", A)
    result = run("remove", "a.example", "a.exmple", "nothing")
    assert result.exit_code == 2
    assert "did you mean a.example" in result.stderr
    assert "nothing" in result.stderr
    assert "a.example" in listed(run)


def test_pause_resume_remove(run):
    """Several at once; a removed source is not listed."""
    run("add", A)
    run("add", B)
    run("pause", "1", "b.example")
    assert [source["paused"] for source in listed(run).values()] == [True, True]
    run("resume", A)
    assert [source["paused"] for source in listed(run).values()] == [False, True]
    assert "its history stays" in run("remove", "b.example").stderr
    assert "with its history" in run("remove", "--purge", "a.example").stderr
    assert listed(run) == {}
    assert "no source is tracked" in run("list").stderr


def test_the_list_is_a_table_without_trailing_white_space(run):
    """Lines can be cut up, however long a URL is."""
    run("add", A + "/" + "x" * 300, "--name", "Größte [bold]Zeitung[/]")
    head, line = run("list").stdout.splitlines()
    assert head.split() == ["ID", "NAME", "STORY", "EVERY", "PACKS", "VERSION", "CHECKED", "NEXT", "STATE", "URL"]
    assert "Größte [bold]Zeitung[/]" in line
    assert line.endswith("x" * 300)


@pytest.mark.parametrize("form", ["csv", "opml", "yaml"])
def test_export_and_import_are_inverse(run, form):
    """An export goes into an empty store and comes out again; a second import changes nothing."""
    run("add", A, "--story", "s", "--ignore", "#ad, .x", "--header", "X-A: b")
    run("add", B, "--every", "0 6 * * 1 Asia/Tokyo", "--paused")
    assert run("export", "-o", f"list.{form}").exit_code == 0
    text = Path(f"list.{form}").read_text("utf-8")
    assert run("export", "--format", form).stdout == text
    other = ("--store", "other.db")
    assert run("import", f"list.{form}", *other).stderr == f"list.{form}: 2 added, 0 updated, 0 unchanged\n"
    assert run("import", f"list.{form}", *other).stderr == f"list.{form}: 0 added, 0 updated, 2 unchanged\n"
    assert run("export", "--format", form, *other).stdout == text


def test_import_reads_standard_input_and_tracks_nothing_if_a_line_is_wrong(run):
    """All faults at once, from the list, the guard of addresses and the packs."""
    assert run("import", "-", input=f"{A}\n".encode()).stderr == "standard input: 1 added, 0 updated, 0 unchanged\n"
    Path("list.csv").write_text(f"url,packs\n{B},nope\nhttp://127.0.0.1/,\n")
    result = run("import", "list.csv")
    assert result.exit_code == 2
    assert "127.0.0.1:80 is a loopback address" in result.stderr
    assert "unknown rule pack 'nope'" in result.stderr
    assert list(listed(run)) == ["a.example"]


def test_lists_that_can_not_be_read_are_told(run):
    """Missing, no UTF-8, or of no known format."""
    Path("list.csv").write_bytes(b"url\nhttps://a.example/\xff\n")
    Path("list.dat").write_text("x")
    assert "none.csv: can't be read" in run("import", "none.csv").stderr
    assert "list.csv: is not UTF-8" in run("import", "list.csv").stderr
    assert "say --format" in run("import", "list.dat").stderr


def test_export_of_some_sources(run):
    """By name or story."""
    run("add", A, "--story", "s")
    run("add", B)
    assert run("export", "b.example").stdout.splitlines()[1:] == [f"{B},b.example,,,,,,,,,,"]
    assert len(run("export", "--story", "s").stdout.splitlines()) == 2
