"""Tables that a design makes of bare containers, without a role that says so."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

_ROWS: Final = 3
_MOST_ROWS: Final = 200
_COLUMNS: Final = 8
_CELL: Final = 160
"""Rows of such a table, at least and at most; its columns, and the characters of a cell, at most."""

_IN_CELL: Final = frozenset(
    {"-text", "-comment", "b", "strong", "i", "em", "span", "br", "sup", "sub", "code", "abbr", "small", "p"}
)
"""What a cell may hold: links, dates, counters and pictures are made of something else."""

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)]*$")


def grid_of(node: LexborNode) -> dict[int, str]:
    """What the parts of such a table are, by `mem_id`: `table`, `tr` or `td`; nothing if it is none.

    Its first row names the columns, and each row has as many cells, of a few words each. Cards, comments, figures with
    their labels are built otherwise.
    """
    rows: list[list[LexborNode]] = []
    names: list[str] = []
    found = {node.mem_id: "table"}
    sentences = 0
    for row in node.iter(include_text=True):
        if row.tag == "-comment" or (row.tag == "-text" and not (row.text_content or "").strip()):
            continue
        cells = _cells(row) if row.tag == "div" and len(rows) < _MOST_ROWS else []
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            return {}
        texts = [" ".join(cell.text().split()) for cell in cells]
        if not rows:
            names = texts
            if not all(names) or len(set(names)) < len(names) or not all(map(_is_name, names)):
                return {}
        elif not texts[0] or texts == names or max(map(len, texts)) > _CELL:
            return {}
        rows.append(cells)
        found |= {row.mem_id: "tr"} | {cell.mem_id: "td" for cell in cells if cell.tag == "div"}
        sentences += any(_SENTENCE.search(text) for text in texts)
    return found if len(rows) >= _ROWS and 3 * sentences <= len(rows) else {}


def _is_name(text: str) -> bool:
    """Whether a text may name a column."""
    return len(text) <= _CELL and not _SENTENCE.search(text) and not any(map(str.isdigit, text))


def _cells(row: LexborNode) -> list[LexborNode]:
    """The elements of a row, if there is nothing else in it."""
    cells: list[LexborNode] = []
    for child in row.iter(include_text=True):
        if child.tag == "div" and len(cells) < _COLUMNS and all(_is_plain(inner) for inner in child.iter()):
            cells.append(child)
        elif child.tag != "-comment" and (child.tag != "-text" or (child.text_content or "").strip()):
            return []
    return cells


def _is_plain(node: LexborNode) -> bool:
    return node.tag in _IN_CELL and all(inner.tag in _IN_CELL for inner in node.iter())
