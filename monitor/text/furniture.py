"""Blocks that a house puts among and below an author's: its own words, topics, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from monitor.text.blocks import Piece
from monitor.text.house import ANSWER, ASKS, BESIDE, house_words

_ENDS = re.compile(r"[.!?…。！？]\W*$")
_PROSE: Final = 0.4
"""Share of a paragraph that stands in links, from which on it is no prose."""

_LONE: Final = 0.9
"""Share of a block that is a link when the block is nothing else: arrows and full stops aside."""

_MOSTLY: Final = 0.6
_HEADLINE: Final = 20
"""Columns of a headline at least: the name of an author is shorter."""

_TITLE: Final = 200
"""Columns of a headline that links to another article, at most."""

_TAG: Final = 20
"""Columns of what may stand before the headline of another article: its rubric, `Podcast:`."""

_BESIDE_HEADINGS: Final = frozenset({"caption", "date line", "date line or counter", "counter or control"})
"""What stands below the heading of an entry and is dropped there: when, by whom, its picture."""

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


def is_lone(piece: Piece) -> bool:
    """Whether a block is nothing but a link, to one headline at most."""
    return piece.link_share >= _LONE and piece.width <= _TITLE


def mark_hollow(pieces: Sequence[Piece]) -> None:
    """Headings of boxes of which nothing else is left: `Featured video` above a headline, `More` above a link.

    Their box is the container right around them. What was dropped below them there is a link to another page, or
    anything in a box that interrupts the text; a date below the heading of an entry is none.
    """
    kept = {home for p in pieces if not p.dropped and p.kind != "heading" for home in (p.home, p.outer)}
    below: set[int] = set()
    for piece in reversed(pieces):
        if piece.kind != "heading":
            if piece.dropped not in ("", *_BESIDE_HEADINGS) and (piece.box or (_leads(piece) and piece.kind != "row")):
                below.add(piece.home)
        elif not piece.dropped and piece.home in below and piece.home not in kept:
            piece.dropped = "heads nothing of the text"


def _leads(piece: Piece) -> bool:
    return piece.link_share >= _MOSTLY and piece.width >= _HEADLINE


def box_lone_links(pieces: Sequence[Piece]) -> None:
    """Mark paragraphs and lists of one entry that are nothing but a link, or one with its rubric, as boxes: they point
    to another page. They may come and go, and what is edited in them is told.

    Beside an entry that is made of paragraphs, one that is a link is no list. A few words above two such links belong
    to them.
    """
    entries = {index: piece.tag for index, piece in enumerate(pieces) if piece.kind == "item"}
    for index, piece in enumerate(pieces):
        tagged = piece.link_share >= _MOSTLY and len(piece.text) - piece.link <= _TAG and not _ENDS.search(piece.text)
        if piece.dropped or piece.box or not (tagged or is_lone(piece)):
            continue
        if piece.kind == "paragraph" or (
            index in entries and piece.tag not in (entries.get(index - 1), entries.get(index + 1))
        ):
            piece.box = -(index + 1)
