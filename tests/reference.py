"""The phrase language in one regular expression: slow, plain, and what the search is held against."""

from __future__ import annotations

import re

import regex

from monitor.facts.search.clauses import CLOSING
from monitor.rules.pattern import (
    Anchored,
    Choice,
    Clause,
    Closed,
    Expression,
    Gap,
    Guard,
    Inside,
    Mixed,
    Node,
    Row,
    Series,
    Slot,
    Word,
)
from monitor.rules.writing import Writing

OPEN, CLOSE = r"""["'),:(\]\[]{0,3}""", r"""["'(\[]{0,2}"""
SEPARATOR = {
    "apart": rf"{OPEN}(?:\s{{1,4}}|-|/){CLOSE}",
    "elided": rf"(?:\s(?=[:\"]))?{OPEN}(?:\s{{1,4}}|-|/|(?<=')){CLOSE}",
    "together": r"[\s\"'「」『』《》()\[\],、:・·/-]{0,3}",
}
LOOSE = {"apart": r"[^\w]{1,6}", "elided": r"(?:[^\w]{1,6}|(?<='))", "together": r"[^\w]{0,6}"}
JOINTS = {"": dict.fromkeys(SEPARATOR, ""), "separator": SEPARATOR, "loose": LOOSE}
START, END = r"(?<!\w)", r"(?!\w)(?:'s?(?!\w))?"
EDGES = {"": "", "latin": "[a-z0-9]", "word": r"\w"}


def matches(node: Node, writing: Writing, text: str) -> list[tuple[int, int, dict[str, tuple[int, int]]]]:
    """What `Search.matches` should tell: start, end and slots of each match."""
    expression = regex.compile(source(node, writing), regex.IGNORECASE)
    names = expression.groupindex
    return [
        (found.start(), found.end(), {name: found.span(name) for name in names if found[name] is not None})
        for found in expression.finditer(text)
    ]


def source(node: Node, writing: Writing) -> str:
    """The regular expression of a piece of a phrase."""
    if isinstance(node, Word):
        return START + re.escape(node.text) + (r"\w*(?:'s?)?" if node.stem else END)
    if isinstance(node, Mixed):
        end = "" if node.elided else r"\w*(?:'s?)?" if node.stem else END
        return START * node.text[0].isalnum() + re.escape(node.text).replace(r"\-", r"(?:\s|-)") + end
    if isinstance(node, Inside):
        before = f"(?<!{EDGES[node.before]})" if node.before else ""
        after = f"(?!{EDGES[node.after]})" if node.after else ""
        return before + re.escape(node.text) + after
    if isinstance(node, Choice):
        return f"(?:{'|'.join(source(branch, writing) for branch in node.branches)})" if node.branches else "(?!)"
    if isinstance(node, Slot):
        return f"(?P<{node.name}>{source(node.node, writing)})"
    if isinstance(node, Anchored):
        return r"(?<=^\W{0,6})" + source(node.node, writing)
    if isinstance(node, Closed):
        return f"{source(node.node, writing)}(?={CLOSING})"
    if isinstance(node, Series):
        one = source(node.one, writing)
        return f"{one}(?:{node.between.source}{one})*"
    if isinstance(node, Clause):
        return r"(?:[^;\n]|;\s(?=\(|and\s)){2,400}"
    if isinstance(node, Gap):
        return gap(node, writing)
    if isinstance(node, Row):
        return "".join(part_source(part, writing) for part in node.parts)
    assert isinstance(node, Expression)
    return node.source


def part_source(part: object, writing: Writing) -> str:
    inner, joint = f"(?:{source(part.node, writing)})", JOINTS[part.joint][writing.name]  # type: ignore[attr-defined]
    whole = inner + joint if part.leads else joint + inner  # type: ignore[attr-defined]
    return f"(?:{whole})?" if part.optional else whole  # type: ignore[attr-defined]


def gap(node: Gap, writing: Writing) -> str:
    ahead = guard(node.guard, writing)
    if writing.together:
        return rf"(?:{ahead}\s?\S){{0,{node.most}}}?"
    word = r"\w[\w.-]*+'?" if writing.elided else r"\w[\w'.-]*+"
    return rf"(?:{LOOSE[writing.name]}{ahead}{word}){{0,{node.most}}}?"


def guard(words: Guard, writing: Writing) -> str:
    edge = "" if writing.together else r"(?!\w)"
    stops = [re.escape(word) + edge for word in sorted(words.words)] + [re.escape(word) for word in sorted(words.stems)]
    stops += [r"\w+n't(?!\w)"] if words.contracted else []
    return f"(?!{'|'.join(stops)})" if stops else ""
