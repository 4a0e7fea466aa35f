"""Files that travel with the program, and rule files."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor import resources
from monitor.errors import ConfigError, RuleError


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_travels_with_the_program_is_there():
    """Packs, lexicons, templates and starter files are found, by the names that errors show."""
    assert "nato-japan.yaml" in resources.packs()
    assert "en.yaml" in resources.lexicons()
    assert "report.html.j2" in resources.templates()
    assert set(resources.starter()) == {"monitor.toml", "sources.csv", "rules/starter.yaml"}


def test_without_a_rules_folder_the_packs_of_the_program_are_used():
    """Default: rules/ in the working folder, else what comes along."""
    assert resources.rule_files(None) == resources.packs()
    Path("rules/deep").mkdir(parents=True)
    Path("rules/deep/a.yaml").write_text("id: a\n")
    Path("rules/.hidden.yaml").write_text("id: hidden\n")
    Path("rules/notes.md").write_text("no rules")
    assert resources.rule_files(None) == {"rules/deep/a.yaml": "id: a\n"}


def test_a_single_file_is_used_whatever_it_is_called():
    """--rules FILE takes that file."""
    Path("mine.rules").write_text("id: mine\n")
    assert resources.rule_files(Path("mine.rules")) == {"mine.rules": "id: mine\n"}


def test_a_single_file_brings_its_translations_along():
    """Files of one language stand beside the pack that they translate; its namesakes' and its copies do not count."""
    Path("r").mkdir()
    for name in ("a.yaml", "a.fr.yaml", "a.ja.yaml", "ab.fr.yaml", "b.yaml", "a.fr.yml", "a.old.yaml"):
        Path("r", name).write_text(f"id: {name}\n")
    Path("r", "a.ko.yaml").mkdir()
    assert list(resources.rule_files(Path("r/a.yaml"))) == ["r/a.yaml", "r/a.fr.yaml", "r/a.ja.yaml"]
    assert list(resources.rule_files(Path("r/a.fr.yaml"))) == ["r/a.fr.yaml"]


def test_a_folder_without_rules_and_a_path_that_is_not_there_are_told():
    """An empty rulebook would find nothing, silently."""
    Path("empty").mkdir()
    with pytest.raises(ConfigError, match="empty: no rule file"):
        resources.rule_files(Path("empty"))
    with pytest.raises(ConfigError, match="nowhere: no such rule file"):
        resources.rule_files(Path("nowhere"))


def test_all_files_that_are_no_text_are_told_with_their_place():
    """Every bad file, with line and column of the first bad byte."""
    Path("rules").mkdir()
    Path("rules/a.yaml").write_bytes(b"id: a\ntitle: \xe4\n")
    Path("rules/b.yaml").write_bytes(b"\xff")
    Path("rules/c.yaml").write_text("id: c\n")
    with pytest.raises(RuleError) as caught:
        resources.rule_files(None)
    places = [(fault.file, fault.line, fault.column) for fault in caught.value.faults]
    assert places == [("rules/a.yaml", 2, 8), ("rules/b.yaml", 1, 1)]
