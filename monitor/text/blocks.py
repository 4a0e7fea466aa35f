"""A tree of elements cut into blocks of text, as a browser would show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborNode

from monitor.model import BlockKind
from monitor.text.grid import grid_of

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

_ANCHORS: Final = frozenset({"#", "¶", "§", "🔗", "⚓", "​", "↑", "^", "↩", "↩︎"})
_BACK = re.compile(r"^[↑^↩]\s+(?=\S)")
"""How a note leads back to where it is cited."""

_CELL: Final = "\x1e"
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]")
_LAYOUT: Final = "table,h1,h2,h3,h4,h5,h6,blockquote,pre,p ~ p,div ~ div"
_ROLES: Final = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "list": "ul",
    "listitem": "li",
}
"""What ARIA's roles make of an element: renderers build tables and lists of `div`."""

_IMAGE: Final = "img,picture,amp-img"
_BARE: Final = frozenset({"div", "td", "center", "section", "article"})
_PICTURES: Final = frozenset({"img", "picture", "amp-img"})
_CAPTION: Final = 150
"""Columns of a caption, at most."""

_CONTENTS: Final = 3
"""Places on the page that a table of contents names at least."""

_HEADING: Final = 200
_ITEM: Final = "p,ul,ol,dl,table,h1,h2,h3,h4,h5,h6,blockquote,pre"
_BIG_CELL: Final = 600
"""A table whose row holds more than this many characters and several blocks lays a page out."""


@dataclass(slots=True)
class Piece:
    """One block before it is known whether it belongs to the article.

    `tag`: the block-level element around the text. `home`: the element in whose flow it stands, past lists, tables and
    quotations; `outer`: the one around that. `box`: `mem_id` of the box among the paragraphs that it stands in, 0 for
    none. `link`, `time`: how many characters stand in links, in `time` elements. `dropped`: why the block is no part of
    the text; empty while it is. `kept`: why it is. `node`: the element, for those who look before the tree is cut on.
    """

    text: str
    kind: BlockKind | str
    tag: str
    home: int = 0
    link: int = 0
    time: int = 0
    dropped: str = ""
    outer: int = 0
    box: int = 0
    kept: str = ""
    node: LexborNode | None = field(default=None, repr=False, compare=False)
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
    box: int = 0
    data: bool = True
    short: bool = False
    node: LexborNode | None = None


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
        self._after_picture = False

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

    def picture(self) -> None:
        """A picture: what follows in the same bare container is its caption, if it is short."""
        self._after_picture = self._flow is None

    def line_break(self, flow: _Flow) -> None:
        if self._flow is None:
            return
        if self._break and not flow.pre and not flow.row:  # an empty line is how old pages part paragraphs
            self.end()
        else:
            if self._after_picture and flow.tag in _BARE:  # a caption ends with its line
                self.end()
                return
            self._raw.append("\n")
            self._break = True

    def end(self) -> None:
        flow, raw = self._flow, "".join(self._raw)
        if flow is not None:
            for text in _lines(raw, flow):
                piece = Piece(text, flow.kind, flow.tag, flow.home, self._link, self._time, "", flow.outer, flow.box)
                piece.node = flow.node
                if self._after_picture and flow.tag in _BARE and flow.kind == "paragraph" and piece.width <= _CAPTION:
                    piece.kind = "caption"
                self.pieces.append(piece)
        self._after_picture = False
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
    if flow.kind == "item":
        text = _BACK.sub("", text)
    return [text] if text else []


def _is_data_row(row: LexborNode) -> bool:
    """Whether a table row holds data, not a part of a page that is laid out by tables."""
    return not (row.css_first(_LAYOUT) and (row.css_first("table") or len(row.text()) > _BIG_CELL))


def is_data_table(table: LexborNode) -> bool:
    """Whether a table holds data: none lies in it, and some row has cells side by side."""
    if table.attributes.get("role") in ("presentation", "none") or len(table.css("table")) > 1:
        return False
    return table.css_first("caption,th,td ~ td,th ~ td,th ~ th,td ~ th,[role] ~ [role]") is not None


def _is_picture(node: LexborNode) -> bool:
    """Whether a table, or a row of one cell, shows a picture, and its text what is to be seen on it."""
    text = node.text()
    return (
        len(text) <= 2 * _CAPTION
        and node.css_first(_IMAGE) is not None
        and len(squash(text)) <= _CAPTION
        and node.css_first("td ~ td,th ~ td") is None
    )


