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

from monitor.model import Document
from monitor.text.notices import is_note

ALIKE: Final = 60
"""Likeness in percent from which a block of a box is an edited block of the other side."""

_LONG: Final = 20
_SHORT: Final = 6
"""Folded characters from which on a block of a box is prose, and those of a box that says nothing longer; a box of
headings alone is none."""

_MANY: Final = 60


def without_passing(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents without what is compared of boxes that are the same on both sides, or on one side only.

    A box of which a paragraph stands on the other side has not come or gone: what else differs in it was edited,
    but for its label.
    """
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
    known, stands = set(one.compared), set(other.compared)
    theirs = [block for block in other.compared if block not in known][:_MANY]
    silent: set[int] = set()
    for box, text in boxes.items():
        blocks = [number for number, its in enumerate(one.boxes) if its == box]
        if left[text]:
            left[text] -= 1
            silent.update(blocks)
        elif text not in there:
            said = [n for n in blocks if one.blocks[n].kind != "heading" and len(one.compared[n]) >= _SHORT]
            prose = [n for n in said if len(one.compared[n]) >= _LONG] or said
            if prose and not any(one.compared[n] in stands for n in prose):
                silent.update(blocks if _passes(one, blocks, prose, theirs) else ())
            elif prose and all(one.compared[n] in stands for n in prose):
                silent.update(n for n in blocks if n not in prose and not _states(one.compared[n]))
    if not silent:
        return one
    return replace(one, compared=tuple("" if n in silent else block for n, block in enumerate(one.compared)))


def _states(block: str) -> bool:
    """Whether a heading or a few words beside the prose of a box may be more than its label: they hold a number or an
    address."""
    return "@" in block or any(map(str.isdigit, block))


def _passes(document: Document, blocks: Sequence[int], prose: Sequence[int], theirs: Sequence[str]) -> bool:
    """Whether a box on one side only is no note, and its prose no other wording of what is on the other side alone
    (`theirs`); campaigns share a brand in their headings."""
    if any(is_note(document.text[document.blocks[n].start : document.blocks[n].end]) for n in blocks):
        return False
    return not any(fuzz.ratio(document.compared[n], block) >= ALIKE for n in prose for block in theirs)
