"""How a page was read, for people and programs: `extract --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.codec import Json
    from monitor.text import Reading
    from monitor.text.blocks import Piece

WIDTH = 110
"""Characters of a line; longer blocks are cut, as `--text` shows them whole."""

KIND = 12
REASON = 31


def as_json(reading: Reading | None) -> Json | None:
    """The region, and every block with the reason why it was dropped (null if it was kept)."""
    if reading is None:
        return None
    return {
        "region": reading.region or None,
        "charset": reading.document.charset,
        "language": reading.document.language,
        "unreadable": str(reading.document.unreadable) if reading.document.unreadable else None,
        "why": reading.document.why or None,
        "blocks": [
            {"kind": piece.kind, "element": piece.tag, "text": piece.text, "dropped": piece.dropped or None}
            for piece in reading.pieces
        ],
        "removed": [{"why": why, "begins": text} for why, text in reading.removed],
    }


def lines(name: str, reading: Reading | None) -> list[str]:
    """The same for reading: first what was taken, then each block, `+` kept and `-` dropped, then what went before."""
    if reading is None:
        return [f"{name}: no answer", ""]
    document = reading.document
    kept = [piece for piece in reading.pieces if not piece.dropped]
    told = sum(len(piece.text) for piece in kept)
    met = sum(len(piece.text) for piece in reading.pieces)
    out = [
        name,
        f"  page     {f'{document.unreadable}: {document.why}' if document.unreadable else 'an article'}",
        f"  title    {document.title or '(none)'}",
        f"  region   {reading.region or '(none)'}",
        f"  charset  {document.charset or '(none)'}",
        f"  language {document.language or '(not clear)'}",
        f"  text     {len(kept)} of {len(reading.pieces)} blocks, {told} of {met} characters",
    ]
    if reading.pieces:
        out += ["", "Blocks of the region, + kept and - dropped:"]
        out += [_line(piece) for piece in reading.pieces]
    if reading.removed:
        out += ["", "Taken out before, as a whole:"]
        out += [_cut(f"  - {why:<{KIND + REASON}} {text}") for why, text in reading.removed]
    return [*out, ""]


def _line(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    if piece.dropped:
        return _cut(f"  - {piece.kind:<{KIND}}{piece.dropped:<{REASON}} {text}")
    return _cut(f"  + {piece.kind:<{KIND}}{'':<{REASON}} {text}")


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 1].rstrip() + "…"
