"""The labels of the edit pairs agree with their own texts and with the rules of the README; no diff is run here."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

Pair = dict[str, Any]
Position = tuple[int, int]
KEYS = {"id", "language", "note", "title_old", "title_new", "old", "new", "operations", "also_right"}
SIDES = {
    "added": {"op", "new"},
    "removed": {"op", "old"},
    **{kind: {"op", "old", "new"} for kind in ("edited", "moved", "moved_edited", "split", "merged")},
}
FOLD = str.maketrans(
    {**dict.fromkeys("“”„«»「」", '"'), **dict.fromkeys("‘’", "'"), **dict.fromkeys("‐‑–—―−", "-"), "×": "x"}
)


def load() -> list[Pair]:
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    return [pair for file in files for pair in YAML(typ="safe").load(file.read_text(encoding="utf-8"))]


PAIRS = load()


VARIANTS = [
    pytest.param(pair, operations, id=f"{pair['id']}-{number}")
    for pair in PAIRS
    for number, operations in enumerate([pair["operations"], *pair.get("also_right", [])])
]


def fold(sentence: str) -> str:
    """The wording without its typography: width, quotes, dashes, spaces and soft hyphens."""
    plain = unicodedata.normalize("NFKC", sentence).translate(FOLD).replace("\u00ad", "").replace("--", "-")
    return "".join(plain.split())


def sentences(paragraphs: list[list[str]]) -> dict[Position, str]:
    return {(p, s): text for p, paragraph in enumerate(paragraphs) for s, text in enumerate(paragraph)}


def positions(value: Any) -> list[Position]:
    """One position or a list of them, always as a list of tuples."""
    if not value:
        return []
    return [tuple(position) for position in value] if isinstance(value[0], list) else [tuple(value)]


def matched(pair: Pair, operations: list[Any]) -> list[tuple[Position, Position, bool]]:
    """Old and new place of each sentence that both sides have, and whether its label says moved."""
    in_text = [operation for operation in operations if operation.get("part") != "title"]
    taken_old = {place for operation in in_text for place in positions(operation.get("old"))}
    taken_new = {place for operation in in_text for place in positions(operation.get("new"))}
    old, new = sentences(pair["old"]), sentences(pair["new"])
    left_old, left_new = [p for p in old if p not in taken_old], [p for p in new if p not in taken_new]
    assert [fold(old[p]) for p in left_old] == [fold(new[p]) for p in left_new], "unlisted sentences differ"
    same = [(a, b, False) for a, b in zip(left_old, left_new, strict=True)]
    for operation in in_text:
        if operation["op"] not in ("added", "removed"):
            moved = operation["op"].startswith("moved")
            same.append((positions(operation["old"])[0], positions(operation["new"])[0], moved))
    return sorted(same)


def longest_rise(values: list[Position]) -> int:
    tails: list[Position] = []
    for value in values:
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
    return len(tails)


def test_size_and_names() -> None:
    """The set has the size the README promises, and each pair one name."""
    assert len(PAIRS) >= 170
    assert len({pair["id"] for pair in PAIRS}) == len(PAIRS)
    languages = Counter(pair["language"] for pair in PAIRS)
    assert languages["en"] >= 120
    assert set(languages) == {"en", "de", "fr", "ru", "ja", "zh", "ko"}
    assert all(set(pair) <= KEYS for pair in PAIRS)


@pytest.mark.parametrize(("pair", "operations"), VARIANTS)
def test_each_label_fits_its_sentences(pair: Pair, operations: list[Any]) -> None:
    """Positions exist and are used once; an edit has other wording, a move the same, and an addition repeats no removal."""
    old, new = sentences(pair["old"]), sentences(pair["new"])
    titles = [operation for operation in operations if operation.get("part") == "title"]
    assert bool(titles) == (fold(pair.get("title_old", "")) != fold(pair.get("title_new", "")))
    in_text = [operation for operation in operations if operation not in titles]
    for side, texts in (("old", old), ("new", new)):
        used = [place for operation in in_text for place in positions(operation.get(side))]
        assert set(used) <= set(texts)
        assert len(set(used)) == len(used)
    for operation in in_text:
        assert set(operation) == SIDES[operation["op"]]
        before = [fold(old[place]) for place in positions(operation.get("old"))]
        after = [fold(new[place]) for place in positions(operation.get("new"))]
        sizes = {
            "split": (1, max(2, len(after))),
            "merged": (max(2, len(before)), 1),
            "added": (0, 1),
            "removed": (1, 0),
        }
        assert (len(before), len(after)) == sizes.get(operation["op"], (1, 1))
        assert (before == after) == (operation["op"] == "moved")
    gone = {
        fold(old[place])
        for operation in in_text
        if operation["op"] == "removed"
        for place in positions(operation["old"])
    }
    come = {
        fold(new[place]) for operation in in_text if operation["op"] == "added" for place in positions(operation["new"])
    }
    assert not gone & come


@pytest.mark.parametrize(("pair", "operations"), VARIANTS)
def test_the_smaller_part_moved(pair: Pair, operations: list[Any]) -> None:
    """What did not move stands in its old order, and no smaller number of moves would explain the new order."""
    same = matched(pair, operations)
    stayed = [place for _, place, moved in same if not moved]
    assert stayed == sorted(stayed)
    assert len(stayed) == longest_rise([place for _, place, _ in same])
