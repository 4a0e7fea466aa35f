"""What people are told: events, the messages composed of them, and each recipient's copy.

An event is written with the version that it came with. A message is composed of events once, at its first send, under
an id that never changes. A delivery is one recipient's copy of it; a receiver can tell a repeat by the id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.model.change import FactChange
from monitor.model.outcome import Result
from monitor.model.story import StoryEvent

Audience = Literal["readers", "operators"]
"""Readers want changes of the articles; operators look after the program and its sources."""

EventKind = Literal[
    "fact.changed",
    "text.changed",
    "source.unreadable",
    "source.gone",
    "source.failed",
    "source.back",
    "source.recovered",
    "delivery.given_up",
    "story.agrees",
    "story.disagrees",
    "story.first_reported",
    "story.given_up",
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody is to be told: the check it came with, and the change if it is about one.

    `delivery.given_up` has no result; its `detail` says what could not be delivered to whom, and why. `story` is what
    the check meant for the source's story, with the kinds `story....`.
    """

    id: int
    kind: EventKind
    created_at: datetime
    result: Result | None = None
    change: FactChange | None = None
    detail: str | None = None
    story: StoryEvent | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message to an audience, as it will be sent, however often.

    `id` is what stands in Message-ID between the angle brackets (RFC 5322, 3.6.4). `references` are the ids of the
    messages before it in its thread, oldest first; a source's messages are one thread.
    """

    id: str
    audience: Audience
    subject: str
    text: str
    html: str
    created_at: datetime
    source_id: int | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient's copy of a message, in this process's hands until its lease runs out.

    `attempts` counts those that failed; `due_since` is when it was first due.
    """

    id: int
    message: Message
    recipient: str
    token: str
    attempts: int
    due_since: datetime
