"""What a page shows outside its article: the looser reading, for a lower grade of change.

Navigation, asides, footers and what pages turn over by themselves are left out of it too; the order does not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from monitor.text.blocks import Piece, cut
from monitor.text.fold import fold
from monitor.text.region import LOOSE, mark_outside

_MOST: Final = 400
"""Blocks of one page that are kept: what shows more beside its article is no page of an article."""

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
_TOKEN = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{16,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""Names that a program gave: of a session, a request, a build."""


def outside_of(tree: LexborHTMLParser, taken: frozenset[int], pieces: Sequence[Piece]) -> Mapping[str, str]:
    """Each block outside the article, from its compared form to its text.

    `taken`: `mem_id` of the elements that were read; `pieces`: their blocks, marked; boxes among them are read with the
    text, and yet may come and go. Call it on the stripped tree.
    """
    body = tree.body
    around = cut([body], taken) if body is not None and body.mem_id not in taken else []
    mark_outside(around)
    out: dict[str, str] = {}
    inside = (p for p in pieces if p.dropped in LOOSE or (p.box and not p.dropped))
    for piece in (*(p for p in around if not p.dropped), *inside):
        if (key := _key(piece.text)) and key not in out:
            out[key] = piece.text
            if len(out) == _MOST:
                break
    return out


def _key(text: str) -> str:
    """A block's compared form without clocks and tokens; empty if nothing but digits and signs is left."""
    key = fold(_TOKEN.sub(" ", _CLOCK.sub(" ", text)))
    return key if any(map(str.isalpha, key)) else ""
