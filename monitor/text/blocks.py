"""A tree of elements cut into blocks of text, as a browser would show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from monitor.model import BlockKind

# Elements that start a line of their own in every browser's style sheet.
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre"
    " search section summary table tbody td tfoot th thead tr ul xmp"
)
BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTED: Final = frozenset({"li", "dt", "dd"})
_INSIDE: Final = frozenset(
    {"ul", "ol", "dl", "menu", "dir", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "blockquote", "figure"}
)
"""Wrappers that belong to the flow around them: what stands in them is at home where they are."""

_ANCHORS: Final = frozenset({"#", "¶", "§", "🔗", "⚓", "​"})
_CELL: Final = "\x1e"
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]")
_LAYOUT: Final = "table,h1,h2,h3,h4,h5,h6,blockquote,pre,p ~ p,div ~ div"
_BIG_CELL: Final = 600
"""A table whose row holds more than this many characters and several blocks lays a page out."""


@dataclass(slots=True)
class Piece:
    """One block before it is known whether it belongs to the article.

    `tag`: the block-level element around the text. `home`: the element in whose flow it stands, past lists, tables and
    quotations; `outer`: the one around that. `link`, `time`: how many characters stand in links, in `time` elements.
    `dropped`: why the block is no part of the text; empty while it is.
    """

    text: str
    kind: BlockKind | str
    tag: str
    home: int = 0
    link: int = 0
    time: int = 0
    dropped: str = ""
    outer: int = 0
    width: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = width(self.text)

    @property
    def link_share(self) -> float:
        return min(1.0, self.link / len(self.text))


@dataclass(frozen=True, slots=True)
class _Flow:
    """What surrounds a text node."""

    kind: str
    tag: str
    home: int
    link: bool = False
    time: bool = False
    row: bool = False
    pre: bool = False
    outer: int = 0


class _End:
    """Marks on the walker's stack where a block-level element ends."""

    __slots__ = ("row",)

    def __init__(self, row: bool) -> None:
        self.row = row


_END, _ROW_END = _End(False), _End(True)


def width(text: str) -> int:
    """The length of a text in columns: an East Asian character says as much as two Latin ones."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(ch) in "WF" for ch in text if ch >= "\u1100")


def squash(text: str) -> str:
    """Text as a browser shows it: white space as single blanks, invisible characters gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


class _Cutter:
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._raw: list[str] = []
        self._flow: _Flow | None = None
        self._link = 0
        self._time = 0
        self._break = False

    def add(self, text: str, flow: _Flow) -> None:
        if self._flow is None:
            if not text.strip() or text == _CELL:
                if text == _CELL and flow.row:
                    self._raw.append(text)
                return
            self._flow = flow
        self._raw.append(text)
        if size := len(text.strip()):
            self._break = False
            self._link += size * flow.link
            self._time += size * flow.time

    def line_break(self, flow: _Flow) -> None:
        if self._flow is None:
            return
        if self._break and not flow.pre and not flow.row:  # an empty line is how old pages part paragraphs
            self.end()
        else:
            self._raw.append("\n")
            self._break = True

    def end(self) -> None:
        flow, raw = self._flow, "".join(self._raw)
        if flow is not None:
            for text in _lines(raw, flow):
                self.pieces.append(Piece(text, flow.kind, flow.tag, flow.home, self._link, self._time, "", flow.outer))
        self._flow, self._link, self._time, self._break = None, 0, 0, False
        self._raw.clear()


def _lines(raw: str, flow: _Flow) -> list[str]:
    """The texts of one block: more than one only where preformatted text has empty lines."""
    if flow.row:
        text = " | ".join(squash(cell) for cell in raw.split(_CELL)[1:]) if _CELL in raw else squash(raw)
        return [text] if text.strip(" |") else []
    if flow.pre:
        parts = re.split(r"\n\s*\n", _INVISIBLE.sub("", raw.replace("\r", "")))
        cleaned = ("\n".join(" ".join(line.split()) for line in part.strip().split("\n")) for part in parts)
        return [text for text in cleaned if text]
    text = squash(raw)
    return [text] if text else []


