"""Edits of labelled text pairs (`tests/corpus/edits`), beside those that the standard library's `difflib` finds.

Both are given the sentences as the labels cut them. An operation is right if its kind and all its sentences are those
of the label; equal sentences stand for each other. Of several right labellings the one counts that fits best.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.diff.align import Unit, align
from monitor.text import fold

CORPUS = Path(__file__).parents[1] / "tests/corpus/edits"
KINDS = ("added", "removed", "edited", "moved", "moved_edited", "split", "merged")

HALVES = {"odd pairs": 1, "even pairs": 0}
# Measured once, on 2026-11-22, with the matcher as it was before the labels were looked at.
FIRST = {
    "added": "0.844",
    "removed": "0.773",
    "edited": "0.855",
    "moved": "0.944",
    "moved_edited": "0.000",
    "split": "0.000",
    "merged": "0.000",
    "all": "0.802",
    "odd pairs": "0.797",
    "even pairs": "0.806",
}
FIRST_EXACT = {"all": 173, "odd pairs": 86, "even pairs": 87}

Labelled = Mapping[str, Any]
Sides = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A kind, and the folded sentences on either side."""

Matcher = Callable[[Sequence[str], Sequence[str]], list[tuple[str, tuple[int, ...], tuple[int, ...]]]]


def pairs() -> Iterator[Labelled]:
    for path in sorted(CORPUS.glob("*.yaml")):
        yield from YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def by_monitor(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    sides = [[Unit("paragraph", text, fold(text)) for text in side] for side in (old, new)]
    return [(operation.kind, operation.old, operation.new) for operation in align(*sides)]


def by_difflib(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Opcodes of the folded sentences: what is replaced is edited, first with first, the rest removed or added."""
    found: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = []
    opcodes = SequenceMatcher(None, [fold(text) for text in old], [fold(text) for text in new], False).get_opcodes()
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        found += [("edited", (i1 + k,), (j1 + k,)) for k in range(both)]
        found += [("removed", (i,), ()) for i in range(i1 + both, i2)]
        found += [("added", (), (j,)) for j in range(j1 + both, j2)]
    return found


def found_in(pair: Labelled, matcher: Matcher) -> Counter[Sides]:
    old, new = ([text for paragraph in pair[side] for text in paragraph] for side in ("old", "new"))
    return Counter(
        (kind, tuple(fold(old[i]) for i in before), tuple(fold(new[j]) for j in after))
        for kind, before, after in matcher(old, new)
    )


def labels(pair: Labelled) -> Iterator[Counter[Sides]]:
    """Each right labelling of a pair; titles are left out, there is nothing to find in them."""
    for operations in [pair["operations"], *pair.get("also_right", [])]:
        yield Counter(
            (operation["op"], _texts(pair["old"], operation.get("old")), _texts(pair["new"], operation.get("new")))
            for operation in operations
            if operation.get("part") != "title"
        )


def _texts(side: Sequence[Sequence[str]], places: Any) -> tuple[str, ...]:
    if not places:
        return ()
    each = places if isinstance(places[0], list) else [places]
    return tuple(fold(side[paragraph][number]) for paragraph, number in sorted(each))


class Score:
    """Right, false and missed operations by kind, and how many pairs are right in all of them."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.exact = self.pairs = 0
        self.notes: list[str] = []

    def add(self, pair: Labelled, found: Counter[Sides]) -> None:
        wanted = min(labels(pair), key=lambda label: ((label - found) + (found - label)).total())
        for counter, operations in (
            (self.right, wanted & found),
            (self.false, found - wanted),
            (self.missed, wanted - found),
        ):
            for (kind, _, _), count in operations.items():
                counter[kind] += count
        self.pairs += 1
        self.exact += wanted == found
        self.notes += [f"{pair['id']}: missed {operation}" for operation in sorted(wanted - found)]
        self.notes += [f"{pair['id']}: false {operation}" for operation in sorted(found - wanted)]

    def figures(self, kind: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of one kind, or of all."""
        right, false, missed = (c[kind] if kind else c.total() for c in (self.right, self.false, self.missed))
        precision = right / (right + false) if right + false else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        return precision, recall, 2 * right / (2 * right + false + missed) if right + false + missed else 0.0


def score(matcher: Matcher, parity: int | None = None) -> Score:
    """Over all pairs, or those with an odd (1) or even (0) number, counted from 1 in the order of the files."""
    out = Score()
    for number, pair in enumerate(pairs(), 1):
        if parity is None or number % 2 == parity:
            out.add(pair, found_in(pair, matcher))
    return out


def main() -> str:
    today, baseline = score(by_monitor), score(by_difflib)
    halves = {name: (score(by_monitor, parity), score(by_difflib, parity)) for name, parity in HALVES.items()}
    count = Counter(kind for pair in pairs() for kind, _, _ in next(labels(pair)).elements())
    rows = [
        f"| {kind.replace('_', ' and ')} | {count[kind]} | {_cells(today, kind)} | {FIRST[kind]} "
        f"| {baseline.figures(kind)[2]:.3f} |"
        for kind in KINDS
    ]
    for name, (ours, theirs) in {"all": (today, baseline), **halves}.items():
        wanted = sum(ours.right.values()) + sum(ours.missed.values())
        rows.append(f"| {name} | {wanted} | {_cells(ours)} | {FIRST[name]} | {theirs.figures()[2]:.3f} |")
    for name, (ours, theirs) in {"all": (today, baseline), **halves}.items():
        rows.append(
            f"| pairs right in all, {name} | {ours.pairs} | | | {ours.exact} | {FIRST_EXACT[name]} | {theirs.exact} |"
        )
    return "\n".join(
        [
            f"`python -m benchmarks edits`: {today.pairs} pairs of texts in seven languages, labelled sentence by",
            "sentence without sight of the matcher (`tests/corpus/edits/README.md`). An operation is right if its kind",
            "and all its sentences are. `first`: F1 of the matcher as it was before the labels were looked at; it knew",
            "neither splits nor merges. Thresholds were then chosen on the pairs with odd numbers. `difflib`: F1 of",
            "the opcodes of `SequenceMatcher` over the same sentences; what it replaces is taken as edited, first",
            "with first.",
            "",
            "| | labels | precision | recall | F1 | first | difflib |",
            "|---|--:|--:|--:|--:|--:|--:|",
            *rows,
        ]
    )


def _cells(each: Score, kind: str | None = None) -> str:
    return " | ".join(f"{figure:.3f}" for figure in each.figures(kind))


if __name__ == "__main__":
    # `python -m benchmarks.edits [odd|even]`: the pairs that are not right.
    half = {"odd": 1, "even": 0}.get(sys.argv[1]) if len(sys.argv) > 1 else None
    print("\n".join(score(by_monitor, half).notes))
