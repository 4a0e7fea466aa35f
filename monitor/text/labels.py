"""What the law or the house makes an advertisement say of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.text.blocks import Piece
from monitor.text.words import one_of

AD_LABEL = one_of(
    r"""
    (?:advertisements?|ads?|sponsored|promoted|partner content|scroll to continue|anzeige|werbung|publicité)\b
    paid (?:content|post|partnership)\b
    (?:publi-?rédactionnel|sponsorisé|publicidad|patrocinado|pubblicità|publicidade|advertentie|reklam[ae]?)\b
    (?:story|article) continues (?:below|after)
    continue reading below
    реклама\b
    広告
    \[?PR\]?(?:\s|$)
    广告
    廣告
    광고
    """
)
"""What the law or the house makes an advertisement say at its start."""

_LABELLED = re.compile(r"(?: (?:the |this )?(?:ad|advertisement|sponsor|promotion))?\s*(?:[.:|·•–—\-\])】]|$)", re.I)


def is_labelled_ad(text: str) -> bool:
    """Whether a block begins with a label that says that it is an advertisement, and what it advertises follows."""
    label = AD_LABEL.match(text)
    return label is not None and bool(_LABELLED.match(text, label.end()))


def mark_labelled(pieces: Sequence[Piece]) -> None:
    """Boxes that begin with the label of an advertisement."""
    labelled: set[int] = set()
    box = 0
    for piece in pieces:
        if piece.box and piece.box != box and is_labelled_ad(piece.text):
            labelled.add(piece.box)
        box = piece.box
        if piece.box in labelled:
            piece.dropped = piece.dropped or "advertisement"
