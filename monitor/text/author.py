"""What a page says of its author below the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from monitor.text.blocks import Piece

_BY = re.compile(
    r"(?i:by|von|por|par|di|door|av|af)\s+((?:[A-Z][\w’'.-]+\s+){1,3}?[A-Z][\w’'-]+)(?=\W*$|\s*[,|·•]|\s+(?:\d|and\b|[A-Z]))"
)


_ABOUT: Final = "about the author"
_NAME: Final = 40
"""Characters of a heading that may be an author's name, at most."""


def mark_author(pieces: Sequence[Piece], byline: str | None, news: bool = False) -> None:
    """Boxes below the text that begin with its author's name say who that is. `news`: the page tells machines that it
    is an article; there a box whose text begins with its own heading is about who is named there."""
    name = byline or next((found[1] for piece in pieces if piece.dropped and (found := _BY.match(piece.text))), "")
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.dropped:
            continue
        if not piece.box:
            return
        above = pieces[index - 1] if index else None
        head = above.text if news and above and above.kind == "heading" and above.box == piece.box else ""
        names = [one for one in (name, head if len(head) <= _NAME else "") if one]
        if piece.kind == "paragraph" and any(_begins(piece.text, one) for one in names):
            piece.dropped = _ABOUT
            if above and head and not above.dropped:
                above.dropped = _ABOUT


def _begins(text: str, name: str) -> bool:
    return re.match(rf"(?:(?i:about) )?{re.escape(name)}\b", text) is not None
