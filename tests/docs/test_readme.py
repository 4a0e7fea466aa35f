"""What the README says to type is typed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from articles import berths

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_five_minutes(tmp_path: Path, site: Any) -> None:
    """Every command of that section, in order, in an empty folder; two of them find a change in between."""
    section = README.split("## The first five minutes")[1].split("\n## ")[0]
    lines = [line.split("#")[0].strip() for line in re.findall(r"^    (.+)$", section, re.MULTILINE)]
    assert len(lines) > 6
    site.pages["/article"] = berths(12)
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MONITOR_ALLOW_PRIVATE_HOSTS": "1",
        "MONITOR_PER_HOST_DELAY": "0",
    }
    folder, checks = tmp_path, 0
    for line in lines:
        for command in line.replace("https://news.example/2023/article", site.url("/article")).split(" && "):
            words = shlex.split(command)
            if words[0] == "cd":
                folder = folder / words[1]
                continue
            done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=180)
            changed = words[1] == "diff" or (words[1] == "check" and checks == 1)
            assert done.returncode == int(changed), (command, done.stdout, done.stderr)
            if words[1] == "check":
                checks += 1
                site.pages["/article"] = berths(14)


def test_every_page_of_the_docs_is_listed_and_there() -> None:
    """The README's table names each page under docs/, and no other."""
    listed = set(re.findall(r"\(docs/([\w-]+\.md)\)", README))
    assert listed == {page.name for page in (ROOT / "docs").glob("*.md")}


def test_make_targets_of_the_readme_exist() -> None:
    """`make X` in the README is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
