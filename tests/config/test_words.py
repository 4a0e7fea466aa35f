"""Slips in monitor.toml are told in words of what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load
from monitor.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("every = 1h\n", 'monitor.toml:1: every: a text stands in quotes (every = "...")'),
        ("tick = 3\ncontact = desk@example.org\n", "monitor.toml:2: contact: a text stands in quotes"),
        ('every = "1h"\nevery = "2h"\n', "monitor.toml:2: every: stands twice"),
        ('contact = "desk\n', "monitor.toml:1: contact: the text is not closed"),
        ("robots\n", "monitor.toml:1: robots: a line `setting = value` is needed"),
        ('tell_after = "3"\n', "monitor.toml:1: tell_after: a whole number is needed, not '3'"),
        ("time_zone = 1\n", "monitor.toml:1: time_zone: a text in quotes is needed, not 1"),
    ],
)
def test_slips_in_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    """File, line and setting, and no parser's jargon."""
    monkeypatch.chdir(tmp_path)
    Path("monitor.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(None, {})
    assert str(caught.value).startswith(words)
