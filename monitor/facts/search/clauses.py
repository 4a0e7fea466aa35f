"""The rest of a clause, from any place of a text: up to a semicolon that ends it, and not beyond some length; where a
clause has no rest; and what interrupts it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import regex

LEAST, MOST = 2, 400
"""Characters of the rest of a clause."""

_GOES_ON = regex.compile(r";[^\S\n](?=\(|and\s)", regex.IGNORECASE)
"""A semicolon that does not end a clause; with the space behind it one character."""

CLOSING = r"""(?:\s?["'\]」』》]){0,3}\s{0,4}(?:$|(?<![a-z0-9])[.,:]|[.,:](?![a-z0-9])|[);!?—。、|]|-\s)"""
"""What stands where a clause has no further word: its punctuation, behind what closes a quotation or an aside. Quotes
and signs of full width are folded; French parts a quote from its words; a stop may stand within a number or a name."""

_CLOSING = regex.compile(CLOSING, regex.IGNORECASE)

_ASIDE = regex.compile(
    r"""["')\]]{0,3},["']?\s{1,4}(?P<first>\w+)\b(?:[^,;:]|(?<=\d)[,:](?=\d)){0,160}(?=,["')]{0,2}\s)"""
)
"""Words between two commas, the second one not included; a quote or bracket may be closed at either. Within a number or
a time of day stands no such comma, nor colon."""


class Clauses:
    """The clauses of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asides: dict[frozenset[str], dict[int, int]] = {}

    def closes(self, at: int) -> bool:
        """Whether no further word of a clause stands behind a place."""
        return _CLOSING.match(self.text, at) is not None

    def asides(self, openers: frozenset[str]) -> dict[int, int]:
        """What interrupts a clause: from the comma before it, or what is closed there, to the one behind it, if it
        begins with one of some words (lower-case): a relative clause, a source."""
        if (known := self._asides.get(openers)) is None:
            found = _ASIDE.finditer(self.text, overlapped=True) if openers else ()
            known = {each.start(): each.end() for each in found if each["first"].lower() in openers}
            self._asides[openers] = known
        return known

    def ends(self, at: int) -> tuple[int, ...]:
        """Where the rest of a clause may end that begins at a place, the farthest first."""
        first, last = self._reach(at)
        return tuple(reversed(self._units[0][first:last]))

    def ends_among(self, places: Sequence[int], at: int) -> list[int]:
        """Those of some places."""
        units, index = self._units
        first, last = self._reach(at)
        if first >= last:
            return []
        low, high = units[first], units[last - 1]
        return [place for place in places if low <= place <= high and index[place] >= 0]

    def _reach(self, at: int) -> tuple[int, int]:
        """Which of the units a clause that begins at a place may end at: from the first up to before the last."""
        _units, index = self._units
        begun = 0
        if index[at] < 0:  # within a unit: the rest of it is one, too
            at, begun = at + 1, 1
        number = index[at]
        stop = self._stops[bisect_left(self._stops, number)]
        return number + LEAST - begun, min(number + MOST - begun, stop) + 1

    @cached_property
    def _units(self) -> tuple[list[int], list[int]]:
        """What clauses are counted in: where each begins; and of each place, which it is the beginning of, or -1."""
        units: list[int] = []
        index = [-1] * (len(self.text) + 1)
        at = 0
        while at <= len(self.text):
            index[at] = len(units)
            units.append(at)
            at += 2 if _GOES_ON.match(self.text, at) else 1
        return units, index

    @cached_property
    def _stops(self) -> list[int]:
        """The units that no clause goes beyond."""
        text = self.text
        return [n for n, at in enumerate(self._units[0]) if text[at : at + 1] in "\n;" and not _GOES_ON.match(text, at)]
