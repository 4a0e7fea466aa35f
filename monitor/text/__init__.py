"""Reads a page: bytes in, a `Document` out. Pure, and never raises whatever the bytes are.

    bytes -> charset -> plain   -> blocks ------------> Document
                     -> dom     -> region -> blocks  /
                        metadata, title, readable  /

`docs/reading.md` says what is kept, what is silent and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.model import Block, BlockKind, Document, Profile, Span, Unreadable
from monitor.text import (
    author,
    blocks,
    boxes,
    charset,
    dom,
    flow,
    frame,
    pictures,
    plain,
    promotion,
    readable,
    region,
    trace,
)
from monitor.text.blocks import Piece
from monitor.text.charset import mislabelled
from monitor.text.dom import check_selector
from monitor.text.fold import fold
from monitor.text.language import language_of
from monitor.text.letters import letters
from monitor.text.metadata import Meta, language_tag, metadata_of
from monitor.text.outside import outside_of
from monitor.text.sentences import split_sentences
from monitor.text.signs import signs_of
from monitor.text.title import headings_of, lower_headings_of, title_of
from monitor.text.trace import Match, Part

__all__ = [
    "READER",
    "Match",
    "Part",
    "Reading",
    "check_selector",
    "fold",
    "inspect",
    "language_of",
    "letters",
    "mislabelled",
    "read",
    "selectors",
    "shown",
    "split_sentences",
]

READER = 11
"""The reader's version: raised whenever a body could be read differently than before."""


_HEADED = 12
"""Blocks between the headline and the text below it at most: who wrote it and when, its picture, buttons."""


@dataclass(frozen=True)
class Reading:
    """A document with what led to it.

    `pieces`: all blocks that were met in the region, each with the reason why it was dropped, if it was. `region`:
    which element was taken, and why; `roots`: selectors of what was read, each with how many elements it finds.
    `parts`: what became of the page, from its top to its end: blocks that were kept, and dropped ones, as elements
    where nothing of one is read. `matches`: what the profile's selectors find.
    """

    document: Document
    pieces: Sequence[Piece] = field(default_factory=tuple)
    region: str = ""
    roots: Sequence[tuple[str, int]] = field(default_factory=tuple)
    parts: Sequence[Part] = field(default_factory=tuple)
    matches: Sequence[Match] = field(default_factory=tuple)


def read(
    body: bytes,
    profile: Profile | None = None,
    *,
    content_type: str | None = None,
    url: str | None = None,
    whole: bool = False,
) -> Document:
    """What a body says.

    `content_type` is the header's value, `url` the address it came from (only to make links absolute). A selector of
    the profile that is no CSS matches nothing (`check_selector` says so beforehand). A body that is no article has
    `unreadable` set, and `why`. `whole`: fill in `Document.page`, too.
    """
    document = _inspect(body, profile, content_type, url).document
    return replace(document, page=_whole(body, profile, content_type)) if whole else document


def inspect(
    body: bytes, profile: Profile | None = None, *, content_type: str | None = None, url: str | None = None
) -> Reading:
    """The same as `read`, with the decisions that led to it."""
    return _inspect(body, profile, content_type, url, explain=True)


def shown(body: bytes, profile: Profile | None = None, *, content_type: str | None = None) -> str:
    """All that a page shows, wherever it stands: its blocks in compared form, each between line feeds; what the profile
    ignores is left out."""
    lines = _whole(body, profile, content_type).split("\n")
    return "\n".join(["", *(fold(line) for line in lines), ""])


def _whole(body: bytes, profile: Profile | None, content_type: str | None) -> str:
    """All that a page shows, a block a line; what the profile ignores is left out."""
    if charset.binary(body, content_type):
        return ""
    markup, _ = charset.decode(body, content_type)
    if not plain.is_markup(markup):
        return markup
    tree = dom.parse(markup)
    dom.remove(dom.select(tree, profile.ignore if profile else ()))
    dom.hide_unseen(tree)
    return "\n".join(piece.text for piece in blocks.cut([tree.body] if tree.body is not None else []))


def _inspect(
    body: bytes, profile: Profile | None, content_type: str | None, url: str | None, *, explain: bool = False
) -> Reading:
    profile = profile or Profile()
    if words := charset.binary(body, content_type):
        return Reading(Document(unreadable=Unreadable.BINARY, why=f"the body is {words}, not text"))
    markup, encoding = charset.decode(body, content_type)
    kind = charset.media_type(content_type)
    if readable.is_data(kind, markup):
        why = f"the body is data ({kind or 'JSON or a feed'}), not a page"
        return Reading(Document(charset=encoding, unreadable=Unreadable.NO_ARTICLE, why=why))
    if not markup.strip():
        return Reading(Document(charset=encoding, unreadable=Unreadable.EMPTY_PAGE, why="the body holds no text"))
    if kind == "text/plain" or not plain.is_markup(markup):
        return _plain(markup, encoding, profile)
    return _page(markup, encoding, profile, url, explain=explain)


