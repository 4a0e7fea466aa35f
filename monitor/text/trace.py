"""What is decided on the way from a page to its text, written down for those who want to know: which element, why.

Nothing here decides anything. Elements are named by CSS selectors that can be copied: made of tags, ids and classes, as
short as they are found by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.blocks import Piece
from monitor.text.fold import fold

BOX: Final = "box"
TITLE: Final = "read as the title"
IN_BOX: Final = ", in a box"

_BEGINS: Final = 200
_STEPS: Final = 4
"""Elements that a selector names at most."""

_LOOKS: Final = 500
"""Selectors of one page that are tried on it; of what is named beyond, nobody is told how many elements it finds."""

_INLINE: Final = "a,b,em,font,i,label,small,span,strong,time"
_INNER: Final = 200
"""Such elements of one container that are looked at."""

_ENDS: Final = frozenset({"body", "main", "article"})
_FRAME: Final = frozenset({"html", "body", "main", "article"})
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_SPACE = re.compile(r"[ \t\n\f\r]+")
"""What parts the names of an attribute in HTML."""

_MADE = re.compile(r"\d[A-Za-z]+\d|\d{4}|(?:^|[-_])(?=[A-Za-z]*\d)[A-Za-z\d]{5,}$")
"""Names as programs make them anew with every build; any other is taken before one of these."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element or block of a page, and what became of it.

    `selector` finds the element, and `matches` elements in all (0: not counted). `kind`: a block's kind, or `box` for
    an element that was dropped as a whole; `blocks`: how many blocks were cut of it before. `why`: one reason or, of a
    box, several. `text`: the block's, or how the box begins.
    """

    selector: str
    matches: int
    kind: str
    kept: bool
    why: str
    text: str
    blocks: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """What one selector of a profile finds on a page: how many elements (outermost ones), and how the first begins.

    `option`: `select` or `ignore`. `selector`: as it is written.
    """

    option: str
    selector: str
    elements: int
    begins: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part with its place: the numbers, in the order of the page, of its element and of the first one behind it."""

    part: Part
    start: int
    end: int


