"""Which sentences of two texts belong together: operations over their places.

    equal ones are matched -> alike ones are edits, splits, merges -> matches out of order moved -> the rest was added
    or removed

Sentences are matched in both directions, many to one either way, as NewsEdits does (Spangher et al., NAACL 2022), by
what they have in common (`Likeness`). What moved is then found on the graph of all matches: the fewest sentences whose
moving explains the new order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from monitor.diff.alike import Bag, Likeness, common, without
from monitor.diff.moves import Pair, in_order, match
from monitor.model import EditKind, Section

ALIKE = 0.46
"""Likeness from which a removed and an added sentence are one edited sentence, wherever they stand."""

ALIKE_IN_PLACE = 0.36
"""The same for two sentences in the same place, between the same matched neighbours."""

PLACE = 3
"""Sentences removed and added between two matched neighbours up to which that is a place; beyond, it is a region."""

PART = 0.45
"""Share of each part that must stand in the whole, beside the other parts, for a sentence to be split or merged."""

GAIN = 0.05
"""What a part must add to the likeness of all parts together to the whole."""

SMALL = 6
"""Features that a part must have: fewer, a figure or two, stand in many sentences by chance."""

WHOLE = frozenset({"heading", "row"})
"""Blocks that are one entry whatever full stops they contain."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, heading, list item or table row: what is compared. `part` is its kind of block."""

    part: str
    text: str
    key: str
    section: Section = "body"


@dataclass(frozen=True, slots=True)
class Operation:
    """What happened to these sentences, by their places in the old and in the new text."""

    kind: EditKind
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Operation]:
    """What happened to the sentences, in the order of the new text; sentences that stay are left out."""
    stayed, displaced = match([unit.key for unit in old], [unit.key for unit in new])
    matches = [Operation("moved", (i,), (j,)) for i, j in (*stayed, *displaced)]
    gone = _rest(len(old), (operation.old for operation in matches))
    came = _rest(len(new), (operation.new for operation in matches))
    if gone and came:
        matches += _rewritten(old, new, gone, came, matches)
    matches.sort(key=attrgetter("new"))
    still = in_order([_first(operation) for operation in matches], [_length(operation, new) for operation in matches])

    told: list[tuple[float, Operation]] = []
    for number, operation in enumerate(matches):
        kind = operation.kind
        if kind in ("split", "merged") and _key(old, operation.old) == _key(new, operation.new):
            kind = "moved"  # the same words, cut into sentences otherwise
        elif kind == "edited" and number not in still:
            kind = "moved_edited"
        if kind != "moved" or number not in still:
            told.append((operation.new[0], Operation(kind, operation.old, operation.new)))
    told += [(j, Operation("added", new=(j,))) for j in _rest(len(new), (operation.new for operation in matches))]
    # A removed sentence stands behind what it stood behind before.
    anchors = [matches[number] for number in sorted(still)]
    ends = [operation.old[0] for operation in anchors]
    for i in _rest(len(old), (operation.old for operation in matches)):
        before = bisect_left(ends, i)
        told.append((anchors[before - 1].new[0] + 0.5 if before else -0.5, Operation("removed", (i,))))
    told.sort(key=lambda place: place[0])
    return [operation for _, operation in told]


def _rest(length: int, taken: Iterable[Sequence[int]]) -> list[int]:
    used = {index for indices in taken for index in indices}
    return [index for index in range(length) if index not in used]


def _first(operation: Operation) -> Pair:
    return operation.old[0], operation.new[0]


def _key(units: Sequence[Unit], places: Sequence[int]) -> str:
    return "".join(units[place].key for place in places)


def _length(operation: Operation, new: Sequence[Unit]) -> int:
    return len(_key(new, operation.new))


Candidate = tuple[float, tuple[int, ...], tuple[int, ...]]
"""Likeness, and the sentences of the old and the new side that would belong together, counted among those left over."""


