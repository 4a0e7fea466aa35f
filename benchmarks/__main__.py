"""`python -m benchmarks [NAME ...]`: runs the measurements and writes their tables to docs/benchmarks.md."""

from __future__ import annotations

import importlib
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

NAMES = {
    "thousand": "Checking a thousand pages",
    "facts": "Facts read from labelled articles",
    "languages": "Facts read from labelled articles in other languages",
    "snippets": "Facts read from labelled snippets",
    "strangers": "Paragraphs on other subjects",
    "changes": "Changes of facts in page histories",
    "rules": "Reading rules",
    "walls": "Pages that are no article",
    "pagehistories": "Changes in page histories",
    "reading": "Reading a page",
    "edits": "Edits of labelled text pairs",
    "story": "A story of 200 sources",
    "storyview": "A story's page",
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made by `make bench`; each table is written by a script under `benchmarks/`. Absolute times differ from machine to
machine and run to run: compare within one table.
"""


def main() -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    for name in sys.argv[1:] or NAMES:
        table = importlib.import_module(f"benchmarks.{name}").main().rstrip("\n")
        where = f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores"
        section = f"\n## {NAMES[name]}\n\nMeasured {where}.\n\n{table}\n"
        heading = re.compile(rf"\n## {re.escape(NAMES[name])}\n.*?(?=\n## |\Z)", re.DOTALL)
        if heading.search(page):
            page = heading.sub(lambda _, section=section: section, page, count=1)
        else:
            page = page.rstrip("\n") + "\n" + section
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
