"""What a reader is not told of a change: whether it was made silently, and whether it takes an earlier one back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.diff.facts import diff_facts
from monitor.model import Document, Earlier, FactChange, Observation, TextDiff
from monitor.text import fold
from monitor.text.notices import is_note

TEXT = frozenset({"lead", "body", "list", "table"})


def silent(old: Document, new: Document, diff: TextDiff, changes: Sequence[FactChange]) -> bool:
    """Whether facts or body changed and the page says nothing of it.

    It would say so by a note of correction or update that is new or reads otherwise, wherever it stands, or by another
    date of modification. A page that states no such date says nothing.
    """
    if not changes and not any(edit.section in TEXT for edit in diff.edits):
        return False
    if new.modified is not None and new.modified != old.modified:
        return False
    return _notes(new) <= _notes(old)


def _notes(document: Document) -> set[str]:
    """The blocks and sentences that are notes, folded; those that the comparison leaves out as well."""
    spans = [(block.start, block.end) for block in document.blocks]
    spans += [(sentence.start, sentence.end) for sentence in document.sentences]
    texts = {document.text[start:end] for start, end in spans}
    return {fold(text) for text in texts if is_note(text)}


def reverts_to(text_digest: str, changes: Sequence[FactChange], earlier: Sequence[Earlier]) -> int | None:
    """The version before the last to whose text, or else to whose values of all changed facts, a change goes back.

    `earlier`: the stored versions, newest first, without gaps; the nearest one counts. `text_digest` is that of the new
    text. What facts were is read back from the changes that each version came with.
    """
    for version in earlier[1:]:
        if version.text_digest == text_digest:
            return version.number
    if not changes:
        return None
    wanted = {change.fact: change.new for change in changes}
    stated = {change.fact: change.old for change in changes}
    for newer, version in pairwise(earlier):
        stated |= {change.fact: change.old for change in newer.changes if change.fact in stated}
        if all(_same(stated[fact], wanted[fact]) for fact in wanted):
            return version.number
    return None


def goes_to_and_fro(text_digest: str, earlier: Sequence[Earlier]) -> bool:
    """Whether a new text and that of the last version both stand in older versions (`earlier`: newest first)."""
    older = {version.text_digest for version in earlier[1:]} - {None}
    return bool(earlier) and text_digest in older and earlier[0].text_digest in older


def _same(one: Observation | None, other: Observation | None) -> bool:
    if any(side is not None and side.state != "found" for side in (one, other)):
        return False
    return not diff_facts({"": one} if one else {}, {"": other} if other else {}, {})
