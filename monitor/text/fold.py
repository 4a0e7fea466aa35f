"""Text folded to what a reader would call the same words: the form in which texts are compared."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, '‘’‚‛′‵`´ʼʹ‹›＇“”„‟″‶«»〝〞〟＂"'), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⸺⸻"), "-") | {ord("〜"): "~", ord("×"): "x"}
# Invisible: soft hyphen, zero-width spaces and joiners, direction marks, variation selectors, byte order mark.
_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
_INVISIBLE = dict.fromkeys((0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF)) | {
    point: None for first, last in _RANGES for point in range(first, last + 1)
}
_ONE_KIND: dict[int, str | None] = _QUOTES | _DASHES | _INVISIBLE
_HYPHENS = re.compile("-{2,}")


def fold(text: str) -> str:
    """Text without what only typesetting changes: Unicode NFKC, one kind of quotes and dashes, `x` for the sign of
    multiplication, no white space.

    Single and double quotes are one kind: house styles change from one to the other. Case, other punctuation and every
    digit stay: one edited number is another text. Idempotent.
    """
    if text.isascii():
        text = "".join(text.replace("`", "'").replace('"', "'").split())
    else:
        # Twice: NFKC makes some quotes and blanks out of other characters, and these may keep letters from composing.
        text = unicodedata.normalize("NFKC", text.translate(_ONE_KIND)).translate(_ONE_KIND)
        text = unicodedata.normalize("NFKC", "".join(text.split()))
    return _HYPHENS.sub("-", text) if "--" in text else text
