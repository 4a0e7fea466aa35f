"""Boxes inside the article's element that are no part of it: comments, related stories, calls to subscribe, cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.blocks import BLOCKS, is_contents, squash
from monitor.text.region import length, said
from monitor.text.trace import Log, note
from monitor.text.walls import ACCEPT, CONSENT_WORDS
from monitor.text.words import CALL, REPLY, is_side_heading, opens_comments, starts_comments

_SIDES: Final = 100
"""No page has more sections beside its article; what looks through them stays linear."""

_HEADS: Final = "h2,h3,h4,h5,h6," + ",".join(
    f"{tag}:first-child" for tag in ("p", "b", "strong", "em", "span", "small", "div")
)
"""What heads a section: a heading, or the first words of a box."""

_TITLES: Final = "h2,h3,h4,h5,h6"
_PLACE = re.compile("#.")
_HEADING: Final = 200
_CALL: Final = 60
_CALL_BOX: Final = 300
"""A box that calls to subscribe says no more than this, in characters."""

_BANNER: Final = 2_000
"""A banner that asks for consent says no more than this, in characters."""

_AROUND: Final = 300
"""What stands in it around the words that name the cookies, at most."""

_DEEP: Final = 24
_REPLIES: Final = 1_000
_FRAME: Final = frozenset({"body", "main", "article", "html"})
_LABELS: Final = frozenset({"p", "b", "strong", "span", "div", "summary", "h2", "h3", "h4", "h5", "h6"})
_REST: Final = 600
"""What must be left of an article, in characters, when there is more below the heading of its comments."""

_TEXT: Final = 300
"""Characters, links aside, that make up an article beside a banner, or beside the entries that answer it."""

_OPENING: Final = 200
"""Characters that stand before the comments at least, links aside: a text that somebody may comment."""

_RANKS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABEL: Final = 40
_COMMENT: Final = "[itemprop=comment],[itemtype$='/Comment'],[itemtype$='/UserComments'],[role=comment]"
_PROSE: Final = "main,article,h1"


@dataclass(frozen=True, slots=True)
class Asking:
    """Boxes that are known by a button or link in them: calls to subscribe, banners that ask for consent, entries of
    readers that can be answered."""

    calls: Sequence[LexborNode] = ()
    banners: Sequence[LexborNode] = ()
    entries: Sequence[LexborNode] = ()


def asking_of(tree: LexborHTMLParser) -> Asking:
    """Look for these; ask before controls are taken out."""
    calls: list[LexborNode] = []
    banners: list[LexborNode] = []
    replies: list[LexborNode] = []
    tried = 0
    for node in tree.css("a,button,[role=button],input[type=submit],input[type=button]"):
        text = node.text() or node.attributes.get("value") or ""
        if not text or len(text) > _CALL or not (text := squash(text)):
            continue
        if REPLY.fullmatch(text):
            replies.append(node)
        elif tried < _SIDES and (call := CALL.fullmatch(text) or ACCEPT.fullmatch(text)):
            tried += 1
            if call.re is CALL:
                box = _call_box(node)
            elif (box := _banner(node)) is not None:
                banners.append(box)
                continue
            if box is not None and box.tag in ("div", "section", "p", "ul"):
                calls.append(box)
    return Asking(calls, banners, _entries(replies[:_REPLIES]))


def _call_box(node: LexborNode) -> LexborNode | None:
    """The box around a button or lone link that calls to subscribe."""
    box: LexborNode | None = None
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "main", "article", "html", "header", "nav", "footer"):
        if length(parent) > _CALL_BOX or parent.css_first(_PROSE) is not None:
            break
        if parent.tag == "p" and length(parent) > length(node):
            return None  # a link inside a sentence
        if parent.tag in BLOCKS:
            box = parent
        parent = parent.parent
    return box


def _banner(node: LexborNode) -> LexborNode | None:
    """The box around a button that accepts cookies and names them."""
    box: LexborNode | None = None
    parent, enough = node.parent, _BANNER
    for _ in range(_DEEP):
        if parent is None or parent.tag in _FRAME or length(parent) > enough or parent.css_first(_PROSE) is not None:
            break
        if parent.tag in BLOCKS and (box is not None or CONSENT_WORDS[0].search(parent.text(separator=" "))):
            enough = enough if box is not None else min(_BANNER, length(parent) + _AROUND)
            box = parent
        parent = parent.parent
    return box


def _entries(replies: Sequence[LexborNode]) -> list[LexborNode]:
    """The entries of threads: elements side by side, each with a link to answer it. Threads may lie in threads."""
    if len(replies) < 2:
        return []
    inside: dict[int, dict[int, tuple[LexborNode, set[int]]]] = {}
    depth: dict[int, int] = {}
    for number, reply in enumerate(replies):
        chain = [reply]
        while (parent := chain[-1].parent) is not None and parent.tag != "html":
            chain.append(parent)
        for level, (child, parent) in enumerate(pairwise(chain)):
            depth[parent.mem_id] = len(chain) - level
            inside.setdefault(parent.mem_id, {}).setdefault(child.mem_id, (child, set()))[1].add(number)
    found: list[LexborNode] = []
    counted: set[int] = set()
    for container in sorted(inside, key=lambda one: -depth[one]):
        alike = [(child, own - counted) for child, own in inside[container].values() if own - counted]
        if len(alike) >= 2 and alike[0][0].tag not in ("a", "button", "input"):
            found += [child for child, _ in alike]
            counted.update(*(own for _, own in alike))
    return found


def drop_banners(tree: LexborHTMLParser, banners: Sequence[LexborNode], log: Log | None = None) -> None:
    """Take these out, as long as the page has text beside them: where it has none they are a wall."""
    if not banners or tree.body is None:
        return
    there = {node.mem_id for node in tree.css(",".join({banner.tag or "div" for banner in banners}))}
    banners = [banner for banner in banners if banner.mem_id in there]
    left = said(tree.body) - sum({banner.mem_id: said(banner) for banner in banners}.values())
    for banner in banners:
        if left >= _TEXT and banner.parent is not None:
            note(log, banner, "asks for consent")
            banner.remove()


def drop_boxes(region: LexborNode, asking: Asking, log: Log | None = None) -> None:
    """Take these out of the region, as long as most of it is left: what `asking_of` found, side sections, comments."""
    _drop_entries(region, asking.entries, log)
    whole = length(region)
    inside = {node.mem_id for node in region.css("div,section,p,ul")} if asking.calls else set()
    for box in asking.calls:
        if box.mem_id in inside and box.mem_id != region.mem_id and 2 * length(box) < whole:
            note(log, box, "calls to subscribe or pay")
            box.remove()
    for node in region.css(_COMMENT):
        if node.mem_id != region.mem_id:
            note(log, node, "comment")
            node.remove()
    _drop_contents(region, log)
    _drop_nested(region, log)
    _drop_cards(region, whole, log)
    _drop_sides(region, whole, log)


def _drop_entries(region: LexborNode, entries: Sequence[LexborNode], log: Log | None) -> None:
    """Take out readers' entries, if the article that they answer is there: elsewhere the page is about them."""
    if not entries:
        return
    theirs = {entry.mem_id for entry in entries if entry.css_first("h1,main") is None}
    outer: list[LexborNode] = []
    stack = [region]
    while stack:
        node = stack.pop()
        if node.mem_id in theirs and node.mem_id != region.mem_id:
            outer.append(node)
        else:
            stack += [child for child in node.iter() if child.tag and child.tag[0] != "-"]
    if said(region) - sum(said(entry) for entry in outer) >= _TEXT:
        for entry in reversed(outer):
            note(log, entry, "comment that can be answered")
            entry.remove()


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
            note(log, before, "heads a table of contents")
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


