"""A phrase taken apart at its top level: the pieces that an explanation tries one by one.

{count} [new] <area> ...4 (of|for) work   ->   {count} | [new] | <area> | ...4 | (of|for) | work
"""

from __future__ import annotations

import re

from monitor.rules.pattern import Pattern
from monitor.rules.phrase import Grammar, PhraseError, bounds

_TOKEN = re.compile(r"\.\.\.\s*\d+|\{[^{}]*\}|<[^<>]*>|[()\[\]]|[^\s()\[\]{}<>:]+")


def pieces(phrase: str) -> list[str]:
    """The pieces of a phrase that `load` has accepted, in their order; a colon is none, nor is `^` or `$`."""
    anchor, phrase, end = bounds(phrase)
    out: list[str] = []
    depth, start = 0, 0
    for token in _TOKEN.finditer(phrase):
        if depth == 0:
            start = token.start()
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token[0], 0)
        if depth == 0:
            out.append(phrase[start : token.end()])
    # A choice without brackets round it (`a b|c d`) is one piece: either side is a phrase of its own.
    if any("|" in piece and piece[0] not in "([" for piece in out):
        out = [phrase]
    out[0], out[-1] = anchor + out[0], out[-1] + end
    return out


def is_gap(piece: str) -> bool:
    return piece.startswith("...")


def is_optional(piece: str) -> bool:
    return piece.removeprefix("^").startswith("[")


def run(grammar: Grammar, parts: list[str]) -> Pattern | None:
    """The pattern of some pieces in a row; None if they are no phrase by themselves."""
    if not parts or is_gap(parts[0]) or is_gap(parts[-1]) or all(map(is_optional, parts)):
        return None
    try:
        return grammar.compile(" ".join(parts))
    except PhraseError:
        return None
