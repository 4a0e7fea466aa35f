"""Phrases searched for in a text: their trees interpreted, each lexicon at most once at a place, without a clock.

Wherever a piece of a phrase may end is told in the order of preference in which a backtracking regular expression
would try it: earlier alternatives first, optional words rather than none, gaps as short as can be. As what follows a
piece hangs only on where that ended, a place that was reached before need not be tried again; so the work grows with
the sentence's length times the phrase's, never beyond.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from monitor.facts.search.clauses import Clauses
from monitor.facts.search.expressions import Expressions, compiled
from monitor.facts.search.ways import Span, slots_of
from monitor.facts.search.words import Ends, Words
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
    Own,
    Part,
    Pattern,
    Row,
    Series,
    Slot,
    Starts,
    Word,
)
from monitor.rules.writing import Writing, is_letter

TIMEOUT = 0.25
"""Seconds that a rule's own regular expression may take on one sentence."""

STEPS = 300_000
"""Steps that one phrase may take on one sentence; the dearest one takes some ten thousand on the articles at hand."""


class OutOfSteps(TimeoutError):
    """A phrase has taken more steps on a sentence than it may."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands in a text, and by name where its slots do."""

    start: int
    end: int
    slots: dict[str, Span] = field(default_factory=dict)


_LONGEST_JOINT = 12
"""Characters, at least as many as ever part two pieces."""


