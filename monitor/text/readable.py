"""Whether a page that came with a good status is the article, or a wall, stub, shell or list in its place.

Several signs that do not depend on each other must agree: what the page calls itself, what it asks for, what it tells
machines, and how much prose is left once that is set aside. A page with prose of its own is an article, however short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from monitor.model import Unreadable
from monitor.text import walls
from monitor.text.blocks import Piece, squash, width
from monitor.text.metadata import Meta
from monitor.text.region import is_sentence
from monitor.text.signs import Signs, consent_terms, solid

Verdict = tuple[Unreadable | None, str]
READABLE: Final[Verdict] = (None, "")
NO_PROSE: Final = "the page shows no prose"

_GARBLED: Final = "\ufffd"
_MANY_GARBLED: Final = 0.1
"""Share of such characters from which on nobody can read a page."""

_STUB: Final = 1_800
_SHORT: Final = 600
_BRIEF: Final = 80
_TEASER: Final = 3 * _BRIEF
_SAID: Final = 400
_EARLY: Final = 160
_SECTIONS: Final = 3
"""Headings below the title from which on a page that is named as a wall is may be a document about such walls."""

_DOCUMENT: Final = 5
"""Blocks of prose beside a banner that asks, from which on a page about privacy is a document."""
_TITLE_PARTS = re.compile(r"\s+[|·•»«/–—-]\s+|\s*[|｜]\s*|\s+::\s+")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\])[\"”’]?$")
_QUOTED = re.compile('[“„«][^“”„»]{0,200}[”“»]|「[^」]{0,100}」|『[^』]{0,100}』|"[^"]{0,200}"')


def is_data(kind: str, markup: str) -> bool:
    """Whether a body is data for programs: JSON, a feed, a site map."""
    if kind in ("application/json", "application/ld+json", "application/rss+xml", "application/atom+xml", "text/css"):
        return True
    if kind in ("text/javascript", "application/javascript", "text/csv"):
        return True
    start = markup[:600].lstrip("\ufeff \t\r\n")
    if start.startswith(("<?xml", "<rss", "<feed", "<urlset", "<sitemapindex")):
        return bool(re.search(r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", start))
    return False


def _parts(texts: Sequence[str | None]) -> list[str]:
    """Titles, whole and in their parts: what stands before and after a site's name."""
    out: list[str] = []
    for text in texts:
        if text:
            out.append(text)
            out += [part.strip() for part in _TITLE_PARTS.split(text)]
    return [part for part in dict.fromkeys(out) if part]


def _named(pattern: re.Pattern[str], parts: Sequence[str]) -> str | None:
    return next((part for part in parts if len(part) <= 120 and pattern.fullmatch(part)), None)


def _is_prose(piece: Piece) -> bool:
    return (
        not piece.dropped
        and piece.kind != "heading"
        and piece.link_share < 0.4
        and (piece.width >= _BRIEF or is_sentence(piece.text))
    )


def judge(
    signs: Signs, meta: Meta, headings: Sequence[tuple[str, bool]], pieces: Sequence[Piece], title: str | None
) -> Verdict:
    """What a page is, if it is not the whole article, and by which signs."""
    if signs.text.count(_GARBLED) >= _MANY_GARBLED * len(signs.text) > 0:
        return Unreadable.WRONG_ENCODING, "the page shows what its encoding does not have; another one may be meant"
    kept = [piece for piece in pieces if not piece.dropped]
    prose = [piece for piece in kept if _is_prose(piece)]
    size = sum(piece.width for piece in prose)
    shown = [text for text, _ in headings]
    if not shown:
        shown = [piece.text for piece in pieces if piece.kind == "heading"][:1]
    parts = _parts([meta.title, *shown])
    trusted = meta.is_article and size >= _BRIEF and _shows_headline(signs, meta)
    return (
        _named_wall(signs, meta, parts, kept, size, trusted)
        or _consent(signs, meta, parts, prose, trusted)
        or _paywall(signs, meta, parts, kept, prose, size)
        or _empty(signs, meta, kept, size)
        or _list(signs, meta, parts, pieces, prose, size)
        or READABLE
    )


