"""A language's numbers in words: from its lexicon to a regular expression, and from what that matched to a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.rules.writing import Writing

MYRIAD = 10_000
"""Scales from here on multiply all that stands before them since the last one: 二十三万 is 23 times 10,000."""


@dataclass(frozen=True)
class Numerals:
    """Word to value.

    `units` stand alone or behind `tens` (`twenty-one`, 스물하나), parted by a space, a hyphen or one of `joins`
    (`vingt et un`); `scales` multiply what stands before them (十, 百, 万); `wholes` are whole numbers (`a dozen`).
    """

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    wholes: Mapping[str, int]
    ordinals: Mapping[str, int]
    joins: tuple[str, ...] = ()
    together: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.units, *self.tens, *self.scales, *self.wholes)

    def source(self, writing: Writing) -> str:
        """Regular expression for a number in words."""
        if writing.together:
            return rf"(?:{_choice(self.wholes)}|{self.run})" if self.wholes else self.run
        ones, tens = _choice(self.units), _choice(self.tens)
        return rf"(?:{_choice(self.wholes)}|{tens}(?:{self._join}{ones})?|{ones})"

    @property
    def run(self) -> str:
        """Regular expression for a number in words that are run together."""
        words = sorted({*self.units, *self.tens, *self.scales}, key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, words))})+" if words else "(?!)"

    @property
    def plain(self) -> str:
        """The same for words that spaces part, written out whole."""
        wholes, tens, ones = map(_longest, (self.wholes, self.tens, self.units))
        return rf"(?:{wholes}|(?:{tens})(?:{self._join}(?:{ones}))?|{ones})"

    @property
    def _join(self) -> str:
        return rf"[\s-](?:(?:{'|'.join(map(re.escape, self.joins))})[\s-])?" if self.joins else r"[\s-]"

    def end(self, text: str) -> int:
        """Where the last word of a number ends in a text; 0 if there is none."""
        lowered = text.lower()
        low, high = self._number(lowered)
        return max((found.end() for found in self._finder.finditer(lowered, low, high)), default=0)

    def _number(self, text: str) -> tuple[int, int]:
        """Where the number stands in a text: where words are run together, their longest run.

        What stands around it may hold such words too: 모두 (all) has 두 (two), 이상 (or more) 이 (two).
        """
        if not self.together:
            return 0, len(text)
        runs = [found.span() for found in self._runs.finditer(text)]
        return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))

    @cached_property
    def _runs(self) -> re.Pattern[str]:
        words = sorted({*self._units, *self._tens, *self._scales, *self._ordinals}, key=len, reverse=True)
        return re.compile(f"(?<![가-힣])(?:{'|'.join(map(re.escape, words)) or '(?!)'})+")

    @cached_property
    def _finder(self) -> re.Pattern[str]:
        known = {*self._units, *self._tens, *self._scales, *self._ordinals}
        longest = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or "(?!)"
        return re.compile(longest if self.together else rf"(?<!\w)(?:{longest})(?!\w)")

    def value(self, text: str) -> int | None:
        """The number that a text in this language's words stands for; None if it has none of them.

        The text is one that `source` or an ordinal matched; what stands in it beside words of numbers is passed over.
        """
        lowered = " ".join(text.lower().replace("-", " ").split())
        for words, value in sorted(self._wholes.items(), key=lambda whole: -len(whole[0])):
            if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", lowered):
                return value
        total = section = current = 0
        digits = found = False
        run: list[int] = []
        for match in self._finder.finditer(lowered, *self._number(lowered)):
            word = match[0]
            if word not in self._units:
                if _is_range(run):
                    return None
                run = []
            if word in self._scales:
                scale = self._scales[word]
                if scale >= MYRIAD:
                    total, section = total + (section + current or 1) * scale, 0
                else:
                    section += (current or 1) * scale
                current, digits = 0, False
            elif word in self._units:
                current = current * 10 + self._units[word] if digits else current + self._units[word]
                digits = True
                run.append(self._units[word])
            elif word in self._tens:
                current, digits = current + self._tens[word], False
            else:
                return total + section + current + self._ordinals[word]
            found = True
        return total + section + current if found and not _is_range(run) else None

    @cached_property
    def _units(self) -> dict[str, int]:
        return _lower(self.units)

    @cached_property
    def _tens(self) -> dict[str, int]:
        return _lower(self.tens)

    @cached_property
    def _scales(self) -> dict[str, int]:
        return _lower(self.scales)

    @cached_property
    def _wholes(self) -> dict[str, int]:
        return _lower(self.wholes)

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return _lower(self.ordinals)


def _is_range(run: Sequence[int]) -> bool:
    """Whether digits in words that follow each other are two guesses: 두세, 两三 (two or three); 一六 is 16."""
    return len(run) == 2 and 1 < run[0] == run[1] - 1


def _lower(words: Mapping[str, int]) -> dict[str, int]:
    return {word.lower().replace("-", " "): value for word, value in words.items()}


def _longest(words: Mapping[str, int]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _choice(words: Mapping[str, int]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return first_of(re.escape(word).replace(r"\ ", r"\s").replace(r"\-", r"[\s-]") for word in longest)


def first_of(sources: Iterable[str]) -> str:
    """Regular expression for the first of several that matches; what they begin with is looked at first, which is most
    of what makes it fast."""
    known = list(dict.fromkeys(sources))
    if not known:
        return "(?!)"
    firsts = {source[:1] for source in known}
    ahead = f"(?=[{''.join(sorted(firsts))}])" if len(firsts) > 1 and all(char.isalnum() for char in firsts) else ""
    return f"{ahead}(?:{'|'.join(known)})"
