"""What reading one page costs: `monitor.text.read` on made-up articles of 60-100 KB, metadata included."""

from __future__ import annotations

import statistics
import sys
import time

from benchmarks.pages import page
from monitor.text import read

COUNT = 1000
LIMIT = 8.0
"""Milliseconds of CPU that a page may cost."""


def main(count: int = COUNT) -> str:
    read(page(0, 0, False))  # what is compiled and loaded once is none of a page's cost
    costs, sizes, blocks = [], [], 0
    for seed in range(count):
        body = page(seed, 0, False)
        start = time.process_time()
        document = read(body, content_type="text/html; charset=utf-8", url="https://news.example/a")
        costs.append(1000 * (time.process_time() - start))
        sizes.append(len(body) / 1000)
        blocks += len(document.blocks)
        if document.unreadable:
            raise SystemExit(f"page {seed}: {document.unreadable}: {document.why}")
    costs.sort()
    mean = statistics.fmean(costs)
    if mean > LIMIT:
        print(f"reading costs {mean:.1f} ms a page, more than {LIMIT:.0f}", file=sys.stderr)
    return "\n".join(
        [
            f"`python -m benchmarks reading`: {count} pages of {min(sizes):.0f}-{max(sizes):.0f} KB as in",
            "the first table:",
            "characters, tree, metadata, region, blocks, sentences, folded text, and whether it is an article.",
            "",
            "| CPU ms a page: mean | median | 99th percentile | blocks a page |",
            "|--:|--:|--:|--:|",
            f"| {mean:.1f} | {costs[count // 2]:.1f} | {costs[99 * count // 100]:.1f} | {blocks / count:.0f} |",
        ]
    )


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