def _shows_headline(signs: Signs, meta: Meta) -> bool:
    """Whether the headline that the page tells machines is shown to readers: on a wall in its place it is not."""
    told = [solid(text) for text in (meta.headline, meta.og_title) if text]
    shown = solid(signs.text) if told else ""
    return not told or any(text[:60] in shown for text in told)


def _named_wall(
    signs: Signs, meta: Meta, parts: Sequence[str], kept: Sequence[Piece], size: int, trusted: bool
) -> Verdict | None:
    """Pages that say in their title, or in all the little they say, what they are."""
    if trusted and size > 200:
        return None
    noindex = "noindex" in meta.robots or "none" in meta.robots.split()
    limit = 3 * _SHORT if noindex else _STUB
    sections = sum(piece.kind == "heading" for piece in kept)
    document = sections >= _SECTIONS and not noindex  # on limits of requests, say
    if (name := _named(walls.RATE_LIMIT, parts)) and size < (_SHORT if document else limit):
        return Unreadable.RATE_LIMIT, f"the page calls itself “{name}” and has {size} characters of prose"
    if (name := _named(walls.CHALLENGE, parts)) and (size < _SHORT or (size < limit and signs.captcha)):
        return Unreadable.CHALLENGE, f"the page calls itself “{name}” and has {size} characters of prose"
    if not meta.is_article and size < _SHORT:
        said = walls.CHALLENGE_BODY.search(signs.text) or walls.CHALLENGE_BODY.search(signs.noscript)
        if (signs.captcha and size < 300 and (said or size < _BRIEF)) or (
            said
            and signs.scripts
            and width(signs.text) < _SHORT
            and "javascript" in (signs.text + signs.noscript).lower()
        ):
            return Unreadable.CHALLENGE, "the page tests whether a person reads it, and has no article"
    if (name := _named(walls.NOT_FOUND, parts)) and size < (limit if noindex or signs.link_headings >= 3 else _SHORT):
        return Unreadable.SOFT_404, f"the page calls itself “{name}” and has {size} characters of prose"
    if not trusted and not meta.published and size < _SAID and (verdict := _said_wall(kept, size)):
        return verdict
    if signs.sent_on and size < _SHORT and not meta.is_article:
        return Unreadable.NO_ARTICLE, f"the page sends its readers on to {signs.sent_on[:200]}"
    if (name := _named(walls.OUT_OF_SERVICE, parts)) and size < _SHORT:
        return Unreadable.NO_ARTICLE, f"the page calls itself “{name}”: the site is out of service"
    return None


def _said_wall(kept: Sequence[Piece], size: int) -> Verdict | None:
    """Pages whose first sentences speak to the visitor of the request, and that say little more."""
    prose = [piece for piece in kept if _is_prose(piece)][:3]
    said = _QUOTED.sub("", " ".join(piece.text for piece in prose))  # an article cites what such pages say
    for pattern, what in (
        (walls.RATE_LIMIT_SAID, Unreadable.RATE_LIMIT),
        (walls.NOT_FOUND_SAID, Unreadable.SOFT_404),
        (walls.OUT_OF_SERVICE_SAID, Unreadable.NO_ARTICLE),
    ):
        match = pattern.search(said)
        if match and match.start() < _EARLY:
            return what, f"the page says “{squash(match[0])[:80]}” and has {size} characters of prose"
    return None


