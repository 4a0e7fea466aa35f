"""init, completion, rules test, and the example."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import monitor
from monitor import resources
from monitor.schedule import parse_every
from monitor.sourcelist import parse

EXAMPLE = Path(__file__).parents[2] / "examples" / "nato-japan"
MONITOR = Path(sys.executable).with_name("monitor")


def test_init_writes_files_that_work_as_they_are(run, monkeypatch):
    """Settings that load, rules whose tests pass, a list that imports; their names on stdout."""
    result = run("init", "watch")
    assert result.exit_code == 0
    assert set(result.stdout.splitlines()) == {"watch/monitor.toml", "watch/rules/starter.yaml", "watch/sources.csv"}
    monkeypatch.chdir("watch")
    assert run("rules", "test").exit_code == 0
    assert run("import", "sources.csv").stderr == "sources.csv: 0 added, 0 updated, 0 unchanged\n"


def test_init_copies_a_bundled_pack(run, monkeypatch):
    """Into rules/, as it is; an unknown one is refused with those that there are, and nothing is written."""
    result = run("init", "watch", "--pack", "nato-jpan")
    assert result.exit_code == 2
    assert "no pack nato-jpan comes with the program; there are: " in result.stderr
    assert "nato-japan" in result.stderr
    assert not Path("watch").exists()
    result = run("init", "watch", "--pack", "nato-japan")
    assert "watch/rules/nato-japan.yaml" in result.stdout.splitlines()
    for name, text in resources.packs().items():
        copied = Path("watch/rules", name)
        assert (copied.read_text("utf-8") == text) if name.startswith("nato-japan.") else not copied.exists()
    monkeypatch.chdir("watch")
    assert run("rules", "test").stderr.startswith("2 rule packs, ")


def test_the_examples_in_the_starter_files_work(run, monkeypatch):
    """What is commented out can be put in by taking the # away."""
    run("init", "watch")
    monkeypatch.chdir("watch")
    lines = Path("monitor.toml").read_text().splitlines()
    settings = [line.removeprefix("# ") for line in lines if line.startswith("# ") and " = " in line]
    assert len(settings) > 5
    Path("monitor.toml").write_text("\n".join(settings))
    listed = Path("sources.csv").read_text().splitlines()
    Path("sources.csv").write_text("\n".join([listed[2], listed[3].removeprefix("# ")]))
    result = run("import", "sources.csv")
    assert result.stderr == "sources.csv: 1 added, 0 updated, 0 unchanged\n", result.stderr


def test_init_never_overwrites(run):
    """What is there stays, byte for byte, and the rest is written."""
    Path("monitor.toml").write_text("concurrency = 3\n")
    result = run("init")
    assert result.exit_code == 0
    assert "monitor.toml is there already" in result.stderr
    assert Path("monitor.toml").read_text() == "concurrency = 3\n"
    assert Path("sources.csv").exists()


def test_init_into_a_place_that_can_not_be_written(run):
    """The folder is a file."""
    Path("file").write_text("")
    result = run("init", "file")
    assert (result.exit_code, "can't be written" in result.stderr) == (2, True)


def test_the_starter_pack_has_a_positive_and_a_negative_test_for_every_fact():
    """It teaches how a pack is written."""
    from monitor.facts import warnings
    from monitor.rules import load

    files = {name: text for name, text in resources.starter().items() if name.startswith("rules/")}
    assert warnings(load(files, resources.lexicons())) == []


def test_the_example_is_five_sources_that_can_be_imported(run, monkeypatch):
    """The list, its settings and its pack fit together."""
    text = (EXAMPLE / "sources.yaml").read_text("utf-8")
    sources = parse(text, "yaml", "sources.yaml", check_every=parse_every)
    assert len(sources) == 5
    assert {(source.story, source.packs) for source in sources} == {("nato-japan", ("nato-japan",))}
    result = run(
        "import", EXAMPLE / "sources.yaml", "--config", EXAMPLE / "monitor.toml", "--store", "x.db", "--rules",
        EXAMPLE.parents[1] / "rules",
    )  # fmt: skip
    assert (result.exit_code, "5 added" in result.stderr) == (0, True)


def test_rules_test_says_what_failed_and_ends_with_1(run):
    """file:line, expected and got; 0 when all is well."""
    assert run("rules", "test").exit_code == 0
    pack = Path("rules/harbour.yaml")
    pack.write_text(pack.read_text().replace("berth_count: 12", "berth_count: 13"))
    result = run("rules", "test")
    assert result.exit_code == 1
    assert result.stdout.startswith("rules/harbour.yaml:9: FAILED: berth_count: expected 13, got 12")
    shown = json.loads(run("rules", "test", "--json").stdout)
    assert (shown["passed"], shown["failed"], shown["tests"][0]["passed"]) == (1, 1, False)
    assert run("rules", "test", "harbor").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run, shell):
    """One for each shell."""
    result = run("completion", shell)
    assert (result.exit_code, "_MONITOR_COMPLETE" in result.stdout) == (0, True)


def test_commands_and_sources_are_completed(run):
    """Through the protocol that the scripts speak; without a store there is nothing, and none is made."""

    def completed(words: str, number: int) -> list[str]:
        variables = os.environ | {"_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        found = subprocess.run([MONITOR], env=variables, capture_output=True, text=True, timeout=60, check=True)
        return [line.partition(",")[2] for line in found.stdout.splitlines() if line]

    assert completed("monitor ex", 1) == ["export", "extract"]
    assert completed("monitor show ky", 2) == []
    assert not Path("snapshots").exists()
    run("add", "https://a.example/", "--name", "kyodo")
    assert completed("monitor show ky", 2) == ["kyodo"]


def test_python_m_monitor_is_the_command():
    """The same program."""
    found = subprocess.run(
        [sys.executable, "-m", "monitor", "--version"], capture_output=True, text=True, timeout=60, check=True
    )
    assert found.stdout.endswith(f"version {monitor.__version__}\n")
