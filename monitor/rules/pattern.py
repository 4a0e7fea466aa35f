"""What a phrase is read into: a small tree of words, choices, sequences, gaps and slots, with what is known of it.

`facts.search` interprets the tree over a sentence. Nodes are compared by identity: a lexicon is one node, whichever
phrases refer to it, so that a sentence is searched for it once. Nobody changes one that is made; they are not frozen
because the pickles of frozen ones are read at half the speed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

LABEL_END = "\ue000"
"""Stands between label and value in a line that a page gives as such; a private character, which no word holds."""

Literal = tuple[str, bool]
"""A lower-case word, and whether it is only the beginning of one (a stem)."""


class Node:
    """A piece of a phrase."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Word(Node):
    """One word of letters and digits, where words are parted; of a `stem` any ending."""

    text: str
    stem: bool = False


@dataclass(slots=True, eq=False)
class Mixed(Node):
    """The same with other characters in it: `co-operat*`, `U.S`, `$5`; its hyphens may be spaces on the page.

    `elided`: nothing stands between it and the next word (`l'`).
    """

    text: str
    stem: bool = False
    elided: bool = False


@dataclass(slots=True, eq=False)
class Inside(Node):
    """A text that may stand within a longer word, where words are run together. `before`, `after`: the characters that
    may not stand there: none, `latin` ones, or those of any `word`."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(slots=True, eq=False)
class Expression(Node):
    """A regular expression that a language's lexicon is made into: a number, a date."""

    source: str


@dataclass(slots=True, eq=False)
class Clause(Node):
    """The rest of the clause, as far as it is wanted."""


@dataclass(slots=True, eq=False)
class Own(Node):
    """A rule's own regular expression, which stands for itself alone; its named groups are slots."""

    source: str


@dataclass(slots=True, eq=False)
class Slot(Node):
    """A piece whose place is remembered under a name."""

    name: str
    node: Node


@lru_cache(maxsize=20_000)
def slot_of(name: str, node: Node) -> Slot:
    """The same object for the same slot, whichever phrases have it: a sentence is searched for it once."""
    return Slot(name, node)


@dataclass(slots=True, eq=False)
class Anchored(Node):
    """A phrase before which only punctuation stands in the sentence."""

    node: Node


@dataclass(slots=True, eq=False)
class Closed(Node):
    """A phrase behind which the clause has no further word."""

    node: Node


@dataclass(slots=True, eq=False)
class Series(Node):
    """One piece, or several parted by what `between` matches: *A, B and C*."""

    one: Node
    between: Expression


@dataclass(slots=True, eq=False)
class Guard:
    """What a gap never crosses: texts, beginnings of words, one more `item`; `contracted`: English words in *n't* too.
    And what it passes over, as if it weren't there: `asides` between commas that begin with one of some words."""

    words: frozenset[str]
    stems: frozenset[str]
    contracted: bool
    lengths: tuple[int, ...]
    asides: frozenset[str] = frozenset()
    item: Node | None = None


@dataclass(slots=True, eq=False)
class Gap(Node):
    """Up to so many words, or characters where words are run together; the fewest first."""

    most: int
    guard: Guard


@dataclass(slots=True, eq=False)
class Part:
    """A piece of a sequence. `joint`: what parts it from its neighbour, nothing, a `separator` or a `loose` one; the
    neighbour is the piece before it, or, of one that `leads`, the piece behind it. An `optional` one may be missing.
    `starts`: where its node may begin, as far as known. `then`: of a piece that may end at many places, the part behind
    it that must be there.
    """

    node: Node
    joint: str = ""
    optional: bool = False
    leads: bool = False
    starts: Starts | None = None
    then: Part | None = None


@dataclass(slots=True, eq=False)
class Row(Node):
    """Pieces in a row. `last`: where the last of them that must be there may begin, as far as known."""

    parts: tuple[Part, ...]
    last: Starts | None = None


