"""Lines that state something as a label with its value: `Areas: 16`, a row of two cells, a term and its definition.

Boxes, lists and tables say so what prose says in sentences. Where the label ends is found here; whether it is one that
a rule knows, a phrase `label: value` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

LABEL = 60
"""Characters of a label, at most."""

VALUE = 200
"""Characters of a value, at most, or of each of its items: longer ones are prose."""

ITEMS = 20
"""Items of a list that is a value, at most."""

_CELLS = " | "
_PART = regex.compile(r"\n|\s[|·•]\s|;\s")
"""What parts several labels, each with its value, on one line."""
_COLON = regex.compile(r"\s?[:：]\s*")
_DASH = regex.compile(r"\s[-–—]\s")
_SENTENCE_END = regex.compile(r"[.!?。！？]\W*$")

Span = tuple[int, int]
Line = tuple[int, Span, int]
"""Where a line begins, what parts its label from its value, and where it ends."""


def labelled_lines(text: str, blocks: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, Line]]:
    """Every line of a text that may be a label with its value, with the number of its block (start, end, kind).

    The blocks are in order. In words of the page: `label: value` (or a dash) on a line of its own, two cells of a row,
    and a short block with the one below it, for terms with their definitions and headings of one word.
    """
    for number, (start, end, kind) in enumerate(blocks):
        if kind == "quote":
            continue
        if text.count(_CELLS, start, end) == 1 and (kind == "row" or not _COLON.search(text, start, end)):
            cut = text.index(_CELLS, start, end)
            yield from _line(number, start, (cut - text[start:cut].endswith(":"), cut + len(_CELLS)), end)
            continue
        for low, high in _parts(text, start, end):
            parted = _COLON.search(text, low, high) or _DASH.search(text, low, high)
            if parted:
                yield from _line(number, low, parted.span(), high)
    for number, ((start, end, kind), (below, last, its_kind)) in enumerate(pairwise(blocks)):
        if (
            kind in ("quote", "row")
            or its_kind in ("quote", "row", "heading")
            or _SENTENCE_END.search(text, start, end)
        ):
            continue
        for _, line in _line(number, start, (end - text[start:end].endswith((":", "：")), below), last):
            for further in blocks[number + 2 : number + ITEMS + 1] if its_kind == "item" and kind != "item" else ():
                if further[2] != "item" or further[1] - further[0] > VALUE:
                    break
                last = further[1]
            yield number, (*line[:2], last)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of a block that may be a line each."""
    for found in _PART.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _line(number: int, start: int, parted: Span, end: int) -> Iterator[tuple[int, Line]]:
    if 0 < parted[0] - start <= LABEL and 0 < end - parted[1] <= VALUE:
        yield number, (start, parted, end)