def _drop_cards(region: LexborNode, whole: int, log: Log | None) -> None:
    """Take out boxes that say nothing but a rubric and a headline, each of them a link: the card of another page.

    A single heading in a box of its own may be the text's; a place on the page is no other page.
    """
    cards: dict[int, LexborNode] = {}
    for heading in region.css(_TITLES)[:_SIDES]:
        box, card = heading.parent, None
        while box is not None and box.mem_id != region.mem_id and box.tag in ("div", "section", "li", "ul"):
            titles = box.css(_TITLES)
            if sum(map(length, titles)) != length(box) or not all(map(_leads_away, titles)):
                break
            card = box if len(titles) >= 2 else card
            box = box.parent
        if card is not None:
            cards[card.mem_id] = card
    if 2 * sum(map(length, cards.values())) < whole:
        for card in cards.values():
            note(log, card, "card of another page")
            card.remove()


def _leads_away(heading: LexborNode) -> bool:
    """Whether a heading is nothing but links that lead elsewhere than to a place on the page."""
    links = [link for link in heading.css("a[href]") if not _PLACE.match(link.attributes.get("href") or "")]
    return bool(links) and sum(map(length, links)) == length(heading)


def _drop_sides(region: LexborNode, whole: int, log: Log | None) -> None:
    """Take out sections whose heading says that they are comments, related stories, a newsletter."""
    sides = [
        heading
        for heading in region.css(_HEADS)
        if is_side_heading(text := heading.text()[:_HEADING]) or opens_comments(squash(text))
    ]
    for heading in sides[:_SIDES]:
        if opens_comments(squash(heading.text())[:_HEADING]) and _drop_below(heading, region, log):
            continue
        box = heading.parent
        while box is not None and box.tag in ("div", "header", "hgroup") and length(box) == length(heading):
            box = box.parent
        while box is not None and box.tag in ("p", "span", "b", "strong") and length(box) == length(heading):
            box = box.parent
        if box is None or box.mem_id == region.mem_id or box.tag not in ("div", "section", "ul", "li"):
            continue
        rest = whole - length(box)
        enough = rest > length(box) or (rest >= _REST and starts_comments(squash(heading.text())[:_HEADING]))
        if sum(said(node) for node in box.css("p ~ p ~ p")) >= _OPENING and not starts_comments(
            squash(heading.text())[:_HEADING]
        ):
            continue  # what labels the buttons above a text heads none of it
        if _leads(heading, box) and enough and not box.css_first("h1"):
            note(log, box, "section beside the article")
            box.remove()