@dataclass(slots=True, eq=False)
class Starts:
    """Where matches may begin: at one of some words, at a word with one of some beginnings, or where an expression
    matches."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    expressions: frozenset[Expression] = frozenset()


@lru_cache(maxsize=20_000)
def starts_at(
    words: frozenset[str] = frozenset(),
    stems: frozenset[str] = frozenset(),
    expressions: frozenset[Expression] = frozenset(),
) -> Starts:
    """The same object for the same beginnings, whichever phrases have them: a sentence is searched for them once."""
    return Starts(words, stems, expressions)


@dataclass(frozen=True, eq=False)
class Choice(Node):
    """One of several pieces, the first one that will do. `starts`: where each of them may begin, as far as known."""

    branches: tuple[Node, ...]
    starts: tuple[Starts | None, ...]

    @cached_property
    def openings(self) -> Openings:
        """The numbers of the branches by the words that they begin with."""
        words: dict[str, list[int]] = {}
        stems: dict[int, dict[str, list[int]]] = {}
        always: list[int] = []
        for number, starts in enumerate(self.starts):
            if starts is None or starts.expressions:
                always.append(number)
                continue
            for word in starts.words:
                words.setdefault(word, []).append(number)
            for stem in starts.stems:
                stems.setdefault(len(stem), {}).setdefault(stem, []).append(number)
        return Openings(words, tuple(stems.items()), tuple(always))


@dataclass(frozen=True, slots=True)
class Openings:
    """Numbers of branches: by their first word, by the beginning (of some length) of their first word, and those that
    begin otherwise."""

    words: dict[str, list[int]]
    stems: tuple[tuple[int, dict[str, list[int]]], ...]
    always: tuple[int, ...]


def any_start(starts: Iterable[Starts | None]) -> Starts | None:
    """Where one of several pieces may begin; None if of one it is not known."""
    known = []
    for each in starts:
        if each is None:
            return None
        known.append(each)
    if len(known) == 1:
        return known[0]
    return starts_at(
        frozenset().union(*(each.words for each in known)),
        frozenset().union(*(each.stems for each in known)),
        frozenset().union(*(each.expressions for each in known)),
    )


@dataclass(frozen=True, eq=False)
class Pattern:
    """A phrase, ready to be searched for.

    `required`: of each of these sets at least one word stands in every match; none if nothing is known. `slots`: the
    names of its slots. `starts`: where in a sentence it may match at all; None if that is anywhere. `holds`:
    expressions that all stand in every match. `gaps`: it has some, so that what it matches hangs on their guard.
    `labelled`: it is a label with its value, and stands in lines that are that, nowhere else.
    """

    node: Node
    required: tuple[frozenset[Literal], ...] = ()
    slots: frozenset[str] = frozenset()
    starts: Starts | None = None
    holds: frozenset[Expression] = frozenset()
    gaps: bool = False
    labelled: bool = False

    @cached_property
    def needed(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """`required`, each set as words and stems."""
        return tuple(
            (frozenset(word for word, stem in words if not stem), frozenset(word for word, stem in words if stem))
            for words in self.required
        )

    @cached_property
    def literals(self) -> frozenset[Literal] | None:
        """The set that tells most: the smallest, and of the longest words."""
        if len(self.required) < 2:
            return self.required[0] if self.required else None
        return min(self.required, key=_tells)


@lru_cache(maxsize=20_000)
def _tells(words: frozenset[Literal]) -> tuple[int, int]:
    """How much a set of words tells of which one must stand there; lower is more."""
    return len(words), -min(len(word) for word, _ in words)


NOTHING = Pattern(Choice((), ()), (frozenset({("\0", False)}),))
"""Matches nowhere: stands for a phrase that can't be read."""


def either(patterns: Sequence[Pattern]) -> Pattern:
    """The pattern that matches where one of them does, the first that fits."""
    if len(patterns) == 1:
        return patterns[0]
    node = Choice(tuple(pattern.node for pattern in patterns), tuple(pattern.starts for pattern in patterns))
    slots: frozenset[str] = frozenset().union(*(pattern.slots for pattern in patterns))
    starts = any_start(pattern.starts for pattern in patterns)
    holds = frozenset.intersection(*(pattern.holds for pattern in patterns)) if patterns else frozenset()
    gaps = any(pattern.gaps for pattern in patterns)
    literals: set[Literal] = set()
    for pattern in patterns:
        if pattern.literals is None:
            return Pattern(node, (), slots, starts, holds, gaps)
        literals |= pattern.literals
    return Pattern(node, (frozenset(literals),), slots, starts, holds, gaps)


@lru_cache(maxsize=2_000)
def expression(source: str) -> Expression:
    """The one node of a regular expression: facts that share it are searched for it together."""
    return Expression(source)
