"""The page's tree: parsed, and rid of what no reader of the article sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from monitor.text.trace import Log, note

# What a browser does not show as text: program code, embedded media, drawings, controls, what is marked as hidden.
_UNSEEN: Final = (
    "script,style,noscript,template,link,meta,svg,canvas,iframe,frame,object,embed,audio,video,map,progress,meter,"
    "select,textarea,input,datalist,button,[role=button],[role=tooltip],"
    "amp-ad,amp-auto-ads,amp-consent,amp-embed,amp-iframe,amp-list,amp-next-page,amp-sidebar,amp-social-share,"
    "amp-sticky-ad,amp-user-notification,"
    "[hidden],[style*='display:none' i],[style*='display: none' i],[style*='visibility:hidden' i],"
    "[style*='visibility: hidden' i]"
)
GRANTED: Final = "[subscriptions-section=content],[amp-access]:not([amp-access^=NOT i])"
REFUSED: Final = "[subscriptions-section=content-not-granted],[amp-access^=NOT i]"
"""What AMP shows to those who have, or have not, access to the text (amp-subscriptions, amp-access)."""

# What stands around an article by the meaning that HTML and ARIA give these elements and roles.
_AROUND: Final = (
    "[aria-hidden=true],nav,aside,footer,dialog,[role=navigation],[role=banner],[role=contentinfo],[role=complementary],"
    "[role=search],[role=dialog],[role=alertdialog],[role=alert],[role=status],[role=menu],[role=menubar],"
    "[role=toolbar],[role=tablist],[aria-modal=true]"
)
HIDDEN: Final = "hidden by its markup"
_FRAME: Final = frozenset({"html", "body", "main", "article"})
_PROSE: Final = "main,article,h1"

_BOX: Final = 300
"""A box around a form says no more than this, in characters; what says more is a page that has a form."""

_MANY_TAGS: Final = 20_000
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")
_ATTRIBUTE: Final = r"""[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+"""
_ATTRIBUTES: Final = 512
_CROWDED = re.compile(rf"(<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{_ATTRIBUTES}}}+)(?:{_ATTRIBUTE})++")
"""A tag with more attributes than any page needs, as browsers tell them apart; each is compared with all before it."""

_SHALLOW: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li"}
    | {"dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp", "path"}
)
"""Elements that nothing nests in, or that end where the next one begins."""

_DEPTH: Final = 512
"""How deep elements may nest; the limit of Chromium and WebKit."""


def parse(markup: str) -> LexborHTMLParser:
    """The tree as browsers build it. Every string has one."""
    markup = _CROWDED.sub(r"\1", markup)
    if markup.count("<") > _MANY_TAGS:
        markup = _shallow(markup)
    tree = LexborHTMLParser(markup)
    if markup.count("<") > _DEPTH:
        _flatten(tree)
    return tree


def _shallow(markup: str) -> str:
    """Markup without the tags that would nest deeper than browsers let them: building the tree takes time by depth."""
    depth, out, at = 0, [], 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _SHALLOW:
            continue
        if tag[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
        if depth > _DEPTH:
            out.append(markup[at : tag.start()])
            at = tag.end()
    return "".join([*out, markup[at:]])


def _flatten(tree: LexborHTMLParser) -> None:
    """Bound the tree's depth, as browsers do: what looks at ancestors stays linear on pages made to be slow."""
    level = [tree.root] if tree.root is not None else []
    for _ in range(_DEPTH):
        level = [child for node in level for child in node.iter()]
        if not level:
            return
    for node in level:
        node.replace_with(node.text(separator=" "))


def check_selector(css: str) -> str | None:
    """What is wrong with a CSS selector, in words, or None if it can be used."""
    if not css.strip():
        return "empty CSS selector"
    try:
        LexborHTMLParser("<p></p>").css(css)
    except (SelectolaxError, ValueError, UnicodeError):
        return f"not a CSS selector that this program knows: {css!r}; one is written as 'article > p.lead'"
    return None


def select(tree: LexborHTMLParser, selectors: Sequence[str]) -> list[LexborNode]:
    """The elements that these selectors match, outermost ones, in document order. A faulty selector matches nothing."""
    good = [css for css in selectors if check_selector(css) is None]
    if not good:
        return []
    chosen = {node.mem_id for css in good for node in tree.css(css)}
    out: list[LexborNode] = []
    stack = [tree.root] if chosen and tree.root is not None else []
    while stack:
        node = stack.pop()
        if node.mem_id in chosen:
            out.append(node)
        else:
            stack.extend(reversed(list(node.iter())))
    return out


def remove(nodes: Sequence[LexborNode], keep: frozenset[int] = frozenset()) -> None:
    """Take elements out of the tree but for those to keep, by `mem_id`; some may lie within others."""
    for node in nodes:
        if node.tag not in ("html", "body") and node.mem_id not in keep:
            node.remove()


def _unmask(tree: LexborHTMLParser) -> None:
    """Show mail addresses that a content delivery network masked (hexadecimal, XOR with the first byte).

    The mask is another one on every fetch, the address is not.
    """
    for node in tree.css("[data-cfemail]"):
        try:
            key, *rest = bytes.fromhex(node.attributes.get("data-cfemail") or "")
        except ValueError:
            continue
        address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
        node.replace_with(address)


_EDIT: Final = 20
_CHIP: Final = 40
_ARROW = re.compile("[▲▼△▽⏶⏷]")


def _drop_chips(tree: LexborHTMLParser, keep: frozenset[int]) -> None:
    """Take out prices with an arrow that templates set into sentences, in an element of their own."""
    for node in tree.css("p a,p span,li a,li span"):
        text = node.text()
        if len(text) <= _CHIP and _ARROW.search(text) and any(map(str.isdigit, text)):
            remove([node], keep)


def _drop_edit_links(tree: LexborHTMLParser, keep: frozenset[int]) -> None:
    """Take out links in brackets that stand in or right behind a heading: a wiki's `[edit]`, which comes and goes."""
    for node in tree.css("h1 > span,h2 > span,h3 > span,h4 > span,h2 ~ span,h3 ~ span,h4 ~ span"):
        text = "".join(node.text().split())
        if len(text) <= _EDIT and text[:1] == "[" and text[-1:] == "]" and node.css_first("a") is not None:
            remove([node], keep)


def hide_unseen(tree: LexborHTMLParser, keep: frozenset[int] = frozenset(), log: Log | None = None) -> None:
    """Take out what is not shown as text. `keep`: `mem_id` of elements that a user asked for by name, and of those
    around them."""
    _unmask(tree)
    _drop_edit_links(tree, keep)
    _drop_chips(tree, keep)
    if any(node.text().strip() for node in tree.css(GRANTED)):
        remove(tree.css(REFUSED), keep)
    for node in tree.css(_UNSEEN):
        if node.tag == "button" and _heads(node):
            continue
        if node.tag not in _FRAME and node.mem_id not in keep:
            if log is not None and not {"hidden", "style"}.isdisjoint(node.attributes):
                note(log, node, HIDDEN)
            node.remove()


def _heads(button: LexborNode) -> bool:
    """Whether a button is the heading of an accordion, as ARIA's pattern wants it: alone inside a heading."""
    parent = button.parent
    return parent is not None and bool(re.fullmatch(r"h[1-6]|summary", parent.tag or ""))


def strip_surroundings(tree: LexborHTMLParser, log: Log | None = None) -> None:
    """Take out what stands around the article: navigation, asides, footers, dialogs, forms and the boxes they fill."""
    removed: list[LexborNode] = []
    for node in tree.css(_AROUND):
        if node.tag in _FRAME or (node.tag not in ("nav", "aside", "footer", "dialog") and node.css_first(_PROSE)):
            continue  # a page behind an open dialog is marked as hidden from screen readers, and yet is shown
        if node.tag == "aside" and node.css_first("h1") is not None and _is_most(node, tree):
            continue  # some templates call every part of a page an aside
        removed.append(node)
        if log is not None:
            role = node.attributes.get("role")
            mark = f"role {role}" if role else "aria-hidden" if node.attributes.get("aria-hidden") == "true" else ""
            note(log, node, f"{node.tag} element" + (f", {mark}" if mark else ""))
    boxes: list[LexborNode] = []
    small: dict[int, bool] = {}
    for form in tree.css("form"):
        if form.css_first(_PROSE) or form.css_first("p ~ p ~ p ~ p"):
            continue  # old frameworks wrap the whole page in a form
        boxes.append(form)
        box = form
        while (parent := box.parent) is not None and parent.tag in ("div", "section") and _known(small, parent):
            box = parent
        if box is not form:
            boxes.append(box)
        note(log, box, "form and its box")
    headers = [
        header for header in tree.css("header") if not _inside_article(header) and not header.css_first("article,main")
    ]
    for header in headers:
        note(log, header, "header of the site")
    remove(removed)
    remove(headers)
    remove(boxes)


def _is_most(node: LexborNode, tree: LexborHTMLParser) -> bool:
    """Whether an element holds most of what the page says beside its links."""
    return tree.body is not None and 2 * _said(node) > _said(tree.body)


def _said(node: LexborNode) -> int:
    links = sum(len("".join(link.text().split())) for link in node.css("a"))
    return len("".join(node.text().split())) - links


def _known(small: dict[int, bool], node: LexborNode) -> bool:
    """`_is_small`, asked once for each element."""
    if node.mem_id not in small:
        small[node.mem_id] = _is_small(node)
    return small[node.mem_id]


def _is_small(node: LexborNode) -> bool:
    """Whether an element says no more than a box around a form does."""
    return node.css_first(_PROSE) is None and len(" ".join(node.text(separator=" ").split())) <= _BOX


def _inside_article(node: LexborNode) -> bool:
    """Whether a `header` heads an article or the main part; elsewhere it is the site's banner (HTML, 4.3.8)."""
    parent = node.parent
    for _ in range(64):
        if parent is None:
            return False
        if parent.tag in ("article", "main"):
            return True
        parent = parent.parent
    return False
