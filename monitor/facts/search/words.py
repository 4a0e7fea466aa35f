"""One folded text by its words: what stands where, and where a word of a phrase may end."""

from __future__ import annotations

from functools import cached_property, lru_cache

import regex

from monitor.rules.pattern import Inside, Mixed
from monitor.rules.writing import DIGITS, Writing, is_letter

LONGEST_STEM = 200
"""Characters of the longest beginning of a word that a rule is expected to name."""

Ends = tuple[int, ...]
"""Where a piece may end, in order of preference, each place once."""

_WORD = regex.compile(r"\w+")
_ENDING = regex.compile(r"\w*")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@lru_cache(maxsize=20_000)
def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(word[:end] for end in range(2, min(len(word), LONGEST_STEM) + 1))


class Words:
    """The words of one text in one way of writing."""

    def __init__(self, text: str, writing: Writing) -> None:
        self.text = text
        self.writing = writing
        self._word_ends: dict[int, Ends] = {}

    @cached_property
    def lower(self) -> str:
        """The text in lower case, as long as before."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands; where none are parted, each character and pair of them."""
        return self.writing.places(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """What phrases are looked up by."""
        return frozenset([*self.places, DIGITS] if any(word[0].isdigit() for word in self.places) else self.places)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Every beginning of every word, for stems; of a word without end (data in a page) only the first ones."""
        if self.writing.together:
            return frozenset()
        return frozenset[str]().union(*map(_beginnings, self.words))

    @cached_property
    def tokens(self) -> dict[int, str]:
        """The words by where they begin."""
        return {found.start(): found[0] for found in _WORD.finditer(self.lower)}

    def behind_word(self, end: int) -> Ends:
        """Behind a whole word may stand its possessive ending."""
        if self.text[end : end + 1] != "'":
            return (end,)
        if (known := self._word_ends.get(end)) is None:
            possessive = 2 if self.lower[end + 1 : end + 2] == "s" else 1
            whole = not is_letter(self.text[end + possessive : end + possessive + 1])
            known = self._word_ends[end] = (end + possessive, end) if whole else (end,)
        return known

    def behind_stem(self, end: int) -> Ends:
        """The same behind any ending of a stem."""
        if self.text[end : end + 1] != "'":
            return (end,)
        return (end + 2, end + 1, end) if self.lower[end + 1 : end + 2] == "s" else (end + 1, end)

    def mixed(self, node: Mixed, at: int) -> Ends:
        """Where a word with other characters than letters in it may end."""
        text = node.text
        if text[0].isalnum() and at and is_letter(self.text[at - 1]):
            return ()
        here = self.lower[at : at + len(text)]
        if len(here) != len(text):
            return ()
        if here != text and not all(a == b or (a == "-" and b.isspace()) for a, b in zip(text, here, strict=True)):
            return ()
        end = at + len(text)
        if node.elided:
            return (end,)
        if node.stem:
            return self.behind_stem(_ENDING.match(self.text, end).end())
        return () if is_letter(self.text[end : end + 1]) else self.behind_word(end)

    def inside(self, node: Inside, at: int) -> Ends:
        """Where a text that may stand within a word ends."""
        if not self.lower.startswith(node.text, at):
            return ()
        end = at + len(node.text)
        if node.before and at and self._belongs(at - 1, node.before):
            return ()
        return () if node.after and end < len(self.text) and self._belongs(end, node.after) else (end,)

    def _belongs(self, at: int, kind: str) -> bool:
        return self.lower[at] in _LATIN if kind == "latin" else is_letter(self.text[at])
