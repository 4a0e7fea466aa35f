"""A phrase as one regular expression, written out whole or only as far as a sentence can match it.

The regular expression is kept as a skeleton: text in which every choice keeps its branches, each with the words of
which it needs one. For a sentence without those words the branch is left out, and what is left compiles quickly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from monitor.rules.writing import APART, WRITINGS

FIRST = r"(?<=^\W{0,6})"
"""Only punctuation stands before it in the sentence."""

START, END = APART.start, APART.end

Literal = tuple[str, bool]
"""A lower-case word, and whether it is only the beginning of one (a stem)."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Where matches may begin: at one of some words, at a word with one of some beginnings, or where a slot's regular
    expression (a skeleton) matches."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()


def any_start(starts: Iterable[Starts | None]) -> Starts | None:
    """Where one of several pieces may begin; None if of one it is not known."""
    known = []
    for each in starts:
        if each is None:
            return None
        known.append(each)
    return Starts(
        frozenset().union(*(each.words for each in known)),
        frozenset().union(*(each.stems for each in known)),
        frozenset().union(*(each.slots for each in known)),
    )


@dataclass(frozen=True)
class Pattern:
    """A phrase, ready to be compiled.

    `skeleton`: the regular expression with its choices marked (see `either`), so that it can be written out for one
    sentence alone. `required`: of each of these sets at least one word stands in every match; none if nothing is known.
    `starts`: where in a sentence it may match at all; None if that is anywhere. `holds`: the regular expressions of
    slots (skeletons) that all stand in every match.
    """

    skeleton: str
    required: tuple[frozenset[Literal], ...] = ()
    slots: frozenset[str] = frozenset()
    starts: Starts | None = None
    holds: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """The whole regular expression."""
        return _whole(self.skeleton)

    def source_for(self, words: frozenset[str], prefixes: frozenset[str]) -> str:
        """The regular expression without the branches that can't match a sentence of these words and their beginnings.

        What it matches in that sentence is what `source` matches. It is a small part of it, and compiling takes the
        more time the longer an expression is: a lexicon in a phrase easily makes thousands of characters.
        """
        return _write(_tree(self.skeleton), (words, prefixes))

    @cached_property
    def needed(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """`required`, each set as words and stems."""
        return tuple(
            (frozenset(word for word, stem in words if not stem), frozenset(word for word, stem in words if stem))
            for words in self.required
        )

    @property
    def literals(self) -> frozenset[Literal] | None:
        """The set that tells most: the smallest, and of the longest words."""
        return min(self.required, key=lambda words: (len(words), -min(len(word) for word, _ in words)), default=None)


def either(patterns: Sequence[Pattern]) -> Pattern:
    """The pattern that matches where one of them does.

    Its skeleton keeps the choice open: `OPEN words BODY skeleton NEXT words BODY skeleton ... CLOSE`. The words are
    sets parted by `/`, and of each set one word must stand in the sentence (`stem*`: begin one).
    """
    branches = dict.fromkeys(f"{_needed(pattern)}{BODY}{pattern.skeleton}" for pattern in patterns)
    source = f"{OPEN}{NEXT.join(branches)}{CLOSE}"
    slots: frozenset[str] = frozenset().union(*(pattern.slots for pattern in patterns))
    starts = any_start(pattern.starts for pattern in patterns)
    holds = frozenset.intersection(*(pattern.holds for pattern in patterns)) if patterns else frozenset()
    literals: set[Literal] = set()
    for pattern in patterns:
        if pattern.literals is None:
            return Pattern(source, (), slots, starts, holds)
        literals |= pattern.literals
    return Pattern(source, (frozenset(literals),), slots, starts, holds)


OPEN, NEXT, CLOSE, BODY = "\x01", "\x02", "\x03", "\x04"
_MARKS = re.compile(r"([\x01\x02\x03])")
_MOST_NEEDED = 40
"""Longer lists of needed words are not worth keeping: some word of theirs stands in most sentences."""

Branch = tuple[tuple[tuple[frozenset[str], frozenset[str]], ...], "Tree"]
"""Sets of words and stems, of each of which one is needed, and what they lead to."""
Tree = tuple["str | tuple[Branch, ...]", ...]


def choice(branches: Iterable[tuple[str, str]]) -> str:
    """A choice, as in skeletons, between regular expressions, each behind words or stems of which it needs one."""
    return f"{OPEN}{NEXT.join(f'{words}{BODY}{source}' for words, source in branches)}{CLOSE}"


def _needed(pattern: Pattern) -> str:
    sets = (literals for literals in pattern.required if len(literals) <= _MOST_NEEDED)
    return "/".join(" ".join(sorted(word + "*" * stem for word, stem in literals)) for literals in sets)


@lru_cache(maxsize=20_000)
def _whole(skeleton: str) -> str:
    return _write(_tree(skeleton), None)


@lru_cache(maxsize=20_000)
def _tree(skeleton: str) -> Tree:
    pieces = _MARKS.split(skeleton)
    tree, _ = _parse_tree(pieces, 0)
    return tree


def _parse_tree(pieces: list[str], at: int) -> tuple[Tree, int]:
    """The tree from a place on up to the end of its branch, and where that is."""
    out: list[str | tuple[Branch, ...]] = []
    while at < len(pieces) and pieces[at] not in (NEXT, CLOSE):
        if pieces[at] != OPEN:
            if pieces[at]:
                out.append(pieces[at])
            at += 1
            continue
        branches: list[Branch] = []
        while pieces[at] != CLOSE:
            words, _, body = pieces[at + 1].partition(BODY)
            rest, end = _parse_branch(pieces, at + 1, body)
            needed = tuple(
                (
                    frozenset(word for word in part.split() if not word.endswith("*")),
                    frozenset(word[:-1] for word in part.split() if word.endswith("*")),
                )
                for part in words.split("/")
                if part
            )
            branches.append((needed, rest))
            at = end
        out.append(tuple(branches))
        at += 1
    return tuple(out), at


def _parse_branch(pieces: list[str], at: int, body: str) -> tuple[Tree, int]:
    tree, end = _parse_tree(pieces, at + 1)
    return ((body, *tree) if body else tree), end


def _write(tree: Tree, present: tuple[frozenset[str], frozenset[str]] | None) -> str:
    """The regular expression of a tree; `present`: the only words, and beginnings of words, that it will see."""
    out = []
    for piece in tree:
        if isinstance(piece, str):
            out.append(piece)
            continue
        live = [
            _write(body, present)
            for needed, body in piece
            if present is None
            or not any(words.isdisjoint(present[0]) and stems.isdisjoint(present[1]) for words, stems in needed)
        ]
        live = [source for source in live if source != NOTHING]
        out.append(_alternation(live) if live else NOTHING)
    written = "".join(out)
    if present is not None and NOTHING in written:
        for dead in _DEAD:
            written = written.replace(dead, "")
        if NOTHING in written and _is_dead(written):
            return NOTHING
    return written


_STEP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?!\)|[()]")