class Log:
    """Gathers the parts of one page. `tree` is going to be cut down, `whole` is the same page once more."""

    def __init__(self, tree: LexborHTMLParser, whole: LexborHTMLParser) -> None:
        self._whole = whole
        self._places = _places(tree)
        self._twins = list(_elements(whole))
        self._often = Counter(name for node in whole.css("[class]") for name in _classes(node))
        self._found: dict[str, int] = {}
        self._boxes: list[_Placed] = []
        self._blocks: list[_Placed] = []
        self.matches: list[Match] = []
        self.roots: tuple[tuple[str, int], ...] = ()

    def note(self, node: LexborNode, why: str) -> None:
        """Write down an element that is about to be taken out; one without text is not worth it."""
        text = text_of(node)
        if text and node.mem_id in self._places:
            self._boxes.append(self._placed(node, BOX, kept=False, why=why, text=text, blocks=0))

    def note_match(self, option: str, selector: str, nodes: Sequence[LexborNode]) -> None:
        """Write down what a selector of the profile finds."""
        self.matches.append(Match(option, selector, len(nodes), text_of(nodes[0]) if nodes else ""))

    def note_rest(self, taken: Sequence[LexborNode], tree: LexborHTMLParser, why: str, title: str | None) -> None:
        """Write down what is left of the page beside the elements that were taken, its headline as such."""
        inside = {node.mem_id for node in taken}
        wanted = fold(title) if title else ""
        heads = [node for node in tree.css("h1,h2,h3") if wanted and fold(node.text()) == wanted][:1]
        if any(not inside.isdisjoint(with_ancestors([node])) for node in heads):
            heads = []
        around = with_ancestors([*taken, *heads])
        for node in heads:
            self._blocks.append(self._placed(node, "heading", kept=True, why=TITLE, text=text_of(node)))
            inside.add(node.mem_id)
        stack = [tree.body] if tree.body is not None else []
        while stack:
            node = stack.pop()
            if node.mem_id not in around:
                self.note(node, why)
            elif node.mem_id not in inside:
                self._note_bare(node, why)
                stack += [child for child in node.iter() if child.tag and child.tag[0] != "-"]

    def _note_bare(self, node: LexborNode, why: str) -> None:
        """Write down the text that stands in an element beside other elements."""
        at = self._place(node)[0]
        for child in node.iter(include_text=True):
            if child.mem_id in self._places:
                at = self._places[child.mem_id][1]
            elif child.tag == "-text" and (text := text_of(child)):
                placed = self._placed(node, "paragraph", kept=False, why=why, text=text, after=at)
                self._blocks.append(replace(placed, start=at, end=at))

    def note_blocks(self, pieces: Sequence[Piece], roots: Sequence[LexborNode], title: str | None) -> None:
        """Write down all blocks with their reasons; what lies in one element of which nothing is read, as that element.

        Call it while the tree still holds them: the pieces forget their elements.
        """
        self.roots = tuple((selector := self.selector_of(root), self._matches(selector)) for root in roots)
        wanted = fold(title) if title else ""
        heads = {id(piece) for piece in pieces if wanted and piece.kind == "heading" and fold(piece.text) == wanted}
        kept = [piece.node for piece in pieces if piece.node is not None and (not piece.dropped or id(piece) in heads)]
        holders = with_ancestors([*kept, *roots])
        chains: dict[int, list[LexborNode]] = {}
        for piece in pieces:
            if piece.node is not None and id(piece) not in heads:
                chains[id(piece)] = _chain(piece.node, holders if piece.dropped and kept else None, piece.box)

        def box_of(piece: Piece) -> int:
            chain = chains.get(id(piece))
            return chain[-1].mem_id if chain and piece.dropped and chain[-1].mem_id not in holders else -id(piece)

        at = 0
        for _, run in groupby(pieces, box_of):
            first, *more = run
            if first.node is None:
                continue
            read = not first.dropped or id(first) in heads
            why = TITLE if id(first) in heads else first.dropped or first.kept + IN_BOX * bool(first.box)
            if any(piece.dropped != first.dropped for piece in more):
                why = f"{first.dropped} …"
            chain = chains.get(id(first), [first.node])
            if more:
                end = self._place(more[-1].node)[0] if more[-1].node is not None else 0
                chain = [node for node in chain if self._place(node)[1] > end] or chain[-1:]
            node = min(reversed(chain), key=lambda one: self._matches(self.selector_of(one)) or _LOOKS)
            whole = bool(kept) and not read and node.mem_id not in holders
            if node.mem_id == first.node.mem_id and not more:
                node = _own(node, first.text)
            kind = BOX if more else first.kind
            placed = self._placed(node, kind, kept=read, why=why, text=first.text, blocks=1 + len(more), after=at)
            at = placed.start
            self._blocks.append(placed if whole else replace(placed, end=at))
        for piece in pieces:
            piece.node = None

    def parts(self) -> tuple[Part, ...]:
        """All of it from the top of the page to its end; what lies in a dropped element goes without saying."""
        outer: list[_Placed] = []
        dropped = [*self._boxes, *(placed for placed in self._blocks if not placed.part.kept)]
        for placed in sorted(dropped, key=lambda one: (one.start, -one.end)):
            if not outer or placed.start >= outer[-1].end or placed.part.kind != BOX:
                outer.append(placed)
        kept = [placed for placed in self._blocks if placed.part.kept]
        return tuple(placed.part for placed in sorted([*kept, *outer], key=lambda one: one.start))

    def selector_of(self, node: LexborNode) -> str:
        """A selector that finds an element, and as few others as tags, ids and classes of it and around it can."""
        node = self._twin(node)
        best = path = self._step(node)
        parent = node.parent
        for _ in range(_STEPS - 1):
            if parent is None or parent.tag == "html" or "#" in path or self._matches(best) == 1:
                break
            path = f"{self._step(parent)} > {path}"
            if self._matches(path) < self._matches(best):
                best = path
            if parent.tag in _ENDS:
                break
            parent = parent.parent
        return best

    def _twin(self, node: LexborNode) -> LexborNode:
        """The same element in the whole page, where nothing around it has been taken out. A body that a frameset took
        the place of has none: it is in no tree."""
        place = self._places.get(node.mem_id)
        return self._twins[place[0]] if place is not None else node

    def _place(self, node: LexborNode) -> tuple[int, int]:
        return self._places.get(node.mem_id, (0, 0))

    def _placed(
        self, node: LexborNode, kind: str, *, kept: bool, why: str, text: str, blocks: int = 1, after: int = 0
    ) -> _Placed:
        selector = self.selector_of(node)
        if not kept or why.endswith(IN_BOX):
            selector = self._behind(node, selector)
        start, end = self._places.get(node.mem_id, (after, after))
        return _Placed(
            Part(selector, self._matches(selector), kind, kept, why, text, blocks), max(start, after), max(end, after)
        )

    def _behind(self, node: LexborNode, selector: str) -> str:
        """For a box without a name of its own: what finds it by the element right before it, if that finds fewer."""
        twin = self._twin(node)
        before = twin.prev
        while before is not None and (before.tag or "-")[0] == "-":
            before = before.prev
        if before is None or self._matches(selector) < 2:
            return selector
        other = f"{self._step(before)} + {self._step(twin)}"
        return other if 0 < self._matches(other) < self._matches(selector) else selector

    def _step(self, node: LexborNode) -> str:
        """One element by tag, and id or the rarest of its classes; names that would have to be escaped are left out."""
        tag = node.tag if node.tag and _TAG.fullmatch(node.tag) else "*"
        name = node.attributes.get("id") or ""
        if _NAME.fullmatch(name) and not _MADE.search(name):
            return f"{tag}#{name}"
        classes = [one for one in _classes(node) if _NAME.fullmatch(one)]
        rarest = min(classes, key=lambda one: (bool(_MADE.search(one)), self._often[one]), default="")
        return f"{tag}.{rarest}" if rarest else tag

    def _matches(self, selector: str) -> int:
        if selector not in self._found:
            if len(self._found) >= _LOOKS:
                return 0
            self._found[selector] = len(self._whole.css(selector))
        return self._found[selector]


