"""What all commands share: global options, errors, codes, pipes, interrupts, what `--help` imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from articles import berths
from click.testing import CliRunner

import monitor
from monitor.cli import main

URL = "https://a.example/story"
MONITOR = Path(sys.executable).with_name("monitor")

HEAVY = {
    "aiohttp", "apscheduler", "asyncio", "deepdiff", "httpx", "jinja2", "pydantic", "rapidfuzz", "regex", "rich",
    "ruamel", "selectolax", "sqlite3", "sqlite_utils", "stamina",
}  # fmt: skip


def test_global_options_stand_before_or_after_the_name(run):
    """And inside of a group; where one stands twice, the later counts."""
    assert run("--store", "a.db", "add", URL).exit_code == 0
    assert run("add", URL, "--store", "b.db").exit_code == 0
    assert Path("a.db").exists()
    assert Path("b.db").exists()
    assert run("--store", "c.db", "list", "--store", "a.db").exit_code == 0
    assert not Path("c.db").exists()
    Path("rules/harbour.yaml").rename("mine.yaml")
    for arguments in (["--rules", "mine.yaml", "rules", "test"], ["rules", "--rules", "mine.yaml", "test"]):
        assert run(*arguments).exit_code == 0
    assert run("rules", "test", "--rules", "mine.yaml").exit_code == 0
    assert run("rules", "test").exit_code == 2


def test_an_option_counts_for_more_than_environment_and_file(run):
    """Option over environment over file."""
    Path("monitor.toml").write_text('store = "file.db"\n')
    run("add", URL)
    run("add", URL, MONITOR_STORE="environment.db")
    run("add", URL, "--store", "option.db", MONITOR_STORE="never.db")
    assert sorted(path.name for path in Path().glob("*.db")) == ["environment.db", "file.db", "option.db"]
    Path("other.toml").write_text('store = "other.db"\n')
    run("add", URL, "--config", "other.toml")
    assert Path("other.db").exists()


def test_verbosity_adds_up_on_both_sides(run, site):
    """-v before and after are -vv."""
    site.pages["/a"] = berths(12)
    assert "check.finished" not in run("-v", "check", site.url("/a"), site=site).stderr
    assert "check.finished" in run("-v", "check", "-v", site=site).stderr


def test_wrong_settings_are_told_with_their_place_and_code_2(run):
    """Also with --json nothing goes to stdout."""
    Path("monitor.toml").write_text("stroe = 1\nconcurrency = 0\n")
    result = run("check", "--json", MONITOR_LEASE="x")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [
        "monitor.toml:1", "monitor.toml:2", "MONITOR_LEASE",
    ]  # fmt: skip


def test_a_misspelt_variable_is_pointed_out(run):
    """A warning, no error; -q keeps it back."""
    assert "did you mean MONITOR_STORE?" in run("list", MONITOR_STOR="x").stderr
    assert "did you mean" not in run("list", "-q", MONITOR_STOR="x").stderr


def test_wrong_usage_is_code_2(run):
    """As click says it."""
    for arguments in (["chekc"], ["check", "--jsn"], ["add"], ["log", "--limit", "0"], ["report", "--format", "pdf"]):
        assert run(*arguments).exit_code == 2, arguments


@pytest.mark.parametrize("command", ["check", "extract x.txt", "facts", "rules test"])
def test_a_fault_in_a_rule_is_told_with_file_and_line(run, command):
    """Code 2; with --json the object says it too."""
    Path("x.txt").write_text("x")
    Path("rules/bad.yaml").write_text("id: bad\ntitle: Bad\nfacs: []\n")
    result = run(*command.split(), "--json")
    assert result.exit_code == 2
    assert "rules/bad.yaml:3:1:" in result.stderr
    assert "rules/bad.yaml:3:1:" in json.loads(result.stdout)["error"]


@pytest.mark.parametrize("command", ["check", "log", "facts", "list", "diff a", "show a"])
def test_a_store_that_can_not_be_used_is_told(run, command):
    """Code 2; with --json still one object, with the keys of the command."""
    Path("bad.db").write_bytes(b"no database " * 100)
    result = run(*command.split(), "--json", "--store", "bad.db")
    assert result.exit_code == 2
    assert "bad.db" in result.stderr
    shown = json.loads(result.stdout)
    assert "bad.db" in shown["error"]
    assert command != "check" or (shown["checked"], shown["results"]) == (0, [])


def test_a_store_in_a_place_that_can_not_be_written(run):
    """The folder is a file."""
    Path("file").write_text("")
    result = run("list", "--store", "file/monitor.db")
    assert (result.exit_code, "file" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "command",
    ["check X", "check http://X/", "show X@1", "diff X", "list --story X", "facts --story X", "remove X", "log X"],
)
def test_arguments_that_are_no_text_are_told(run, command):
    """Bytes that are not UTF-8 come as lone surrogates, which SQLite can't take."""
    result = run(*command.replace("X", "\udcff").split())
    assert (result.exit_code, "is not UTF-8 text" in result.stderr) == (2, True)