def _is_reference(node: LexborNode) -> bool:
    """Whether a superscript is nothing but the mark of a footnote: a link within the page."""
    link = node.css_first("a[href*='#']")
    return link is not None and link.text().strip() == node.text().strip()


def is_contents(node: LexborNode) -> bool:
    """Whether a list is a table of contents: links to places on the page, and nothing else."""
    links = node.css("a[href^='#']")
    return len(links) >= _CONTENTS and _bare(node) == "".join(_bare(link) for link in links)


def _bare(node: LexborNode) -> str:
    return "".join(node.text().split())


def cut(
    roots: Iterable[LexborNode],
    skip: frozenset[int] = frozenset(),
    boxes: frozenset[int] = frozenset(),
) -> list[Piece]:
    """The blocks of these elements, in document order. Never recurses: pages nest ten thousand deep.

    `skip`: `mem_id` of elements to leave out, `boxes` of those whose blocks are marked with it.
    """
    cutter = _Cutter()
    for root in roots:
        _walk(root, cutter, skip, boxes)
        cutter.end()
    return cutter.pieces


def _walk(root: LexborNode, cutter: _Cutter, skip: frozenset[int], boxes: frozenset[int]) -> None:
    start = _Flow("paragraph", "div", root.mem_id, node=root)
    tag = root.tag or "div"
    if tag in BLOCKS:
        start = _entered(start, root, tag)
    grid: dict[int, str] = {}  # what tables of bare containers are made of
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
        if name in _PICTURES:
            cutter.picture()
            continue
        if name == "div" or name == "span":
            name = _ROLES.get(node.attributes.get("role") or "", name)
        if skip and node.mem_id in skip:
            cutter.end()
            continue
        if name == "div":
            if not flow.row and node.mem_id not in grid:
                grid.update(grid_of(node))
            name = grid.get(node.mem_id, name)
        if name in ("rt", "rp") or (name == "sup" and _is_reference(node)):
            continue
        if name == "a":
            if node.text().strip() in _ANCHORS:
                continue
            # A heading that links to a place on a page is a permanent link to itself, whatever precedes the fragment.
            target = node.attributes.get("href")
            away = flow.kind != "heading" or (target is not None and ("#" not in target or target.endswith("#")))
            inner = replace(flow, link=flow.link or away)
        elif name == "time":
            inner = replace(flow, time=True)
        elif name == "q":
            cutter.add('"', flow)
            inner = flow
            stack.append(('"', flow))
        elif name in BLOCKS:
            inner = _entered(flow, node, name)
            if boxes and not flow.box and node.mem_id in boxes:
                inner = replace(inner, box=node.mem_id)
            if not flow.row:
                cutter.end()
                stack.append((_ROW_END if inner.row else _END, flow))
            elif name in ("td", "th"):
                cutter.add(_CELL, flow)
            else:
                cutter.add(" ", flow)
                stack.append((_END, flow))
        elif boxes and not flow.box and node.mem_id in boxes:  # an element of the house's own, shown as a container
            inner = replace(flow, box=node.mem_id)
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
    kind, row, pre, data, short = flow.kind, False, flow.pre, flow.data, flow.short
    if name in _HEADINGS:
        kind = "heading"
        short = len(node.text()) <= _HEADING
    elif name in _LISTED:
        kind = "item"
        row = node.css_first(_ITEM) is None and node.css_first("div,section") is not None
    elif name == "blockquote":
        kind = "quote"
    elif name in ("pre", "listing", "xmp", "plaintext"):
        kind, pre = "preformatted", True
    elif name == "figcaption":
        kind = "caption"
    elif name == "table":
        data = is_data_table(node) or (node.tag == "div" and not node.attributes.get("role"))
        kind = "caption" if _is_picture(node) else kind
    elif name == "tr":
        row = data and _is_data_row(node)
        kind = "caption" if kind == "caption" or _is_picture(node) else "row" if row else kind
        row = row and kind == "row"
    elif name in ("div", "section", "article") and kind == "heading" and not flow.short:
        kind = "paragraph"
    home = flow.home if name in _INSIDE or name in _LISTED or name in _HEADINGS or name in ("p", "pre") else node.mem_id
    outer = flow.outer if home == flow.home else flow.home
    return _Flow(kind, name, home, flow.link, flow.time, row, pre, outer, flow.box, data, short, node)
