"""Which sentences of a text were added, removed, edited or moved.

What is compared is the folded form, so that typography, white space and Unicode forms are silent. A text is cut into
blocks by its markup, which pages change without changing a word: `same_text` does not see the cuts. Boxes that come and
go as a whole are left out (`passing`).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence

from monitor.diff.align import WHOLE, Unit, align
from monitor.diff.form import without_form
from monitor.diff.passing import without_passing
from monitor.diff.words import word_marks
from monitor.model import REWRITTEN, BlockKind, Document, Section, TextDiff, TextEdit
from monitor.text import fold
from monitor.text.notices import is_note

_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f\u0964\u061f][\\s\"'\u00bb\u201d\u2019\u300d)\\]]*$")


def same_text(old: Document, new: Document) -> bool:
    """Whether title and compared text are equal, however the text is cut into blocks, but for boxes that pass."""
    if fold(old.title or "") != fold(new.title or ""):
        return False
    if "".join(old.compared) == "".join(new.compared):
        return True
    old, new = _comparable(old, new)
    return "".join(old.compared) == "".join(new.compared)


def _comparable(old: Document, new: Document) -> tuple[Document, Document]:
    """Both documents without boxes that pass and blocks that differ in form alone."""
    return without_form(*without_passing(old, new))


def text_digest(document: Document) -> str:
    """SHA-256 of what `same_text` compares: equal digests, same text."""
    parts = "".join(document.compared), fold(document.title or "")
    return "sha256:" + hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def diff_text(old: Document, new: Document) -> TextDiff:
    """All edits between two documents, in the order of the new one. Empty exactly if `same_text`."""
    if same_text(old, new):
        return TextDiff()
    old, new = _comparable(old, new)
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
    out: list[Unit] = []
    starts = [sentence.start for sentence in document.sentences]
    prose = False  # whether the first paragraph was passed
    for number, block in enumerate(document.blocks):
        if number in silent:
            continue
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        spans = [(s.start, s.end) for s in document.sentences[first:last]]
        if block.kind in WHOLE or not spans:
            spans = [(block.start, block.end)]
        section = _section(block.kind, document.text[block.start : block.end], prose, bool(out))
        prose = prose or section == "lead"
        for start, end in spans:
            text = document.text[start:end].strip()
            if section in ("lead", "body") and is_note(text):
                section = "correction"  # a note at the end of a paragraph
            if key := fold(text):
                out.append(Unit(block.kind, text, key, section))
    return out


def _section(kind: BlockKind, text: str, prose: bool, above: bool) -> Section:
    """What part of the article a block is; `prose`: the lead stands above it, `above`: anything does."""
    if is_note(text):
        return "correction"
    if kind in ("item", "row"):
        return "list" if kind == "item" else "table"
    if kind == "heading":
        return "body" if above else "headline"
    # A dateline or byline in a paragraph of its own is no sentence, and no lead.
    return "lead" if not prose and _SENTENCE_END.search(text) else "body"


def _compared_units(document: Document) -> list[Unit]:
    aligned = len(document.compared) == len(document.blocks)
    kinds = [block.kind for block in document.blocks] if aligned else ["paragraph"] * len(document.compared)
    return [Unit(kind, key, key) for kind, key in zip(kinds, document.compared, strict=True) if key]


def _title_edits(old: Document, new: Document) -> list[TextEdit]:
    before, after = old.title or "", new.title or ""
    if fold(before) == fold(after):
        return []
    if fold(before) and fold(after):
        return [TextEdit("edited", "title", before, after, word_marks(before, after), section="headline")]
    if fold(before):
        return [TextEdit("removed", "title", old=before, section="headline")]
    return [TextEdit("added", "title", new=after, section="headline")]


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
        told = (after or before)[0]
        corrects = any(unit.section == "correction" for unit in (*before, *after))
        section = "correction" if corrects else told.section
        edits.append(TextEdit(operation.kind, told.part, *texts, marks, section))
    return edits
