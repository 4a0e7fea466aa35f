"""How a page was read, for people and programs: `extract --explain`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.codec import Json
    from monitor.text import Match, Part, Reading

WIDTH = 110
"""Characters of a line; longer blocks are cut, as `--text` shows them whole."""

KIND = 12
REASON = 31


def as_json(reading: Reading | None) -> Json | None:
    """The region, what became of each element and block (`dropped`: why, null if it is read), what selectors find."""
    if reading is None:
        return None
    return {
        "region": reading.region or None,
        "elements": [selector for selector, _ in reading.roots],
        "charset": reading.document.charset,
        "language": reading.document.language,
        "unreadable": str(reading.document.unreadable) if reading.document.unreadable else None,
        "why": reading.document.why or None,
        "blocks": [
            {"kind": piece.kind, "element": piece.tag, "text": piece.text, "dropped": piece.dropped or None}
            for piece in reading.pieces
        ],
        "removed": [
            {"why": part.why, "begins": part.text, "selector": part.selector}
            for part in reading.parts
            if part.kind == "box" and not part.blocks
        ],
        "page": [
            {
                "selector": part.selector,
                "matches": part.matches,
                "kind": part.kind,
                "kept": part.kept,
                "why": part.why,
                "text": part.text,
            }
            for part in reading.parts
        ],
        "selectors": [
            {"option": match.option, "selector": match.selector, "matches": match.elements, "begins": match.begins}
            for match in reading.matches
        ],
    }


def lines(name: str, reading: Reading | None) -> list[str]:
    """The same for reading: first what was taken, then the page from top to end, `+` kept and `-` dropped, each run
    below the selector of its elements."""
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
        *(f"           {_selector(*root)}" for root in reading.roots),
        f"  charset  {document.charset or '(none)'}",
        f"  language {document.language or '(not clear)'}",
        f"  text     {len(kept)} of {len(reading.pieces)} blocks, {told} of {met} characters",
        *(_cut(f"  {match.option:<8} {found(match)}") for match in reading.matches),
    ]
    if reading.parts:
        out += ["", "From top to end, + kept and - dropped, each below the selector of its element:"]
    for (selector, matches), run in groupby(reading.parts, lambda part: (part.selector, part.matches)):
        out += [_selector(selector, matches)] if selector else []
        out += [_line(part) for part in run]
    return [*out, ""]


def found(match: Match) -> str:
    """What a selector finds, in words."""
    if not match.elements:
        return f"`{match.selector}` finds nothing on the page"
    what = f"{match.elements} elements, the first" if match.elements > 1 else "1 element, it"
    return f"`{match.selector}` finds {what} begins: {match.begins or '(without text)'}"


def _selector(selector: str, matches: int) -> str:
    return f"{selector}  ({matches} elements)" if matches > 1 else selector


def _line(part: Part) -> str:
    text = " ".join(part.text.split())
    return _cut(f"  {'+' if part.kept else '-'} {part.kind:<{KIND}}{part.why:<{REASON}} {text}")


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 1].rstrip() + "…"
