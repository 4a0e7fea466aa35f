"""Which blocks are the article: the envelope around its prose, found by structure alone.

Measured on sixteen histories of real pages: navigation, headers and footers are what changes by itself, and structure
parts them from the article better than names of classes, which deployments rename, and than learning. Every decision
leaves its reason in `Piece.dropped`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.asked import asks_about_page, mark_polls
from monitor.text.blocks import Piece
from monitor.text.furniture import box_lone_links, is_lone, mark_hollow, mark_house, mark_topics
from monitor.text.labels import AD_LABEL, mark_labelled
from monitor.text.words import (
    POINTER,
    is_control,
    is_dateline,
    is_quote,
    is_restless,
    is_side_heading,
    starts_comments,
    without_counters,
)

_MAIN: Final = 200
_ARTICLE_SHARE: Final = 0.35
_TEASER: Final = 25
_TEASER_LINK: Final = 0.6
_POINTER_LINK: Final = 0.5
_CARD: Final = 400
"""A card says no more of the page that it points to, in columns."""

_PARAGRAPHS: Final = 3
"""So many blocks in the same place and of the same make show how a page without paragraphs marks its own."""

_LINES: Final = 20
"""No page counts its comments more often; what looks below such lines stays linear."""

SEED: Final = 80
_SENTENCE_SEED: Final = 40
SEED_LINK: Final = 0.4
_GAP: Final = 12
_GROUP_SHARE: Final = 0.1
_DEEP: Final = 24
_COLUMNS: Final = frozenset({"table", "tbody", "tr", "td", "center", "div", "font", "form", "section"})
_GENERIC: Final = frozenset({"div", "section", "article", "main", "body", "header", "center", "td", "th", "figure"})

CAPTION: Final = "caption"
MOSTLY_LINKS: Final = "mostly links"
NO_SENTENCE: Final = "no sentence among paragraphs"
BEYOND: Final = "outside the article's prose"
LOOSE: Final = frozenset({CAPTION, MOSTLY_LINKS, NO_SENTENCE, BEYOND})
"""Why blocks are dropped that are not known to change by themselves."""

_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(?:\s?(?:[ap]\.?\s?m\.?|uhr|h|[A-Z]{2,4}))?", re.I)
_SENTENCE_END = re.compile(r"[.!?…。！？।؟．][\"'”’»)\]」』）]*(?:\s*[\[(]\d+[\])])*$")


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does and has at least a few words."""
    return bool(_SENTENCE_END.search(text[-40:])) and (text.count(" ") >= 2 or not text.isascii())


def length(node: LexborNode) -> int:
    """How many characters an element shows, white space aside."""
    return len("".join(node.text().split()))


def region_of(tree: LexborHTMLParser) -> tuple[LexborNode | None, str]:
    """The element that holds the article, and why: the largest `main`, else the body, or an `article` in it."""
    region = tree.body
    if region is None:
        return None, "nothing: the page has no body"
    why = f"the body: no main element holds {_MAIN} characters"
    mains = [(length(node), node) for node in tree.css("main,[role=main]")]
    size = 0
    if mains:
        best = max(mains, key=lambda pair: pair[0])
        if best[0] > _MAIN:
            size, region = best
            why = f"the {'largest' if len(mains) > 1 else 'only'} main element, {size} characters"
    elif (cell := _column(region)) is not None:
        size, region = length(cell), cell
        why = f"the table cell that holds most of the page's prose, {size} characters"
    articles = [(length(node), node) for node in region.css("article,[role=article]")]
    if articles:
        best = max(articles, key=lambda pair: pair[0])
        size = size or length(region)
        if best[0] and best[0] >= _ARTICLE_SHARE * size:
            why = f"the article element that holds {100 * best[0] // (size or 1)} % of {region.tag}'s text"
            region = best[1]
    return region, why


