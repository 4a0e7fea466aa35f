"""What stands otherwise on a page outside its article: for those who ask, never a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from monitor.diff.align import Unit, align
from monitor.diff.words import word_marks
from monitor.model import REWRITTEN, Document, TextDiff, TextEdit

MOST: Final = 20
"""Edits that are kept of one page: beyond that it is another page, and says no more to anybody."""

_COMPARED: Final = 100
_LONGEST: Final = 300


def diff_outside(old: Document, new: Document) -> TextDiff:
    """The first edits outside the article between two documents, their texts cut to a few lines. The order of blocks
    does not count. Empty where `outside_digest` is equal."""
    before = _units({key: text for key, text in old.outside.items() if key not in new.outside})
    after = _units({key: text for key, text in new.outside.items() if key not in old.outside})
    edits = []
    for operation in align(before, after):
        gone = " ".join(before[i].text for i in operation.old)
        came = " ".join(after[j].text for j in operation.new)
        rewritten = operation.kind in REWRITTEN
        kind = "edited" if rewritten else operation.kind  # which stands first is nothing there
        edits.append(TextEdit(kind, "paragraph", gone, came, word_marks(gone, came) if rewritten else ()))
    return TextDiff(tuple(edits[:MOST]))


def _units(blocks: Mapping[str, str]) -> list[Unit]:
    return [Unit("paragraph", text[:_LONGEST], key) for key, text in list(blocks.items())[:_COMPARED]]
