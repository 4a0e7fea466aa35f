"""Promotions among an author's paragraphs, known by how they are built: a bold lead and one link to act on it.

Campaigns fill such slots with ever new words, in any language, so their words say little. An author's paragraph goes on
behind what is bold in it, and says where, when or how much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from selectolax.lexbor import LexborNode

from monitor.text.blocks import squash
from monitor.text.flow import Child, size_of, text_of
from monitor.text.notices import is_note
from monitor.text.trace import Log, note

_BOLD: Final = "strong,b,h2,h3,h4,h5,h6"
_LEAD: Final = 90
"""Characters of a lead, of what else the box says, and of the link's words, at most."""

_REST: Final = 160
_LINK: Final = 40
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "؟")
_ASKS: Final = ("!", "?", "！", "？", "؟")
_OFTEN: Final = 3
"""Paragraphs of one make are the author's from so many on."""

_QUOTES: Final = "“„«"
_SIGNS: Final = " .!?…。！？→›»>|:·–—-"


def promotions_of(
    levels: Iterable[Iterable[Child]], boxes: Iterable[LexborNode], news: bool, log: Log | None = None
) -> frozenset[int]:
    """Boxes and paragraphs, by `mem_id`, that are nothing but a bold lead, perhaps a line, and a link to act on it.

    `news`: the page tells machines that it is an article. On other pages a box may be a part of the text that its
    design sets off, and only one whose lead asks or exclaims is a promotion.
    """
    nodes = [child.node for children in levels for child in children if child.make[0] == "p" and child.size <= _REST]
    found: set[int] = set()
    for node in [*boxes, *nodes]:
        if node.mem_id not in found and _is_promotion(node, news):
            note(log, node, "promotion")
            found.add(node.mem_id)
    return frozenset(found)


def _is_promotion(node: LexborNode, news: bool) -> bool:
    if node.tag == "p" and next((child.tag for child in node.iter()), None) not in ("strong", "b"):
        return False
    links = [link for link in node.css("a") if size_of(link)]  # a picture may lead there, too
    bold = node.css_first(_BOLD)
    if len(links) != 1 or bold is None or bold.css_first("a") is not None:
        return False
    whole, lead, link = text_of(node), text_of(bold), text_of(links[0])
    if not (0 < len(lead) <= _LEAD and 0 < len(link) <= _LINK) or not whole.startswith(lead):
        return False
    end = whole.rfind(link)
    if end < len(lead) or whole[end + len(link) :].strip(_SIGNS) or _is_address(links[0]) or "@" in whole:
        return False
    rest = whole[len(lead) : end].strip()
    said = lead + rest
    if (
        len(rest) > _REST
        or any(map(str.isdigit, said))
        or any(map(is_note, (lead, rest, squash(whole))))
        or any(sign in said for sign in _QUOTES)
    ):
        return False
    if node.tag == "p":  # in one paragraph the lead and the link are all there is
        return not rest.strip(_SIGNS) and lead.endswith(_ENDS)
    return lead.endswith(_ASKS) or (news and (not rest or rest.endswith(_ENDS)))


def calls_of(levels: Iterable[Iterable[Child]]) -> dict[int, LexborNode]:
    """Paragraphs of an article, by `mem_id`, that end with a sentence that is a link and are of a make of their own:
    `We have no owner but you. Become a member.` They may come and go; what is edited in them is told."""
    found: dict[int, LexborNode] = {}
    for children in levels:
        counts = Counter(child.make for child in children if child.make[0] == "p")
        most = max(counts.values(), default=0)
        for child in children:
            own = child.make[0] == "p" and child.node.attributes.get("class") and counts[child.make] < _OFTEN <= most
            if own and child.size <= _REST and _ends_with_call(child.node):
                found[child.node.mem_id] = child.node
    return found


def _ends_with_call(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) != 1 or _is_address(links[0]):
        return False
    whole, link = text_of(node), text_of(links[0])
    before = whole[: whole.rfind(link)].rstrip() if link else ""
    after = whole[len(before) :].strip(_SIGNS)
    return (
        before.endswith(_ENDS)
        and after == link.strip(_SIGNS)
        and len(link) <= _LINK
        and not any(map(str.isdigit, before))
        and not any(sign in whole for sign in _QUOTES)
        and not is_note(squash(whole))
    )


def _is_address(link: LexborNode) -> bool:
    return (link.attributes.get("href") or "").startswith(("mailto:", "tel:", "#"))
