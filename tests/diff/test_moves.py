"""What stays, what moves."""

from __future__ import annotations

import itertools
import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from monitor.diff.moves import in_order, match


def test_as_few_moves_as_can_be():
    """One entry that went to the end is one move, not a move of all the others."""
    stayed, moved = match("abcdef", "bcdefa")
    assert list(stayed) == [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]
    assert moved == [(0, 5)]


def test_repeated_entries():
    """A repeated entry that is taken away in front costs no move."""
    assert match("xaxbx", "axbx") == ([(1, 0), (2, 1), (3, 2), (4, 3)], [])


def test_hundreds_of_equal_rows():
    """Equal rows by the hundred are matched first with first and stay quick."""
    begun = time.perf_counter()
    stayed, moved = match(["a", *["-"] * 3000, "b"], ["b", *["-"] * 3000, "a"])
    assert time.perf_counter() - begun < 1
    assert len(stayed) == 3000
    assert len(moved) == 2


def longest_common(old, new):
    """The textbook table, as an oracle."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, two in enumerate(new):
            table[i + 1][j + 1] = table[i][j] + 1 if one == two else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


words = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(words, words)
def test_matching(old, new):
    """Equal entries only, each once, none left over; what stays is in order and as long as the textbook says."""
    stayed, moved = match(old, new)
    pairs = stayed + moved
    assert all(old[i] == new[j] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert len(pairs) == (Counter(old) & Counter(new)).total()
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(stayed))
    assert len(stayed) == longest_common(old, new)


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_what_stays_in_order(order, weights):
    """As many as can stand in one order stay, and of equally many the heaviest: every choice tried out."""
    pairs = [(i, j) for j, i in enumerate(order)]
    rising = [
        run
        for size in range(8)
        for run in itertools.combinations(range(7), size)
        if all(order[a] < order[b] for a, b in itertools.pairwise(run))
    ]
    kept = in_order(pairs, weights)
    assert tuple(sorted(kept)) in rising
    assert (len(kept), sum(weights[n] for n in kept)) == max((len(r), sum(weights[n] for n in r)) for r in rising)