def _plain(markup: str, encoding: str, profile: Profile) -> Reading:
    pieces = plain.pieces_of(markup)
    unreadable, why = readable.judge_plain(pieces)
    if profile.include and not unreadable:
        pieces = []
        unreadable, why = Unreadable.EXTRACTION_FAILED, f"{selectors(profile.include)} finds nothing in plain text"
    document = _document(
        pieces,
        Meta(),
        None,
        encoding,
        title=plain.title_of(pieces),
        captions="",
        unreadable=unreadable,
        why=why,
        unmatched=profile.include,
    )
    parts = [Part("", 0, piece.kind, True, "plain text", piece.text) for piece in pieces]
    return Reading(document, pieces, "plain text", (), parts, [Match(*asked, 0) for asked in _asked(profile)])


def _asked(profile: Profile) -> list[tuple[str, str]]:
    """The selectors of a profile, each with the option that names its kind."""
    return [("select", css) for css in profile.include] + [("ignore", css) for css in profile.ignore]


def _page(markup: str, encoding: str, profile: Profile, url: str | None, *, explain: bool = False) -> Reading:
    tree = dom.parse(markup)
    log = trace.Log(tree, dom.parse(markup)) if explain else None
    meta = metadata_of(tree, url)
    signs = signs_of(tree)
    _leave_out(tree, profile.ignore, log)
    chosen = dom.select(tree, profile.include)
    unmatched = tuple(css for css in profile.include if not _finds(tree, css, log))
    asking = boxes.Asking() if profile.include else boxes.asking_of(tree)
    media = [] if profile.include else pictures.media_of(tree)
    dom.hide_unseen(tree, trace.with_ancestors(chosen), log)
    if chosen:  # a masked address is shown in place of its element
        there = {node.mem_id for node in tree.css("*")}
        chosen = [node for node in chosen if node.mem_id in there]
    signs.visible(tree)
    headings = headings_of(tree)
    title = title_of(headings, meta, lower_headings_of(tree))
    where = "the elements that the selectors find"
    if profile.include:
        pieces = blocks.cut(chosen)
        for piece in pieces:
            piece.dropped = region.CAPTION if piece.kind == "caption" else ""
            piece.kept = "selected"
        taken = frozenset(node.mem_id for node in chosen)
        if log is not None:
            log.note_blocks(pieces, chosen, title)
            log.note_rest(chosen, tree, "not selected", title)
        dom.strip_surroundings(tree)
    else:
        dom.strip_surroundings(tree, log)
        boxes.drop_banners(tree, asking.banners, log)
        root, where = region.region_of(tree)
        if root is not None:
            boxes.drop_boxes(root, asking, log)
            pictures.drop_pictures(root, log)
            pictures.drop_media(root, media, log)
        levels = list(flow.path_of(root)) if root is not None else []
        flow.drop_records(levels, meta.is_article, log)
        flow.drop_link_boxes(levels, log)
        roots = [root] if root is not None else []
        if root is not None and (number := frame.frame_of(root, levels, title)):
            where += "; in it the element that holds the headline and the text"
            roots = frame.roots_of(levels, number, news=meta.is_article)
        taken = frozenset(node.mem_id for node in roots)
        foreign = flow.foreign_paragraphs(levels, log)
        boxed = flow.boxes_of(levels)
        foreign |= promotion.promotions_of(levels, boxed.values(), meta.is_article, log)
        boxed |= promotion.calls_of(levels) if meta.is_article else {}
        pieces = blocks.cut(roots, skip=foreign, boxes=frozenset(boxed))
        region.mark(pieces, meta.is_article)
        author.mark_author(pieces, meta.byline, meta.is_article)
        if log is not None:
            log.note_blocks(pieces, roots, title)
            log.note_rest(roots, tree, "outside the region", title)
    outside = outside_of(tree, taken, pieces)
    headed = _drop_title(pieces, title)
    unreadable, why = readable.judge(signs, meta, headings, pieces, title)
    if profile.include and (unreadable or all(piece.dropped for piece in pieces)):
        unreadable, why = _judge_selected(markup, encoding, profile, pieces, found=bool(chosen))
    captions = "\n".join(piece.text for piece in pieces if piece.kind == "caption")
    language = meta.language
    document = _document(
        pieces,
        meta,
        language,
        encoding,
        title=title,
        captions=captions,
        unreadable=unreadable,
        why=why,
        outside=outside,
        headed=headed,
        unmatched=unmatched,
    )
    if log is None:
        return Reading(document, pieces, where)
    return Reading(document, pieces, where, log.roots, log.parts(), log.matches)


