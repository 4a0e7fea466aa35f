"""Paragraphs on other subjects put between those of an article: how many of its facts they change.

What a page says of a ferry or a hospital is nothing about NATO and Japan, wherever it stands. The strangers are
paragraphs of the English page histories in `tests/corpus`; `python -m benchmarks.strangers` tells each change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache

from benchmarks.facts import ROOT, facts_of, read, rulebook, said
from monitor.rules import Rulebook

CORPORA = ("nato_japan_3", "nato_japan_4", "nato_japan_5")
TRIES = 3
INSERTED = 4
SEED = 1


@lru_cache(maxsize=1)
def strangers() -> list[str]:
    """Paragraphs of some length on subjects of their own."""
    found: set[str] = set()
    for path in sorted((ROOT / "tests/corpus").glob("page_histories*/*/v*.html")):
        page = path.read_text("utf-8", "replace")
        if 'lang="en' not in page[:600]:
            continue
        for paragraph in re.findall(r"<p[^>]*>(.*?)</p>", page, re.DOTALL):
            text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", paragraph)).strip()
            if 80 < len(text) < 600 and not re.search(r"\b(NATO|Japan|Tokyo)\b|\.js\b|\{", text):
                found.add(text)
    return sorted(found)


def changes(book: Rulebook) -> Iterator[tuple[str, str, bool, str]]:
    """Article, fact, whether the reading changed, and what it is now, for every fact that is read on either side."""
    chance = random.Random(SEED)
    for folder in CORPORA:
        for _, article in read(ROOT / "tests/corpus" / folder):
            alone = facts_of(book, article)
            for _ in range(TRIES):
                parts = article["text"].split("\n\n")
                for stranger in chance.sample(strangers(), INSERTED):
                    parts.insert(chance.randrange(1, len(parts)), stranger)
                among = facts_of(book, {**article, "text": "\n\n".join(parts)})
                for fact in sorted({*alone, *among}):
                    old, new = said(alone.get(fact)), said(among.get(fact))
                    seen = among.get(fact)
                    told = seen.evidence.sentence[:200] if seen and seen.evidence else ""
                    yield article["id"], fact, old != new, f"{old!r} -> {new!r}: {told}"


def main() -> str:
    rows: dict[str, list[int]] = {}
    for _, fact, changed, _ in changes(rulebook()):
        row = rows.setdefault(f"`{fact}`", [0, 0])
        row[changed] += 1
    rows["all facts"] = [sum(row[i] for row in rows.values()) for i in (0, 1)]
    return "\n".join(
        [
            f"`python -m benchmarks strangers`: {INSERTED} paragraphs on other subjects, out of {len(strangers())} of",
            "the English page histories, put at random between those of an article; how many readings they",
            f"change, over {TRIES} tries for each article of the third, fourth and fifth set.",
            "",
            "| | readings | changed |",
            "|---|--:|--:|",
            *(f"| {fact} | {same + other} | {other} |" for fact, (same, other) in rows.items()),
        ]
    )


if __name__ == "__main__":
    for name, fact, changed, told in changes(rulebook()):
        if changed:
            print(name, fact, told)