def _consent(signs: Signs, meta: Meta, parts: Sequence[str], prose: Sequence[Piece], trusted: bool) -> Verdict | None:
    """A wall asks for consent and shows nothing else: what is left beside its words is no article."""
    own = about = 0
    for piece in prose:
        if trusted or own >= _SHORT:
            return None
        if consent_terms(piece.text):
            about += piece.width
        else:
            own += piece.width
    if trusted or own >= _SHORT:
        return None
    asked = f"{signs.text} {signs.dialog}"
    named = _named(walls.CONSENT, parts)
    terms = consent_terms(asked)
    accept = any(walls.ACCEPT.fullmatch(said) for said in signs.controls)
    noindex = "noindex" in meta.robots
    instead = not _shows_headline(signs, meta)
    modal = bool(signs.dialog) and consent_terms(signs.dialog) >= 2 and 10 * len(signs.dialog) >= 6 * len(signs.text)
    score = 2 * bool(named) + (terms >= 3) + accept + noindex + 2 * modal + instead
    score += about > 2 * own and terms >= 2 and accept
    asked_for = [piece for piece in prose if solid(piece.text)[:40] in signs.asking]
    alone = bool(prose) and len(asked_for) == len(prose)
    score += alone
    beside = accept and len(prose) >= _DOCUMENT and not asked_for
    if named and not modal and not noindex and (not accept or beside):
        return None  # a privacy policy, or an article on one: nothing is asked for, or in a banner of its own
    if score < 4 or (own >= _BRIEF and not named):
        return None
    if about > 3 * _STUB and not modal:
        return None
    signals = [f"the page calls itself “{named}”"] if named else []
    signals += ["a modal dialog is all it shows"] * modal + ["it asks to accept"] * accept + ["noindex"] * noindex
    signals += ["its own headline is not shown"] * instead
    signals += ["all its prose stands around the button"] * alone
    return Unreadable.CONSENT_WALL, "; ".join([*signals, f"{terms} kinds of consent words"])


def _paywall(
    signs: Signs, meta: Meta, parts: Sequence[str], kept: Sequence[Piece], prose: Sequence[Piece], size: int
) -> Verdict | None:
    """A stub says that there is more, and who may read it, and ends there."""
    limit = 2 * _STUB if meta.free is False else _STUB
    if size > limit or (meta.free and size > _SHORT):
        return None
    asked = " \n ".join([signs.text, *signs.controls])
    reserved = _ending(walls.RESERVED, asked, prose, size)
    notices = [match for pattern in walls.PAYWALL if (match := _ending(pattern, asked, prose, size))]
    notices = [reserved, *notices] if reserved else notices
    last = next((piece for piece in reversed(kept) if piece.kind == "paragraph"), None)
    cut = last is not None and _breaks_off(last)
    score = (
        2 * (meta.free is False)
        + 2 * bool(named := _named(walls.PAYWALLED, parts))
        + min(3, 2 * bool(notices) + (len(notices) > 1))
        + cut
        + bool(reserved)
        + 2 * signs.locked
    )
    score += (meta.free is False and size < _SHORT) or (bool(named) and size < _TEASER)
    if score < 3 or (meta.free is False and not notices and not cut and not signs.locked):
        return None
    signals = ["isAccessibleForFree is false"] if meta.free is False else []
    signals += [f"the page calls itself “{named}”"] if named else []
    signals += ["only the part for readers without access is there"] * signs.locked
    signals += [f"“{squash(notice)[:80]}”" for notice in notices[:2]] + ["the text breaks off"] * cut
    return Unreadable.PAYWALL_STUB, "; ".join([*signals, f"{size} characters of prose"])


def _breaks_off(piece: Piece) -> bool:
    """Whether a text stops with an ellipsis, or in the middle of a sentence."""
    return bool(_ELLIPSIS.search(piece.text)) or (piece.width >= _BRIEF and not is_sentence(piece.text.rstrip(": ")))


