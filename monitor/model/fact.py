"""What one document says about one fact, with the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


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

    `where`: `text`, `title`, `caption`, `metadata.<key>` or `page` (all that the page shows). `sentence` is the whole
    sentence around the quote (the title, caption or block itself outside the text), for people to read.
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
    finish. `rule` is `pack/fact`; `rule_digest` identifies the rule's wording. `partial`: a list that the document
    gives as examples (`such as`, `including`). `aspect`: which of several things that the fact can mean it is about
    (`concluded`, `revised`), where the rule tells them apart. `credit`: whose report the whole text is, as it says
    (`Source: X`); what a page credits is no part of the statement.
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
    partial: bool = False
    aspect: str | None = None
    credit: str | None = None


Facts = Mapping[str, Observation]
"""Fact id to observation; absent facts are left out."""
