"""How a phrase came to match: which way was taken through its tree, and where its slots stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.rules.pattern import Anchored, Choice, Closed, Node, Part, Row, Slot

if TYPE_CHECKING:
    from monitor.facts.search import Search

Span = tuple[int, int]


def slots_of(search: Search, node: Node, at: int, end: int) -> dict[str, Span]:
    """Where the slots of a piece stand that matches from `at` to `end`; of several ways to do so the first."""
    if isinstance(node, Slot):
        return {node.name: (at, end)}
    if isinstance(node, Anchored | Closed):
        return slots_of(search, node.node, at, end)
    if isinstance(node, Choice):
        branch = next(branch for branch in node.branches if end in search.ends(branch, at))
        return slots_of(search, branch, at, end)
    if isinstance(node, Row):
        slots: dict[str, Span] = {}
        for part, begin, stop in _way(search, node.parts, at, end, set()) or ():
            slots |= slots_of(search, part.node, begin, stop)
        return slots
    return {}


def _way(
    search: Search, parts: Sequence[Part], at: int, end: int, dead: set[tuple[int, int]]
) -> list[tuple[Part, int, int]] | None:
    """The parts of a row that lead from a place to another, each with its own place; None if they do not."""
    if not parts:
        return [] if at == end else None
    if (len(parts), at) in dead:
        return None
    part, rest = parts[0], parts[1:]
    for begin, stop, after in _steps(search, part, at):
        if (way := _way(search, rest, after, end, dead)) is not None:
            return way if begin is None else [(part, begin, stop), *way]
    dead.add((len(parts), at))
    return None


def _steps(search: Search, part: Part, at: int) -> Iterator[tuple[int | None, int, int]]:
    """The ways over a part: where its piece begins (None if it is left out) and ends, and where the next begins."""
    if not part.joint:
        yield from ((at, end, end) for end in search.ends(part.node, at))
    elif part.leads:
        for end in search.ends(part.node, at):
            yield from ((at, end, after) for after in search.joints(part.joint, end))
    else:
        for begin in search.joints(part.joint, at):
            yield from ((begin, end, end) for end in search.ends(part.node, begin))
    if part.optional:
        yield None, at, at