def _column(body: LexborNode) -> LexborNode | None:
    """The innermost table cell that holds most of what a page says beside its links: the column of an article on a page
    that is laid out by tables."""
    found = None
    here = body
    for _ in range(_DEEP):
        children = [(said(child), child) for child in here.iter() if child.tag and child.tag[0] != "-"]
        best = max(children, key=lambda pair: pair[0], default=None)
        if best is None or 2 * best[0] < sum(size for size, _ in children) or best[1].tag not in _COLUMNS:
            return found
        here = best[1]
        if here.tag == "td" and best[0] > _MAIN:
            found = here
    return found


def said(node: LexborNode) -> int:
    """How many characters an element shows beside its links."""
    return length(node) - sum(length(link) for link in node.css("a"))


def mark(pieces: Sequence[Piece], news: bool = False) -> None:
    """Decide for each block whether it belongs to the article; the reason stands in `dropped` if it does not.

    `news`: the page tells machines that it is an article.
    """
    mark_restless(pieces)
    mark_house(pieces, news)
    _mark_cards(pieces)
    _mark_comments(pieces)
    _mark_teasers(pieces)
    if news:
        mark_topics(pieces)
    alive = [piece for piece in pieces if not piece.dropped]
    seeds = _seeds(alive)
    if not seeds:
        for piece in alive:
            if piece.link_share >= 0.5:
                piece.dropped = MOSTLY_LINKS
            else:
                piece.kept = "no prose, and few links"
        return
    first, last = _envelope(alive, seeds)
    inside = [piece for index, piece in enumerate(alive) if index in seeds and first <= index <= last]
    homes = {piece.home for piece in inside if piece.tag not in _GENERIC}
    slots = _slots(alive[first : last + 1], inside)
    keep = set(range(first, last + 1)) - {first + index for index in slots}
    beside = _siblings(alive, homes, first, last) | _tail(alive, inside, last)
    keep |= beside | _lead(alive, first)
    _add_headings(alive, keep)
    for index, piece in enumerate(alive):
        if index not in keep:
            piece.dropped = NO_SENTENCE if first <= index <= last else BEYOND
        elif first <= index <= last:
            piece.kept = "prose" if index in seeds else "among the prose"
        else:
            piece.kept = "beside the prose" if index in beside else "heads the prose"
    mark_hollow(pieces)
    if news:
        box_lone_links(alive)


def mark_outside(pieces: Sequence[Piece]) -> None:
    """The same for blocks that stand outside the region: dropped is what pages turn over by themselves."""
    mark_restless(pieces)
    cards = {piece.home for piece in pieces if piece.kind == "heading" and piece.link_share >= _TEASER_LINK}
    for piece in pieces:
        if piece.home in cards:
            piece.dropped = piece.dropped or "card of another page"
    _mark_teasers(pieces)


def mark_restless(pieces: Sequence[Piece]) -> None:
    """What says by itself that it is no text of an author: labels, dates of the page, counters, pointers."""
    for piece in pieces:
        if piece.kind == "caption":
            piece.dropped = CAPTION
        elif piece.kind != "row" and not any(map(str.isalnum, piece.text)):
            piece.dropped = "no words"
        elif AD_LABEL.match(piece.text) and piece.width < SEED and not is_sentence(piece.text):
            piece.dropped = "advertisement"
        elif piece.kind in ("paragraph", "item") and is_dateline(piece.text, piece.time, listed=piece.kind == "item"):
            piece.dropped = "date line"
        elif piece.kind != "row" and is_control(piece.text):
            piece.dropped = "counter or control"
        elif piece.kind in ("paragraph", "item") and is_restless(piece.text, piece.time, listed=piece.kind == "item"):
            piece.dropped = "date line or counter"
        elif piece.link and POINTER.match(piece.text) and piece.link_share >= _POINTER_LINK:
            piece.dropped = "pointer to another page"
        elif piece.kind != "row" and asks_about_page(piece.text):
            piece.dropped = "question about the page"
        elif piece.kind == "quote" or piece.box:
            piece.text = without_counters(piece.text)
    for clock, below in pairwise(pieces):  # a bare time in a list may be what the list is about
        if (
            clock.tag == "li"
            and below.tag != "li"
            and below.kind in ("heading", "item")
            and _CLOCK.fullmatch(clock.text)
        ):
            clock.dropped = "time of an entry"
    mark_labelled(pieces)
    mark_polls(pieces)
    _mark_quotes(pieces)
    _mark_side_lists(pieces)


