"""Boxes that come, go or move as a whole: a template does that, and nobody has written anything.

A box is one that interrupts the text (`Document.boxes`). What is edited inside it is compared like everything else, and
so is a note of correction, which may be boxed as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from monitor.diff.notices import is_note
from monitor.model import Document

ALIKE: Final = 60
"""Likeness in percent from which a block of a box is an edited block of the other side."""

_LONG: Final = 20
"""Folded characters that a block of a box must have to be prose; a box of headings alone is none."""

_MANY: Final = 60


def without_passing(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents without what is compared of boxes that are the same on both sides, or on one side only."""
    before, after = _boxes(old), _boxes(new)
    if not before and not after:
        return old, new
    both = Counter(before.values()) & Counter(after.values())
    return _blanked(old, new, before, both), _blanked(new, old, after, both)


def _boxes(document: Document) -> dict[int, str]:
    """The compared text of each box."""
    out: dict[int, str] = {}
    if len(document.boxes) == len(document.compared):
        for box, block in zip(document.boxes, document.compared, strict=True):
            if box:
                out[box] = out.get(box, "") + block
    return out


def _blanked(one: Document, other: Document, boxes: dict[int, str], both: Counter[str]) -> Document:
    left = both.copy()
    there = "".join(other.compared)
    known = set(one.compared)
    theirs = [block for block in other.compared if block not in known][:_MANY]
    passing = set()
    for box, text in boxes.items():
        if left[text]:
            left[text] -= 1
            passing.add(box)
        elif text not in there and _passes(one, box, theirs):
            passing.add(box)
    if not passing:
        return one
    compared = ("" if box in passing else block for box, block in zip(one.boxes, one.compared, strict=True))
    return replace(one, compared=tuple(compared))


def _passes(document: Document, box: int, theirs: Sequence[str]) -> bool:
    """Whether a box on one side only is prose, no note, and no other wording of what stands on the other side."""
    blocks = [number for number, its in enumerate(document.boxes) if its == box]
    if not any(document.blocks[n].kind != "heading" and len(document.compared[n]) >= _LONG for n in blocks):
        return False
    if any(is_note(document.text[document.blocks[n].start : document.blocks[n].end]) for n in blocks):
        return False
    return not any(fuzz.ratio(document.compared[n], block) >= ALIKE for n in blocks for block in theirs)
