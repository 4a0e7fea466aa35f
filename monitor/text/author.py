"""What a page says of its author below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.text.blocks import Piece

_BY = re.compile(
    r"(?i:by|von|por|par|di|door|av|af)\s+((?:[A-Z][\w’'.-]+\s+){1,3}?[A-Z][\w’'-]+)(?=\W*$|\s*[,|·•]|\s+(?:\d|and\b|[A-Z]))"
)


def mark_author(pieces: Sequence[Piece], byline: str | None) -> None:
    """Boxes below the text that begin with its author's name say who that is."""
    name = byline or next((found[1] for piece in pieces if piece.dropped and (found := _BY.match(piece.text))), "")
    for piece in reversed(pieces):
        if piece.dropped:
            continue
        if not piece.box:
            return
        if name and piece.kind == "paragraph" and re.match(rf"(?:(?i:about) )?{re.escape(name)}\b", piece.text):
            piece.dropped = "about the author"
