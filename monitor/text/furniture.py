"""Blocks that a house puts among and below an author's: its own words, topics, links to other pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from monitor.text.blocks import Piece
from monitor.text.house import ANSWER, ASKS, BESIDE, house_words

_PROSE: Final = 0.4
"""Share of a paragraph that stands in links, from which on it is no prose."""

_LONE: Final = 0.9
"""Share of a block that is a link when the block is nothing else: arrows and full stops aside."""

_TOPIC: Final = 40
"""Columns of a topic's name."""


def mark_house(pieces: Sequence[Piece], news: bool) -> None:
    """Blocks in which the house speaks for itself: by their words, or beside these in a box that says nothing else."""
    said = [
        house_words(p.text, news=news) if p.kind in ("paragraph", "heading") and not p.dropped else "" for p in pieces
    ]
    authors = {p.home for p, words in zip(pieces, said, strict=True) if not p.dropped and not words}
    houses = {p.home for p, words in zip(pieces, said, strict=True) if words not in ("", BESIDE, ASKS, ANSWER)}
    for index, (piece, words) in enumerate(zip(pieces, said, strict=True)):
        if not words or (piece.kind == "heading" and words not in (BESIDE, ASKS, ANSWER) and piece.home in authors):
            continue
        if words == ASKS and said[index + 1 : index + 2] == [ANSWER]:
            pieces[index].dropped = pieces[index + 1].dropped = "call to readers"
        elif words not in (BESIDE, ASKS, ANSWER) or (piece.home in houses and piece.home not in authors):
            piece.dropped = piece.dropped or words


def mark_topics(pieces: Sequence[Piece]) -> None:
    """Lists of short links below the text of an article: what it is about. Links inside the text are its author's."""
    prose: dict[int, int] = {}
    for piece in pieces:
        if not piece.dropped and piece.kind == "paragraph" and piece.link_share < _PROSE:
            prose[piece.home] = prose.get(piece.home, 0) + piece.width
    flow = max(prose, key=lambda home: prose[home], default=0)
    end = max((n for n, p in enumerate(pieces) if p.home == flow and p.kind == "paragraph"), default=len(pieces))
    run: list[Piece] = []
    after: list[Piece | None] = [*pieces[end + 1 :], None]
    for below in after:
        if below is not None and below.kind == "item" and below.link_share >= _LONE and below.width <= _TOPIC:
            run.append(below)
            continue
        if len(run) >= 2:
            for topic in run:
                topic.dropped = topic.dropped or "topics"
        run = []


def box_lone_links(pieces: Sequence[Piece]) -> None:
    """Mark paragraphs and lists of one entry that are nothing but a link as boxes: they point to another page. They
    may come and go, and what is edited in them is told."""
    items = {index for index, piece in enumerate(pieces) if piece.kind == "item"}
    for index, piece in enumerate(pieces):
        if piece.dropped or piece.box or piece.link_share < _LONE:
            continue
        if piece.kind == "paragraph" or (index in items and not items & {index - 1, index + 1}):
            piece.box = -(index + 1)