def _mark_quotes(pieces: Sequence[Piece]) -> None:
    """Runs of table rows that each tell a price and how it moved: a market's, which moves by itself."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.kind == "row":
            run.append(piece)
            continue
        moved = [row for row in run if is_quote(row.text)]
        if len(moved) >= 2 and len(moved) >= len(run) - 1:
            for row in run:
                row.dropped = row.dropped or "quotes of a market"
        run = []


def _mark_side_lists(pieces: Sequence[Piece]) -> None:
    """A line that says `Related` or the like, and the links right below it."""
    for index, piece in enumerate(pieces):
        if piece.dropped or piece.width >= SEED or not is_side_heading(piece.text):
            continue
        below = index + 1
        while below < len(pieces) and pieces[below].link_share >= _TEASER_LINK:
            pieces[below].dropped = pieces[below].dropped or "link beside the article"
            below += 1
        if below > index + 1:
            piece.dropped = "heads links beside the article"


def _mark_cards(pieces: Sequence[Piece]) -> None:
    """Boxes of their own with a headline that is a link and a few words on the page behind it."""
    prose: dict[int, int] = {}
    for piece in pieces:
        if piece.link_share < SEED_LINK and piece.kind != "heading":
            prose[piece.home] = prose.get(piece.home, 0) + piece.width
    most = max(prose.values(), default=0)
    cards = {
        piece.home
        for piece in pieces
        if piece.kind == "heading" and piece.link_share >= _TEASER_LINK and prose.get(piece.home, 0) <= _CARD
    }
    if 2 * sum(prose.get(home, 0) for home in cards) >= sum(prose.values()):
        return  # posts of a live blog, entries of a list: they are the text
    for piece in pieces:
        if piece.home in cards and 2 * prose.get(piece.home, 0) < most:
            piece.dropped = piece.dropped or "card of another page"


def _mark_comments(pieces: Sequence[Piece]) -> None:
    """What follows a line such as `118 comments` below the article, where no element or heading parts it off.

    Nothing that follows may stand in the flow of the prose before: then the line is a counter, not a heading.
    """
    homes: set[int] = set()
    before = tried = 0
    for index, piece in enumerate(pieces):
        if before and not piece.link and piece.kind != "item" and starts_comments(piece.text):
            tried += 1
            if tried > _LINES:
                return
            after = pieces[index + 1 :]
            if before >= sum(p.width for p in after) and homes.isdisjoint(p.home for p in after):
                for comment in pieces[index:]:
                    comment.dropped = comment.dropped or "comment"
                return
        if piece.link_share < SEED_LINK and piece.kind != "heading" and piece.width >= SEED:
            before += piece.width
            homes.add(piece.home)


def _mark_teasers(pieces: Sequence[Piece]) -> None:
    """Runs of two or more blocks that are mostly links point to other pages."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and len(piece.text) >= _TEASER and piece.link_share >= _TEASER_LINK:
            run.append(piece)
            continue
        if len(run) >= 2:
            for teaser in run:
                teaser.dropped = teaser.dropped or "teaser"
        run = []


def _seeds(pieces: Sequence[Piece]) -> frozenset[int]:
    """Blocks that are prose for sure: long, or shorter and a sentence in a paragraph, and not made of links."""
    return frozenset(
        index
        for index, piece in enumerate(pieces)
        if piece.link_share < SEED_LINK
        and piece.kind != "heading"
        and (
            piece.width >= SEED
            or (piece.width >= _SENTENCE_SEED and piece.tag not in _GENERIC and is_sentence(piece.text))
        )
    ) or frozenset(
        index for index, piece in enumerate(pieces) if piece.link_share < SEED_LINK and is_sentence(piece.text)
    )


