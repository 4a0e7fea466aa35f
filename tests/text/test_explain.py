"""`extract --explain`: which region was taken, which blocks were dropped, and why, for people and programs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Jetties</title></head><body>"
    "<nav><a href=/>News</a></nav><main><article><h1>Jetties</h1>"
    "<p>The harbour council will rebuild fourteen of its jetties before the winter storms come, the mayor said.</p>"
    "<p>1,204 views</p><p>Updated 3 hours ago</p>"
    "<p>Work starts in March and is to cost about nine million crowns, half of which the region will pay.</p>"
    "</article></main><aside>Most read</aside><footer>Made by its readers.</footer></body></html>"
)


@pytest.fixture
def explained(tmp_path):
    """Runs the command on a page."""
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")

    def run(*options):
        command = [sys.executable, "-m", "monitor", "extract", "--explain", *options, str(file)]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=60).stdout

    return run


def test_people_are_told(explained):
    """The region with its share, kept and dropped blocks with their reasons, and what was taken out before."""
    said = explained()
    assert "the article element that holds" in said
    lines = said.splitlines()
    assert any(line.startswith("  + paragraph") and "fourteen of its" in line for line in lines)
    assert any(line.startswith("  - paragraph") and "counter or control" in line and "1,204" in line for line in lines)
    assert any("date line" in line and "3 hours ago" in line for line in lines)
    assert any("footer element" in line and "Made by" in line for line in lines)
    assert max(map(len, lines[6:])) <= 110


def test_programs_are_told(explained):
    """The same as data, beside the facts."""
    document = json.loads(explained("--json"))["documents"][0]
    blocks = {block["text"]: block["dropped"] for block in document["explain"]["blocks"]}
    assert blocks["1,204 views"] == "counter or control"
    assert sum(dropped is None for dropped in blocks.values()) == 2
    assert {entry["why"] for entry in document["explain"]["removed"]} == {
        "nav element", "aside element", "footer element"
    }  # fmt: skip
