"""A second witness of a text change: all that both pages show, wherever it stands.

A reader that takes another part of a page than before sees text come and go that nobody wrote or removed. What still
stands on the page was not removed, and what stood there before was not added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from monitor.model import Document, EditKind, FactChange, TextDiff
from monitor.text import fold

LONG: Final = 30
"""Folded characters from which on a text stands on a page for itself, and not by chance in another."""

HALF: Final = 0.5
"""Share of a reading that must be found beside the other reading for it to be of another part of the page. An edit of
an article that exchanges so much of it exchanges it by what stood on the same page before only if the part changed."""


NOTHING_LEFT: Final = 0.95
"""Share of the old text that is gone when nothing of the article is there any more."""


def doubtful(old: Document, new: Document, text: TextDiff) -> bool:
    """Whether the pages are worth asking: nothing was reworded, or most of a reading is not in the other one."""
    return _nothing_reworded(text) or max(_lost(old, new)[1], _lost(new, old)[1]) >= HALF


def another_part(old: Document, new: Document, text: TextDiff, old_page: str, new_page: str) -> bool:
    """Whether the two readings are of different parts of the page.

    Most of the old text still stands on the new page, beside the new reading; or most of the new text stood on the old
    page, beside the old reading; or nothing of the article is shown any more, not even the headline that the page still
    tells machines. Pages as `monitor.text.shown` gives them.

    Blocks whose sentences are still there or were reworded were not exchanged, though the page may show the old wording
    elsewhere: in a note of what it said before, in a copy for printing. A text below its headline is the article; if
    the old one stands further down, it was kept there as an earlier version.
    """
    gone, share_gone = _lost(old, new)
    came, share_came = _lost(new, old)
    old_page, new_page = _joined(old_page), _joined(new_page)
    removed = sum(len(fold(edit.old)) for edit in text.edits if edit.kind == "removed")
    added = sum(len(fold(edit.new)) for edit in text.edits if edit.kind == "added")
    if (
        not new.headed
        and share_gone >= HALF
        and removed >= HALF * sum(map(len, gone))
        and _much(_standing(gone, new_page), old)
    ):
        return True
    if share_came >= HALF and added >= HALF * sum(map(len, came)) and _much(_standing(came, old_page), new):
        return True
    headline = fold(old.title or "")
    hidden = bool(headline) and headline == fold(new.title or "") and headline in old_page and headline not in new_page
    return hidden and share_gone > NOTHING_LEFT and removed >= HALF * sum(map(len, gone))


def nothing_happened(
    old: Document, new: Document, text: TextDiff, changes: Sequence[FactChange], old_page: str, new_page: str
) -> bool:
    """Whether all that was removed still stands on the new page, all that was added stood on the old one, in blocks of
    its own and each as often as on the other page, and the facts that changed come from there.

    One that stood twice and stands once was removed from one of these places. One that stands inside another block is
    quoted there; and a sentence of a block that is still read was taken out of it.
    """
    if not _nothing_reworded(text):
        return False
    seen = ""
    lost = {"removed": _lost(old, new)[0], "added": _lost(new, old)[0]}
    for kind, run in groupby(text.edits, key=lambda edit: edit.kind):
        page, other = (new_page, old_page) if kind == "removed" else (old_page, new_page)
        keys = [fold(edit.old or edit.new) for edit in run]
        whole = "".join(keys)
        if len(whole) < LONG or not (_stands(whole, page) and _stands(whole, other)):
            blocks = [block for block in lost[kind] if len(block) >= LONG and _stands(block, page)]
            if any(not any(key in block for block in blocks) for key in keys):
                return False
        pages = _joined(page), _joined(other)
        if any(len(key) >= LONG and pages[0].count(key) < pages[1].count(key) for key in keys):
            return False
        seen += whole
    sides = [side for change in changes for side in (change.old, change.new) if side is not None]
    return all(
        side.evidence is not None and side.evidence.where == "text" and fold(side.evidence.sentence) in seen
        for side in sides
    )


def still_shown(text: TextDiff, page: str) -> bool:
    """Whether a sentence that was removed from what is read still stands on the new page, wherever."""
    bare = _joined(page)
    gone = (fold(edit.old) for edit in text.edits if edit.kind == "removed")
    return any(len(key) >= LONG and key in bare for key in gone)


def _nothing_reworded(text: TextDiff) -> bool:
    kinds: set[EditKind] = {edit.kind for edit in text.edits}
    return kinds <= {"added", "removed"}


def _lost(one: Document, other: Document) -> tuple[list[str], float]:
    """The blocks of one reading that the other one does not hold, and their share of it."""
    there = "".join(other.compared)  # a text may be cut into other blocks
    lost = [block for block in one.compared if block not in there]
    total = sum(map(len, one.compared))
    return lost, sum(map(len, lost)) / total if total else 0.0


def _much(blocks: Sequence[str], document: Document) -> bool:
    return sum(map(len, blocks)) >= HALF * sum(map(len, document.compared))


def _joined(page: str) -> str:
    return page.replace("\n", "")


def _stands(text: str, page: str) -> bool:
    """Whether a text is one block of a page or several in a row."""
    bare, at = _joined(page), 0
    borders = {0}
    for block in page.split("\n"):
        at += len(block)
        borders.add(at)
    found = bare.find(text)
    while found >= 0:
        if found in borders and found + len(text) in borders:
            return True
        found = bare.find(text, found + 1)
    return False


def same_headline(old: Document, new: Document, old_page: str, new_page: str) -> bool:
    """Whether titles differ only because one page shows its headline as such, and of the other, which shows it too, the
    title was read that it tells machines."""
    before, after = fold(old.title or ""), fold(new.title or "")
    if not before or not after or before == after:
        return False
    return (_stands(before, new_page) and not _stands(after, new_page)) or (
        _stands(after, old_page) and not _stands(before, old_page)
    )


def _standing(blocks: Sequence[str], page: str) -> list[str]:
    """Those of these blocks that stand on a page and are long enough to be told there."""
    return [block for block in blocks if len(block) >= LONG and block in page]
