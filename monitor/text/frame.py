"""The frame of an article: the smallest element that holds both its headline and the flow of its text.

Where markup names no `article`, the region is the page or its main part, with columns, notices, comments and footers in
containers that say nothing. Whoever built the page put the headline and the text into one element, and those outside.
"""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborNode

from monitor.text.blocks import cut
from monitor.text.flow import Child, best_of, text_of
from monitor.text.fold import fold
from monitor.text.notices import is_note
from monitor.text.region import SEED, SEED_LINK, length, mark_restless

_HEADS: Final = "h1,h2,h3,h4,h5,h6"
_PLAIN: Final = "div,p,b,strong,font,span,td,header,hgroup"
"""What headlines are made of on pages that mark no headings."""

_HEAD: Final = 400
"""Characters of a container that is searched for a headline without a heading."""

_MANY: Final = 40
_BESIDE: Final = 0.5
"""What one element outside the frame says, in relation to the frame, at most: otherwise the text may be in parts, and
the headline in one of them."""

_NOTE: Final = 1_000
_PARAGRAPHS: Final = 2
_TEXT: Final = 0.7
"""Paragraphs that a text has at least, and their share of it."""


def frame_of(region: LexborNode, levels: list[list[Child]], title: str | None) -> int:
    """The number of the level whose container is the frame; 0 is the region itself."""
    if not title or region.tag == "article" or region.attributes.get("role") == "article":
        return 0
    wanted = fold(title)
    for number in range(len(levels) - 1, 0, -1):
        below = best_of(levels[number]) if number + 1 < len(levels) else None
        if any(_heads(child, wanted) for child in levels[number] if below is None or child is not below):
            return number if _holds_most(region, levels, number) else 0
    return 0


def _holds_most(region: LexborNode, levels: list[list[Child]], number: int) -> bool:
    frame = best_of(levels[number - 1])
    assert frame is not None
    inside = length(frame.node)
    if length(region) - inside > inside:
        return False
    beside = (child for children in levels[:number] for child in children if child is not best_of(children))
    return all(child.size <= _BESIDE * inside for child in beside if child.node.parent is not None)


def roots_of(levels: list[list[Child]], number: int, *, news: bool) -> list[LexborNode]:
    """The frame, and what belongs to the text outside it: notes of correction or update, and further text below.

    `news`: the page tells machines that it is an article; text below one is its readers' or about its author. On
    a page of another kind it may be a further part.
    """
    frame = best_of(levels[number - 1])
    assert frame is not None
    above: list[LexborNode] = []
    below: list[LexborNode] = []
    for children in levels[:number]:
        ends: list[LexborNode] = []
        inner, found = best_of(children), above
        for child in children:
            if child is inner:
                found = ends
            elif child.node.parent is None or not child.size:
                continue  # it was taken out
            elif found is ends and not news and _is_text(child.node):
                ends.append(child.node)
            elif (note := _note_in(child)) is not None:
                found.append(note)
        below = [*ends, *below]
    return [*above, frame.node, *below]


def _note_in(child: Child) -> LexborNode | None:
    """The note of correction or update that an element is or begins with, or holds."""
    if child.size > _NOTE:
        return None
    nodes = [child.node, *child.node.css("p,div,section,li")[:_MANY]]
    return next((node for node in nodes if is_note(text_of(node))), None)


def _is_text(node: LexborNode) -> bool:
    """Whether an element is a text of its own: paragraphs, and little else."""
    pieces = cut([node])
    mark_restless(pieces)
    long = [
        piece.width for piece in pieces if not piece.dropped and piece.width >= SEED and piece.link_share < SEED_LINK
    ]
    return len(long) >= _PARAGRAPHS and sum(long) >= _TEXT * sum(piece.width for piece in pieces)


def _heads(child: Child, wanted: str) -> bool:
    """Whether an element is the headline or holds it."""
    if child.size < len(wanted):
        return False
    nodes = [child.node, *child.node.css(_HEADS)[:_MANY]]
    if child.size <= _HEAD:
        nodes += child.node.css(_PLAIN)[:_MANY]
    return any(fold(node.text()) == wanted for node in nodes if len(node.text()) <= 2 * _HEAD)
