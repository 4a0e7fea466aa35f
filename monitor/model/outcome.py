"""What a check came to, on its way to the store and from there to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.change import FactChange, TextDiff
from monitor.model.document import Document
from monitor.model.fact import Facts
from monitor.model.reply import Capture
from monitor.model.source import Source
from monitor.model.story import Sketch, StoryEvent
from monitor.model.version import Version


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
    """What one check of one source came to: a value, never an exception. Versions are numbered from 1.

    `silent`: facts or body changed, and the page does not say so. `reverts_to`: the version before the last to whose
    text or values the page went back. `outside`: what stands otherwise outside the article of a page that is unchanged,
    against its last version; None unless that is news.
    """

    kind: OutcomeKind
    detail: str | None = None
    from_version: int | None = None
    to_version: int | None = None
    final_url: str | None = None
    changes: tuple[FactChange, ...] = ()
    text: TextDiff = TextDiff()
    not_before: datetime | None = None
    silent: bool = False
    reverts_to: int | None = None
    outside: TextDiff | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a page outside its article: the digest at the last look, and the one that was told last.

    `steady`: the last look found what the one before it had found.
    """

    digest: str
    told: str
    steady: bool


@dataclass(frozen=True, slots=True)
class Past:
    """A stored version as it came over the network: what a new capture is compared with."""

    number: int
    capture: Capture


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is left to compare of a stored version without its body: the digest of its text, and what changed with it.

    `text_digest` is None where it was not kept.
    """

    number: int
    text_digest: str | None
    changes: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reply means, before it is stored: the outcome, and the new reading if there is one.

    `unsettled` names facts that the given past left ambiguous or in error: with older versions they may be compared.
    `surroundings`: what to remember of the page outside its article; None if nothing was learned of it.
    `sketch`: the text as voices of a story are told by it, if the source belongs to one and this is a version.
    """

    outcome: Outcome
    document: Document | None = None
    facts: Facts | None = None
    unsettled: frozenset[str] = frozenset()
    surroundings: Surroundings | None = None
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One source's check as reports tell it: the outcome with the versions on both sides of it.

    `story`: what it meant for the source's story.
    """

    source: Source
    outcome: Outcome
    checked_at: datetime
    old: Version | None = None
    new: Version | None = None
    story: tuple[StoryEvent, ...] = ()