def _rewritten(
    old: Sequence[Unit], new: Sequence[Unit], gone: Sequence[int], came: Sequence[int], equal: Sequence[Operation]
) -> list[Operation]:
    """Sentences that were edited, split or merged, among those that equal none of the other side."""
    both = (old[i].text for operation in equal for i in operation.old)
    likeness = Likeness([old[i].text for i in gone], [new[j].text for j in came], both)
    shared = {(a, b): weight for a, b, weight in likeness.overlaps()}
    pairs = [
        (alike(weight, likeness.old_size[a], likeness.new_size[b]), (a,), (b,)) for (a, b), weight in shared.items()
    ]
    pairs = [pair for pair in pairs if pair[0] >= ALIKE_IN_PLACE]

    there: dict[int, dict[int, float]] = defaultdict(dict)
    back: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), weight in shared.items():
        if old[gone[a]].part not in WHOLE and new[came[b]].part not in WHOLE:
            there[a][b] = back[b][a] = weight
    splits = [(score, (a,), parts) for a, score, parts in _groups(likeness.old, likeness.new, there)]
    merges = [(score, parts, (b,)) for b, score, parts in _groups(likeness.new, likeness.old, back)]

    choice = _Choice(gone, came)
    choice.take([*(pair for pair in pairs if pair[0] >= ALIKE), *splits, *merges])
    in_place = _same_place(gone, came, [*equal, *choice.taken], choice)
    choice.take([pair for pair in pairs if in_place(pair)])
    return choice.taken


def alike(shared: float, one: float, two: float) -> float:
    """Dice's coefficient: twice what two sides share in what both have, 0 to 1."""
    return 2 * shared / (one + two) if shared else 0.0


def _groups(
    wholes: Sequence[Bag], others: Sequence[Bag], shared: Mapping[int, Mapping[int, float]]
) -> Iterator[tuple[int, float, tuple[int, ...]]]:
    """For each sentence the several of the other side that together are most like it, if there are such.

    A part must stand in what the parts before it leave of the whole.
    """
    other_size = [sum(bag.values()) for bag in others]
    for whole, weights in shared.items():
        size = sum(wholes[whole].values())
        likely = [n for n, weight in weights.items() if weight >= PART * other_size[n] and len(others[n]) >= SMALL]
        if len(likely) < 2:
            continue
        rest, covered, total, best = wholes[whole], 0.0, 0.0, 0.0
        parts = []
        for n in sorted(likely, key=lambda n: -weights[n]):
            more = common(rest, others[n])
            better = alike(covered + more, size, total + other_size[n])
            if more >= PART * other_size[n] and better >= best + GAIN:
                parts.append(n)
                rest = without(rest, others[n])
                covered, total, best = covered + more, total + other_size[n], better
        if len(parts) > 1 and best >= ALIKE:
            yield whole, best, tuple(sorted(parts))


class _Choice:
    """Takes candidates, the most alike first, each sentence at most once."""

    def __init__(self, gone: Sequence[int], came: Sequence[int]) -> None:
        self.gone, self.came = gone, came
        self.free_old, self.free_new = set(range(len(gone))), set(range(len(came)))
        self.taken: list[Operation] = []

    def take(self, candidates: Iterable[Candidate]) -> None:
        def rank(candidate: Candidate) -> tuple[float, int, tuple[int, ...], tuple[int, ...]]:
            score, olds, news = candidate
            return -score, abs(self.gone[olds[0]] - self.came[news[0]]), olds, news

        for _, olds, news in sorted(candidates, key=rank):
            if self.free_old.issuperset(olds) and self.free_new.issuperset(news):
                self.free_old.difference_update(olds)
                self.free_new.difference_update(news)
                kind: EditKind = "split" if len(news) > 1 else "merged" if len(olds) > 1 else "edited"
                self.taken.append(Operation(kind, tuple(self.gone[a] for a in olds), tuple(self.came[b] for b in news)))


def _same_place(
    gone: Sequence[int], came: Sequence[int], matches: Sequence[Operation], choice: _Choice
) -> Callable[[Candidate], bool]:
    """Whether both sentences of a pair stand between the same two matched neighbours, and hardly any others do."""
    pairs = sorted(map(_first, matches), key=lambda pair: pair[1])
    kept = [pairs[number] for number in sorted(in_order(pairs, [1] * len(pairs)))]
    old_ends, new_ends = [i for i, _ in kept], [j for _, j in kept]
    old_gap = {a: bisect_left(old_ends, gone[a]) for a in choice.free_old}
    new_gap = {b: bisect_left(new_ends, came[b]) for b in choice.free_new}
    crowd = Counter(old_gap.values()) | Counter(new_gap.values())

    def check(candidate: Candidate) -> bool:
        _, (a, *_), (b, *_) = candidate
        return a in old_gap and b in new_gap and old_gap[a] == new_gap[b] and crowd[old_gap[a]] <= PLACE

    return check