def _envelope(pieces: Sequence[Piece], seeds: frozenset[int]) -> tuple[int, int]:
    """The first and the last block of the groups of prose that count."""
    groups: list[list[int]] = []
    for index in sorted(seeds):
        if groups and index - groups[-1][-1] <= _GAP:
            groups[-1].append(index)
        else:
            groups.append([index])
    sizes = [sum(pieces[index].width for index in group) for group in groups]
    counted = [group for group, size in zip(groups, sizes, strict=True) if size >= _GROUP_SHARE * max(sizes)]
    return counted[0][0], counted[-1][-1]


def _slots(inside: Sequence[Piece], seeds: Sequence[Piece]) -> set[int]:
    """Scraps of text in bare containers, on a page that marks its paragraphs as such: ads, counters, share buttons,
    headlines of other articles, which may be sentences."""
    marked = sum(piece.width for piece in seeds if piece.tag not in _GENERIC)
    wrapped = marked * 3 < 2 * sum(piece.width for piece in seeds)
    return {
        index
        for index, piece in enumerate(inside)
        if (piece.box or not wrapped)
        and piece.tag in _GENERIC
        and piece.kind == "paragraph"
        and ((piece.width < SEED and not is_sentence(piece.text)) or is_lone(piece))
    }


def _siblings(pieces: Sequence[Piece], homes: set[int], first: int, last: int) -> set[int]:
    """Short blocks before and after the long ones that stand in the same flow as they do."""
    keep: set[int] = set()
    for index, piece in enumerate(pieces):
        if first <= index <= last or piece.home not in homes or piece.link_share >= 0.5 or piece.kind == "heading":
            continue
        if (
            piece.kind == "row"
            or is_sentence(piece.text)
            or (piece.kind == "item" and index > last and _announced(pieces, index, keep, last))
        ):
            keep.add(index)
    return keep


def _tail(pieces: Sequence[Piece], seeds: Sequence[Piece], last: int) -> set[int]:
    """Short sentences right after the prose of a page whose paragraphs are bare containers, have one around each of
    them, or are parted by breaks."""
    seeds = [seed for seed in seeds if not seed.box and seed.kind == "paragraph"]
    if len(seeds) < _PARAGRAPHS:
        return set()
    model = seeds[-1]
    if any((seed.tag, seed.kind) != (model.tag, model.kind) for seed in seeds[-_PARAGRAPHS:]):
        return set()
    flow = {seed.home for seed in seeds[-_PARAGRAPHS:]}, {seed.outer for seed in seeds[-_PARAGRAPHS:]}
    keep: set[int] = set()
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        alike = (piece.tag, piece.kind) == (model.tag, model.kind) and piece.link_share < SEED_LINK
        if not alike or not is_sentence(piece.text):
            break
        if not (len(flow[0]) == 1 and piece.home in flow[0]) and not (len(flow[1]) == 1 and piece.outer in flow[1]):
            break
        keep.add(index)
    return keep


def _lead(pieces: Sequence[Piece], first: int) -> set[int]:
    """The standfirst: a sentence that directly follows the headline."""
    return {
        index + 1
        for index in range(first - 1)
        if pieces[index].tag == "h1"
        and pieces[index + 1].link_share < SEED_LINK
        and is_sentence(pieces[index + 1].text)
    }


def _announced(pieces: Sequence[Piece], index: int, keep: set[int], last: int) -> bool:
    """Whether a list entry after the prose goes on with a list: one that a colon or a kept entry announces, or one in a
    section, below its heading and first paragraph; entries of some words without a link are no pointers elsewhere."""
    piece, before = pieces[index], pieces[index - 1]
    if index - 1 not in keep and index - 1 != last:
        return False
    section = index > 1 and pieces[index - 2].kind == "heading" and before.kind == "paragraph"
    return (
        before.kind == "item" or before.text.endswith((":", "：")) or (section and not piece.link and " " in piece.text)
    )


def _add_headings(pieces: Sequence[Piece], keep: set[int]) -> None:
    """Headings belong to what follows them."""
    for index in range(len(pieces) - 1, -1, -1):
        if index + 1 in keep and pieces[index].kind == "heading" and pieces[index].link_share < _TEASER_LINK:
            keep.add(index)
