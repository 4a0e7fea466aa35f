"""Which entries of two sequences belong together, and which of them moved.

The method is Hunt and Szymanski's (1977): the longest common subsequence is the longest strictly increasing run over
all pairs of equal entries. Sentences hardly ever repeat, so there are about as many pairs as sentences, and it takes
n log n steps; what stays is as much as can stay, so the moves are as few as can be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[int, int]
"""Index in the old sequence, index in the new one."""

MANY = 64
"""Pairs that one repeated entry may give; beyond that (a table with hundreds of equal rows) its first meets the first,
its second the second and so on, which keeps the work linear."""


def match(old: Sequence[str], new: Sequence[str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of equal entries: those that stay in order (as many as possible), and those that moved, both by new index.

    Every entry is in at most one pair, and no equal entries are left without one.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = _longest(_equal_pairs(old, new, head, tail))
    stayed = [(i, i) for i in range(head)] + inner
    stayed += [(len(old) - tail + k, len(new) - tail + k) for k in range(tail)]
    return stayed, _leftovers(old, new, stayed)


def _equal_pairs(old: Sequence[str], new: Sequence[str], head: int, tail: int) -> list[Pair]:
    """Pairs of equal entries between head and tail, by new index and, for each, from the last old one to the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(head, len(old) - tail):
        places[old[i]].append(i)
    seen: dict[str, list[int]] = defaultdict(list)
    for j in range(head, len(new) - tail):
        if new[j] in places:
            seen[new[j]].append(j)
    pairs = []
    for key, there in seen.items():
        here = places[key]
        if len(here) * len(there) > MANY:
            pairs += list(zip(here, there, strict=False))
        else:
            pairs += [(i, j) for j in there for i in here]
    return sorted(pairs, key=lambda pair: (pair[1], -pair[0]))


def _longest(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs that increases strictly on both sides."""
    ends: list[int] = []  # the smallest old index with which a run of each length can end
    holders: list[int] = []  # the pair that does
    before = [-1] * len(pairs)
    for number, (i, _) in enumerate(pairs):
        length = bisect_left(ends, i)
        if length:
            before[number] = holders[length - 1]
        if length == len(ends):
            ends.append(i)
            holders.append(number)
        else:
            ends[length], holders[length] = i, number
    run = []
    at = holders[-1] if holders else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _leftovers(old: Sequence[str], new: Sequence[str], stayed: Sequence[Pair]) -> list[Pair]:
    """Equal entries among those that did not stay, the first with the first."""
    old_stayed, new_stayed = {i for i, _ in stayed}, {j for _, j in stayed}
    free: dict[str, deque[int]] = defaultdict(deque)
    for i, key in enumerate(old):
        if i not in old_stayed:
            free[key].append(i)
    return [(free[key].popleft(), j) for j, key in enumerate(new) if j not in new_stayed and free.get(key)]


def in_order(pairs: Sequence[Pair], weights: Sequence[int]) -> set[int]:
    """The places of the pairs that stay: as many as can stand in one order on both sides, of these the heaviest.

    `pairs` come by new index; no index occurs twice on a side.
    """
    if all(one[0] < two[0] for one, two in pairwise(pairs)):
        return set(range(len(pairs)))
    rank = {i: place for place, i in enumerate(sorted(i for i, _ in pairs), 1)}
    # Fenwick's tree over the old side: for each prefix the best run that ends in it, as length, weight, last pair.
    best = [(0, 0, -1)] * (len(pairs) + 1)

    def best_up_to(place: int) -> tuple[int, int, int]:
        run = best[0]
        while place > 0:
            run = max(run, best[place])
            place -= place & -place
        return run

    before = []
    for number, (i, _) in enumerate(pairs):
        length, weight, last = best_up_to(rank[i] - 1)
        before.append(last)
        place = rank[i]
        while place <= len(pairs):
            best[place] = max(best[place], (length + 1, weight + weights[number], number))
            place += place & -place
    number = best_up_to(len(pairs))[2]
    kept = set()
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept
