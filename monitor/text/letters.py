"""Letters without typographic variants, character by character: the form in which phrases and pages are compared.

Full-width digits, quotes, dashes, Latin accents and the Russian ё become one, without changing the case; every folded
character leads back to the original, so that evidence can quote what the page says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_QUOTES = {ord(c): '"' for c in "“”„‟«»″〝〞"} | {ord(c): "'" for c in "‘’‚‛′`´ʼ"}
_DASHES = {ord(c): "-" for c in "‐‑‒–−﹣－"} | dict.fromkeys(map(ord, "〜∼"), "~")
_SPACES = {ord(c): " " for c in "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\r\n\v\f"}
_YO = {ord("ё"): "е", ord("Ё"): "Е"}
"""Russian prints its dots or leaves them out, often both on one page: решён, решен."""
_ONE_TO_ONE = _QUOTES | _DASHES | _SPACES | _YO


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    if char in "\u00ad\u200b\u200c\u200d\u2060\ufeff":
        return ""
    folded = unicodedata.normalize("NFKC", char).translate(_ONE_TO_ONE)
    if folded and unicodedata.name(folded[0], "").startswith("LATIN"):
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    elif "\u0300" <= folded <= "\u036f":
        return ""
    return folded


def letters(text: str) -> tuple[str, list[int] | None]:
    """Folded text, and for each of its characters (and its end) the position in `text`; None if they are the same."""
    simple = text.translate(_ONE_TO_ONE)
    if simple.isascii():
        return simple, None
    parts = [_letter(char) for char in text]
    folded = "".join(parts)
    if len(folded) == len(text) and all(len(part) == 1 for part in parts):
        return folded, None
    offsets = [i for i, part in enumerate(parts) for _ in part]
    offsets.append(len(text))
    return folded, offsets
