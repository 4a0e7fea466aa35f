"""The values that one station hands to the next: frozen dataclasses that are read and never written.

They are listed in the order in which a page meets them: source, capture, document, facts, changes, outcome.
Words follow docs/architecture.md. Times are aware datetimes in UTC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

# ---------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True)
class Profile:
    """How one source's pages are to be read: the CSS selectors that its user includes or ignores.

    The same profile reads both sides of a diff. Empty `include` means: find the article by the page's structure.
    """

    include: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A tracked URL and its settings.

    `packs`: ids of the rule packs that read it; empty means every pack in use. `every`: an interval (`30m`, `6h`,
    `1d`) or a crontab line with an optional time zone behind it (`0 6 * * 1 Europe/Berlin`). `credentials`: a reference
    (`env:NAME` or `file:PATH`) to `user:password`, never the secret itself. `robots`: None follows the setting.
    """

    id: int
    url: str
    name: str
    story: str | None = None
    packs: tuple[str, ...] = ()
    every: str = "1h"
    profile: Profile = Profile()
    headers: tuple[tuple[str, str], ...] = ()
    credentials: str | None = None
    proxy: str | None = None
    robots: bool | None = None
    paused: bool = False
    added_at: datetime | None = None


# ---------------------------------------------------------------- what came over the network


@dataclass(frozen=True, slots=True)
class Request:
    """What `fetch` needs to know to get one page; validators belong to the version that the store holds.

    `validators_of`: the URL that gave them (the capture's `final_url`; None: `url` itself). They are sent to no other, or
    a page that redirects elsewhere today could seem unchanged.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    credentials: str | None = None
    proxy: str | None = None
    robots: bool = True
    validators_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed: the URL asked, the status it gave, the URL it named (made absolute)."""

    url: str
    status: int
    location: str


@dataclass(frozen=True)
class Capture:
    """One answer of a server, whatever its status, with its circumstances: the evidence.

    `body` is the body after transfer and content decoding (empty for 304). `headers` are repeated as received, names in
    lower case. `requested_at` and `fetched_at` are the start of the request and the end of the body.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    requested_at: datetime
    fetched_at: datetime
    hops: tuple[Hop, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the body, as WARC writes a payload digest: `sha256:` and 64 hexadecimal digits."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


FailureReason = Literal[
    "bad_url",  # malformed, or another scheme than http and https
    "refused_address",  # a loopback, private or otherwise special address
    "robots",  # robots.txt says no
    "dns",  # the host's name does not resolve
    "connect",  # refused, unreachable, reset
    "tls",  # the certificate or the handshake
    "timeout",
    "too_large",
    "cut_short",  # the body ended before its announced length, or its compression broke
    "encoding",  # a Content-Encoding that was not asked for
    "redirect",  # a loop, too many, or one that names no address
    "protocol",  # anything else that is no HTTP
    "retry_later",  # a Retry-After of this host is pending
    "credentials",  # the reference to the credentials leads nowhere
]


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable answer came: why, in words that a user can act on. `not_before`: when the host may be asked again."""

    url: str
    reason: FailureReason
    detail: str
    at: datetime
    final_url: str | None = None
    hops: tuple[Hop, ...] = ()
    not_before: datetime | None = None


Reply = Capture | Failure

# ---------------------------------------------------------------- what a page says


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
    what a text change is judged by. `metadata` holds what the page states of itself (`description`, `author`,
    `jsonld.headline` ...). Dates are ISO 8601, as complete as the page gives them. `unreadable` names what the page is
    if it is no (whole) article, and `why` says what told so.
    """

    text: str = ""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    compared: tuple[str, ...] = ()
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

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that a fact or a text change can come from: equal digests, equal readings."""
        h = hashlib.sha256()
        parts = [self.title or "", self.text, self.captions, self.published or "", self.language or "", *self.compared]
        parts += [f"{key}={value}" for key, value in sorted(self.metadata.items())]
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
    EXTRACTION_FAILED = "extraction failed"
    BINARY = "binary"  # an outcome `failed`, decided with the others


