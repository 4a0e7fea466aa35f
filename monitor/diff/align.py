"""Which sentences of two texts belong together: operations over their places.

equal ones stay or moved -> alike ones are edits -> the rest was added or removed
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from monitor.diff.moves import Pair, match
from monitor.diff.words import Alphabet, said, score
from monitor.model import EditKind

ALIKE = 0.5
"""Similarity from which a removed and an added sentence are one edited sentence, wherever they stand."""

ALIKE_IN_PLACE = 0.3
"""The same for two sentences in the same place, between the same unchanged neighbours."""

PLACE = 3
"""Sentences removed and added between two unchanged neighbours up to which that is a place; beyond, it is a region."""

PAIRS = 250_000
"""How many pairs of removed and added sentences are looked at; beyond that only those in like places."""

WINDOW = 50
"""Sentences to either side of the like place then."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading, list item or table row: what is compared. `part` is its kind of block."""

    part: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What happened to these sentences, by their places in the old and in the new text."""

    kind: EditKind
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Operation]:
    """What happened to the sentences, in the order of the new text; sentences that stay are left out."""
    stayed, moved = match([unit.key for unit in old], [unit.key for unit in new])
    matched = {*stayed, *moved}
    gone = _rest(len(old), (i for i, _ in matched))
    came = _rest(len(new), (j for _, j in matched))
    edited = _pair(old, new, gone, came, stayed)
    paired_old, paired_new = {i for i, _ in edited}, {j for _, j in edited}

    places: list[tuple[float, Operation]] = [(j, Operation("moved", (i,), (j,))) for i, j in moved]
    places += [(j, Operation("edited", (i,), (j,))) for i, j in edited]
    places += [(j, Operation("added", new=(j,))) for j in came if j not in paired_new]
    # A removed sentence stands behind what it stood behind before.
    old_stayed = [i for i, _ in stayed]
    for i in gone:
        if i not in paired_old:
            before = bisect_left(old_stayed, i)
            places.append((stayed[before - 1][1] + 0.5 if before else -0.5, Operation("removed", (i,))))
    places.sort(key=lambda place: place[0])
    return [operation for _, operation in places]


def _rest(length: int, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [index for index in range(length) if index not in used]


def _pair(
    old: Sequence[Unit], new: Sequence[Unit], gone: Sequence[int], came: Sequence[int], stayed: Sequence[Pair]
) -> list[Pair]:
    """Pairs of removed and added sentences that are one sentence, edited: the most alike first, each in one pair.

    Scores of all pairs come from `_scores`; a later way of pairing (splits, merges) only has to read them otherwise.
    """
    old_stayed, new_stayed = [i for i, _ in stayed], [j for _, j in stayed]
    gap_of_old = {i: bisect_left(old_stayed, i) for i in gone}
    gap_of_new = {j: bisect_left(new_stayed, j) for j in came}
    crowd = Counter(gap_of_old.values()) | Counter(gap_of_new.values())
    ranked = []
    for i, j, alike in _scores(old, new, gone, came):
        in_place = gap_of_old[i] == gap_of_new[j] and crowd[gap_of_old[i]] <= PLACE
        if alike >= (ALIKE_IN_PLACE if in_place else ALIKE):
            ranked.append((-alike, not in_place, abs(i - j), i, j))
    pairs, taken_old, taken_new = [], set(), set()
    for _, _, _, i, j in sorted(ranked):
        if i not in taken_old and j not in taken_new:
            pairs.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return pairs


def _scores(
    old: Sequence[Unit], new: Sequence[Unit], gone: Sequence[int], came: Sequence[int]
) -> Iterator[tuple[int, int, float]]:
    """Old index, new index and similarity of the pairs that may be alike."""
    if not gone or not came:
        return
    alphabet = Alphabet()
    old_words = {i: alphabet.spell(said(old[i].text)) for i in gone}
    new_words = {j: alphabet.spell(said(new[j].text)) for j in came}
    few = len(gone) * len(came) <= PAIRS
    for place, i in enumerate(gone):
        like = place * len(came) // max(len(gone), 1)
        near = came if few else came[max(0, like - WINDOW) : like + WINDOW]
        # Two passes: a look at all of them in C, by word and by character, then the score of those that passed.
        passed: set[int] = set()
        by_word, by_character = [new_words[j] for j in near], [new[j].key for j in near]
        for query, choices, cutoff in (
            (old_words[i], by_word, ALIKE_IN_PLACE),
            (old[i].key, by_character, (1 + ALIKE_IN_PLACE) / 2),
        ):
            hits = process.extract(
                query, choices, scorer=Indel.normalized_similarity, score_cutoff=cutoff, limit=None, processor=None
            )
            passed.update(index for _, _, index in hits)
        for index in sorted(passed):
            j = near[index]
            yield i, j, score(old_words[i], new_words[j], old[i].key, new[j].key)