def _ending(pattern: re.Pattern[str], asked: str, prose: Sequence[Piece], size: int) -> str | None:
    """A notice after which hardly any prose stands: one above a text, or quoted in it, does not end it.

    After a teaser of a sentence or two, the short lines of the offer that follows are no text."""
    for match in islice(pattern.finditer(asked), 12):
        before = solid(asked[: match.end()])
        rest = sum(
            piece.width
            for piece in prose
            if (size >= _TEASER or piece.width >= _BRIEF)
            and solid(piece.text)[:40] not in before
            and not pattern.search(piece.text)
        )
        if 3 * rest <= size:
            return match[0]
    return None


def _empty(signs: Signs, meta: Meta, kept: Sequence[Piece], size: int) -> Verdict | None:
    """Nothing to read, with or without scripts that would bring it."""
    shown = width(signs.text)
    if size >= _BRIEF or (kept and shown >= _SHORT):
        return None
    needs = walls.NEEDS_SCRIPT.search(signs.noscript) or walls.NEEDS_SCRIPT.search(signs.text)
    bare = shown < 60 or bool(walls.LOADING.fullmatch(signs.text)) or not kept
    if signs.scripts and ((needs and shown < 400) or (bare and shown < 200 and (shown or signs.containers))):
        return Unreadable.EMPTY_SHELL, f"scripts would bring the text: {shown} characters without them"
    if shown == 0:
        return Unreadable.EMPTY_PAGE, "the page shows no text"
    if needs and size == 0:
        return Unreadable.EMPTY_SHELL, "the page asks for scripts and shows no prose"
    return None


def _list(
    signs: Signs, meta: Meta, parts: Sequence[str], pieces: Sequence[Piece], prose: Sequence[Piece], size: int
) -> Verdict | None:
    """Front pages, sections, search results: links to articles, not one."""
    if (name := _named(walls.SEARCH, parts)) and not meta.is_article and (signs.link_headings or size < _SHORT):
        return Unreadable.NO_ARTICLE, f"the page calls itself “{name}”"
    if signs.password and (name := _named(walls.SIGN_IN, parts)) and size < _SHORT:
        return Unreadable.NO_ARTICLE, f"the page calls itself “{name}” and asks for a password"
    if meta.is_article and size >= _BRIEF:
        return None
    if signs.link_headings >= 5 and size < 220 * signs.link_headings and _longest_run(pieces) < 3:
        return (
            Unreadable.NO_ARTICLE,
            f"{signs.link_headings} headlines that link to other pages, and no text of its own",
        )
    links = sum(piece.link for piece in pieces)
    letters = sum(len(piece.text) for piece in pieces)
    if size < 200 and letters > 300 and links > 0.6 * letters:
        return Unreadable.NO_ARTICLE, f"{100 * links // letters} % of the text is links"
    kept = [piece.width for piece in pieces if not piece.dropped]
    if not any(one >= 15 for one in kept) or (size == 0 and sum(kept) < 400 and not meta.is_article):
        return Unreadable.NO_ARTICLE, NO_PROSE
    return None


def _longest_run(pieces: Sequence[Piece]) -> int:
    """How many blocks of prose follow one another: an article has paragraphs, a list has one under each headline."""
    longest = run = 0
    for piece in pieces:
        if piece.dropped in ("caption", "advertisement", "date line"):
            continue
        run = run + 1 if _is_prose(piece) else 0
        longest = max(longest, run)
    return longest


def judge_plain(pieces: Sequence[Piece]) -> Verdict:
    """The same for plain text, where only titles and emptiness can tell."""
    if not pieces:
        return Unreadable.EMPTY_PAGE, "the body holds no text"
    size = sum(piece.width for piece in pieces)
    first = _parts([pieces[0].text])
    if size < _SHORT and len(pieces) <= 6:
        for pattern, what in (
            (walls.RATE_LIMIT, Unreadable.RATE_LIMIT),
            (walls.CHALLENGE, Unreadable.CHALLENGE),
            (walls.NOT_FOUND, Unreadable.SOFT_404),
        ):
            if name := _named(pattern, first):
                return what, f"the text begins with “{name}” and is {size} characters long"
    return READABLE
