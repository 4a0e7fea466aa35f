"""docs/stories.md tells of a story's page what is so: its commands run, its figures and signs are those of the code."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from articles import berths

from monitor.report.story.axis import BUCKETS
from monitor.report.story.labels import SIGNS
from monitor.report.story.viewer import BARS, NAMED, SIDE_BY_SIDE

PAGE = (Path(__file__).parents[2] / "docs" / "stories.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_make_it(tmp_path: Path, site: Any) -> None:
    """Typed as they stand there, in a folder with a story of that name, they write both pages."""
    section = PAGE.split("## The page\n")[1].split("\n## ")[0]
    commands = re.findall(r"^    (monitor .+)$", section, re.MULTILINE)
    assert len(commands) == 2
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MONITOR_ALLOW_PRIVATE_HOSTS": "1",
        "MONITOR_PER_HOST_DELAY": "0",
    }

    def run(command: str) -> None:
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode in (0, 1), (command, done.stderr)

    for name, count in (("ledger", 12), ("mirror", 14)):
        site.pages[f"/{name}"] = berths(count)
        run(f"monitor add {site.url(f'/{name}')} --name {name} --story harbour")
    run("monitor check")
    for command in commands:
        run(command)
    for file, heading in (("story.html", "harbour"), ("report.html", "harbour: Nothing changed")):
        assert f"<h1>{heading}" in (tmp_path / file).read_text("utf-8")


def test_figures_and_signs_of_the_page_are_those_of_the_code() -> None:
    """What is told of sizes, and the signs of marks."""
    text = " ".join(PAGE.split())
    words = {8: "8", 24: "24", 4: "4", 12: "twelve"}
    assert f"Of more than {words[SIDE_BY_SIDE]} sources a fact is told by value" in text
    assert f"the first {words[NAMED]} of them" in text
    assert f"Of more than {words[BARS]} sources the chart has a lane for each value" in text
    assert f"of which {words[BUCKETS]} are enough" in text
    for mark in ("agrees", "disagrees", "alone", "hedged", "develops"):
        assert f"`{SIGNS[mark]}`" in text  # type: ignore[index]
