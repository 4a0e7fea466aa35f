"""The command line in this process, in an empty folder, on a real store and a real web site."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import main

Run = Callable[..., Result]

PACK = """\
id: harbour
title: Harbour plan
facts:
  - id: berth_count
    title: Berths
    type: count
    phrases: ["{count} berths"]
tests:
  - text: The harbour will have 12 berths.
    expect: {berth_count: 12}
  - text: The harbour will have a crane.
    expect: {berth_count: absent}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty working folder with one rule pack, no MONITOR_ variable, and the log as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("MONITOR_")]:
        monkeypatch.delenv(name)
    Path("rules").mkdir()
    Path("rules/harbour.yaml").write_text(PACK)
    log = logging.getLogger("monitor")
    before = log.handlers, log.propagate, log.level
    yield
    log.handlers, log.propagate = before[:2]
    log.setLevel(before[2])


@pytest.fixture
def run() -> Run:
    """Runs a command line: `run("check", "--json", site=site)`. Only bugs raise."""

    def run(*args: object, site: object = None, input: bytes | None = None, **env: str) -> Result:  # noqa: A002
        if site is not None:
            env |= {"MONITOR_ALLOW_PRIVATE_HOSTS": site.host, "MONITOR_PER_HOST_DELAY": "0"}  # type: ignore[attr-defined]
        return CliRunner().invoke(main, list(map(str, args)), env=env, input=input, catch_exceptions=False)

    return run