# ---------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Period:
    """Years: only the parts that are printed, nothing computed. `duration` in years, `start` and `end` are years."""

    duration: int | None = None
    start: int | None = None
    end: int | None = None


Value = bool | int | float | str | tuple[str, ...] | Period
"""A count or year is an int; a status, name or date (`2023-07-12`, `07-12`, `07-11/07-12`) a str; a list is sorted."""

Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most"]
Modality = Literal["asserted", "planned", "denied", "hedged"]
State = Literal["found", "ambiguous", "error"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: `quote` is characters `start` to `end` of the string that `where` names.

    `where`: `text`, `title`, `caption` or `metadata.<key>`. `sentence` is the whole sentence around the quote (the
    title or caption itself outside the text), for people to read.
    """

    where: str
    quote: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document says about one fact. A fact that it does not state has no observation: absent.

    `found` has a `value`; `ambiguous` has `values`, which contradict each other; `error` is a rule that could not
    finish. `rule` is `pack/fact`; `rule_digest` identifies the rule's wording.
    """

    fact: str
    state: State
    rule: str
    rule_digest: str
    value: Value | None = None
    values: tuple[Value, ...] = ()
    qualifier: Qualifier | None = None
    modality: Modality | None = None
    attribution: str | None = None
    evidence: Evidence | None = None
    note: str | None = None


Facts = Mapping[str, Observation]
"""Fact id to observation; absent facts are left out."""

# ---------------------------------------------------------------- changes

ChangeKind = Literal["revised", "qualified", "attributed", "appeared", "disappeared"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact, before and after. `title` is the fact's name for people (`Areas of cooperation`)."""

    fact: str
    title: str
    kind: ChangeKind
    old: Observation | None
    new: Observation | None


EditKind = Literal["added", "removed", "edited", "moved"]
WordOp = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class WordMark:
    """A run of characters of an edited sentence that both sides have, or that only the old or the new side has."""

    op: WordOp
    text: str


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One sentence (or title, heading, list item, table row) that was added, removed, edited or moved.

    `part`: `title` or the kind of block. `old` is empty for an addition, `new` for a removal. `words` marks an edited
    sentence: joining `same` and `removed` gives `old`, joining `same` and `added` gives `new`.
    """

    kind: EditKind
    part: str
    old: str = ""
    new: str = ""
    words: tuple[WordMark, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDiff:
    """All edits between two documents, in the order of the new one."""

    edits: tuple[TextEdit, ...] = ()

    def count(self, kind: EditKind) -> int:
        return sum(edit.kind == kind for edit in self.edits)

    def __bool__(self) -> bool:
        return bool(self.edits)


# ---------------------------------------------------------------- outcomes


class OutcomeKind(StrEnum):
    """What one check of one source came to; docs/outcomes.md and the README define each."""

    FIRST = "first"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"
    GONE = "gone"
    FAILED = "failed"


TROUBLE = frozenset({OutcomeKind.UNREADABLE, OutcomeKind.GONE, OutcomeKind.FAILED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check of one source came to: a value, never an exception. Versions are numbered from 1."""

    kind: OutcomeKind
    detail: str | None = None
    from_version: int | None = None
    to_version: int | None = None
    final_url: str | None = None
    changes: tuple[FactChange, ...] = ()
    text: TextDiff = TextDiff()
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A stored version as it came over the network: what a new capture is compared with."""

    number: int
    capture: Capture


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reply means, before it is stored: the outcome, and the new reading if there is one.

    `unsettled` names facts that the given past left ambiguous or in error: with older versions they may be compared.
    """

    outcome: Outcome
    document: Document | None = None
    facts: Facts | None = None
    unsettled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Version:
    """A stored readable capture, by its number: what a report needs to know of one side of a change."""

    number: int
    fetched_at: datetime
    title: str | None
    published: str | None
    modified: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """One source's check as reports tell it: the outcome with the versions on both sides of it."""

    source: Source
    outcome: Outcome
    checked_at: datetime
    old: Version | None = None
    new: Version | None = None
