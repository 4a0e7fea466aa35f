"""Where in the region the text flows, and which boxes interrupt it or stand beside it.

Authors' text stands in elements of one make, in one container: paragraphs, or wrappers around each of them, or
sections. A box of another make among them was put there by a template; it is read like the rest, but as a whole it may
come and go without anybody having written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from monitor.text.blocks import is_data_table
from monitor.text.labels import AD_LABEL
from monitor.text.trace import Log, note
from monitor.text.words import POINTER, is_restless

GENERIC: Final = frozenset({"div", "section", "aside", "article", "center", "font", "details"})
"""Elements that say nothing of what they hold."""

_INTO: Final = GENERIC | {"main", "body", "form", "table", "tbody", "tr", "td"}
_MOST: Final = 0.5
"""Share of a container's text that one child must hold for the flow to be looked for inside it."""

_OF_FLOW: Final = 0.25
"""Share of a container's text that wrappers of one make hold together when they wrap the text itself."""

_NATIVE: Final = 0.6
"""Share of a container's text that must stand in its flow; otherwise each element may be of its own make."""

_PARAGRAPHS: Final = 4
_PLAIN: Final = 0.4
"""The same where so many elements are of one make that they are paragraphs for sure."""

_BOX: Final = 500
"""A box says no more than this, in characters."""

_CHUNK: Final = 120
"""A wrapper that holds more than this, in characters, may have boxes of its own among its paragraphs."""

_OFTEN: Final = 3
"""Wrappers of one make that occur so often are a form of the text: steps, entries, questions."""

_LEVELS: Final = 24
MANY: Final = 1_000
"""Elements of one container that are looked at; what has more of them is no text of an author."""

CONTENT: Final = "ul,ol,dl,table,pre,h1,[role=table],[role=list],main,article"
"""What a template's box seldom holds, and an author's often does: a box of facts, of steps, of code."""

_LEAD: Final = 80
"""Letters that a standfirst has at least."""

_SECTIONS: Final = "h2,h3,h4,h5,h6"
"""The headings of sections: what is headed as the text's own sections are is one of them."""

_LABEL: Final = 30
_LINKS: Final = 3
_LINKED: Final = 0.3
"""Links that a container holds at least, and their share of its text, for it to be one of links."""

PICTURES: Final = frozenset({"img", "picture", "amp-img"})
CAPTION: Final = 200

_NAME: Final = 40
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_TAIL = re.compile(r"\D{1,30}\s\d{1,6}|(?i:reply|answer|antworten|répondre|responder|відповісти|ответить|返信|답글)")
_RECORD: Final = 600
_SENTENCE = re.compile(r"[.!?…。！？]\s*$")


_NAMES: Final = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button
canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins
kbd label legend li link listing main map mark marquee math menu meta meter nav nobr noframes noscript object ol
optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select
slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time
title tr track tt u ul var video wbr xmp
"""
_KNOWN: Final = frozenset(_NAMES.split())
"""The elements of HTML, obsolete ones too; whatever else a page uses is the house's own, and says nothing either."""


def _generic(tag: str) -> bool:
    return tag in GENERIC or tag not in _KNOWN


@dataclass(frozen=True)
class Child:
    """An element in a container: `make` is its tag and class, or what it begins with; `size` its letters."""

    node: LexborNode
    make: tuple[str, str]
    size: int

    @cached_property
    def said(self) -> int:
        """What it says beside its links: a list of links may be longer than the article."""
        return self.size - sum(size_of(link) for link in self.node.css("a")) if self.size else 0


def text_of(node: LexborNode) -> str:
    """What an element shows, as one line."""
    return " ".join(node.text(separator=" ").split())


def _children(node: LexborNode) -> list[Child]:
    out = []
    for child in node.iter():
        tag = child.tag or ""
        if tag and tag[0] != "-":
            out.append(Child(child, (tag, child.attributes.get("class") or _shape(child)), size_of(child)))
            if len(out) == MANY:
                break
    return out


def size_of(node: LexborNode) -> int:
    """How many letters an element shows."""
    return len("".join(node.text().split()))


def _shape(node: LexborNode) -> str:
    """The names of the first elements inside, which tell elements without a class from each other."""
    return " ".join(f"<{child.tag}>" for child in islice(node.iter(), 4))


def best_of(children: list[Child]) -> Child | None:
    """The element that says the most."""
    return max(children, key=lambda child: child.said, default=None)


def path_of(region: LexborNode) -> Iterator[list[Child]]:
    """The children of each container on the way from the region down to its flow; the last are the flow's own."""
    here = region
    for _ in range(_LEVELS):
        children = _children(here)
        yield children
        best = best_of(children)
        bare = size_of(here) - sum(child.size for child in children)  # old pages part paragraphs by breaks
        if best is None or not _leads_on(best.make[0]) or best.said < _MOST * (bare + sum(c.said for c in children)):
            return
        here = best.node