def note(log: Log | None, node: LexborNode, why: str) -> None:
    """Write down an element that is about to be taken out, if anybody wants to know."""
    if log is not None:
        log.note(node, why)


def text_of(node: LexborNode) -> str:
    """How an element begins, as one line."""
    return " ".join(node.text(separator=" ").split())[:_BEGINS]


def _classes(node: LexborNode) -> list[str]:
    return [name for name in _SPACE.split(node.attributes.get("class") or "") if name]


def _places(tree: LexborHTMLParser) -> dict[int, tuple[int, int]]:
    """Of each element by `mem_id` its number in the order of the page, and that of the first one behind it."""
    order = list(_elements(tree))
    places: dict[int, tuple[int, int]] = {}
    for number in range(len(order) - 1, -1, -1):
        last = order[number].last_child
        while last is not None and last.mem_id not in places:
            last = last.prev
        places[order[number].mem_id] = number, places[last.mem_id][1] if last is not None else number + 1
    return places


def _elements(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """All elements of a page, in its order."""
    stack = [tree.root] if tree.root is not None else []
    while stack:
        node = stack.pop()
        yield node
        stack += reversed([child for child in node.iter() if child.tag and child.tag[0] != "-"])


def with_ancestors(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """These elements and those that they lie in, by `mem_id`."""
    found: set[int] = set()
    for node in nodes:
        here: LexborNode | None = node
        while here is not None and here.mem_id not in found:
            found.add(here.mem_id)
            here = here.parent
    return frozenset(found)


def _own(node: LexborNode, text: str) -> LexborNode:
    """The element that a block fills, where that is inside a container whose bare text it is: a lone link, a line."""
    if " ".join(node.text().split()) != text:
        for inner in node.css(_INLINE)[:_INNER]:
            if " ".join(inner.text().split()) == text:
                return inner
    return node


def _chain(node: LexborNode, holders: frozenset[int] | None, box: int) -> list[LexborNode]:
    """A block's element and those around it, from the inside: of which nothing is read (`holders`: of which something
    is, None to ask for no more than the block's own), or up to the box that a block stands in that is read."""
    chain = [node]
    if box > 0 and holders is None:
        while chain[-1].mem_id != box and (parent := chain[-1].parent) is not None:
            chain.append(parent)
        return chain if chain[-1].mem_id == box else [node]
    if holders is not None and node.mem_id not in holders:
        while (parent := chain[-1].parent) is not None and parent.mem_id not in holders and parent.tag not in _FRAME:
            chain.append(parent)
    return chain
