"""Regular expressions of slots: where they begin in a text, and every place where they may end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

_MARK = "\uffff"
"""Stands in no text: what is searched for the further ends of an expression has it between its parts."""


@lru_cache(maxsize=20_000)
def compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)


class Expressions:
    """Regular expressions matched against one text. `together`: its words are run together."""

    def __init__(self, text: str, *, together: bool) -> None:
        self.text = text
        self.together = together
        self._firsts: dict[str, dict[int, int]] = {}

    def firsts(self, source: str) -> dict[int, int]:
        """Where an expression may begin, with where it ends then."""
        if (known := self._firsts.get(source)) is None:
            hits = _listed(source, self.together).finditer(_listing(self.text, ()), overlapped=True)
            known = self._firsts[source] = {hit.start(): hit.end() for hit in hits}
        return known

    def ends(self, source: str, at: int) -> tuple[int, ...]:
        """Where an expression may end that begins at a place, in the order in which a search would try it."""
        first = self.firsts(source).get(at)
        if first is None:
            return ()
        # The further ends: the same once more, but not up to one of those that are known.
        ends = [first]
        while True:
            found = _listed(source, self.together).match(_listing(self.text, ends), at)
            if found is None or found.end() > len(self.text):
                return tuple(ends)
            ends.append(found.end())


@lru_cache(maxsize=512)
def _listed(source: str, together: bool) -> regex.Pattern[str]:
    """An expression that does not end where one of the listed ends is, nor, where words are parted, within a word.

    A regular expression tells the first end that it finds, no others. So the text is followed by what remains of it
    behind each end that is to be passed over.
    """
    whole = "" if together else r"(?!(?<=\w)\w)"
    known = rf"(?!(?P<rest>[^{_MARK}]*){_MARK}(?:[^{_MARK}]*{_MARK})*?(?P=rest){_MARK})"
    return compiled(f"(?:{source}){whole}{known}")


def _listing(text: str, ends: Iterable[int]) -> str:
    if _MARK in text:
        text = text.replace(_MARK, " ")
    return "".join([text, _MARK, *(text[end:] + _MARK for end in ends)])