def _is_data_row(row: LexborNode) -> bool:
    """Whether a table row holds data, not a part of a page that is laid out by tables."""
    return not (row.css_first(_LAYOUT) and (row.css_first("table") or len(row.text()) > _BIG_CELL))


def _is_reference(node: LexborNode) -> bool:
    """Whether a superscript is nothing but the mark of a footnote: a link within the page."""
    link = node.css_first("a[href*='#']")
    return link is not None and link.text().strip() == node.text().strip()


def cut(roots: Iterable[LexborNode], skip: frozenset[int] = frozenset()) -> list[Piece]:
    """The blocks of these elements, in document order. Never recurses: pages nest ten thousand deep.

    `skip`: `mem_id` of elements to leave out.
    """
    cutter = _Cutter()
    for root in roots:
        _walk(root, cutter, skip)
        cutter.end()
    return cutter.pieces


def _walk(root: LexborNode, cutter: _Cutter, skip: frozenset[int]) -> None:
    start = _Flow("paragraph", "div", root.mem_id)
    tag = root.tag or "div"
    if tag in BLOCKS:
        start = _entered(start, root, tag)
    stack: list[tuple[LexborNode | _End | str, _Flow]] = [(child, start) for child in _children(root)]
    while stack:
        node, flow = stack.pop()
        if isinstance(node, _End):
            if node.row or not flow.row:
                cutter.end()
            else:
                cutter.add(" ", flow)
            continue
        if isinstance(node, str):
            cutter.add(node, flow)
            continue
        name = node.tag
        if name == "-text":
            if text := node.text_content:
                cutter.add(text, flow)
            continue
        if name is None or name[0] == "-":
            continue
        if name == "br":
            cutter.line_break(flow)
            continue
        if skip and node.mem_id in skip:
            cutter.end()
            continue
        if name in ("rt", "rp") or (name == "sup" and _is_reference(node)):
            continue
        if name == "a":
            if node.text().strip() in _ANCHORS:
                continue
            # A heading that links to a place on a page is a permanent link to itself, whatever precedes the fragment.
            away = flow.kind != "heading" or "#" not in (node.attributes.get("href") or "#")
            inner = _Flow(flow.kind, flow.tag, flow.home, flow.link or away, flow.time, flow.row, flow.pre, flow.outer)
        elif name == "time":
            inner = _Flow(flow.kind, flow.tag, flow.home, flow.link, True, flow.row, flow.pre, flow.outer)
        elif name == "q":
            cutter.add('"', flow)
            inner = flow
            stack.append(('"', flow))
        elif name in BLOCKS:
            inner = _entered(flow, node, name)
            if not flow.row:
                cutter.end()
                stack.append((_ROW_END if inner.row else _END, flow))
            elif name in ("td", "th"):
                cutter.add(_CELL, flow)
            else:
                cutter.add(" ", flow)
                stack.append((_END, flow))
        else:
            inner = flow
        stack.extend([(child, inner) for child in _children(node)])


def _children(node: LexborNode) -> list[LexborNode]:
    children = list(node.iter(include_text=True))
    children.reverse()
    return children


def _entered(flow: _Flow, node: LexborNode, name: str) -> _Flow:
    """The flow inside a block-level element."""
    if flow.row:
        return flow
    kind, row, pre = flow.kind, False, flow.pre
    if name in _HEADINGS:
        kind = "heading"
    elif name in _LISTED:
        kind = "item"
    elif name == "blockquote":
        kind = "quote"
    elif name in ("pre", "listing", "xmp", "plaintext"):
        kind, pre = "preformatted", True
    elif name == "figcaption":
        kind = "caption"
    elif name == "tr":
        row = _is_data_row(node)
        kind = "row" if row else kind
    elif name in ("div", "section", "article") and kind == "heading":
        kind = "paragraph"
    home = flow.home if name in _INSIDE or name in _LISTED or name in _HEADINGS or name in ("p", "pre") else node.mem_id
    outer = flow.outer if home == flow.home else flow.home
    return _Flow(kind, name, home, flow.link, flow.time, row, pre, outer)