class Search(Words):
    """One folded text, and what has been found in it so far."""

    def __init__(self, text: str, writing: Writing) -> None:
        super().__init__(text, writing)
        self.expressions = Expressions(text, together=writing.together)
        self.clauses = Clauses(text)
        self.steps = STEPS
        self._ends: dict[tuple[Node, int], Ends] = {}
        self._separators: dict[int, Ends] = {}
        self._loose: dict[int, Ends] = {}
        self._gap_steps: dict[tuple[Guard, int], Ends] = {}
        self._places: dict[Starts, set[int]] = {}
        self._in_order: dict[Starts, list[int]] = {}
        self._lasts: dict[Starts, int] = {}
        self._doors: dict[Part, tuple[list[int], set[int]]] = {}
        self._all: dict[Pattern, list[tuple[int, Ends]]] = {}
        self._matches: dict[Pattern, list[Match]] = {}
        self._late: set[Pattern] = set()

    # ------------------------------------------------------------ whole phrases

    def may_match(self, pattern: Pattern) -> bool:
        """Whether a phrase can match at all: the text has one of each set of words that every match needs."""
        for words, stems in pattern.needed:
            if words.isdisjoint(self.words) and (not stems or stems.isdisjoint(self.prefixes)):
                return False
        return True

    def matches(self, pattern: Pattern) -> list[Match]:
        """Every match of a phrase, from left to right, none within another; remembered.

        Raises TimeoutError: a phrase has a number of steps, a rule's own regular expression a time.
        """
        if (known := self._matches.get(pattern)) is None:
            if type(pattern.node) is Own:
                known = self._own(pattern, pattern.node)
            else:
                known = self._find(pattern) if self.may_match(pattern) else []
            self._matches[pattern] = known
        return known

    def _own(self, pattern: Pattern, node: Own) -> list[Match]:
        out = []
        for found in compiled(node.source).finditer(self.text, timeout=TIMEOUT):
            slots = {name: found.span(name) for name in pattern.slots if found[name] is not None}
            out.append(Match(found.start(), found.end(), slots))
        return out

    def _find(self, pattern: Pattern) -> list[Match]:
        return [
            Match(start, ends[0], slots_of(self, pattern.node, start, ends[0]) if pattern.slots else {})
            for start, ends in self._occurring(pattern, within=False)
        ]

    def occurrences(self, pattern: Pattern) -> list[tuple[int, Ends]]:
        """Every place where a phrase may begin, also within another match, and where it may end; remembered."""
        if (known := self._all.get(pattern)) is None:
            known = self._all[pattern] = list(self._occurring(pattern)) if self.may_match(pattern) else []
        return known

    def _occurring(self, pattern: Pattern, *, within: bool = True) -> Iterator[tuple[int, Ends]]:
        """The places where a phrase stands; unless `within`, none within another match."""
        if not all(self.expressions.firsts(each.source) for each in pattern.holds):
            return
        if pattern in self._late:
            raise OutOfSteps
        self._late.add(pattern)
        self.steps = STEPS
        last = -1
        for place in self._beginnings(pattern):
            if (within or place >= last) and (ends := self.ends(pattern.node, place)):
                last = ends[0]
                yield place, ends
        self._late.remove(pattern)

    def _beginnings(self, pattern: Pattern) -> Sequence[int]:
        """The places where a phrase may begin, from left to right."""
        if pattern.starts is None:
            return range(len(self.text))
        if (known := self._in_order.get(pattern.starts)) is None:
            known = self._in_order[pattern.starts] = sorted(self._starts(pattern.starts))
        last = self._last(pattern.node.last) if type(pattern.node) is Row and pattern.node.last else None
        return known if last is None else known[: bisect_left(known, last)]

    def _starts(self, starts: Starts) -> set[int]:
        """Where in the text a match may begin."""
        if (known := self._places.get(starts)) is None:
            known = self._places[starts] = set()
            for word in starts.words & self.words:
                known.update(self.places.get(word, ()))  # `0` stands among the words for any digits
            for stem in starts.stems & self.prefixes if starts.stems else ():
                for word, places in self.places.items():
                    if word.startswith(stem):
                        known.update(places)
            for expression in starts.expressions:
                known.update(self.expressions.firsts(expression.source))
        return known

    def _last(self, starts: Starts) -> int:
        """The last place where a match may begin; -1 if there is none."""
        if (known := self._lasts.get(starts)) is None:
            if starts.stems or starts.expressions:
                known = max(self._starts(starts), default=-1)
            else:  # most phrases end in a word that the sentence lacks, or has once
                known = max((self.places[word][-1] for word in starts.words if word in self.places), default=-1)
            self._lasts[starts] = known
        return known

    # ------------------------------------------------------------ pieces

    def ends(self, node: Node, at: int) -> Ends:
        """Where a piece that begins at a place may end. Raises OutOfSteps."""
        if type(node) is Word:
            token = self.tokens.get(at)
            if token is None or not (token.startswith(node.text) if node.stem else token == node.text):
                return ()
            return self.behind_stem(at + len(token)) if node.stem else self.behind_word(at + len(token))
        if (known := self._ends.get((node, at))) is None:
            known = self._ends[node, at] = _ENDS[type(node)](self, node, at)
            self.steps -= 1 + len(known)
            if self.steps < 0:
                raise OutOfSteps
        return known

    def _choice(self, node: Choice, at: int) -> Ends:
        openings = node.openings
        numbers = list(openings.always)
        if self.writing.together:
            for key in {self.lower[at : at + 1], self.lower[at : at + 2]}:
                numbers += openings.words.get(key, ())
        elif token := self.tokens.get(at):
            numbers += openings.words.get(token, ())
            for length, stems in openings.stems:
                numbers += stems.get(token[:length], ())
        if len(numbers) == 1:
            return self.ends(node.branches[numbers[0]], at)
        return _distinct(self.ends(node.branches[number], at) for number in sorted(set(numbers)))

    def _row(self, node: Row, at: int) -> Ends:
        if node.last is not None and self._last(node.last) <= at:
            return ()
        reached: Ends = (at,)
        for part in node.parts:
            if len(reached) == 1:
                out = self._part(part, reached[0])
            else:
                out = []
                for place in reached:
                    out += self._part(part, place)
            if not out:
                return ()
            reached = tuple(dict.fromkeys(out)) if len(out) > 1 else tuple(out)
        return reached

    def _part(self, part: Part, at: int) -> Sequence[int]:
        """Where a part of a row, its joint included, may end."""
        if part.then is not None:
            return self._leading_on(part, part.then, at)
        if not part.joint:
            return self.ends(part.node, at)
        out: list[int] = []
        starts = None if part.starts is None else self._starts(part.starts)
        if not part.leads:
            for begin in self.joints(part.joint, at):
                if starts is None or begin in starts:
                    out += self.ends(part.node, begin)
        elif starts is None or at in starts:
            for end in self.ends(part.node, at):
                out += self.joints(part.joint, end)
        self.steps -= 1 + len(out)
        if self.steps < 0:
            raise OutOfSteps
        if part.optional:
            out.append(at)
        return out

    def _leading_on(self, part: Part, then: Part, at: int) -> Sequence[int]:
        """Where a part that may end at many places ends, as far as the next one can follow."""
        doors, allowed = self._doors_to(then)
        if not doors or doors[0] < at:
            return ()
        out: list[int] = []
        for begin in self.joints(part.joint, at) if part.joint else (at,):
            if isinstance(part.node, Gap):
                out += [end for end in self.ends(part.node, begin) if end in allowed]
            else:
                out += self.clauses.ends_among(doors, begin)
        self.steps -= 1 + len(out)
        if self.steps < 0:
            raise OutOfSteps
        if part.optional and at in allowed:
            out.append(at)
        return out

    def _doors_to(self, part: Part) -> tuple[list[int], set[int]]:
        """The places from which a part can follow, its joint included, the last one first."""
        if (known := self._doors.get(part)) is None:
            doors: set[int] = set()
            if part.then is not None and isinstance(part.node, Gap):
                allowed = self._doors_to(part.then)[1]
                places = range(len(self.text) + 1) if allowed else ()
                doors = {at for at in places if not allowed.isdisjoint(self.ends(part.node, at))}
            for begin in self._starts(part.starts) if part.starts else ():
                for at in range(begin, max(-1, begin - _LONGEST_JOINT - 1), -1):
                    if begin in self.joints(part.joint, at):
                        doors.add(at)
            known = self._doors[part] = (sorted(doors, reverse=True), doors)
        return known

    def joints(self, kind: str, at: int) -> Ends:
        """Where what parts two pieces may end, if it begins at a place."""
        memo = self._loose if kind == "loose" else self._separators
        if (known := memo.get(at)) is None:
            find = self.writing.loose if kind == "loose" else self.writing.separators
            known = memo[at] = find(self.text, at)
        return known

    def _gap(self, node: Gap, at: int) -> Ends:
        asides = self.clauses.asides(node.guard.asides)
        left: dict[int, int] = {}  # how many words may follow a place, at most
        waiting = [(at, node.most)]
        while waiting:
            place, more = waiting.pop()
            if more <= left.get(place, -1):
                continue
            self.steps -= place in left  # to be gone on from once more, as an aside leads there with words to spare
            left[place] = more
            if place in asides:
                waiting.append((asides[place], more))
            if more:
                waiting += [(end, more - 1) for end in reversed(self._step(node.guard, place))]
        return tuple(left)

    def _step(self, guard: Guard, at: int) -> Ends:
        """Where one more word of a gap may end; nowhere if it is one that gaps never cross."""
        if (known := self._gap_steps.get((guard, at))) is None:
            step = self.writing.step(self.text, at)
            known = () if step is None or self._is_guarded(guard, step[0]) else step[1]
            self._gap_steps[guard, at] = known
        return known

    def _is_guarded(self, guard: Guard, at: int) -> bool:
        for length in guard.lengths:
            here = self.lower[at : at + length]
            if here in guard.stems:
                return True
            if here in guard.words and (
                self.writing.together or not is_letter(self.text[at + length : at + length + 1])
            ):
                return True
        if guard.item is not None and self.ends(guard.item, at):
            return True
        if not guard.contracted:
            return False
        end = at + len(self.tokens.get(at, ""))
        contraction = self.lower[end - 1 : end + 2] == "n't" and end - at > 1
        return contraction and not is_letter(self.text[end + 2 : end + 3])

    def _slot(self, node: Slot, at: int) -> Ends:
        return self.ends(node.node, at)

    def _anchored(self, node: Anchored, at: int) -> Ends:
        return () if at > 6 or any(map(is_letter, self.text[:at])) else self.ends(node.node, at)

    def _closed(self, node: Closed, at: int) -> Ends:
        return tuple(end for end in self.ends(node.node, at) if self.clauses.closes(end))

    def _clause(self, node: Clause, at: int) -> Ends:
        return self.clauses.ends(at)

    def _expression(self, node: Expression, at: int) -> Ends:
        return self.expressions.ends(node.source, at)

    def _series(self, node: Series, at: int) -> Ends:
        out: dict[int, None] = {}
        begun: set[int] = set()
        waiting = [(True, at)]  # whether another piece may begin at a place, or the series may end there
        while waiting:
            begins, place = waiting.pop()
            if not begins:
                out.setdefault(place)
            elif place not in begun:
                begun.add(place)
                later: list[tuple[bool, int]] = []
                for end in self.ends(node.one, place):
                    later += [(True, begin) for begin in self.ends(node.between, end)]
                    later.append((False, end))
                waiting += reversed(later)
        return tuple(out)


_ENDS: dict[type[Node], Callable[[Search, Any, int], Ends]] = {
    Mixed: Words.mixed,
    Inside: Words.inside,
    Choice: Search._choice,
    Row: Search._row,
    Gap: Search._gap,
    Slot: Search._slot,
    Anchored: Search._anchored,
    Closed: Search._closed,
    Clause: Search._clause,
    Series: Search._series,
    Expression: Search._expression,
}


def _distinct(several: Iterable[Iterable[int]]) -> Ends:
    out: dict[int, None] = {}
    for each in several:
        out.update(dict.fromkeys(each))
    return tuple(out)