def _leads_on(tag: str) -> bool:
    """Whether the text may flow inside an element: one that says nothing of it, or a quotation of it all."""
    return tag in _INTO or tag in ("blockquote", "span") or _generic(tag)


def boxes_of(levels: list[list[Child]]) -> dict[int, LexborNode]:
    """The boxes, by `mem_id`, that interrupt the flow or stand between it and the region's ends."""
    found: dict[int, LexborNode] = {}
    boxed: set[int] = set()  # headings in boxes
    places = [(children, False) for children in levels[:-1]] + [(children, True) for children in levels[-1:]]
    for chunk in islice(_chunks(levels), MANY):
        *outer, flow = path_of(chunk.node)
        places += [(children, False) for children in outer] + [(flow, True)]
    first = _standfirsts(levels)
    for children, last in reversed(places):
        flowing = _flowing(children, last=last)
        text = (child for child in children if child.make in flowing and child.node.css_first("h1") is None)
        own = {_head(head) for child in text for head in child.node.css(_SECTIONS) if head.mem_id not in boxed}
        for child in children:
            if not flowing or child.make in flowing or not 0 < child.size <= _BOX or _has_content(child):
                continue
            headings = child.node.css(_SECTIONS)
            if child.node.mem_id not in first and own.isdisjoint(map(_head, headings)):
                found[child.node.mem_id] = child.node
                boxed |= {heading.mem_id for heading in headings}
    return found


def _head(heading: LexborNode) -> tuple[str, str]:
    """What a heading is made as: its tag and class."""
    return heading.tag or "", heading.attributes.get("class") or ""


def _chunks(levels: list[list[Child]]) -> Iterator[Child]:
    """Wrappers that hold a part of the text each: those in its flow, and on the way to it those made as the longest."""
    for children in levels:
        best = best_of(children)
        for child in children:
            if best is None or not (_generic(child.make[0]) or child.make[0] == "blockquote") or child.size <= _CHUNK:
                continue
            if children is levels[-1] or (child.make == best.make and child.node.mem_id != best.node.mem_id):
                yield child


def _standfirsts(levels: list[list[Child]]) -> frozenset[int]:
    """What stands between the headline and the text and is a sentence long enough to be its standfirst, by `mem_id`:
    houses print it in a container of its own, and their editors rewrite it."""
    found: set[int] = set()
    headed = False
    for children in levels:
        best = best_of(children)
        for child in children:
            if best is None or child.node.mem_id == best.node.mem_id:
                break
            plain = headed and child.size >= _LEAD and child.node.css_first("a,h2,h3,h4,h5,h6") is None
            if plain and _SENTENCE.search(text_of(child.node)) and _is_one(child):
                found.add(child.node.mem_id)
            headed = headed or child.node.css_first("h1") is not None
    return frozenset(found)


def _is_one(child: Child) -> bool:
    """Whether an element says what it says in one block."""
    inner = _first(child.node)
    return inner is None or child.make[0] == "p" or size_of(inner) == child.size


def _flowing(children: list[Child], *, last: bool) -> set[tuple[str, str]]:
    """The makes of a container's elements in which its text flows; none where it can't be told. `last`: the text flows
    here, if anywhere."""
    if not children:
        return set()
    parent = children[0].node.parent
    said = sum(child.size for child in children)
    total = max(said, size_of(parent) if parent is not None else 0)  # old pages part bare paragraphs by breaks
    sizes: Counter[tuple[str, str]] = Counter()
    for child in children:
        sizes[child.make] += child.size
    counts = Counter(child.make for child in children)
    flowing = {
        make for make in sizes if not _generic(make[0]) or sizes[make] >= _OF_FLOW * total or counts[make] >= _OFTEN
    }
    wrapped = sum(size for make, size in sizes.items() if make in flowing and _generic(make[0]))
    if 2 * wrapped >= total:  # where each paragraph has a wrapper, a bare one of its own make is none of them
        flowing -= {make for make in flowing if make[0] == "p" and make[1] and counts[make] < _OFTEN}
    flowing -= {child.make for child in children if child.make[0] == "table" and not is_data_table(child.node)}
    if not last:
        return flowing
    native = _NATIVE if max(counts[make] for make in counts) < _PARAGRAPHS else _PLAIN
    flows = total - said + sum(sizes[make] for make in flowing)
    return flowing if flows >= native * total else set()


def _has_content(child: Child) -> bool:
    found = child.node.css_first(CONTENT)
    return found is not None and found.mem_id != child.node.mem_id


