"""Plain text: paragraphs by lines, a title if the first line can be one."""

from __future__ import annotations

import re

from monitor.text.blocks import Piece, squash
from monitor.text.words import is_dateline

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|\?xml|(?:html|head|body|title|meta|div|p|br|article|main|section|h[1-6]|table|ul|ol|a|span"
    r"|frameset|script|link|noscript|form|header|img|b|i|em|strong)(?:\s[^<>]*)?/?>)",
    re.I,
)
_LOOK = 4096
_TITLE = 150
"""No headline is longer, in characters."""

_TRAIL = re.compile(r"(?:^|(?<=\s))[»›>](?=\s)\s*")
"""What parts the steps of a breadcrumb trail; the last step is the page's own title."""

_END = re.compile(r"[.!?。！？…:;,：；，、]['\"”’»)\]]*$")


def is_markup(text: str) -> bool:
    """Whether text without a declared media type is HTML: whether a known tag stands near its start."""
    return bool(_MARKUP.search(text, 0, _LOOK)) or bool(re.match(r"\s*<!doctype\s+html|\s*<html", text, re.I))


def pieces_of(text: str) -> list[Piece]:
    """The text's paragraphs: what blank lines part; without wrapped lines each line is one of its own."""
    out: list[Piece] = []
    for chunk in re.split(r"\n[ \t\u3000]*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")):
        lines = [squash(line) for line in chunk.split("\n")]
        lines = [line for line in lines if line]
        if _wrapped(lines):
            lines = [" ".join(lines)]
        out += [Piece(line, "paragraph", "p") for line in lines]
    return out


def _wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to a width, as mail and old wire copy do: nearly equal, and broken inside sentences."""
    if len(lines) < 2 or (len(lines) == 2 and not lines[1][0].islower()):
        return False
    longest = max(map(len, lines))
    body = lines[:-1]
    inside = sum(not _END.search(line) for line in body)
    return 40 <= longest <= 100 and min(map(len, body)) > longest * 0.6 and inside * 2 >= len(body)


def title_of(pieces: list[Piece]) -> str | None:
    """The first line, if it is short, does not end as a sentence does and is no bare date."""
    if len(pieces) < 2:
        return None
    first = _TRAIL.split(pieces[0].text)[-1]
    return first if len(first) <= _TITLE and not _END.search(first) and not is_dateline(first) else None
