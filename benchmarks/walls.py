"""Walls, stubs, soft 404s, challenges and shells told from articles: precision and recall on `tests/corpus/walls`.

A page counts as right if it gets its own label. Beside that stands what matters most: whether a page that is no article
is called unreadable at all, and whether an article ever is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from monitor.text import read

CORPUS = Path(__file__).parents[1] / "tests/corpus/walls"
ARTICLE = "article"
# Measured once, on 2026-11-22, with the reader as it was before its authors had seen the corpus.
FIRST = """
As first measured, before anything was mended:

| | precision | recall | pages | false | missed |
|---|--:|--:|--:|--:|--:|
| unreadable, whatever the label | 0.935 | 0.707 | 82 | 4 | 24 |
| the same, odd pages | 0.935 | 0.690 | 42 | 2 | 13 |
| the same, even pages | 0.935 | 0.725 | 40 | 2 | 11 |
| the same, ar | - | 0.000 | 1 | 0 | 1 |
| the same, de | 1.000 | 0.846 | 13 | 0 | 2 |
| the same, en | 0.880 | 0.733 | 30 | 3 | 8 |
| the same, es | 1.000 | 0.857 | 7 | 0 | 1 |
| the same, fr | 1.000 | 0.625 | 8 | 0 | 3 |
| the same, it | 1.000 | 0.333 | 3 | 0 | 2 |
| the same, ja | 0.800 | 0.667 | 6 | 1 | 2 |
| the same, ko | - | 0.000 | 2 | 0 | 2 |
| the same, nl | - | 0.000 | 1 | 0 | 1 |
| the same, pl | 1.000 | 0.333 | 3 | 0 | 2 |
| the same, pt | 1.000 | 1.000 | 1 | 0 | 0 |
| the same, ru | 1.000 | 1.000 | 3 | 0 | 0 |
| the same, uk | 1.000 | 1.000 | 1 | 0 | 0 |
| the same, zh | 1.000 | 1.000 | 3 | 0 | 0 |
| consent wall | 1.000 | 0.455 | 11 | 0 | 6 |
| paywall stub | 0.812 | 0.684 | 19 | 3 | 6 |
| soft 404 | 0.889 | 0.533 | 15 | 1 | 7 |
| challenge | 1.000 | 1.000 | 9 | 0 | 0 |
| rate limit page | 1.000 | 0.500 | 6 | 0 | 3 |
| empty shell | 0.875 | 0.875 | 8 | 1 | 1 |
| empty page | 1.000 | 0.750 | 4 | 0 | 1 |
| no article | 0.889 | 0.800 | 10 | 1 | 2 |
| article | 0.776 | 0.954 | 87 | 24 | 4 |

139 of 169 pages get their own label.
"""


@dataclass(frozen=True)
class Page:
    """A page's number in the labels' order, its label, its language, what the reader calls it, and why."""

    number: int
    file: str
    label: str
    language: str
    said: str
    why: str


def pages() -> list[Page]:
    """Every page of the corpus, read without its name: the name tells the label."""
    out = []
    rows = YAML(typ="safe", pure=True).load((CORPUS / "labels.yaml").read_text("utf-8"))
    for number, row in enumerate(rows, 1):
        document = read((CORPUS / row["file"]).read_bytes())
        said = str(document.unreadable) if document.unreadable else ARTICLE
        out.append(Page(number, row["file"], row["label"], row["language"], said, document.why))
    return out


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _row(name: str, found: Sequence[Page], is_it: Callable[[str], bool]) -> str:
    """Precision, recall and counts of the pages that are something, against those that are called it."""
    are = [page for page in found if is_it(page.label)]
    called = [page for page in found if is_it(page.said)]
    right = sum(is_it(page.label) for page in called)
    return (
        f"| {name} | {_share(right, len(called))} | {_share(right, len(are))} | {len(are)} "
        f"| {len(called) - right} | {len(are) - right} |"
    )


def _unreadable(label: str) -> bool:
    return label != ARTICLE


def table(found: Sequence[Page]) -> str:
    """One table: what is unreadable at all, by halves and languages; then each label by itself."""
    rows = [
        "| | precision | recall | pages | false | missed |",
        "|---|--:|--:|--:|--:|--:|",
        _row("unreadable, whatever the label", found, _unreadable),
        _row("the same, odd pages", [page for page in found if page.number % 2], _unreadable),
        _row("the same, even pages", [page for page in found if not page.number % 2], _unreadable),
    ]
    rows += [
        _row(f"the same, {language}", [page for page in found if page.language == language], _unreadable)
        for language in sorted({page.language for page in found})
    ]
    rows += [_row(label, found, label.__eq__) for label in dict.fromkeys(page.label for page in found)]
    right = sum(page.label == page.said for page in found)
    return "\n".join([*rows, "", f"{right} of {len(found)} pages get their own label."])


def main() -> str:
    found = pages()
    articles = sum(page.label == ARTICLE for page in found)
    return "\n".join(
        [
            f"`python -m benchmarks walls`: {len(found)} pages sent with status 200, {articles} of them articles, in",
            f"{len({page.language for page in found})} languages, written and labelled without sight of the reader.",
            "Precision of `unreadable` is what articles pay: each false one is an article that is not watched.",
            "The reader was mended on the odd pages; of the even ones nobody looked at more than the",
            "names and notes of those that were missed, so they say how much of that holds elsewhere.",
            FIRST,
            "With the reader of today:",
            "",
            table(found),
        ]
    )


if __name__ == "__main__":
    # `python -m benchmarks.walls [odd|even]`: the pages that are not read as labelled.
    half = {"odd": 1, "even": 0}.get(sys.argv[1]) if len(sys.argv) > 1 else None
    for page in pages():
        if page.label != page.said and (half is None or page.number % 2 == half):
            print(f"{page.number} {page.file}: {page.said} instead of {page.label}. {page.why}")
