"""What is said of pictures, videos and sounds where no `figcaption` says it."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.text.flow import CAPTION, CONTENT, GENERIC, MANY, size_of, text_of
from monitor.text.trace import Log, note

_ICON: Final = 96
_ALONE: Final = 3
"""How often a region must say as much as a box in it for the box not to be the text."""


def media_of(tree: LexborHTMLParser) -> list[LexborNode]:
    """The containers right around players of videos and sounds; ask before these are taken out."""
    found = []
    for node in tree.css("video,audio,iframe,embed,object,amp-video,amp-youtube")[:MANY]:
        box = node.parent
        if box is not None and box.tag in GENERIC and box.css_first(CONTENT) is None:
            found.append(box)
    return found


def drop_media(region: LexborNode, media: list[LexborNode], log: Log | None = None) -> None:
    """Take out what is said of a video or sound in the container of its player: its title, a line about it."""
    inside = {node.mem_id for node in region.css(",".join(sorted(GENERIC)))} if media else set()
    for box in media:
        if box.mem_id not in inside or box.parent is None or box.mem_id == region.mem_id:
            continue
        size = size_of(box)
        if 0 < size <= CAPTION and _ALONE * size <= size_of(region):
            note(log, box, "title of a video or sound")
            box.remove()


def drop_pictures(region: LexborNode, log: Log | None = None) -> None:
    """Take out what is said of a picture where no `figcaption` does it: short text in a container that begins with the
    picture, and has no heading. Small and decorative pictures are marks of an author's notice, and stay."""
    for picture in region.css("img,picture,amp-img")[:MANY]:
        box, figure = picture.parent, None
        while box is not None and box.tag in ("a", "picture", "span", "noscript"):
            if box.tag == "span" and 0 < size_of(box) <= CAPTION:
                figure = box
            box = box.parent
        if figure is not None and box is not None and box.tag in GENERIC and not _is_mark(picture):
            note(log, figure, "caption of a picture")
            figure.remove()
            continue
        if box is None or box.tag not in GENERIC or box.mem_id == region.mem_id or _is_mark(picture):
            continue
        text = text_of(box)
        if 0 < len(text) <= CAPTION and box.css_first("h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote") is None:
            first = next((child for child in box.iter() if child.tag and child.tag[0] != "-"), None)
            if first is not None and (first.mem_id == picture.mem_id or first.css_first("img,picture,amp-img")):
                note(log, box, "caption of a picture")
                box.remove()


def _is_mark(picture: LexborNode) -> bool:
    sizes = [picture.attributes.get(name) or "" for name in ("width", "height")]
    small = any(size.isdigit() and int(size) <= _ICON for size in sizes)
    return small or picture.attributes.get("alt") == "" or picture.attributes.get("role") == "presentation"