def _drop_below(heading: LexborNode, region: LexborNode, log: Log | None) -> bool:
    """Take out what follows a heading that counts the comments or calls for one, up to the next section: the elements
    beside it, if text stands before them and they are no paragraphs of one."""
    head = heading
    while head.parent is not None and head.parent.mem_id != region.mem_id and length(head.parent) == length(heading):
        head = head.parent
    rank = heading.tag if heading.tag in _RANKS else _RANKS[-1]
    ends = ",".join(_RANKS[: _RANKS.index(rank) + 1])
    below: list[LexborNode] = [head]
    after = head.next
    while after is not None and (not _is_element(after) or after.css_first(ends) is None):
        below.append(after)
        after = after.next
    paragraphs = sum(said(node) for node in below if node.tag == "p")
    if len(below) == 1 or paragraphs >= _OPENING or not _stands_before(head, region):
        return False
    for node in below:
        note(log, node, "comments below their heading")
        node.remove()
    return True


def _stands_before(node: LexborNode, region: LexborNode) -> bool:
    """Whether enough text for an article stands before a node."""
    before = 0
    here: LexborNode | None = node
    while here is not None and here.mem_id != region.mem_id:
        one = here.prev
        while one is not None:
            before += said(one) if _is_element(one) else len("".join((one.text_content or "").split()))
            if before >= _OPENING:
                return True
            one = one.prev
        here = here.parent
    return False


def _is_element(node: LexborNode) -> bool:
    return node.tag is not None and not node.tag.startswith("-")


def _leads(heading: LexborNode, box: LexborNode) -> bool:
    """Whether a box begins with this heading."""
    start = "".join(heading.text().split())
    return "".join(box.text().split()).startswith(start)