def test_bugs_are_not_dressed_as_users_errors(monkeypatch):
    """The trace is shown and the code is 2, since 1 would mean that something changed; JSON stays one object."""
    monkeypatch.setattr("monitor.cli.context.Context.open_store", lambda self: 1 / 0)
    result = CliRunner().invoke(main, ["list", "--json"])
    assert result.exit_code == 2
    assert "ZeroDivisionError" in json.loads(result.stdout)["error"]
    assert "Traceback" in result.stderr
    assert "fault of the program" in result.stderr


# ---------------------------------------------------------------- the installed command


def spawn(*arguments: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run([MONITOR, *arguments], capture_output=True, text=True, timeout=60, check=False, **more)


def test_the_installed_command_works():
    """Its version, and a round through the store."""
    assert spawn("--version").stdout == f"monitor, version {monitor.__version__}\n"
    assert spawn("add", URL).stdout == "a.example\n"
    assert spawn("nothing").returncode == 2


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["rules", "test", "--help"], ["completion", "bash"]]
)
def test_help_imports_nothing_heavy(arguments):
    """Words must come at once; every library waits until it is needed."""
    code = (
        "import sys; from monitor.cli import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout
    assert HEAVY & set(found.stderr.split()) == set()


def test_a_reader_that_stops_early_is_no_error():
    """`monitor ... | head` ends in silence, whether it was the last write or an earlier one that failed."""
    many = "\n".join(f"https://site.example/{number}" for number in range(5000))
    assert spawn("import", "-", input=many).returncode == 0
    for command in ("list", "list --json", "export", "--help"):
        script = f'"{MONITOR}" {command} | head -n 1'
        piped = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
        assert (piped.stderr, piped.returncode) == ("", 0)
        assert len(piped.stdout.splitlines()) == 1


def test_a_reader_that_never_reads_is_no_error(run, site):
    """A stored body, written past click, meets the closed pipe only when it is flushed at the end."""
    site.pages["/a"] = berths(12)
    assert run("check", site.url("/a"), site=site).exit_code == 0
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    piped = subprocess.run(
        ["bash", "-c", f'"{MONITOR}" show 1 --raw | true; exit "${{PIPESTATUS[0]}}"'],
        capture_output=True, text=True, timeout=60, check=False, env=environ,
    )  # fmt: skip
    assert (piped.stderr, piped.returncode) == ("", 2)


def test_a_terminal_sees_progress_and_a_file_does_not(site):
    """The bar goes to stderr, and only to a terminal; the report on stdout is the same."""
    site.pages |= {"/a": berths(12), "/b": berths(13)}
    variables = os.environ | {"MONITOR_ALLOW_PRIVATE_HOSTS": site.host, "MONITOR_PER_HOST_DELAY": "0", "TERM": "xterm"}
    arguments = [MONITOR, "check", site.url("/a"), site.url("/b")]
    ours, theirs = os.openpty()
    try:
        found = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=theirs, timeout=60, env=variables, check=False)
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert found.returncode == 0
    assert "2/2" in shown
    assert b"2/2" not in found.stdout
    piped = subprocess.run(arguments, capture_output=True, timeout=60, env=variables, check=False)
    assert b"2/2" not in piped.stderr


def test_an_interrupt_ends_the_check_and_gives_the_source_back(site):
    """Ctrl-C: 130, one line, and the next check need not wait for a lease."""
    site.pages["/slow"] = site.Response(200, body=b"x", delay=30)
    variables = os.environ | {"MONITOR_ALLOW_PRIVATE_HOSTS": site.host, "MONITOR_PER_HOST_DELAY": "0"}
    with subprocess.Popen(
        [MONITOR, "check", site.url("/slow")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=variables,
        # A shell that runs the tests in its background has SIGINT ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 30
        while not site.asked("/slow") and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "monitor: interrupted"
    assert "Traceback" not in errors
    site.pages["/slow"] = berths(12)
    again = subprocess.run([MONITOR, "check"], capture_output=True, text=True, timeout=60, env=variables, check=False)
    assert again.returncode == 0, again.stderr
