"""Which sentences of a text were added, removed, edited or moved.

What is compared is the folded form, so that typography, white space and Unicode forms are silent. A text is cut into
blocks by its markup, which pages change without changing a word: `same_text` does not see the cuts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from monitor.diff.align import WHOLE, Unit, align
from monitor.diff.words import word_marks
from monitor.model import REWRITTEN, Document, TextDiff, TextEdit
from monitor.text import fold


def same_text(old: Document, new: Document) -> bool:
    """Whether title and compared text are equal, however the text is cut into blocks."""
    return "".join(old.compared) == "".join(new.compared) and fold(old.title or "") == fold(new.title or "")


def diff_text(old: Document, new: Document) -> TextDiff:
    """All edits between two documents, in the order of the new one. Empty exactly if `same_text`."""
    if same_text(old, new):
        return TextDiff()
    title = _title_edits(old, new)
    edits = _diff_units(units(old), units(new))
    # A headline stands in the head of the page and again above its text: edited together, it is one edit.
    edits = [edit for edit in edits if not any(_repeats(edit, headline) for headline in title)]
    if not title and not edits:  # what is compared differs where no sentence does
        edits = _diff_units(_compared_units(old), _compared_units(new))
    return TextDiff((*title, *edits))


def units(document: Document) -> list[Unit]:
    """The sentences of a document in order. A block that is not compared (its entry is empty) has none."""
    silent = set()
    if len(document.compared) == len(document.blocks):
        silent = {number for number, block in enumerate(document.compared) if not block}
    out = []
    starts = [sentence.start for sentence in document.sentences]
    for number, block in enumerate(document.blocks):
        if number in silent:
            continue
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        spans = [(s.start, s.end) for s in document.sentences[first:last]]
        if block.kind in WHOLE or not spans:
            spans = [(block.start, block.end)]
        for start, end in spans:
            text = document.text[start:end].strip()
            if key := fold(text):
                out.append(Unit(block.kind, text, key))
    return out


def _compared_units(document: Document) -> list[Unit]:
    aligned = len(document.compared) == len(document.blocks)
    kinds = [block.kind for block in document.blocks] if aligned else ["paragraph"] * len(document.compared)
    return [Unit(kind, key, key) for kind, key in zip(kinds, document.compared, strict=True) if key]


def _title_edits(old: Document, new: Document) -> list[TextEdit]:
    before, after = old.title or "", new.title or ""
    if fold(before) == fold(after):
        return []
    if fold(before) and fold(after):
        return [TextEdit("edited", "title", before, after, word_marks(before, after))]
    return [TextEdit("removed", "title", old=before) if fold(before) else TextEdit("added", "title", new=after)]


def _repeats(edit: TextEdit, headline: TextEdit) -> bool:
    return (
        edit.part == "heading"
        and edit.kind == headline.kind
        and fold(edit.old) == fold(headline.old)
        and fold(edit.new) == fold(headline.new)
    )


def _diff_units(old: Sequence[Unit], new: Sequence[Unit]) -> list[TextEdit]:
    edits = []
    for operation in align(old, new):
        before, after = [old[i] for i in operation.old], [new[j] for j in operation.new]
        texts = " ".join(unit.text for unit in before), " ".join(unit.text for unit in after)
        marks = word_marks(*texts) if operation.kind in REWRITTEN else ()
        edits.append(TextEdit(operation.kind, (after or before)[0].part, *texts, marks))
    return edits