def foreign_paragraphs(levels: list[list[Child]], log: Log | None = None) -> frozenset[int]:
    """Paragraphs of no other paragraph's make, by `mem_id`, that their place or beginning tells: the caption right
    behind a picture, the advertisement right below its label, a line that points to another article."""
    found: set[int] = set()
    for children in levels:
        counts = Counter(child.make for child in children)
        paragraphs = [count for make, count in counts.items() if make[0] == "p"]
        if 2 * max(paragraphs, default=0) < sum(paragraphs):
            continue  # where each paragraph has a name of its own, none is foreign
        captions = Counter(
            child.make for before, child in pairwise(children) if before.make[0] in PICTURES and child.size <= CAPTION
        )
        for before, child in pairwise(children):
            if child.make[0] != "p" or not child.node.attributes.get("class"):
                continue
            if counts[child.make] > 1 and captions[child.make] < counts[child.make]:
                continue
            text = text_of(child.node)
            why = ""
            if before.make[0] in PICTURES and child.size <= CAPTION:
                why = "caption of a picture"
            elif before.size <= _LABEL and AD_LABEL.fullmatch(text_of(before.node)):
                why = "advertisement"
            elif POINTER.match(text) and child.node.css_first("a") is not None:
                why = "pointer to another page"
            if why:
                note(log, child.node, why)
                found.add(child.node.mem_id)
    return frozenset(found)


def drop_link_boxes(levels: list[list[Child]], log: Log | None = None) -> None:
    """Take out containers beside the flow that are links for a good part: lists of other articles with their first
    words, the widgets of a sidebar."""
    for number, children in enumerate(levels):
        best = best_of(children)
        counts = Counter(child.make for child in children)
        for child in children:
            if best is None or child.node.mem_id == best.node.mem_id or not _generic(child.make[0]):
                continue
            if number + 1 == len(levels) and counts[child.make] >= _OFTEN:
                continue
            links = child.node.css("a")
            if (
                child.node.css_first("h1") is None
                and len(links) >= _LINKS
                and sum(map(size_of, links)) >= _LINKED * child.size
            ):
                note(log, child.node, "links beside the text")
                child.node.remove()


def drop_records(levels: list[list[Child]], news: bool = False, log: Log | None = None) -> None:
    """Take out rows of records beside the flow: readers' comments, teasers, each a name or link and what belongs to it.

    They stand beside the container that holds most of the text, are of one make, and begin with a line of a few words
    that is neither sentence nor heading. `news`: the page tells machines that it is an article; what follows on the
    text there in such rows is comments, whether or not they are dated.
    """
    for children in levels:
        best = best_of(children)
        after = False
        for child in children:
            if best is None or child.node.mem_id == best.node.mem_id:
                after = True
            elif (child.make[0] in _INTO or _generic(child.make[0])) and _is_row_of_records(
                child.node, loose=news and after
            ):
                note(log, child.node, "comments or teasers")
                child.node.remove()


def _is_row_of_records(node: LexborNode, *, loose: bool) -> bool:
    for _ in range(3):
        children = _children(node)
        total = sum(child.size for child in children)
        best = max(children, key=lambda child: child.size, default=None)
        if best is None:
            return False
        if best.size >= 0.8 * total and len(children) <= 6 and best.make[0] in _INTO | {"ul", "ol"}:
            node = best.node
            continue
        counts = Counter(child.make for child in children)
        make, count = counts.most_common(1)[0]
        alike = [child for child in children if child.make == make]
        return (
            count >= 2
            and make[0] in GENERIC | {"li"}
            and sum(child.size for child in alike) >= 0.7 * total
            and 4 * sum(child.size <= _RECORD for child in alike) >= 3 * count
            and 4 * sum(_is_record(child.node, loose=loose) for child in alike) >= 3 * count
        )
    return False


def _is_record(node: LexborNode, *, loose: bool) -> bool:
    """Whether an element begins with a name, a link or a time, more follows, and something in it is not an author's: a
    link, a time, a counter."""
    first = _first(node)
    if first is None or first.tag in _HEADINGS:
        return False
    said, whole = text_of(first), text_of(node)
    link = first.tag == "a" or first.css_first("a") is not None
    if (len(said) > _NAME and not link) or _SENTENCE.search(said) or len(whole) <= len(said):
        return False
    return link or loose or any(is_restless(line) or _TAIL.fullmatch(line) for line in _lines_of(node))


def _first(node: LexborNode) -> LexborNode | None:
    """The first element that says something, without the containers around it."""
    for _ in range(6):
        inside = next((child for child in node.iter() if child.tag and child.tag[0] != "-" and text_of(child)), None)
        if inside is None or inside.tag not in GENERIC | {"header", "li"}:
            return inside
        node = inside
    return None


def _lines_of(node: LexborNode) -> Iterator[str]:
    """The short lines of an element: what its innermost elements say."""
    for child in node.css("span,time,i,em,small,b,a,p,div,footer"):
        line = text_of(child)
        if 0 < len(line) <= _NAME:
            yield line
