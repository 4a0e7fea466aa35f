"""The values that one station hands to the next: frozen dataclasses that are read and never written.

One file a station, in the order in which a page meets them: source, reply, document, fact, change, outcome. Words
follow docs/architecture.md. Times are aware datetimes in UTC.
"""

from monitor.model.change import (
    REWRITTEN,
    ChangeKind,
    EditKind,
    FactChange,
    Section,
    TextDiff,
    TextEdit,
    WordMark,
    WordOp,
)
from monitor.model.document import Block, BlockKind, Document, Span, Unreadable
from monitor.model.fact import Evidence, Facts, Modality, Observation, Period, Qualifier, State, Value
from monitor.model.message import Audience, Delivery, Event, EventKind, Message
from monitor.model.outcome import TROUBLE, Earlier, Finding, Outcome, OutcomeKind, Past, Result, Version
from monitor.model.reply import Capture, Failure, FailureReason, Hop, Reply, Request
from monitor.model.source import Profile, Source

__all__ = [
    "REWRITTEN",
    "TROUBLE",
    "Audience",
    "Block",
    "BlockKind",
    "Capture",
    "ChangeKind",
    "Delivery",
    "Document",
    "Earlier",
    "EditKind",
    "Event",
    "EventKind",
    "Evidence",
    "FactChange",
    "Facts",
    "Failure",
    "FailureReason",
    "Finding",
    "Hop",
    "Message",
    "Modality",
    "Observation",
    "Outcome",
    "OutcomeKind",
    "Past",
    "Period",
    "Profile",
    "Qualifier",
    "Reply",
    "Request",
    "Result",
    "Section",
    "Source",
    "Span",
    "State",
    "TextDiff",
    "TextEdit",
    "Unreadable",
    "Value",
    "Version",
    "WordMark",
    "WordOp",
]
