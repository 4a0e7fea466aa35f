"""What one body says: the article, and what its page states of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text."""

    start: int
    end: int


BlockKind = Literal["heading", "paragraph", "item", "row", "quote", "preformatted"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the text: a heading, paragraph, list item, table row (cells joined by ` | `), quotation."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """What one body says, read with one profile.

    `text` is the article: its blocks, joined by a blank line; `sentences` lie within blocks, in order. `compared`
    holds the blocks in folded form (Unicode NFKC, one kind of quotes and dashes, no white space), one entry a block:
    what a text change is judged by. `boxes` has for each block the number of the box among the paragraphs that it
    stands in, 0 for the text itself: a box may come and go without a change. `metadata` holds what the page states of
    itself (`description`, `author`, `jsonld.headline` ...). Dates are ISO 8601, as complete as the page gives them.
    `unreadable` names what the page is if it is no (whole) article, and `why` says what told so. `outside`: what the
    page shows beside the article and does not turn over by itself, block by block, from what is compared of it to what
    it says. `headed`: the headline stands right above the text. `unmatched`: those of the profile's included selectors
    that find nothing on the page. `page`: all that the page shows, a block a line, where
    that was asked for.
    """

    text: str = ""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    compared: tuple[str, ...] = ()
    boxes: tuple[int, ...] = ()
    title: str | None = None
    captions: str = ""
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    canonical: str | None = None
    charset: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    unreadable: Unreadable | None = None
    why: str = ""
    headed: bool = False
    outside: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    page: str = ""

    @property
    def detail(self) -> str | None:
        """What is told of a page that is no (whole) article: what it is, and of selectors that failed which."""
        failed = self.unreadable is Unreadable.EXTRACTION_FAILED
        return self.unreadable and (f"{self.unreadable}: {self.why}" if failed else str(self.unreadable))

    @cached_property
    def outside_digest(self) -> str:
        """SHA-256 over what stands outside the article, in whatever order."""
        joined = "\x00".join(sorted(self.outside))
        return "sha256:" + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that a fact or a text change can come from: equal digests, equal readings."""
        h = hashlib.sha256()
        parts = [self.title or "", self.text, self.captions, self.published or "", self.language or "", *self.compared]
        parts += [f"{key}={value}" for key, value in sorted(self.metadata.items())]
        parts += [self.page] if self.page else []
        for part in parts:
            h.update(part.encode("utf-8", "surrogatepass") + b"\x00")
        return "sha256:" + h.hexdigest()


class Unreadable(StrEnum):
    """What a page is that came with a good status and yet is not the (whole) article. The value is the `detail`."""

    CONSENT_WALL = "consent wall"
    PAYWALL_STUB = "paywall stub"
    SOFT_404 = "soft 404"
    CHALLENGE = "challenge"
    RATE_LIMIT = "rate limit page"
    EMPTY_SHELL = "empty shell"
    EMPTY_PAGE = "empty page"
    NO_ARTICLE = "no article"
    STUMP = "stump"
    OTHER_TEXT = "other text"
    WRONG_ENCODING = "wrong encoding"
    EXTRACTION_FAILED = "extraction failed"
    BINARY = "binary"  # an outcome `failed`, decided with the others
