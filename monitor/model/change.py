"""What differs between two documents: facts, and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.model.fact import Observation

ChangeKind = Literal["revised", "qualified", "attributed", "appeared", "disappeared"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact, before and after. `title` is the fact's name for people (`Areas of cooperation`)."""

    fact: str
    title: str
    kind: ChangeKind
    old: Observation | None
    new: Observation | None


EditKind = Literal["added", "removed", "edited", "moved", "moved_edited", "split", "merged"]
"""`moved_edited`: one sentence, in other words and another place. `split`: one that became several, `merged`: several
that became one."""

REWRITTEN: frozenset[EditKind] = frozenset({"edited", "moved_edited", "split", "merged"})
"""Kinds of edits with words on both sides; the contract counts them all as edited."""

Section = Literal["headline", "lead", "body", "correction", "list", "table"]
"""`headline`: title and the heading above the text. `lead`: the first paragraph. `correction`: a note that tells of a
correction or an update."""

WordOp = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class WordMark:
    """A run of characters of an edited sentence that both sides have, or that only the old or the new side has.

    `old`: what the old side has for a `same` run that differs in typography alone; None: the same characters.
    """

    op: WordOp
    text: str
    old: str | None = None

    @property
    def before(self) -> str:
        """The run as the old side has it; empty for what was added."""
        return "" if self.op == "added" else self.text if self.old is None else self.old

    @property
    def after(self) -> str:
        """The run as the new side has it; empty for what was removed."""
        return "" if self.op == "removed" else self.text


@dataclass(frozen=True, slots=True)
class TextEdit:
    """What happened to one sentence (or title, heading, list item, table row), or to several of which one was made.

    `part`: `title` or the kind of block. `old` is empty for an addition, `new` for a removal; the sentences of a split
    or merge are joined by a space. `words` marks what was rewritten: joining `before` of each gives `old`, joining
    `after` gives `new`. `section`: which part of an article it is.
    """

    kind: EditKind
    part: str
    old: str = ""
    new: str = ""
    words: tuple[WordMark, ...] = ()
    section: Section = "body"


@dataclass(frozen=True, slots=True)
class TextDiff:
    """All edits between two documents, in the order of the new one."""

    edits: tuple[TextEdit, ...] = ()

    def count(self, kind: EditKind) -> int:
        return sum(edit.kind == kind for edit in self.edits)

    def __bool__(self) -> bool:
        return bool(self.edits)