def _leave_out(tree: LexborHTMLParser, ignore: Sequence[str], log: trace.Log | None) -> None:
    """Take out what the profile ignores; the page itself is never left out."""
    if log is not None:
        for css in ignore:
            for node in _finds(tree, css, log, "ignore"):
                log.note(node, f"ignored by {css}")
    dom.remove(dom.select(tree, ignore))


def _finds(
    tree: LexborHTMLParser, css: str, log: trace.Log | None, option: Literal["select", "ignore"] = "select"
) -> list[LexborNode]:
    """What one selector of the profile finds."""
    nodes = dom.select(tree, (css,))
    if option == "ignore":
        nodes = [node for node in nodes if node.tag not in ("html", "body")]
    if log is not None:
        log.note_match(option, css, nodes)
    return nodes


def _judge_selected(
    markup: str, encoding: str, profile: Profile, pieces: Sequence[Piece], *, found: bool
) -> tuple[Unreadable | None, str]:
    """What a page is of which the profile's elements alone are no readable article.

    It is a wall if it is one read by its structure, too. Elements of which a user says that they are the text may be
    short; that they are not there, or are empty, is no text that somebody removed.
    """
    page = _page(markup, encoding, Profile(ignore=profile.ignore), None).document
    if any(not piece.dropped for piece in pieces):
        return (None, "") if page.why == readable.NO_PROSE else (page.unreadable, page.why)
    if page.unreadable and page.unreadable is not Unreadable.NO_ARTICLE:
        return page.unreadable, page.why
    said = "finds only elements without text" if found else "finds nothing on the page"
    return Unreadable.EXTRACTION_FAILED, f"{selectors(profile.include)} {said}"


def selectors(texts: Sequence[str]) -> str:
    """Selectors as a sentence names them."""
    return " or ".join(f"`{css}`" for css in texts)


def _drop_title(pieces: Sequence[Piece], title: str | None) -> bool:
    """The headline is compared as the title; it would be told twice. Whether the text follows right below it."""
    if title is None:
        return False
    folded = fold(title)
    there = [number for number, piece in enumerate(pieces) if fold(piece.text) == folded]
    kept = next((n for n in there if pieces[n].kind == "heading" and not pieces[n].dropped), None)
    if kept is not None:
        pieces[kept].dropped = "the title"
    first = next((n for n, piece in enumerate(pieces) if not piece.dropped), 0)
    return any(n < first <= n + _HEADED for n in there)


def _document(
    pieces: Sequence[Piece],
    meta: Meta,
    language: str | None,
    encoding: str,
    *,
    title: str | None,
    captions: str,
    unreadable: Unreadable | None,
    why: str,
    outside: Mapping[str, str] | None = None,
    headed: bool = False,
    unmatched: tuple[str, ...] = (),
) -> Document:
    kept = [piece for piece in pieces if not piece.dropped]
    language = language_of(" ".join(piece.text for piece in kept) or title or "", language_tag(language))
    numbers = {0: 0}
    marks: list[Block] = []
    sentences: list[Span] = []
    at = 0
    for piece in kept:
        end = at + len(piece.text)
        marks.append(Block(cast(BlockKind, piece.kind), at, end))
        if piece.kind in ("heading", "row"):
            sentences.append(Span(at, end))
        else:
            spans = split_sentences(piece.text, language)
            sentences += [Span(at + span.start, at + span.end) for span in spans]
        at = end + 2
    return Document(
        text="\n\n".join(piece.text for piece in kept),
        blocks=tuple(marks),
        sentences=tuple(sentences),
        compared=tuple(fold(piece.text) for piece in kept),
        boxes=tuple(numbers.setdefault(piece.box, len(numbers)) for piece in kept),
        title=title,
        captions=captions,
        byline=meta.byline,
        published=meta.published,
        modified=meta.modified,
        language=language,
        canonical=meta.canonical,
        charset=encoding,
        metadata=meta.values,
        unreadable=unreadable,
        why=why,
        outside=outside or {},
        headed=headed,
        unmatched=unmatched,
    )
