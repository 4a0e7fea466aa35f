"""Boxes inside the article's element that are no part of it: comments, related stories, calls to subscribe, cards."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.blocks import BLOCKS, is_contents, squash
from monitor.text.dom import Log, note
from monitor.text.region import length
from monitor.text.words import CALL, is_side_heading, starts_comments

_SIDES: Final = 100
"""No page has more sections beside its article; what looks through them stays linear."""

_HEADS: Final = "h2,h3,h4,h5,h6," + ",".join(f"{tag}:first-child" for tag in ("p", "b", "strong", "em", "span"))
"""What heads a section: a heading, or the first words of a box."""

_HEADING: Final = 200
_CALL: Final = 60
_CALL_BOX: Final = 300
"""A box that calls to subscribe says no more than this, in characters."""

_LABELS: Final = frozenset({"p", "b", "strong", "span", "div", "summary", "h2", "h3", "h4", "h5", "h6"})
_REST: Final = 600
"""What must be left of an article, in characters, when there is more below the heading of its comments."""

_LABEL: Final = 40
_COMMENT: Final = "[itemprop=comment],[itemtype$='/Comment'],[itemtype$='/UserComments'],[role=comment]"
_PROSE: Final = "main,article,h1"


def calls_of(tree: LexborHTMLParser) -> list[LexborNode]:
    """The boxes around buttons and lone links that call to subscribe; ask before controls are taken out."""
    boxes: list[LexborNode] = []
    tried = 0
    for node in tree.css("button,a[href],[role=button],input[type=submit]"):
        said = node.text() or node.attributes.get("value") or ""
        if not said or len(said) > _CALL or not CALL.fullmatch(squash(said)):
            continue
        tried += 1
        if tried > _SIDES:
            break
        box: LexborNode | None = None
        parent = node.parent
        while parent is not None and parent.tag not in ("body", "main", "article", "html", "header", "nav", "footer"):
            if length(parent) > _CALL_BOX or parent.css_first(_PROSE) is not None:
                break
            if parent.tag == "p" and length(parent) > length(node):
                box = None  # a link inside a sentence
                break
            if parent.tag in BLOCKS:
                box = parent
            parent = parent.parent
        if box is not None and box.tag in ("div", "section", "p", "ul"):
            boxes.append(box)
    return boxes


def drop_boxes(region: LexborNode, calls: list[LexborNode], log: Log | None = None) -> None:
    """Take these out of the region, as long as most of it is left: what `calls_of` found, side sections, comments."""
    whole = length(region)
    inside = {node.mem_id for node in region.css("div,section,p,ul")} if calls else set()
    for box in calls:
        if box.mem_id in inside and box.mem_id != region.mem_id and 2 * length(box) < whole:
            note(log, box, "calls to subscribe or pay")
            box.remove()
    for node in region.css(_COMMENT):
        if node.mem_id != region.mem_id:
            note(log, node, "comment")
            node.remove()
    _drop_contents(region, log)
    _drop_nested(region, log)
    _drop_sides(region, whole, log)


def _drop_contents(region: LexborNode, log: Log | None) -> None:
    """Tables of contents repeat the headings; templates move, fold and drop them. What heads one goes with it."""
    for node in region.css("ul,ol")[:_SIDES]:
        if not is_contents(node) or (node.parent is not None and node.parent.tag == "li"):
            continue
        note(log, node, "table of contents")
        before = node.prev
        while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
            before = before.prev
        if before is not None and before.tag in _LABELS and 0 < length(before) <= _LABEL:
            before.remove()
        node.remove()


def _drop_nested(region: LexborNode, log: Log | None) -> None:
    """Articles in an article are comments on it or cards of others (HTML, 4.3.2), unless they are most of it."""
    if region.tag != "article":
        return
    nested = [node for node in region.css("article,[role=article]") if node.mem_id != region.mem_id]
    if not nested or 2 * sum(length(node) for node in nested[:_SIDES]) >= length(region):
        return
    for node in nested[:_SIDES]:
        note(log, node, "article inside the article")
        node.remove()


def _drop_sides(region: LexborNode, whole: int, log: Log | None) -> None:
    """Take out sections whose heading says that they are comments, related stories, a newsletter."""
    sides = [heading for heading in region.css(_HEADS) if is_side_heading(heading.text()[:_HEADING])]
    for heading in sides[:_SIDES]:
        box = heading.parent
        while box is not None and box.tag in ("div", "header", "hgroup") and length(box) == length(heading):
            box = box.parent
        while box is not None and box.tag in ("p", "span", "b", "strong") and length(box) == length(heading):
            box = box.parent
        if box is None or box.mem_id == region.mem_id or box.tag not in ("div", "section", "ul", "li"):
            continue
        rest = whole - length(box)
        enough = rest > length(box) or (rest >= _REST and starts_comments(squash(heading.text())[:_HEADING]))
        if _leads(heading, box) and enough and not box.css_first("h1"):
            note(log, box, "section beside the article")
            box.remove()


def _leads(heading: LexborNode, box: LexborNode) -> bool:
    """Whether a box begins with this heading."""
    start = "".join(heading.text().split())
    return "".join(box.text().split()).startswith(start)
