"""What a story's page calls verdicts, marks and kinds of dates."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model import Basis, Mark
from monitor.report.story.view import Verdict

VERDICTS: Mapping[Verdict, str] = {
    "contradict": "Sources contradict each other",
    "developed": "The story went on",
    "agree": "Nobody contradicts",
    "single": "Stated by one voice only",
    "unclear": "Not stated clearly by anyone",
}
"""How the sources stand to each other in a fact, in the order in which facts are shown."""

SIGNS: Mapping[Mark, str] = {
    "agrees": "=",
    "disagrees": "\u2260",
    "alone": "1",
    "hedged": "\u2248",
    "develops": "\u2192",
    "absent": "\u2013",
    "ambiguous": "?",
    "error": "!",
}
"""What stands before each mark's words: a shape that is told from others without colour."""

WORDS: Mapping[Mark, str] = {
    "agrees": "agrees",
    "disagrees": "disagrees",
    "alone": "alone with this",
    "hedged": "not exact",
    "develops": "earlier state",
    "absent": "not stated",
    "ambiguous": "contradicts itself",
    "error": "rule not finished",
}
"""Each mark in a cell, in words."""

BASIS: Mapping[Basis, str] = {
    "published": "published",
    "modified": "page modified",
    "changed": "noticed by a check",
    "first_seen": "first seen, may be older",
}
"""Where a date comes from, in a few words."""
