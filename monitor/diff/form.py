"""Blocks that say the same in another form: style sheets number lists, and templates show tables as lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from monitor.model import Document
from monitor.text import fold

_MARKER = re.compile(r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{2,5}|[a-z])[.)]|\(?[^\W\d_]\)|[•·▪‣◦])\s+(?=\S)")
"""What numbers an entry or a clause when it is typed: `1.`, `a)`, `(iv)`, `2.1.`; a blank follows."""

_MOST: Final = 500
"""Blocks of one side that are looked at; pages that differ in more were written anew."""


def without_form(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents without the blocks that differ from one of the other side in nothing but their form.

    That is a typed number or letter of a list that the other side leaves to its style sheet; capital letters
    throughout; and a row of a table whose cells stand as blocks of their own.
    """
    if any(len(side.compared) != len(side.blocks) for side in (old, new)):
        return old, new
    mine, theirs = _alone(old, new), _alone(new, old)
    if not mine or not theirs or max(len(mine), len(theirs)) > _MOST:
        return old, new
    silent_old: set[int] = set()
    silent_new: set[int] = set()
    for i, j in [*_pairs(old, mine, new, theirs), *((i, j) for j, i in _pairs(new, theirs, old, mine))]:
        if i not in silent_old and j not in silent_new:
            silent_old.add(i)
            silent_new.add(j)
    for row, cells in _rows(old, mine, new, theirs):
        silent_old.add(row)
        silent_new.update(cells)
    for row, cells in _rows(new, theirs, old, mine):
        silent_new.add(row)
        silent_old.update(cells)
    return _blanked(old, silent_old), _blanked(new, silent_new)


def _alone(one: Document, other: Document) -> list[int]:
    """The blocks that only one side has."""
    there = set(other.compared)
    return [number for number, block in enumerate(one.compared) if block and block not in there]


def _pairs(one: Document, mine: Sequence[int], other: Document, theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A block with a typed marker, or in capitals, and the block of the other side that is the same without."""
    unmarked: dict[str, list[int]] = {}
    small: dict[str, list[int]] = {}
    for j in theirs:
        unmarked.setdefault(other.compared[j], []).append(j)
        if not other.compared[j].isupper():
            small.setdefault(other.compared[j].casefold(), []).append(j)
    for i in mine:
        text = one.text[one.blocks[i].start : one.blocks[i].end]
        found: list[int] = []
        if marker := _MARKER.match(text):
            found = unmarked.get(fold(text[marker.end() :]), [])
        if not found and one.compared[i].isupper():
            found = small.get(one.compared[i].casefold(), [])
        if found:
            yield i, found.pop(0)


def _rows(
    one: Document, mine: Sequence[int], other: Document, theirs: Sequence[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """A row of a table, and the blocks in a row of the other side that its cells are."""
    rows = {i: one.compared[i].split("|") for i in mine if one.blocks[i].kind == "row" and "|" in one.compared[i]}
    starts: dict[str, list[int]] = {}
    for place, j in enumerate(theirs):
        starts.setdefault(other.compared[j], []).append(place)
    for i, cells in rows.items():
        cells = [cell for cell in cells if cell]
        for place in starts.get(cells[0], ()) if len(cells) > 1 else ():
            found = theirs[place : place + len(cells)]
            if [other.compared[j] for j in found] == cells and all(other.blocks[j].kind != "row" for j in found):
                starts[cells[0]].remove(place)
                yield i, found
                break


def _blanked(document: Document, silent: set[int]) -> Document:
    if not silent:
        return document
    return replace(document, compared=tuple("" if n in silent else b for n, b in enumerate(document.compared)))