def _is_dead(source: str) -> bool:
    """Whether a piece that must be there, outside of all brackets, can't match."""
    depth = 0
    for step in _STEP.finditer(source):
        if step[0] == NOTHING and not depth:
            return True
        depth += (step[0] == "(") - (step[0] == ")")
    return False


NOTHING = "(?!)"
_DEAD = tuple(
    dead
    for writing in WRITINGS.values()
    for dead in (
        f"(?:{writing.separator}{NOTHING})?",
        f"(?:{NOTHING}{writing.separator})?",
        f"(?:{writing.loose}{NOTHING})?",
    )
)
"""Optional pieces of which nothing is left."""


def _alternation(sources: Sequence[str]) -> str:
    """One of several, with what all begin or end with written once: that is most of what makes matching fast."""
    sources = list(dict.fromkeys(sources))
    if len(sources) == 1:
        return f"(?:{sources[0]})"
    head = tail = ""
    if all(source.startswith(START) for source in sources):
        sources = [source[len(START) :] for source in sources]
        head = START
    firsts = {char for source in sources for char in _firsts(source)}
    if all(first.isalnum() for first in firsts) and len(firsts) > 1:
        head += f"(?=[{''.join(sorted(firsts))}])"
    if all(source.endswith(END) for source in sources):
        sources = [source[: -len(END)] for source in sources]
        tail = END
    return f"{head}(?:{'|'.join(sources)}){tail}"


def _firsts(source: str) -> str:
    """The characters that a match of this source (without its START) may begin with; `(` if that is not plain."""
    if found := re.match(r"\(\?=\[(\w+)\]\)", source):
        return found[1]
    return source[:1]
