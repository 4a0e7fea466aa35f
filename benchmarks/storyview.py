"""How long a story's page takes, from the statements of its sources to the last letter, and how large it is."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import madestory

from monitor import resources
from monitor.report.story import facts_html

SIZES = ((5, 20), (24, 50), (200, 50))
ROUNDS = 5


def main() -> str:
    """The table, as Markdown."""
    templates = resources.templates()
    rows = [
        "| sources x facts | CPU s: median of 5 | slowest | page KiB | compressed KiB |",
        "|---|--:|--:|--:|--:|",
    ]
    for sources, facts in SIZES:
        story = madestory.large(sources, facts)
        times = []
        for _ in range(ROUNDS):
            begin = time.process_time()
            page = facts_html([story], templates=templates, now=madestory.NOW)
            times.append(time.process_time() - begin)
        size, packed = len(page.encode()) / 1024, len(_packed(page)) / 1024
        rows.append(
            f"| {sources} x {facts} | {statistics.median(times):.2f} | {max(times):.2f} | {size:,.0f} | {packed:,.0f} |"
        )
    return "\n".join(rows) + (
        "\n\nA made-up story: a third of the facts disputed, some sources with two or three versions. The page has\n"
        "the table, every proving sentence and the timelines; the story itself is made before the clock starts."
    )


def _packed(page: str) -> bytes:
    import gzip

    return gzip.compress(page.encode(), 6)
