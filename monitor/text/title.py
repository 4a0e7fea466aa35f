"""Which of a page's titles is the article's: the headline as readers see it, before what the page tells machines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.blocks import squash, width
from monitor.text.fold import fold
from monitor.text.metadata import Meta

_SUFFIX = re.compile(r"\s+[|·•»«/-]\s+|\s+[–—]\s+|\s*[|｜]\s*|\s+::\s+")
_LONGEST = 400
_KICKED = 24
"""Columns from which on the end of a heading is told from chance."""


def headings_of(tree: LexborHTMLParser) -> list[tuple[str, bool]]:
    """The page's `h1`, and whether each stands in an article or main part; call it when what is unseen is gone."""
    out = []
    for node in tree.css("h1")[:20]:
        text = squash(node.text())
        if text and len(text) <= _LONGEST and not _is_logo(node):
            out.append((text, _in_main(node)))
    return out


def lower_headings_of(tree: LexborHTMLParser) -> list[str]:
    """The page's first `h2` and `h3`."""
    nodes = tree.css("h2,h3")[:40]
    return [text for node in nodes if (text := squash(node.text())) and len(text) <= _LONGEST]


def _is_logo(node: LexborNode) -> bool:
    """Whether a heading is nothing but a link to the front page: the site's name."""
    link = node.css_first("a[href]")
    if link is None:
        return False
    address = (link.attributes.get("href") or "").strip()
    return bool(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", address)) and squash(link.text()) == squash(
        node.text()
    )


def _in_main(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(64):
        if parent is None:
            return False
        if parent.tag in ("article", "main") or parent.attributes.get("role") == "main":
            return True
        parent = parent.parent
    return False


def without_site(title: str, site: str | None) -> str:
    """A `title` element's text without the site's name behind (or before) it: ` | The Daily`, ` - The Daily`."""
    parts = [part for part in _SUFFIX.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if site:
        name = fold(site).casefold()
        cut = list(_SUFFIX.finditer(title))
        if fold(parts[-1]).casefold() == name:
            return title[: cut[-1].start()].strip() or title
        if fold(parts[0]).casefold() == name:
            return title[cut[0].end() :].strip() or title
    longest = max(parts, key=len)
    last = parts[-1]
    if longest is not last and len(last) <= 40 and len(last) < len(title) / 2:
        return title[: title.rindex(last)].rstrip(" |｜·•»«/-–—:").strip() or title
    return title


def title_of(headings: list[tuple[str, bool]], meta: Meta, lower: Sequence[str] = ()) -> str | None:
    """The headline: the `h1` that agrees with what the page tells machines, else the first in the main part.

    `lower`: the texts of the page's `h2` and `h3`; where none or several `h1` stand and none agrees, the site or the
    parts of the text are headed by `h1`, and the headline is one of these if it agrees.
    """
    site = meta.values.get("site_name")
    names = {fold(site).casefold()} if site else set()
    shown = [(text, in_main) for text, in_main in headings if fold(text).casefold() not in names]
    told = [fold(text).casefold() for text in (meta.headline, meta.og_title, meta.title) if text]
    if len(shown) != 1:
        parts = [part for text in (meta.headline, meta.og_title, meta.title) if text for part in _SUFFIX.split(text)]
        ends = tuple(folded for part in parts if width(folded := fold(part).casefold()) > _KICKED)
        for text in (*(text for text, _ in shown), *lower):
            folded = fold(text).casefold()
            if folded in told or (width(folded) > 12 and any(other.startswith(folded) for other in told)):
                return text
            if ends and folded.endswith(ends):  # what is shown has a kicker or a date before it
                return text
    for text, in_main in shown:
        if in_main:
            return text
    if shown:
        return shown[0][0]
    for value in (meta.og_title, meta.headline, meta.title):
        if value:
            return without_site(value, site)
    return headings[0][0] if headings else None
