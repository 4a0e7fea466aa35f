"""docs/reading.md is true: two screens long, its commands run, and what it shows of their output is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.model import Profile, Unreadable
from monitor.text import check_selector, read

LINES = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8").splitlines()
TEXT = "\n".join(LINES)
PARAGRAPHS = (
    "The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said.",
    "Work starts in March and is to cost about nine million crowns, half of which the region will pay.",
    "Boats are to lie at the old fish quay until then, where the town has put up two floats and a new crane.",
    "Owners have until the end of the month to say which of the quays they would like to have a berth at.",
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jetties</title></head><body>'
    '<nav><a href="/">News</a></nav><main><h1>Town rebuilds its jetties</h1><div id="story">'
    f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    '<div class="tides"><p>High water tonight at 20:40, tomorrow at 21:25, and on Sunday at 22:05.</p></div>'
    f"<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p></div>"
    '<div id="stages" style="display:none"><h2>Stages</h2><p>Jetties one to six are done first.</p></div>'
    "</main><footer>Made by its readers.</footer></body></html>"
)


def blocks() -> list[list[str]]:
    """The indented blocks of the page: lines of commands, or of output."""
    found = re.findall(r"(?:^    .+\n)+", TEXT + "\n", re.MULTILINE)
    return [[line[4:] for line in block.strip("\n").split("\n")] for block in found if block.strip()]


def commands() -> list[str]:
    return [line.split("  #")[0].strip() for block in blocks() for line in block if line.startswith("monitor ")]


def test_it_takes_two_screens() -> None:
    """At most 60 lines of at most 120 columns."""
    assert len(LINES) <= 60
    assert max(map(len, LINES)) <= 120


@pytest.fixture
def typed(tmp_path: Path, site: Any) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Types a line into a shell, in a folder with a source called `harbour` that has one version."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MONITOR_ALLOW_PRIVATE_HOSTS": site.host,
        "MONITOR_PER_HOST_DELAY": "0",
    }
    site.pages["/harbour"] = PAGE

    def run(line: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # lines of the project's own page
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        return done

    run(f"monitor add {site.url('/harbour')} --name harbour")
    run("monitor check harbour")
    return run


def test_its_commands_run_and_print_what_it_shows(typed: Callable[[str], Any]) -> None:
    """Every command in order; each block of output is printed by the explanation, line for line."""
    outputs = {line: typed(line) for line in commands()}
    assert len(outputs) >= 4
    explained = outputs["monitor extract --explain page.html"].stdout
    shown = [block for block in blocks() if not block[0].startswith("monitor ")]
    assert shown
    for block in shown:
        assert "\n".join(block) in explained
    assert "High water" not in outputs[next(line for line in outputs if "--ignore" in line and "--text" in line)].stdout
    assert "finds 1 element" in outputs[next(line for line in outputs if line.startswith("monitor edit"))].stderr


def test_its_selectors_do_what_it_says() -> None:
    """Each that it names as an example can be used, and the one by words leaves out what it should."""
    named = re.findall(r"`((?:p|#|\.|\[class)[^`]*[\])a-z])`", TEXT.split("## A page is read wrongly")[1])
    assert len(named) >= 3
    assert [css for css in named if check_selector(css)] == []
    by_words = next(css for css in named if "contains" in css)
    assert "High water" in read(PAGE.encode()).text
    assert "High water" not in read(PAGE.encode(), Profile(ignore=(by_words,))).text


def test_it_names_what_a_page_may_be_instead() -> None:
    """The kinds of pages that are no article, as checks tell them."""
    section = TEXT.split("## When a page is no article")[1].split("\n## ")[0].replace("\n", " ")
    decided_here = {
        Unreadable.CONSENT_WALL, Unreadable.PAYWALL_STUB, Unreadable.SOFT_404, Unreadable.CHALLENGE,
        Unreadable.RATE_LIMIT, Unreadable.EMPTY_SHELL, Unreadable.EMPTY_PAGE,
    }  # fmt: skip
    assert [kind for kind in decided_here if str(kind) not in section] == []
